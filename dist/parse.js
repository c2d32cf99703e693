import { __toESM } from "./rolldown-runtime.js";
import { Secret, instant, reveal } from "./domain.js";
import { Check, Compile, Errors, Null, Record, String as String$1, Union, Unknown, _Array_, _Object_ } from "./typebox.js";
import { Unseen, VaultError, refused, unexpected, unreachable } from "./unseen.js";
import { require_src } from "./node-vault.js";
const http = process.getBuiltinModule("node:http");
import { setTimeout as setTimeout$1 } from "node:timers/promises";
const https = process.getBuiltinModule("node:https");

// src/adapters/vault/exchange.ts
var import_src = /* @__PURE__ */ __toESM(require_src(), 1);
var NoAnswer = class extends Error {
	sent;
	constructor(message, sent, cause) {
		super(message, { cause });
		this.name = "NoAnswer";
		this.sent = sent;
	}
};
const MOST_BYTES = 67108864;
const agentFor = (url, ca) => {
	const options = {
		keepAlive: true,
		maxSockets: 32,
		scheduling: "lifo"
	};
	return url.protocol === "https:" ? new https.Agent({
		...options,
		...ca === void 0 ? {} : { ca }
	}) : new http.Agent(options);
};
function exchange({ url, method, headers, body, timeout, agent }) {
	return new Promise((resolve, reject) => {
		let sent = false;
		const fail = (error) => reject(new NoAnswer(reasonOf(error), sent, error));
		const start = url.protocol === "https:" ? https.request : http.request;
		const length = body === void 0 ? {} : { "content-length": String(Buffer.byteLength(body)) };
		const request = start(url, {
			method,
			headers: {
				...unseen(headers),
				...length
			},
			agent
		});
		const late = setTimeout(() => {
			reject(new NoAnswer(`no answer within ${timeout / 1e3} s`, sent));
			request.destroy();
		}, timeout);
		request.on("close", () => clearTimeout(late));
		request.on("error", fail);
		request.on("socket", (socket) => {
			const onTheWay = () => {
				sent = true;
			};
			if (!(socket.connecting || "secureConnecting" in socket && socket.secureConnecting === true)) onTheWay();
			else socket.once(url.protocol === "https:" ? "secureConnect" : "connect", onTheWay);
		});
		request.on("response", (response) => {
			const chunks = [];
			let size = 0;
			response.on("error", fail);
			response.on("aborted", () => fail(/* @__PURE__ */ new Error("the connection was cut within the answer")));
			response.on("data", (chunk) => {
				chunks.push(chunk);
				size += chunk.length;
				if (size > MOST_BYTES) response.destroy(/* @__PURE__ */ new Error(`the answer is over ${MOST_BYTES} bytes`));
			});
			response.on("end", () => {
				if (response.complete) resolve(answerOf(response, Buffer.concat(chunks).toString("utf8")));
			});
		});
		request.end(body);
	});
}
function unseen(headers) {
	const shown = Object.entries(headers).map(([name, value]) => [name, /token|authorization/i.test(name) ? new Unseen(value) : value]);
	return Object.fromEntries(shown);
}
function answerOf(response, text) {
	const { date, location, "retry-after": wait } = response.headers;
	const at = date === void 0 ? NaN : Date.parse(date);
	const seconds = wait === void 0 ? NaN : Number(wait);
	return {
		status: response.statusCode ?? 0,
		text,
		...Number.isNaN(at) ? {} : { date: instant(Math.floor(at / 1e3)) },
		...location === void 0 ? {} : { location },
		...seconds >= 0 ? { retryAfter: seconds * 1e3 } : {}
	};
}
function reasonOf(error) {
	if (error instanceof AggregateError) return error.errors.map((one) => one instanceof Error ? one.message : "").join(", ");
	return error.message;
}

