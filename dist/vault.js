import { Boolean, Check, Enum, Integer, Literal, Null, Number as Number$1, Optional, Record, Refine, String, Union, Unknown, _Array_, _Object_ } from "./typebox.js";
import { canonicalJson, formatInstant, instant, isKey, parseInstant, reveal, seconds } from "./domain.js";
import { DataOf, StringMapOrNull, Strings, StringsOrNull, Time, VaultApi, keysOf, parse, secondOf } from "./parse.js";
import { pMap } from "./p-map.js";
import { VaultError, unexpected } from "./unseen.js";
import { setTimeout } from "node:timers/promises";

// src/adapters/vault/formats/words.ts
const Moment = Refine(String(), (text) => parseInstant(text) !== void 0);
const Key = Refine(String(), isKey);
const momentOf = (text) => parseInstant(text) ?? instant(NaN);
const textOf = (moment) => moment === void 0 ? void 0 : formatInstant(moment);
function present(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}

// src/adapters/vault/alerts.ts
const StoredSink = _Object_({
	after: Optional(_Object_({
		id: String({ minLength: 1 }),
		time: Moment
	})),
	claimed_until: Optional(Moment),
	again: Optional(Boolean())
});
const sinkFormat = {
	toJson: ({ after, claimed_until, again }) => ({
		...after === void 0 ? {} : { after: {
			id: after.id,
			time: textOf(after.time)
		} },
		claimed_until: textOf(claimed_until),
		again
	}),
	parse: (stored, place) => {
		const { after, claimed_until, again } = parse(StoredSink, stored, place);
		return present({
			after: after === void 0 ? void 0 : {
				id: after.id,
				time: momentOf(after.time)
			},
			claimed_until: claimed_until === void 0 ? void 0 : momentOf(claimed_until),
			again
		});
	}
};
const StoredRuns = _Object_({
	enforce: Optional(Moment),
	policies: Optional(String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" }))
});
const runsFormat = {
	toJson: ({ enforce, policies }) => ({
		enforce: textOf(enforce),
		policies
	}),
	parse: (stored, place) => {
		const { enforce, policies } = parse(StoredRuns, stored, place);
		return present({
			enforce: enforce === void 0 ? void 0 : momentOf(enforce),
			policies
		});
	}
};
const SCHEDULE = "alerts/schedule";
const vaultAlerts = (mount) => ({
	sinkState: (sink) => mount.read(`alerts/${sink}`, sinkFormat),
	writeSinkState: (sink, state, version) => mount.replace(`alerts/${sink}`, state, version, sinkFormat),
	lastRuns: () => mount.read(SCHEDULE, runsFormat),
	writeLastRuns: (runs, version) => mount.replace(SCHEDULE, runs, version, runsFormat)
});

// src/adapters/vault/formats/anchor.ts
const anchorFormat = {
	toJson: (anchor) => ({ ...anchor }),
	parse: (stored, place) => parse(_Object_({
		count: Integer(),
		head: String()
	}), stored, place)
};

// src/adapters/vault/formats/setup-record.ts
const Stored$3 = _Object_({
	policies_commit: String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" }),
	written_at: Moment,
	people_accessor: Optional(String()),
	shared_paths: Strings,
	token_roles: Optional(Strings)
});
const setupRecordFormat = {
	toJson: (setup) => ({
		...setup,
		written_at: textOf(setup.written_at),
		shared_paths: [...setup.shared_paths],
		token_roles: [...setup.token_roles]
	}),
	parse: (stored, place) => {
		const { written_at, token_roles = [], ...rest } = parse(Stored$3, stored, place);
		return present({
			...rest,
			written_at: momentOf(written_at),
			token_roles
		});
	}
};

// src/adapters/vault/formats/record.ts
const optional = Optional;
const oneOf = (...words) => Enum([...words]);
const Access = _Object_({
	path: String(),
	capabilities: _Array_(oneOf("create", "read", "update", "delete", "list", "patch", "scan")),
	outlives: optional(Integer({ minimum: 1 }))
});
const Found$1 = _Object_({
	rule: String(),
	severity: oneOf("error", "warning"),
	file: optional(String()),
	line: optional(Integer()),
	column: optional(Integer()),
	message: String(),
	hint: optional(String())
});
const Proof = _Object_({
	at: Moment,
	tokens_gone: Integer(),
	leases_seen: Integer(),
	strays_revoked: Integer(),
	gone_by: optional(Moment),
	explained: optional(Integer())
});
const Reason$1 = oneOf("expired", "file-removed", "ineligible", "recalled", "out-of-band", "superseded");
const Stored$2 = _Object_({
	key: Key,
	file: String(),
	role: String(),
	user: String(),
	alias: String(),
	commit: String(),
	policy_commit: String(),
	token_role: String(),
	access: _Array_(Access),
	pull_request: Integer(),
	author: String(),
	approvers: Strings,
	reason: String(),
	ticket: optional(String()),
	break_glass: optional(Boolean()),
	begin: Moment,
	end: Moment,
	issued_at: optional(Moment),
	accessor: optional(String()),
	wrap_accessor: optional(String()),
	superseded: optional(Strings),
	state: oneOf("live", "ended", "refused"),
	ended_at: optional(Moment),
	ended_by: optional(Reason$1),
	proof: optional(Proof),
	findings: optional(_Array_(Found$1)),
	ending: optional(_Object_({
		why: Reason$1,
		at: Moment,
		report: optional(oneOf("pickup-opened"))
	})),
	settled: optional(Boolean())
});
const recordFormat = {
	toJson: (record) => ({
		...record,
		access: record.access.map((entry) => ({ ...entry })),
		begin: textOf(record.begin),
		end: textOf(record.end),
		issued_at: textOf(record.issued_at),
		ended_at: textOf(record.ended_at),
		proof: record.proof && {
			...record.proof,
			at: textOf(record.proof.at),
			gone_by: textOf(record.proof.gone_by)
		},
		findings: record.findings?.map((finding) => ({ ...finding })),
		ending: record.ending && {
			...record.ending,
			at: textOf(record.ending.at)
		}
	}),
	parse: (stored, place) => recordOf(parse(Stored$2, stored, place))
};
function recordOf(stored) {
	const { issued_at, ended_at, proof, access, findings, ending } = stored;
	return present({
		key: stored.key,
		file: stored.file,
		role: stored.role,
		user: stored.user,
		alias: stored.alias,
		commit: stored.commit,
		policy_commit: stored.policy_commit,
		token_role: stored.token_role,
		access: access.map(({ path, capabilities, outlives }) => {
			return present({
				path,
				capabilities,
				outlives: outlives === void 0 ? void 0 : seconds(outlives)
			});
		}),
		pull_request: stored.pull_request,
		author: stored.author,
		approvers: stored.approvers,
		reason: stored.reason,
		ticket: stored.ticket,
		break_glass: stored.break_glass,
		begin: momentOf(stored.begin),
		end: momentOf(stored.end),
		issued_at: issued_at === void 0 ? void 0 : momentOf(issued_at),
		accessor: stored.accessor,
		wrap_accessor: stored.wrap_accessor,
		superseded: stored.superseded,
		state: stored.state,
		ended_at: ended_at === void 0 ? void 0 : momentOf(ended_at),
		ended_by: stored.ended_by,
		proof: proof && present({
			...proof,
			at: momentOf(proof.at),
			gone_by: proof.gone_by === void 0 ? void 0 : momentOf(proof.gone_by)
		}),
		ending: ending && present({
			why: ending.why,
			at: momentOf(ending.at),
			report: ending.report
		}),
		settled: stored.settled,
		findings: findings?.map((one) => ({
			...one,
			rule: one.rule
		}))
	});
}

// src/adapters/vault/formats/rotation-state.ts
const Reason = Union([
	Literal("owed"),
	Literal("due"),
	Literal("asked")
]);
const Keys = _Array_(Key);
const common = {
	why: Reason,
	previous: Optional(Moment),
	owed_by: Keys
};
const Begun = _Object_({
	...common,
	since: Moment
});
const Done = _Object_({
	...common,
	at: Moment
});
const Stored$1 = _Object_({
	last_done: Optional(Moment),
	owed_since: Optional(Moment),
	owed_by: Keys,
	begun: Optional(Begun),
	untold: Optional(_Array_(Done))
});
const rotationStateFormat = {
	toJson: ({ last_done, owed_since, owed_by, begun, untold }) => ({
		last_done: textOf(last_done),
		owed_since: textOf(owed_since),
		owed_by: [...owed_by],
		begun: begun && {
			...commonJson(begun),
			since: textOf(begun.since)
		},
		untold: untold?.map((done) => ({
			...commonJson(done),
			at: textOf(done.at)
		}))
	}),
	parse: (stored, place) => {
		const { last_done, owed_since, owed_by, begun, untold } = parse(Stored$1, stored, place);
		return present({
			last_done: last_done === void 0 ? void 0 : momentOf(last_done),
			owed_since: owed_since === void 0 ? void 0 : momentOf(owed_since),
			owed_by,
			begun: begun && begunOf(begun),
			untold: untold?.map(doneOf)
		});
	}
};
const commonJson = ({ why, previous, owed_by }) => ({
	why,
	previous: textOf(previous),
	owed_by: [...owed_by]
});
const commonOf = ({ why, previous, owed_by }) => present({
	why,
	previous: previous === void 0 ? void 0 : momentOf(previous),
	owed_by
});
const begunOf = (begun) => ({
	...commonOf(begun),
	since: momentOf(begun.since)
});
const doneOf = (done) => ({
	...commonOf(done),
	at: momentOf(done.at)
});

// src/adapters/vault/leases.ts
const AT_ONCE$1 = 16;
const Facts = DataOf(_Object_({
	id: String(),
	issue_time: Time,
	expire_time: Union([Time, Null()]),
	ttl: Number$1()
}));
const FOLDER = "sys/leases/lookup";
const leasesOfTokenRole = (api, tokenRole) => lookUpAll(api, idsOfTokenRole(api, tokenRole));
const idsOfTokenRole = (api, tokenRole) => listIn(api, `auth/token/create/${tokenRole}`);
const leasesUnder = (api, accessPath) => lookUpAll(api, idsUnder(api, "", accessPath.replace(/^\/+|\/+$/g, "").split("/")));
async function idsUnder(api, base, [segment, ...rest]) {
	if (segment === void 0) return listIn(api, base);
	if (segment !== "+" && !segment.endsWith("*")) return idsUnder(api, below(base, segment), rest);
	const names = await namesIn(api, base);
	const prefix = segment === "+" ? "" : segment.slice(0, -1);
	const folders = names.filter((name) => isFolder(name) && name.startsWith(prefix)).map((name) => below(base, name.slice(0, -1)));
	return (await pMap(folders, (folder) => segment === "+" ? idsUnder(api, folder, rest) : everythingIn(api, folder), { concurrency: AT_ONCE$1 })).flat();
}
async function everythingIn(api, folder) {
	const names = await namesIn(api, folder);
	const inside = await pMap(names.filter(isFolder), (name) => everythingIn(api, below(folder, name.slice(0, -1))), { concurrency: AT_ONCE$1 });
	return [...names.filter((name) => !isFolder(name)).map((name) => below(folder, name)), ...inside.flat()];
}
async function listIn(api, folder) {
	return (await namesIn(api, folder)).filter((name) => !isFolder(name)).map((name) => below(folder, name));
}
async function namesIn(api, folder) {
	const path = below(FOLDER, folder);
	const answer = await api.list(path);
	return answer === void 0 ? [] : keysOf(answer, api.at("LIST", path));
}
const isFolder = (name) => name.endsWith("/");
const below = (folder, name) => folder === "" ? name : `${folder}/${name}`;
async function lookUpAll(api, ids) {
	return (await pMap(await ids, (id) => lookUp$1(api, id), { concurrency: AT_ONCE$1 })).filter((lease) => lease !== void 0);
}
async function lookUp$1(api, id) {
	try {
		const answer = await api.write(FOLDER, { lease_id: id }, { repeat: "any" });
		const { issue_time, expire_time, ttl } = parse(Facts, answer, api.at("POST", FOLDER)).data;
		return present({
			id,
			issued: secondOf(issue_time),
			expires: expire_time ?? void 0,
			ttl: seconds(ttl)
		});
	} catch (error) {
		if (error instanceof VaultError && error.said.some((text) => /invalid lease|lease not found/.test(text))) return void 0;
		throw error;
	}
}
const REVOKING = 9e4;
async function revokeLease(api, id) {
	await api.write("sys/leases/revoke", {
		lease_id: id,
		sync: true
	}, {
		repeat: "any",
		timeout: REVOKING
	});
}

// src/adapters/vault/reads.ts
const Policy = DataOf(_Object_({ policy: String() }));
const Fields = DataOf(Record(String(), Unknown()));
const Enforcement = DataOf(_Object_({
	auth_method_accessors: StringsOrNull,
	auth_method_types: Optional(StringsOrNull)
}));
const Token = DataOf(_Object_({
	accessor: String(),
	expire_time: Union([Time, Null()]),
	policies: StringsOrNull,
	meta: StringMapOrNull
}));
function vaultReads(api, mount) {
	return {
		now: () => vaultsClock(api),
		recordKeys: async () => (await mount.list("grants")).filter(isKey),
		pickupKeys: async () => (await mount.list("pickups")).map((name) => name.endsWith("/") ? name.slice(0, -1) : name).filter(isKey),
		record: async (key) => {
			const found = await mount.read(`grants/${key}`, recordFormat);
			if (found && found.value.key !== key) throw unexpected(api.at("GET", `grants/${key}`), "the record of another grant");
			return found;
		},
		setup: async () => (await mount.read("setup", setupRecordFormat))?.value,
		aclPolicy: async (name) => {
			const path = `sys/policies/acl/${name}`;
			const answer = await api.read(path);
			return answer === void 0 ? void 0 : parse(Policy, answer, api.at("GET", path)).data.policy;
		},
		tokenRole: async (name) => {
			const path = `auth/token/roles/${name}`;
			const answer = await api.read(path);
			return answer === void 0 ? void 0 : parse(Fields, answer, api.at("GET", path)).data;
		},
		mfaCovers: (accessor) => mfaCovers(api, accessor),
		token: (accessor) => tokenOf(api, accessor),
		tokenLeases: (tokenRole) => leasesOfTokenRole(api, tokenRole),
		tokenLeaseIds: (tokenRole) => idsOfTokenRole(api, tokenRole),
		leases: (path) => leasesUnder(api, path),
		rotationState: (name) => mount.read(`rotations/${name}`, rotationStateFormat)
	};
}
async function vaultsClock(api) {
	const trace = {};
	await api.read("sys/health", {
		anonymous: true,
		trace
	});
	if (trace.date === void 0) throw unexpected(api.at("GET", "sys/health"), "no Date, so its clock is not known");
	return trace.date;
}
async function mfaCovers(api, accessor) {
	const folder = "identity/mfa/login-enforcement";
	const answer = await api.list(folder);
	if (answer === void 0) return false;
	const type = /^auth_(.+)_[^_]+$/.exec(accessor)?.[1];
	for (const name of keysOf(answer, api.at("LIST", folder))) {
		const path = `${folder}/${name}`;
		const found = await api.read(path);
		if (found === void 0) continue;
		const { auth_method_accessors, auth_method_types } = parse(Enforcement, found, api.at("GET", path)).data;
		if (auth_method_accessors?.includes(accessor)) return true;
		if (type !== void 0 && auth_method_types?.includes(type)) return true;
	}
	return false;
}
async function tokenOf(api, accessor) {
	for (const wait of WAITS_FOR_AN_END) {
		try {
			return await lookUp(api, accessor);
		} catch (error) {
			if (!(error instanceof VaultError) || error.code !== "denied") throw error;
		}
		await setTimeout(wait);
	}
	return lookUp(api, accessor);
}
const WAITS_FOR_AN_END = [
	20,
	60,
	180,
	540
];
async function lookUp(api, accessor) {
	const path = "auth/token/lookup-accessor";
	try {
		const answer = await api.write(path, { accessor }, { repeat: "any" });
		const { expire_time, policies, meta } = parse(Token, answer, api.at("POST", path)).data;
		return present({
			accessor,
			expires: expire_time ?? void 0,
			policies: policies ?? [],
			meta: meta ?? {}
		});
	} catch (error) {
		if (error instanceof VaultError && error.status !== 500 && error.said.some((text) => /invalid accessor/.test(text))) return void 0;
		throw error;
	}
}

// src/adapters/vault/rotating.ts
const Answer = _Object_({ data: Optional(Union([Record(String(), Unknown()), Null()])) });
const ROTATING = 9e4;
const dataOf = (answer, place) => answer === void 0 ? void 0 : parse(Answer, answer, place).data ?? void 0;
function vaultLooks(api) {
	return {
		read: async (path) => dataOf(await api.read(path), api.at("GET", path)),
		list: async (path) => {
			const answer = await api.list(path);
			return answer === void 0 ? [] : keysOf(answer, api.at("LIST", path));
		},
		lookUp: async (path, body) => {
			if (!path.endsWith("/lookup")) throw new TypeError(`${path} looks nothing up`);
			return dataOf(await api.write(path, body, { repeat: "any" }), api.at("POST", path));
		}
	};
}
function vaultRotating(api) {
	return {
		...vaultLooks(api),
		write: async (path, body = {}) => dataOf(await api.write(path, body, {
			repeat: "undone",
			timeout: ROTATING
		}), api.at("POST", path))
	};
}
function vaultAdministrator(api, mount) {
	return {
		...vaultRotating(api),
		write: async (path, body = {}) => dataOf(await api.write(path, body, { repeat: "any" }), api.at("POST", path)),
		now: () => vaultsClock(api),
		remove: (path) => api.remove(path),
		writeSetup: (record) => mount.overwrite("setup", record, setupRecordFormat)
	};
}

// src/adapters/vault/auditing.ts
const MOST_ANCHORS = 500;
const AT_ONCE = 16;
const Irrevocable = DataOf(_Object_({ leases: Optional(Union([_Array_(_Object_({ lease_id: String() })), Null()])) }));
const Health = _Object_({ version: Optional(String()) });
const vaultAuditing = (api, mount) => ({
	...vaultLooks(api),
	version: async () => {
		const path = "sys/health";
		const answer = await api.read(path, { anonymous: true });
		return parse(Health, answer, api.at("GET", path)).version;
	},
	anchors: () => anchorsOf(mount),
	irrevocableLeases: async () => {
		const answer = await api.read("sys/leases", {}, "?type=irrevocable");
		if (answer === void 0) return [];
		const { leases } = parse(Irrevocable, answer, api.at("GET", "sys/leases")).data;
		return (leases ?? []).map((lease) => lease.lease_id);
	}
});
async function anchorsOf(mount) {
	const newest = (await mount.list("anchors")).filter((name) => /^[1-9]\d{0,14}$/.test(name)).map(Number).sort((a, b) => b - a).slice(0, MOST_ANCHORS);
	const found = await pMap(newest, (count) => anchorAt(mount, count), { concurrency: AT_ONCE });
	return new Map(newest.flatMap((count, index) => found[index] === void 0 ? [] : [[count, found[index]]]));
}
async function anchorAt(mount, count) {
	try {
		const anchor = (await mount.read(`anchors/${count}`, anchorFormat))?.value;
		return anchor && (anchor.count === count ? anchor.head : "");
	} catch (error) {
		if (error instanceof VaultError && error.code === "broken" && error.status === void 0) return "";
		throw error;
	}
}

// src/adapters/vault/ending.ts
function vaultEnding(api, mount) {
	return {
		revokeLease: (id) => revokeLease(api, id),
		replaceRecord: (record, version) => mount.replace(`grants/${record.key}`, record, version, recordFormat),
		deletePickups: async (key) => {
			for (const alias of await mount.list(`pickups/${key}`)) await mount.remove(`pickups/${key}/${alias}`);
		},
		deleteRecord: (key) => mount.remove(`grants/${key}`),
		writeRotationState: (name, state, version) => mount.replace(`rotations/${name}`, state, version, rotationStateFormat),
		writeAnchor: (count, head) => mount.create(`anchors/${count}`, {
			count,
			head
		}, anchorFormat)
	};
}
const vaultRecalling = (api, mount) => ({
	endTokenRole: async (tokenRole) => {
		const path = `sys/leases/revoke-prefix/auth/token/create/${tokenRole}`;
		await api.write(path, { sync: true }, {
			repeat: "any",
			timeout: REVOKING
		});
	},
	countTokenLeases: async (tokenRole) => (await idsOfTokenRole(api, tokenRole)).length,
	deletePickup: (key, alias) => mount.remove(`pickups/${key}/${alias}`)
});

// src/adapters/vault/formats/pickup.ts
const pickupJson = (pickup) => ({
	key: pickup.key,
	alias: pickup.alias,
	wrapping_token: reveal(pickup.wrapping),
	token_role: pickup.token_role,
	role: pickup.role,
	begin: textOf(pickup.begin),
	end: textOf(pickup.end),
	pull_request: pickup.pull_request
});

// src/adapters/vault/formats/proved-policies.ts
const Commit = String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" });
const Stored = _Object_({
	since: Commit,
	commit: Commit
});
const provedPoliciesFormat = {
	toJson: (proved) => ({ ...proved }),
	parse: (stored, place) => parse(Stored, stored, place)
};

// src/adapters/vault/issuing.ts
const Wrapped = _Object_({ wrap_info: _Object_({
	token: String({ minLength: 1 }),
	accessor: String({ minLength: 1 }),
	creation_time: Time,
	creation_path: String(),
	wrapped_accessor: String({ minLength: 1 })
}) });
const LONGEST_WAY = .25;
function vaultIssuing(api, mount) {
	let ahead;
	let onTheWay = 0;
	let learning;
	const ours = () => performance.now() / 1e3;
	const mintAt = async (request) => {
		const asked = ours();
		const minted = await mint(api, request);
		const answered = ours();
		ahead = minted.ends - request.ttl - (asked + answered) / 2;
		onTheWay = Math.min(LONGEST_WAY, Math.max((answered - asked) / 2, .9 * onTheWay));
		return minted;
	};
	return {
		exactNow: async (tokenRole) => {
			if (ahead === void 0) {
				learning ??= mintAt(forTheClock(tokenRole)).finally(() => {
					learning = void 0;
				});
				await learning;
			}
			return ours() + (ahead ?? 0) + onTheWay;
		},
		mint: mintAt,
		provedPolicies: () => mount.read("proved-policies", provedPoliciesFormat),
		rememberPolicies: (proved, version) => mount.replace("proved-policies", proved, version, provedPoliciesFormat),
		createRecord: (record) => mount.create(`grants/${record.key}`, record, recordFormat),
		deliver: (pickup) => mount.create(`pickups/${pickup.key}/${pickup.alias}`, pickup, deliveredFormat)
	};
}
const forTheClock = (token_role) => ({
	token_role,
	ttl: seconds(1),
	display_name: "leasehold-clock",
	meta: { purpose: "clock" }
});
const deliveredFormat = {
	toJson: pickupJson,
	parse: () => {
		throw new VaultError("denied", "a pick-up is read by its person only");
	}
};
async function mint(api, request) {
	const { token_role, ttl, display_name, meta } = request;
	if (!Number.isFinite(ttl) || ttl < 1) throw new VaultError("invalid", `a token of ${token_role} for ${ttl} s was not asked for: it needs at least 1 s`);
	const path = `auth/token/create/${token_role}`;
	const life = `${Math.floor(ttl * 1e3) / 1e3}s`;
	const body = {
		explicit_max_ttl: life,
		display_name,
		meta
	};
	const answer = await api.write(path, body, {
		repeat: "undone",
		wrap: life
	});
	const { wrap_info } = parse(Wrapped, answer, api.at("POST", path));
	if (wrap_info.creation_path !== path) throw unexpected(api.at("POST", path), `a token made at ${wrap_info.creation_path}`);
	return {
		accessor: wrap_info.wrapped_accessor,
		wrap_accessor: wrap_info.accessor,
		created: secondOf(wrap_info.creation_time),
		ends: Date.parse(wrap_info.creation_time) / 1e3 + ttl,
		wrapping: api.secret(wrap_info.token)
	};
}

// src/adapters/vault/kv.ts
const Found = DataOf(_Object_({
	data: Unknown(),
	metadata: _Object_({ version: Integer() })
}));
const Current = DataOf(_Object_({ current_version: Integer() }));
const Written = DataOf(_Object_({ version: Integer() }));
var KvMount = class {
	#api;
	#mount;
	constructor(api, mount) {
		this.#api = api;
		this.#mount = mount;
	}
	async list(folder) {
		const path = `${this.#mount}/metadata/${folder}`;
		const answer = await this.#api.list(path);
		return answer === void 0 ? [] : keysOf(answer, this.#api.at("LIST", path));
	}
	async read(name, format) {
		const path = `${this.#mount}/data/${name}`;
		const answer = await this.#api.read(path);
		if (answer === void 0) return void 0;
		const place = this.#api.at("GET", path);
		const { data, metadata } = parse(Found, answer, place).data;
		return {
			value: format.parse(data, place),
			version: metadata.version
		};
	}
	async replace(name, value, version, format) {
		const trace = {};
		try {
			await this.#put(name, value, version, format, trace);
			return true;
		} catch (error) {
			if (!isVaultError(error, "conflict")) throw error;
			return trace.doubtful === true && this.#isOurs(name, value, version + 1, format);
		}
	}
	async create(name, value, format) {
		const trace = {};
		try {
			await this.#put(name, value, 0, format, trace);
			return true;
		} catch (error) {
			if (!(isVaultError(error, "conflict") || isVaultError(error, "denied") && await this.#mayCreateBeside(name))) throw error;
			return trace.doubtful === true && this.#isOurs(name, value, 1, format);
		}
	}
	async overwrite(name, value, format) {
		const path = `${this.#mount}/metadata/${name}`;
		for (let tries = 5; tries > 0; tries -= 1) {
			const answer = await this.#api.read(path);
			const version = answer === void 0 ? 0 : parse(Current, answer, this.#api.at("GET", path)).data.current_version;
			if (await this.replace(name, value, version, format)) return;
		}
		throw new VaultError("conflict", `${this.#mount}/${name} keeps changing under us`, { hint: "Is another setup at work?" });
	}
	remove(name) {
		return this.#api.remove(`${this.#mount}/metadata/${name}`);
	}
	async #put(name, value, cas, format, trace) {
		const path = `${this.#mount}/data/${name}`;
		const answer = await this.#api.write(path, {
			options: { cas },
			data: format.toJson(value)
		}, {
			repeat: "any",
			trace
		});
		parse(Written, answer, this.#api.at("POST", path));
	}
	async #mayCreateBeside(name) {
		const path = `${this.#mount}/data/${name}-probe`;
		return this.#api.write(path, {
			options: { cas: 1e6 },
			data: {}
		}, { repeat: "any" }).then(() => false, (error) => isVaultError(error, "conflict"));
	}
	async #isOurs(name, value, version, format) {
		try {
			const found = await this.read(name, format);
			const text = (one) => canonicalJson(format.toJson(one));
			return found?.version === version && text(found.value) === text(value);
		} catch (error) {
			if (isVaultError(error, "denied")) return true;
			throw error;
		}
	}
};
const isVaultError = (error, code) => error instanceof VaultError && error.code === code;

