import type { SecretsDelivery } from "../../commands/ports.ts";
import { reveal, type Secret } from "../../domain/secret.ts";
import { PublicKey } from "./answers.ts";
import type { GitHubApi } from "./api.ts";
import { seal } from "./sealed-box.ts";

/**
 * Puts a value into an Actions secret of the repository, or of one of its environments. GITHUB_TOKEN cannot: it takes
 * an App's token with `secrets: write` (`environments: write` for an environment's).
 */
export async function putSecret(
  api: GitHubApi,
  secret: Parameters<SecretsDelivery["put"]>[0],
  value: Secret,
): Promise<void> {
  const { name: secret_name, environment } = secret;
  const { key_id, key } = await api.one(PublicKey, (octokit, repo) =>
    environment === undefined
      ? octokit.rest.actions.getRepoPublicKey({ ...repo })
      : octokit.rest.actions.getEnvironmentPublicKey({ ...repo, environment_name: environment }),
  );
  const sealed = seal(Buffer.from(reveal(value)), Buffer.from(key, "base64"));
  const sent = { secret_name, key_id, encrypted_value: Buffer.from(sealed).toString("base64") };
  await api.done((octokit, repo) =>
    environment === undefined
      ? octokit.rest.actions.createOrUpdateRepoSecret({ ...repo, ...sent })
      : octokit.rest.actions.createOrUpdateEnvironmentSecret({
          ...repo,
          ...sent,
          environment_name: environment,
        }),
  );
}
