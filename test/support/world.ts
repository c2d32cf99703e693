import { grantOf, windowOf } from "../../src/domain/clock.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { judgeEach, type Request } from "../../src/domain/judge.ts";
import { grantPath, keyOf } from "../../src/domain/key.ts";
import type {
  AccessPath,
  ApproverGroup,
  BreakGlass,
  Grant,
  GrantFile,
  Group,
  LandedGrant,
  Membership,
  Person,
  Policies,
  Role,
  RoleRule,
  Rotation,
  Settings,
} from "../../src/domain/model.ts";
import { type Instant, parseDuration, parseInstant, type Seconds } from "../../src/domain/units.ts";
import { placed, plainRole, plainRotation, plainSettings } from "./plain-policies.ts";

/** Tests stand at noon of this day unless they say otherwise. */
export const TODAY = "2026-11-21";

/** `2h` as seconds; refuses what files refuse. */
export function duration(text: string): Seconds {
  const value = parseDuration(text);
  if (value === undefined) throw new Error(`no duration: ${text}`);
  return value;
}

/** `12:00` today, or a whole instant. */
export function moment(text: string): Instant {
  const value = parseInstant(/^\d\d:\d\d$/.test(text) ? `${TODAY}T${text}:00Z` : text);
  if (value === undefined) throw new Error(`no instant: ${text}`);
  return value;
}

interface RoleWords {
  readonly access?: readonly (string | AccessPath)[];
  readonly requesters?: Partial<Group>;
  readonly approvers?: readonly Partial<ApproverGroup>[];
  readonly max?: string;
  readonly max_total?: string;
  readonly ahead?: string;
  readonly reason?: number;
  readonly ticket?: string;
  readonly per_user?: number;
  readonly total?: number;
  readonly conflicts?: readonly string[];
  readonly rotate_after?: readonly string[];
  readonly rules?: readonly (string | RoleRule)[];
  readonly break_glass?: Partial<Group> & { readonly max?: string };
  readonly signed_commits?: boolean;
  readonly mfa?: boolean;
}

/** What a request says; the rest is what no rule would mind. */
export interface GrantWords {
  readonly role?: string;
  readonly id?: string;
  readonly user?: string;
  readonly duration?: string;
  readonly until?: string;
  readonly start?: string;
  readonly reason?: string;
  readonly ticket?: string;
  readonly extends?: Grant;
  readonly break_glass?: boolean;
  /** When it lands; the world's now where it is not said. */
  readonly landed?: string;
}

const group = ({ teams = [], users = [] }: Partial<Group>): Group => ({ teams, users });

/**
 * A small world of policies and grants, changed word by word:
 * `world().team("payments", "alice").role("orders-db-read", { max: "8h" })`.
 * Everything in it is the product's own model; nothing is mocked.
 */
export class World {
  readonly #roles = new Map<string, Role>();
  readonly #teams = new Map<string, readonly Membership[]>();
  readonly #people = new Map<string, Person>();
  readonly #rotations = new Map<string, Rotation>();
  readonly #base: LandedGrant[] = [];
  #settings = plainSettings();
  #now = moment("12:00");
  #count = 0;

