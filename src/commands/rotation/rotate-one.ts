import type { Rotation } from "../../domain/model.ts";
import { rotationPaths, secretIdAccessorPath } from "../../domain/rotation/paths.ts";
import { Secret } from "../../domain/secret.ts";
import { OutsideError } from "../outside-error.ts";
import type { SecretsDelivery, VaultRotating } from "../ports.ts";

export interface RotatingPorts {
  readonly vault: VaultRotating;
  /** Absent where no token for GitHub's secrets was given. */
  readonly secrets?: SecretsDelivery;
}

/** Rotates one credential. Throws where it did not happen, and then the old one still works. */
export async function rotateOne(ports: RotatingPorts, rotation: Rotation): Promise<void> {
  if (rotation.kind === "approle-secret-id") return rotateSecretId(ports, rotation);
  await ports.vault.write(rotationPaths(rotation).rotate, {});
}

/**
 * A new secret-id, delivered, and only then the old ones destroyed. A crash in between leaves one too many, whose age
 * makes the rotation due again; never one too few.
 */
async function rotateSecretId({ vault, secrets }: RotatingPorts, rotation: Rotation): Promise<void> {
  const { deliver } = rotation;
  if (deliver === undefined) {
    throw refused(
      rotation,
      "has no deliver",
      "Name the Actions secret that is to hold it: deliver: { github_secret: NAME }.",
    );
  }
  if (secrets === undefined) {
    const hint = "Give a GitHub token that may write Actions secrets (an App's, with secrets: write).";
    throw refused(rotation, "needs GitHub to deliver its secret-id, and there is no token for that", hint);
  }
  const { rotate } = rotationPaths(rotation);
  const old = await vault.list(rotate);
  const made = (await vault.write(rotate, {})) ?? {};
  const accessor = made.secret_id_accessor;
  if (typeof made.secret_id !== "string" || typeof accessor !== "string") {
    throw new OutsideError("vault", "broken", `Vault answered ${rotate} without a secret-id`);
  }
  const { github_secret: name, environment } = deliver;
  try {
    const place = { name, ...(environment === undefined ? {} : { environment }) };
    await secrets.put(place, new Secret(made.secret_id));
  } catch (problem) {
    await destroy(vault, rotation, accessor);
    throw problem;
  }
  for (const one of old) await destroy(vault, rotation, one);
}

const refused = (rotation: Rotation, why: string, hint: string): OutsideError =>
  new OutsideError("github", "denied", `${rotation.name} ${why}; nothing was rotated, nothing destroyed`, {
    hint,
  });

async function destroy(vault: VaultRotating, rotation: Rotation, secret_id_accessor: string): Promise<void> {
  try {
    await vault.write(secretIdAccessorPath(rotation, "destroy"), { secret_id_accessor });
  } catch (problem) {
    // Another run was first, or it expired.
    if (!(problem instanceof OutsideError && problem.code === "not-found")) throw problem;
  }
}
