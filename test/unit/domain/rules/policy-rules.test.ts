import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../../src/domain/check-policies.ts";
import { seconds } from "../../../../src/domain/units.ts";
import { type World, world } from "../../../support/world.ts";

const place = () => world().team("payments", "alice").team("dba", "bob", "ben").team("security", "sam");
const found = (place: World) => checkPolicies(place.policies, place.now).map((finding) => finding.rule);

describe("policies are judged by themselves", () => {
  it("has nothing against plain ones", () => {
    expect(found(place().role("r"))).toEqual([]);
  });

  it("team-unknown wherever a team is named, with the nearest", () => {
    const odd = place().role("r", {
      requesters: { teams: ["payment"], users: ["zed"] },
      approvers: [{ teams: ["dbas"], users: ["bob"] }],
      break_glass: { teams: ["sre"] },
    });
    expect(checkPolicies(odd.policies, odd.now)).toMatchObject([
      { rule: "team-unknown", hint: "Did you mean dba?" },
      { rule: "team-unknown", hint: "Did you mean payments?" },
      { rule: "team-unknown", hint: "Add it there, or name another one." },
    ]);
  });

  it("rotation-unknown, and role-unknown for a conflict with nothing", () => {
    expect(found(place().role("r", { rotate_after: ["orders-app"], conflicts: ["admin"] }))).toEqual([
      "role-unknown",
      "rotation-unknown",
    ]);
  });

  it("approvers-short where there are fewer people than ever needed", () => {
    expect(found(place().role("r", { approvers: [{ teams: ["dba"], count: 2 }] }))).toEqual([]);
    expect(found(place().role("r", { approvers: [{ teams: ["dba"], count: 3 }] }))).toEqual([
      "approvers-short",
    ]);
  });

  it("approvers-short where groups need the same person twice", () => {
    const overlapping = (count: number) =>
      place()
        .team("both", "bob", "sam")
        .role("r", { approvers: [{ teams: ["both"], count }, { users: ["sam"] }] });
    expect(found(overlapping(1))).toEqual([]);
    expect(found(overlapping(2))).toEqual(["approvers-short"]);
  });

  it("approvers-short where everybody who may ask is the only one who may approve", () => {
    const lone = world()
      .team("dba", "bob")
      .role("r", { requesters: { teams: ["dba"] } });
    expect(found(lone)).toEqual(["approvers-short"]);
    expect(found(lone.team("dba", "bob", "ben"))).toEqual([]);
  });

  it("approvers-short counts who will come, not who has gone", () => {
    const next = (member: { login: string; from?: string; until?: string }) =>
      place().team("dba", member).role("r");
    expect(found(next({ login: "bob", from: "13:00" }))).toEqual([]);
    expect(found(next({ login: "bob", until: "12:00" }))).toEqual(["approvers-short"]);
  });

  it("access-forbidden says why", () => {
    const odd = place().role("r", { access: ["/sys/policies/acl/x", "leasehold/metadata/grants"] });
    expect(checkPolicies(odd.policies, odd.now).map((finding) => finding.message)).toEqual([
      "/sys/policies/acl/x: sys/ is Vault itself: what is made there outlives or exceeds the grant",
      "leasehold/metadata/grants: leasehold/ is where Leasehold keeps records and pick-ups",
    ]);
  });

  it("schema for a ticket pattern that is none", () => {
    expect(found(place().role("r", { ticket: "(INC" }))).toEqual(["schema"]);
    expect(found(place().role("r", { ticket: "a)|(b" }))).toEqual(["schema"]);
  });

  it("rule:<name> for a rule that does not fit its types", () => {
    expect(found(place().role("r", { rules: ["request.duration <= 7200"] }))).toEqual(["rule:rule-1"]);
  });
});

describe("warnings", () => {
  it("static-secret: what is read stays valid, unless a rotation answers for it", () => {
    const reads = (path: string, rotate_after: string[]) =>
      found(
        place()
          .rotation("orders-app")
          .rotation("other")
          .role("r", { access: [path], rotate_after }),
      );
    expect(reads("secret/data/orders", [])).toEqual(["static-secret"]);
    expect(reads("secret/data/orders", ["other"])).toEqual([]);
    expect(reads("database/static-creds/orders-app", ["orders-app"])).toEqual([]);
    expect(reads("database/static-creds/orders-app", ["other"])).toEqual(["static-secret"]);
    expect(reads("database/creds/orders", [])).toEqual([]);
    expect(reads("ldap/static-cred/app", [])).toEqual(["static-secret"]);
    expect(reads("aws/static-creds/app", ["other"])).toEqual(["static-secret"]);
    const rotated = place().rotation("app", { kind: "vault-endpoint", path: "aws/rotate-role/app" });
    expect(found(rotated.role("r", { access: ["aws/static-creds/app"], rotate_after: ["app"] }))).toEqual([]);
  });

  it.each(["kv/orders", "secret/team/orders", "/secret/orders"])(
    "static-secret: %s is one where kv has no versions",
    (path) => {
      expect(found(place().role("r", { access: [path] }))).toEqual(["static-secret"]);
    },
  );

  it.each(["secret/*", "kv/*", "/kv/*", "kv/d*", "kv/+/x", "kv/data*", "kv/data/*", "kv/team*", "team/kv/*"])(
    "static-secret is not evaded by the glob %s",
    (path) => {
      expect(found(place().role("r", { access: [path] }))).toEqual(["static-secret"]);
      const answered = place()
        .rotation("app")
        .role("r", { access: [path], rotate_after: ["app"] });
      expect(found(answered)).toEqual([]);
    },
  );

  it.each([
    "database/creds/*",
    "mydb/creds/*",
    "nomad/*",
    "transit/+/x",
    "kv/metadata/*",
    "team/metadata/*",
    "kv/metadata/x",
    "team/x",
  ])("static-secret says nothing of %s", (path) => {
    const warned = found(place().role("r", { access: [path] })).includes("static-secret");
    expect(warned).toBe(false);
  });

  it("static-secret only where it is read", () => {
    const writes = place().role("r", { access: [{ path: "secret/data/x", capabilities: ["create"] }] });
    expect(found(writes)).toEqual([]);
  });

  it("rotation-unreachable: more often than a schedule can be relied on", () => {
    const every = (hours: number) => ({ every: seconds(hours * 3_600) });
    expect(found(place().rotation("key", { kind: "transit-key", ...every(5) }))).toEqual([
      "rotation-unreachable",
    ]);
    expect(found(place().rotation("key", { kind: "transit-key", ...every(6) }))).toEqual([]);
    expect(found(place().rotation("app", { ...every(1) }))).toEqual([]);
  });
});
