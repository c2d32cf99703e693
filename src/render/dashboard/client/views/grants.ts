import { type Child, el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import { grantItem, MARK_WORDS, nothing, type Place, plural, STATE_WORDS, type View } from "../parts.ts";
import { hashOf, type Route } from "../route.ts";
import { type Filter, filterOf, type Search } from "../search.ts";
import type { Mark, State } from "../site.ts";
import { clockNow } from "../ticker.ts";

const STATES = Object.keys(STATE_WORDS) as State[];
const MARKS = Object.keys(MARK_WORDS) as Mark[];

/** All grants, filtered by what the address says. The search field is the one at the top of the page. */
export function grantsView(place: Place, route: Route, search: Search): View {
  const filter = filterOf(route.params);
  const found = search.find(filter, clockNow());
  return {
    title: "Grants",
    tab: "grants",
    body: [
      el("h1", { tabindex: "-1" }, "Grants"),
      el(
        "div",
        { class: "filters" },
        choices(place, filter),
        el("div", { class: "selections" }, selections(place, filter)),
      ),
      el("p", { class: "found", role: "status" }, sentence(found.length, place.site.grants.length, filter)),
      found.length === 0
        ? nothing("No grant is like that.")
        : growingList(found, (grant) => grantItem(place, grant), "Grants found"),
    ],
  };
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

function selections({ site }: Place, filter: Filter): Child[] {
  return [selection("Role", filter, "role", site.roles), selection("Person", filter, "user", site.users)];
}

/** Made once: hundreds of people are hundreds of options, and the field above is typed into. */
const selects = new Map<string, HTMLSelectElement>();

function selection(
  label: string,
  filter: Filter,
  name: "role" | "user",
  options: readonly string[],
): HTMLElement {
  const select =
    selects.get(name) ??
    el(
      "select",
      {},
      option("", `every ${label.toLowerCase()}`),
      options.map((one) => option(one, one)),
    );
  selects.set(name, select);
  select.value = filter[name];
  select.onchange = () => {
    location.hash = hashOf("grants", "", { ...filter, [name]: select.value });
  };
  return el("label", { class: "selection" }, el("span", {}, label), select);
}

const option = (value: string, words: string): HTMLElement => el("option", { value }, words);
