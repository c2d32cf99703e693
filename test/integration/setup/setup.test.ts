import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SetupResult, setupExitCode } from "../../../src/commands/setup.ts";
import { roleVersionName } from "../../../src/domain/access/names.ts";
import { type SetupWorld, type Stage, startStage } from "../../support/setup-stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** `create policy leasehold-apply`, in order; fails the test where setup did not get that far. */
function lines(result: SetupResult): string[] {
  if (!("changes" in result)) throw new Error(`setup refused: ${JSON.stringify(result)}`);
  if (result.troubles.length > 0) throw new Error(JSON.stringify(result.troubles));
  return result.changes.map((change) => `${change.action} ${change.kind} ${change.name}`);
}

const errors = (result: SetupResult): string[] =>
  "findings" in result
    ? result.findings.filter((one) => one.severity === "error").map((one) => `${one.rule}: ${one.message}`)
    : [];

async function fresh(): Promise<SetupWorld> {
  const world = await stage.world();
  expect(errors(await world.setup())).toEqual([]);
  return world;
}

describe("an administrator runs setup", () => {
  test("the plan shows all that is to come, and writes none of it", async () => {
    const world = await stage.world();
    const planned = await world.setup({ plan: true });
    expect(setupExitCode(planned)).toBe(1);
    const version = roleVersionName((await world.policies()).roles.get("orders-db-read") as never);
    expect(lines(planned)).toEqual(
      expect.arrayContaining([
        "create mount leasehold",
        "create config leasehold/config",
        "create mount auth/github-actions",
        `create policy ${version}`,
        `create token-role ${version}`,
        "create policy leasehold-apply",
        "create jwt-role leasehold-apply",
        "change rotation-period database/static-roles/orders-app",
        "create setup-record leasehold/setup",
      ]),
    );
    expect(await world.vault.list("auth/token/roles")).toEqual([]);
  });

  test("writes it, says what is left to do, and has nothing to do the second time", async () => {
    const world = await stage.world();
    const written = await world.setup();
    expect(lines(written).length).toBeGreaterThan(20);
    expect(setupExitCode(written)).toBe(0);
    expect("notes" in written && written.notes.join()).toContain("leasehold-pickup");

    const again = await world.setup({ plan: true });
    expect(lines(again)).toEqual([]);
    expect(setupExitCode(again)).toBe(0);
    expect(lines(await world.setup())).toEqual([]);
  });

  test("records what was looked at, where only administrators write", async () => {
    const world = await fresh();
    const record = (await world.vault.read("leasehold/data/setup")).data.data;
    expect(record).toMatchObject({
      policies_commit: world.clone.git("rev-parse", "HEAD"),
      people_accessor: world.estate.people.accessor,
      shared_paths: [],
    });
    // A grant that lands afterwards is nothing to look at again.
    world.clone.write("grants/orders-db-read/x.yaml", "role: orders-db-read\n").commit("a grant");
    expect(lines(await world.setup({ plan: true }))).toEqual([]);
    world.edit("people.yaml", (text) => `${text}\n# looked at\n`);
    world.clone.commit("policies again");
    expect(lines(await world.setup({ plan: true }))).toEqual(["change setup-record leasehold/setup"]);
  });

  test("Vault rotates static roles as often as their file says", async () => {
    const world = await fresh();
    const role = (await world.vault.read("database/static-roles/orders-app")).data;
    expect(role).toMatchObject({ rotation_period: 3600, username: "orders-app", db_name: "orders" });
  });
});

