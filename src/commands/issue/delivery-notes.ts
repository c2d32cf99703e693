import { isLive } from "../../domain/clock.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { LandedGrant } from "../../domain/model.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { earlier, type Instant } from "../../domain/units.ts";
import { readRecords } from "../main/read-records.ts";
import type { Survey } from "../main/survey.ts";
import type { LoggedEvent, VaultReads } from "../ports.ts";

/** The earliest moment of which the log is asked: when the oldest grant that matters landed. */
export function oldestOf(survey: Survey, wanted: readonly LandedGrant[]): Instant | undefined {
  const recent = survey.main.desired.grants.filter(
    (grant) => grant.begin > survey.now - RECENT && isLive(grant, survey.now),
  );
  const landed = [...wanted, ...recent].map((grant) => grant.landed);
  return landed.length === 0 ? undefined : landed.reduce(earlier);
}

/** For so long after a grant began, a run looks whether an earlier one died before it noted the delivery. */
const RECENT = 3_600;

/** Live records with a pick-up whose delivery the log does not know: a run died between the two. */
export async function undelivered(
  vault: VaultReads,
  survey: Survey,
  events: readonly LoggedEvent[],
): Promise<GrantRecord[]> {
  const noted = new Set(
    events.filter((one) => one.type === "leasehold.grant.delivered").map((one) => one.subject),
  );
  const issued = events.filter((one) => one.type === "leasehold.grant.issued" && !noted.has(one.subject));
  const keys = issued.map((one) => one.subject as GrantKey).filter((key) => survey.actual.pickups.has(key));
  // One that cannot be read waits for another run: nothing depends on this but a line of the log.
  const { records } = await readRecords(vault, keys);
  return records.filter((record) => record.state === "live");
}
