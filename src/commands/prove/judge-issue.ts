import { roleVersionName } from "../../domain/access/names.ts";
import { teamsOfRole, withCurrentMembers } from "../../domain/current-members.ts";
import { approverSets } from "../../domain/eligibility.ts";
import { error, type Finding, hasErrors } from "../../domain/finding.ts";
import { judgeEach } from "../../domain/judge.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Login } from "../../domain/login.ts";
import type { Grant, LandedGrant, Policies, Role } from "../../domain/model.ts";
import { sameFile, signedCommits, type Verdict } from "../../domain/provenance.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { Instant } from "../../domain/units.ts";
import { ExtendedGrants } from "../main/extended-grants.ts";
import { type MainState, policiesAt } from "../main/main-state.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { GitHubReads, Repository, VaultReads } from "../ports.ts";
import { hasWantedMfa } from "./mfa.ts";
import { OrganisationTeams } from "./organisation-teams.ts";
import { approvalsOf, type ProvedMerge, proveMerge } from "./prove-merge.ts";
import { roleDrift } from "./role-drift.ts";
import { Writers } from "./writers.ts";

interface Ports {
  readonly vault: VaultReads;
  readonly github: GitHubReads;
  readonly repository: Repository;
  readonly writers?: Writers;
}

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
  | { readonly kind: "later"; readonly grant: LandedGrant; readonly findings: readonly Finding[] };

export interface Judged {
  readonly decisions: readonly Decision[];
  readonly troubles: readonly Trouble[];
}

/**
 * Decides over grants that main asks for and Vault does not have: all of design.md's "Provenance", again, whatever
 * the check on the pull request said. In the order in which they landed: an earlier one takes the free place.
 *
 * @param live grants that are issued and not over, against which limits and conflicts count
 */
export async function judgeIssue(
  ports: Ports,
  main: MainState,
  setup: SetupRecord,
  candidates: readonly LandedGrant[],
  live: readonly LandedGrant[],
  now: Instant,
): Promise<Judged> {
  const judge = new Judge({ writers: new Writers(ports.github), ...ports }, main, setup, now);
  const decisions: Decision[] = [];
  const troubles: Trouble[] = [];
  const held = [...live];
  const inOrder = [...candidates].sort((a, b) => a.landed - b.landed || (a.file < b.file ? -1 : 1));
  for (const [commit, grants] of Map.groupBy(inOrder, (grant) => grant.commit)) {
    const decided = await attempt(`issue ${grants.map((grant) => grant.key).join(", ")}`, () =>
      judge.decide(commit, grants, held),
    );
    if (!decided.ok) {
      troubles.push(decided.trouble);
      continue;
    }
    decisions.push(...decided.value);
    held.push(...decided.value.flatMap((decision) => (decision.kind === "accepted" ? [decision.grant] : [])));
  }
  return { decisions, troubles };
}

/** A grant whose way to main and approvals are proved; its rules are still to be judged. */
export interface Approved {
  readonly grant: LandedGrant;
  readonly role: Role;
  readonly approvers: readonly Login[];
}

class Judge {
  readonly #ports: Ports;
  readonly #main: MainState;
  readonly #setup: SetupRecord;
  readonly #now: Instant;
  readonly #extended: ExtendedGrants;
  readonly #teams: OrganisationTeams;
  readonly #drifts = new Map<string, Promise<Finding[]>>();

  constructor(ports: Ports, main: MainState, setup: SetupRecord, now: Instant) {
    this.#ports = ports;
    this.#main = main;
    this.#setup = setup;
    this.#now = now;
    this.#teams = new OrganisationTeams(ports.github);
    this.#extended = new ExtendedGrants(ports.repository, main.desired.grants, main.head);
  }

  /** Decides over all grants that one commit brought. */
  async decide(
    commit: string,
    grants: readonly LandedGrant[],
    held: readonly LandedGrant[],
  ): Promise<Decision[]> {
    const merge = await this.#prove(commit, grants);
    if (merge.kind !== "proved") return grants.map((grant) => notProved(grant, merge));
    const before = await policiesAt(this.#ports.repository, merge.value.before);
    const then = await this.#judge(grants, merge.value, await this.#current(before.policies, grants), held);
    const today = await this.#judge(
      then.approved.map(({ grant }) => grant),
      merge.value,
      await this.#current(this.#main.policies, grants),
      held,
    );
    const refusedToday = new Map(today.refused.map((decision) => [decision.grant, decision]));
    const decisions = await Promise.all(
      then.approved.map(async (one) => {
        // A role that changed since may change back: later. What else main has come to refuse, it refuses for good, and
        // with it what policies let through that nobody proved and that were mended since.
        const later = await this.#later(one);
        return later ?? refusedToday.get(one.grant) ?? accepted(one, merge.value);
      }),
    );
    return [...then.refused, ...decisions];
  }

