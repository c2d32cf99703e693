/** Words that the page's data has as numbers: their place in these lists. Only ever added to at the end. */

export const STATES = ["live", "pending", "refused", "ended"] as const;

export const ENDED_BY = [
  "expired",
  "file-removed",
  "ineligible",
  "recalled",
  "out-of-band",
  "superseded",
] as const;

/** As bits: the first is 1, the next 2, then 4. */
export const MARKS = [
  "break-glass",
  "unreviewed",
  "extended",
  "refused",
  "unrecorded",
  "unproved",
  "overdue",
  "lingering",
  "unusual",
] as const;
