/** A turn in a concurrency group: given back when the work is done. */
export interface Turn extends Disposable {
  /** Fires where a newer one took over a group that cancels what is in progress. */
  readonly signal: AbortSignal;
}

interface Waiting {
  go(turn: Turn): void;
  giveWay(): void;
}

interface Line {
  running: AbortController;
  pending: Waiting | undefined;
}

/** GitHub's concurrency groups: one runs, one waits, and a newer one cancels the one that waits. */
export class Lines {
  readonly #lines = new Map<string, Line>();

  /** @returns the turn, or undefined where a newer one came while this one waited */
  enter(group: string, cancelInProgress: boolean): Promise<Turn | undefined> {
    const line = this.#lines.get(group);
    if (line === undefined) return Promise.resolve(this.#begin(group));
    line.pending?.giveWay();
    if (cancelInProgress) line.running.abort();
    return new Promise((resolve) => {
      line.pending = { go: resolve, giveWay: () => resolve(undefined) };
    });
  }

  #begin(group: string, pending?: Waiting): Turn {
    const running = new AbortController();
    this.#lines.set(group, { running, pending });
    let over = false;
    return {
      signal: running.signal,
      [Symbol.dispose]: () => {
        if (over) return;
        over = true;
        const next = this.#lines.get(group)?.pending;
        this.#lines.delete(group);
        next?.go(this.#begin(group));
      },
    };
  }
}
