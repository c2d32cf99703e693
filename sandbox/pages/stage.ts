/** What the pages show: a GitHub, and where there is more around it, that too. */
import type { Octokit } from "@octokit/rest";
import type { GitHubServer } from "../github/server.ts";
import type { Repo } from "../github/state.ts";
import type { Runner } from "../runner/runner.ts";
import type { DashboardView } from "./dashboard-view.ts";
import type { StatusView } from "./status-view.ts";

/** Somebody one can be in the sandbox. */
export interface Resident {
  readonly login: string;
  /** Who that is, in a few words. */
  readonly about: string;
  /** Their login at Vault, where there is one. */
  readonly vault?: { readonly password: string; readonly totpUrl: string };
  /** What makes a terminal theirs. */
  readonly shell?: string;
}

export interface Stage {
  readonly github: GitHubServer;
  /** `owner/name` of the one repository that the pages show. */
  readonly slug: string;
  readonly residents: readonly Resident[];
  readonly runner: Runner | undefined;
  /** Runs that buttons started: whoever stops the stage waits for them. */
  readonly atWork: Set<Promise<void>>;
  /** Branch of the audit log. */
  readonly auditBranch: string;
  /** `leasehold status`; absent where there is no command line to ask. */
  readonly status?: StatusView;
  /** Addresses and logins of the parts beside GitHub. */
  readonly parts: readonly { readonly name: string; readonly address: string; readonly login?: string }[];
  /** `leasehold report`; absent where there is no command line to ask. */
  readonly dashboard?: DashboardView;
  /** GitHub's API as a person: what the buttons do goes through it, under all its rules. */
  octokit(login: string): Octokit;
}

/** One look at a page. */
export interface View {
  readonly stage: Stage;
  readonly repo: Repo;
  /** Path of the repository's pages: `/acme/access`. */
  readonly base: string;
  readonly url: URL;
  /** Whom the looker was last. */
  readonly me: string;
  /** What became of what they just did. */
  readonly said: Said | undefined;
  readonly now: Date;
}

export interface Said {
  readonly went: "well" | "wrong";
  readonly text: string;
}

/** A page's own part. */
export interface Page {
  readonly title: string;
  readonly body: import("./html.ts").Html;
  /** The entry of the menu that is on. */
  readonly tab?: string;
  readonly status?: number;
  /** Seconds after which it is out of date by itself. */
  readonly freshFor?: number;
}
