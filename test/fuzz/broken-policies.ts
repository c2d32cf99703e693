/** Policies in which every rule can refuse and every file says something, whole and with places broken. */
import fc from "fast-check";
import { file } from "../support/tree.ts";

export const POLICY = (lines: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    description: "x",
    access: [{ path: "database/creds/a", capabilities: ["read"] }],
    requesters: { users: ["alice"] },
    approvers: { users: ["bob"] },
    duration: { max: "1h" },
    ...lines,
  });

/** A role at which every rule for a grant can refuse. */
export const STRICT = {
  duration: { max: "4h", max_total: "6h", ahead: "1d" },
  require: { reason: 12, ticket: "^INC-\\d+$" },
  limits: { per_user: 1, total: 2 },
  conflicts: ["b"],
  requesters: { users: ["alice", "carol"] },
  break_glass: { requesters: { users: ["dana"] }, max: "30m" },
  rules: [
    { name: "short", expr: 'request.duration <= duration("2h")', message: "No." },
    { name: "ticket", expr: 'request.ticket != ""', message: "No." },
    { name: "words", expr: 'request.reason.contains("stuck") || request.user == "carol"', message: "No." },
    { name: "soon", expr: 'request.begin < timestamp("2026-11-19T00:00:00Z")', message: "No." },
    { name: "who", expr: '!(user.login in ["dana"]) || request.break_glass', message: "No." },
  ],
};

/** Policies in which every kind of file says something. */
const FILES: Readonly<Record<string, unknown>> = {
  "policies/leasehold.yaml": {
    owners: { teams: ["t"], count: 1 },
    vault: { mount: "leasehold" },
    alerts: { overdue_after: "24h", sinks: [{ kind: "issue", label: "x" }] },
  },
  "policies/teams.yaml": { t: ["bob", { login: "sam", from: "2026-11-01T00:00:00Z" }] },
  "policies/people.yaml": { bob: { until: "2027-01-01T00:00:00Z" }, old: { now: "alice" } },
  "policies/roles/a.yaml": {
    ...{ description: "x", access: [{ path: "database/creds/a", capabilities: ["read"] }] },
    ...{ approvers: [{ teams: ["t"], count: 1 }], rotate_after: ["r"], ...STRICT },
  },
  "policies/roles/b.yaml": JSON.parse(POLICY({})),
  "policies/rotations/r.yaml": {
    ...{ description: "x", kind: "database-static-role", mount: "database", name: "a", every: "1h" },
  },
  "policies/tests/t.yaml": [
    { name: "t", request: { role: "a", user: "alice", duration: "1h", reason: "x" }, expect: "deny" },
  ],
};

/** Every place in a file, by the path to it. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...below.flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}
export const place = fc
  .constantFrom(...Object.keys(FILES))
  .chain((path) => fc.constantFrom(...placesOf(FILES[path]).slice(1)).map((steps) => ({ path, steps })));
export const junk = fc.oneof(
  fc.constantFrom<unknown>("8 hours", "@alice", "?", "yes", "2026-02-30T00:00:00Z", "99999999d", "(", "a b"),
  fc.constantFrom<unknown>(null, 0, -1, true, [], {}, ["x"], { x: 1 }, [[]], [{}], "x".repeat(2_000)),
);

/** The files with some places broken: a value is junk, or its key misspelt. */
export function broken(
  faults: readonly { path: string; steps: readonly string[]; value: unknown; key: boolean }[],
) {
  const files = structuredClone(FILES) as Record<string, unknown>;
  for (const { path, steps, value, key } of faults) {
    const inside = steps.slice(0, -1).reduce<unknown>((at, step) => {
      return typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
    }, files[path]);
    const last = steps.at(-1) ?? "";
    if (typeof inside !== "object" || inside === null || !(last in inside)) continue;
    const map = inside as Record<string, unknown>;
    if (key && !Array.isArray(inside)) {
      map[`${last}s`] = map[last];
      delete map[last];
    } else map[last] = value;
  }
  return Object.entries(files).map(([path, content]) => file(path, JSON.stringify(content)));
}
