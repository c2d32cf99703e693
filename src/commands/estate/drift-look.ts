import { IDENTITIES, identityName, isRoleVersion, versionOfTokenRole } from "../../domain/access/names.ts";
import type { Body } from "../../domain/access/role-version.ts";
import { type VaultSetup, vaultSetup } from "../../domain/access/vault-setup.ts";
import type { Policies, Settings } from "../../domain/model.ts";
import { type AccessEstate, driftChanges, type SetupChange } from "../../domain/setup/difference.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import { attemptEach } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { VaultLooks, VaultReads } from "../ports.ts";
import { keptVersions } from "./kept-versions.ts";
import { ownLeases } from "./own-leases.ts";
import { foundPolicy } from "./read-estate.ts";

/** What drift is looked for with: nothing here can write. */
export type DriftVault = Pick<VaultReads, "recordKeys" | "record" | "tokenLeases"> & VaultLooks;

export interface DriftSubject {
  readonly policies: Policies;
  readonly settings: Settings;
  readonly setup: SetupRecord;
  /** The access repository, by whose name and number JWT roles are bound. */
  readonly repository: { readonly slug: string; readonly id: number };
}

/**
 * How Vault differs from `policies/`, by setup's own difference, as far as an identity that changes nothing may look.
 *
 * @throws OutsideError where it may not look at something that setup gives it to see
 */
export async function lookForDrift(vault: DriftVault, subject: DriftSubject): Promise<SetupChange[]> {
  const { policies, settings, setup, repository } = subject;
  const workflows = `auth/${settings.vault.workflows.mount}`;
  const mine = (kept: AccessEstate["kept"]): VaultSetup =>
    // An accessor that setup never wrote down makes the pick-up policy differ: it gives nobody anything.
    vaultSetup(policies, settings, { repository, people_accessor: setup.people_accessor ?? "", kept });
  const wanted = mine([]);

  const names = (await vault.list("sys/policies/acl")).filter(
    (name) => isRoleVersion(name) || Object.hasOwn(wanted.policies, name),
  );
  const roles = (await vault.list("auth/token/roles")).filter(
    (name) => versionOfTokenRole(name) !== undefined,
  );
  const found = await readAt(vault, "sys/policies/acl", names);
  const token_roles = await readAt(vault, "auth/token/roles", roles);
  const acl = new Map([...found].map(([name, body]) => [name, foundPolicy(body)]));
  const kept = await keptVersions(
    { ...vault, tokenLeases: async (name) => [...(await ownLeases(vault, name))] },
    policies,
    acl,
    token_roles,
  );
  const paths = Object.keys(wanted.mounts).filter((path) => path.endsWith("/config"));
  const has: AccessEstate = {
    configs: await readAt(vault, "", paths),
    policies: acl,
    token_roles,
    jwt_roles: await readAt(vault, `${workflows}/role`, IDENTITIES.map(identityName)),
    kept,
  };
  return driftChanges(mine(kept), has);
}

/**
 * By name what is there. A role version that setup did not write is one the audit identity may not read: its name alone
 * says that it is none of ours.
 */
async function readAt(
  vault: VaultLooks,
  folder: string,
  names: readonly string[],
): Promise<Map<string, Body>> {
  const read = await attemptEach(
    names,
    (name) => name,
    async (name): Promise<Body | undefined> => {
      try {
        return await vault.read(folder === "" ? name : `${folder}/${name}`);
      } catch (error) {
        const foreign = error instanceof OutsideError && error.code === "denied" && versionOfTokenRole(name);
        if (foreign) return {};
        throw error;
      }
    },
  );
  const [trouble] = read.troubles;
  if (trouble) throw new OutsideError("vault", "denied", trouble.message, { hint: trouble.hint ?? "" });
  return new Map(read.done.flatMap(({ item, value }) => (value === undefined ? [] : [[item, value]])));
}
