/** The process beside Vault: a real one, killed and started again; its tokens come from files, as from an agent. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives, tokensOf } from "../../../sandbox/company/tokens.ts";
import { until } from "../../../sandbox/until.ts";
import { metricOf, parseMetrics } from "../../support/prometheus.ts";

const CLI = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));
const PATIENCE = 45_000;

let company: Company;
let tokens: string;
let clone: string;
beforeAll(async () => {
  company = await Company.start();
  tokens = join(company.acme.folder, "tokens");
  await mkdir(tokens, { mode: 0o750 });
  const permissions = { contents: "write", "pull-requests": "write", issues: "write" } as const;
  await agentWrites("github", company.acme.github.jobToken(company.acme.slug, permissions));
  for (const identity of ["apply", "enforce", "rotate"] as const)
    await agentWrites(identity, await logIn(identity));
  clone = await company.clone("serve");
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

/** What an agent does: a token of the identity's own policy. */
async function logIn(identity: string): Promise<string> {
  const made = await company.vault.write("auth/token/create", {
    policies: [`leasehold-${identity}`],
    no_default_policy: true,
    no_parent: true,
    ttl: "1h",
  });
  return made.auth.client_token;
}

const agentWrites = (name: string, token: string, mode = 0o640) =>
  writeFile(join(tokens, name), `${token}\n`, { mode });

/** `leasehold serve`, ready when it says where its metrics are. */
async function serving() {
  const { VAULT_TOKEN: _, GITHUB_TOKEN: __, ...env } = company.environment("apply");
  const child = spawn(
    process.execPath,
    [CLI, "-C", clone, "serve", "--every", "1s", "--tokens", tokens, "--port", "0"],
    { env: { ...env, GITHUB_TOKEN_FILE: join(tokens, "github") }, stdio: ["ignore", "pipe", "pipe"] },
  );
  running.add(child);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  await until(async () => said.includes("/metrics"), "serve does not start", PATIENCE);
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
  const metrics = async () => parseMetrics(await (await fetch(`${address}/metrics`)).text());
  return {
    said: () => said,
    ended,
    metrics,
    health: async () => (await fetch(`${address}/healthz`)).status,
    exitOf: async (command: string) =>
      metricOf(await metrics(), "leasehold_run_exit_code", `{command="${command}"}`),
    stop: (signal: NodeJS.Signals) => {
      child.kill(signal);
      running.delete(child);
      return ended;
    },
  };
}

type Key = Awaited<ReturnType<Company["grant"]>>[string];
const isIssued = (key: Key) =>
  until(async () => (await company.pickups(key)).length > 0, `${key} is not issued`, PATIENCE);
const isTold = (key: Key, what: string) =>
  until(async () => (await company.story(key)).includes(what), `${key} is not told as ${what}`, PATIENCE);

test("what is merged is issued, what is deleted ends, what its end owes is rotated: with no workflow at all", async () => {
  const serve = await serving();
  const password = await company.acme.estate.appPassword();
  const { work } = await company.grant({ work: grantText() });
  await isIssued(work);
  const session = await company.session(await company.open(work));
  await company.land({ files: { "grants/quick/work.yaml": undefined } });

  await session.ended;
  await isTold(work, "ended");
  expect(await company.record(work)).toMatchObject({ state: "ended", ended_by: "file-removed" });
  await until(async () => (await company.owed()).length === 0, "the rotation is still owed", PATIENCE);
  expect(await company.acme.estate.appPassword()).not.toBe(password);

  await until(
    async () => metricOf(await serve.metrics(), "leasehold_rotations_done_total") === 1,
    "the metrics do not tell",
    PATIENCE,
  );
  const metrics = await serve.metrics();
  expect(metricOf(metrics, "leasehold_grants_issued_total")).toBe(1);
  expect(metricOf(metrics, "leasehold_ends_proved_total")).toBe(1);
  expect(metricOf(metrics, "leasehold_live_grants")).toBe(0);
  expect(await serve.health()).toBe(200);
  expect(serve.said()).not.toMatch(/warning:/);
  expect(await serve.stop("SIGTERM")).toBe(0);
  expect(serve.said()).toContain("stopped");
});

test("killed at any moment and started again it goes on: what lives, lives on; what is to end, ends", async () => {
  const first = await serving();
  const { before, going } = await company.grant({ before: grantText({ user: "carol" }), going: grantText() });
  await isIssued(before);
  await company.land({ files: { "grants/quick/going.yaml": undefined } });
  expect(await first.stop("SIGKILL")).toBeNull();
  const { accessor } = await company.record(before);
  const { after } = await company.grant({ after: grantText() });

  const second = await serving();
  await isIssued(after);
  await isTold(going, "ended");
  expect(await lives(company.vault, accessor)).toBe(true);
  expect((await company.record(before)).accessor).toBe(accessor);
  for (const key of [before, after]) expect(await tokensOf(company.vault, key)).toHaveLength(1);
  expect(await second.stop("SIGTERM")).toBe(0);
});

test("a token that ended stops its own command alone, and is taken anew as soon as the agent has another", async () => {
  const dying = await logIn("apply");
  await agentWrites("apply", dying);
  const serve = await serving();
  await until(async () => (await serve.exitOf("apply")) === 0, "apply does not run", PATIENCE);
  await company.vault.write("auth/token/revoke", { token: dying });

  await until(async () => (await serve.exitOf("apply")) === 3, "nobody notices", PATIENCE);
  const rounds = async () =>
    metricOf(await serve.metrics(), "leasehold_runs_total", '{command="enforce",result="done"}') ?? 0;
  const seen = await rounds();
  await until(async () => (await rounds()) > seen, "enforce does not go on", PATIENCE);
  await agentWrites("apply", await logIn("apply"));
  await until(async () => (await serve.exitOf("apply")) === 0, "the new token is not taken", PATIENCE);

  expect(serve.said()).toContain("apply: all is well again");
  expect(serve.said()).not.toContain(dying);
  await serve.stop("SIGTERM");
});

test("a token file that everybody may read is refused and said once; the others run", async () => {
  await chmod(join(tokens, "rotate"), 0o644);
  const serve = await serving();
  await until(async () => (await serve.exitOf("rotate")) === 3, "it is taken", PATIENCE);
  const rounds = async () =>
    metricOf(await serve.metrics(), "leasehold_runs_total", '{command="rotate",result="outside"}') ?? 0;
  await until(async () => (await rounds()) >= 3, "it is not tried again", PATIENCE);

  expect(await serve.exitOf("enforce")).toBe(0);
  expect(serve.said().match(/may be read by everybody/g)).toHaveLength(1);
  await chmod(join(tokens, "rotate"), 0o600);
  await until(async () => (await serve.exitOf("rotate")) === 0, "it stays refused", PATIENCE);
  await serve.stop("SIGTERM");
});