describe("drift", () => {
  test("by hand is shown field by field, and put back", async () => {
    const world = await fresh();
    const version = roleVersionName((await world.policies()).roles.get("orders-db-read") as never);
    await world.vault.write(`auth/token/roles/${version}`, {
      allowed_policies_glob: ["*"],
      token_period: "1h",
    });
    await world.vault.write("sys/policies/acl/leasehold-enforce", {
      policy: 'path "auth/token/create" { capabilities = ["update"] }',
    });
    await world.vault.write("auth/github-actions/role/leasehold-apply", {
      role_type: "jwt",
      bound_claims: { repository_id: "1" },
      groups_claim: "groups",
    });
    await world.vault.write("leasehold/config", { cas_required: false });

    const planned = await world.setup({ plan: true });
    expect(lines(planned)).toEqual([
      "change config leasehold/config",
      "change policy leasehold-enforce",
      `change token-role ${version}`,
      "change jwt-role leasehold-apply",
    ]);
    const fields = "changes" in planned ? planned.changes[2]?.fields : undefined;
    expect(fields).toEqual([
      { field: "allowed_policies_glob", before: ["*"], after: [] },
      { field: "token_period", before: 3600, after: 0 },
    ]);
    await world.setup();
    expect(lines(await world.setup({ plan: true }))).toEqual([]);
  });

  test("is a policy of somebody else that gives the same path: leases there are not ours alone", async () => {
    const world = await fresh();
    await world.vault.write("sys/policies/acl/reporting", {
      policy: 'path "database/creds/+" { capabilities = ["read"] }',
    });
    expect(lines(await world.setup())).toEqual(["change setup-record leasehold/setup"]);
    const { shared_paths } = (await world.vault.read("leasehold/data/setup")).data.data;
    expect(shared_paths).toEqual(["database/creds/orders-read"]);
  });
});

describe("a role file that changes", () => {
  const shorter = (world: SetupWorld) => {
    world.edit("roles/orders-db-read.yaml", (text) => text.replace("max: 8h", "max: 6h"));
    world.clone.commit("shorter");
  };

  test("becomes a new version, and the old one goes", async () => {
    const world = await fresh();
    const before = roleVersionName((await world.policies()).roles.get("orders-db-read") as never);
    shorter(world);
    const after = roleVersionName((await world.policies()).roles.get("orders-db-read") as never);
    const changes = lines(await world.setup());
    expect(changes).toContain(`create token-role ${after}`);
    expect(changes.slice(-3)).toEqual([
      `remove token-role ${before}`,
      `remove policy ${before}`,
      "change setup-record leasehold/setup",
    ]);
    expect(await world.vault.list("auth/token/roles")).not.toContain(before);
    expect(lines(await world.setup())).toEqual([]);
  });

  test("keeps the old version while a token lives under it, which can be ended and not minted any more", async () => {
    const world = await fresh();
    const before = roleVersionName((await world.policies()).roles.get("orders-db-read") as never);
    const life = { explicit_max_ttl: "600s", meta: { key: "k" }, display_name: "alice" };
    const apply = await world.identity("apply");
    const minted = await apply.write(`auth/token/create/${before}`, life, { wrapTtl: "600s" });
    shorter(world);
    expect(lines(await world.setup()).filter((line) => line.startsWith("remove"))).toEqual([]);
    const again = await apply.request("POST", `auth/token/create/${before}`, life, { wrapTtl: "600s" });
    expect(again.status).toBe(403);

    const enforce = world.connect((await world.identity("enforce")).token);
    const leases = await enforce.reads.tokenLeases(before);
    expect(leases.length).toBeGreaterThan(0);
    for (const lease of leases) await enforce.ending.revokeLease(lease.id);
    expect(await enforce.reads.token(minted.wrap_info.wrapped_accessor)).toBeUndefined();
    expect(lines(await world.setup())).toContain(`remove policy ${before}`);
  });
});

