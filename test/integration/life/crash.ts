/** How things stood before a run that is killed: nothing issued, or a live grant as apply had left it. */

import { AT } from "../../../sandbox/acme.ts";
import type { Company } from "../../../sandbox/company/company.ts";
import { rewriteRecord } from "../../../sandbox/company/records.ts";
import type { GrantKey } from "../../../src/domain/key.ts";

/** As if nothing had ever been issued: records, pick-ups, tokens of the role, owed rotations and the log are gone. */
export async function forgetAll(company: Company, tokenRole?: string): Promise<void> {
  const { vault } = company;
  if (tokenRole !== undefined)
    await vault.request("PUT", `sys/leases/revoke-prefix/auth/token/create/${tokenRole}`, { sync: true });
  const remove = async (folder: string, names: readonly string[]) => {
    for (const name of names) await vault.remove(`leasehold/metadata/${folder}/${name}`);
  };
  for (const key of await vault.list("leasehold/metadata/pickups")) {
    const folder = `pickups/${key.replace(/\/$/, "")}`;
    await remove(folder, await vault.list(`leasehold/metadata/${folder}`));
  }
  for (const folder of ["grants", "anchors", "rotations"]) {
    await remove(folder, await vault.list(`leasehold/metadata/${folder}`));
  }
  const { git } = company.acme.octokit("olivia");
  await git.deleteRef({ ...AT, ref: "heads/leasehold-audit" }).catch(() => undefined);
}

/** What `apply` had left of a grant that its person opened, before anybody ended it: the token, and its record. */
export async function liveGrant(
  company: Company,
  record: Readonly<Record<string, unknown>>,
  opened: boolean,
) {
  const { vault } = company;
  const key = String(record.key) as GrantKey;
  const minted = await vault.write(
    `auth/token/create/${record.token_role}`,
    { explicit_max_ttl: "3000s", display_name: "alice", meta: { key, user: "alice" } },
    { wrapTtl: "3000s" },
  );
  const { wrapped_accessor, accessor, token } = minted.wrap_info;
  await vault.write(`leasehold/data/grants/${key}`, {
    options: { cas: 0 },
    data: { ...record, accessor: wrapped_accessor, wrap_accessor: accessor },
  });
  await vault.write(`leasehold/data/pickups/${key}/alice`, {
    options: { cas: 0 },
    data: { wrapping_token: token, token_role: record.token_role, role: record.role, pull_request: 1 },
  });
  const unwrapped = opened ? await vault.as(token, undefined).write("sys/wrapping/unwrap") : undefined;
  return { accessor: String(wrapped_accessor), token: vault.as(unwrapped?.auth.client_token) };
}

/** As if the record had been made long ago: a run leaves young ones to the run that made them. */
export const grownOld = (company: Company, key: GrantKey) =>
  rewriteRecord(company.vault, key, {
    issued_at: new Date(Date.now() - 300_000).toISOString().replace(/\.\d+Z/, "Z"),
  });
