import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { reveal } from "../../domain/secret.ts";
import type { GitHubSettings } from "./api.ts";

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

const Throttled = Octokit.plugin(throttling, retry);
type Throttled = InstanceType<typeof Throttled>;

const nothing = (): void => undefined;
let instances = 0;

/** Octokit with bounded patience: limits and bad days are waited for, a little; nothing is logged. */
export function makeOctokit(settings: GitHubSettings): Octokit {
  const patient = (seconds: number, _options: unknown, _octokit: unknown, tries: number) =>
    tries < TRIES && seconds <= LONGEST_WAIT;
  const pace = { retryAfterBaseValue: settings.second ?? 1_000 };
  instances += 1;
  const throttle = {
    ...pace,
    // Each token has limits of its own, so the plugin's process-wide spacing is per instance.
    id: `leasehold-${instances}`,
    onRateLimit: patient,
    onSecondaryRateLimit: patient,
    // Writes are a second apart; the plugin would space what sends notifications by three.
    triggersNotification: () => false,
  };
  const octokit = new Throttled({
    baseUrl: settings.apiUrl.replace(/\/+$/, ""),
    auth: reveal(settings.token),
    userAgent: "leasehold",
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    throttle,
    retry: { ...pace, doNotRetry: FINAL, retries: TRIES },
    request: { fetch: boundedFetch(settings.signal) },
  });
  octokit.hook.before("request", (options) => {
    options.headers["x-github-api-version"] = API_VERSION;
  });
  octokit.hook.error("request", (error) => {
    throw honour(octokit, error);
  });
  return octokit;
}

/** fetch with an end, also for a body that never comes. */
function boundedFetch(signal: AbortSignal | undefined): typeof fetch {
  return (input, init) => {
    const signals = [signal, init?.signal ?? undefined, AbortSignal.timeout(TIMEOUT)];
    return fetch(input, { ...init, signal: AbortSignal.any(signals.filter((each) => each !== undefined)) });
  };
}

/** A 429 that names a time is repeated after it, a few times; the throttling plugin sees only those it knows by text. */
function honour(octokit: Throttled, error: unknown): unknown {
  if (!(error instanceof Error) || !("status" in error) || error.status !== 429) return error;
  const { response } = error as { response?: { headers?: Readonly<Record<string, unknown>> } };
  const after = Number(response?.headers?.["retry-after"]);
  if (/secondary rate/i.test(error.message) || !(after >= 0 && after <= LONGEST_WAIT)) return error;
  return octokit.retry.retryRequest(error as Parameters<Throttled["retry"]["retryRequest"]>[0], TRIES, after);
}
