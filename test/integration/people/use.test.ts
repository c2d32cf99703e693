import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock.ts";
import type { AuditLogReads, LoggedEvent } from "../../../src/commands/ports.ts";
import { Stop } from "../../../src/commands/stop.ts";
import { type UsePorts, use } from "../../../src/commands/use.ts";
import { plus, type Seconds, seconds } from "../../../src/domain/units.ts";
import {
  accessRepository,
  deliver,
  deskOf,
  type Estate,
  grantText,
  put,
  removeFolders,
  startEstate,
} from "./estate.ts";

const FACTS = {
  role: "orders-db-read",
  user: "alice",
  reason: "because",
  begin: "2026-11-21T12:00:00Z",
  end: "2026-11-21T14:00:00Z",
};

let estate: Estate;
let alice: string;
let carol: string;

beforeAll(async () => {
  estate = await startEstate();
  const logins = await Promise.all(["alice", "carol"].map((login) => estate.people.person(login).logIn()));
  [alice = "", carol = ""] = logins.map((client) => client.token ?? "");
});

afterAll(async () => {
  await estate?.[Symbol.asyncDispose]();
  removeFolders();
});

/** Runs a shell script with the access; what it wrote to `$OUT`. */
async function run(ports: UsePorts, what: string, script: string, folder: string) {
  const out = path.join(folder, "out");
  const result = await use(ports, {
    what,
    branch: "main",
    command: ["/bin/sh", "-c", script, "sh", out],
  });
  return { result, out: existsSync(out) ? readFileSync(out, "utf8") : "" };
}

/** Why it could not be used. */
async function stopOf(ports: UsePorts, what: string, folder: string): Promise<Stop> {
  const stopped = await run(ports, what, PRINT, folder).catch((error: unknown) => error);
  if (stopped instanceof Stop) return stopped;
  throw new Error("it was not stopped", { cause: stopped });
}

const PRINT = 'printf "%s\\n" "$PGUSER" "$PGDATABASE" "$PGPASSWORD" "$VAULT_TOKEN" "$LEASEHOLD_KEY" > "$1"';

