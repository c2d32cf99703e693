/** The product's identities at Acme: the job of each, and what somebody gets who has such a job in their hands. */
import { join } from "node:path";
import type { Identity } from "../../src/domain/access/names.ts";
import type { Acme } from "../acme.ts";
import type { Job } from "../oidc.ts";
import type { VaultClient } from "../vault-client.ts";

/** The job of an identity on main, as GitHub knows it. */
export const jobOf = ({ github, slug }: Pick<Acme, "github" | "slug">, identity: Identity): Job => ({
  repository: slug,
  repositoryId: github.repo(slug).id,
  environment: `leasehold-${identity}`,
  jobWorkflow: `.github/workflows/leasehold-${identity}.yml`,
});

/** The environment of such a job, as its workflow gives it. */
export const jobEnvironment = (acme: Acme, identity: Identity): Record<string, string> => {
  const { github, slug, oidc, bao, folder } = acme;
  const job = jobOf(acme, identity);
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
export async function logInAs(
  acme: Pick<Acme, "github" | "slug" | "oidc" | "bao">,
  identity: Identity,
): Promise<VaultClient> {
  const { root } = acme.bao;
  const jwt = await acme.oidc.sign(jobOf(acme, identity), "leasehold");
  const body = { role: `leasehold-${identity}`, jwt };
  const { auth } = await root.as(undefined).write("auth/github-actions/login", body);
  return root.as(auth.client_token);
}
