import { Type } from "typebox";
import { NAME } from "../../key.ts";

/** Forms the events share. TypeBox is read by `scripts/` and the type checker only, as in `src/files/schemas/`. */
export const Moment = (description: string) =>
  Type.String({
    description,
    format: "date-time",
    pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$",
  });

export const Sha = (description: string) =>
  Type.String({ description, pattern: "^(?:[0-9a-f]{40}|[0-9a-f]{64})$" });

export const Sha256 = (description: string) => Type.String({ description, pattern: "^[0-9a-f]{64}$" });

export const Name = (description: string) => Type.String({ description, pattern: NAME.source });
export const Text = (description: string) => Type.String({ description, minLength: 1 });
/** As GitHub shows it; bots' have `[bot]` at their end. */
export const Login = (description: string) => Type.String({ description, minLength: 1, maxLength: 60 });
export const Count = (description: string) => Type.Integer({ description, minimum: 0 });
export const Positive = (description: string) => Type.Integer({ description, minimum: 1 });

export const Finding = Type.Object(
  {
    rule: Text("Name of the rule, as formats.md lists them."),
    severity: Type.Union([Type.Literal("error"), Type.Literal("warning")]),
    file: Type.Optional(Type.String()),
    line: Type.Optional(Positive("From 1.")),
    column: Type.Optional(Positive("From 1.")),
    message: Text("What was found, and what is allowed."),
    hint: Type.Optional(Type.String({ description: "What to do." })),
  },
  { description: "What was found wrong." },
);

/** Whose access an event is about. */
export const whose = {
  role: Name("The access role."),
  user: Login("Who has, or had, the access."),
};
