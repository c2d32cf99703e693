import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GitProcess } from "./git-process.ts";

/**
 * Writes a tree: that of a commit with some files added, replaced or removed, through an index of its own.
 *
 * @param base full SHA of the commit to start from; absent: an empty tree
 * @returns the tree's id
 */
export async function writeTree(
  git: GitProcess,
  base: string | undefined,
  change: { readonly write: ReadonlyMap<string, string | Buffer>; readonly remove: readonly string[] },
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "leasehold-index-"));
  const env = { GIT_INDEX_FILE: path.join(folder, "index") };
  try {
    if (base !== undefined) await git.text(["read-tree", base], { env });
    const lines = change.remove.map((file) => `0 ${"0".repeat(base?.length ?? 40)}\t${file}\0`);
    for (const [file, content] of change.write) {
      lines.push(`100644 ${await writeBlob(git, content)}\t${file}\0`);
    }
    if (lines.length > 0) {
      await git.text(["update-index", "-z", "--index-info"], { env, input: lines.join("") });
    }
    return (await git.text(["write-tree"], { env })).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts a file's content into the object store and gives its id. */
async function writeBlob(git: GitProcess, content: string | Buffer): Promise<string> {
  // simple-git never closes the input of a process that is given nothing.
  if (content.length === 0)
    return (await git.text(["hash-object", "-w", "--no-filters", "/dev/null"])).trim();
  return (await git.text(["hash-object", "-w", "--stdin"], { input: content })).trim();
}
