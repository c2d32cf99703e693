/** Guides for whoever runs Leasehold: what it has in Vault, the process beside it, and what to do when it says …. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { until } from "../../../../sandbox/until.ts";
import { versionText } from "../../../../src/domain/access/names.ts";
import { seconds } from "../../../../src/domain/units.ts";
import { Document, ROOT } from "../documents.ts";
import type { Manner } from "../reading.ts";
import type { Town } from "../town.ts";
import { asked, ROLE } from "./placeholders.ts";

export const vaultSetup = (): Manner => ({
  as: "olivia",
  shown: {
    '{"access"': () =>
      versionText({
        name: ROLE,
        access: [{ path: "database/creds/orders-read", capabilities: ["read"], outlives: seconds(60) }],
        duration: { max: seconds(3_600), ahead: seconds(60) },
        bound_cidrs: ["10.20.0.0/16"],
        break_glass: { requesters: { teams: [], users: [] }, max: seconds(60), review_within: seconds(60) },
      }),
  },
  cues: [
    {
      at: "leasehold setup --print",
      next: ({ stdout }) => expect(JSON.parse(stdout)).toHaveProperty("jwt_roles"),
    },
    { at: "leasehold setup --guard", says: "leasehold-guard" },
  ],
});

/** As on a machine beside Vault, but for its paths: a token by an agent, the process, a look at its health, its end. */
export async function serve(town: Town): Promise<Manner> {
  const tokens = path.join(town.home("peter"), "tokens");
  const pid = path.join(town.home("peter"), "pid");
  const named = new Document("docs/serve.md")
    .table("metric")
    .flatMap(([cell = ""]) => cell.match(/leasehold_\w+/g));
  const meanwhile = async () => {
    const said = () => readFile(path.join(town.home("peter"), "said/err"), "utf8");
    await until(async () => (await said()).includes("/metrics"), "serve does not start", 45_000);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(await said())?.[0] ?? "";
    const metrics = async () => (await fetch(`${address}/metrics`)).text();
    const round = /leasehold_runs_total\{command="rotate",result="done"\} 1/;
    await until(async () => round.test(await metrics()), "its first round does not end", 45_000);
    const there = await metrics();
    expect(named.filter((name) => !there.includes(`# TYPE ${name} `))).toEqual([]);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    process.kill(Number(await readFile(pid, "utf8")), "SIGTERM");
  };
  return {
    as: "peter",
    instead: { "--out DIR": "--out site" },
    cues: [
      {
        at: "leasehold -C",
        first: async () => {
          await town.settle("peter");
          const { github, slug } = town.acme;
          const permissions = { contents: "write", pull_requests: "write", issues: "write" } as const;
          const token = github.appToken({ repos: [slug], permissions });
          await (await town.shell("peter")).run(`export GITHUB_TOKEN=${token}`);
          await mkdir(tokens, { mode: 0o750 });
          await agentWrites(town, tokens);
        },
        instead: {
          "/var/lib/leasehold/access": path.join(town.home("peter"), "access"),
          "/run/leasehold-tokens": `${tokens} --port 0 & echo $! > ${pid}; wait $!`,
        },
        meanwhile,
      },
    ],
  };
}

/** What the comments of deploy/agent.hcl say, for the first identity with a real agent. */
async function agentWrites(town: Town, tokens: string): Promise<void> {
  const { acme } = town;
  const template = await readFile(`${ROOT}deploy/agent.hcl`, "utf8");
  const copy = /sed s\/IDENTITY\/apply\/ agent\.hcl/.exec(template)?.[0];
  const role = /vault (write auth\/approle\/role\/leasehold-IDENTITY .*)$/m.exec(template)?.[1];
  if (!copy || !role) throw new Error("deploy/agent.hcl does not say any more how it is used");
  const { root } = acme.bao;
  await root.write("sys/auth/approle", { type: "approle" });
  const folder = town.home("peter");
  await writeFile(
    path.join(folder, "agent.hcl"),
    template
      .replace("https://vault.example.com:8200", acme.bao.address)
      .replaceAll("/etc/leasehold", folder)
      .replaceAll("/run/leasehold-tokens", tokens),
  );
  const shell = await town.shell("peter");
  for (const identity of ["apply", "enforce", "rotate"]) {
    const made = await shell.run(
      `VAULT_TOKEN=${acme.bao.rootToken} vault ${role.replaceAll("IDENTITY", identity)}`,
    );
    expect(made).toMatchObject({ code: 0 });
    const name = `auth/approle/role/leasehold-${identity}`;
    const { role_id } = (await root.read(`${name}/role-id`)).data;
    const { secret_id } = (await root.write(`${name}/secret-id`)).data;
    if (identity === "apply") {
      await writeFile(path.join(folder, "apply.role-id"), role_id);
      await writeFile(path.join(folder, "apply.secret-id"), secret_id);
      const agent = `${copy.replace("agent.hcl", `${folder}/agent.hcl`)} > ${folder}/agent-apply.hcl &&
        bao agent -exit-after-auth -config=${folder}/agent-apply.hcl`;
      const ran = await shell.run(agent);
      expect(ran, ran.stderr).toMatchObject({ code: 0 });
    } else {
      const { auth } = await root.as(undefined).write("auth/approle/login", { role_id, secret_id });
      await writeFile(path.join(tokens, identity), auth.client_token, { mode: 0o640 });
    }
  }
}

export const github = (): Manner => ({
  as: "olivia",
  instead: { "origin …": "origin https://github.com/acme/access" },
});

export function threatModel(town: Town): Manner {
  return {
    as: "sam",
    instead: { mallory: "carol" },
    cues: [
      {
        at: "leasehold revoke --role",
        first: () => town.grant(asked("alice")),
        says: "ended",
      },
      { at: "leasehold revoke --all" },
      {
        at: "leasehold request ROLE",
        as: "dana",
        instead: {
          ROLE: "orders-db-oncall",
          "--reason …": '--reason "Orders are stuck, and nobody is awake"',
        },
        says: "/acme/access/pull/",
      },
      {
        at: "leasehold emergency ROLE",
        as: "dana",
        instead: {
          ROLE: "orders-db-oncall",
          LOGIN: "dana",
          "--reason …": '--reason "Orders are stuck, and nobody is awake"',
        },
      },
    ],
  };
}

export function troubleshooting(town: Town): Manner {
  let tokenRole = "";
  return {
    as: "olivia",
    instead: { "revoke … --now": `revoke --role ${ROLE} --now`, NAME: "orders-app" },
    cues: [
      {
        at: "vault lease revoke -force",
        instead: { LEASE_ID: "database/creds/orders-read/gone" },
      },
      {
        at: "vault lease revoke -prefix",
        first: async () => {
          [tokenRole = ""] = await town.tokenRoles();
        },
        instead: { "create/…": () => `create/${tokenRole}` },
      },
      {
        at: "git fetch --unshallow",
        first: async () =>
          (await town.shell("olivia")).run(
            "git clone --quiet --depth 1 https://github.com/acme/access shallow; cd shallow",
          ),
        next: async () => {
          const { stdout } = await (await town.shell("olivia")).run(
            "git rev-parse --is-shallow-repository; cd ..",
          );
          expect(stdout).toBe("false\n");
        },
      },
    ],
  };
}

export const speed = (): Manner => ({ as: "peter", instead: { "--role R": `--role ${ROLE}` } });
