import type { Octokit } from "@octokit/rest";
import { AT } from "../acme.ts";

/** Text by path; undefined deletes. */
export type Files = Readonly<Record<string, string | undefined>>;

/**
 * One commit through the API on top of a branch, which is made from `base` where there is none.
 * @returns its id
 */
export async function commitOnto(
  octokit: Octokit,
  branch: string,
  files: Files,
  base: string,
  message: string,
): Promise<string> {
  const { git } = octokit.rest;
  const there = await git.listMatchingRefs({ ...AT, ref: `heads/${branch}` });
  const existing = there.data.find((one) => one.ref === `refs/heads/${branch}`)?.object.sha;
  const parent = existing ?? (await git.getRef({ ...AT, ref: `heads/${base}` })).data.object.sha;
  const tree = await git.createTree({
    ...AT,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: "100644" as const,
      type: "blob" as const,
      ...(content === undefined ? { sha: null } : { content }),
    })),
  });
  const made = await git.createCommit({ ...AT, message, tree: tree.data.sha, parents: [parent] });
  const { sha } = made.data;
  if (existing) await git.updateRef({ ...AT, ref: `heads/${branch}`, sha });
  else await git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha });
  return sha;
}
