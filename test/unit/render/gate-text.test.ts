import { describe, expect, it } from "vitest";
import { error, warning } from "../../../src/domain/finding.ts";
import { policyCoverage } from "../../../src/domain/policy-coverage.ts";
import { policyTestFindings, runPolicyTests } from "../../../src/domain/policy-tests.ts";
import { annotationsOf } from "../../../src/render/annotations.ts";
import { checkText } from "../../../src/render/check-text.ts";
import { explainText } from "../../../src/render/explain-text.ts";
import { plain } from "../../../src/render/paint.ts";
import { testText } from "../../../src/render/test-text.ts";
import { changeOf } from "../../support/change.ts";
import { world } from "../../support/world.ts";

const place = () =>
  world()
    .team("payments", "alice", "carol")
    .team("dba", "bob", "ben")
    .role("orders-db-read", {
      access: ["database/creds/orders-read"],
      ticket: "(INC|CHG)-\\d+",
      rules: [{ name: "short", expr: 'request.duration <= duration("4h")', message: "Four hours at most." }],
      break_glass: { teams: ["dba"] },
    });

const snapshot = (text: string, file: string) => expect(text).toMatchFileSnapshot(`snapshots/${file}`);

describe("at a terminal", () => {
  it("check tells what, where, what is allowed and what to write", async () => {
    const here = place();
    const report = changeOf(
      here,
      [
        here.request({ user: "alice", duration: "9h" }),
        here.request({ id: "b", user: "mallory", ticket: "INC-1" }),
      ],
      {
        result: {
          ok: false,
          findings: [
            warning(
              "static-secret",
              { file: "policies/roles/r.yaml", line: 3, column: 5 },
              "stays valid",
              "Rotate it.",
            ),
          ],
          grants: [],
        },
      },
    );
    await snapshot(checkText(report, plain), "check.txt");
  });

  it("check says so where nothing is wrong", () => {
    const here = place();
    expect(checkText(changeOf(here, [here.request({ ticket: "INC-1" })]), plain)).toBe(
      "1 grant judged: nothing wrong\n",
    );
  });

  it("explain answers a request and a person", async () => {
    const here = place();
    const [refused] = changeOf(here, [here.request({ duration: "9h" })]).requests;
    const [allowed] = changeOf(here, [here.request({ ticket: "CHG-1" })]).requests;
    if (!refused || !allowed) throw new Error("no request");
    const role = refused.role;
    if (!role) throw new Error("no role");
    const texts = [
      explainText({ kind: "request", report: refused }, plain),
      explainText({ kind: "request", report: allowed }, plain),
      explainText(
        {
          kind: "person",
          user: "alice",
          roles: [{ role, ways: ["request", "break-glass"], approvers: ["ben", "bob"] }],
        },
        plain,
      ),
    ];
    await snapshot(texts.join("---\n"), "explain.txt");
  });

  it("test reports like a test runner", async () => {
    const here = place();
    const named = (name: string, words: Parameters<typeof here.grant>[0], expected: "allow" | "deny") =>
      ({
        file: "policies/tests/orders.yaml",
        name,
        request: here.grant(words),
        author: "alice",
        live: [],
        approvals: ["bob"],
        expect: expected,
        rules: [],
        at: () => ({ file: "policies/tests/orders.yaml", line: 7, column: 3 }),
      }) as const;
    const tests = [
      named("payments may read", { ticket: "INC-1" }, "allow"),
      named("a day is fine", { ticket: "INC-1", duration: "24h" }, "allow"),
    ];
    const results = runPolicyTests(tests, here.policies, here.now);
    const untouched = policyCoverage(here.policies, results);
    await snapshot(
      testText({ results, findings: policyTestFindings(results), untouched }, plain),
      "test.txt",
    );
  });

  it("prints no control character of somebody's file", () => {
    const here = place();
    const report = changeOf(here, [here.request({ ticket: "\u001b[2J\u202e", duration: "9h" })]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(checkText(report, plain).replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe("annotations", () => {
  it("stand at file, line and column", () => {
    expect(
      annotationsOf([
        error("ticket", { file: "grants/a/b.yaml", line: 2, column: 1 }, "no ticket", "Write one."),
      ]),
    ).toEqual([
      {
        level: "error",
        message: "no ticket\nWrite one.",
        properties: { title: "ticket", file: "grants/a/b.yaml", startLine: 2, startColumn: 1 },
      },
    ]);
  });

  it("are ten of a type at most, the last saying how many more there are", () => {
    const many = Array.from({ length: 25 }, (_, index) => error("yaml", { file: `f${index}` }, "broken"));
    const shown = annotationsOf([...many, warning("static-secret", undefined, "stays")]);
    expect(shown).toHaveLength(11);
    expect(shown[9]?.message).toBe("16 more errors are in the job summary");
  });
});
