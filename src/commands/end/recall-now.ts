import { roleOfTokenRole } from "../../domain/access/names.ts";
import type { Holder } from "../../domain/ending.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { GrantRecord, RecallReport } from "../../domain/record.ts";
import { readRecords } from "../main/read-records.ts";
import { attempt, attemptEach, type Pace } from "../outcome.ts";
import { isSelected, type Selection } from "../person/open-revoke.ts";
import type { VaultEnding, VaultReads, VaultRecalling } from "../ports.ts";
import { type Ended, endGrants } from "./end-grants.ts";
import { endTogether, TOGETHER } from "./end-together.ts";
import { proveAgain } from "./prove-again.ts";
import { sharedPaths } from "./shared-paths.ts";

export type RecallVault = VaultReads & VaultEnding & VaultRecalling;

export interface Recalled extends Ended {
  /** Leases of tokens that no record names, and that ended with their whole role. */
  readonly unrecorded: number;
}

/**
 * Ends the selected grants in Vault at once, with the person's own login (`leasehold-recall`): needs Vault and nothing
 * else. The records say `recalled`; the schedule does the paper (events, owed rotations, pick-ups) at its next run.
 *
 * Of a whole role, or of all, it ends every token there is, also one that no record names: whoever stole the apply
 * identity made that one. A few grants end by their records first, so that a run which is on mints none of them anew;
 * many end together at once, and what such a run minted meanwhile ends last.
 */
export async function recallNow(
  vault: RecallVault,
  selection: Selection,
  report?: RecallReport,
  { reporter, signal }: Pace = {},
): Promise<Recalled> {
  const read = await readRecords(vault, await vault.recordKeys(), { reporter, signal });
  const live = read.found.filter(({ value }) => value.state === "live");
  const selected = live.filter(({ value }) => isSelected(selection, value));
  const holders = live.map(({ value }) => holderOf(value));
  const surroundings = { reporter, signal, holders, shared_paths: await sharedPaths(vault) };
  const whole = selection.kind === "role" || selection.kind === "all";
  const groups = [...Map.groupBy(selected, ({ value }) => value.token_role)];
  const many = groups.filter(([, records]) => whole && records.length >= TOGETHER);
  const together = [];
  for (const [tokenRole, records] of many)
    together.push(await endTogether(vault, tokenRole, records, surroundings));
  const few = selected.filter(({ value }) => !many.some(([tokenRole]) => tokenRole === value.token_role));
  const ended = await endGrants(
    vault,
    few.map(({ value }) => ({ key: value.key, why: "recalled", ...(report ? { report } : {}) })),
    surroundings,
  );
  const rest = await endTheRest(vault, selection, read.records);
  const all = [...together, ended];
  const closed = all.flatMap((one) => one.closed);
  // What was on its way when the ends were proved; the schedule looks again, and tells of it.
  const late = await proveAgain(vault, closed, surroundings);
  // A record nobody could read may be one that was meant: what is not known to be ended is told.
  return {
    closed,
    findings: [...all, late].flatMap(({ findings }) => findings),
    unrecorded: together.reduce((sum, { unrecorded }) => sum + unrecorded, rest.unrecorded),
    troubles: [...[...all, late].flatMap(({ troubles }) => troubles), ...read.troubles, ...rest.troubles],
  };
}

/** What is left under the token roles of whole roles: those setup wrote down, and those records name. */
async function endTheRest(vault: RecallVault, selection: Selection, records: readonly GrantRecord[]) {
  if (selection.kind === "key" || selection.kind === "user") return { unrecorded: 0, troubles: [] };
  const setup = await attempt("read what setup wrote", () => vault.setup());
  const known = [
    ...((setup.ok ? setup.value?.token_roles : undefined) ?? []),
    ...records.map((record) => record.token_role),
  ];
  const meant = [...new Set(known)].filter(
    (name) => selection.kind === "all" || roleOfTokenRole(name) === selection.role,
  );
  const ended = await attemptEach(
    meant,
    (name) => `end every token of ${name}`,
    async (name) => {
      const leases = await vault.tokenLeases(name);
      if (leases.length > 0) await vault.endTokenRole(name);
      return leases.length;
    },
  );
  return {
    unrecorded: ended.done.reduce((sum, { value }) => sum + value, 0),
    troubles: [...(setup.ok ? [] : [setup.trouble]), ...ended.troubles],
  };
}

const holderOf = ({ key, access, begin, end }: GrantRecord): Holder & { readonly key: GrantKey } => ({
  key,
  access,
  begin,
  end,
});
