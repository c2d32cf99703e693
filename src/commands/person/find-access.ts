import { aliasOf } from "../../domain/alias.ts";
import { isLive } from "../../domain/clock.ts";
import { type GrantKey, isKey, NAME, parseKey } from "../../domain/key.ts";
import { foldLogin } from "../../domain/login.ts";
import type { LandedGrant, Policies } from "../../domain/model.ts";
import { didYouMean } from "../../domain/nearest.ts";
import { formatInstant, type Instant } from "../../domain/units.ts";
import { fromNow } from "../../render/duration.ts";
import { landedGrants } from "../main/landed-grants.ts";
import { Windows } from "../main/windows.ts";
import type { Repository } from "../ports.ts";
import { Stop } from "../stop.ts";
import type { Candidate } from "./open-pickup.ts";

/** What `use` was asked for: one grant, or whatever the person has of a role. */
export type Wanted =
  | { readonly kind: "key"; readonly key: GrantKey; readonly role: string }
  | { readonly kind: "role"; readonly role: string };

/** Reads `KEY | ROLE` of the command line. */
export function wantedOf(text: string): Wanted {
  if (isKey(text)) return { kind: "key", key: text, role: parseKey(text)?.role ?? "" };
  if (NAME.test(text)) return { kind: "role", role: text };
  throw new Stop(
    2,
    `${JSON.stringify(text)} is neither a role nor the key of a grant`,
    "Write a role such as orders-db-read, or a key such as orders-db-read.refund-8812.3f2a9c1b7d20; leasehold status shows both.",
  );
}

/** More pick-ups than this are not tried one after the other: each try is a refused read in Vault's audit log. */
const TRIES = 20;

/**
 * Where the person's pick-up may be: pick-ups cannot be listed by people, so the keys come from Git. Of a role, the
 * grants whose time it is, those that end last before the others; only the person's own where Vault says who it is.
 *
 * @param names by which Vault's login may know the person
 */
export async function candidatesFor(
  repository: Repository,
  main: { readonly commit: string; readonly policies: Policies },
  wanted: Wanted,
  names: readonly string[],
  now: Instant,
): Promise<readonly Candidate[]> {
  if (wanted.kind === "key") return candidateOfKey(repository, main.policies, wanted.key, names, now);

  const { grants } = await landedGrants(repository, main.commit, `grants/${wanted.role}`);
  const live = grants.filter((grant) => isLive(grant, now)).sort((a, b) => b.end - a.end);
  const known = new Set(names.map(foldLogin));
  const mine = live.filter((grant) => known.has(foldLogin(aliasOf(grant.user, main.policies) ?? "")));
  if (known.size > 0 && mine.length === 0)
    return nothingOfRole(main.policies, wanted.role, grants, known, now);
  const tried = known.size > 0 ? mine : live;
  if (tried.length === 0) return nothingOfRole(main.policies, wanted.role, grants, known, now);
  return tried.slice(0, TRIES).map((grant) => ({
    key: grant.key,
    aliases: aliasesOf(grant, main.policies, names),
    landed: grant.landed,
    end: grant.end,
  }));
}

async function candidateOfKey(
  repository: Repository,
  policies: Policies,
  key: GrantKey,
  names: readonly string[],
  now: Instant,
): Promise<readonly Candidate[]> {
  // An emergency has no file; its person is whoever it was delivered to.
  if (parseKey(key)?.emergency) return [{ key, aliases: names }];
  const grant = await new Windows(repository).of(key);
  if (!grant) {
    throw new Stop(
      1,
      `no grant ${key} is in this repository's history`,
      "leasehold status shows the keys there are.",
    );
  }
  if (grant.end <= now) throw isOver(key, grant.end, now);
  if (grant.begin > now) throw notYet(key, grant.begin, now);
  return [{ key, aliases: aliasesOf(grant, policies, names), landed: grant.landed, end: grant.end }];
}

/** The name policies give the person, first as it is written, then as Vault itself has it. */
function aliasesOf(grant: LandedGrant, policies: Policies, names: readonly string[]): string[] {
  const alias = aliasOf(grant.user, policies);
  if (alias === undefined) return [...names];
  const stored = names.filter((name) => name !== alias && foldLogin(name) === foldLogin(alias));
  return [alias, ...stored];
}

function nothingOfRole(
  policies: Policies,
  role: string,
  grants: readonly LandedGrant[],
  known: ReadonlySet<string>,
  now: Instant,
): never {
  if (!policies.roles.has(role) && grants.length === 0) {
    throw new Stop(
      2,
      `there is no role ${role}`,
      didYouMean(role, policies.roles.keys()) ?? "leasehold explain --user LOGIN lists the roles.",
    );
  }
  const mine = grants.filter(
    (grant) => known.size === 0 || known.has(foldLogin(aliasOf(grant.user, policies) ?? "")),
  );
  const next = mine.filter((grant) => grant.begin > now).sort((a, b) => a.begin - b.begin)[0];
  if (next) throw notYet(next.key, next.begin, now);
  const who = known.size === 0 ? "nobody has" : `${[...known][0]} has no`;
  throw new Stop(
    1,
    `${who} grant of ${role} on main whose time it is`,
    `Ask for one:  leasehold request ${role} --for 1h --reason "…"`,
  );
}

export const isOver = (key: GrantKey, end: Instant, now: Instant): Stop =>
  new Stop(
    1,
    `${key} ended ${fromNow(end, now)} (${formatInstant(end)})`,
    `Ask anew:  leasehold request ${parseKey(key)?.role ?? "ROLE"} --for 1h --reason "…"`,
  );

export const notYet = (key: GrantKey, begin: Instant, now: Instant): Stop =>
  new Stop(
    1,
    `${key} begins ${fromNow(begin, now)} (${formatInstant(begin)})`,
    "Come back then; it is issued by itself.",
  );
