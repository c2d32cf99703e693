import { membersFrom } from "../eligibility.ts";
import { error, type Finding, type RuleName } from "../finding.ts";
import { judgeEach } from "../judge.ts";
import type { Login } from "../login.ts";
import type { AccessPath, Capability, Group, LandedGrant, Policies, PolicyTest, Role } from "../model.ts";
import { type PolicyTestResult, runPolicyTests } from "../policy-tests.ts";
import type { Instant } from "../units.ts";
import { changedTerms, type TermChange } from "./terms.ts";

/** What a role gives more or less than before. */
export interface AccessChange {
  readonly role: string;
  readonly kind: "new" | "gone" | "widened" | "narrowed" | "changed";
  readonly gained: readonly { readonly path: string; readonly capabilities: readonly Capability[] }[];
  readonly lost: readonly { readonly path: string; readonly capabilities: readonly Capability[] }[];
}

/** Who may ask for or approve a role and could not before, and the other way round. Folded logins, sorted. */
export interface PeopleChange {
  /** `policies/` for the owners, who approve changes of policies. */
  readonly role: string;
  readonly part: "requesters" | "approvers" | "break-glass" | "owners";
  readonly joined: readonly Login[];
  readonly left: readonly Login[];
}

/** A live grant that the changed policies would not allow any more. */
export interface StrandedGrant {
  readonly grant: LandedGrant;
  readonly findings: readonly Finding[];
}

/** A policy test, as it stands before the change, that the changed policies answer otherwise. */
export interface TestChange {
  readonly test: PolicyTest;
  readonly before: "allow" | "deny";
  readonly after: "allow" | "deny";
  readonly rules: readonly RuleName[];
}

/** What a change of policies does (issue "The gate": changed policies show their effect). */
export interface PolicyEffect {
  readonly access: readonly AccessChange[];
  /** What is asked for and allowed otherwise: approvals, durations, limits, rules, aliases, rotations, settings. */
  readonly terms: readonly TermChange[];
  readonly people: readonly PeopleChange[];
  readonly stranded: readonly StrandedGrant[];
  readonly tests: readonly TestChange[];
}

export interface Sides {
  readonly before: Policies;
  readonly after: Policies;
  /** Grants of main that are not over. */
  readonly live: readonly LandedGrant[];
  /** The tests as they were before the change. */
  readonly tests: readonly PolicyTest[];
  readonly now: Instant;
}

/** Compares two states of policies. People who will be there later count as there: what is written is the change. */
export function policyEffect({ before, after, live, tests, now }: Sides): PolicyEffect {
  const names = [...new Set([...before.roles.keys(), ...after.roles.keys()])].sort();
  const pairs = names.map((name) => ({ name, was: before.roles.get(name), is: after.roles.get(name) }));
  return {
    access: pairs.flatMap(({ name, was, is }) => accessChange(name, was, is)),
    terms: changedTerms(before, after),
    people: [
      ...peopleChange("policies/", "owners", ownersOf(before, now), ownersOf(after, now)),
      ...pairs.flatMap(({ name, was, is }) =>
        PARTS.flatMap(({ part, groups }) =>
          peopleChange(name, part, peopleOf(groups(was), before, now), peopleOf(groups(is), after, now)),
        ),
      ),
    ],
    stranded: stranded({ before, after, live, now }),
    tests: changedTests(tests, before, after, now),
  };
}

const ownersOf = (policies: Policies, now: Instant): ReadonlySet<Login> =>
  policies.settings === undefined ? new Set() : peopleOf([policies.settings.owners], policies, now);

function peopleChange(
  role: string,
  part: PeopleChange["part"],
  then: ReadonlySet<Login>,
  today: ReadonlySet<Login>,
): PeopleChange[] {
  const joined = [...today].filter((person) => !then.has(person)).sort();
  const left = [...then].filter((person) => !today.has(person)).sort();
  return joined.length + left.length === 0 ? [] : [{ role, part, joined, left }];
}

