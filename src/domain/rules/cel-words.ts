import { Environment } from "@marcbachmann/cel-js";
import { lengthOf } from "../clock.ts";
import { personOf, teamsOf } from "../eligibility.ts";
import type { Login } from "../login.ts";
import type { Grant, Policies } from "../model.ts";
import { matcher } from "../pattern.ts";
import type { Instant, Seconds } from "../units.ts";
import type { Asked } from "./asked.ts";

const DURATION = "google.protobuf.Duration";
const TIMESTAMP = "google.protobuf.Timestamp";

/** What rules may say, with its types: formats.md, "Role". The one source for checking and for evaluating. */
const FIELDS = {
  Request: {
    role: "string",
    user: "string",
    author: "string",
    duration: DURATION,
    begin: TIMESTAMP,
    end: TIMESTAMP,
    reason: "string",
    ticket: "string",
    break_glass: "bool",
    extends: "string",
  },
  User: { login: "string", teams: "list<string>" },
  Role: { name: "string" },
  LiveGrant: { role: "string", user: "string", begin: TIMESTAMP, end: TIMESTAMP },
} as const;

class Value {
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}

/** What rules see of a request: looked up when one asks, which is stopped there where a broken file does not say it. */
class Request {
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }
  get role(): string {
    return this.#asked.grant.role;
  }
  get user(): Login {
    return personOf(this.#asked.grant.user, this.#asked.policies);
  }
  get author(): Login {
    return personOf(this.#asked.author, this.#asked.policies);
  }
  get duration(): unknown {
    return duration(lengthOf(this.#asked.grant));
  }
  get begin(): Date {
    return timestamp(this.#asked.grant.begin);
  }
  get end(): Date {
    return timestamp(this.#asked.grant.end);
  }
  get reason(): string {
    return this.#asked.grant.reason;
  }
  get ticket(): string {
    return this.#asked.grant.ticket ?? "";
  }
  get break_glass(): boolean {
    return this.#asked.grant.break_glass;
  }
  get extends(): string {
    return this.#asked.grant.extends ?? "";
  }
}

class User {
  readonly #asked: Asked;
  #teams: string[] | undefined;

  constructor(asked: Asked) {
    this.#asked = asked;
  }
  get login(): Login {
    return personOf(this.#asked.grant.user, this.#asked.policies);
  }
  get teams(): readonly string[] {
    const { grant, policies } = this.#asked;
    this.#teams ??= teamsOf(grant.user, policies, grant.begin);
    return this.#teams;
  }
}
class Role extends Value {}
class LiveGrant extends Value {}

/** Fields that hold a login, always in lower case. */
export const LOGIN_FIELDS: ReadonlySet<string> = new Set(["user", "author", "login"]);

/** Fields of the variables that stand for one thing each. */
export const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  request: Object.keys(FIELDS.Request),
  user: Object.keys(FIELDS.User),
  role: Object.keys(FIELDS.Role),
};

/** Limits on the form of a rule: what is longer is a program, not a rule. */
export const environment: Environment = new Environment({
  limits: { maxAstNodes: 500, maxDepth: 40, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 8 },
})
  .registerType("Request", { ctor: Request, fields: FIELDS.Request })
  .registerType("User", { ctor: User, fields: FIELDS.User })
  .registerType("Role", { ctor: Role, fields: FIELDS.Role })
  .registerType("LiveGrant", { ctor: LiveGrant, fields: FIELDS.LiveGrant })
  .registerVariable("request", "Request")
  .registerVariable("user", "User")
  .registerVariable("role", "Role")
  .registerVariable("now", TIMESTAMP)
  .registerVariable("live", "list<LiveGrant>");

/** How {@link evaluating} calls `matches`: the library's own backtracks, and a reason could keep it busy for ever. */
export const LINEAR_MATCHES = "matchesLinear";

/** The environment rules are evaluated in: as they were checked, patterns matched in time linear to the text. */
export const evaluating: Environment = environment
  .clone()
  .registerFunction(`string.${LINEAR_MATCHES}(string): bool`, (text: string, pattern: string) => {
    const matches = matcher(pattern);
    if (matches === undefined) throw new Error(`${JSON.stringify(pattern)} is no regular expression`);
    const answer = matches(text);
    // Thrown, not false: a rule may say `!`, and one that throws denies.
    if (answer === undefined) throw new Error(`${JSON.stringify(pattern)} took too long`);
    return answer;
  });

// The library does not export its class of durations, but gives one for the asking.
const sample: object = environment.evaluate('duration("1s")');
const DurationOf = sample.constructor as new (seconds: bigint) => unknown;

const duration = (length: Seconds): unknown => new DurationOf(BigInt(length));
const timestamp = (moment: Instant): Date => new Date(moment * 1_000);

const liveGrant = (grant: Grant, policies: Policies): LiveGrant =>
  new LiveGrant({
    role: grant.role,
    user: personOf(grant.user, policies),
    begin: timestamp(grant.begin),
    end: timestamp(grant.end),
  });

interface LiveList {
  readonly policies: Policies;
  readonly list: readonly LiveGrant[];
  readonly places: ReadonlyMap<Grant, number>;
}

// Every request of a batch sees the same list of live grants, but for itself: it is made once.
const lists = new WeakMap<readonly Grant[], LiveList>();

/** What is live beside the grant itself. */
function liveGrants(grants: readonly Grant[], self: Grant, policies: Policies): readonly LiveGrant[] {
  let known = lists.get(grants);
  if (known?.policies !== policies) {
    const list = grants.map((grant) => liveGrant(grant, policies));
    known = { policies, list, places: new Map(grants.map((grant, place) => [grant, place])) };
    lists.set(grants, known);
  }
  const place = known.places.get(self);
  return place === undefined ? known.list : known.list.toSpliced(place, 1);
}

/**
 * The values of a rule's variables for one request. Logins are in lower case, as GitHub compares them.
 *
 * @param sees_live whether any rule looks at `live`; else it is empty
 */
export const valuesOf = (asked: Asked, sees_live: boolean): Record<string, unknown> => {
  const { grant, role, live, policies, now } = asked;
  return {
    request: new Request(asked),
    user: new User(asked),
    role: new Role({ name: role.name }),
    now: timestamp(now),
    live: sees_live ? liveGrants(live, grant, policies) : [],
  };
};
