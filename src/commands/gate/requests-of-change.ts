import { grantOf, unsaidOf, windowOf } from "../../domain/clock.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { Request } from "../../domain/judge.ts";
import type { Login } from "../../domain/login.ts";
import type { GrantFile, LandedGrant } from "../../domain/model.ts";
import type { Instant } from "../../domain/units.ts";
import { alone } from "../../domain/wish.ts";
import type { MendedGrant } from "../../files/grant-file.ts";
import { readGrants } from "../../files/grants.ts";
import { nameFinding } from "../../files/names.ts";
import { ExtendedGrants } from "../main/extended-grants.ts";
import type { FileChange, Repository } from "../ports.ts";

const GRANT = /^grants\/[^/]+\/[^/]+\.yaml$/;

/** What a change does to `grants/`, read but not yet judged. */
export interface GrantChanges {
  /** Files it adds that can be read. */
  readonly added: readonly GrantFile[];
  /** What files it adds that are broken in their form mean: what else is wrong with them is told, too. */
  readonly mended: readonly MendedGrant[];
  /** Grants it deletes. */
  readonly removed: readonly GrantFile[];
  readonly findings: readonly Finding[];
}

/**
 * Reads what a change does to grants. A rename is a deletion and a new request, as no renames are guessed; an edit of
 * a grant of the base is `immutable-grant`; new grants beside anything outside `grants/` are `mixed-change`.
 *
 * @param from the merge base; `base` the tip of the branch it is to be merged into
 */
export async function grantChanges(
  repository: Repository,
  changes: readonly FileChange[],
  { from, base, head }: { readonly from: string; readonly base: string; readonly head: string },
): Promise<GrantChanges> {
  const inside = changes.filter(({ path }) => path === "grants" || path.startsWith("grants/"));
  const deleted = inside.filter(({ status }) => status === "deleted").map(({ path }) => path);
  const changed = inside.filter(({ status }) => status !== "deleted");
  const edited = changed.filter(({ path, before }) => before !== undefined && GRANT.test(path));
  const fresh = changed.filter((change) => !edited.includes(change)).map(({ path }) => path);
  const [entries, gone, there] = await Promise.all([
    fresh.length === 0 ? [] : repository.tree(head, fresh),
    deleted.length === 0 ? [] : repository.tree(from, deleted),
    // Where the base did not move on, what the change adds is not there.
    fresh.length === 0 || from === base
      ? []
      : repository.tree(
          base,
          fresh.filter((path) => GRANT.test(path)),
        ),
  ]);
  const read = readGrants(entries.filter(({ path }) => fresh.includes(path)));
  // Somebody else's change may have put the very same path on the base since this one branched off.
  const taken = new Set(there.map(({ path }) => path));
  const added = read.grants.filter(({ file }) => !taken.has(file));
  const immutable = [...edited.map(({ path }) => path), ...fresh.filter((path) => taken.has(path))];
  const requests = fresh.filter((path) => GRANT.test(path) && !taken.has(path));
  const found = new Set(entries.map(({ path }) => path));
  return {
    added,
    mended: read.mended.filter(({ grant }) => !taken.has(grant.file)),
    removed: readGrants(gone).grants,
    findings: [
      ...read.findings.filter(({ file }) => file === undefined || !taken.has(file)),
      ...fresh.filter((path) => !found.has(path)).map(lostPath),
      ...immutable.map(immutableGrant),
      ...mixedChange(requests, changes),
    ],
  };
}

/** A path with bytes that are no UTF-8 was decoded to another one: nobody read what lies there, so it may not pass. */
const lostPath = (file: string): Finding =>
  nameFinding(
    file,
    "is changed and cannot be found again: its name is no valid UTF-8",
    "name it grants/<role>/<id>.yaml with a to z, 0 to 9 and -",
  );

const immutableGrant = (file: string): Finding =>
  error(
    "immutable-grant",
    { file, line: 1, column: 1 },
    "a grant that is on the base cannot be edited: its approvers saw something else",
    "Restore it. To extend, add another file (leasehold extend); to end, delete it (leasehold revoke).",
  );

function mixedChange(added: readonly string[], changes: readonly FileChange[]): Finding[] {
  const outside = changes.map(({ path }) => path).filter((path) => !path.startsWith("grants/"));
  const [first] = outside;
  if (first === undefined) return [];
  const others = outside.length === 1 ? "" : ` and ${outside.length - 1} more`;
  return added.map((file) =>
    error(
      "mixed-change",
      { file, line: 1, column: 1 },
      `a change that adds a grant also touches ${JSON.stringify(first)}${others}: a request stands alone`,
      "Ask in a pull request that touches grants/ only.",
    ),
  );
}

/** The branch that files would land on. */
interface Onto {
  readonly tip: string | undefined;
  /** What is extended must be among them. */
  readonly grants: readonly LandedGrant[];
}

/** The requests of files that would land at a moment. */
export async function requestsOf(
  repository: Repository,
  files: readonly GrantFile[],
  { tip, grants: base }: Onto,
  landed: Instant,
  author: Login | undefined,
): Promise<Request[]> {
  const extended = new ExtendedGrants(repository, base, tip);
  const there = new Set(base.map((grant) => grant.key));
  return Promise.all(
    files.map(async (file) => {
      const chain =
        file.extends === undefined || !there.has(file.extends) ? [] : await extended.chainTo(file.extends);
      const window = windowOf(file, landed, chain.at(-1)?.end) ?? alone(file, landed);
      return {
        grant: grantOf(file, landed, window),
        ...(author === undefined ? {} : { author }),
        ...(file.extends === undefined ? {} : { chain }),
      };
    }),
  );
}

/** What broken files ask for, as far as they say it: to be judged, and for nothing else. */
export async function mendedRequests(
  repository: Repository,
  mended: readonly MendedGrant[],
  onto: Onto,
  landed: Instant,
  author: Login | undefined,
): Promise<Request[]> {
  const requests = await requestsOf(
    repository,
    mended.map(({ grant }) => grant),
    onto,
    landed,
    author,
  );
  return requests.map((request, index) => ({
    ...request,
    unsaid: unsaidOf(request.grant, mended[index]?.unsaid ?? new Set()),
  }));
}
