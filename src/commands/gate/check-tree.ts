import type { RequestReport } from "../../domain/change/change-report.ts";
import type { Finding } from "../../domain/finding.ts";
import { judgeEach } from "../../domain/judge.ts";
import type { GrantFile } from "../../domain/model.ts";
import { GrantReader } from "../../files/grants.ts";
import { landedRequests } from "../main/landed-requests.ts";
import { judgePolicies, POLICY_PATHS, policySource } from "../main/read-policies.ts";
import type { Landing, Repository } from "../ports.ts";
import type { Checked, CheckOptions } from "./checked.ts";
import { reportsBy } from "./request-report.ts";
import { mendedRequests, requestsOf } from "./requests-of-change.ts";

/**
 * Everything in the working tree: committed grants begin at their commit and are judged in full while not ended,
 * ended ones for form only; uncommitted ones begin now.
 */
export async function checkTree(repository: Repository, { at, author }: CheckOptions): Promise<Checked> {
  const head = await repository.resolve("HEAD");
  const { source, landed, notLanded, broken, faults } = await readTree(repository, head);
  const { policies } = source.mended;
  const judgedPolicies = judgePolicies(source, at);

  const onMain = landed.map(({ grant }) => grant);
  const open = landed.filter(({ grant }) => grant.end > at || grant.end <= grant.begin);
  const openGrants = open.map(({ grant }) => grant);
  const onto = { tip: head, grants: onMain };
  const fresh = await requestsOf(repository, notLanded, onto, at, author);
  // Grants of main are held against each other, in path order; what is not committed comes after all of them.
  const committed = judgeEach({ added: open, base: [], live: openGrants, policies, now: at });
  const question = { base: openGrants, policies, now: at };
  const added = judgeEach({ ...question, added: fresh });
  const mended = judgeEach({
    ...question,
    added: await mendedRequests(repository, broken, onto, at, author),
  });
  const findings: Finding[] = [...judgedPolicies.findings, ...faults];
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

/**
 * Everything that is there, read. A file is let go before the next is read, and what history says of it once the grant is
 * made: of a hundred thousand that would be most of the memory.
 */
async function readTree(repository: Repository, head: string | undefined) {
  const read = new GrantReader();
  const [landings, uncommitted, policies] = await Promise.all([
    head === undefined ? new Map<string, Landing>() : repository.landings(head, "grants"),
    repository.uncommitted(["grants"]),
    repository.workingTree(POLICY_PATHS),
    repository.visitWorkingTree(["grants"], (entry) => read.add(entry)),
  ]);
  const isLanded = (file: GrantFile) => landings.has(file.file) && !uncommitted.has(file.file);
  return {
    source: policySource(policies),
    landed: await landedRequests(repository, head, read.grants.filter(isLanded), landings),
    notLanded: read.grants.filter((file) => !isLanded(file)),
    broken: read.mended.filter(({ grant }) => !isLanded(grant)),
    /** What is wrong with the form of grants. */
    faults: read.findings,
  };
}
