import { type PolicyEffect, policyEffect } from "../../domain/change/effect.ts";
import { ownerSets } from "../../domain/eligibility.ts";
import type { Finding } from "../../domain/finding.ts";
import { judgeEach } from "../../domain/judge.ts";
import type { Instant } from "../../domain/units.ts";
import { CODEOWNERS_FILE } from "../../files/codeowners.ts";
import { foldersFor, grantsIn } from "../main/live-grants.ts";
import {
  judgePolicies,
  POLICY_PATHS,
  type PolicySource,
  policyFaults,
  policySource,
  saysAll,
} from "../main/read-policies.ts";
import type { Repository } from "../ports.ts";
import { Stop } from "../stop.ts";
import type { Checked, CheckOptions } from "./checked.ts";
import { reportsBy } from "./request-report.ts";
import { grantChanges, mendedRequests, requestsOf } from "./requests-of-change.ts";

/** What changed since the merge base, judged by the base's policies; changed policies by themselves. */
export async function checkChange(
  repository: Repository,
  baseRef: string,
  options: CheckOptions,
): Promise<Checked> {
  const { at } = options;
  const [base, head] = await Promise.all([
    commitOf(repository, baseRef, "--base"),
    commitOf(repository, options.head ?? "HEAD", "--head"),
  ]);
  const from = await repository.mergeBase(base, head);
  if (from === undefined) throw new Stop(2, `${baseRef} and ${options.head ?? "HEAD"} share no history`);
  const changes = await repository.changes(from, head);
  const policiesChanged = changes.some(
    ({ path }) => path.startsWith("policies/") || path === CODEOWNERS_FILE,
  );
  const [grants, judging] = await Promise.all([
    grantChanges(repository, changes, { from, base, head }),
    sourceAt(repository, base),
  ]);
  const { policies } = judging.mended;
  const { added, mended, removed } = grants;

  const onBase = await grantsIn(
    repository,
    base,
    foldersFor([...added, ...mended.map(({ grant }) => grant)], policies, options.story === true),
  );
  const gone = new Set(removed.map(({ file }) => file));
  const live = onBase.filter((grant) => grant.end > at && !gone.has(grant.file));
  const onto = { tip: base, grants: onBase };
  const requests = await requestsOf(repository, added, onto, at, options.author);
  const broken = await mendedRequests(repository, mended, onto, at, options.author);
  const question = { base: live, policies, now: at };
  const judged = judgeEach({ ...question, added: requests });
  const reports = reportsBy(judging, question);

  const changed = policiesChanged
    ? await changedPolicies(repository, head, judging, base, options)
    : undefined;
  return {
    requests: [...judged].map(([request, findings]) => reports.of(request, findings)),
    removed,
    tests: changed?.judged.tests ?? [],
    ...(changed?.effect === undefined ? {} : { effect: changed.effect }),
    owners: policiesChanged ? ownerSets(judging.policies, at) : [],
    findings: [
      ...grants.findings,
      ...[...judged.values(), ...judgeEach({ ...question, added: broken }).values()].flat(),
      // Broken policies judge nobody; a change that mends them must not be held up by what it mends.
      ...(added.length > 0 && changed === undefined ? errorsOf(judging, at) : []),
      ...(changed?.judged.findings ?? []),
    ],
  };
}

const errorsOf = (source: PolicySource, at: Instant): Finding[] =>
  policyFaults(source, at).filter(({ severity }) => severity === "error");

const sourceAt = async (repository: Repository, commit: string): Promise<PolicySource> =>
  policySource(await repository.tree(commit, POLICY_PATHS));

async function changedPolicies(
  repository: Repository,
  head: string,
  before: PolicySource,
  base: string,
  { at, story }: CheckOptions,
) {
  const after = await sourceAt(repository, head);
  const judged = judgePolicies(after, at, before);
  // Nobody knows the effect of policies that do not say all: a role that cannot be read is not gone.
  if (story !== true || !saysAll(after)) return { judged };
  const grants = await grantsIn(repository, base, ["grants"]);
  const effect: PolicyEffect = policyEffect({
    before: before.policies,
    after: after.mended.policies,
    live: grants.filter((grant) => grant.end > at),
    tests: before.tests,
    now: at,
  });
  return { judged, effect };
}

async function commitOf(repository: Repository, ref: string, option: string): Promise<string> {
  const commit = await repository.resolve(ref);
  if (commit !== undefined) return commit;
  throw new Stop(
    2,
    `${option}: ${JSON.stringify(ref)} is no commit of this clone`,
    "Fetch it first: git fetch origin.",
  );
}
