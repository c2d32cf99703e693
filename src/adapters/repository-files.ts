import { lstat, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { OutsideError } from "../commands/outside-error.ts";
import type { RepositoryFiles } from "../commands/ports.ts";

/** Writes a file of the working tree whole or not at all, and never through a link: nothing outside is written. */
export function repositoryFiles(root: string): RepositoryFiles {
  return {
    async write(file, text) {
      const segments = file.split("/");
      for (const depth of segments.keys()) await refuseLink(root, segments.slice(0, depth + 1).join("/"));
      const target = path.join(root, file);
      const beside = `${target}.new`;
      await mkdir(path.dirname(target), { recursive: true });
      await rm(beside, { force: true });
      await writeFile(beside, text, { flag: "wx" });
      await rename(beside, target);
    },
  };
}

async function refuseLink(root: string, at: string): Promise<void> {
  const stat = await lstat(path.join(root, at)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (stat?.isSymbolicLink() !== true) return;
  throw new OutsideError("git", "invalid", `${at} is a link: what is behind it is not written`, {
    hint: "Put a regular file or folder there.",
  });
}

/**
 * A file somebody named, as a path of the repository: absolute, from the folder they are in, or from its top, as
 * messages of ours name files (`grants/…`).
 *
 * @param from the folder they are in
 * @returns undefined for what lies outside
 */
export async function pathInside(root: string, from: string, file: string): Promise<string | undefined> {
  const inside = (at: string): string | undefined => {
    const relative = path.relative(root, at).split(path.sep).join("/");
    return relative === ".." || relative.startsWith("../") || path.isAbsolute(relative)
      ? undefined
      : relative;
  };
  // Git tells the real path of the top; the way somebody came may lead over links.
  const here = path.resolve(await realpath(from), file);
  const folder = await realpath(path.dirname(here)).catch(() => path.dirname(here));
  const found = inside(here) ?? inside(path.join(folder, path.basename(here)));
  const isGrant = /^grants\/[^/]+\/[^/]+$/;
  return isGrant.test(found ?? "") || !isGrant.test(path.posix.normalize(file))
    ? found
    : path.posix.normalize(file);
}
