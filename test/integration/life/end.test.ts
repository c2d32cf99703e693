import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { gateBeforeDatabase } from "../../../sandbox/company/database-gate.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { revokePulls } from "../../../sandbox/company/revoke-pulls.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import type { Gate } from "../../../sandbox/gate.ts";

const NOTES_ROLE = `description: Read the notes, which are in no database
access:
  - path: notes/shift
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
`;

let company: Company;
let gate: Gate;
beforeAll(async () => {
  company = await Company.start({ "policies/roles/notes.yaml": NOTES_ROLE }, async (acme) => {
    await acme.bao.root.write("sys/mounts/notes", { type: "kv" });
    gate = await gateBeforeDatabase(acme);
  });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await gate?.close();
  await company?.[Symbol.asyncDispose]();
});

/** Everything that a run could have written, in short. */
async function written() {
  const { vault } = company;
  const keys = await vault.list("leasehold/metadata/grants");
  const versions = await Promise.all(
    keys.map(async (key) => (await vault.read(`leasehold/metadata/grants/${key}`)).data.current_version),
  );
  return {
    versions,
    anchors: await vault.list("leasehold/metadata/anchors"),
    log: await company.tip("leasehold-audit"),
    main: await company.tip(),
    pulls: await revokePulls(company.acme),
    happened: company.acme.github.events.length,
  };
}

test("a grant ends on the second with nothing of ours running; the paper follows, once", async () => {
  const { refund } = await company.grant({ refund: grantText({ duration: "20s" }) });
  await company.apply();
  const session = await company.session(await company.open(refund));
  const { end, accessor } = await company.record(refund);

  const late = (await session.ended) - Date.parse(end);
  expect(late).toBeGreaterThan(-1_000);
  expect(late).toBeLessThan(1_500);
  expect(await lives(company.vault, accessor)).toBe(false);
  expect(await company.record(refund)).toMatchObject({ state: "live" });

  const run = await company.enforce();
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toContain("its time is over, proved: token gone");
  expect(await company.record(refund)).toMatchObject({
    state: "ended",
    ended_by: "expired",
    ended_at: end,
    proof: { tokens_gone: 1, strays_revoked: 0 },
  });
  expect(await company.owed()).toEqual([refund]);
  expect(await company.pickups(refund)).toEqual([]);
  expect(await company.story(refund)).toEqual(["issued", "delivered", "ended"]);
  expect(await revokePulls(company.acme)).toMatchObject([{ deletes: ["grants/quick/refund.yaml"] }]);

  const before = await written();
  const again = await company.enforce();
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(again.stdout).toContain("0 ended, 0 unchanged");
  expect(await written()).toEqual(before);
});

test("with the database out of Vault's reach an end stays open and says so, others end, and it is mended after", async () => {
  const { stuck } = await company.grant({ stuck: grantText({ duration: "16s" }) });
  const { shift } = await company.grant(
    { shift: grantText({ role: "notes", user: "carol", duration: "14s" }) },
    ["bob"],
    "notes",
  );
  await company.apply();
  const session = await company.session(await company.open(stuck));
  gate.set("refuse");
  const { end } = await company.record(stuck);
  await pause(Math.max(0, Date.parse(end) + 1_000 - Date.now()));

  for (const _ of [1, 2]) {
    const run = await company.enforce();
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("lease-irrevocable");
    expect(run.stderr).toContain(`still owed: the proof of the end of ${stuck}`);
  }
  expect(await company.record(shift)).toMatchObject({ state: "ended", ended_by: "expired" });
  expect(await company.record(stuck)).toMatchObject({ state: "live" });
  expect(await session.works()).toBe(true);
  expect(await company.story(stuck)).toEqual(["issued", "delivered"]);

  gate.set("open");
  expect(await company.enforce()).toMatchObject({ code: 0, stderr: "" });
  expect(await session.works()).toBe(false);
  expect(await company.record(stuck)).toMatchObject({ state: "ended", ended_by: "expired" });
  expect(await company.story(stuck)).toEqual(["issued", "delivered", "ended"]);
  expect(await company.pickups(stuck)).toEqual([]);
});

test("a recall while the database is out of reach ends the token at once, and the session as soon as it can", async () => {
  const { early } = await company.grant({ early: grantText() });
  await company.apply();
  const token = await company.open(early);
  const session = await company.session(token);
  gate.set("refuse");
  await company.land({ files: { "grants/quick/early.yaml": undefined } });

  const run = await company.enforce();
  expect(run.code).toBe(3);
  expect(run.stderr).toContain(early);
  expect((await token.request("GET", "database/creds/orders-read")).status).toBe(403);
  expect(await company.record(early)).toMatchObject({ state: "live" });

  gate.set("open");
  const mended = await company.enforce();
  expect(mended).toMatchObject({ code: 0, stderr: "" });
  expect(await session.works()).toBe(false);
  expect(await company.record(early)).toMatchObject({ state: "ended", ended_by: "file-removed" });
});
