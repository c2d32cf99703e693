import { type Finding, warning } from "../finding.ts";
import type { Role, Rotation } from "../model.ts";
import type { Looked } from "./policy-rules.ts";

/**
 * `static-secret`: what the role reads stays known after the end, and no rotation of the role answers for it
 * (formats.md, "Rule names"; vault.md, "Access a role file is refused for").
 */
export const staticSecret = (role: Role, { policies }: Pick<Looked, "policies">): Finding[] => {
  const rotations = role.rotate_after.flatMap((name) => policies.rotations.get(name) ?? []);
  return role.access.flatMap((access, index) => {
    const secret = access.capabilities.includes("read") ? staticSecretOf(access.path) : undefined;
    if (secret === undefined || rotations.some((rotation) => answersFor(rotation, secret))) return [];
    return [
      warning(
        "static-secret",
        role.at("access", index, "path"),
        `${access.path}: what is read there stays valid after the grant's end, and rotate_after rotates nothing that answers for it`,
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

/** `<mount>/data/…` or `<mount>/static-creds/<name>`; the mount may have several segments. */
function staticSecretOf(path: string): StaticSecret | undefined {
  const match = /^\/?(.+?)\/(data|static-creds)\/(.+)$/.exec(path);
  if (!match) return undefined;
  const [, mount = "", operation, name = ""] = match;
  return { kind: operation === "data" ? "kv" : "database", mount, name };
}

/** A static database role answers for itself; what a kv secret is for, no path says, so any other rotation may. */
const answersFor = (rotation: Rotation, secret: StaticSecret): boolean =>
  secret.kind === "database"
    ? rotation.kind === "database-static-role" &&
      rotation.mount === secret.mount &&
      rotation.target === secret.name
    : true;
