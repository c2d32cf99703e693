import type { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { reveal, type Secret } from "../../domain/secret.ts";
import type { Instant } from "../../domain/units.ts";
import { type Answer, agentFor, exchange, NoAnswer } from "./exchange.ts";

/**
 * What may be repeated after a failure. `any`: reads, and writes that come to the same when done twice.
 * `undone`: only what Vault surely has not done (not connected, 412, 429, 473).
 */
export type Repeat = "any" | "undone";

/** Filled while a request is under way. */
export interface Trace {
  /** Vault's clock when it answered. */
  date?: Instant;
  /** An earlier try got no answer: it may have been done all the same. */
  doubtful?: boolean;
}

/** How a request of ours is to be sent, handed through node-vault in its options. */
export interface Sending {
  readonly repeat: Repeat;
  readonly trace: Trace;
  /** Milliseconds for one try; default 30,000. */
  readonly timeout?: number;
  /** In the root namespace and without a token: for Vault's clock. */
  readonly anonymous?: boolean;
}

export interface Connection {
  readonly address: URL;
  readonly namespace?: string;
  readonly token?: Secret;
  /** PEM of the authority to trust; default: the system's. */
  readonly ca?: string;
  readonly patience?: Patience;
  /** Told every secret that Vault gives, before anything else sees it: the runner is to hide it. */
  readonly mask?: (secret: string) => void;
}

/** How long to go on: waits double from `firstWait` (milliseconds), with some chance in them. */
export interface Patience {
  readonly tries: number;
  readonly firstWait: number;
}

const PATIENCE: Patience = { tries: 5, firstWait: 150 };
const LONGEST_WAIT = 5_000;

/** What node-vault's `request-promise` hook hands over: its own fields and those we put in. */
interface NodeVaultRequest {
  readonly uri: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly sending: Sending;
}

interface NodeVaultResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly request: { readonly path: string };
}

/**
 * What node-vault sends its requests with, in place of its own: keep-alive, an end to every wait, retries of what is
 * safe to repeat, no redirect to another origin, and the token added only here.
 */
export class Transport {
  readonly #connection: Connection;
  readonly #agent: Agent;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#agent = agentFor(connection.address, connection.ca);
  }

  /** For node-vault's option `request-promise`; its defaults concern the library it once used. */
  get requestPromise(): { defaults(): (request: NodeVaultRequest) => Promise<NodeVaultResponse> } {
    return { defaults: () => (request) => this.#send(request) };
  }

  /** Closes idle connections, so that the process can end. */
  close(): void {
    this.#agent.destroy();
  }

  async #send(request: NodeVaultRequest): Promise<NodeVaultResponse> {
    const { tries, firstWait } = this.#connection.patience ?? PATIENCE;
    const { repeat, trace } = request.sending;
    for (let left = tries - 1, wait = firstWait; ; left -= 1, wait *= 2) {
      const outcome = await this.#try(request);
      if (!(outcome instanceof NoAnswer) && outcome.date !== undefined) trace.date = outcome.date;
      if (left === 0 || !mayRepeat(outcome, request.method, repeat)) return finish(outcome, request);
      if (isDoubtful(outcome)) trace.doubtful = true;
      const asked = outcome instanceof NoAnswer ? 0 : (outcome.retryAfter ?? 0);
      await pause(Math.min(LONGEST_WAIT, Math.max(asked, wait * (0.75 + Math.random() / 2))));
    }
  }

  async #try({ uri, method, headers, json, sending }: NodeVaultRequest): Promise<Answer | NoAnswer> {
    const body = json !== undefined && typeof json === "object" ? JSON.stringify(json) : undefined;
    const whole = {
      ...headers,
      ...this.#identity(sending),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const { timeout = 30_000 } = sending;
    const to = (url: URL) => exchange({ url, method, headers: whole, body, timeout, agent: this.#agent });
    const url = new URL(uri);
    try {
      const answer = await to(url);
      const next = redirected(answer, url);
      return next === undefined ? answer : await to(next);
    } catch (error) {
      if (error instanceof NoAnswer) return error;
      throw error;
    }
  }

  #identity(sending: Sending): Record<string, string> {
    const { token, namespace } = this.#connection;
    const always = { "x-vault-request": "true" };
    if (sending.anonymous) return always;
    return {
      ...always,
      ...(token === undefined ? {} : { "x-vault-token": reveal(token) }),
      ...(namespace === undefined ? {} : { "x-vault-namespace": namespace }),
    };
  }
}

/** A standby's redirect, where it stays with the server that we were told to trust with the token. */
function redirected(answer: Answer, from: URL): URL | undefined {
  if (answer.status !== 307 || answer.location === undefined || !URL.canParse(answer.location, from.href))
    return undefined;
  const next = new URL(answer.location, from);
  return next.origin === from.origin && next.href !== from.href ? next : undefined;
}

const isSealed = (answer: Answer): boolean =>
  answer.status === 503 && answer.text.includes("Vault is sealed");

/** A kv-v2 mount that was just made is not ready for a moment, and answers 400 to everything till then. */
const isBeingUpgraded = (answer: Answer): boolean =>
  answer.status === 400 && answer.text.includes("Upgrading from non-versioned to versioned");

function mayRepeat(outcome: Answer | NoAnswer, method: string, repeat: Repeat): boolean {
  if (outcome instanceof NoAnswer) return repeat === "any" || !outcome.sent;
  if ([412, 429, 472, 473].includes(outcome.status) || isBeingUpgraded(outcome)) return true;
  if (repeat !== "any" || isSealed(outcome)) return false;
  // 500 is Vault's own word on a write ("the database does not answer"), but may pass for a read.
  return [502, 503, 504].includes(outcome.status) || (outcome.status === 500 && method === "GET");
}

const isDoubtful = (outcome: Answer | NoAnswer): boolean =>
  outcome instanceof NoAnswer ? outcome.sent : [502, 503, 504].includes(outcome.status);

function finish(outcome: Answer | NoAnswer, { uri }: NodeVaultRequest): NodeVaultResponse {
  if (outcome instanceof NoAnswer) throw outcome;
  // node-vault takes only 200 and 204 for success; Vault also says 202.
  const statusCode = outcome.status === 202 ? 200 : outcome.status;
  return { statusCode, body: parsed(outcome), request: { path: new URL(uri).pathname } };
}

/** A body that is not JSON where an error is told anyway, is none; where an answer was due, {@link NotJson} says so. */
function parsed({ text, status }: Answer): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return status >= 200 && status < 300 ? NotJson : undefined;
  }
}

/** Stands for a successful answer that is no JSON. */
export const NotJson = Symbol("not JSON");
