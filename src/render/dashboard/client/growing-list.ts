import { el } from "./dom.ts";

const STEP = 20;

/**
 * A list that makes only as many of its rows as somebody has scrolled to: ten thousand grants cost what forty do. The
 * button does the same for those who do not scroll.
 */
export function growingList<Item>(
  items: readonly Item[],
  row: (item: Item) => HTMLElement,
  label: string,
): HTMLElement {
  const list = el("ul", { class: "list", "aria-label": label });
  const more = el("button", { class: "more", type: "button" });
  const holder = el("div", { class: "growing" }, list, more);
  let shown = 0;
  const grow = (): void => {
    const part = document.createDocumentFragment();
    for (const item of items.slice(shown, shown + STEP)) part.append(row(item));
    shown = Math.min(items.length, shown + STEP);
    list.append(part);
    const left = items.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show more: ${left.toLocaleString("en")} left`;
  };
  grow();
  more.addEventListener("click", grow);
  if (shown < items.length) {
    const watch = new IntersectionObserver(
      (entries) => {
        // A busy page is told of several changes at once: only the newest still holds.
        if (!entries.at(-1)?.isIntersecting) return;
        grow();
        // Observed anew, as it tells of changes only: the button may be as near as before.
        watch.disconnect();
        if (shown < items.length) watch.observe(more);
      },
      { rootMargin: "600px" },
    );
    watch.observe(more);
  }
  return holder;
}
