import { parseKey } from "../domain/key.ts";
import type { AlertWords, ToldAlert } from "./alert.ts";
import { TELLINGS, type Telling, who } from "./alert-tellings.ts";

/** Where links lead. */
export interface Places {
  /** `https://github.com/acme/access`. */
  readonly repository: string;
  /** The branch grants live on. */
  readonly branch: string;
}

/** Types about access that somebody may have right now: those are told how to extend and to end it. */
const HELD: ReadonlySet<string> = new Set([
  "leasehold.grant.issued",
  "leasehold.grant.delivered",
  "leasehold.grant.expiring",
  "leasehold.grant.unusual",
  "leasehold.breakglass.used",
]);

/** What an alert says: who, what, when, and where to go on: the pull request, to extend, to end. */
export function alertWords(alert: ToldAlert, places: Places): AlertWords {
  const told = (TELLINGS[alert.type] ?? byName)(alert);
  const held = HELD.has(alert.type) && parseKey(alert.subject) !== undefined;
  return {
    title: told.title,
    sign: told.sign,
    facts: told.facts ?? [],
    ...(told.quote === undefined || told.quote === "" ? {} : { quote: told.quote }),
    links: [...linksOf(alert, places), ...(held ? linksOfHeld(alert, places) : [])],
    commands: [...(told.commands ?? []), ...(held ? [`leasehold revoke ${alert.subject} --now`] : [])],
  };
}

const byName: Telling = ({ type, subject }) => ({ sign: "🟡", title: `${type}: ${subject}` });

function linksOf({ data }: ToldAlert, { repository }: Places): AlertWords["links"] {
  const numbered = (name: string, kind: string, folder: string) => {
    const number = data[name];
    return typeof number === "number" && Number.isInteger(number) && number > 0
      ? [{ text: `${kind} #${number}`, url: `${repository}/${folder}/${number}` }]
      : [];
  };
  return [...numbered("pull_request", "Pull request", "pull"), ...numbered("issue", "Issue", "issues")];
}

/** GitHub's own pages that begin a pull request: one that adds the file of an extension, one that deletes the grant's. */
function linksOfHeld(alert: ToldAlert, { repository, branch }: Places): AlertWords["links"] {
  const key = parseKey(alert.subject);
  // An emergency has no file on main.
  if (key === undefined || key.emergency) return [];
  const folder = `${repository}/new/${encodeURIComponent(branch)}/grants/${key.role}`;
  const more = [
    `role: ${key.role}`,
    `user: ${who(alert)}`,
    "duration: 1h",
    `extends: ${alert.subject}`,
    "reason: ",
    "",
  ].join("\n");
  const isBreakGlass = key.id.startsWith("bg-");
  const extend = `${folder}?filename=${key.id}-more.yaml&value=${encodeURIComponent(more)}`;
  const end = `${repository}/delete/${encodeURIComponent(branch)}/grants/${key.role}/${key.id}.yaml`;
  return [
    ...(isBreakGlass || alert.type === "leasehold.grant.unusual" ? [] : [{ text: "Extend", url: extend }]),
    { text: "End", url: end },
  ];
}
