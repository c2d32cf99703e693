import { Type } from "typebox";
import { Count, Moment, Text } from "./words.ts";

const kind = Type.Union(
  (
    ["database-static-role", "database-root", "transit-key", "approle-secret-id", "vault-endpoint"] as const
  ).map((name) => Type.Literal(name)),
);
const why = Type.Union(
  (["owed", "due", "asked"] as const).map((name) => Type.Literal(name)),
  { description: "Because a grant ended, because of its age, or because somebody asked." },
);

export const rotationEvents = {
  "leasehold.rotation.done": Type.Object(
    {
      kind,
      why,
      rotated_at: Moment("When."),
      previous: Type.Optional(Moment("When it was rotated before.")),
      owed_by: Type.Array(Text("Key of an ended grant it was owed for.")),
    },
    { description: "A credential was rotated; the old one no longer works." },
  ),
  "leasehold.rotation.failed": Type.Object(
    { kind, why, message: Text("What Vault or GitHub said; holds no credential.") },
    { description: "A rotation did not happen; the old credential still works." },
  ),
  "leasehold.rotation.missed": Type.Object(
    {
      kind,
      because: Type.Union((["age", "owed", "never"] as const).map((name) => Type.Literal(name))),
      late_by: Count("Seconds."),
      since: Type.Optional(Moment("What it is late from.")),
    },
    { description: "A rotation is later than its grace." },
  ),
};
