import type { GitHubTokenFacts } from "../../domain/doctor/github-facts.ts";

/** Source: GitHub's "About authentication", token prefixes. `ghs_` is an installation's: a job's or an App's. */
const KINDS: readonly (readonly [RegExp, GitHubTokenFacts["kind"]])[] = [
  [/^(ghp|gho|ghu)_|^github_pat_/, "person"],
  [/^ghs_/, "installation"],
];

export const kindOfToken = (token: string): GitHubTokenFacts["kind"] =>
  KINDS.find(([form]) => form.test(token))?.[1] ?? "unknown";
