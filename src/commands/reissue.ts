import type { GrantKey } from "../domain/key.ts";
import { type Login, sameLogin } from "../domain/login.ts";
import type { GrantRecord } from "../domain/record.ts";
import { formatInstant } from "../domain/units.ts";
import { tellAndDeliver } from "./issue/issue-grants.ts";
import { endedInside, renewToken } from "./issue/renew-token.ts";
import type { Outcome } from "./outcome.ts";
import type { AuditLogWrites, VaultEnding, VaultIssuing, VaultReads } from "./ports.ts";
import { Stop } from "./stop.ts";

interface Ports {
  readonly vault: VaultReads & VaultIssuing & VaultEnding;
  readonly log: AuditLogWrites;
}

/**
 * A new token for a live grant whose pick-up is lost, or was opened by somebody else: same end, the old token
 * recalled. Needs no approval, and only the grant's own user may ask.
 *
 * @throws Stop where it is not theirs, or not live
 */
export async function reissue(
  ports: Ports,
  key: GrantKey,
  actor: Login,
): Promise<Outcome & { readonly reissued: readonly GrantRecord[] }> {
  const record = (await ports.vault.record(key))?.value;
  if (!record)
    throw new Stop(2, `there is no grant ${key} in Vault`, "leasehold status shows the keys of live grants.");
  if (!sameLogin(record.user, actor)) {
    throw new Stop(
      2,
      `${key} is ${record.user}'s: ${actor} may not have a token of it`,
      `${record.user} runs leasehold reissue.`,
    );
  }
  if (record.state !== "live" || record.end <= (await ports.vault.now())) {
    throw new Stop(
      2,
      `${key} is over since ${formatInstant(record.ended_at ?? record.end)}`,
      "Ask anew: leasehold request.",
    );
  }
  if (record.ending || (await endedInside(ports.vault, record))) {
    throw new Stop(
      2,
      `${key} was recalled: its token has ended before its time`,
      "Ask whoever recalled it, and then anew: leasehold request.",
    );
  }
  const renewed = await renewToken(ports.vault, key);
  const { delivered, troubles } = await tellAndDeliver(ports, renewed ? [renewed] : [], []);
  return { reissued: delivered, findings: [], troubles };
}
