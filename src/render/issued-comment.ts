import type { GrantRecord } from "../domain/record.ts";
import { fullMoment } from "./duration.ts";
import { lateStart } from "./run.ts";

/** For whoever looks for what we wrote. */
const MARKER = "<!-- leasehold:issued -->";
/** More than this many get a line each. */
const IN_FULL = 5;
/** GitHub takes 65,536 characters (facts.md, "Limits"). */
const LONGEST = 60_000;

/**
 * What a pull request is told when its access is there: who, what, until when, and the one command to use it. Holds
 * nothing but keys, logins and times, none of which can carry Markdown.
 */
export function issuedComment(records: readonly GrantRecord[]): string {
  const told = records.length > IN_FULL ? [list(records)] : records.map(section);
  const footer =
    "Only the person named can open the pick-up, and only once. If `leasehold use` says that it was opened already, somebody else has the access: it tells you how to end it.";
  return [MARKER, ...told, `<sub>${footer}</sub>`].join("\n\n");
}

const section = (record: GrantRecord): string =>
  [
    `### ${record.role} is ready for @${record.user}`,
    "",
    `Until **${fullMoment(record.end)}**. It ends by itself.${lateStart(record).replace(/^, (.*)$/, " (Issued $1.)")}`,
    "",
    "```sh",
    `leasehold use ${record.key}`,
    "```",
    "",
    `Done before then? \`leasehold done ${record.key}\``,
  ].join("\n");

function list(records: readonly GrantRecord[]): string {
  const lines = records.map(
    (one) => `- @${one.user}: \`leasehold use ${one.key}\`, until ${fullMoment(one.end)}`,
  );
  let length = 0;
  const fitting = lines.filter((line) => {
    length += line.length + 1;
    return length < LONGEST;
  });
  const left = lines.length - fitting.length;
  const more = left === 0 ? [] : [`- and ${left} more: \`leasehold use ROLE\` finds one's own`];
  const head = `### ${records.length} grants are ready\n\nThey end by themselves.\n`;
  return [head, ...fitting, ...more].join("\n");
}
