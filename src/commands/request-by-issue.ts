import { error, type Finding, hasErrors } from "../domain/finding.ts";
import { NAME } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import type { Instant } from "../domain/units.ts";
import type { Wish } from "../domain/wish.ts";
import { type IssueAnswers, readIssueAnswers } from "../files/issue-answers.ts";
import { ISSUE_REPLY, refusedReply, requestedReply } from "../render/issue-reply.ts";
import { attempt, type Outcome } from "./outcome.ts";
import { groundOf, type Judged, type Proposal, propose } from "./person/propose.ts";
import { readWords } from "./person/written-request.ts";
import type { GitHubReads, GitHubWrites, Repository } from "./ports.ts";

export interface IssueRequest {
  readonly number: number;
  readonly author: { readonly login: Login; readonly id: number };
  readonly body: string;
}

export interface IssueRequestPorts {
  readonly repository: Repository;
  readonly github: Pick<GitHubReads, "openPullsFrom" | "noreplyAddress"> &
    Pick<GitHubWrites, "commitOnBranch" | "openPull" | "upsertComment" | "closeIssue">;
  readonly now: Instant;
}

export interface RequestedByIssue extends Outcome {
  readonly judged?: Judged;
  readonly pull?: { readonly number: number; readonly url: string };
}

/**
 * A request from the form of `.github/ISSUE_TEMPLATE/`: a pull request with a grant for the issue's author, and for
 * nobody else. They are a co-author of its commit, so that four eyes count them as its author, whoever's token opens it.
 * What would be refused is told on the issue, with the nearest request that would pass, and the issue is closed.
 */
export async function requestByIssue(
  ports: IssueRequestPorts,
  issue: IssueRequest,
  branch: string,
): Promise<RequestedByIssue> {
  const { repository, github, now } = ports;
  const { login } = issue.author;
  const read = readIssueAnswers(issue.body);
  const wish = read.ok ? wishOf(read.answers, login) : [unreadable(read.problem)];
  if (!isWish(wish)) return refuse(ports, issue, { findings: wish, troubles: [] });

  const ground = await groundOf(ports, branch);
  const proposal = await propose(
    {
      repository,
      github,
      now,
      // The same issue is the same request, however often its event comes.
      chance: () => `i${issue.number}`,
      copy: { pushBranch: (change) => pushOnce(ports, change) },
    },
    ground,
    wish,
    {
      author: login,
      check: true,
      trailer: `Co-authored-by: ${login} <${github.noreplyAddress(issue.author)}>`,
      note: `Asked for by ${login} in #${issue.number}.\n\nCloses #${issue.number}`,
    },
  );
  return proposal.pushed === undefined ? refuse(ports, issue, proposal) : tell(ports, issue, proposal);
}

const isWish = (read: Wish | readonly Finding[]): read is Wish => "role" in read;

function wishOf(answers: IssueAnswers, user: Login): Wish | readonly Finding[] {
  if (!NAME.test(answers.role))
    return [error("role-unknown", undefined, `role: ${JSON.stringify(answers.role)} is no name of a role`)];
  const read = readWords({ ...answers, user, break_glass: false });
  return read.ok ? read.wish : read.findings;
}

const unreadable = (problem: string): Finding =>
  error("schema", undefined, problem, "Open a new issue by the form, and leave its headings as they are.");

/** A branch that has its pull request already is left alone: approvals hang on its commit. */
async function pushOnce(
  { github }: IssueRequestPorts,
  change: Parameters<GitHubWrites["commitOnBranch"]>[0],
): Promise<string> {
  const [open] = await github.openPullsFrom(change.branch);
  return open?.head ?? github.commitOnBranch(change);
}

async function tell(
  { github }: IssueRequestPorts,
  issue: IssueRequest,
  { judged, pull, findings, troubles }: Proposal,
): Promise<RequestedByIssue> {
  if (pull === undefined) return { judged, findings, troubles };
  const told = await attempt(`comment on issue #${issue.number}`, () =>
    github.upsertComment(issue.number, ISSUE_REPLY, requestedReply(judged.view, pull)),
  );
  return { judged, pull, findings, troubles: told.ok ? troubles : [...troubles, told.trouble] };
}

async function refuse(
  { github }: IssueRequestPorts,
  issue: IssueRequest,
  { judged, findings, troubles }: Outcome & { readonly judged?: Judged },
): Promise<RequestedByIssue> {
  const outcome = { ...(judged ? { judged } : {}), findings, troubles };
  // Something outside failed: the next run of the workflow may find it well again.
  if (!hasErrors(findings)) return outcome;
  const told = await attempt(`answer issue #${issue.number}`, async () => {
    await github.upsertComment(issue.number, ISSUE_REPLY, refusedReply(findings, judged?.suggestion));
    await github.closeIssue(issue.number, "not_planned");
  });
  return { ...outcome, troubles: told.ok ? troubles : [...troubles, told.trouble] };
}
