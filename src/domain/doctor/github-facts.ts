import type { Fact } from "./check.ts";

/** Classic branch protection. */
export interface Protection {
  /** Absent: no pull request is needed. */
  readonly reviews?: {
    readonly count: number;
    readonly code_owners: boolean;
    readonly dismiss_stale: boolean;
    readonly last_push: boolean;
    /** Who may push or merge past them. */
    readonly bypass: readonly string[];
  };
  readonly enforce_admins: boolean;
  readonly force_pushes: boolean;
  readonly deletions: boolean;
}

/** An active rule of some ruleset over a branch. */
export interface Rule {
  /** `pull_request`, `non_fast_forward`, `deletion`, … */
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ruleset: number;
}

/** What guards one branch: its protection, and rulesets. Either is enough. */
export interface BranchGuard {
  readonly branch: string;
  /** Undefined value: the branch has no protection. */
  readonly protection: Fact<Protection | undefined>;
  readonly rules: Fact<readonly Rule[]>;
  /** By ruleset: who may bypass it. */
  readonly bypass: ReadonlyMap<number, Fact<readonly string[]>>;
}

export interface EnvironmentFacts {
  /** Names of the branches whose jobs may use it; absent: any branch. `protected`: every protected one. */
  readonly branches?: readonly string[] | "protected";
  /** People who must approve each job: the schedule would wait for them. */
  readonly reviewers: boolean;
}

export interface ActionsFacts {
  readonly may_open_pulls: boolean;
  readonly default_permissions: string;
}

export interface GitHubTokenFacts {
  /** What its first letters say. */
  readonly kind: "person" | "installation" | "unknown";
  /** Whose it is, for a person's. */
  readonly login?: string;
}

/** GitHub's side, gathered once. */
export interface GitHubFacts {
  readonly main: BranchGuard;
  readonly audit: BranchGuard;
  /** By name; undefined value: there is none. */
  readonly environments: ReadonlyMap<string, Fact<EnvironmentFacts | undefined>>;
  readonly actions: Fact<ActionsFacts>;
  readonly token: Fact<GitHubTokenFacts>;
  /** `false` where the subject's claims are customised. */
  readonly default_subject: Fact<boolean>;
  /** Whether the members of the policies' teams can be read; asked only with `github.teams: github`. */
  readonly teams: Fact<boolean>;
}
