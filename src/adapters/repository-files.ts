import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { RepositoryFiles } from "../commands/ports.ts";

/** Writes a file of the working tree whole or not at all. The caller has looked that it is no link. */
export function repositoryFiles(root: string): RepositoryFiles {
  return {
    async write(file, text) {
      const target = path.join(root, file);
      const beside = `${target}.new`;
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(beside, text);
      await rename(beside, target);
    },
  };
}
