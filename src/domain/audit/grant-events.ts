import { createHash } from "node:crypto";
import type { GrantRecord } from "../record.ts";
import { formatInstant, type Instant } from "../units.ts";
import {
  type EndedData,
  event,
  type GrantFacts,
  type IssuedData,
  type LeaseholdEvent,
  type RefusedData,
} from "./events.ts";

/** SHA-256 (hex) of an accessor: the log tells tokens apart without naming one. */
export const accessorHash = (accessor: string): string => createHash("sha256").update(accessor).digest("hex");

function facts(record: GrantRecord): GrantFacts {
  return {
    file: record.file,
    role: record.role,
    user: record.user,
    reason: record.reason,
    ...(record.ticket === undefined ? {} : { ticket: record.ticket }),
    begin: formatInstant(record.begin),
    end: formatInstant(record.end),
    commit: record.commit,
    ...pullOf(record),
    ...(record.author === "" ? {} : { author: record.author }),
    approvers: record.approvers,
    ...(record.break_glass ? { break_glass: true } : {}),
  };
}

/** An emergency, and what came by no pull request, has none. */
const pullOf = ({ pull_request }: GrantRecord) => (pull_request > 0 ? { pull_request } : {});

/** `leasehold.grant.issued`, once for a key; undefined where the record was never issued. */
export function issuedEvent(record: GrantRecord): LeaseholdEvent<IssuedData> | undefined {
  if (record.issued_at === undefined || record.accessor === undefined) return undefined;
  // A repair or a reissue replaces the accessor; what was issued first is the oldest of those it superseded.
  const first = record.superseded?.[0] ?? record.accessor;
  return event("leasehold.grant.issued", record.key, record.issued_at, {
    ...facts(record),
    policy_commit: record.policy_commit,
    token_role: record.token_role,
    access: record.access,
    issued_at: formatInstant(record.issued_at),
    accessor_sha256: accessorHash(first),
  });
}

/** What the log is told when a grant is issued: and loudly, where nobody approved it before. */
export function issueEvents(record: GrantRecord): LeaseholdEvent[] {
  const issued = issuedEvent(record);
  if (!issued) return [];
  if (!record.break_glass) return [issued];
  return [issued, event("leasehold.breakglass.used", record.key, issued.time, issued.data)];
}

/** `leasehold.grant.delivered`: the pick-up of this token is where its person finds it. */
export function deliveredEvent(record: GrantRecord, at: Instant): LeaseholdEvent | undefined {
  if (record.accessor === undefined) return undefined;
  const accessor_sha256 = accessorHash(record.accessor);
  const data = { role: record.role, user: record.user, ...pullOf(record), accessor_sha256 };
  return event("leasehold.grant.delivered", record.key, at, data, accessor_sha256.slice(0, 12));
}

/**
 * `leasehold.grant.unusual` of a grant that was recalled because somebody else had opened its pick-up, as its person
 * says: Vault tells that a wrapping was opened, never by whom. Undefined of any other.
 */
export function stolenEvent(record: GrantRecord): LeaseholdEvent | undefined {
  const { key, role, user, ending, ended_at } = record;
  if (ending?.report !== "pickup-opened" || ended_at === undefined) return undefined;
  const message = `the pick-up of ${key} was opened by somebody else than ${user}, as was reported; the grant was recalled for it`;
  return event(
    "leasehold.grant.unusual",
    key,
    ended_at,
    { role, user, what: ending.report, message },
    ending.report,
  );
}

/**
 * `leasehold.grant.unusual` of a grant whose end missed credentials, found and revoked afterwards: somebody kept asking
 * while it ended. Undefined of any other.
 */
export function strayEvent(record: GrantRecord): LeaseholdEvent | undefined {
  const { key, role, user, proof } = record;
  if (record.state !== "ended" || !proof || proof.strays_revoked === 0) return undefined;
  const what = "asked-at-the-end";
  const message = `${strayCount(proof.strays_revoked)} in the moment ${key} of ${user} ended, and its end missed them; revoked at ${formatInstant(proof.at)}`;
  return event("leasehold.grant.unusual", key, proof.at, { role, user, what, message }, what);
}

const strayCount = (count: number): string =>
  `at least ${count} ${count === 1 ? "credential was" : "credentials were"} asked for`;

/** `leasehold.grant.refused`, once for a key. */
export const refusedEvent = (record: GrantRecord, at: Instant): LeaseholdEvent<RefusedData> =>
  event("leasehold.grant.refused", record.key, at, { ...facts(record), findings: record.findings ?? [] });

/** `leasehold.grant.ended`, once for a key; undefined while its end is not proved. */
export function endedEvent(record: GrantRecord): LeaseholdEvent<EndedData> | undefined {
  const { ended_at, ended_by, proof } = record;
  if (record.state !== "ended" || ended_at === undefined || ended_by === undefined || proof === undefined)
    return undefined;
  return event("leasehold.grant.ended", record.key, proof.at, {
    role: record.role,
    user: record.user,
    end: formatInstant(record.end),
    ended_at: formatInstant(ended_at),
    ended_by,
    proof: {
      at: formatInstant(proof.at),
      tokens_gone: proof.tokens_gone,
      leases_seen: proof.leases_seen,
      strays_revoked: proof.strays_revoked,
    },
  });
}
