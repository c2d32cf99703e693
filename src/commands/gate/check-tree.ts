import type { RequestReport } from "../../domain/change/change-report.ts";
import type { Finding } from "../../domain/finding.ts";
import { judgeEach } from "../../domain/judge.ts";
import type { GrantFile } from "../../domain/model.ts";
import { readGrants } from "../../files/grants.ts";
import type { Checked, CheckOptions } from "../check.ts";
import { landedRequests } from "../main/landed-requests.ts";
import { judgePolicies, POLICY_PATHS, policySource } from "../main/read-policies.ts";
import type { Landing, Repository } from "../ports.ts";
import { reportsBy } from "./request-report.ts";
import { mendedRequests, requestsOf } from "./requests-of-change.ts";

/**
 * Everything in the working tree: committed grants begin at their commit and are judged in full while not ended,
 * ended ones for form only; uncommitted ones begin now.
 */
export async function checkTree(repository: Repository, { at, author }: CheckOptions): Promise<Checked> {
  const head = await repository.resolve("HEAD");
  const { source, read, landings, uncommitted } = await readTree(repository, head);
  const { policies } = source.mended;
  const judgedPolicies = judgePolicies(source, at);

  const isLanded = (file: GrantFile) => landings.has(file.file) && !uncommitted.has(file.file);
  const landed = await landedRequests(repository, head, read.grants.filter(isLanded), landings);
  const onMain = landed.map(({ grant }) => grant);
  const open = landed.filter(({ grant }) => grant.end > at || grant.end <= grant.begin);
  const openGrants = open.map(({ grant }) => grant);
  const onto = { tip: head, grants: onMain };
  const notLanded = read.grants.filter((file) => !isLanded(file));
  const broken = read.mended.filter(({ grant }) => !isLanded(grant));
  const fresh = await requestsOf(repository, notLanded, onto, at, author);
  // Grants of main are held against each other, in path order; what is not committed comes after all of them.
  const committed = judgeEach({ added: open, base: [], live: openGrants, policies, now: at });
  const question = { base: openGrants, policies, now: at };
  const added = judgeEach({ ...question, added: fresh });
  const mended = judgeEach({
    ...question,
    added: await mendedRequests(repository, broken, onto, at, author),
  });
  const findings: Finding[] = [...judgedPolicies.findings, ...read.findings];
  for (const judged of [committed, added, mended]) {
    for (const wrong of judged.values()) findings.push(...wrong);
  }
  const reporting = reportsBy(source, question);
  const reports: RequestReport[] = [];
  for (const judged of [committed, added]) {
    for (const [request, wrong] of judged) reports.push(reporting.of(request, wrong));
  }
  reports.sort((a, b) => (a.grant.file < b.grant.file ? -1 : 1));
  return { requests: reports, removed: [], tests: judgedPolicies.tests, owners: [], findings };
}

/** Everything that is there, read. The files' bytes go when they are: of a hundred thousand grants they take most. */
async function readTree(repository: Repository, head: string | undefined) {
  const [entries, landings, uncommitted] = await Promise.all([
    repository.workingTree([...POLICY_PATHS, "grants"]),
    head === undefined ? new Map<string, Landing>() : repository.landings(head, "grants"),
    repository.uncommitted(["grants"]),
  ]);
  return { source: policySource(entries), read: readGrants(entries), landings, uncommitted };
}
