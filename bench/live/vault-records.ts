/** Vault as it is when grants are live: a record and a pick-up of each. */
import type { OpenBao } from "../../sandbox/openbao.ts";
import { bareCalls, type Call } from "./bare-calls.ts";
import type { LiveGrant } from "./origin.ts";

/** The mount, where `leasehold setup` has not made it. */
export async function mountRecords(bao: OpenBao): Promise<void> {
  await bao.root.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
  // A mount that was just made is being upgraded for a moment: what `write` waits for.
  await bao.root.write("leasehold/config", { cas_required: true });
}

/** @param tokens of the grants, where they were minted: nothing but the two LISTs can be measured without them */
export async function fillRecords(
  bao: OpenBao,
  grants: readonly LiveGrant[],
  tokens: ReadonlyMap<string, object> = new Map(),
): Promise<void> {
  const calls = grants.flatMap((grant) => [
    put(`grants/${grant.key}`, { ...recordOf(grant), ...tokens.get(grant.key) }),
    put(`pickups/${grant.key}/${grant.user}`, { wrapping_token: "s.bench", role: grant.role }),
  ]);
  await bareCalls(bao.address, bao.rootToken, calls);
}

const put = (name: string, data: object): Call => ({
  method: "POST",
  path: `/v1/leasehold/data/${name}`,
  body: JSON.stringify({ options: { cas: 0 }, data }),
});

const time = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace(".000", "");

/** What the record of a live grant says, but for its token. */
export const recordOf = (grant: LiveGrant, tokenRole = `leasehold-role-${grant.role}-00000000`) => ({
  key: grant.key,
  file: grant.file,
  role: grant.role,
  user: grant.user,
  alias: grant.user,
  commit: grant.commit,
  policy_commit: grant.commit,
  token_role: tokenRole,
  access: [{ path: `database/creds/read-${Number(grant.role.slice(5))}`, capabilities: ["read"] }],
  pull_request: 1,
  author: grant.user,
  approvers: ["bob", "sam"],
  reason: "Refund 8812 is stuck; need to read its rows",
  begin: time(grant.begin),
  end: time(grant.end),
  issued_at: time(grant.begin),
  state: "live",
});
