/** The ports that ends need, in memory: what Vault and the log hold can be looked at, and made to fail. */
import type { AuditLogWrites, VaultEnding, VaultReads } from "../../../../src/commands/ports.ts";
import type { LeaseholdEvent } from "../../../../src/domain/audit/events.ts";
import { type GrantKey, keyOf } from "../../../../src/domain/key.ts";
import type { Lease, TokenFacts } from "../../../../src/domain/lease.ts";
import type { GrantRecord } from "../../../../src/domain/record.ts";
import type { RotationState } from "../../../../src/domain/rotation/state.ts";
import { formatInstant, type Instant, instant, seconds } from "../../../../src/domain/units.ts";
import { moment } from "../../../support/world.ts";

const TOKEN_ROLE = "leasehold-role-orders-db-read-00000000";

export const record = (id: string, words: Partial<GrantRecord> = {}): GrantRecord => ({
  key: keyOf("orders-db-read", id, "0123456789ab".padEnd(40, "0")),
  file: `grants/orders-db-read/${id}.yaml`,
  role: "orders-db-read",
  user: "alice",
  alias: "alice",
  commit: "0".repeat(40),
  policy_commit: "1".repeat(40),
  token_role: TOKEN_ROLE,
  access: [],
  pull_request: 1,
  author: "alice",
  approvers: ["bob"],
  reason: "because",
  begin: moment("11:00"),
  end: moment("13:00"),
  issued_at: moment("11:00"),
  accessor: `a-${id}`,
  state: "live",
  ...words,
});

type Missing = Pick<VaultReads, "setup" | "aclPolicy" | "tokenRole" | "mfaCovers">;

export class FakeVault implements Omit<VaultReads, keyof Missing>, VaultEnding {
  readonly records = new Map<GrantKey, { value: GrantRecord; version: number }>();
  readonly pickups = new Set<GrantKey>();
  readonly rotations = new Map<string, { value: RotationState; version: number }>();
  readonly anchors = new Map<number, string>();
  /** Living tokens by accessor: the moment each expires. */
  readonly tokens = new Map<string, string>();
  /** Leases of what tokens gave, under access paths. */
  credentials: Lease[] = [];
  /** Accessors that Vault answers nothing about, and leases that it cannot revoke. */
  readonly broken = new Set<string>();
  time: Instant = moment("12:00");
  #expiry = 0;

  /** A record with a pick-up, and a living token for each of its accessors. */
  holding(value: GrantRecord): this {
    this.records.set(value.key, { value, version: 1 });
    this.pickups.add(value.key);
    const accessors = [value.accessor, ...(value.superseded ?? [])];
    for (const accessor of value.state === "live" ? accessors : []) {
      this.#expiry += 1;
      if (accessor !== undefined)
        this.tokens.set(accessor, formatInstant(instant(moment("13:00") + this.#expiry)));
    }
    return this;
  }

  now = async () => this.time;
  recordKeys = async () => [...this.records.keys()];
  pickupKeys = async () => [...this.pickups];
  record = async (key: GrantKey) => this.records.get(key);
  leases = async (path: string): Promise<Lease[]> =>
    this.credentials.filter(({ id }) => id.startsWith(`${path}/`));
  rotationState = async (name: string) => this.rotations.get(name);

  async token(accessor: string): Promise<TokenFacts | undefined> {
    if (this.broken.has(accessor)) throw new Error(`Vault does not answer about ${accessor}`);
    const expires = this.tokens.get(accessor);
    return expires === undefined ? undefined : { accessor, expires, policies: [], meta: {} };
  }

  tokenLeaseIds = async (): Promise<string[]> => (await this.tokenLeases()).map(({ id }) => id);

  tokenLeases = async (): Promise<Lease[]> =>
    [...this.tokens].map(([id, expires]) => ({ id, expires, issued: moment("11:00"), ttl: seconds(60) }));

  async revokeLease(id: string): Promise<void> {
    if (this.broken.has(id)) throw new Error(`the database behind ${id} does not answer`);
    this.tokens.delete(id);
    this.credentials = this.credentials.filter((lease) => lease.id !== id);
  }

  async replaceRecord(value: GrantRecord, version: number): Promise<boolean> {
    if (this.records.get(value.key)?.version !== version) return false;
    this.records.set(value.key, { value, version: version + 1 });
    return true;
  }

  async deletePickups(key: GrantKey): Promise<void> {
    this.pickups.delete(key);
  }

  async deleteRecord(key: GrantKey): Promise<void> {
    this.records.delete(key);
  }

  async writeRotationState(name: string, value: RotationState, version: number): Promise<boolean> {
    if ((this.rotations.get(name)?.version ?? 0) !== version) return false;
    this.rotations.set(name, { value, version: version + 1 });
    return true;
  }

  async writeAnchor(count: number, head: string): Promise<boolean> {
    if (this.anchors.has(count)) return false;
    this.anchors.set(count, head);
    return true;
  }
}

/** A log that keeps what it was told, each event once. */
export class FakeLog implements AuditLogWrites {
  readonly events: LeaseholdEvent[] = [];

  async append(events: readonly LeaseholdEvent[]) {
    const fresh = events.filter((one) => !this.events.some(({ id }) => id === one.id));
    this.events.push(...fresh);
    const head = String(this.events.length).padStart(64, "0");
    return { count: this.events.length, head, added: fresh.length };
  }
}
