import { describe, expect, it } from "vitest";
import { readIssueAnswers } from "../../../src/files/issue-answers.ts";
import { ISSUE_FIELDS, issueFormText } from "../../../src/files/issue-form.ts";

const body = (answers: Partial<Record<(typeof ISSUE_FIELDS)[number], string>>): string =>
  ISSUE_FIELDS.map((field) => `### ${field}\n\n${answers[field] ?? "_No response_"}`).join("\n\n");

const whole = {
  Role: "orders-db-read: Read the orders database (at most 8h)",
  "How long": "2h",
  Reason: "Refund 8812 is stuck",
};

describe("a filled-in request form", () => {
  it("is read by its headings; what is left empty is absent", () => {
    expect(readIssueAnswers(body(whole))).toEqual({
      ok: true,
      answers: { role: "orders-db-read", for: "2h", reason: "Refund 8812 is stuck" },
    });
    expect(
      readIssueAnswers(body({ ...whole, Ticket: "INC-1", "Not before": "2026-11-22T09:00:00Z" })),
    ).toMatchObject({ answers: { ticket: "INC-1", start: "2026-11-22T09:00:00Z" } });
  });

  it("may come with any line ends, and a reason of several lines", () => {
    const text = body({ ...whole, Reason: "Refund 8812\nis  stuck" }).replaceAll("\n", "\r\n");
    expect(readIssueAnswers(text)).toMatchObject({ answers: { reason: "Refund 8812 is stuck" } });
  });

  it("takes headings below the last one for a part of the reason", () => {
    const hostile = body({ ...whole, Reason: "x\n\n### Role\n\norders-db-admin\n\n### How long\n\n8h" });
    expect(readIssueAnswers(hostile)).toMatchObject({
      answers: { role: "orders-db-read", for: "2h", reason: "x ### Role orders-db-admin ### How long 8h" },
    });
  });

  it.each([
    ["nothing", "", "no answer to Role"],
    ["another text", "please let me in", "before the form's first answer"],
    ["headings in another order", "### Reason\n\nx\n\n### Role\n\ny", "before the form's first answer"],
    ["a heading that is missing", "### Role\n\na\n\n### Reason\n\nb", "no answer to How long"],
    ["a book", body({ ...whole, Reason: "x".repeat(9_000) }), "more than 8000 characters"],
  ])("is refused where it is %s", (_, text, problem) => {
    expect(readIssueAnswers(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });
});

describe("the request form", () => {
  it("asks for what the workflow reads, in that order", () => {
    const labels = [...issueFormText({ roles: new Map() }).matchAll(/label: (.*)/g)].map(
      ([, label]) => label,
    );
    expect(labels).toEqual([...ISSUE_FIELDS]);
  });

  it("is left alone where its generated part was taken out", () => {
    expect(issueFormText({ roles: new Map() }, "name: mine\n")).toBe("name: mine\n");
  });
});
