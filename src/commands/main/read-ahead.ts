import type { Repository } from "../ports.ts";
import { type CommittedMain, readCommitted } from "./main-state.ts";

/**
 * Reads what main is likely to be while others are still being asked: the newest commit that the clone saw. Mostly it
 * is the tip that the fetch brings; where it is not, it was read in vain (docs/decisions/0064-read-ahead.md). What a
 * commit says depends on nothing but the commit, so nothing is judged by an older main for it.
 */
export class ReadAhead {
  readonly #repository: Repository;
  readonly #guess: Promise<{ readonly head: string; readonly main: Promise<CommittedMain> } | undefined>;

  constructor(repository: Repository, branch: string) {
    this.#repository = repository;
    this.#guess = this.#begin(branch).catch(() => undefined);
  }

  /** main at the commit that it turned out to be. */
  async at(head: string): Promise<CommittedMain> {
    const guess = await this.#guess;
    const read = () => readCommitted(this.#repository, head);
    return guess?.head === head ? guess.main.catch(read) : read();
  }

  async #begin(branch: string) {
    // The oldest commit of a shallow clone looks as if it had put every file there: a fetch has to deepen it first.
    const [head, shallow] = await Promise.all([
      this.#repository.lastKnown(branch),
      this.#repository.isShallow(),
    ]);
    if (head === undefined || shallow) return undefined;
    const main = readCommitted(this.#repository, head);
    // Whoever asks for it is told; a guess that nobody asks for may fail.
    main.catch(() => undefined);
    return { head, main };
  }
}
