import type { SiteData, Sparse, StoryData } from "../site-data.ts";
import { ENDED_BY, MARKS, STATES } from "../vocabulary.ts";

export type State = (typeof STATES)[number];
export type Mark = (typeof MARKS)[number];

/** One grant, taken out of its columns. Moments are seconds since 1970. */
export interface GrantRow {
  readonly row: number;
  readonly key: string;
  readonly role: string;
  readonly user: string;
  readonly reason: string;
  readonly ticket: string;
  readonly begin: number;
  readonly end: number;
  /** When the report was made; see {@link stateAt}. */
  readonly state: State;
  readonly marks: readonly Mark[];
  readonly on_main: boolean;
  readonly pull: number;
  readonly approvers: readonly string[];
  readonly access: readonly string[];
}

/** What only a few grants have. */
export interface GrantDetail {
  readonly issued?: number;
  readonly ended?: { readonly at: number; readonly by?: string };
  readonly refused?: string;
  readonly extends?: string;
  readonly use?: { readonly first: number; readonly last: number; readonly requests: number };
}

export interface StoryRow {
  readonly type: string;
  readonly at: number;
  readonly note?: string;
}

/** The page's data, with what views ask of it. */
export class Site {
  readonly data: SiteData;
  readonly grants: readonly GrantRow[];
  /** Those that some grant has. */
  readonly marks: ReadonlySet<Mark>;
  readonly roles: readonly string[];
  /** As they wrote their names first. */
  readonly users: readonly string[];
  readonly #story: () => StoryData;
  readonly #byRole = new Map<string, GrantRow[]>();
  readonly #byUser = new Map<string, GrantRow[]>();
  readonly #byKey = new Map<string, GrantRow>();
  readonly #endedAt: ReadonlyMap<number, number>;
  #known: StoryData | undefined;

  /** @param story read when it is first asked for */
  constructor(data: SiteData, story: () => StoryData) {
    this.data = data;
    this.#story = story;
    const { grants: columns, words, now } = data;
    const lists = words.map((word) => (word === "" ? [] : word.split("\n")));
    this.#endedAt = new Map(columns.ended.map(([row, [after]]) => [row, after]));
    this.grants = columns.role.map((place, row): GrantRow => {
      const role = words[place] ?? "";
      const begin = now + (columns.begin[row] ?? 0);
      const bits = columns.marks[row] ?? 0;
      return {
        row,
        key: `${role}.${columns.id[row]}`,
        role,
        user: words[columns.user[row] ?? -1] ?? "",
        reason: columns.reason[row] ?? "",
        ticket: columns.ticket[row] ?? "",
        begin,
        end: begin + (columns.seconds[row] ?? 0),
        state: STATES[columns.state[row] ?? 3] ?? "ended",
        marks: bits === 0 ? NONE : MARKS.filter((_, bit) => bits & (1 << bit)),
        on_main: columns.on_main[row] === 1,
        pull: columns.pull[row] ?? 0,
        approvers: lists[columns.approvers[row] ?? -1] ?? [],
        access: lists[columns.access[row] ?? -1] ?? [],
      };
    });
    for (const grant of this.grants) {
      put(this.#byRole, grant.role, grant);
      put(this.#byUser, grant.user.toLowerCase(), grant);
      this.#byKey.set(grant.key, grant);
    }
    this.marks = new Set(this.grants.flatMap(({ marks }) => marks));
    this.roles = [...new Set([...data.roles.map(({ name }) => name), ...this.#byRole.keys()])].sort();
    this.users = [...this.#byUser.values()].map(([first]) => first?.user ?? "").sort();
  }

  ofRole(role: string): readonly GrantRow[] {
    return this.#byRole.get(role) ?? [];
  }

  ofUser(user: string): readonly GrantRow[] {
    return this.#byUser.get(user.toLowerCase()) ?? [];
  }

  grant(key: string): GrantRow | undefined {
    return this.#byKey.get(key);
  }

  /** When access really ended, or will. */
  until(grant: GrantRow): number {
    const after = this.#endedAt.get(grant.row);
    return after === undefined ? grant.end : Math.min(grant.begin + after, grant.end);
  }

  detail({ row, begin }: GrantRow): GrantDetail {
    const { issued, ended, refused, extends: continued, use } = this.data.grants;
    const at = valueAt(issued, row);
    const over = valueAt(ended, row);
    const why = over && ENDED_BY[over[1]];
    const because = valueAt(refused, row);
    const key = valueAt(continued, row);
    const used = valueAt(use, row);
    return {
      ...(at === undefined ? {} : { issued: begin + at }),
      ...(over ? { ended: { at: begin + over[0], ...(why ? { by: why } : {}) } } : {}),
      ...(because === undefined ? {} : { refused: because }),
      ...(key === undefined ? {} : { extends: key }),
      ...(used ? { use: { first: begin + used[0], last: begin + used[1], requests: used[2] } } : {}),
    };
  }

  /** What the log tells of a grant, oldest first. */
  story({ row }: GrantRow): StoryRow[] {
    this.#known ??= this.#story();
    const { type, subject, at, note, types, words } = this.#known;
    const rows: StoryRow[] = [];
    for (let index = subject.indexOf(row); index >= 0; index = subject.indexOf(row, index + 1)) {
      const said = words[note[index] ?? -1];
      rows.push({
        type: types[type[index] ?? -1] ?? "",
        at: this.data.now + (at[index] ?? 0),
        ...(said === undefined ? {} : { note: said }),
      });
    }
    return rows;
  }
}

const NONE: readonly Mark[] = [];

/** Clocks run on after the report was made: what it says is live may be over by now. */
export const stateAt = (grant: GrantRow, now: number): State =>
  (grant.state === "live" || grant.state === "pending") && grant.end <= now ? "ended" : grant.state;

const valueAt = <Value>(sparse: Sparse<Value>, row: number): Value | undefined =>
  sparse.find(([at]) => at === row)?.[1];

function put(groups: Map<string, GrantRow[]>, name: string, grant: GrantRow): void {
  const group = groups.get(name);
  if (group) group.push(grant);
  else groups.set(name, [grant]);
}
