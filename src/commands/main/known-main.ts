import { attempt, type Trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { Repository } from "../ports.ts";

/** main as far as it is known here. */
export interface KnownMain {
  readonly commit: string;
  /** Why this is only what the clone last saw; absent where origin was asked. */
  readonly stale?: Trouble;
}

/**
 * main as origin has it; where origin cannot be reached, the newest the clone knows: what people do at their own
 * machine goes on while GitHub is down, and says so.
 *
 * @throws OutsideError where neither knows a main
 */
export async function knownMain(repository: Repository, branch: string): Promise<KnownMain> {
  const asked = await attempt(`fetch ${branch}`, async () => (await repository.fetch([branch])).get(branch));
  if (asked.ok && asked.value !== undefined) return { commit: asked.value };
  const commit = await repository.lastKnown(branch);
  if (commit !== undefined) {
    const stale = asked.ok
      ? { owed: `fetch ${branch}`, message: `origin has no branch ${branch}` }
      : asked.trouble;
    return { commit, stale };
  }
  const why = asked.ok ? "" : `: ${asked.trouble.message}`;
  throw new OutsideError("git", "not-found", `no branch ${branch} is known here${why}`, {
    hint: `Run this in a clone of the access repository (-C DIR), or name its branch in policies/leasehold.yaml (github.branch).`,
  });
}
