import { setTimeout as pause } from "node:timers/promises";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { reveal, type Secret } from "../../domain/secret.ts";
import type { VaultApi } from "./api.ts";
import { VaultError } from "./errors.ts";
import { parse } from "./parse.ts";

/** What GitHub gives a job with `permissions: id-token: write`. */
export interface JobOidc {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL`; has a query already. */
  readonly url: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  readonly token: Secret;
}

export interface WorkflowLogin {
  /** JWT auth mount, without `auth/`. */
  readonly mount: string;
  /** JWT role: `leasehold-apply` and its kin. */
  readonly role: string;
  readonly audience: string;
}

const IdToken = Type.Object({ value: Type.String({ minLength: 1 }) });
const LoggedIn = Type.Object({ auth: Type.Object({ client_token: Type.String({ minLength: 1 }) }) });

/**
 * Logs a job in to Vault by the OIDC token of its workflow run.
 *
 * @param api Vault without a token
 * @returns a short-lived token of the identity; end it with {@link logOut}
 */
export async function logIn(api: VaultApi, oidc: JobOidc, login: WorkflowLogin): Promise<Secret> {
  const jwt = api.secret(await idToken(oidc, login.audience));
  const path = `auth/${login.mount}/login`;
  const answer = await refusedAs(login, () =>
    // Repeating makes at worst one token more, which ends by itself within minutes.
    api.write(path, { role: login.role, jwt: reveal(jwt) }, { repeat: "any" }),
  );
  return api.secret(parse(LoggedIn, answer, api.at("POST", path)).auth.client_token);
}

/** Ends the job's own token. One that is gone counts as ended. */
export async function logOut(api: VaultApi): Promise<void> {
  try {
    await api.write("auth/token/revoke-self", {}, { repeat: "any" });
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== "denied") throw error;
  }
}

async function refusedAs(login: WorkflowLogin, ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof VaultError) || (error.code !== "invalid" && error.code !== "denied")) throw error;
    throw new VaultError(error.code, error.message, {
      cause: error,
      ...(error.status === undefined ? {} : { status: error.status }),
      said: error.said,
      hint: `The role ${login.role} takes jobs of its own reusable workflow, on the branch, in the repository (and environment) that leasehold setup was run for.`,
    });
  }
}

/** GitHub's own answer is quick; a job should not hang on it: milliseconds. */
const TIMEOUT = 20_000;
const TRIES = 3;
const BETWEEN_TRIES = 500;

async function idToken(oidc: JobOidc, audience: string): Promise<string> {
  const url = `${oidc.url}&audience=${encodeURIComponent(audience)}`;
  for (let tries = TRIES; ; tries -= 1) {
    try {
      const answer = await fetch(url, {
        headers: { authorization: `Bearer ${reveal(oidc.token)}`, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const body: unknown = await answer.json().catch(() => undefined);
      if (answer.ok && Value.Check(IdToken, body)) return body.value;
      if (answer.status < 500 || tries === 1) throw noIdToken(`it answered ${answer.status}`);
    } catch (error) {
      if (error instanceof VaultError) throw error;
      if (tries === 1) throw noIdToken(error instanceof Error ? error.message : "no answer", error);
    }
    await pause(BETWEEN_TRIES);
  }
}

const noIdToken = (why: string, cause?: unknown): VaultError =>
  new VaultError("unreachable", `GitHub gave this job no OIDC token for Vault: ${why}`, {
    cause,
    hint: "The job needs `permissions: id-token: write`; GitHub's OIDC service may also be down for a moment.",
  });
