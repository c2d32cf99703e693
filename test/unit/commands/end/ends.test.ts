import { describe, expect, it } from "vitest";
import { endGrants } from "../../../../src/commands/end/end-grants.ts";
import { recordEvents } from "../../../../src/commands/end/record-events.ts";
import { rotationsOf } from "../../../../src/commands/end/rotations-of.ts";
import { settle } from "../../../../src/commands/end/settle.ts";
import type { VaultReads } from "../../../../src/commands/ports.ts";
import { endedEvent } from "../../../../src/domain/audit/grant-events.ts";
import type { GrantKey } from "../../../../src/domain/key.ts";
import { readPolicies } from "../../../../src/files/policies.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";
import { FakeLog, FakeVault, record } from "./end-fakes.ts";

const PROOF = { at: moment("11:31"), tokens_gone: 1, leases_seen: 0, strays_revoked: 0 };
const NOWHERE = { holders: [], shared_paths: [] };
const asPort = (vault: FakeVault) => vault as unknown as FakeVault & VaultReads;
const end = (vault: FakeVault, ...keys: GrantKey[]) =>
  endGrants(
    asPort(vault),
    keys.map((key) => ({ key, why: "recalled" as const })),
    NOWHERE,
  );

describe("ending grants", () => {
  it.each(["first", "second", "third"])(
    "ends the other tokens of a grant: Vault is silent on the %s",
    async (broken) => {
      const grant = record("one", { accessor: "first", superseded: ["second", "third"] });
      const vault = new FakeVault().holding(grant);
      vault.broken.add(broken);

      const ended = await end(vault, grant.key);

      expect(ended).toMatchObject({ closed: [], troubles: [{ owed: `end ${grant.key}` }] });
      expect([...vault.tokens.keys()]).toEqual([broken]);
      // Not forgotten: the record says what is owed, and nobody can pick anything up.
      expect(vault.records.get(grant.key)?.value).toMatchObject({
        state: "live",
        ending: { why: "recalled", at: moment("12:00") },
      });
      expect(vault.pickups).toEqual(new Set());

      vault.broken.clear();
      expect(await end(vault, grant.key)).toMatchObject({ troubles: [], closed: [{ ended_by: "recalled" }] });
      expect(vault.tokens.size).toBe(0);
    },
  );

  it("keeps to the first reason, whoever ends it in the end", async () => {
    const grant = record("one", { ending: { why: "ineligible", at: moment("11:30") } });
    const vault = new FakeVault().holding(grant);
    const { closed } = await end(vault, grant.key);
    expect(closed).toMatchObject([{ ended_by: "ineligible", ended_at: moment("11:30") }]);
  });
});

describe("the paper of ends", () => {
  const over = { state: "ended", ended_at: moment("11:30"), ended_by: "recalled", proof: PROOF } as const;

  it("of a role that nobody knows any more holds up nobody else's", async () => {
    const repository = new AccessRepository().role("orders-db-read", { rotate_after: "[orders-app]" });
    repository.commit("10:00");
    const opened = await repository.open();
    const { policies } = readPolicies(await opened.tree("HEAD", ["policies"]));
    const strange = record("strange", { ...over, role: "gone", policy_commit: "f".repeat(40) });
    const usual = record("usual", over);
    const vault = new FakeVault().holding(strange).holding(usual);
    const log = new FakeLog();

    const { owedBy, troubles } = await rotationsOf(opened, policies, [strange, usual]);
    const left = await settle({ vault: asPort(vault), log }, [strange, usual], owedBy, moment("12:00"));

    expect(troubles).toMatchObject([{ owed: `know what the end of ${strange.key} owes` }]);
    expect(left).toEqual([]);
    expect(vault.rotations.get("orders-app")?.value.owed_by).toEqual([usual.key]);
    for (const { key } of [strange, usual]) {
      expect(log.events.some((event) => event.id === `grant.ended/${key}`)).toBe(true);
      expect(vault.pickups.has(key)).toBe(false);
      expect(vault.records.get(key)?.value.settled).toBe(true);
    }
  });

  it("of a role that is gone is what each was judged by, whatever is known of another of that role", async () => {
    const repository = new AccessRepository().role("orders-db-read", { rotate_after: "[orders-app]" });
    const judged = repository.commit("10:00");
    repository.remove("policies/roles/orders-db-read.yaml").commit("11:00");
    const opened = await repository.open();
    const { policies } = readPolicies(await opened.tree("HEAD", ["policies"]));
    const lost = record("lost", { ...over, policy_commit: "f".repeat(40) });
    const kept = record("kept", { ...over, policy_commit: judged });

    const { owedBy, troubles } = await rotationsOf(opened, policies, [lost, kept]);

    expect([owedBy(lost), owedBy(kept)]).toEqual([[], ["orders-app"]]);
    expect(troubles).toHaveLength(1);
  });

  it("is done in full where the log tells of the end already: anybody who may push can write that", async () => {
    const grant = record("one", over);
    const vault = new FakeVault().holding(grant);
    const log = new FakeLog();
    await log.append([endedEvent(grant)].flatMap((event) => event ?? []));

    await settle({ vault: asPort(vault), log }, [grant], () => ["orders-app"], moment("12:00"));

    expect(vault.rotations.get("orders-app")?.value.owed_by).toEqual([grant.key]);
    expect(vault.pickups.size).toBe(0);
  });
});

describe("the anchor of the log", () => {
  const event = endedEvent(
    record("one", { state: "ended", ended_at: moment("11:30"), ended_by: "expired", proof: PROOF }),
  );
  const events = event === undefined ? [] : [event];

  it("is written with what was appended, and none where nothing was", async () => {
    const [vault, log] = [new FakeVault(), new FakeLog()];
    expect(await recordEvents({ vault, log }, events)).toEqual([]);
    expect(await recordEvents({ vault, log }, events)).toEqual([]);
    expect([...vault.anchors.keys()]).toEqual([1]);
  });

  it("that stands there with another head says that the branch was written anew", async () => {
    const [vault, log] = [new FakeVault(), new FakeLog()];
    vault.anchors.set(1, "e".repeat(64));
    const [told] = await recordEvents({ vault, log }, events);
    expect(told).toMatchObject({ owed: "anchor the audit log at 1" });
    expect(told?.message).toContain("another anchor for event 1");
    expect(vault.anchors.get(1)).toBe("e".repeat(64));
  });
});
