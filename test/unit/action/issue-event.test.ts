import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/action/inputs.ts";
import { issueOfEvent } from "../../../src/action/issue-event.ts";
import { scratchFolder } from "../../integration/git/scratch.ts";
import { action } from "../workflows/shipped-workflows.ts";

const alice = { login: "alice", id: 7, type: "User" };
const bob = { login: "bob", id: 8, type: "User" };

const event = (change: Readonly<Record<string, unknown>>): string => {
  const file = path.join(scratchFolder(), "event.json");
  const opened = { action: "opened", sender: alice, issue: { number: 12, user: alice, body: "### Role" } };
  writeFileSync(file, JSON.stringify({ ...opened, ...change }));
  return file;
};

describe("the issue of an event", () => {
  it("is what its author wrote", () => {
    expect(issueOfEvent(event({}))).toEqual({
      number: 12,
      author: { login: "alice", id: 7 },
      body: "### Role",
    });
  });

  it.each([
    ["an edit: it may be anybody's", { action: "edited" }, "that was opened"],
    ["an issue moved here by somebody else", { sender: bob }, "not opened by its author"],
    [
      "a bot's",
      { issue: { number: 1, user: { login: "x[bot]", id: 9, type: "Bot" } } },
      "not opened by a person",
    ],
    ["a pull request", { issue: { number: 1, user: alice, pull_request: {} } }, "that was opened"],
    ["nobody's", { issue: { number: 1, user: null } }, "not opened by a person"],
    ["no issue", { issue: undefined }, "that was opened"],
    [
      "somebody whose login breaks a line",
      { issue: { number: 1, user: { login: "a\nCo-authored-by: x", id: 7, type: "User" } } },
      "not opened by a person",
    ],
  ])("is refused where it is %s", (_, change, complaint) => {
    expect(() => issueOfEvent(event(change))).toThrow(complaint);
  });
});

describe("the action", () => {
  it("tells of all the commands that it knows, and of no other", () => {
    const told = [...(action().inputs.command?.description ?? "").matchAll(/`([a-z]+)`/g)].map(
      ([, name]) => name,
    );
    const inputs = Object.keys(action().inputs);
    expect(told.filter((name) => name === undefined || !inputs.includes(name)).sort()).toEqual(
      [...COMMANDS].sort(),
    );
  });
});
