import { ISSUE_FIELDS, type IssueField, roleOfOption } from "./issue-form.ts";

/** More than any honest request has; GitHub takes 65,536 characters. */
const MOST = 8_000;
/** What GitHub writes for a field that was left empty. */
const NOTHING = "_No response_";

/** What a filled-in form asks for, as it was typed; nothing is checked yet. */
export interface IssueAnswers {
  readonly role: string;
  readonly for: string;
  readonly ticket?: string;
  readonly start?: string;
  readonly reason: string;
}

export type ReadAnswers =
  | { readonly ok: true; readonly answers: IssueAnswers }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads the body of an issue that the form of issue-form.ts was filled in for. Anybody may have written anything there:
 * headings count in the form's order only, each once, and everything below the last one is the reason, whatever it
 * looks like.
 */
export function readIssueAnswers(body: string): ReadAnswers {
  if (body.length > MOST) return problem(`the text has more than ${MOST} characters`);
  const found = new Map<IssueField, string[]>();
  let at = -1;
  for (const line of body.split(/\r\n|\r|\n/)) {
    const next = ISSUE_FIELDS[at + 1];
    if (next !== undefined && line.trimEnd() === `### ${next}`) {
      at += 1;
      found.set(next, []);
      continue;
    }
    const field = ISSUE_FIELDS[at];
    if (field !== undefined) found.get(field)?.push(line);
    else if (line.trim() !== "") return problem("there is something before the form's first answer");
  }
  const missing = ISSUE_FIELDS.filter((field) => !found.has(field));
  if (missing.length > 0) return problem(`there is no answer to ${missing.join(", ")}`);
  const of = (field: IssueField): string => {
    const text = (found.get(field) ?? []).join(" ").replaceAll(/\s+/g, " ").trim();
    return text === NOTHING ? "" : text;
  };
  return {
    ok: true,
    answers: {
      role: roleOfOption(of("Role")),
      for: of("How long").replaceAll(" ", ""),
      reason: of("Reason"),
      ...given("ticket", of("Ticket")),
      ...given("start", of("Not before")),
    },
  };
}

const given = <Name extends string>(name: Name, text: string): Partial<Record<Name, string>> =>
  text === "" ? {} : ({ [name]: text } as Partial<Record<Name, string>>);

const problem = (what: string): ReadAnswers => ({ ok: false, problem: what });
