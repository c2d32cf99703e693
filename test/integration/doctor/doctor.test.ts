/** What the promises rest on, set rightly, then broken one by one: doctor tells each by its name. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { logInAs } from "../../../sandbox/company/identities.ts";
import { startOpenBao } from "../../../sandbox/openbao.ts";
import type { Check } from "../../../src/domain/doctor/check.ts";

let company: Company;
beforeAll(async () => {
  // OpenBao takes audit devices from its configuration file alone: with one from the start.
  company = await Company.start({}, undefined, { audit: true });
  await company.alone(["codeowners"], await company.acme.shell("olivia"));
  const text = await readFile(join(await company.checkout("alone"), ".github/CODEOWNERS"), "utf8");
  await company.commit("olivia", "main", { ".github/CODEOWNERS": text });
  await configure();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

const MAIN = { ...AT, branch: "main" };
const REVIEWS = {
  require_code_owner_reviews: true,
  dismiss_stale_reviews: true,
  require_last_push_approval: true,
  required_approving_review_count: 1,
};
const PROTECTION = {
  required_pull_request_reviews: REVIEWS,
  required_status_checks: null,
  enforce_admins: true,
  restrictions: null,
  allow_force_pushes: false,
  allow_deletions: false,
};
const IDENTITIES = ["apply", "enforce", "rotate", "audit"];

async function configure(): Promise<void> {
  const { repos, git } = company.acme.octokit("olivia");
  await repos.updateBranchProtection({ ...MAIN, ...PROTECTION });
  await git.createRef({ ...AT, ref: "refs/heads/leasehold-audit", sha: await company.tip() });
  await protectAudit({});
  for (const identity of IDENTITIES) {
    const environment_name = `leasehold-${identity}`;
    const deployment_branch_policy = { protected_branches: false, custom_branch_policies: true };
    await repos.createOrUpdateEnvironment({ ...AT, environment_name, deployment_branch_policy });
    await repos.createDeploymentBranchPolicy({ ...AT, environment_name, name: "main" });
  }
}

const protectAudit = async (change: object): Promise<void> => {
  const none = { required_pull_request_reviews: null, required_status_checks: null, restrictions: null };
  const body = {
    ...none,
    enforce_admins: true,
    allow_force_pushes: false,
    allow_deletions: false,
    ...change,
  };
  await company.acme
    .octokit("olivia")
    .repos.updateBranchProtection({ ...AT, branch: "leasehold-audit", ...body });
};

interface Diagnosed {
  readonly code: number;
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** As olivia, who may see everything, unless the environment says otherwise. */
async function doctor(env: Readonly<Record<string, string>> = {}): Promise<Diagnosed> {
  const own = { ...(await company.acme.shell("olivia")), VAULT_TOKEN: company.acme.bao.rootToken };
  const { code, stdout, stderr } = await company.alone(["doctor", "--format", "json"], { ...own, ...env });
  expect(stderr).toBe("");
  return { code, ...(JSON.parse(stdout) as Omit<Diagnosed, "code">) };
}

const ids = ({ checks }: Diagnosed, state: Check["state"]): string[] =>
  checks.filter((check) => check.state === state).map(({ id }) => id);

const wrong = async (): Promise<string[]> => ids(await doctor(), "fail");

test("set up as the guide says, everything is right, for a person who may see all of it", async () => {
  const found = await doctor();
  expect(ids(found, "fail")).toEqual([]);
  expect(ids(found, "unknown")).toEqual([]);

  const env = { ...(await company.acme.shell("olivia")), VAULT_TOKEN: company.acme.bao.rootToken };
  const { stdout } = await company.alone(["doctor"], env);
  expect(stdout).toMatch(/^Repository\n {2}✓ .*\nGitHub\n.*\nVault\n.* right, 0 wrong, 0 not known\n$/s);
  expect(stdout).toContain("Vault writes its own audit log (sandbox");
});

