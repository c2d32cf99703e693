import { statementFaults } from "../access/database-statements.ts";
import { leasedPaths } from "../access/paths.ts";
import type { Body } from "../access/role-version.ts";
import type { Policies } from "../model.ts";
import { databaseRoleOf } from "../setup/estate.ts";
import { formatDuration, type Seconds, seconds } from "../units.ts";
import { type Check, fail, open, pass } from "./check.ts";
import type { VaultCheck, VaultFacts } from "./vault-facts.ts";

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

export const databases: VaultCheck = (facts, policies) => {
  const { databases: fact } = facts;
  if (!fact.known)
    return open("vault.database", "max_ttl and revocation statements of database roles", fact.missing);
  return [...databaseRolesOf(facts, policies)].sort().flatMap(([path, most]) => {
    const { fields, plugin } = fact.value.roles.get(path) ?? {};
    return fields ? [life(path, fields, most), end(path, fields, plugin)] : [gone(path)];
  });
};

const idOfLife = (path: string): string => `vault.database.max-ttl.${path}`;

const gone = (path: string): Check =>
  fail(idOfLife(path), `there is no ${path}`, "Create it, or name another in the role file.");

/** @param most the shortest maximum of the roles that give it */
function life(path: string, fields: Body, most: Seconds): Check {
  const id = idOfLife(path);
  const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
  const advice = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3_600, most)))}`;
  if (max <= 0)
    return fail(
      id,
      `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`,
      advice,
    );
  if (max > most)
    return fail(
      id,
      `${path} has max_ttl ${formatDuration(max)}, over the ${formatDuration(most)} a grant may last`,
      advice,
    );
  return pass(id, `${path}: users end after ${formatDuration(max)} at the latest`);
}

function end(path: string, fields: Body, plugin: string | undefined): Check {
  const id = `vault.database.statements.${path}`;
  if (!plugin?.startsWith("postgresql"))
    return open(
      id,
      `revocation statements of ${path}`,
      `Only PostgreSQL's are known here, not ${plugin ?? "this"}.`,
    );
  const statements = fields.revocation_statements;
  const faults = statementFaults(Array.isArray(statements) ? statements.map(String) : []);
  return faults.length === 0
    ? pass(id, `${path}: its revocation statements hold`)
    : fail(
        id,
        `${path}: ${faults.join("; ")}`,
        "leasehold setup --print has statements that hold (database.revocation_statements).",
      );
}

export const guard: VaultCheck = ({ databases: fact }) => {
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
