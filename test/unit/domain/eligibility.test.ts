import { describe, expect, it } from "vitest";
import {
  approverSets,
  isMember,
  mayHold,
  membersFrom,
  membersOf,
  personOf,
  teamsOf,
} from "../../../src/domain/eligibility.ts";
import { moment, world } from "../../support/world.ts";

const of = (...teams: string[]) => ({ teams, users: [] as string[] });

describe("who is in a group", () => {
  const people = world()
    .team("payments", "Alice", "carol")
    .team("sre", { login: "dana", from: "13:00", until: "15:00" })
    .person("old-login", { now: "carol" })
    .person("erin", { until: "12:00" })
    .person("ring-a", { now: "ring-b" })
    .person("ring-b", { now: "ring-a" });
  const { policies } = people;

  it("compares logins without case", () => {
    expect(isMember("aLICE", of("payments"), policies, moment("12:00"))).toBe(true);
    expect(membersOf(of("payments"), policies, moment("12:00"))).toEqual(new Set(["alice", "carol"]));
  });

  it("takes no look-alike for a login: the Kelvin sign is not a k", () => {
    const { policies: other } = world().team("ops", "kim");
    expect(isMember("\u212aim", of("ops"), other, moment("12:00"))).toBe(false);
  });

  it("counts a member from `from` until just before `until`", () => {
    const on = (time: string) => isMember("dana", of("sre"), policies, moment(time));
    expect([on("12:59"), on("13:00"), on("14:59"), on("15:00")]).toEqual([false, true, true, false]);
  });

  it("knows a renamed person by the new login", () => {
    expect(personOf("Old-Login", policies)).toBe("carol");
    expect(isMember("old-login", of("payments"), policies, moment("12:00"))).toBe(true);
  });

  it("ends where renames go in a circle", () => {
    expect(["ring-a", "ring-b"]).toContain(personOf("ring-a", policies));
  });

  it("has nobody whose time is over, from that second on", () => {
    const erin = { teams: [], users: ["erin"] };
    expect(isMember("erin", erin, policies, moment("11:59"))).toBe(true);
    expect(isMember("erin", erin, policies, moment("12:00"))).toBe(false);
    expect(membersOf(erin, policies, moment("12:00")).size).toBe(0);
  });

  it("has nobody in a team that no file defines", () => {
    expect(membersOf(of("ghosts"), policies, moment("12:00")).size).toBe(0);
  });

  it("tells who will be there, for approvers that could ever be enough", () => {
    expect(membersFrom(of("sre"), policies, moment("12:00"))).toEqual(new Set(["dana"]));
    expect(membersFrom(of("sre"), policies, moment("15:00")).size).toBe(0);
  });

  it("names a person's teams", () => {
    expect(teamsOf("dana", policies, moment("14:00"))).toEqual(["sre"]);
  });
});

describe("who may hold a role and who approves it", () => {
  const place = world()
    .team("payments", "alice")
    .team("sre", "dana")
    .team("dba", "bob", { login: "ben", until: "12:00" })
    .role("orders-db-read", {
      approvers: [{ teams: ["dba"] }, { users: ["Sam"], teams: ["security"], count: 2 }],
      break_glass: { teams: ["sre"] },
    });
  const role = place.policies.roles.get("orders-db-read");
  if (!role) throw new Error("the world lost its role");

  it("lets requesters ask, and break-glass requesters in an emergency only", () => {
    const may = (login: string, glass: boolean) => mayHold(login, role, glass, place.policies, place.now);
    expect([may("alice", false), may("alice", true), may("dana", false), may("dana", true)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("names each group's people as they are now", () => {
    expect(approverSets(role, place.policies, place.now)).toEqual([
      { count: 1, people: new Set(["bob"]), label: "dba" },
      { count: 2, people: new Set(["sam"]), label: "security or Sam" },
    ]);
  });
});
