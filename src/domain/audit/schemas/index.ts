import { type Static, Type } from "typebox";
import type { EventType } from "../events.ts";
import { grantEvents } from "./grants.ts";
import { rotationEvents } from "./rotations.ts";
import { Count, Finding, Login, Moment, Positive, Sha, Text } from "./words.ts";

const otherEvents = {
  "leasehold.audit.mismatch": Type.Object(
    { finding: Finding },
    { description: "Git, GitHub and Vault do not agree, or the log itself is broken." },
  ),
  "leasehold.policy.changed": Type.Object(
    {
      commit: Sha("The commit on main that changed policies/."),
      files: Type.Array(Text("A changed file."), { minItems: 1 }),
      pull_request: Type.Optional(Positive("The pull request it came by.")),
      author: Type.Optional(Login("Who opened it.")),
      approvers: Type.Array(Login("An owner whose approval counted.")),
    },
    { description: "Policies on main changed." },
  ),
  "leasehold.schedule.late": Type.Object(
    {
      command: Text("The command whose run was late."),
      last: Type.Optional(Moment("When it ran before.")),
      now: Moment("When it ran."),
      gap: Count("Seconds between the two."),
      expected: Count("Seconds there should be at most."),
    },
    { description: "The schedule ran later than it should." },
  ),
};

/** The `data` of each type of event. */
export const eventSchemas = { ...grantEvents, ...rotationEvents, ...otherEvents };

/** What an event of a type carries. */
export type EventData<Kind extends EventType> = Static<(typeof eventSchemas)[Kind]>;
