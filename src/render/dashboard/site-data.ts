import type { AttentionItem } from "../../domain/report/attention.ts";
import type { Report, RoleFacts } from "../../domain/report/report.ts";
import type { ReportGrant } from "../../domain/report/report-grant.ts";
import type { AccessReview } from "../../domain/report/review.ts";
import type { RotationHealth } from "../../domain/report/rotations.ts";
import type { ScheduleHealth } from "../../domain/report/schedule.ts";
import { ENDED_BY, MARKS, STATES } from "./vocabulary.ts";

/**
 * What the page is made from, as it lies in it. Grants and events are columns, not objects: at 10,000 and 100,000 of
 * them the names of their fields would be most of the page.
 */
export interface SiteData {
  readonly now: number;
  readonly repository: Report["repository"];
  readonly tickets?: { readonly url: string };
  readonly commit: string;
  readonly vault_read: boolean;
  readonly use_read: boolean;
  readonly attention: readonly AttentionItem[];
  readonly roles: readonly RoleFacts[];
  readonly rotations: readonly RotationHealth[];
  readonly schedule: ScheduleHealth;
  readonly review: AccessReview;
  /** Names that columns refer to by their place. */
  readonly words: readonly string[];
  readonly grants: GrantColumns;
}

type Column<Value> = readonly Value[];

export interface GrantColumns {
  /** Place in `words`. */
  readonly role: Column<number>;
  readonly user: Column<number>;
  /** The key without the role in front. */
  readonly id: Column<string>;
  readonly reason: Column<string>;
  /** Empty where there is none. */
  readonly ticket: Column<string>;
  /** Seconds after `now` of the data. */
  readonly begin: Column<number>;
  /** Seconds from begin to end. */
  readonly seconds: Column<number>;
  /** Place in STATES. */
  readonly state: Column<number>;
  /** Bits of MARKS. */
  readonly marks: Column<number>;
  readonly on_main: Column<0 | 1>;
  /** 0 where there is none. */
  readonly pull: Column<number>;
  /** Place in `words` of the approvers, or of the paths, with a line break between. */
  readonly approvers: Column<number>;
  readonly access: Column<number>;
  /** Rows that have more: by the row's number. */
  readonly issued: Sparse<number>;
  /** When it ended (seconds after begin), and the place in ENDED_BY; -1 where nobody says why. */
  readonly ended: Sparse<readonly [after: number, by: number]>;
  readonly refused: Sparse<string>;
  readonly extends: Sparse<string>;
  readonly use: Sparse<readonly [first: number, last: number, requests: number]>;
}

export type Sparse<Value> = readonly (readonly [row: number, value: Value])[];

/** What happened, in columns, oldest first. Looked at only when somebody asks for a story. */
export interface StoryData {
  readonly types: readonly string[];
  /** Subjects that are no grant of the page, and notes. */
  readonly words: readonly string[];
  readonly type: Column<number>;
  /** Row of the grant; -1 and below: `words[-1 - it]`. */
  readonly subject: Column<number>;
  /** Seconds after `now` of the data. */
  readonly at: Column<number>;
  /** Place in `words`, -1 for none. */
  readonly note: Column<number>;
}

/** Signs that are not seen but turn, hide or break text: what a requester wrote must not turn a line around. */
const UNSEEN = /(?!\t|\n)[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

export const seen = (text: string): string => text.replace(UNSEEN, "\ufffd");

/** Everything of the report but its story. */
export function siteData(report: Report): SiteData {
  const words = new Words();
  const grants = columnsOf(report.grants, report.now, words);
  return cleaned({
    now: report.now,
    repository: report.repository,
    ...(report.tickets ? { tickets: report.tickets } : {}),
    commit: report.commit,
    vault_read: report.vault_read,
    use_read: report.use_read,
    attention: report.attention,
    roles: report.roles,
    rotations: report.rotations,
    schedule: report.schedule,
    review: report.review,
    words: words.all,
    grants,
  });
}

function columnsOf(grants: readonly ReportGrant[], now: number, words: Words): GrantColumns {
  const sparse = <Value>(value: (grant: ReportGrant) => Value | undefined): Sparse<Value> =>
    grants.flatMap((grant, row) => {
      const found = value(grant);
      return found === undefined ? [] : [[row, found] as const];
    });
  return {
    role: grants.map(({ role }) => words.place(role)),
    user: grants.map(({ user }) => words.place(user)),
    id: grants.map(({ key, role }) => key.slice(role.length + 1)),
    reason: grants.map(({ reason }) => reason),
    ticket: grants.map(({ ticket }) => ticket ?? ""),
    begin: grants.map(({ begin }) => begin - now),
    seconds: grants.map(({ begin, end }) => end - begin),
    state: grants.map(({ state }) => STATES.indexOf(state)),
    marks: grants.map(({ marks }) => marks.reduce((bits, mark) => bits | (1 << MARKS.indexOf(mark)), 0)),
    on_main: grants.map(({ on_main }) => (on_main ? 1 : 0)),
    pull: grants.map(({ pull_request }) => pull_request ?? 0),
    approvers: grants.map(({ approvers }) => words.place((approvers ?? []).join("\n"))),
    access: grants.map((grant) => words.place(grant.access.map(({ path }) => path).join("\n"))),
    issued: sparse(({ issued_at, begin }) => (issued_at === undefined ? undefined : issued_at - begin)),
    ended: sparse(({ ended_at, ended_by, begin }) =>
      ended_at === undefined ? undefined : [ended_at - begin, ended_by ? ENDED_BY.indexOf(ended_by) : -1],
    ),
    refused: sparse(({ refused_because }) =>
      refused_because.length === 0 ? undefined : refused_because.join("\n"),
    ),
    extends: sparse((grant) => grant.extends),
    use: sparse(({ use, begin }) => use && [use.first - begin, use.last - begin, use.requests]),
  };
}

/** The report's story. */
export function storyData(report: Report): StoryData {
  const rows = new Map<string, number>(report.grants.map(({ key }, row) => [key, row]));
  const [types, words] = [new Words(), new Words()];
  const columns = {
    type: report.story.map(({ type }) => types.place(type)),
    subject: report.story.map(({ subject }) => rows.get(subject) ?? -1 - words.place(subject)),
    at: report.story.map(({ at }) => at - report.now),
    note: report.story.map(({ note }) => (note === undefined ? -1 : words.place(note))),
  };
  return cleaned({ types: types.all, words: words.all, ...columns });
}

/** Texts, each once. */
class Words {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  place(word: string): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.all.length);
    return this.all.push(word) - 1;
  }
}

/** The same with every text as it may be shown. */
function cleaned<Value>(value: Value): Value {
  if (typeof value === "string") return seen(value) as Value;
  if (Array.isArray(value)) {
    // Columns of numbers are most of it: nothing to do there.
    return typeof value[0] === "number" ? value : (value.map(cleaned) as Value);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)])) as Value;
}
