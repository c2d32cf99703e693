import type { CheckRun } from "./state.ts";
import type { World } from "./world.ts";

/** A check run that has said nothing yet. */
export const newCheckRun = (
  world: World,
  begun: Pick<CheckRun, "suite" | "app" | "name" | "headSha" | "status">,
): CheckRun => ({
  id: world.state.nextId(),
  ...begun,
  conclusion: null,
  startedAt: world.now(),
  completedAt: undefined,
  externalId: "",
  detailsUrl: undefined,
  title: null,
  summary: null,
  text: null,
  annotations: [],
});
