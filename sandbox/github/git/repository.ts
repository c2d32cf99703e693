import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CatFile } from "./cat-file.ts";
import { writeObject } from "./loose-objects.ts";
import {
  type Commit,
  type FileChange,
  type NewCommit,
  parseCommit,
  parseDiff,
  renderCommit,
  type TreeEntry,
} from "./objects.ts";
import { type GitRun, runGit } from "./process.ts";
import { changeTree, parseTree, type TreeChange } from "./trees.ts";
import { updateHook } from "./update-hook.ts";

export const zeroSha = "0".repeat(40);
const shaPattern = /^[0-9a-f]{40}$/;

/** A bare Git repository under a temporary folder, worked on through the git binary. */
export class GitRepository {
  readonly dir: string;
  readonly #commits = new Map<string, Commit>();
  readonly #objects: CatFile;
  /** Answers that follow from objects alone, which never change. */
  readonly #known = new Map<string, Promise<unknown>>();

  private constructor(dir: string) {
    this.dir = dir;
    this.#objects = new CatFile(dir);
  }

  close(): void {
    this.#objects.close();
  }

  /** Works something out once for the same commits. @param of full SHAs, else it is worked out each time */
  async #once<T>(what: string, of: readonly string[], work: () => Promise<T>): Promise<T> {
    if (!of.every((sha) => shaPattern.test(sha))) return work();
    const key = `${what} ${of.join(" ")}`;
    const known = this.#known.get(key);
    if (known) return known as Promise<T>;
    const made = work();
    this.#known.set(key, made);
    made.catch(() => this.#known.delete(key));
    return made;
  }

  static async create(parent: string, name: string, defaultBranch: string): Promise<GitRepository> {
    const dir = join(parent, `${name}.git`);
    await mkdir(dir, { recursive: true });
    await runGit(dir, ["init", "--bare", "--quiet", `--initial-branch=${defaultBranch}`, "."]);
    const settings: Record<string, string> = {
      "http.receivepack": "true",
      "uploadpack.allowFilter": "true",
      "uploadpack.allowAnySHA1InWant": "true",
      "receive.hideRefs": "refs/pull",
      "receive.advertisePushOptions": "true",
      "core.logAllRefUpdates": "false",
      "gc.auto": "0",
    };
    await writeFile(
      join(dir, "config"),
      `[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n${Object.entries(settings)
        .map(([key, value]) => `[${key.split(".")[0]}]\n\t${key.split(".")[1]} = ${value}`)
        .join("\n")}\n`,
    );
    await mkdir(join(dir, "hooks"), { recursive: true });
    await writeFile(join(dir, "hooks", "update"), updateHook, { mode: 0o755 });
    return new GitRepository(dir);
  }

  async git(args: readonly string[], run?: GitRun): Promise<string> {
    return (await runGit(this.dir, args, run)).stdout.toString("utf8").replace(/\n$/, "");
  }

