import { type GrantKey, parseKey } from "../../domain/key.ts";
import { suspectOpened, suspectWrapping } from "../../domain/pickup-trust.ts";
import type { Secret } from "../../domain/secret.ts";
import { type Instant, plus } from "../../domain/units.ts";
import type { FoundPickup, GrantedVault, KeptTokens, PersonVault } from "../ports.ts";
import { Stop } from "../stop.ts";

interface Ports {
  readonly person: PersonVault;
  readonly granted: GrantedVault;
  readonly kept: KeptTokens;
}

/** A grant whose pick-up may be there, and under which names of the person to look. */
export interface Candidate {
  readonly key: GrantKey;
  readonly aliases: readonly string[];
  /** When its file came onto main, and when it ends by it; an emergency has none. */
  readonly landed?: Instant;
  readonly end?: Instant;
}

export interface OpenedPickup {
  readonly key: GrantKey;
  readonly token: Secret;
  readonly end: Instant;
}

/**
 * Opens the first pick-up there is. A pick-up can be opened once: so everything that can be known before is looked at
 * before, and the token is kept on this machine by the caller at once.
 *
 * @returns undefined where no candidate has a pick-up for this person
 */
export async function openPickup(
  ports: Ports,
  candidates: readonly Candidate[],
): Promise<OpenedPickup | undefined> {
  for (const candidate of candidates) {
    for (const alias of candidate.aliases) {
      const pickup = await ports.person.pickup(candidate.key, alias);
      if (pickup) return open(ports, candidate, pickup);
    }
  }
  return undefined;
}

async function open(ports: Ports, { key, end }: Candidate, pickup: FoundPickup): Promise<OpenedPickup> {
  const facts = await ports.granted.wrapping(pickup.wrapping);
  if (!facts) throw alreadyOpened(key);
  const before = suspectWrapping(key, facts.creation_path, pickup.token_role);
  if (before !== undefined) throw forged(key, before);

  await ports.kept.prepare();
  const opened = await ports.granted.unwrap(pickup.wrapping);
  if (!opened) throw alreadyOpened(key);
  const after = suspectOpened(key, opened);
  if (after !== undefined || !opened.token) throw forged(key, after ?? "it held no login");
  const byVault = plus(facts.created, opened.ttl);
  // Vault's seconds are rounded: a token that ends with its grant ends when everybody else is told that it does.
  const asGranted = end !== undefined && Math.abs(end - byVault) <= 1;
  return { key, token: opened.token, end: asGranted ? end : byVault };
}

/** A pick-up that somebody else may have opened, or put there: its grant is to end, unless the person knows better. */
export class PickupTaken extends Stop {
  readonly key: GrantKey;

  constructor(key: GrantKey, message: string, hint: string) {
    super(1, message, hint);
    this.key = key;
  }
}

/** The pick-up is there and its token is not: one of four things, and only the person knows which. */
const alreadyOpened = (key: GrantKey): Stop =>
  new PickupTaken(
    key,
    `The pick-up of ${key} HAS ALREADY BEEN OPENED, or its access was ended. A pick-up opens once: if it was not you, ` +
      `on this machine or another, then SOMEBODY ELSE HOLDS YOUR ACCESS.`,
    [
      `If it was not you: end that access now with  ${recallOf(key)}  and tell your security team.`,
      `If it was you and the token is lost:  leasehold reissue ${key}`,
      `Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? key}`,
    ].join("\n"),
  );

const forged = (key: GrantKey, suspicion: string): Stop =>
  new PickupTaken(
    key,
    `The pick-up of ${key} IS NOT WHAT APPLY PUT THERE: ${suspicion}. It was not used. Somebody who can write pick-ups ` +
      `may hold the real token.`,
    `End that access now with  ${recallOf(key)}  and tell your security team.`,
  );

/** What a person can type at once; for who may not recall in Vault the workflow does. */
const recallOf = (key: GrantKey): string => `leasehold revoke ${key} --now --stolen`;