// src/adapters/vault/transport.ts
const PATIENCE = {
	tries: 5,
	firstWait: 150
};
const LONGEST_WAIT = 5e3;
var Transport = class {
	#connection;
	#agent;
	constructor(connection) {
		this.#connection = connection;
		this.#agent = agentFor(connection.address, connection.ca);
	}
	get requestPromise() {
		return { defaults: () => (request) => this.#send(request) };
	}
	close() {
		this.#agent.destroy();
	}
	async #send(request) {
		const { tries, firstWait } = this.#connection.patience ?? PATIENCE;
		const { repeat, trace } = request.sending;
		for (let left = tries - 1, wait = firstWait;; left -= 1, wait *= 2) {
			const outcome = await this.#try(request);
			if (!(outcome instanceof NoAnswer) && outcome.date !== void 0) trace.date = outcome.date;
			if (left === 0 || !mayRepeat(outcome, request.method, repeat)) return finish(outcome, request);
			if (isDoubtful(outcome)) trace.doubtful = true;
			const asked = outcome instanceof NoAnswer ? 0 : outcome.retryAfter ?? 0;
			await setTimeout$1(Math.min(LONGEST_WAIT, Math.max(asked, wait * (.75 + Math.random() / 2))));
		}
	}
	async #try({ uri, method, headers, json, sending }) {
		const body = json !== void 0 && typeof json === "object" ? JSON.stringify(json) : void 0;
		const whole = {
			...headers,
			...this.#identity(sending),
			...body === void 0 ? {} : { "content-type": "application/json" }
		};
		const { timeout = 3e4 } = sending;
		const to = (url) => exchange({
			url,
			method,
			headers: whole,
			body,
			timeout,
			agent: this.#agent
		});
		const url = new URL(uri);
		try {
			const answer = await to(url);
			const next = redirected(answer, url);
			return next === void 0 ? answer : await to(next);
		} catch (error) {
			if (error instanceof NoAnswer) return error;
			throw error;
		}
	}
	#identity(sending) {
		const { token, namespace } = this.#connection;
		const always = { "x-vault-request": "true" };
		if (sending.anonymous) return always;
		return {
			...always,
			...token === void 0 ? {} : { "x-vault-token": reveal(token) },
			...namespace === void 0 ? {} : { "x-vault-namespace": namespace }
		};
	}
};
function redirected(answer, from) {
	if (answer.status !== 307 || answer.location === void 0 || !URL.canParse(answer.location, from.href)) return void 0;
	const next = new URL(answer.location, from);
	return next.origin === from.origin && next.href !== from.href ? next : void 0;
}
const isSealed = (answer) => answer.status === 503 && answer.text.includes("Vault is sealed");
const isBeingUpgraded = (answer) => answer.status === 400 && answer.text.includes("Upgrading from non-versioned to versioned");
function mayRepeat(outcome, method, repeat) {
	if (outcome instanceof NoAnswer) return repeat === "any" || !outcome.sent;
	if ([
		412,
		429,
		472,
		473
	].includes(outcome.status) || isBeingUpgraded(outcome)) return true;
	if (repeat !== "any" || isSealed(outcome)) return false;
	return [
		502,
		503,
		504
	].includes(outcome.status) || outcome.status === 500 && method === "GET";
}
const isDoubtful = (outcome) => outcome instanceof NoAnswer ? outcome.sent : [
	502,
	503,
	504
].includes(outcome.status);
function finish(outcome, { uri }) {
	if (outcome instanceof NoAnswer) throw outcome;
	return {
		statusCode: outcome.status === 202 ? 200 : outcome.status,
		body: parsed(outcome),
		request: { path: new URL(uri).pathname }
	};
}
function parsed({ text, status }) {
	if (text.trim() === "") return void 0;
	try {
		return JSON.parse(text);
	} catch {
		return status >= 200 && status < 300 ? NotJson : void 0;
	}
}
const NotJson = Symbol("not JSON");

