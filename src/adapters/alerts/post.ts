import { type OutsideCode, OutsideError } from "../../commands/outside-error.ts";
import { reveal, type Secret } from "../../domain/secret.ts";

/** Where a sink is, as a variable of the environment says. The address of a Slack webhook is a secret itself. */
export interface SinkAddress {
  /** The variable, which is how people know it. */
  readonly variable: string;
  readonly url: Secret;
}

/** Milliseconds until one message is given up, and until a sink is for this run. */
const PATIENCE = 10_000;
const PATIENCE_IN_ALL = 90_000;
/** Seconds that we wait where a sink asks us to; beyond that the next run is the better place. */
const LONGEST_WAIT = 30;
/** What a sink will answer to the same message the next time, too. */
const NEVER = new Set([400, 413, 415, 422]);

/** Posts to one address, as long as it has patience with it. */
export class Post {
  readonly #address: SinkAddress;
  readonly #until = performance.now() + PATIENCE_IN_ALL;

  constructor(address: SinkAddress) {
    this.#address = address;
  }

  /**
   * Once more where the sink says that it was too much at a time. Follows no redirect: what is signed or secret goes
   * nowhere else.
   *
   * @throws OutsideError `invalid` where it will never be taken
   */
  async send(body: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const first = await this.#once(body, headers);
    if (first.ok) return;
    const after = Number(first.headers.get("retry-after") ?? Number.NaN);
    if (first.status !== 429 || !(after >= 0 && after <= LONGEST_WAIT)) throw this.#refused(first.status);
    await new Promise((resolve) => setTimeout(resolve, after * 1_000));
    const second = await this.#once(body, headers);
    if (!second.ok) throw this.#refused(second.status);
  }

  async #once(body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const left = Math.min(PATIENCE, this.#until - performance.now());
    if (left <= 0) throw this.#failure("unreachable", "takes too long; the rest waits for the next run");
    try {
      const response = await fetch(reveal(this.#address.url), {
        method: "POST",
        body,
        headers: { "user-agent": "leasehold", ...headers },
        redirect: "manual",
        signal: AbortSignal.timeout(Math.ceil(left)),
      });
      await response.body?.cancel();
      return response;
    } catch (cause) {
      throw this.#failure("unreachable", `cannot be reached: ${saidBy(cause)}`, cause);
    }
  }

  #refused(status: number): OutsideError {
    if (NEVER.has(status)) return this.#failure("invalid", `does not take this message (${status})`);
    const code = status === 429 ? "limited" : status >= 500 ? "broken" : "denied";
    return this.#failure(code, `answers ${status}`);
  }

  /** Names the variable and never the address. */
  #failure(code: OutsideCode, what: string, cause?: unknown): OutsideError {
    const { variable } = this.#address;
    return new OutsideError("sink", code, `the address in ${variable} ${what}`, {
      ...(cause === undefined ? {} : { cause }),
      ...(code === "denied" ? { hint: `Is ${variable} the right address, and is it still allowed?` } : {}),
    });
  }
}

/** `fetch failed` says nothing: what it failed of does. Neither holds the address. */
function saidBy(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === "TimeoutError") return "no answer in time";
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  return typeof code === "string" ? code : "the connection failed";
}

/**
 * The address of a sink: https, or http on this machine alone.
 *
 * @throws OutsideError naming the variable
 */
export function sinkAddress(variable: string, url: Secret | undefined): SinkAddress {
  if (url === undefined) throw unset(variable);
  const text = reveal(url);
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = parsed !== undefined && LOOPBACK.test(parsed.hostname);
  if (parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && loopback)) {
    throw new OutsideError("sink", "denied", `${variable} holds no https:// address`, {
      hint: "Alerts say who has access to what: they are not sent in the clear.",
    });
  }
  return { variable, url };
}

/** What the settings name and the environment has not. */
export const unset = (variable: string): OutsideError =>
  new OutsideError("sink", "not-found", `${variable} is not set`, {
    hint: `policies/leasehold.yaml names it: make it a secret of the repository and pass it on in the workflow, or take the sink out.`,
  });

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
