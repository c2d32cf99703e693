import { setTimeout as pause } from "node:timers/promises";
import * as OTPAuth from "otpauth";
import type { VaultClient } from "./vault-client.ts";

/** Somebody who logs in to Vault with a password and a code of their authenticator app. */
export interface Person {
  readonly login: string;
  readonly password: string;
  /** `otpauth://…`, as an authenticator app takes it from a QR code. */
  readonly totpUrl: string;
  /** Logs in, second factor and all; the client holds the person's own token. */
  logIn(): Promise<VaultClient>;
}

export interface PeopleMount {
  readonly mount: string;
  readonly accessor: string;
}

const POLICIES_OF_EVERYBODY = ["leasehold-pickup"];

/**
 * A userpass mount with TOTP as a second factor that nobody gets around (a login-enforcement on the mount).
 * The policies that people are given by name are written by `leasehold setup`; they may come later.
 */
export async function createPeopleMount(
  vault: VaultClient,
  mount = "userpass",
): Promise<PeopleMount & { readonly methodId: string }> {
  await vault.write(`sys/auth/${mount}`, { type: "userpass" });
  const accessor: string = (await vault.read(`sys/auth/${mount}`)).data.accessor;
  const method = await vault.write("identity/mfa/method/totp", {
    issuer: "Leasehold sandbox",
    period: 30,
    skew: 1,
  });
  const methodId: string = method.data.method_id;
  await vault.write("identity/mfa/login-enforcement/people", {
    mfa_method_ids: [methodId],
    auth_method_accessors: [accessor],
  });
  return { mount, accessor, methodId };
}

/** Adds somebody: a userpass user, an entity with its alias, and a TOTP secret. */
export async function addPerson(
  vault: VaultClient,
  people: PeopleMount & { readonly methodId: string },
  login: string,
  policies: readonly string[] = [],
): Promise<Person> {
  const password = `password-of-${login}`;
  const name = login.toLowerCase();
  await vault.write(`auth/${people.mount}/users/${name}`, {
    password,
    token_policies: [...POLICIES_OF_EVERYBODY, ...policies],
    token_ttl: "1h",
  });
  const entity = await vault.write("identity/entity", { name });
  await vault.write("identity/entity-alias", {
    name,
    canonical_id: entity.data.id,
    mount_accessor: people.accessor,
  });
  const secret = await vault.write("identity/mfa/method/totp/admin-generate", {
    method_id: people.methodId,
    entity_id: entity.data.id,
  });
  const totpUrl: string = secret.data.url;
  const codes = new Codes(totpUrl);
  const logIn = async (): Promise<VaultClient> => {
    const nobody = vault.as(undefined);
    const first = await nobody.write(`auth/${people.mount}/login/${name}`, { password });
    const request = first.auth.mfa_requirement.mfa_request_id;
    const mfa = { mfa_request_id: request, mfa_payload: { [people.methodId]: [await codes.next()] } };
    return vault.as((await nobody.write("sys/mfa/validate", mfa)).auth.client_token);
  };
  return { login, password, totpUrl, logIn };
}

/** Vault takes each code once: a quick second login uses the neighbouring windows that `skew: 1` allows. */
class Codes {
  readonly #totp: OTPAuth.TOTP;
  readonly #used = new Set<number>();

  constructor(url: string) {
    const parsed = OTPAuth.URI.parse(url);
    if (!(parsed instanceof OTPAuth.TOTP)) throw new Error("Vault gave no TOTP secret");
    this.#totp = parsed;
  }

  async next(): Promise<string> {
    for (;;) {
      const window = Math.floor(Date.now() / 1000 / this.#totp.period);
      const free = [window, window + 1, window - 1].find((one) => !this.#used.has(one));
      if (free !== undefined) {
        this.#used.add(free);
        return this.#totp.generate({ timestamp: free * this.#totp.period * 1000 });
      }
      await pause(500);
    }
  }
}
