import type { GrantRecord } from "../domain/record.ts";
import { formatInstant } from "../domain/units.ts";

const MARKER = "<!-- leasehold:issued -->";

/**
 * What a pull request is told when its access is there: who, what, until when, and the one command to use it. Holds
 * nothing but keys, logins and times, none of which can carry Markdown.
 */
export function issuedComment(records: readonly GrantRecord[]): {
  readonly marker: string;
  readonly body: string;
} {
  const sections = records.map((record) => {
    const until = formatInstant(record.end);
    return [
      `### ${record.role} is ready for @${record.user}`,
      "",
      `Until **${until.slice(0, 10)} ${until.slice(11, 19)} UTC**. It ends by itself.`,
      "",
      "```sh",
      `leasehold use ${record.key}`,
      "```",
      "",
      `Done before then? \`leasehold done ${record.key}\``,
    ].join("\n");
  });
  const footer =
    "Only the person named can open the pick-up, and only once. If `leasehold use` says that it was opened already, somebody else has the access: it tells you how to end it.";
  return { marker: MARKER, body: [MARKER, ...sections, `<sub>${footer}</sub>`].join("\n\n") };
}
