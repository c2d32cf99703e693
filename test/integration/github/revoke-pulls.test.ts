/** The schedule's revoke pull requests on the sandbox's GitHub, with a real clone; Vault says only what time it is. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startGitHub } from "../../../sandbox/github/server.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { GitHub } from "../../../src/adapters/github/github.ts";
import { WritePace } from "../../../src/adapters/github/write-pace.ts";
import { keepRevokePulls, PER_RUN } from "../../../src/commands/end/revoke-pulls.ts";
import { takeSurvey } from "../../../src/commands/main/survey.ts";
import type { VaultReads } from "../../../src/commands/ports.ts";
import type { Settings } from "../../../src/domain/model.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";
import { grantText, roleText } from "../../support/access-repository.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";
import type { Json } from "./scene.ts";

const SLUG = "acme/access";
/** How many milliseconds a second of GitHub's clock lasts here, and one of the adapter's pace. */
const SECOND = 5;
const git = promisify(execFile);

const POLICIES = {
  "policies/leasehold.yaml": "owners: { users: [olga], count: 1 }\n",
  "policies/teams.yaml": "payments: [alice, carol]\ndba: [bob, alice]\nsecurity: [sam]\n",
  "policies/roles/orders-db-read.yaml": roleText({
    approvers: "[{ teams: [dba] }, { teams: [security] }]",
  }),
};

type RevokeSettings = Settings["revoke_pull_requests"];

interface Options {
  /** Ended grants of so many roles. */
  readonly grants: number;
  readonly roles?: number;
  /** Whether main asks for an approving review. */
  readonly rules?: boolean;
}

/** The adapter's own pace, and how much passed it. */
class CountedPace extends WritePace {
  writes = 0;

  override schedule(options: unknown, run: () => Promise<unknown>): Promise<unknown> {
    this.writes += 1;
    return super.schedule(options, run);
  }
}

/** A GitHub of which main has grants that ended an hour ago; its clock runs two hundred times as fast. */
async function schedule({ grants, roles = 1, rules = false }: Options) {
  const began = Date.now();
  const files: Record<string, string> = { ...POLICIES };
  for (let n = 0; n < grants; n += 1) {
    const role = n % roles === 0 ? "orders-db-read" : `orders-db-${n % roles}`;
    files[`policies/roles/${role}.yaml`] ??= roleText();
    files[`grants/${role}/g-${String(n).padStart(3, "0")}.yaml`] = grantText({ role });
  }
  const people = ["alice", "bob", "carol", "sam", "olga"];
  const server = await startGitHub({
    users: Object.fromEntries(people.map((login) => [login, {}])),
    repos: [
      {
        owner: "acme",
        name: "access",
        files,
        collaborators: Object.fromEntries(people.map((login) => [login, "write"])),
        settings: { actionsMayOpenPulls: true, autoMerge: true },
      },
    ],
  });
  // Two hours after the grants landed.
  const fast = () => ((Date.now() - began) * 1_000) / SECOND;
  server.world.now = () => new Date(began + 7_200_000 + fast());
  server.world.rates.secondary = { perMinute: 80, perHour: 500 };
  server.world.rates.overrides.job = 5_000;
  onTestFinished(async () => {
    await server.stop();
    server.assertContract();
  });
  const dir = scratchFolder();
  const env = gitEnv();
  await git("git", ["clone", "-q", server.gitUrl("acme", "access", server.tokenFor("alice")), dir], { env });
  const token = server.jobToken(SLUG, { contents: "write", "pull-requests": "write", issues: "write" });
  const said: string[] = [];
  const reporter = {
    info: (text: string) => said.push(text),
    warn: (text: string) => said.push(text),
    progress: () => {},
  };
  const repository = await openRepository({ dir, env, auth: new Secret(token) });
  const pace = new CountedPace(SECOND);
  const github = new GitHub({
    apiUrl: server.url,
    slug: SLUG,
    token: new Secret(token),
    second: SECOND,
    pace,
  });

  const as = async (login: string, method: string, path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${server.url}/repos/${SLUG}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.tokenFor(login)}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} as ${login}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  if (rules) {
    server.protect(SLUG, "main", { approvals: 1 });
  }
  return {
    server,
    said,
    as,
    pulls: (state = "open"): Promise<Json[]> => as("alice", "GET", `/pulls?state=${state}&per_page=100`),
    /** One run of the schedule, so many hours after the grants began; how many writes it cost. */
    run: async (wanted: Partial<RevokeSettings> = {}, hours = 2, most = PER_RUN) => {
      const time = instant(Math.floor(began / 1_000) + hours * 3_600);
      const vault = { now: async () => time, recordKeys: async () => [], pickupKeys: async () => [] };
      const survey = await takeSurvey({ vault: vault as unknown as VaultReads, repository }, "main");
      const settings = survey.main.policies.settings as Settings;
      const revoke_pull_requests = { ...settings.revoke_pull_requests, ...wanted };
      const before = pace.writes;
      const ports = { github, repository, reporter };
      const asked = { ...settings, revoke_pull_requests };
      const result = await keepRevokePulls(ports, survey, [], asked, most);
      return { ...result, writes: pace.writes - before };
    },
  };
}

const labels = (pull: Json): string[] => pull.labels.map((label: { name: string }) => label.name).sort();
const asked = (pull: Json): string[] =>
  pull.requested_reviewers.map((person: { login: string }) => person.login).sort();

