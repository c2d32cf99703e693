/** The product's identities: the job of each, and what somebody gets who has such a job in their hands. */
import { join } from "node:path";
import type { Identity } from "../../src/domain/access/names.ts";
import type { Acme } from "../acme.ts";
import type { Job, OidcIssuer } from "../oidc.ts";
import type { VaultClient } from "../vault-client.ts";

/** Whose jobs they are. */
type Repository = Pick<Job, "repository" | "repositoryId">;

/** The job of an identity's own reusable workflow on main, as GitHub knows it. */
export const jobOf = (repository: Repository, identity: Identity): Job => ({
  ...repository,
  environment: `leasehold-${identity}`,
  jobWorkflow: `.github/workflows/leasehold-${identity}.yml`,
});

const repositoryOf = ({ github, slug }: Acme): Repository => ({
  repository: slug,
  repositoryId: github.repo(slug).id,
});

/** The environment of such a job, as its workflow gives it. */
export const jobEnvironment = (acme: Acme, identity: Identity): Record<string, string> => {
  const { github, slug, oidc, bao, folder } = acme;
  const job = jobOf(repositoryOf(acme), identity);
  const permissions = { contents: "write", "pull-requests": "write", issues: "write" } as const;
  return {
    PATH: process.env.PATH ?? "",
    HOME: join(folder, "runner"),
    GIT_CONFIG_NOSYSTEM: "1",
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: slug,
    GITHUB_REPOSITORY_ID: String(job.repositoryId),
    GITHUB_TOKEN: github.jobToken(slug, permissions),
    VAULT_ADDR: bao.address,
    ...oidc.jobToken(job),
  };
};

/** Vault as such a job sees it, past the product: what a thief of its token could do. */
export const logInAs = (acme: Acme, identity: Identity): Promise<VaultClient> =>
  logInWith(acme.bao.root, acme.oidc, repositoryOf(acme), identity);

/** The same in any Vault that trusts this issuer. */
export async function logInWith(
  vault: VaultClient,
  issuer: OidcIssuer,
  repository: Repository,
  identity: Identity,
): Promise<VaultClient> {
  const jwt = await issuer.sign(jobOf(repository, identity), "leasehold");
  const body = { role: `leasehold-${identity}`, jwt };
  const { auth } = await vault.as(undefined).write("auth/github-actions/login", body);
  return vault.as(auth.client_token);
}
