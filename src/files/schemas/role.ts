import { Type } from "typebox";
import { ApproverGroup, Count, Duration, Flag, Group, Name, Text, Variable } from "./words.ts";

const CAPABILITIES = ["create", "read", "update", "delete", "list", "patch", "scan"];

const access = Type.Array(
  Type.Object(
    {
      path: Text({
        title: "Vault path",
        description: "A path as an ACL policy would name it, with the mount, without `/` in front.",
        errorMessage: "write the path with its mount, such as database/creds/orders-read",
        examples: ["database/creds/orders-read"],
      }),
      // Any text: an unknown capability is `access-forbidden`, by a rule; the enum is there to complete.
      capabilities: Type.Array(
        Type.String({
          title: "capability",
          description: `One of ${CAPABILITIES.join(", ")}.`,
          errorMessage: `write one of ${CAPABILITIES.join(", ")}`,
          examples: CAPABILITIES,
        }),
        {
          title: "list of capabilities",
          description: `What may be done there: ${CAPABILITIES.join(", ")}.`,
          errorMessage: "write a list with at least one of them, such as [read]",
          examples: [["read"], ["update"]],
          minItems: 1,
        },
      ),
      outlives: Type.Optional(
        Duration({
          description:
            "What Vault cannot take back (cloud session keys, certificates) lives at most this much longer than the grant. Shown to approvers.",
          examples: ["1h"],
        }),
      ),
    },
    { title: "path with capabilities", additionalProperties: false },
  ),
  {
    title: "list of paths",
    description: "The Vault paths the role gives.",
    errorMessage: "write a list of { path, capabilities } with at least one entry",
    examples: [[{ path: "database/creds/orders-read", capabilities: ["read"] }]],
    minItems: 1,
  },
);

const duration = Type.Object(
  {
    max: Duration({ description: "Longest single grant, `end - begin`.", examples: ["8h"] }),
    max_total: Type.Optional(
      Duration({
        description: "Longest chain of extensions, from the first begin to the last end; absent: no limit.",
        examples: ["24h"],
      }),
    ),
    ahead: Type.Optional(
      Duration({ description: "How far off a `start` may be.", default: "14d", examples: ["14d"] }),
    ),
  },
  {
    title: "set of durations",
    description: "How long a grant may be.",
    errorMessage: "write { max: 8h }",
    examples: [{ max: "8h", max_total: "24h" }],
    additionalProperties: false,
  },
);

const require = Type.Object(
  {
    reason: Type.Optional(
      Count({
        description: "Least number of characters of the reason, of which there are 1000 at most.",
        default: 1,
        maximum: 1_000,
        examples: [20],
      }),
    ),
    ticket: Type.Optional(
      Text({
        title: "pattern",
        description: "A regular expression that the whole ticket must match; with it a ticket is required.",
        errorMessage: "write a regular expression, such as '(INC|CHG)-\\d+'",
        examples: ["^(INC|CHG)-\\d+$"],
      }),
    ),
    signed_commits: Type.Optional(
      Flag({ description: "Every commit of the pull request must be signed and verified.", default: false }),
    ),
    mfa: Type.Optional(
      Flag({ description: "People's login to Vault must be covered by a second factor.", default: false }),
    ),
  },
  { title: "set of requirements", description: "What a request must bring.", additionalProperties: false },
);

const rule = Type.Object(
  {
    name: Name({ description: "Named in findings as `rule:<name>`.", examples: ["long-needs-ticket"] }),
    expr: Text({
      title: "CEL expression",
      description:
        "Must be true for a request to be allowed. Knows `request`, `user`, `role`, `now` and `live`.",
      errorMessage: "write a CEL expression that is true for what is allowed",
      examples: ['request.duration <= duration("2h") || request.ticket != ""'],
    }),
    message: Text({
      description: "Shown when it is not.",
      examples: ["More than 2 h needs a ticket."],
    }),
  },
  { title: "rule", additionalProperties: false },
);

