import { groupLabel } from "../approvals.ts";
import type { Role } from "../model.ts";
import { formatDuration } from "../units.ts";

/** What a role asks for and allows beside its access, said shortly: name of the term -> its text. */
function termsOf(role: Role): ReadonlyMap<string, string> {
  const { duration, require, limits, break_glass } = role;
  const terms: [string, string | undefined][] = [
    ["approvals", role.approvers.map((group) => `${group.count} of ${groupLabel(group)}`).join(", ")],
    ["max", formatDuration(duration.max)],
    ["max_total", duration.max_total === undefined ? undefined : formatDuration(duration.max_total)],
    ["ahead", formatDuration(duration.ahead)],
    ["reason", require.reason > 1 ? `${require.reason} characters` : undefined],
    ["ticket", require.ticket],
    ["signed_commits", require.signed_commits ? "required" : undefined],
    ["mfa", require.mfa ? "required" : undefined],
    ["per_user", limits.per_user?.toString()],
    ["total", limits.total?.toString()],
    ["conflicts", listed(role.conflicts)],
    ["bound_cidrs", listed(role.bound_cidrs)],
    ["rotate_after", listed(role.rotate_after)],
    ["break_glass", break_glass === undefined ? undefined : `${formatDuration(break_glass.max)} at most`],
    ...role.rules.map(({ name, expr }): [string, string] => [`rule:${name}`, expr.trim()]),
  ];
  return new Map(terms.flatMap(([term, text]) => (text === undefined ? [] : [[term, text]])));
}

const listed = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : [...names].sort().join(", ");

/** One term that is not what it was; a side is absent where the role did not have it. */
export interface TermChange {
  readonly role: string;
  readonly term: string;
  readonly before?: string;
  readonly after?: string;
}

/** The terms that changed between two versions of a role. */
export function changedTerms(was: Role, is: Role): TermChange[] {
  const [before, after] = [termsOf(was), termsOf(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((term) => {
    const [then, today] = [before.get(term), after.get(term)];
    if (then === today) return [];
    return [
      {
        role: is.name,
        term,
        ...(then === undefined ? {} : { before: then }),
        ...(today === undefined ? {} : { after: today }),
      },
    ];
  });
}
