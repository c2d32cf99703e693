import { GitRepository, zeroSha } from "./git/repository.ts";
import { seed } from "./git/seed.ts";
import type { Repo, RepoRole, RepoSettings } from "./state.ts";
import type { World } from "./world.ts";

export interface RepoOptions {
  readonly owner: string;
  readonly name: string;
  /** A folder whose files become the first commit, without `.git` and `node_modules`. */
  readonly from?: string;
  /** Paths of that folder to leave out. */
  readonly except?: readonly string[];
  /** Files of the first commit by path, in place of a folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly id?: number;
  readonly collaborators?: Readonly<Record<string, RepoRole>>;
  readonly settings?: Partial<RepoSettings>;
  /** Full name of the repository it is a fork of; it starts as its copy. */
  readonly forkOf?: string;
}

/** An owner nobody knows yet becomes an organisation, a collaborator nobody knows a person. */
export async function createRepo(world: World, dir: string, options: RepoOptions): Promise<Repo> {
  const { state } = world;
  const owner =
    state.account(options.owner) ?? world.addAccount(options.owner, "Organization", { name: options.owner });
  if (owner.type === "Organization" && !state.orgMembers.has(owner.id))
    state.orgMembers.set(owner.id, new Map());
  if (state.repo(options.owner, options.name))
    throw new Error(`${options.owner}/${options.name} exists already`);
  const [parentOwner = "", parentName = ""] = (options.forkOf ?? "").split("/");
  const parent = state.repo(parentOwner, parentName);
  const defaultBranch = options.defaultBranch ?? parent?.defaultBranch ?? "main";
  const now = world.now();
  const repo: Repo = {
    id: options.id ?? state.nextId(),
    owner,
    name: options.name,
    description: options.description ?? null,
    private: options.private ?? false,
    defaultBranch,
    parent,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    git: await GitRepository.create(`${dir}/${owner.id}`, options.name, defaultBranch),
    settings: {
      mergeCommit: true,
      squash: true,
      rebase: true,
      autoMerge: false,
      deleteBranchOnMerge: false,
      actionsMayOpenPulls: false,
      defaultTokenPermissions: "read",
      actionsEnabled: true,
      allowedActions: "all",
      mergeQueue: false,
      ...options.settings,
    },
    collaborators: new Map(),
    issues: new Map(),
    nextNumber: 1,
    labels: new Map(),
    statuses: [],
    checkRuns: [],
    activities: [],
    protections: new Map(),
    rulesets: new Map(),
    environments: new Map(),
    secrets: new Map(),
    variables: new Map(),
    verified: new Map(),
    dispatches: [],
    queue: [],
  };
  state.repos.push(repo);
  for (const [login, role] of Object.entries(options.collaborators ?? {})) {
    const account =
      state.account(login) ??
      world.addAccount(login, "User", { name: login, email: `${login.toLowerCase()}@example.com` });
    repo.collaborators.set(account.id, role);
  }
  await fill(world, repo, options);
  return repo;
}

async function fill(world: World, repo: Repo, options: RepoOptions): Promise<void> {
  const { git, parent, defaultBranch } = repo;
  const author = { ...world.signature(repo.owner), email: `${repo.owner.login.toLowerCase()}@example.com` };
  if (parent) {
    await git.git(["fetch", "--quiet", parent.git.dir, "+refs/heads/*:refs/heads/*"]);
  } else if (options.from !== undefined) {
    const except = new Set([".git", "node_modules", ...(options.except ?? [])]);
    await seed(git, options.from, defaultBranch, author, except);
  } else if (options.files) {
    const changes = await Promise.all(
      Object.entries(options.files).map(async ([path, text]) => ({
        path,
        mode: "100644",
        sha: await git.writeBlob(Buffer.from(text)),
      })),
    );
    const tree = await git.writeTree(undefined, changes);
    const sha = await git.writeCommit({
      tree,
      parents: [],
      author,
      committer: author,
      message: "First commit",
    });
    await git.updateRef(`refs/heads/${defaultBranch}`, sha);
  }
  const tip = await git.ref(`refs/heads/${defaultBranch}`);
  if (!tip) return;
  repo.activities.push({
    id: world.state.nextId(),
    before: zeroSha,
    after: tip,
    ref: `refs/heads/${defaultBranch}`,
    type: "branch_creation",
    actor: repo.owner,
    at: world.now(),
  });
}
