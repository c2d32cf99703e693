import { OutsideError } from "../../commands/outside-error.ts";
import type { GitHubWrites } from "../../commands/ports.ts";
import { GitCommit, Ref, WithSha } from "./answers.ts";
import { type GitHubApi, ONCE } from "./api.ts";

/** SHA of a branch's tip. */
export async function tipOf(api: GitHubApi, branch: string): Promise<string> {
  const ref = await api.one(Ref, (octokit, repo) =>
    octokit.rest.git.getRef({ ...repo, ref: `heads/${branch}` }),
  );
  return ref.object.sha;
}

/**
 * One commit through the Git data API: blobs inline in the tree, the tree on the base's, the commit, then the branch,
 * which is created or moved, also back.
 */
export async function commitOnBranch(
  api: GitHubApi,
  change: Parameters<GitHubWrites["commitOnBranch"]>[0],
): Promise<string> {
  const base = await api.one(GitCommit, (octokit, repo) =>
    octokit.rest.git.getCommit({ ...repo, commit_sha: change.base }),
  );
  const file = { mode: "100644", type: "blob" } as const;
  const tree = await api.one(WithSha, (octokit, repo) =>
    octokit.rest.git.createTree({
      ...repo,
      base_tree: base.tree.sha,
      tree: [
        ...change.remove.map((path) => ({ ...file, path, sha: null })),
        ...[...(change.write ?? [])].map(([path, content]) => ({ ...file, path, content })),
      ],
    }),
  );
  const { sha } = await api.one(WithSha, (octokit, repo) =>
    octokit.rest.git.createCommit({ ...repo, message: change.message, tree: tree.sha, parents: [base.sha] }),
  );
  await moveBranch(api, change.branch, sha);
  return sha;
}

async function moveBranch(api: GitHubApi, branch: string, sha: string): Promise<void> {
  const there = await tipOf(api, branch).catch((error: unknown) => {
    if (error instanceof OutsideError && error.code === "not-found") return undefined;
    throw error;
  });
  if (there === undefined) {
    await api.done((octokit, repo) =>
      octokit.rest.git.createRef({ ...repo, ...ONCE, ref: `refs/heads/${branch}`, sha }),
    );
  } else {
    await api.done((octokit, repo) =>
      octokit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha, force: true }),
    );
  }
}

/** A branch that is gone already counts as deleted (GitHub says 422 there). */
export async function deleteBranch(api: GitHubApi, branch: string): Promise<void> {
  try {
    await api.done((octokit, repo) => octokit.rest.git.deleteRef({ ...repo, ref: `heads/${branch}` }));
  } catch (error) {
    const gone = error instanceof OutsideError && /Reference does not exist|Not Found/i.test(error.message);
    if (!gone) throw error;
  }
}
