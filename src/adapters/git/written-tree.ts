import { randomUUID } from "node:crypto";
import { OutsideError } from "../../commands/outside-error.ts";
import type { GitProcess } from "./git-process.ts";

/**
 * Writes a tree: that of a commit with some files added, replaced or removed, by one `git fast-import`. No index is
 * touched, and no ref is left: the draft that Git needs for it is removed in the same breath.
 *
 * @param base full SHA of the commit to start from; absent: an empty tree
 * @returns the tree's id
 */
export async function writeTree(
  git: GitProcess,
  base: string | undefined,
  change: { readonly write: ReadonlyMap<string, string | Buffer>; readonly remove: readonly string[] },
): Promise<string> {
  const draft = `refs/leasehold/draft/${randomUUID()}`;
  const stream = [
    `commit ${draft}\ncommitter <> 0 +0000\ndata 0\n`,
    ...(base === undefined ? [] : [`from ${base}\n`]),
    ...change.remove.map((file) => `D ${quoted(file)}\n`),
    ...[...change.write].flatMap(([file, content]) => [
      `M 100644 inline ${quoted(file)}\ndata ${Buffer.byteLength(content)}\n`,
      content,
      "\n",
    ]),
    // Reset to nothing, the draft was never a ref: deleting one would wait for the lock of the packed refs.
    `ls ""\nreset ${draft}\n\ndone\n`,
  ];
  const input = Buffer.concat(stream.map((part) => Buffer.from(part)));
  const line = await git.text(["fast-import", "--quiet", "--done"], { input });
  const tree = /^040000 tree ([0-9a-f]+)\t\n$/.exec(line)?.[1];
  if (tree !== undefined) return tree;
  // Where it tells nothing, the tree is not to be taken for an empty one: pushed, that would delete every file.
  if (!line.startsWith("missing "))
    throw new OutsideError("git", "broken", `git fast-import told of no tree: ${JSON.stringify(line)}`);
  return (await git.text(["hash-object", "-w", "-t", "tree", "/dev/null"])).trim();
}

/** As fast-import reads paths: in quotes, with C's escapes. */
const quoted = (file: string): string =>
  `"${file.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
