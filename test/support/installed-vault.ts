import type { OidcIssuer } from "../../sandbox/oidc.ts";
import type { VaultClient } from "../../sandbox/vault-client.ts";
import type { VaultPlace } from "../../src/adapters/vault/connection.ts";
import { connectionTo } from "../../src/adapters/vault/connection.ts";
import { Vault } from "../../src/adapters/vault/vault.ts";
import { type Identity, identityName } from "../../src/domain/access/names.ts";
import { vaultSetup } from "../../src/domain/access/vault-setup.ts";
import type { Policies, Settings } from "../../src/domain/model.ts";
import { Secret } from "../../src/domain/secret.ts";

export const REPOSITORY = { slug: "acme/access", id: 99 };

/** A Vault (mostly a namespace) with everything that setup writes for some policies. */
export interface InstalledVault {
  /** The administrator's raw client. */
  readonly root: VaultClient;
  readonly mount: string;
  /** The product's adapter as one of its identities, logged in by OIDC as its job would. */
  as(identity: Identity, place?: Partial<VaultPlace>): Promise<Vault>;
  /** The product's adapter with the administrator's token. */
  administrator(place?: Partial<VaultPlace>): Vault;
}

/**
 * Writes what `leasehold setup` would, by the same computation, straight with the administrator's token.
 *
 * @param peopleAccessor of the people's auth mount, where the test has one
 */
export async function installVault(
  root: VaultClient,
  oidc: OidcIssuer,
  policies: Policies,
  peopleAccessor = "auth_userpass_none",
): Promise<InstalledVault> {
  const settings = withIssuer(policies, oidc);
  const { mount, workflows } = settings.vault;
  const subject = { repository: REPOSITORY, people_accessor: peopleAccessor, kept: [] };
  const setup = vaultSetup(policies, settings, subject);
  for (const [path, body] of Object.entries(setup.mounts)) await root.write(mountPath(path), body);
  const writes = [
    ...Object.entries(setup.policies).map(
      ([name, policy]) => [`sys/policies/acl/${name}`, { policy }] as const,
    ),
    ...Object.entries(setup.token_roles).map(([name, body]) => [`auth/token/roles/${name}`, body] as const),
    ...Object.entries(setup.jwt_roles).map(
      ([name, body]) => [`auth/${workflows.mount}/role/${name}`, body] as const,
    ),
  ];
  await Promise.all(writes.map(([path, body]) => root.write(path, body)));
  const connection = (place: Partial<VaultPlace> = {}) =>
    connectionTo({
      address: root.address,
      ...(root.namespace === undefined ? {} : { namespace: root.namespace }),
      patience: { tries: 4, firstWait: 20 },
      ...place,
    });
  return {
    root,
    mount,
    administrator: (place) => Vault.withToken(connection(place), mount, new Secret(root.token ?? "")),
    as: (identity, place) => {
      const job = oidc.jobToken({
        repository: REPOSITORY.slug,
        repositoryId: REPOSITORY.id,
        environment: identityName(identity),
        jobWorkflow: `.github/workflows/${identityName(identity)}.yml`,
      });
      const secret = new Secret(job.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
      const login = { mount: workflows.mount, role: identityName(identity), audience: workflows.audience };
      return Vault.asWorkflow(
        connection(place),
        mount,
        { url: job.ACTIONS_ID_TOKEN_REQUEST_URL, token: secret },
        login,
      );
    },
  };
}

function withIssuer(policies: Policies, oidc: OidcIssuer): Settings {
  const { settings } = policies;
  if (settings === undefined) throw new Error("the policies have no settings");
  const workflows = { ...settings.vault.workflows, issuer: oidc.issuer };
  return { ...settings, vault: { ...settings.vault, workflows } };
}

function mountPath(path: string): string {
  if (path.endsWith("/config")) return path;
  return path.startsWith("auth/") ? `sys/${path}` : `sys/mounts/${path}`;
}
