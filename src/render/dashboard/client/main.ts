import type { SiteData, StoryData } from "../site-data.ts";
import { append, el } from "./dom.ts";
import { type Frame, frameOf } from "./frame.ts";
import type { Place, View } from "./parts.ts";
import { hashOf, type Route, readRoute } from "./route.ts";
import { filterOf, Search } from "./search.ts";
import { Site } from "./site.ts";
import { Ticker } from "./ticker.ts";
import { grantView } from "./views/grant.ts";
import { GrantsView } from "./views/grants.ts";
import { peopleView, personView, rolesView, roleView } from "./views/groups.ts";
import { nowView } from "./views/now.ts";
import { reviewView } from "./views/review.ts";
import { rotationsView } from "./views/rotations.ts";
import { timelineView } from "./views/timeline.ts";

const read = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

/** The page's own data: written by the same version of Leasehold as this script, into the same file. */
const site = new Site(read("site-data") as SiteData, () => read("story-data") as StoryData);
const search = new Search(site.grants);
const ticker = new Ticker();
const place: Place = { site, ticker };
const frame: Frame = frameOf(site);
let allGrants: GrantsView | undefined;
const grants = (): GrantsView => {
  allGrants ??= new GrantsView(place, search);
  return allGrants;
};

const VIEWS: Readonly<Record<string, (route: Route) => View>> = {
  "": () => nowView(place),
  grants: (route) => grants().show(route),
  grant: ({ name }) => grantView(place, name),
  timeline: (route) => timelineView(place, route),
  roles: () => rolesView(place),
  role: ({ name }) => roleView(place, name),
  people: () => peopleView(place),
  person: ({ name }) => personView(place, name),
  rotations: () => rotationsView(place),
  review: () => reviewView(place),
};

function show(): void {
  const route = readRoute(location.hash);
  ticker.clear();
  frame.tick(ticker);
  const view = Object.hasOwn(VIEWS, route.view) ? VIEWS[route.view]?.(route) : undefined;
  const { title, body, tab } = view ?? {
    title: "Not here",
    body: [el("h1", { tabindex: "-1" }, "There is no such view")],
    tab: undefined,
  };
  // What is there already stays where it is.
  const there = frame.main.childNodes;
  if (there.length !== body.length || body.some((part, index) => part !== there[index])) {
    const parts = document.createDocumentFragment();
    append(parts, body);
    frame.main.replaceChildren(parts);
  }
  document.title = `${title} · ${site.data.repository.slug}`;
  frame.markTab(tab);
  const { q } = filterOf(route.params);
  if (frame.search !== document.activeElement) frame.search.value = q;
}

/** After a click one reads on at the top, and hears the new title; whoever types goes on typing. */
function arrive(): void {
  show();
  if (frame.search === document.activeElement) return;
  scrollTo(0, 0);
  frame.main.querySelector("h1")?.focus({ preventScroll: true });
}

frame.search.addEventListener("input", () => {
  const route = readRoute(location.hash);
  const params = route.view === "grants" ? filterOf(route.params) : {};
  const hash = hashOf("grants", "", { ...params, q: frame.search.value });
  // From another view a step that leads back to it; within the search none for each letter.
  if (route.view === "grants") history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  show();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  frame.search.focus();
});
addEventListener("hashchange", arrive);
addEventListener("popstate", show);
document.getElementById("app")?.replaceWith(frame.element);
show();
ticker.start();
// As soon as the first view is there: the first letter typed should not have to wait for it. Safari has no idle callback.
const prepare = (): void => {
  search.prepare();
  grants();
};
if ("requestIdleCallback" in globalThis) requestIdleCallback(prepare, { timeout: 500 });
else setTimeout(prepare, 200);
