import { list } from "../http/pagination.ts";
import { conflict, forbidden, invalid, notAllowed, unprocessable } from "../http/refusals.ts";
import { created, ok, operation, pullOf, type Registered } from "../http/router.ts";
import { mergePull } from "../merging.ts";
import { fullPull, isExempt } from "../pull-detail.ts";
import { pullEvent, senderOf } from "../pull-events.ts";
import { caps, commitsOf, filesOf, testMerge } from "../pull-git.ts";
import { openPull } from "../pull-opening.ts";
import { refMoved } from "../ref-updates.ts";
import { blockers } from "../rules/merge-rules.ts";
import { requirementsOf } from "../rules/requirements.ts";
import { showChange, showCommit } from "../show/commit.ts";
import { showPullSimple } from "../show/pull.ts";
import { isPull, type MergeMethod, type PullRequest, type Repo } from "../state.ts";

const read = { permission: "pull_requests", level: "read" } as const;
const write = { permission: "pull_requests", level: "write", role: "read" } as const;

/** Whoever wrote it may change it; others need triage. */
function mayEdit(
  call: { world: import("../world.ts").World; actor: import("../http/access.ts").Actor; repo: Repo },
  issue: PullRequest,
): boolean {
  const { actor, world, repo } = call;
  if (actor.kind !== "user" || actor.account === issue.user) return true;
  return (world.state.roleOf(actor.account, repo) ?? "read") !== "read";
}

