/** Opening a pull request: what it must name, what it starts with. */
import { invalid } from "./http/refusals.ts";
import { pullEvent } from "./pull-events.ts";
import { filesOf, testMerge } from "./pull-git.ts";
import { codeownersAt, ownersOf } from "./rules/codeowners.ts";
import { type Account, hasRole, isPull, type PullRequest, type Repo } from "./state.ts";
import { type Opening, openThread } from "./thread-opening.ts";
import type { World } from "./world.ts";

export interface OpenWish extends Opening {
  /** `branch`, or `owner:branch` of a fork. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
}

/** @throws 422 as GitHub: an unknown branch, nothing to merge, or one like it open already */
export async function openPull(world: World, repo: Repo, wish: OpenWish): Promise<PullRequest> {
  const resource = "PullRequest";
  const [first = "", rest] = wish.head.split(":");
  const headRef = rest ?? first;
  const owner = rest === undefined ? repo.owner : world.state.account(first);
  const headRepo = headRepoOf(world, repo, owner);
  const headSha = await headRepo?.git.ref(`refs/heads/${headRef}`);
  const baseSha = await repo.git.ref(`refs/heads/${wish.base}`);
  if (!baseSha) throw invalid({ resource, field: "base", code: "invalid" });
  if (!headRepo || !headSha || !owner) throw invalid({ resource, field: "head", code: "invalid" });
  if (headRepo !== repo) await repo.git.git(["fetch", "--quiet", headRepo.git.dir, headSha]);
  const same = [...repo.issues.values()].find(
    (issue) =>
      isPull(issue) &&
      issue.state === "open" &&
      issue.pull.head.repo === headRepo &&
      issue.pull.head.ref === headRef &&
      issue.pull.base.ref === wish.base,
  );
  if (same) {
    throw invalid({
      resource,
      code: "custom",
      message: `A pull request already exists for ${owner.login}:${headRef}.`,
    });
  }
  if ((await repo.git.log(["-n", "1", `${baseSha}..${headSha}`])).length === 0) {
    throw invalid({ resource, code: "custom", message: `No commits between ${wish.base} and ${headRef}` });
  }
  const issue = openThread(world, repo, wish, {
    pull: {
      head: { ref: headRef, sha: headSha, repo: headRepo, owner },
      base: { ref: wish.base, sha: baseSha },
      draft: wish.draft,
      mergedAt: undefined,
      mergedBy: undefined,
      mergeCommitSha: undefined,
      requestedReviewers: [],
      requestedTeams: [],
      reviews: [],
      reviewComments: [],
      happenings: [],
      autoMerge: undefined,
      maintainerCanModify: wish.maintainerCanModify,
      test: undefined,
      lastPusher: wish.actor.account,
    },
  });
  await repo.git.updateRef(`refs/pull/${issue.number}/head`, headSha);
  await testMerge(world, repo, issue);
  if (!wish.draft) await requestOwners(world, repo, issue);
  await pullEvent(world, repo, issue, wish.actor, "opened");
  return issue;
}

function headRepoOf(world: World, repo: Repo, owner: Account | undefined): Repo | undefined {
  if (owner === repo.owner) return repo;
  return world.state.repos.find((other) => other.parent === repo && other.owner === owner);
}

/** Code owners of the changed files are asked for a review, except the author. */
export async function requestOwners(world: World, repo: Repo, issue: PullRequest): Promise<void> {
  const file = await codeownersAt(repo.git, issue.pull.base.sha);
  if (!file) return;
  const owners = new Set((await filesOf(repo, issue)).flatMap((change) => ownersOf(file.text, change.path)));
  for (const owner of owners) {
    const [name = "", slug] = owner.replace(/^@/, "").split("/");
    const team = slug === undefined ? undefined : world.state.team(name, slug);
    if (team && !issue.pull.requestedTeams.includes(team)) issue.pull.requestedTeams.push(team);
    const account = slug === undefined ? world.state.account(name) : undefined;
    if (!account || account === issue.user || issue.pull.requestedReviewers.includes(account)) continue;
    if (hasRole(world.state.roleOf(account, repo), "write")) issue.pull.requestedReviewers.push(account);
  }
}
