import type { FileChange } from "../../commands/ports.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision, isNoObject } from "./object-names.ts";

const STATUS: Readonly<Record<string, FileChange["status"]>> = { A: "added", M: "modified", D: "deleted" };

/**
 * Files that differ between two commits: a rename is a deletion and an addition, a file that became a link is `other`.
 * Git compares trees, so the cost follows the change.
 */
export async function readChanges(git: GitProcess, from: string, to: string): Promise<FileChange[]> {
  const exact = ["--no-renames", "--ignore-submodules=none", "--no-relative"];
  const args = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", ...exact, asRevision(from), asRevision(to)];
  const fields = (await git.text([...args, "--"])).split("\0");
  const changes: FileChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, , before = "", after = "", letter = ""] = (fields[at] ?? "").split(" ");
    changes.push({
      path: fields[at + 1] ?? "",
      status: STATUS[letter] ?? "other",
      ...(isNoObject(before) ? {} : { before }),
      ...(isNoObject(after) ? {} : { after }),
    });
  }
  return changes;
}

/** Paths of the working tree that differ from HEAD, are staged, or are not tracked, ignored ones too. */
export async function readUncommitted(
  git: GitProcess,
  folders: readonly string[],
): Promise<ReadonlySet<string>> {
  if (folders.length === 0) return new Set();
  const all = ["--branch", "--untracked-files=all", "--ignored=traditional", "--no-renames"];
  const status = await git.text([
    "status",
    "--porcelain=v1",
    "-z",
    ...all,
    "--ignore-submodules=none",
    "--",
    ...folders,
  ]);
  return new Set(
    status
      .split("\0")
      .filter((line) => line !== "" && !line.startsWith("## "))
      .map((line) => line.slice(3)),
  );
}