// src/adapters/vault/login.ts
const IdToken = _Object_({ value: String({ minLength: 1 }) });
const LoggedIn = _Object_({ auth: _Object_({ client_token: String({ minLength: 1 }) }) });
async function logIn(api, oidc, login) {
	const jwt = api.secret(await idToken(oidc, login.audience));
	const path = `auth/${login.mount}/login`;
	const answer = await refusedAs(login, () => api.write(path, {
		role: login.role,
		jwt: reveal(jwt)
	}, { repeat: "any" }));
	return api.secret(parse(LoggedIn, answer, api.at("POST", path)).auth.client_token);
}
async function logOut(api) {
	try {
		await api.write("auth/token/revoke-self", {}, { repeat: "any" });
	} catch (error) {
		if (!(error instanceof VaultError) || error.code !== "denied") throw error;
	}
}
async function refusedAs(login, ask) {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof VaultError) || error.code !== "invalid" && error.code !== "denied") throw error;
		throw new VaultError(error.code, error.message, {
			cause: error,
			...error.status === void 0 ? {} : { status: error.status },
			said: error.said,
			hint: `The role ${login.role} takes jobs of its own reusable workflow, on the branch, in the repository (and environment) that leasehold setup was run for.`
		});
	}
}
const TIMEOUT = 2e4;
const TRIES = 3;
const BETWEEN_TRIES = 500;
async function idToken(oidc, audience) {
	const url = `${oidc.url}&audience=${encodeURIComponent(audience)}`;
	for (let tries = TRIES;; tries -= 1) {
		try {
			const answer = await fetch(url, {
				headers: {
					authorization: `Bearer ${reveal(oidc.token)}`,
					accept: "application/json"
				},
				redirect: "error",
				signal: AbortSignal.timeout(TIMEOUT)
			});
			const body = await answer.json().catch(() => void 0);
			if (answer.ok && Check(IdToken, body)) return body.value;
			if (answer.status < 500 || tries === 1) throw noIdToken(`it answered ${answer.status}`);
		} catch (error) {
			if (error instanceof VaultError) throw error;
			if (tries === 1) throw noIdToken(error instanceof Error ? error.message : "no answer", error);
		}
		await setTimeout(BETWEEN_TRIES);
	}
}
const noIdToken = (why, cause) => new VaultError("unreachable", `GitHub gave this job no OIDC token for Vault: ${why}`, {
	cause,
	hint: "The job needs `permissions: id-token: write`; GitHub's OIDC service may also be down for a moment."
});