const PARTS: readonly {
  readonly part: PeopleChange["part"];
  readonly groups: (role: Role | undefined) => readonly Group[];
}[] = [
  { part: "requesters", groups: (role) => (role === undefined ? [] : [role.requesters]) },
  { part: "approvers", groups: (role) => role?.approvers ?? [] },
  {
    part: "break-glass",
    groups: (role) => (role?.break_glass === undefined ? [] : [role.break_glass.requesters]),
  },
];

const peopleOf = (groups: readonly Group[], policies: Policies, now: Instant): ReadonlySet<Login> =>
  new Set(groups.flatMap((group) => [...membersFrom(group, policies, now)]));

function accessChange(role: string, was: Role | undefined, is: Role | undefined): AccessChange[] {
  const gained = beyond(is?.access ?? [], was?.access ?? []);
  const lost = beyond(was?.access ?? [], is?.access ?? []);
  if (was === undefined) return [{ role, kind: "new", gained, lost }];
  if (is === undefined) return [{ role, kind: "gone", gained, lost }];
  if (gained.length + lost.length === 0) return [];
  const kind = lost.length === 0 ? "widened" : gained.length === 0 ? "narrowed" : "changed";
  return [{ role, kind, gained, lost }];
}

/** What the first has and the second has not, path by path. */
export function beyond(
  these: readonly AccessPath[],
  those: readonly AccessPath[],
): { readonly path: string; readonly capabilities: readonly Capability[] }[] {
  return these.flatMap(({ path, capabilities }) => {
    const had = new Set(those.filter((other) => other.path === path).flatMap((other) => other.capabilities));
    const more = capabilities.filter((capability) => !had.has(capability));
    return more.length === 0 ? [] : [{ path, capabilities: more }];
  });
}

/** Live grants that the new policies refuse for something that the old ones did not. */
function stranded({ before, after, live, now }: Omit<Sides, "tests">): StrandedGrant[] {
  // As if they were asked for again with nothing else there: limits are about new grants only.
  const added = live.map((grant) => ({ grant, ...(grant.extends === undefined ? {} : { chain: [] }) }));
  const then = judgeEach({ added, base: [], live, policies: before, now });
  const today = judgeEach({ added, base: [], live, policies: after, now });
  return added.flatMap((request) => {
    const known = new Set((then.get(request) ?? []).map((finding) => finding.rule));
    const refused = (today.get(request) ?? []).filter(
      (finding) => !known.has(finding.rule) && !LANDING_ONLY.has(finding.rule),
    );
    const findings = [...refused, ...lostAccess(request.grant, before, after)];
    return findings.length === 0 ? [] : [{ grant: request.grant, findings }];
  });
}

/** A live grant is recalled where its role no longer gives what it has (vault.md, "Token roles and role policies"). */
function lostAccess(grant: LandedGrant, before: Policies, after: Policies): Finding[] {
  const [was, is] = [before.roles.get(grant.role), after.roles.get(grant.role)];
  if (was === undefined || is === undefined) return [];
  return beyond(was.access, is.access).map(({ path, capabilities }) =>
    error("drift", grant.at("role"), `${grant.role} no longer gives ${capabilities.join(", ")} on ${path}`),
  );
}

/** Rules about asking, which a grant that has begun has behind it. */
const LANDING_ONLY: ReadonlySet<RuleName> = new Set<RuleName>([
  "limit-per-user",
  "limit-total",
  "window-ahead",
  "extends",
]);

function changedTests(
  tests: readonly PolicyTest[],
  before: Policies,
  after: Policies,
  now: Instant,
): TestChange[] {
  const was = runPolicyTests(tests, before, now);
  const is = runPolicyTests(tests, after, now);
  const rules = (result: PolicyTestResult): RuleName[] => [
    ...new Set(result.reasons.map((reason) => reason.rule)),
  ];
  return tests.flatMap((test, index) => {
    const [then, today] = [was[index], is[index]];
    if (then === undefined || today === undefined || then.answer === today.answer) return [];
    return [{ test, before: then.answer, after: today.answer, rules: rules(today) }];
  });
}
