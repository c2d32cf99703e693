import { el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import {
  grantItem,
  heading,
  liveNow,
  nothing,
  type Place,
  personLink,
  plural,
  roleLink,
  sinceThen,
  type View,
} from "../parts.ts";
import { hashOf } from "../route.ts";
import { type GrantRow, type Mark, stateAt } from "../site.ts";
import { clockNow, say } from "../ticker.ts";
import { countdown } from "../time.ts";

const MONTH = 30 * 86_400;

/** The first view: how it stands, exceptions before all else, then who has what, what ends next on top. */
export function nowView(place: Place): View {
  const { site } = place;
  const live = liveNow(site.grants);
  const waiting = site.grants.filter((grant) => stateAt(grant, clockNow()) === "pending");
  return {
    title: "Now",
    tab: "",
    body: [
      headline(place, live),
      exceptions(place),
      needsALook(place),
      heading("Has access now", live.length),
      live.length === 0
        ? nothing("Nobody. What somebody had has ended.")
        : growingList(live, (grant) => grantItem(place, grant), "Live grants, what ends next first"),
      waiting.length > 0 && [
        heading("Waiting", waiting.length),
        growingList(waiting, (grant) => grantItem(place, grant), "Grants that wait"),
      ],
    ],
  };
}

function headline(place: Place, live: readonly GrantRow[]): HTMLElement {
  const title = el("h1", { tabindex: "-1" });
  const next = el("p", { class: "next" });
  const soonest = el("span", { class: "left" });
  const first = live[0];
  if (first)
    next.append("Next to end: ", personLink(first.user), " on ", roleLink(first.role), ", in ", soonest);
  place.ticker.add((now) => {
    const still = live.filter(({ end }) => end > now);
    const people = new Set(still.map(({ user }) => user.toLowerCase())).size;
    say(
      title,
      still.length === 0
        ? "Nobody has access."
        : `${plural(people, "person has", "people have")} access, by ${plural(still.length, "grant")}.`,
    );
    if (!first) return;
    next.hidden = first.end <= now;
    say(soonest, countdown(first.end - now));
  });
  return el("header", { class: "headline" }, title, next);
}

const TILES: readonly (readonly [mark: Mark, words: string])[] = [
  ["break-glass", "Break-glass"],
  ["extended", "Extended"],
  ["refused", "Refused"],
  ["unrecorded", "Unrecorded"],
  ["overdue", "Overdue"],
];

/** What is out of the usual, counted over 30 days: also where there is none, as that is an answer too. */
function exceptions({ site }: Place): HTMLElement {
  const since = site.data.now - MONTH;
  const recent = site.grants.filter((grant) => grant.end > since);
  const orphans = site.data.attention.filter(
    ({ kind, key }) => kind === "unrecorded" && !site.grant(key ?? ""),
  ).length;
  const tiles = TILES.map(([mark, words]) => {
    const marks: readonly Mark[] = mark === "unrecorded" ? ["unrecorded", "unproved"] : [mark];
    const grants = recent.filter((grant) => marks.some((one) => grant.marks.includes(one))).length;
    const count = grants + (mark === "unrecorded" ? orphans : 0);
    return el(
      "li",
      {},
      el(
        "a",
        { class: `tile tile-${mark}${count === 0 ? " none" : ""}`, href: hashOf("grants", "", { mark }) },
        el("b", {}, count.toLocaleString("en")),
        el("span", {}, words),
      ),
    );
  });
  return el(
    "section",
    { "aria-label": "Exceptions of the last 30 days" },
    el("h2", {}, "Exceptions", el("span", { class: "beside" }, "last 30 days")),
    el("ul", { class: "tiles" }, tiles),
  );
}

const KIND_WORDS = {
  mismatch: "Mismatch",
  unrecorded: "Unrecorded",
  unproved: "End not proved",
  unreviewed: "Not reviewed",
  "break-glass": "Break-glass",
  "rotation-missed": "Rotation missed",
  "rotation-failed": "Rotation failed",
  "schedule-late": "Schedule late",
  overdue: "Overdue",
  refused: "Refused",
  lingering: "Held for long",
  unusual: "Unusual",
} as const;

function needsALook(place: Place): HTMLElement {
  const { attention } = place.site.data;
  return el(
    "section",
    {},
    heading("Needs a look", attention.length),
    attention.length === 0
      ? nothing("Nothing. Every end is proved, every rotation on time.")
      : growingList(
          attention,
          (item) =>
            el(
              "li",
              { class: `alarm ${item.severity}` },
              el("span", { class: "kind" }, KIND_WORDS[item.kind]),
              el(
                "a",
                {
                  class: "what",
                  href: item.rotation
                    ? hashOf("rotations")
                    : item.key
                      ? hashOf("grant", item.key)
                      : hashOf(""),
                },
                el("bdi", {}, item.message),
              ),
              el("span", { class: "when" }, sinceThen(place, item.at)),
            ),
          "What needs a look",
        ),
  );
}
