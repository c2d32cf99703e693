import { list, page } from "../http/pagination.ts";
import { conflict, notFound, unprocessable } from "../http/refusals.ts";
import { ok, operation, type Registered } from "../http/router.ts";
import { commitsOf } from "../pull-git.ts";
import { showChange, showCommit } from "../show/commit.ts";
import { showPullSimple } from "../show/pull.ts";
import { isPull, type PullRequest, type Repo } from "../state.ts";
import { accountOfAddress } from "../world.ts";

const read = { permission: "contents", level: "read" } as const;

/** @throws 409 where the repository has no commit at all, 404 for an unknown branch, 422 for an unknown SHA */
async function commitAt(repo: Repo, name: string): Promise<string> {
  const sha = await repo.git.resolve(name);
  if (sha) return sha;
  if ((await repo.git.refs("refs/heads")).length === 0) throw conflict("Git Repository is empty.");
  throw unprocessable(`No commit found for SHA: ${name}`);
}

export const commits: readonly Registered[] = [
  operation("repos/list-commits", { need: read }, async ({ input, world, repo, url }) => {
    const sha = await repo.git.resolve(input.sha ?? repo.defaultBranch);
    if (!sha && (await repo.git.refs("refs/heads")).length === 0) throw conflict("Git Repository is empty.");
    if (!sha) throw notFound();
    const args = [sha];
    if (input.since !== undefined) args.push(`--since=${input.since}`);
    if (input.until !== undefined) args.push(`--until=${input.until}`);
    if (input.path !== undefined && input.path !== "") args.push("--", input.path);
    let shas = await repo.git.log(args);
    for (const role of ["author", "committer"] as const) {
      const wanted = input[role];
      if (wanted === undefined) continue;
      const all = await repo.git.commits(shas);
      shas = all
        .filter((commit) => {
          const { email } = commit[role];
          const account = accountOfAddress(world.state, email);
          return account?.login.toLowerCase() === wanted.toLowerCase() || email === wanted;
        })
        .map((commit) => commit.sha);
    }
    return list({ input, url }, shas, async (one) => showCommit(world, repo, await repo.git.commit(one)));
  }),

  operation("repos/get-commit", { need: read }, async ({ input, world, repo, media, url }) => {
    const sha = await commitAt(repo, input.ref);
    const commit = await repo.git.commit(sha);
    if (media === "sha") return { status: 200, body: sha, type: "application/vnd.github.sha; charset=utf-8" };
    const files = await repo.git.diff(commit.parents[0], sha);
    if (media === "diff" || media === "patch") {
      const text = await repo.git.git(["show", "--format=", sha]);
      return { status: 200, body: `${text}\n`, type: `application/vnd.github.${media}; charset=utf-8` };
    }
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    const slice = page({ input: { per_page: 300, ...input }, url }, files);
    return {
      ...ok({
        ...showCommit(world, repo, commit),
        stats: { total: additions + deletions, additions, deletions },
        files: slice.items.map((file) => showChange(world, repo, file, sha)),
      }),
      headers: slice.headers,
    };
  }),

  operation(
    "repos/compare-commits-with-basehead",
    { need: read },
    async ({ input, world, repo, media, url }) => {
      const [baseName = "", headName = ""] = input.basehead.split("...");
      const own = (name: string) => name.split(":").at(-1) ?? name;
      const base = await repo.git.resolve(own(baseName));
      const head = await repo.git.resolve(own(headName));
      const from = base && head ? await repo.git.mergeBase(base, head) : undefined;
      if (!base || !head || !from) throw notFound();
      if (media === "diff" || media === "patch") {
        const body = await repo.git.diffText(from, head);
        return { status: 200, body, type: `application/vnd.github.${media}; charset=utf-8` };
      }
      const ahead = await repo.git.log(["--reverse", `${base}..${head}`]);
      const behind = await repo.git.log([`${head}..${base}`]);
      const status =
        base === head
          ? "identical"
          : behind.length === 0
            ? "ahead"
            : ahead.length === 0
              ? "behind"
              : "diverged";
      const commit = async (sha: string) => showCommit(world, repo, await repo.git.commit(sha));
      const html = world.repoHtml(
        repo,
        `/compare/${encodeURIComponent(baseName)}...${encodeURIComponent(headName)}`,
      );
      // Without paging GitHub lists 250 commits; files come with the first page only, 300 at most.
      const slice = page({ input: { per_page: 250, ...input }, url }, ahead);
      const shown =
        input.page === undefined && input.per_page === undefined ? ahead.slice(-250) : slice.items;
      const files = Number(input.page ?? 1) === 1 ? await repo.git.diff(from, head) : [];
      return {
        ...ok({
          url: world.repoApi(
            repo,
            `/compare/${encodeURIComponent(baseName)}...${encodeURIComponent(headName)}`,
          ),
          html_url: html,
          permalink_url: world.repoHtml(repo, `/compare/${base.slice(0, 7)}...${head.slice(0, 7)}`),
          diff_url: `${html}.diff`,
          patch_url: `${html}.patch`,
          base_commit: await commit(base),
          merge_base_commit: await commit(from),
          status,
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          commits: await Promise.all(shown.map(commit)),
          files: files.slice(0, 300).map((file) => showChange(world, repo, file, head)),
        }),
        headers: slice.headers,
      };
    },
  ),

  operation(
    "repos/list-pull-requests-associated-with-commit",
    {
      need: { permission: "pull_requests", level: "read" },
      differences: ["lags only where told to (`lag.commitPulls`)"],
    },
    async ({ input, world, repo, url, apiVersion }) => {
      const sha = await commitAt(repo, input.commit_sha);
      const found: PullRequest[] = [];
      for (const issue of repo.issues.values()) {
        if (isPull(issue) && (await isAssociated(repo, issue, sha))) found.push(issue);
      }
      const merged = found.filter((issue) => issue.pull.mergedAt);
      if (merged.length > 0 && world.lag.commitPulls > 0) {
        world.lag.commitPulls -= 1;
        return ok([]);
      }
      return list({ input, url }, found, (issue) => showPullSimple(world, repo, issue, apiVersion));
    },
  ),

  operation("repos/list-branches-for-head-commit", { need: read }, async ({ input, world, repo }) => {
    const heads = (await repo.git.refs("refs/heads")).filter(({ sha }) => sha === input.commit_sha);
    return ok(
      heads.map(({ ref, sha }) => ({
        name: ref.slice("refs/heads/".length),
        commit: { sha, url: world.repoApi(repo, `/commits/${sha}`) },
        protected: repo.protections.has(ref.slice("refs/heads/".length)),
      })),
    );
  }),
];

/**
 * Merged ones that brought the commit in, by their result or by their commits; open ones that have it among
 * theirs. Closed ones without a merge are not listed.
 */
async function isAssociated(repo: Repo, issue: PullRequest, sha: string): Promise<boolean> {
  const { pull } = issue;
  if (issue.state === "closed" && !pull.mergedAt) return false;
  if (pull.mergedAt && pull.mergeCommitSha === sha) return true;
  if (pull.head.sha === sha || (await commitsOf(repo, issue)).includes(sha)) return true;
  if (!pull.mergedAt || !pull.mergeCommitSha) return false;
  // The commits a rebase left on the base branch.
  return (await repo.git.log(["--first-parent", `${pull.base.sha}..${pull.mergeCommitSha}`])).includes(sha);
}
