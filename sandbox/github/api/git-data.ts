import type { Signature } from "../git/objects.ts";
import { refusalOfMove } from "../git/push-rules.ts";
import { isSha, zeroSha } from "../git/repository.ts";
import { conflict, forbidden, invalid, notFound, unprocessable } from "../http/refusals.ts";
import { type Call, created, noContent, ok, operation, type Registered } from "../http/router.ts";
import { senderOf } from "../pull-events.ts";
import { refMoved } from "../ref-updates.ts";
import { showGitCommit } from "../show/commit.ts";
import { type Json, nodeId, type Repo } from "../state.ts";
import type { World } from "../world.ts";

const read = { permission: "contents", level: "read" } as const;
const write = { permission: "contents", level: "write" } as const;

async function showRef(world: World, repo: Repo, ref: string): Promise<Json | undefined> {
  const sha = await repo.git.ref(ref);
  if (!sha) return undefined;
  const type = (await repo.git.objectType(sha)) ?? "commit";
  return {
    ref,
    node_id: nodeId("Ref", ref),
    url: world.repoApi(repo, `/git/${ref.split("/").map(encodeURIComponent).join("/")}`),
    object: { sha, type, url: world.repoApi(repo, `/git/${type}s/${sha}`) },
  };
}

/** @throws 422 where the branch's rules forbid the move */
async function mustBeAllowed(call: Call<string>, ref: string, before: string, after: string): Promise<void> {
  const refusal = await refusalOfMove(call.world, call.repo, call.actor, { ref, before, after });
  if (refusal !== undefined) throw unprocessable(refusal);
}

/** A date of a request, else now; whole seconds. */
function signatureOf(
  call: Pick<Call<string>, "world" | "actor">,
  given: { name?: string; email?: string; date?: string } | undefined,
): Signature {
  const own = call.world.signature(senderOf(call.actor));
  return {
    name: given?.name ?? own.name,
    email: given?.email ?? own.email,
    date: given?.date === undefined ? own.date : new Date(given.date),
  };
}

