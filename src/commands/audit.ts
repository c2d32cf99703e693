import { versionOfTokenRole } from "../domain/access/names.ts";
import { compareGrants, issuesIn } from "../domain/audit/compare-grants.ts";
import { mismatchEvent } from "../domain/audit/mismatch.ts";
import { inOrder } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import type { SetupRecord } from "../domain/setup/record.ts";
import type { Instant } from "../domain/units.ts";
import { compareApprovals } from "./compare/approvals.ts";
import { compareChain } from "./compare/chain.ts";
import { Comparison } from "./compare/comparison.ts";
import { compareLeases } from "./compare/leases.ts";
import { comparePolicies, compareSetup } from "./compare/policies.ts";
import { comparePushes } from "./compare/pushes.ts";
import { compareRotations } from "./compare/rotations.ts";
import { compareTokens } from "./compare/tokens.ts";
import { wishedBack } from "./end/wished-back.ts";
import { knownMain } from "./main/known-main.ts";
import { type MainState, readMain } from "./main/main-state.ts";
import { type ReadRecords, readRecords } from "./main/read-records.ts";
import type { Outcome, Trouble } from "./outcome.ts";
import type {
  AuditLogReads,
  AuditLogWrites,
  GitHubReads,
  LoggedEvent,
  Reporter,
  Repository,
  VaultAuditing,
  VaultReads,
} from "./ports.ts";

/** Reading and looking: no port of these can change anything in Vault or on main. */
export type AuditVault = VaultReads & VaultAuditing;

/** Each is opened when it is needed: one that is down hides nothing that the others tell. */
export interface AuditPorts {
  readonly vault: () => Promise<AuditVault>;
  readonly github: () => Promise<GitHubReads & { me(): Promise<Login | undefined> }>;
  readonly log: () => Promise<AuditLogReads & AuditLogWrites>;
  readonly repository: Repository;
  /** `owner/name` and number of the access repository. */
  readonly slug: () => Promise<{ readonly slug: string; readonly id: number }>;
  readonly reporter: Reporter;
  /** The process's clock, where Vault's cannot be asked. */
  readonly now: () => Instant;
}

export interface AuditResult extends Outcome {
  /** What was compared. */
  readonly seen: { readonly records: number; readonly tokens: number; readonly events: number };
  /** Mismatches that were new to the log. */
  readonly told: number;
  readonly policies_hold: boolean;
}

/** `audit --format json` of formats.md. What could not be compared is not known to be right. */
export const auditJson = ({ findings, troubles }: AuditResult) => ({
  ok: troubles.length === 0 && findings.every((finding) => finding.severity !== "error"),
  findings,
});

/**
 * Git, GitHub and Vault against each other. Changes nothing in any of them but the log, where each mismatch is told
 * once. Every part is compared for itself: what fails is told, and the others go on.
 */
export async function audit(ports: AuditPorts, branch: string): Promise<AuditResult> {
  const comparison = new Comparison();
  const sides = await readSides(ports, branch, comparison);
  const { log, main, now } = sides;
  const tokens = await compareVault(ports, branch, sides, comparison);
  await compareGitHub(ports, branch, sides, comparison);
  await compareLog(sides, comparison);
  const told =
    log &&
    (await comparison.part("write the mismatches into the audit log", () => tell(log, comparison, now)));
  return {
    findings: inOrder([
      ...(main?.state.findings ?? []),
      ...comparison.mismatches.map(({ finding }) => finding),
    ]),
    troubles: comparison.troubles,
    seen: {
      records: sides.records?.records.length ?? 0,
      tokens: tokens ?? 0,
      events: sides.events?.length ?? 0,
    },
    told: told ?? 0,
    policies_hold: main?.state.policies_hold ?? true,
  };
}

type AuditGitHub = Awaited<ReturnType<AuditPorts["github"]>>;

/** What each side has; undefined is what could not be read. */
interface Sides {
  readonly vault: AuditVault | undefined;
  readonly github: AuditGitHub | undefined;
  readonly log: (AuditLogReads & AuditLogWrites) | undefined;
  readonly now: Instant;
  readonly records: ReadRecords | undefined;
  readonly setup: SetupRecord | undefined;
  /** `stale`: why it is only what the clone last saw. */
  readonly main: { readonly state: MainState; readonly stale: Trouble | undefined } | undefined;
  readonly events: readonly LoggedEvent[] | undefined;
}

