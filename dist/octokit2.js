import { Octokit, retry, throttling } from "./octokit.js";
import { reveal } from "./domain.js";
import { WritePace } from "./write-pace.js";

// src/adapters/github/octokit.ts
const API_VERSION = "2022-11-28";
const TIMEOUT = 3e4;
const LONGEST_WAIT = 60;
const TRIES = 2;
const FINAL = [
	400,
	401,
	403,
	404,
	405,
	409,
	410,
	413,
	422,
	429,
	451
];
const Patient = Octokit.plugin(honourLimits, throttling, retry);
const nothing = () => void 0;
function makeOctokit(connection) {
	const patient = (seconds, _options, _octokit, tries) => tries < TRIES && seconds <= LONGEST_WAIT;
	const second = connection.second ?? 1e3;
	const pace = { retryAfterBaseValue: second };
	const throttle = {
		...pace,
		write: connection.pace ?? new WritePace(second),
		onRateLimit: patient,
		onSecondaryRateLimit: patient,
		triggersNotification: () => false
	};
	const octokit = new Patient({
		baseUrl: connection.apiUrl.replace(/\/+$/, ""),
		auth: reveal(connection.token),
		userAgent: "leasehold",
		log: {
			debug: nothing,
			info: nothing,
			warn: nothing,
			error: nothing
		},
		throttle,
		retry: {
			...pace,
			doNotRetry: FINAL,
			retries: TRIES
		},
		request: { fetch: boundedFetch(connection) }
	});
	octokit.hook.before("request", (options) => {
		options.headers["x-github-api-version"] = API_VERSION;
	});
	return octokit;
}
function boundedFetch({ signal, timeout = TIMEOUT }) {
	return (input, init) => {
		const late = AbortSignal.timeout(timeout);
		const signals = [
			signal,
			init?.signal ?? void 0,
			late
		].filter((each) => each !== void 0);
		return fetch(input, {
			...init,
			signal: AbortSignal.any(signals)
		}).catch((cause) => {
			throw late.aborted ? new Error(`no answer within ${timeout / 1e3} s`, { cause }) : cause;
		});
	};
}
function honourLimits(octokit) {
	octokit.hook.error("request", (error) => {
		if (!("status" in error) || error.status !== 429 || /secondary rate/i.test(error.message)) throw error;
		const after = Number(error.response?.headers["retry-after"]);
		if (after >= 0 && after <= LONGEST_WAIT) error.request.request = Object.assign({}, error.request.request, {
			retries: TRIES,
			retryAfter: after
		});
		throw error;
	});
	return {};
}

export { makeOctokit };