/** Why a pull request cannot be merged now, in GitHub's words. */
import { hasRole, type PullRequest, type Repo } from "../state.ts";
import type { World } from "../world.ts";
import { outcomes } from "./checks.ts";
import { codeownersAt, isOwner, ownersOf } from "./codeowners.ts";
import { lastOpinions } from "./opinions.ts";
import { type Requirements, requirementsOf } from "./requirements.ts";

export interface Blocker {
  readonly message: string;
  /** `mergeable_state` of a pull request that only this holds up. */
  readonly state: "blocked" | "behind";
}

/**
 * @param bypass an administrator asks, whom `enforce_admins: false` exempts
 * @param files paths the pull request changes, for code owners
 */
export async function blockers(
  world: World,
  repo: Repo,
  issue: PullRequest,
  bypass: boolean,
  files: () => Promise<readonly string[]>,
): Promise<Blocker[]> {
  const needed = requirementsOf(repo, issue.pull.base.ref, bypass);
  const reasons = [
    ...reviewsMissing(world, repo, issue, needed),
    ...(await codeOwnersMissing(world, repo, issue, needed, files)),
    ...checksMissing(repo, issue, needed),
  ].map((message): Blocker => ({ message, state: "blocked" }));
  if (needed.signatures && !(await allSigned(repo, issue))) {
    reasons.push({ message: "Commits must have verified signatures.", state: "blocked" });
  }
  if (needed.checks?.strict) {
    const base = await repo.git.resolve(`refs/heads/${issue.pull.base.ref}`);
    if (base && !(await repo.git.isAncestor(base, issue.pull.head.sha))) {
      reasons.push({ message: "The head branch is not up to date with the base branch.", state: "behind" });
    }
  }
  return reasons;
}

function reviewsMissing(world: World, repo: Repo, issue: PullRequest, { reviews }: Requirements): string[] {
  if (!reviews) return [];
  // Bots review with a token that may write: that is why there is a setting against it.
  const counting = [...lastOpinions(issue)].filter(
    ([account]) => account.type === "Bot" || hasRole(world.state.roleOf(account, repo), "write"),
  );
  const missing: string[] = [];
  if (counting.some(([, review]) => review.state === "CHANGES_REQUESTED")) {
    missing.push("Changes have been requested.");
  }
  const approvers = counting.filter(([, review]) => review.state === "APPROVED").map(([account]) => account);
  if (approvers.length < reviews.count) {
    const noun = reviews.count === 1 ? "review is" : "reviews are";
    missing.push(`At least ${reviews.count} approving ${noun} required by reviewers with write access.`);
  }
  if (reviews.lastPushApproval && !approvers.some((account) => account !== issue.pull.lastPusher)) {
    missing.push("New changes require approval from someone other than the last pusher.");
  }
  return missing;
}

async function codeOwnersMissing(
  world: World,
  repo: Repo,
  issue: PullRequest,
  { reviews }: Requirements,
  files: () => Promise<readonly string[]>,
): Promise<string[]> {
  if (!reviews?.codeOwners) return [];
  const base = await repo.git.resolve(`refs/heads/${issue.pull.base.ref}`);
  const owners = base && (await codeownersAt(repo.git, base));
  if (!owners) return [];
  const approvers = [...lastOpinions(issue)].filter(([, review]) => review.state === "APPROVED");
  const waiting = new Set<string>();
  for (const path of await files()) {
    const own = ownersOf(owners.text, path);
    if (own.length === 0) continue;
    const satisfied = approvers.some(([account]) => isOwner(world.state, repo, account.login, own));
    if (!satisfied) waiting.add(own.map((owner) => owner.replace(/^@/, "")).join(" and/or "));
  }
  return [...waiting].map((who) => `Waiting on code owner review from ${who}.`);
}

function checksMissing(repo: Repo, issue: PullRequest, { checks }: Requirements): string[] {
  if (!checks) return [];
  const found = outcomes(repo, issue.pull.head.sha);
  return checks.contexts.flatMap((context) => {
    const outcome = found.get(context);
    if (outcome === "success") return [];
    if (outcome === undefined) return [`Required status check "${context}" is expected.`];
    return [`Required status check "${context}" is ${outcome === "pending" ? "pending" : "failing"}.`];
  });
}

async function allSigned(repo: Repo, issue: PullRequest): Promise<boolean> {
  const shas = await repo.git.log([`${issue.pull.base.sha}..${issue.pull.head.sha}`]);
  return shas.every((sha) => repo.verified.has(sha));
}
