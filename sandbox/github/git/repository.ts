import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Commit,
  type FileChange,
  type NewCommit,
  parseCommit,
  parseDiff,
  renderCommit,
  type Signature,
  type TreeEntry,
} from "./objects.ts";
import { type GitRun, runGit } from "./process.ts";

export const zeroSha = "0".repeat(40);
const shaPattern = /^[0-9a-f]{40}$/;

/** Refuses what the server decided to refuse; the decision is made before, in push-rules.ts. */
const updateHook = `#!/bin/sh
printf '%s\\n' "$SANDBOX_PUSH_RULES" | while IFS='	' read -r ref rule message; do
  [ "$ref" = "$1" ] || continue
  if [ "$rule" = deny ]; then printf '%s\\n' "$message" >&2; exit 1; fi
  if [ "$rule" = fast-forward ] && ! git merge-base --is-ancestor "$2" "$3"; then
    printf '%s\\n' "$message" >&2; exit 1
  fi
done
`;

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `null` removes the path. */
  readonly sha: string | null;
}

/** A bare Git repository under a temporary folder, worked on through the git binary. */
export class GitRepository {
  readonly dir: string;
  readonly #commits = new Map<string, Commit>();

  private constructor(dir: string) {
    this.dir = dir;
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
      const { code, stdout } = await runGit(
        this.dir,
        ["rev-parse", "--verify", "--quiet", "--end-of-options", `${candidate}^{commit}`],
        { answers: [1, 128] },
      );
      if (code === 0) return stdout.toString("utf8").trim();
    }
    return undefined;
  }

  /** What a full ref points at, tag objects unpeeled. */
  async ref(ref: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(
      this.dir,
      ["rev-parse", "--verify", "--quiet", "--end-of-options", ref],
      { answers: [1, 128] },
    );
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
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
    if (!/^[0-9a-f]{4,40}$/.test(sha)) return undefined;
    const { code, stdout } = await runGit(this.dir, ["cat-file", "-t", sha], { answers: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  async commit(sha: string): Promise<Commit> {
    const [commit] = await this.commits([sha]);
    if (!commit) throw new Error(`no commit ${sha}`);
    return commit;
  }

  /** Commits in the order asked for; objects never change, so each is read once. */
  async commits(shas: readonly string[]): Promise<Commit[]> {
    const missing = shas.filter((sha) => !this.#commits.has(sha));
    if (missing.length > 0) {
      const { stdout } = await runGit(this.dir, ["cat-file", "--batch"], {
        input: `${missing.join("\n")}\n`,
      });
      let at = 0;
      while (at < stdout.length) {
        const end = stdout.indexOf(10, at);
        const [sha = "", type, size] = stdout.toString("latin1", at, end).split(" ");
        if (type !== "commit") break;
        const from = end + 1;
        this.#commits.set(sha, parseCommit(sha, stdout.toString("utf8", from, from + Number(size))));
        at = from + Number(size) + 1;
      }
    }
    return shas.flatMap((sha) => this.#commits.get(sha) ?? []);
  }

  /** SHAs of a range, newest first. */
  async log(args: readonly string[]): Promise<string[]> {
    const out = await this.git(["rev-list", ...args]);
    return out === "" ? [] : out.split("\n");
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean> {
    return this.#holds(["merge-base", "--is-ancestor", ancestor, of]);
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(this.dir, ["merge-base", a, b], { answers: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  /** Two trees or commits against each other; `undefined` as base is the empty tree. */
  async diff(base: string | undefined, head: string): Promise<FileChange[]> {
    const from = base ?? (await this.writeTree(undefined, []));
    const [summary, patches] = await Promise.all([
      this.git(["diff", "-M", "--raw", "--numstat", "-z", "--no-abbrev", from, head]),
      this.git(["diff", "-M", "-p", "--no-color", from, head]),
    ]);
    return parseDiff(summary, patches);
  }

  /** A diff or a patch series as text, for the media types of that name. */
  async diffText(base: string, head: string): Promise<string> {
    return `${await this.git(["diff", "-M", "-p", base, head])}\n`;
  }

  /** Merges without a working tree. @returns the tree, or `undefined` where there are conflicts */
  async mergeTrees(ours: string, theirs: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(this.dir, ["merge-tree", "--write-tree", ours, theirs], {
      answers: [1],
    });
    return code === 0 ? stdout.toString("utf8").split("\n")[0]?.trim() : undefined;
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
    return this.git(["hash-object", "-t", "commit", "-w", "--stdin"], { input: renderCommit(commit) });
  }

  async writeBlob(content: Uint8Array): Promise<string> {
    return this.git(["hash-object", "-w", "--stdin"], { input: content });
  }

  async blob(sha: string): Promise<Buffer> {
    return (await runGit(this.dir, ["cat-file", "blob", sha])).stdout;
  }

  /** Entries of a tree; `undefined` where the commit has no folder of that path. */
  async tree(
    treeish: string,
    options: { path?: string; recursive?: boolean } = {},
  ): Promise<TreeEntry[] | undefined> {
    const folder = options.path ? `${treeish}:${options.path}` : treeish;
    const { code, stdout } = await runGit(
      this.dir,
      ["ls-tree", "-z", "-l", ...(options.recursive ? ["-r", "-t"] : []), folder],
      { answers: [128] },
    );
    if (code !== 0) return undefined;
    return stdout
      .toString("utf8")
      .split("\0")
      .flatMap((line) => {
        const match = /^(\d+) (blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line);
        if (!match) return [];
        const [, mode = "", type, sha = "", size = "-", path = ""] = match;
        return [
          {
            mode,
            type: type as TreeEntry["type"],
            sha,
            path,
            ...(size === "-" ? {} : { size: Number(size) }),
          },
        ];
      });
  }

  /** The entry at a path of a commit. */
  async entry(treeish: string, path: string): Promise<TreeEntry | undefined> {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const name = path.slice(path.lastIndexOf("/") + 1);
    return (await this.tree(treeish, { path: folder }))?.find((entry) => entry.path === name);
  }

  /** Changes a tree through an index of its own. @returns the new tree */
  async writeTree(base: string | undefined, changes: readonly TreeChange[]): Promise<string> {
    const env = { GIT_INDEX_FILE: join(this.dir, `index-${randomUUID()}`) };
    try {
      await this.git(["read-tree", ...(base === undefined ? ["--empty"] : [base])], { env });
      const files = changes.filter((change) => change.mode !== "040000");
      const folders = changes.filter((change) => change.mode === "040000");
      if (files.length > 0) {
        const lines = files.map(
          ({ path, mode, sha }) => `${sha === null ? "0" : mode} ${sha ?? zeroSha}\t${path}\0`,
        );
        await this.git(["update-index", "-z", "--index-info"], { env, input: lines.join("") });
      }
      for (const { path, sha } of folders) {
        // `git rm` wants a working tree, even where it only touches the index.
        const inTree = { ...env, GIT_DIR: this.dir, GIT_WORK_TREE: this.dir };
        await this.git(["rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", path], { env: inTree });
        if (sha !== null) await this.git(["read-tree", `--prefix=${path}/`, sha], { env });
      }
      return await this.git(["write-tree"], { env });
    } finally {
      await rm(env.GIT_INDEX_FILE, { force: true });
    }
  }

  /** Puts a folder's files into the repository as one commit on a branch. */
  async seed(
    folder: string,
    branch: string,
    author: Signature,
    message: string,
    except: ReadonlySet<string>,
  ): Promise<string> {
    const work = await mkdtemp(join(tmpdir(), "sandbox-github-seed-"));
    try {
      await cp(folder, work, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !except.has(source.slice(folder.length).replace(/^\//, "")),
      });
      const env = {
        GIT_DIR: this.dir,
        GIT_WORK_TREE: work,
        GIT_INDEX_FILE: join(this.dir, `index-${randomUUID()}`),
      };
      await runGit(work, ["add", "--all", "--force", "."], { env });
      const tree = (await runGit(work, ["write-tree"], { env })).stdout.toString("utf8").trim();
      await rm(env.GIT_INDEX_FILE, { force: true });
      const sha = await this.writeCommit({ tree, parents: [], author, committer: author, message });
      await this.updateRef(`refs/heads/${branch}`, sha);
      return sha;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

export const isSha = (text: string): boolean => shaPattern.test(text);
