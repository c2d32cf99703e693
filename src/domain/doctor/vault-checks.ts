import { statementFaults } from "../access/database-statements.ts";
import { leasedPaths } from "../access/paths.ts";
import { aliasOf } from "../alias.ts";
import type { Policies, Settings } from "../model.ts";
import { databaseRoleOf } from "../setup/estate.ts";
import { formatDuration, type Seconds, seconds } from "../units.ts";
import { type Check, fail, of, open, pass } from "./check.ts";
import type { VaultFacts } from "./vault-facts.ts";

type VaultCheck = (facts: VaultFacts, policies: Policies, settings: Settings) => Check | readonly Check[];

const LOOPBACK = /^http:\/\/(127\.|localhost[:/]|localhost$|\[::1\])/;

const address: VaultCheck = ({ address: fact }) => {
  const id = "vault.address";
  return of(id, "address of Vault", fact, (at) =>
    at.startsWith("https:") || LOOPBACK.test(at)
      ? pass(id, `${at} is reached ${at.startsWith("https:") ? "by TLS" : "on this machine alone"}`)
      : fail(
          id,
          `${at}: tokens go over the network in the clear`,
          "Write https:// into vault.address (VAULT_ADDR wins).",
        ),
  );
};

/** Before it, templates of policies do not escape globs: a person named `*` would read every pick-up. */
const OLDEST = [2, 6] as const;

const version: VaultCheck = ({ version: fact }) => {
  const id = "vault.version";
  const what = "version of OpenBao, 2.6 or later";
  return of(id, what, fact, (text) => {
    const [major = 0, minor = 0] = text.split(".").map((part) => Number.parseInt(part, 10));
    const [wanted, least] = OLDEST;
    if (major === wanted && minor >= least)
      return pass(id, `OpenBao ${text} escapes globs in templates of policies`);
    if (major === wanted)
      return fail(id, `OpenBao ${text} does not escape globs in templates of policies`, "Use 2.6 or later.");
    return open(id, what, `${text} is none of OpenBao's: HashiCorp Vault has not been tried.`);
  });
};

const setUp: VaultCheck = ({ setup }, _policies, settings) => {
  const id = "vault.setup";
  return of(id, `${settings.vault.mount}/setup`, setup, (record) =>
    record
      ? pass(id, `leasehold setup looked at policies/ of ${record.policies_commit.slice(0, 12)}`)
      : fail(
          id,
          "leasehold setup has not run: nothing can be issued",
          "An administrator runs leasehold setup.",
        ),
  );
};

/** Whom the JWT roles let in, and whom Vault believes: apart from the rest of drift, as everything hangs on it. */
const jwt: VaultCheck = ({ drift }) => {
  const id = "vault.jwt";
  return of(id, "bindings of the JWT roles", drift, (changes) => {
    const wrong = changes.filter(
      ({ change: { kind, name } }) => kind === "jwt-role" || (kind === "config" && name.startsWith("auth/")),
    );
    if (wrong.length === 0)
      return pass(id, "JWT roles take one workflow of this repository on its branch each");
    return fail(
      id,
      wrong.map(({ told }) => told.finding.message).join("; "),
      "leasehold setup puts them back.",
    );
  });
};

const drift: VaultCheck = ({ drift: fact }) => {
  const id = "vault.drift";
  return of(id, "policies and token roles as policies/ say", fact, (changes) => {
    const wrong = changes.filter(
      ({ change: { kind, action } }) => kind !== "jwt-role" && action !== "remove",
    );
    if (wrong.length === 0) return pass(id, "ACL policies and token roles are what policies/ say");
    const shown = wrong.slice(0, 3).map(({ told }) => told.finding.message);
    const more = wrong.length > shown.length ? ` (and ${wrong.length - shown.length} more)` : "";
    return fail(
      id,
      `${shown.join("; ")}${more}`,
      "leasehold setup --plan shows the difference; leasehold setup writes it.",
    );
  });
};

const maxTtl: VaultCheck = ({ token_max_ttl }, { roles }) => {
  const id = "vault.max-ttl";
  return of(id, "default_lease_ttl and max_lease_ttl of auth/token", token_max_ttl, (most) => {
    const wanted = [...roles.values()].map((role) => Math.max(role.duration.max, role.break_glass?.max ?? 0));
    const longest = seconds(Math.max(0, ...wanted));
    if (longest <= most) return pass(id, `tokens may live ${formatDuration(most)}, and no role gives more`);
    const over = [...roles.values()].filter((role) => role.duration.max > most).map(({ name }) => name);
    return fail(
      id,
      `Vault lets a token live ${formatDuration(most)}, and ${over.join(", ")} may be granted for longer: those grants end early`,
      `vault write sys/auth/token/tune default_lease_ttl=${longest}s max_lease_ttl=${longest}s, or a lower duration.max.`,
    );
  });
};

/** The shortest maximum among the roles that give each database role: its users must not outlive any of them. */
function databaseRolesOf({ databases }: VaultFacts, policies: Policies): Map<string, Seconds> {
  const shortest = new Map<string, Seconds>();
  if (!databases.known) return shortest;
  for (const role of policies.roles.values()) {
    for (const path of leasedPaths(role.access)) {
      const behind = databaseRoleOf(databases.value.mounts, path);
      if (!behind) continue;
      const least = Math.min(role.duration.max, shortest.get(behind.path) ?? Number.POSITIVE_INFINITY);
      shortest.set(behind.path, seconds(least));
    }
  }
  return shortest;
}

