import { describe, expect, test } from "vitest";
import type { LoggedEvent, Prompts } from "../../../src/commands/ports.ts";
import { type RequestOptions, request } from "../../../src/commands/request.ts";
import { type Instant, parseInstant } from "../../../src/domain/units.ts";
import { requestCommand } from "../../../src/render/command-line.ts";
import { type Clone, createClone } from "./clone.ts";

const now = parseInstant("2026-11-21T12:00:00Z") as Instant;
const ASKED = {
  role: "orders-db-read",
  user: "alice",
  for: "2h",
  reason: "Refund 8812 is stuck; need to read its rows",
  ticket: "INC-4821",
};

const FACTS = {
  role: "orders-db-read",
  user: "alice",
  reason: "Refund 8811 is stuck as well",
  begin: "2026-11-21T12:00:00Z",
  end: "2026-11-21T14:00:00Z",
};

async function ask(
  clone: Clone,
  options: Partial<RequestOptions>,
  prompts?: Prompts,
  events: readonly LoggedEvent[] = [],
) {
  const told: string[] = [];
  const say = (text: string) => void told.push(text);
  const result = await request(
    {
      ...(await clone.ports()),
      github: clone.github,
      now,
      chance: () => "x7k2",
      prompts,
      reporter: { info: say, warn: say, progress: () => undefined },
      me: async () => "alice",
      log: { events: async () => [...events] },
    },
    { branch: "main", check: true, break_glass: false, ...options },
  );
  return { result, told };
}

