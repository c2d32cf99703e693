import { roleVersionName } from "../../domain/access/names.ts";
import { teamsOfRole, withCurrentMembers } from "../../domain/current-members.ts";
import { error, type Finding, hasErrors } from "../../domain/finding.ts";
import { judgeEach } from "../../domain/judge.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Grant, LandedGrant, Policies, Role } from "../../domain/model.ts";
import type { Verdict } from "../../domain/provenance.ts";
import { countsOthers } from "../../domain/rules/in-the-way.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { Instant } from "../../domain/units.ts";
import { ExtendedGrants } from "../main/extended-grants.ts";
import { type MainState, policiesAt } from "../main/main-state.ts";
import type { GitHubReads, Repository, VaultReads } from "../ports.ts";
import { type Approved, accepted, type Decision, judgeApproval, notProved } from "./decision.ts";
import { hasWantedMfa } from "./mfa.ts";
import { OrganisationTeams } from "./organisation-teams.ts";
import { type ProvedMerge, proveMerge } from "./prove-merge.ts";
import { roleDrift } from "./role-drift.ts";
import { Writers } from "./writers.ts";

export interface JudgePorts {
  readonly vault: VaultReads;
  readonly github: GitHubReads;
  readonly repository: Repository;
  readonly writers?: Writers;
}

/** Decides over grants, each question asked once a run. */
export class GrantJudge {
  readonly #ports: JudgePorts & { readonly writers: Writers };
  readonly #main: MainState;
  readonly #setup: SetupRecord;
  readonly #now: Instant;
  readonly #extended: ExtendedGrants;
  readonly #teams: OrganisationTeams;
  readonly #drifts = new Map<string, Promise<Finding[]>>();
  readonly #merges = new Map<string, Promise<Verdict<ProvedMerge>>>();

  constructor(ports: JudgePorts, main: MainState, setup: SetupRecord, now: Instant) {
    this.#ports = { writers: new Writers(ports.github), ...ports };
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
    const merge = await this.#merge(commit, grants);
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
        const refused = refusedToday.get(one.grant);
        if (later && refused) return { ...later, holds_place: false };
        return later ?? refused ?? accepted(one, merge.value);
      }),
    );
    return [...then.refused, ...decisions];
  }

  /**
   * Which grants of one commit have a place before their time has come: their merge and their approvals hold, and they
   * are within limits and conflicts. Undefined where GitHub does not say yet.
   *
   * @param held what has its place before them
   */
  async standing(
    commit: string,
    grants: readonly LandedGrant[],
    held: readonly LandedGrant[],
  ): Promise<readonly LandedGrant[] | undefined> {
    const merge = await this.#merge(commit, grants);
    if (merge.kind === "unclear") return undefined;
    if (merge.kind === "refused") return [];
    const then = await policiesAt(this.#ports.repository, merge.value.before);
    const wanted = await Promise.all(
      [then.policies, this.#main.policies].map((policies) => this.#current(policies, grants)),
    );
    const approved = grants.flatMap((grant) => {
      const judged = wanted.map((policies) => judgeApproval(grant, merge.value, policies));
      const given = judged.flatMap((one) => ("kind" in one ? [] : [one]));
      return given.length === wanted.length ? given.slice(0, 1) : [];
    });
    const findings = await this.#rules(approved, merge.value, this.#main.policies, held);
    return approved
      .map(({ grant }) => grant)
      .filter((grant) => !(findings.get(grant) ?? []).some(({ rule }) => countsOthers(rule)));
  }

  #merge(commit: string, grants: readonly LandedGrant[]): Promise<Verdict<ProvedMerge>> {
    const known = this.#merges.get(commit) ?? this.#prove(commit, grants);
    this.#merges.set(commit, known);
    return known;
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
  async #later({ grant, role }: Approved): Promise<Extract<Decision, { kind: "later" }> | undefined> {
    // A role that is gone is no drift: today's policies refuse it.
    const drift = this.#main.policies.roles.has(grant.role) ? await this.#drift(grant, role) : [];
    const findings = [...drift, ...(await this.#mfa(grant, role))];
    return findings.length > 0 ? { kind: "later", grant, findings, holds_place: true } : undefined;
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