/** One look at each first: what is down is waited for once, and not by every part. */
async function readSides(ports: AuditPorts, branch: string, comparison: Comparison): Promise<Sides> {
  const { part } = comparison;
  const opened = await part(
    "compare Vault: records, tokens, leases, policies, rotations, anchors",
    async () => {
      const vault = await ports.vault();
      return { vault, now: await vault.now() };
    },
  );
  const github = await part("compare GitHub: approvals and pushes", async () => {
    const github = await ports.github();
    await github.repository();
    return github;
  });
  const log = await part("open the audit log", ports.log);
  const { vault, now } = { vault: undefined, now: ports.now(), ...opened };
  // Records before main: a key that the tip does not have was removed before we looked (survey.ts).
  const records = vault && (await part("read the records", () => allRecords(vault)));
  comparison.troubles.push(...(records?.troubles ?? []));
  const setup = vault && (await part("read what setup wrote", () => vault.setup()));
  const main = await part(`read ${branch}`, () => mainOf(ports.repository, branch, now));
  if (main?.stale) comparison.troubles.push(main.stale);
  const events = log && (await part("read the audit log", () => log.events()));
  return { vault, github, log, now, records, setup, main, events };
}

/** @returns how many tokens there are; undefined where nobody knows */
async function compareVault(
  ports: AuditPorts,
  branch: string,
  { vault, github, now, records, setup, main, events }: Sides,
  comparison: Comparison,
): Promise<number | undefined> {
  const { part } = comparison;
  if (records) {
    comparison.found(
      compareGrants({
        ...records,
        ...(main && !main.stale ? { desired: main.state.desired } : {}),
        ...(events ? { issues: issuesIn(events) } : {}),
        now,
      }),
    );
  }
  const wished = async (): Promise<ReadonlySet<GrantKey>> =>
    (github && (await part("look what people gave back", () => wishedBack(github, branch)))) ?? new Set();
  const tokens = vault && (await part("compare tokens", () => tokensOf(vault, now, wished)));
  comparison.add(tokens);
  if (vault && main && records) {
    const { policies } = main.state;
    const leases = () => compareLeases(vault, policies, records.records);
    comparison.add(await part("look for leases that Vault could not revoke", leases));
    comparison.add(await part("compare rotations", () => compareRotations(vault, policies.rotations, now)));
    const written = () => compareSetup(vault, main.state, setup, ports.slug);
    comparison.found(await part("compare what setup wrote", written));
  }
  return tokens?.seen;
}

async function compareGitHub(
  { repository }: AuditPorts,
  branch: string,
  { github, now, records, setup, main }: Sides,
  comparison: Comparison,
): Promise<void> {
  if (!github) return;
  const { part } = comparison;
  const proving = { repository, github };
  if (main && !main.stale) {
    const place = { branch, head: main.state.head };
    if (records) {
      const approvals = () => compareApprovals(proving, place, records.records);
      comparison.add(await part("prove approvals again", approvals));
    }
    if (setup) {
      const policies = () => comparePolicies(proving, setup, place);
      comparison.found(await part("prove the policies again", policies));
    }
  }
  const log = logBranch(main?.state);
  const pushes = () => comparePushes(proving, { branch, log }, setup, now);
  comparison.found(await part("look who pushed", pushes));
}

async function compareLog({ log, vault, main }: Sides, comparison: Comparison): Promise<void> {
  if (!log) return;
  const { part } = comparison;
  const chain = async () => {
    const anchors = vault && (await part("read the anchors", () => vault.anchors()));
    return compareChain(log, anchors, logBranch(main?.state));
  };
  comparison.found(await part("check the audit log's chain", chain));
}

const logBranch = (main: MainState | undefined): string =>
  main?.policies.settings?.audit.branch ?? "leasehold-audit";

const allRecords = async (vault: AuditVault): Promise<ReadRecords> =>
  readRecords(vault, await vault.recordKeys());

async function mainOf(repository: Repository, branch: string, now: Instant) {
  const known = await knownMain(repository, branch);
  return { state: await readMain(repository, known.commit, now), stale: known.stale };
}

/** Of every token role that is ours by its name, whoever made it. */
async function tokensOf(vault: AuditVault, now: Instant, wished: () => Promise<ReadonlySet<GrantKey>>) {
  const names = await vault.list("auth/token/roles");
  return compareTokens(
    vault,
    names.filter((name) => versionOfTokenRole(name) !== undefined),
    now,
    wished,
  );
}

const tell = async (log: AuditLogWrites, { mismatches }: Comparison, now: Instant): Promise<number> =>
  mismatches.length === 0 ? 0 : (await log.append(mismatches.map((one) => mismatchEvent(one, now)))).added;
