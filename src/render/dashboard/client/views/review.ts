import { el } from "../dom.ts";
import { heading, nothing, type Place, personLink, plural, roleLink, type View } from "../parts.ts";
import { day, span } from "../time.ts";

/** For those who review access: per role, what was asked for, held and used, and what could be less. */
export function reviewView({ site }: Place): View {
  const { review, now } = site.data;
  const used = review.roles.filter(({ grants }) => grants > 0);
  const unused = review.roles.filter(({ grants, declared }) => grants === 0 && declared);
  const never = review.people.filter(({ refused, grants }) => refused === 0 && grants > 0);
  const shorter = review.roles.filter(({ suggestion }) => suggestion !== undefined);
  return {
    title: "Access review",
    tab: "review",
    body: [
      el("h1", { tabindex: "-1" }, "Access review"),
      el(
        "p",
        { class: "about" },
        `Grants that began from ${day(review.period.from, now)} to ${day(review.period.to, now)}.`,
        !review.use_read &&
          " How much of the time was really used is not known: no log of Vault's audit device was given.",
      ),
      heading("Shorter maxima", shorter.length),
      shorter.length === 0
        ? nothing("None to suggest.")
        : el(
            "ul",
            { class: "list" },
            shorter.map(({ role, max, suggestion, longest_asked, longest_used }) =>
              el(
                "li",
                { class: "entry" },
                el(
                  "div",
                  { class: "cells" },
                  roleLink(role),
                  el(
                    "span",
                    { class: "about" },
                    suggestion?.because === "used"
                      ? `the longest use was ${span(longest_used ?? 0)}`
                      : `nobody asked for more than ${span(longest_asked)}`,
                  ),
                ),
                el(
                  "span",
                  { class: "numbers" },
                  el("s", {}, span(max ?? 0)),
                  el("b", {}, span(suggestion?.max ?? 0)),
                ),
              ),
            ),
          ),
      heading("Roles", used.length),
      used.length === 0 ? nothing("No grant began in this time.") : roleTable(used, review.use_read),
      heading("Roles nobody used", unused.length),
      unused.length === 0 ? nothing("Every role was used.") : names(unused.map(({ role }) => roleLink(role))),
      heading("People never refused", never.length),
      el(
        "p",
        { class: "about" },
        "Refusals are those of apply. What was given up on a pull request before the merge is not among them.",
      ),
      never.length === 0 ? nothing("None.") : names(never.map(({ user }) => personLink(user))),
    ],
  };
}

const names = (links: readonly HTMLElement[]): HTMLElement =>
  el(
    "ul",
    { class: "names" },
    links.map((link) => el("li", {}, link)),
  );

function roleTable(rows: Place["site"]["data"]["review"]["roles"], use_read: boolean): HTMLElement {
  const head = [
    "Role",
    "Grants",
    "People",
    "Asked for",
    "Held",
    ...(use_read ? ["Used", "Never used"] : []),
    "Longest",
    "At most",
    "Refused",
  ];
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Roles" },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          head.map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((row) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, roleLink(row.role)),
            [
              `${row.grants}${row.break_glass > 0 ? `, ${plural(row.break_glass, "by break-glass", "by break-glass")}` : ""}`,
              String(row.people.length),
              span(row.asked),
              span(row.held),
              ...(use_read ? [span(row.used ?? 0), String(row.never_used ?? 0)] : []),
              span(row.longest_asked),
              row.max === undefined ? "–" : span(row.max),
              String(row.refused),
            ].map((text) => el("td", {}, text)),
          ),
        ),
      ),
    ),
  );
}
