import { groupLabel } from "../approvals.ts";
import type { Person, Policies, Role, Rotation, Settings } from "../model.ts";
import { formatDuration, formatInstant, type Seconds } from "../units.ts";

/** One term that is not what it was; a side is absent where it was not there. */
export interface TermChange {
  /** A role, or the file under `policies/` that has the term, with the person where it has many. */
  readonly of: string;
  readonly term: string;
  readonly before?: string;
  readonly after?: string;
}

/** Terms said shortly: name -> text; undefined for what is not there. */
type Terms = readonly (readonly [term: string, text: string | undefined])[];

/** What policies ask for and allow otherwise than before, beside who and which paths. */
export function changedTerms(before: Policies, after: Policies): TermChange[] {
  return [
    ...differences("leasehold.yaml", settingsTerms(before.settings), settingsTerms(after.settings)),
    ...pairs(before.roles, after.roles).flatMap(([name, was, is]) =>
      // A role that is new or gone is told as that.
      was && is ? differences(name, roleTerms(was), roleTerms(is)) : [],
    ),
    ...pairs(before.people, after.people).flatMap(([login, was, is]) =>
      differences(`people.yaml: ${login}`, personTerms(was), personTerms(is)),
    ),
    ...pairs(before.rotations, after.rotations).flatMap(([name, was, is]) =>
      differences(`rotations/${name}`, rotationTerms(was), rotationTerms(is)),
    ),
  ];
}

/** What either side has, by name. */
function pairs<Thing>(
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
): [string, Thing | undefined, Thing | undefined][] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((name) => [name, before.get(name), after.get(name)]);
}

function differences(of: string, was: Terms, is: Terms): TermChange[] {
  const [before, after] = [new Map(was), new Map(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((term) => {
    const [then, today] = [before.get(term), after.get(term)];
    if (then === today) return [];
    return [
      {
        of,
        term,
        ...(then === undefined ? {} : { before: then }),
        ...(today === undefined ? {} : { after: today }),
      },
    ];
  });
}

const listed = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : [...names].sort().join(", ");

const long = (duration: Seconds | undefined): string | undefined =>
  duration === undefined ? undefined : formatDuration(duration);

function roleTerms({ duration, require, limits, break_glass, ...role }: Role): Terms {
  return [
    ["approvals", role.approvers.map((group) => `${group.count} of ${groupLabel(group)}`).join(", ")],
    ["max", long(duration.max)],
    ["max_total", long(duration.max_total)],
    ["ahead", long(duration.ahead)],
    ...role.access.map(({ path, outlives }) => [`outlives of ${path}`, long(outlives)] as const),
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
    ["review_within", long(break_glass?.review_within)],
    // Where somebody's fresh credentials go.
    ...role.use.map(({ path, env }) => [`use of ${path}`, variables(env)] as const),
    ...role.rules.map(({ name, expr }) => [`rule:${name}`, expr.trim()] as const),
  ];
}

const variables = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(" ");

const personTerms = (person: Person | undefined): Terms => [
  ["alias", person?.alias],
  ["now", person?.now],
  ["until", person?.until === undefined ? undefined : formatInstant(person.until)],
];

const rotationTerms = (rotation: Rotation | undefined): Terms => [
  ["kind", rotation?.kind],
  ["mount", rotation?.mount],
  ["name", rotation?.target],
  ["path", rotation?.path],
  ["every", long(rotation?.every)],
  ["grace", long(rotation?.grace)],
  ["deliver", rotation?.deliver === undefined ? undefined : Object.values(rotation.deliver).join(", ")],
];

function settingsTerms(settings: Settings | undefined): Terms {
  if (settings === undefined) return [];
  const { at: _, owners, alerts, ...others } = settings;
  const { sinks, ...spans } = alerts;
  return [
    ["owners", `${owners.count} of ${groupLabel(owners)}`],
    ...Object.entries(spans).map(([key, span]) => [`alerts.${key}`, long(span)] as const),
    [
      "alerts.sinks",
      listed(sinks.map((sink) => variables({ ...sink, events: String(sink.events ?? "all") }))),
    ],
    ...leaves("", others),
  ];
}

/** `vault.people.alias` and so on. */
const leaves = (prefix: string, value: object): (readonly [string, string])[] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "object" && inner !== null
      ? leaves(`${prefix}${key}.`, inner)
      : [[`${prefix}${key}`, String(inner)] as const],
  );
