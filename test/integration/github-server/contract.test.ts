import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { renderOperations } from "../../../sandbox/github/operations-table.ts";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("GitHub's description", () => {
  it("is what requests are held to: a violation is a 500 that says what, and fails the test", async () => {
    const { at, alice, name } = await place(github);
    await pullWith(alice, at);
    const said = await refusal(
      alice.pulls.merge({ ...at, pull_number: 1, merge_method: "squash", commit_mesage: "typo" }),
    );
    expect(said).toEqual({
      status: 500,
      message:
        "Contract violation in the request of pulls/merge: body must NOT have additional properties: commit_mesage",
    });
    expect(() => github.assertContract()).toThrow(/pulls\/merge, request of PUT .*commit_mesage/s);
    expect(github.takeViolations()).toHaveLength(1);
    await refusal(alice.request("GET /repos/{owner}/{repo}/pulls", { ...at, stat: "all" }));
    await refusal(alice.request(`GET /repos/${name}/pulls?state=merged`));
    await refusal(alice.request("GET /repos/{owner}/{repo}/pulls/{n}", { ...at, n: "first" }));
    await refusal(alice.request(`POST /repos/${name}/issues`));
    expect(github.takeViolations().map(({ problems }) => problems)).toEqual([
      ["query must NOT have additional properties: stat"],
      ["query/state must be equal to one of the allowed values: open, closed, all"],
      ["path/pull_number must be integer"],
      ["body: required"],
    ]);
  });

  it("is what answers are held to", async () => {
    const { at, alice, name } = await place(github);
    await pullWith(alice, at);
    // A state GitHub does not have, put in behind the server's back.
    (github.pull(name, 1) as { state: string }).state = "lost";
    expect((await refusal(alice.pulls.get({ ...at, pull_number: 1 }))).status).toBe(500);
    expect(github.takeViolations()).toEqual([
      {
        operation: "pulls/get",
        side: "response",
        request: `GET /repos/${name}/pulls/1`,
        problems: ["body/state must be equal to one of the allowed values: open, closed"],
      },
    ]);
  });

  it("shows what the sandbox lacks, and what GitHub does not have", async () => {
    const { at, alice } = await place(github);
    const missing = await refusal(alice.repos.listReleases(at));
    expect(missing.message).toContain("GitHub has repos/list-releases, the sandbox does not");
    expect((await refusal(alice.request("GET /repos/{owner}/{repo}/grants", at))).status).toBe(404);
    expect(github.takeViolations().map(({ operation }) => operation)).toEqual([
      "repos/list-releases",
      undefined,
    ]);
  });

  it("counts an operation once its request and its answer were right", async () => {
    const { at, alice } = await place(github);
    expect(github.operationsValidated()).not.toContain("repos/list-branches");
    await alice.repos.listBranches(at);
    expect(github.operationsValidated()).toContain("repos/list-branches");
  });

  it("has its operations, and what differs, in OPERATIONS.md", async () => {
    const written = await readFile(new URL("../../../sandbox/github/OPERATIONS.md", import.meta.url), "utf8");
    // The formatter pads the table's columns.
    const plain = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
    expect(plain(written)).toBe(plain(renderOperations()));
  });
});