export const pulls: readonly Registered[] = [
  operation("pulls/list", { need: read }, ({ input, world, repo, url, apiVersion }) => {
    const [headOwner, headRef] = (input.head ?? "").split(":");
    const found = [...repo.issues.values()]
      .filter(isPull)
      .filter((issue) => (input.state ?? "open") === "all" || issue.state === (input.state ?? "open"))
      .filter((issue) => input.base === undefined || issue.pull.base.ref === input.base)
      .filter(
        ({ pull: { head } }) =>
          headRef === undefined ||
          (head.ref === headRef && head.owner.login.toLowerCase() === headOwner?.toLowerCase()),
      );
    const sort = input.sort ?? "created";
    const descending = (input.direction ?? (sort === "created" ? "desc" : "asc")) === "desc";
    const key = (issue: PullRequest) =>
      sort === "updated"
        ? issue.updatedAt.getTime()
        : sort === "popularity"
          ? issue.comments.length
          : issue.number;
    found.sort((a, b) => (key(a) - key(b) || a.number - b.number) * (descending ? -1 : 1));
    return list({ input, url }, found, (issue) => showPullSimple(world, repo, issue, apiVersion));
  }),

  operation("pulls/create", { need: write }, async ({ input, world, repo, actor, apiVersion }) => {
    if (actor.kind === "job" && !repo.settings.actionsMayOpenPulls) {
      throw forbidden("GitHub Actions is not permitted to create or approve pull requests.");
    }
    if (input.title === undefined)
      throw invalid({ resource: "PullRequest", code: "missing_field", field: "title" });
    const issue = await openPull(world, repo, {
      actor,
      title: input.title,
      body: input.body ?? null,
      head: input.head,
      base: input.base,
      draft: input.draft ?? false,
      maintainerCanModify: input.maintainer_can_modify ?? false,
    });
    const body = await fullPull(world, repo, issue, apiVersion);
    return { ...created(body), headers: { location: world.repoApi(repo, `/pulls/${issue.number}`) } };
  }),

  operation("pulls/get", { need: read }, async ({ input, world, repo, media, apiVersion }) => {
    const issue = pullOf(repo, input.pull_number);
    if (media === "diff" || media === "patch") {
      const base = await repo.git.mergeBase(issue.pull.base.sha, issue.pull.head.sha);
      const text = await repo.git.diffText(base ?? issue.pull.base.sha, issue.pull.head.sha);
      return { status: 200, body: text, type: `application/vnd.github.${media}; charset=utf-8` };
    }
    return ok(await fullPull(world, repo, issue, apiVersion));
  }),

  operation("pulls/update", { need: write }, async (call) => {
    const { input, world, repo, actor, apiVersion } = call;
    const issue = pullOf(repo, input.pull_number);
    if (!mayEdit(call, issue)) throw forbidden("Must have push access to the repository");
    const changes: Record<string, { from: unknown }> = {};
    if (input.title !== undefined && input.title !== issue.title) {
      changes.title = { from: issue.title };
      issue.title = input.title;
    }
    if (input.body !== undefined && input.body !== issue.body) {
      changes.body = { from: issue.body };
      issue.body = input.body;
    }
    if (input.base !== undefined && input.base !== issue.pull.base.ref) {
      const sha = await repo.git.ref(`refs/heads/${input.base}`);
      if (!sha) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
      if (issue.state === "closed") {
        throw invalid({
          resource: "PullRequest",
          field: "base",
          code: "custom",
          message: "Cannot change the base branch of a closed pull request.",
        });
      }
      changes.base = { from: { ref: issue.pull.base.ref, sha: issue.pull.base.sha } };
      issue.pull.base = { ref: input.base, sha };
      // Reviews stay as they are, as on GitHub.
      issue.pull.happenings.push({
        id: world.state.nextId(),
        event: "base_ref_changed",
        actor: senderOf(actor),
        at: world.now(),
      });
    }
    if (input.maintainer_can_modify !== undefined)
      issue.pull.maintainerCanModify = input.maintainer_can_modify;
    issue.updatedAt = world.now();
    if (Object.keys(changes).length > 0) await pullEvent(world, repo, issue, actor, "edited", { changes });
    if (input.state !== undefined && input.state !== issue.state) await turn(call, issue, input.state);
    return ok(await fullPull(world, repo, issue, apiVersion));
  }),

  operation(
    "pulls/list-commits",
    { need: read, differences: ["at most 250, as on GitHub"] },
    async ({ input, world, repo, url }) => {
      const shas = (await commitsOf(repo, pullOf(repo, input.pull_number))).slice(0, caps.commits);
      return list({ input, url }, shas, async (sha) => showCommit(world, repo, await repo.git.commit(sha)));
    },
  ),

  operation(
    "pulls/list-files",
    { need: read, differences: ["at most 3,000, as on GitHub; patches are never cut short"] },
    async ({ input, world, repo, url }) => {
      const issue = pullOf(repo, input.pull_number);
      const files = (await filesOf(repo, issue)).slice(0, caps.files);
      return list({ input, url }, files, (file) => showChange(world, repo, file, issue.pull.head.sha));
    },
  ),

  operation("pulls/check-if-merged", { need: read }, ({ input, repo }) => ({
    status: pullOf(repo, input.pull_number).pull.mergedAt ? 204 : 404,
    ...(pullOf(repo, input.pull_number).pull.mergedAt
      ? {}
      : { body: { message: "Not Found", status: "404" } }),
  })),

  operation(
    "pulls/merge",
    { need: { permission: "contents", level: "write" } },
    async ({ input, world, repo, actor }) => {
      const issue = pullOf(repo, input.pull_number);
      const method = (input.merge_method ?? "merge") as MergeMethod;
      await refuseMerge(issue, repo, method, input.sha);
      const paths = async () => (await filesOf(repo, issue)).map((file) => file.path);
      const [reason] = await blockers(world, repo, issue, isExempt(world, actor, repo), paths);
      if (reason) throw notAllowed(reason.message);
      if (requirementsOf(repo, issue.pull.base.ref, isExempt(world, actor, repo)).mergeQueue) {
        throw notAllowed("Changes must be made through the merge queue");
      }
      if ((await testMerge(world, repo, issue)) === undefined)
        throw notAllowed("Pull Request is not mergeable");
      const sha = await mergePull(world, repo, issue, {
        method,
        actor,
        title: input.commit_title,
        message: input.commit_message,
      });
      return ok({ sha, merged: true, message: "Pull Request successfully merged" });
    },
  ),

  operation(
    "pulls/update-branch",
    { need: { permission: "pull_requests", level: "write" } },
    async ({ input, world, repo, actor }) => {
      const issue = pullOf(repo, input.pull_number);
      const { head, base } = issue.pull;
      if (input.expected_head_sha !== undefined && input.expected_head_sha !== head.sha) {
        throw unprocessable("expected head sha didn’t match current head ref.");
      }
      const tip = await repo.git.ref(`refs/heads/${base.ref}`);
      if (!tip || (await repo.git.isAncestor(tip, head.sha))) {
        throw unprocessable("There are no new commits on the base branch.");
      }
      const tree = await repo.git.mergeTrees(head.sha, tip);
      if (tree === undefined) throw unprocessable("merge conflict between base and head");
      const before = head.sha;
      const sha = await repo.git.writeCommit({
        tree,
        parents: [before, tip],
        author: world.signature(senderOf(actor)),
        committer: world.webFlow(),
        message: `Merge branch '${base.ref}' into ${head.ref}`,
      });
      repo.verified.set(sha, world.now());
      const ref = `refs/heads/${head.ref}`;
      await repo.git.updateRef(ref, sha, before);
      await refMoved(world, repo, { ref, before, after: sha, actor, cause: "push" });
      return {
        status: 202,
        body: {
          message: "Updating pull request branch.",
          url: world.repoApi(repo, `/pulls/${issue.number}`),
        },
      };
    },
  ),
];

