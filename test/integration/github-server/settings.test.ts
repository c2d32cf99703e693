import sodium from "libsodium-wrappers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { place, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
  await sodium.ready;
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

const seal = (text: string, key: string): string =>
  Buffer.from(sodium.crypto_box_seal(Buffer.from(text), Buffer.from(key, "base64"))).toString("base64");

describe("secrets", () => {
  it("are sealed for the repository, listed without their values, opened by GitHub only", async () => {
    const { at, alice, mallory, name } = await place(github);
    const { data: key } = await alice.actions.getRepoPublicKey(at);
    const put = (secret_name: string, encrypted_value: string, key_id = key.key_id) =>
      alice.actions.createOrUpdateRepoSecret({ ...at, secret_name, encrypted_value, key_id });
    expect((await put("role_secret_id", seal("s3cret", key.key))).status).toBe(201);
    expect((await put("ROLE_SECRET_ID", seal("newer", key.key))).status).toBe(204);
    expect(await github.secret(name, "role_secret_id")).toBe("newer");
    const { data } = await alice.actions.listRepoSecrets(at);
    expect(data.secrets.map((secret) => Object.keys(secret).sort())).toEqual([
      ["created_at", "name", "updated_at"],
    ]);
    expect((await refusal(put("X", seal("x", key.key), "1"))).status).toBe(422);
    expect((await refusal(put("X", "bm90IHNlYWxlZA=="))).status).toBe(422);
    expect((await refusal(put("GITHUB_X", seal("x", key.key)))).status).toBe(422);
    expect((await refusal(mallory.actions.getRepoPublicKey(at))).status).toBe(403);
    await alice.actions.deleteRepoSecret({ ...at, secret_name: "ROLE_SECRET_ID" });
    expect(await github.secret(name, "ROLE_SECRET_ID")).toBeUndefined();
  });

  it("of an environment have a key of their own", async () => {
    const { at, bob, name } = await place(github);
    const environment = { ...at, environment_name: "production" };
    await bob.repos.createOrUpdateEnvironment({ ...environment, wait_timer: 0 });
    const { data: own } = await bob.actions.getEnvironmentPublicKey(environment);
    const { data: repository } = await bob.actions.getRepoPublicKey(at);
    expect(own.key).not.toBe(repository.key);
    await bob.actions.createOrUpdateEnvironmentSecret({
      ...environment,
      secret_name: "TOKEN",
      key_id: own.key_id,
      encrypted_value: seal("t", own.key),
    });
    expect(await github.secret(name, "TOKEN", "production")).toBe("t");
    expect(await github.secret(name, "TOKEN")).toBeUndefined();
  });
});

describe("environments", () => {
  it("keep their reviewers and branches, and are replaced as a whole", async () => {
    const { at, alice, bob } = await place(github);
    const environment = { ...at, environment_name: "leasehold-apply" };
    const carol = (await alice.users.getByUsername({ username: "carol" })).data;
    await bob.repos.createOrUpdateEnvironment({
      ...environment,
      wait_timer: 5,
      reviewers: [{ type: "User", id: carol.id }],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await bob.repos.createDeploymentBranchPolicy({ ...environment, name: "main" });
    const { data } = await alice.repos.getEnvironment({
      ...environment,
      environment_name: "LEASEHOLD-APPLY",
    });
    expect(data.protection_rules?.map(({ type }) => type)).toEqual([
      "wait_timer",
      "required_reviewers",
      "branch_policy",
    ]);
    const { data: policies } = await alice.repos.listDeploymentBranchPolicies(environment);
    expect(policies.branch_policies).toMatchObject([{ name: "main", type: "branch" }]);
    await bob.repos.createOrUpdateEnvironment(environment);
    const { data: all } = await alice.repos.getAllEnvironments(at);
    expect(all.environments?.[0]?.protection_rules).toEqual([]);
    expect((await refusal(alice.repos.createOrUpdateEnvironment(environment))).status).toBe(403);
    await bob.repos.deleteAnEnvironment(environment);
    expect((await refusal(alice.repos.getEnvironment(environment))).status).toBe(404);
  });
});

describe("CODEOWNERS", () => {
  it("has its errors listed by line", async () => {
    const owners = "* @bob\n/a @nobody\n!b @bob\n/c @mallory\n/d bob\n# comment\n/e @acme/none\n";
    const { at, alice } = await place(github, { files: { ".github/CODEOWNERS": owners } });
    const { data } = await alice.repos.codeownersErrors(at);
    expect(data.errors.map(({ line, column, kind }) => [line, column, kind])).toEqual([
      [2, 4, "Unknown owner"],
      [3, 1, "Invalid pattern"],
      [4, 4, "Unknown owner"],
      [5, 4, "Invalid owner"],
      [7, 4, "Unknown owner"],
    ]);
    const none = await place(github);
    expect((await refusal(none.alice.repos.codeownersErrors(none.at))).status).toBe(404);
  });
});

describe("variables, labels and collaborators", () => {
  it("are kept as GitHub keeps them", async () => {
    const { at, alice, bob } = await place(github);
    await alice.actions.createRepoVariable({ ...at, name: "vault_addr", value: "https://a" });
    expect(
      (await refusal(alice.actions.createRepoVariable({ ...at, name: "VAULT_ADDR", value: "x" }))).status,
    ).toBe(409);
    await alice.actions.updateRepoVariable({ ...at, name: "VAULT_ADDR", value: "https://b" });
    expect((await alice.actions.getRepoVariable({ ...at, name: "VAULT_ADDR" })).data.value).toBe("https://b");
    await alice.issues.createLabel({ ...at, name: "Revoke", color: "ff0000" });
    expect((await refusal(alice.issues.createLabel({ ...at, name: "revoke" }))).status).toBe(422);
    await alice.issues.updateLabel({ ...at, name: "revoke", new_name: "ended" });
    expect((await alice.issues.listLabelsForRepo(at)).data.map(({ name }) => name)).toEqual(["ended"]);
    await bob.repos.addCollaborator({ ...at, username: "mallory", permission: "triage" });
    const level = await bob.repos.getCollaboratorPermissionLevel({ ...at, username: "mallory" });
    expect(level.data).toMatchObject({ permission: "read", role_name: "triage" });
    await bob.repos.removeCollaborator({ ...at, username: "mallory" });
    expect((await refusal(bob.repos.checkCollaborator({ ...at, username: "mallory" }))).status).toBe(404);
  });
});
