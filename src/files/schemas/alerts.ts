import { Type } from "typebox";
import { Duration, Text, Variable } from "./words.ts";

const closed = { additionalProperties: false };

const alertEvents = Type.Optional(
  Type.Array(
    Text({
      title: "glob over event types",
      description: "A type of event; `*` stands for anything.",
      pattern: "^[a-z*]+(?:\\.[a-z*]+)*$",
      errorMessage: "write a type or a glob, such as leasehold.grant.* or leasehold.breakglass.used",
      examples: ["leasehold.grant.*"],
    }),
    { title: "list of event types", description: "Which events; absent: all alerts.", minItems: 1 },
  ),
);

const sink = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal("slack", { description: "An incoming webhook of Slack." }),
        url_env: Variable({
          description: "Variable that holds the webhook's address: a secret of the workflow.",
        }),
        events: alertEvents,
      },
      { title: "slack", ...closed },
    ),
    Type.Object(
      {
        kind: Type.Literal("webhook", { description: "An HTTP address of your own; bodies can be signed." }),
        url_env: Variable({
          description: "Variable that holds the address.",
          examples: ["ALERT_WEBHOOK_URL"],
        }),
        secret_env: Type.Optional(
          Variable({
            description: "Variable that holds the key of the HMAC-SHA256 signature over the body.",
            examples: ["ALERT_WEBHOOK_SECRET"],
          }),
        ),
        events: alertEvents,
      },
      { title: "webhook", ...closed },
    ),
    Type.Object(
      {
        kind: Type.Literal("issue", { description: "An issue in the access repository." }),
        label: Type.Optional(
          Text({
            description: "Label of the issue, which is opened once and kept up to date.",
            default: "leasehold-alert",
            examples: ["leasehold-alert"],
          }),
        ),
        events: alertEvents,
      },
      { title: "issue", ...closed },
    ),
  ],
  { title: "sink", description: "Where alerts go.", examples: [{ kind: "issue", label: "leasehold-alert" }] },
);

/** `alerts` in the settings. */
export const Alerts = Type.Object(
  {
    expiring_before: Type.Optional(
      Duration({
        description: "How long before its end a grant is announced.",
        default: "30m",
        examples: ["30m"],
      }),
    ),
    overdue_after: Type.Optional(
      Duration({
        description: "A revoke pull request not merged by then is overdue.",
        default: "24h",
        examples: ["24h"],
      }),
    ),
    live_longer_than: Type.Optional(
      Duration({
        description: "Alert on a person who holds a role longer than this, extensions together.",
        default: "7d",
        examples: ["7d"],
      }),
    ),
    schedule_late_after: Type.Optional(
      Duration({
        description:
          "The schedule is late when enforce has not run for so long. GitHub's cron is hours late in practice.",
        default: "6h",
        examples: ["6h"],
      }),
    ),
    sinks: Type.Optional(Type.Array(sink, { title: "list of sinks", description: "Where alerts go." })),
  },
  { title: "set of alert settings", description: "What to alert on, and where.", ...closed },
);
