import type { RequestReport } from "../domain/change/change-report.ts";
import { type Finding, hasErrors, inOrder } from "../domain/finding.ts";
import type { GrantView } from "../domain/grant-view.ts";
import { judgeEach, judgeGrants, type Request } from "../domain/judge.ts";
import { LOGIN, type Login } from "../domain/login.ts";
import type { GrantFile, LandedGrant, Policies } from "../domain/model.ts";
import { formatDuration, type Instant, type Seconds } from "../domain/units.ts";
import { grantOfWish, type Wish, type WrittenGrant } from "../domain/wish.ts";
import type { MendedGrant } from "../files/grant-file.ts";
import { readGrants } from "../files/grants.ts";
import { type AskableResult, type AskableRole, askable, askableResult } from "./gate/askable.ts";
import { RequestReports } from "./gate/request-report.ts";
import { mendedRequests, requestsOf } from "./gate/requests-of-change.ts";
import { landedRequests } from "./main/landed-requests.ts";
import { foldersFor, grantsIn } from "./main/live-grants.ts";
import { POLICY_PATHS, policyFaults, policySource } from "./main/read-policies.ts";
import type { Repository } from "./ports.ts";
import { Stop } from "./stop.ts";

/** What is asked about: a file of the working tree, a sentence, or a person. */
export type ExplainQuestion =
  | { readonly kind: "file"; readonly file: string }
  | {
      readonly kind: "sentence";
      readonly role: string;
      readonly user: Login;
      readonly duration?: Seconds;
      readonly until?: Instant;
      readonly start?: Instant;
      readonly reason?: string;
      readonly ticket?: string;
      readonly break_glass?: boolean;
    }
  | { readonly kind: "person"; readonly user: Login };

export interface ExplainOptions {
  readonly at: Instant;
  readonly author?: Login;
}

/** `explain --format json` of a request: formats.md, "JSON". */
export interface ExplainResult {
  readonly allowed: boolean;
  readonly findings: readonly Finding[];
  /** Absent where the file or the policies cannot be read. */
  readonly grant?: GrantView;
  readonly suggestion?: WrittenGrant;
}

export type ExplainReport =
  | { readonly kind: "request"; readonly result: ExplainResult; readonly report: RequestReport }
  | { readonly kind: "unread"; readonly result: ExplainResult; readonly findings: readonly Finding[] }
  | {
      readonly kind: "person";
      readonly result: AskableResult;
      readonly user: Login;
      readonly roles: readonly AskableRole[];
    };

/** `leasehold explain`: what the gate would say, and why, by the policies of the working tree and the grants at HEAD. */
export async function explain(
  ports: { readonly repository: Repository },
  question: ExplainQuestion,
  options: ExplainOptions,
): Promise<ExplainReport> {
  const { repository } = ports;
  if (question.kind !== "file" && !LOGIN.test(question.user)) {
    throw new Stop(2, `--user: ${JSON.stringify(question.user)} is no GitHub login`);
  }
  const source = policySource(await repository.workingTree(POLICY_PATHS));
  const faults = policyFaults(source, options.at);
  if (hasErrors(faults)) return unread(faults);
  const { policies } = source;
  if (question.kind === "person") {
    const roles = askable(question.user, policies, options.at);
    return { kind: "person", user: question.user, roles, result: askableResult(question.user, roles) };
  }
  if (question.kind === "sentence") {
    if (question.duration === undefined && question.until === undefined) throw howLong(question, policies);
    const grant = grantOfWish(wishOf(question, policies), options.at);
    return judged(repository, policies, grant, options);
  }
  const isGrant = question.file.startsWith("grants/");
  const read = readGrants(isGrant ? await repository.workingTree([question.file]) : []);
  const file = read.grants.find((one) => one.file === question.file);
  if (file !== undefined) return judged(repository, policies, file, options);
  if (read.findings.length > 0) {
    return unread([...read.findings, ...(await alsoWrong(repository, policies, read.mended, options))]);
  }
  throw new Stop(
    2,
    `${JSON.stringify(question.file || ".")} is no grant file`,
    "Name one such as grants/<role>/<id>.yaml.",
  );
}

