import { OutsideError } from "./outside-error.js";
import { CLOSES, formatInstant, reveal } from "./domain.js";
import { alertComment, alertIssue, alertMarker, eventMarker, slackMessage } from "./render.js";
import { createHmac } from "node:crypto";

// src/adapters/alerts/post.ts
const PATIENCE = 1e4;
const PATIENCE_IN_ALL = 9e4;
const LONGEST_WAIT = 30;
const NEVER = /* @__PURE__ */ new Set([
	400,
	413,
	415,
	422
]);
var Post = class {
	#address;
	#until = performance.now() + PATIENCE_IN_ALL;
	constructor(address) {
		this.#address = address;
	}
	async send(body, headers) {
		const first = await this.#once(body, headers);
		if (first.ok) return;
		const after = Number(first.headers.get("retry-after") ?? NaN);
		if (first.status !== 429 || !(after >= 0 && after <= LONGEST_WAIT)) throw this.#refused(first.status);
		await new Promise((resolve) => setTimeout(resolve, after * 1e3));
		const second = await this.#once(body, headers);
		if (!second.ok) throw this.#refused(second.status);
	}
	async #once(body, headers) {
		const left = Math.min(PATIENCE, this.#until - performance.now());
		if (left <= 0) throw this.#failure("unreachable", "takes too long; the rest waits for the next run");
		try {
			const response = await fetch(reveal(this.#address.url), {
				method: "POST",
				body,
				headers: {
					"user-agent": "leasehold",
					...headers
				},
				redirect: "manual",
				signal: AbortSignal.timeout(Math.ceil(left))
			});
			await response.body?.cancel();
			return response;
		} catch (cause) {
			throw this.#failure("unreachable", `cannot be reached: ${saidBy(cause)}`, cause);
		}
	}
	#refused(status) {
		if (NEVER.has(status)) return this.#failure("invalid", `does not take this message (${status})`);
		const code = status === 429 ? "limited" : status >= 500 ? "broken" : "denied";
		return this.#failure(code, `answers ${status}`);
	}
	#failure(code, what, cause) {
		const { variable } = this.#address;
		return new OutsideError("sink", code, `the address in ${variable} ${what}`, {
			...cause === void 0 ? {} : { cause },
			...code === "denied" ? { hint: `Is ${variable} the right address, and is it still allowed?` } : {}
		});
	}
};
function saidBy(thrown) {
	if (thrown instanceof Error && thrown.name === "TimeoutError") return "no answer in time";
	const cause = thrown instanceof Error ? thrown.cause : void 0;
	const code = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : void 0;
	return typeof code === "string" ? code : "the connection failed";
}
function sinkAddress(variable, url) {
	if (url === void 0) throw unset(variable);
	const text = reveal(url);
	const parsed = URL.canParse(text) ? new URL(text) : void 0;
	const loopback = parsed !== void 0 && LOOPBACK.test(parsed.hostname);
	if (parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && loopback)) throw new OutsideError("sink", "denied", `${variable} holds no https:// address`, { hint: "Alerts say who has access to what: they are not sent in the clear." });
	return {
		variable,
		url
	};
}
const unset = (variable) => new OutsideError("sink", "not-found", `${variable} is not set`, { hint: `policies/leasehold.yaml names it: make it a secret of the repository and pass it on in the workflow, or take the sink out.` });
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

// src/adapters/alerts/slack.ts
const GAP = 1e3;
function slackSink(address, messageOf) {
	const post = new Post(address);
	let next = 0;
	return { async tell(event) {
		const wait = next - performance.now();
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		next = performance.now() + GAP;
		await post.send(JSON.stringify(messageOf(event)), { "content-type": "application/json" });
	} };
}

// src/adapters/alerts/webhook.ts
function webhookSink(address, secret, source) {
	const post = new Post(address);
	return { async tell(event) {
		const body = cloudEvent(event, source);
		await post.send(body, {
			"content-type": "application/cloudevents+json; charset=utf-8",
			"x-leasehold-event": event.type,
			"x-leasehold-delivery": event.id,
			...secret === void 0 ? {} : { "x-leasehold-signature-256": signature(body, secret) }
		});
	} };
}
const cloudEvent = ({ id, type, subject, time, data }, source) => JSON.stringify({
	specversion: "1.0",
	id,
	source,
	type,
	subject,
	time: formatInstant(time),
	datacontenttype: "application/json",
	data
});
const signature = (body, secret) => `sha256=${createHmac("sha256", reveal(secret)).update(body, "utf8").digest("hex")}`;

// src/commands/alert/issue-sink.ts
const OWN_ISSUE = /^leasehold\.breakglass\./;
function issueSink(open, label, places) {
	return { async tell(event) {
		const closes = CLOSES[event.type];
		if (closes === void 0 && OWN_ISSUE.test(event.type)) return;
		const github = await open();
		const issues = await github.ownIssues(label, "open");
		if (closes !== void 0) {
			for (const type of closes) for (const issue of issues.filter(({ marker }) => marker === alertMarker(type, event.subject))) {
				await github.upsertComment(issue.number, eventMarker(event.id), alertComment(event, places));
				await github.closeIssue(issue.number, "completed");
			}
			return;
		}
		await openOrComment(github, issues, event, label, places);
	} };
}
async function openOrComment(github, issues, event, label, places) {
	const wanted = alertIssue(event, places);
	const there = issues.find(({ marker }) => marker === wanted.marker);
	if (there) await github.upsertComment(there.number, eventMarker(event.id), alertComment(event, places));
	else await github.openIssue({
		...wanted,
		labels: [label]
	});
}

// src/compose/alert-sinks.ts
const sinkOpener = (parts) => async (sink) => {
	const { secret, github, places, source } = parts;
	const address = () => {
		const variable = sink.url_env ?? "";
		return sinkAddress(variable, secret(variable));
	};
	switch (sink.kind) {
		case "slack": {
			const where = await places();
			return slackSink(address(), (event) => slackMessage(event, where));
		}
		case "webhook": return webhookSink(address(), signingKey(sink, secret), source);
		case "issue": return issueSink(github, sink.label ?? "leasehold-alert", await places());
	}
};
function signingKey({ secret_env }, secret) {
	if (secret_env === void 0) return void 0;
	const key = secret(secret_env);
	if (key === void 0) throw unset(secret_env);
	return key;
}

export { sinkOpener };