describe("leasehold use", () => {
  test("opens the pick-up with the person's own login and reads rows as a dynamic database user", async () => {
    const { scratch, key } = accessRepository({ refund: grantText("alice") });
    await deliver(estate, key("refund"), "alice");
    const desk = await deskOf(estate, scratch, alice);

    const { result, out } = await run(desk.ports, "orders-db-read", PRINT, desk.folder);

    expect(result).toEqual({ key: key("refund"), code: 0 });
    const [user = "", database, password = "", token = "", printedKey] = out.split("\n");
    expect(user).toMatch(/^lh-alice-/);
    expect([database, printedKey]).toEqual(["orders", key("refund")]);
    const session = await estate.postgres.connect("orders", { user, password });
    expect((await session.query("select count(*)::int as rows from orders")).rows).toEqual([{ rows: 300 }]);
    await session.end();
    // Nothing that was said holds a secret.
    for (const secret of [password, token, alice]) expect(desk.told.join("\n")).not.toContain(secret);
    expect(desk.titles[0]).toMatch(/^orders-db-read: (2 h|1 h 59 m) left$/);
    expect(desk.titles.at(-1)).toBeUndefined();
  });

  describe("a grant that is on main and not issued yet", () => {
    /** The log as apply would find it, and an apply that delivers when it is asked for. */
    const issuingBy = (start: () => Promise<unknown>, events: readonly LoggedEvent[] = []) => ({
      log: { events: async () => [...events] } as unknown as AuditLogReads,
      startApply: async () => void (await start()),
    });
    const quick = { ...systemClock, wait: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) };

    test("is issued by the run that use asks for, and then used", async () => {
      const { scratch, key } = accessRepository({ later: grantText("alice") });
      const desk = await deskOf(estate, scratch, alice);
      const issuing = issuingBy(() => deliver(estate, key("later"), "alice"));

      const { result } = await run(
        { ...desk.ports, issuing, clock: quick },
        "orders-db-read",
        PRINT,
        desk.folder,
      );

      expect(result).toEqual({ key: key("later"), code: 0 });
      expect(desk.told.join()).toContain("apply is asked for");
    });

    test("and that was refused, or issued to somebody who opened it, or is gone from main, is not waited for", async () => {
      const { scratch, key } = accessRepository({ gone: grantText("alice"), stays: grantText("alice") });
      const desk = await deskOf(estate, scratch, alice);
      let asked = 0;
      const told = (type: string, data: object) => [
        { id: "x", type, subject: key("stays"), time: systemClock.now(), data: { ...FACTS, ...data } },
      ];
      const stopped = (events: readonly LoggedEvent[], what = key("stays")) =>
        stopOf(
          { ...desk.ports, issuing: issuingBy(async () => (asked += 1), events), clock: quick },
          what,
          desk.folder,
        );

      const refused = told("leasehold.grant.refused", { findings: [{ message: "no approval of dba" }] });
      expect((await stopped(refused)).message).toContain("was refused: no approval of dba");
      const issued = told("leasehold.grant.issued", { issued_at: FACTS.begin });
      expect((await stopped(issued)).message).toContain("there is no pick-up for you");
      scratch.remove("grants/orders-db-read/gone.yaml").commit("gone");
      expect((await stopped([], key("gone"))).message).toContain("there is no pick-up for you");
      expect(asked).toBe(0);
    });

    test("and that no run issues in five minutes is told, with where to look", async () => {
      const { scratch, key } = accessRepository({ never: grantText("alice") });
      const desk = await deskOf(estate, scratch, alice);
      let ahead = 0;
      const clock = {
        now: () => plus(systemClock.now(), seconds(ahead)),
        wait: async (length: Seconds) => {
          ahead += length;
          await new Promise((resolve) => setTimeout(resolve, 5));
        },
      };
      const issuing = issuingBy(async () => Promise.reject(new Error("no actions: write")));

      await expect(
        run({ ...desk.ports, issuing, clock }, key("never"), PRINT, desk.folder),
      ).rejects.toMatchObject({
        code: "not-found",
        message: expect.stringContaining("not issued within 5 m"),
      });
      expect(desk.told.join()).toContain("apply could not be asked for (no actions: write)");
    });
  });

  test("keeps the token where only this person reads it, and a second use opens nothing", async () => {
    const { scratch, key } = accessRepository({ again: grantText("alice") });
    await deliver(estate, key("again"), "alice");
    const desk = await deskOf(estate, scratch, alice);
    const first = await run(desk.ports, key("again"), PRINT, desk.folder);

    const kept = path.join(desk.folder, "leasehold");
    expect(lstatSync(kept).mode & 0o777).toBe(0o700);
    const files = readdirSync(kept);
    expect(files).toHaveLength(1);
    expect(lstatSync(path.join(kept, files[0] ?? "")).mode & 0o777).toBe(0o600);

    // Not logged in any more, and it works all the same.
    const later = await deskOf(estate, scratch, undefined, desk.folder);
    const second = await run(later.ports, "orders-db-read", PRINT, desk.folder);
    expect(second.result).toEqual({ key: key("again"), code: 0 });
    expect(second.out.split("\n")[3]).toBe(first.out.split("\n")[3]);
    expect(second.out.split("\n")[0]).not.toBe(first.out.split("\n")[0]);
  });

  test("passes the program's exit code through, also of a signal and of a program that is not there", async () => {
    const { scratch, key } = accessRepository({ codes: grantText("alice") });
    await deliver(estate, key("codes"), "alice");
    const { ports, folder } = await deskOf(estate, scratch, alice);
    const code = async (script: string) => (await run(ports, key("codes"), script, folder)).result;
    expect(await code("exit 42")).toMatchObject({ code: 42 });
    expect(await code("kill -TERM $$")).toMatchObject({ code: 143 });
    expect(
      await use(ports, { what: key("codes"), branch: "main", command: ["/nonexistent/psql"] }),
    ).toMatchObject({ code: 127 });
  });

  test("says loudly that a pick-up was already opened, with the recall beside it", async () => {
    const { scratch, key } = accessRepository({ stolen: grantText("alice") });
    const wrapping = await deliver(estate, key("stolen"), "alice");
    await estate.vault.as(wrapping).write("sys/wrapping/unwrap");
    const { ports, folder } = await deskOf(estate, scratch, alice);

    const stopped = await stopOf(ports, "orders-db-read", folder);
    expect(existsSync(path.join(folder, "out"))).toBe(false);
    expect(stopped.exit).toBe(1);
    expect(stopped.message).toContain("HAS ALREADY BEEN OPENED");
    expect(stopped.message).toContain("SOMEBODY ELSE HOLDS YOUR ACCESS");
    expect(stopped.hint).toContain(`leasehold revoke ${key("stolen")} --now`);
  });

  test("does not open what apply did not put there, and does not use what is not this grant's", async () => {
    const { scratch, key } = accessRepository({ wrapped: grantText("alice"), other: grantText("carol") });
    const stranger = await estate.vault.write(
      "auth/token/create",
      { policies: ["default"] },
      { wrapTtl: "1h" },
    );
    await put(estate, key("wrapped"), "alice", stranger.wrap_info.token, estate.tokenRole);
    const forger = await deskOf(estate, scratch, alice);
    const first = await stopOf(forger.ports, key("wrapped"), forger.folder);
    expect(first.message).toContain(
      "IS NOT WHAT APPLY PUT THERE: Vault says it was made at auth/token/create",
    );
    // It was looked at and not opened: evidence stays.
    expect(
      (await estate.vault.as(stranger.wrap_info.token).request("POST", "sys/wrapping/unwrap")).status,
    ).toBe(200);

    const wrapped = await estate.vault.write(
      "sys/wrapping/wrap",
      { client_token: "mine" },
      { wrapTtl: "1h" },
    );
    await put(estate, key("wrapped"), "alice", wrapped.wrap_info.token, estate.tokenRole);
    const second = await stopOf(forger.ports, key("wrapped"), forger.folder);
    expect(second.message).toContain("sys/wrapping/wrap");

    await deliver(estate, key("other"), "carol", "1h", { meta: { key: key("wrapped") } });
    const victim = await deskOf(estate, scratch, carol);
    const third = await stopOf(victim.ports, key("other"), victim.folder);
    expect(third.message).toContain(`a token of ${key("wrapped")}`);
    expect(readdirSync(path.join(victim.folder, "leasehold"))).toEqual([]);
  });

  test("another person's grant is not one's own, by key or by role", async () => {
    const { scratch, key } = accessRepository({ hers: grantText("alice") });
    await deliver(estate, key("hers"), "alice");
    const { ports, folder } = await deskOf(estate, scratch, carol);
    expect(await stopOf(ports, key("hers"), folder)).toMatchObject({ exit: 1 });
    const byRole = await stopOf(ports, "orders-db-read", folder);
    expect(byRole.message).toBe("carol has no grant of orders-db-read on main whose time it is");
    expect(byRole.hint).toContain("leasehold request orders-db-read");
  });

  test("what is not issued, over, unknown or no key at all is told with what to do", async () => {
    const { scratch, key } = accessRepository({ waits: grantText("alice") });
    const { ports, folder } = await deskOf(estate, scratch, alice);
    const asked = (what: string) => stopOf(ports, what, folder);
    expect(await asked(key("waits"))).toMatchObject({
      exit: 1,
      message: `there is no pick-up for you at ${key("waits")}`,
    });
    expect(await asked("orders-db-raed")).toMatchObject({ exit: 2, hint: "Did you mean orders-db-read?" });
    expect(await asked("orders-db-read.waits.000000000000")).toMatchObject({ exit: 1 });
    expect(await asked("No Role")).toMatchObject({ exit: 2 });
    const out = await deskOf(estate, scratch, undefined);
    expect(await stopOf(out.ports, key("waits"), out.folder)).toMatchObject({
      exit: 2,
      message: "you are not logged in to Vault",
      hint: expect.stringContaining("vault login"),
    });
    const over = await deskOf(estate, scratch, "s.nosuchtoken");
    expect(await stopOf(over.ports, key("waits"), over.folder)).toMatchObject({
      exit: 2,
      message: "Vault does not take your login any more",
    });
  });

  test("a token that was ended early is told as such, and its file is not trusted further", async () => {
    const { scratch, key } = accessRepository({ recalled: grantText("alice") });
    await deliver(estate, key("recalled"), "alice");
    const { ports, folder } = await deskOf(estate, scratch, alice);
    const { out } = await run(ports, key("recalled"), PRINT, folder);
    await estate.vault.as(out.split("\n")[3]).write("auth/token/revoke-self");
    expect(await stopOf(ports, key("recalled"), folder)).toMatchObject({
      exit: 1,
      message: expect.stringContaining("ended before its time"),
    });
  });

  test("shows the end coming, says when it has come, and lets the program end by itself", async () => {
    const { scratch, key } = accessRepository({ brief: grantText("alice", "12s") });
    await deliver(estate, key("brief"), "alice", "5s");
    const desk = await deskOf(estate, scratch, alice);
    const { result } = await run(desk.ports, key("brief"), "sleep 7; exit 3", desk.folder);
    expect(result).toMatchObject({ code: 3 });
    expect(desk.told.at(-1)).toContain("has ended");
    expect(desk.titles).toContain("orders-db-read: ended");
  });

  test("a database login that lives shorter than the access is renewed with the granted token alone", async () => {
    const { scratch, key } = accessRepository({ renews: grantText("alice") });
    await deliver(estate, key("renews"), "alice");
    const { ports, folder } = await deskOf(estate, scratch, alice);
    await run(ports, key("renews"), PRINT, folder);
    const kept = await ports.kept.find(key("renews"));
    if (!kept) throw new Error("nothing was kept");
    const { lease } = await ports.granted.take(kept.token, "database/creds/orders-read", ["read"]);
    expect(lease).toMatchObject({ renewable: true, left: 900 });
    expect(await ports.granted.renew(kept.token, lease?.id ?? "")).toBe(900);
  });

  test("a kept token that anybody else could have put there is not used", async () => {
    const { scratch, key } = accessRepository({ planted: grantText("alice") });
    await deliver(estate, key("planted"), "alice");
    const desk = await deskOf(estate, scratch, alice);
    await run(desk.ports, key("planted"), PRINT, desk.folder);
    const [name = ""] = readdirSync(path.join(desk.folder, "leasehold"));
    const file = path.join(desk.folder, "leasehold", name);
    chmodSync(file, 0o644);
    expect(await desk.ports.kept.find(key("planted"))).toBeUndefined();
    chmodSync(file, 0o600);
    chmodSync(path.join(desk.folder, "leasehold"), 0o777);
    await expect(desk.ports.kept.prepare()).rejects.toThrow("not a folder that only you can enter");
  });
});
