import type { GrantView } from "../domain/grant-view.ts";
import type { GrantRecord } from "../domain/record.ts";
import { type Instant, seconds } from "../domain/units.ts";
import type { WrittenGrant } from "../domain/wish.ts";
import { requestCommand } from "./command-line.ts";
import { momentText, spanText } from "./duration.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** A pull request that a command opened. */
interface Pull {
  readonly number: number;
  readonly url: string;
}

/**
 * What `request` and `extend` say beside their findings: who must approve and what comes next, or what to ask for
 * instead.
 */
export function requestedText(
  {
    view,
    suggestion,
    pushed,
    pull,
  }: {
    readonly view?: GrantView;
    readonly suggestion?: WrittenGrant;
    /** Absent where nothing left this machine. */
    readonly pushed?: unknown;
    readonly pull?: Pull;
  },
  paint: Paint,
): string {
  if (pull && view) return `${askedLines(view, pull, paint).join("\n")}\n`;
  if (suggestion === undefined || pushed !== undefined) return "";
  const command = onOneLine(requestCommand(suggestion));
  return `${paint("cyan", "would pass:")} ${command}\n${paint("dim", "Nothing was sent. --no-check sends it all the same, for the pull request's check to refuse.")}\n`;
}

function askedLines(
  { user, role, seconds: length, approvals, access }: GrantView,
  pull: Pull,
  paint: Paint,
): string[] {
  const who = approvals.required === 0 ? "no approval before, a review after" : approvalsText(approvals);
  return [
    `${paint("green", "asked")}  ${role} for ${user}, ${spanText(seconds(length))}: ${who}`,
    ...access.map(({ path, capabilities }) => `       ${onOneLine(path)} (${capabilities.join(", ")})`),
    `${paint("dim", "next")}   ${pull.url}`,
    `${paint("dim", "then")}   leasehold use ${role}`,
  ];
}

const approvalsText = ({ required, eligible }: GrantView["approvals"]): string => {
  const many = required === 1 ? "one approval" : `${required} approvals`;
  return `needs ${many} of ${eligible.join(", ") || "nobody that is left"}`;
};

/** What `revoke` did and what is left to do. */
export function revokedText(
  revoked: {
    readonly recalled: readonly GrantRecord[];
    readonly unrecorded: number;
    readonly grants: readonly { readonly key: string; readonly user: string; readonly end: Instant }[];
    readonly pull?: Pull;
    readonly asked?: string;
    /** `--now` was given: nobody has to hear of it. */
    readonly at_once?: boolean;
  },
  now: Instant,
  paint: Paint,
): string {
  const gone = new Set<string>(revoked.recalled.map(({ key }) => key));
  const waiting = revoked.grants.filter(({ key, end }) => !gone.has(key) && end > now);
  return [
    ...revoked.recalled.map(
      ({ key, user }) => `${paint("green", "ended")}    ${key}  ${user}, proved: its token is gone`,
    ),
    ...(revoked.unrecorded > 0
      ? [
          `${paint("green", "ended")}    ${revoked.unrecorded} more ${revoked.unrecorded === 1 ? "token or wrapping" : "tokens or wrappings"}, which no record named`,
        ]
      : []),
    ...(revoked.asked === undefined
      ? []
      : [
          `${paint("yellow", "asked")}    ${revoked.asked}: the workflow Leasehold apply ends it now, within a minute or two`,
        ]),
    ...waiting.map(
      ({ key, user, end }) =>
        `${paint("yellow", "waiting")}  ${key}  ${user}, ends with the merge, else at ${momentText(end, now)}`,
    ),
    ...(revoked.pull ? [`${paint("dim", "next")}     ${revoked.pull.url}`] : []),
    ...(waiting.length > 0 && revoked.at_once !== true && revoked.asked === undefined
      ? [paint("dim", "         Cannot wait? Add --now.")]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** What `done` did. */
export function doneText(
  { key, ended, pull }: { readonly key: string; readonly ended: boolean; readonly pull?: Pull },
  paint: Paint,
): string {
  const first = ended
    ? `${paint("green", "ended")}  ${key}: its token is gone, and all that was taken with it`
    : `${paint("yellow", "open")}   ${key}: no token of it works here; it ends when its file is removed, or by itself`;
  return `${[first, ...(pull ? [`${paint("dim", "next")}   ${pull.url}`] : [])].join("\n")}\n`;
}

/** How waiting for a request ended; the shape of commands/wait-for-issue.ts. */
export type WaitedFor =
  | { readonly kind: "issued"; readonly key: string }
  | { readonly kind: "refused"; readonly key: string; readonly messages: readonly string[] }
  | { readonly kind: "given-up" | "not-yet"; readonly message: string };

export function waitedText(waited: WaitedFor, paint: Paint): string {
  switch (waited.kind) {
    case "issued":
      return `${paint("green", "issued")}  leasehold use ${waited.key}\n`;
    case "refused":
      return `${[`${paint("red", "refused")}  ${waited.key}`, ...waited.messages.map((one) => `  ${onOneLine(one)}`)].join("\n")}\n`;
    case "given-up":
      return `${paint("red", "over")}  ${onOneLine(waited.message)}\n`;
    case "not-yet":
      return `${paint("yellow", "not yet")}  ${onOneLine(waited.message)}\n`;
  }
}

/** What `emergency` says: who has what until when, and that it does not end there. */
export function emergencyText(record: GrantRecord, now: Instant, paint: Paint): string {
  const { role, user, key, end } = record;
  return [
    `${paint("red", "issued")}  ${role} for ${user}, ${spanText(seconds(end - now))}, until ${momentText(end, now)}: without approval`,
    ...record.access.map(
      ({ path, capabilities }) => `        ${onOneLine(path)} (${capabilities.join(", ")})`,
    ),
    `${paint("dim", "then")}    ${user} runs  leasehold use ${key}`,
    `${paint("dim", "end")}     leasehold revoke ${key} --now`,
    `${paint("dim", "next")}    when GitHub is back it is alerted like break-glass, and asks for its review`,
    "",
  ].join("\n");
}
