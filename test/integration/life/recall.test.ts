import { afterAll, beforeAll, expect, test } from "vitest";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { lives } from "../../../sandbox/company/tokens.ts";
import { keyOf } from "../../../src/domain/key.ts";

const wideRole = (paths: readonly string[]): string => `description: The orders database, and the notes
access:
${paths.map((path) => `  - path: ${path}\n    capabilities: [read]`).join("\n")}
requesters: { teams: [payments] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
rotate_after: [orders-app]
`;

let company: Company;
beforeAll(async () => {
  const files = { "policies/roles/wide.yaml": wideRole(["database/creds/orders-read", "notes/shift"]) };
  company = await Company.start(files, ({ bao }) => bao.root.write("sys/mounts/notes", { type: "kv" }));
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

test("deleting the file recalls the grant: its session dies, its end is proved and told", async () => {
  const { early } = await company.grant({ early: grantText() });
  await company.apply();
  const session = await company.session(await company.open(early));

  // Whoever may merge may give access back: no approval is asked for.
  await company.land({ files: { "grants/quick/early.yaml": undefined }, author: "carol" }, []);
  const run = await company.apply();

  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toContain("its file was removed");
  await session.ended;
  const record = await company.record(early);
  expect(record).toMatchObject({ state: "ended", ended_by: "file-removed" });
  expect(Date.parse(record.ended_at)).toBeLessThan(Date.parse(record.end));
  expect(await company.owed()).toContain(early);
  expect(await company.pickups(early)).toEqual([]);
  expect(await company.story(early)).toEqual(["issued", "delivered", "ended"]);
});

test("a grant whose file was edited is superseded; what was merged instead stands on its own approval", async () => {
  const { edited } = await company.grant({ edited: grantText() });
  await company.apply();
  const { accessor } = await company.record(edited);
  const { sha } = await company.land({
    files: { "grants/quick/edited.yaml": grantText({ duration: "2h" }) },
  });

  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });

  expect(await company.record(edited)).toMatchObject({ state: "ended", ended_by: "superseded" });
  expect(await lives(company.vault, accessor)).toBe(false);
  expect(await company.record(keyOf("quick", "edited", sha))).toMatchObject({ state: "live" });
});

test("who leaves the team loses the access, by a pull request that the owners approved; others are still issued", async () => {
  const { leaving } = await company.grant({ leaving: grantText({ user: "carol" }) });
  await company.apply();
  const { accessor } = await company.record(leaving);
  const teams = await company.text("policies/teams.yaml");
  const files = { "policies/teams.yaml": teams.replace("payments: [alice, carol]", "payments: [alice]") };
  await company.land({ files, author: "peter" }, ["olivia"]);
  const { staying } = await company.grant({ staying: grantText() });

  const run = await company.apply();

  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(await company.record(leaving)).toMatchObject({ state: "ended", ended_by: "ineligible" });
  expect(await lives(company.vault, accessor)).toBe(false);
  expect(await company.record(staying)).toMatchObject({ state: "live" });
  // The file lies on main until its revoke pull request is merged: neither issued again, nor told again.
  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });
  expect(await company.story(leaving)).toEqual(["issued", "delivered", "ended"]);
});

test("a role that gives less from now on recalls what was given under the old one", async () => {
  const { broad } = await company.grant({ broad: grantText({ role: "wide" }) }, ["bob"], "wide");
  await company.apply();
  const token = await company.open(broad);
  expect((await token.request("GET", "notes/shift")).status).toBe(404);
  await company.land(
    { files: { "policies/roles/wide.yaml": wideRole(["database/creds/orders-read"]) }, author: "peter" },
    ["olivia"],
  );

  await company.enforce();

  expect(await company.record(broad)).toMatchObject({ state: "ended", ended_by: "ineligible" });
  expect((await token.request("GET", "notes/shift")).status).toBe(403);
});

test("people who recall at once in Vault need no GitHub; the schedule tells the log at its next run", async () => {
  const { stolen } = await company.grant({ stolen: grantText() });
  await company.apply();
  const session = await company.session(await company.open(stolen));
  const sam = await company.acme.person("sam").logIn();

  const run = await company.acme.leasehold("sam", ["revoke", stolen, "--now"], {
    VAULT_TOKEN: sam.token ?? "",
  });

  expect(run.code).toBe(0);
  await session.ended;
  expect(await company.record(stolen)).toMatchObject({ state: "ended", ended_by: "recalled" });
  await company.enforce();
  // Her fourth grant within seconds also looks like a third extension in a row, which is the alerts' business.
  const story = (await company.story(stolen)).filter((one) => one !== "unusual");
  expect(story).toEqual(["issued", "delivered", "ended"]);
  expect(await company.owed()).toContain(stolen);
  expect(await company.pickups(stolen)).toEqual([]);
});

test("the recall workflow ends the session of the grant it is given, which takes nobody's place any more: the person may ask again", async () => {
  const strict = wideRole(["database/creds/orders-read"]).replace(
    "duration: { max: 8h }",
    "duration: { max: 8h }\nlimits: { per_user: 1 }",
  );
  await company.land({ files: { "policies/roles/wide.yaml": strict }, author: "peter" }, ["olivia"]);
  await company.setup();
  const { once } = await company.grant({ once: grantText({ role: "wide" }) }, ["bob"], "wide");
  await company.apply();
  const session = await company.session(await company.open(once));
  expect(await company.action("recall", once)).toMatchObject({ exit: 0, recalled: [once] });
  await session.ended;
  const { twice } = await company.grant({ twice: grantText({ role: "wide" }) }, ["bob"], "wide");

  expect(await company.apply()).toMatchObject({ code: 0, stderr: "" });

  expect(await company.record(once)).toMatchObject({ state: "ended", ended_by: "recalled" });
  expect(await company.record(twice)).toMatchObject({ state: "live" });
});
