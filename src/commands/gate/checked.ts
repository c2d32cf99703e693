import type { ChangeReport } from "../../domain/change/change-report.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Login } from "../../domain/login.ts";
import type { Instant } from "../../domain/units.ts";

export interface CheckOptions {
  /** What the change is to be merged into; absent: the whole working tree is judged. */
  readonly base?: string;
  /** The change; absent: HEAD. */
  readonly head?: string;
  /** When added grants would land; the moment everything is judged for. */
  readonly at: Instant;
  /** Who opens the pull request; absent: each grant's user. */
  readonly author?: Login;
  /** Tell also what the pull request's comment needs: paths gained beyond those held, the effect of policies. */
  readonly story?: boolean;
}

/** What judging a tree or a change gives: all but the result, which `check` makes of it. */
export type Checked = Omit<ChangeReport, "result"> & { readonly findings: readonly Finding[] };
