import type { Commit, FileChange, Signature } from "../git/objects.ts";
import { instant, type Json, nodeId, type Repo } from "../state.ts";
import { accountOfAddress, type World } from "../world.ts";
import { simpleUser } from "./account.ts";

const gitUser = ({ name, email, date }: Signature): Json => ({ name, email, date: instant(date) });

/**
 * Whether GitHub vouches for a commit: what GitHub made itself (merges, an App's commits) is signed by it;
 * what was pushed is not, unless the test said so. A signature nobody here knows is `unknown_key`.
 */
export function verification(repo: Repo, commit: Commit): Json {
  const at = repo.verified.get(commit.sha);
  if (at) {
    return {
      verified: true,
      reason: "valid",
      signature:
        commit.signature ??
        "-----BEGIN PGP SIGNATURE-----\n\nc2FuZGJveA==\n=sand\n-----END PGP SIGNATURE-----\n",
      payload: `tree ${commit.tree}\n${commit.parents.map((parent) => `parent ${parent}\n`).join("")}\n${commit.message}`,
      verified_at: instant(at),
    };
  }
  if (commit.signature) {
    return {
      verified: false,
      reason: "unknown_key",
      signature: commit.signature,
      payload: commit.message,
      verified_at: null,
    };
  }
  return { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
}

const parents = (world: World, repo: Repo, commit: Commit, path: "/commits/" | "/git/commits/"): Json[] =>
  commit.parents.map((sha) => ({
    sha,
    url: world.repoApi(repo, `${path}${sha}`),
    html_url: world.repoHtml(repo, `/commit/${sha}`),
  }));

/** `commit`: with the accounts its addresses belong to. */
export function showCommit(world: World, repo: Repo, commit: Commit): Json {
  const account = (signature: Signature) => {
    const found = accountOfAddress(world.state, signature.email);
    return found ? simpleUser(world, found) : null;
  };
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    commit: {
      author: gitUser(commit.author),
      committer: gitUser(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: world.repoApi(repo, `/git/trees/${commit.tree}`) },
      url: world.repoApi(repo, `/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: verification(repo, commit),
    },
    url: world.repoApi(repo, `/commits/${commit.sha}`),
    html_url: world.repoHtml(repo, `/commit/${commit.sha}`),
    comments_url: world.repoApi(repo, `/commits/${commit.sha}/comments`),
    author: account(commit.author),
    committer: account(commit.committer),
    parents: parents(world, repo, commit, "/commits/"),
  };
}

/** `git-commit`: the object alone. */
export function showGitCommit(world: World, repo: Repo, commit: Commit): Json {
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: world.repoApi(repo, `/git/commits/${commit.sha}`),
    html_url: world.repoHtml(repo, `/commit/${commit.sha}`),
    author: gitUser(commit.author),
    committer: gitUser(commit.committer),
    tree: { sha: commit.tree, url: world.repoApi(repo, `/git/trees/${commit.tree}`) },
    message: commit.message,
    parents: parents(world, repo, commit, "/git/commits/"),
    verification: verification(repo, commit),
  };
}

/** `diff-entry`: one changed file. @param at the commit its links name */
export function showChange(world: World, repo: Repo, change: FileChange, at: string): Json {
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: change.blob,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: world.repoHtml(repo, `/blob/${at}/${encodeURIComponent(change.path)}`),
    raw_url: world.repoHtml(repo, `/raw/${at}/${encodeURIComponent(change.path)}`),
    contents_url: world.repoApi(repo, `/contents/${path}?ref=${at}`),
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}
