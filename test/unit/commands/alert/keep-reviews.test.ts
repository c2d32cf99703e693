import { beforeEach, describe, expect, it } from "vitest";
import { keepReviews } from "../../../../src/commands/alert/keep-reviews.ts";
import type { GitHubIssues, LoggedEvent, OwnIssue } from "../../../../src/commands/ports.ts";
import { historyOf } from "../../../../src/domain/audit/history.ts";
import { type GrantKey, keyOf } from "../../../../src/domain/key.ts";
import type { Account } from "../../../../src/domain/pull-request.ts";
import { formatInstant, type Instant, plus, seconds } from "../../../../src/domain/units.ts";
import { moment, world } from "../../../support/world.ts";

const DAY = 86_400;
const ISSUED = moment("12:00");
const { policies } = world()
  .team("sre", "dana")
  .role("oncall", { approvers: [{ users: ["bob", "dana", "olivia"] }], break_glass: { teams: ["sre"] } });

/** Issues as GitHub keeps them; what it is held to otherwise is tested on the sandbox's GitHub. */
class Issues implements GitHubIssues {
  readonly opened: {
    number: number;
    title: string;
    body: string;
    state: "open" | "closed";
    marker: string;
  }[] = [];
  readonly comments: string[] = [];
  closer: Account | undefined;

  async ownIssues(): Promise<OwnIssue[]> {
    return this.opened.map((issue) => ({ ...issue, url: "" }));
  }
  async openIssue(issue: { title: string; marker: string; body: string }): Promise<OwnIssue> {
    const made = { ...issue, number: this.opened.length + 1, state: "open" as const };
    this.opened.push(made);
    return { ...made, url: "" };
  }
  async upsertComment(_number: number, marker: string, body: string): Promise<void> {
    const text = `${marker}\n${body}`;
    if (!this.comments.includes(text)) this.comments.push(text);
  }
  async closeIssue(number: number): Promise<void> {
    this.#set(number, "closed");
  }
  async reopenIssue(number: number): Promise<void> {
    this.#set(number, "open");
  }
  async closing(): ReturnType<GitHubIssues["closing"]> {
    return { at: plus(ISSUED, seconds(60)), ...(this.closer ? { by: this.closer } : {}) };
  }
  #set(number: number, state: "open" | "closed"): void {
    const issue = this.opened.find((one) => one.number === number);
    if (issue) issue.state = state;
  }
  get states(): string[] {
    return this.opened.map(({ state }) => state);
  }
}

let issues: Issues;
let log: LoggedEvent[];
beforeEach(() => {
  issues = new Issues();
  log = [];
});

/** dana took break-glass; `author` opened the pull request. */
function used(id = "bg-outage", author = "dana"): GrantKey {
  const key = keyOf("oncall", id, "0123456789abcdef");
  const time = ISSUED;
  const data = {
    role: "oncall",
    user: "dana",
    author,
    reason: "Refunds are *stuck*, @all",
    begin: formatInstant(time),
    end: formatInstant(plus(time, seconds(1_800))),
    issued_at: formatInstant(time),
    pull_request: 12,
    approvers: [],
    break_glass: true,
  };
  for (const kind of ["grant.issued", "breakglass.used"]) {
    log.push({ id: `${kind}/${key}`, type: `leasehold.${kind}`, subject: key, time, data });
  }
  return key;
}

const look = (now: Instant = plus(ISSUED, seconds(120))) =>
  keepReviews(issues, [...historyOf(log).values()], log, policies, now);
const closedBy = (login: string, type: Account["type"] = "User") => {
  issues.closer = { login, type };
  for (const issue of issues.opened) issue.state = "closed";
};

describe("a use of break-glass", () => {
  it("is asked about once, with who may review and until when", async () => {
    const key = used();
    expect((await look()).issues).toEqual(new Map([[key, 1]]));
    await look();
    expect(issues.opened).toHaveLength(1);
    const [issue] = issues.opened;
    expect(issue?.title).toBe("Break-glass: review what dana did with oncall, by 2026-11-22 12:00 UTC");
    expect(issue?.body).toContain("@bob, @olivia");
    expect(issue?.body).not.toMatch(/@dana|@all|\*stuck\*/);
  });

  it("comes back where its issue was deleted, and is asked about in one place only", async () => {
    used();
    await look();
    issues.opened.length = 0;
    await look();
    expect(issues.opened).toHaveLength(1);
    await issues.openIssue({ ...(issues.opened[0] as Issues["opened"][number]) });
    await look();
    expect(issues.states).toEqual(["open", "closed"]);
  });

  it("is reviewed when an approver who is not the person closes it", async () => {
    const key = used();
    await look();
    closedBy("Bob");
    const { reviewed } = await look();
    expect(reviewed).toMatchObject([
      { type: "leasehold.breakglass.reviewed", subject: key, data: { reviewer: "Bob", issue: 1 } },
    ]);
    expect(issues.states).toEqual(["closed"]);
  });

  it.each([
    ["dana", "User", "dana is who took the access"],
    ["carol", "User", "carol is no approver of oncall"],
    ["bob", "Bot", "bob is no person"],
  ] as const)("closed by %s (%s) is open again, and told why", async (login, type, why) => {
    used();
    await look();
    closedBy(login, type);
    const { reviewed } = await look();
    expect(reviewed).toEqual([]);
    expect(issues.states).toEqual(["open"]);
    expect(issues.comments.at(-1)).toContain(why);
  });

  it("closed by nobody that GitHub names, or by who asked in the person's name, is open again", async () => {
    used("bg-for-her", "olivia");
    await look();
    closedBy("olivia");
    await look();
    expect(issues.comments.at(-1)).toContain("olivia is who asked for the access in dana's name");
    issues.closer = undefined;
    for (const issue of issues.opened) issue.state = "closed";
    await look();
    expect(issues.states).toEqual(["open"]);
  });

  it("that nobody reviewed in time is reported by every run, and said in its issue once", async () => {
    used();
    await look();
    expect((await look(plus(ISSUED, seconds(DAY)))).findings).toEqual([]);
    const late = plus(ISSUED, seconds(DAY + 1));
    for (const now of [late, plus(late, seconds(60))]) {
      expect((await look(now)).findings).toMatchObject([
        {
          rule: "break-glass",
          severity: "error",
          file: "grants/oncall/bg-outage.yaml",
          message: expect.stringContaining("nobody reviewed dana's use of break-glass"),
          hint: "An approver of oncall who is not dana looks at it and closes issue #1.",
        },
      ]);
    }
    expect(issues.comments).toHaveLength(1);
    closedBy("bob");
    expect((await look(plus(late, seconds(120)))).findings).toEqual([]);
  });
});
