import { parseAcl } from "../access/acl.ts";
import { canonicalJson, type Json } from "../access/canonical.ts";
import { isRoleVersion, versionOfTokenRole } from "../access/names.ts";
import type { Body } from "../access/role-version.ts";
import { differingFields, samePolicy } from "../access/sameness.ts";
import type { VaultSetup } from "../access/vault-setup.ts";
import type { Rotation } from "../model.ts";
import { rotationPaths } from "../rotation/paths.ts";
import type { Estate, FoundPolicy } from "./estate.ts";
import type { SetupRecord } from "./record.ts";

/** One request that brings Vault in line. */
type VaultWrite =
  | { readonly method: "write"; readonly path: string; readonly body: Body }
  | { readonly method: "remove"; readonly path: string }
  | { readonly method: "record"; readonly record: SetupRecord };

type SetupKind =
  | "mount"
  | "config"
  | "policy"
  | "token-role"
  | "jwt-role"
  | "rotation-period"
  | "database-guard"
  | "setup-record";

/** One difference between what the policies ask for and what Vault has: data, that prints and is written elsewhere. */
export interface SetupChange {
  readonly action: "create" | "change" | "remove";
  readonly kind: SetupKind;
  readonly name: string;
  /** What differs: fields of a body, paths of a policy. Nothing secret is among them. */
  readonly fields: readonly FieldChange[];
  readonly write: VaultWrite;
}

export interface FieldChange {
  readonly field: string;
  /** Absent: not there. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * What to write so that Vault is as the policies say, in an order that is safe to stop anywhere: what identities name
 * comes before them, removals last.
 */
export function setupChanges(wanted: VaultSetup, rotations: Iterable<Rotation>, has: Estate): SetupChange[] {
  return [
    ...mountChanges(wanted, has),
    ...accessChanges(wanted, has),
    ...periodChanges(rotations, has),
    ...removals(wanted, has),
  ];
}

/** What decides who may do what in Vault, as far as the identity that looks without changing anything may see it. */
export type AccessEstate = Pick<Estate, "configs" | "policies" | "token_roles" | "jwt_roles" | "kept">;

/** How Vault has drifted from the policies: the same differences, without what only an administrator can see. */
export const driftChanges = (wanted: VaultSetup, has: AccessEstate): SetupChange[] => [
  ...Object.entries(wanted.mounts)
    .filter(([path]) => path.endsWith("/config"))
    .flatMap(([path, body]) => configChange(path, body, has.configs.get(path))),
  ...accessChanges(wanted, has),
  ...removals(wanted, has),
];

const accessChanges = (wanted: VaultSetup, has: AccessEstate): SetupChange[] => [
  ...policyChanges(wanted, has),
  ...roleChanges("token-role", "auth/token/roles", wanted.token_roles, has.token_roles),
  ...jwtRoleChanges(wanted, has),
];

function mountChanges({ mounts }: VaultSetup, has: Estate): SetupChange[] {
  return Object.entries(mounts).flatMap(([path, body]): SetupChange[] => {
    if (path.endsWith("/config")) return configChange(path, body, has.configs.get(path));
    const auth = path.startsWith("auth/");
    const there = auth ? has.auths.has(path.slice("auth/".length)) : has.mounts.has(path);
    if (there) return [];
    const write: VaultWrite = { method: "write", path: auth ? `sys/${path}` : `sys/mounts/${path}`, body };
    return [{ action: "create", kind: "mount", name: path, fields: fieldsOf({}, body), write }];
  });
}

function configChange(path: string, body: Body, has: Body | undefined): SetupChange[] {
  const differing = differingFields(body, has ?? {});
  if (has !== undefined && differing.length === 0) return [];
  // A write of a config replaces all of it; the authority's certificate is the administrator's to set.
  const keep = has?.oidc_discovery_ca_pem ? { oidc_discovery_ca_pem: has.oidc_discovery_ca_pem } : {};
  return [
    {
      action: has === undefined ? "create" : "change",
      kind: "config",
      name: path,
      fields: fieldsOf(has ?? {}, body, differing),
      write: { method: "write", path, body: { ...keep, ...body } },
    },
  ];
}

const LOOSE = { allow_slashes_in_identity_templates: false, allow_wildcards_in_identity_templates: false };

function policyChanges({ policies }: VaultSetup, has: AccessEstate): SetupChange[] {
  return inWritingOrder(policies).flatMap(([name, policy]): SetupChange[] => {
    const found = has.policies.get(name);
    if (found && !found.loose_templates && samePolicy(policy, found.text)) return [];
    // Unknown to HashiCorp Vault, which never lets templates do that.
    const loose = found?.loose_templates ? LOOSE : {};
    return [
      {
        action: found ? "change" : "create",
        kind: "policy",
        name,
        fields: policyFields(found, policy),
        write: { method: "write", path: `sys/policies/acl/${name}`, body: { policy, ...loose } },
      },
    ];
  });
}

/** Role versions before the identities that may use them. */
const inWritingOrder = (policies: VaultSetup["policies"]): [string, string][] =>
  Object.entries(policies).sort(([a], [b]) => Number(isRoleVersion(b)) - Number(isRoleVersion(a)));

function policyFields(found: FoundPolicy | undefined, text: string): FieldChange[] {
  const rules = (policy: string): Readonly<Record<string, Json>> | undefined => {
    const parsed = parseAcl(policy) as { readonly path?: Readonly<Record<string, Json>> } | null | undefined;
    return parsed?.path;
  };
  const before = found === undefined ? {} : rules(found.text);
  const after = rules(text) ?? {};
  if (before === undefined) return [{ field: "policy", before: found?.text, after: text }];
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const fields = paths.flatMap((path): FieldChange[] => {
    const [one, other] = [before[path], after[path]];
    if (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other)) return [];
    return [change(path, one, other)];
  });
  return found?.loose_templates
    ? [...fields, { field: "loose templates", before: true, after: false }]
    : fields;
}

