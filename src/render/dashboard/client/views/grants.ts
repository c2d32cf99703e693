import { append, type Child, el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import { grantItem, MARK_WORDS, nothing, type Place, plural, STATE_WORDS, type View } from "../parts.ts";
import { hashOf, type Route } from "../route.ts";
import { type Filter, filterOf, type Search } from "../search.ts";
import type { Mark, State } from "../site.ts";
import { clockNow } from "../ticker.ts";

const STATES = Object.keys(STATE_WORDS) as State[];
const MARKS = Object.keys(MARK_WORDS) as Mark[];

/**
 * All grants, filtered by what the address says. The search field is the one at the top of the page. What stands around
 * the list is made once and stays: letters are typed quickly, hundreds of people are hundreds of options, and a status
 * that is replaced instead of changed is read out by no screen reader.
 */
export class GrantsView {
  readonly #place: Place;
  readonly #search: Search;
  readonly #title = el("h1", { tabindex: "-1" }, "Grants");
  readonly #selections = el("div", { class: "selections" });
  readonly #filters = el("div", { class: "filters" }, this.#selections);
  readonly #found = el("p", { class: "found", role: "status" });
  readonly #list = el("div");
  readonly #selects: Readonly<Record<"role" | "user", HTMLSelectElement>>;

  constructor(place: Place, search: Search) {
    this.#place = place;
    this.#search = search;
    this.#selects = {
      role: this.#selection("Role", place.site.roles),
      user: this.#selection("Person", place.site.users),
    };
  }

  show(route: Route): View {
    const filter = filterOf(route.params);
    const found = this.#search.find(filter, clockNow());
    while (this.#filters.firstChild !== this.#selections) this.#filters.firstChild?.remove();
    const choosing = document.createDocumentFragment();
    append(choosing, choices(this.#place, filter));
    this.#selections.before(choosing);
    for (const name of ["role", "user"] as const) {
      const select = this.#selects[name];
      select.value = filter[name];
      select.onchange = () => {
        location.hash = hashOf("grants", "", { ...filter, [name]: select.value });
      };
    }
    const said = sentence(found.length, this.#place.site.grants.length, filter);
    if (this.#found.textContent !== said) this.#found.textContent = said;
    this.#list.replaceChildren(
      found.length === 0
        ? nothing("No grant is like that.")
        : growingList(found, (grant) => grantItem(this.#place, grant), "Grants found"),
    );
    return { title: "Grants", tab: "grants", body: [this.#title, this.#filters, this.#found, this.#list] };
  }

  #selection(label: string, options: readonly string[]): HTMLSelectElement {
    const select = el(
      "select",
      {},
      option("", `every ${label.toLowerCase()}`),
      options.map((one) => option(one, one)),
    );
    this.#selections.append(el("label", { class: "selection" }, el("span", {}, label), select));
    return select;
  }
}

const sentence = (found: number, all: number, { q }: Filter): string =>
  found === all
    ? plural(all, "grant")
    : `${found.toLocaleString("en")} of ${plural(all, "grant")}${q === "" ? "" : ` for “${q}”`}`;

/** Links: a filter is an address like any other, to open beside or to send to somebody. Exceptions that nobody has are none to choose. */
function choices({ site }: Place, filter: Filter): Child[] {
  const found = MARKS.filter((mark) => mark === filter.mark || site.marks.has(mark));
  return [
    choice(
      "State",
      filter,
      "state",
      STATES.map((state) => [state, STATE_WORDS[state]]),
    ),
    found.length > 0 &&
      choice(
        "Exceptions",
        filter,
        "mark",
        found.map((mark) => [mark, MARK_WORDS[mark]]),
      ),
  ];
}

function choice(
  label: string,
  filter: Filter,
  name: "state" | "mark",
  options: readonly (readonly [value: string, words: string])[],
): HTMLElement {
  return el(
    "nav",
    { class: "choice", "aria-label": label },
    [["", name === "state" ? "All" : "With or without exceptions"] as const, ...options].map(
      ([value, words]) =>
        el(
          "a",
          {
            href: hashOf("grants", "", { ...filter, [name]: value }),
            "aria-current": filter[name] === value ? "true" : undefined,
          },
          words,
        ),
    ),
  );
}

const option = (value: string, words: string): HTMLElement => el("option", { value }, words);
