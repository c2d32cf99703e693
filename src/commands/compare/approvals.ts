import { type Mismatch, mismatch } from "../../domain/audit/mismatch.ts";
import type { Finding } from "../../domain/finding.ts";
import { parseKey } from "../../domain/key.ts";
import { sameLogin } from "../../domain/login.ts";
import type { LandedGrant } from "../../domain/model.ts";
import type { Verdict } from "../../domain/provenance.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { policiesAt } from "../main/main-state.ts";
import { Windows } from "../main/windows.ts";
import { attemptEach } from "../outcome.ts";
import type { CommitFacts, GitHubReads, Repository } from "../ports.ts";
import { judgeApproval } from "../prove/decision.ts";
import { type ProvedMerge, proveMerge } from "../prove/prove-merge.ts";
import { Writers } from "../prove/writers.ts";
import type { PartResult } from "./comparison.ts";

interface Ports {
  readonly repository: Repository;
  readonly github: GitHubReads;
}

/**
 * Proves once more what apply proved before it issued: that each grant Vault has a record of came to main by a pull
 * request that the role's approvers approved. What does not hold any more is told, also of grants that have ended since:
 * whoever has the apply identity may have issued what nobody approved.
 */
export async function compareApprovals(
  ports: Ports,
  main: { readonly branch: string; readonly head: string },
  records: readonly GrantRecord[],
): Promise<PartResult> {
  const windows = new Windows(ports.repository, { tip: main.head });
  const proving = { ...ports, writers: new Writers(ports.github) };
  // An emergency has no pull request; its review is asked for apart.
  const issued = records.filter(({ key, issued_at }) => issued_at !== undefined && !parseKey(key)?.emergency);
  // Several grants of one pull request are one question to GitHub.
  const together = [...Map.groupBy(issued, ({ commit }) => commit).values()];
  const judged = await attemptEach(
    together,
    (some) => `prove the approvals of ${some.map(({ key }) => key).join(", ")} again`,
    async (some) => {
      const merges = new Map<string, Promise<Verdict<ProvedMerge>>>();
      const proved = (commit: CommitFacts): Promise<Verdict<ProvedMerge>> => {
        const known = merges.get(commit.sha) ?? proveMerge(proving, commit, main, isGrant, undefined);
        merges.set(commit.sha, known);
        return known;
      };
      const found = [];
      for (const record of some) {
        found.push(...(await holds(ports, main, record, await windows.of(record.key), proved)));
      }
      return found;
    },
  );
  return { mismatches: judged.done.flatMap(({ value }) => value), troubles: judged.troubles };
}

const isGrant = (path: string): boolean => path.startsWith("grants/");

async function holds(
  { repository }: Ports,
  { branch }: { readonly branch: string },
  record: GrantRecord,
  grant: LandedGrant | undefined,
  proved: (commit: CommitFacts) => Promise<Verdict<ProvedMerge>>,
): Promise<Mismatch[]> {
  const commit = grant && (await repository.commit(grant.commit));
  if (!grant || !commit) {
    const message = `${record.key} was issued, and ${branch}'s history has no such grant: its record is forged, or history was written anew`;
    return [
      mismatch("provenance", record.key, "no such grant", message, endIt(record), { file: record.file }),
    ];
  }
  const merge = await proved(commit);
  if (merge.kind !== "proved") return told(record, merge.findings);
  const { policies } = await policiesAt(repository, merge.value.before);
  const approval = judgeApproval(grant, merge.value, policies);
  if ("kind" in approval) return approval.kind === "accepted" ? [] : told(record, approval.findings);
  const { number, author } = merge.value.contents.pull;
  const claims = [
    ...(record.pull_request === number ? [] : [`pull request #${record.pull_request}, not #${number}`]),
    ...(sameLogin(record.author, author.login) ? [] : [`author ${record.author}, not ${author.login}`]),
  ];
  if (claims.length === 0) return [];
  const message = `the record of ${record.key} says ${claims.join(", ")}: somebody falsified it`;
  const what = `claims ${claims.join()}`;
  return [mismatch("provenance", record.key, what, message, endIt(record), { file: record.file })];
}

const told = (record: GrantRecord, findings: readonly Finding[]): Mismatch[] =>
  findings.map((finding) => ({
    finding: {
      ...finding,
      file: record.file,
      severity: "error",
      message: `${record.key} was issued, and does not hold on a second look: ${finding.message}`,
      hint: endIt(record),
    },
    subject: record.key,
    what: finding.message,
  }));

const endIt = ({ key, state, role }: GrantRecord): string =>
  state === "live"
    ? `leasehold revoke ${key} --now ends it. Where apply issued what nobody approved: leasehold revoke --role ${role} --now.`
    : "It has ended. Vault's audit log says what was done with it.";
