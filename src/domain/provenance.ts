import { error, type Finding, type Place } from "./finding.ts";
import type { Activity, Capped, PullCommit, PullRequest, Review } from "./pull-request.ts";
import { formatInstant, type Instant } from "./units.ts";

/** GitHub gives no more than this many; beyond it, what was approved is not known. */
export const COMMIT_CAP = 250;
export const FILE_CAP = 3_000;

/** A commit may be this much younger than the merge: the server's clocks; earlier only shortens a grant. */
export const COMMIT_CLOCK_SLACK = 600;

/** How one commit came to the branch, as far as it could be found out. */
export interface Arrival {
  /** Full SHA of the commit that put files on the branch. */
  readonly commit: string;
  readonly committed: Instant;
  /** The branch grants live on. */
  readonly branch: string;
  /** Every pull request GitHub associates with the commit. */
  readonly pulls: readonly PullRequest[];
  /** Rebase merges (by number) that put this commit on the branch, with what the branch was before them. */
  readonly rebased: ReadonlyMap<number, string>;
  /** The branch's activity; asked for only where no pull request was found. */
  readonly activity?: readonly Activity[];
}

/** What the pull request that brought a commit contained, and what its merge changed. */
export interface Contents {
  readonly pull: PullRequest;
  /** Paths the pull request changes, from its merge base to its final head. */
  readonly proposed: ReadonlyMap<string, string | undefined>;
  /** Paths the merge changed on the branch, with their blobs. */
  readonly merged: ReadonlyMap<string, string | undefined>;
  readonly commits: Capped<PullCommit>;
  readonly reviews: readonly Review[];
}

/**
 * `refused` is final for a key, `unclear` is tried again by the next run (design.md, "Issue").
 */
export type Verdict<Proved> =
  | { readonly kind: "proved"; readonly value: Proved }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] }
  | { readonly kind: "unclear"; readonly findings: readonly Finding[] };

const refused = (at: Place | undefined, message: string, hint?: string): Verdict<never> => ({
  kind: "refused",
  findings: [error("provenance", at, message, hint)],
});

const unclear = (at: Place | undefined, message: string, hint?: string): Verdict<never> => ({
  kind: "unclear",
  findings: [error("provenance", at, message, hint)],
});

const ASK_AGAIN = "Delete the file in a pull request, and ask again in another one.";

/**
 * The one merged pull request that brought the commit to the branch: design.md, "Provenance", 1.
 * A commit that none brought is refused only where activity shows how it came instead.
 */
export function pullRequestOf(arrival: Arrival, at: Place | undefined): Verdict<PullRequest> {
  const sha = arrival.commit.slice(0, 12);
  const merged = arrival.pulls.filter((pull) => pull.merged_at !== undefined);
  const here = merged.filter((pull) => pull.base === arrival.branch);
  const brought = here.filter(
    (pull) => pull.merge_commit === arrival.commit || arrival.rebased.has(pull.number),
  );
  if (brought.length > 1) {
    const numbers = brought.map((pull) => `#${pull.number}`).join(" and ");
    return refused(
      at,
      `commit ${sha} is the merge of two pull requests, ${numbers}: which was approved is not clear`,
      ASK_AGAIN,
    );
  }
  const [pull] = brought;
  if (!pull) return withoutPullRequest(arrival, merged, at);
  const limit = (pull.merged_at ?? 0) + COMMIT_CLOCK_SLACK;
  if (arrival.committed > limit) {
    return refused(
      at,
      `commit ${sha} says it was made at ${formatInstant(arrival.committed)}, after its pull request #${pull.number} was merged: its date is forged`,
      ASK_AGAIN,
    );
  }
  return { kind: "proved", value: pull };
}

function withoutPullRequest(
  arrival: Arrival,
  merged: readonly PullRequest[],
  at: Place | undefined,
): Verdict<never> {
  const sha = arrival.commit.slice(0, 12);
  const push = arrival.activity?.find(
    (row) => row.after === arrival.commit && (row.type === "push" || row.type === "force_push"),
  );
  if (push) {
    const who = push.actor ?? "somebody GitHub cannot name";
    const how = push.type === "push" ? "pushed straight" : "force-pushed";
    return refused(
      at,
      `commit ${sha} was ${how} to ${arrival.branch} by ${who}: no pull request, so nobody approved it`,
      `Delete the file, and ask in a pull request. Protect ${arrival.branch} against direct pushes: leasehold doctor says how.`,
    );
  }
  const [elsewhere] = merged.filter((pull) => pull.base !== arrival.branch);
  if (elsewhere && arrival.activity !== undefined) {
    return unclear(
      at,
      `commit ${sha} is known from pull request #${elsewhere.number} into ${elsewhere.base}, not into ${arrival.branch}`,
      ASK_AGAIN,
    );
  }
  return unclear(
    at,
    `GitHub names no merged pull request for commit ${sha} yet`,
    "The next run asks again. Where it stays so, the commit came without one: delete the file and ask in a pull request.",
  );
}

/**
 * That the pull request is what its approvers saw, and touched nothing but what it may: "Provenance", 2 and 3.
 *
 * @param mayTouch whether a path may be changed by it
 */
export function contentsProved(
  contents: Contents,
  mayTouch: (path: string) => boolean,
  at: Place | undefined,
): Verdict<Contents> {
  const number = `#${contents.pull.number}`;
  if (contents.commits.truncated || contents.commits.items.length > COMMIT_CAP) {
    return refused(
      at,
      `pull request ${number} has more than ${COMMIT_CAP} commits: GitHub does not show who wrote them all`,
      "Squash its branch and ask again.",
    );
  }
  if (contents.proposed.size > FILE_CAP) {
    return refused(
      at,
      `pull request ${number} changes more than ${FILE_CAP} files: nobody can have read them`,
      "Split it.",
    );
  }
  if (contents.commits.items.length === 0 || contents.proposed.size === 0) {
    return unclear(at, `GitHub shows no commits or no files for pull request ${number} yet`);
  }
  const foreign = [...contents.proposed.keys(), ...contents.merged.keys()].find((path) => !mayTouch(path));
  if (foreign !== undefined) {
    return {
      kind: "refused",
      findings: [
        error(
          "mixed-change",
          at,
          `pull request ${number} also touches ${JSON.stringify(foreign)}: a request stands alone, so that it cannot change what judges it`,
          "Ask again in a pull request that touches grants/ only.",
        ),
      ],
    };
  }
  return { kind: "proved", value: contents };
}

/** That the file on the branch is, byte for byte, the one at the approved head: "Provenance", 3. */
export function sameFile(contents: Contents, path: string, at: Place | undefined): Verdict<string> {
  const landed = contents.merged.get(path);
  const approved = contents.proposed.get(path);
  if (landed === undefined)
    return unclear(at, `${path} is not among what pull request #${contents.pull.number} brought`);
  if (approved !== landed) {
    return refused(
      at,
      `${path} on the branch is not the file that was approved in pull request #${contents.pull.number}`,
      ASK_AGAIN,
    );
  }
  return { kind: "proved", value: landed };
}

/** `require.signed_commits`: every commit of the pull request is verified by GitHub. */
export function signedCommits(commits: readonly PullCommit[], at: Place | undefined): Finding[] {
  return commits
    .filter((commit) => !commit.verified)
    .map((commit) =>
      error(
        "signed-commits",
        at,
        `commit ${commit.sha.slice(0, 7)} is not signed by a key that GitHub verifies, and the role asks for signed commits`,
        "Sign it (git commit --amend -S), push, and ask for approval anew.",
      ),
    );
}
