/** Trees as Git stores them: reading, writing, and changing by path. */
import type { TreeEntry } from "./objects.ts";

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `null` removes the path. */
  readonly sha: string | null;
}

type Entry = Omit<TreeEntry, "size">;

const typeOf = (mode: string): TreeEntry["type"] =>
  mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";

export function parseTree(content: Buffer): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    const mode = content.toString("latin1", at, space).padStart(6, "0");
    const path = content.toString("utf8", space + 1, end);
    const sha = content.toString("hex", end + 1, end + 21);
    entries.push({ mode, type: typeOf(mode), sha, path });
    at = end + 21;
  }
  return entries;
}

/** Git sorts by bytes, folders as if their names ended with a slash. */
function renderTree(entries: Iterable<Entry>): Buffer {
  const key = (entry: Entry) => Buffer.from(entry.type === "tree" ? `${entry.path}/` : entry.path);
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(
    sorted.flatMap(({ mode, path, sha }) => [
      Buffer.from(`${mode.replace(/^0+/, "")} ${path}\0`),
      Buffer.from(sha, "hex"),
    ]),
  );
}

/** What changing a tree needs of a repository. */
export interface TreeStore {
  readonly entries: (tree: string) => Promise<readonly Entry[]>;
  readonly write: (content: Buffer) => Promise<string>;
}

/**
 * Applies changes to a tree. Folders come and go with their files.
 * @returns the new tree, the empty one too
 */
export async function changeTree(
  store: TreeStore,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  return (await change(store, base, changes)) ?? store.write(Buffer.alloc(0));
}

async function change(
  store: TreeStore,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string | undefined> {
  const entries = new Map((base ? await store.entries(base) : []).map((entry) => [entry.path, entry]));
  const below = new Map<string, TreeChange[]>();
  for (const one of changes) {
    const slash = one.path.indexOf("/");
    if (slash < 0) {
      if (one.sha === null) entries.delete(one.path);
      else entries.set(one.path, { mode: one.mode, type: typeOf(one.mode), sha: one.sha, path: one.path });
      continue;
    }
    const folder = one.path.slice(0, slash);
    below.set(folder, [...(below.get(folder) ?? []), { ...one, path: one.path.slice(slash + 1) }]);
  }
  for (const [folder, inner] of below) {
    const there = entries.get(folder);
    const sha = await change(store, there?.type === "tree" ? there.sha : undefined, inner);
    if (sha === undefined) entries.delete(folder);
    else entries.set(folder, { mode: "040000", type: "tree", sha, path: folder });
  }
  return entries.size === 0 ? undefined : store.write(renderTree(entries.values()));
}
