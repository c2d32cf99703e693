import type { LandedGrant } from "../../domain/model.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { Instant } from "../../domain/units.ts";
import type { MainState } from "../main/main-state.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { Decision } from "./decision.ts";
import { GrantJudge, type JudgePorts } from "./grant-judge.ts";
import { inLandingOrder, Places } from "./places.ts";

/** What of main's grants a run has to decide over, and what it counts beside them. */
export interface ToJudge {
  /** Main asks for them now, and Vault does not have them. */
  readonly candidates: readonly LandedGrant[];
  /** Issued and not over. */
  readonly live: readonly LandedGrant[];
  /** Not decided over, because their start is still to come. */
  readonly waiting: readonly LandedGrant[];
}

export interface Judged {
  readonly decisions: readonly Decision[];
  readonly troubles: readonly Trouble[];
}

/**
 * Decides over grants that main asks for and Vault does not have: all of design.md's "Provenance", again, whatever
 * the check on the pull request said. In the order in which they landed: an earlier one takes the free place, also
 * where it begins later ({@link Places}).
 */
export async function judgeIssue(
  ports: JudgePorts,
  main: MainState,
  setup: SetupRecord,
  { candidates, live, waiting }: ToJudge,
  now: Instant,
): Promise<Judged> {
  const places = new Places(new GrantJudge(ports, main, setup, now), main.policies, live, waiting);
  const decisions: Decision[] = [];
  const troubles: Trouble[] = [];
  for (const [commit, grants] of Map.groupBy(inLandingOrder(candidates), (grant) => grant.commit)) {
    const decided = await attempt(`issue ${grants.map((grant) => grant.key).join(", ")}`, () =>
      places.decide(commit, grants),
    );
    if (decided.ok) decisions.push(...decided.value);
    else troubles.push(decided.trouble);
  }
  return { decisions, troubles };
}
