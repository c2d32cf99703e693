import type { Prompts, Reporter } from "../ports.ts";
import type { Revoked } from "../revoke.ts";
import type { PickupTaken } from "./open-pickup.ts";

interface Ports {
  /** Absent where nobody can be asked: then the message says what to type. */
  readonly prompts?: Prompts;
  readonly reporter: Reporter;
  /** Ends the grant at once, with the reason. */
  readonly revoke: () => Promise<Revoked>;
}

/**
 * Offers to end a grant whose pick-up somebody else seems to have opened. Only the person knows whether it was them, on
 * another machine perhaps: so it is asked, and nothing ends without a yes.
 *
 * @returns undefined where they did not want it, or could not be asked
 */
export async function offerRecall(
  { prompts, reporter, revoke }: Ports,
  taken: PickupTaken,
): Promise<Revoked | undefined> {
  if (!prompts) return undefined;
  reporter.warn(taken.message);
  const wanted = await prompts.confirm("It was not me: end this access now, and alert the security team?");
  return wanted === true ? revoke() : undefined;
}
