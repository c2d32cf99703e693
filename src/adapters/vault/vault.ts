import type {
  Administrator,
  VaultAlerts,
  VaultAuditing,
  VaultEnding,
  VaultIssuing,
  VaultReads,
  VaultRecalling,
  VaultRotating,
} from "../../commands/ports.ts";
import type { Secret } from "../../domain/secret.ts";
import { vaultAlerts } from "./alerts.ts";
import { VaultApi } from "./api.ts";
import { vaultAuditing } from "./auditing.ts";
import { vaultEnding, vaultRecalling } from "./ending.ts";
import { vaultIssuing } from "./issuing.ts";
import { KvMount } from "./kv.ts";
import { type JobOidc, logIn, logOut, type WorkflowLogin } from "./login.ts";
import { vaultReads } from "./reads.ts";
import { vaultAdministrator, vaultRotating } from "./rotating.ts";
import type { Connection } from "./transport.ts";

/**
 * One Vault, asked with one token. Each member is a port: hand a command those it needs and no other.
 * Dispose of it, so that the token it logged in for ends with the run.
 */
export class Vault implements AsyncDisposable {
  readonly reads: VaultReads;
  readonly issuing: VaultIssuing;
  readonly ending: VaultEnding;
  readonly rotating: VaultRotating;
  readonly auditing: VaultAuditing;
  readonly recalling: VaultRecalling;
  readonly administrator: Administrator;
  readonly alerts: VaultAlerts;
  readonly #api: VaultApi;
  readonly #loggedIn: boolean;

  private constructor(api: VaultApi, mountName: string, loggedIn: boolean) {
    const mount = new KvMount(api, mountName);
    this.#api = api;
    this.#loggedIn = loggedIn;
    this.reads = vaultReads(api, mount);
    this.issuing = vaultIssuing(api, mount);
    this.ending = vaultEnding(api, mount);
    this.rotating = vaultRotating(api);
    this.auditing = vaultAuditing(api, mount);
    this.recalling = vaultRecalling(api, mount);
    this.administrator = vaultAdministrator(api, mount);
    this.alerts = vaultAlerts(mount);
  }

  /**
   * With a token that somebody else cares for.
   *
   * @param mount kv-v2 mount of records and pick-ups
   */
  static withToken(connection: Connection, mount: string, token: Secret): Vault {
    return new Vault(new VaultApi({ ...connection, token }), mount, false);
  }

  /** As one of the product's identities, by the OIDC token of the job that runs us. */
  static async asWorkflow(
    connection: Connection,
    mount: string,
    oidc: JobOidc,
    login: WorkflowLogin,
  ): Promise<Vault> {
    const anonymous = new VaultApi(connection);
    try {
      const token = await logIn(anonymous, oidc, login);
      return new Vault(new VaultApi({ ...connection, token }), mount, true);
    } finally {
      anonymous.close();
    }
  }

  /** Everything that apply and enforce do, in one object. */
  get everything(): VaultReads & VaultIssuing & VaultEnding {
    return { ...this.reads, ...this.issuing, ...this.ending };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (this.#loggedIn) await logOut(this.#api);
    } finally {
      this.#api.close();
    }
  }
}