  team(
    name: string,
    ...members: readonly (string | { login: string; from?: string; until?: string })[]
  ): this {
    this.#teams.set(
      name,
      members.map((member) =>
        typeof member === "string"
          ? { login: member }
          : {
              login: member.login,
              ...(member.from === undefined ? {} : { from: moment(member.from) }),
              ...(member.until === undefined ? {} : { until: moment(member.until) }),
            },
      ),
    );
    return this;
  }

  person(
    login: string,
    words: { readonly now?: string; readonly until?: string; readonly alias?: string },
  ): this {
    const { now, until, alias } = words;
    this.#people.set(login.toLowerCase(), {
      login,
      ...(now === undefined ? {} : { now }),
      ...(until === undefined ? {} : { until: moment(until) }),
      ...(alias === undefined ? {} : { alias }),
    });
    return this;
  }

  role(name: string, words: RoleWords = {}): this {
    this.#roles.set(name, roleOf(name, words));
    return this;
  }

  rotation(name: string, words: Partial<Rotation> = {}): this {
    this.#rotations.set(name, plainRotation(name, words));
    return this;
  }

  /** Changes the settings: a key given replaces the whole of it. */
  settings(words: Partial<Settings>): this {
    this.#settings = { ...this.#settings, ...words };
    return this;
  }

  /** What time it is for whoever judges. */
  at(time: string): this {
    this.#now = moment(time);
    return this;
  }

  get now(): Instant {
    return this.#now;
  }

  get policies(): Policies {
    return {
      settings: this.#settings,
      // Copies: policies do not change once they are read, and the product relies on that.
      roles: new Map(this.#roles),
      teams: new Map(this.#teams),
      people: new Map(this.#people),
      rotations: new Map(this.#rotations),
    };
  }

  get base(): readonly LandedGrant[] {
    return this.#base;
  }

  /** A grant on main; give it to `extends` of another one to prolong it. */
  live(words: GrantWords = {}): LandedGrant {
    this.#count += 1;
    const grant = this.grant({ id: `live-${this.#count}`, ...words });
    const commit = this.#count.toString(16).padStart(40, "0");
    const landed = { ...grant, key: keyOf(grant.role, grant.id, commit), commit };
    this.#base.push(landed);
    return landed;
  }

  /** A grant as it would land now. */
  grant(words: GrantWords = {}): Grant {
    const file = this.#file(words);
    const landed = words.landed === undefined ? this.#now : moment(words.landed);
    const window = windowOf(file, landed, words.extends?.end) ?? { begin: landed, end: landed };
    return grantOf(file, landed, window);
  }

  request(words: GrantWords = {}, author?: string): Request {
    const { extends: extended } = words;
    return {
      grant: this.grant(words),
      ...(author === undefined ? {} : { author }),
      ...(extended === undefined ? {} : { chain: [...this.#chainOf(extended), extended] }),
    };
  }

  /** What the gate finds wrong with these requests of one change, in order. */
  judge(...requests: readonly (GrantWords | Request)[]): Finding[] {
    const added = requests.map((each) => ("grant" in each ? each : this.request(each)));
    const judged = judgeEach({ added, base: this.#base, policies: this.policies, now: this.#now });
    return [...judged.values()].flat();
  }

  /** The names of the rules broken, in order. */
  broken(...requests: readonly (GrantWords | Request)[]): string[] {
    return this.judge(...requests).map((finding) => finding.rule);
  }

  #chainOf(grant: Grant): Grant[] {
    const before = this.#base.find((each) => each.key === grant.extends && grant.extends !== undefined);
    return before === undefined ? [] : [...this.#chainOf(before), before];
  }

  #file(words: GrantWords): GrantFile {
    const {
      role = [...this.#roles.keys()][0] ?? "none",
      user = "alice",
      reason = "Refund 8812 is stuck",
    } = words;
    const id = words.id ?? (words.break_glass ? "bg-asked" : "asked");
    const file = grantPath(role, id);
    const length = words.until === undefined ? { duration: duration(words.duration ?? "1h") } : {};
    return {
      file,
      id,
      role,
      user,
      ...length,
      ...(words.until === undefined ? {} : { until: moment(words.until) }),
      ...(words.start === undefined ? {} : { start: moment(words.start) }),
      reason,
      ...(words.ticket === undefined ? {} : { ticket: words.ticket }),
      ...(words.extends?.key === undefined ? {} : { extends: words.extends.key }),
      break_glass: words.break_glass ?? false,
      at: placed(file),
    };
  }
}

/** An empty world at noon: give it teams and roles. */
export const world = (): World => new World();

function roleOf(name: string, words: RoleWords): Role {
  const { access, max_total, ticket, per_user, total, break_glass, rules = [] } = words;
  return plainRole(name, {
    ...(access === undefined ? {} : { access: access.map(pathOf) }),
    requesters: group(words.requesters ?? { teams: ["payments"] }),
    approvers: (words.approvers ?? [{ teams: ["dba"] }]).map((each) => ({
      count: 1,
      ...group(each),
      ...each,
    })),
    duration: {
      max: duration(words.max ?? "8h"),
      ...(max_total === undefined ? {} : { max_total: duration(max_total) }),
      ahead: duration(words.ahead ?? "14d"),
    },
    require: {
      reason: words.reason ?? 1,
      ...(ticket === undefined ? {} : { ticket }),
      signed_commits: words.signed_commits ?? false,
      mfa: words.mfa ?? false,
    },
    limits: { ...(per_user === undefined ? {} : { per_user }), ...(total === undefined ? {} : { total }) },
    conflicts: words.conflicts ?? [],
    rotate_after: words.rotate_after ?? [],
    rules: rules.map((rule, index) =>
      typeof rule === "string" ? { name: `rule-${index + 1}`, expr: rule, message: `Broken: ${rule}` } : rule,
    ),
    ...(break_glass === undefined ? {} : { break_glass: breakGlass(break_glass) }),
  });
}

const pathOf = (each: string | AccessPath): AccessPath =>
  typeof each === "string" ? { path: each, capabilities: ["read"] } : each;

const breakGlass = (words: Partial<Group> & { readonly max?: string }): BreakGlass => ({
  requesters: group(words),
  max: duration(words.max ?? "30m"),
  review_within: duration("24h"),
});
