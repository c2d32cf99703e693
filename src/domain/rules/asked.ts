import type { Finding } from "../finding.ts";
import type { Login } from "../login.ts";
import type { Grant, Policies, Role } from "../model.ts";
import type { Patience } from "../patience.ts";
import type { Instant } from "../units.ts";

/** A grant to judge, with what Git and GitHub say of it. */
export interface Request {
  readonly grant: Grant;
  /** Who opened the pull request; absent: the grant's user. */
  readonly author?: Login;
  /**
   * The grants it extends, the first of the chain first, the one named by `extends` last; empty where that one is
   * not known. Absent for a grant that extends nothing.
   */
  readonly chain?: readonly Grant[];
  /** Keys of `grant` that a file broken in its form does not say: what rules would make of them is not told. */
  readonly unsaid?: ReadonlySet<keyof Grant>;
}

/** What other grants mean for one: counted over `[begin, end)`, those before it in order (formats.md, "Role"). */
export interface Rivals {
  /** Most grants of the same role and person at one moment, this one included. */
  readonly own: number;
  /** Most grants of the same role at one moment, this one included. */
  readonly all: number;
  /** Grants of the same person in roles that conflict, one for each role. */
  readonly conflicting: readonly Grant[];
}

/** Everything a rule may look at. A rule that needs more is not a rule. */
export interface Asked {
  readonly grant: Grant;
  readonly role: Role;
  readonly author: Login;
  readonly chain: readonly Grant[] | undefined;
  readonly rivals: Rivals;
  /** Grants of main that are live at `now`; this one too where it is one of them. */
  readonly live: readonly Grant[];
  /** How long slow rules and patterns may still take. */
  readonly patience: Patience;
  readonly policies: Policies;
  readonly now: Instant;
}

/** One rule of formats.md: what is wrong with the grant by it; nothing where it holds. */
export type GrantRule = (asked: Asked) => readonly Finding[];

export const HOLDS: readonly Finding[] = [];
