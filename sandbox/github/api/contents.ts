import type { TreeEntry } from "../git/objects.ts";
import { refusalOfMove } from "../git/push-rules.ts";
import { zeroSha } from "../git/repository.ts";
import { conflict, notFound, unprocessable } from "../http/refusals.ts";
import { type Call, ok, operation, type Registered, type Reply } from "../http/router.ts";
import { senderOf } from "../pull-events.ts";
import { refMoved } from "../ref-updates.ts";
import { showGitCommit } from "../show/commit.ts";
import type { Json, Repo } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

/** GitHub gives no content of files over 1 MB, and refuses over 100 MB. */
const inline = 1024 * 1024;

type Kind = "file" | "dir" | "symlink" | "submodule";

function kindOf({ type, mode }: TreeEntry): Kind {
  if (type === "tree") return "dir";
  if (type === "commit") return "submodule";
  return mode === "120000" ? "symlink" : "file";
}

const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

function showEntry(world: World, repo: Repo, entry: TreeEntry, path: string, ref: string): Json {
  const kind = kindOf(entry);
  const self = world.repoApi(repo, `/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`);
  const html = world.repoHtml(repo, `/${kind === "dir" ? "tree" : "blob"}/${ref}/${encodePath(path)}`);
  const git = world.repoApi(repo, `/git/${kind === "dir" ? "trees" : "blobs"}/${entry.sha}`);
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: kind === "dir" ? null : world.repoHtml(repo, `/raw/${ref}/${encodePath(path)}`),
    type: kind,
    _links: { self, git, html },
  };
}

/** Path without slashes at its ends, as GitHub takes it. */
const trim = (path: string): string => path.replace(/^\/+|\/+$/g, "");

export const contents: readonly Registered[] = [
  operation("repos/get-content", { need: read }, async ({ input, world, repo, media }) => {
    const path = trim(input.path);
    const ref = input.ref ?? repo.defaultBranch;
    const commit = await repo.git.resolve(ref);
    if (!commit)
      throw notFound(
        input.ref === undefined ? "This repository is empty." : `No commit found for the ref ${ref}`,
      );
    const entry = path === "" ? undefined : await repo.git.entry(commit, path);
    if (path === "" || entry?.type === "tree") {
      const entries = (await repo.git.tree(commit, { path })) ?? [];
      const shown = entries.map((one) =>
        showEntry(world, repo, one, path === "" ? one.path : `${path}/${one.path}`, ref),
      );
      if (media !== "object") return ok(shown);
      const folder: TreeEntry = entry ?? {
        mode: "040000",
        type: "tree",
        sha: (await repo.git.commit(commit)).tree,
        path: "",
      };
      return { status: 200, body: { ...showEntry(world, repo, folder, path, ref), entries: shown } };
    }
    if (!entry) throw notFound();
    const shown = showEntry(world, repo, entry, path, ref);
    if (entry.type === "commit") return ok({ ...shown, submodule_git_url: null });
    const content = await repo.git.blob(entry.sha);
    if (media === "raw")
      return { status: 200, body: content, type: "application/vnd.github.raw; charset=utf-8" };
    if (kindOf(entry) === "symlink") return ok({ ...shown, target: content.toString("utf8") });
    const given =
      content.length > inline
        ? { content: "", encoding: "none" }
        : { content: content.toString("base64").replace(/.{60}/g, "$&\n"), encoding: "base64" };
    return ok({ ...shown, ...given });
  }),

  operation("repos/create-or-update-file-contents", { need: write }, async (call) => {
    const { input, repo } = call;
    const path = trim(input.path);
    const branch = input.branch ?? repo.defaultBranch;
    const tip = await repo.git.ref(`refs/heads/${branch}`);
    const empty = (await repo.git.refs("refs/heads")).length === 0;
    if (!tip && !empty) throw notFound(`Branch ${branch} not found`);
    const before = tip && (await repo.git.entry(tip, path));
    if (before && input.sha === undefined) {
      throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
    }
    if (before && before.sha !== input.sha) throw conflict(`${path} does not match ${input.sha}`);
    if (!before && input.sha !== undefined) throw conflict(`${path} does not match ${input.sha}`);
    const blob = await repo.git.writeBlob(Buffer.from(input.content, "base64"));
    const mode = before ? before.mode : "100644";
    return writeFile(call, branch, tip, [{ path, mode, sha: blob }], before ? 200 : 201);
  }),

  operation("repos/delete-file", { need: write }, async (call) => {
    const { input, repo } = call;
    const branch = input.branch ?? repo.defaultBranch;
    const tip = await repo.git.ref(`refs/heads/${branch}`);
    const before = tip && (await repo.git.entry(tip, trim(input.path)));
    if (!before) throw notFound();
    if (before.sha !== input.sha) throw conflict(`${input.path} does not match ${input.sha}`);
    return writeFile(call, branch, tip, [{ path: trim(input.path), mode: before.mode, sha: null }], 200);
  }),
];

async function writeFile(
  call: Call<"repos/create-or-update-file-contents"> | Call<"repos/delete-file">,
  branch: string,
  tip: string | undefined,
  changes: readonly { path: string; mode: string; sha: string | null }[],
  status: number,
): Promise<Reply> {
  const { input, world, repo, actor } = call;
  const own = world.signature(senderOf(actor));
  const person = (given: { name?: string; email?: string; date?: string } | undefined) => ({
    name: given?.name ?? own.name,
    email: given?.email ?? own.email,
    date: given?.date === undefined ? own.date : new Date(given.date),
  });
  const committer = person(input.committer ?? input.author);
  const sha = await repo.git.writeCommit({
    tree: await repo.git.writeTree(tip, changes),
    parents: tip ? [tip] : [],
    author: person(input.author ?? input.committer),
    committer,
    message: input.message,
  });
  const ref = `refs/heads/${branch}`;
  const before = tip ?? zeroSha;
  const refusal = await refusalOfMove(world, repo, actor, { ref, before, after: sha });
  if (refusal !== undefined) throw conflict(refusal);
  // As with git/create-commit: signed for Actions and Apps that name nobody else, not for people.
  if (actor.kind !== "user" && !input.author && !input.committer) repo.verified.set(sha, world.now());
  await repo.git.updateRef(ref, sha, before);
  await refMoved(world, repo, { ref, before, after: sha, actor, cause: "push" });
  const [{ path, sha: blob } = { path: "", sha: null }] = changes;
  const entry = blob === null ? undefined : await repo.git.entry(sha, path);
  return {
    status,
    body: {
      content: entry ? showEntry(world, repo, entry, path, branch) : null,
      commit: showGitCommit(world, repo, await repo.git.commit(sha)),
    },
  };
}
