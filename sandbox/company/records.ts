/** Records in Vault as an administrator may change them, past the product. */
import type { GrantKey } from "../../src/domain/key.ts";
import type { VaultClient } from "../vault-client.ts";

/** What a record says; tests read it as JSON, sharing no code with the product. */
// biome-ignore lint/suspicious/noExplicitAny: raw answers of Vault, read member by member
export type RawRecord = any;

export async function recordOf(vault: VaultClient, key: GrantKey): Promise<RawRecord | undefined> {
  const answer = await vault.request("GET", `leasehold/data/grants/${key}`);
  return answer.status === 200 ? answer.body.data.data : undefined;
}

/** Puts another record in its place, such as one of an older snapshot. */
export async function replaceRecord(vault: VaultClient, key: GrantKey, record: RawRecord): Promise<void> {
  const { data } = await vault.read(`leasehold/data/grants/${key}`);
  const body = { options: { cas: data.metadata.version }, data: record };
  await vault.write(`leasehold/data/grants/${key}`, body);
}

/** Changes what a record says, such as to make it older. */
export async function rewriteRecord(
  vault: VaultClient,
  key: GrantKey,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  await replaceRecord(vault, key, { ...(await recordOf(vault, key)), ...change });
}
