import { statementFaults } from "../access/database-statements.ts";
import { pathsShared } from "../access/foreign-policies.ts";
import { isRoleVersion } from "../access/names.ts";
import { leasedPaths, normalAccess } from "../access/paths.ts";
import type { Body } from "../access/role-version.ts";
import type { VaultSetup } from "../access/vault-setup.ts";
import { error, type Finding, type Place, warning } from "../finding.ts";
import type { Policies, Role, Rotation, Settings } from "../model.ts";
import { rotatesItself } from "../rotation/due.ts";
import { rotationPaths } from "../rotation/paths.ts";
import { accessFaults } from "../rules/access-faults.ts";
import { formatDuration, seconds } from "../units.ts";
import { type DatabaseRole, databaseRoleOf, type Estate, mountOfPath } from "./estate.ts";

/** What setup and doctor find when they hold the policies against the real Vault. */
export function estateFindings(policies: Policies, settings: Settings, has: Estate): Finding[] {
  const roles = [...policies.roles.values()];
  return [
    ...mountsFit(settings, has),
    ...roles.flatMap((role) => [
      ...pathsFit(role, settings, has),
      ...databaseRolesEnd(role, has),
      ...tokensEnd(role, has),
      ...mfaHolds(role, has),
    ]),
    ...[...policies.rotations.values()].flatMap((rotation) => rotationExists(rotation, settings, has)),
  ];
}

function mountsFit({ vault, at }: Settings, has: Estate): Finding[] {
  const findings: Finding[] = [];
  const kv = has.mounts.get(vault.mount);
  if (kv && !(kv.type === "kv" && kv.options.version === "2")) {
    const message = `${vault.mount}/ is there already, and is no kv-v2 mount`;
    findings.push(error("schema", at("vault", "mount"), message, "Name another mount: vault: { mount: … }."));
  }
  const workflows = has.auths.get(vault.workflows.mount);
  if (workflows && workflows.type !== "jwt") {
    const message = `auth/${vault.workflows.mount}/ is there already, and is of type ${workflows.type}, not jwt`;
    findings.push(error("schema", at("vault", "workflows", "mount"), message, "Name another mount."));
  }
  if (!has.auths.has(vault.people.mount)) {
    const known = [...has.auths.keys()].filter((path) => path !== "token").sort();
    findings.push(
      error(
        "schema",
        at("vault", "people", "mount"),
        `there is no auth mount ${vault.people.mount}: nobody could pick anything up`,
        known.length > 0
          ? `Name the one people log in with: ${known.join(", ")}.`
          : "Enable the one people log in with.",
      ),
    );
  }
  return findings;
}

const placeOf = (role: Role, path: string): Place => {
  const index = role.access.findIndex((entry) => entry.path.replace(/^\/+/, "") === path);
  return role.at("access", index, "path");
};

/** Every path is in a mount of this namespace, and is nothing that its real engine forbids. */
function pathsFit(role: Role, settings: Settings, has: Estate): Finding[] {
  return normalAccess(role.access).flatMap(({ path, capabilities }) => {
    const mount = mountOfPath(has.mounts, path);
    const type = mount === undefined ? undefined : has.mounts.get(mount)?.type;
    if (mount === undefined || type === undefined) {
      const known = [...has.mounts.keys()].sort().join(", ");
      return [
        error(
          "access-forbidden",
          placeOf(role, path),
          `${path}: no mount of this namespace has that path`,
          `There are ${known}; a path of another namespace is not for roles of this one.`,
        ),
      ];
    }
    return accessFaults(path, capabilities, type, mount, settings.vault.mount).map((fault) =>
      error("access-forbidden", placeOf(role, path), `${path}: ${fault.message}`, fault.hint),
    );
  });
}

/** A database user ends by itself, at the latest with the longest grant; its revocation cannot be defeated. */
function databaseRolesEnd(role: Role, has: Estate): Finding[] {
  return leasedPaths(role.access).flatMap((path) => {
    const behind = databaseRoleOf(has.mounts, path);
    if (behind === undefined) return [];
    const found = has.database_roles.get(behind.path);
    const place = placeOf(role, path);
    if (found?.fields === undefined) {
      return [
        error(
          "access-forbidden",
          place,
          `${path}: there is no ${behind.path}`,
          "Create it, or name another.",
        ),
      ];
    }
    return [
      ...maxTtlFaults(role, behind.path, found.fields, place),
      ...guardFaults(behind.path, found, place),
    ];
  });
}

