import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { clone, type Place, place, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
let scene: Place;
beforeAll(async () => {
  github = await start();
});
beforeEach(async () => {
  scene = await place(github);
});
afterEach(() => {
  github.faults.clear();
  github.assertContract();
});
afterAll(() => github.stop());

const path = (rest = "") => `${github.url}/repos/${scene.name}${rest}`;
const token = (login = "alice") => ({ authorization: `Bearer ${github.tokenFor(login)}` });

describe("an answer", () => {
  it("is not sent again to who has it: ETag and 304, without costing the limit", async () => {
    const headers = token();
    const first = await fetch(path(), { headers });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    const again = await fetch(path(), { headers: { ...headers, "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect(again.headers.get("x-ratelimit-used")).toBe(first.headers.get("x-ratelimit-used"));
    await scene.bob.repos.update({ ...scene.at, description: "new" });
    expect((await fetch(path(), { headers: { ...headers, "if-none-match": etag } })).status).toBe(200);
  });

  it("comes in pages that link to each other, by the repository's id", async () => {
    for (let number = 0; number < 5; number += 1)
      await scene.alice.issues.create({ ...scene.at, title: `${number}` });
    const response = await fetch(path("/issues?per_page=2&page=2"), { headers: token() });
    const { id } = github.repo(scene.name);
    const at = `${github.url}/repositories/${id}/issues?per_page=2&page=`;
    expect(response.headers.get("link")).toBe(
      `<${at}1>; rel="prev", <${at}3>; rel="next", <${at}3>; rel="last", <${at}1>; rel="first"`,
    );
    const all = await scene.alice.paginate(scene.alice.issues.listForRepo, { ...scene.at, per_page: 2 });
    expect(all.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    const small = await fetch(path("/issues"), { headers: token() });
    expect(small.headers.get("link")).toBeNull();
  });

  it("says how much of the limit is left, and refuses when nothing is", async () => {
    const headers = token();
    const response = await fetch(path(), { headers });
    expect(response.headers.get("x-ratelimit-limit")).toBe("5000");
    expect(Number(response.headers.get("x-ratelimit-remaining"))).toBe(4999);
    const job = { authorization: `token ${github.jobToken(scene.name, { contents: "read" })}` };
    expect((await fetch(path(), { headers: job })).headers.get("x-ratelimit-limit")).toBe("1000");
    github.world.rates.overrides.job = 1;
    try {
      const refused = await fetch(path(), { headers: job });
      expect(refused.status).toBe(403);
      expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
      expect(await refused.json()).toMatchObject({
        message: "API rate limit exceeded for github-actions[bot].",
        status: "403",
      });
      const look = await fetch(`${github.url}/rate_limit`, { headers: job });
      expect(await look.json()).toMatchObject({ rate: { limit: 1, remaining: 0 } });
    } finally {
      delete github.world.rates.overrides.job;
    }
  });

  it("holds who creates too fast to the secondary limit, where that is switched on", async () => {
    github.world.rates.secondary = { perMinute: 2, perHour: 500 };
    try {
      const headers = token();
      const create = () => fetch(path("/issues"), { method: "POST", headers, body: '{"title":"x"}' });
      expect([(await create()).status, (await create()).status]).toEqual([201, 201]);
      const refused = await create();
      expect(refused.status).toBe(403);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
      expect(await refused.json()).toMatchObject({
        message: expect.stringContaining("secondary rate limit"),
      });
      const real = github.world.now;
      github.world.now = () => new Date(real().getTime() + 61_000);
      expect((await create()).status).toBe(201);
      github.world.now = real;
    } finally {
      github.world.rates.secondary = undefined;
    }
  });

  it("refuses what is no JSON, and who does not say what they are", async () => {
    const broken = await fetch(path("/issues"), { method: "POST", headers: token(), body: "{" });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ message: "Problems parsing JSON", status: "400" });
    const errors = await scene.alice.pulls
      .create({ ...scene.at, title: "x", head: "none", base: "main" })
      .catch((error: { response: { data: unknown } }) => error.response.data);
    expect(errors).toEqual({
      message: "Validation Failed",
      errors: [{ resource: "PullRequest", field: "head", code: "invalid" }],
      documentation_url: "https://docs.github.com/rest/pulls/pulls#create-a-pull-request",
      status: "422",
    });
  });

  it("is given under Enterprise's path too", async () => {
    const response = await fetch(`${github.url}/api/v3/repos/${scene.name}`, { headers: token() });
    expect(await response.json()).toMatchObject({ full_name: scene.name });
  });
});

describe("on a bad day", () => {
  const get = () => refusal(scene.alice.repos.get(scene.at));

  it("the server answers 5xx, so often as it is told, and where", async () => {
    github.faults.add({ match: { operation: "repos/get" }, kind: "status", status: 503, times: 2, after: 1 });
    expect([(await get()).status, (await get()).status, (await get()).status, (await get()).status]).toEqual([
      200, 503, 503, 200,
    ]);
    expect(github.faults.struck.slice(-2)).toEqual([
      { kind: "status", request: `GET /repos/${scene.name}` },
      { kind: "status", request: `GET /repos/${scene.name}` },
    ]);
  });

  it("it has enough of the client: 429 and the secondary limit, with retry-after", async () => {
    github.faults.add({ match: { path: scene.name }, kind: "429", retryAfter: 7 });
    const limited = await fetch(path(), { headers: token() });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    github.faults.add({ match: { path: /issues$/, method: "post" }, kind: "secondary" });
    const refused = await refusal(scene.alice.issues.create({ ...scene.at, title: "x" }));
    expect(refused).toMatchObject({ status: 403, message: expect.stringContaining("secondary rate limit") });
  });

  it("answers are slow, cut off, or half there", async () => {
    github.faults.add({ kind: "latency", delay: 300 });
    const before = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
    github.faults.add({ kind: "cut" });
    await expect(fetch(path(), { headers: token() })).rejects.toThrow();
    github.faults.add({ kind: "half-body" });
    const half = await fetch(path(), { headers: token() });
    expect(half.status).toBe(200);
    await expect(half.text()).rejects.toThrow();
  });

  it("an answer is lost although the request was carried out", async () => {
    github.faults.add({ match: { operation: "issues/create" }, kind: "cut", carriedOut: true });
    github.faults.add({ match: { operation: "issues/create" }, kind: "cut" });
    for (const title of ["done", "not done"]) {
      const body = JSON.stringify({ title });
      await expect(fetch(path("/issues"), { method: "POST", headers: token(), body })).rejects.toThrow();
    }
    const { data } = await scene.alice.issues.listForRepo(scene.at);
    expect(data.map(({ title }) => title)).toEqual(["done"]);
  });

  it("an answer is out of date", async () => {
    const list = async () => (await scene.alice.issues.listForRepo(scene.at)).data.length;
    expect(await list()).toBe(0);
    await scene.alice.issues.create({ ...scene.at, title: "x" });
    github.faults.add({ match: { operation: "issues/list-for-repo" }, kind: "stale", times: 2 });
    expect([await list(), await list(), await list()]).toEqual([0, 0, 1]);
  });

  it("Git has it too", async () => {
    github.faults.add({ match: { operation: "git/upload-pack" }, kind: "status", status: 500 });
    await expect(clone(github.gitUrl(scene.at.owner, scene.at.repo))).rejects.toThrow(/500/);
    const work = await clone(github.gitUrl(scene.at.owner, scene.at.repo));
    await work.remove();
  });
});
