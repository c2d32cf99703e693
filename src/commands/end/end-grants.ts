import pMap from "p-map";
import type { EndedWithin } from "../../domain/ending.ts";
import type { Finding } from "../../domain/finding.ts";
import type { GrantKey } from "../../domain/key.ts";
import { accessorsOf, type EndReason, type GrantRecord, type RecallReport } from "../../domain/record.ts";
import { earlier, type Instant } from "../../domain/units.ts";
import { attempt, attemptEach, type Outcome, type Pace, type Trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultEnding, VaultReads, Versioned } from "../ports.ts";
import { AccessLeases, TokenLeases } from "./lease-passes.ts";
import { type EndingGround, proveEnd, without } from "./prove-end.ts";

/** A grant to end, and why where it is before its time. */
export interface Ending {
  readonly key: GrantKey;
  readonly why: EndReason;
  /** Kept in the record, and told of with the end. */
  readonly report?: RecallReport;
}

export interface Ended extends Outcome {
  /** Records that are closed now, by us or by somebody before us: what is left of them is paper. */
  readonly closed: readonly GrantRecord[];
}

type EndingVault = VaultReads & VaultEnding;

const TRIES = 5;

/**
 * Ends grants in Vault, proves each end, and closes its record; what fails is told, and the next is ended all the
 * same. Needs Vault and nothing else. Paper (events, pick-ups, owed rotations) is settle.ts's.
 *
 * All tokens end before the first end is proved: one look at the leases then serves all of them.
 */
export async function endGrants(
  vault: EndingVault,
  endings: readonly Ending[],
  ground: EndingGround,
): Promise<Ended> {
  const closed: GrantRecord[] = [];
  const findings: Finding[] = [];
  const troubles: Trouble[] = [];
  let left = endings;
  for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
    const round = await endOnce(vault, left, ground);
    closed.push(...round.closed);
    findings.push(...round.findings);
    troubles.push(...round.troubles);
    left = round.again;
  }
  return { closed, findings, troubles: [...troubles, ...left.map(keepsChanging)] };
}

interface Round extends Ended {
  /** Those whose record somebody else wrote in between. */
  readonly again: readonly Ending[];
}

async function endOnce(vault: EndingVault, endings: readonly Ending[], ground: EndingGround): Promise<Round> {
  const tokens = new TokenLeases(vault);
  const ended = await each(endings, (ending) => endTokens(vault, ending, tokens), "tokens ended", ground);
  const gone = ended.results.flatMap((one) => (one.kind === "gone" ? [one] : []));
  const others = without(
    ground,
    gone.map(({ key }) => key),
  );
  const access = new AccessLeases(vault);
  const closings = await each(gone, (one) => close(vault, one, others, access), "ends proved", ground);
  return {
    closed: [...ended.results, ...closings.results].flatMap((one) =>
      one.kind === "closed" ? [one.record] : [],
    ),
    findings: closings.results.flatMap((one) => one.findings ?? []),
    troubles: [
      ...ended.troubles,
      ...closings.troubles,
      ...closings.results.flatMap((one) => (one.kind === "unproved" ? [one.owed] : [])),
    ],
    again: [...ended.results, ...closings.results].flatMap((one) =>
      one.kind === "changed" ? [one.ending] : [],
    ),
  };
}

async function each<Item extends { readonly key: GrantKey }, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  step: string,
  { reporter, signal }: Pace,
) {
  const pace = { step, reporter, signal };
  const { done, troubles } = await attemptEach(items, ({ key }) => `end ${key}`, work, pace);
  return { results: done.map(({ value }) => value), troubles };
}

/** A grant whose tokens are gone; its end is still to be proved. */
export interface Gone {
  readonly kind: "gone";
  readonly key: GrantKey;
  readonly ending: Ending;
  readonly found: Versioned<GrantRecord>;
  /** When: at its end, or between the wish to recall it and now. */
  readonly ended: EndedWithin;
}

interface Closed {
  readonly kind: "closed";
  readonly record: GrantRecord;
  readonly findings?: readonly Finding[];
}

