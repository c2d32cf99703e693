/**
 * Every command with secrets of which each is known, and everything that it writes searched for them: also while all goes
 * wrong, and with all debug output on.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { logInAs } from "../../../sandbox/company/identities.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { type Listening, listening } from "../../../sandbox/listening.ts";
import { buildInto } from "../../../scripts/bundle/bundle.ts";
import { COMMANDS as COMMANDS_OF_THE_ACTION } from "../../../src/action/inputs.ts";
import { commandsFor } from "../../../src/cli/commands.ts";
import type { Identity } from "../../../src/domain/access/names.ts";
import type { GrantKey } from "../../../src/domain/key.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);
const HOOK = "planted-path-of-the-webhook-5f1c2a";
const HOOK_KEY = "planted-key-of-the-webhook-77b0de";
/** What no list can name beforehand: tokens of Vault, JSON web tokens. */
const TOKENS = /\b(?:hv[sbr]|[sbr])\.[A-Za-z0-9_-]{20,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]+/;

let company: Company;
let folder: string;
/** Answers everything with 400 and what it was sent: errors that carry request bodies. */
let parrot: Listening;
const planted: string[] = [];
/** Commands of the command line that were run. */
const ran = new Set<string>();
let key: GrantKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leasehold-secrets-"));
  await buildInto(folder, ROOT);
  const answering = createServer(async (request, response) => {
    const said = `cannot do ${await text(request)}`;
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ errors: [said], message: said }));
  });
  parrot = await listening(answering);
  company = await Company.start();
  const settings = await company.text("policies/leasehold.yaml");
  const sinks = `  sinks:
    - { kind: slack, url_env: SLACK_WEBHOOK_URL }
    - { kind: webhook, url_env: ALERT_WEBHOOK_URL, secret_env: ALERT_WEBHOOK_SECRET }
`;
  const changed = settings.replace(/^ {2}sinks:\n(?: {4}.*\n)+/m, sinks);
  await company.land({ files: { "policies/leasehold.yaml": changed }, author: "peter" }, ["olivia"]);
  await company.setup();
  ({ planted: key } = await company.grant({ planted: grantText() }));
}, 120_000);
afterAll(async () => {
  await parrot?.close();
  await company?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Runs what is shipped and gives everything it wrote, but the lines that tell the runner what to hide.
 *
 * @param stop when it is told to stop (SIGTERM), in milliseconds, where it does not end by itself
 */
async function written(
  program: readonly string[],
  dir: string,
  env: Readonly<Record<string, string>>,
  stop?: number,
): Promise<string> {
  const files = await mkdtemp(join(folder, "runner-"));
  const [summary, output] = [join(files, "summary"), join(files, "output")];
  await Promise.all([summary, output].map((file) => run("touch", [file])));
  const [script = "", ...args] = program;
  if (script === "cli.js" && args[0] !== undefined) ran.add(args[0]);
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    cwd: dir,
    env: {
      ...env,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      GITHUB_WORKSPACE: dir,
      RUNNER_TEMP: files,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  for (const secret of [env.VAULT_TOKEN, env.GITHUB_TOKEN, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN])
    if (secret) planted.push(secret);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const arguments_ = new Set<string>();
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()));
  let running = true;
  if (stop !== undefined) setTimeout(() => child.kill("SIGTERM"), stop);
  void closed.then(() => {
    running = false;
  });
  while (running) {
    for (const one of await argumentsOf(child.pid ?? 0)) arguments_.add(one);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const left = await Promise.all([summary, output].map((file) => readFile(file, "utf8")));
  const shown = said.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  return [...shown, ...arguments_, ...left].join("\n");
}

/** The command lines of a process group, as everybody on the machine can read them. */
async function argumentsOf(group: number): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      const [, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(pgrp) !== group) return "";
      return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    }),
  );
  return found.filter((line) => line !== "").map((line) => line.replaceAll("\0", " "));
}

/** Looks through all files of a folder. @returns how many these are */
async function filesWithoutSecrets(dir: string): Promise<number> {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  for (const file of files)
    expect(leak(await readFile(join(file.parentPath, file.name), "latin1")), file.name).toBeUndefined();
  return files.length;
}

/** Not `fetch`: there Node itself prints every address, and a webhook's address is its secret (the runner masks it). */
const DEBUGS = { DEBUG: "*", NODE_DEBUG: "http,https,net,tls,stream" };
const sinks = () => ({
  SLACK_WEBHOOK_URL: `${parrot.url}/${HOOK}`,
  ALERT_WEBHOOK_URL: `${parrot.url}/${HOOK}/other`,
  ALERT_WEBHOOK_SECRET: HOOK_KEY,
});

