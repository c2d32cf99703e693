import type { Instant } from "../domain/units.ts";

/** An event of the audit log, to be told to people. Its `data` is outside input: nothing in it is believed to be safe. */
export interface ToldAlert {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What an alert says, whatever it is shown by; no text in it is escaped yet. */
export interface AlertWords {
  /** One glance: `dana took orders-db-oncall WITHOUT APPROVAL`. */
  readonly title: string;
  /** 🔴 somebody must act, 🟡 somebody should look, 🟢 for the books. */
  readonly sign: "🔴" | "🟡" | "🟢";
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Words of a person, or of Vault: shown apart, as they stand. */
  readonly quote?: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** What to type. */
  readonly commands: readonly string[];
}
