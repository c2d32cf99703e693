import { beforeEach, describe, expect, it } from "vitest";
import { tellSinks } from "../../../../src/commands/alert/tell-sinks.ts";
import { OutsideError } from "../../../../src/commands/outside-error.ts";
import type { AlertPorts, LoggedEvent, Versioned } from "../../../../src/commands/ports.ts";
import { sinkName } from "../../../../src/domain/alerts/selection.ts";
import type { SinkState } from "../../../../src/domain/alerts/state.ts";
import type { Settings, Sink } from "../../../../src/domain/model.ts";
import { type Instant, instant } from "../../../../src/domain/units.ts";
import { world } from "../../../support/world.ts";

const SLACK: Sink = { kind: "slack", url_env: "SLACK_WEBHOOK_URL" };
const HOOK: Sink = { kind: "webhook", url_env: "HOOK", events: ["leasehold.rotation.*"] };

/** A log and Vault's memory of it, which several runs share; what comes between their steps is for a test to say. */
let now: Instant;
let log: LoggedEvent[];
let states: Map<string, Versioned<SinkState>>;
let told: string[];
let fail: (id: string) => Error | undefined;
let during: (id: string) => Promise<void>;

beforeEach(() => {
  now = instant(1_000_000);
  log = [];
  states = new Map();
  told = [];
  fail = () => undefined;
  during = async () => undefined;
});

const happens = (id: string, type = "leasehold.grant.expiring", time: Instant = now) =>
  log.push({ id, type, subject: "db-read.g.0123456789ab", time, data: {} });

const ports: AlertPorts = {
  vault: {
    now: async () => now,
    sinkState: async (name) => states.get(name),
    writeSinkState: async (name, value, version) => {
      if ((states.get(name)?.version ?? 0) !== version) return false;
      states.set(name, { value, version: version + 1 });
      return true;
    },
    lastRuns: async () => undefined,
    writeLastRuns: async () => true,
  },
  log: {
    events: async (since = instant(0)) => log.filter(({ time }) => time >= since - 86_400),
    verify: () => Promise.reject(new Error("not asked here")),
  },
  open: async (sink) => ({
    async tell({ id }) {
      const error = fail(id);
      if (error) throw error;
      told.push(sink === SLACK ? id : `${sink.kind} ${id}`);
      await during(id);
    },
  }),
};

const settings = (...sinks: readonly Sink[]): Settings => {
  const base = world().policies.settings as Settings;
  return { ...base, alerts: { ...base.alerts, sinks } };
};
const run = (...sinks: readonly Sink[]) =>
  tellSinks(ports, settings(...(sinks.length === 0 ? [SLACK] : sinks)));
const later = (seconds: number) => {
  now = instant(now + seconds);
};

describe("a sink", () => {
  it("is told in the order of the log, each event once, however many runs look", async () => {
    happens("a");
    happens("b", "leasehold.grant.issued");
    happens("c");
    await run();
    await run();
    happens("d");
    await run();
    expect(told).toEqual(["a", "c", "d"]);
  });

  it("that is new hears of the last hour, not of years", async () => {
    happens("old", undefined, instant(now - 4_000));
    happens("new", undefined, instant(now - 3_000));
    await run();
    expect(told).toEqual(["new"]);
  });

  it("has a place of its own: one that comes later changes nothing for the others", async () => {
    happens("a");
    await run();
    happens("r", "leasehold.rotation.missed");
    await run(SLACK, HOOK);
    expect(told).toEqual(["a", "r", "webhook r"]);
  });

  it("finds its place by the time where the branch was written anew", async () => {
    happens("a");
    await run();
    log = [];
    later(60);
    happens("b");
    await run();
    expect(told).toEqual(["a", "b"]);
  });
});

describe("a sink that fails", () => {
  const dead = () => new OutsideError("sink", "unreachable", "nobody there");

  it("keeps its place, and is told all that it missed by the next run", async () => {
    for (const id of ["a", "b", "c"]) happens(id);
    fail = (id) => (id === "b" ? dead() : undefined);
    expect(await run()).toEqual([
      { owed: "tell slack (SLACK_WEBHOOK_URL) of 2 alerts", message: "nobody there", alert: true },
    ]);
    fail = () => undefined;
    expect(await run()).toEqual([]);
    expect(told).toEqual(["a", "b", "c"]);
  });

  it("holds no other up", async () => {
    happens("r", "leasehold.rotation.failed");
    fail = (id) => (id === "r" && told.length === 0 ? dead() : undefined);
    const hookFirst = await run(HOOK, SLACK);
    expect(hookFirst.length + told.length).toBe(2);
  });

  it("never takes one message: that one is told of and left out", async () => {
    for (const id of ["a", "poison", "c"]) happens(id);
    fail = (id) => (id === "poison" ? new OutsideError("sink", "invalid", "too long") : undefined);
    expect(await run()).toMatchObject([{ owed: expect.stringMatching(/of poison; it is left out$/) }]);
    expect(await run()).toEqual([]);
    expect(told).toEqual(["a", "c"]);
  });
});

describe("runs at once", () => {
  it("tell each event once: what one appends while another tells is told by that one", async () => {
    happens("a");
    during = async (id) => {
      if (id !== "a") return;
      happens("b");
      expect(await run()).toEqual([]);
      expect(told).toEqual(["a"]);
    };
    await run();
    expect(told).toEqual(["a", "b"]);
  });

  it("many of them", async () => {
    for (const id of ["a", "b", "c", "d"]) happens(id);
    during = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all(Array.from({ length: 20 }, () => run()));
    await run();
    expect(told).toEqual(["a", "b", "c", "d"]);
  });

  it("wait for no dead one: its claim ends, and the next run tells what it may have told", async () => {
    happens("a");
    await run();
    const name = sinkName(SLACK);
    const place = states.get(name) as Versioned<SinkState>;
    states.set(name, {
      value: { ...place.value, claimed_until: instant(now + 180) },
      version: place.version + 1,
    });
    happens("b");
    await run();
    expect(told).toEqual(["a"]);
    later(181);
    await run();
    expect(told).toEqual(["a", "b"]);
  });
});
