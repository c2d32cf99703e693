import { describe, expect, it } from "vitest";
import { AccessRepository, roleText } from "../../../support/access-repository.ts";
import { judged, main, rules } from "./judging.ts";

describe("check of the working tree", () => {
  it("has nothing against a clean one", async () => {
    const repository = await main().grant("a").codeowners();
    repository.commit("11:30");
    const { result } = await judged(repository);
    expect(result).toMatchObject({ ok: true, findings: [] });
    expect(result.grants).toMatchObject([
      { key: expect.stringMatching(/^orders-db-read\.a\.[0-9a-f]{12}$/), begin: "2026-11-21T11:30:00Z" },
    ]);
  });

  it("judges what is over for its form only", async () => {
    const repository = await main().grant("over", { user: "mallory" }).codeowners();
    repository.write("grants/orders-db-read/odd.yaml", "role: orders-db-read\nusr: alice\n");
    repository.commit("09:00");
    expect((await rules(repository)).filter((rule) => !rule.startsWith("schema"))).toEqual([]);
    expect(await rules(repository)).toContain("schema grants/orders-db-read/odd.yaml");
    expect(await rules(repository, { at: "09:30" })).toContain(
      "requester-eligible grants/orders-db-read/over.yaml",
    );
  });

  it("begins what is not committed now, and counts it after all that is", async () => {
    const repository = await new AccessRepository()
      .role("orders-db-read", { limits: "{ per_user: 1 }" })
      .grant("z-live", { duration: "8h" })
      .codeowners();
    repository.commit("11:00");
    repository.grant("a-new", { duration: "8h" });
    const { result } = await judged(repository);
    expect(result.findings.map(({ rule, file }) => [rule, file])).toEqual([
      ["limit-per-user", "grants/orders-db-read/a-new.yaml"],
    ]);
    expect(result.grants.map(({ file, begin }) => [file, begin])).toEqual([
      ["grants/orders-db-read/a-new.yaml", "2026-11-21T12:00:00Z"],
      ["grants/orders-db-read/z-live.yaml", "2026-11-21T11:00:00Z"],
    ]);
  });

  it("a rule about live grants does not see the grant itself", async () => {
    const repository = new AccessRepository().write(
      "policies/roles/orders-db-read.yaml",
      `${roleText()}rules:\n  - { name: alone, expr: '!live.exists(g, g.user == request.user)', message: One at a time. }\n`,
    );
    (await repository.codeowners()).grant("a");
    repository.commit("11:30");
    expect(await rules(repository)).toEqual([]);
    repository.grant("b");
    expect(await rules(repository)).toEqual(["rule:alone grants/orders-db-read/b.yaml"]);
  });

  it("works before the first commit", async () => {
    const repository = new AccessRepository().role("orders-db-read").grant("a");
    expect((await judged(repository)).result).toMatchObject({
      ok: true,
      grants: [{ begin: "2026-11-21T12:00:00Z" }],
    });
  });
});
