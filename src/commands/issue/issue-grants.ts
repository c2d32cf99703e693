import { roleVersionName, tokenRoleName } from "../../domain/access/names.ts";
import { normalAccess } from "../../domain/access/paths.ts";
import { aliasOf } from "../../domain/alias.ts";
import { deliveredEvent, issueEvents, refusedEvent } from "../../domain/audit/grant-events.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { LandedGrant, Policies } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant } from "../../domain/units.ts";
import { recordEvents } from "../end/record-events.ts";
import { attempt, attemptEach, type Outcome, type Pace, type Trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { AuditLogWrites, VaultEnding, VaultIssuing, VaultReads } from "../ports.ts";
import type { Accepted, Decision } from "../prove/decision.ts";
import { mintFor, UnusedTokens } from "./mint.ts";
import { pickupOf } from "./pickup-of.ts";

interface Ports extends Pace {
  readonly vault: VaultReads & VaultIssuing & VaultEnding;
  readonly log: AuditLogWrites;
}

export interface Issued extends Outcome {
  /** Records whose pick-up is delivered. */
  readonly issued: readonly GrantRecord[];
  readonly refused: readonly GrantRecord[];
}

/** A token that waits for its pick-up. */
export interface Undelivered {
  readonly record: GrantRecord;
  readonly wrapping: Secret;
  /** It replaces another token, whose pick-up may still come in from a slow run and has to go. */
  readonly renewed: boolean;
}

/**
 * Makes decisions real: mint, record, tell the log, deliver (design.md, "Issue, crash-safe at every step"). The log is
 * told before the pick-up is there, so that nobody holds access that it does not know of.
 */
export async function issueGrants(
  ports: Ports,
  decisions: readonly Decision[],
  policies: Policies,
): Promise<Issued> {
  const unused = new UnusedTokens();
  const { done, troubles } = await attemptEach(
    decisions,
    ({ grant }) => `issue ${grant.key}`,
    (decision) => makeReal(ports, decision, policies, unused),
    { step: "grants issued", reporter: ports.reporter, signal: ports.signal },
  );
  const alive = await unused.end(ports.vault);
  const made = done.map(({ value }) => value);
  const minted = made.flatMap((one) => one.minted ?? []);
  const refused = made.flatMap((one) => one.refused ?? []);
  const findings = made.flatMap((one) => one.findings);
  const delivered = await tellAndDeliver(ports, minted, refused);
  return {
    issued: delivered.delivered,
    refused,
    findings,
    troubles: [...troubles, ...alive, ...delivered.troubles],
  };
}

interface Made {
  readonly minted?: Undelivered;
  readonly refused?: GrantRecord;
  readonly findings: readonly Finding[];
}

async function makeReal(
  ports: Ports,
  decision: Decision,
  policies: Policies,
  unused: UnusedTokens,
): Promise<Made> {
  if (decision.kind === "later") return { findings: decision.findings };
  if (decision.kind === "refused") {
    const refused = refusedRecord(decision, policies);
    // False: another run refused it already, and told so.
    const first = await ports.vault.createRecord(refused);
    return { findings: first ? decision.findings : [], ...(first ? { refused } : {}) };
  }
  const record = recordOf(decision, policies);
  if (typeof record === "string")
    return { findings: [error("schema", decision.grant.at("user"), record, ALIAS_HINT)] };
  const minted = await mintFor(ports.vault, record, unused);
  const { wrapping, accessor, wrap_accessor, created } = minted;
  const live: GrantRecord = { ...record, issued_at: created, accessor, wrap_accessor };
  if (await ports.vault.createRecord(live))
    return { minted: { record: live, wrapping, renewed: false }, findings: [] };
  // The record is the lock: another run has it, and what we minted is one too many.
  unused.add(record, minted);
  return { findings: [] };
}

const ALIAS_HINT =
  "Name the person in policies/people.yaml: `<login>: { alias: <name where people log in to Vault> }`.";

function recordOf({ grant, role, ...facts }: Accepted, policies: Policies): GrantRecord | string {
  const alias = aliasOf(grant.user, policies);
  if (alias === undefined) return `user: ${grant.user} has no usable name where people log in to Vault`;
  return {
    ...common(grant, alias),
    policy_commit: facts.policy_commit,
    token_role: tokenRoleName(role, grant.break_glass),
    access: normalAccess(role.access),
    pull_request: facts.pull_request,
    author: facts.author,
    approvers: facts.approvers,
    state: "live",
  };
}

function refusedRecord(decision: Extract<Decision, { kind: "refused" }>, policies: Policies): GrantRecord {
  const { grant, merge, findings } = decision;
  const role = policies.roles.get(grant.role);
  return {
    ...common(grant, aliasOf(grant.user, policies) ?? ""),
    policy_commit: merge?.before ?? "",
    token_role: role ? roleVersionName(role) : "",
    access: [],
    pull_request: merge?.contents.pull.number ?? 0,
    author: merge?.contents.pull.author.login ?? "",
    approvers: [],
    state: "refused",
    findings,
  };
}

const common = (grant: LandedGrant, alias: string) => ({
  key: grant.key,
  file: grant.file,
  role: grant.role,
  user: grant.user,
  alias,
  commit: grant.commit,
  reason: grant.reason,
  ...(grant.ticket === undefined ? {} : { ticket: grant.ticket }),
  ...(grant.break_glass ? { break_glass: true } : {}),
  begin: grant.begin,
  end: grant.end,
});

/** Tells the log of what was minted and refused, then puts the pick-ups down. */
export async function tellAndDeliver(
  ports: Ports,
  minted: readonly Undelivered[],
  refused: readonly GrantRecord[],
): Promise<{ readonly delivered: GrantRecord[]; readonly troubles: Trouble[] }> {
  if (minted.length + refused.length === 0) return { delivered: [], troubles: [] };
  const now = await ports.vault.now();
  const told = await attempt("write the audit events of this run", () =>
    recordEvents(ports, [
      ...minted.flatMap(({ record }) => issueEvents(record)),
      ...refused.map((record) => refusedEvent(record, now)),
    ]),
  );
  // Without the log nothing is delivered: the next run mends these records, and ends the tokens nobody got.
  if (!told.ok) return { delivered: [], troubles: [told.trouble] };

  const { done, troubles } = await attemptEach(
    minted,
    ({ record }) => `deliver ${record.key}`,
    (one) => deliver(ports.vault, one),
    { step: "pick-ups delivered", reporter: ports.reporter },
  );
  const delivered = done.flatMap(({ item, value }) => (value ? [item.record] : []));
  const noted = await attempt("write the audit events of deliveries", () =>
    noteDeliveries(ports, delivered, now),
  );
  return { delivered, troubles: [...told.value, ...troubles, ...(noted.ok ? noted.value : [noted.trouble])] };
}

/**
 * False where somebody else's pick-up of this grant is there, or our token is no longer the grant's: a faster run has
 * mended what we were slow with, and a pick-up of a dead token would look healthy.
 */
async function deliver(
  vault: VaultReads & VaultIssuing & VaultEnding,
  { record, wrapping, renewed }: Undelivered,
): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    if (renewed && !(await isCurrent(vault, record))) return false;
    if (await vault.deliver(pickupOf(record, wrapping))) {
      if (await isCurrent(vault, record)) return true;
      // Replaced between the two looks. The run that did it may have delivered already: then this takes its pick-up
      // away, and the next run mends that.
      await vault.deletePickups(record.key);
      return false;
    }
    if (!renewed) return false;
    await vault.deletePickups(record.key);
  }
  throw new OutsideError("vault", "conflict", `the pick-up of ${record.key} keeps coming back`);
}

async function isCurrent(vault: VaultReads, { key, accessor }: GrantRecord): Promise<boolean> {
  const found = (await vault.record(key))?.value;
  return found?.state === "live" && found.accessor === accessor;
}

/** `leasehold.grant.delivered` for each; writing one twice writes it once. */
export const noteDeliveries = (
  ports: Pick<Ports, "vault" | "log">,
  records: readonly GrantRecord[],
  at: Instant,
) =>
  recordEvents(
    ports,
    records.map((record) => deliveredEvent(record, at)).filter((one) => one !== undefined),
  );
