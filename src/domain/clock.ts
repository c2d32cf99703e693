import type { Grant, GrantFile, LandedGrant, Window } from "./model.ts";
import { between, type Instant, later, plus, type Seconds } from "./units.ts";

/**
 * When a grant begins and ends, from Git alone (formats.md, "Grant"; design.md, "Clock").
 *
 * @param landed when the file came to main: the commit's committer time, or the moment a request is judged for
 * @param extendedEnd the end of the grant it extends; needed where the file has `extends`
 * @returns undefined where `extends` names a grant whose end is not known: no window, so no access
 */
export function windowOf(file: GrantFile, landed: Instant, extendedEnd?: Instant): Window | undefined {
  const begin = beginOf(file, landed);
  if (file.until !== undefined) return { begin, end: file.until };
  if (file.duration === undefined) return undefined;
  if (file.extends === undefined) return { begin, end: plus(begin, file.duration) };
  return extendedEnd === undefined ? undefined : { begin, end: plus(extendedEnd, file.duration) };
}

/** When a file that landed at a moment begins. */
export const beginOf = ({ start }: GrantFile, landed: Instant): Instant =>
  start === undefined ? landed : later(landed, start);

/** What is not known of a grant where its file, broken in its form, does not say some keys. */
export function unsaidOf(file: GrantFile, keys: ReadonlySet<keyof GrantFile>): ReadonlySet<keyof Grant> {
  const unknown = new Set<keyof Grant>(keys);
  const needs = (key: "begin" | "end", ...from: readonly (keyof GrantFile)[]) => {
    if (from.some((one) => keys.has(one))) unknown.add(key);
  };
  needs("begin", "start");
  needs("end", "duration", "until", "extends", ...(file.until === undefined ? (["start"] as const) : []));
  return unknown;
}

/** How long a grant is: `end - begin`, which for a plain duration needs no clock. */
export const lengthOf = (grant: Grant): Seconds =>
  grant.extends === undefined && grant.until === undefined && grant.duration !== undefined
    ? grant.duration
    : between(grant.begin, grant.end);

/** Windows are half-open: one that ends when the other begins does not overlap it. */
export const overlaps = (a: Window, b: Window): boolean => a.begin < b.end && b.begin < a.end;

export const isLive = (window: Window, now: Instant): boolean => window.begin <= now && now < window.end;

/** The grant a file is, once its window is known. */
export const grantOf = (file: GrantFile, landed: Instant, window: Window): Grant => ({
  ...file,
  ...window,
  landed,
});

/** The grant a file on main is. */
export const landedGrant = (
  file: GrantFile,
  landed: Instant,
  { begin, end }: Window,
  { key, commit }: Pick<LandedGrant, "key" | "commit">,
): LandedGrant => ({ ...file, begin, end, key, commit, landed });
