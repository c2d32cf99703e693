/** Runs that stop dead at their n-th request to Vault, as a killed process does: nothing of theirs happens after. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startFaultyProxy } from "../../../sandbox/http-faults.ts";
import type { ApplyPorts } from "../../../src/commands/apply.ts";
import type { Identity } from "../../../src/domain/access/names.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { AT, type Company } from "./company.ts";

const SILENT = { info: () => undefined, warn: () => undefined, progress: () => undefined };

/**
 * Runs `work` with an identity's ports, and lets it die when it makes its n-th request to Vault, which Vault never
 * sees. @returns whether it got that far; false means that it came to its end before
 */
export async function dieAt(
  company: Company,
  identity: Identity,
  n: number,
  work: (ports: ApplyPorts, branch: string) => Promise<unknown>,
): Promise<boolean> {
  await using proxy = await startFaultyProxy(company.acme.bao.address);
  let dead = false;
  const died = new Promise<void>((resolve) => {
    proxy.onRequest((_request, nth) => {
      if (nth < n) return;
      dead = true;
      proxy.fail({ fault: { kind: "hang" } });
      resolve();
    });
  });
  const living = async () => {
    // Not disposed of: a killed process logs out nowhere.
    const world = await company.world(identity, { env: { VAULT_ADDR: proxy.address } });
    const ports: ApplyPorts = {
      vault: (await world.vault.as(identity)).everything,
      github: mortal(await world.github(), () => dead),
      repository: mortal(await world.repository(), () => dead),
      log: mortal(await world.auditLog(), () => dead),
      reporter: SILENT,
      now: world.clock.now,
    };
    await work(ports, await world.branch());
  };
  await Promise.race([living(), died]);
  return dead;
}

/** Runs `leasehold apply` as a process of its own, killed (SIGKILL) when it sends this request, which Vault gets. */
export async function killWhen(company: Company, path: RegExp): Promise<NodeJS.Signals | null> {
  await using proxy = await startFaultyProxy(company.acme.bao.address);
  const child = spawn(process.execPath, [CLI, "apply"], {
    cwd: await company.checkout("apply"),
    env: { ...(await company.environment("apply")), VAULT_ADDR: proxy.address },
    stdio: "ignore",
  });
  proxy.onRequest(({ method, path: asked }) => {
    if (method === "POST" && path.test(asked)) child.kill("SIGKILL");
  });
  // Awaited here, as the proxy is closed on the way out.
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (_code, signal) => resolve(signal));
  });
}

const CLI = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** The same port until its process is dead; then nothing is done any more, and nothing answers. */
function mortal<Port extends object>(port: Port, dead: () => boolean): Port {
  const never = new Promise<never>(() => undefined);
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        if (dead()) return never;
        const result: unknown = await Reflect.apply(member, target, args);
        return dead() ? never : result;
      };
    },
  });
}

/** As if nothing had ever been issued: records, pick-ups, tokens of the role, owed rotations and the log are gone. */
export async function forgetAll(company: Company, tokenRole: string): Promise<void> {
  const { vault } = company;
  await vault.request("PUT", `sys/leases/revoke-prefix/auth/token/create/${tokenRole}`, { sync: true });
  const remove = async (folder: string, names: readonly string[]) => {
    for (const name of names) await vault.remove(`leasehold/metadata/${folder}/${name}`);
  };
  for (const key of await vault.list("leasehold/metadata/pickups")) {
    const folder = `pickups/${key.replace(/\/$/, "")}`;
    await remove(folder, await vault.list(`leasehold/metadata/${folder}`));
  }
  for (const folder of ["grants", "anchors", "rotations"]) {
    await remove(folder, await vault.list(`leasehold/metadata/${folder}`));
  }
  const { git } = company.acme.octokit("olivia");
  await git.deleteRef({ ...AT, ref: "heads/leasehold-audit" }).catch(() => undefined);
}

/** What `apply` had left of a grant that its person opened, before anybody ended it: the token, and its record. */
export async function liveGrant(
  company: Company,
  record: Readonly<Record<string, unknown>>,
  opened: boolean,
) {
  const { vault } = company;
  const key = String(record.key) as GrantKey;
  const minted = await vault.write(
    `auth/token/create/${record.token_role}`,
    { explicit_max_ttl: "3000s", display_name: "alice", meta: { key, user: "alice" } },
    { wrapTtl: "3000s" },
  );
  const { wrapped_accessor, accessor, token } = minted.wrap_info;
  await vault.write(`leasehold/data/grants/${key}`, {
    options: { cas: 0 },
    data: { ...record, accessor: wrapped_accessor, wrap_accessor: accessor },
  });
  await vault.write(`leasehold/data/pickups/${key}/alice`, {
    options: { cas: 0 },
    data: { wrapping_token: token, token_role: record.token_role, role: record.role, pull_request: 1 },
  });
  const unwrapped = opened ? await vault.as(token, undefined).write("sys/wrapping/unwrap") : undefined;
  return { accessor: String(wrapped_accessor), token: vault.as(unwrapped?.auth.client_token) };
}

/** As if the record had been made long ago: a run leaves young ones to the run that made them. */
export const grownOld = (company: Company, key: GrantKey) =>
  company.rewrite(key, { issued_at: new Date(Date.now() - 300_000).toISOString().replace(/\.\d+Z/, "Z") });
