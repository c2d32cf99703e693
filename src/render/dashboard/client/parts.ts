import { ticketLink as addressOf } from "../../../domain/ticket-link.ts";
import { type Child, el } from "./dom.ts";
import { hashOf } from "./route.ts";
import type { GrantRow, Mark, Site, State } from "./site.ts";
import { stateAt } from "./site.ts";
import { clockNow, say, type Ticker } from "./ticker.ts";
import { ago, clock, countdown, exact, rfc3339, span } from "./time.ts";

/** What every view gets. */
export interface Place {
  readonly site: Site;
  readonly ticker: Ticker;
}

/** What a view gives: its title is the page's, too. */
export interface View {
  readonly title: string;
  readonly body: readonly Child[];
  /** The entry of the menu that is on. */
  readonly tab?: string;
}

export const STATE_WORDS: Readonly<Record<State, string>> = {
  live: "Live",
  pending: "Waiting",
  refused: "Refused",
  ended: "Ended",
};

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  "break-glass": "Break-glass",
  unreviewed: "Not reviewed",
  extended: "Extended",
  refused: "Refused",
  unrecorded: "Unrecorded",
  unproved: "End not proved",
  overdue: "Overdue",
  lingering: "Held for long",
  unusual: "Unusual",
};

export const personLink = (user: string): HTMLElement =>
  el("a", { href: hashOf("person", user) }, el("bdi", {}, user));
export const roleLink = (role: string): HTMLElement =>
  el("a", { href: hashOf("role", role), class: "role-name" }, role);

export const chip = (mark: Mark): HTMLElement => el("span", { class: `chip chip-${mark}` }, MARK_WORDS[mark]);

/** A moment with its whole date for whoever points at it or hears it. */
export const moment = (at: number, text: string): HTMLElement =>
  el("time", { datetime: rfc3339(at), title: exact(at) }, text);

/** How long ago a moment is, going on. */
export function sinceThen({ ticker }: Place, at: number): HTMLElement {
  const element = moment(at, "");
  ticker.add((now) => say(element, ago(at, now)));
  return element;
}

/** A grant as a row of a list: who, what, why, until when. */
export function grantItem(place: Place, grant: GrantRow, hide: "role" | "user" | "" = ""): HTMLElement {
  const facts = [
    ticketLink(place, grant),
    pullLink(place, grant),
    grant.approvers.length > 0 && el("span", {}, `approved by ${grant.approvers.join(", ")}`),
  ].filter((one) => one !== undefined && one !== false);
  return el(
    "li",
    { class: "grant" },
    el(
      "div",
      { class: "who" },
      hide !== "user" && el("span", { class: "person" }, personLink(grant.user)),
      hide !== "role" && roleLink(grant.role),
    ),
    el(
      "div",
      { class: "why" },
      el(
        "a",
        { class: "reason", href: hashOf("grant", grant.key) },
        el("bdi", {}, grant.reason || grant.key),
      ),
      (facts.length > 0 || grant.marks.length > 0) &&
        el("p", { class: "facts" }, grant.marks.filter((mark) => mark !== "refused").map(chip), facts),
    ),
    until(place, grant),
  );
}

export function ticketLink({ site }: Place, { ticket }: GrantRow): HTMLElement | undefined {
  if (ticket === "") return undefined;
  const { tickets } = site.data;
  const url = addressOf(tickets === undefined ? {} : { tickets }, ticket);
  return url === undefined ? el("bdi", {}, ticket) : el("a", { href: url }, el("bdi", {}, ticket));
}

export function pullLink({ site }: Place, { pull }: GrantRow): HTMLElement | undefined {
  if (pull === 0) return undefined;
  const { url } = site.data.repository;
  return url === "" ? el("span", {}, `#${pull}`) : el("a", { href: `${url}/pull/${pull}` }, `#${pull}`);
}

/** The right side of a row: what is left, or how it came to its end. */
function until({ site, ticker }: Place, grant: GrantRow): HTMLElement {
  const left = el("span", { class: "left" });
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("i"));
  const when = el("span", { class: "when" });
  const box = el("div", { class: "until" }, left, when, bar);
  const over = site.until(grant);
  ticker.add((now) => {
    const state = stateAt(grant, now);
    box.dataset.state = state;
    bar.hidden = state !== "live";
    if (state === "live") {
      say(left, countdown(grant.end - now));
      say(when, `left, until ${clock(grant.end, now)}`);
      const part = (grant.end - now) / Math.max(1, grant.end - grant.begin);
      box.classList.toggle("soon", grant.end - now < 15 * 60);
      (bar.firstElementChild as HTMLElement).style.inlineSize =
        `${Math.round(Math.min(1, part) * 1_000) / 10}%`;
    } else if (state === "pending") {
      say(left, grant.begin > now ? `in ${span(grant.begin - now)}` : "waits to be issued");
      say(when, `${clock(grant.begin, now)} to ${clock(grant.end, now)}`);
    } else if (state === "refused") {
      say(left, "Refused");
      say(when, clock(grant.begin, now));
    } else {
      say(left, ago(over, now));
      say(when, `${clock(over, now)}, after ${span(over - grant.begin)}`);
    }
  });
  return box;
}

/** A heading with a number beside it. */
export const heading = (text: string, count?: number): HTMLElement =>
  el("h2", {}, text, count !== undefined && el("span", { class: "count" }, count.toLocaleString("en")));

export const nothing = (text: string): HTMLElement => el("p", { class: "nothing" }, text);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const soonestFirst = (a: GrantRow, b: GrantRow): number => a.end - b.end || a.row - b.row;

export const liveNow = (grants: readonly GrantRow[]): GrantRow[] =>
  grants.filter((grant) => stateAt(grant, clockNow()) === "live").sort(soonestFirst);
