/** Tokens as an administrator of Vault sees them, past the product. */
import type { GrantKey } from "../../src/domain/key.ts";
import type { VaultClient } from "../vault-client.ts";

/** Whether a token of this accessor lives. */
export async function lives(vault: VaultClient, accessor: string): Promise<boolean> {
  return (await vault.request("POST", "auth/token/lookup-accessor", { accessor })).status === 200;
}

/** Accessors of the living tokens that carry this key, whoever has them. */
export async function tokensOf(vault: VaultClient, key: GrantKey): Promise<string[]> {
  const accessors = await vault.list("auth/token/accessors");
  const found = await Promise.all(
    accessors.map(async (accessor) => {
      const { status, body } = await vault.request("POST", "auth/token/lookup-accessor", { accessor });
      return status === 200 && body.data.meta?.key === key ? [accessor] : [];
    }),
  );
  return found.flat();
}

/** Ids of the leases under a token role's prefix: tokens made, and wrapping tokens not yet opened. */
export const tokenLeases = (vault: VaultClient, tokenRole: string): Promise<string[]> =>
  vault.list(`sys/leases/lookup/auth/token/create/${tokenRole}`);
