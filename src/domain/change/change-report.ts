import type { ApproverSet } from "../approval-facts.ts";
import type { Finding } from "../finding.ts";
import type { GrantView } from "../grant-view.ts";
import type { Login } from "../login.ts";
import type { AccessPath, Grant, GrantFile, Role, Rotation } from "../model.ts";
import type { PolicyTestResult } from "../policy-tests.ts";
import type { WrittenGrant } from "../wish.ts";
import type { PolicyEffect } from "./effect.ts";

/** What `check --format json` prints: formats.md, "JSON". */
export interface CheckResult {
  /** No errors; warnings alone are ok. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly grants: readonly GrantView[];
}

/** Everything there is to say about one request. */
export interface RequestReport {
  readonly grant: Grant;
  readonly author: Login;
  readonly view: GrantView;
  /** Why the policies refuse it; empty where they allow it. */
  readonly findings: readonly Finding[];
  /** The nearest request that would pass; undefined where this one does, or there is none. */
  readonly suggestion: WrittenGrant | undefined;
  /** Undefined where there is no such role. */
  readonly role: Role | undefined;
  /** Where its ticket is to be seen; undefined where the settings do not say. */
  readonly ticket_url: string | undefined;
  /** Whose approvals it needs; none for break-glass. */
  readonly groups: readonly ApproverSet[];
  /** What the person has live already on the same paths, of other grants than those it extends. */
  readonly held: readonly AccessPath[];
  /** Rotated when it ends. */
  readonly rotations: readonly Rotation[];
  /** What stays valid after its end: `static-secret`. */
  readonly lasting: readonly Finding[];
}

/** What a change would do: the result of check, with all that the pull request's comment tells. */
export interface ChangeReport {
  readonly result: CheckResult;
  readonly requests: readonly RequestReport[];
  /** Grants whose files the change deletes. */
  readonly removed: readonly GrantFile[];
  /** Results of the policy tests, where policies were judged. */
  readonly tests: readonly PolicyTestResult[];
  /** Where policies changed and the effect was asked for. */
  readonly effect?: PolicyEffect;
  /** Whose approvals a change of policies needs; empty where none changed. */
  readonly owners: readonly ApproverSet[];
}
