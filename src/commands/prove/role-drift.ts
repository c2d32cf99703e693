import { roleVersionName, tokenRoleName } from "../../domain/access/names.ts";
import { roleAcl, tokenRoleBody, tokenRolesOf } from "../../domain/access/role-version.ts";
import { sameBody, samePolicy } from "../../domain/access/sameness.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { Role } from "../../domain/model.ts";
import type { VaultReads } from "../ports.ts";

const SETUP = "An administrator runs leasehold setup --plan to see the difference, then leasehold setup.";

/**
 * That Vault's copy of a role is what the role file says: its ACL policy and its token role (design.md, "Provenance",
 * 4). Both are named by what they hold, so a difference means that somebody changed one by hand, or that setup has not
 * run since the file changed.
 */
export async function roleDrift(vault: VaultReads, role: Role, breakGlass: boolean): Promise<Finding[]> {
  const version = roleVersionName(role);
  const name = tokenRoleName(role, breakGlass);
  const wanted = tokenRolesOf(role).find((one) => one.name === name);
  const [policy, tokenRole] = await Promise.all([vault.aclPolicy(version), vault.tokenRole(name)]);
  const drift = (message: string) => [error("drift", role.at(), `${role.name}: ${message}`, SETUP)];
  if (policy === undefined)
    return drift(`Vault has no ACL policy ${version}, which this version of the role needs`);
  if (tokenRole === undefined)
    return drift(`Vault has no token role ${name}, which this version of the role needs`);
  if (!samePolicy(policy, roleAcl(role.access)))
    return drift(`the ACL policy ${version} in Vault is not what the role file gives`);
  if (!wanted || !sameBody(tokenRoleBody(role, wanted), tokenRole)) {
    return drift(`the token role ${name} in Vault is not what the role file gives`);
  }
  return [];
}
