import type { Locate, RuleName } from "./finding.ts";
import type { GrantKey } from "./key.ts";
import type { Login } from "./login.ts";
import type { Instant, Seconds } from "./units.ts";

export type Capability = "create" | "read" | "update" | "delete" | "list" | "patch" | "scan";

/** One Vault path a role gives, as an ACL policy would name it. */
export interface AccessPath {
  readonly path: string;
  readonly capabilities: readonly Capability[];
  /** What Vault cannot take back lives at most this much longer than the grant. */
  readonly outlives?: Seconds;
}

/** Named people: members of teams, and single users. */
export interface Group {
  readonly teams: readonly string[];
  readonly users: readonly Login[];
}

/** A group of which `count` different people must approve. */
export interface ApproverGroup extends Group {
  readonly count: number;
}

export interface RoleRule {
  readonly name: string;
  /** CEL; must be a boolean. */
  readonly expr: string;
  readonly message: string;
}

/** What `leasehold use` prepares from an answer of Vault: environment variables with `{field}` holes. */
export interface Use {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface BreakGlass {
  readonly requesters: Group;
  readonly max: Seconds;
  readonly review_within: Seconds;
}

/** An access role: `policies/roles/<name>.yaml`. */
export interface Role {
  readonly name: string;
  readonly description: string;
  readonly access: readonly AccessPath[];
  readonly requesters: Group;
  readonly approvers: readonly ApproverGroup[];
  readonly duration: { readonly max: Seconds; readonly max_total?: Seconds; readonly ahead: Seconds };
  readonly require: {
    /** Least number of code points of the reason. */
    readonly reason: number;
    /** Pattern the whole ticket must match; absent where none is required. */
    readonly ticket?: string;
    readonly signed_commits: boolean;
    readonly mfa: boolean;
  };
  readonly limits: { readonly per_user?: number; readonly total?: number };
  readonly conflicts: readonly string[];
  readonly bound_cidrs: readonly string[];
  readonly rotate_after: readonly string[];
  readonly use: readonly Use[];
  readonly rules: readonly RoleRule[];
  readonly break_glass?: BreakGlass;
  readonly at: Locate;
}

/** One line of a team: a login, for some time or for good. */
export interface Membership {
  readonly login: Login;
  readonly from?: Instant;
  readonly until?: Instant;
}

export interface Person {
  readonly login: Login;
  /** How the person is named where people log in to Vault. */
  readonly alias?: string;
  /** The login this person has now. */
  readonly now?: Login;
  /** Eligible for nothing and approver of nothing after that. */
  readonly until?: Instant;
}

export type RotationKind =
  | "database-static-role"
  | "database-root"
  | "transit-key"
  | "approle-secret-id"
  | "vault-endpoint";

/** A credential to rotate: `policies/rotations/<name>.yaml`. */
export interface Rotation {
  readonly name: string;
  readonly description: string;
  readonly kind: RotationKind;
  /** Mount without slashes around; absent for `vault-endpoint`. */
  readonly mount?: string;
  /** The thing inside the mount (`name:` in the file); absent for `vault-endpoint`. */
  readonly target?: string;
  /** `vault-endpoint` only. */
  readonly path?: string;
  readonly every?: Seconds;
  readonly grace: Seconds;
  readonly deliver?: { readonly github_secret: string; readonly environment?: string };
  readonly at: Locate;
}

export type SinkKind = "slack" | "webhook" | "issue";

export interface Sink {
  readonly kind: SinkKind;
  readonly url_env?: string;
  readonly secret_env?: string;
  readonly label?: string;
  /** Globs over event types; absent: all alerts. */
  readonly events?: readonly string[];
}

/** `policies/leasehold.yaml`, with its defaults filled in. */
export interface Settings {
  readonly owners: ApproverGroup;
  readonly vault: {
    readonly address?: string;
    readonly namespace?: string;
    /** kv-v2 mount of records and pick-ups. */
    readonly mount: string;
    readonly workflows: { readonly mount: string; readonly audience: string; readonly issuer: string };
    readonly people: { readonly mount: string; readonly alias: string };
  };
  readonly github: {
    readonly branch: string;
    readonly repository_id?: number;
    readonly environments: boolean;
    readonly teams: "file" | "github";
  };
  readonly revoke_pull_requests: {
    readonly group_by: "grant" | "role" | "all";
    readonly merge: "never" | "auto";
  };
  readonly alerts: {
    readonly expiring_before: Seconds;
    readonly overdue_after: Seconds;
    readonly live_longer_than: Seconds;
    readonly schedule_late_after: Seconds;
    readonly sinks: readonly Sink[];
  };
  readonly audit: { readonly branch: string };
  /** Where tickets are to be seen: an https address with `{ticket}`. */
  readonly tickets?: { readonly url: string };
  readonly pages: boolean;
  readonly at: Locate;
}

/** Everything in `policies/` that decides. What could not be read is absent here and a finding beside it. */
export interface Policies {
  readonly settings?: Settings;
  readonly roles: ReadonlyMap<string, Role>;
  readonly teams: ReadonlyMap<string, readonly Membership[]>;
  /** By folded login. */
  readonly people: ReadonlyMap<string, Person>;
  readonly rotations: ReadonlyMap<string, Rotation>;
}

/** A grant file as written; what it asks for, before any clock. */
export interface GrantFile {
  /** `grants/<role>/<id>.yaml`. */
  readonly file: string;
  readonly id: string;
  readonly role: string;
  readonly user: Login;
  /** Exactly one of `duration` and `until` is there. */
  readonly duration?: Seconds;
  readonly until?: Instant;
  readonly reason: string;
  readonly ticket?: string;
  readonly start?: Instant;
  readonly extends?: GrantKey;
  readonly break_glass: boolean;
  readonly at: Locate;
}

/** Half-open: `begin` is inside, `end` is not. */
export interface Window {
  readonly begin: Instant;
  readonly end: Instant;
}

/** A grant with its window: on main with a key, or in a pull request without one. */
export interface Grant extends GrantFile, Window {
  readonly key?: GrantKey;
  /** The commit (full SHA) that put the file on main as it is. */
  readonly commit?: string;
  /** When it landed on main, or the moment it is judged for. */
  readonly landed: Instant;
}

/** A grant on main. */
export interface LandedGrant extends Grant {
  readonly key: GrantKey;
  readonly commit: string;
}

/**
 * One test of the policies, of `policies/tests/<name>.yaml`: a request, and what should be answered.
 * Signatures and MFA are taken as given.
 */
export interface PolicyTest {
  readonly file: string;
  readonly name: string;
  readonly request: Omit<GrantFile, "file" | "id" | "at">;
  /** Who opens the pull request; the file's default, the user, is filled in. */
  readonly author: Login;
  /** When it lands on main; absent: when the test is run. */
  readonly now?: Instant;
  /** What is live already; a key only where the request extends it. */
  readonly live: readonly (Window & {
    readonly role: string;
    readonly user: Login;
    readonly key?: GrantKey;
  })[];
  readonly approvals: readonly Login[];
  readonly expect: "allow" | "deny";
  /** Findings that must be among the reasons of a denial. */
  readonly rules: readonly RuleName[];
  /** By the path of keys inside this test; without one, the test itself. */
  readonly at: Locate;
}
