import { hears, sinkLabel, sinkName } from "../../domain/alerts/selection.ts";
import type { SinkState } from "../../domain/alerts/state.ts";
import type { Settings, Sink } from "../../domain/model.ts";
import { between, type Instant, instant, plus, seconds } from "../../domain/units.ts";
import { attempt, type Trouble, trouble } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { AlertPorts, AlertSink, LoggedEvent, Versioned } from "../ports.ts";

/** A sink we never told anything hears of the last hour: not of years, and not of nothing. */
const FIRST_LOOK = 3_600;
/** Longer than a run tells one sink (the adapters give up before): whoever claims longer is dead. */
const CLAIM = seconds(180);
/** A place in the log that is older than this is moved on, though there was nothing to tell. */
const STALE = 86_400;
/** Each round but the first is because of another run. */
const ROUNDS = 10;

/**
 * Tells every sink what the audit log has and it was not told. The last thing a run does: nothing waits for it.
 *
 * Once: the log is the list, and each sink has its place in it in Vault, where runs claim it before they tell. What a
 * run appends while another one tells is told by that one. A sink that fails keeps its place for the next run. Told
 * twice is only what a run told that died before it remembered so (or whose answer was lost): by the same id.
 */
export async function tellSinks(
  ports: AlertPorts | undefined,
  settings: Settings | undefined,
): Promise<Trouble[]> {
  if (!ports || !settings) return [];
  const told = await Promise.all(
    settings.alerts.sinks.map(async (sink) => {
      const result = await attempt(`tell ${sinkLabel(sink)}`, () => tellSink(ports, sink));
      return result.ok ? result.value : [result.trouble];
    }),
  );
  return told.flat().map((one) => ({ ...one, alert: true }));
}

async function tellSink({ vault, log, open }: AlertPorts, sink: Sink): Promise<Trouble[]> {
  const name = sinkName(sink);
  const troubles: Trouble[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = await vault.now();
    const found = await vault.sinkState(name);
    const { news, last } = await newsFor(log, found?.value, now);
    const wanted = news.filter((event) => hears(sink, event.type));
    const write = (state: SinkState) => vault.writeSinkState(name, state, found?.version ?? 0);

    if (wanted.length === 0) {
      const after = found?.value.after;
      const moves = last && (after === undefined || between(after.time, now) > STALE);
      if (moves && !found?.value.claimed_until) await write({ after: last });
      return troubles;
    }
    if (isClaimed(found, now)) {
      // Its run looks again before it lets go. Where it let go meanwhile, we look again ourselves.
      if (await write({ ...found.value, again: true })) return troubles;
      continue;
    }
    const after = found?.value.after;
    const claim: SinkState = { ...(after ? { after } : {}), claimed_until: plus(now, CLAIM) };
    if (!(await write(claim))) continue;

    const told = await tellEach(() => open(sink), wanted, sink);
    troubles.push(...told.troubles);
    // All were told: what comes after them in the log was not wanted.
    const place = told.stopped ? told.last : last;
    const done: SinkState = place ? { after: place } : after ? { after } : {};
    if (!(await vault.writeSinkState(name, done, (found?.version ?? 0) + 1))) {
      if (!(await release(vault, name, done))) return troubles;
    }
    if (told.stopped) return troubles;
  }
  return troubles;
}

const isClaimed = (
  found: Versioned<SinkState> | undefined,
  now: Instant,
): found is Versioned<SinkState> & { readonly value: { readonly claimed_until: Instant } } =>
  found?.value.claimed_until !== undefined && now < found.value.claimed_until;

type Place = NonNullable<SinkState["after"]>;
const placeOf = ({ id, time }: LoggedEvent): Place => ({ id, time });

/** What stands in the log after the sink's place, and the last line of it. */
async function newsFor(log: AlertPorts["log"], state: SinkState | undefined, now: Instant) {
  const after = state?.after;
  const since = after?.time ?? instant(now - FIRST_LOOK);
  const events = await log.events(since);
  const index = after === undefined ? -1 : events.findIndex(({ id }) => id === after.id);
  // A branch that was written anew may have lost our place; then the time tells.
  const news = index >= 0 ? events.slice(index + 1) : events.filter(({ time }) => time > since);
  const newest = events.at(-1);
  return { news, last: newest === undefined ? after : placeOf(newest) };
}

/** In the order of the log, up to the first that fails; one that the sink will never take is told of and left out. */
async function tellEach(open: () => Promise<AlertSink>, wanted: readonly LoggedEvent[], sink: Sink) {
  const troubles: Trouble[] = [];
  let last: Place | undefined;
  const owed = (count: number) => `tell ${sinkLabel(sink)} of ${count} ${count === 1 ? "alert" : "alerts"}`;
  const opened = await attempt(owed(wanted.length), open);
  if (!opened.ok) return { stopped: true, last, troubles: [opened.trouble] };
  for (const [index, event] of wanted.entries()) {
    try {
      await opened.value.tell(event);
    } catch (error) {
      const isRefused = error instanceof OutsideError && error.code === "invalid";
      if (!isRefused) {
        return { stopped: true, last, troubles: [...troubles, trouble(owed(wanted.length - index), error)] };
      }
      troubles.push(trouble(`tell ${sinkLabel(sink)} of ${event.id}; it is left out`, error));
    }
    last = placeOf(event);
  }
  return { stopped: false, last, troubles };
}

/**
 * Somebody wrote while we told: another run that has more to tell, or one that took our claim for a dead run's.
 * @returns whether there is more for us to tell
 */
async function release(vault: AlertPorts["vault"], name: string, done: SinkState): Promise<boolean> {
  const found = await vault.sinkState(name);
  if (!found?.value.again) return false;
  return vault.writeSinkState(name, done, found.version);
}
