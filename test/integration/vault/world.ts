import type { MintRequest, Pickup } from "../../../src/commands/ports.ts";
import { tokenRoleName } from "../../../src/domain/access/names.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import type { GrantRecord } from "../../../src/domain/record.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant, type Seconds, seconds } from "../../../src/domain/units.ts";
import { world } from "../../support/world.ts";

export const policies = world()
  .role("orders-db-read", { access: ["database/creds/orders-read"], max: "1h" })
  .role("team-reads", { access: ["secret/data/team-*", "secret/+/shared"], max: "1h" })
  .rotation("orders-app").policies;

export const key = (id = "refund", commit = "3f2a9c1b7d20"): GrantKey =>
  `orders-db-read.${id}.${commit}` as GrantKey;

const role = policies.roles.get("orders-db-read");
if (role === undefined) throw new Error("the world has lost its role");
export const TOKEN_ROLE = tokenRoleName(role, false);

export const minting = (ttl: number, id = "refund"): MintRequest => ({
  token_role: TOKEN_ROLE,
  ttl: ttl as Seconds,
  display_name: "alice",
  meta: { key: key(id), user: "alice", pull_request: "7", commit: "3f2a9c1b7d20" },
});

export const record = (over: Partial<GrantRecord> = {}): GrantRecord => ({
  key: key(),
  file: "grants/orders-db-read/refund.yaml",
  role: "orders-db-read",
  user: "Alice",
  alias: "alice",
  commit: "3f2a9c1b7d20".padEnd(40, "0"),
  policy_commit: "a".repeat(40),
  token_role: TOKEN_ROLE,
  access: [{ path: "database/creds/orders-read", capabilities: ["read"], outlives: seconds(60) }],
  pull_request: 7,
  author: "alice",
  approvers: ["bob"],
  reason: "Refund 8812 is stuck — “really”",
  begin: instant(1_795_290_000),
  end: instant(1_795_297_200),
  issued_at: instant(1_795_290_001),
  accessor: "accessor-1",
  wrap_accessor: "wrap-1",
  state: "live",
  ...over,
});

export const pickup = (over: Partial<Pickup> = {}): Pickup => ({
  key: key(),
  alias: "alice",
  wrapping: new Secret("s.wrapping"),
  token_role: TOKEN_ROLE,
  role: "orders-db-read",
  begin: instant(1_795_290_000),
  end: instant(1_795_297_200),
  pull_request: 7,
  ...over,
});
