import { GRANT_BYTES, POLICY_BYTES, type TreeEntry } from "../../domain/tree.ts";
import { readBlobs } from "./blobs.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

/** Largest file at this path that is read, in bytes. */
export const byteLimit = (path: string): number => (path.startsWith("grants/") ? GRANT_BYTES : POLICY_BYTES);

export interface Listed {
  readonly path: string;
  readonly mode: string;
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

/** The files that were listed, with their contents, in one process. Too large a file has a size and no bytes. */
export async function readListed(git: GitProcess, listed: Promise<readonly Listed[]>): Promise<TreeEntry[]> {
  const entries = await listed;
  const blobs = await readBlobs(
    git,
    entries.filter(isRead).map((entry) => entry.id),
  );
  return entries.map((entry) => {
    const kind = kindOf(entry.mode);
    const bytes = isRead(entry) ? blobs.get(entry.id) : undefined;
    return { path: entry.path, kind, size: entry.size, ...(bytes === undefined ? {} : { bytes }) };
  });
}

const isRead = (entry: Listed): boolean =>
  kindOf(entry.mode) === "file" && entry.size <= byteLimit(entry.path);

/** `<mode> <type> <id> <size>\t<path>`; a submodule's size is `-`. */
function parseLine(line: string): Listed[] {
  const tab = line.indexOf("\t");
  if (tab < 0) return [];
  const [mode = "", , id = "", size = "-"] = line.slice(0, tab).split(/ +/);
  return [{ path: line.slice(tab + 1), mode, id, size: size === "-" ? 0 : Number(size) }];
}

/** Git's modes: 100644 and 100755 files, 120000 links, 160000 commits of submodules. */
export function kindOf(mode: string): TreeEntry["kind"] {
  if (mode.startsWith("100")) return "file";
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "other";
}
