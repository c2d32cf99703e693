import { type AclLine, aclText, can } from "./acl.ts";
import { anyOf, endLeases, type Reach, tidyPickups, tokenRoleNames } from "./endings.ts";
import { createWrapped, putPickup } from "./issuing.ts";
import type { TokenRole } from "./role-version.ts";

/**
 * Everybody's: read the pick-ups that carry one's own name, of any grant.
 *
 * @param accessor of the auth mount people log in with: the alias there is what the last segment must equal
 */
export const pickupAcl = (mount: string, accessor: string): string =>
  aclText([[ownPickups(mount, accessor), can("read")]]);

const ownPickups = (mount: string, accessor: string): string =>
  `${mount}/data/pickups/+/{{identity.entity.aliases.${accessor}.name}}`;

/** Responders': end grants at once, one by one or all of a role, and write down that they did. */
export const recallAcl = (reach: Reach): string =>
  aclText([
    ...endLeases(reach),
    ...tidyPickups(reach),
    [`${reach.mount}/data/grants/+`, can("read", "update")],
    [`${reach.mount}/data/setup`, can("read")],
    ...tokenRoleNames(reach.versions).map(
      (name): AclLine => [`sys/leases/revoke-prefix/auth/token/create/${name}`, can("update", "sudo")],
    ),
  ]);

/**
 * Operators': issue while GitHub is down, through the break-glass token roles alone.
 *
 * @param accessor of the auth mount people log in with
 * @param breakGlass the `-bg` token roles of the roles as they stand
 */
export const emergencyAcl = (mount: string, accessor: string, breakGlass: readonly TokenRole[]): string =>
  aclText([
    ...breakGlass.map(createWrapped),
    [`${mount}/data/grants/+`, { ...can("create"), allowed_parameters: anyOf("data", "options") }],
    putPickup(mount),
    // Their own pick-ups are nearer in everybody's policy, which only reads. Without parameters: those would be asked
    // of that reading too.
    [ownPickups(mount, accessor), can("create")],
    [`${mount}/data/setup`, can("read")],
  ]);
