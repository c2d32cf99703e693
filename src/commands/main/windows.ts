import { landedGrant, windowOf } from "../../domain/clock.ts";
import { type GrantKey, grantPath, parseKey } from "../../domain/key.ts";
import type { GrantFile, LandedGrant } from "../../domain/model.ts";
import { readGrants } from "../../files/grants.ts";
import type { CommitFacts, Landing, Repository } from "../ports.ts";

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
    return window && landedGrant(file, commit.committed, window, { key, commit: commit.sha });
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
