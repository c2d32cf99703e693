import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { reveal } from "../../domain/secret.ts";
import type { GitHubConnection } from "./connection.ts";
import { WritePace } from "./write-pace.ts";

/** Later versions have no `merge_commit_sha` (facts.md). */
const API_VERSION = "2022-11-28";
/** Milliseconds until an answer that has not come is given up. */
const TIMEOUT = 30_000;
/** Seconds we wait when GitHub limits us; beyond that the next run is the better place. */
const LONGEST_WAIT = 60;
/** How often a request is repeated. */
const TRIES = 2;
/** Repeating these gives the same answer. Unlike the plugin's own list it has 405 and 409; 429 is {@link honour}'s. */
const FINAL = [400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 451];

/** First of the plugins, so that what it says of an error reaches the retry plugin, which acts on it. */
const Patient = Octokit.plugin(honourLimits, throttling, retry);

const nothing = (): void => undefined;

/** Octokit with bounded patience: limits and bad days are waited for, a little; nothing is logged. */
export function makeOctokit(connection: GitHubConnection): Octokit {
  const patient = (seconds: number, _options: unknown, _octokit: unknown, tries: number) =>
    tries < TRIES && seconds <= LONGEST_WAIT;
  const second = connection.second ?? 1_000;
  const pace = { retryAfterBaseValue: second };
  const throttle = {
    ...pace,
    // GitHub asks for a second between writes of one token; the plugin's own spacing is for the whole process.
    // (Its type asks for a Bottleneck group; it calls nothing but these two methods.)
    write: (connection.pace ?? new WritePace(second)) as never,
    onRateLimit: patient,
    onSecondaryRateLimit: patient,
    // The plugin would space by three seconds what sends notifications.
    triggersNotification: () => false,
  };
  const octokit = new Patient({
    baseUrl: connection.apiUrl.replace(/\/+$/, ""),
    auth: reveal(connection.token),
    userAgent: "leasehold",
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    throttle,
    retry: { ...pace, doNotRetry: FINAL, retries: TRIES },
    request: { fetch: boundedFetch(connection) },
  });
  octokit.hook.before("request", (options) => {
    options.headers["x-github-api-version"] = API_VERSION;
  });
  return octokit;
}

/** fetch with an end, also for a body that never comes. */
function boundedFetch({ signal, timeout = TIMEOUT }: GitHubConnection): typeof fetch {
  return (input, init) => {
    const late = AbortSignal.timeout(timeout);
    const signals = [signal, init?.signal ?? undefined, late].filter((each) => each !== undefined);
    return fetch(input, { ...init, signal: AbortSignal.any(signals) }).catch((cause: unknown) => {
      throw late.aborted ? new Error(`no answer within ${timeout / 1_000} s`, { cause }) : cause;
    });
  };
}

/**
 * A 429 that names a time is repeated after it, a few times: the throttling plugin knows a limit only by GitHub's
 * words, and the retry plugin would repeat after a time of its own.
 */
function honourLimits(octokit: Pick<Octokit, "hook">): object {
  octokit.hook.error("request", (error) => {
    if (!("status" in error) || error.status !== 429 || /secondary rate/i.test(error.message)) throw error;
    const after = Number(error.response?.headers["retry-after"]);
    const isShort = after >= 0 && after <= LONGEST_WAIT;
    // What the retry plugin reads (its retryRequest writes the same).
    if (isShort) {
      error.request.request = Object.assign({}, error.request.request, { retries: TRIES, retryAfter: after });
    }
    throw error;
  });
  return {};
}
