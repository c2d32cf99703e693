import type { Static } from "typebox";
import { OutsideError } from "../../commands/outside-error.ts";
import type { Login } from "../../domain/login.ts";
import { COMMIT_CAP } from "../../domain/provenance.ts";
import type { Capped, PullCommit, PullRequest, Review } from "../../domain/pull-request.ts";
import { type Instant, later } from "../../domain/units.ts";
import {
  accountOf,
  ListedCommit,
  ListedHappening,
  ListedReview,
  loginOf,
  Pull,
  secondOf,
} from "./answers.ts";
import type { GitHubApi } from "./api.ts";
import { coAuthorsOf, noreplyHost } from "./co-authors.ts";

/** Milliseconds between tries while a commit has no pull request yet: the list lags just after a merge. */
const LAG = [500, 1_500, 3_000];

/** Pull requests GitHub associates with a commit; asked again for five seconds where there are none. */
export async function pullsOf(api: GitHubApi, commit: string): Promise<PullRequest[]> {
  for (const pause of [...LAG, undefined]) {
    const items = await api.list(Pull, (octokit, page) =>
      octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...page, commit_sha: commit }),
    );
    if (items.length > 0 || pause === undefined) return items.map(pullOf);
    await api.wait(pause);
  }
  return [];
}

export async function pullByNumber(api: GitHubApi, number: number): Promise<PullRequest | undefined> {
  try {
    return pullOf(
      await api.one(Pull, (octokit, repo) => octokit.rest.pulls.get({ ...repo, pull_number: number })),
    );
  } catch (error) {
    if (error instanceof OutsideError && error.code === "not-found") return undefined;
    throw error;
  }
}

/** Open pull requests from a branch of this repository (a fork's branch of the same name is another one). */
export async function openPullsFrom(api: GitHubApi, branch: string): Promise<PullRequest[]> {
  const items = await api.list(Pull, (octokit, page) =>
    octokit.rest.pulls.list({ ...page, state: "open", head: `${api.repo.owner}:${branch}` }),
  );
  return items.filter((pull) => isOurs(pull) && pull.head.ref === branch).map(pullOf);
}

/** Pull requests from a branch of this repository that were closed without a merge. */
export async function unmergedPullsFrom(api: GitHubApi, branch: string): Promise<PullRequest[]> {
  const items = await api.list(Pull, (octokit, page) =>
    octokit.rest.pulls.list({ ...page, state: "closed", head: `${api.repo.owner}:${branch}` }),
  );
  const ours = items.filter((pull) => isOurs(pull) && pull.head.ref === branch);
  return ours.filter(({ merged_at }) => merged_at === null).map(pullOf);
}

/** Open pull requests from branches of this repository whose names begin so. */
export async function openPullsUnder(api: GitHubApi, prefix: string): Promise<PullRequest[]> {
  const items = await api.list(Pull, (octokit, page) => octokit.rest.pulls.list({ ...page, state: "open" }));
  return items.filter((pull) => isOurs(pull) && pull.head.ref.startsWith(prefix)).map(pullOf);
}

/** Anybody may name a branch of a fork as they like. */
const isOurs = ({ head, base }: Static<typeof Pull>): boolean => head.repo?.id === base.repo.id;

export async function pullCommits(api: GitHubApi, number: number): Promise<Capped<PullCommit>> {
  const { items, truncated } = await api.capped(
    ListedCommit,
    (octokit, page) => octokit.rest.pulls.listCommits({ ...page, pull_number: number }),
    COMMIT_CAP,
  );
  const named = namesByAddress(items);
  const noreply = noreplyHost(api.connection.apiUrl);
  return { items: items.map((item) => commitOf(item, named, noreply)), truncated };
}

/** All reviews, oldest first. A dismissed one is listed as such where it was given. */
export async function reviewsOf(api: GitHubApi, number: number): Promise<Review[]> {
  const items = await api.list(ListedReview, (octokit, page) =>
    octokit.rest.pulls.listReviews({ ...page, pull_number: number }),
  );
  return items.map((item) => ({
    reviewer: accountOf(item.user),
    state: item.state,
    ...(item.commit_id == null ? {} : { commit: item.commit_id }),
    ...(item.submitted_at == null ? {} : { submitted_at: secondOf(item.submitted_at) }),
  }));
}

/** When a pull request was last turned to another base branch; undefined where it never was. */
export async function retargeted(api: GitHubApi, number: number): Promise<Instant | undefined> {
  const items = await api.list(ListedHappening, (octokit, page) =>
    octokit.rest.issues.listEvents({ ...page, issue_number: number }),
  );
  const turns = items.filter(({ event }) => event === "base_ref_changed" || event === AUTOMATIC);
  return turns.map(({ created_at }) => secondOf(created_at)).reduce<Instant | undefined>(latest, undefined);
}

/** The base branch was merged and deleted: GitHub turns what was on top of it to the branch below. */
const AUTOMATIC = "automatic_base_change_succeeded";

const latest = (a: Instant | undefined, b: Instant): Instant => (a === undefined ? b : later(a, b));

export function pullOf(pull: Static<typeof Pull>): PullRequest {
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    state: pull.state,
    author: accountOf(pull.user),
    base: pull.base.ref,
    head: pull.head.sha,
    head_branch: pull.head.ref,
    labels: (pull.labels ?? []).map(({ name }) => name),
    auto_merge: (pull.auto_merge ?? null) !== null,
    ...(pull.closed_at == null ? {} : { closed_at: secondOf(pull.closed_at) }),
    ...(pull.merged_at === null ? {} : { merged_at: secondOf(pull.merged_at) }),
    // Of an open pull request it is the test merge, which is on no branch.
    ...(pull.merged_at === null || pull.merge_commit_sha === null
      ? {}
      : { merge_commit: pull.merge_commit_sha }),
  };
}

function commitOf(
  item: Static<typeof ListedCommit>,
  named: ReadonlyMap<string, Login>,
  noreply: string,
): PullCommit {
  const author = loginOf(item.author);
  const committer = loginOf(item.committer);
  const { logins, unknown } = coAuthorsOf(item.commit.message, named, noreply);
  return {
    sha: item.sha,
    ...(author === undefined ? {} : { author }),
    ...(committer === undefined ? {} : { committer }),
    co_authors: logins,
    unknown_co_authors: unknown,
    verified: item.commit.verification?.verified === true,
  };
}

/** Whose an address is, by what GitHub says of the authors and committers of the same pull request. */
function namesByAddress(items: readonly Static<typeof ListedCommit>[]): Map<string, Login> {
  const named = new Map<string, Login>();
  for (const item of items) {
    for (const [signature, user] of [
      [item.commit.author, item.author],
      [item.commit.committer, item.committer],
    ] as const) {
      const login = loginOf(user);
      if (signature?.email && login !== undefined) named.set(signature.email.toLowerCase(), login);
    }
  }
  return named;
}
