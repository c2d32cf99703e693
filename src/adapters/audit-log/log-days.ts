import { createHash } from "node:crypto";
import { readBlobs } from "../git/blobs.ts";
import type { GitProcess } from "../git/git-process.ts";
import { type DaySummary, summarise } from "./day-summary.ts";
import type { DayBlob } from "./log-branch.ts";

/** Days read with one process. */
const AT_ONCE = 31;

/** What the days' files hold, by the ids of their blobs: for appending each is read once a process, whatever commit has it. */
export class LogDays {
  readonly #git: GitProcess;
  readonly #summaries = new Map<string, DaySummary>();
  /** The day that was read or written last: mostly the one that gets the next lines. */
  #newest: { readonly id: string; readonly bytes: Buffer } | undefined;

  constructor(git: GitProcess) {
    this.#git = git;
  }

  async summaries(days: readonly DayBlob[]): Promise<DaySummary[]> {
    for (const some of batches(days.filter(({ id }) => !this.#summaries.has(id)))) {
      const read = await this.#read(some);
      for (const { id, bytes } of read) this.#summaries.set(id, summarise(bytes.toString("utf8")));
      const newest = read.at(-1);
      // Of its own: what was read with it is let go.
      if (newest) this.#newest = { id: newest.id, bytes: Buffer.from(newest.bytes) };
    }
    return days.flatMap(({ id }) => this.#summaries.get(id) ?? []);
  }

  async bytes(day: DayBlob): Promise<Buffer> {
    if (this.#newest?.id === day.id) return this.#newest.bytes;
    const [read] = await this.#read([day]);
    return read?.bytes ?? Buffer.alloc(0);
  }

  /** Some days at a time: a log of years is never in memory as a whole. */
  async *texts(days: readonly DayBlob[]): AsyncGenerator<{ readonly file: string; readonly text: string }> {
    for (const some of batches(days)) {
      for (const { file, bytes } of await this.#read(some)) yield { file, text: bytes.toString("utf8") };
    }
  }

  /**
   * What this process wrote it need not read.
   *
   * @param commit that has the file: its id says by which hash ids are made
   */
  wrote(bytes: Buffer, commit: string): void {
    const hash = createHash(commit.length === 40 ? "sha1" : "sha256");
    const id = hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    this.#summaries.set(id, summarise(bytes.toString("utf8")));
    this.#newest = { id, bytes };
  }

  async #read(days: readonly DayBlob[]) {
    const blobs = await readBlobs(
      this.#git,
      days.map(({ id }) => id),
    );
    return days.map(({ file, id }) => {
      const { buffer, byteOffset, byteLength } = blobs.get(id) ?? new Uint8Array();
      return { file, id, bytes: Buffer.from(buffer, byteOffset, byteLength) };
    });
  }
}

function* batches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}
