/** Roles, rotations and settings that say nothing out of the ordinary: a test changes what it is about. */
import type { Locate } from "../../src/domain/finding.ts";
import type { Policies, Role, Rotation, Settings } from "../../src/domain/model.ts";
import { seconds } from "../../src/domain/units.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Places that name the file only, so that tests can tell where a finding points. */
export const placed =
  (file: string): Locate =>
  () => ({ file });

export const plainRole = (name: string, change: Partial<Role> = {}): Role => ({
  name,
  description: `Role ${name}`,
  access: [{ path: `database/creds/${name}`, capabilities: ["read"] }],
  requesters: { teams: ["payments"], users: [] },
  approvers: [{ teams: ["dba"], users: [], count: 1 }],
  duration: { max: seconds(8 * HOUR), ahead: seconds(14 * DAY) },
  require: { reason: 1, signed_commits: false, mfa: false },
  limits: {},
  conflicts: [],
  bound_cidrs: [],
  rotate_after: [],
  use: [],
  rules: [],
  at: placed(`policies/roles/${name}.yaml`),
  ...change,
});

export const plainRotation = (name: string, change: Partial<Rotation> = {}): Rotation => ({
  name,
  description: name,
  kind: "database-static-role",
  mount: "database",
  target: name,
  grace: seconds(5 * MINUTE),
  at: placed(`policies/rotations/${name}.yaml`),
  ...change,
});

export const plainSettings = (change: Partial<Settings> = {}): Settings => ({
  owners: { teams: [], users: ["olga", "otto"], count: 1 },
  vault: {
    mount: "leasehold",
    workflows: {
      mount: "github-actions",
      audience: "leasehold",
      issuer: "https://token.actions.githubusercontent.com",
    },
    people: { mount: "userpass", alias: "{login}" },
  },
  github: { branch: "main", environments: true, teams: "file" },
  revoke_pull_requests: { group_by: "role", merge: "never" },
  alerts: {
    expiring_before: seconds(30 * MINUTE),
    overdue_after: seconds(DAY),
    live_longer_than: seconds(7 * DAY),
    schedule_late_after: seconds(6 * HOUR),
    sinks: [],
  },
  audit: { branch: "leasehold-audit" },
  pages: false,
  at: placed("policies/leasehold.yaml"),
  ...change,
});

/** No teams, nobody of whom anything is said. */
export const policiesOf = (roles: readonly Role[], rotations: readonly Rotation[] = []): Policies => ({
  roles: new Map(roles.map((role) => [role.name, role])),
  teams: new Map(),
  people: new Map(),
  rotations: new Map(rotations.map((rotation) => [rotation.name, rotation])),
});
