/** Vault as it is when grants are live: a record and a pick-up of each. */

import type { OpenBao } from "../../sandbox/openbao.ts";
import { recordFormat } from "../../src/adapters/vault/formats/record.ts";
import type { LandedGrant } from "../../src/domain/model.ts";
import type { GrantRecord } from "../../src/domain/record.ts";
import { bareCalls, type Call } from "./bare-calls.ts";

/** The mount, where `leasehold setup` has not made it. */
export async function mountRecords(bao: OpenBao): Promise<void> {
  await bao.root.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
  // A mount that was just made is being upgraded for a moment: what `write` waits for.
  await bao.root.write("leasehold/config", { cas_required: true });
}

/** Writes records and their pick-ups as an administrator may. */
export async function fillRecords(bao: OpenBao, records: readonly GrantRecord[]): Promise<void> {
  await bareCalls(bao.address, bao.rootToken, records.flatMap(callsFor));
}

/** Wrapped tokens as `apply` makes them, nobody having opened them; the accessors of each. @param life in seconds */
export async function mintWrapped(bao: OpenBao, tokenRole: string, count: number, life: number) {
  const mint: Call = {
    method: "POST",
    path: `/v1/auth/token/create/${tokenRole}`,
    headers: { "x-vault-wrap-ttl": `${life}s` },
    body: JSON.stringify({ explicit_max_ttl: `${life}s`, display_name: "alice", meta: {} }),
  };
  const minted = await bareCalls(
    bao.address,
    bao.rootToken,
    Array.from({ length: count }, () => mint),
  );
  return minted.map((answer) => {
    const { wrap_info } = JSON.parse(answer) as { wrap_info: { accessor: string; wrapped_accessor: string } };
    return { accessor: wrap_info.wrapped_accessor, wrap_accessor: wrap_info.accessor };
  });
}

/** What is written for a grant: its record and its pick-up. */
export const callsFor = (record: GrantRecord): Call[] => [
  put(`grants/${record.key}`, recordFormat.toJson(record)),
  put(`pickups/${record.key}/${record.alias}`, { wrapping_token: "s.bench", role: record.role }),
];

export const put = (name: string, data: object, cas = 0): Call => ({
  method: "POST",
  path: `/v1/leasehold/data/${name}`,
  body: JSON.stringify({ options: { cas }, data }),
});

/** What the record of a live grant says. */
export const recordOf = (
  grant: Pick<LandedGrant, "key" | "file" | "role" | "user" | "commit" | "reason" | "begin" | "end">,
  rest: Partial<GrantRecord> = {},
): GrantRecord => ({
  key: grant.key,
  file: grant.file,
  role: grant.role,
  user: grant.user,
  alias: grant.user,
  commit: grant.commit,
  policy_commit: grant.commit,
  token_role: `leasehold-role-${grant.role}-00000000`,
  access: [{ path: `database/creds/${grant.role}`, capabilities: ["read"] }],
  pull_request: 1,
  author: grant.user,
  approvers: ["bob", "sam"],
  reason: grant.reason,
  begin: grant.begin,
  end: grant.end,
  issued_at: grant.begin,
  state: "live",
  ...rest,
});
