import type { Window } from "../model.ts";
import type { Instant } from "../units.ts";

/**
 * Counts how many windows there are at a time, as they are added, and tells the most there are anywhere within
 * another window: a segment tree over the moments at which the count can change. O(log n) each.
 */
export class PeakCount {
  readonly #moments: readonly Instant[];
  readonly #places: ReadonlyMap<Instant, number>;
  readonly #most: Int32Array;
  readonly #whole: Int32Array;

  /** @param windows every window that will be added or asked about */
  constructor(windows: readonly Window[]) {
    this.#moments = [...new Set(windows.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b);
    this.#places = new Map(this.#moments.map((moment, place) => [moment, place]));
    this.#most = new Int32Array(4 * this.#moments.length);
    this.#whole = new Int32Array(4 * this.#moments.length);
  }

  add(window: Window): void {
    const [from, to] = this.#range(window);
    if (from < to) this.#add(1, 0, this.#moments.length, from, to);
  }

  /** The most windows at one moment of this one; 0 for an empty window. */
  peak(window: Window): number {
    const [from, to] = this.#range(window);
    return from < to ? this.#peak(1, 0, this.#moments.length, from, to) : 0;
  }

  #range({ begin, end }: Window): [number, number] {
    return [this.#places.get(begin) ?? 0, this.#places.get(end) ?? 0];
  }

  #add(node: number, low: number, high: number, from: number, to: number): void {
    if (to <= low || high <= from) return;
    if (from <= low && high <= to) {
      this.#whole[node] = (this.#whole[node] ?? 0) + 1;
      this.#most[node] = (this.#most[node] ?? 0) + 1;
      return;
    }
    const middle = (low + high) >>> 1;
    this.#add(2 * node, low, middle, from, to);
    this.#add(2 * node + 1, middle, high, from, to);
    const below = Math.max(this.#most[2 * node] ?? 0, this.#most[2 * node + 1] ?? 0);
    this.#most[node] = below + (this.#whole[node] ?? 0);
  }

  #peak(node: number, low: number, high: number, from: number, to: number): number {
    if (to <= low || high <= from) return 0;
    if (from <= low && high <= to) return this.#most[node] ?? 0;
    const middle = (low + high) >>> 1;
    const left = this.#peak(2 * node, low, middle, from, to);
    const right = this.#peak(2 * node + 1, middle, high, from, to);
    const below = Math.max(left, right);
    return below + (this.#whole[node] ?? 0);
  }
}
