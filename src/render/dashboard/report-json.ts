import type { Report } from "../../domain/report/report.ts";
import type { ReportGrant } from "../../domain/report/report-grant.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";

/** `report.json`: what the page shows, for machines. Moments are RFC 3339, lengths seconds. */
export const reportJson = (report: Report) => ({
  at: formatInstant(report.now),
  repository: report.repository.slug,
  commit: report.commit,
  vault_read: report.vault_read,
  use_read: report.use_read,
  attention: report.attention.map((item) => ({ ...item, at: formatInstant(item.at) })),
  schedule: {
    ...moment("seen", report.schedule.seen),
    sure: report.schedule.sure,
    expected: report.schedule.expected,
    gaps: report.schedule.gaps.map((gap) => ({
      ...moment("from", gap.from),
      to: formatInstant(gap.to),
      seconds: gap.seconds,
    })),
  },
  rotations: report.rotations.map(({ history, last, next, owed_since, failed, ...rest }) => ({
    ...rest,
    ...moment("last", last),
    ...moment("next", next),
    ...moment("owed_since", owed_since),
    ...(failed ? { failed: { ...failed, at: formatInstant(failed.at) } } : {}),
  })),
  review: {
    ...report.review,
    period: { from: formatInstant(report.review.period.from), to: formatInstant(report.review.period.to) },
  },
  roles: report.roles,
  grants: report.grants.map(grantJson),
});

const grantJson = (grant: ReportGrant) => {
  const { begin, end, issued_at, ended_at, use, access, ...rest } = grant;
  return {
    ...rest,
    begin: formatInstant(begin),
    end: formatInstant(end),
    ...moment("issued_at", issued_at),
    ...moment("ended_at", ended_at),
    access: access.map(({ path, capabilities }) => ({ path, capabilities })),
    ...(use ? { use: { ...use, first: formatInstant(use.first), last: formatInstant(use.last) } } : {}),
  };
};

const moment = (name: string, at: Instant | undefined) =>
  at === undefined ? {} : { [name]: formatInstant(at) };
