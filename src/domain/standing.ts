import type { Told } from "./audit/history.ts";
import { type GrantKey, parseKey } from "./key.ts";
import { foldLogin } from "./login.ts";
import type { AccessPath, LandedGrant, Role } from "./model.ts";
import type { EndReason } from "./record.ts";
import { earlier, type Instant, instant } from "./units.ts";

export type StandingState = "pending" | "live" | "ended" | "refused";

/** Who has, or had, what, why and until when: a row of `leasehold status`. */
export interface Standing {
  readonly key: GrantKey;
  readonly role: string;
  readonly user: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly begin: Instant;
  readonly end: Instant;
  readonly state: StandingState;
  readonly pull_request?: number;
  readonly approvers?: readonly string[];
  readonly break_glass: boolean;
  /** When it really ended, where the log says so. */
  readonly ended_at?: Instant;
  readonly ended_by?: EndReason;
  /** Live by the log, and its end is on the way: the next run of apply or enforce writes it down. */
  readonly ending?: Ending;
  readonly access: readonly AccessPath[];
}

/** `file-removed`: its file is gone from main. `given-back`: ended by its own person (`done`), at that moment. */
export type Ending = { readonly by: "file-removed" } | { readonly by: "given-back"; readonly at: Instant };

export interface Sources {
  /** Grant files on main, with their windows. */
  readonly files: readonly LandedGrant[];
  readonly history: ReadonlyMap<GrantKey, Told>;
  /** What pending grants would give. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** What is over stays in the list of a moment for so long: "it has ended" is an answer too. */
const REMEMBERED = 86_400;

const ORDER: readonly StandingState[] = ["live", "pending", "refused", "ended"];

/**
 * How every grant stood at a moment: what was on main, and what was issued, or over for less than a day.
 * `live`: issued, before its end, and no ended event (formats.md, "JSON"). A file alone is pending, and ended when
 * its window passed unissued.
 */
export function standingsAt(sources: Sources, at: Instant): Standing[] {
  const onMain = new Set(sources.files.filter((file) => file.landed <= at).map((file) => file.key));
  return standings(sources, at)
    .filter(
      (one) =>
        onMain.has(one.key) ||
        one.state === "live" ||
        one.state === "pending" ||
        (one.ended_at ?? one.end) > at - REMEMBERED,
    )
    .map((one) =>
      // An emergency never has a file.
      one.state === "live" && !onMain.has(one.key) && parseKey(one.key)?.emergency !== true
        ? { ...one, ending: { by: "file-removed" } }
        : one,
    );
}

/** The same, where somebody at this machine knows what they gave back themselves. */
export const withGivenBack = (row: Standing, at: Instant | undefined): Standing =>
  row.state === "live" && at !== undefined ? { ...row, ending: { by: "given-back", at } } : row;

/**
 * Who had what at any moment of `[from, to)`: as it stood at the end of that time, or stands now where that is to
 * come. What only lay on main between two runs and was never decided is not told.
 */
export function standingsBetween(sources: Sources, from: Instant, to: Instant, now: Instant): Standing[] {
  return standings(sources, earlier(instant(to - 1), now)).filter((one) => {
    if (one.state === "refused") return one.end > from;
    return one.begin < to && (one.ended_at ?? one.end) > from;
  });
}

function standings({ files, history, roles }: Sources, at: Instant): Standing[] {
  const rows: Standing[] = [];
  const decided = new Set<GrantKey>();
  for (const told of history.values()) {
    const row = standingOfTold(told, at);
    if (!row) continue;
    rows.push(row);
    decided.add(row.key);
  }
  for (const file of files) {
    if (decided.has(file.key) || file.landed > at) continue;
    rows.push({
      key: file.key,
      role: file.role,
      user: file.user,
      reason: file.reason,
      ...(file.ticket === undefined ? {} : { ticket: file.ticket }),
      begin: file.begin,
      end: file.end,
      state: at < file.end ? "pending" : "ended",
      break_glass: file.break_glass,
      access: roles.get(file.role)?.access ?? [],
    });
  }
  return rows.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.state === "ended" ? endOf(b) - endOf(a) : a.end - b.end) ||
      (a.key < b.key ? -1 : 1),
  );
}

const endOf = (row: Standing): Instant => row.ended_at ?? row.end;

/** Undefined where the log tells nothing of it yet at that moment. */
function standingOfTold(told: Told, at: Instant): Standing | undefined {
  const facts = {
    key: told.key,
    role: told.role,
    user: told.user,
    reason: told.reason,
    ...(told.ticket === undefined ? {} : { ticket: told.ticket }),
    begin: told.begin,
    end: told.end,
    ...(told.pull_request === undefined ? {} : { pull_request: told.pull_request }),
    approvers: told.approvers,
    break_glass: told.break_glass,
    access: told.access,
  };
  if (told.issued !== undefined && told.issued <= at) {
    const over = told.ended !== undefined && told.ended.at <= at ? told.ended : undefined;
    if (over) return { ...facts, state: "ended", ended_at: over.at, ended_by: over.by };
    return { ...facts, state: at < told.end ? "live" : "ended" };
  }
  if (told.refused !== undefined && told.refused.at <= at) return { ...facts, state: "refused" };
  return undefined;
}

export interface StandingFilter {
  readonly role?: string;
  readonly user?: string;
  /** A Vault path as somebody would read or write it. */
  readonly path?: string;
}

export const matches = (row: Standing, filter: StandingFilter): boolean =>
  (filter.role === undefined || row.role === filter.role) &&
  (filter.user === undefined || foldLogin(row.user) === foldLogin(filter.user)) &&
  (filter.path === undefined || row.access.some((access) => covers(access.path, filter.path ?? "")));

/**
 * Whether a path of an ACL policy covers a Vault path: `+` stands for one segment, a `*` at the end for any rest
 * (Vault's "Policies", path syntax). A leading `/` is not part of a path.
 */
export function covers(pattern: string, path: string): boolean {
  const wanted = path.replace(/^\/+/, "");
  const glob = pattern.endsWith("*");
  const segments = (glob ? pattern.slice(0, -1) : pattern).replace(/^\/+/, "").split("/");
  const parts = wanted.split("/");
  if (glob ? parts.length < segments.length : parts.length !== segments.length) return false;
  return segments.every((segment, index) => {
    const part = parts[index] ?? "";
    if (segment === "+") return part !== "";
    return glob && index === segments.length - 1 ? part.startsWith(segment) : part === segment;
  });
}