describe("GitHub", () => {
  const settings = () => company.acme.octokit("olivia").repos;
  const protect = (change: object) =>
    settings().updateBranchProtection({ ...MAIN, ...PROTECTION, ...change } as never);
  const reviews = (change: object) => ({ required_pull_request_reviews: { ...REVIEWS, ...change } });

  test.each([
    ["github.main.code-owners", reviews({ require_code_owner_reviews: false })],
    ["github.main.stale-dismissal", reviews({ dismiss_stale_reviews: false })],
    ["github.main.last-push", reviews({ require_last_push_approval: false })],
    ["github.main.force-push", { allow_force_pushes: true }],
    ["github.main.force-push", { allow_deletions: true }],
    ["github.main.bypass", { enforce_admins: false }],
    ["github.main.bypass", reviews({ bypass_pull_request_allowances: { users: ["carol"] } })],
  ])("protection: %s", async (id, change) => {
    await protect(change);
    expect(await wrong()).toEqual([id]);
    await protect({});
  });

  test("rulesets are as good as protection, and whom they let pass is seen", async () => {
    const repos = settings();
    await repos.deleteBranchProtection(MAIN);
    expect(await wrong()).toEqual([
      "github.main.pull-requests",
      "github.main.code-owners",
      "github.main.stale-dismissal",
      "github.main.last-push",
      "github.main.force-push",
      "github.main.bypass",
    ]);
    const parameters = {
      dismiss_stale_reviews_on_push: true,
      require_code_owner_review: true,
      require_last_push_approval: true,
      required_approving_review_count: 1,
      required_review_thread_resolution: false,
    };
    const ruleset = await repos.createRepoRuleset({
      ...AT,
      name: "main",
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
      rules: [
        { type: "pull_request", parameters },
        { type: "non_fast_forward" },
        { type: "deletion" },
      ] as never,
    });
    const at = { ...AT, ruleset_id: ruleset.data.id };
    expect(await wrong()).toEqual([]);

    const actor = { actor_type: "RepositoryRole", actor_id: 5, bypass_mode: "always" } as const;
    await repos.updateRepoRuleset({ ...at, bypass_actors: [actor] });
    const found = await doctor();
    expect(found.checks.find(({ id }) => id === "github.main.bypass")).toMatchObject({
      state: "fail",
      message: "main: may be bypassed by RepositoryRole 5",
    });
    // Who is no administrator is not shown who may pass: then nothing is said of it.
    const carol = await doctor({ GITHUB_TOKEN: (await company.acme.shell("carol")).GITHUB_TOKEN ?? "" });
    expect(ids(carol, "unknown")).toContain("github.main.bypass");
    expect(ids(carol, "pass")).toContain("github.main.pull-requests");
    await protect({});
    await repos.deleteRepoRuleset(at);
  });

  test("the audit branch, environments and what Actions may do", async () => {
    const repos = settings();
    await protectAudit({ allow_force_pushes: true });
    const environment_name = "leasehold-apply";
    await repos.createOrUpdateEnvironment({ ...AT, environment_name, deployment_branch_policy: null });
    await repos.deleteAnEnvironment({ ...AT, environment_name: "leasehold-rotate" });
    await company.acme.octokit("olivia").actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...AT,
      can_approve_pull_request_reviews: false,
    });

    const found = await doctor();

    expect(ids(found, "fail").filter((id) => id.startsWith("github."))).toEqual([
      "github.audit.force-push",
      "github.environment.leasehold-apply",
      "github.environment.leasehold-rotate",
      "github.actions.pull-requests",
    ]);
    for (const { state, hint } of found.checks) if (state !== "pass") expect(hint).toBeTruthy();
  });

  test("a job's token sees little, and says what it lacks", async () => {
    const { GITHUB_TOKEN = "" } = company.environment("audit");
    const found = await doctor({ GITHUB_TOKEN, VAULT_TOKEN: "" });
    const open = found.checks.filter(({ state }) => state === "unknown");
    expect(open.find(({ id }) => id === "github.actions.pull-requests")?.hint).toMatch(
      /not accessible|does not allow/,
    );
    expect(
      open.filter(({ id }) => id.startsWith("vault.")).every(({ hint }) => /not logged in/.test(hint ?? "")),
    ).toBe(true);
    expect(ids(found, "pass")).toContain("github.token");
  });

  test("without any token every question of it stays open, and nothing is wrong for that", async () => {
    const found = await doctor({ GITHUB_TOKEN: "", VAULT_TOKEN: "" });
    expect(found).toMatchObject({ code: 0, ok: true });
    expect(ids(found, "fail")).toEqual([]);
    expect(
      found.checks.filter(({ id }) => /^(github|vault)\./.test(id)).map(({ state }) => state),
    ).not.toContain("fail");
  });
});

