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

/** What GitHub calls a pull request whose rules ask for nothing more; of `unstable` a check failed that none requires. */
const MERGEABLE: ReadonlySet<string> = new Set(["clean", "has_hooks", "unstable"]);

/**
 * Lets GitHub merge a pull request as soon as its rules allow: the one thing that only GraphQL does. Where nothing is
 * left to wait for GitHub refuses that ("Pull request is in clean status"), and it is merged here, as `gh pr merge
 * --auto` does. GitHub's own word that nothing blocks it comes first: a token that may bypass the rules never does.
 *
 * @param head the only commit that is merged
 */
export async function mergeWhenAllowed(
  api: GitHubApi,
  number: number,
  head: string,
): Promise<"waits" | "merged" | "refused"> {
  const look = () =>
    api.one(Pull, (octokit, repo) => octokit.rest.pulls.get({ ...repo, pull_number: number }));
  const { node_id } = await look();
  try {
    await api.one(Enabled, async (octokit) => ({
      data: await octokit.graphql(ENABLE, { pull: node_id }),
      headers: {},
      url: "/graphql",
    }));
    return "waits";
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
  // Looked at anew: GitHub works the state out when it is first asked.
  if (!MERGEABLE.has((await look()).mergeable_state ?? "")) return "refused";
  try {
    await api.done((octokit, repo) =>
      octokit.rest.pulls.merge({ ...repo, pull_number: number, sha: head, merge_method: "squash" }),
    );
    return "merged";
  } catch (error) {
    if (isRefused(error)) return "refused";
    throw error;
  }
}