test("a revoke pull request has its labels, and asks all who own its files; it merges by itself where the settings say so", async () => {
  const { run, pulls, as, server } = await schedule({ grants: 2, rules: true });

  expect(await run({ merge: "auto" })).toMatchObject({ findings: [], troubles: [] });

  const [pull, ...others] = await pulls();
  expect(others).toEqual([]);
  expect(labels(pull)).toEqual(["leasehold", "leasehold-revoke"]);
  expect(asked(pull)).toEqual(["alice", "bob", "sam"]);
  expect(pull.auto_merge).toMatchObject({ merge_method: "squash" });
  expect((await run({ merge: "auto" })).writes).toBe(0);

  await as("bob", "POST", `/pulls/${pull.number}/reviews`, { event: "APPROVE", commit_id: pull.head.sha });
  expect((await pulls("closed"))[0]).toMatchObject({ number: pull.number, merged_at: expect.any(String) });
  expect(server.repo(SLUG).queue).toEqual([]);
  expect((await run({ merge: "auto" })).open).toEqual([]);
});

test("a run that died between its writes is finished by the next: labels and auto-merge come later", async () => {
  const { run, pulls, server } = await schedule({ grants: 1, rules: true });
  server.faults.add({ kind: "status", status: 500, match: { operation: "issues/add-labels" }, times: 9 });
  expect((await run({ merge: "auto" })).troubles).toHaveLength(1);
  expect(labels((await pulls())[0])).toEqual([]);
  server.faults.clear();

  expect(await run({ merge: "auto" })).toMatchObject({ troubles: [] });

  const [pull] = await pulls();
  expect(labels(pull)).toEqual(["leasehold", "leasehold-revoke"]);
  expect(pull.auto_merge).not.toBeNull();
});

test("where the rules ask for nothing it is merged at once; where GitHub may not wait for them it stands, and is said", async () => {
  const { run, pulls, said } = await schedule({ grants: 1 });
  expect(await run({ merge: "auto" })).toMatchObject({ findings: [], troubles: [], open: [] });
  expect((await pulls("closed"))[0]).toMatchObject({ merged_at: expect.any(String) });
  expect(said.join()).toContain("merged #");

  const { run: asked, pulls: left, said: heard, server: strict } = await schedule({ grants: 1, rules: true });
  strict.repo(SLUG).settings.autoMerge = false;
  expect(await asked({ merge: "auto" })).toMatchObject({ findings: [], troubles: [], open: [{}] });
  expect(await left()).toHaveLength(1);
  expect(heard.join()).toContain("cannot be set to merge by itself");
});

test("closed by mistake it comes back once and says of which; closed again it is reported and left alone", async () => {
  const { run, pulls, as } = await schedule({ grants: 3 });
  const close = async () => {
    const [pull] = await pulls();
    await as("bob", "PATCH", `/pulls/${pull.number}`, { state: "closed" });
    return pull.number;
  };
  await run();
  const first = await close();

  expect(await run()).toMatchObject({ findings: [], open: [{ grants: { length: 3 } }] });
  expect((await pulls())[0].body).toContain(`#${first} was closed`);
  const second = await close();

  for (const _ of [1, 2]) {
    expect(await run()).toMatchObject({
      open: [],
      troubles: [],
      writes: 0,
      findings: [
        {
          rule: "revoke-closed",
          severity: "warning",
          message: expect.stringContaining(`closed twice without a merge (last #${second})`),
        },
      ],
    });
  }
  expect(await pulls()).toEqual([]);
});

test("one that is empty is closed by us, and that is nobody's mistake", async () => {
  const { run, pulls, as } = await schedule({ grants: 1 });
  await run();
  const path = "/contents/grants/orders-db-read/g-000.yaml";
  const { sha, content } = await as("alice", "GET", path);
  await as("alice", "DELETE", path, { message: "By hand", sha });

  expect((await run()).open).toEqual([]);
  expect((await pulls("closed"))[0].title).toBe("Nothing left to revoke");
  await as("alice", "PUT", path, { message: "Another", content });
  await run({}, 4);
  expect((await pulls())[0].body).not.toContain("was closed");
});

test("a hundred ends are one pull request a role, of six writes each, and GitHub's limits never strike", async () => {
  const { run, pulls, said } = await schedule({ grants: 100, roles: 5 });
  expect(await run()).toMatchObject({ troubles: [], writes: 5 * 6 });
  expect(await pulls()).toHaveLength(5);
  expect(said).toEqual([]);
});

test("with a pull request for each grant a run opens so many that the hour's writes are enough, and the rest waits", async () => {
  const { run, pulls, said } = await schedule({ grants: 100 });
  const most = 10;
  expect(await run({ group_by: "grant" }, 2, most)).toMatchObject({ troubles: [], writes: most * 6 });
  expect(await pulls()).toHaveLength(most);
  expect(said).toEqual([expect.stringContaining("90 more groups wait for the next run")]);
  // Two more are auto-merge, where nothing is to be waited for.
  expect(PER_RUN * (6 + 2)).toBeLessThanOrEqual(450);
});

test("beyond 450 writes an hour the adapter asks GitHub for nothing more, and says when the next may", async () => {
  const pace = new WritePace(1);
  const write = () => pace.schedule({}, async () => "written");
  expect(await Promise.all(Array.from({ length: 450 }, write))).toHaveLength(450);

  await expect(write()).rejects.toMatchObject({
    code: "limited",
    hint: expect.stringMatching(/the first may in \d+ s/),
  });
});
