import { counted } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/refusals.ts";
import { created, noContent, ok, operation, type Registered, type Reply } from "../http/router.ts";
import { type BoxKeys, newBoxKeys } from "../sealed-boxes.ts";
import { instant, type Json, type Repo, type Secret } from "../state.ts";
import type { World } from "../world.ts";
import { environmentOf } from "./environments.ts";

const read = { permission: "secrets", level: "read", role: "write" } as const;
const write = { permission: "secrets", level: "write" } as const;
const inEnvironment = {
  read: { ...read, permission: "environments" },
  write: { ...write, permission: "environments" },
};

/** Keys by repository and environment; made when first asked for. */
const keysOf = new WeakMap<Repo, Map<string, Promise<BoxKeys>>>();

function keys(repo: Repo, environment: string): Promise<BoxKeys> {
  const own = keysOf.get(repo) ?? new Map<string, Promise<BoxKeys>>();
  keysOf.set(repo, own);
  const made = own.get(environment) ?? newBoxKeys(`${56_898_331_000 + repo.id}${own.size}`);
  own.set(environment, made);
  return made;
}

/** What a secret holds, as a job of the repository would see it. */
export async function openSecret(repo: Repo, name: string, environment = ""): Promise<string | undefined> {
  const secret = repo.secrets.get(environment.toLowerCase())?.get(name.toUpperCase());
  return secret && (await keys(repo, environment.toLowerCase())).open(secret.encrypted);
}

const shown = ({ name, createdAt, updatedAt }: Secret): Json => ({
  name,
  created_at: instant(createdAt),
  updated_at: instant(updatedAt),
});

/** @throws 422 for a key that is not this one's, a name GitHub refuses, and a box nobody can open */
async function put(
  world: World,
  repo: Repo,
  environment: string,
  input: { secret_name: string; encrypted_value: string; key_id: string },
): Promise<Reply> {
  const box = await keys(repo, environment);
  if (input.key_id !== box.keyId) throw unprocessable("Bad request - key_id does not match the public key");
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(input.secret_name) || /^github_/i.test(input.secret_name)) {
    throw unprocessable("Secret names can only contain alphanumeric characters or underscores");
  }
  if (box.open(input.encrypted_value) === undefined) {
    throw unprocessable("Bad request - encrypted_value was not sealed with the public key");
  }
  const own = repo.secrets.get(environment) ?? new Map<string, Secret>();
  repo.secrets.set(environment, own);
  const name = input.secret_name.toUpperCase();
  const before = own.get(name);
  const now = world.now();
  own.set(name, {
    name,
    encrypted: input.encrypted_value,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  });
  return before ? noContent : created({});
}

function secretOf(repo: Repo, environment: string, name: string): Secret {
  const secret = repo.secrets.get(environment)?.get(name.toUpperCase());
  if (!secret) throw notFound();
  return secret;
}

async function publicKey(repo: Repo, environment: string): Promise<Reply> {
  const { keyId, publicKey: key } = await keys(repo, environment);
  return ok({ key_id: keyId, key });
}

const sealing = [
  "a box that was not sealed for the key is refused at once; GitHub finds out when a job needs it",
];

export const secrets: readonly Registered[] = [
  operation("actions/get-repo-public-key", { need: read }, ({ repo }) => publicKey(repo, "")),

  operation("actions/list-repo-secrets", { need: read }, ({ input, repo, url }) =>
    counted({ input, url }, "secrets", [...(repo.secrets.get("")?.values() ?? [])], shown),
  ),

  operation("actions/get-repo-secret", { need: read }, ({ input, repo }) =>
    ok(shown(secretOf(repo, "", input.secret_name))),
  ),

  operation(
    "actions/create-or-update-repo-secret",
    { need: write, differences: sealing },
    ({ input, world, repo }) => put(world, repo, "", input),
  ),

  operation("actions/delete-repo-secret", { need: write }, ({ input, repo }) => {
    repo.secrets.get("")?.delete(secretOf(repo, "", input.secret_name).name);
    return noContent;
  }),

  operation("actions/get-environment-public-key", { need: inEnvironment.read }, ({ input, repo }) =>
    publicKey(repo, environmentOf(repo, input.environment_name).name.toLowerCase()),
  ),

  operation("actions/list-environment-secrets", { need: inEnvironment.read }, ({ input, repo, url }) => {
    const { name } = environmentOf(repo, input.environment_name);
    return counted(
      { input, url },
      "secrets",
      [...(repo.secrets.get(name.toLowerCase())?.values() ?? [])],
      shown,
    );
  }),

  operation("actions/get-environment-secret", { need: inEnvironment.read }, ({ input, repo }) => {
    const { name } = environmentOf(repo, input.environment_name);
    return ok(shown(secretOf(repo, name.toLowerCase(), input.secret_name)));
  }),

  operation(
    "actions/create-or-update-environment-secret",
    { need: inEnvironment.write, differences: sealing },
    ({ input, world, repo }) =>
      put(world, repo, environmentOf(repo, input.environment_name).name.toLowerCase(), input),
  ),

  operation("actions/delete-environment-secret", { need: inEnvironment.write }, ({ input, repo }) => {
    const environment = environmentOf(repo, input.environment_name).name.toLowerCase();
    repo.secrets.get(environment)?.delete(secretOf(repo, environment, input.secret_name).name);
    return noContent;
  }),
];
