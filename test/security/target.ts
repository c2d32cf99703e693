import type { VaultClient } from "../../sandbox/vault-client.ts";
import { breakGlassTokenRole, roleVersionName, tokenRoleName } from "../../src/domain/access/names.ts";
import type { Role } from "../../src/domain/model.ts";
import { type SetupWorld, type Stage, startStage } from "../support/setup-stage.ts";

/** What attackers are let loose on: a Vault that setup has written, with a live grant and things of strangers in it. */
export interface Target extends AsyncDisposable {
  readonly stage: Stage;
  readonly world: SetupWorld;
  readonly administrator: VaultClient;
  /** Token role of the role orders-db-read, and of orders-db-oncall with its break-glass one. */
  readonly R: string;
  readonly oncall: string;
  readonly admin: string;
  readonly BG: string;
  /** Role policies, of every role. */
  readonly versions: readonly string[];
  /** Names of their token roles: the ordinary, and the break-glass ones whether there or not. */
  readonly tokenRoles: readonly string[];
  /** Access paths of the roles. */
  readonly leased: readonly string[];
  /** alice's grant, with a record and a pick-up. */
  readonly key: string;
  readonly grantToken: string;
  readonly grantAccessor: string;
  /** The wrapping of bob's pick-up. */
  readonly wrapping: string;
  /** Tokens of grants of the other roles. */
  readonly otherGrants: Readonly<Record<"orders-db-oncall" | "orders-db-admin", string>>;
  /** Leases of others: an administrator's token, a dynamic user of the reporting role. */
  readonly strangersTokenLease: string;
  readonly strangersTokenAccessor: string;
  readonly strangersLease: string;
}

/** A token role that begins like ours: a glob would take it for one (vault.md). */
export const STRANGER = "leasehold-role-orders-db-read-stranger";

export async function startTarget(): Promise<Target> {
  const stage = await startStage();
  const world = await stage.world();
  const administrator = world.vault;
  await strangersThings(administrator);
  const done = await world.setup();
  if (
    !("changes" in done) ||
    done.troubles.length > 0 ||
    done.findings.some((one) => one.severity === "error")
  ) {
    throw new Error(`setup did not get through: ${JSON.stringify(done)}`);
  }
  const { roles } = await world.policies();
  const read = roles.get("orders-db-read") as Role;
  const oncall = roles.get("orders-db-oncall") as Role;
  const R = roleVersionName(read);
  const key = "orders-db-read.refund.0123456789ab";
  const life = { explicit_max_ttl: "600s", display_name: "alice", meta: { key } };
  const minted = await administrator.write(`auth/token/create/${R}`, life);
  const wrapped = await administrator.write(`auth/token/create/${R}`, life, { wrapTtl: "600s" });
  await administrator.write(`leasehold/data/grants/${key}`, { options: { cas: 0 }, data: { key } });
  for (const alias of ["alice", "bob"]) {
    const data = { wrapping_token: wrapped.wrap_info.token };
    await administrator.write(`leasehold/data/pickups/${key}/${alias}`, { options: { cas: 0 }, data });
  }
  await administrator.write("leasehold/data/anchors/1", { options: { cas: 0 }, data: { count: 1 } });
  await administrator.write("leasehold/data/rotations/orders-app", {
    options: { cas: 0 },
    data: { owed_by: [] },
  });

  const grantOf = async (role: string) => {
    const made = await administrator.write(
      `auth/token/create/${roleVersionName(roles.get(role) as Role)}`,
      life,
    );
    return String(made.auth.client_token);
  };
  const versions = [...roles.values()].map(roleVersionName);
  const token = (await administrator.write("auth/token/create", { policies: ["default"], ttl: "1h" })).auth;
  const [id] = await administrator.list("sys/leases/lookup/auth/token/create");
  const lease = await administrator.read("database/creds/reporting");
  return {
    stage,
    world,
    administrator,
    R,
    oncall: roleVersionName(oncall),
    admin: roleVersionName(roles.get("orders-db-admin") as Role),
    BG: tokenRoleName(oncall, true),
    versions,
    tokenRoles: versions.flatMap((name) => [name, breakGlassTokenRole(name)]),
    leased: [...new Set([...roles.values()].flatMap(({ access }) => access.map(({ path }) => path)))],
    key,
    grantToken: minted.auth.client_token,
    grantAccessor: minted.auth.accessor,
    wrapping: wrapped.wrap_info.token,
    otherGrants: {
      "orders-db-oncall": await grantOf("orders-db-oncall"),
      "orders-db-admin": await grantOf("orders-db-admin"),
    },
    strangersTokenLease: `auth/token/create/${id}`,
    strangersTokenAccessor: token.accessor,
    strangersLease: lease.lease_id,
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

async function strangersThings(vault: VaultClient): Promise<void> {
  await vault.write("sys/mounts/secret", { type: "kv", options: { version: "2" } });
  await vault.write("secret/data/payroll", { data: { salary: "1" } });
  await vault.write("database/config/orders", { allowed_roles: ["orders-read", "orders-app", "reporting"] });
  const { data: role } = await vault.read("database/roles/orders-read");
  await vault.write("database/roles/reporting", { ...role, max_ttl: "1h" });
  for (const name of [STRANGER, "leasehold-stranger"]) {
    await vault.write(`auth/token/roles/${name}`, {
      orphan: true,
      renewable: true,
      allowed_policies: ["admin"],
    });
  }
  await vault.write("auth/userpass/users/erin", {
    token_policies: ["leasehold-pickup", "leasehold-emergency"],
  });
  await vault.write("sys/policies/acl/admin", { policy: 'path "*" { capabilities = ["sudo"] }' });
}
