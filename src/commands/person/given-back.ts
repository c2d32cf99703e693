import { parseKey } from "../../domain/key.ts";
import type { Instant } from "../../domain/units.ts";
import { fromNow } from "../../render/duration.ts";
import { attempt } from "../outcome.ts";
import type { GivenBack, KeptTokens } from "../ports.ts";
import { Stop } from "../stop.ts";
import type { Candidate } from "./open-pickup.ts";

/** What was given back here; nothing where no Vault is named: then nothing was taken from one here. */
export async function givenBackHere(
  kept: () => Promise<Pick<KeptTokens, "givenBack">>,
  now: Instant,
): Promise<readonly GivenBack[]> {
  const known = await attempt("look what was given back here", async () => (await kept()).givenBack(now));
  return known.ok ? known.value : [];
}

/**
 * Without what the person gave back here: its pick-up is opened and its token dead, which would else look as if
 * somebody had taken it.
 *
 * @throws Stop where nothing is left
 */
export async function withoutGivenBack(
  kept: KeptTokens,
  candidates: readonly Candidate[],
  now: Instant,
): Promise<readonly Candidate[]> {
  const given = new Map((await kept.givenBack(now)).map((one) => [one.key, one]));
  const left = candidates.filter(({ key }) => !given.has(key));
  const [first] = candidates.flatMap(({ key }) => given.get(key) ?? []);
  if (first && left.length === 0) throw wasGivenBack(first, now);
  return left;
}

/** What is said to who wants it again. */
export const wasGivenBack = ({ key, at }: Pick<GivenBack, "key" | "at">, now: Instant): Stop =>
  new Stop(
    1,
    `you gave ${key} back on this machine ${fromNow(at, now)}: it has ended`,
    `Ask anew:  leasehold request ${parseKey(key)?.role ?? "ROLE"} --for 1h --reason "…"`,
  );
