/** The holes that were found while Vault was tried out, and what shows that each is closed. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Attempt } from "./attempt.ts";

interface Hole {
  readonly what: string;
  /** Who must have tried it. */
  readonly who: readonly string[];
  readonly tried: (one: Attempt) => boolean;
}

/** One that no single request shows: the file and the name of the test that does. */
interface ShownElsewhere {
  readonly what: string;
  readonly file: string;
  readonly test: string;
}

const IDENTITIES = ["apply", "enforce", "rotate", "audit"];
const PEOPLE = ["people", "responders", "operators"];
const HOLDER = ["a grant's holder"];
const MINTERS = ["apply", "operators"];
const ALL = [...IDENTITIES, ...PEOPLE, ...HOLDER];

const body = (one: Attempt): Record<string, unknown> => (one.body ?? {}) as Record<string, unknown>;
const writes = ({ method }: Attempt): boolean => method === "POST" || method === "PUT";
const at = (path: RegExp) => (one: Attempt) => writes(one) && path.test(one.path);
const onPickup = (method: string, path: RegExp) => (one: Attempt) =>
  one.method === method && path.test(one.path) && /\/pickups\/.*bob/i.test(one.path);
const MINT = /^auth\/token\/create\/leasehold-role-[a-z-]+-[0-9a-f]{8}(-bg)?$/;
const minting = (change: (sent: Record<string, unknown>, one: Attempt) => boolean) => (one: Attempt) =>
  writes(one) && MINT.test(one.path) && change(body(one), one);
const life = (value: unknown) =>
  minting((sent) => "explicit_max_ttl" in sent && sent.explicit_max_ttl === value);
const sends = (name: string) => minting((sent) => name in sent);
const listed = (value: unknown): boolean => Array.isArray(value);

