import type { Holder } from "../../domain/ending.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { readRecords } from "../main/read-records.ts";
import { isSelected, type Selection } from "../person/open-revoke.ts";
import type { VaultEnding, VaultReads } from "../ports.ts";
import { type Ended, endGrants } from "./end-grants.ts";
import { sharedPaths } from "./shared-paths.ts";

/**
 * Ends the selected grants in Vault at once, with the person's own login (`leasehold-recall`): needs Vault and nothing
 * else. The records say `recalled`; the schedule does the paper (events, owed rotations, pick-ups) at its next run.
 */
export async function recallNow(vault: VaultReads & VaultEnding, selection: Selection): Promise<Ended> {
  const read = await readRecords(vault, await vault.recordKeys());
  const live = read.records.filter((record) => record.state === "live");
  const selected = live.filter((record) => isSelected(selection, record));
  const ended = await endGrants(
    vault,
    selected.map(({ key }) => ({ key, why: "recalled" })),
    { holders: live.map(holderOf), shared_paths: await sharedPaths(vault) },
  );
  // A record nobody could read may be one that was meant: what is not known to be ended is told.
  return { ...ended, troubles: [...ended.troubles, ...read.troubles] };
}

const holderOf = ({ key, access, begin, end }: GrantRecord): Holder & { readonly key: GrantKey } => ({
  key,
  access,
  begin,
  end,
});
