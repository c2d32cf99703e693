/** The primary rate limit, by token and hour; facts from GitHub's "Rate limits for the REST API". */
import type { Actor } from "./access.ts";

/** Requests an hour. */
const limits = { anonymous: 60, user: 5000, app: 5000, jwt: 5000, job: 1000 } as const;
const hourInSeconds = 3600;

export interface Rate {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Unix time in seconds. */
  readonly reset: number;
}

export class RateLimits {
  readonly #used = new Map<string, { used: number; reset: number }>();
  /** Hold clients to the secondary limits of content: so many creations a minute and an hour. Off unless set. */
  secondary: { perMinute: number; perHour: number } | undefined;
  readonly #creations = new Map<string, number[]>();
  /** Overrides of the limit, by kind of caller, for tests. */
  readonly overrides: Partial<Record<Actor["kind"], number>> = {};

  look(actor: Actor, now: Date): Rate {
    const key = actor.token?.value ?? "";
    const seconds = Math.floor(now.getTime() / 1000);
    let window = this.#used.get(key);
    if (!window || window.reset <= seconds) {
      window = { used: 0, reset: seconds + hourInSeconds };
      this.#used.set(key, window);
    }
    // Requests without a token are counted, but the limit of 60 is not held up: tests are many.
    const limit =
      this.overrides[actor.kind] ?? (actor.kind === "anonymous" ? limits.user : limits[actor.kind]);
    return { limit, used: window.used, remaining: Math.max(limit - window.used, 0), reset: window.reset };
  }

  /** Counts a request. @returns whether it is still within the limit */
  spend(actor: Actor, now: Date): boolean {
    const { remaining } = this.look(actor, now);
    const window = this.#used.get(actor.token?.value ?? "");
    if (window && remaining > 0) window.used += 1;
    return remaining > 0;
  }

  /** Gives a request back: what was not modified costs nothing. */
  refund(actor: Actor): void {
    const window = this.#used.get(actor.token?.value ?? "");
    if (window && window.used > 0) window.used -= 1;
  }

  /** Counts something created. @returns seconds to wait where it was too much, else 0 */
  create(actor: Actor, now: Date): number {
    if (!this.secondary) return 0;
    const key = actor.token?.value ?? "";
    const at = now.getTime() / 1000;
    const times = (this.#creations.get(key) ?? []).filter((time) => time > at - hourInSeconds);
    this.#creations.set(key, times);
    const lastMinute = times.filter((time) => time > at - 60);
    if (lastMinute.length >= this.secondary.perMinute) return Math.ceil((lastMinute[0] ?? at) + 60 - at) || 1;
    if (times.length >= this.secondary.perHour) return Math.ceil((times[0] ?? at) + hourInSeconds - at) || 1;
    times.push(at);
    return 0;
  }

  headers(rate: Rate): Record<string, string> {
    return {
      "x-ratelimit-limit": String(rate.limit),
      "x-ratelimit-remaining": String(rate.remaining),
      "x-ratelimit-used": String(rate.used),
      "x-ratelimit-reset": String(rate.reset),
      "x-ratelimit-resource": "core",
    };
  }
}
