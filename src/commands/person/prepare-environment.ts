import { fillHoles, holesOf } from "../../domain/holes.ts";
import type { AccessPath, Role } from "../../domain/model.ts";
import { reveal, Secret } from "../../domain/secret.ts";
import { covers } from "../../domain/standing.ts";
import type { Seconds } from "../../domain/units.ts";
import type { GrantedVault, Taken } from "../ports.ts";
import { Stop } from "../stop.ts";

/** A lease that what was prepared depends on. */
export interface PreparedLease {
  readonly id: string;
  readonly path: string;
  readonly left: Seconds;
  readonly renewable: boolean;
}

export interface Prepared {
  readonly environment: Readonly<Record<string, Secret>>;
  readonly leases: readonly PreparedLease[];
}

/** Takes what the role's `use` names, with the granted token, and makes the environment variables it describes. */
export async function prepareEnvironment(
  vault: GrantedVault,
  token: Secret,
  role: Pick<Role, "name" | "access" | "use">,
): Promise<Prepared> {
  const environment: Record<string, Secret> = {};
  const leases: PreparedLease[] = [];
  for (const { path, env } of role.use) {
    const taken = await vault.take(token, path, capabilitiesOf(role.access, path));
    if (taken.lease) leases.push({ ...taken.lease, path });
    for (const [name, text] of Object.entries(env)) {
      const missing = holesOf(text).find((field) => !taken.fields.has(field));
      if (missing !== undefined) throw unknownField(role.name, path, name, missing, taken);
      // Put together here and opened by the process adapter: it is never text in between.
      environment[name] = new Secret(fillHoles(text, (field) => textOf(taken, field)));
    }
  }
  return { environment, leases };
}

const textOf = (taken: Taken, field: string): string => {
  const value = taken.fields.get(field);
  return value === undefined ? "" : reveal(value);
};

const capabilitiesOf = (access: readonly AccessPath[], path: string) =>
  access.filter((one) => covers(one.path, path)).flatMap((one) => one.capabilities);

const unknownField = (role: string, path: string, name: string, field: string, taken: Taken): Stop =>
  new Stop(
    2,
    `policies/roles/${role}.yaml wants {${field}} for ${name}, but what ${path} gives has no such field`,
    `It gives: ${[...taken.fields.keys()].sort().join(", ") || "nothing"}. Without the preparation:  vault read ${path}`,
  );
