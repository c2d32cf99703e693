import type { RotationKind } from "../model.ts";
import { type Instant, instant } from "../units.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * When Vault says that a credential was last rotated, from what it answers at the age path; undefined where it
 * does not say. Times are cut to whole seconds, downwards: a credential is never taken for younger than it is.
 */
export function ageFrom(kind: RotationKind, data: Fields): Instant | undefined {
  if (kind === "database-static-role") return moment(data.last_vault_rotation);
  if (kind === "transit-key") return newestKey(data.keys);
  return undefined;
}

/** Creation of one secret-id, from `secret-id-accessor/lookup`. */
export const secretIdCreated = (data: Fields): Instant | undefined => moment(data.creation_time);

/** The age of an AppRole's credential is that of the oldest secret-id that still works. */
export function oldest(created: readonly (Instant | undefined)[]): Instant | undefined {
  const known = created.filter((one) => one !== undefined);
  return known.length > 0 && known.length === created.length ? instant(Math.min(...known)) : undefined;
}

/** `keys` of a transit key: by version, its creation in seconds, or an object that has it as RFC 3339. */
function newestKey(keys: unknown): Instant | undefined {
  if (typeof keys !== "object" || keys === null) return undefined;
  const times = Object.values(keys as Fields).map((key) =>
    typeof key === "number" ? instant(Math.floor(key)) : moment((key as Fields | null)?.creation_time),
  );
  const known = times.filter((one) => one !== undefined);
  return known.length > 0 ? instant(Math.max(...known)) : undefined;
}

/** RFC 3339 with any fraction, as Vault writes it; its zero time (year 1) is no time. */
function moment(value: unknown): Instant | undefined {
  if (typeof value !== "string") return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) || milliseconds <= 0
    ? undefined
    : instant(Math.floor(milliseconds / 1000));
}