function unread(findings: readonly Finding[]): ExplainReport {
  const all = inOrder(findings);
  return { kind: "unread", findings: all, result: { allowed: false, findings: all } };
}

/** Nobody asks for no time at all: what would be judged is something else than what was meant. */
function howLong(
  { role, break_glass }: Extract<ExplainQuestion, { kind: "sentence" }>,
  policies: Policies,
): Stop {
  const known = policies.roles.get(role);
  const most = break_glass ? known?.break_glass?.max : known?.duration.max;
  const allows = most === undefined ? "" : `; ${role} allows ${formatDuration(most)} at most`;
  return new Stop(2, "for how long?", `Add --duration, such as --duration 2h, or --until${allows}.`);
}

function wishOf(question: Extract<ExplainQuestion, { kind: "sentence" }>, policies: Policies): Wish {
  const { kind: _kind, reason, break_glass = false, ...rest } = question;
  const role = policies.roles.get(question.role);
  return {
    ...rest,
    break_glass,
    // Whoever asks what is allowed has no reason to write yet: only a given one is judged.
    reason: reason ?? "what is wrong, and what you will do".padEnd(role?.require.reason ?? 1, "…"),
  };
}

/** What else is wrong with a file broken in its form, as far as it says what it asks for. */
async function alsoWrong(
  repository: Repository,
  policies: Policies,
  mended: readonly MendedGrant[],
  { at, author }: ExplainOptions,
): Promise<Finding[]> {
  const head = await repository.resolve("HEAD");
  const files = mended.map(({ grant }) => grant);
  const onMain =
    head === undefined ? [] : await grantsIn(repository, head, foldersFor(files, policies, true));
  const added = await mendedRequests(repository, mended, { tip: head, grants: onMain }, at, author);
  const base = onMain.filter((grant) => grant.end > at && !files.some(({ file }) => file === grant.file));
  return judgeGrants({ added, base, policies, now: at });
}

async function judged(
  repository: Repository,
  policies: Policies,
  file: GrantFile,
  { at, author }: ExplainOptions,
): Promise<Extract<ExplainReport, { kind: "request" }>> {
  const head = await repository.resolve("HEAD");
  const folders = foldersFor([file], policies, true);
  const onMain = head === undefined ? [] : await grantsIn(repository, head, folders);
  // A file on the branch of a refused pull request is committed too: what would pass is what to write there now.
  const asked = await uncommitted(repository, file, { tip: head, grants: onMain }, at, author);
  const request = (await committed(repository, head, file)) ?? asked;
  const base = onMain.filter((grant) => grant.end > at && grant.file !== file.file);
  const question = { base, policies, now: at };
  const findings = judgeEach({ ...question, added: [request] }).get(request) ?? [];
  const report = new RequestReports(question).of(request, findings, asked);
  return {
    kind: "request",
    report,
    result: {
      allowed: !hasErrors(findings),
      findings,
      grant: report.view,
      ...(report.suggestion === undefined ? {} : { suggestion: report.suggestion }),
    },
  };
}

/** A file that is committed begins at its commit. */
async function committed(
  repository: Repository,
  head: string | undefined,
  file: GrantFile,
): Promise<Request | undefined> {
  if (head === undefined || (await repository.uncommitted([file.file])).has(file.file)) return undefined;
  const [request] = await landedRequests(
    repository,
    head,
    [file],
    await repository.landings(head, file.file),
  );
  return request;
}

async function uncommitted(
  repository: Repository,
  file: GrantFile,
  onto: { readonly tip: string | undefined; readonly grants: readonly LandedGrant[] },
  at: Instant,
  author: Login | undefined,
): Promise<Request> {
  const [request] = await requestsOf(repository, [file], onto, at, author);
  if (request === undefined) throw new Error("one file makes one request");
  return request;
}
