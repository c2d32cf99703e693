import pMap from "p-map";
import type { Finding } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Policies } from "../domain/model.ts";
import { reviewDue } from "../domain/report/month.ts";
import { type Report, reportOf, type VaultView } from "../domain/report/report.ts";
import { reviewOf } from "../domain/report/review.ts";
import { see, sightingIn, type VaultUse } from "../domain/report/vault-use.ts";
import type { RotationFacts } from "../domain/rotation/due.ts";
import type { Instant } from "../domain/units.ts";
import { ACCESS_REVIEW_LABEL, accessReviewIssue, accessReviewMarker } from "../render/access-review-issue.ts";
import { dashboardSite } from "../render/dashboard/site.ts";
import { knownMain } from "./main/known-main.ts";
import { landedGrants } from "./main/landed-grants.ts";
import { policiesAt } from "./main/main-state.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
import { OutsideError } from "./outside-error.ts";
import type {
  AuditLogReads,
  GitHubIssues,
  OwnIssue,
  Reporter,
  Repository,
  SiteFolder,
  VaultAlerts,
  VaultAuditDevice,
  VaultReads,
} from "./ports.ts";
import { type AgeReads, knownOf } from "./rotation/rotation-facts.ts";
import { Stop } from "./stop.ts";

export type ReportVault = Pick<VaultReads, "recordKeys"> & Pick<VaultAlerts, "lastRuns"> & AgeReads;

export interface ReportPorts {
  readonly repository: Repository;
  readonly log: AuditLogReads;
  readonly site: SiteFolder;
  readonly reporter: Reporter;
  /** Logs in to Vault; absent where there is no way to. */
  readonly vault?: () => Promise<ReportVault>;
  readonly device?: VaultAuditDevice;
  /** Where the monthly review is put; absent: nowhere. */
  readonly issues?: () => Promise<GitHubIssues>;
  readonly now: Instant;
}

export interface ReportOptions {
  /** The branch grants live on. */
  readonly branch: string;
  /** `owner/name`, and the address of its page; empty where nobody knows. */
  readonly repository: { readonly slug: string; readonly url: string };
}

export interface ReportResult extends Outcome {
  readonly report: Report;
  /** The issue of the monthly review, where this run opened it. */
  readonly review?: OwnIssue;
  /** Whether the settings on main want it on Pages. */
  readonly pages: boolean;
}

/**
 * Makes the dashboard. Git and the audit log are what it is made of; without Vault it says that Vault was not asked, as
 * a page that is not there helps nobody.
 */
export async function report(ports: ReportPorts, options: ReportOptions): Promise<ReportResult> {
  const { repository, log, site, device, reporter, now } = ports;
  if (await site.isForeign()) {
    throw new Stop(
      2,
      `${site.path} is there, and no report wrote it: it is left as it is`,
      "Name another folder with --out, or remove this one.",
    );
  }
  // Vault before the log: a record comes before its event, so the log then knows of every record that was listed.
  const vault = await askVault(ports);
  const main = await knownMain(repository, options.branch);
  reporter.progress("reading Git and the audit log");
  const [{ policies }, landed, events] = await Promise.all([
    policiesAt(repository, main.commit),
    landedGrants(repository, main.commit),
    log.events(),
  ]);
  const ages = await agesIn(vault.asked?.vault, policies);
  if (device) reporter.progress(`reading ${device.path}`);
  const use = device && (await usesIn(device));
  const made = reportOf({
    now,
    repository: { ...options.repository, branch: options.branch },
    commit: main.commit,
    files: landed.grants,
    policies,
    events,
    ...(vault.asked ? { vault: { ...vault.asked.view, rotations: ages.rotations } } : {}),
    ...(use ? { use } : {}),
  });
  await site.replace(dashboardSite(made));
  const review = await attempt("open the issue of the monthly access review", () =>
    keepReview(ports, made, policies),
  );
  return {
    report: made,
    ...(review.ok && review.value ? { review: review.value } : {}),
    pages: policies.settings?.pages === true,
    // A file nobody can read gives nobody anything; whoever looks at who has what must hear of it.
    findings: landed.findings.map((finding): Finding => ({ ...finding, severity: "warning" })),
    troubles: [
      ...(main.stale ? [main.stale] : []),
      ...vault.troubles,
      ...ages.troubles,
      ...(review.ok ? [] : [review.trouble]),
    ],
  };
}

interface Asked {
  readonly asked?: { readonly vault: ReportVault; readonly view: Omit<VaultView, "rotations"> };
  readonly troubles: readonly Trouble[];
}

/** One LIST, and when the schedule last ran. */
async function askVault({ vault: logIn }: ReportPorts): Promise<Asked> {
  if (!logIn) return { troubles: [] };
  const reached = await attempt("ask Vault for its records", async () => {
    const vault = await logIn();
    const [keys, runs] = await Promise.all([vault.recordKeys(), vault.lastRuns()]);
    const last_run = runs?.value.enforce;
    const records = new Set<GrantKey>(keys);
    return { vault, view: { records, ...(last_run === undefined ? {} : { last_run }) } };
  });
  return reached.ok ? { asked: reached.value, troubles: [] } : { troubles: [reached.trouble] };
}

/** When each credential was last rotated, as far as Vault tells; one that cannot be read holds up no other. */
async function agesIn(vault: ReportVault | undefined, { rotations }: Policies) {
  const known = new Map<string, RotationFacts>();
  const troubles: Trouble[] = [];
  if (vault === undefined) return { rotations: known, troubles };
  await pMap(
    rotations.values(),
    async (rotation) => {
      const facts = await attempt(`read the age of ${rotation.name}`, () => knownOf(vault, rotation));
      if (facts.ok) known.set(rotation.name, facts.value);
      else troubles.push(facts.trouble);
    },
    { concurrency: 4 },
  );
  return { rotations: known, troubles };
}

/** Once for each month: whichever run of its first days comes first opens it. */
async function keepReview(
  { issues, now }: ReportPorts,
  { grants, use_read }: Report,
  { roles }: Policies,
): Promise<OwnIssue | undefined> {
  const month = reviewDue(now);
  if (!issues || !month) return undefined;
  const github = await issues();
  const marker = accessReviewMarker(month.name);
  const there = await github.ownIssues(ACCESS_REVIEW_LABEL, "all");
  if (there.some((issue) => issue.marker === marker)) return undefined;
  const review = reviewOf({ grants, roles, period: month, use_read });
  return github.openIssue({
    ...accessReviewIssue(month.name, review),
    marker,
    labels: [ACCESS_REVIEW_LABEL],
  });
}

async function usesIn(device: VaultAuditDevice): Promise<Map<GrantKey, VaultUse>> {
  const uses = new Map<GrantKey, VaultUse>();
  try {
    for await (const line of device.lines()) {
      const sighting = sightingIn(line);
      if (sighting) see(uses, sighting);
    }
  } catch (problem) {
    // A file that was named wrongly, and no outage: a later run would fare no better.
    if (problem instanceof OutsideError) throw new Stop(2, problem.message, problem.hint);
    throw problem;
  }
  return uses;
}
