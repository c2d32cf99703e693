import { Type } from "typebox";
import type { VaultAlerts } from "../../commands/ports.ts";
import type { LastRuns, SinkState } from "../../domain/alerts/state.ts";
import { Moment, momentOf, present, textOf } from "./formats/words.ts";
import type { Format, KvMount } from "./kv.ts";
import { parse } from "./parse.ts";

const StoredSink = Type.Object({
  after: Type.Optional(Type.Object({ id: Type.String({ minLength: 1 }), time: Moment })),
  claimed_until: Type.Optional(Moment),
  again: Type.Optional(Type.Boolean()),
});

const sinkFormat: Format<SinkState> = {
  toJson: ({ after, claimed_until, again }) => ({
    ...(after === undefined ? {} : { after: { id: after.id, time: textOf(after.time) } }),
    claimed_until: textOf(claimed_until),
    again,
  }),
  parse: (stored, place) => {
    const { after, claimed_until, again } = parse(StoredSink, stored, place);
    return present({
      after: after === undefined ? undefined : { id: after.id, time: momentOf(after.time) },
      claimed_until: claimed_until === undefined ? undefined : momentOf(claimed_until),
      again,
    });
  },
};

const StoredRuns = Type.Object({
  enforce: Type.Optional(Moment),
  policies: Type.Optional(Type.String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" })),
});

const runsFormat: Format<LastRuns> = {
  toJson: ({ enforce, policies }) => ({ enforce: textOf(enforce), policies }),
  parse: (stored, place) => {
    const { enforce, policies } = parse(StoredRuns, stored, place);
    return present({ enforce: enforce === undefined ? undefined : momentOf(enforce), policies });
  },
};

const SCHEDULE = "alerts/schedule";

/** `alerts/<sink>` and `alerts/schedule`. No sink is called `schedule`: its name has a kind before. */
export const vaultAlerts = (mount: KvMount): VaultAlerts => ({
  sinkState: (sink) => mount.read(`alerts/${sink}`, sinkFormat),
  writeSinkState: (sink, state, version) => mount.replace(`alerts/${sink}`, state, version, sinkFormat),
  lastRuns: () => mount.read(SCHEDULE, runsFormat),
  writeLastRuns: (runs, version) => mount.replace(SCHEDULE, runs, version, runsFormat),
});
