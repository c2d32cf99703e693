import type { Settings } from "../model.ts";
import { type Check, type Fact, fail, known, of, open, pass, unknown } from "./check.ts";
import type { BranchGuard, GitHubFacts, Protection, Rule } from "./github-facts.ts";

type GitHubCheck = (facts: GitHubFacts, settings: Settings) => Check | readonly Check[];

/** Whether the branch's protection or some ruleset gives something; unknown where what is known does not. */
function guarded(
  { protection, rules }: BranchGuard,
  byProtection: (protection: Protection) => boolean,
  byRule: (rule: Rule) => boolean,
): Fact<boolean> {
  if (rules.known && rules.value.some(byRule)) return known(true);
  if (protection.known && protection.value && byProtection(protection.value)) return known(true);
  if (!rules.known) return rules;
  return protection.known ? known(false) : protection;
}

const BRANCHES = "Settings, Branches (or Rules, Rulesets)";

/** A check that something guards a branch. */
function guard(
  id: string,
  branch: BranchGuard,
  words: { readonly setting: string; readonly holds: string; readonly lacks: string },
  byProtection: (protection: Protection) => boolean,
  byRule: (rule: Rule) => boolean,
): Check {
  const what = `${words.setting} on ${branch.branch}`;
  return of(id, what, guarded(branch, byProtection, byRule), (holds) =>
    holds
      ? pass(id, `${branch.branch}: ${words.holds}`)
      : fail(id, `${branch.branch}: ${words.lacks}`, `${BRANCHES}, ${branch.branch}: ${words.setting}.`),
  );
}

/** A `pull_request` rule with this parameter set. */
const asking =
  (parameter: string) =>
  ({ type, parameters }: Rule): boolean =>
    type === "pull_request" && parameters[parameter] === true;

const pullRequests: GitHubCheck = ({ main }) =>
  guard(
    "github.main.pull-requests",
    main,
    {
      setting: "Require a pull request before merging",
      holds: "changes come by pull request",
      lacks: "anybody who may write can push straight to it",
    },
    ({ reviews }) => reviews !== undefined,
    ({ type }) => type === "pull_request",
  );

const codeOwners: GitHubCheck = ({ main }) =>
  guard(
    "github.main.code-owners",
    main,
    {
      setting: "Require review from Code Owners",
      holds: "code owners review",
      lacks: "nobody of CODEOWNERS has to review: GitHub asks for no approver of the role",
    },
    ({ reviews }) => reviews?.code_owners === true,
    asking("require_code_owner_review"),
  );

const staleDismissal: GitHubCheck = ({ main }) =>
  guard(
    "github.main.stale-dismissal",
    main,
    {
      setting: "Dismiss stale pull request approvals when new commits are pushed",
      holds: "approvals of older commits are dismissed",
      lacks: "GitHub merges with approvals of older commits; apply then refuses what was merged",
    },
    ({ reviews }) => reviews?.dismiss_stale === true,
    asking("dismiss_stale_reviews_on_push"),
  );

const lastPush: GitHubCheck = ({ main }) =>
  guard(
    "github.main.last-push",
    main,
    {
      setting: "Require approval of the most recent reviewable push",
      holds: "the last push is approved by somebody else",
      lacks: "who pushed last may approve it for GitHub; apply then refuses what was merged",
    },
    ({ reviews }) => reviews?.last_push === true,
    asking("require_last_push_approval"),
  );

/** Force pushes and deletions: both take history away. */
function history(id: string, branch: BranchGuard): Check {
  const forced = guarded(
    branch,
    ({ force_pushes }) => !force_pushes,
    ({ type }) => type === "non_fast_forward",
  );
  const deleted = guarded(
    branch,
    ({ deletions }) => !deletions,
    ({ type }) => type === "deletion",
  );
  const what = `Block force pushes and Restrict deletions on ${branch.branch}`;
  const missing = [forced, deleted].find((fact) => !fact.known);
  const failed = [
    ...(forced.known && !forced.value ? ["be pushed over"] : []),
    ...(deleted.known && !deleted.value ? ["be deleted"] : []),
  ];
  if (failed.length > 0)
    return fail(id, `${branch.branch}: its history can ${failed.join(" and ")}`, `${BRANCHES}: ${what}.`);
  if (missing && !missing.known) return open(id, what, missing.missing);
  return pass(id, `${branch.branch}: no force pushes, no deletion`);
}

const mainHistory: GitHubCheck = ({ main }) => history("github.main.force-push", main);
const auditHistory: GitHubCheck = ({ audit }) => history("github.audit.force-push", audit);