async function endTokens(
  vault: EndingVault,
  ending: Ending,
  leases: TokenLeases,
): Promise<Gone | Closed | Changed | { readonly kind: "unknown" }> {
  const { key } = ending;
  const live = await vault.record(key);
  if (!live) return { kind: "unknown" };
  if (live.value.state !== "live") return { kind: "closed", record: live.value };
  const asked = await vault.now();
  const found = await intend(vault, ending, live, asked);
  if (!found) return { kind: "changed", ending };
  const record = found.value;
  const tokens = [...accessorsOf(record), ...wrapOf(record)];
  const ends = await pMap(tokens, (accessor) =>
    attempt(`end a token of ${key}`, () => endToken(vault, record.token_role, accessor, leases)),
  );
  // All are tried before one that failed is told.
  for (const one of ends) if (!one.ok) throw one.error;
  const now = record.end <= asked ? record.end : earlier(record.end, await vault.now());
  const [current] = ends;
  const byUs = record.end <= asked || live.value.ending !== undefined || (current?.ok && current.value);
  const since = byUs && record.superseded === undefined ? undefined : (record.issued_at ?? record.begin);
  return {
    kind: "gone",
    key,
    ending,
    found,
    ended: {
      from: earlier(record.ending?.at ?? now, now),
      to: now,
      ...(since === undefined ? {} : { since }),
    },
  };
}

/**
 * Writes down that a live grant is to end before its time, and takes its pick-up away: a record without a pick-up is
 * what later runs look at, and they go on with the end where this one dies. Undefined where somebody wrote in between.
 */
async function intend(
  vault: EndingVault,
  { key, why, report }: Ending,
  found: Versioned<GrantRecord>,
  now: Instant,
): Promise<Versioned<GrantRecord> | undefined> {
  if (found.value.end <= now || found.value.ending) return found;
  const value = { ...found.value, ending: { why, at: now, ...(report ? { report } : {}) } };
  if (!(await vault.replaceRecord(value, found.version))) return undefined;
  await vault.deletePickups(key);
  return { value, version: found.version + 1 };
}

const wrapOf = ({ wrap_accessor }: GrantRecord): string[] =>
  wrap_accessor === undefined ? [] : [wrap_accessor];

/** Somebody else wrote its record in between. */
interface Changed {
  readonly kind: "changed";
  readonly ending: Ending;
  readonly findings?: undefined;
}

type Closing =
  | Closed
  | Changed
  | { readonly kind: "unproved"; readonly owed: Trouble; readonly findings: readonly Finding[] };

/** Proves the end of a grant whose tokens are gone, and closes its record. */
export async function close(
  vault: Pick<EndingVault, "replaceRecord">,
  { ending, found, ended }: Gone,
  ground: EndingGround,
  access: AccessLeases,
): Promise<Closing> {
  const record = found.value;
  const proof = await proveEnd(record, ended, ground, access);
  const { findings } = proof;
  if (!proof.proved) return { kind: "unproved", owed: unproved(record), findings };
  const closed: GrantRecord = {
    ...record,
    state: "ended",
    ended_at: ended.from,
    ended_by: record.ending?.why ?? "expired",
    proof: proof.proved,
  };
  if (!(await vault.replaceRecord(closed, found.version))) return { kind: "changed", ending };
  return { kind: "closed", record: closed, findings };
}

/** Nothing but a later run can: the record stays open, and the run says so by its exit code (3), beside the finding. */
const unproved = ({ key }: GrantRecord): Trouble => ({
  owed: `the proof of the end of ${key}`,
  message: "Vault could not revoke everything that came of it; its record stays open",
  hint: "The next run tries again.",
});

const keepsChanging = ({ key }: Ending): Trouble => ({
  owed: `end ${key}`,
  message: `the record of ${key} keeps changing under us`,
  hint: "Another run works on it; the next one will find it settled.",
});

/**
 * Ends one token by its lease, found by its expiry: `auth/token/revoke-accessor` could end an administrator's token
 * (vault.md), while leases under our own token roles are ours. A token that is gone already costs one call.
 *
 * @returns whether it was alive
 */
export async function endToken(
  vault: EndingVault,
  tokenRole: string,
  accessor: string,
  leases = new TokenLeases(vault),
): Promise<boolean> {
  const token = await vault.token(accessor);
  if (!token) return false;
  const lease = token.expires === undefined ? undefined : await leases.expiring(tokenRole, token.expires);
  const revoked = lease && (await attempt(`revoke ${lease.id}`, () => vault.revokeLease(lease.id)));
  // A database that does not answer makes Vault say no, though the token is gone: the proof of its end finds the rest.
  if (!(await vault.token(accessor))) return true;
  const why = revoked && !revoked.ok ? revoked.trouble.message : "no lease of it could be revoked";
  throw new OutsideError("vault", "broken", `a token of ${tokenRole} lives on: ${why}`, {
    hint: `Recall all of the role at once: vault lease revoke -prefix auth/token/create/${tokenRole}`,
  });
}
