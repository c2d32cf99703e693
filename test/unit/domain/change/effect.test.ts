import { describe, expect, it } from "vitest";
import { policyEffect } from "../../../../src/domain/change/effect.ts";
import { type World, world } from "../../../support/world.ts";

const place = () =>
  world()
    .team("payments", "alice", "carol")
    .team("dba", "bob")
    .role("r", { access: ["kv/data/a", "kv/data/b"] });
const effect = (before: World, after: World) =>
  policyEffect({
    before: before.policies,
    after: after.policies,
    live: before.base,
    tests: [],
    now: before.now,
  });

describe("what a change of policies does", () => {
  it("is nothing where nothing changes", () => {
    expect(effect(place(), place())).toEqual({ access: [], terms: [], people: [], stranded: [], tests: [] });
  });

  it("widens, narrows or changes a role's access, by path and capability", () => {
    const kind = (access: Parameters<World["role"]>[1]) => effect(place(), place().role("r", access)).access;
    expect(kind({ access: ["kv/data/a", "kv/data/b", "kv/data/c"] })).toMatchObject([
      { kind: "widened", gained: [{ path: "kv/data/c", capabilities: ["read"] }], lost: [] },
    ]);
    expect(kind({ access: ["kv/data/a"] })).toMatchObject([
      { kind: "narrowed", lost: [{ path: "kv/data/b" }] },
    ]);
    expect(kind({ access: ["kv/data/a", { path: "kv/data/b", capabilities: ["list"] }] })).toMatchObject([
      { kind: "changed", gained: [{ capabilities: ["list"] }], lost: [{ capabilities: ["read"] }] },
    ]);
  });

  it("tells of a role that is new or gone", () => {
    expect(effect(place(), place().role("fresh", {})).access).toMatchObject([{ role: "fresh", kind: "new" }]);
    expect(effect(place().role("fresh", {}), place()).people).toMatchObject([
      { role: "fresh", part: "requesters", left: ["alice", "carol"] },
      { role: "fresh", part: "approvers", left: ["bob"] },
    ]);
  });

  it("a person who only changes the login is the same person", () => {
    expect(
      effect(place(), place().team("payments", "alice", "caro").person("carol", { now: "caro" })).people,
    ).toMatchObject([{ joined: ["caro"], left: ["carol"] }]);
    expect(
      effect(
        place().person("carol", { now: "caro" }),
        place().team("payments", "alice", "caro").person("carol", { now: "caro" }),
      ).people,
    ).toEqual([]);
  });

  it("tells what a role asks for and allows otherwise", () => {
    const words = { access: ["kv/data/a", "kv/data/b"] };
    const before = place().role("r", {
      ...words,
      approvers: [{ teams: ["dba"], count: 2 }],
      ticket: "INC-\\d+",
    });
    expect(effect(before, place().role("r", { ...words, max: "24h" })).terms).toEqual([
      { role: "r", term: "approvals", before: "2 of dba", after: "1 of dba" },
      { role: "r", term: "max", before: "8h", after: "1d" },
      { role: "r", term: "ticket", before: "INC-\\d+" },
    ]);
  });

  it("tells who becomes an owner of the policies", () => {
    const after = place().person("olga", { now: "olivia" });
    expect(effect(place(), after).people).toEqual([
      { role: "policies/", part: "owners", joined: ["olivia"], left: ["olga"] },
    ]);
  });

  it("strands live grants: of people who may not have them any more, of paths that are gone", () => {
    const before = place();
    before.live({ user: "carol", duration: "4h" });
    before.live({ user: "alice", duration: "4h" });
    const rules = (after: World) =>
      effect(before, after).stranded.map(({ grant, findings }) => [
        grant.user,
        ...findings.map(({ rule }) => rule),
      ]);
    expect(rules(place().team("payments", "alice"))).toEqual([["carol", "requester-eligible"]]);
    expect(rules(place().role("r", { access: ["kv/data/a"] }))).toEqual([
      ["carol", "drift"],
      ["alice", "drift"],
    ]);
    expect(rules(place().role("r", { access: ["kv/data/a", "kv/data/b"], max: "2h" }))).toEqual([
      ["carol", "duration-max"],
      ["alice", "duration-max"],
    ]);
    expect(rules(world().team("payments", "alice", "carol"))).toEqual([
      ["carol", "role-unknown"],
      ["alice", "role-unknown"],
    ]);
  });

  it("does not call a grant stranded for limits that it is already counted in", () => {
    const before = place();
    before.live({ user: "alice" });
    before.live({ user: "carol" });
    expect(
      effect(before, place().role("r", { access: ["kv/data/a", "kv/data/b"], total: 1 })).stranded,
    ).toEqual([]);
  });
});
