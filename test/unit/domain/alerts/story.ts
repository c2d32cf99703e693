/** A log in a few words, and what would be alerted on. Hours are of the first of June 2026 unless they say `+2d`. */
import { alertsDue } from "../../../../src/domain/alerts/due.ts";
import type { AlertFacts } from "../../../../src/domain/alerts/facts.ts";
import { historyOf, type ToldEvent } from "../../../../src/domain/audit/history.ts";
import { type GrantKey, keyOf } from "../../../../src/domain/key.ts";
import { formatInstant, type Instant, parseInstant, plus, seconds } from "../../../../src/domain/units.ts";
import { world } from "../../../support/world.ts";

const DAY = 86_400;

/** `10:00` of the first day, `10:00+2d`, `10:00-30d`. */
export function at(text: string): Instant {
  const [, time = "", days = "0"] = /^(\d\d:\d\d)(?:([+-]\d+)d)?$/.exec(text) ?? [];
  const moment = parseInstant(`2026-06-01T${time}:00Z`);
  if (moment === undefined) throw new Error(`${text} is no time`);
  return plus(moment, seconds(Number(days) * DAY));
}

interface Had {
  readonly ended?: string;
  /** When the end was proved, where later. */
  readonly proved?: string;
  readonly break_glass?: boolean;
  readonly role?: string;
}

export class Story {
  readonly #events: ToldEvent[] = [];
  #made = 0;

  /** Somebody was given a role, from when to when. */
  had(user: string, from: string, to: string, { ended, proved, break_glass, role = "db-read" }: Had = {}) {
    this.#made += 1;
    const key = keyOf(role, `g${this.#made}`, String(this.#made).padStart(40, "0"));
    const data = {
      role,
      user,
      reason: "r",
      begin: formatInstant(at(from)),
      end: formatInstant(at(to)),
      issued_at: formatInstant(at(from)),
      pull_request: this.#made,
      approvers: [],
      ...(break_glass ? { break_glass: true } : {}),
    };
    this.happened("leasehold.grant.issued", key, from, data);
    if (break_glass) this.happened("leasehold.breakglass.used", key, from, data);
    if (ended !== undefined) {
      const ended_at = formatInstant(at(ended));
      this.happened("leasehold.grant.ended", key, proved ?? ended, { ended_at, ended_by: "expired" });
    }
    return key;
  }

  happened(type: string, subject: string, when: string, data: Readonly<Record<string, unknown>> = {}): this {
    this.#events.push({ type, subject, time: at(when), data });
    return this;
  }

  /** What is due at a moment: `expiring db-read.g1`, and each event as it would be written. */
  due(now: string, more: Partial<AlertFacts> = {}) {
    const events = alertsDue({
      now: at(now),
      settings: {
        expiring_before: seconds(1_800),
        overdue_after: seconds(DAY),
        live_longer_than: seconds(7 * DAY),
        schedule_late_after: seconds(6 * 3_600),
        sinks: [],
      },
      roles: world().role("oncall", { break_glass: { max: "30m" } }).policies.roles,
      grants: [...historyOf(this.#events).values()],
      events: this.#events,
      pulls: [],
      reviews: new Map(),
      ...more,
    });
    const words = events.map(({ type, subject, data }) => {
      const what = "what" in data ? ` (${data.what})` : "";
      return `${type.replace(/^leasehold\.(grant\.)?/, "")} ${subject.replace(/\.[0-9a-f]{12}$/, "")}${what}`;
    });
    return { events, words };
  }
}

export const pull = (number: number, ...grants: readonly GrantKey[]) => ({ number, grants });
