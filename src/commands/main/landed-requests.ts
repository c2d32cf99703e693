import { landedGrant, windowOf } from "../../domain/clock.ts";
import type { Request } from "../../domain/judge.ts";
import { keyOf } from "../../domain/key.ts";
import type { GrantFile, LandedGrant } from "../../domain/model.ts";
import { alone } from "../../domain/wish.ts";
import type { Landing, Repository } from "../ports.ts";
import { ExtendedGrants } from "./extended-grants.ts";

/** Committed files as the grants they are, each with the chain it extends. */
export async function landedRequests(
  repository: Repository,
  head: string | undefined,
  files: readonly GrantFile[],
  landings: ReadonlyMap<string, Landing>,
): Promise<(Request & { readonly grant: LandedGrant })[]> {
  const plain: LandedGrant[] = [];
  const extending: { readonly file: GrantFile; readonly landing: Landing }[] = [];
  for (const file of files) {
    const landing = landings.get(file.file);
    if (landing === undefined) continue;
    if (file.extends === undefined) plain.push(requested(file, landing));
    else extending.push({ file, landing });
  }
  const extended = new ExtendedGrants(repository, plain, head);
  const prolonged = await Promise.all(
    extending.map(async ({ file, landing }) => {
      const chain = file.extends === undefined ? [] : await extended.chainTo(file.extends);
      return { grant: requested(file, landing, chain.at(-1)?.end), chain };
    }),
  );
  return [...plain.map((grant) => ({ grant })), ...prolonged];
}

function requested(file: GrantFile, landing: Landing, extendedEnd?: LandedGrant["end"]): LandedGrant {
  const window = windowOf(file, landing.at, extendedEnd) ?? alone(file, landing.at);
  const key = keyOf(file.role, file.id, landing.commit);
  return landedGrant(file, landing.at, window, { key, commit: landing.commit });
}
