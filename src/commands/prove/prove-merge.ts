import type { ApprovalFacts, ApproverSet } from "../../domain/approval-facts.ts";
import { type Approvals, judgeApprovals } from "../../domain/approvals.ts";
import { error, type Place } from "../../domain/finding.ts";
import { foldLogin, type Login } from "../../domain/login.ts";
import {
  type Arrival,
  type Contents,
  contentsProved,
  pullRequestOf,
  type Verdict,
} from "../../domain/provenance.ts";
import type { Activity, PullRequest } from "../../domain/pull-request.ts";
import type { CommitFacts, FileChange, GitHubReads, Repository } from "../ports.ts";
import { Writers } from "./writers.ts";

/** A merge that is proved to be what its pull request showed. Approvals are judged by role, from `facts`. */
export interface ProvedMerge {
  readonly contents: Contents;
  readonly facts: ApprovalFacts;
  /** main before the merge: the policies that judge it. */
  readonly before: string;
}

/** Rows of activity that are the merge of a pull request. */
const MERGES: ReadonlySet<string> = new Set(["pr_merge", "merge_queue_merge"]);
const PUSHES: ReadonlySet<string> = new Set(["push", "force_push"]);

interface Ports {
  readonly repository: Repository;
  readonly github: GitHubReads;
  /** Where several merges are proved in one run. */
  readonly writers?: Writers;
}

/**
 * Gathers what proves how a commit came to the branch, and judges it (domain/provenance.ts). Asks GitHub four
 * times for a pull request, once more for each who approved it, and once more after a rebase, however many files it
 * brings; what the files are comes from Git.
 *
 * @param commit of the first-parent history of `main.head`
 */
export async function proveMerge(
  ports: Ports,
  commit: CommitFacts,
  main: { readonly branch: string; readonly head: string },
  mayTouch: (path: string) => boolean,
  at?: Place,
): Promise<Verdict<ProvedMerge>> {
  const { branch } = main;
  const arrival = await arrivalOf(ports, commit, main);
  const pull = pullRequestOf(arrival, at);
  if (pull.kind !== "proved") return pull;

  const before = arrival.rebased.get(pull.value.number) ?? commit.parents[0];
  const last = pull.value.merge_commit;
  if (before === undefined || last === undefined) {
    return unclear(
      at,
      `what ${branch} was before pull request #${pull.value.number} cannot be found in this clone`,
    );
  }
  const contents = await contentsOf(ports, pull.value, before, last);
  if (!contents)
    return unclear(at, `the head of pull request #${pull.value.number} cannot be fetched any more`);
  const proved = contentsProved(contents, mayTouch, at);
  if (proved.kind !== "proved") return proved;
  const facts = await approvalFacts(ports.github, contents, ports.writers);
  return { kind: "proved", value: { contents, before, facts } };
}

const unclear = (at: Place | undefined, message: string): Verdict<never> => ({
  kind: "unclear",
  findings: [error("provenance", at, message, "The next run tries again.")],
});

async function arrivalOf(
  { github, repository }: Ports,
  commit: CommitFacts,
  main: { readonly branch: string; readonly head: string },
): Promise<Arrival> {
  const pulls = await github.pullsOf(commit.sha);
  const arrival = { commit: commit.sha, committed: commit.committed, branch: main.branch, pulls };
  if (pulls.some((pull) => pull.merge_commit === commit.sha && pull.base === main.branch)) {
    return { ...arrival, rebased: new Map() };
  }

  const activity = await github.activity(main.branch);
  const rebased = new Map<number, string>();
  for (const pull of pulls) {
    // Only the branch's own activity says where a rebase merge began: counting the pull request's commits back from
    // its last one would take in a commit that somebody pushed straight to the branch just below.
    const row = activity.find((one) => one.after === pull.merge_commit && MERGES.has(one.type));
    if (row === undefined || !(await repository.isMainline(row.after, main.head))) continue;
    const brought =
      row.before !== commit.sha &&
      (await repository.isMainline(row.before, commit.sha)) &&
      (await repository.isMainline(commit.sha, row.after));
    if (brought) rebased.set(pull.number, row.before);
  }
  return { ...arrival, rebased, activity: await withPushed(repository, activity, commit.sha) };
}

/** A push brings all its commits, and activity names only the last: the one that brought this commit names it. */
async function withPushed(
  repository: Repository,
  activity: readonly Activity[],
  sha: string,
): Promise<Activity[]> {
  const rows: Activity[] = [];
  for (const row of activity) {
    const brought = PUSHES.has(row.type) && row.after !== sha && (await isWithin(repository, row, sha));
    rows.push(brought ? { ...row, after: sha } : row);
  }
  return rows;
}

/** False where the clone no longer knows what the branch was before or after. */
async function isWithin(repository: Repository, { before, after }: Activity, sha: string): Promise<boolean> {
  const known = await Promise.all([before, after].map((one) => repository.commit(one)));
  if (known.includes(undefined)) return false;
  return (await repository.isAncestor(sha, after)) && !(await repository.isAncestor(sha, before));
}

async function contentsOf(
  ports: Ports,
  pull: PullRequest,
  before: string,
  last: string,
): Promise<Contents | undefined> {
  const { repository, github } = ports;
  const fetched = await repository.fetch([`refs/pull/${pull.number}/head`]);
  if (fetched.get(`refs/pull/${pull.number}/head`) !== pull.head) return undefined;
  const base = await repository.mergeBase(before, pull.head);
  if (base === undefined) return undefined;
  const [proposed, merged, commits, reviews] = await Promise.all([
    repository.changes(base, pull.head),
    repository.changes(before, last),
    github.pullCommits(pull.number),
    github.reviews(pull.number),
  ]);
  return { pull, proposed: blobs(proposed), merged: blobs(merged), commits, reviews };
}

const blobs = (changes: readonly FileChange[]): Map<string, string | undefined> =>
  new Map(changes.map((change) => [change.path, change.after]));

/** What approvals are judged by; asks for the write permission only of those who approved. */
export async function approvalFacts(
  github: GitHubReads,
  contents: Pick<Contents, "pull" | "commits" | "reviews">,
  known = new Writers(github),
): Promise<ApprovalFacts> {
  const approved = contents.reviews.filter((review) => review.state === "APPROVED");
  const people = [...new Set(approved.map((review) => foldLogin(review.reviewer.login)))];
  const writers = new Set<Login>();
  const [retargeted] = await Promise.all([
    // Without an approval nothing turns on when the base changed.
    approved.length === 0 ? undefined : github.retargeted(contents.pull.number),
    ...people.map(async (login) => {
      if (await known.mayWrite(login)) writers.add(login);
    }),
  ]);
  return {
    pull: contents.pull,
    reviews: contents.reviews,
    commits: contents.commits.items,
    writers,
    ...(retargeted === undefined ? {} : { retargeted }),
    ...(contents.pull.merged_at === undefined ? {} : { until: contents.pull.merged_at }),
  };
}

/** Approvals of one grant of a proved merge, or of a change of policies (then without a grantee). */
export const approvalsOf = (
  merge: ProvedMerge,
  groups: readonly ApproverSet[],
  grantee: Login | undefined,
  at?: Place,
): Approvals => judgeApprovals(merge.facts, groups, grantee, at);
