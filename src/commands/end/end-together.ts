import { leasedPaths } from "../../domain/access/paths.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { accessorsOf } from "../../domain/record.ts";
import { attempt, attemptEach } from "../outcome.ts";
import type { VaultEnding, VaultReads, VaultRecalling, Versioned } from "../ports.ts";
import { close, type Ended, endGrants, type Gone } from "./end-grants.ts";
import { AccessLeases } from "./lease-passes.ts";
import { type EndingGround, without } from "./prove-end.ts";

type RecallVault = VaultReads & VaultEnding & VaultRecalling;

/** From so many on, grants of one token role end together: fewer are each looked at on their own. */
export const TOGETHER = 16;

/**
 * Ends all grants of a token role with one call to Vault, then proves each end and closes its record: two calls a grant
 * beside the read that found it (docs/decisions/0063-recall-together.md). That no lease is left under the token role
 * proves that none of its tokens is, opened or not. Whatever does not go through ends as any other grant does.
 *
 * @param records all that are live under the token role
 * @returns also how many leases there were, at least, that no record names
 */
export async function endTogether(
  vault: RecallVault,
  tokenRole: string,
  records: readonly Versioned<GrantRecord>[],
  ground: EndingGround,
): Promise<Ended & { readonly unrecorded: number }> {
  const keys = records.map(({ value }) => value.key);
  const ended = await attempt(`end every token of ${tokenRole}`, async () => {
    const leases = await vault.countTokenLeases(tokenRole);
    const from = await vault.now();
    await vault.endTokenRole(tokenRole);
    const left = await vault.countTokenLeases(tokenRole);
    return { leases, from, left, to: await vault.now() };
  });
  const one = (key: GrantRecord["key"]) => ({ key, why: "recalled" as const });
  if (!ended.ok || ended.value.left > 0) {
    return { ...(await endGrants(vault, keys.map(one), ground)), unrecorded: 0 };
  }
  const { leases, from, to } = ended.value;
  const access = new AccessLeases(vault);
  const others = without(ground, keys);
  const paths = new Set(records.flatMap(({ value }) => leasedPaths(value.access)));
  await attempt("look at what is left", async () => {
    await access.at();
    await Promise.all([...paths].map((path) => access.under(path)));
  });
  const closings = await attemptEach(
    records,
    ({ value }) => `end ${value.key}`,
    async ({ value, version }) => {
      const meant = { ...value, ending: value.ending ?? { why: "recalled" as const, at: from } };
      const gone: Gone = {
        kind: "gone",
        key: value.key,
        ending: one(value.key),
        found: { value: meant, version },
        ended: { from, to },
      };
      const closed = await close(vault, gone, others, access);
      if (closed.kind === "closed") await vault.deletePickup(value.key, value.alias);
      return closed;
    },
    { step: "ends proved", reporter: ground.reporter, signal: ground.signal },
  );
  const closed = closings.done.flatMap(({ value }) => (value.kind === "closed" ? [value] : []));
  const done = new Set(closed.map(({ record }) => record.key));
  const left = keys.filter((key) => !done.has(key));
  const rest = await endGrants(vault, left.map(one), ground);
  const named = records.reduce((sum, { value }) => sum + accessorsOf(value).length + 1, 0);
  return {
    closed: [...closed.map(({ record }) => record), ...rest.closed],
    findings: [...closed.flatMap(({ findings }) => findings ?? []), ...rest.findings],
    troubles: rest.troubles,
    unrecorded: Math.max(0, leases - named),
  };
}
