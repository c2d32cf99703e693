/**
 * Thirty days with a clock that is a number: the product's own pure functions decide (windows, the plan, the judgement
 * of leases, due rotations, revoke groups), and what they decide is carried out on a model of Vault.
 *
 * The model has only what Vault itself does, and nothing of ours: a token ends at its `explicit_max_ttl`, on the second,
 * with nobody's help; or when it is revoked; leases under it end with it; a record stays until it is replaced. (That
 * Vault does so is measured in test/integration/life/end.test.ts.) Every other end has to come from a run.
 */
import { grantOf, windowOf } from "../../../src/domain/clock.ts";
import { judgeLeases } from "../../../src/domain/ending.ts";
import { type GrantKey, KeyList, keyOf } from "../../../src/domain/key.ts";
import type { Lease } from "../../../src/domain/lease.ts";
import type { GrantFile, LandedGrant, Rotation } from "../../../src/domain/model.ts";
import { compareKeys, type Desired, planChanges, recordsToRead } from "../../../src/domain/plan.ts";
import type { EndReason, GrantRecord } from "../../../src/domain/record.ts";
import { revokeGroups } from "../../../src/domain/revoke-group.ts";
import { factsOf, rotationsDue } from "../../../src/domain/rotation/due.ts";
import type { RotationState } from "../../../src/domain/rotation/state.ts";
import { withDone } from "../../../src/domain/rotation/state.ts";
import { type Instant, instant, seconds } from "../../../src/domain/units.ts";
import { record } from "../commands/end/end-fakes.ts";

export const HOUR = 3_600;
export const DAYS = 30 * 24 * HOUR;
const ACCESS = [{ path: "database/creds/orders-read", capabilities: ["read" as const] }];

/** Something somebody asks for; times are seconds from the beginning of the month. */
export interface Wish {
  readonly lands: number;
  readonly starts_after: number;
  readonly lasts: number;
  /** Its file goes so long after it landed; absent: when a revoke pull request takes it. */
  readonly removed_after?: number;
  /** Whether the merge, and the removal, start a run of apply: `[skip ci]` and outages start none. */
  readonly told: boolean;
}

export interface Month {
  readonly wishes: readonly Wish[];
  /** When the schedule really ran. */
  readonly runs: readonly number[];
  /** A run begun by a merge comes so long after it. */
  readonly lag: number;
}

/** Seconds, one for each time it happened. */
export interface Figures {
  /** From a token's end to the proof of it. */
  readonly proof: readonly number[];
  /** From a grant's end to the revoke pull request that names its file. */
  readonly paper: readonly number[];
  /** From a grant's end to the rotation that it owed. */
  readonly rotation: readonly number[];
  /** How much older than `every` the other credential was when it was rotated. */
  readonly age: readonly number[];
  /** From a grant's begin to its issue. */
  readonly start: readonly number[];
  /** From the removal of a file to the end of its access, where that is before the grant's own end. */
  readonly recall: readonly number[];
}

export interface Access {
  readonly grant: LandedGrant;
  readonly from: number;
  /** When its token ended, by whatever. */
  readonly to: number;
}

const rotation = (name: string, every?: number): Rotation => ({
  name,
  description: name,
  kind: "transit-key",
  mount: "transit",
  target: name,
  ...(every === undefined ? {} : { every: seconds(every) }),
  grace: seconds(HOUR),
  at: () => ({ file: `policies/rotations/${name}.yaml` }),
});
const OWED = rotation("owed");
const AGED = rotation("aged", 24 * HOUR);

/** Vault, as far as ends matter. */
class VaultModel {
  readonly records = new Map<GrantKey, GrantRecord>();
  readonly pickups = new Set<GrantKey>();
  /** When each token ends: at its own time, unless it is revoked before. */
  readonly tokens = new Map<GrantKey, { readonly from: number; readonly to: number }>();
  readonly rotations = new Map<string, RotationState>([
    [AGED.name, { last_done: instant(0), owed_by: [] }],
    [OWED.name, { last_done: instant(0), owed_by: [] }],
  ]);

  mint(key: GrantKey, now: number, ttl: number): void {
    this.tokens.set(key, { from: now, to: now + ttl });
  }

  revoke(key: GrantKey, now: number): void {
    const token = this.tokens.get(key);
    if (token && token.to > now) this.tokens.set(key, { ...token, to: now });
  }

  /** One lease under each living token, made halfway: what ended took its own with it. */
  leases(now: number): Lease[] {
    return [...this.tokens].flatMap(([key, { from, to }]) => {
      const issued = Math.floor((from + to) / 2);
      return to <= now || issued > now
        ? []
        : [{ id: `database/creds/orders-read/${key}`, issued: instant(issued), ttl: seconds(to - now) }];
    });
  }
}

