import { createHash } from "node:crypto";
import type { EventType } from "../audit/events.ts";
import type { Sink } from "../model.ts";

/** What a sink hears of where it names nothing: what somebody should know of, and nothing that went as it should. */
const ALERTS: ReadonlySet<string> = new Set<EventType>([
  "leasehold.grant.expiring",
  "leasehold.grant.ended",
  "leasehold.grant.overdue",
  "leasehold.grant.lingering",
  "leasehold.grant.unusual",
  "leasehold.rotation.failed",
  "leasehold.rotation.missed",
  "leasehold.breakglass.used",
  "leasehold.breakglass.reviewed",
  "leasehold.breakglass.overdue",
  "leasehold.audit.mismatch",
  "leasehold.schedule.late",
]);

/** What is over when an event comes: the issues of these types and the same subject are closed. */
export const CLOSES: Readonly<Record<string, readonly EventType[]>> = {
  "leasehold.grant.ended": [
    "leasehold.grant.issued",
    "leasehold.grant.delivered",
    "leasehold.grant.expiring",
    "leasehold.grant.lingering",
  ],
  "leasehold.rotation.done": ["leasehold.rotation.failed", "leasehold.rotation.missed"],
};

/**
 * Whether a sink is to hear of an event: by its globs (`*` stands for anything), else of all alerts. Every sink hears
 * of break-glass, whatever it names: that is what makes up for the approvals it goes without.
 * Issues also hear of what closes them.
 */
export const hears = ({ kind, events }: Pick<Sink, "kind" | "events">, type: string): boolean =>
  type === "leasehold.breakglass.used" ||
  (kind === "issue" && type in CLOSES) ||
  (events === undefined ? ALERTS.has(type) : events.some((glob) => matches(glob, type)));

/** Schemas allow lower-case letters, dots and stars: nothing else means anything in a pattern. */
const matches = (glob: string, type: string): boolean =>
  new RegExp(`^${glob.replaceAll(".", "\\.").replace(/\*+/g, ".*")}$`).test(type);

/** What a sink is called where it is remembered: it stays itself when others come and go, or when it hears of more. */
export function sinkName({ kind, url_env, label }: Sink): string {
  const what = createHash("sha256")
    .update(`${kind} ${url_env ?? label}`)
    .digest("hex");
  return `${kind}-${what.slice(0, 12)}`;
}

/** How a sink is called to people. */
export const sinkLabel = ({ kind, url_env, label }: Sink): string => `${kind} (${url_env ?? label})`;
