import { OutsideError } from "../../commands/outside-error.ts";
import type { GitProcess } from "./git-process.ts";

/**
 * The contents of blobs by id, in one `git cat-file --batch`.
 *
 * @returns what each id holds; one that is not in the clone is an error, since half a tree would judge half a change
 */
export async function readBlobs(
  git: GitProcess,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(ids)];
  const contents = (await readBlobsUpTo(git, Number.POSITIVE_INFINITY, wanted)) ?? [];
  return new Map(Iterator.from(contents).map((bytes, index) => [wanted[index] ?? "", bytes]));
}

/**
 * The contents of blobs in the order of their ids, each cut out when it is asked for, or undefined where they are more
 * than so many bytes together.
 */
export async function readBlobsUpTo(
  git: GitProcess,
  most: number,
  ids: readonly string[],
): Promise<Iterable<Uint8Array> | undefined> {
  if (ids.length === 0) return [];
  const output = await git.catFileUpTo(most, ["--batch", "--buffer"], `${ids.join("\n")}\n`);
  return output && contentsOf(output, ids);
}

function* contentsOf(output: Buffer, ids: readonly string[]): Generator<Uint8Array> {
  let asked = 0;
  for (const { id, type, bytes } of parseBatch(output)) {
    const wanted = ids[asked++] ?? "";
    if (id !== wanted || type !== "blob") throw gone(wanted);
    yield bytes;
  }
  const missing = ids[asked];
  if (missing !== undefined) throw gone(missing);
}

/** How large objects are, in bytes, by id. */
export async function readSizes(
  git: GitProcess,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const asked = ["--batch-check=%(objectname) %(objectsize)", "--buffer"];
  const output = await git.catFile(asked, `${wanted.join("\n")}\n`);
  const sizes = new Map<string, number>();
  for (const line of output.toString("latin1").split("\n")) {
    const [id = "", size] = line.split(" ");
    if (Number.isInteger(Number(size))) sizes.set(id, Number(size));
  }
  const missing = wanted.find((id) => !sizes.has(id));
  if (missing !== undefined) throw gone(missing);
  return sizes;
}

/** One object of whatever type, as its id is the hash of. */
export async function readObject(git: GitProcess, id: string): Promise<RawObject> {
  const [object] = parseBatch(await git.catFile(["--batch", "--buffer"], `${id}\n`));
  if (object?.id !== id) throw gone(id);
  return object;
}

interface RawObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const gone = (id: string): OutsideError =>
  new OutsideError("git", "broken", `git cat-file: object ${id} is not in the clone`, {
    hint: "The clone is damaged or partial; fetch again, or make a new one.",
  });

/** `<id> <type> <size>\n<content>\n`, again and again; `<id> missing\n` is left out. */
function* parseBatch(output: Buffer): Generator<RawObject> {
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(LINE_FEED, at);
    if (end < 0) break;
    const head = output.toString("latin1", at, end);
    const type = head.indexOf(" ") + 1;
    const size = head.indexOf(" ", type) + 1;
    at = end + 1;
    if (size === 0) continue;
    const length = Number(head.slice(size));
    const bytes = output.subarray(at, at + length);
    yield { id: head.slice(0, type - 1), type: head.slice(type, size - 1), bytes };
    at += length + 1;
  }
}

const LINE_FEED = 0x0a;
