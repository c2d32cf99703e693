import vm from "node:vm";

/** Made when something first runs under a clock: most repositories have nothing that must. */
let arena: vm.Context | undefined;

/**
 * Runs synchronous code for at most so many milliseconds.
 *
 * @returns undefined where the time was not enough; what the code throws, it throws
 */
export function within<Result>(milliseconds: number, run: () => Result): Result | undefined {
  arena ??= vm.createContext();
  arena.run = run;
  try {
    return vm.runInContext("run()", arena, { timeout: Math.max(1, Math.ceil(milliseconds)) }) as Result;
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
    throw thrown;
  } finally {
    arena.run = undefined;
  }
}

/** Milliseconds for all slow rules and patterns of one judgement: some to begin with, and more for each request. */
const AT_FIRST = 500;
const FOR_EACH = 10;

/**
 * How long rules and patterns of a repository that may take long may take together, in one judgement. One of them has
 * its own limit; this keeps a change of many requests from taking that limit for each. Time spent, not time of day.
 */
export class Patience {
  #left: number;

  /** @param requests how many are judged */
  constructor(requests: number) {
    this.#left = AT_FIRST + FOR_EACH * requests;
  }

  get isOver(): boolean {
    return this.#left <= 0;
  }

  /** As {@link within}; undefined too where no time is left. */
  within<Result>(milliseconds: number, run: () => Result): Result | undefined {
    if (this.isOver) return undefined;
    const begun = performance.now();
    try {
      return within(Math.min(milliseconds, this.#left), run);
    } finally {
      this.#left -= performance.now() - begun;
    }
  }
}
