import { beginOf, grantOf, windowOf } from "./clock.ts";
import { type GrantKey, grantPath } from "./key.ts";
import type { Login } from "./login.ts";
import type { Grant, GrantFile, Window } from "./model.ts";
import { formatDuration, formatInstant, type Instant, plus, seconds } from "./units.ts";

/** What somebody asks for: the fields of a grant file, before there is one. */
export type Wish = Omit<GrantFile, "file" | "id" | "at">;

/** The fields of a grant file as they are written, in the order of formats.md. */
export interface WrittenGrant {
  readonly role: string;
  readonly user: Login;
  readonly duration?: string;
  readonly until?: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly start?: string;
  readonly extends?: GrantKey;
  readonly break_glass?: true;
}

export const wishOf = ({ file: _file, id: _id, at: _at, ...wish }: GrantFile): Wish => {
  const { role, user, duration, until, reason, ticket, start, extends: key, break_glass } = wish;
  return withoutUndefined({ role, user, duration, until, reason, ticket, start, extends: key, break_glass });
};

/** As a file would say it. */
export const written = (wish: Wish): WrittenGrant =>
  withoutUndefined({
    role: wish.role,
    user: wish.user,
    duration: wish.duration === undefined ? undefined : formatDuration(wish.duration),
    until: wish.until === undefined ? undefined : formatInstant(wish.until),
    reason: wish.reason,
    ticket: wish.ticket,
    start: wish.start === undefined ? undefined : formatInstant(wish.start),
    extends: wish.extends,
    break_glass: wish.break_glass ? (true as const) : undefined,
  });

type WithoutUndefined<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

const withoutUndefined = <Fields extends object>(fields: Fields): WithoutUndefined<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<Fields>;

/**
 * The grant a wish would be if it landed at a moment.
 *
 * @param id of the file; break-glass ids get their `bg-`, others lose it
 * @param extended the grant it extends; where that is not known, it is taken to last `duration` from its begin
 */
export function grantOfWish(wish: Wish, landed: Instant, extended?: Grant, id = "request"): Grant {
  const bare = id.replace(/^bg-/, "");
  const name = wish.break_glass ? `bg-${bare}` : bare || "request";
  const path = grantPath(wish.role, name);
  const file: GrantFile = { ...wish, id: name, file: path, at: () => ({ file: path }) };
  return grantOf(file, landed, windowOf(file, landed, extended?.end) ?? alone(file, landed));
}

/** The window of a file whose `extends` leads nowhere: it is refused, but it must be shown and judged in full. */
export function alone(file: GrantFile, landed: Instant): Window {
  const begin = beginOf(file, landed);
  return { begin, end: plus(begin, file.duration ?? seconds(0)) };
}
