import { inspect } from "node:util";
import { expect, test } from "vitest";
import { GitHub } from "../../../src/adapters/github/github.ts";
import { OutsideError } from "../../../src/commands/outside-error.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { SLUG, scene } from "./scene.ts";

const request = { "grants/db-read/one.yaml": "role: db-read\n" };
const reviews = { operation: "pulls/list-reviews" } as const;

test.each(["status", "429", "secondary", "cut"] as const)("one %s is waited out", async (kind) => {
  const { github, server, pull } = await scene();
  const { number } = await pull("alice", "one", request);
  server.faults.add({ kind, match: reviews, times: 1 });
  expect(await github.reviews(number)).toEqual([]);
  expect(server.faults.struck).toHaveLength(1);
});

test.each([
  ["status", "unreachable"],
  ["429", "limited"],
  ["secondary", "limited"],
  ["cut", "unreachable"],
  ["hang", "unreachable"],
] as const)("%s without end is given up after three tries, as %s", async (kind, code) => {
  const { adapter, server, pull } = await scene();
  const github = adapter(server.tokenFor("bob"), { timeout: 300 });
  const { number } = await pull("alice", "one", request);
  server.faults.add({ kind, match: reviews, times: 100 });

  const failed = await github.reviews(number).catch((error: unknown) => error);

  expect(failed).toBeInstanceOf(OutsideError);
  expect(failed).toMatchObject({ system: "github", code, hint: expect.stringContaining("next run") });
  expect(server.faults.struck).toHaveLength(3);
});

test("a limit that lasts longer than a minute is left to the next run, with how long", async () => {
  const { github, server } = await scene();
  server.faults.add({ kind: "429", retryAfter: 600, times: 100 });
  await expect(github.tip("main")).rejects.toMatchObject({
    code: "limited",
    hint: expect.stringContaining("Wait 600 s"),
  });
  expect(server.faults.struck).toHaveLength(1);
});

test("half an answer is no answer: a list that was cut never reads like an empty one", async () => {
  const { github, server, as, pull } = await scene();
  const { number, head } = await pull("alice", "one", request);
  await as("bob", "POST", `/pulls/${number}/reviews`, { event: "APPROVE", commit_id: head.sha });
  server.faults.add({ kind: "half-body", match: reviews, times: 100 });
  await expect(github.reviews(number)).rejects.toMatchObject({ system: "github" });
  server.faults.clear();
  expect(await github.reviews(number)).toHaveLength(1);
});

test("what may have been done although its answer was lost is not done again", async () => {
  const { github, server, as, pull } = await scene();
  const { number } = await pull("alice", "one", request);
  server.faults.add({ kind: "cut", match: { operation: "issues/create-comment" }, carriedOut: true });

  await expect(github.upsertComment(number, "<!-- m -->", "text")).rejects.toMatchObject({
    code: "unreachable",
  });
  await github.upsertComment(number, "<!-- m -->", "text");

  expect(await as("alice", "GET", `/issues/${number}/comments`)).toHaveLength(1);
});

test("a refused token and a missing permission say so, and the token is nowhere", async () => {
  const { server, adapter, pull } = await scene();
  const { head } = await pull("alice", "one", request);
  const status = { context: "x", state: "success", description: "x" } as const;
  const wrong = await adapter("ghp_wrong_token")
    .tip("main")
    .catch((error: unknown) => error);
  const token = server.jobToken(SLUG, { contents: "read" });
  const narrow = await adapter(token)
    .setStatus(head.sha, status)
    .catch((error: unknown) => error);

  expect(wrong).toMatchObject({ code: "denied", hint: expect.stringContaining("GITHUB_TOKEN") });
  expect(narrow).toMatchObject({ code: "denied", message: expect.stringContaining("/statuses/") });
  for (const error of [wrong, narrow]) {
    expect(inspect(error, { depth: 9 })).not.toMatch(/ghp_wrong_token|ghs_/);
  }
});

test("a GitHub that is not there is named with its address", async () => {
  const github = new GitHub({
    apiUrl: "http://127.0.0.1:9",
    slug: SLUG,
    token: new Secret("ghp_x"),
    second: 1,
  });
  await expect(github.repository()).rejects.toMatchObject({
    system: "github",
    code: "unreachable",
    message: expect.stringContaining("http://127.0.0.1:9"),
    hint: expect.stringContaining("GITHUB_API_URL"),
  });
});

test("Ctrl-C ends a wait", async () => {
  const { server } = await scene();
  server.faults.add({ kind: "latency", delay: 20_000, times: 1 });
  const pressed = new AbortController();
  const github = new GitHub({
    apiUrl: server.url,
    slug: SLUG,
    token: new Secret(server.tokenFor("alice")),
    signal: pressed.signal,
    second: 1,
  });
  const asked = github.tip("main");
  setTimeout(() => pressed.abort(new Error("stopped")), 50);
  await expect(asked).rejects.toThrow("stopped");
});
