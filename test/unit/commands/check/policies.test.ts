import { describe, expect, it } from "vitest";
import { AccessRepository } from "../../../support/access-repository.ts";
import { judged, main, rules } from "./judging.ts";

describe("check of changed policies", () => {
  it("judges changed policies by themselves and their tests", async () => {
    const repository = main()
      .branch("policy")
      .role("orders-db-read", { approvers: "{ teams: [dba], count: 2 }" });
    repository.write(
      "policies/tests/t.yaml",
      "- name: a whole day\n  request: { role: orders-db-read, user: alice, duration: 24h, reason: long enough }\n  expect: allow\n",
    );
    repository.commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["approvers-short", "policies/roles/orders-db-read.yaml", 4],
      ["policy-test", "policies/tests/t.yaml", 3],
    ]);
  });

  it("says nothing of policies that did not change", async () => {
    const repository = new AccessRepository().role("orders-db-read", {
      access: "[{ path: secret/data/x, capabilities: [read] }]",
    });
    repository.commit("08:00");
    repository.branch("ask").grant("a");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("lets nobody in by policies that are broken on the base", async () => {
    const repository = main().role("broken", { approvers: "{ teams: [nobody] }" });
    repository.commit("08:30");
    repository.branch("ask").grant("a");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([
      "approvers-short policies/roles/broken.yaml",
      "team-unknown policies/roles/broken.yaml",
    ]);
  });

  it("names the paths of the request that its person has already, and the effect of policies, when asked", async () => {
    const repository = main().role("other", {
      access:
        "[{ path: database/creds/orders-read, capabilities: [read] }, { path: kv/data/x, capabilities: [list] }]",
    });
    repository.grant("live", { role: "other", duration: "8h" });
    repository.commit("11:00");
    repository.branch("ask").grant("a");
    repository.commit("11:30");
    const { requests } = await judged(repository, { base: "main", story: true });
    expect(requests[0]?.held.map(({ path }) => path)).toEqual(["database/creds/orders-read", "kv/data/x"]);

    repository.checkout("main").branch("policy").role("other", { requesters: "{ users: [zed] }" });
    repository.commit("11:45");
    const { effect } = await judged(repository, { base: "main", story: true });
    expect(effect).toMatchObject({
      access: [{ role: "other", kind: "narrowed", lost: [{ path: "kv/data/x", capabilities: ["list"] }] }],
      people: [{ role: "other", part: "requesters", joined: ["zed"], left: ["alice", "carol"] }],
      stranded: [
        {
          grant: { file: "grants/other/live.yaml" },
          findings: [{ rule: "requester-eligible" }, { rule: "drift" }],
        },
      ],
      tests: [],
    });

    // A role that cannot be read is not gone, and nobody lost what it gives.
    repository.write("policies/roles/other.yaml", "access: &a b\n");
    repository.commit("11:50");
    const unread = await judged(repository, { base: "main", story: true });
    expect(unread.result.findings).toMatchObject([{ rule: "yaml" }]);
    expect(unread.effect).toBeUndefined();
  });
});
