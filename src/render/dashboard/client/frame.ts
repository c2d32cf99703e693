import { el } from "./dom.ts";
import { hashOf } from "./route.ts";
import type { Site } from "./site.ts";
import { say, type Ticker } from "./ticker.ts";
import { ago, exact, rfc3339, span } from "./time.ts";

/** What stands around every view. */
export interface Frame {
  readonly element: HTMLElement;
  readonly main: HTMLElement;
  readonly search: HTMLInputElement;
  markTab(tab: string | undefined): void;
  tick(ticker: Ticker): void;
}

const TABS = [
  ["", "Now"],
  ["grants", "Grants"],
  ["timeline", "Timeline"],
  ["roles", "Roles"],
  ["people", "People"],
  ["rotations", "Rotations"],
  ["review", "Review"],
] as const;

/** A report is made after every apply and enforce, at least hourly: older than this, something stands still. */
const STALE = 3 * 3_600;

export function frameOf(site: Site): Frame {
  const { repository, now: made, schedule } = site.data;
  const search = el("input", {
    type: "search",
    id: "search",
    placeholder: "Search grants",
    autocomplete: "off",
  });
  const main = el("main", { id: "content", tabindex: "-1" });
  const tabs = TABS.map(([view, words]) => ({ view, link: el("a", { href: hashOf(view) }, words) }));
  const age = el("time", { datetime: rfc3339(made), title: exact(made) });
  const seen = el("span", { class: "seen" });
  const stale = el("p", { class: "stale", role: "status" });
  const element = el(
    "div",
    { class: "page" },
    el("a", { class: "skip", href: "#content" }, "Skip to the content"),
    el(
      "header",
      { class: "top" },
      el(
        "div",
        { class: "brand" },
        repository.url === ""
          ? el("b", {}, repository.slug)
          : el("a", { href: repository.url }, repository.slug),
        el("span", {}, "production access"),
      ),
      el("label", { class: "search" }, el("span", { class: "hidden" }, "Search grants"), search),
      el(
        "nav",
        { class: "tabs", "aria-label": "Views" },
        tabs.map(({ link }) => link),
      ),
    ),
    stale,
    main,
    el(
      "footer",
      {},
      el("span", {}, "Made ", age, ` from main at ${site.data.commit.slice(0, 12)}`),
      seen,
      el(
        "span",
        {},
        site.data.vault_read
          ? "Vault was read"
          : "Vault was not asked: this is what Git and the audit log tell",
      ),
      el("a", { href: "report.json" }, "report.json"),
    ),
  );
  // `#content` is no address of a view: the skip link only moves the focus.
  element.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  return {
    element,
    main,
    search,
    markTab: (tab) => {
      for (const { view, link } of tabs) {
        if (view !== tab) link.removeAttribute("aria-current");
        else {
          link.setAttribute("aria-current", "page");
          // On a phone the menu is wider than the screen. Not `scrollIntoView`: the next Tab would go on from there.
          const { parentElement: menu } = link;
          if (menu)
            menu.scrollLeft = link.offsetLeft - menu.offsetLeft - (menu.clientWidth - link.offsetWidth) / 2;
        }
      }
    },
    tick: (ticker) =>
      ticker.add((now) => {
        say(age, ago(made, now));
        say(
          seen,
          schedule.seen === undefined
            ? "The schedule has left no trace yet"
            : `Schedule last seen ${ago(schedule.seen, now)}`,
        );
        const warning = staleness(made, schedule, now);
        stale.hidden = warning === "";
        say(stale, warning);
      }),
  };
}

function staleness(made: number, { seen, sure, expected }: Site["data"]["schedule"], now: number): string {
  const late = sure && seen !== undefined && now - seen > expected;
  if (!late && now - made <= STALE) return "";
  const page = `This page was made ${span(now - made)} ago: what was asked for, ended early or found since then is not on it.`;
  if (!late) return page;
  return now - made > STALE
    ? `${page} The schedule was last seen ${span(now - seen)} ago.`
    : `The schedule was last seen ${span(now - seen)} ago. Access ends on time without it; proofs, rotations and revoke pull requests wait.`;
}
