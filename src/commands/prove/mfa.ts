import type { Role } from "../../domain/model.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { VaultReads } from "../ports.ts";

/** Whether people log in with MFA where a role asks for it: a login-enforcement of Vault covers their mount. */
export async function hasWantedMfa(
  vault: Pick<VaultReads, "mfaCovers">,
  setup: SetupRecord | undefined,
  role: Role,
): Promise<boolean> {
  if (!role.require.mfa) return true;
  const accessor = setup?.people_accessor;
  return accessor !== undefined && (await vault.mfaCovers(accessor));
}
