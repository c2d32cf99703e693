import { type GrantKey, isKey, parseKey } from "../domain/key.ts";
import type { Login } from "../domain/login.ts";
import type { Wish } from "../domain/wish.ts";
import { Windows } from "./main/windows.ts";
import { isOver } from "./person/find-access.ts";
import { groundOf, type ProposePorts, propose } from "./person/propose.ts";
import { readWords } from "./person/written-request.ts";
import type { Requested } from "./request.ts";
import { Stop } from "./stop.ts";

export interface ExtendOptions {
  readonly key: string;
  /** How much longer than the extended grant's end. */
  readonly for?: string;
  /** Default: those of the grant that is extended. */
  readonly reason?: string;
  readonly ticket?: string;
  /** The branch grants live on. */
  readonly branch: string;
  /** False (`--no-check`): pushed whatever the rules say. */
  readonly check: boolean;
}

export interface ExtendPorts extends ProposePorts {
  readonly me: () => Promise<Login | undefined>;
}

/** Asks for more time before a grant ends: another file that goes on where that one stops, without a gap. */
export async function extend(ports: ExtendPorts, options: ExtendOptions): Promise<Requested> {
  const { key, branch } = options;
  if (!isKey(key)) {
    throw new Stop(
      2,
      `${JSON.stringify(key)} is no key of a grant`,
      "leasehold status shows the keys of your live grants.",
    );
  }
  if (parseKey(key)?.emergency) {
    throw new Stop(
      1,
      `${key} is an emergency: it has no file and cannot be extended`,
      "Ask for a grant of its role.",
    );
  }
  if (options.for === undefined) {
    throw new Stop(2, "--for is missing: how much longer", `For example:  leasehold extend ${key} --for 1h`);
  }
  const ground = await groundOf(ports, branch);
  const extended = ground.base.find((grant) => grant.key === key);
  if (!extended) return notThere(ports, key);

  const { role, user } = extended;
  const ticket = options.ticket ?? extended.ticket;
  const words = {
    role,
    user,
    for: options.for,
    reason: options.reason ?? extended.reason,
    break_glass: false,
  };
  const read = readWords({ ...words, ...(ticket === undefined ? {} : { ticket }) });
  if (!read.ok) return { findings: read.findings, troubles: [] };
  const wish: Wish = { ...read.wish, extends: key };
  return propose(ports, ground, wish, { author: await ports.me(), check: options.check });
}

async function notThere(ports: ExtendPorts, key: GrantKey): Promise<never> {
  const known = await new Windows(ports.repository).of(key);
  if (known && known.end <= ports.now) throw isOver(key, known.end, ports.now);
  const why = known ? "is not on main any more" : "is no grant of this repository's history";
  throw new Stop(1, `${key} ${why}`, "leasehold status shows the keys of your live grants.");
}
