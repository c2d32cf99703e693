import { describe, expect, it } from "vitest";
import { monthBefore, reviewDue } from "../../../src/domain/report/month.ts";
import { reportOf } from "../../../src/domain/report/report.ts";
import { reviewOf } from "../../../src/domain/report/review.ts";
import { type Instant, parseInstant } from "../../../src/domain/units.ts";
import { accessReviewIssue } from "../../../src/render/access-review-issue.ts";
import { madeUpSources } from "../../support/report-world.ts";

const at = (text: string): Instant => parseInstant(text) as Instant;

describe("the month of a review", () => {
  it("is the calendar month before, also over the turn of the year", () => {
    expect(monthBefore(at("2026-11-21T12:00:00Z"))).toEqual({
      name: "2026-10",
      from: at("2026-10-01T00:00:00Z"),
      to: at("2026-11-01T00:00:00Z"),
    });
    expect(monthBefore(at("2027-01-01T00:00:00Z")).name).toBe("2026-12");
  });

  it("is due in the first week of the next one, so that nobody asks GitHub the whole month", () => {
    expect(reviewDue(at("2026-12-01T00:00:00Z"))?.name).toBe("2026-11");
    expect(reviewDue(at("2026-12-07T23:59:59Z"))?.name).toBe("2026-11");
    expect(reviewDue(at("2026-12-08T00:00:00Z"))).toBeUndefined();
  });
});

describe("the issue of a review", () => {
  const sources = madeUpSources({ grants: 400, events: 1_600, roles: 8 });
  const { grants } = reportOf(sources);
  const month = monthBefore(at("2026-12-01T00:00:00Z"));
  const issue = (use_read = false) =>
    accessReviewIssue(
      month.name,
      reviewOf({ grants, roles: sources.policies.roles, period: month, use_read }),
    );

  it("says who had how much of what, what could be shorter, and who was never refused", async () => {
    const { title, body } = issue();
    expect(title).toBe("Access review of 2026-11");
    await expect(body).toMatchFileSnapshot("snapshots/access-review-issue.md");
  });

  it("has columns for what was used where that is known", () => {
    expect(issue(true).body).toContain("| used | never used |");
    expect(issue(true).body).not.toContain("--vault-audit-log");
  });
});
