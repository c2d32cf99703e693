import { el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import {
  grantItem,
  heading,
  nothing,
  type Place,
  personLink,
  plural,
  roleLink,
  type View,
} from "../parts.ts";
import { type GrantRow, stateAt } from "../site.ts";
import { axisDays, axisOf, strip } from "../strip.ts";
import { clockNow } from "../ticker.ts";
import { span } from "../time.ts";

/** All roles, those that somebody has now first. */
export function rolesView(place: Place): View {
  const { site } = place;
  const described = new Map(site.data.roles.map((role) => [role.name, role.description]));
  return index(
    "Roles",
    "roles",
    site.roles,
    (name) => site.ofRole(name),
    (name) => [
      roleLink(name),
      el("span", { class: "about" }, el("bdi", {}, described.get(name) ?? "No longer a role.")),
    ],
  );
}

/** Everybody who has or had something, those who have it now first. */
export function peopleView(place: Place): View {
  const { site } = place;
  return index(
    "People",
    "people",
    site.users,
    (name) => site.ofUser(name),
    (name) => [
      personLink(name),
      el(
        "span",
        { class: "about" },
        [...new Set(site.ofUser(name).map(({ role }) => role))].slice(0, 4).join(", "),
      ),
    ],
  );
}

function index(
  title: string,
  tab: string,
  names: readonly string[],
  grantsOf: (name: string) => readonly GrantRow[],
  cells: (name: string) => readonly HTMLElement[],
): View {
  const now = clockNow();
  const lines = names
    .map((name) => {
      const grants = grantsOf(name);
      return {
        name,
        all: grants.length,
        live: grants.filter((grant) => stateAt(grant, now) === "live").length,
      };
    })
    .sort((a, b) => b.live - a.live || (a.name < b.name ? -1 : 1));
  return {
    title,
    tab,
    body: [
      el("h1", { tabindex: "-1" }, title),
      lines.length === 0
        ? nothing("None yet.")
        : growingList(
            lines,
            ({ name, all, live }) =>
              el(
                "li",
                { class: "entry" },
                el("div", { class: "cells" }, cells(name)),
                el(
                  "span",
                  { class: "numbers" },
                  live > 0 && el("b", { class: "on" }, `${live} live`),
                  el("span", {}, plural(all, "grant")),
                ),
              ),
            title,
          ),
    ],
  };
}

/** One role: what it gives, and everything anybody had of it. */
export function roleView(place: Place, name: string): View {
  const { site } = place;
  const role = site.data.roles.find((one) => one.name === name);
  const review = site.data.review.roles.find((one) => one.role === name);
  const grants = site.ofRole(name);
  return {
    title: name,
    tab: "roles",
    body: [
      el("p", { class: "above" }, "Role"),
      el("h1", { tabindex: "-1" }, name),
      el(
        "p",
        { class: "about" },
        el("bdi", {}, role?.description ?? "main has no role of this name any more."),
      ),
      role &&
        el(
          "dl",
          { class: "facts-list" },
          fact("At most", span(role.max)),
          fact(
            "Gives",
            role.paths.map((path) => el("code", {}, path)),
          ),
          fact("Break-glass", role.break_glass ? "possible" : "not possible"),
          review &&
            fact(
              "Held in 30 days",
              `${span(review.held)} by ${plural(review.people.length, "person", "people")}`,
            ),
          review?.suggestion &&
            fact(
              "Could be",
              `at most ${span(review.suggestion.max)}: nobody ${review.suggestion.because} more`,
            ),
        ),
      ...group(place, grants, name, "role"),
    ],
  };
}

/** One person: everything they have and had. */
export function personView(place: Place, name: string): View {
  const { site } = place;
  const grants = site.ofUser(name);
  const shown = grants[0]?.user ?? name;
  const review = site.data.review.people.find(({ user }) => user.toLowerCase() === name.toLowerCase());
  const approved = site.grants.filter(({ approvers }) =>
    approvers.some((login) => login.toLowerCase() === name.toLowerCase()),
  ).length;
  return {
    title: shown,
    tab: "people",
    body: [
      el("p", { class: "above" }, "Person"),
      el("h1", { tabindex: "-1" }, el("bdi", {}, shown)),
      el(
        "dl",
        { class: "facts-list" },
        fact(
          "In 30 days",
          review
            ? `${plural(review.grants, "grant")}, ${span(review.held)} of access, ${review.refused} refused`
            : "nothing",
        ),
        fact("Approved", plural(approved, "grant")),
      ),
      ...group(place, grants, shown, "user"),
    ],
  };
}

const fact = (name: string, value: string | readonly HTMLElement[]): HTMLElement =>
  el("div", {}, el("dt", {}, name), el("dd", {}, value));

function group(
  place: Place,
  grants: readonly GrantRow[],
  name: string,
  hide: "role" | "user",
): HTMLElement[] {
  if (grants.length === 0) return [nothing("Nobody has asked for it.")];
  const axis = axisOf(place.site.data.now);
  return [
    el("div", { class: "timeline single" }, axisDays(axis), strip(place.site, axis, grants, name)),
    heading("Grants", grants.length),
    growingList(grants, (grant) => grantItem(place, grant, hide), `Grants of ${name}`),
  ];
}
