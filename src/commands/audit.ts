import { versionOfTokenRole } from "../domain/access/names.ts";
import { compareGrants, issuesIn } from "../domain/audit/compare-grants.ts";
import { drift } from "../domain/audit/drifts.ts";
import { type Mismatch, mismatch, mismatchEvent } from "../domain/audit/mismatch.ts";
import { logPushes, straightPushes } from "../domain/audit/pushes.ts";
import { type Finding, inOrder } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import type { Settings } from "../domain/model.ts";
import type { SetupRecord } from "../domain/setup/record.ts";
import type { Instant } from "../domain/units.ts";
import { compareApprovals } from "./compare/approvals.ts";
import { compareLeases } from "./compare/leases.ts";
import { compareRotations } from "./compare/rotations.ts";
import { compareTokens } from "./compare/tokens.ts";
import { wishedBack } from "./end/wished-back.ts";
import { lookForDrift } from "./estate/drift-look.ts";
import { knownMain } from "./main/known-main.ts";
import { type MainState, readMain } from "./main/main-state.ts";
import { type ReadRecords, readRecords } from "./main/read-records.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import type {
  AuditLogReads,
  AuditLogWrites,
  GitHubReads,
  Reporter,
  Repository,
  VaultAuditing,
  VaultReads,
} from "./ports.ts";
import { provePolicies } from "./prove/prove-policies.ts";
import { Stop } from "./stop.ts";

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
  const { part } = comparison;
  // One look at each first: what is down is waited for once, and not by every part.
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
    comparison.add(
      await part("look for leases that Vault could not revoke", () =>
        compareLeases(vault, main.state.policies, records.records),
      ),
    );
    const { rotations } = main.state.policies;
    comparison.add(await part("compare rotations", () => compareRotations(vault, rotations, now)));
  }
  if (vault && main && records) {
    const found = await part("compare what setup wrote", () => drifted(ports, vault, main.state, setup));
    comparison.found(found ?? []);
  }
  if (github && main && !main.stale) {
    const place = { branch, head: main.state.head };
    const proving = { repository: ports.repository, github };
    if (records) {
      comparison.add(
        await part("prove approvals again", () => compareApprovals(proving, place, records.records)),
      );
    }
    if (setup) {
      comparison.found(
        (await part("prove the policies again", () => unproven(ports, github, setup, place))) ?? [],
      );
    }
  }
  const settings = main?.state.policies.settings;
  if (github) {
    const pushed = await part("look who pushed", () => pushes(ports, github, branch, settings, setup, now));
    comparison.found(pushed ?? []);
  }
  if (log) {
    const chain = await part("check the audit log's chain", async () => {
      const anchors = vault && (await part("read the anchors", () => vault.anchors()));
      return { checked: await log.verify(anchors), anchors };
    });
    if (chain) comparison.found(broken(chain, settings?.audit.branch ?? "leasehold-audit"));
  }

  const told =
    log && (await part("write the mismatches into the audit log", () => tell(log, comparison, now)));
  return {
    findings: inOrder([
      ...(main?.state.findings ?? []),
      ...comparison.mismatches.map(({ finding }) => finding),
    ]),
    troubles: comparison.troubles,
    seen: {
      records: records?.records.length ?? 0,
      tokens: tokens?.seen ?? 0,
      events: events?.length ?? 0,
    },
    told: told ?? 0,
    policies_hold: main?.state.policies_hold ?? true,
  };
}

/** What was found so far, and what could not be compared. */
class Comparison {
  readonly mismatches: Mismatch[] = [];
  readonly troubles: Trouble[] = [];

  /** Undefined where it failed: told, and nothing is said of what hangs on it. Wrong use stops the command. */
  readonly part = async <Value>(owed: string, work: () => Promise<Value>): Promise<Value | undefined> => {
    const done = await attempt(owed, work);
    if (done.ok) return done.value;
    if (done.error instanceof Stop) throw done.error;
    this.troubles.push(done.trouble);
    return undefined;
  };

  found(mismatches: readonly Mismatch[]): void {
    this.mismatches.push(...mismatches);
  }

  add(
    compared: { readonly mismatches: readonly Mismatch[]; readonly troubles: readonly Trouble[] } | undefined,
  ): void {
    this.mismatches.push(...(compared?.mismatches ?? []));
    this.troubles.push(...(compared?.troubles ?? []));
  }
}

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

async function drifted(
  ports: AuditPorts,
  vault: AuditVault,
  { policies, policies_hold }: MainState,
  setup: SetupRecord | undefined,
): Promise<Mismatch[]> {
  const { settings } = policies;
  // Broken policies are a finding of main's already: nothing can be computed from them.
  if (!settings || !policies_hold) return [];
  if (!setup) {
    const message = `Vault has no ${settings.vault.mount}/setup: nobody can say which policies an administrator looked at`;
    return [mismatch("drift", "setup", "none", message, "An administrator runs leasehold setup.")];
  }
  const subject = { policies, settings, setup, repository: await ports.slug() };
  return (await lookForDrift(vault, subject)).map(drift);
}

async function unproven(
  { repository }: AuditPorts,
  github: GitHubReads,
  setup: SetupRecord,
  { branch, head }: { readonly branch: string; readonly head: string },
): Promise<Mismatch[]> {
  const findings = await provePolicies({ repository, github }, setup, head, branch);
  return findings.map((finding) => ({ finding, subject: "policies", what: finding.message }));
}

async function pushes(
  { repository }: AuditPorts,
  github: GitHubReads & { me(): Promise<Login | undefined> },
  branch: string,
  settings: Settings | undefined,
  setup: SetupRecord | undefined,
  now: Instant,
): Promise<Mismatch[]> {
  const rows = await github.activity(branch);
  const seen = new Set<string>();
  for (const { after } of rows) {
    const looked = setup?.policies_commit;
    const known = looked !== undefined && (await repository.commit(after)) !== undefined;
    if (known && (await repository.isMainline(after, looked))) seen.add(after);
  }
  const log = settings?.audit.branch ?? "leasehold-audit";
  const me = await github.me();
  return [
    ...straightPushes(branch, rows, ({ type, after }) => type === "push" && seen.has(after), now),
    ...logPushes(log, await github.activity(log), me === undefined ? [] : [me], now),
  ];
}

function broken(
  {
    checked,
    anchors,
  }: {
    readonly checked: { readonly count: number; readonly findings: readonly Finding[] };
    readonly anchors: ReadonlyMap<number, string> | undefined;
  },
  branch: string,
): Mismatch[] {
  const findings = checked.findings.map((finding) => ({ finding, subject: branch, what: finding.message }));
  if (!anchors || anchors.size > 0 || checked.count === 0) return findings;
  const message = `Vault has no anchor of the audit log, which has ${checked.count} events: that the branch was not written anew cannot be shown`;
  const hint =
    "The next event that apply, enforce or rotate write anchors it; compare the branch with older clones.";
  return [...findings, mismatch("audit-chain", branch, "no anchors", message, hint)];
}

const tell = async (log: AuditLogWrites, { mismatches }: Comparison, now: Instant): Promise<number> =>
  mismatches.length === 0 ? 0 : (await log.append(mismatches.map((one) => mismatchEvent(one, now)))).added;
