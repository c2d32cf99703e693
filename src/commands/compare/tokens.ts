import { roleOfTokenRole } from "../../domain/access/names.ts";
import { shouldLive } from "../../domain/audit/compare-grants.ts";
import { type Mismatch, mismatch } from "../../domain/audit/mismatch.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Lease } from "../../domain/lease.ts";
import { accessorsOf, type GrantRecord } from "../../domain/record.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";
import { ownLeases } from "../estate/own-leases.ts";
import { readRecords } from "../main/read-records.ts";
import { attemptEach } from "../outcome.ts";
import type { VaultReads } from "../ports.ts";
import type { PartResult } from "./comparison.ts";

type TokensVault = Pick<VaultReads, "recordKeys" | "record" | "token" | "tokenLeases">;

export interface ComparedTokens extends PartResult {
  /** Leases under our token roles that were looked at. */
  readonly seen: number;
}

/**
 * The tokens made through our token roles against those that records name (vault.md): whoever steals the apply identity
 * can make tokens, and cannot hide their leases. A lease and a token of a record are the same by their expiry, to the
 * nanosecond; wrapping tokens that nobody opened yet have leases there too.
 *
 * @param wished keys whose revoke pull request is open: their token may have been given back (`done`)
 */
export async function compareTokens(
  vault: TokensVault,
  tokenRoles: readonly string[],
  now: Instant,
  wished: () => Promise<ReadonlySet<GrantKey>>,
): Promise<ComparedTokens> {
  const first = await look(vault, tokenRoles, now);
  const back = first.missing.length > 0 ? await wished() : new Set();
  const missed = first.missing.filter(({ key }) => !back.has(key)).map(missing);
  if (first.unknown.length === 0) return { ...first, mismatches: missed };
  // A run may have minted while we looked, and recorded it after: what it does is seen by a second look.
  const roles = [...new Set(first.unknown.map(({ tokenRole }) => tokenRole))];
  const second = await look(vault, roles, now);
  const before = new Set(first.unknown.map(({ lease }) => lease.id));
  const unknown = second.unknown.filter(({ lease }) => before.has(lease.id));
  return { ...first, mismatches: [...missed, ...unknown.map(unknownToken)] };
}

interface Unknown {
  readonly tokenRole: string;
  readonly lease: Lease;
}

/** Leases before records: what is minted and recorded between the two is explained. */
async function look(vault: TokensVault, tokenRoles: readonly string[], now: Instant) {
  const leases = await attemptEach(
    tokenRoles,
    (tokenRole) => `compare the tokens of ${tokenRole}`,
    (tokenRole) => ownLeases(vault, tokenRole),
  );
  const { records, troubles } = await readRecords(vault, await vault.recordKeys());
  const live = await attemptEach(
    records.filter((record) => record.state === "live"),
    ({ key }) => `look at the token of ${key}`,
    (record) => tokensOf(vault, record),
  );
  const explained = new Set(
    live.done.flatMap(({ item, value }) => value.expiries.map((at) => `${item.token_role} ${at}`)),
  );
  return {
    seen: leases.done.reduce((sum, { value }) => sum + value.length, 0),
    missing: live.done.flatMap(({ item, value }) => (value.gone && shouldLive(item, now) ? [item] : [])),
    unknown: leases.done.flatMap(({ item: tokenRole, value }) =>
      value
        // What a record could not tell explains nothing: where one is unread, its token is in the troubles.
        .filter((lease) => !explained.has(`${tokenRole} ${lease.expires ?? ""}`))
        .map((lease): Unknown => ({ tokenRole, lease })),
    ),
    troubles: [...leases.troubles, ...troubles, ...live.troubles],
  };
}

async function tokensOf(vault: TokensVault, record: GrantRecord) {
  const { accessor, wrap_accessor } = record;
  const accessors = [...accessorsOf(record), ...(wrap_accessor === undefined ? [] : [wrap_accessor])];
  const tokens = await Promise.all(accessors.map((one) => vault.token(one)));
  return {
    expiries: tokens.flatMap((token) => (token?.expires === undefined ? [] : [token.expires])),
    gone: accessor !== undefined && tokens[0] === undefined,
  };
}

function missing({ key, user, end, file, role }: GrantRecord): Mismatch {
  const message = `${key} of ${user} is live by its record until ${formatInstant(end)}, and Vault has no such token: somebody ended it inside Vault`;
  const hint = `It is never issued again; the next run of enforce closes its record. Who still needs the access asks anew: leasehold request ${role}.`;
  return mismatch("token-missing", key, "token gone", message, hint, { file });
}

function unknownToken({ tokenRole, lease }: Unknown): Mismatch {
  const role = roleOfTokenRole(tokenRole) ?? tokenRole;
  const until = lease.expires === undefined ? "it is ended" : lease.expires.replace(/\.\d+/, "");
  const message = `a token of ${role} lives until ${until}, made at ${formatInstant(lease.issued)}, and no record names it (lease ${lease.id})`;
  const hint = `leasehold revoke --role ${role} --now ends every token of the role, this one too; leasehold revoke --all --now those of all roles. Vault's audit log says who made it: whoever has the apply identity can.`;
  return mismatch("token-unknown", tokenRole, lease.id, message, hint);
}