describe("Vault", () => {
  test("seen by the audit identity: what it may look at is told, the rest is open", async () => {
    const audit = await logInAs(company.acme, "audit");
    const found = await doctor({ GITHUB_TOKEN: "", VAULT_TOKEN: audit.token ?? "" });
    expect(ids(found, "pass")).toEqual(
      expect.arrayContaining(["vault.setup", "vault.jwt", "vault.drift", "vault.mfa", "vault.version"]),
    );
    expect(ids(found, "unknown")).toEqual(
      expect.arrayContaining(["vault.database", "vault.max-ttl", "vault.aliases", "vault.audit-device"]),
    );
  });

  test("one that writes no audit log of its own is told, with how to turn it on", async () => {
    await using bare = await startOpenBao();
    const found = await doctor({ VAULT_ADDR: bare.address, VAULT_TOKEN: bare.rootToken });
    expect(found.checks.find(({ id }) => id === "vault.audit-device")).toMatchObject({
      state: "fail",
      hint: expect.stringContaining("Turn one on"),
    });
  });

  test("what somebody changed by hand, each by its name", async () => {
    const { vault } = company;
    const { data: jwt } = await vault.read("auth/github-actions/role/leasehold-apply");
    await vault.write("auth/github-actions/role/leasehold-apply", {
      ...jwt,
      bound_claims: { ref: "refs/heads/x" },
    });
    await vault.write("sys/policies/acl/leasehold-enforce", {
      policy: 'path "x" { capabilities = ["read"] }',
    });
    await vault.write("sys/auth/token/tune", { default_lease_ttl: "1h", max_lease_ttl: "1h" });
    const { data: database } = await vault.read("database/roles/orders-read");
    await vault.write("database/roles/orders-read", {
      ...database,
      max_ttl: "9h",
      revocation_statements: ["DROP ROLE x"],
    });
    const { data: enforcement } = await vault.read("identity/mfa/login-enforcement/people");
    await vault.remove("identity/mfa/login-enforcement/people");

    expect((await doctor()).checks.filter(({ state }) => state === "fail").map((check) => check.id)).toEqual(
      expect.arrayContaining([
        "vault.jwt",
        "vault.drift",
        "vault.max-ttl",
        "vault.database.max-ttl.database/roles/orders-read",
        "vault.database.statements.database/roles/orders-read",
        "vault.mfa",
      ]),
    );
    await vault.write("identity/mfa/login-enforcement/people", enforcement);
    await vault.write("database/roles/orders-read", database);
    await vault.write("sys/auth/token/tune", { default_lease_ttl: "768h", max_lease_ttl: "768h" });
  });

  test("a name that is stored in another case than the pick-up has opens nothing", async () => {
    const { vault } = company;
    const { data } = await vault.write("identity/entity", { name: "carol-in-capitals" });
    const { accessor } = company.acme.estate.people;
    await vault.write("identity/entity-alias", {
      name: "CAROL",
      canonical_id: data.id,
      mount_accessor: accessor,
    });
    const found = await doctor();
    expect(found.checks.find(({ id }) => id === "vault.aliases")).toMatchObject({
      state: "fail",
      message: expect.stringContaining("CAROL, not carol"),
    });
  });
});
