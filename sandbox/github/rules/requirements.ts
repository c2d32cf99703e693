/** What a branch asks for: its protection and the active rulesets that name it, the stricter of both. */
import type { Protection, Repo, Ruleset } from "../state.ts";

export interface Requirements {
  /** Approvals; `undefined` where changes need no pull request. */
  reviews:
    | { count: number; codeOwners: boolean; dismissStale: boolean; lastPushApproval: boolean }
    | undefined;
  checks: { strict: boolean; contexts: string[] } | undefined;
  linearHistory: boolean;
  signatures: boolean;
  forcePushes: boolean;
  deletions: boolean;
  lock: boolean;
  conversationResolution: boolean;
  mergeQueue: boolean;
  /** Merge methods rulesets leave; `undefined`: whatever the repository allows. */
  methods: string[] | undefined;
}

/** `fnmatch` with pathnames, and the two names rulesets have for branches. */
function names(pattern: string, ref: string, repo: Repo): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return ref === `refs/heads/${repo.defaultBranch}`;
  return globMatches(pattern, ref);
}

export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith("**")) return ".*";
      if (part === "*") return "[^/]*";
      return part === "?" ? "[^/]" : part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`).test(text);
}

/** Active rulesets over a branch. */
export function rulesetsOf(repo: Repo, branch: string): Ruleset[] {
  const ref = `refs/heads/${branch}`;
  return [...repo.rulesets.values()].filter(
    (ruleset) =>
      ruleset.target === "branch" &&
      ruleset.enforcement === "active" &&
      ruleset.include.some((pattern) => names(pattern, ref, repo)) &&
      !ruleset.exclude.some((pattern) => names(pattern, ref, repo)),
  );
}

/** The protection of a branch: of its own name first, else of the first pattern that matches. */
export function protectionOf(repo: Repo, branch: string): Protection | undefined {
  return (
    repo.protections.get(branch) ??
    [...repo.protections].find(([pattern]) => pattern.includes("*") && globMatches(pattern, branch))?.[1]
  );
}

/**
 * @param bypass whether an administrator asks whom the protection exempts (`enforce_admins` off)
 */
export function requirementsOf(repo: Repo, branch: string, bypass = false): Requirements {
  const protection = protectionOf(repo, branch);
  const own = protection && !(bypass && !protection.enforceAdmins) ? protection : undefined;
  const needed: Requirements = {
    reviews: own?.reviews && { ...own.reviews },
    checks: own?.checks && { strict: own.checks.strict, contexts: [...own.checks.contexts] },
    linearHistory: own?.linearHistory ?? false,
    signatures: own?.signatures ?? false,
    // A protected branch refuses both unless it says otherwise.
    forcePushes: protection?.forcePushes ?? true,
    deletions: protection?.deletions ?? branch !== repo.defaultBranch,
    lock: own?.lockBranch ?? false,
    conversationResolution: own?.conversationResolution ?? false,
    mergeQueue: repo.settings.mergeQueue && branch === repo.defaultBranch,
    methods: undefined,
  };
  for (const ruleset of rulesetsOf(repo, branch)) {
    const exempt = bypass && ruleset.bypassActors.some((actor) => actor.actor_type === "RepositoryRole");
    if (!exempt) for (const rule of ruleset.rules) tighten(needed, rule);
  }
  return needed;
}

function tighten(needed: Requirements, { type, parameters = {} }: Ruleset["rules"][number]): void {
  if (type === "non_fast_forward") needed.forcePushes = false;
  if (type === "deletion") needed.deletions = false;
  if (type === "required_linear_history") needed.linearHistory = true;
  if (type === "required_signatures") needed.signatures = true;
  if (type === "merge_queue") needed.mergeQueue = true;
  if (type === "update") needed.lock = true;
  if (type === "pull_request") {
    const before = needed.reviews;
    needed.reviews = {
      count: Math.max(before?.count ?? 0, Number(parameters.required_approving_review_count ?? 0)),
      codeOwners: (before?.codeOwners ?? false) || parameters.require_code_owner_review === true,
      dismissStale: (before?.dismissStale ?? false) || parameters.dismiss_stale_reviews_on_push === true,
      lastPushApproval: (before?.lastPushApproval ?? false) || parameters.require_last_push_approval === true,
    };
    if (parameters.required_review_thread_resolution === true) needed.conversationResolution = true;
    if (Array.isArray(parameters.allowed_merge_methods)) {
      needed.methods = parameters.allowed_merge_methods as string[];
    }
  }
  if (type === "required_status_checks") {
    const contexts = (parameters.required_status_checks as { context: string }[] | undefined) ?? [];
    needed.checks = {
      strict: (needed.checks?.strict ?? false) || parameters.strict_required_status_checks_policy === true,
      contexts: [...(needed.checks?.contexts ?? []), ...contexts.map(({ context }) => context)],
    };
  }
}
