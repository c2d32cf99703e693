/** What became of a button, kept for the page that comes after it: never in the address, where anybody could say it. */
import { randomBytes } from "node:crypto";
import type { Said } from "./stage.ts";

/** Milliseconds for which it is shown; the page may reload itself meanwhile. */
const SHOWN_FOR = 15_000;

export class Sayings {
  readonly #kept = new Map<string, { readonly said: Said; readonly until: number }>();

  keep(said: Said): string {
    for (const [id, { until }] of this.#kept) if (until < Date.now()) this.#kept.delete(id);
    const id = randomBytes(6).toString("base64url");
    this.#kept.set(id, { said, until: Date.now() + SHOWN_FOR });
    return id;
  }

  heard(id: string): Said | undefined {
    const kept = this.#kept.get(id);
    return kept && kept.until > Date.now() ? kept.said : undefined;
  }
}