describe("setup refuses", () => {
  test("without the repository's name or number, naming what is missing", async () => {
    const world = await stage.world();
    const { slug, ...none } = { slug: undefined, plan: true };
    const result = await world.setup({ ...none, slug, repositoryId: undefined } as never);
    expect(setupExitCode(result)).toBe(2);
    expect(result).toEqual({
      kind: "missing",
      missing: [
        "GITHUB_REPOSITORY",
        "github.repository_id in policies/leasehold.yaml, or GITHUB_REPOSITORY_ID",
      ],
    });
  });

  test("policies that are not committed, or broken", async () => {
    const world = await stage.world();
    world.edit("teams.yaml", (text) => `${text}\n# not yet\n`);
    expect(await world.setup()).toEqual({ kind: "uncommitted", paths: ["policies/teams.yaml"] });
    world.edit("teams.yaml", () => "payments: [alice\n");
    world.clone.commit("broken");
    const broken = await world.setup();
    expect(broken).toMatchObject({ kind: "policies" });
    expect(setupExitCode(broken)).toBe(2);
  });

  test("a HEAD that is not on main as origin has it", async () => {
    const world = await stage.world();
    world.clone.git("update-ref", "refs/remotes/origin/main", "HEAD");
    world.clone.git("checkout", "-q", "-b", "mine");
    world.edit("teams.yaml", (text) => `${text}\n# mine\n`);
    world.clone.commit("unreviewed");
    expect(await world.setup()).toMatchObject({ kind: "unmerged", branch: "main" });
  });

  test("a HEAD that a merge brought to main from the side: main never stood there", async () => {
    const world = await stage.world();
    world.clone.git("checkout", "-q", "-b", "mine");
    world.edit("teams.yaml", (text) => `${text}\n# mine\n`);
    const mine = world.clone.commit("unreviewed");
    world.clone.git("checkout", "-q", "main");
    world.clone.write("README.md", "x").commit("meanwhile");
    world.clone.git("merge", "-q", "--no-ff", "-m", "merge", "mine");
    world.clone.git("update-ref", "refs/remotes/origin/main", "HEAD");
    world.clone.git("checkout", "-q", mine);
    expect(await world.setup()).toMatchObject({ kind: "unmerged", head: mine, branch: "main" });
  });

  test("to write roles that would outlive their grants, and writes nothing at all", async () => {
    const world = await stage.world();
    await world.vault.write("database/roles/orders-read", {
      max_ttl: "9h",
      revocation_statements: ["DROP ROLE x"],
    });
    const result = await world.setup();
    expect(errors(result)).toEqual([
      expect.stringContaining("duration-max: database/roles/orders-read has max_ttl 9h, over the 2h"),
      expect.stringContaining("duration-max: database/roles/orders-read has max_ttl 9h, over the 8h"),
    ]);
    expect("findings" in result && result.findings.map((one) => one.rule)).toContain("lease-irrevocable");
    expect(setupExitCode(result)).toBe(1);
    await world.vault.write("database/roles/orders-read", { max_ttl: 0 });
    expect(errors(await world.setup())[0]).toContain("has no max_ttl: its users live for 768h");
    expect(await world.vault.list("auth/token/roles")).toEqual([]);
  });

  test("mounts of another kind under the names it needs, and people whose mount is not there", async () => {
    const world = await stage.world();
    await world.vault.write("sys/mounts/leasehold", { type: "kv", options: { version: "1" } });
    await world.vault.write("sys/auth/github-actions", { type: "approle" });
    world.edit("leasehold.yaml", (text) => text.replace("mount: userpass", "mount: okta"));
    world.clone.commit("another mount");
    expect(errors(await world.setup())).toEqual([
      "schema: leasehold/ is there already, and is no kv-v2 mount",
      "schema: auth/github-actions/ is there already, and is of type approle, not jwt",
      "schema: there is no auth mount okta: nobody could pick anything up",
    ]);
  });

  test("what only the real mounts can tell: engines under other names, other namespaces, missing things", async () => {
    const world = await stage.world();
    await world.vault.write("sys/mounts/keys", { type: "transit" });
    world.edit("roles/orders-db-read.yaml", (text) =>
      text.replace(
        "access:\n",
        "access:\n  - { path: keys/export/encryption-key/k, capabilities: [read] }\n" +
          "  - { path: prod/database/creds/x, capabilities: [read] }\n" +
          "  - { path: database/creds/nobody, capabilities: [read] }\n",
      ),
    );
    world.edit("roles/orders-db-oncall.yaml", (text) => text.replace("max: 2h", "max: 33d"));
    world.edit("rotations/orders-app.yaml", (text) => text.replace("name: orders-app", "name: orders-lost"));
    world.clone.commit("wrong");
    expect(errors(await world.setup()).sort()).toEqual([
      "access-forbidden: database/creds/nobody: there is no database/roles/nobody",
      expect.stringContaining(
        "access-forbidden: keys/export/encryption-key/k: export of transit is not for roles",
      ),
      "access-forbidden: prod/database/creds/x: no mount of this namespace has that path",
      expect.stringContaining("duration-max: duration.max: 33d is over the 32d that Vault lets a token live"),
      "rotation-unknown: orders-app: there is no database/static-roles/orders-lost",
    ]);
  });
});
