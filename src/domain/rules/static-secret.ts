import { type Finding, warning } from "../finding.ts";
import type { Policies, Role, Rotation } from "../model.ts";
import { rotatesItself } from "../rotation/due.ts";
import { engineOf } from "./access-engines.ts";
import { shownPath } from "./access-faults.ts";

/**
 * `static-secret`: what the role reads stays known after the end, and no rotation of the role answers for it
 * (formats.md, "Rule names"; vault.md, "Access a role file is refused for").
 */
export const staticSecret = (role: Role, { policies }: { readonly policies: Policies }): Finding[] => {
  const rotations = role.rotate_after.flatMap((name) => policies.rotations.get(name) ?? []);
  return role.access.flatMap((access, index) => {
    const secret = access.capabilities.includes("read") ? staticSecretOf(access.path) : undefined;
    if (secret === undefined || rotations.some((rotation) => answersFor(rotation, secret))) return [];
    return [
      warning(
        "static-secret",
        role.at("access", index, "path"),
        `${shownPath(access.path)}: what is read there stays valid after the grant's end, and rotate_after rotates nothing that answers for it`,
        secret.kind === "database"
          ? `Write a rotation of kind database-static-role, mount ${secret.mount}, name ${secret.name}, and name it in rotate_after.`
          : "Name a rotation of the secret in rotate_after, or give a dynamic credential instead.",
      ),
    ];
  });
};

interface StaticSecret {
  readonly kind: "database" | "kv";
  readonly mount: string;
  readonly name: string;
}

/** Operations of kv and of credentials that show no secret that stays: a glob below one is not a guess at a mount. */
const SHOWS_NONE: ReadonlySet<string> = new Set([
  ...["metadata", "delete", "undelete", "destroy", "subkeys", "config"],
  ...["creds", "sts", "issue", "sign"],
]);

/**
 * `<mount>/data/…`, `<mount>/static-creds/<name>` or `<mount>/static-cred/<name>`, or a glob of them; the mount may have
 * several segments.
 */
function staticSecretOf(path: string): StaticSecret | undefined {
  const match = /^\/?(.+?)\/(data|static-creds?)\/(.+)$/.exec(path);
  if (!match) return globOfSecrets(path) ?? versionOneSecret(path);
  const [, mount = "", operation, name = ""] = match;
  return { kind: operation === "static-creds" ? "database" : "kv", mount, name };
}

/** Version 1 of kv has no operations: under a mount that is called like kv, any other path is a secret's. */
function versionOneSecret(path: string): StaticSecret | undefined {
  const [mount = "", operation, ...rest] = path.replace(/^\//, "").split("/");
  if (engineOf(mount) !== "kv" || operation === undefined || operation === "" || SHOWS_NONE.has(operation))
    return undefined;
  return { kind: "kv", mount, name: [operation, ...rest].join("/") };
}

/** A glob that can match one of them. Which secret it is, no path says: it is taken for one of kv. */
function globOfSecrets(path: string): StaticSecret | undefined {
  const [mount = "", ...rest] = path.replace(/^\//, "").split("/");
  const engine = engineOf(mount);
  const operations = engine === undefined ? ["data", "static-creds"] : (KEEPS[engine] ?? []);
  for (const [index, segment] of rest.entries()) {
    const last = index === rest.length - 1;
    // Where the mount has more segments than one, `*` can stand for the rest of its name too.
    const matches = segment.endsWith("*")
      ? engine === undefined ||
        engine === "kv" ||
        operations.some((one) => one.startsWith(segment.slice(0, -1)))
      : segment === "+" && !last;
    if (matches && operations.length > 0) return { kind: "kv", mount, name: rest.slice(index + 1).join("/") };
    if (SHOWS_NONE.has(segment)) return undefined;
  }
  return undefined;
}

/** Which of the two operations a known engine has; the others have none. */
const KEEPS: Readonly<Record<string, readonly string[]>> = {
  kv: ["data"],
  database: ["static-creds"],
  aws: ["static-creds"],
  ldap: ["static-cred"],
  openldap: ["static-cred"],
};

/**
 * A static role answers for itself, as does the call that rotates it in another engine; what a kv secret is for, no
 * path says, so any other rotation may.
 */
const answersFor = (rotation: Rotation, { kind, mount, name }: StaticSecret): boolean =>
  kind === "kv" ||
  (rotatesItself(rotation) && rotation.mount === mount && rotation.target === name) ||
  (rotation.kind === "vault-endpoint" && rotation.path === `${mount}/rotate-role/${name}`);
