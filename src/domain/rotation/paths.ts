import { type AclLine, type AclRule, can } from "../access/acl.ts";
import type { Rotation } from "../model.ts";

/** Where Vault says when a credential was last rotated. Absent: only our own mount remembers. */
interface AgePath {
  /** To read, or to list where `list`. */
  readonly path: string;
  readonly how: "read" | "list-secret-ids";
}

/** The exact Vault paths of a rotation: the one that rotates, and what its age is read from. */
export interface RotationPaths {
  readonly rotate: string;
  readonly age?: AgePath;
}

/** Mounts of auth methods are written with or without the leading `auth/`. */
const authMount = (mount: string): string => (mount.startsWith("auth/") ? mount : `auth/${mount}`);

/** The exact paths of each kind (formats.md, "Rotation"). `static-creds` is never read: it has the password. */
export function rotationPaths(rotation: Rotation): RotationPaths {
  const mount = rotation.mount ?? "";
  const name = rotation.target ?? "";
  switch (rotation.kind) {
    case "database-static-role":
      return {
        rotate: `${mount}/rotate-role/${name}`,
        age: { path: `${mount}/static-roles/${name}`, how: "read" },
      };
    case "database-root":
      return { rotate: `${mount}/rotate-root/${name}` };
    case "transit-key":
      return { rotate: `${mount}/keys/${name}/rotate`, age: { path: `${mount}/keys/${name}`, how: "read" } };
    case "approle-secret-id": {
      const path = `${authMount(mount)}/role/${name}/secret-id`;
      return { rotate: path, age: { path, how: "list-secret-ids" } };
    }
    case "vault-endpoint":
      return { rotate: (rotation.path ?? "").replace(/^\/+/, "") };
  }
}

/** Where a secret-id is looked up and destroyed by its accessor. */
export const secretIdAccessorPath = (rotation: Rotation, operation: "lookup" | "destroy"): string =>
  `${rotationPaths(rotation).rotate}-accessor/${operation}`;

/** Without a body: nothing that is sent along could choose a password, a life or a network. */
const BARE: AclRule = { ...can("update"), denied_parameters: { "*": [] } };
const BY_ACCESSOR: AclRule = {
  ...can("update"),
  allowed_parameters: { secret_id_accessor: [] },
  required_parameters: ["secret_id_accessor"],
};

/** ACL lines that rotate a credential. */
export function rotationWrites(rotation: Rotation): AclLine[] {
  const { rotate } = rotationPaths(rotation);
  if (rotation.kind !== "approle-secret-id") return [[rotate, BARE]];
  return [
    [rotate, BARE],
    [secretIdAccessorPath(rotation, "destroy"), BY_ACCESSOR],
  ];
}

/** ACL lines that read a credential's age, and no credential. */
export function rotationAges(rotation: Rotation): AclLine[] {
  const { age } = rotationPaths(rotation);
  if (age === undefined) return [];
  if (age.how === "read") return [[age.path, can("read")]];
  return [
    [age.path, can("list")],
    [secretIdAccessorPath(rotation, "lookup"), BY_ACCESSOR],
  ];
}
