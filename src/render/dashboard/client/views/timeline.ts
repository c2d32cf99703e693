import { el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import { nothing, type Place, personLink, roleLink, type View } from "../parts.ts";
import { hashOf, type Route } from "../route.ts";
import type { GrantRow } from "../site.ts";
import { axisDays, axisOf, shownOn, strip } from "../strip.ts";

/** The last 30 days, a line for each role or for each person; who had most is on top. */
export function timelineView({ site }: Place, route: Route): View {
  const by = route.params.get("by") === "person" ? "person" : "role";
  const axis = axisOf(site.data.now);
  const names = by === "role" ? site.roles : site.users;
  const lines = names
    .map((name) => ({
      name,
      grants: shownOn(site, axis, by === "role" ? site.ofRole(name) : site.ofUser(name)),
    }))
    .filter(({ grants }) => grants.length > 0)
    .sort((a, b) => b.grants.length - a.grants.length || (a.name < b.name ? -1 : 1));
  return {
    title: "Timeline",
    tab: "timeline",
    body: [
      el("h1", { tabindex: "-1" }, "The last 30 days"),
      el(
        "nav",
        { class: "choice", "aria-label": "Lines" },
        (["role", "person"] as const).map((one) =>
          el(
            "a",
            { href: hashOf("timeline", "", { by: one }), "aria-current": one === by ? "true" : undefined },
            `By ${one}`,
          ),
        ),
        el(
          "span",
          { class: "legend" },
          el("i", { class: "mark live" }),
          "live",
          el("i", { class: "mark ended" }),
          "ended",
          el("i", { class: "mark glass" }),
          "break-glass",
        ),
      ),
      lines.length === 0
        ? nothing("Nobody had anything in these days.")
        : el(
            "div",
            { class: "timeline" },
            el("div", { class: "line head" }, el("span"), axisDays(axis)),
            growingList(lines, ({ name, grants }) => line(name, grants), `Grants by ${by}`),
          ),
    ],
  };

  function line(name: string, grants: readonly GrantRow[]): HTMLElement {
    return el(
      "li",
      { class: "line" },
      el(
        "span",
        { class: "name" },
        by === "role" ? roleLink(name) : personLink(name),
        el("small", {}, grants.length),
      ),
      strip(site, axis, grants, name),
    );
  }
}