function roleChanges(
  kind: "token-role" | "jwt-role",
  folder: string,
  wanted: Readonly<Record<string, Body>>,
  has: ReadonlyMap<string, Body>,
): SetupChange[] {
  return Object.entries(wanted).flatMap(([name, body]): SetupChange[] => {
    const found = has.get(name);
    const differing = differingFields(body, found ?? {});
    if (found && differing.length === 0) return [];
    return [
      {
        action: found ? "change" : "create",
        kind,
        name,
        fields: fieldsOf(found ?? {}, body, differing),
        write: { method: "write", path: `${folder}/${name}`, body },
      },
    ];
  });
}

function jwtRoleChanges({ mounts, jwt_roles }: VaultSetup, has: AccessEstate): SetupChange[] {
  const mount = Object.keys(mounts).find((path) => path.startsWith("auth/") && !path.endsWith("/config"));
  return roleChanges("jwt-role", `${mount}/role`, jwt_roles, has.jwt_roles);
}

/** `every` of a static role is Vault's own period. What else it has stays. */
function periodChanges(rotations: Iterable<Rotation>, has: Estate): SetupChange[] {
  return [...rotations].flatMap((rotation): SetupChange[] => {
    const role = has.static_roles.get(rotation.name);
    if (role === undefined || rotation.every === undefined) return [];
    if (role.rotation_period === rotation.every) return [];
    const { db_name, username, rotation_statements } = role;
    const path = rotationPaths(rotation).age?.path ?? "";
    const body = { db_name, username, rotation_statements, rotation_period: rotation.every };
    return [
      {
        action: "change",
        kind: "rotation-period",
        name: path,
        fields: [change("rotation_period", role.rotation_period, rotation.every)],
        write: { method: "write", path, body },
      },
    ];
  });
}

/** Versions that nothing refers to any more: token roles before the policies they give. */
function removals({ policies, token_roles }: VaultSetup, has: AccessEstate): SetupChange[] {
  const kept = new Set(has.kept.map(({ name }) => name));
  const stays = (version: string) => kept.has(version) || Object.hasOwn(policies, version);
  const roles = [...has.token_roles.keys()].filter((name) => {
    const version = versionOfTokenRole(name);
    if (version === undefined || Object.hasOwn(token_roles, name)) return false;
    return !kept.has(version);
  });
  const texts = [...has.policies.keys()].filter((name) => isRoleVersion(name) && !stays(name));
  return [
    ...roles.map((name) => removal("token-role", name, `auth/token/roles/${name}`)),
    ...texts.map((name) => removal("policy", name, `sys/policies/acl/${name}`)),
  ];
}

const removal = (kind: SetupKind, name: string, path: string): SetupChange => ({
  action: "remove",
  kind,
  name,
  fields: [],
  write: { method: "remove", path },
});

export const change = (field: string, before: unknown, after: unknown): FieldChange => ({
  field,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

export const fieldsOf = (
  before: Body,
  after: Body,
  fields: readonly string[] = Object.keys(after),
): FieldChange[] => fields.map((field) => change(field, before[field], after[field]));