/** Some guard asks for pull requests of everybody: administrators and those on lists too. */
const noBypass: GitHubCheck = ({ main }) => {
  const id = "github.main.bypass";
  const what = `Do not allow bypassing the above settings, on ${main.branch}`;
  const { protection, rules } = main;
  const passes: string[] = [];
  const missing: string[] = [];
  if (!protection.known) missing.push(protection.missing);
  else if (protection.value?.reviews) {
    const { enforce_admins, reviews } = protection.value;
    const who = [...(enforce_admins ? [] : ["administrators"]), ...reviews.bypass];
    if (who.length === 0) return pass(id, `${main.branch}: nobody may bypass its protection`);
    passes.push(...who);
  }
  if (!rules.known) missing.push(rules.missing);
  else {
    for (const { ruleset } of rules.value.filter(({ type }) => type === "pull_request")) {
      const who =
        main.bypass.get(ruleset) ?? unknown("GitHub shows who may bypass a ruleset to its administrators");
      if (!who.known) missing.push(who.missing);
      else if (who.value.length === 0)
        return pass(id, `${main.branch}: nobody may bypass ruleset ${ruleset}`);
      else passes.push(...who.value);
    }
  }
  const [first] = missing;
  if (first !== undefined) return open(id, what, first);
  const who =
    passes.length > 0
      ? `may be bypassed by ${[...new Set(passes)].join(", ")}`
      : "asks nobody for a pull request";
  return fail(id, `${main.branch}: ${who}`, `${BRANCHES}: ${what}.`);
};

const environments: GitHubCheck = ({ environments: found, main }, { github }) => {
  if (!github.environments) {
    const message =
      "no environments are used (github.environments: false): jobs are bound by branch and workflow file";
    return pass("github.environments", message);
  }
  return [...found].map(([name, fact]) => {
    const id = `github.environment.${name}`;
    const where = `Settings, Environments, ${name}`;
    return of(id, `environment ${name}, deployment branches`, fact, (environment) => {
      if (!environment)
        return fail(id, `there is no environment ${name}`, `${where}: create it, for ${main.branch} only.`);
      const { branches, reviewers } = environment;
      if (reviewers)
        return fail(id, `${name}: its jobs wait for a reviewer`, `${where}: no required reviewers.`);
      if (branches === "protected" || (branches?.length === 1 && branches[0] === main.branch))
        return pass(id, `${name}: ${branches === "protected" ? "protected branches" : main.branch} only`);
      const has = branches === undefined ? "every branch" : `${branches.join(", ") || "no branch"}`;
      return fail(
        id,
        `${name}: ${has} may use it`,
        `${where}: Selected branches and tags, ${main.branch} alone.`,
      );
    });
  });
};

const actionsPulls: GitHubCheck = ({ actions }) => {
  const id = "github.actions.pull-requests";
  const setting = "Allow GitHub Actions to create and approve pull requests";
  return of(id, setting, actions, ({ may_open_pulls }) =>
    may_open_pulls
      ? pass(id, "Actions may open revoke pull requests")
      : fail(
          id,
          "Actions may not open pull requests: revoke pull requests are not opened with GITHUB_TOKEN",
          `Settings, Actions, General, Workflow permissions: ${setting}; or give an App's token as github-token. An approval by Actions counts for nothing.`,
        ),
  );
};

const token: GitHubCheck = ({ token: fact }, { github }) => {
  const id = "github.token";
  return of(id, "kind of GITHUB_TOKEN", fact, ({ kind, login }) => {
    if (kind === "person") {
      const hint = "Fine at a desk. Jobs use their GITHUB_TOKEN or an App's, which end with the job.";
      return pass(id, `GITHUB_TOKEN is ${login ?? "a person"}'s own`, hint);
    }
    if (kind === "unknown")
      return open(id, "kind of GITHUB_TOKEN", "Its first letters are none that GitHub documents.");
    const lacks = "checks of revoke pull requests it opens wait until somebody approves their run";
    const message = "GITHUB_TOKEN is a job's or an App's: it ends with the job";
    return github.teams === "github"
      ? pass(id, message, "Organisation teams take an App's token with members: read.")
      : pass(id, message, `Of a plain job's token, ${lacks}; an App's does without.`);
  });
};

const teams: GitHubCheck = ({ teams: fact }, { github }) => {
  const id = "github.teams";
  if (github.teams !== "github") return [];
  return of(id, "members of the organisation's teams", fact, (readable) =>
    readable
      ? pass(id, "the organisation's teams can be read")
      : fail(
          id,
          "github.teams is github, and this token may not read the organisation's teams: nothing can be issued with it",
          "Give an App's token with members: read as github-token.",
        ),
  );
};

/** Nothing of ours is bound to the subject: its form changed once, and repositories may customise it. */
const subject: GitHubCheck = ({ default_subject }) => {
  const id = "github.oidc-subject";
  return of(id, "form of the OIDC subject", default_subject, (usual) =>
    pass(
      id,
      `the OIDC subject is ${usual ? "GitHub's default" : "customised"}; Vault binds repository_id, ref, job_workflow_ref and environment instead`,
    ),
  );
};

/** GitHub's side, one small function each. */
export const GITHUB_CHECKS: readonly GitHubCheck[] = [
  pullRequests,
  codeOwners,
  staleDismissal,
  lastPush,
  mainHistory,
  noBypass,
  auditHistory,
  environments,
  actionsPulls,
  token,
  teams,
  subject,
];
