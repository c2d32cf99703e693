import { Type } from "typebox";
import { Instant, Login, Text } from "./words.ts";

const person = Type.Object(
  {
    alias: Type.Optional(
      Text({
        title: "alias",
        description: "How the person is named where people log in to Vault.",
        pattern: "^[A-Za-z0-9._@-]{1,128}$",
        errorMessage: "write letters, digits, . _ @ and -, at most 128: Vault's policies allow no others",
        examples: ["alice@example.com"],
      }),
    ),
    now: Type.Optional(Login({ description: "The login this person has now.", examples: ["new-login"] })),
    until: Type.Optional(
      Instant({
        description: "Eligible for nothing and approver of nothing after that.",
        examples: ["2026-12-31T00:00:00Z"],
      }),
    ),
  },
  {
    title: "person",
    description: "What is special about this person.",
    errorMessage: "write { alias: … }, { now: … } or { until: … }",
    examples: [{ alias: "alice@example.com" }],
    additionalProperties: false,
  },
);

/** `policies/people.yaml` */
export const People = Type.Record(Login(), person, {
  title: "set of people",
  description: "Exceptions about people, by their GitHub login.",
  errorMessage: "write GitHub logins as keys, such as alice: { alias: alice@example.com }",
  examples: [{ alice: { alias: "alice@example.com" } }],
  additionalProperties: false,
});
