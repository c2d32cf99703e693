import type { Rotation } from "../../domain/model.ts";
import { knownMain } from "../main/known-main.ts";
import { policiesAt } from "../main/main-state.ts";
import type { Repository } from "../ports.ts";

/** The rotations that main declares; where origin cannot be reached, those it was last known to. */
export async function rotationsOfMain(
  repository: Repository,
  branch: string,
): Promise<ReadonlyMap<string, Rotation>> {
  const main = await knownMain(repository, branch);
  return (await policiesAt(repository, main.commit)).policies.rotations;
}
