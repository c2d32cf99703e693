import { landedGrant, windowOf } from "../../domain/clock.ts";
import { error, type Finding } from "../../domain/finding.ts";
import { type GrantKey, keyOf, parseGrantPath } from "../../domain/key.ts";
import type { LandedGrant } from "../../domain/model.ts";
import { GrantReader } from "../../files/grants.ts";
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
  const [{ files, unread, findings }, landings] = await Promise.all([
    readFiles(repository, commit, folder),
    repository.landings(commit, folder, beside),
  ]);
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
    if (window) grants.push(landedGrant(file, landing.at, window, { key, commit: landing.commit }));
    else {
      unreadable.add(key);
      lost.push(
        error("extends", file.at("extends"), `${file.extends} is no grant of this repository's history`),
      );
    }
  }
  for (const key of keysOfUnread(unread, landings)) unreadable.add(key);
  return { grants, unreadable, findings: [...findings, ...lost], landings };
}

/** The files of a folder as they are read: each is let go before the next. */
async function readFiles(repository: Repository, commit: string, folder: string) {
  const read = new GrantReader();
  /** Paths of files that hold no grant, for whatever reason. */
  const unread: string[] = [];
  await repository.visitTree(commit, [folder], (entry) => {
    if (!read.add(entry)) unread.push(entry.path);
  });
  return { files: read.grants, unread, findings: read.findings };
}

function* keysOfUnread(
  paths: readonly string[],
  landings: ReadonlyMap<string, Landing>,
): Generator<GrantKey> {
  for (const path of paths) {
    const parts = parseGrantPath(path);
    const landing = landings.get(path);
    if (parts && landing) yield keyOf(parts.role, parts.id, landing.commit);
  }
}
