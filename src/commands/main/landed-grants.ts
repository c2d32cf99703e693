import { grantOf, windowOf } from "../../domain/clock.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { type GrantKey, grantPath, keyOf, parseKey } from "../../domain/key.ts";
import type { GrantFile, LandedGrant } from "../../domain/model.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import { readGrants } from "../../files/grants.ts";
import type { CommitFacts, Landing, Repository } from "../ports.ts";

export interface Landed {
  /** Every readable grant file of the commit, with its key and its window. */
  readonly grants: readonly LandedGrant[];
  /** Keys of files that cannot be read, or that extend a grant nobody can find. */
  readonly unreadable: ReadonlySet<GrantKey>;
  readonly findings: readonly Finding[];
}

/**
 * The grants that a commit of main has, with their windows: from Git alone.
 *
 * @param folder `grants`, or a role's folder where only its grants matter
 */
export async function landedGrants(
  repository: Repository,
  commit: string,
  folder = "grants",
): Promise<Landed> {
  const [entries, landings] = await Promise.all([
    repository.tree(commit, [folder]),
    repository.landings(commit, folder),
  ]);
  const { grants: files, findings } = readGrants(entries);
  const windows = new Windows(repository, { tip: commit, landings });
  const grants: LandedGrant[] = [];
  const unreadable = new Set<GrantKey>();
  const lost: Finding[] = [];
  for (const file of files) {
    const landing = landings.get(file.file);
    if (!landing) continue;
    const key = keyOf(file.role, file.id, landing.commit);
    const extended = file.extends === undefined ? undefined : await windows.of(file.extends);
    const window = windowOf(file, landing.at, extended?.end);
    if (window) grants.push({ ...grantOf(file, landing.at, window), key, commit: landing.commit });
    else {
      unreadable.add(key);
      lost.push(
        error("extends", file.at("extends"), `${file.extends} is no grant of this repository's history`),
      );
    }
  }
  const readable = new Set(files.map((file) => file.file));
  for (const key of keysOfUnread(entries, readable, landings)) unreadable.add(key);
  return { grants, unreadable, findings: [...findings, ...lost] };
}

function* keysOfUnread(
  entries: readonly TreeEntry[],
  readable: ReadonlySet<string>,
  landings: ReadonlyMap<string, { readonly commit: string }>,
): Generator<GrantKey> {
  for (const { path } of entries) {
    const [, role, id] = /^grants\/([^/]+)\/([^/]+)\.yaml$/.exec(path) ?? [];
    const landing = landings.get(path);
    if (role === undefined || id === undefined || !landing || readable.has(path)) continue;
    const key = keyOf(role, id, landing.commit);
    if (parseKey(key)) yield key;
  }
}

/** The history that grants land in. */
export interface Main {
  readonly tip: string;
  /** What is known of the tip's files already. */
  readonly landings?: ReadonlyMap<string, Landing>;
}

/**
 * Windows of grants by key, looked up in history: a grant that is extended may be gone from main by now, and may
 * itself extend another.
 */
export class Windows {
  readonly #repository: Repository;
  readonly #main: Main | undefined;
  readonly #known = new Map<GrantKey, Promise<LandedGrant | undefined>>();

  /** @param main whose history a key must come from; absent: any commit that put the file where it is */
  constructor(repository: Repository, main?: Main) {
    this.#repository = repository;
    this.#main = main;
  }

  /** The grant of a key as it landed; undefined where history has none, or where its chain leads nowhere. */
  of(key: GrantKey, below: ReadonlySet<GrantKey> = new Set()): Promise<LandedGrant | undefined> {
    const known = this.#known.get(key) ?? this.#find(key, new Set([...below, key]));
    this.#known.set(key, known);
    return known;
  }

  async #find(key: GrantKey, chain: ReadonlySet<GrantKey>): Promise<LandedGrant | undefined> {
    const parts = parseKey(key);
    if (!parts || parts.emergency) return undefined;
    const path = grantPath(parts.role, parts.id);
    const commit = await this.#landing(path, parts.commit);
    if (!commit) return undefined;
    const file = readGrants(await this.#repository.tree(commit.sha, [path])).grants.find(
      (one) => one.file === path,
    );
    if (!file) return undefined;
    const extended = await this.#extendedBy(file, chain);
    const window = windowOf(file, commit.committed, extended?.end);
    return window && { ...grantOf(file, commit.committed, window), key, commit: commit.sha };
  }

  /**
   * The commit of an abbreviated SHA, where it is the one that put the file there. A later commit has the file too: a
   * key made of that one would begin later, and so stretch what extends it.
   */
  async #landing(path: string, abbreviated: string): Promise<CommitFacts | undefined> {
    const today = this.#main?.landings?.get(path);
    if (today?.commit.startsWith(abbreviated)) return this.#repository.commit(today.commit);
    if (this.#main !== undefined) {
      const touching = await this.#repository.commitsTouching(this.#main.tip, path);
      return touching.find(({ sha }) => sha.startsWith(abbreviated));
    }
    const sha = await this.#repository.expand(abbreviated);
    const commit = sha === undefined ? undefined : await this.#repository.commit(sha);
    const [parent] = commit?.parents ?? [];
    if (commit === undefined || parent === undefined) return commit;
    const changes = await this.#repository.changes(parent, commit.sha);
    return changes.some((change) => change.path === path) ? commit : undefined;
  }

  // A commit cannot name itself, but 12 hex of one can be forged: a chain that leads back to itself leads nowhere.
  async #extendedBy(file: GrantFile, chain: ReadonlySet<GrantKey>): Promise<LandedGrant | undefined> {
    return file.extends === undefined || chain.has(file.extends) ? undefined : this.of(file.extends, chain);
  }
}