async function refuseMerge(
  issue: PullRequest,
  repo: Repo,
  method: MergeMethod,
  sha: string | undefined,
): Promise<void> {
  if (issue.state === "closed") throw notAllowed("Pull Request is not mergeable");
  if (issue.pull.draft) throw notAllowed("Pull Request is still a draft");
  if (sha !== undefined && sha !== issue.pull.head.sha) {
    throw conflict("Head branch was modified. Review and try the merge again.");
  }
  const { linearHistory, methods } = requirementsOf(repo, issue.pull.base.ref);
  const { settings } = repo;
  const allowed = {
    merge: settings.mergeCommit && !linearHistory,
    squash: settings.squash,
    rebase: settings.rebase,
  };
  const said = { merge: "Merge commits are", squash: "Squash merges are", rebase: "Rebase merges are" };
  if (!allowed[method] || (methods && !methods.includes(method))) {
    throw notAllowed(`${said[method]} not allowed on this repository.`);
  }
}

/** Closes or reopens. */
async function turn(
  {
    world,
    repo,
    actor,
  }: { world: import("../world.ts").World; repo: Repo; actor: import("../http/access.ts").Actor },
  issue: PullRequest,
  state: "open" | "closed",
): Promise<void> {
  if (state === "open") {
    const cannot = (message: string) =>
      invalid({ resource: "PullRequest", field: "state", code: "invalid", message });
    if (issue.pull.mergedAt) throw cannot("state cannot be changed. The pull request was merged.");
    const head = await (issue.pull.head.repo ?? repo).git.ref(`refs/heads/${issue.pull.head.ref}`);
    if (!head) throw cannot(`state cannot be changed. The ${issue.pull.head.ref} branch has been deleted.`);
    if (head !== issue.pull.head.sha && !(await repo.git.isAncestor(issue.pull.head.sha, head))) {
      throw cannot(
        `state cannot be changed. The ${issue.pull.head.ref} branch was force-pushed or recreated.`,
      );
    }
    issue.pull.head.sha = head;
    await repo.git.updateRef(`refs/pull/${issue.number}/head`, head);
  }
  issue.state = state;
  issue.closedAt = state === "closed" ? world.now() : undefined;
  issue.closedBy = state === "closed" ? actor.account : undefined;
  if (state === "closed") await repo.git.deleteRef(`refs/pull/${issue.number}/merge`);
  issue.pull.test = undefined;
  await pullEvent(world, repo, issue, actor, state === "open" ? "reopened" : "closed");
}