// src/adapters/vault/api.ts
var VaultApi = class {
	#place;
	#client;
	#transport;
	#mask;
	constructor(connection) {
		this.#place = {
			address: connection.address.origin,
			namespace: connection.namespace
		};
		this.#transport = new Transport(connection);
		this.#mask = connection.mask ?? (() => void 0);
		this.#client = (0, import_src.default)({
			endpoint: connection.address.href,
			debug: () => void 0,
			"request-promise": this.#transport.requestPromise
		});
		Object.assign(this.#client, {
			token: "",
			namespace: "",
			pathPrefix: ""
		});
	}
	read(path, options = {}, query = "") {
		return this.#request("GET", path, void 0, {
			repeat: "any",
			...options
		}, query);
	}
	list(path) {
		return this.#request("GET", path, void 0, { repeat: "any" }, LIST);
	}
	write(path, body, options) {
		return this.#request("POST", path, body, options);
	}
	async remove(path) {
		await this.#request("DELETE", path, void 0, { repeat: "any" });
	}
	at(method, path) {
		return {
			...this.#place,
			method,
			path
		};
	}
	secret(text) {
		this.#mask(text);
		return new Secret(text);
	}
	close() {
		this.#transport.close();
	}
	async #request(method, path, body, { wrap, trace = {}, ...options }, query = "") {
		const place = this.at(query === LIST ? "LIST" : method, path);
		const sending = {
			...options,
			trace
		};
		try {
			const answer = await this.#client.request({
				method,
				path: `/${encoded(path)}${query}`,
				headers: wrap === void 0 ? {} : { "x-vault-wrap-ttl": wrap },
				...body === void 0 ? {} : { json: body },
				sending
			});
			if (answer === NotJson) throw unexpected(place, "something that is no JSON");
			return answer;
		} catch (error) {
			if (isNothing(error)) return void 0;
			throw failureOf(place, error);
		}
	}
};
const LIST = "?list=true";
const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");
function failureOf(place, error) {
	if (error instanceof VaultError) return error;
	if (error instanceof NoAnswer) return unreachable(place, error);
	const status = statusOf(error);
	if (status === void 0) return new VaultError("broken", `the request ${place.method} ${place.path} failed`, { cause: error });
	return refused(place, status, saidBy(error));
}
function isNothing(error) {
	if (statusOf(error) !== 404) return false;
	const body = member(member(error, "response"), "body");
	const errors = member(body, "errors");
	if (Array.isArray(errors)) return errors.length === 0;
	return member(member(member(body, "data"), "metadata"), "deletion_time") !== void 0;
}
function statusOf(error) {
	const status = member(member(error, "response"), "statusCode");
	return typeof status === "number" ? status : void 0;
}
function saidBy(error) {
	const errors = member(member(member(error, "response"), "body"), "errors");
	return Array.isArray(errors) ? errors.filter((text) => typeof text === "string") : [];
}
const member = (value, name) => typeof value === "object" && value !== null ? value[name] : void 0;

// src/adapters/vault/parse.ts
function parse(schema, answer, place) {
	if (holds(schema, answer)) return answer;
	const [first] = Errors(schema, answer);
	throw unexpected(place, `something unexpected: ${first?.instancePath || "the answer"} ${first?.message ?? "is wrong"}`);
}
const OFTEN = 20;
const seen = /* @__PURE__ */ new WeakMap();
function holds(schema, answer) {
	const before = seen.get(schema) ?? 0;
	if (typeof before !== "number") return before.Check(answer);
	seen.set(schema, before < OFTEN ? before + 1 : Compile(schema));
	return Check(schema, answer);
}
const DataOf = (schema) => _Object_({ data: schema });
const Time = String$1({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$" });
const secondOf = (time) => instant(Math.floor(Date.parse(time) / 1e3));
const Strings = _Array_(String$1());
const Listed = DataOf(_Object_({ keys: Unknown() }));
function keysOf(answer, place) {
	const { keys } = parse(Listed, answer, place).data;
	if (Array.isArray(keys) && keys.every((key) => typeof key === "string")) return keys;
	throw unexpected(place, "something unexpected: /data/keys is no list of names");
}
const StringMapOrNull = Union([Record(String$1(), String$1()), Null()]);
const StringsOrNull = Union([Strings, Null()]);

export { DataOf, StringMapOrNull, Strings, StringsOrNull, Time, VaultApi, keysOf, parse, secondOf };