function maxTtlFaults(role: Role, path: string, fields: Body, place: Place): Finding[] {
  const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
  const most = formatDuration(role.duration.max);
  const advised = formatDuration(seconds(Math.min(3_600, role.duration.max)));
  const hint = `vault write ${path} max_ttl=${advised} (an hour or less is the advice; at most ${most})`;
  if (max <= 0) {
    const message = `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`;
    return [error("duration-max", place, message, hint)];
  }
  if (max <= role.duration.max) return [];
  const message = `${path} has max_ttl ${formatDuration(max)}, over the ${most} of ${role.name}: its users can outlive the grant`;
  return [error("duration-max", place, message, hint)];
}

function guardFaults(path: string, { fields, plugin }: DatabaseRole, place: Place): Finding[] {
  if (!plugin?.startsWith("postgresql")) return [];
  const statements = fields?.revocation_statements;
  const lines = Array.isArray(statements) ? statements.map(String) : [];
  return statementFaults(lines).map((fault) =>
    warning(
      "lease-irrevocable",
      place,
      `the revocation statements of ${path} do not hold: ${fault}`,
      "leasehold setup --print has statements that do (database.revocation_statements).",
    ),
  );
}

/** A token cannot live longer than Vault lets any token live. */
function tokensEnd(role: Role, has: Estate): Finding[] {
  const maxima = [
    { what: "duration.max", max: role.duration.max, place: role.at("duration", "max") },
    ...(role.break_glass
      ? [{ what: "break_glass.max", max: role.break_glass.max, place: role.at("break_glass", "max") }]
      : []),
  ];
  return maxima.flatMap(({ what, max, place }) =>
    max <= has.token_max_ttl
      ? []
      : [
          error(
            "duration-max",
            place,
            `${what}: ${formatDuration(max)} is over the ${formatDuration(has.token_max_ttl)} that Vault lets a token live (default_lease_ttl and max_lease_ttl of auth/token)`,
            `Write ${formatDuration(has.token_max_ttl)} or less, or raise both: vault write sys/auth/token/tune default_lease_ttl=${max}s max_lease_ttl=${max}s`,
          ),
        ],
  );
}

const mfaHolds = (role: Role, has: Estate): Finding[] =>
  !role.require.mfa || has.people_have_mfa
    ? []
    : [
        warning(
          "mfa",
          role.at("require", "mfa"),
          `${role.name} requires MFA, and no login-enforcement covers the mount people log in with: nothing of it will be issued`,
          "vault write identity/mfa/login-enforcement/… auth_method_accessors=… mfa_method_ids=…",
        ),
      ];

/** Where an endpoint with `rotate` in its path would do something else: make tokens, or write what is ours. */
const NO_ENDPOINT = /^(auth\/token\/|cubbyhole\/|identity\/(?!oidc\/key\/)|sys\/(?!rotate))/;

/** What is to be rotated is there, and rotates. Only what setup reads anyway is looked at. */
function rotationExists(rotation: Rotation, settings: Settings, has: Estate): Finding[] {
  const { rotate, age } = rotationPaths(rotation);
  if (NO_ENDPOINT.test(rotate) || rotate.startsWith(`${settings.vault.mount}/`)) {
    const message = `${rotation.name}: a write to ${rotate} rotates nothing`;
    return [
      error("access-forbidden", rotation.at("path"), message, "Name a path that rotates a credential."),
    ];
  }
  const mounted = rotate.startsWith("auth/")
    ? mountOfPath(has.auths, rotate.slice("auth/".length))
    : mountOfPath(has.mounts, rotate);
  // `sys/rotate` and its like are no mount's.
  if (mounted === undefined && !rotate.startsWith("sys/")) {
    const message = `${rotation.name}: no mount of this namespace has ${rotate}`;
    return [error("rotation-unknown", rotation.at("mount"), message, "Correct mount or path.")];
  }
  if (!rotatesItself(rotation) || has.static_roles.has(rotation.name)) return [];
  return [
    error(
      "rotation-unknown",
      rotation.at("name"),
      `${rotation.name}: there is no ${age?.path}`,
      "Create the static role, or name another.",
    ),
  ];
}

/** Access paths that a policy which is not ours gives too, in order. */
export function sharedPaths(policies: Policies, wanted: VaultSetup, has: Estate): string[] {
  const access = [...policies.roles.values(), ...has.kept].flatMap((role) => leasedPaths(role.access));
  const shared = new Set<string>();
  for (const [name, { text }] of has.policies) {
    if (name === "root" || isRoleVersion(name) || Object.hasOwn(wanted.policies, name)) continue;
    for (const path of pathsShared(access, text)) shared.add(path);
  }
  return [...shared].sort();
}
