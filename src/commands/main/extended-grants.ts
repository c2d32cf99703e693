import type { GrantKey } from "../../domain/key.ts";
import type { Grant, LandedGrant } from "../../domain/model.ts";
import type { Repository } from "../ports.ts";
import { Windows } from "./windows.ts";

/**
 * Chains of extensions, looked up where they are known already and in history where not: what is extended may be
 * gone from main, though the last of a chain must be there to be extended.
 */
export class ExtendedGrants {
  readonly #known: ReadonlyMap<GrantKey, LandedGrant>;
  readonly #windows: Windows;

  /** @param tip the commit in whose history grants land; absent: where nothing is committed yet */
  constructor(repository: Repository, known: readonly LandedGrant[] = [], tip?: string) {
    this.#known = new Map(known.map((grant) => [grant.key, grant]));
    this.#windows = new Windows(repository, tip === undefined ? undefined : { tip });
  }

  /** The chain that leads to a key, its first grant first; empty where there is no such grant. */
  async chainTo(key: GrantKey): Promise<Grant[]> {
    const chain: Grant[] = [];
    for (let next: GrantKey | undefined = key; next !== undefined; next = chain[0]?.extends) {
      const found: LandedGrant | undefined = this.#known.get(next) ?? (await this.#windows.of(next));
      if (found === undefined || chain.some((one) => one.key === found.key)) break;
      chain.unshift(found);
    }
    return chain;
  }
}
