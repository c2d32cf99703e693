/** Replays what was recorded of the real GitHub (`@octokit/fixtures`) and compares the shape of the answers. */
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitHubServer, startGitHub } from "../../../sandbox/github/server.ts";

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly reqheaders: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const owner = "octokit-fixture-org";
const recorded = (scenario: string): Recorded[] =>
  createRequire(import.meta.url)(
    `@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`,
  ) as Recorded[];

let github: GitHubServer;
let token: string;
beforeAll(async () => {
  github = await startGitHub({ users: { "octokit-fixture-user-a": {}, "octokit-fixture-user-b": {} } });
  github.addOrg(owner, { "octokit-fixture-user-a": "admin" });
  token = github.tokenFor("octokit-fixture-user-a");
});
afterAll(() => github.stop());

/** What GitHub sent then and does not send any more. */
const gone: ReadonlySet<string> = new Set(["temp_clone_token", "milestone"]);

/** Where the recorded answer has a key ours lacks, or a value of another kind. `null` on either side is no kind. */
function differences(theirs: unknown, ours: unknown, path = ""): string[] {
  if (theirs === null || ours === null) return [];
  if (Array.isArray(theirs)) {
    if (!Array.isArray(ours)) return [`${path}: should be a list`];
    return theirs.length > 0 && ours.length > 0 ? differences(theirs[0], ours[0], `${path}[]`) : [];
  }
  if (typeof theirs !== typeof ours) return [`${path}: ${typeof ours} in place of ${typeof theirs}`];
  if (typeof theirs !== "object") return [];
  const own = ours as Record<string, unknown>;
  return Object.entries(theirs as Record<string, unknown>).flatMap(([key, value]) => {
    if (!(key in own)) return gone.has(key) ? [] : [`${path}.${key}: missing`];
    return differences(value, own[key], `${path}.${key}`);
  });
}

async function replay(
  scenario: string,
  repo: string,
  prepare?: (name: string) => Promise<Map<string, string>>,
) {
  const name = `${owner}/${repo}`;
  await github.addRepo({
    owner,
    name: repo,
    files: { "README.md": "# hello-world\n" },
    collaborators: { "octokit-fixture-user-a": "admin" },
  });
  const known = (await prepare?.(name)) ?? new Map<string, string>();
  const told: string[] = [];
  for (const { method, path, body, status, response, reqheaders } of recorded(scenario)) {
    if (!path.startsWith(`/repos/${name}`) && !path.startsWith("/orgs/")) continue;
    // Refs all at once are no operation any more.
    if (path.endsWith("/git/refs/")) continue;
    const fill = (text: string) => text.replace(/0{39}\d/g, (sha) => known.get(sha) ?? sha);
    const sent = body === "" || body === undefined ? undefined : fill(JSON.stringify(body));
    const answer = await fetch(`${github.url}${fill(path)}`, {
      method: method.toUpperCase(),
      headers: { authorization: `token ${token}`, accept: reqheaders.accept ?? "" },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    const title = `${method} ${path}`;
    if (answer.status !== status)
      told.push(`${title}: ${answer.status} in place of ${status}: ${text.slice(0, 200)}`);
    if (typeof response !== "object" || status === 204) continue;
    told.push(
      ...differences(response, text === "" ? undefined : JSON.parse(text)).map((line) => `${title} ${line}`),
    );
  }
  github.assertContract();
  return told;
}

const tip = async (name: string) =>
  new Map([["0".repeat(39).concat("1"), (await github.repo(name).git.resolve("main")) ?? ""]]);

describe("recorded answers of GitHub have the same shape as ours", () => {
  for (const scenario of ["add-labels-to-issue", "create-file", "errors", "labels", "get-organization"]) {
    it(scenario, async () => {
      expect(await replay(scenario, scenario)).toEqual([]);
    });
  }

  it("get-repository and get-content", async () => {
    expect(await replay("get-repository", "hello-world")).toEqual([]);
    const root = await fetch(`${github.url}/repos/${owner}/hello-world/contents/`);
    const [list] = recorded("get-content");
    expect(differences(list?.response, await root.json())).toEqual([]);
  });

  it("create-status", async () => {
    expect(await replay("create-status", "create-status", tip)).toEqual([]);
  });

  it("git-refs", async () => {
    const told = await replay("git-refs", "git-refs", async (name) => {
      const first = (await tip(name)).values().next().value ?? "";
      const { git } = github.repo(name);
      const commit = await git.commit(first);
      const second = await git.writeCommit({ ...commit, parents: [], message: "another" });
      const child = await git.writeCommit({ ...commit, parents: [second], message: "child" });
      return new Map([
        ["0".repeat(39).concat("2"), second],
        ["0".repeat(39).concat("1"), child],
      ]);
    });
    expect(told).toEqual([]);
  });

  it("lock-issue and paginate-issues", async () => {
    const opened = async (name: string) => {
      const headers = { authorization: `token ${token}` };
      for (let number = 0; number < 13; number += 1) {
        const body = JSON.stringify({ title: `Issue ${number}` });
        await fetch(`${github.url}/repos/${name}/issues`, { method: "POST", headers, body });
      }
      return new Map<string, string>();
    };
    expect(await replay("lock-issue", "lock-issue", opened)).toEqual([]);
    expect(await replay("paginate-issues", "paginate-issues", opened)).toEqual([]);
    const rels = (link: string | null) => [...(link ?? "").matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel);
    const { id } = github.repo(`${owner}/paginate-issues`);
    for (const { path, headers } of recorded("paginate-issues")) {
      const own = path.replace("/repositories/1000", `/repositories/${id}`);
      const answer = await fetch(`${github.url}${own}`);
      expect(rels(answer.headers.get("link")).sort()).toEqual(rels(headers.link ?? null).sort());
    }
  });

  it("branch-protection", async () => {
    expect(await replay("branch-protection", "branch-protection")).toEqual([]);
  });
});