// src/adapters/vault/vault.ts
var Vault = class Vault {
	reads;
	issuing;
	ending;
	rotating;
	auditing;
	recalling;
	administrator;
	alerts;
	#api;
	#loggedIn;
	constructor(api, mountName, loggedIn) {
		const mount = new KvMount(api, mountName);
		this.#api = api;
		this.#loggedIn = loggedIn;
		this.reads = vaultReads(api, mount);
		this.issuing = vaultIssuing(api, mount);
		this.ending = vaultEnding(api, mount);
		this.rotating = vaultRotating(api);
		this.auditing = vaultAuditing(api, mount);
		this.recalling = vaultRecalling(api, mount);
		this.administrator = vaultAdministrator(api, mount);
		this.alerts = vaultAlerts(mount);
	}
	static withToken(connection, mount, token) {
		return new Vault(new VaultApi({
			...connection,
			token
		}), mount, false);
	}
	static async asWorkflow(connection, mount, oidc, login) {
		const anonymous = new VaultApi(connection);
		try {
			const token = await logIn(anonymous, oidc, login);
			return new Vault(new VaultApi({
				...connection,
				token
			}), mount, true);
		} finally {
			anonymous.close();
		}
	}
	get everything() {
		return {
			...this.reads,
			...this.issuing,
			...this.ending
		};
	}
	async [Symbol.asyncDispose]() {
		try {
			if (this.#loggedIn) await logOut(this.#api);
		} finally {
			this.#api.close();
		}
	}
};

export { Vault };