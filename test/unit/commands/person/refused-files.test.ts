import { expect, test } from "vitest";
import { withRefusedFiles } from "../../../../src/commands/person/refused-files.ts";
import { viewOf } from "../../../../src/domain/grant-view.ts";
import { formatInstant } from "../../../../src/domain/units.ts";
import { world } from "../../../support/world.ts";

test("of files that were refused, those that stand in the way of a request are named: of its role, or of one that conflicts", async () => {
  const place = world()
    .team("payments", "alice", "al")
    .person("al", { now: "alice" })
    .role("admin")
    .role("reader", { conflicts: ["admin"] })
    .role("unrelated", { conflicts: ["other"] })
    .role("other");
  const admin = place.live({ role: "admin", user: "al" });
  const unrelated = place.live({ role: "unrelated" });
  const refused = [admin, unrelated].map(({ key, role, user, begin, end }) => ({
    id: key,
    type: "leasehold.grant.refused",
    subject: key,
    time: place.now,
    data: { role, user, begin: formatInstant(begin), end: formatInstant(end) },
  }));
  const asked = place.request({ role: "reader" });
  const { policies, base, now } = place;
  const findings = place.judge(asked);
  expect(findings).toMatchObject([{ rule: "conflict" }]);

  const told = await withRefusedFiles(
    { events: async () => refused },
    { commit: "c", branch: "main", policies, base },
    { grant: asked.grant, view: viewOf(asked.grant, policies, now, {}), findings },
  );

  expect(told.findings).toMatchObject([
    { hint: `${admin.file} was refused, and counts until it is deleted:  leasehold revoke ${admin.key}` },
  ]);
});
