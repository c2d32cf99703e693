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
  const commit = await newestKnown(repository, branch);
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

async function newestKnown(repository: Repository, branch: string): Promise<string | undefined> {
  const refs = [`refs/leasehold/origin/heads/${branch}`, `refs/remotes/origin/${branch}`];
  const known: { sha: string; at: number }[] = [];
  for (const ref of refs) {
    const sha = await repository.resolve(ref);
    const commit = sha === undefined ? undefined : await repository.commit(sha);
    if (commit) known.push({ sha: commit.sha, at: commit.committed });
  }
  known.sort((a, b) => b.at - a.at);
  // A clone without an origin has only its own branch.
  return known[0]?.sha ?? repository.resolve(`refs/heads/${branch}`);
}
