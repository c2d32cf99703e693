import { expect, test } from "vitest";
import { coAuthorsOf, noreplyHost } from "../../../../src/adapters/github/co-authors.ts";

const NOREPLY = "users.noreply.github.com";
const of = (message: string, named: Record<string, string> = {}, host = NOREPLY) =>
  coAuthorsOf(message, new Map(Object.entries(named)), host);

test.each([
  ["with id", "Co-authored-by: Bob <42+bob@users.noreply.github.com>", ["bob"]],
  ["without id", "Co-authored-by: Bob <Bob-2@users.noreply.github.com>", ["Bob-2"]],
  ["a bot", "Co-authored-by: x <49699333+dependabot[bot]@users.noreply.github.com>", ["dependabot[bot]"]],
  ["a managed user", "Co-authored-by: x <1+bob_acme@users.noreply.github.com>", ["bob_acme"]],
  ["any case", "CO-AUTHORED-BY: Bob <42+bob@USERS.NOREPLY.GITHUB.COM>", ["bob"]],
  [
    "in the middle of the message",
    "x\n\nco-authored-by: B <1+bob@users.noreply.github.com>\n\nmore",
    ["bob"],
  ],
  ["Windows line ends", "x\r\n\r\nCo-authored-by: B <1+bob@users.noreply.github.com>\r\n", ["bob"]],
  ["indented", "  Co-authored-by: B <1+bob@users.noreply.github.com>", ["bob"]],
  ["without angle brackets", "Co-authored-by: 1+bob@users.noreply.github.com", ["bob"]],
  [
    "twice the same",
    "Co-authored-by: B <1+bob@users.noreply.github.com>\nCo-authored-by: B <bob@users.noreply.github.com>",
    ["bob"],
  ],
])("a co-author is named by GitHub's noreply address: %s", (_case, message, logins) => {
  expect(of(message)).toEqual({ logins, unknown: [] });
});

test("another address names who GitHub named by it elsewhere, else nobody", () => {
  const message = "x\n\nCo-authored-by: Bob <Bob@Example.com>\nCo-authored-by: Eve <eve@example.com>";
  expect(of(message, { "bob@example.com": "bob" })).toEqual({
    logins: ["bob"],
    unknown: ["Eve <eve@example.com>"],
  });
});

test.each([
  "Co-authored-by:",
  "Co-authored-by: Bob",
  "Co-authored-by: <@users.noreply.github.com>",
  "Co-authored-by: <1+bob@users.noreply.github.com.evil.example>",
  "Co-authored-by: <1+bob@evil.users.noreply.github.com>",
  "Co-authored-by: <1+bo b@users.noreply.github.com>",
])("what names nobody is kept as written: %s", (line) => {
  expect(of(line)).toEqual({ logins: [], unknown: [line.slice("Co-authored-by:".length).trim()] });
});

test("a message that only speaks of it names nobody", () => {
  expect(of("Explain that Co-authored-by: lines count")).toEqual({ logins: [], unknown: [] });
});

test("an Enterprise Server has noreply addresses of its own", () => {
  expect(noreplyHost("https://api.github.com")).toBe(NOREPLY);
  expect(noreplyHost("https://ghe.example.com/api/v3")).toBe("users.noreply.ghe.example.com");
  expect(noreplyHost("http://127.0.0.1:4000")).toBe(NOREPLY);
  const message = "Co-authored-by: B <1+bob@users.noreply.ghe.example.com>";
  expect(of(message, {}, "users.noreply.ghe.example.com").logins).toEqual(["bob"]);
  expect(of(message).logins).toEqual([]);
});