const HOLES: readonly Hole[] = [
  { what: "a token without a parent", who: ALL, tried: at(/^auth\/token\/create-orphan$/) },
  { what: "a child that is minted through the grant's own token role", who: HOLDER, tried: at(MINT) },
  { what: "a new secret-id of an approle", who: ALL, tried: at(/^auth\/approle\/role\/.*secret-id/) },
  { what: "a new user, or another password", who: ALL, tried: at(/^auth\/userpass\/users\//) },
  { what: "an identity with more policies", who: ALL, tried: at(/^identity\/(entity|group)/) },
  { what: "a policy written past a leading slash", who: ALL, tried: at(/^\/+sys\/policies\/acl\//) },
  {
    what: "an administrator's token ended by its accessor",
    who: ALL,
    tried: at(/^auth\/token\/revoke-accessor$/),
  },
  {
    what: "leases forgotten while their users live",
    who: ALL,
    tried: at(/^sys\/leases\/(tidy|revoke-force)/),
  },
  ...[null, 0, "", "0s", "00s", "0h0m0s"].map(
    (value): Hole => ({
      what: `a life of ${JSON.stringify(value)}, which Vault takes for the longest`,
      who: MINTERS,
      tried: life(value),
    }),
  ),
  { what: "no life at all", who: MINTERS, tried: minting((sent) => sent.explicit_max_ttl === undefined) },
  { what: "a token that is not wrapped", who: MINTERS, tried: minting((_, one) => !one.options?.wrapTtl) },
  {
    what: "a wrapping for years",
    who: MINTERS,
    tried: minting((_, one) => one.options?.wrapTtl === "9999h"),
  },
  ...[
    ...["ttl", "period", "renewable", "num_uses", "type", "no_parent", "entity_alias"],
    ...["id", "lease", "policies", "role_name"],
  ].map((name): Hole => ({ what: `a token with \`${name}\``, who: MINTERS, tried: sends(name) })),
  {
    what: "a list where the ACL names a string",
    who: ["apply", "enforce", "responders"],
    tried: (one) =>
      listed(body(one).explicit_max_ttl) || listed(body(one).lease_id) || listed(body(one).sync),
  },
  {
    what: "a stranger's token role that begins like ours",
    who: ALL,
    tried: at(/^auth\/token\/create\/leasehold-role-.*-stranger$/),
  },
  {
    what: "a stranger's token role with our prefix",
    who: ALL,
    tried: at(/^auth\/token\/create\/leasehold-stranger$/),
  },
  {
    what: "a record deleted, and its key issued again",
    who: ALL.filter((who) => who !== "enforce"),
    tried: deletes(/metadata\/grants\//),
  },
  { what: "another's pick-up", who: ALL, tried: onPickup("GET", /\/data\//) },
  { what: "a version of another's pick-up", who: ALL, tried: onPickup("GET", /\?version=/) },
  ...(["subkeys", "metadata"] as const).map(
    (kind): Hole => ({
      what: `the ${kind} of another's pick-up`,
      who: ALL,
      tried: onPickup("GET", RegExp(`/${kind}/`)),
    }),
  ),
  { what: "a patched pick-up", who: ALL, tried: onPickup("PATCH", /\/data\//) },
  { what: "a pick-up put over another's", who: ALL, tried: onPickup("POST", /\/data\//) },
  ...["delete", "undelete", "destroy"].map(
    (kind): Hole => ({
      what: `a pick-up's version: ${kind}`,
      who: ALL,
      tried: onPickup("POST", RegExp(`/${kind}/`)),
    }),
  ),
  { what: "our mount, scanned", who: ALL, tried: (one) => one.method === "SCAN" },
  {
    what: "access for longer by issuing again",
    who: ["apply"],
    tried: (one) => /with the key of a live|with that key/.test(one.what),
  },
];

function deletes(path: RegExp) {
  return (one: Attempt) => one.method === "DELETE" && path.test(one.path);
}

const LIFE = "test/integration/life";

const SHOWN_ELSEWHERE: readonly ShownElsewhere[] = [
  {
    what: "a role file that asks for more than a grant may give",
    file: "test/unit/domain/rules/access-faults.test.ts",
    test: "refuses %j even for reading",
  },
  {
    what: "a forgery, wrapped anew, put down as a pick-up",
    file: "test/integration/people/use.test.ts",
    test: "does not open what apply did not put there, and does not use what is not this grant's",
  },
  {
    what: "a record deleted by an administrator, and its key issued again",
    file: `${LIFE}/replay.test.ts`,
    test: "a grant whose record was deleted is never issued again: the log remembers it",
  },
  {
    what: "recalled tokens that a restored snapshot brings back",
    file: `${LIFE}/vault-away.test.ts`,
    test: "restored from a snapshot, Vault has what had ended alive again: the next run ends it anew, and says so",
  },
  {
    what: "a credential asked for in the very moment of the end",
    file: `${LIFE}/database.test.ts`,
    test: "credentials asked for in the very moment of the end are found, and revoked",
  },
  {
    what: "a database user that cannot be dropped",
    file: `${LIFE}/database.test.ts`,
    test: "a reader who made a large object, so that the role cannot be dropped, is out all the same",
  },
  {
    what: "a client that reconnects in a loop",
    file: `${LIFE}/database.test.ts`,
    test: "a client that reconnects in a loop over the end gets in no more",
  },
  {
    what: "a record falsified by whoever has apply's identity",
    file: "test/integration/audit/audit.test.ts",
    test: "a record that somebody with the apply identity makes up, or makes longer, is told",
  },
  {
    what: "access for longer by issuing on top of it, or in the moment of its end",
    file: "test/security/stolen-apply.test.ts",
    test: "the role's maximum ends them, whatever was asked for and however often, and their database users with them",
  },
  {
    what: "tokens that a stolen apply mints and unwraps",
    file: "test/security/stolen-apply.test.ts",
    test: "audit finds them, and the command it names ends them at once, beside the grants that are meant to live",
  },
];

/** Holes that somebody has not tried. */
export const untriedHoles = (tried: ReadonlyMap<string, readonly Attempt[]>): string[] =>
  HOLES.flatMap(({ what, who, tried: is }) =>
    who.filter((one) => !tried.get(one)?.some(is)).map((one) => `${one}: ${what}`),
  );

/** Who tried each hole how often, or which test shows it, as Markdown. */
export function holeTable(tried: ReadonlyMap<string, readonly Attempt[]>): string {
  const rows = HOLES.map(({ what, who, tried: is }) => {
    const attempts = who.map((one) => tried.get(one)?.filter(is).length ?? 0);
    return `| ${what} | ${who.length === ALL.length ? "all" : who.join(", ")} | ${attempts.reduce((all, one) => all + one, 0)} |`;
  });
  const shown = SHOWN_ELSEWHERE.map(
    ({ what, file, test }) => `| ${what} | [\`${file.split("/").at(-1)}\`](../${file}) | *"${test}"* |`,
  );
  return ["| hole | tried by | attempts, or the test |", "| --- | --- | --- |", ...rows, ...shown].join("\n");
}

/** Tests that are named here and are not there. */
export const lostTests = (): string[] =>
  SHOWN_ELSEWHERE.filter(
    ({ file, test }) =>
      !readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8").includes(`"${test}"`),
  ).map(({ what }) => what);
