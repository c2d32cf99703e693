import { type GrantKey, isKey, parseKey } from "../../domain/key.ts";
import type { Standing } from "../../domain/standing.ts";
import type { Instant } from "../../domain/units.ts";
import { type StatusPorts, status } from "../status.ts";
import { Stop } from "../stop.ts";
import { isOver, notYet } from "./find-access.ts";
import { wasGivenBack } from "./given-back.ts";

export interface AskReissuePorts extends StatusPorts {
  /** Starts the workflow that gives a new token. */
  readonly dispatch: (key: GrantKey) => Promise<void>;
}

/**
 * Asks apply for a new token of a live grant. What is over, given back or not issued yet is said at once: the workflow
 * would refuse it a minute later, where nobody looks.
 *
 * @param typed the key, as it was written
 * @throws Stop where there is nothing to give anew
 */
export async function askReissue(ports: AskReissuePorts, typed: string, branch: string): Promise<GrantKey> {
  if (!isKey(typed)) {
    throw new Stop(
      2,
      `${JSON.stringify(typed)} is no key of a grant`,
      "leasehold status shows the keys of your live grants.",
    );
  }
  const role = parseKey(typed)?.role;
  const { grants } = await status(ports, { branch, ...(role === undefined ? {} : { role }) });
  const found = grants.find(({ key }) => key === typed);
  if (found) refuseWhatIsNotLive(found, ports.now);
  // The log hears of an emergency when GitHub is back: not to know one says nothing.
  else if (!parseKey(typed)?.emergency) throw notKnown(typed);
  await ports.dispatch(typed);
  return typed;
}

function refuseWhatIsNotLive({ key, state, ending, begin, end, ended_at }: Standing, now: Instant): void {
  if (ending?.by === "given-back") throw wasGivenBack({ key, at: ending.at }, now);
  if (ending) {
    throw new Stop(
      1,
      `the file of ${key} is gone from main: apply is ending it`,
      "Ask anew:  leasehold request",
    );
  }
  if (state === "ended") throw isOver(key, ended_at ?? end, now);
  if (state === "refused")
    throw new Stop(1, `${key} was refused: there is no token of it`, "Ask anew:  leasehold request");
  if (state === "live") return;
  if (begin > now) throw notYet(key, begin, now);
  throw new Stop(
    1,
    `${key} is not issued yet: there is no token of it`,
    `It goes to you with the next run of apply; this asks for one and waits:  leasehold use ${key}`,
  );
}

const notKnown = (key: GrantKey): Stop =>
  new Stop(
    1,
    `${key} is neither on main nor in the audit log of today`,
    "leasehold status shows the keys of your live grants.",
  );
