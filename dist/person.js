import { Boolean, Check, Integer, Optional, Record, String, Unknown, _Object_ } from "./typebox.js";
import { plus, seconds } from "./domain.js";
import { DataOf, StringMapOrNull, Time, VaultApi, parse, secondOf } from "./parse.js";
import { VaultError } from "./unseen.js";

// src/adapters/vault/person.ts
const Self = DataOf(_Object_({
	display_name: Optional(String()),
	meta: Optional(StringMapOrNull),
	ttl: Integer()
}));
const PickupBox = DataOf(_Object_({ data: _Object_({
	wrapping_token: String({ minLength: 1 }),
	token_role: Optional(String()),
	pull_request: Optional(Integer())
}) }));
const Wrapping = DataOf(_Object_({
	creation_path: String(),
	creation_time: Time
}));
const Login = _Object_({ auth: _Object_({
	client_token: String({ minLength: 1 }),
	lease_duration: Integer({ minimum: 0 }),
	metadata: Optional(StringMapOrNull)
}) });
const Renewed = _Object_({ lease_duration: Integer({ minimum: 0 }) });
const Answer = _Object_({
	data: Record(String(), Unknown()),
	lease_id: Optional(String()),
	lease_duration: Optional(Integer()),
	renewable: Optional(Boolean())
});
const KvSecret = _Object_({
	data: Record(String(), Unknown()),
	metadata: _Object_({ version: Integer() })
});
const isCode = (error, ...codes) => error instanceof VaultError && codes.includes(error.code);
var VaultOfPerson = class {
	#api;
	#mount;
	#peopleMount;
	constructor(connection, mount, peopleMount) {
		this.#api = new VaultApi(connection);
		this.#mount = mount;
		this.#peopleMount = peopleMount;
	}
	async names() {
		const path = "auth/token/lookup-self";
		try {
			const { data } = parse(Self, await this.#api.read(path), this.#api.at("GET", path));
			const prefix = `${this.#peopleMount.replaceAll("/", "-")}-`;
			const shown = data.display_name ?? "";
			const names = [shown.startsWith(prefix) ? shown.slice(prefix.length) : "", data.meta?.username ?? ""];
			return [...new Set(names.filter((name) => name !== ""))];
		} catch (error) {
			if (isCode(error, "denied")) return void 0;
			throw error;
		}
	}
	async pickup(key, alias) {
		const path = `${this.#mount}/data/pickups/${key}/${alias}`;
		try {
			const answer = await this.#api.read(path);
			if (answer === void 0) return void 0;
			const { wrapping_token, token_role, pull_request } = parse(PickupBox, answer, this.#api.at("GET", path)).data.data;
			return {
				wrapping: this.#api.secret(wrapping_token),
				...token_role === void 0 ? {} : { token_role },
				...pull_request === void 0 ? {} : { pull_request }
			};
		} catch (error) {
			if (isCode(error, "denied")) return void 0;
			throw error;
		}
	}
	close() {
		this.#api.close();
	}
};
var VaultOfGrant = class {
	#connection;
	#apis = /* @__PURE__ */ new Map();
	constructor(connection) {
		const { token: _, ...rest } = connection;
		this.#connection = rest;
	}
	async wrapping(token) {
		const path = "sys/wrapping/lookup";
		const api = this.#with(token);
		try {
			const answer = await api.write(path, {}, { repeat: "any" });
			const { creation_path, creation_time } = parse(Wrapping, answer, api.at("POST", path)).data;
			return {
				creation_path,
				created: secondOf(creation_time)
			};
		} catch (error) {
			if (isCode(error, "invalid", "denied")) return void 0;
			throw error;
		}
	}
	async unwrap(token) {
		const path = "sys/wrapping/unwrap";
		const api = this.#with(token);
		const trace = {};
		try {
			const answer = await api.write(path, {}, {
				repeat: "undone",
				trace
			});
			if (!Check(Login, answer)) return {
				ttl: seconds(0),
				metadata: {}
			};
			const { client_token, lease_duration, metadata } = answer.auth;
			return {
				token: api.secret(client_token),
				ttl: seconds(lease_duration),
				metadata: metadata ?? {}
			};
		} catch (error) {
			if (isCode(error, "invalid", "denied") && trace.doubtful !== true) return void 0;
			throw error;
		}
	}
	async life(token) {
		const path = "auth/token/lookup-self";
		const api = this.#with(token);
		const trace = {};
		try {
			const { ttl } = parse(Self, await api.read(path, { trace }), api.at("GET", path)).data;
			if (trace.date === void 0) throw noClock();
			return {
				left: seconds(ttl),
				end: plus(trace.date, seconds(ttl))
			};
		} catch (error) {
			if (isCode(error, "denied")) return void 0;
			throw error;
		}
	}
	async take(token, path, capabilities) {
		const api = this.#with(token);
		const reads = capabilities.length === 0 || capabilities.includes("read");
		const answer = reads ? await api.read(path) : await api.write(path, {}, { repeat: "undone" });
		if (answer === void 0) throw new VaultError("not-found", `Vault has nothing at ${path}`, { hint: "The role's `use` names it: see policies/roles/." });
		const { data, lease_id, lease_duration, renewable } = parse(Answer, answer, api.at(reads ? "GET" : "POST", path));
		const lease = lease_id === void 0 || lease_id === "" ? void 0 : {
			id: lease_id,
			left: seconds(lease_duration ?? 0),
			renewable: renewable === true
		};
		return {
			fields: fieldsOf(api, data),
			...lease === void 0 ? {} : { lease }
		};
	}
	async renew(token, lease) {
		const path = "sys/leases/renew";
		const api = this.#with(token);
		const answer = await api.write(path, { lease_id: lease }, { repeat: "any" });
		return seconds(parse(Renewed, answer, api.at("POST", path)).lease_duration);
	}
	async revokeSelf(token) {
		const trace = {};
		try {
			await this.#with(token).write("auth/token/revoke-self", {}, {
				repeat: "any",
				trace
			});
			return true;
		} catch (error) {
			if (isCode(error, "denied")) return trace.doubtful === true;
			throw error;
		}
	}
	close() {
		for (const api of this.#apis.values()) api.close();
		this.#apis.clear();
	}
	#with(token) {
		const api = this.#apis.get(token) ?? new VaultApi({
			...this.#connection,
			token
		});
		this.#apis.set(token, api);
		return api;
	}
};
function fieldsOf(api, data) {
	const fields = Check(KvSecret, data) ? data.data : data;
	return new Map(Object.entries(fields).flatMap(([name, value]) => {
		if (value === null || value === void 0) return [];
		return [[name, api.secret(typeof value === "string" ? value : JSON.stringify(value))]];
	}));
}
const noClock = () => new VaultError("broken", "Vault answered without the time (no Date header)", { hint: "A proxy before Vault takes it away." });

export { VaultOfGrant, VaultOfPerson };