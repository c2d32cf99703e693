/** Vault and Postgres as an administrator has them, with one role of the sample set up, and a clone people work in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { createOrders } from "../../../sandbox/orders.ts";
import { type Postgres, startPostgres } from "../../../sandbox/postgres.ts";
import type { VaultClient } from "../../../sandbox/vault-client.ts";
import { createVaultEstate, type VaultEstate } from "../../../sandbox/vault-estate.ts";
import { systemClock } from "../../../src/adapters/clock.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { keptTokens } from "../../../src/adapters/kept-tokens.ts";
import { terminalProcesses } from "../../../src/adapters/processes.ts";
import { VaultOfGrant, VaultOfPerson } from "../../../src/adapters/vault/person.ts";
import type { UsePorts } from "../../../src/commands/use.ts";
import { roleVersionName } from "../../../src/domain/access/names.ts";
import { pickupAcl } from "../../../src/domain/access/people-policies.ts";
import { roleAcl, tokenRoleBody, tokenRolesOf } from "../../../src/domain/access/role-version.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import type { Role } from "../../../src/domain/model.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { sample } from "../../support/tree.ts";
import { gitEnv, Scratch } from "../git/scratch.ts";

const ROLE = "orders-db-read";

export interface Estate extends AsyncDisposable {
  readonly bao: OpenBao;
  readonly postgres: Postgres;
  /** Administrator of the namespace. */
  readonly vault: VaultClient;
  readonly people: VaultEstate;
  readonly role: Role;
  readonly tokenRole: string;
}

export async function startEstate(): Promise<Estate> {
  const [bao, postgres] = await Promise.all([startOpenBao(), startPostgres()]);
  const vault = await bao.createNamespace();
  const people = await createVaultEstate(vault, {
    database: { host: postgres.host, port: postgres.port },
    orders: await createOrders(postgres),
  });
  const role = sampleRole();
  await vault.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
  await vault.write("sys/policies/acl/leasehold-pickup", {
    policy: pickupAcl("leasehold", people.people.accessor),
  });
  await vault.write(`sys/policies/acl/${roleVersionName(role)}`, { policy: roleAcl(role.access) });
  const [tokenRole] = tokenRolesOf(role);
  if (!tokenRole) throw new Error("the sample role has no token role");
  await vault.write(`auth/token/roles/${tokenRole.name}`, tokenRoleBody(role, tokenRole));
  return {
    bao,
    postgres,
    vault,
    people,
    role,
    tokenRole: tokenRole.name,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([bao.stop(), postgres[Symbol.asyncDispose]()]);
    },
  };
}

function sampleRole(): Role {
  const role = readPolicies(sample("policies")).policies.roles.get(ROLE);
  if (!role) throw new Error(`the sample has no role ${ROLE}`);
  return role;
}

/** A clone of the access repository with grants on main that landed now; no network, no GitHub. */
export function accessRepository(grants: Readonly<Record<string, string>>): {
  readonly scratch: Scratch;
  key(id: string): GrantKey;
} {
  const scratch = Scratch.create();
  scratch.writeAll(sample("policies"));
  scratch.commit("policies");
  for (const [id, text] of Object.entries(grants)) scratch.write(`grants/${ROLE}/${id}.yaml`, text);
  const head = scratch.commit("grants");
  return { scratch, key: (id) => keyOf(ROLE, id, head) };
}

export const grantText = (user: string, duration = "2h"): string =>
  `role: ${ROLE}\nuser: ${user}\nduration: ${duration}\nreason: Refund 8812 is stuck; need to read its rows\nticket: INC-4821\n`;

/** What apply leaves in a pick-up; root plays apply. @returns the wrapping token */
export async function deliver(
  estate: Estate,
  key: GrantKey,
  alias: string,
  ttl = "2h",
  change: { readonly meta?: Record<string, string>; readonly token_role?: string } = {},
): Promise<string> {
  const minted = await estate.vault.write(
    `auth/token/create/${change.token_role ?? estate.tokenRole}`,
    { explicit_max_ttl: ttl, display_name: alias, meta: change.meta ?? { key, user: alias } },
    { wrapTtl: ttl },
  );
  await put(estate, key, alias, minted.wrap_info.token, estate.tokenRole);
  return minted.wrap_info.token;
}

export const put = (
  estate: Estate,
  key: GrantKey,
  alias: string,
  wrapping_token: string,
  token_role: string,
) =>
  estate.vault.write(`leasehold/data/pickups/${key}/${alias}`, {
    data: { wrapping_token, token_role, role: ROLE, pull_request: 12 },
  });

/** One person at their machine: what they were told, and what their terminal's title was. */
export interface Desk {
  readonly ports: UsePorts;
  readonly told: string[];
  readonly titles: (string | undefined)[];
  readonly folder: string;
}

export async function deskOf(
  estate: Estate,
  scratch: Scratch,
  token: string | undefined,
  folder = privateFolder(),
): Promise<Desk> {
  const told: string[] = [];
  const titles: (string | undefined)[] = [];
  const { address, namespace = "" } = estate.vault;
  const connection = { address: new URL(address), namespace };
  const vault = { address, namespace };
  const ports: UsePorts = {
    repository: await openRepository({ dir: scratch.dir, env: gitEnv() }),
    person:
      token === undefined
        ? undefined
        : new VaultOfPerson({ ...connection, token: new Secret(token) }, "leasehold", "userpass"),
    granted: new VaultOfGrant(connection),
    kept: keptTokens({ runtimeDir: folder, temporaryDir: tmpdir(), uid: process.getuid?.(), vault }),
    processes: terminalProcesses({ PATH: process.env.PATH, SHELL: "/bin/sh" }, false),
    terminal: { title: (text) => titles.push(text) },
    clock: systemClock,
    reporter: { info: (text) => told.push(text), warn: (text) => told.push(text), progress: () => undefined },
    vault,
    loginHint: "vault login -method=userpass username=alice",
  };
  return { ports, told, titles, folder };
}

const folders: string[] = [];

export function privateFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "leasehold-desk-"));
  folders.push(folder);
  return folder;
}

export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
