import type { GrantKey } from "../domain/key.ts";
import type { GrantRecord } from "../domain/record.ts";
import type { RevokeGroup } from "../domain/revoke-group.ts";
import { formatInstant, type Instant } from "../domain/units.ts";

/** GitHub takes 65,536 characters; a row has some 200. */
const ROWS = 250;

export const revokeTitle = ({ name, grants }: RevokeGroup): string =>
  grants.length === 1
    ? `Revoke ${grants[0]?.role}.${grants[0]?.id}: it has ended`
    : `Revoke ${grants.length} ended grants (${name})`;

/**
 * What ended, when, and how that is known: all a reviewer of a revoke pull request has to see.
 *
 * @param closed the number of the one that people closed, which this one stands in for
 */
export function revokeBody(
  group: RevokeGroup,
  records: ReadonlyMap<GrantKey, GrantRecord>,
  closed?: number,
): string {
  const rows = group.grants.slice(0, ROWS).map((grant) => {
    const record = records.get(grant.key);
    return `| ${grant.user} | \`${grant.role}.${grant.id}\` | ${ended(record, grant.end)} | ${known(record)} |`;
  });
  const more = group.grants.length - rows.length;
  return [
    "These grants are over. **Their access has ended already**; merging this only tidies the files away.",
    "",
    "| who | grant | ended (UTC) | how we know |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(more > 0 ? ["", `… and ${more} more.`] : []),
    "",
    closed === undefined
      ? "<sub>Opened by the schedule. Leasehold keeps it up to date; close it and it comes back once.</sub>"
      : `<sub>#${closed} was closed and its files are still on main, so this is it again. Closed once more, it does not come back.</sub>`,
  ].join("\n");
}

const time = (moment: Instant): string => formatInstant(moment).slice(0, 19).replace("T", " ");

const ended = (record: GrantRecord | undefined, end: Instant): string => time(record?.ended_at ?? end);

function known(record: GrantRecord | undefined): string {
  if (!record) return "never issued: its time passed";
  if (record.state === "refused") return "never issued: it was refused";
  const proof = record.proof;
  if (!proof) return "recorded";
  const strays = proof.strays_revoked > 0 ? `, ${proof.strays_revoked} late leases revoked` : "";
  return `token gone, no lease left${strays} (looked at ${time(proof.at)}; ${record.ended_by})`;
}
