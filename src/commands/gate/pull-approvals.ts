import type { ApproverSet } from "../../domain/approval-facts.ts";
import { type Approvals, judgeApprovals } from "../../domain/approvals.ts";
import type { ChangeReport, RequestReport } from "../../domain/change/change-report.ts";
import { error, type Finding, type RuleName } from "../../domain/finding.ts";
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
    // Only a role that has break-glass excuses anybody from approvals, whatever the file says.
    const excused = request.grant.break_glass && request.role?.break_glass !== undefined;
    if (!excused) requests.set(request, judge(request.groups, request));
  }
  const policies = report.owners.length > 0 ? judge(report.owners) : undefined;
  const findings = [
    ...(commits.truncated ? [tooManyCommits(pull)] : []),
    ...(report.effect !== undefined && policies === undefined ? [nobodyOwns(pull)] : []),
  ];
  const all = [...requests.values(), ...(policies ? [policies] : [])];
  return {
    requests,
    ...(policies ? { policies } : {}),
    findings,
    satisfied:
      findings.length === 0 &&
      !report.result.findings.some(({ rule, severity }) => severity === "error" && UNAPPROVABLE.has(rule)) &&
      all.every((one) => one.satisfied),
  };
}

/** What apply refuses before it looks at any approval: nobody can approve what cannot be read, or what is no request. */
const UNAPPROVABLE: ReadonlySet<string> = new Set<RuleName>([
  "yaml",
  "schema",
  "name-format",
  "role-folder",
  "role-unknown",
  "immutable-grant",
  "mixed-change",
]);

const nobodyOwns = (pull: PullRequest): Finding =>
  error(
    "policy-unproven",
    { file: "policies/leasehold.yaml" },
    `pull request #${pull.number} changes policies/, and the settings before it name no owners who could approve`,
    "An administrator mends policies/leasehold.yaml on main and runs leasehold setup.",
  );

const tooManyCommits = (pull: PullRequest): Finding =>
  error(
    "provenance",
    undefined,
    `pull request #${pull.number} has more than ${COMMIT_CAP} commits: GitHub does not show who wrote them all`,
    "Squash its branch and push again.",
  );
