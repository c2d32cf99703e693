import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("who asks", () => {
  it("is refused with a wrong, revoked or expired token, and 404 where they may not look", async () => {
    const { at, name } = await place(github, { private: true });
    const get = (token?: string) => refusal(octokit(github, token).repos.get(at));
    expect(await get("ghp_wrong")).toEqual({ status: 401, message: "Bad credentials" });
    const token = github.tokenFor("alice");
    expect((await get(token)).status).toBe(200);
    github.revoke(token);
    expect((await get(token)).status).toBe(401);
    const old = github.appToken({ repos: [name], expiresAt: new Date(Date.now() - 1000) });
    expect((await get(old)).status).toBe(401);
    expect(await get()).toEqual({ status: 404, message: "Not Found" });
    expect((await get(github.tokenFor("mallory"))).status).toBe(404);
    const elsewhere = await place(github);
    expect((await get(github.jobToken(elsewhere.name, { contents: "write" }))).status).toBe(404);
  });

  it("may be nobody, where only public things are read", async () => {
    const { at } = await place(github);
    const nobody = octokit(github);
    expect((await nobody.repos.get(at)).data).not.toHaveProperty("permissions");
    expect((await refusal(nobody.issues.create({ ...at, title: "x" }))).message).toBe(
      "Requires authentication",
    );
  });

  it("finds people whatever the case of their logins", async () => {
    const { at, alice, bob } = await place(github);
    const level = (username: string) => bob.repos.getCollaboratorPermissionLevel({ ...at, username });
    expect((await level("ALICE")).data).toMatchObject({ permission: "write", user: { login: "alice" } });
    expect((await level("mallory")).data.permission).toBe("read");
    expect((await level("github-actions[bot]")).data.permission).toBe("none");
    expect((await refusal(level("nobody"))).status).toBe(404);
    expect((await alice.users.getByUsername({ username: "Bob" })).data.login).toBe("bob");
    expect((await alice.users.getAuthenticated()).data.login).toBe("alice");
    const all = await bob.repos.listCollaborators(at);
    expect(all.data.map(({ login, role_name }) => [login, role_name])).toEqual([
      ["alice", "write"],
      ["bob", "admin"],
      ["carol", "write"],
    ]);
  });

  it("reads teams as a member or an App with members: read, never as GITHUB_TOKEN", async () => {
    const org = `org-${Math.random().toString(36).slice(2, 8)}`;
    const { name } = await place(github, { owner: org });
    github.addTeam(org, "dba", { members: ["bob", "carol"], repos: { [name]: "write" } });
    const members = (token: string) =>
      octokit(github, token).teams.listMembersInOrg({ org, team_slug: "dba" });
    const job = github.jobToken(name, { contents: "write", members: "read" });
    expect(await refusal(members(job))).toEqual({
      status: 403,
      message: "Resource not accessible by integration",
    });
    const bare = github.appToken({ slug: "bare", permissions: { contents: "read" } });
    expect((await refusal(members(bare))).status).toBe(403);
    const app = github.appToken({ slug: "able", permissions: { members: "read" } });
    expect((await members(app)).data.map(({ login }) => login)).toEqual(["bob", "carol"]);
    expect((await members(github.tokenFor("bob"))).data).toHaveLength(2);
    expect((await refusal(members(github.tokenFor("mallory")))).status).toBe(404);
    const team = { org, team_slug: "dba" };
    const bob = octokit(github, github.tokenFor("bob"));
    expect((await bob.teams.getByName(team)).data).toMatchObject({ slug: "dba", members_count: 2 });
    expect((await bob.teams.getMembershipForUserInOrg({ ...team, username: "CAROL" })).data.state).toBe(
      "active",
    );
    expect((await refusal(bob.teams.getMembershipForUserInOrg({ ...team, username: "alice" }))).status).toBe(
      404,
    );
    expect((await bob.orgs.listMembers({ org })).data).toHaveLength(2);
  });

  it("as a job may do what its permissions say, and open pull requests where Actions may", async () => {
    const { at, alice, bob, name } = await place(github);
    await pullWith(alice, at);
    const reader = octokit(github, github.jobToken(name, { contents: "read" }));
    const denied = { status: 403, message: "Resource not accessible by integration" };
    expect(await refusal(reader.issues.createComment({ ...at, issue_number: 1, body: "x" }))).toEqual(denied);
    const main = await reader.git.getRef({ ...at, ref: "heads/main" });
    const branch = { ...at, ref: "refs/heads/revoke", sha: main.data.object.sha };
    expect(await refusal(reader.git.createRef(branch))).toEqual(denied);
    const writer = octokit(github, github.jobToken(name, { contents: "write", "pull-requests": "write" }));
    await writer.git.createRef(branch);
    await writer.repos.createOrUpdateFileContents({
      ...at,
      path: "x",
      message: "x",
      content: "eA==",
      branch: "revoke",
    });
    const open = { ...at, title: "Revoke", head: "revoke", base: "main" };
    expect(await refusal(writer.pulls.create(open))).toEqual({
      status: 403,
      message: "GitHub Actions is not permitted to create or approve pull requests.",
    });
    await bob.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...at,
      can_approve_pull_request_reviews: true,
    });
    const { data } = await writer.pulls.create(open);
    expect(data.user).toMatchObject({ login: "github-actions[bot]", type: "Bot" });
    expect(github.events.at(-1)).toMatchObject({
      name: "pull_request",
      action: "opened",
      starts: "approval",
    });
    const settings = await bob.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
    expect(settings.data.can_approve_pull_request_reviews).toBe(true);
    expect((await bob.actions.getGithubActionsPermissionsRepository(at)).data.enabled).toBe(true);
  });

  it("as a person with a narrow token does no more than the token says", async () => {
    const { at, name } = await place(github);
    const narrow = octokit(
      github,
      github.tokenFor("bob", { permissions: { contents: "read" }, repos: [name] }),
    );
    expect((await narrow.repos.getContent({ ...at, path: "README.md" })).status).toBe(200);
    expect(await refusal(narrow.issues.create({ ...at, title: "x" }))).toEqual({
      status: 403,
      message: "Resource not accessible by personal access token",
    });
  });

  it("as an App gets its own tokens with a JWT of its key, no wider than it is itself", async () => {
    const { at, name } = await place(github);
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const app = github.addApp({
      slug: `app-${at.repo}`,
      owner: at.owner,
      publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      permissions: { contents: "write", members: "read" },
      repos: [name],
    });
    const now = Math.floor(Date.now() / 1000);
    const jwt = (claims: object, key = privateKey) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 300, iss: app.id, ...claims })}`;
      return octokit(github, `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`);
    };
    const self = jwt({});
    expect((await self.apps.getAuthenticated()).data?.slug).toBe(app.slug);
    const { data } = await self.apps.getRepoInstallation(at);
    const ask = { installation_id: data.id, repositories: [at.repo] };
    const given = await self.apps.createInstallationAccessToken({
      ...ask,
      permissions: { contents: "read" },
    });
    const limited = octokit(github, given.data.token);
    expect((await limited.repos.getContent({ ...at, path: "README.md" })).status).toBe(200);
    expect((await refusal(limited.git.deleteRef({ ...at, ref: "heads/main" }))).status).toBe(403);
    const wide = self.apps.createInstallationAccessToken({
      ...ask,
      permissions: { administration: "write" },
    });
    expect((await refusal(wide)).status).toBe(422);
    expect((await refusal(self.repos.get(at))).status).toBe(403);
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    for (const bad of [jwt({}, other), jwt({ exp: now - 1 }), jwt({ exp: now + 3600 }), jwt({ iss: 1 })]) {
      expect((await refusal(bad.apps.getAuthenticated())).status).toBe(401);
    }
  });

  it("gives up an App's token", async () => {
    const { at, name } = await place(github);
    const app = octokit(github, github.appToken({ repos: [name], permissions: { contents: "read" } }));
    expect((await app.apps.listReposAccessibleToInstallation()).data.total_count).toBeGreaterThan(0);
    await app.apps.revokeInstallationAccessToken();
    expect((await refusal(app.repos.get(at))).status).toBe(401);
  });
});