const use = Type.Object(
  {
    path: Text({
      title: "Vault path",
      description: "What to read.",
      examples: ["database/creds/orders-read"],
    }),
    env: Type.Record(
      Variable(),
      Type.String({
        title: "text",
        description: "`{field}` is replaced by that field of Vault's answer.",
        errorMessage: "write text, with {field} where a field of Vault's answer belongs",
      }),
      {
        title: "set of environment variables",
        description: "Variables for the shell or command.",
        errorMessage: "write the variables as keys, such as { PGUSER: '{username}' }",
        examples: [{ PGHOST: "db.internal", PGUSER: "{username}", PGPASSWORD: "{password}" }],
        additionalProperties: false,
      },
    ),
  },
  { title: "preparation", additionalProperties: false },
);

const breakGlass = Type.Object(
  {
    requesters: Group("Who may take it without asking before."),
    max: Duration({ description: "Longest break-glass grant.", examples: ["30m"] }),
    review_within: Type.Optional(
      Duration({
        description: "By when an approver must have reviewed it afterwards.",
        default: "24h",
        examples: ["24h"],
      }),
    ),
  },
  {
    title: "set of break-glass terms",
    description: "Emergency access without approval before. Absent: there is none.",
    errorMessage: "write { requesters: { teams: [sre] }, max: 30m, review_within: 24h }",
    examples: [{ requesters: { teams: ["sre"] }, max: "30m", review_within: "24h" }],
    additionalProperties: false,
  },
);

/** `policies/roles/<role>.yaml` */
export const Role = Type.Object(
  {
    description: Text({
      description: "What the role is for, in a line that an approver understands.",
      examples: ["Read the orders database"],
    }),
    access,
    requesters: Group("Who may ask for it."),
    approvers: Type.Union(
      [
        ApproverGroup("People of whom `count` must approve."),
        Type.Array(ApproverGroup("People of whom `count` must approve."), {
          title: "list of 1 to 10 groups of approvers",
          errorMessage: "write 1 to 10 groups, such as { teams: [dba], count: 1 }",
          minItems: 1,
          maxItems: 10,
        }),
      ],
      {
        title: "group of approvers",
        description: "One group or a list; each group must be satisfied, by different people.",
        errorMessage: "write one group, such as { teams: [dba], count: 1 }, or a list of groups",
        examples: [{ teams: ["dba"], count: 1 }],
      },
    ),
    duration,
    require: Type.Optional(require),
    limits: Type.Optional(
      Type.Object(
        {
          per_user: Type.Optional(Count({ description: "Grants of one person at a time.", examples: [1] })),
          total: Type.Optional(Count({ description: "Grants at a time.", examples: [5] })),
        },
        {
          title: "set of limits",
          description: "How many grants may have overlapping windows.",
          additionalProperties: false,
        },
      ),
    ),
    conflicts: Type.Optional(
      Type.Array(Name({ title: "name of a role" }), {
        title: "list of roles",
        description: "Roles that one person may not hold at the same time as this one.",
        examples: [["orders-db-admin"]],
      }),
    ),
    bound_cidrs: Type.Optional(
      Type.Array(
        Type.String({
          title: "network",
          description: "A network in CIDR notation.",
          errorMessage: "write a network such as 10.20.0.0/16 or fd00::/8",
          examples: ["10.20.0.0/16"],
        }),
        {
          title: "list of networks",
          description: "The token works only from there. Recommended.",
          examples: [["10.20.0.0/16"]],
        },
      ),
    ),
    rotate_after: Type.Optional(
      Type.Array(Name({ title: "name of a rotation" }), {
        title: "list of rotations",
        description: "Rotations of `policies/rotations/` to run when a grant of this role ends.",
        examples: [["orders-app"]],
      }),
    ),
    use: Type.Optional(
      Type.Array(use, { title: "list of preparations", description: "What `leasehold use` prepares." }),
    ),
    rules: Type.Optional(
      Type.Array(rule, {
        title: "list of at most 100 rules",
        description: "Rules of the role's own, in CEL; all must hold.",
        errorMessage: "write at most 100 rules",
        maxItems: 100,
      }),
    ),
    break_glass: Type.Optional(breakGlass),
  },
  {
    title: "role",
    description: "What a role gives, who may ask for it, who approves.",
    additionalProperties: false,
  },
);