describe("leasehold request", () => {
  test("pushes one readable file on a branch of its own and opens the pull request, the checkout untouched", async () => {
    const clone = createClone();
    clone.work.write("grants/orders-db-read/half-done.yaml", "mine");
    const { result } = await ask(clone, ASKED);
    expect(result).toMatchObject({
      pull: { number: 1, url: "https://github.example/acme/access/pull/1" },
      findings: [],
      troubles: [],
    });
    const branch = "leasehold/orders-db-read/inc-4821-refund-8812-is-stuck-need-to-x7k2";
    const file = "grants/orders-db-read/inc-4821-refund-8812-is-stuck-need-to-x7k2.yaml";
    expect(clone.files(branch)).toEqual([`A\t${file}`]);
    expect(clone.show(branch, file)).toContain(
      "duration: 2h\nreason: Refund 8812 is stuck; need to read its rows\n",
    );
    expect(clone.opened[0]).toMatchObject({
      branch,
      base: "main",
      title: "orders-db-read for alice for 2h: INC-4821 Refund 8812 is stuck; need to read its rows",
    });
    expect(clone.opened[0]?.body).toContain("`database/creds/orders-read` read");
    expect(clone.opened[0]?.body).toContain("1 of dba, and 1 of security (bob, sam)");
    expect(clone.work.git("status", "--porcelain")).toBe("?? grants/");
    expect(clone.work.git("branch", "--list")).toBe("* main");
  });

  test("what would be refused is not sent; the nearest request that would pass is told as a command", async () => {
    const clone = createClone();
    const { result } = await ask(clone, { ...ASKED, for: "9h", ticket: "CHG-1" });
    const { findings, judged, pull } = result;
    expect(pull).toBeUndefined();
    expect(findings).toMatchObject([{ rule: "duration-max", severity: "error" }]);
    expect(findings[0]?.message).toMatch(/^--for: 9h/);
    expect(findings[0]?.file).toBeUndefined();
    expect(judged?.suggestion && requestCommand(judged.suggestion)).toBe(
      "leasehold request orders-db-read --user alice --for 8h --ticket CHG-1 --reason 'Refund 8812 is stuck; need to read its rows'",
    );
    expect(clone.opened).toEqual([]);
  });

  test("--no-check sends it all the same, for the pull request's check to refuse", async () => {
    const clone = createClone();
    const { result } = await ask(clone, { ...ASKED, for: "9h", ticket: "CHG-1", check: false });
    expect(result).toMatchObject({
      pull: { number: 1 },
      findings: [{ rule: "duration-max", severity: "warning" }],
    });
  });

  test("a duration of 8 hours is one clear finding, with what to write", async () => {
    const { result } = await ask(createClone(), { ...ASKED, for: "8 hours" });
    expect(result.findings).toMatchObject([{ rule: "schema", message: expect.stringMatching(/^--for/) }]);
    expect(JSON.stringify(result)).toContain("8h");
  });

  test("is judged by main as origin has it now, not by an old clone", async () => {
    const clone = createClone();
    const text =
      "role: orders-db-read\nuser: alice\nduration: 2h\nreason: Refund 8811 is stuck as well\nticket: INC-1\n";
    const file = "grants/orders-db-read/first.yaml";
    const key = clone.key("orders-db-read", "first", clone.land({ [file]: text }, now));
    const { result } = await ask(clone, ASKED);
    expect(result.findings).toMatchObject([{ rule: "limit-per-user" }]);

    // More of what she has passes, and a yes to it sends it.
    const never = async () => undefined;
    const yes: Prompts = { choose: never, text: never, confirm: async () => true };
    expect((await ask(clone, ASKED, yes)).result).toMatchObject({ judged: { grant: { extends: key } } });
    expect(clone.opened[0]?.title).toMatch(/^Extend: /);

    // What was refused after its merge counts on main, and cannot be extended: it is to be deleted.
    const refused = { ...FACTS, findings: [{ message: "no approval of dba" }] };
    const event = { id: "x", type: "leasehold.grant.refused", subject: key, time: now, data: refused };
    const again = await ask(clone, ASKED, yes, [event]);
    expect(again.result.findings).toMatchObject([
      { hint: `${file} was refused, and counts until it is deleted:  leasehold revoke ${key}` },
    ]);
    expect(again.result.judged?.suggestion).toBeUndefined();
    expect(clone.opened).toHaveLength(1);
  });

  test("without a terminal it names every option that is missing", async () => {
    await expect(ask(createClone(), { role: "orders-db-read" })).rejects.toMatchObject({
      exit: 2,
      message: "--for, --reason are missing",
    });
  });

  test("at a terminal it offers what this person may ask for, checks answers as they come, and mends with consent", async () => {
    const clone = createClone();
    const questions: string[] = [];
    const prompts: Prompts = {
      choose: async (question, choices) => {
        questions.push(`${question} ${choices.map((choice) => choice.value).join(" ")}`);
        return choices.some((choice) => choice.value === "8h") ? "8h" : choices[0]?.value;
      },
      text: async (question, { check } = {}) => {
        const answer = question.startsWith("Which ticket") ? "INC-4821" : "Refund 8812 is stuck, look at it";
        expect(check?.("no")).toBeDefined();
        expect(check?.(answer)).toBeUndefined();
        questions.push(question);
        return answer;
      },
      confirm: async (question) => {
        questions.push(question);
        return true;
      },
    };
    // 8 h with an incident is refused by the role's own rule; 4 h is what passes.
    const { result, told } = await ask(clone, {}, prompts);
    expect(questions).toEqual([
      "Which access do you need? orders-db-read",
      "For how long? 15m 30m 1h 2h 4h 8h other",
      "Which ticket?",
      "Why? Your approvers and auditors read this.",
      "Ask for this instead?  --for 4h",
    ]);
    expect(told.join("\n")).toContain("More than 4 h needs a change");
    expect(result).toMatchObject({ pull: { number: 1 } });
    expect(clone.opened[0]?.title).toContain("for 4h");
  });

  test("whoever gives up asks for nothing", async () => {
    const clone = createClone();
    const never = async () => undefined;
    const asked = ask(clone, {}, { choose: never, text: never, confirm: never });
    await expect(asked).rejects.toMatchObject({ exit: 1, message: "nothing was asked for" });
    expect(clone.opened).toEqual([]);
  });

  test("a break-glass request has its own id and says that nobody approves it before", async () => {
    const clone = createClone();
    const { result } = await ask(clone, {
      role: "orders-db-oncall",
      user: "dana",
      for: "30m",
      reason: "Orders are failing for everybody",
      break_glass: true,
    });
    expect(result).toMatchObject({ pull: { number: 1 }, findings: [] });
    expect(clone.opened[0]?.branch).toMatch(/^leasehold\/orders-db-oncall\/bg-/);
    expect(clone.opened[0]?.body).toContain("none before; it is reviewed afterwards");
  });

  test("when the pull request cannot be opened, the branch is there and said so", async () => {
    const clone = createClone();
    const failing = {
      ...clone,
      github: { ...clone.github, openPull: () => Promise.reject(new Error("GitHub is down")) },
    };
    const { result } = await ask(failing, ASKED);
    expect(result).toMatchObject({
      troubles: [{ message: "GitHub is down", hint: expect.stringContaining("is pushed") }],
    });
  });
});
