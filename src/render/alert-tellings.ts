import { parseKey } from "../domain/key.ts";
import { parseInstant, type Seconds, seconds } from "../domain/units.ts";
import type { AlertWords, ToldAlert } from "./alert.ts";
import { fullMinute, spanText } from "./duration.ts";
import { WHY_ENDED } from "./end-reasons.ts";

type Data = ToldAlert["data"];
export type Telling = (alert: ToldAlert) => Pick<AlertWords, "title" | "sign"> & Partial<AlertWords>;

const text = (data: Data, name: string): string => {
  const value = data[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
};
export const who = ({ data }: ToldAlert): string => text(data, "user");
const role = ({ data }: ToldAlert): string => text(data, "role");

/** `2026-11-21 18:00 UTC`, or what stands there. */
function when(data: Data, name: string): string {
  const moment = parseInstant(text(data, name));
  return moment === undefined ? text(data, name) : fullMinute(moment);
}
const long = (data: Data, name: string): string =>
  typeof data[name] === "number" ? spanText(seconds(data[name]) as Seconds) : "?";

const ENDED: Readonly<Record<string, string>> = WHY_ENDED;

const ROTATION_WHY: Readonly<Record<string, string>> = {
  owed: "owed since a grant ended",
  due: "due by its age",
  asked: "asked for by hand",
  age: "older than it may be",
  never: "never done, as far as anybody knows",
};

const window = (data: Data) => [["Until", when(data, "end")]] as const;
const names = (value: unknown): string =>
  Array.isArray(value) && value.length > 0 ? value.join(", ") : "nobody";
const reason = (data: Data): Partial<AlertWords> =>
  typeof data.reason === "string" ? { quote: data.reason } : {};
const ticket = (data: Data) => (typeof data.ticket === "string" ? ([["Ticket", data.ticket]] as const) : []);

/** How each type is told. One that is not here is told by its name. */
export const TELLINGS: Readonly<Record<string, Telling>> = {
  "leasehold.grant.issued": (alert) => ({
    sign: "🟢",
    title: `${who(alert)} got ${role(alert)}`,
    facts: [...window(alert.data), ["Approved by", names(alert.data.approvers)], ...ticket(alert.data)],
    ...reason(alert.data),
  }),
  "leasehold.grant.delivered": (alert) => ({
    sign: "🟢",
    title: `${role(alert)} is ready for ${who(alert)} to pick up`,
  }),
  "leasehold.grant.refused": (alert) => ({
    sign: "🟡",
    title: `${role(alert)} was refused to ${who(alert)}`,
    ...reason(alert.data),
  }),
  "leasehold.grant.expiring": (alert) => ({
    sign: "🟡",
    title: `${role(alert)} of ${who(alert)} is about to end`,
    facts: [["Ends", when(alert.data, "end")]],
    commands: parseKey(alert.subject) ? [`leasehold extend ${alert.subject} --for 1h`] : [],
  }),
  "leasehold.grant.ended": (alert) => ({
    sign: "🟢",
    title: `${role(alert)} of ${who(alert)} has ended`,
    facts: [
      ["Ended", when(alert.data, "ended_at")],
      ["Because", ENDED[text(alert.data, "ended_by")] ?? text(alert.data, "ended_by")],
    ],
  }),
  "leasehold.grant.overdue": (alert) => ({
    sign: "🟡",
    title: `Revoke pull request #${text(alert.data, "pull_request")} is overdue`,
    facts: [
      ["Was to be merged by", when(alert.data, "since")],
      ["Oldest in it", `${who(alert)}, ${role(alert)}`],
      ["Access", "has ended already; the file on main says otherwise"],
    ],
  }),
  "leasehold.grant.lingering": (alert) => ({
    sign: "🟡",
    title: `${who(alert)} has held ${role(alert)} for ${long(alert.data, "seconds")}`,
    facts: [["Without a gap since", when(alert.data, "since")]],
    // Its subject is the grant it began with, which may be long over.
    commands: [`leasehold status --role ${parseKey(alert.subject)?.role ?? "ROLE"}`],
  }),
  "leasehold.grant.unusual": (alert) => ({
    sign: alert.data.what === "pickup-opened" ? "🔴" : "🟡",
    title:
      alert.data.what === "pickup-opened"
        ? `Somebody else opened the pick-up of ${who(alert)} (${role(alert)})`
        : `Unusual: ${who(alert)} and ${role(alert)}`,
    facts: [["What", text(alert.data, "what")]],
    quote: text(alert.data, "message"),
  }),
  "leasehold.rotation.done": (alert) => ({
    sign: "🟢",
    title: `${alert.subject} was rotated`,
    facts: [["When", when(alert.data, "rotated_at")]],
  }),
  "leasehold.rotation.failed": (alert) => ({
    sign: "🔴",
    title: `${alert.subject} could not be rotated`,
    facts: [
      ["Why now", ROTATION_WHY[text(alert.data, "why")] ?? text(alert.data, "why")],
      ["So", "the old credential still works; every run tries again"],
    ],
    quote: text(alert.data, "message"),
    commands: [`leasehold rotate ${alert.subject}`],
  }),
  "leasehold.rotation.missed": (alert) => ({
    sign: "🔴",
    title: `Rotation of ${alert.subject} was missed`,
    facts: [
      ["Late by", long(alert.data, "late_by")],
      ["Because it is", ROTATION_WHY[text(alert.data, "because")] ?? text(alert.data, "because")],
    ],
    commands: [`leasehold rotate ${alert.subject}`],
  }),
  "leasehold.breakglass.used": (alert) => ({
    sign: "🔴",
    title: `BREAK-GLASS: ${who(alert)} took ${role(alert)} without approval`,
    facts: [...window(alert.data), ...ticket(alert.data), ["Now", "an approver of the role reviews it"]],
    ...reason(alert.data),
  }),
  "leasehold.breakglass.reviewed": (alert) => ({
    sign: "🟢",
    title: `Break-glass of ${who(alert)} for ${role(alert)} was reviewed`,
    facts: [["By", text(alert.data, "reviewer")]],
  }),
  "leasehold.breakglass.overdue": (alert) => ({
    sign: "🔴",
    title: `Nobody reviewed the break-glass of ${who(alert)} for ${role(alert)}`,
    facts: [["Was to be reviewed by", when(alert.data, "review_by")]],
  }),
  "leasehold.audit.mismatch": (alert) => {
    const finding = alert.data.finding;
    const found = typeof finding === "object" && finding !== null ? (finding as Data) : {};
    return {
      sign: "🔴",
      title: `Audit: ${text(found, "rule")} (${alert.subject})`,
      quote: [found.message, found.hint].filter((one) => typeof one === "string").join("\n"),
      commands: ["leasehold audit"],
    };
  },
  "leasehold.policy.changed": (alert) => {
    const approvers = names(alert.data.approvers);
    return {
      sign: approvers === "nobody" ? "🔴" : "🟢",
      title: `Policies on main changed: ${names(alert.data.files)}`,
      facts: [
        ["Approved by", approvers],
        ["Commit", text(alert.data, "commit").slice(0, 12)],
      ],
    };
  },
  "leasehold.schedule.late": (alert) => ({
    sign: "🟡",
    title: `The schedule was late: ${text(alert.data, "command")} did not run for ${long(alert.data, "gap")}`,
    facts: [
      ["Ran before", when(alert.data, "last")],
      ["Late after", long(alert.data, "expected")],
      ["Access", "ended on time: Vault ends it. Proof, rotations and pull requests waited"],
    ],
  }),
};
