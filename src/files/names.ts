import { error, type Finding } from "../domain/finding.ts";
import { NAME } from "../domain/key.ts";
import type { TreeEntry } from "../domain/tree.ts";
import { foreignLetter, showText } from "./show.ts";
import { readText } from "./text.ts";

export const nameFinding = (file: string, message: string, hint: string): Finding =>
  error("name-format", { file }, `${showText(file)} ${message}`, hint);

/** The finding for a link, a submodule and the like; undefined for a regular file. */
export function notRegular(entry: TreeEntry): Finding | undefined {
  if (entry.kind === "file") return undefined;
  const read = readText(entry, 0);
  return read.ok ? undefined : read.findings[0];
}

/** What is wrong with the last part of a path that should be `<name>.yaml`; undefined where nothing is. */
export function wrongFileName(file: string): Finding | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const dot = name.indexOf(".");
  const stem = dot < 0 ? name : name.slice(0, dot);
  const extension = dot < 0 ? "" : name.slice(dot);
  if (extension !== ".yaml") {
    const better = NAME.test(stem) ? `${stem}.yaml` : "<name>.yaml";
    return nameFinding(file, `does not end in .yaml, and is not read`, `name it ${better}, or take it away`);
  }
  if (NAME.test(stem)) return undefined;
  const lower = stem.toLowerCase().replaceAll(/[\s_.]+/g, "-");
  return nameFinding(
    file,
    `has no name that is allowed: ${foreign(stem) ?? "lower-case letters, digits and -, starting with a letter or digit, at most 63"}`,
    NAME.test(lower) ? `name it ${lower}.yaml` : "name it with a to z, 0 to 9 and -, at most 63 characters",
  );
}

const foreign = (name: string): string | undefined => {
  const letter = foreignLetter(name);
  return letter === undefined ? undefined : `it holds ${letter}`;
};

/** The finding for a folder under `grants/` that no role can have. */
export function wrongFolder(file: string, folder: string): Finding {
  const letter = foreign(folder);
  return nameFinding(
    file,
    `lies in a folder that cannot be a role's${letter === undefined ? "" : `: ${letter}`}`,
    "name the folder as the role's file in policies/roles/",
  );
}

/** The name in `<folder>/<name>.yaml`. */
export const stemOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1, -".yaml".length);
