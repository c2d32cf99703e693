import { Type } from "typebox";
import { NAME } from "../../domain/key.ts";
import { LOGIN } from "../../domain/login.ts";

/**
 * The small forms that the formats share. `title` completes "… is no <title>" in findings and heads the
 * hover of an editor; `errorMessage` says what to write, in findings and (where they know the keyword) in editors.
 */
interface Word {
  readonly title: string;
  readonly description: string;
  readonly errorMessage: string;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
}

/** What a single use of a word may say for itself: mostly its own description. */
export type Said = Partial<Word>;

const word = (base: Word, said: Said) => Type.String({ ...base, ...said });

export const Name = (said: Said = {}) =>
  word(
    {
      title: "name",
      description:
        "Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.",
      pattern: NAME.source,
      errorMessage:
        "write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters",
    },
    said,
  );

export const Login = (said: Said = {}) =>
  word(
    {
      title: "GitHub login",
      description: "A GitHub login, compared without case.",
      pattern: LOGIN.source,
      errorMessage: "write the login as GitHub shows it: letters, digits, - and _, at most 39",
      examples: ["alice"],
    },
    said,
  );

/** The form of formats.md, and that it is above zero. */
const DURATION = "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$";

export const Duration = (said: Said = {}) =>
  word(
    {
      title: "duration",
      description: "Days, hours, minutes, seconds in this order, above zero: `2h`, `1h30m`, `45s`.",
      pattern: DURATION,
      errorMessage: "write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s",
      examples: ["2h", "1h30m"],
    },
    said,
  );

const INSTANT = "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$";

export const Instant = (said: Said = {}) =>
  word(
    {
      title: "instant",
      description: "RFC 3339 with an offset and whole seconds: `2026-11-21T18:00:00Z`.",
      format: "date-time",
      pattern: INSTANT,
      errorMessage: "write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z",
      examples: ["2026-11-21T18:00:00Z"],
    },
    said,
  );

/** Text that is not blank. */
export const Text = (said: Said = {}) =>
  word(
    {
      title: "text",
      description: "Text that is not blank.",
      pattern: "\\S",
      errorMessage: "write some text",
    },
    said,
  );

/** One to 1000 code points after the white space around is taken away. */
export const Reason = (said: Said = {}) =>
  Text({
    title: "reason",
    description: "Why the access is needed: 1 to 1000 characters, white space around not counted.",
    pattern: "^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$",
    errorMessage: "say why in 1 to 1000 characters",
    examples: ["Refund 8812 is stuck; need to read its rows"],
    ...said,
  });

export const Ticket = (said: Said = {}) =>
  Text({
    title: "ticket",
    description: "The ticket this is for, where the role requires one.",
    pattern: "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$",
    errorMessage: "write the ticket's number, at most 200 characters",
    examples: ["INC-4821"],
    ...said,
  });

const key = `${NAME.source.slice(0, -1)}\\.${NAME.source.slice(1, -1)}\\.(?:emergency-)?[0-9a-f]{12}$`;

export const Key = (said: Said = {}) =>
  word(
    {
      title: "grant key",
      description: "The key of a grant: `<role>.<id>.<first 12 hex of its commit>`.",
      pattern: key,
      errorMessage: "write <role>.<id>.<12 hex>, as leasehold status shows it",
      examples: ["orders-db-read.refund-8812.3f2a9c1b7d20"],
    },
    said,
  );

/** The name of an environment variable. */
export const Variable = (said: Said = {}) =>
  word(
    {
      title: "name of an environment variable",
      description: "The name of an environment variable.",
      pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      errorMessage: "write letters, digits and _, not starting with a digit",
      examples: ["SLACK_WEBHOOK_URL"],
    },
    said,
  );

/** A mount of Vault without slashes around it. */
export const Mount = (said: Said = {}) =>
  word(
    {
      title: "mount",
      description: "Where an engine is mounted in Vault, without slashes around.",
      pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$",
      errorMessage: "write the mount without slashes around, such as database",
      examples: ["database"],
    },
    said,
  );

export const Flag = (said: { description: string; default: boolean }) =>
  Type.Boolean({ title: "true or false", errorMessage: "write true or false", ...said });

/** @param said.maximum where more could never be meant, or would keep the check busy */
export const Count = (said: {
  description: string;
  default?: number;
  maximum?: number;
  examples?: number[];
}) => {
  const range = said.maximum === undefined ? "of at least 1" : `from 1 to ${said.maximum}`;
  return Type.Integer({
    title: `whole number ${range}`,
    minimum: 1,
    errorMessage: `write a whole number ${range}`,
    ...said,
  });
};

/** Teams and users: whom a role means. At least one of them must name somebody; the reader says so. */
const people = {
  teams: Type.Optional(
    Type.Array(Name({ title: "team name" }), {
      title: "list of teams",
      description: "Teams of policies/teams.yaml.",
      examples: [["payments"]],
    }),
  ),
  users: Type.Optional(
    Type.Array(Login(), {
      title: "list of GitHub logins",
      description: "Single people.",
      examples: [["erin"]],
    }),
  ),
};

export const Group = (description: string) =>
  Type.Object(people, {
    title: "group of people",
    description,
    errorMessage: "write { teams: [payments] }, { users: [alice] } or both",
    examples: [{ teams: ["payments"] }],
    additionalProperties: false,
  });

export const ApproverGroup = (description: string) =>
  Type.Object(
    {
      ...people,
      count: Type.Optional(
        Count({
          description: "How many different people of this group must approve.",
          default: 1,
          maximum: 20,
        }),
      ),
    },
    {
      title: "group of approvers",
      description,
      errorMessage: "write { teams: [dba], count: 1 }",
      examples: [{ teams: ["dba"], count: 1 }],
      additionalProperties: false,
    },
  );
