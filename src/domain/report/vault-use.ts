import { type GrantKey, isKey, parseKey } from "../key.ts";
import { type Instant, instant } from "../units.ts";

/** What Vault's audit device saw of a grant's token. */
export interface VaultUse {
  readonly first: Instant;
  readonly last: Instant;
  /** Requests that Vault answered, those about the token itself not counted. */
  readonly requests: number;
}

/** One answered request made with a grant's token. */
export interface Sighting {
  readonly key: GrantKey;
  readonly at: Instant;
}

/** Looking after the token is no use of the access. */
const HOUSEKEEPING: ReadonlySet<string> = new Set(["auth/token/lookup-self", "auth/token/revoke-self"]);

/**
 * One line of Vault's audit device (type `file`, JSON). Accessors are hashed there with a salt of Vault's own; what
 * names the grant is the token's metadata, which is in the clear. Anybody who may create tokens can write metadata, so
 * the token must have the ACL policy of the key's role too.
 *
 * @returns undefined for everything that is no answered request of a grant's token
 */
export function sightingIn(line: string): Sighting | undefined {
  // Most lines are somebody else's: reading those as JSON would be most of the work.
  if (!line.includes('"type":"response"') || !line.includes('"key":"')) return undefined;
  const entry = parsed(line);
  if (entry?.type !== "response" || entry.error) return undefined;
  const auth = record(entry.auth);
  const key = record(auth.metadata).key;
  const path = record(entry.request).path;
  if (typeof key !== "string" || !isKey(key) || typeof path !== "string" || HOUSEKEEPING.has(path))
    return undefined;
  const policy = `leasehold-role-${parseKey(key)?.role}-`;
  const policies = Array.isArray(auth.policies) ? auth.policies : [];
  if (!policies.some((name) => typeof name === "string" && name.startsWith(policy))) return undefined;
  const time = typeof entry.time === "string" ? Date.parse(entry.time) : Number.NaN;
  return Number.isNaN(time) ? undefined : { key, at: instant(Math.floor(time / 1_000)) };
}

/** Adds a sighting to what is known; lines may come in any order. */
export function see(known: Map<GrantKey, VaultUse>, { key, at }: Sighting): void {
  const use = known.get(key);
  known.set(
    key,
    use
      ? {
          first: instant(Math.min(use.first, at)),
          last: instant(Math.max(use.last, at)),
          requests: use.requests + 1,
        }
      : { first: at, last: at, requests: 1 },
  );
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