/** The first of the secrets that stands in a text, with what stands around it. */
function leak(text: string): string | undefined {
  for (const secret of [...planted, HOOK, HOOK_KEY]) {
    for (const form of [secret, Buffer.from(`x-access-token:${secret}`).toString("base64")]) {
      const at = text.indexOf(form);
      if (at >= 0) return text.slice(Math.max(0, at - 200), at + form.length + 50);
    }
  }
  const token = TOKENS.exec(text);
  return token ? text.slice(Math.max(0, token.index - 200), token.index + 60) : undefined;
}

const ACTIONS: readonly (readonly [command: string, identity: Identity])[] = [
  ["check", "apply"],
  ["apply", "apply"],
  ["enforce", "enforce"],
  ["rotate", "rotate"],
  ["audit", "audit"],
  ["report", "audit"],
  ["reissue", "apply"],
  ["recall", "enforce"],
  ["request", "apply"],
];

/** A request form that alice filled in, as the event of its issue. */
async function issueEvent(): Promise<string> {
  const { data: alice } = await company.acme.octokit("alice").users.getAuthenticated();
  const said = { Role: "quick", "How long": "1h", Reason: "Refund 8812 is stuck; need to read its rows" };
  const body = Object.entries(said).map(([field, answer]) => `### ${field}\n\n${answer}`);
  const { data: issue } = await company.acme
    .octokit("alice")
    .issues.create({ ...AT, title: "Ask for access", body: body.join("\n\n") });
  const file = join(folder, "event.json");
  await writeFile(file, JSON.stringify({ action: "opened", sender: alice, issue }));
  return file;
}

const COMMANDS: readonly (readonly string[])[] = [
  ["check"],
  ["test"],
  ["explain", "--user", "alice"],
  ["codeowners", "--check"],
  ["plan"],
  ["apply"],
  ["enforce"],
  ["rotate", "orders-app"],
  ["setup", "--plan"],
  ["setup", "--print"],
  ["setup"],
  ["audit"],
  ["doctor"],
  ["status"],
  ["report", "--out", "site"],
  ["teams", "sync"],
  ["issue-form"],
  ["completion", "bash"],
  ["request", "quick", "--for", "1h", "--reason", "Refund 8812 is stuck; need to read its rows"],
  ["emergency", "quick", "--user", "alice", "--for", "10m", "--reason", "Refund 8812 is stuck for real"],
];

/**
 * A clone as actions/checkout leaves it with `persist-credentials: false`. (A token that somebody wrote into origin's
 * address Git itself gives to git-remote-http as an argument.)
 */
let clean: Promise<string> | undefined;
function cleanClone(): Promise<string> {
  clean ??= (async () => {
    const dir = await company.clone("secrets");
    const url = `${company.acme.github.url}/${company.acme.slug}.git`;
    await run("git", ["-C", dir, "remote", "set-url", "origin", url]);
    return dir;
  })();
  return clean;
}

async function job(identity: Identity, more: Readonly<Record<string, string>>) {
  const env: Record<string, string> = {
    ...company.environment(identity),
    ...sinks(),
    ...DEBUGS,
    ...more,
  };
  return { env, dir: await cleanClone() };
}

