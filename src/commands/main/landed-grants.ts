import { grantOf, windowOf } from "../../domain/clock.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { type GrantKey, keyOf, parseKey } from "../../domain/key.ts";
import type { LandedGrant } from "../../domain/model.ts";
import type { TreeEntry } from "../../domain/tree.ts";
import { readGrants } from "../../files/grants.ts";
import type { Landing, Repository } from "../ports.ts";
import { Windows } from "./windows.ts";

export interface Landed {
  /** Every readable grant file of the commit, with its key and its window. */
  readonly grants: readonly LandedGrant[];
  /** Keys of files that cannot be read, or that extend a grant nobody can find. */
  readonly unreadable: ReadonlySet<GrantKey>;
  readonly findings: readonly Finding[];
  /** When each file landed; of the folder `beside` those touched since the oldest of them. */
  readonly landings: ReadonlyMap<string, Landing>;
}

/**
 * The grants that a commit of main has, with their windows: from Git alone.
 *
 * @param folder `grants`, or a role's folder where only its grants matter
 * @param beside another folder, to tell what was touched there meanwhile
 */
export async function landedGrants(
  repository: Repository,
  commit: string,
  folder = "grants",
  beside?: string,
): Promise<Landed> {
  const [entries, landings] = await Promise.all([
    repository.tree(commit, [folder]),
    repository.landings(commit, folder, beside),
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
  return { grants, unreadable, findings: [...findings, ...lost], landings };
}

function* keysOfUnread(
  entries: readonly TreeEntry[],
  readable: ReadonlySet<string>,
  landings: ReadonlyMap<string, { readonly commit: string }>,
): Generator<GrantKey> {
  for (const { path } of entries) {
    if (readable.has(path)) continue;
    const [, role, id] = /^grants\/([^/]+)\/([^/]+)\.yaml$/.exec(path) ?? [];
    const landing = landings.get(path);
    if (role === undefined || id === undefined || !landing) continue;
    const key = keyOf(role, id, landing.commit);
    if (parseKey(key)) yield key;
  }
}
