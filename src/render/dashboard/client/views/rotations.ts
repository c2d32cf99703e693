import { el } from "../dom.ts";
import { growingList } from "../growing-list.ts";
import { heading, moment, nothing, type Place, sinceThen, type View } from "../parts.ts";
import { say } from "../ticker.ts";
import { exact, span } from "../time.ts";

const STATE_WORDS = { fresh: "On time", owed: "Owed", missed: "Missed", unknown: "Unknown" } as const;

/** Health of every rotation, and what happened to it. */
export function rotationsView(place: Place): View {
  const { rotations } = place.site.data;
  const history = rotations
    .flatMap(({ name, history }) => history.map((one) => ({ name, ...one })))
    .sort((a, b) => b.at - a.at);
  return {
    title: "Rotations",
    tab: "rotations",
    body: [
      el("h1", { tabindex: "-1" }, "Rotations"),
      rotations.length === 0
        ? nothing("No rotation is declared in policies/rotations/.")
        : el(
            "ul",
            { class: "cards" },
            rotations.map((rotation) => card(place, rotation)),
          ),
      heading("History", history.length),
      el(
        "p",
        { class: "found" },
        el("a", { href: "rotations.csv", download: "rotations.csv" }, "rotations.csv"),
        " has the same as a table.",
      ),
      history.length === 0
        ? nothing("Nothing has been rotated yet.")
        : growingList(
            history,
            ({ name, at, what, why, message }) =>
              el(
                "li",
                { class: `entry ${what}` },
                el(
                  "div",
                  { class: "cells" },
                  el("b", {}, name),
                  el("span", { class: "about" }, el("bdi", {}, message || why)),
                ),
                el(
                  "span",
                  { class: "numbers" },
                  el("span", { class: `dot ${what}` }, what),
                  moment(at, exact(at)),
                ),
              ),
            "History of rotations",
          ),
    ],
  };
}

type Rotation = Place["site"]["data"]["rotations"][number];

function card(place: Place, rotation: Rotation): HTMLElement {
  const { name, description, kind, every, state, last, next, late_by, owed_since, failed } = rotation;
  const due = el("dd");
  if (next !== undefined)
    place.ticker.add((now) => say(due, next > now ? `in ${span(next - now)}` : `since ${span(now - next)}`));
  return el(
    "li",
    { class: `card ${state}` },
    el("h2", {}, name, el("span", { class: `dot ${state}` }, STATE_WORDS[state])),
    el("p", { class: "about" }, el("bdi", {}, description)),
    el(
      "dl",
      {},
      el(
        "div",
        {},
        el("dt", {}, "Last"),
        el("dd", {}, last === undefined ? "nobody knows" : sinceThen(place, last)),
      ),
      el("div", {}, el("dt", {}, "Every"), el("dd", {}, every === undefined ? "after grants" : span(every))),
      next !== undefined && el("div", {}, el("dt", {}, "Due"), due),
      late_by !== undefined &&
        el("div", { class: "bad" }, el("dt", {}, "Late by"), el("dd", {}, span(late_by))),
      owed_since !== undefined &&
        el("div", {}, el("dt", {}, "Owed"), el("dd", {}, "since ", sinceThen(place, owed_since))),
      el("div", {}, el("dt", {}, "Kind"), el("dd", {}, kind)),
    ),
    failed && el("p", { class: "bad" }, el("bdi", {}, failed.message)),
  );
}
