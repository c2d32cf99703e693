import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { OutsideError } from "../../commands/outside-error.ts";
import type { NewFolder } from "../../commands/ports.ts";
import type { Environment } from "./git-environment.ts";
import { GitProcess } from "./git-process.ts";

/** {@link NewFolder} on disk. */
export function newFolder(dir: string, env: Environment): NewFolder {
  return {
    path: dir,
    async contents() {
      const names = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT") return [];
        if (cause.code === "ENOTDIR") return [path.basename(dir)];
        throw cause;
      });
      return names.filter((name) => name !== ".git").sort();
    },
    async write(files) {
      for (const [file, text] of files) {
        const target = path.join(dir, file);
        await mkdir(path.dirname(target), { recursive: true });
        // `wx`: what somebody put there meanwhile is theirs.
        await writeFile(target, text, { flag: "wx" });
      }
    },
    async begin(branch, message) {
      const git = new GitProcess({ dir, env });
      const isRepository = (await readdir(dir)).includes(".git");
      if (!isRepository) await git.text(["init", "--quiet", `--initial-branch=${branch}`]);
      const head = await git.answer(["rev-parse", "--verify", "--quiet", "HEAD"], { unless: [1, 128] });
      if (head !== undefined) return false;
      await git.text(["add", "--all"]);
      try {
        await git.text(["commit", "--quiet", "--file=-"], { input: message });
        return true;
      } catch (error) {
        if (error instanceof OutsideError && error.system === "git") return false;
        throw error;
      }
    },
  };
}
