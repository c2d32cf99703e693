import { expect, test } from "vitest";
import { instant } from "../../../src/domain/units.ts";
import type { AlertWords, ToldAlert } from "../../../src/render/alert.ts";
import { alertWords } from "../../../src/render/alert-words.ts";
import { slackMessage } from "../../../src/render/slack.ts";

const PLACES = { repository: "https://github.com/acme/access", branch: "main" };
const KEY = "orders-db-read.refund-8812.3f2a9c1b7d20";

const alert = (type: string, data: ToldAlert["data"], subject = KEY): ToldAlert => ({
  id: `${type}/${subject}`,
  type: `leasehold.${type}`,
  subject,
  time: instant(1_795_000_000),
  data,
});
const whose = { role: "orders-db-read", user: "alice" };
const granted = {
  ...whose,
  reason: "Refund 8812 is stuck; need to read its rows",
  ticket: "INC-4821",
  end: "2026-11-21T18:00:00Z",
  approvers: ["bob", "sam"],
  pull_request: 12,
};

const ALERTS: Readonly<Record<string, ToldAlert>> = {
  issued: alert("grant.issued", granted),
  expiring: alert("grant.expiring", { ...whose, end: "2026-11-21T18:00:00Z", pull_request: 12 }),
  ended: alert("grant.ended", { ...whose, ended_at: "2026-11-21T17:12:00Z", ended_by: "recalled" }),
  overdue: alert("grant.overdue", { ...whose, pull_request: 31, since: "2026-11-22T18:00:00Z" }),
  lingering: alert("grant.lingering", { ...whose, since: "2026-11-13T08:00:00Z", seconds: 712_800 }),
  unusual: alert("grant.unusual", {
    ...whose,
    what: "first-use-of-role",
    message: "alice never had orders-db-read before, as far as the log was read",
  }),
  "break-glass": alert(
    "breakglass.used",
    { ...granted, role: "orders-db-oncall", user: "dana", approvers: [] },
    "orders-db-oncall.bg-outage.3f2a9c1b7d20",
  ),
  "review-overdue": alert("breakglass.overdue", {
    role: "orders-db-oncall",
    user: "dana",
    review_by: "2026-11-22T18:00:00Z",
    issue: 40,
  }),
  "rotation-failed": alert(
    "rotation.failed",
    { kind: "database-root", why: "due", message: "Vault: dial tcp: connection refused" },
    "orders-app",
  ),
  "rotation-missed": alert(
    "rotation.missed",
    { kind: "database-root", because: "age", late_by: 7_200, since: "2026-11-14T10:00:00Z" },
    "orders-app",
  ),
  "policy-changed": alert(
    "policy.changed",
    {
      commit: "3f2a9c1b7d2044f0a1b2c3d4e5f60718293a4b5c",
      files: ["policies/roles/orders-db-read.yaml", "policies/teams.yaml"],
      pull_request: 52,
      author: "peter",
      approvers: ["olivia"],
    },
    "policies",
  ),
  "policy-pushed": alert(
    "policy.changed",
    { commit: "3f2a9c1b7d2044f0a1b2c3d4e5f60718293a4b5c", files: ["policies/teams.yaml"], approvers: [] },
    "policies",
  ),
  mismatch: alert("audit.mismatch", {
    finding: {
      rule: "token-unknown",
      severity: "error",
      message: "a token of orders-db-read that no record knows",
      hint: "End it: vault lease revoke auth/token/create/…",
    },
  }),
  late: alert(
    "schedule.late",
    {
      command: "enforce",
      last: "2026-11-21T04:23:00Z",
      now: "2026-11-21T17:00:00Z",
      gap: 45_420,
      expected: 21_600,
    },
    "enforce",
  ),
};

/** A message as one reads it in Slack: a header, fields in two columns, links. */
const shown = ({ title, sign, facts, quote, links, commands }: AlertWords) =>
  [
    `${sign} ${title}`,
    ...facts.map(([label, value]) => `   ${label}: ${value}`),
    ...(quote === undefined ? [] : [`   “${quote}”`]),
    ...links.map(({ text, url }) => `   [${text}] ${url}`),
    ...commands.map((command) => `   $ ${command}`),
  ].join("\n");

test("each alert says who, what and when, and where to go on", async () => {
  const text = Object.values(ALERTS)
    .map((one) => shown(alertWords(one, PLACES)))
    .join("\n\n");
  await expect(`${text}\n`).toMatchFileSnapshot("snapshots/alerts.txt");
});

test("a Slack message is Block Kit with a text for notifications", async () => {
  const message = JSON.stringify(slackMessage(ALERTS.expiring as ToldAlert, PLACES), null, 2);
  await expect(`${message}\n`).toMatchFileSnapshot("snapshots/slack-expiring.json");
});

test("what people wrote calls nobody and links nowhere in Slack", () => {
  const evil = "<!channel> <@U1> <https://evil.example|click> *bold* & co";
  const message = slackMessage(alert("grant.issued", { ...granted, user: "<!here>", reason: evil }), PLACES);
  expect(message.text).toBe("🟢 &lt;!here&gt; got orders-db-read");
  const parts = JSON.stringify(message.blocks);
  const formatted = message.blocks.filter((block) => JSON.stringify(block).includes('"mrkdwn"'));
  expect(parts).toContain("<!channel>");
  expect(JSON.stringify(formatted)).not.toMatch(/<!|<@|evil/);
});

test("a message holds what Slack takes, however long its words are", () => {
  const long = "x".repeat(5_000);
  const { blocks } = slackMessage(
    alert("grant.unusual", { ...whose, user: long, what: long, message: long }),
    PLACES,
  );
  const [header, section] = JSON.parse(JSON.stringify(blocks));
  expect(header.text.text.length).toBeLessThanOrEqual(151);
  expect(section.fields[0].text.length).toBeLessThanOrEqual(300);
  expect(JSON.stringify(blocks).length).toBeLessThan(12_000);
});

test("an event nobody has words for is told by its name, and one with strange data does not break", () => {
  expect(alertWords(alert("something.new", {}), PLACES).title).toBe(`leasehold.something.new: ${KEY}`);
  for (const type of Object.values(ALERTS).map((one) => one.type)) {
    const strange = { role: 7, user: null, finding: "no", approvers: "no", pull_request: "12", seconds: "x" };
    expect(alertWords({ ...alert("x", strange), type }, PLACES).title).not.toBe("");
  }
});
