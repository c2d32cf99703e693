import { approverSets } from "../../domain/eligibility.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { Login } from "../../domain/login.ts";
import type { LandedGrant, Policies, Role } from "../../domain/model.ts";
import { sameFile, signedCommits } from "../../domain/provenance.ts";
import { approvalsOf, type ProvedMerge } from "./prove-merge.ts";

/** A grant that may be issued, with all that its record says. */
export interface Accepted {
  readonly kind: "accepted";
  readonly grant: LandedGrant;
  readonly role: Role;
  /** The commit whose policies judged it. */
  readonly policy_commit: string;
  readonly pull_request: number;
  readonly author: Login;
  readonly approvers: readonly Login[];
}

/** A refusal is final for the key; what is `later` changes nothing, and the next run judges it again. */
export type Decision =
  | Accepted
  | {
      readonly kind: "refused";
      readonly grant: LandedGrant;
      readonly merge?: ProvedMerge;
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: "later";
      readonly grant: LandedGrant;
      readonly findings: readonly Finding[];
      /** Its merge, approvals and rules hold, and only something else is not ready for it: it keeps its place. */
      readonly holds_place?: boolean;
    };

/** A grant whose way to main and approvals are proved; its rules are still to be judged. */
export interface Approved {
  readonly grant: LandedGrant;
  readonly role: Role;
  readonly approvers: readonly Login[];
}

/** The file is the approved one, and the role's approvals and signatures are there. */
export function judgeApproval(
  grant: LandedGrant,
  merge: ProvedMerge,
  policies: Policies,
): Approved | Decision {
  const file = sameFile(merge.contents, grant.file, grant.at());
  if (file.kind !== "proved") return notProved(grant, file, merge);
  const role = policies.roles.get(grant.role);
  if (!role) {
    const message = `role: there is no role ${grant.role}, or there was none when pull request #${merge.contents.pull.number} was merged`;
    return { kind: "refused", grant, merge, findings: [error("role-unknown", grant.at("role"), message)] };
  }
  const signed = role.require.signed_commits ? signedCommits(merge.facts.commits, grant.at()) : [];
  const excused = grant.break_glass && role.break_glass !== undefined;
  const when = merge.contents.pull.merged_at ?? grant.landed;
  const approvals = approvalsOf(merge, approverSets(role, policies, when), grant.user, grant.at());
  const findings = [...signed, ...(excused ? [] : approvals.findings)];
  if (findings.length > 0) return { kind: "refused", grant, merge, findings };
  return { grant, role, approvers: approvals.given };
}

export function accepted({ grant, role, approvers }: Approved, merge: ProvedMerge): Decision {
  const { pull } = merge.contents;
  const facts = { policy_commit: merge.before, pull_request: pull.number, author: pull.author.login };
  return { kind: "accepted", grant, role, approvers, ...facts };
}

export const notProved = (
  grant: LandedGrant,
  verdict: { readonly kind: "refused" | "unclear"; readonly findings: readonly Finding[] },
  merge?: ProvedMerge,
): Decision =>
  verdict.kind === "refused"
    ? { kind: "refused", grant, ...(merge ? { merge } : {}), findings: verdict.findings }
    : { kind: "later", grant, findings: verdict.findings };
