import { type Child, el } from "../dom.ts";
import {
  chip,
  heading,
  moment,
  nothing,
  type Place,
  personLink,
  pullLink,
  roleLink,
  STATE_WORDS,
  sinceThen,
  ticketLink,
  type View,
} from "../parts.ts";
import { hashOf } from "../route.ts";
import { type GrantRow, stateAt } from "../site.ts";
import { say } from "../ticker.ts";
import { clock, countdown, exact, span } from "../time.ts";

const ENDED_WORDS: Readonly<Record<string, string>> = {
  expired: "at its end",
  "file-removed": "as its file was removed",
  ineligible: "as its person may no longer have it",
  recalled: "as somebody recalled it",
  "out-of-band": "as somebody ended it inside Vault",
  superseded: "as another took its place",
};

/** One grant's whole story. */
export function grantView(place: Place, key: string): View {
  const { site, ticker } = place;
  const grant = site.grant(key);
  if (!grant)
    return {
      title: "No such grant",
      tab: "grants",
      body: [el("h1", { tabindex: "-1" }, "No such grant"), nothing(`Nothing is told of ${key}.`)],
    };
  const detail = site.detail(grant);
  const state = el("span", { class: "state" });
  const left = el("span", { class: "left" });
  ticker.add((now) => {
    const is = stateAt(grant, now);
    state.dataset.state = is;
    say(state, STATE_WORDS[is]);
    say(
      left,
      is === "live"
        ? `${countdown(grant.end - now)} left`
        : is === "pending"
          ? `until ${clock(grant.end, now)}`
          : "",
    );
  });
  return {
    title: `${grant.user} · ${grant.role}`,
    tab: "grants",
    body: [
      el("p", { class: "above" }, "Grant ", el("code", {}, grant.key)),
      el("h1", { tabindex: "-1" }, personLink(grant.user), " on ", roleLink(grant.role)),
      el("p", { class: "standing" }, state, left, grant.marks.map(chip)),
      el("blockquote", { class: "reason" }, el("bdi", {}, grant.reason)),
      el(
        "dl",
        { class: "facts-list" },
        fact("From", moment(grant.begin, exact(grant.begin))),
        fact("Until", moment(grant.end, exact(grant.end)), `, ${span(grant.end - grant.begin)}`),
        detail.issued !== undefined && fact("Issued", moment(detail.issued, exact(detail.issued))),
        detail.ended &&
          fact(
            "Ended",
            moment(detail.ended.at, exact(detail.ended.at)),
            ` ${ENDED_WORDS[detail.ended.by ?? ""] ?? ""}`,
          ),
        detail.refused !== undefined &&
          fact("Refused because", el("bdi", { class: "lines" }, detail.refused)),
        grant.ticket !== "" && fact("Ticket", ticketLink(place, grant)),
        grant.pull > 0 && fact("Pull request", pullLink(place, grant)),
        fact("Approved by", grant.approvers.length === 0 ? "nobody" : grant.approvers.join(", ")),
        grant.access.length > 0 &&
          fact(
            "Gives",
            grant.access.map((path) => el("code", {}, path)),
          ),
        detail.extends !== undefined &&
          fact("Continues", el("a", { href: hashOf("grant", detail.extends) }, detail.extends)),
        detail.use
          ? fact(
              "Used",
              `${detail.use.requests} requests to Vault, from ${exact(detail.use.first)} over ${span(detail.use.last - detail.use.first)}`,
            )
          : site.data.use_read && detail.issued !== undefined && fact("Used", "Vault saw no request with it"),
        fact("File", grant.on_main ? "on main" : "no longer on main"),
      ),
      grant.state === "live" && commandToEnd(place, grant),
      heading("Story"),
      story(place, key),
    ],
  };
}

/** Gone with the access: the page may have been open for longer. */
function commandToEnd({ ticker }: Place, grant: GrantRow): HTMLElement {
  const code = el("code", {}, `leasehold revoke ${grant.key} --now`);
  const command = el("p", { class: "command" }, "To end it now: ", code);
  ticker.add((now) => {
    command.hidden = stateAt(grant, now) !== "live";
  });
  return command;
}

const fact = (name: string, ...value: readonly Child[]): HTMLElement =>
  el("div", {}, el("dt", {}, name), el("dd", {}, value));

const EVENT_WORDS: Readonly<Record<string, string>> = {
  "grant.issued": "Issued",
  "grant.delivered": "Put where its person finds it",
  "grant.refused": "Refused",
  "grant.expiring": "About to end",
  "grant.ended": "End proved",
  "grant.overdue": "Revoke pull request overdue",
  "grant.lingering": "Held for long",
  "grant.unusual": "Unusual",
  "breakglass.used": "Break-glass used",
  "breakglass.reviewed": "Break-glass reviewed",
  "breakglass.overdue": "Review of break-glass overdue",
};

function story(place: Place, key: string): HTMLElement {
  const grant = place.site.grant(key);
  const lines = grant ? place.site.story(grant) : [];
  if (lines.length === 0) return nothing("The audit log tells nothing of it yet.");
  return el(
    "ol",
    { class: "story" },
    lines.map(({ type, at, note }) =>
      el(
        "li",
        {},
        el("b", {}, EVENT_WORDS[type] ?? type),
        note !== undefined && el("bdi", { class: "note" }, note),
        el("span", { class: "when" }, moment(at, exact(at)), ", ", sinceThen(place, at)),
      ),
    ),
  );
}
