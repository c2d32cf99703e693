import { expect, test } from "vitest";
import { askable } from "../../../../src/commands/gate/askable.ts";
import { world } from "../../../support/world.ts";

test("nobody is among their own approvers, also by a login they had before", () => {
  const place = world()
    .team("payments", "alice")
    .team("dba", "alice", "bob")
    .person("old-alice", { now: "alice" })
    .role("reader");
  for (const login of ["alice", "Old-Alice"]) {
    expect(askable(login, place.policies, place.now)).toMatchObject([{ approvers: ["bob"] }]);
  }
});
