import { landedGrants } from "../../commands/main/landed-grants.ts";
import type { World } from "../../compose.ts";
import { sameLogin } from "../../domain/login.ts";
import type { Policies } from "../../domain/model.ts";
import { between } from "../../domain/units.ts";
import { readPolicies } from "../../files/policies.ts";
import { spanText } from "../../render/duration.ts";
import type { Offers } from "./candidates.ts";

/**
 * What the clone at hand has to offer, without asking anybody outside. Where there is no clone, or its policies are
 * broken, that is nothing: a Tab is no place for a complaint.
 */
export function repositoryOffers(world: World): Offers {
  const policies = async (): Promise<Policies> =>
    readPolicies(await (await world.repository()).workingTree(["policies"])).policies;
  return {
    roles: orNothing(async () =>
      [...(await policies()).roles.values()].map(({ name, description }) => ({
        word: name,
        about: description,
      })),
    ),
    rotations: orNothing(async () =>
      [...(await policies()).rotations.values()].map(({ name, description }) => ({
        word: name,
        about: description,
      })),
    ),
    logins: orNothing(async () => {
      const { teams } = await policies();
      const logins = [...teams.values()].flatMap((members) => members.map(({ login }) => login));
      return [...new Set(logins)].sort().map((word) => ({ word }));
    }),
    keys: orNothing(async () => {
      const repository = await world.repository();
      const main = await repository.lastKnown(await world.branch());
      if (main === undefined) return [];
      const now = world.clock.now();
      const live = (await landedGrants(repository, main)).grants.filter(({ end }) => end > now);
      const me = await world.likelyLogin();
      const own = me === undefined ? [] : live.filter(({ user }) => sameLogin(user, me));
      // Who somebody is can only be guessed here: everybody's rather than none of one's own.
      return (own.length > 0 ? own : live).map(({ key, user, end }) => ({
        word: key,
        about: `${user}, ${spanText(between(now, end))} left`,
      }));
    }),
  };
}

const orNothing =
  <Item>(work: () => Promise<readonly Item[]>) =>
  (): Promise<readonly Item[]> =>
    work().catch(() => []);