describe("nothing that a command writes holds a secret", () => {
  test.each(ACTIONS)("the action's %s", async (command, identity) => {
    const actor = { GITHUB_ACTOR: "alice", GITHUB_TRIGGERING_ACTOR: "alice" };
    const { env, dir } = await job(identity, {
      INPUT_COMMAND: command,
      INPUT_KEY: key,
      INPUT_OUT: "site",
      ...(command === "request" ? { GITHUB_EVENT_PATH: await issueEvent() } : {}),
      ...actor,
    });
    const text = await written(["action.js"], dir, { ...env, "INPUT_GITHUB-TOKEN": env.GITHUB_TOKEN ?? "" });
    expect(text.length).toBeGreaterThan(100);
    expect(leak(text)).toBeUndefined();
  });

  test.each(COMMANDS.map((args) => [args.slice(0, 2).join(" "), args] as const))(
    "leasehold %s, with an administrator's token",
    async (_, args) => {
      const env = {
        ...(await company.acme.shell("olivia", company.acme.bao.rootToken)),
        ...sinks(),
        ...DEBUGS,
      };
      const text = await written(["cli.js", ...args], await cleanClone(), env);
      expect(text.length).toBeGreaterThan(100);
      expect(leak(text)).toBeUndefined();
    },
  );

  test.each(ACTIONS)(
    "the action's %s, while Vault and GitHub say back what they were sent",
    async (command, identity) => {
      const { env, dir } = await job(identity, { INPUT_COMMAND: command, INPUT_KEY: key, INPUT_OUT: "site" });
      for (const broken of ["VAULT_ADDR", "GITHUB_API_URL"]) {
        const text = await written(["action.js"], dir, { ...env, [broken]: parrot.url });
        expect(leak(text)).toBeUndefined();
      }
    },
  );

  test("use: the person's login, the pick-up, the token and the database's password", async () => {
    const { used } = await company.grant({ used: grantText() });
    await company.apply();
    const alice = await company.acme.person("alice").logIn();
    const env = { ...(await company.acme.shell("alice", alice.token)), ...DEBUGS };
    const dir = await cleanClone();
    const kept = join(folder, "of-the-child");
    const text = await written(["cli.js", "use", used, "--", "sh", "-c", `env > ${kept}`], dir, env);
    const child = await readFile(kept, "utf8");
    const password = /^PGPASSWORD=(.*)$/m.exec(child)?.[1];
    const token = /^VAULT_TOKEN=(.*)$/m.exec(child)?.[1];
    planted.push(...[password, token].flatMap((one) => one ?? []));
    expect(leak(text)).toBeUndefined();
    expect(leak(await written(["cli.js", "reissue", used], dir, env))).toBeUndefined();
    expect(leak(await written(["cli.js", "done", used], dir, env))).toBeUndefined();
    expect(leak(await written(["cli.js", "revoke", used, "--now"], dir, env))).toBeUndefined();
  });

  test("extend, and evidence with the folder it writes", async () => {
    const { proved } = await company.grant({ proved: grantText() });
    await company.apply();
    const env = { ...(await company.acme.shell("alice", company.acme.bao.rootToken)), ...DEBUGS };
    const dir = await cleanClone();
    const extended = await written(["cli.js", "extend", proved, "--for", "1h"], dir, env);
    expect(extended).toContain("/pull/");
    expect(leak(extended)).toBeUndefined();
    const out = join(folder, "evidence");
    expect(leak(await written(["cli.js", "evidence", proved, "--out", out], dir, env))).toBeUndefined();
    expect(await filesWithoutSecrets(out)).toBeGreaterThan(3);
  });

  test("init, with the repository it makes", async () => {
    const env = {
      ...(await company.acme.shell("olivia", company.acme.bao.rootToken)),
      ...sinks(),
      ...DEBUGS,
    };
    const args = [
      "init",
      "made",
      "--owners=olivia,peter",
      "--approvers=security=bob,sam",
      "--requesters=payments=alice",
      `--vault=${company.acme.bao.address}`,
      `--action=acme/leasehold@${"0".repeat(40)}`,
    ];
    const text = await written(["cli.js", ...args], folder, env);
    expect(text).toContain("made");
    expect(leak(text)).toBeUndefined();
    expect(await filesWithoutSecrets(join(folder, "made"))).toBeGreaterThan(20);
  });

  test.each(["as it should be", "while Vault says back what it was sent"])("serve, %s", async (how) => {
    const tokens = await mkdtemp(join(folder, "tokens-"));
    for (const identity of ["apply", "enforce", "rotate"] as const) {
      const { token = "" } = await logInAs(company.acme, identity);
      planted.push(token);
      await writeFile(join(tokens, identity), `${token}\n`, { mode: 0o600 });
    }
    const { env, dir } = await job("apply", how === "as it should be" ? {} : { VAULT_ADDR: parrot.url });
    const args = ["serve", "--every", "1s", "--port", "0", "--tokens", tokens];
    const text = await written(["cli.js", ...args], dir, env, 8_000);
    expect(text).toContain("/metrics");
    expect(leak(text)).toBeUndefined();
  });
});

test("no command was left out", async () => {
  const program = new Command("leasehold").enablePositionalOptions();
  (await commandsFor())(program, () => async () => undefined);
  const names = program.commands.map((one) => one.name()).filter((name) => !name.startsWith("__"));
  expect([...ran].sort()).toEqual(names.sort());
  expect(ACTIONS.map(([command]) => command).sort()).toEqual([...COMMANDS_OF_THE_ACTION].sort());
});

test("nothing is left behind anywhere: repository, pull requests, issues, records, the log", async () => {
  planted.push(await company.acme.estate.appPassword());
  const clone = await company.clone("all", "--mirror");
  const { stdout } = await run("git", ["-C", clone, "log", "--all", "--patch", "--format=%B%an%ae"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(leak(stdout)).toBeUndefined();
  const octokit = company.acme.octokit("olivia");
  const issues = await octokit.paginate(octokit.issues.listForRepo, { ...AT, state: "all" });
  const comments = await octokit.paginate(octokit.issues.listCommentsForRepo, AT);
  expect(leak(JSON.stringify([issues, comments]))).toBeUndefined();
  const { vault } = company;
  for (const place of ["grants", "rotations", "anchors", "alerts"]) {
    const names = await vault.list(`leasehold/metadata/${place}`);
    for (const name of names.filter((one) => !one.endsWith("/")))
      expect(leak(JSON.stringify(await vault.read(`leasehold/data/${place}/${name}`))), name).toBeUndefined();
  }
});
