import { GRANT_BYTES, POLICY_BYTES, type TreeEntry } from "../../domain/tree.ts";
import { readBlobs, readBlobsUpTo, readSizes } from "./blobs.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

/** Largest file at this path that is read, in bytes. */
export const byteLimit = (path: string): number => (path.startsWith("grants/") ? GRANT_BYTES : POLICY_BYTES);

export interface Listed {
  readonly path: string;
  readonly kind: TreeEntry["kind"];
  readonly id: string;
}

/** What lies under some folders (or exact paths) at a commit, in the order of Git's paths (bytes). */
export async function listTree(
  git: GitProcess,
  commit: string,
  folders: readonly string[],
): Promise<Listed[]> {
  if (folders.length === 0) return [];
  const list = ["ls-tree", "-r", "-z", "--full-tree", asRevision(commit), "--", ...folders];
  const text = await git.text(list);
  const entries: Listed[] = [];
  for (let at = 0, end = text.indexOf("\0"); end >= 0; at = end + 1, end = text.indexOf("\0", at)) {
    entries.push(parseLine(text, at, end));
  }
  return entries;
}

/** The files that were listed, with their contents: see {@link visitListed}. */
export async function readListed(git: GitProcess, listed: Promise<readonly Listed[]>): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  await visitListed(git, listed, (entry) => entries.push(entry));
  return entries;
}

/** Files whose contents are asked of Git at once. */
const SLICE = 20_000;
/** Bytes that they have together, and mostly far fewer; where somebody put more there, sizes are asked first. */
const MOST = 128 * 1024 * 1024;
/** Files shown before others get a turn: Git's own output, Ctrl-C. */
const TURN = 500;

/**
 * Shows the files that were listed, with their contents, in their order. While some thousand are looked at, Git reads
 * the next: no more of them are held at a time. Too large a file has a size and no bytes.
 *
 * @param most bytes up to which contents are asked for without a look at their sizes
 */
export async function visitListed(
  git: GitProcess,
  listed: Promise<readonly Listed[]>,
  visit: (entry: TreeEntry) => void,
  most = MOST,
): Promise<void> {
  const entries = await listed;
  const sliceFrom = (at: number) => {
    const read = readSlice(git, entries.slice(at, at + SLICE), most);
    // Whoever waits for it is told; it is not waited for where something failed before.
    read.catch(() => undefined);
    return read;
  };
  let next = sliceFrom(0);
  for (let at = 0; at < entries.length; at += SLICE) {
    const slice = await next;
    next = sliceFrom(at + SLICE);
    let shown = 0;
    for (const entry of slice) {
      visit(entry);
      shown += 1;
      if (shown % TURN === 0) await new Promise((turn) => setImmediate(turn));
    }
  }
}

/**
 * Contents of files, and sizes of what has none to show. Git takes as long to say how large a hundred thousand files
 * are as to show half of them, so it is asked only where there is something unusual.
 */
async function readSlice(
  git: GitProcess,
  slice: readonly Listed[],
  most: number,
): Promise<Iterable<TreeEntry>> {
  const files = slice.filter(({ kind }) => kind === "file");
  const contents = await readBlobsUpTo(git, most, files.map(idOf));
  const unknown = slice.filter(({ kind }) => kind === "link" || (kind === "file" && !contents));
  const sizes = await readSizes(git, unknown.map(idOf));
  if (contents) return entriesOf(slice, sizes, contents);
  const fits = ({ path, id }: Listed): boolean => (sizes.get(id) ?? 0) <= byteLimit(path);
  const blobs = await readBlobs(git, files.filter(fits).map(idOf));
  return entriesOf(
    slice,
    sizes,
    files.map(({ id }) => blobs.get(id)),
  );
}

/** @param contents of the files among what was listed, in their order */
function* entriesOf(
  slice: readonly Listed[],
  sizes: ReadonlyMap<string, number>,
  contents: Iterable<Uint8Array | undefined>,
): Generator<TreeEntry> {
  const content = Iterator.from(contents);
  for (const { path, kind, id } of slice) {
    const next = kind === "file" ? content.next() : undefined;
    if (next?.done) throw new Error("git cat-file: fewer contents than files");
    const bytes = next?.value;
    const size = sizes.get(id) ?? bytes?.length ?? 0;
    // What is too large here may have the content of a file that was read.
    yield bytes && size <= byteLimit(path) ? { path, kind, size, bytes } : { path, kind, size };
  }
}

const idOf = ({ id }: Listed): string => id;

/** `<mode> <type> <id>\t<path>`, at a place of the text. By hand: there may be a hundred thousand. */
function parseLine(text: string, at: number, end: number): Listed {
  const type = text.indexOf(" ", at) + 1;
  const id = text.indexOf(" ", type) + 1;
  const tab = text.indexOf("\t", id);
  return { path: text.slice(tab + 1, end), kind: kindOf(text.slice(at, type - 1)), id: text.slice(id, tab) };
}

/** Git's modes: 100644 and 100755 files, 120000 links, 160000 commits of submodules. */
export function kindOf(mode: string): TreeEntry["kind"] {
  if (mode.startsWith("100")) return "file";
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "other";
}
