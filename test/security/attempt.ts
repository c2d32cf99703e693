import type { VaultAnswer, VaultClient, VaultRequest } from "../../sandbox/vault-client.ts";

/** Something that somebody must not be able to do. */
export interface Attempt {
  /** What is tried, as a threat model says it. */
  readonly what: string;
  readonly method: string;
  /** Without `/v1/`. */
  readonly path: string;
  readonly body?: unknown;
  readonly options?: VaultRequest;
  /** Default 403: refused by the ACL. Others where Vault's own logic refuses, or the path means nothing. */
  readonly refused?: readonly number[];
  /**
   * For what Vault does, but harmlessly: says from the answer what is wrong with it, or nothing. Then any success
   * status is right.
   */
  readonly harmless?: (answer: VaultAnswer, administrator: VaultClient) => Promise<string | undefined>;
}

export interface Tried extends Attempt {
  readonly status: number;
  /** Undefined: held. */
  readonly broke?: string;
}

export async function attempt(
  attacker: VaultClient,
  administrator: VaultClient,
  one: Attempt,
): Promise<Tried> {
  const answer = await attacker.request(one.method, one.path, one.body, one.options);
  const broke = await judge(one, answer, administrator);
  return { ...one, status: answer.status, ...(broke === undefined ? {} : { broke }) };
}

async function judge(
  one: Attempt,
  answer: VaultAnswer,
  administrator: VaultClient,
): Promise<string | undefined> {
  if (one.harmless && answer.status < 300) return one.harmless(answer, administrator);
  if (answer.status < 300) return `succeeded with ${answer.status}`;
  const refused = one.refused ?? [403];
  return refused.includes(answer.status)
    ? undefined
    : `refused with ${answer.status}, not ${refused.join(" or ")}: ${JSON.stringify(answer.body)}`;
}

export const get = (path: string, what: string, refused?: readonly number[]): Attempt =>
  of("GET", path, what, undefined, refused);
export const list = (path: string, what: string, refused?: readonly number[]): Attempt =>
  of("LIST", path, what, undefined, refused);
export const remove = (path: string, what: string, refused?: readonly number[]): Attempt =>
  of("DELETE", path, what, undefined, refused);
export const post = (path: string, body: unknown, what: string, refused?: readonly number[]): Attempt =>
  of("POST", path, what, body, refused);

const of = (
  method: string,
  path: string,
  what: string,
  body?: unknown,
  refused?: readonly number[],
): Attempt => ({
  what,
  method,
  path,
  ...(body === undefined ? {} : { body }),
  ...(refused === undefined ? {} : { refused }),
});
