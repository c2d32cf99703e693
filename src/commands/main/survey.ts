import type { Holder } from "../../domain/ending.ts";
import { KeyList } from "../../domain/key.ts";
import { type Actual, compareKeys, type Plan, planChanges, recordsToRead } from "../../domain/plan.ts";
import type { Instant } from "../../domain/units.ts";
import type { Pace, Trouble } from "../outcome.ts";
import type { Repository, VaultReads } from "../ports.ts";
import { knownMain } from "./known-main.ts";
import { judgeMain, type MainState } from "./main-state.ts";
import { ReadAhead } from "./read-ahead.ts";
import { readRecords } from "./read-records.ts";

/** Where things stand: what main asks for, what Vault has, and what follows. */
export interface Survey {
  readonly main: MainState;
  readonly actual: Actual;
  readonly plan: Plan;
  /** Vault's time, by which all was judged. */
  readonly now: Instant;
  /** Whether main is the branch's tip; where origin could not be asked it is what we last knew, and only ends count. */
  readonly current: boolean;
  readonly troubles: readonly Trouble[];
}

interface Ports extends Pace {
  readonly vault: VaultReads;
  readonly repository: Repository;
}

/**
 * Two LISTs, then main's tip, then a plan. In this order: a key in the LISTs that the tip does not have was removed
 * before we looked, so a run with however old a checkout recalls nothing that a newer main asked for (design.md).
 */
export async function takeSurvey(ports: Ports, branch: string): Promise<Survey> {
  const { vault, repository } = ports;
  const ahead = new ReadAhead(repository, branch);
  const [now, records, pickups] = await Promise.all([vault.now(), vault.recordKeys(), vault.pickupKeys()]);
  const keys = { records: new KeyList(records), pickups: new KeyList(pickups) };
  const known = await knownMain(repository, branch);
  ports.reporter?.progress(`grants on ${branch}`);
  const main = await judgeMain(repository, await ahead.at(known.commit), now);
  const count = main.desired.grants.length;
  ports.reporter?.progress(`grants on ${branch}`, count, count);

  const compared = compareKeys(main.desired, keys);
  const { records: found, troubles } = await readRecords(vault, recordsToRead(compared), ports);
  const read = new Map(found.map((record) => [record.key, record]));
  return {
    main,
    actual: { ...keys, read },
    plan: planChanges(compared, read, now),
    now,
    current: known.stale === undefined,
    troubles: [...(known.stale ? [known.stale] : []), ...troubles],
  };
}

/**
 * Every grant that may have a token, by what its role gives: against these, the leases of an end are explained. One that
 * is over explains none, though its file may lie on main for a while.
 */
export function holdersIn({ main, actual, now }: Survey): Holder[] {
  const issued = main.desired.grants.filter(
    ({ key, end }) =>
      actual.records.has(key) && end > now && (actual.read.get(key)?.state ?? "live") === "live",
  );
  const known = issued.flatMap((grant) => {
    const role = main.policies.roles.get(grant.role);
    return role ? [{ key: grant.key, access: role.access, begin: grant.begin, end: grant.end }] : [];
  });
  const recorded = [...actual.read.values()].filter(({ state, end }) => state === "live" && end > now);
  return [...known, ...recorded];
}
