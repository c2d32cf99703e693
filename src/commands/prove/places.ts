import { overlaps } from "../../domain/clock.ts";
import { samePerson } from "../../domain/eligibility.ts";
import type { LandedGrant, Policies } from "../../domain/model.ts";
import type { Decision } from "./decision.ts";
import type { GrantJudge } from "./grant-judge.ts";

/** Oldest first; those of one commit in path order. */
export const inLandingOrder = (grants: readonly LandedGrant[]): LandedGrant[] =>
  [...grants].sort((a, b) => a.landed - b.landed || (a.file < b.file ? -1 : 1));

/**
 * Who has which place under limits and conflicts: in the order in which the files landed, as check counts them on their
 * pull requests, not in the order in which they begin. So a grant that was approved for tomorrow keeps its place against
 * one that is merged later and begins today (docs/decisions/0110-places-by-landing.md).
 */
export class Places {
  readonly #judge: Pick<GrantJudge, "decide" | "standing">;
  readonly #policies: Policies;
  readonly #held: LandedGrant[];
  /** On main, and not decided over: their start is to come, or GitHub did not answer. */
  readonly #undecided: LandedGrant[];

  constructor(
    judge: Pick<GrantJudge, "decide" | "standing">,
    policies: Policies,
    live: readonly LandedGrant[],
    waiting: readonly LandedGrant[],
  ) {
    this.#judge = judge;
    this.#policies = policies;
    this.#held = [...live];
    this.#undecided = [...waiting];
  }

  /** Decides over grants of one commit. Commits come in the order in which they landed. */
  async decide(commit: string, grants: readonly LandedGrant[]): Promise<readonly Decision[]> {
    try {
      const decisions = await this.#decide(commit, grants);
      for (const decision of decisions) {
        if (decision.kind === "accepted" || (decision.kind === "later" && decision.holds_place))
          this.#held.push(decision.grant);
        else if (decision.kind === "later") this.#undecided.push(decision.grant);
      }
      return decisions;
    } catch (error) {
      this.#undecided.push(...grants);
      throw error;
    }
  }

  /** Whether those ahead were approved is asked only where they stand in the way. */
  async #decide(commit: string, grants: readonly LandedGrant[]): Promise<readonly Decision[]> {
    const ahead = inLandingOrder(
      this.#undecided.filter((one) => grants.some((grant) => this.#isAhead(one, grant))),
    );
    const counting = (others: readonly LandedGrant[]) =>
      this.#judge.decide(commit, grants, [...this.#held, ...others]);
    const all = await counting(ahead);
    if (ahead.length === 0 || all.every(({ kind }) => kind !== "refused")) return all;

    const { standing, doubtful } = await this.#standing(ahead);
    const sure = await counting(standing);
    if (doubtful.length === 0) return sure;
    // A refusal is final. Where only a grant that nobody can judge now stands in the way, the next run decides.
    const unsure = new Map(
      (await counting([...standing, ...doubtful])).map((decision) => [decision.grant, decision]),
    );
    return sure.map((decision) => {
      const other = unsure.get(decision.grant);
      return decision.kind === "accepted" && other?.kind === "refused"
        ? ({ kind: "later", grant: decision.grant, findings: other.findings } as const)
        : decision;
    });
  }

  #isAhead(one: LandedGrant, grant: LandedGrant): boolean {
    const isRival = one.role === grant.role || samePerson(one.user, grant.user, this.#policies);
    return isRival && one.commit !== grant.commit && one.landed <= grant.landed && overlaps(one, grant);
  }

  async #standing(ahead: readonly LandedGrant[]) {
    const standing: LandedGrant[] = [];
    const doubtful: LandedGrant[] = [];
    for (const [commit, grants] of Map.groupBy(ahead, (grant) => grant.commit)) {
      const known = await this.#judge.standing(commit, grants, [...this.#held, ...standing]);
      if (known) standing.push(...known);
      else doubtful.push(...grants);
    }
    return { standing, doubtful };
  }
}
