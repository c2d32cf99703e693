import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { OutsideError } from "../commands/outside-error.ts";
import type { NewFiles } from "../commands/ports.ts";

/** Writes files into a folder that is not there yet, or is empty: nothing of anybody's is written over. */
export function newFiles(dir: string): NewFiles {
  const target = path.resolve(dir);
  return {
    path: dir,
    isTaken: async () =>
      (
        await readdir(target).catch((cause: NodeJS.ErrnoException) => {
          if (cause.code === "ENOENT") return [];
          throw cannot(target, cause);
        })
      ).length > 0,
    write: async (files) => {
      const written: string[] = [];
      try {
        for (const [name, bytes] of files) {
          const file = path.join(target, name);
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, bytes, { flag: "wx" });
          written.push(file);
        }
      } catch (cause) {
        // Half of it would look like all.
        for (const file of written) await rm(file, { force: true });
        throw cannot(target, cause);
      }
    },
  };
}

const cannot = (target: string, cause: unknown): OutsideError =>
  new OutsideError(
    "sink",
    "broken",
    `cannot write ${target}: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause },
  );
