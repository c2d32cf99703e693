import { el } from "./dom.ts";
import { hashOf } from "./route.ts";
import { type GrantRow, type Site, stateAt } from "./site.ts";
import { day, exact } from "./time.ts";

export const DAYS = 30;
const DAY = 86_400;
/** More than these at once lie over each other: that it was crowded is what shows. */
const LANES = 4;

/** The days a timeline shows: up to the end of the day the report was made on. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

export function axisOf(now: number): Axis {
  const to = Math.ceil(now / DAY) * DAY;
  return { from: to - DAYS * DAY, to };
}

const within = (grant: GrantRow, { from, to }: Axis, until: number): boolean =>
  grant.state !== "refused" && grant.begin < to && until > from;

export const shownOn = (site: Site, axis: Axis, grants: readonly GrantRow[]): GrantRow[] =>
  grants.filter((grant) => within(grant, axis, site.until(grant)));

/** The days of the axis, once for all strips below it. */
export function axisDays(axis: Axis): HTMLElement {
  const days = el("div", { class: "axis", "aria-hidden": "true" });
  for (let index = 0; index <= DAYS; index += 5) {
    const tick = el("span", {}, day(axis.from + index * DAY, axis.to));
    tick.style.insetInlineStart = `${(index / DAYS) * 100}%`;
    days.append(tick);
  }
  return days;
}

/** Grants of some days as bars. Read aloud it is a sentence: the list of the same grants says the rest. */
export function strip(site: Site, axis: Axis, grants: readonly GrantRow[], label: string): HTMLElement {
  const shown = shownOn(site, axis, grants).sort((a, b) => a.begin - b.begin);
  const box = el("div", { class: "strip", role: "img", "aria-label": `${label}: ${sentence(shown)}` });
  const length = axis.to - axis.from;
  const free: number[] = [];
  for (const grant of shown) {
    const [begin, end] = [Math.max(grant.begin, axis.from), Math.min(site.until(grant), axis.to)];
    const lane = Math.min(LANES - 1, laneFor(free, begin));
    free[lane] = Math.max(free[lane] ?? 0, end);
    const bar = el("i", {
      class: `mark ${grant.marks.includes("break-glass") ? "glass" : ""} ${stateAt(grant, site.data.now)}`,
      title: `${grant.user}: ${grant.role}\n${exact(grant.begin)}\nto ${exact(end)}`,
      "data-key": grant.key,
    });
    bar.style.insetInlineStart = `${((begin - axis.from) / length) * 100}%`;
    bar.style.inlineSize = `${((end - begin) / length) * 100}%`;
    bar.style.insetBlockStart = `${lane * 9 + 4}px`;
    box.append(bar);
  }
  // A picture for everybody, a short cut for a mouse: the list of the same grants is where keyboards and readers go.
  box.addEventListener("click", ({ target }) => {
    const key = target instanceof HTMLElement ? target.dataset.key : undefined;
    if (key !== undefined) location.hash = hashOf("grant", key);
  });
  box.style.blockSize = `${Math.max(1, Math.min(LANES, free.length)) * 9 + 6}px`;
  return box;
}

function laneFor(free: readonly number[], begin: number): number {
  const lane = free.findIndex((end) => end <= begin);
  return lane < 0 ? free.length : lane;
}

function sentence(grants: readonly GrantRow[]): string {
  if (grants.length === 0) return `no grants in ${DAYS} days`;
  const glass = grants.filter(({ marks }) => marks.includes("break-glass")).length;
  const count = grants.length === 1 ? "1 grant" : `${grants.length} grants`;
  return `${count} in ${DAYS} days${glass === 0 ? "" : `, ${glass} by break-glass`}`;
}
