import { refusalOfMove } from "../git/push-rules.ts";
import { zeroSha } from "../git/repository.ts";
import { may } from "../http/access.ts";
import { list } from "../http/pagination.ts";
import { notFound, requiresAuthentication, unprocessable } from "../http/refusals.ts";
import { created, noContent, ok, operation, type Registered } from "../http/router.ts";
import { senderOf } from "../pull-events.ts";
import { refMoved } from "../ref-updates.ts";
import { codeownersAt, codeownersErrors } from "../rules/codeowners.ts";
import { showCommit } from "../show/commit.ts";
import { fullRepo, showRepo } from "../show/repo.ts";

const read = { permission: "metadata", level: "read" } as const;
const contents = { permission: "contents", level: "read" } as const;

export const repos: readonly Registered[] = [
  operation(
    "repos/get",
    { need: read, differences: ["counts of stars, forks and the size are 0"] },
    ({ world, repo, actor }) => ok(fullRepo(world, repo, actor)),
  ),

  operation(
    "repos/update",
    {
      need: { permission: "administration", level: "write", role: "admin" },
      differences: [
        "keeps merge methods, auto-merge, branch deletion, description, default branch, visibility; a new `name` is answered with 200 and not kept",
      ],
    },
    async ({ input, world, repo, actor }) => {
      const { settings } = repo;
      if (input.default_branch !== undefined) {
        if (!(await repo.git.ref(`refs/heads/${input.default_branch}`))) {
          throw unprocessable(`The branch ${input.default_branch} was not found.`);
        }
        repo.defaultBranch = input.default_branch;
        await repo.git.git(["symbolic-ref", "HEAD", `refs/heads/${input.default_branch}`]);
      }
      if (input.description !== undefined) repo.description = input.description;
      if (input.private !== undefined) repo.private = input.private;
      if (input.visibility !== undefined) repo.private = input.visibility !== "public";
      if (input.allow_merge_commit !== undefined) settings.mergeCommit = input.allow_merge_commit;
      if (input.allow_squash_merge !== undefined) settings.squash = input.allow_squash_merge;
      if (input.allow_rebase_merge !== undefined) settings.rebase = input.allow_rebase_merge;
      if (input.allow_auto_merge !== undefined) settings.autoMerge = input.allow_auto_merge;
      if (input.delete_branch_on_merge !== undefined)
        settings.deleteBranchOnMerge = input.delete_branch_on_merge;
      repo.updatedAt = world.now();
      return ok(fullRepo(world, repo, actor));
    },
  ),

  operation("repos/list-for-authenticated-user", {}, ({ input, world, actor, url }) => {
    if (!actor.account) throw requiresAuthentication();
    const mine = world.state.repos.filter(
      (repo) => repo.owner === actor.account || repo.collaborators.has(actor.account?.id ?? 0),
    );
    return list({ input, url }, mine, (repo) => showRepo(world, repo));
  }),

  operation(
    "repos/codeowners-errors",
    { need: contents, differences: ["kinds: Invalid pattern, Invalid owner, Unknown owner"] },
    async ({ input, world, repo }) => {
      const sha = await repo.git.resolve(input.ref ?? repo.defaultBranch);
      const file = sha && (await codeownersAt(repo.git, sha));
      if (!file) throw notFound();
      return ok({ errors: codeownersErrors(world.state, repo, file) });
    },
  ),

  operation(
    "repos/merge",
    { need: { permission: "contents", level: "write" } },
    async ({ input, world, repo, actor }) => {
      const ref = `refs/heads/${input.base}`;
      const base = await repo.git.ref(ref);
      const head = await repo.git.resolve(input.head);
      if (!base) throw notFound("Base does not exist");
      if (!head) throw notFound("Head does not exist");
      if (await repo.git.isAncestor(head, base)) return noContent;
      const tree = await repo.git.mergeTrees(base, head);
      if (tree === undefined) return { status: 409, body: { message: "Merge conflict", status: "409" } };
      const sha = await repo.git.writeCommit({
        tree,
        parents: [base, head],
        author: world.signature(senderOf(actor)),
        committer: world.webFlow(),
        message: input.commit_message ?? `Merge ${input.head} into ${input.base}`,
      });
      const refusal = await refusalOfMove(world, repo, actor, { ref, before: base, after: sha });
      if (refusal !== undefined) return { status: 409, body: { message: refusal, status: "409" } };
      repo.verified.set(sha, world.now());
      await repo.git.updateRef(ref, sha, base);
      await refMoved(world, repo, { ref, before: base, after: sha, actor, cause: "push" });
      return created(showCommit(world, repo, await repo.git.commit(sha)));
    },
  ),

  operation(
    "repos/create-dispatch-event",
    { need: { permission: "contents", level: "write" } },
    async ({ input, world, repo, actor }) => {
      const ref = `refs/heads/${repo.defaultBranch}`;
      const sender = senderOf(actor);
      world.emit({
        name: "repository_dispatch",
        action: input.event_type,
        repo,
        sender,
        ref,
        sha: (await repo.git.ref(ref)) ?? zeroSha,
        // The one event, with workflow_dispatch, that GITHUB_TOKEN starts workflows by.
        starts: "runs",
        payload: {
          action: input.event_type,
          branch: repo.defaultBranch,
          client_payload: input.client_payload ?? {},
          repository: showRepo(world, repo),
          sender: { login: sender.login, id: sender.id },
        },
      });
      return noContent;
    },
  ),

  operation("apps/revoke-installation-access-token", {}, ({ actor }) => {
    if (actor.kind !== "app" || !actor.token) throw requiresAuthentication();
    actor.token.revoked = true;
    return noContent;
  }),

  operation("apps/list-repos-accessible-to-installation", {}, async ({ input, world, actor, url }) => {
    if (actor.kind !== "app" && actor.kind !== "job") throw requiresAuthentication();
    const reached = world.state.repos.filter((repo) =>
      may(world, actor, repo, { permission: "metadata", level: "read" }),
    );
    const page = await list({ input, url }, reached, (repo) => showRepo(world, repo));
    return { ...page, body: { total_count: reached.length, repositories: page.body } };
  }),
];
