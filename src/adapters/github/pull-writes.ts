import { Type } from "typebox";
import { OutsideError } from "../../commands/outside-error.ts";
import type { GitHubWrites } from "../../commands/ports.ts";
import type { Login } from "../../domain/login.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import { Pull } from "./answers.ts";
import { type GitHubApi, ONCE } from "./api.ts";
import { openPullsFrom, pullOf } from "./pulls.ts";

/** Longest description of a status, in characters. */
const DESCRIPTION = 140;

/** Opens a pull request, or gives the one that is open from this branch into this base already. */
export async function openPull(
  api: GitHubApi,
  pull: Parameters<GitHubWrites["openPull"]>[0],
): Promise<PullRequest> {
  const { branch, base, title, body } = pull;
  try {
    return pullOf(
      await api.one(Pull, (octokit, repo) =>
        octokit.rest.pulls.create({ ...repo, ...ONCE, head: branch, base, title, body }),
      ),
    );
  } catch (error) {
    if (!(error instanceof OutsideError) || !/already exists/i.test(error.message)) throw error;
    const open = (await openPullsFrom(api, branch)).find((found) => found.base === base);
    if (open === undefined) throw error;
    return open;
  }
}

export async function setStatus(
  api: GitHubApi,
  commit: string,
  status: Parameters<GitHubWrites["setStatus"]>[1],
): Promise<void> {
  const { context, state, description, url } = status;
  const points = [...description];
  const short = points.length > DESCRIPTION ? `${points.slice(0, DESCRIPTION - 1).join("")}…` : description;
  await api.done((octokit, repo) =>
    octokit.rest.repos.createCommitStatus({
      ...repo,
      sha: commit,
      state,
      context,
      description: short,
      ...(url === undefined ? {} : { target_url: url }),
    }),
  );
}

/** One request for all; where GitHub refuses somebody (no collaborator, the author), the others are asked singly. */
export async function requestReviewers(
  api: GitHubApi,
  pull: number,
  logins: readonly Login[],
): Promise<void> {
  const ask = (reviewers: string[]) =>
    api.done((octokit, repo) =>
      octokit.rest.pulls.requestReviewers({ ...repo, pull_number: pull, reviewers }),
    );
  if (logins.length === 0) return;
  try {
    await ask([...logins]);
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (logins.length === 1) return;
    for (const login of logins) {
      await ask([login]).catch((single: unknown) => {
        if (!isRefused(single)) throw single;
      });
    }
  }
}

const isRefused = (error: unknown): boolean => error instanceof OutsideError && error.code === "invalid";

const Enabled = Type.Object({
  enablePullRequestAutoMerge: Type.Object({ clientMutationId: Type.Unknown() }),
});

const ENABLE = `mutation($pull: ID!) {
  enablePullRequestAutoMerge(input: { pullRequestId: $pull, mergeMethod: SQUASH }) { clientMutationId }
}`;

/**
 * Lets GitHub merge a pull request as soon as its rules allow: the one thing that only GraphQL does.
 *
 * @returns false where GitHub refuses: the repository does not allow it, or nothing is in the way of merging by hand
 */
export async function enableAutoMerge(api: GitHubApi, number: number): Promise<boolean> {
  const { node_id } = await api.one(Pull, (octokit, repo) =>
    octokit.rest.pulls.get({ ...repo, pull_number: number }),
  );
  try {
    await api.one(Enabled, async (octokit) => ({
      data: await octokit.graphql(ENABLE, { pull: node_id }),
      headers: {},
      url: "/graphql",
    }));
    return true;
  } catch (error) {
    if (error instanceof OutsideError && error.code === "invalid") return false;
    throw error;
  }
}
