import type { Policies, Role, Rotation, Settings } from "../../../../src/domain/model.ts";
import { seconds } from "../../../../src/domain/units.ts";

const at = () => ({ file: "policies/x.yaml" });

export const settings: Settings = {
  owners: { teams: ["platform"], users: [], count: 1 },
  vault: {
    mount: "leasehold",
    workflows: {
      mount: "github-actions",
      audience: "leasehold",
      issuer: "https://token.actions.githubusercontent.com",
    },
    people: { mount: "userpass", alias: "{login}" },
  },
  github: { branch: "main", repository_id: 123_456, environments: true, teams: "file" },
  revoke_pull_requests: { group_by: "role", merge: "never" },
  alerts: {
    expiring_before: seconds(1800),
    overdue_after: seconds(86_400),
    live_longer_than: seconds(604_800),
    schedule_late_after: seconds(21_600),
    sinks: [],
  },
  audit: { branch: "leasehold-audit" },
  pages: false,
  at,
};

export const role = (name: string, change: Partial<Role> = {}): Role => ({
  name,
  description: name,
  access: [{ path: `database/creds/${name}`, capabilities: ["read"] }],
  requesters: { teams: ["payments"], users: [] },
  approvers: [{ teams: ["dba"], users: [], count: 1 }],
  duration: { max: seconds(28_800), ahead: seconds(0) },
  require: { reason: 1, signed_commits: false, mfa: false },
  limits: {},
  conflicts: [],
  bound_cidrs: [],
  rotate_after: [],
  use: [],
  rules: [],
  at,
  ...change,
});

export const breakGlass = (max: number) => ({
  requesters: { teams: ["sre"], users: [] },
  max: seconds(max),
  review_within: seconds(86_400),
});

export const rotation = (kind: Rotation["kind"], name: string, change: Partial<Rotation> = {}): Rotation => ({
  name,
  description: name,
  kind,
  mount: "database",
  target: name,
  grace: seconds(300),
  at,
  ...change,
});

export const policies = (roles: readonly Role[], rotations: readonly Rotation[] = []): Policies => ({
  settings,
  roles: new Map(roles.map((one) => [one.name, one])),
  teams: new Map(),
  people: new Map(),
  rotations: new Map(rotations.map((one) => [one.name, one])),
});
