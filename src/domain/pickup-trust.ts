import { versionOfTokenRole } from "./access/names.ts";
import { type GrantKey, parseKey } from "./key.ts";

/** Why a pick-up is not to be trusted; the words end the sentence "this is not what apply put there: …". */
export type Suspicion = string;

const CREATE = "auth/token/create/";

/**
 * Whether a wrapping token is what apply put into the pick-up of a key, before it is opened (vault.md, "Pick-ups").
 * Vault says where it was made; a forgery that somebody wrapped again has `sys/wrapping/wrap`.
 *
 * @param claimed the token role that the pick-up itself names
 */
export function suspectWrapping(
  key: GrantKey,
  creationPath: string,
  claimed: string | undefined,
): Suspicion | undefined {
  const role = parseKey(key)?.role;
  const tokenRole = creationPath.startsWith(CREATE) ? creationPath.slice(CREATE.length) : undefined;
  if (tokenRole === undefined || tokenRole.includes("/")) return `Vault says it was made at ${creationPath}`;
  const version = versionOfTokenRole(tokenRole);
  // The digest has 8 hex; taking it off by length keeps `orders` and `orders-db` apart.
  if (version?.slice(0, -9) !== `leasehold-role-${role}`) {
    return `its token was made through ${tokenRole}, which is no token role of ${role}`;
  }
  if (claimed !== undefined && claimed !== tokenRole) {
    return `its token was made through ${tokenRole}, the pick-up names ${claimed}`;
  }
  return undefined;
}

/** Whether what came out is the token of this grant. `metadata` is what Vault keeps with the token. */
export function suspectOpened(
  key: GrantKey,
  opened: { readonly token?: unknown; readonly metadata: Readonly<Record<string, string>> },
): Suspicion | undefined {
  if (opened.token === undefined) return "it held no login";
  if (opened.metadata.key !== key) {
    return `it held a token of ${opened.metadata.key === undefined ? "no grant" : opened.metadata.key}`;
  }
  return undefined;
}
