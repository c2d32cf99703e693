import { describe, expect, it } from "vitest";
import { policyEffect } from "../../../../src/domain/change/effect.ts";
import { changedTerms } from "../../../../src/domain/change/terms.ts";
import { seconds } from "../../../../src/domain/units.ts";
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
      { of: "r", term: "approvals", before: "2 of dba", after: "1 of dba" },
      { of: "r", term: "max", before: "8h", after: "1d" },
      { of: "r", term: "ticket", before: "INC-\\d+" },
    ]);
  });

  it("tells how much longer something may live, and by when an emergency must be reviewed", () => {
    const role = (outlives: number | undefined, max: string) => ({
      access: [
        {
          path: "aws/sts/a",
          capabilities: ["update" as const],
          ...(outlives ? { outlives: seconds(outlives) } : {}),
        },
      ],
      break_glass: { teams: ["dba"], max },
    });
    const before = place().role("r", role(3_600, "30m"));
    const { policies } = place().role("r", role(undefined, "30m"));
    const glass = policies.roles.get("r");
    if (!glass?.break_glass) throw new Error("no break-glass");
    const changed = { ...glass, break_glass: { ...glass.break_glass, review_within: seconds(3_600) } };
    expect(changedTerms(before.policies, { ...policies, roles: new Map([["r", changed]]) })).toEqual([
      { of: "r", term: "outlives of aws/sts/a", before: "1h" },
      { of: "r", term: "review_within", before: "1d", after: "1h" },
    ]);
  });

  it("tells who gets another name in Vault, what is rotated otherwise, and where fresh credentials would go", () => {
    const before = place()
      .person("alice", { alias: "alice" })
      .rotation("app", { every: seconds(3_600) });
    const after = place()
      .person("alice", { alias: "mallory" })
      .rotation("app", { kind: "vault-endpoint", path: "aws/config/rotate-root", grace: seconds(600) })
      .rotation("new");
    expect(effect(before, after).terms).toEqual([
      { of: "people.yaml: alice", term: "alias", before: "alice", after: "mallory" },
      { of: "rotations/app", term: "kind", before: "database-static-role", after: "vault-endpoint" },
      { of: "rotations/app", term: "path", after: "aws/config/rotate-root" },
      { of: "rotations/app", term: "every", before: "1h" },
      { of: "rotations/app", term: "grace", before: "5m", after: "10m" },
      { of: "rotations/new", term: "kind", after: "database-static-role" },
      { of: "rotations/new", term: "mount", after: "database" },
      { of: "rotations/new", term: "name", after: "new" },
      { of: "rotations/new", term: "grace", after: "5m" },
    ]);
    const { policies } = place();
    const role = policies.roles.get("r");
    if (!role) throw new Error("no role");
    const use = [{ path: "kv/data/a", env: { PGHOST: "evil.example" } }];
    expect(changedTerms(policies, { ...policies, roles: new Map([["r", { ...role, use }]]) })).toEqual([
      { of: "r", term: "use of kv/data/a", after: "PGHOST=evil.example" },
    ]);
  });

  it("tells every setting that changes", () => {
    const { policies } = place();
    const { settings } = policies;
    if (!settings) throw new Error("no settings");
    const changed = {
      ...settings,
      owners: { ...settings.owners, count: 2 },
      vault: { ...settings.vault, people: { mount: "oidc", alias: "{login}@example.com" } },
      github: { ...settings.github, environments: false },
      alerts: {
        ...settings.alerts,
        overdue_after: seconds(60),
        sinks: [{ kind: "issue" as const, label: "x" }],
      },
      tickets: { url: "https://tickets.example/{ticket}" },
    };
    expect(changedTerms(policies, { ...policies, settings: changed })).toEqual([
      { of: "leasehold.yaml", term: "owners", before: "1 of olga or otto", after: "2 of olga or otto" },
      { of: "leasehold.yaml", term: "alerts.overdue_after", before: "1d", after: "1m" },
      { of: "leasehold.yaml", term: "alerts.sinks", after: "events=all kind=issue label=x" },
      { of: "leasehold.yaml", term: "vault.people.mount", before: "userpass", after: "oidc" },
      { of: "leasehold.yaml", term: "vault.people.alias", before: "{login}", after: "{login}@example.com" },
      { of: "leasehold.yaml", term: "github.environments", before: "true", after: "false" },
      { of: "leasehold.yaml", term: "tickets.url", after: "https://tickets.example/{ticket}" },
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
