import type { GrantKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { endedInside } from "../issue/renew-token.ts";
import { holdersIn, type Survey } from "../main/survey.ts";
import { type Attempt, attempt, attemptEach } from "../outcome.ts";
import type {
  AuditLogReads,
  AuditLogWrites,
  GitHubReads,
  Repository,
  VaultEnding,
  VaultReads,
} from "../ports.ts";
import { endGrants } from "./end-grants.ts";
import type { EndedOver } from "./end-over.ts";
import { mayLackTokens, recalledInside } from "./missing-tokens.ts";
import { settleEnds } from "./settle.ts";
import { sharedPaths } from "./shared-paths.ts";
import { wishedBack } from "./wished-back.ts";

interface Ports {
  readonly vault: VaultReads & VaultEnding;
  readonly github: Pick<GitHubReads, "openPullsUnder">;
  readonly repository: Repository;
  readonly log: AuditLogReads & AuditLogWrites;
}

const NONE: EndedOver = { ended: [], findings: [], troubles: [] };

/**
 * Closes grants whose token was ended by another hand than ours. Given back, where the pull request that deletes the file
 * is open (formats.md, `done`): a wish alone ends nothing here, merging it does. Otherwise somebody ended it inside Vault
 * (`out-of-band`), which is a finding. Comes after the ends that need no GitHub.
 */
export async function endByOthers(ports: Ports, survey: Survey, branch: string): Promise<EndedOver> {
  const { vault } = ports;
  const going = survey.main.desired.grants.filter(
    ({ key, end }) => survey.actual.records.has(key) && end > survey.now,
  );
  if (!survey.current) return NONE;
  const lacking = await attempt("look for tokens that are gone", () => mayLackTokens(ports, survey));
  const suspects = lacking.ok ? lacking.value : [];
  if (going.length === 0 && suspects.length === 0) return withTrouble(NONE, lacking);
  const wished = await attempt("look what people gave back", () => wishedBack(ports.github, branch));
  const wishes = wished.ok ? wished.value : new Set<GrantKey>();
  // Without GitHub's word what a person gave back would be told as somebody else's doing: not now.
  const keys = new Set([
    ...going.flatMap(({ key }) => (wishes.has(key) ? [key] : [])),
    ...(wished.ok ? suspects : []),
  ]);
  const looked = await attemptEach(
    [...keys],
    (key) => `look whether the token of ${key} is gone`,
    (key) => endedBefore(vault, key),
  );
  const gone = looked.done.flatMap(({ value }) => value ?? []);
  const ended = await close(ports, survey, gone, wishes);
  return withTrouble(
    withTrouble({ ...ended, troubles: [...looked.troubles, ...ended.troubles] }, lacking),
    wished,
  );
}

const withTrouble = (one: EndedOver, tried: Attempt<unknown>): EndedOver =>
  tried.ok ? one : { ...one, troubles: [...one.troubles, tried.trouble] };

/** The live record of a key, where its token is gone although its end is still to come by Vault's clock. */
async function endedBefore(vault: VaultReads, key: GrantKey): Promise<GrantRecord | undefined> {
  const record = (await vault.record(key))?.value;
  if (record?.state !== "live" || record.ending || !(await endedInside(vault, record))) return undefined;
  // Asked after the look: a token that ended with its grant just now is over, and the next run says so.
  return record.end > (await vault.now()) + 1 ? record : undefined;
}

async function close(
  ports: Ports,
  survey: Survey,
  gone: readonly GrantRecord[],
  wishes: ReadonlySet<GrantKey>,
): Promise<EndedOver> {
  if (gone.length === 0) return NONE;
  const { vault } = ports;
  const done = await endGrants(
    vault,
    gone.map(({ key }) => ({ key, why: wishes.has(key) ? "file-removed" : "out-of-band" })),
    { holders: holdersIn(survey), shared_paths: await sharedPaths(vault) },
  );
  const settled = await attempt("settle what others ended", () =>
    settleEnds(ports, survey.main.policies, done.closed, survey.now, survey.actual.pickups),
  );
  return {
    ended: done.closed.filter((record) => record.state === "ended"),
    findings: [...gone.filter(({ key }) => !wishes.has(key)).map(recalledInside), ...done.findings],
    troubles: [...done.troubles, ...(settled.ok ? [...settled.value] : [settled.trouble])],
  };
}
