import { RequestReports } from "../../src/commands/gate/request-report.ts";
import type { ApprovalFacts } from "../../src/domain/approval-facts.ts";
import { judgeApprovals } from "../../src/domain/approvals.ts";
import type { ChangeReport, RequestReport } from "../../src/domain/change/change-report.ts";
import { hasErrors, inOrder } from "../../src/domain/finding.ts";
import { judgeEach, type Request } from "../../src/domain/judge.ts";
import type { Login } from "../../src/domain/login.ts";
import type { World } from "./world.ts";

/** What check would report of a change that adds these requests in this world. */
export function changeOf(
  place: World,
  requests: readonly Request[],
  rest: Partial<ChangeReport> = {},
): ChangeReport {
  const question = { base: place.base, policies: place.policies, now: place.now };
  const judged = judgeEach({ ...question, added: requests });
  const reporting = new RequestReports(question);
  const reports = [...judged].map(([request, findings]) => reporting.of(request, findings));
  const findings = inOrder([...judged.values()].flat().concat(rest.result?.findings ?? []));
  return {
    requests: reports,
    removed: [],
    tests: [],
    owners: [],
    ...rest,
    result: { ok: !hasErrors(findings), findings, grants: reports.map(({ view }) => view) },
  };
}

/** The approvals of an open pull request in which these people approved its head. */
export function approvalsOf(report: RequestReport, approved: readonly Login[]) {
  const facts: ApprovalFacts = {
    pull: {
      number: 7,
      url: "https://github.example/acme/access/pull/7",
      title: "",
      state: "open",
      author: { login: report.author, type: "User" },
      base: "main",
      head: "f".repeat(40),
      head_branch: "ask",
    },
    reviews: approved.map((login) => ({
      reviewer: { login, type: "User" },
      state: "APPROVED",
      commit: "f".repeat(40),
      submitted_at: report.grant.landed,
    })),
    commits: [],
    writers: new Set(approved.map((login) => login.toLowerCase())),
  };
  return judgeApprovals(facts, report.groups, report.grant.user, report.grant.at());
}