  /** With `github.teams: github` a team's people are those whom the organisation has in it today, as well. */
  async #current(policies: Policies, grants: readonly LandedGrant[]): Promise<Policies> {
    if (this.#main.policies.settings?.github.teams !== "github") return policies;
    const roles = grants.flatMap(({ role }) => policies.roles.get(role) ?? []);
    const teams = new Set(roles.flatMap((role) => [...teamsOfRole(role)]));
    const current = await Promise.all(
      [...teams].map(async (team) => [team, await this.#teams.members(team)] as const),
    );
    return withCurrentMembers(policies, new Map(current));
  }

  /** What some policies say of grants that a proved merge brought: approvals first, then every rule. */
  async #judge(
    grants: readonly LandedGrant[],
    merge: ProvedMerge,
    policies: Policies,
    held: readonly LandedGrant[],
  ): Promise<{ readonly approved: readonly Approved[]; readonly refused: readonly Decision[] }> {
    const refused: Decision[] = [];
    const approved: Approved[] = [];
    for (const grant of grants) {
      const judged = judgeApproval(grant, merge, policies);
      if ("kind" in judged) refused.push(judged);
      else approved.push(judged);
    }
    const findings = await this.#rules(approved, merge, policies, held);
    const broken = ({ grant }: Approved) => findings.get(grant) ?? [];
    const wrong = approved.filter((one) => hasErrors(broken(one)));
    return {
      approved: approved.filter((one) => !wrong.includes(one)),
      refused: [
        ...refused,
        ...wrong.map(
          (one): Decision => ({ kind: "refused", grant: one.grant, merge, findings: broken(one) }),
        ),
      ],
    };
  }

  async #prove(sha: string, grants: readonly LandedGrant[]): Promise<Verdict<ProvedMerge>> {
    const commit = await this.#ports.repository.commit(sha);
    if (!commit) return { kind: "unclear", findings: [] };
    const branch = this.#main.policies.settings?.github.branch ?? "main";
    return proveMerge(
      this.#ports,
      commit,
      { branch, head: this.#main.head },
      (path) => path.startsWith("grants/"),
      grants[0]?.at(),
    );
  }

  async #rules(
    approved: readonly Approved[],
    merge: ProvedMerge,
    policies: Policies,
    held: readonly LandedGrant[],
  ): Promise<Map<Grant, readonly Finding[]>> {
    const author = merge.contents.pull.author.login;
    const added = await Promise.all(
      approved.map(async ({ grant }) => ({
        grant,
        author,
        ...(grant.extends === undefined ? {} : { chain: await this.#chain(grant.extends, merge.before) }),
      })),
    );
    const judged = judgeEach({ added, base: held, policies, now: this.#now });
    return new Map([...judged].map(([request, findings]) => [request.grant, findings]));
  }

  /** The chain to what is extended; none where that was no longer on main when the extension came. */
  async #chain(key: GrantKey, before: string): Promise<Grant[]> {
    const chain = await this.#extended.chainTo(key);
    const last = chain.at(-1);
    if (!last) return [];
    const landings = await this.#ports.repository.landings(before, `grants/${last.role}`);
    return landings.get(last.file)?.commit === last.commit ? chain : [];
  }

  /** What may change without the grant: tried again by the next run. */
  async #later({ grant, role }: Approved): Promise<Decision | undefined> {
    // A role that is gone is no drift: today's policies refuse it.
    const drift = this.#main.policies.roles.has(grant.role) ? await this.#drift(grant, role) : [];
    const findings = [...drift, ...(await this.#mfa(grant, role))];
    return findings.length > 0 ? { kind: "later", grant, findings } : undefined;
  }

  /** Access, maximum and CIDRs the same in the policy that judged, at HEAD and in Vault. */
  async #drift(grant: LandedGrant, role: Role): Promise<Finding[]> {
    const today = this.#main.policies.roles.get(grant.role);
    if (!today || roleVersionName(today) !== roleVersionName(role)) {
      const message = `${role.name} changed between the approval of ${grant.key} and today: its approvers saw something else`;
      return [error("drift", role.at(), message, "Ask again, so that the role as it is now is approved.")];
    }
    const id = `${role.name} ${grant.break_glass}`;
    const known = this.#drifts.get(id) ?? roleDrift(this.#ports.vault, today, grant.break_glass);
    this.#drifts.set(id, known);
    return known;
  }

  async #mfa(grant: LandedGrant, role: Role): Promise<Finding[]> {
    if (await hasWantedMfa(this.#ports.vault, this.#setup, role)) return [];
    const accessor = this.#setup.people_accessor;
    const mount = this.#main.policies.settings?.vault.people.mount ?? "the people's mount";
    return [
      error(
        "mfa",
        grant.at(),
        `${role.name} asks for MFA, and no login-enforcement of Vault covers ${mount}`,
        `vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=${accessor ?? "…"}`,
      ),
    ];
  }
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

function accepted({ grant, role, approvers }: Approved, merge: ProvedMerge): Decision {
  const { pull } = merge.contents;
  const facts = { policy_commit: merge.before, pull_request: pull.number, author: pull.author.login };
  return { kind: "accepted", grant, role, approvers, ...facts };
}

const notProved = (
  grant: LandedGrant,
  verdict: { readonly kind: "refused" | "unclear"; readonly findings: readonly Finding[] },
  merge?: ProvedMerge,
): Decision =>
  verdict.kind === "refused"
    ? { kind: "refused", grant, ...(merge ? { merge } : {}), findings: verdict.findings }
    : { kind: "later", grant, findings: verdict.findings };
