import { connectionTo } from "../adapters/vault/connection.ts";
import { loginTool } from "../adapters/vault/login-tool.ts";
import type { VaultOfGrant, VaultOfPerson } from "../adapters/vault/person.ts";
import { personToken } from "../adapters/vault/person-token.ts";
import type { Connection } from "../adapters/vault/transport.ts";
import type { Vault } from "../adapters/vault/vault.ts";
import { Stop } from "../commands/stop.ts";
import { type Identity, identityName } from "../domain/access/names.ts";
import type { Settings } from "../domain/model.ts";
import { Secret } from "../domain/secret.ts";
import { SETTINGS_FILE } from "../files/policies.ts";
import { FALLBACK, type Surroundings } from "./surroundings.ts";

// Loaded where they are used: check and its like start in half the time without.
const loadVault = () => import("../adapters/vault/vault.ts");
const loadPerson = () => import("../adapters/vault/person.ts");

/** The one Vault, as each who may log in to it: the product's identities, people, an administrator. */
export class VaultLogins implements AsyncDisposable {
  readonly #around: Surroundings;
  readonly #settings: () => Promise<Settings | undefined>;
  readonly #open: Vault[] = [];

  constructor(around: Surroundings, settings: () => Promise<Settings | undefined>) {
    this.#around = around;
    this.#settings = settings;
  }

  /** One of the product's identities: with VAULT_TOKEN where it is given, else by the OIDC token of the job. */
  async as(identity: Identity): Promise<Vault> {
    const place = await this.#place();
    const {
      VAULT_TOKEN: token,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: request,
    } = this.#around.env;
    const { Vault } = await loadVault();
    if (token) return this.#keep(Vault.withToken(place.connection, place.mount, this.#secret(token)));
    if (!url || !request) {
      throw new Stop(
        2,
        "no way to log in to Vault: VAULT_TOKEN is not set, and this is no job with an OIDC token",
        "In Actions give the job `permissions: id-token: write`; elsewhere set VAULT_TOKEN.",
      );
    }
    const workflows = (await this.#settings())?.vault.workflows ?? FALLBACK.login;
    const login = { mount: workflows.mount, audience: workflows.audience, role: identityName(identity) };
    const oidc = { url, token: this.#secret(request) };
    return this.#keep(await Vault.asWorkflow(place.connection, place.mount, oidc, login));
  }

  /** What a person does with their own login; undefined where they are not logged in. */
  async person(): Promise<VaultOfPerson | undefined> {
    const token = await this.#personToken();
    if (!token) return undefined;
    const { connection, mount } = await this.#place();
    const { VaultOfPerson } = await loadPerson();
    return new VaultOfPerson({ ...connection, token }, mount, await this.#peopleMount());
  }

  /** The same login for those who may recall (`leasehold-recall`) or issue in an emergency. */
  async asPerson(): Promise<Vault> {
    const token = await this.#personToken();
    if (!token)
      throw new Stop(2, "you are not logged in to Vault", `Log in as always:  ${await this.loginHint()}`);
    const { connection, mount } = await this.#place();
    const { Vault } = await loadVault();
    return this.#keep(Vault.withToken(connection, mount, token));
  }

  /** Whoever is logged in, to look around: VAULT_TOKEN, the job, or the person's own login. */
  async toLook(): Promise<Vault> {
    const { VAULT_TOKEN: token, ACTIONS_ID_TOKEN_REQUEST_URL: job } = this.#around.env;
    return token || job ? this.as("audit") : this.asPerson();
  }

  /** The access itself, with the token of a grant. */
  async granted(): Promise<VaultOfGrant> {
    const { VaultOfGrant } = await loadPerson();
    return new VaultOfGrant((await this.#place()).connection);
  }

  /** An administrator's VAULT_TOKEN. */
  async asAdministrator(): Promise<Vault> {
    const token = this.#around.env.VAULT_TOKEN;
    if (!token)
      throw new Stop(
        2,
        "VAULT_TOKEN is not set: setup needs an administrator's token",
        "export VAULT_TOKEN=…, and take it away again afterwards.",
      );
    const { connection, mount } = await this.#place();
    const { Vault } = await loadVault();
    return this.#keep(Vault.withToken(connection, mount, this.#secret(token)));
  }

  /** How people log in to this Vault. */
  async loginHint(): Promise<string> {
    const tool = await loginTool(this.#around.env.PATH);
    return `${tool} login -method=${await this.#peopleMount()} username=…`;
  }

  /** Where people are told to look for Vault. */
  async address(): Promise<{ readonly address: string; readonly namespace?: string }> {
    const { address, namespace } = (await this.#place()).connection;
    return { address: address.href.replace(/\/$/, ""), ...(namespace === undefined ? {} : { namespace }) };
  }

  /** Ends the tokens we logged in for, and lets the process end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#open.map((vault) => vault[Symbol.asyncDispose]()));
  }

  async #place(): Promise<{ readonly connection: Connection; readonly mount: string }> {
    const settings = await this.#settings();
    const { env, mask } = this.#around;
    const address = env.VAULT_ADDR || settings?.vault.address;
    if (!address) {
      throw new Stop(
        2,
        `VAULT_ADDR is not set, and ${SETTINGS_FILE} has no vault.address`,
        "Set VAULT_ADDR, like https://vault.example.com:8200, or write it into the settings.",
      );
    }
    const namespace = env.VAULT_NAMESPACE || settings?.vault.namespace;
    const caFile = env.VAULT_CACERT;
    const place = { address, mask, ...(namespace ? { namespace } : {}), ...(caFile ? { caFile } : {}) };
    return { connection: connectionTo(place), mount: settings?.vault.mount ?? FALLBACK.mount };
  }

  async #peopleMount(): Promise<string> {
    return (await this.#settings())?.vault.people.mount ?? FALLBACK.people;
  }

  #personToken(): Promise<Secret | undefined> {
    return personToken(this.#around.env, this.#around.home);
  }

  #keep(vault: Vault): Vault {
    this.#open.push(vault);
    return vault;
  }

  #secret(value: string): Secret {
    this.#around.mask(value);
    return new Secret(value);
  }
}
