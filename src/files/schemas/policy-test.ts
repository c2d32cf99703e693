import { Type } from "typebox";
import { oneEnd, request } from "./grant.ts";
import { Instant, Key, Login, Name, Text } from "./words.ts";

const live = Type.Object(
  {
    role: Name({ title: "name of a role" }),
    user: Login(),
    begin: Instant(),
    end: Instant(),
    key: Type.Optional(Key({ description: "Its key, for a test of `extends`." })),
  },
  { title: "live grant", additionalProperties: false },
);

/** `policies/tests/<name>.yaml` */
export const PolicyTests = Type.Array(
  Type.Object(
    {
      name: Text({
        description: "What should hold, as a sentence.",
        examples: ["payments may read for two hours"],
      }),
      request: Type.Object(request, {
        title: "request",
        description: "The keys of a grant file.",
        examples: [
          { role: "orders-db-read", user: "alice", duration: "2h", reason: "Refund 8812 is stuck today" },
        ],
        additionalProperties: false,
        ...oneEnd,
      }),
      author: Type.Optional(Login({ description: "Who opens the pull request; absent: the user." })),
      now: Type.Optional(Instant({ description: "When it lands on main; absent: when the test is run." })),
      live: Type.Optional(
        Type.Array(live, { title: "list of live grants", description: "What is live already." }),
      ),
      approvals: Type.Optional(
        Type.Array(Login(), {
          title: "list of GitHub logins",
          description: "Who has approved.",
          examples: [["bob"]],
        }),
      ),
      expect: Type.Enum(["allow", "deny"], {
        title: "expectation",
        description: "What the policies should answer.",
        errorMessage: "write allow or deny",
        examples: ["allow"],
      }),
      rules: Type.Optional(
        Type.Array(
          Text({
            title: "rule",
            description: "The name of a rule, or `rule:<name>` of a role's own.",
            errorMessage: "write the name of a rule, such as four-eyes or rule:long-needs-ticket",
            examples: ["four-eyes"],
          }),
          { title: "list of rules", description: "Findings that must be among the reasons of a denial." },
        ),
      ),
    },
    { title: "policy test", additionalProperties: false },
  ),
  {
    title: "list of policy tests",
    description: "Requests, and what the policies should answer to them.",
    errorMessage: "write a list of tests, each with name, request and expect",
  },
);
