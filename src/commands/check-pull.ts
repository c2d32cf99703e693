import type { ChangeReport } from "../domain/change/change-report.ts";
import { inOrder } from "../domain/finding.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { Instant } from "../domain/units.ts";
import { approvalsStatus, STATUS_CONTEXT } from "../render/approvals-status.ts";
import { pullComment } from "../render/comment.ts";
import { check } from "./check.ts";
import { type PullApprovals, pullApprovals } from "./gate/pull-approvals.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import { OutsideError } from "./outside-error.ts";
import type { GitHubReads, GitHubWrites, Repository } from "./ports.ts";

interface Ports {
  readonly repository: Repository;
  readonly github: GitHubReads & GitHubWrites;
}

export interface CheckPullOptions {
  readonly pull: number;
  /** When its grants would land: now. */
  readonly at: Instant;
  /** A commit of a merge queue that stands for the pull request: its status is asked for, too. */
  readonly queued?: string;
}

export interface CheckPullResult extends Outcome {
  readonly report: ChangeReport;
  readonly approvals: PullApprovals;
}

/**
 * The check on a pull request: judges what it would do, tells it in one comment, and sets `leasehold/approvals` on its
 * head, green exactly when apply would accept its approvals. All of this is advice, which apply repeats: whoever opens
 * the pull request may change the workflow that runs it.
 *
 * @returns undefined where the pull request is no longer open: nothing of it is said anew
 */
export async function checkPull(
  ports: Ports,
  options: CheckPullOptions,
): Promise<CheckPullResult | undefined> {
  const { repository, github } = ports;
  const pull = await github.pull(options.pull);
  if (!pull) throw new OutsideError("github", "not-found", `there is no pull request #${options.pull}`);
  if (pull.state !== "open") return undefined;
  const base = await fetchBoth(repository, pull);
  const author = pull.author.login;
  const report = await check({ repository }, { base, head: pull.head, at: options.at, author, story: true });
  const approvals = await pullApprovals(github, pull, report);
  // Merged meanwhile: its grants are on the base now, and all that this found would be said of another change.
  if ((await github.pull(options.pull))?.state !== "open") return undefined;
  const troubles = await tell(ports, pull, report, approvals, options.queued);
  // Missing approvals never fail the check itself: they are what the status says.
  return {
    report,
    approvals,
    findings: inOrder([...report.result.findings, ...approvals.findings]),
    troubles,
  };
}

async function fetchBoth(repository: Repository, pull: PullRequest): Promise<string> {
  const [base, head] = [`refs/heads/${pull.base}`, `refs/pull/${pull.number}/head`];
  const fetched = await repository.fetch([base, head]);
  const tip = fetched.get(base);
  if (tip === undefined || fetched.get(head) !== pull.head) {
    throw new OutsideError(
      "git",
      "not-found",
      `pull request #${pull.number} moved on while it was looked at`,
      {
        hint: "The run for its new head checks it.",
      },
    );
  }
  return tip;
}

/** A token that may only read (a fork's) leaves the comment and the status to the next run that may write. */
async function tell(
  { github }: Ports,
  pull: PullRequest,
  report: ChangeReport,
  approvals: PullApprovals,
  queued: string | undefined,
): Promise<Trouble[]> {
  const { marker, body } = pullComment(report, {
    requests: approvals.requests,
    policies: approvals.policies,
  });
  const status = { context: STATUS_CONTEXT, ...approvalsStatus(report, approvals) };
  const commits = [pull.head, ...(queued === undefined ? [] : [queued])];
  const attempts = [
    await attempt(`comment on #${pull.number}`, () => github.upsertComment(pull.number, marker, body)),
    ...(await Promise.all(
      commits.map((commit) =>
        attempt(`set ${STATUS_CONTEXT} on ${commit.slice(0, 12)}`, () => github.setStatus(commit, status)),
      ),
    )),
  ];
  return attempts.flatMap((result) => (result.ok ? [] : [result.trouble]));
}
