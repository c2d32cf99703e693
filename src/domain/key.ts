/**
 * `<role>.<id>.<12 hex of the commit>`, or `<role>.<id>.emergency-<12 hex>`: one instance of a grant.
 *
 * Of which kind a key is says {@link parseKey}, and nothing else. An emergency was issued by an operator while GitHub
 * was down: it never has a file on main, so that none is there says nothing against it.
 */
export type GrantKey = string & { readonly kind: "grant-key" };

const NAMED = "[a-z0-9][a-z0-9-]{0,62}";
/** Names of roles, grants, teams and rotations. */
export const NAME = new RegExp(`^${NAMED}$`);
const KEY = new RegExp(`^(${NAMED})\\.(${NAMED})\\.((?:emergency-)?[0-9a-f]{12})$`);
const PATH = new RegExp(`^grants/(${NAMED})/(${NAMED})\\.yaml$`);

export interface KeyParts {
  readonly role: string;
  readonly id: string;
  /** First 12 hex of the commit, or of a random number for an emergency. */
  readonly commit: string;
  readonly emergency: boolean;
}

/** The key of the grant file `grants/<role>/<id>.yaml` as commit (full hex SHA) put it on main. */
export const keyOf = (role: string, id: string, commit: string): GrantKey =>
  `${role}.${id}.${commit.slice(0, 12)}` as GrantKey;

/** The key of what an operator issues while GitHub is down, from twelve hexadecimal digits by chance. */
export const emergencyKey = (role: string, id: string, chance: string): GrantKey =>
  `${role}.${id}.emergency-${chance}` as GrantKey;

/** Takes a key apart; undefined where it is none. The one place that knows both kinds. */
export function parseKey(text: string): KeyParts | undefined {
  const match = KEY.exec(text);
  if (!match) return undefined;
  const [, role = "", id = "", last = ""] = match;
  const emergency = last.startsWith("emergency-");
  return { role, id, commit: emergency ? last.slice("emergency-".length) : last, emergency };
}

export const isKey = (text: string): text is GrantKey => KEY.test(text);

/** `grants/<role>/<id>.yaml`. */
export const grantPath = (role: string, id: string): string => `grants/${role}/${id}.yaml`;

/** The role's folder and the id in `grants/<role>/<id>.yaml`; undefined for any other path. */
export function parseGrantPath(path: string): Pick<KeyParts, "role" | "id"> | undefined {
  const [, role, id] = PATH.exec(path) ?? [];
  return role === undefined || id === undefined ? undefined : { role, id };
}

/** For sorting: by code units, as Vault's LISTs are and as `sort()` has it. */
export const inKeyOrder = (a: GrantKey, b: GrantKey): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keys in their order; whether one is among them may be asked as well. */
export class KeyList {
  readonly sorted: readonly GrantKey[];
  #set: ReadonlySet<GrantKey> | undefined;

  constructor(keys: Iterable<GrantKey>) {
    this.sorted = [...keys].sort();
  }

  has(key: GrantKey): boolean {
    // `plan` never asks.
    this.#set ??= new Set(this.sorted);
    return this.#set.has(key);
  }
}
