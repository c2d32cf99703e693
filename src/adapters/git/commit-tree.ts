import { GRANT_BYTES, POLICY_BYTES, type TreeEntry } from "../../domain/tree.ts";
import { readBlobs } from "./blobs.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

/** Largest file at this path that is read, in bytes. */
export const byteLimit = (path: string): number => (path.startsWith("grants/") ? GRANT_BYTES : POLICY_BYTES);

export interface Listed {
  readonly path: string;
  readonly kind: TreeEntry["kind"];
  readonly id: string;
  readonly size: number;
}

/** What lies under some folders (or exact paths) at a commit, in the order of Git's paths (bytes). */
export async function listTree(
  git: GitProcess,
  commit: string,
  folders: readonly string[],
): Promise<Listed[]> {
  if (folders.length === 0) return [];
  const list = ["ls-tree", "-r", "-z", "-l", "--full-tree", asRevision(commit), "--", ...folders];
  return (await git.text(list)).split("\0").flatMap(parseLine);
}

/** The files that were listed, with their contents: see {@link visitListed}. */
export async function readListed(git: GitProcess, listed: Promise<readonly Listed[]>): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  await visitListed(git, listed, (entry) => entries.push(entry));
  return entries;
}

/** Files whose contents are asked of Git at once. */
const SLICE = 20_000;
/** Files shown before others get a turn: Git's own output, Ctrl-C. */
const TURN = 500;

/**
 * Shows the files that were listed, with their contents, in their order. While some thousand are looked at, Git reads
 * the next: no more of them are held at a time. Too large a file has a size and no bytes.
 */
export async function visitListed(
  git: GitProcess,
  listed: Promise<readonly Listed[]>,
  visit: (entry: TreeEntry) => void,
): Promise<void> {
  const entries = await listed;
  const sliceFrom = (at: number) => {
    const slice = entries.slice(at, at + SLICE);
    const ids = slice.filter(isRead).map(({ id }) => id);
    const read = readBlobs(git, ids).then((blobs) => ({ slice, blobs }));
    // Whoever waits for it is told; it is not waited for where something failed before.
    read.catch(() => undefined);
    return read;
  };
  let next = sliceFrom(0);
  for (let at = 0; at < entries.length; at += SLICE) {
    const { slice, blobs } = await next;
    next = sliceFrom(at + SLICE);
    for (const [index, entry] of slice.entries()) {
      const { path, kind, id, size } = entry;
      // A link, or what is too large here, may have the content of a file that was read.
      const bytes = isRead(entry) ? blobs.get(id) : undefined;
      visit({ path, kind, size, ...(bytes === undefined ? {} : { bytes }) });
      if (index % TURN === TURN - 1) await new Promise((turn) => setImmediate(turn));
    }
  }
}

const isRead = (entry: Listed): boolean => entry.kind === "file" && entry.size <= byteLimit(entry.path);

/** `<mode> <type> <id> <size>\t<path>`; a submodule's size is `-`. By hand: there may be a hundred thousand. */
function parseLine(line: string): Listed[] {
  const tab = line.indexOf("\t");
  if (tab < 0) return [];
  const type = line.indexOf(" ") + 1;
  const id = line.indexOf(" ", type) + 1;
  const size = line.indexOf(" ", id) + 1;
  return [
    {
      path: line.slice(tab + 1),
      kind: kindOf(line.slice(0, type - 1)),
      id: line.slice(id, size - 1),
      size: Number(line.slice(size, tab)) || 0,
    },
  ];
}

/** Git's modes: 100644 and 100755 files, 120000 links, 160000 commits of submodules. */
export function kindOf(mode: string): TreeEntry["kind"] {
  if (mode.startsWith("100")) return "file";
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "other";
}
