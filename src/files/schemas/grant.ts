import { Type } from "typebox";
import { Duration, Flag, Instant, Key, Login, Name, Reason, Ticket } from "./words.ts";

/** What a grant file and the request of a policy test have in common. */
export const request = {
  role: Name({
    title: "name of a role",
    description: "The role asked for: the name of a file in `policies/roles/`, and of the folder of a grant.",
    examples: ["orders-db-read"],
  }),
  user: Login({ description: "GitHub login of the person who gets the access." }),
  duration: Type.Optional(
    Duration({
      description: "How long, from landing on main (or from `start`). Exactly one of `duration` and `until`.",
    }),
  ),
  until: Type.Optional(Instant({ description: "When it ends. Exactly one of `duration` and `until`." })),
  reason: Reason(),
  ticket: Type.Optional(Ticket()),
  start: Type.Optional(
    Instant({
      description: "When it begins; absent: the moment it lands on main.",
      examples: ["2026-11-22T09:00:00Z"],
    }),
  ),
  extends: Type.Optional(
    Key({
      description:
        "A live grant of the same role and user to go on from: this one ends `duration` after that one's end. Not with `start` or `until`.",
    }),
  ),
  break_glass: Type.Optional(
    Flag({
      description:
        "An emergency without approval before, where the role has `break_glass`; the id starts with `bg-`.",
      default: false,
    }),
  ),
};

export const oneEnd = {
  oneOf: [{ required: ["duration"] }, { required: ["until"] }],
  errorMessage: "write exactly one of duration and until",
};

/** `grants/<role>/<id>.yaml` */
export const Grant = Type.Object(request, {
  title: "grant",
  description: "A request for temporary access; on main, a grant.",
  examples: [
    {
      role: "orders-db-read",
      user: "alice",
      duration: "2h",
      reason: "Refund 8812 is stuck; need to read its rows",
      ticket: "INC-4821",
    },
  ],
  additionalProperties: false,
  ...oneEnd,
});
