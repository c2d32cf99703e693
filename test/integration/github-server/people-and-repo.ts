/** A GitHub with a repository and people in it; each test gets a repository of its own. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import type { RepoOptions } from "../../../sandbox/github/server.ts";
import { type GitHubServer, startGitHub } from "../../../sandbox/github/server.ts";

const run = promisify(execFile);
let repositories = 0;

export const start = (): Promise<GitHubServer> =>
  startGitHub({ users: { alice: {}, bob: {}, carol: {}, mallory: {} } });

/** Octokit without its own log of refusals, which these tests provoke. */
export const octokit = (github: GitHubServer, auth?: string): Octokit =>
  new Octokit({
    baseUrl: github.url,
    ...(auth === undefined ? {} : { auth }),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });

export interface Place {
  readonly at: { readonly owner: string; readonly repo: string };
  readonly name: string;
  readonly alice: Octokit;
  readonly bob: Octokit;
  readonly carol: Octokit;
  readonly mallory: Octokit;
}

/** Alice writes, Bob administrates, Carol writes, Mallory reads what is public. */
export async function place(github: GitHubServer, options: Partial<RepoOptions> = {}): Promise<Place> {
  repositories += 1;
  const at = { owner: options.owner ?? "acme", repo: `access-${repositories}` };
  await github.addRepo({
    files: { "README.md": "# Access\n" },
    collaborators: { alice: "write", bob: "admin", carol: "write" },
    ...options,
    owner: at.owner,
    name: at.repo,
  });
  const as = (login: string) => octokit(github, github.tokenFor(login));
  return {
    at,
    name: `${at.owner}/${at.repo}`,
    alice: as("alice"),
    bob: as("bob"),
    carol: as("carol"),
    mallory: as("mallory"),
  };
}

/** A branch with one more commit, made by the API. @returns the commit */
export async function branchWith(
  who: Octokit,
  at: Place["at"],
  branch: string,
  files: Readonly<Record<string, string>>,
  message = `Add ${Object.keys(files).join(", ")}`,
): Promise<string> {
  const repo = await who.repos.get(at);
  const tip = await who.git
    .getRef({ ...at, ref: `heads/${branch}` })
    .catch(() => who.git.getRef({ ...at, ref: `heads/${repo.data.default_branch}` }));
  const parent = tip.data.object.sha;
  const tree = await who.git.createTree({
    ...at,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: "100644" as const,
      type: "blob" as const,
      content,
    })),
  });
  const commit = await who.git.createCommit({ ...at, message, tree: tree.data.sha, parents: [parent] });
  const ref = `heads/${branch}`;
  const { sha } = commit.data;
  if (tip.data.ref === `refs/${ref}`) await who.git.updateRef({ ...at, ref, sha });
  else await who.git.createRef({ ...at, ref: `refs/${ref}`, sha });
  return sha;
}

/** A pull request of a new file. @returns its number and head */
export async function pullWith(
  who: Octokit,
  at: Place["at"],
  branch = "request",
  files: Readonly<Record<string, string>> = { [`grants/${branch}.yaml`]: "role: db\n" },
): Promise<{ pull_number: number; head: string }> {
  const head = await branchWith(who, at, branch, files);
  const pull = await who.pulls.create({ ...at, title: `Ask for ${branch}`, head: branch, base: "main" });
  return { pull_number: pull.data.number, head };
}

/** What a refusal says: its status and message. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; message: string }> {
  try {
    await request;
  } catch (error) {
    const { status, response, message } = error as {
      status: number;
      message: string;
      response?: { data: { message?: string; errors?: unknown } };
    };
    const details = response?.data.errors === undefined ? "" : ` ${JSON.stringify(response.data.errors)}`;
    return { status, message: `${response?.data.message ?? message}${details}` };
  }
  return { status: 200, message: "was not refused" };
}

export interface Clone {
  readonly dir: string;
  readonly git: (...args: string[]) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** @returns what the push said, also where it was refused */
  readonly push: (...args: string[]) => Promise<{ ok: boolean; said: string }>;
  readonly remove: () => Promise<void>;
}

/** A plain `git clone`, with a person's name on its commits. */
export async function clone(url: string, login = "alice"): Promise<Clone> {
  const dir = await mkdtemp(join(tmpdir(), "github-server-clone-"));
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: login,
    GIT_AUTHOR_EMAIL: `${login}@example.com`,
    GIT_COMMITTER_NAME: login,
    GIT_COMMITTER_EMAIL: `${login}@example.com`,
  };
  const git = async (...args: string[]) => (await run("git", args, { cwd: dir, env })).stdout.trim();
  await git("clone", "--quiet", url, ".");
  return {
    dir,
    git,
    write: async (path, text) => {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    },
    push: async (...args) => {
      try {
        return { ok: true, said: (await run("git", ["push", ...args], { cwd: dir, env })).stderr };
      } catch (error) {
        return { ok: false, said: (error as { stderr: string }).stderr };
      }
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
