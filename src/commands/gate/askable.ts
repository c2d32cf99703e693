import { mayHold, membersOf, personOf } from "../../domain/eligibility.ts";
import type { GrantView } from "../../domain/grant-view.ts";
import type { Login } from "../../domain/login.ts";
import type { Policies, Role } from "../../domain/model.ts";
import type { Instant } from "../../domain/units.ts";

/** A role that a person could ask for. */
export interface AskableRole {
  readonly role: Role;
  /** By asking for approval, or by breaking the glass. */
  readonly ways: readonly ("request" | "break-glass")[];
  /** Folded logins, of all its groups, without the person. */
  readonly approvers: readonly Login[];
}

/** Roles by name that the person may ask for now. */
export function askable(user: Login, policies: Policies, now: Instant): AskableRole[] {
  return [...policies.roles.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((role) => {
      const ways = [
        ...(mayHold(user, role, false, policies, now) ? (["request"] as const) : []),
        ...(mayHold(user, role, true, policies, now) ? (["break-glass"] as const) : []),
      ];
      const approvers = new Set(role.approvers.flatMap((group) => [...membersOf(group, policies, now)]));
      approvers.delete(personOf(user, policies));
      return ways.length === 0 ? [] : [{ role, ways, approvers: [...approvers].sort() }];
    });
}

/** `explain --user U --format json`: docs/gate.md. */
export interface AskableResult {
  readonly user: Login;
  readonly roles: readonly {
    readonly role: string;
    readonly description: string;
    readonly ways: readonly ("request" | "break-glass")[];
    /** Longest single grant; that of break-glass where it is the only way. */
    readonly seconds: number;
    readonly break_glass_seconds?: number;
    readonly access: GrantView["access"];
    readonly approvals: { readonly required: number; readonly eligible: readonly Login[] };
  }[];
}

export function askableResult(user: Login, roles: readonly AskableRole[]): AskableResult {
  return {
    user,
    roles: roles.map(({ role, ways, approvers }) => ({
      role: role.name,
      description: role.description,
      ways,
      ...(ways.includes("request")
        ? { seconds: role.duration.max }
        : { seconds: role.break_glass?.max ?? 0 }),
      ...(ways.includes("break-glass") ? { break_glass_seconds: role.break_glass?.max ?? 0 } : {}),
      access: role.access.map(({ path, capabilities }) => ({ path, capabilities })),
      approvals: {
        required: role.approvers.reduce((sum, { count }) => sum + count, 0),
        eligible: approvers,
      },
    })),
  };
}
