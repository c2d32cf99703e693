import { type Approvals, type ApproverSet, judgeApprovals } from "../../domain/approvals.ts";
import type { ChangeReport, RequestReport } from "../../domain/change/change-report.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { COMMIT_CAP } from "../../domain/provenance.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import type { GitHubReads } from "../ports.ts";
import { approvalFacts } from "../prove/prove-merge.ts";

/** The approvals of an open pull request, judged as apply will judge them. */
export interface PullApprovals {
  /** For each request; absent for break-glass, which needs none before. */
  readonly requests: ReadonlyMap<RequestReport, Approvals>;
  /** Of the owners, where policies change. */
  readonly policies?: Approvals;
  /** What no approval mends, like more commits than GitHub shows. */
  readonly findings: readonly Finding[];
  readonly satisfied: boolean;
}

/** Reads reviews and commits, and judges them for every request of the change, and for the policies where they change. */
export async function pullApprovals(
  github: GitHubReads,
  pull: PullRequest,
  report: ChangeReport,
): Promise<PullApprovals> {
  const [commits, reviews] = await Promise.all([
    github.pullCommits(pull.number),
    github.reviews(pull.number),
  ]);
  const facts = await approvalFacts(github, { pull, commits, reviews });
  const judge = (groups: readonly ApproverSet[], request?: RequestReport) =>
    judgeApprovals(facts, groups, request?.grant.user, request?.grant.at());

  const requests = new Map<RequestReport, Approvals>();
  for (const request of report.requests) {
    if (!request.grant.break_glass) requests.set(request, judge(request.groups, request));
  }
  const policies = report.owners.length > 0 ? judge(report.owners) : undefined;
  const findings = commits.truncated ? [tooManyCommits(pull)] : [];
  const all = [...requests.values(), ...(policies ? [policies] : [])];
  return {
    requests,
    ...(policies ? { policies } : {}),
    findings,
    satisfied: findings.length === 0 && all.every((one) => one.satisfied),
  };
}

const tooManyCommits = (pull: PullRequest): Finding =>
  error(
    "provenance",
    undefined,
    `pull request #${pull.number} has more than ${COMMIT_CAP} commits: GitHub does not show who wrote them all`,
    "Squash its branch and push again.",
  );
