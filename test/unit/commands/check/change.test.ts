import { describe, expect, it } from "vitest";
import { makeRepository, makeRequest } from "../../../../bench/repositories.ts";
import { openRepository } from "../../../../src/adapters/git/repository.ts";
import { check } from "../../../../src/commands/check.ts";
import { gitEnv, scratchFolder } from "../../../integration/git/scratch.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";
import { judged, main, rules } from "./judging.ts";

describe("check of a change", () => {
  it("shows what a request would give, to the letter of the formats", async () => {
    const repository = main().branch("ask").grant("refund", { user: "Alice", duration: "2h" });
    repository.commit("11:00");
    expect((await judged(repository, { base: "main" })).result).toEqual({
      ok: true,
      findings: [],
      grants: [
        {
          file: "grants/orders-db-read/refund.yaml",
          role: "orders-db-read",
          user: "Alice",
          begin: "2026-11-21T12:00:00Z",
          end: "2026-11-21T14:00:00Z",
          seconds: 7_200,
          access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
          approvals: { required: 1, given: [], eligible: ["bob"] },
        },
      ],
    });
  });

  it("tells all that is wrong at once, each at its place", async () => {
    const repository = main().branch("ask");
    repository.grant("a", { user: "mallory", duration: "9h" }).grant("b", { duration: "8 hours" });
    repository.commit("11:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.ok).toBe(false);
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["requester-eligible", "grants/orders-db-read/a.yaml", 2],
      ["duration-max", "grants/orders-db-read/a.yaml", 4],
      ["schema", "grants/orders-db-read/b.yaml", 4],
    ]);
  });

  it("is by the base's policies: a change cannot allow itself", async () => {
    const repository = main()
      .branch("ask")
      .role("orders-db-read", { duration: "{ max: 100h }" })
      .grant("a", { duration: "50h" });
    repository.commit("11:00");
    expect(await rules(repository, { base: "main" })).toEqual([
      "mixed-change grants/orders-db-read/a.yaml",
      "duration-max grants/orders-db-read/a.yaml",
    ]);
  });

  it("is by the base's tip, not by where the branch began", async () => {
    const repository = main().branch("ask").grant("a", { duration: "8h" });
    repository.commit("09:00");
    repository.checkout("main").role("orders-db-read", { duration: "{ max: 4h }" });
    repository.commit("10:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "duration-max grants/orders-db-read/a.yaml",
    ]);
  });

  it("counts limits over what the base's tip has and the change adds", async () => {
    const repository = new AccessRepository().role("orders-db-read", { limits: "{ per_user: 1 }" });
    repository.commit("08:00");
    repository.branch("ask").grant("b").grant("a", { user: "carol" });
    repository.commit("09:00");
    repository.checkout("main").grant("live", { duration: "8h" });
    repository.commit("11:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "limit-per-user grants/orders-db-read/b.yaml",
    ]);
  });

  it("does not count what is over, or what the same change deletes", async () => {
    const repository = new AccessRepository()
      .role("orders-db-read", { limits: "{ per_user: 1 }" })
      .grant("over");
    repository.commit("09:00");
    repository.grant("live", { duration: "8h", user: "carol" });
    repository.commit("11:00");
    repository
      .branch("ask")
      .remove("grants/orders-db-read/live.yaml")
      .grant("again", { user: "carol" })
      .grant("mine");
    repository.commit("11:30");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("refuses edits; a rename is a deletion and a new request", async () => {
    const repository = main().grant("old", { duration: "8h" }).grant("kept", { user: "carol" });
    repository.commit("09:00");
    repository.branch("ask").remove("grants/orders-db-read/old.yaml").grant("new", { duration: "8h" });
    repository.grant("kept", { user: "carol", duration: "2h" });
    repository.commit("10:00");
    const { result, removed } = await judged(repository, { base: "main" });
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["immutable-grant", "grants/orders-db-read/kept.yaml", 1],
    ]);
    expect(result.grants.map(({ file }) => file)).toEqual(["grants/orders-db-read/new.yaml"]);
    expect(removed.map(({ file }) => file)).toEqual(["grants/orders-db-read/old.yaml"]);
  });

  it("an edit of what somebody else put on the base meanwhile is one too", async () => {
    const repository = main().branch("ask").grant("same");
    repository.commit("09:00");
    repository.checkout("main").grant("same", { user: "carol" });
    repository.commit("10:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "immutable-grant grants/orders-db-read/same.yaml",
    ]);
  });

  it("lets deletions mix freely, with policies too", async () => {
    const repository = main().grant("old");
    repository.commit("09:00");
    repository.branch("tidy").remove("grants/orders-db-read/old.yaml").write("docs/x.md", "x").role("other");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("tells a request that brings something else along at the request's first line", async () => {
    const repository = main().branch("ask").grant("a").write("docs/x.md", "x");
    repository.commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toMatchObject([
      { rule: "mixed-change", file: "grants/orders-db-read/a.yaml", line: 1, column: 1 },
    ]);
  });

  it("extends only what is live on the base", async () => {
    const repository = main().grant("first", { duration: "6h" });
    const commit = repository.commit("10:00");
    const key = `orders-db-read.first.${commit.slice(0, 12)}`;
    repository.branch("ask").grant("more", { extends: key, duration: "1h" });
    repository.commit("11:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toEqual([]);
    expect(result.grants[0]).toMatchObject({ begin: "2026-11-21T12:00:00Z", end: "2026-11-21T17:00:00Z" });
    expect(await rules(repository, { base: "main", at: "16:00" })).toEqual([
      "extends grants/orders-db-read/more.yaml",
    ]);

    repository.checkout("main").remove("grants/orders-db-read/first.yaml");
    repository.commit("11:30");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "extends grants/orders-db-read/more.yaml",
    ]);
  });

  it("does not take a commit of the branch for where a grant landed", async () => {
    const repository = main().grant("first", { duration: "6h" });
    repository.commit("06:00");
    const later = repository.branch("ask").grant("noise", { user: "carol" }).commit("11:00");
    repository.remove("grants/orders-db-read/noise.yaml");
    repository.grant("more", { extends: `orders-db-read.first.${later.slice(0, 12)}`, duration: "1h" });
    repository.commit("11:10");
    expect(await rules(repository, { base: "main" })).toEqual(["extends grants/orders-db-read/more.yaml"]);
  });

  it("reads what the change needs, however much else the repository has", async () => {
    /** Files read, paths whose landing is looked up, and questions to Git, for a change of one grant. */
    const cost = async (others: number) => {
      const dir = scratchFolder();
      await makeRepository({ dir, grants: others, roles: 5, at: moment("11:00"), checkout: false });
      await makeRequest(dir, "ask", "role-0000");
      const repository = await openRepository({ dir, env: gitEnv() });
      const asked = { files: 0, landings: 0, questions: 0 };
      const tree = repository.tree.bind(repository);
      repository.tree = async (...args) => {
        const entries = await tree(...args);
        asked.files += entries.filter(({ bytes }) => bytes !== undefined).length;
        asked.questions += 1;
        return entries;
      };
      const landings = repository.landings.bind(repository);
      repository.landings = async (...args) => {
        const found = await landings(...args);
        asked.landings += found.size;
        asked.questions += 1;
        return found;
      };
      const { result } = await check({ repository }, { base: "main", head: "ask", at: moment("12:00") });
      expect(result).toMatchObject({ ok: true, grants: [{ file: "grants/role-0000/asked.yaml" }] });
      return asked;
    };
    // Settings, teams, roles, CODEOWNERS, and the request itself.
    const few = await cost(10);
    expect(few).toEqual({ files: 2 + 5 + 1 + 1, landings: 0, questions: 2 });
    expect(await cost(500)).toEqual(few);
  });

  it("is wrong use where the ref is none, and in a shallow clone", async () => {
    const repository = main();
    await expect(judged(repository, { base: "nope" })).rejects.toThrow(
      '--base: "nope" is no commit of this clone',
    );
    repository.grant("a");
    repository.commit("10:00");
    const shallow = new AccessRepository();
    shallow.scratch.git("fetch", "-q", "--depth=1", `file://${repository.scratch.dir}`, "main");
    shallow.scratch.git("checkout", "-q", "-f", "FETCH_HEAD");
    await expect(judged(shallow)).rejects.toThrow("this is a shallow clone");
  });
});
