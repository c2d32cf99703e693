import type { Told, ToldEvent } from "../audit/history.ts";
import { type GrantKey, isKey } from "../key.ts";
import { foldLogin } from "../login.ts";
import type { LandedGrant, Policies } from "../model.ts";
import type { Standing } from "../standing.ts";
import { type Instant, instant } from "../units.ts";

/**
 * What makes a grant an exception:
 * `break-glass`: issued without approval before; `unreviewed`: nobody looked at that in time; `extended`: begins while
 * the same person has the role; `refused`; `unrecorded`: live by the log, and Vault has no record of it, or the other
 * way round; `unproved`: over, and its end is not proved yet; `overdue`: over, and its file still on main;
 * `lingering`, `unusual`: alerts said so.
 */
export type Mark =
  | "break-glass"
  | "unreviewed"
  | "extended"
  | "refused"
  | "unrecorded"
  | "unproved"
  | "overdue"
  | "lingering"
  | "unusual";

export interface GrantMarks {
  readonly marks: readonly Mark[];
  /** The grant it continues, as far as that is known. */
  readonly extends?: GrantKey;
}

export interface MarkSources {
  readonly standings: readonly Standing[];
  readonly files: readonly LandedGrant[];
  readonly events: readonly ToldEvent[];
  readonly history: ReadonlyMap<GrantKey, Told>;
  readonly policies: Policies;
  /** Keys of records in Vault; absent where it was not asked. */
  readonly records?: ReadonlySet<GrantKey>;
  readonly now: Instant;
}

/** The schedule proves an end at its next run: before that an end without proof is nothing to wonder at. */
const PROOF_TAKES = 2 * 3_600;
/** Vault is asked before the log is read: what was issued in between has its record by now. */
const JUST_ISSUED = 600;
const OVERDUE = 86_400;

/** The marks of every grant that has any, in the order of {@link Mark}. */
export function marksOf(sources: MarkSources): Map<GrantKey, GrantMarks> {
  const { standings, files, history, policies, records, now } = sources;
  const told = toldMarks(sources.events);
  const extended = extensions(standings, files);
  const onMain = new Set(files.map(({ key }) => key));
  const overdueAfter = policies.settings?.alerts.overdue_after ?? OVERDUE;
  const marks = new Map<GrantKey, GrantMarks>();
  for (const grant of standings) {
    const said = told.get(grant.key);
    const over = grant.ended_at ?? grant.end;
    const issued = history.get(grant.key)?.issued;
    const holds: Readonly<Record<Mark, boolean>> = {
      "break-glass": grant.break_glass,
      unreviewed:
        said?.has("leasehold.breakglass.overdue") === true && !said.has("leasehold.breakglass.reviewed"),
      extended: extended.has(grant.key),
      refused: grant.state === "refused",
      unrecorded:
        grant.state === "live" &&
        records !== undefined &&
        !records.has(grant.key) &&
        issued !== undefined &&
        issued + JUST_ISSUED < now,
      unproved:
        grant.state === "ended" &&
        issued !== undefined &&
        grant.ended_at === undefined &&
        over + PROOF_TAKES < now,
      overdue: grant.state === "ended" && onMain.has(grant.key) && over + overdueAfter < now,
      lingering: said?.has("leasehold.grant.lingering") === true,
      unusual: said?.has("leasehold.grant.unusual") === true,
    };
    const found = (Object.keys(holds) as Mark[]).filter((mark) => holds[mark]);
    const continues = extended.get(grant.key);
    if (found.length > 0)
      marks.set(grant.key, { marks: found, ...(continues ? { extends: continues } : {}) });
  }
  return marks;
}

const TOLD: ReadonlySet<string> = new Set([
  "leasehold.breakglass.overdue",
  "leasehold.breakglass.reviewed",
  "leasehold.grant.lingering",
  "leasehold.grant.unusual",
]);

function toldMarks(events: readonly ToldEvent[]): Map<GrantKey, Set<string>> {
  const told = new Map<GrantKey, Set<string>>();
  for (const { type, subject } of events) {
    if (!TOLD.has(type) || !isKey(subject)) continue;
    const known = told.get(subject);
    if (known) known.add(type);
    else told.set(subject, new Set([type]));
  }
  return told;
}

/**
 * Which grant continues which. Files on main say so; of those that are gone the log tells only when they were: one that
 * begins while the same person has the same role, and ends later, continues it.
 */
function extensions(standings: readonly Standing[], files: readonly LandedGrant[]): Map<GrantKey, GrantKey> {
  const found = new Map<GrantKey, GrantKey>();
  for (const file of files) if (file.extends !== undefined) found.set(file.key, file.extends);
  const held = new Map<string, Standing[]>();
  for (const one of standings) {
    if (one.state === "refused") continue;
    const whose = `${one.role} ${foldLogin(one.user)}`;
    const grants = held.get(whose);
    if (grants) grants.push(one);
    else held.set(whose, [one]);
  }
  for (const grants of held.values()) {
    grants.sort((a, b) => a.begin - b.begin || a.end - b.end);
    let last: Standing | undefined;
    for (const grant of grants) {
      if (last && grant.begin < heldUntil(last) && grant.end > last.end && !found.has(grant.key))
        found.set(grant.key, last.key);
      if (!last || grant.end > last.end) last = grant;
    }
  }
  return found;
}

const heldUntil = (grant: Standing): Instant => instant(Math.min(grant.ended_at ?? grant.end, grant.end));