const databases: VaultCheck = (facts, policies) => {
  const { databases: fact } = facts;
  if (!fact.known)
    return open("vault.database", "max_ttl and revocation statements of database roles", fact.missing);
  return [...databaseRolesOf(facts, policies)].sort().flatMap(([path, most]) => {
    const ttl = `vault.database.max-ttl.${path}`;
    const end = `vault.database.statements.${path}`;
    const { fields, plugin } = fact.value.roles.get(path) ?? {};
    if (!fields) return [fail(ttl, `there is no ${path}`, "Create it, or name another in the role file.")];
    const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
    const advice = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3_600, most)))}`;
    const life =
      max <= 0
        ? fail(
            ttl,
            `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`,
            advice,
          )
        : max > most
          ? fail(
              ttl,
              `${path} has max_ttl ${formatDuration(max)}, over the ${formatDuration(most)} a grant may last`,
              advice,
            )
          : pass(ttl, `${path}: users end after ${formatDuration(max)} at the latest`);
    if (!plugin?.startsWith("postgresql"))
      return [
        life,
        open(
          end,
          `revocation statements of ${path}`,
          `Only PostgreSQL's are known here, not ${plugin ?? "this"}.`,
        ),
      ];
    const statements = fields.revocation_statements;
    const faults = statementFaults(Array.isArray(statements) ? statements.map(String) : []);
    return [
      life,
      faults.length === 0
        ? pass(end, `${path}: its revocation statements hold`)
        : fail(
            end,
            `${path}: ${faults.join("; ")}`,
            "leasehold setup --print has statements that hold (database.revocation_statements).",
          ),
    ];
  });
};

const guard: VaultCheck = ({ databases: fact }) => {
  if (!fact.known) return open("vault.guard", "the database guard", fact.missing);
  return fact.value.guards.map(({ path, present }) => {
    const id = `vault.guard.${path}`;
    return present
      ? pass(id, `${path}: Vault itself ends sessions that should be gone`)
      : pass(
          id,
          `${path} is not there`,
          "Optional: leasehold setup --guard ends sessions that outlived a sealed Vault (docs/vault-setup.md).",
        );
  });
};

const mfa: VaultCheck = ({ people_have_mfa }, { roles }, { vault }) => {
  const id = "vault.mfa";
  return of(id, `login-enforcement of auth/${vault.people.mount}`, people_have_mfa, (enforced) => {
    if (enforced) return pass(id, `people log in at auth/${vault.people.mount} with a second factor`);
    const asking = [...roles.values()].filter((role) => role.require.mfa).map(({ name }) => name);
    const then = asking.length > 0 ? `; nothing of ${asking.join(", ")} is issued` : "";
    return fail(
      id,
      `a password alone opens pick-ups and recalls: no login-enforcement covers auth/${vault.people.mount}${then}`,
      "vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=…",
    );
  });
};

const peopleMount: VaultCheck = ({ people, setup }, _policies, { vault }) => {
  const id = "vault.people-mount";
  const what = `accessor of auth/${vault.people.mount}`;
  if (!setup.known) return open(id, what, setup.missing);
  const written = setup.value?.people_accessor;
  return of(id, what, people, (accessor) => {
    if (accessor === undefined)
      return fail(
        id,
        `there is no auth/${vault.people.mount}: nobody can pick anything up`,
        "Correct vault.people.mount.",
      );
    if (accessor === written) return pass(id, `pick-ups are read by names of auth/${vault.people.mount}`);
    return fail(
      id,
      `auth/${vault.people.mount} is another mount than setup saw: people cannot read their pick-ups`,
      "leasehold setup writes the policy anew.",
    );
  });
};

/** Vault compares aliases by case, and keeps the one of the first login (vault.md, "Pick-ups"). */
const aliases: VaultCheck = ({ aliases: fact, people }, policies, { vault }) => {
  const id = "vault.aliases";
  const what = `names stored for auth/${vault.people.mount}`;
  if (!people.known) return open(id, what, people.missing);
  return of(id, what, fact, (stored) => {
    const logins = new Set([...policies.teams.values()].flat().map(({ login }) => login));
    const wanted = new Map([...logins].flatMap((login) => named(aliasOf(login, policies))));
    const wrong = stored
      .filter(({ mount }) => mount === people.value)
      .flatMap(({ name }) => {
        const expected = wanted.get(name.toLowerCase());
        return expected !== undefined && expected !== name ? [`${name}, not ${expected}`] : [];
      });
    if (wrong.length === 0)
      return pass(id, `names of auth/${vault.people.mount} are written as pick-ups have them`);
    return fail(
      id,
      `stored otherwise than pick-ups are named: ${wrong.join("; ")}: they cannot open theirs`,
      "Write the stored name as alias into policies/people.yaml.",
    );
  });
};

const named = (alias: string | undefined): (readonly [string, string])[] =>
  alias === undefined ? [] : [[alias.toLowerCase(), alias]];

const auditDevice: VaultCheck = ({ audit_devices }) => {
  const id = "vault.audit-device";
  return of(id, "audit devices of Vault", audit_devices, (devices) =>
    devices.length > 0
      ? pass(id, `Vault writes its own audit log (${devices.join(", ")})`)
      : fail(
          id,
          "Vault has no audit device: nobody can say what was done with a token",
          "Turn one on: an audit block in OpenBao's configuration; with HashiCorp Vault: vault audit enable file file_path=…",
        ),
  );
};

/** Vault's side, one small function each. */
export const VAULT_CHECKS: readonly VaultCheck[] = [
  address,
  version,
  setUp,
  jwt,
  drift,
  maxTtl,
  databases,
  guard,
  mfa,
  peopleMount,
  aliases,
  auditDevice,
];
