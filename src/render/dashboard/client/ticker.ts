/** What changes with the clock, once a second, as long as it is on the page. */
export class Ticker {
  #updates: ((now: number) => void)[] = [];

  /** Shows it now and every second from now on. */
  add(update: (now: number) => void): void {
    update(clockNow());
    this.#updates.push(update);
  }

  /** A new view: the old one's clocks stop. */
  clear(): void {
    this.#updates = [];
  }

  start(): void {
    setInterval(() => {
      if (document.hidden) return;
      const now = clockNow();
      for (const update of this.#updates) update(now);
    }, 1_000);
  }
}

/** The reader's clock: the page has no other. */
export const clockNow = (): number => Math.floor(Date.now() / 1_000);

/** Changes a text only where it is another: most of them stay the same from second to second. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
