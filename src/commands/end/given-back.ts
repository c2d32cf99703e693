import { type GrantKey, isKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { endedInside } from "../issue/renew-token.ts";
import { holdersIn, type Survey } from "../main/survey.ts";
import { attempt, attemptEach } from "../outcome.ts";
import type { AuditLogWrites, GitHubReads, Repository, VaultEnding, VaultReads } from "../ports.ts";
import { endGrants } from "./end-grants.ts";
import type { EndedOver } from "./end-over.ts";
import { settleEnds } from "./settle.ts";
import { sharedPaths } from "./shared-paths.ts";

/**
 * Where people's own revoke pull requests are. Not under `leasehold/`: those of requests are there, named by role, and
 * the schedule's own under `leasehold-ended/`, which it closes when they are not of its making.
 */
export const WISH_BRANCHES = "leasehold-revoke/";

/** Keys of grants for which a revoke pull request of their own is open (`done`, `revoke KEY`). */
export async function wishedBack(
  github: Pick<GitHubReads, "openPullsUnder">,
  branch: string,
): Promise<ReadonlySet<GrantKey>> {
  const pulls = await github.openPullsUnder(WISH_BRANCHES);
  const names = pulls
    .filter(({ base }) => base === branch)
    .map(({ head_branch }) => head_branch.slice(WISH_BRANCHES.length, head_branch.lastIndexOf("-")));
  return new Set(names.filter(isKey));
}

interface Ports {
  readonly vault: VaultReads & VaultEnding;
  readonly github: Pick<GitHubReads, "openPullsUnder">;
  readonly repository: Repository;
  readonly log: AuditLogWrites;
}

const NONE: EndedOver = { ended: [], findings: [], troubles: [] };

/**
 * Closes what people gave back themselves: the token ended by its own hand, the pull request that deletes its file open
 * (formats.md, `done`). A wish alone ends nothing here: merging it does. Comes after the ends that need no GitHub.
 */
export async function endGivenBack(ports: Ports, survey: Survey, branch: string): Promise<EndedOver> {
  const { vault } = ports;
  const going = survey.main.desired.grants.filter(
    ({ key, end }) => survey.actual.records.has(key) && end > survey.now,
  );
  if (!survey.current || going.length === 0) return NONE;
  const wished = await attempt("look what people gave back", () => wishedBack(ports.github, branch));
  if (!wished.ok) return { ...NONE, troubles: [wished.trouble] };
  const looked = await attemptEach(
    going.filter(({ key }) => wished.value.has(key)),
    ({ key }) => `look whether ${key} was given back`,
    async ({ key }) => {
      const record = (await vault.record(key))?.value;
      return record && (await isGivenBack(vault, record));
    },
  );
  const given = looked.done.flatMap(({ item, value }) => (value ? [item.key] : []));
  if (given.length === 0) return { ...NONE, troubles: looked.troubles };
  const done = await endGrants(
    vault,
    given.map((key) => ({ key, why: "file-removed" })),
    { holders: holdersIn(survey), shared_paths: await sharedPaths(vault) },
  );
  const settled = await attempt("settle what people gave back", () =>
    settleEnds(ports, survey.main.policies, done.closed, survey.now, survey.actual.pickups),
  );
  return {
    ended: done.closed.filter((record) => record.state === "ended"),
    findings: done.findings,
    troubles: [...looked.troubles, ...done.troubles, ...(settled.ok ? settled.value : [settled.trouble])],
  };
}

const isGivenBack = async (vault: Pick<VaultReads, "token">, record: GrantRecord): Promise<boolean> =>
  record.state === "live" && record.ending === undefined && (await endedInside(vault, record));
