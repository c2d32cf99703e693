import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { OutsideError } from "../../commands/outside-error.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import { byteLimit } from "./commit-tree.ts";

/** Files read before others get a turn: Ctrl-C and progress. */
const TURN = 500;

/** Everything under some folders (or exact paths) of a working tree, in path order: see {@link visitWorkingTree}. */
export async function readWorkingTree(root: string, folders: readonly string[]): Promise<TreeEntry[]> {
  const found = new Map<string, TreeEntry>();
  await visitWorkingTree(root, folders, (entry) => found.set(entry.path, entry));
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * Shows everything under some folders (or exact paths) of a working tree, each of them in path order, untracked and
 * ignored files too.
 *
 * Links are named, never followed, also where a folder above is one: nothing outside the repository is read.
 * A folder with a `.git` of its own is a submodule. Files are read with synchronous calls: 10,000 small ones take
 * 75 ms so, and 500 to 800 ms through the thread pool (measured on Node 24).
 */
export async function visitWorkingTree(
  root: string,
  folders: readonly string[],
  visit: (entry: TreeEntry) => void,
): Promise<void> {
  let read = 0;
  for (const folder of folders) {
    for (const entry of entriesAt(root, folder)) {
      visit(entry);
      read += 1;
      if (read % TURN === 0) await new Promise((turn) => setImmediate(turn));
    }
  }
}

/** A folder or file the caller named; a link on the way to it is what is there. */
function* entriesAt(root: string, folder: string): Generator<TreeEntry> {
  const segments = folder.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) throw new OutsideError("git", "invalid", `${folder} leaves the repository`);
  for (const depth of segments.keys()) {
    const above = segments.slice(0, depth).join("/");
    if (above !== "" && statOf(root, above)?.isDirectory() !== true) return yield* entry(root, above);
  }
  yield* entry(root, segments.join("/"));
}

function* entry(root: string, at: string): Generator<TreeEntry> {
  const stat = statOf(root, at);
  if (stat === undefined) return;
  if (stat.isSymbolicLink()) yield { path: at, kind: "link", size: stat.size };
  else if (stat.isFile()) yield readEntry(root, at);
  else if (!stat.isDirectory()) yield { path: at, kind: "other", size: 0 };
  else yield* folderEntries(root, at);
}

function* folderEntries(root: string, at: string): Generator<TreeEntry> {
  const names = reading(at, () => readdirSync(`${root}/${at}`, { withFileTypes: true }));
  if (at !== "" && names?.some((name) => name.name === ".git")) {
    yield { path: at, kind: "submodule", size: 0 };
    return;
  }
  for (const name of names?.sort(inPathOrder) ?? []) {
    if (name.name === ".git") continue;
    const inside = at === "" ? name.name : `${at}/${name.name}`;
    if (name.isFile()) yield readEntry(root, inside);
    else if (name.isDirectory()) yield* folderEntries(root, inside);
    else yield* entry(root, inside);
  }
}

/** As their paths: what is in the folder `a` comes after `a-b`. */
const inPathOrder = (a: Dirent, b: Dirent): number => (orderOf(a) < orderOf(b) ? -1 : 1);
const orderOf = (entry: Dirent): string => (entry.isDirectory() ? `${entry.name}/` : entry.name);

function readEntry(root: string, at: string): TreeEntry {
  const opened = reading(at, () => {
    // Never a link, and never one that waits for a writer: it may have been swapped since it was listed.
    const descriptor = openSync(
      `${root}/${at}`,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    try {
      return contentOf(descriptor, at);
    } finally {
      closeSync(descriptor);
    }
  });
  return opened ?? { path: at, kind: "other", size: 0 };
}

function contentOf(descriptor: number, at: string): TreeEntry {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) return { path: at, kind: "other", size: 0 };
  if (stat.size > byteLimit(at)) return { path: at, kind: "file", size: stat.size };
  // From Node's pool where it is small: ten thousand buffers of their own keep the garbage collector busy. What was
  // not read over is never shown.
  const bytes = Buffer.allocUnsafe(stat.size);
  let length = 0;
  while (length < bytes.length) {
    const more = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (more === 0) break;
    length += more;
  }
  return { path: at, kind: "file", size: length, bytes: bytes.subarray(0, length) };
}

const statOf = (root: string, at: string) =>
  reading(at, () => lstatSync(`${root}/${at}`, { throwIfNoEntry: false }));

/** A file that went away or changed its kind while we read is not there; one we may not read is an error. */
function reading<Result>(at: string, read: () => Result): Result | undefined {
  try {
    return read();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ELOOP" || code === "ENOTDIR" || code === "ENXIO") return undefined;
    throw new OutsideError("git", code === "EACCES" ? "denied" : "broken", `cannot read ${at}: ${code}`, {
      cause,
    });
  }
}
