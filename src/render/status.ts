import { styleText } from "node:util";
import type { Standing, StandingState } from "../domain/standing.ts";
import { between, formatInstant, type Instant } from "../domain/units.ts";
import { clockText, fromNow, spanText } from "./duration.ts";
import { columnsOf, cutTo, onOneLine, padTo, type Screen } from "./terminal-text.ts";

/** When the rows were true: a moment, or any moment of a time. */
export interface StatusTime {
  readonly at: Instant;
  /** What the words "in 2 h" and "ago" count from. */
  readonly now: Instant;
  readonly between?: { readonly from: Instant; readonly to: Instant };
}

const GAP = 2;
/** With less room for the reason than this, a table helps nobody: each grant gets a few lines of its own. */
const LEAST_REASON = 16;
/** The key gets a column only where this much is left for the reason; else a line of its own below. */
const REASON_BESIDE_KEY = 24;

/**
 * Who has what, until when, and why, for people. With a screen it fits into its columns; without one (a file, a
 * pipe) nothing is cut and nothing is coloured.
 */
export function statusText(rows: readonly Standing[], time: StatusTime, screen?: Screen): string {
  const lines = rows.map((row) => lineOf(row, time));
  const summary = summaryOf(rows, time);
  if (rows.length === 0) return `${summary}\n`;
  const paint = painter(screen);
  const body = table(lines, screen, paint) ?? cards(lines, screen?.columns ?? 0, paint);
  return `${[summary, "", ...body].join("\n")}\n`;
}

interface Line {
  readonly who: string;
  readonly role: string;
  readonly state: ShownState;
  readonly when: string;
  readonly why: string;
  readonly key: string;
}

/** As people are told it: what is on its way to its end, and what its person ended, is not simply live. */
type ShownState = StandingState | "ending";

type Paint = (state: ShownState | "head" | "quiet", text: string) => string;

const COLOURS = {
  live: "green",
  pending: "yellow",
  ending: "yellow",
  refused: "red",
  ended: "dim",
  head: "bold",
  quiet: "dim",
} as const;

const painter =
  (screen: Screen | undefined): Paint =>
  (state, text) =>
    screen?.colour === true ? styleText(COLOURS[state], text, { validateStream: false }) : text;

function lineOf(row: Standing, time: StatusTime): Line {
  const marks = row.break_glass ? "break-glass: " : "";
  const ticket = row.ticket === undefined ? "" : `${row.ticket}: `;
  return {
    who: row.user,
    role: row.role,
    state: shownState(row),
    when: whenOf(row, time),
    why: onOneLine(`${marks}${ticket}${row.reason}`),
    key: row.key,
  };
}

const shownState = ({ state, ending }: Standing): ShownState =>
  ending === undefined ? state : ending.by === "given-back" ? "ended" : "ending";

function whenOf(row: Standing, { at, now }: StatusTime): string {
  const until = `until ${clockText(row.end, now)}`;
  if (row.ending?.by === "given-back")
    return `${clockText(row.ending.at, now)} (given back), ${fromNow(row.ending.at, now)}`;
  if (row.ending) return `file removed; ${until} at most`;
  switch (row.state) {
    case "live":
      // Seen from a moment that is over, what was left then says more than how long ago that is.
      return at === now
        ? `${until}, ${fromNow(row.end, now)}`
        : `${until}, ${spanText(between(at, row.end))} left`;
    case "pending":
      return row.begin > at
        ? `from ${clockText(row.begin, now)} for ${spanText(between(row.begin, row.end))}`
        : `not issued yet, ${until}`;
    case "refused":
      return "never issued";
    case "ended": {
      const moment = row.ended_at ?? row.end;
      const why = row.ended_by === undefined || row.ended_by === "expired" ? "" : ` (${row.ended_by})`;
      const never = row.approvers === undefined ? " unissued" : "";
      return `${clockText(moment, now)}${never}${why}, ${fromNow(moment, now)}`;
    }
  }
}

function summaryOf(rows: readonly Standing[], { at, now, between: span }: StatusTime): string {
  const when =
    span === undefined
      ? at === now
        ? ""
        : ` at ${formatInstant(at)}`
      : ` between ${formatInstant(span.from)} and ${formatInstant(span.to)}`;
  if (rows.length === 0) return at === now && !span ? "Nobody has access." : `Nobody had access${when}.`;
  const counts = (["live", "ending", "pending", "refused", "ended"] as const).flatMap((state) => {
    const count = rows.filter((row) => shownState(row) === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return `${counts.join(", ")}${when}`;
}

/** Undefined where the screen is too narrow for one. */
function table(lines: readonly Line[], screen: Screen | undefined, paint: Paint): string[] | undefined {
  const head = { who: "WHO", role: "ROLE", state: "STATE", when: "WHEN (UTC)", why: "WHY", key: "KEY" };
  const widest = (name: keyof Line) => Math.max(...[head, ...lines].map((line) => columnsOf(line[name])));
  const fixed = (["who", "role", "state", "when"] as const).map((name) => [name, widest(name)] as const);
  const used = fixed.reduce((sum, [, columns]) => sum + columns + GAP, 0);
  const room = (screen?.columns ?? Number.POSITIVE_INFINITY) - used;
  if (room < LEAST_REASON) return undefined;
  const keyColumns = widest("key");
  const withKey = room - keyColumns - GAP >= Math.min(REASON_BESIDE_KEY, widest("why"));
  const whyColumns = Math.min(widest("why"), withKey ? room - keyColumns - GAP : room);
  const print = (line: Record<keyof Line, string>, style: ShownState | "head") => {
    const cells = fixed.map(([name, columns]) => {
      const cell = padTo(line[name], columns);
      return style === "head" || name === "state" ? paint(style, cell) : cell;
    });
    const why = withKey ? padTo(cutTo(line.why, whyColumns), whyColumns) : cutTo(line.why, whyColumns);
    const last = style === "head" ? paint("head", why) : why;
    const key = withKey ? [paint(style === "head" ? "head" : "quiet", line.key)] : [];
    const row = [...cells, last, ...key].join(" ".repeat(GAP)).trimEnd();
    // Never cut: it is there to be copied.
    return withKey || style === "head" ? row : `${row}\n${paint("quiet", `${" ".repeat(GAP)}${line.key}`)}`;
  };
  return [print(head, "head"), ...lines.map((line) => print(line, line.state))];
}

function cards(lines: readonly Line[], columns: number, paint: Paint): string[] {
  const each = lines.flatMap((line) => [
    `${paint("head", line.who)}  ${line.role}  ${paint(line.state, line.state)}`,
    ...[line.when, line.why].map((text) => cutTo(`  ${text}`, columns)),
    // Never cut: it is there to be copied.
    paint("quiet", `  ${line.key}`),
    "",
  ]);
  return [...each, paint("quiet", "Times are UTC.")];
}
