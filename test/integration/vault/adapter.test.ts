import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FaultyProxy, startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { type OidcIssuer, startOidcIssuer } from "../../../sandbox/oidc.ts";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { createPeopleMount } from "../../../sandbox/people.ts";
import type { Vault } from "../../../src/adapters/vault/vault.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { reveal } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";
import { type InstalledVault, installVault } from "../../support/installed-vault.ts";
import { key, minting, pickup, policies, record, TOKEN_ROLE } from "./world.ts";

describe("Vault, as the identities that setup makes", () => {
  let bao: OpenBao;
  let oidc: OidcIssuer;
  let proxy: FaultyProxy;
  let installed: InstalledVault;
  let apply: Vault;
  let enforce: Vault;
  let audit: Vault;
  beforeAll(async () => {
    [bao, oidc] = await Promise.all([startOpenBao(), startOidcIssuer()]);
    proxy = await startFaultyProxy(bao.address);
  });
  beforeEach(async () => {
    proxy.clear();
    installed = await installVault(await bao.createNamespace(), oidc, policies);
    const place = { address: proxy.address };
    [apply, enforce, audit] = await Promise.all([
      installed.as("apply", place),
      installed.as("enforce", place),
      installed.as("audit", place),
    ]);
    proxy.clear();
  });
  afterAll(() => Promise.all([proxy.close(), oidc.stop(), bao.stop()]));

  describe("records", () => {
    it("come back as they were written, to the last member", async () => {
      const finding = { rule: "conflict", severity: "error", message: "no", file: "f", line: 3 } as const;
      const proof = { at: instant(1_795_297_201), tokens_gone: 2, leases_seen: 1, strays_revoked: 0 };
      const whole = record({
        ticket: "INC-1",
        break_glass: true,
        superseded: ["older"],
        state: "ended",
        ended_at: instant(1_795_297_200),
        ended_by: "expired",
        proof,
        findings: [finding],
      });
      expect(await apply.issuing.createRecord(whole)).toBe(true);
      expect(await audit.reads.record(whole.key)).toEqual({ value: whole, version: 1 });
    });

    it("are written with times that people and scripts can read", async () => {
      await apply.issuing.createRecord(record());
      const raw = await installed.root.read(`leasehold/data/grants/${key()}`);
      expect(raw.data.data).toMatchObject({
        begin: "2026-11-21T19:40:00Z",
        end: "2026-11-21T21:40:00Z",
        state: "live",
      });
    });

    it("lock their key: the second applier learns that it is late", async () => {
      expect(await apply.issuing.createRecord(record())).toBe(true);
      expect(await apply.issuing.createRecord(record({ accessor: "another" }))).toBe(false);
      expect((await apply.reads.record(key()))?.value.accessor).toBe("accessor-1");
    });

    it("are replaced only by who saw the newest version", async () => {
      await apply.issuing.createRecord(record());
      expect(await enforce.ending.replaceRecord(record({ accessor: "two" }), 1)).toBe(true);
      expect(await enforce.ending.replaceRecord(record({ accessor: "three" }), 1)).toBe(false);
      expect(await apply.reads.record(key())).toMatchObject({ value: { accessor: "two" }, version: 2 });
    });

    it.each(["create", "replace"])(
      "are not taken for somebody else's when the answer to our own %s was lost",
      async (how) => {
        if (how === "replace") await apply.issuing.createRecord(record());
        proxy.fail({ method: "POST", path: /data\/grants/, fault: { kind: "lose-answer" } });
        const written = record({ accessor: "ours" });
        expect(
          how === "create"
            ? await apply.issuing.createRecord(written)
            : await apply.ending.replaceRecord(written, 1),
        ).toBe(true);
      },
    );

    it("are somebody else's when an answer was lost and theirs came in between", async () => {
      proxy.fail({ method: "POST", path: /data\/grants/, fault: { kind: "answer", status: 502 } });
      await installed.administrator().issuing.createRecord(record({ accessor: "theirs" }));
      expect(await apply.issuing.createRecord(record({ accessor: "ours" }))).toBe(false);
    });

    it("are listed by key, whatever else lies there", async () => {
      expect(await audit.reads.recordKeys()).toEqual([]);
      await apply.issuing.createRecord(record());
      await installed.root.write("leasehold/data/grants/NOT-a-key", { options: { cas: 0 }, data: {} });
      expect(await audit.reads.recordKeys()).toEqual([key()]);
    });

    it("are deleted by enforce and by nobody else", async () => {
      await apply.issuing.createRecord(record());
      await expect(apply.ending.deleteRecord(key())).rejects.toMatchObject({ code: "denied" });
      await enforce.ending.deleteRecord(key());
      expect(await audit.reads.record(key())).toBeUndefined();
      await enforce.ending.deleteRecord(key());
    });

    it("that somebody forged are an error, never a record", async () => {
      const other = key("other");
      await installed.root.write(`leasehold/data/grants/${other}`, {
        options: { cas: 0 },
        data: { key: other, begin: "soon" },
      });
      await expect(audit.reads.record(other)).rejects.toMatchObject({ code: "broken" });
      const posing = "orders-db-read.posing.3f2a9c1b7d20" as GrantKey;
      await apply.issuing.createRecord(record());
      const raw = await installed.root.read(`leasehold/data/grants/${key()}`);
      await installed.root.write(`leasehold/data/grants/${posing}`, {
        options: { cas: 0 },
        data: raw.data.data,
      });
      await expect(audit.reads.record(posing)).rejects.toThrow("the record of another grant");
    });
  });

  describe("minting", () => {
    it("gives a wrapped token that lives as long as asked, and its accessors", async () => {
      const minted = await apply.issuing.mint(minting(600));
      expect(minted.ends - minted.created).toBeGreaterThanOrEqual(600);
      expect(minted.ends - minted.created).toBeLessThan(601);
      expect(Math.abs((await apply.issuing.exactNow(TOKEN_ROLE)) - Date.now() / 1_000)).toBeLessThan(1);
      expect(Math.abs(minted.created - (await apply.reads.now()))).toBeLessThanOrEqual(2);
      expect(await apply.reads.token(minted.accessor)).toMatchObject({
        policies: [TOKEN_ROLE],
        meta: { key: key(), user: "alice", pull_request: "7" },
      });
      expect(await apply.reads.token(minted.wrap_accessor)).toMatchObject({
        policies: ["response-wrapping"],
      });
      const opened = await installed.root.as(reveal(minted.wrapping)).request("POST", "sys/wrapping/unwrap");
      expect(opened.body.auth).toMatchObject({
        lease_duration: 600,
        renewable: false,
        orphan: true,
        metadata: { key: key() },
      });
    });

    it.each([0, -1, 0.5, Number.NaN])("refuses a life of %s s without asking Vault", async (ttl) => {
      await expect(apply.issuing.mint(minting(ttl))).rejects.toThrow("needs at least 1 s");
      expect(proxy.requests).toEqual([]);
    });

    it("is refused by Vault beyond the role's maximum", async () => {
      await expect(apply.issuing.mint(minting(3_601))).rejects.toMatchObject({ code: "denied" });
    });

    it("is not repeated when its answer was lost: nobody can reach that token", async () => {
      proxy.fail({ path: /token\/create/, fault: { kind: "lose-answer" } });
      await expect(apply.issuing.mint(minting(60))).rejects.toMatchObject({ code: "unreachable" });
      // The token, and the wrapping around it.
      expect(await apply.reads.tokenLeases(TOKEN_ROLE)).toHaveLength(2);
    });

    it("is not enforce's to do", async () => {
      await expect(enforce.issuing.mint(minting(60))).rejects.toMatchObject({ code: "denied" });
    });
  });

  describe("pick-ups", () => {
    it("are put down once, by an identity that cannot read them", async () => {
      expect(await apply.issuing.deliver(pickup())).toBe(true);
      expect(await apply.issuing.deliver(pickup())).toBe(false);
      expect(await audit.reads.pickupKeys()).toEqual([key()]);
      const raw = await installed.root.read(`leasehold/data/pickups/${key()}/alice`);
      expect(raw.data.data).toMatchObject({
        wrapping_token: "s.wrapping",
        token_role: TOKEN_ROLE,
        pull_request: 7,
      });
    });

    it("are told from a right that is missing", async () => {
      await expect(enforce.issuing.deliver(pickup())).rejects.toMatchObject({ code: "denied" });
      await apply.issuing.deliver(pickup());
      await expect(enforce.issuing.deliver(pickup())).rejects.toMatchObject({ code: "denied" });
    });

    it("count as delivered when only the answer was lost", async () => {
      proxy.fail({ path: /pickups/, fault: { kind: "lose-answer" } });
      expect(await apply.issuing.deliver(pickup())).toBe(true);
    });

    it("take a person's address for a name", async () => {
      expect(await apply.issuing.deliver(pickup({ alias: "alice@example.com" }))).toBe(true);
      await enforce.ending.deletePickups(key());
      expect(await audit.reads.pickupKeys()).toEqual([]);
      await enforce.ending.deletePickups(key());
    });
  });

  describe("ending", () => {
    it("revokes a token by its lease, found by the time it would end", async () => {
      const [keep, end] = await Promise.all([
        apply.issuing.mint(minting(500, "keep")),
        apply.issuing.mint(minting(600)),
      ]);
      const token = await enforce.reads.token(end.accessor);
      const leases = await enforce.reads.tokenLeases(TOKEN_ROLE);
      expect(leases).toHaveLength(4);
      const lease = leases.filter((one) => one.expires === token?.expires);
      expect(lease).toHaveLength(1);
      await enforce.ending.revokeLease(lease[0]?.id ?? "");
      expect(await enforce.reads.token(end.accessor)).toBeUndefined();
      expect(await enforce.reads.token(keep.accessor)).toBeDefined();
      await enforce.ending.revokeLease(lease[0]?.id ?? "");
    });

    it("does not take a failing Vault for a token that is gone", async () => {
      const { accessor } = await apply.issuing.mint(minting(60));
      const failures = [
        [500, "invalid accessor"],
        [503, "no"],
        [403, "permission denied"],
        [404, "no"],
      ] as const;
      for (const [status, text] of failures) {
        const body = JSON.stringify({ errors: [text] });
        proxy.fail({ path: /lookup-accessor/, times: 5, fault: { kind: "answer", status, body } });
        await expect(enforce.reads.token(accessor)).rejects.toMatchObject({ system: "vault" });
        proxy.clear();
      }
      expect(await enforce.reads.token(accessor)).toBeDefined();
    });

    it("asks again where a token's end makes Vault say that one may not", async () => {
      const { accessor } = await apply.issuing.mint(minting(60));
      const body = JSON.stringify({ errors: ["1 error occurred:\n\t* permission denied\n\n"] });
      proxy.fail({ path: /lookup-accessor/, times: 4, fault: { kind: "answer", status: 403, body } });
      expect(await enforce.reads.token(accessor)).toBeDefined();
    });

    it("is seen by whoever looks in its very moment", async () => {
      const made = await Promise.all(Array.from({ length: 60 }, () => apply.issuing.mint(minting(2))));
      const untilGone = async (accessor: string) => {
        while ((await enforce.reads.token(accessor)) !== undefined);
      };
      const looks = made.flatMap(({ accessor }) => [accessor, accessor, accessor]).map(untilGone);
      const ends = await Promise.allSettled(looks);
      expect(ends.filter(({ status }) => status === "rejected")).toEqual([]);
    });

    it("reaches no lease that is not ours", async () => {
      const stranger = await installed.root.write("auth/token/create", { policies: ["default"], ttl: "1h" });
      const [id] = await installed.root.list("sys/leases/lookup/auth/token/create");
      await expect(enforce.ending.revokeLease(`auth/token/create/${id}`)).rejects.toMatchObject({
        code: "denied",
      });
      expect(await enforce.reads.token(stranger.auth.accessor)).toBeDefined();
    });

    it("is proved on paths with no lease at all", async () => {
      for (const path of ["database/creds/orders-read", "secret/data/team-*", "secret/+/shared"])
        expect(await enforce.reads.leases(path)).toEqual([]);
    });
  });

  describe("what setup wrote", () => {
    it("is read back for comparison, and missing things are missing", async () => {
      expect(await audit.reads.tokenRole(TOKEN_ROLE)).toMatchObject({
        orphan: true,
        renewable: false,
        token_explicit_max_ttl: 3_600,
      });
      expect(JSON.parse((await audit.reads.aclPolicy(TOKEN_ROLE)) ?? "")).toHaveProperty([
        "path",
        "database/creds/orders-read",
      ]);
      const root = installed.administrator();
      expect(await root.reads.tokenRole("none")).toBeUndefined();
      expect(await root.reads.aclPolicy("none")).toBeUndefined();
    });

    it("has a record of its own, written over by the next setup", async () => {
      expect(await apply.reads.setup()).toBeUndefined();
      const first = {
        policies_commit: "a".repeat(40),
        written_at: instant(1_795_290_000),
        shared_paths: ["x/y"],
        token_roles: ["leasehold-role-orders-db-read-00000000"],
      };
      const { administrator } = installed.administrator();
      await administrator.writeSetup(first);
      expect(await apply.reads.setup()).toEqual(first);
      const second = { ...first, policies_commit: "b".repeat(40), people_accessor: "auth_userpass_1" };
      await administrator.writeSetup(second);
      expect(await apply.reads.setup()).toEqual(second);
    });
  });

  it("remembers what a rotation owes, by compare-and-set", async () => {
    expect(await apply.reads.rotationState("orders-app")).toBeUndefined();
    const owed = { owed_since: instant(1_795_290_000), owed_by: [key()] };
    expect(await enforce.ending.writeRotationState("orders-app", owed, 0)).toBe(true);
    expect(await enforce.ending.writeRotationState("orders-app", owed, 0)).toBe(false);
    expect(await apply.reads.rotationState("orders-app")).toEqual({ value: owed, version: 1 });
    const done = { last_done: instant(1_795_290_100), owed_by: [] };
    expect(await (await installed.as("rotate")).ending.writeRotationState("orders-app", done, 1)).toBe(true);
    expect((await apply.reads.rotationState("orders-app"))?.value).toEqual(done);
  });

  it("anchors the audit chain where nobody can move it", async () => {
    expect(await enforce.ending.writeAnchor(12, "c".repeat(64))).toBe(true);
    expect(await enforce.ending.writeAnchor(12, "d".repeat(64))).toBe(false);
    expect((await installed.root.read("leasehold/data/anchors/12")).data.data).toEqual({
      count: 12,
      head: "c".repeat(64),
    });
    await expect(audit.ending.writeAnchor(13, "c".repeat(64))).rejects.toMatchObject({ code: "denied" });
  });

  it("knows whether a second factor covers an auth mount", async () => {
    const accessor = (await installed.root.read("sys/auth")).data["github-actions/"].accessor;
    expect(await apply.reads.mfaCovers(accessor)).toBe(false);
    const people = await createPeopleMount(installed.root);
    expect(await apply.reads.mfaCovers(people.accessor)).toBe(true);
    expect(await apply.reads.mfaCovers(accessor)).toBe(false);
  });

  it("tells Vault's time, sealed or not, from a standby or not", async () => {
    const about = Math.floor(Date.now() / 1_000);
    expect(Math.abs((await apply.reads.now()) - about)).toBeLessThanOrEqual(2);
    proxy.fail({
      path: /health/,
      times: 9,
      fault: { kind: "answer", status: 429, headers: { date: "Sat, 21 Nov 2026 12:00:00 GMT" } },
    });
    expect(await apply.reads.now()).toBe(instant(Date.parse("2026-11-21T12:00:00Z") / 1_000));
  });

  it("rotates by path, and never says of nothing that it is something", async () => {
    const { rotating } = installed.administrator();
    await installed.root.write("sys/mounts/transit", { type: "transit" });
    expect(await rotating.write("transit/keys/k", {})).toBeDefined();
    await rotating.write("transit/keys/k/rotate");
    expect(await rotating.read("transit/keys/k")).toMatchObject({ latest_version: 2 });
    expect(await rotating.read("transit/keys/none")).toBeUndefined();
    expect(await rotating.list("transit/keys")).toEqual(["k"]);
    await expect(rotating.list("nowhere/keys")).rejects.toMatchObject({ code: "not-found" });
  });

  it("ends its own token when its work is done", async () => {
    const made = async () => (await installed.root.list("auth/token/accessors")).length;
    const before = await made();
    {
      await using mine = await installed.as("apply");
      await mine.reads.recordKeys();
      expect(await made()).toBe(before + 1);
    }
    expect(await made()).toBe(before);
  });
});