export const gitData: readonly Registered[] = [
  operation("git/get-ref", { need: read }, async ({ input, world, repo }) => {
    const shown = await showRef(world, repo, `refs/${input.ref}`);
    if (!shown) throw notFound();
    return ok(shown);
  }),

  operation("git/list-matching-refs", { need: read }, async ({ input, world, repo }) => {
    const wanted = `refs/${input.ref}`;
    const all = (await repo.git.refs("refs")).filter(({ ref }) => ref.startsWith(wanted));
    return ok(await Promise.all(all.map(({ ref }) => showRef(world, repo, ref))));
  }),

  operation("git/create-ref", { need: write }, async (call) => {
    const { input, world, repo, actor } = call;
    if (!/^refs\/[^/]+\/.+$/.test(input.ref))
      throw unprocessable("Reference name must start with 'refs/' and contain at least two slashes.");
    if (input.ref.startsWith("refs/pull/")) throw forbidden("Cannot create hidden refs");
    if (await repo.git.ref(input.ref)) throw unprocessable("Reference already exists");
    if (!isSha(input.sha) || !(await repo.git.objectType(input.sha)))
      throw unprocessable("Object does not exist");
    await mustBeAllowed(call, input.ref, zeroSha, input.sha);
    await repo.git.updateRef(input.ref, input.sha, zeroSha);
    await refMoved(world, repo, { ref: input.ref, before: zeroSha, after: input.sha, actor, cause: "push" });
    return created(await showRef(world, repo, input.ref));
  }),

  operation("git/update-ref", { need: write }, async (call) => {
    const { input, world, repo, actor } = call;
    const ref = `refs/${input.ref}`;
    const before = await repo.git.ref(ref);
    if (!before) throw unprocessable("Reference does not exist");
    if (!isSha(input.sha) || !(await repo.git.objectType(input.sha)))
      throw unprocessable("Object does not exist");
    if (input.force !== true && !(await repo.git.isAncestor(before, input.sha))) {
      throw unprocessable("Update is not a fast forward");
    }
    await mustBeAllowed(call, ref, before, input.sha);
    try {
      await repo.git.updateRef(ref, input.sha, before);
    } catch {
      throw conflict("Reference was changed meanwhile");
    }
    await refMoved(world, repo, { ref, before, after: input.sha, actor, cause: "push" });
    return ok(await showRef(world, repo, ref));
  }),

  operation("git/delete-ref", { need: write }, async (call) => {
    const ref = `refs/${call.input.ref}`;
    const before = await call.repo.git.ref(ref);
    if (!before) throw unprocessable("Reference does not exist");
    await mustBeAllowed(call, ref, before, zeroSha);
    await call.repo.git.deleteRef(ref);
    await refMoved(call.world, call.repo, { ref, before, after: zeroSha, actor: call.actor, cause: "push" });
    return noContent;
  }),

  operation("git/get-commit", { need: read }, async ({ input, world, repo }) => {
    if ((await repo.git.objectType(input.commit_sha)) !== "commit") throw notFound();
    return ok(showGitCommit(world, repo, await repo.git.commit(input.commit_sha)));
  }),

  operation(
    "git/create-commit",
    { need: write, differences: ["a signature given by the caller is kept, not checked: `unknown_key`"] },
    async (call) => {
      const { input, world, repo, actor } = call;
      const types = await Promise.all(
        [input.tree, ...(input.parents ?? [])].map((sha) => repo.git.objectType(sha)),
      );
      if (types[0] !== "tree") throw unprocessable("Tree SHA does not exist");
      if (types.slice(1).some((type) => type !== "commit")) {
        throw unprocessable("Parent SHA does not exist or is not a commit object");
      }
      const author = signatureOf(call, input.author);
      const sha = await repo.git.writeCommit({
        tree: input.tree,
        parents: input.parents ?? [],
        author,
        committer: input.committer ? signatureOf(call, input.committer) : author,
        message: input.message,
        ...(input.signature === undefined ? {} : { signature: input.signature }),
      });
      // GitHub signs what Actions and Apps make, as long as they do not name somebody else.
      if (actor.kind !== "user" && !input.author && !input.committer && input.signature === undefined) {
        repo.verified.set(sha, world.now());
      }
      return created(showGitCommit(world, repo, await repo.git.commit(sha)));
    },
  ),

  operation(
    "git/get-tree",
    { need: read, differences: ["never truncated"] },
    async ({ input, world, repo }) => {
      const at = (await repo.git.resolve(input.tree_sha)) ?? input.tree_sha;
      const tree = await repo.git.ref(`${at}^{tree}`);
      const entries = tree && (await repo.git.tree(tree, { recursive: input.recursive !== undefined }));
      if (!tree || !entries) throw notFound();
      return ok(showTree(world, repo, tree, entries));
    },
  ),

  operation("git/create-tree", { need: write }, async ({ input, world, repo }) => {
    if (input.base_tree !== undefined && !(await repo.git.ref(`${input.base_tree}^{tree}`))) {
      throw unprocessable("base_tree is not a valid tree oid");
    }
    const changes = await Promise.all(
      input.tree.map(async ({ path, mode, sha, content }) => {
        if (
          path === undefined ||
          path.startsWith("/") ||
          path.split("/").some((part) => part === "" || part === "..")
        ) {
          throw unprocessable("tree.path contains a malformed path component");
        }
        const blob = content === undefined ? sha : await repo.git.writeBlob(Buffer.from(content));
        if (blob === undefined) throw unprocessable("Must supply either tree.sha or tree.content");
        if (blob !== null && mode !== "160000" && !(await repo.git.objectType(blob))) {
          throw unprocessable(`tree.sha ${blob} is not a valid object`);
        }
        return { path, mode: mode ?? "100644", sha: blob };
      }),
    );
    const sha = await repo.git.writeTree(input.base_tree, changes);
    return created(showTree(world, repo, sha, (await repo.git.tree(sha)) ?? []));
  }),

  operation("git/create-blob", { need: write }, async ({ input, world, repo }) => {
    const encoding = input.encoding ?? "utf-8";
    if (encoding !== "utf-8" && encoding !== "base64") {
      throw invalid({ resource: "Blob", field: "encoding", code: "invalid" });
    }
    const sha = await repo.git.writeBlob(Buffer.from(input.content, encoding));
    return created({ sha, url: world.repoApi(repo, `/git/blobs/${sha}`) });
  }),

  operation("git/get-blob", { need: read }, async ({ input, world, repo, media }) => {
    if ((await repo.git.objectType(input.file_sha)) !== "blob") throw notFound();
    const content = await repo.git.blob(input.file_sha);
    if (media === "raw")
      return { status: 200, body: content, type: "application/vnd.github.raw; charset=utf-8" };
    return ok({
      sha: input.file_sha,
      node_id: nodeId("Blob", input.file_sha),
      size: content.length,
      url: world.repoApi(repo, `/git/blobs/${input.file_sha}`),
      content: content.toString("base64").replace(/.{60}/g, "$&\n"),
      encoding: "base64",
    });
  }),
];

function showTree(
  world: World,
  repo: Repo,
  sha: string,
  entries: NonNullable<Awaited<ReturnType<Repo["git"]["tree"]>>>,
): Json {
  return {
    sha,
    url: world.repoApi(repo, `/git/trees/${sha}`),
    tree: entries.map(({ path, mode, type, sha: own, size }) => ({
      path,
      mode,
      type,
      sha: own,
      ...(size === undefined ? {} : { size }),
      ...(type === "commit" ? {} : { url: world.repoApi(repo, `/git/${type}s/${own}`) }),
    })),
    truncated: false,
  };
}