  async #holds(args: readonly string[]): Promise<boolean> {
    return (await runGit(this.dir, args, { answers: [1, 128] })).code === 0;
  }

  /** The commit a branch, tag, full ref or (abbreviated) SHA names; `undefined` where there is none. */
  async resolve(name: string): Promise<string | undefined> {
    if (name.startsWith("-") || name === "") return undefined;
    const candidates = name.startsWith("refs/")
      ? [name]
      : [
          `refs/heads/${name}`,
          `refs/tags/${name}`,
          ...(/^[0-9a-f]{4,40}$/.test(name) || name === "HEAD" ? [name] : []),
          `refs/${name}`,
        ];
    for (const candidate of candidates) {
      const found = await this.#objects.info(`${candidate}^{commit}`);
      if (found) return found.sha;
    }
    return undefined;
  }

  /** What a full ref points at, tag objects unpeeled. */
  async ref(ref: string): Promise<string | undefined> {
    return (await this.#objects.info(ref))?.sha;
  }

  /** Refs under a prefix, with the type and id of what they point at, by name. */
  async refs(prefix: string): Promise<{ ref: string; type: string; sha: string }[]> {
    const out = await this.git(["for-each-ref", "--format=%(refname) %(objecttype) %(objectname)", prefix]);
    return out.split("\n").flatMap((line) => {
      const [ref, type, sha] = line.split(" ");
      return ref && type && sha ? [{ ref, type, sha }] : [];
    });
  }

  /** @throws GitError when the ref is not at `before` any more */
  async updateRef(ref: string, after: string, before?: string): Promise<void> {
    await this.git(["update-ref", ref, after, ...(before === undefined ? [] : [before])]);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.git(["update-ref", "-d", ref]);
  }

  async objectType(sha: string): Promise<string | undefined> {
    return /^[0-9a-f]{4,40}$/.test(sha) ? (await this.#objects.info(sha))?.type : undefined;
  }

  async commit(sha: string): Promise<Commit> {
    const [commit] = await this.commits([sha]);
    if (!commit) throw new Error(`no commit ${sha}`);
    return commit;
  }

  /** Commits in the order asked for; objects never change, so each is read once. */
  async commits(shas: readonly string[]): Promise<Commit[]> {
    const missing = shas.filter((sha) => !this.#commits.has(sha));
    const objects = await Promise.all(missing.map((sha) => this.#objects.contents(sha)));
    for (const object of objects) {
      if (object?.type !== "commit") continue;
      this.#commits.set(object.sha, parseCommit(object.sha, object.content.toString("utf8")));
    }
    return shas.flatMap((sha) => this.#commits.get(sha) ?? []);
  }

  /** SHAs of a range, newest first. */
  async log(args: readonly string[]): Promise<string[]> {
    const commits = args
      .filter((arg) => !arg.startsWith("-"))
      .flatMap((arg) => arg.replace(/^\^/, "").split(".."));
    const pure = !args.includes("--") && !args.some((arg) => /^--(since|until)/.test(arg));
    const work = async () => {
      const out = await this.git(["rev-list", ...args]);
      return out === "" ? [] : out.split("\n");
    };
    const out = await (pure
      ? this.#once(
          `log ${args.join(" ")}`,
          commits.filter((part) => !/^\d+$/.test(part)),
          work,
        )
      : work());
    return [...out];
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    if (ancestor === of) return true;
    return this.#once("ancestor", [ancestor, of], () =>
      this.#holds(["merge-base", "--is-ancestor", ancestor, of]),
    );
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    return this.#once("merge-base", [a, b], async () => {
      const { code, stdout } = await runGit(this.dir, ["merge-base", a, b], { answers: [1, 128] });
      return code === 0 ? stdout.toString("utf8").trim() : undefined;
    });
  }

  /** Two trees or commits against each other; `undefined` as base is the empty tree. */
  async diff(base: string | undefined, head: string): Promise<FileChange[]> {
    const from = base ?? (await this.writeTree(undefined, []));
    return this.#once("diff", [from, head], async () => {
      const [summary, patches] = await Promise.all([
        this.git(["diff", "-M", "--raw", "--numstat", "-z", "--no-abbrev", from, head]),
        this.git(["diff", "-M", "-p", "--no-color", from, head]),
      ]);
      return parseDiff(summary, patches);
    });
  }

  /** A diff or a patch series as text, for the media types of that name. */
  async diffText(base: string, head: string): Promise<string> {
    return `${await this.git(["diff", "-M", "-p", base, head])}\n`;
  }

  /** Merges without a working tree. @returns the tree, or `undefined` where there are conflicts */
  async mergeTrees(ours: string, theirs: string): Promise<string | undefined> {
    return this.#once("merge-tree", [ours, theirs], async () => {
      const run = await runGit(this.dir, ["merge-tree", "--write-tree", ours, theirs], { answers: [1] });
      return run.code === 0 ? run.stdout.toString("utf8").split("\n")[0]?.trim() : undefined;
    });
  }

  /** Applies what `commit` did to its parent on top of another commit. */
  async cherryPickTree(commit: Commit, onto: string): Promise<string | undefined> {
    const parent = commit.parents[0];
    if (!parent) return commit.tree;
    // A stand-in with the target's tree and the commit's own parent makes that parent the merge base.
    const nobody = { name: "sandbox", email: "sandbox@invalid", date: new Date(0) };
    const target = await this.commit(onto);
    const standIn = await this.writeCommit({
      tree: target.tree,
      parents: [parent],
      author: nobody,
      committer: nobody,
      message: "stand-in",
    });
    return this.mergeTrees(standIn, commit.sha);
  }

  async writeCommit(commit: NewCommit): Promise<string> {
    return writeObject(this.dir, "commit", Buffer.from(renderCommit(commit)));
  }

  async writeBlob(content: Uint8Array): Promise<string> {
    return writeObject(this.dir, "blob", content);
  }

  /** @throws where there is no such blob */
  async blob(sha: string): Promise<Buffer> {
    const object = await this.#objects.contents(sha);
    if (object?.type !== "blob") throw new Error(`no blob ${sha}`);
    return object.content;
  }

  /** Entries of a tree; `undefined` where the commit has no folder of that path. */
  async tree(
    treeish: string,
    options: { path?: string; recursive?: boolean } = {},
  ): Promise<TreeEntry[] | undefined> {
    const root = await this.#objects.info(`${treeish}:${options.path ?? ""}`);
    if (root?.type !== "tree") return undefined;
    return this.#list(root.sha, "", options.recursive ?? false);
  }

  async #list(tree: string, prefix: string, recursive: boolean): Promise<TreeEntry[]> {
    const found = await Promise.all(
      (await this.#entries(tree)).map(async (entry): Promise<TreeEntry[]> => {
        const path = `${prefix}${entry.path}`;
        if (entry.type === "blob") {
          return [{ ...entry, path, size: (await this.#objects.info(entry.sha))?.size ?? 0 }];
        }
        const inner = entry.type === "tree" && recursive ? await this.#list(entry.sha, `${path}/`, true) : [];
        return [{ ...entry, path }, ...inner];
      }),
    );
    return found.flat();
  }

  async #entries(tree: string): Promise<ReturnType<typeof parseTree>> {
    return this.#once("tree", [tree], async () => {
      const object = await this.#objects.contents(tree);
      if (object?.type !== "tree") throw new Error(`no tree ${tree}`);
      return parseTree(object.content);
    });
  }

  /** The entry at a path of a commit. */
  async entry(treeish: string, path: string): Promise<TreeEntry | undefined> {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const name = path.slice(path.lastIndexOf("/") + 1);
    return (await this.tree(treeish, { path: folder }))?.find((entry) => entry.path === name);
  }

  /** Changes the tree of a commit, or a tree. @returns the new tree */
  async writeTree(base: string | undefined, changes: readonly TreeChange[]): Promise<string> {
    const tree = base === undefined ? undefined : (await this.#objects.info(`${base}^{tree}`))?.sha;
    const store = {
      entries: (sha: string) => this.#entries(sha),
      write: (content: Buffer) => writeObject(this.dir, "tree", content),
    };
    return changeTree(store, tree, changes);
  }
}

export const isSha = (text: string): boolean => shaPattern.test(text);