/** Plays a month. @returns what access there was, how late all else came, and what is still open a day after */
export function play({ wishes, runs, lag }: Month) {
  const vault = new VaultModel();
  const figures = { proof: [], paper: [], rotation: [], age: [], start: [], recall: [] } as {
    [Name in keyof Figures]: number[];
  };
  const minted = new Map<GrantKey, number>();
  const papered = new Set<GrantKey>();
  const grants = wishes.map(landed);
  const removed = new Map<GrantKey, number>();
  for (const [index, { removed_after, lands }] of wishes.entries()) {
    const key = grants[index]?.key;
    if (key !== undefined && removed_after !== undefined) removed.set(key, lands + removed_after);
  }

  const onMain = (now: number) =>
    grants.filter(
      (grant) => grant.landed <= now && now < (removed.get(grant.key) ?? Number.POSITIVE_INFINITY),
    );

  /** The ending half that apply and enforce share. */
  const end = (now: Instant, desired: Desired) => {
    const keys = { records: new KeyList(vault.records.keys()), pickups: new KeyList(vault.pickups) };
    const compared = compareKeys(desired, keys);
    const read = new Map(
      recordsToRead(compared).flatMap((key) => {
        const found = vault.records.get(key);
        return found ? [[key, found] as const] : [];
      }),
    );
    const { changes } = planChanges(compared, read, now);
    const ending = changes.flatMap((change): { key: GrantKey; why: EndReason }[] =>
      change.kind === "recall"
        ? [{ key: change.key, why: change.why }]
        : change.kind === "finish"
          ? [{ key: change.key, why: "expired" }]
          : [],
    );
    for (const { key } of ending) vault.revoke(key, now);
    const holders = [...vault.records.values()].filter(({ state }) => state === "live");
    for (const { key, why } of ending) {
      const live = vault.records.get(key);
      const token = vault.tokens.get(key);
      if (!live || !token || live.state !== "live") throw new Error(`${key} ends, and it is not live`);
      const ended = instant(Math.min(now, live.end));
      const others = holders.filter((holder) => holder.key !== key);
      const { stuck, strays } = judgeLeases(vault.leases(now), { from: ended, to: ended }, others);
      if (stuck.length + strays.length > 0) throw new Error(`${key}: what ended took nothing with it`);
      vault.records.set(key, { ...live, state: "ended", ended_at: ended, ended_by: why, settled: true });
      vault.pickups.delete(key);
      figures.proof.push(now - ended);
      if (why === "file-removed") figures.recall.push(now - (removed.get(key) ?? now));
      const owed = vault.rotations.get(OWED.name) ?? { owed_by: [] };
      vault.rotations.set(OWED.name, {
        ...owed,
        owed_by: [...owed.owed_by, key],
        owed_since: owed.owed_since ?? now,
      });
    }
    return changes;
  };

  /** As enforce does: what is closed goes a day after its end, once no file is left of it. */
  const tidy = (now: Instant, { grants: files }: Desired) => {
    const wanted = new Set(files.map(({ key }) => key));
    for (const [key, { state, end: over }] of vault.records)
      if (state !== "live" && over + 24 * HOUR < now && !wanted.has(key)) vault.records.delete(key);
  };

  const apply = (now: Instant) => {
    const desired = { grants: onMain(now), unreadable: new Set<GrantKey>(), ineligible: new Set<GrantKey>() };
    for (const change of end(now, desired)) {
      if (change.kind !== "issue") continue;
      const { grant } = change;
      if (minted.has(grant.key)) throw new Error(`${grant.key} is issued twice`);
      minted.set(grant.key, now);
      vault.mint(grant.key, now, grant.end - now);
      vault.records.set(grant.key, {
        ...record(grant.id),
        key: grant.key,
        file: grant.file,
        begin: grant.begin,
        end: grant.end,
        access: ACCESS,
        issued_at: now,
      });
      vault.pickups.add(grant.key);
      figures.start.push(now - grant.begin);
    }
  };

  const schedule = (now: Instant) => {
    const desired = { grants: onMain(now), unreadable: new Set<GrantKey>(), ineligible: new Set<GrantKey>() };
    end(now, desired);
    tidy(now, desired);
    const over = onMain(now).filter(({ key }) => vault.records.get(key)?.state !== "live");
    for (const { grants: files } of revokeGroups(over, "role", now)) {
      for (const file of files.filter(({ key }) => !papered.has(key))) {
        papered.add(file.key);
        figures.paper.push(now - file.end);
        // People merge it within the next day.
        removed.set(file.key, now + 12 * HOUR);
      }
    }
    const facts = new Map([...vault.rotations].map(([name, state]) => [name, factsOf(state, undefined)]));
    for (const { rotation: due, why } of rotationsDue([OWED, AGED], facts, now)) {
      const state = vault.rotations.get(due.name) ?? { owed_by: [] };
      for (const key of state.owed_by) figures.rotation.push(now - (vault.tokens.get(key)?.to ?? now));
      if (why === "due") figures.age.push(now - (state.last_done ?? now) - 24 * HOUR);
      vault.rotations.set(due.name, withDone(state, { why, at: now, owed_by: state.owed_by }));
    }
    apply(now);
  };

  const pushes = wishes.flatMap(({ told, lands, removed_after }) =>
    told ? [lands, ...(removed_after === undefined ? [] : [lands + removed_after])] : [],
  );
  const happenings = [
    ...runs.map((at) => ({ at, run: schedule })),
    ...pushes.map((at) => ({ at: at + lag, run: apply })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, run } of happenings) run(instant(Math.floor(at)));

  const access = grants.flatMap((grant): Access[] => {
    const token = vault.tokens.get(grant.key);
    return token ? [{ grant, ...token }] : [];
  });
  const open = [...vault.records.values()].filter(({ state }) => state === "live");
  return { access, figures: figures as Figures, open, removed, owed: vault.rotations.get(OWED.name) };
}

function landed({ lands, starts_after, lasts }: Wish, index: number): LandedGrant {
  const id = `g-${index}`;
  const file: GrantFile = {
    file: `grants/orders-db-read/${id}.yaml`,
    id,
    role: "orders-db-read",
    user: `user-${index % 7}`,
    reason: "because",
    break_glass: false,
    duration: seconds(lasts),
    ...(starts_after === 0 ? {} : { start: instant(lands + starts_after) }),
    at: () => ({ file: `grants/orders-db-read/${id}.yaml` }),
  };
  const commit = index.toString(16).padStart(40, "0");
  const at = instant(lands);
  const window = windowOf(file, at);
  if (!window) throw new Error("a wish without a window");
  return {
    ...grantOf(file, at, window),
    key: keyOf("orders-db-read", id, commit.slice(-12).padEnd(40, "0")),
    commit,
  };
}
