import { Type } from "typebox";
import { Instant, Login, Name } from "./words.ts";

const member = Type.Union(
  [
    Login(),
    Type.Object(
      {
        login: Login(),
        from: Type.Optional(
          Instant({ description: "Member from then on.", examples: ["2026-11-21T00:00:00Z"] }),
        ),
        until: Type.Optional(
          Instant({ description: "Member until then.", examples: ["2026-11-28T00:00:00Z"] }),
        ),
      },
      { title: "membership", additionalProperties: false },
    ),
  ],
  {
    title: "member",
    description: "A login, or `{ login, from, until }` for some time.",
    errorMessage: "write a login, or { login: dana, until: 2026-11-28T00:00:00Z }",
  },
);

/** `policies/teams.yaml` */
export const Teams = Type.Record(
  Name(),
  Type.Array(member, {
    title: "list of members",
    description: "The members of the team.",
    errorMessage: "write a list of logins, such as [alice, carol]",
    examples: [["alice", "carol"]],
  }),
  {
    title: "set of teams",
    description: "Who is in which team.",
    errorMessage:
      "write the teams as keys: lower-case letters, digits and -, such as payments: [alice, carol]",
    examples: [{ payments: ["alice", "carol"], dba: ["bob"] }],
    additionalProperties: false,
  },
);
