/**
 * A Vault as administrators have it, a Postgres, an OIDC issuer and a clone of the sample's policies, for tests of
 * what `leasehold setup` writes. Servers are shared by a file's tests; each world is a namespace of its own.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { logInWith } from "../../sandbox/company/identities.ts";
import { type OidcIssuer, startOidcIssuer } from "../../sandbox/oidc.ts";
import { type OpenBao, startOpenBao } from "../../sandbox/openbao.ts";
import { createOrders, type Orders } from "../../sandbox/orders.ts";
import { type Postgres, startPostgres } from "../../sandbox/postgres.ts";
import type { VaultClient } from "../../sandbox/vault-client.ts";
import { createVaultEstate, type VaultEstate } from "../../sandbox/vault-estate.ts";
import { openRepository } from "../../src/adapters/git/repository.ts";
import { Vault } from "../../src/adapters/vault/vault.ts";
import { type SetupPorts, type SetupRequest, type SetupResult, setup } from "../../src/commands/setup.ts";
import type { Identity } from "../../src/domain/access/names.ts";
import type { Policies } from "../../src/domain/model.ts";
import { Secret } from "../../src/domain/secret.ts";
import { readPolicies } from "../../src/files/policies.ts";
import { gitEnv, Scratch } from "../integration/git/scratch.ts";
import { sample } from "./tree.ts";

/** Whose jobs may log in. */
export const REPOSITORY = { repository: "acme/access", repositoryId: 4711 };

export interface Stage extends AsyncDisposable {
  readonly bao: OpenBao;
  readonly postgres: Postgres;
  readonly oidc: OidcIssuer;
  readonly orders: Orders;
  /** A namespace with people and a database, nothing of Leasehold yet, and the sample's policies in a clone. */
  world(): Promise<SetupWorld>;
}

export async function startStage(): Promise<Stage> {
  const [bao, postgres, oidc] = await Promise.all([startOpenBao(), startPostgres(), startOidcIssuer()]);
  const orders = await createOrders(postgres);
  const worlds: SetupWorld[] = [];
  return {
    bao,
    postgres,
    oidc,
    orders,
    world: async () => {
      const vault = await bao.createNamespace();
      const estate = await createVaultEstate(vault, { database: postgres, orders });
      const world = await SetupWorld.in(vault, estate, oidc);
      worlds.push(world);
      return world;
    },
    [Symbol.asyncDispose]: async () => {
      for (const world of worlds) await world.dispose();
      await Promise.all([bao.stop(), oidc.stop(), postgres[Symbol.asyncDispose]()]);
    },
  };
}

export class SetupWorld {
  /** Administrator of the namespace, past the product's own adapter. */
  readonly vault: VaultClient;
  readonly estate: VaultEstate;
  readonly clone: Scratch;
  readonly told: string[] = [];
  readonly #oidc: OidcIssuer;
  readonly #opened: Vault[] = [];
  #ports: SetupPorts | undefined;

  private constructor(vault: VaultClient, estate: VaultEstate, oidc: OidcIssuer, clone: Scratch) {
    this.vault = vault;
    this.estate = estate;
    this.clone = clone;
    this.#oidc = oidc;
  }

  static async in(vault: VaultClient, estate: VaultEstate, oidc: OidcIssuer): Promise<SetupWorld> {
    const clone = new Scratch(mkdtempSync(path.join(tmpdir(), "leasehold-setup-")));
    clone.git("init", "-q", "-b", "main");
    clone.writeAll(sample("policies"));
    const world = new SetupWorld(vault, estate, oidc, clone);
    world.edit("leasehold.yaml", (text) =>
      text.replace("audience: leasehold }", `audience: leasehold, issuer: "${oidc.issuer}" }`),
    );
    clone.commit("policies");
    return world;
  }

  /** Changes a file under `policies/`, in the working tree. */
  edit(file: string, change: (text: string) => string): void {
    const at = `policies/${file}`;
    this.clone.write(at, change(readFileSync(path.join(this.clone.dir, at), "utf8")));
  }

  /** The product's Vault with this token, in this namespace. */
  connect(token: string | undefined): Vault {
    const { address, namespace = "" } = this.vault;
    const connection = { address: new URL(address), namespace, patience: { tries: 2, firstWait: 10 } };
    const vault = Vault.withToken(connection, "leasehold", new Secret(token ?? ""));
    this.#opened.push(vault);
    return vault;
  }

  async ports(): Promise<SetupPorts> {
    const vault = this.connect(this.vault.token);
    const tell = (text: string) => void this.told.push(text);
    this.#ports ??= {
      administrator: vault.administrator,
      vault: vault.reads,
      repository: await openRepository({ dir: this.clone.dir, env: gitEnv() }),
      reporter: { info: tell, warn: tell, progress: tell },
    };
    return this.#ports;
  }

  async setup(request: SetupRequest = {}): Promise<SetupResult> {
    const given = { slug: REPOSITORY.repository, repositoryId: REPOSITORY.repositoryId };
    return setup(await this.ports(), { ...given, ...request });
  }

  /** The policies as they stand in the clone's HEAD. */
  async policies(): Promise<Policies> {
    const { repository } = await this.ports();
    return readPolicies(await repository.tree("HEAD", ["policies"])).policies;
  }

  /** Logs in as the job of an identity does. */
  identity(identity: Identity): Promise<VaultClient> {
    return logInWith(this.vault, this.#oidc, REPOSITORY, identity);
  }

  async dispose(): Promise<void> {
    for (const vault of this.#opened) await vault[Symbol.asyncDispose]();
    rmSync(this.clone.dir, { recursive: true, force: true });
  }
}
