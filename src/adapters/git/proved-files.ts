import type { GitObject, ProvedFiles } from "../../commands/ports.ts";
import { readBlobs, readObject } from "./blobs.ts";
import type { GitProcess } from "./git-process.ts";

/** Files of a commit with the objects that lead to them: the commit, its tree, and each folder's on the way. */
export async function readProved(
  git: GitProcess,
  commit: string,
  folders: readonly string[],
): Promise<ProvedFiles> {
  const listed = await git.text(["ls-tree", "-r", "-t", "-z", "--full-tree", commit, "--", ...folders]);
  const entries = listed.split("\0").flatMap((line) => {
    const [, mode = "", type = "", id = "", path = ""] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return path === "" ? [] : [{ mode, type, id, path }];
  });
  const objects: GitObject[] = [];
  const add = async (id: string): Promise<string> => {
    const { type, bytes } = await readObject(git, id);
    if (type === "commit" || type === "tree") objects.push({ id, type, bytes });
    return Buffer.from(bytes).toString("latin1");
  };
  const root = /^tree ([0-9a-f]+)$/m.exec(await add(commit))?.[1] ?? "";
  for (const id of new Set([root, ...entries.flatMap(({ type, id }) => (type === "tree" ? [id] : []))]))
    await add(id);
  // Links and submodules prove nothing that anybody reads here.
  const files = entries.filter(({ type, mode }) => type === "blob" && mode.startsWith("100"));
  const blobs = await readBlobs(
    git,
    files.map(({ id }) => id),
  );
  return {
    commit,
    files: new Map(files.map(({ path, id }) => [path, blobs.get(id) ?? new Uint8Array()])),
    objects,
  };
}
