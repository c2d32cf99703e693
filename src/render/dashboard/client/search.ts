import { type GrantRow, type Mark, stateAt } from "./site.ts";

export interface Filter {
  readonly q: string;
  readonly state: string;
  readonly mark: string;
  readonly role: string;
  readonly user: string;
}

export const filterOf = (params: ReadonlyMap<string, string>): Filter => ({
  q: params.get("q") ?? "",
  state: params.get("state") ?? "",
  mark: params.get("mark") ?? "",
  role: params.get("role") ?? "",
  user: params.get("user") ?? "",
});

/** Finds grants: every word must be somewhere in what a grant says. */
export class Search {
  readonly #grants: readonly GrantRow[];
  #texts: readonly string[] | undefined;

  constructor(grants: readonly GrantRow[]) {
    this.#grants = grants;
  }

  find(filter: Filter, now: number): GrantRow[] {
    const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
    const user = filter.user.toLowerCase();
    const texts = words.length === 0 ? [] : this.#written();
    return this.#grants.filter(
      (grant, row) =>
        (filter.state === "" || stateAt(grant, now) === filter.state) &&
        (filter.mark === "" || grant.marks.includes(filter.mark as Mark)) &&
        (filter.role === "" || grant.role === filter.role) &&
        (user === "" || grant.user.toLowerCase() === user) &&
        words.every((word) => texts[row]?.includes(word)),
    );
  }

  /** Makes ready what the first search would have to wait for. */
  prepare(): void {
    this.#written();
  }

  #written(): readonly string[] {
    if (this.#texts) return this.#texts;
    // Thousands of grants share a few lists of approvers, paths and marks: each is joined once.
    const joined = new Map<readonly string[], string>();
    const lines = (list: readonly string[]): string => {
      const known = joined.get(list);
      if (known !== undefined) return known;
      const text = list.join("\n");
      joined.set(list, text);
      return text;
    };
    this.#texts = this.#grants.map(({ key, user, reason, ticket, marks, pull, approvers, access }) =>
      `${key}\n${user}\n${reason}\n${ticket}\n${pull === 0 ? "" : `#${pull}`}\n${lines(marks)}\n${lines(approvers)}\n${lines(access)}`.toLowerCase(),
    );
    return this.#texts;
  }
}
