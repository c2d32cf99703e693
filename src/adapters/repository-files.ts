import { lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
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
