import { Environment, EvaluationError, ParseError, TypeError, serialize } from "./cel.js";
import { isDeepStrictEqual } from "node:util";
import { createHash } from "node:crypto";
import v8 from "node:v8";
import vm from "node:vm";

// src/domain/finding.ts
const OUT_OF_TIME = Symbol("out of time");
const outOfTime = (finding) => ({
	...finding,
	[OUT_OF_TIME]: true
});
const ranOutOfTime = (findings) => findings.some((finding) => finding[OUT_OF_TIME]);
function error(rule, at, message, hint) {
	return {
		rule,
		severity: "error",
		...at,
		message,
		...hint === void 0 ? {} : { hint }
	};
}
function warning(rule, at, message, hint) {
	return {
		...error(rule, at, message, hint),
		severity: "warning"
	};
}
const hasErrors = (findings) => findings.some((finding) => finding.severity === "error");
function inOrder$1(findings) {
	const text = (a = "", b = "") => a < b ? -1 : a > b ? 1 : 0;
	return [...findings].sort((a, b) => text(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || text(a.rule, b.rule) || text(a.message, b.message));
}

// src/domain/key.ts
const NAMED$1 = "[a-z0-9][a-z0-9-]{0,62}";
const NAME = new RegExp(`^${NAMED$1}$`);
const KEY = new RegExp(`^(${NAMED$1})\\.(${NAMED$1})\\.((?:emergency-)?[0-9a-f]{12})$`);
const PATH = new RegExp(`^grants/(${NAMED$1})/(${NAMED$1})\\.yaml$`);
const keyOf = (role, id, commit) => `${role}.${id}.${commit.slice(0, 12)}`;
const emergencyKey = (role, id, chance) => `${role}.${id}.emergency-${chance}`;
function parseKey(text) {
	const match = KEY.exec(text);
	if (!match) return void 0;
	const [, role = "", id = "", last = ""] = match;
	const emergency = last.startsWith("emergency-");
	return {
		role,
		id,
		commit: emergency ? last.slice(10) : last,
		emergency
	};
}
const isKey = (text) => KEY.test(text);
const grantPath = (role, id) => `grants/${role}/${id}.yaml`;
function parseGrantPath(path) {
	const [, role, id] = PATH.exec(path) ?? [];
	return role === void 0 || id === void 0 ? void 0 : {
		role,
		id
	};
}
const inKeyOrder = (a, b) => a < b ? -1 : a > b ? 1 : 0;
var KeyList = class {
	sorted;
	#set;
	constructor(keys) {
		this.sorted = [...keys].sort();
	}
	has(key) {
		this.#set ??= new Set(this.sorted);
		return this.#set.has(key);
	}
};

// src/domain/login.ts
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
const foldLogin = (login) => CAPITAL.test(login) ? login.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : login;
const CAPITAL = /[A-Z]/;
const sameLogin = (a, b) => foldLogin(a) === foldLogin(b);

// src/domain/units.ts
const DURATION$1 = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:[Zz]|[+-]\d{2}:\d{2})$/;
const seconds = (value) => value;
const instant = (value) => value;
const plus = (moment, duration) => instant(moment + duration);
const between = (from, to) => seconds(to - from);
const later = (a, b) => a > b ? a : b;
const earlier = (a, b) => a < b ? a : b;
const LONGEST = 31536e5;
function parseDuration(text) {
	const match = DURATION$1.exec(text);
	if (!match) return void 0;
	const [, d = "0", h = "0", m = "0", s = "0"] = match;
	const total = Number(d) * 86400 + Number(h) * 3600 + Number(m) * 60 + Number(s);
	return total > 0 && total <= LONGEST ? seconds(total) : void 0;
}
function formatDuration(duration) {
	let rest = Math.max(0, Math.round(duration));
	let text = "";
	for (const [unit, size] of [
		["d", 86400],
		["h", 3600],
		["m", 60]
	]) {
		if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
		rest %= size;
	}
	return rest > 0 || text === "" ? `${text}${rest}s` : text;
}
function parseInstant(text) {
	if (!INSTANT.test(text)) return void 0;
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) return void 0;
	const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
	if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)) return void 0;
	return instant(milliseconds / 1e3);
}
const formatInstant = (moment) => `${(/* @__PURE__ */ new Date(moment * 1e3)).toISOString().slice(0, 19)}Z`;

// src/domain/audit/chain.ts
const GENESIS = "0".repeat(64);
const lineHash = (line) => createHash("sha256").update(line).digest("hex");
function lineOf(event, source, previous) {
	return JSON.stringify({
		specversion: "1.0",
		id: event.id,
		source,
		type: event.type,
		subject: event.subject,
		time: formatInstant(event.time),
		datacontenttype: "application/json",
		previous,
		data: event.data
	});
}
const repositorySource = (apiUrl, id) => `${apiUrl.replace(/\/+$/, "")}/repositories/${id}`;
function parseLine(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return "is no JSON";
	}
	if (!isObject(value)) return "is no JSON object";
	if (value.specversion !== "1.0") return "is no CloudEvent of version 1.0";
	const { id, type, source, subject, previous, data } = value;
	const time = typeof value.time === "string" ? parseInstant(value.time) : void 0;
	if (!isText$1(id)) return "has no \"id\"";
	if (!isText$1(type)) return "has no \"type\"";
	if (!isText$1(source)) return "has no \"source\"";
	if (!isText$1(subject)) return "has no \"subject\"";
	if (time === void 0) return "has no \"time\" as RFC 3339 with whole seconds";
	if (typeof previous !== "string" || !/^[0-9a-f]{64}$/.test(previous)) return "has no \"previous\"";
	if (!isObject(data)) return "has no \"data\"";
	return {
		id,
		type,
		source,
		subject,
		time,
		previous,
		data
	};
}
const isText$1 = (value) => typeof value === "string" && value !== "";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const DAY_FILE = /^events\/(\d{4})\/(\d{2})\/(\d{2})\.jsonl$/;
const dayFile = (moment) => `events/${formatInstant(moment).slice(0, 10).replaceAll("-", "/")}.jsonl`;
function dayOf(path) {
	const [, year, month, day] = DAY_FILE.exec(path) ?? [];
	return year === void 0 ? void 0 : parseInstant(`${year}-${month}-${day}T00:00:00Z`);
}
const isToCome = (file, now) => file > dayFile(instant(now + DAY$1));
const DAY$1 = 86400;
function filesFor(times, last) {
	let latest = last ?? "";
	return times.map((time) => {
		const file = dayFile(time);
		if (file > latest) latest = file;
		return latest;
	});
}
const HINT$2 = "Compare the branch with its anchors in Vault (leasehold audit) and with other clones; git log -p shows who changed it.";
function checkChain(days, now, anchors = /* @__PURE__ */ new Map()) {
	const found = /* @__PURE__ */ new Map();
	const broken = (kind, file, line, message) => {
		const first = found.get(kind);
		if (first) first.more += 1;
		else {
			const place = line === void 0 ? { file } : {
				file,
				line
			};
			found.set(kind, {
				finding: error("audit-chain", place, message, HINT$2),
				more: 0
			});
		}
	};
	const seen = /* @__PURE__ */ new Map();
	let previous = GENESIS;
	let count = 0;
	for (const { file, text } of [...days].sort((a, b) => a.file < b.file ? -1 : 1)) {
		const begins = dayOf(file);
		if (begins === void 0) {
			broken("file", file, void 0, `${file} is no file of a day (events/YYYY/MM/DD.jsonl)`);
			continue;
		}
		if (isToCome(file, now)) {
			broken("file", file, void 0, `${file} is of a day that is still to come: its lines are no events`);
			continue;
		}
		const lines = text.split("\n");
		if (lines.pop() !== "") broken("unended", file, lines.length + 1, "the last line has no newline: it was cut");
		for (const [index, line] of linesOf(text, lines)) {
			count += 1;
			const event = parseLine(line);
			if (typeof event === "string") broken("unreadable", file, index, `the line ${event}`);
			else {
				if (event.previous !== previous) broken("previous", file, index, `"previous" is ${short$1(event.previous)}, and the line before hashes to ${short$1(previous)}: lines were changed, removed or added`);
				const before = seen.get(event.id);
				if (before !== void 0) broken("twice", file, index, `the event ${event.id} stands at ${before} already`);
				else seen.set(event.id, `${file}:${index}`);
				if (event.time >= instant(begins + DAY$1)) broken("day", file, index, `the event is of ${formatInstant(event.time)}, after the day of its file`);
			}
			previous = lineHash(line);
			const anchored = anchors.get(count);
			if (anchored !== void 0 && anchored !== previous) broken("anchor", file, index, `event ${count} hashes to ${short$1(previous)}, and Vault anchored ${short$1(anchored)} for it: the branch was written anew, or somebody forged the anchor`);
		}
	}
	for (const beyond of [...anchors.keys()].filter((one) => one > count).sort((a, b) => a - b)) broken("cut", "events", void 0, `Vault has an anchor for event ${beyond}, and the log ends with event ${count}: events were cut off, or somebody forged the anchor`);
	const findings = [...found.values()].map(({ finding, more }) => more === 0 ? finding : {
		...finding,
		message: `${finding.message} (and ${more} more like it)`
	});
	return {
		count,
		head: previous,
		findings
	};
}
const short$1 = (hash) => `${hash.slice(0, 12)}…`;
function linesOf(text, ended) {
	return (text === "" || text.endsWith("\n") ? ended : [...ended, text.slice(text.lastIndexOf("\n") + 1)]).map((line, index) => [index + 1, line]);
}

// src/domain/provenance.ts
const COMMIT_CAP = 250;
const FILE_CAP = 3e3;
const COMMIT_CLOCK_SLACK = 600;
const refused = (at, message, hint) => ({
	kind: "refused",
	findings: [error("provenance", at, message, hint)]
});
const unclear = (at, message, hint) => ({
	kind: "unclear",
	findings: [error("provenance", at, message, hint)]
});
const ASK_AGAIN = "Delete the file in a pull request, and ask again in another one.";
function pullRequestOf(arrival, at) {
	const sha = arrival.commit.slice(0, 12);
	const merged = arrival.pulls.filter((pull) => pull.merged_at !== void 0);
	const brought = merged.filter((pull) => pull.base === arrival.branch).filter((pull) => pull.merge_commit === arrival.commit || arrival.rebased.has(pull.number));
	if (brought.length > 1) {
		const numbers = brought.map((pull) => `#${pull.number}`).join(" and ");
		return refused(at, `commit ${sha} is the merge of two pull requests, ${numbers}: which was approved is not clear`, ASK_AGAIN);
	}
	const [pull] = brought;
	if (!pull) return withoutPullRequest(arrival, merged, at);
	const limit = (pull.merged_at ?? 0) + 600;
	if (arrival.committed > limit) return refused(at, `commit ${sha} says it was made at ${formatInstant(arrival.committed)}, after its pull request #${pull.number} was merged: its date is forged`, ASK_AGAIN);
	return {
		kind: "proved",
		value: pull
	};
}
function withoutPullRequest(arrival, merged, at) {
	const sha = arrival.commit.slice(0, 12);
	const push = arrival.activity?.find((row) => row.after === arrival.commit && (row.type === "push" || row.type === "force_push"));
	if (push) {
		const who = push.actor ?? "somebody GitHub cannot name";
		const how = push.type === "push" ? "pushed straight" : "force-pushed";
		return refused(at, `commit ${sha} was ${how} to ${arrival.branch} by ${who}: no pull request, so nobody approved it`, `Delete the file, and ask in a pull request. Protect ${arrival.branch} against direct pushes: leasehold doctor says how.`);
	}
	const [elsewhere] = merged.filter((pull) => pull.base !== arrival.branch);
	if (elsewhere && arrival.activity !== void 0) return unclear(at, `commit ${sha} is known from pull request #${elsewhere.number} into ${elsewhere.base}, not into ${arrival.branch}`, ASK_AGAIN);
	return unclear(at, `GitHub names no merged pull request for commit ${sha} yet`, "The next run asks again. Where it stays so, the commit came without one: delete the file and ask in a pull request.");
}
function contentsProved(contents, mayTouch, at) {
	const number = `#${contents.pull.number}`;
	if (contents.commits.truncated || contents.commits.items.length > 250) return refused(at, `pull request ${number} has more than ${250} commits: GitHub does not show who wrote them all`, "Squash its branch and ask again.");
	if (contents.proposed.size > 3e3) return refused(at, `pull request ${number} changes more than ${FILE_CAP} files: nobody can have read them`, "Split it.");
	if (contents.commits.items.length === 0 || contents.proposed.size === 0) return unclear(at, `GitHub shows no commits or no files for pull request ${number} yet`);
	const foreign = [...contents.proposed.keys(), ...contents.merged.keys()].find((path) => !mayTouch(path));
	if (foreign !== void 0) return {
		kind: "refused",
		findings: [error("mixed-change", at, `pull request ${number} also touches ${JSON.stringify(foreign)}: a request stands alone, so that it cannot change what judges it`, "Ask again in a pull request that touches grants/ only.")]
	};
	return {
		kind: "proved",
		value: contents
	};
}
function sameFile(contents, path, at) {
	const landed = contents.merged.get(path);
	const approved = contents.proposed.get(path);
	if (landed === void 0) return unclear(at, `${path} is not among what pull request #${contents.pull.number} brought`);
	if (approved !== landed) return refused(at, `${path} on the branch is not the file that was approved in pull request #${contents.pull.number}`, ASK_AGAIN);
	return {
		kind: "proved",
		value: landed
	};
}
function signedCommits(commits, at) {
	return commits.filter((commit) => !commit.verified).map((commit) => error("signed-commits", at, `commit ${commit.sha.slice(0, 7)} is not signed by a key that GitHub verifies, and the role asks for signed commits`, "Sign it (git commit --amend -S), push, and ask for approval anew."));
}

// src/domain/secret.ts
const VALUE = Symbol("value");
var Secret = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	[VALUE]() {
		return this.#value;
	}
	toString() {
		return "***";
	}
	toJSON() {
		return "***";
	}
	[Symbol.for("nodejs.util.inspect.custom")]() {
		return "***";
	}
};
const reveal = (secret) => secret[VALUE]();

// src/domain/access/canonical.ts
function canonicalJson(value) {
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
	return `{${Object.keys(value).sort().flatMap((name) => {
		const member = value[name];
		return member === void 0 ? [] : [`${JSON.stringify(name)}:${canonicalJson(member)}`];
	}).join(",")}}`;
}
const isList = (value) => Array.isArray(value);

// src/domain/access/paths.ts
const GIVES$1 = [
	"create",
	"read",
	"update",
	"patch"
];
function normalAccess(access) {
	const byPath = /* @__PURE__ */ new Map();
	for (const entry of access) {
		const path = entry.path.replace(/^\/+/, "");
		const known = byPath.get(path);
		const capabilities = [.../* @__PURE__ */ new Set([...known?.capabilities ?? [], ...entry.capabilities])].sort();
		const outlives = Math.max(known?.outlives ?? 0, entry.outlives ?? 0);
		byPath.set(path, {
			path,
			capabilities,
			...outlives > 0 ? { outlives: seconds(outlives) } : {}
		});
	}
	return [...byPath.values()].sort((a, b) => a.path < b.path ? -1 : 1);
}
const leasedPaths = (access) => normalAccess(access).filter((entry) => entry.capabilities.some((capability) => GIVES$1.includes(capability))).map((entry) => entry.path);
function leaseIdGlob(leasedPath) {
	const glob = leasedPath.replaceAll("+", "*");
	return glob.endsWith("*") ? glob : `${glob}/*`;
}
function leaseFolder(leasedPath) {
	const segments = leasedPath.split("/");
	const glob = segments.findIndex((segment) => segment === "+" || segment.endsWith("*"));
	return glob === -1 ? leasedPath : segments.slice(0, glob).join("/");
}
function isLeaseUnder(leasedPath, leaseId) {
	const pattern = leaseIdGlob(leasedPath).split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
	return new RegExp(`^${pattern}$`, "s").test(leaseId);
}

// src/domain/access/names.ts
const VERSION = /^leasehold-role-[a-z0-9][a-z0-9-]{0,62}-[0-9a-f]{8}$/;
const BREAK_GLASS$1 = "-bg";
const versionText = (role) => canonicalJson({
	access: normalAccess(role.access).map(({ path, capabilities, outlives }) => ({
		path,
		capabilities,
		outlives
	})),
	bound_cidrs: normalCidrs(role.bound_cidrs),
	break_glass: role.break_glass && { max: role.break_glass.max },
	duration: { max: role.duration.max }
});
const normalCidrs = (cidrs) => [...new Set(cidrs.map(normalCidr))].sort();
function normalCidr(cidr) {
	const [address = "", bits] = cidr.trim().toLowerCase().split("/");
	const isV6 = address.includes(":");
	const whole = isV6 ? "128" : "32";
	const host = isV6 && URL.canParse(`http://[${address}]/`) ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : address;
	return bits === void 0 || bits === whole ? host : `${host}/${bits}`;
}
function roleVersionName(role) {
	const digest = createHash("sha256").update(versionText(role), "utf8").digest("hex");
	return `leasehold-role-${role.name}-${digest.slice(0, 8)}`;
}
const tokenRoleName = (role, breakGlass) => breakGlass ? breakGlassTokenRole(roleVersionName(role)) : roleVersionName(role);
const breakGlassTokenRole = (version) => `${version}${BREAK_GLASS$1}`;
function versionOfTokenRole(tokenRole) {
	const version = tokenRole.endsWith(BREAK_GLASS$1) ? tokenRole.slice(0, -3) : tokenRole;
	return VERSION.test(version) ? version : void 0;
}
const roleOfTokenRole = (tokenRole) => versionOfTokenRole(tokenRole)?.slice(15, -9);
const isRoleVersion = (policy) => VERSION.test(policy);
const IDENTITIES = [
	"apply",
	"enforce",
	"rotate",
	"audit"
];
const identityName = (identity) => `leasehold-${identity}`;
const PICKUP_POLICY = "leasehold-pickup";
const RECALL_POLICY = "leasehold-recall";
const EMERGENCY_POLICY = "leasehold-emergency";

// src/domain/clock.ts
function windowOf(file, landed, extendedEnd) {
	const begin = beginOf(file, landed);
	if (file.until !== void 0) return {
		begin,
		end: file.until
	};
	if (file.duration === void 0) return void 0;
	if (file.extends === void 0) return {
		begin,
		end: plus(begin, file.duration)
	};
	return extendedEnd === void 0 ? void 0 : {
		begin,
		end: plus(extendedEnd, file.duration)
	};
}
const beginOf = ({ start }, landed) => start === void 0 ? landed : later(landed, start);
function unsaidOf(file, keys) {
	const unknown = new Set(keys);
	const needs = (key, ...from) => {
		if (from.some((one) => keys.has(one))) unknown.add(key);
	};
	needs("begin", "start");
	needs("end", "duration", "until", "extends", ...file.until === void 0 ? ["start"] : []);
	return unknown;
}
const lengthOf = (grant) => grant.extends === void 0 && grant.until === void 0 && grant.duration !== void 0 ? grant.duration : between(grant.begin, grant.end);
const overlaps = (a, b) => a.begin < b.end && b.begin < a.end;
const isLive = (window, now) => window.begin <= now && now < window.end;
const grantOf = (file, landed, window) => ({
	...file,
	...window,
	landed
});
const landedGrant = (file, landed, { begin, end }, { key, commit }) => ({
	...file,
	begin,
	end,
	key,
	commit,
	landed
});

// src/domain/audit/events.ts
function event(type, subject, time, data, detail) {
	return {
		id: [
			type.slice(10),
			subject,
			...detail === void 0 ? [] : [detail]
		].join("/"),
		type,
		subject,
		time,
		data
	};
}

// src/domain/audit/grant-events.ts
const accessorHash = (accessor) => createHash("sha256").update(accessor).digest("hex");
function facts(record) {
	return {
		file: record.file,
		role: record.role,
		user: record.user,
		reason: record.reason,
		...record.ticket === void 0 ? {} : { ticket: record.ticket },
		begin: formatInstant(record.begin),
		end: formatInstant(record.end),
		commit: record.commit,
		...pullOf$1(record),
		...record.author === "" ? {} : { author: record.author },
		approvers: record.approvers,
		...record.break_glass ? { break_glass: true } : {}
	};
}
const pullOf$1 = ({ pull_request }) => pull_request > 0 ? { pull_request } : {};
function issuedEvent(record) {
	if (record.issued_at === void 0 || record.accessor === void 0) return void 0;
	const first = record.superseded?.[0] ?? record.accessor;
	return event("leasehold.grant.issued", record.key, record.issued_at, {
		...facts(record),
		policy_commit: record.policy_commit,
		token_role: record.token_role,
		access: record.access,
		issued_at: formatInstant(record.issued_at),
		accessor_sha256: accessorHash(first)
	});
}
function issueEvents(record) {
	const issued = issuedEvent(record);
	if (!issued) return [];
	if (!record.break_glass) return [issued];
	return [issued, event("leasehold.breakglass.used", record.key, issued.time, issued.data)];
}
function deliveredEvent(record, at) {
	if (record.accessor === void 0) return void 0;
	const accessor_sha256 = accessorHash(record.accessor);
	const data = {
		role: record.role,
		user: record.user,
		...pullOf$1(record),
		accessor_sha256
	};
	return event("leasehold.grant.delivered", record.key, at, data, accessor_sha256.slice(0, 12));
}
function stolenEvent(record) {
	const { key, role, user, ending, ended_at } = record;
	if (ending?.report !== "pickup-opened" || ended_at === void 0) return void 0;
	const message = `the pick-up of ${key} was opened by somebody else than ${user}, as was reported; the grant was recalled for it`;
	return event("leasehold.grant.unusual", key, ended_at, {
		role,
		user,
		what: ending.report,
		message
	}, ending.report);
}
function strayEvent(record) {
	const { key, role, user, proof } = record;
	if (record.state !== "ended" || !proof || proof.strays_revoked === 0) return void 0;
	const what = "asked-at-the-end";
	const message = `${strayCount(proof.strays_revoked)} in the moment ${key} of ${user} ended, and its end missed them; revoked at ${formatInstant(proof.at)}`;
	return event("leasehold.grant.unusual", key, proof.at, {
		role,
		user,
		what,
		message
	}, what);
}
const strayCount = (count) => `at least ${count} ${count === 1 ? "credential was" : "credentials were"} asked for`;
const refusedEvent = (record, at) => event("leasehold.grant.refused", record.key, at, {
	...facts(record),
	findings: record.findings ?? []
});
function endedEvent(record) {
	const { ended_at, ended_by, proof } = record;
	if (record.state !== "ended" || ended_at === void 0 || ended_by === void 0 || proof === void 0) return void 0;
	return event("leasehold.grant.ended", record.key, proof.at, {
		role: record.role,
		user: record.user,
		end: formatInstant(record.end),
		ended_at: formatInstant(ended_at),
		ended_by,
		proof: {
			at: formatInstant(proof.at),
			tokens_gone: proof.tokens_gone,
			leases_seen: proof.leases_seen,
			strays_revoked: proof.strays_revoked
		}
	});
}

// src/domain/audit/mismatch.ts
const mismatch = (rule, subject, what, message, hint, at) => ({
	finding: error(rule, at, message, hint),
	subject,
	what
});
const mismatchEvent = ({ finding, subject, what }, at) => event("leasehold.audit.mismatch", subject, at, { finding }, `${finding.rule}/${digest(what)}`);
const digest = (text) => createHash("sha256").update(text, "utf8").digest("hex").slice(0, 12);

// src/domain/audit/compare-grants.ts
function issuesIn(events) {
	const issues = /* @__PURE__ */ new Map();
	for (const { type, subject: key, time: at, data } of events) {
		if (!isKey(key)) continue;
		const known = issues.get(key);
		const hash = data.accessor_sha256;
		if (type === "leasehold.grant.issued" && !known) issues.set(key, {
			key,
			at,
			...typeof hash === "string" ? { accessor_sha256: hash } : {}
		});
		else if (type === "leasehold.grant.ended" && known) issues.set(key, {
			...known,
			ended: at
		});
	}
	return issues;
}
const RUNNING = 600;
const PAPERWORK = 86400;
const UNDECIDED = 3600;
function compareGrants(compared) {
	const { records, unread, desired, issues, now } = compared;
	const wanted = new Map(desired?.grants.map((grant) => [grant.key, grant]));
	const known = /* @__PURE__ */ new Set([...records.map((record) => record.key), ...unread]);
	return [
		...records.flatMap((record) => [
			...desired ? withoutFile(record, wanted, desired, now) : [],
			...otherThanFile(record, wanted.get(record.key)),
			...issues ? otherThanTold(record, issues.get(record.key), now) : [],
			...unproved(record, now)
		]),
		...[...issues?.values() ?? []].flatMap((issue) => lost(issue, known)),
		...desired && issues ? desired.grants.flatMap((grant) => known.has(grant.key) || issues.has(grant.key) || desired.ineligible.has(grant.key) ? [] : undecided(grant, now)) : []
	];
}
const revoke = (key) => `leasehold revoke ${key} --now ends it at once.`;
function withoutFile(record, wanted, desired, now) {
	const { key } = record;
	if (record.state !== "live" || record.end <= now || wanted.has(key) || desired.unreadable.has(key)) return [];
	if (parseKey(key)?.emergency) return [];
	const message = `${key} of ${record.user} is live in Vault until ${formatInstant(record.end)}, and main has no file that asks for it`;
	return [mismatch("record-unknown", key, "without file", message, `The next apply ends it; ${revoke(key)}`)];
}
function undecided({ key, user, begin, end, file }, now) {
	if (begin + UNDECIDED > now || end <= now) return [];
	const message = `${key} of ${user} began at ${formatInstant(begin)}, and Vault has no record that a run issued or refused it`;
	return [{
		finding: warning("token-missing", { file }, message, "leasehold apply issues it, or says what it waits for; look why the runs of apply did not."),
		subject: key,
		what: "undecided"
	}];
}
function otherThanFile(record, grant) {
	if (!grant || record.state === "refused") return [];
	const differs = [
		...sameLogin(record.user, grant.user) ? [] : [`user ${record.user}, not ${grant.user}`],
		...record.role === grant.role ? [] : [`role ${record.role}, not ${grant.role}`],
		...record.commit === grant.commit ? [] : [`commit ${record.commit.slice(0, 12)}`],
		...record.end === grant.end ? [] : [`end ${formatInstant(record.end)}, not ${formatInstant(grant.end)}`]
	];
	if (differs.length === 0) return [];
	const message = `the record of ${record.key} says ${differs.join(", ")} as its file does: somebody falsified it`;
	const what = `falsified ${differs.join()}`;
	const hint = `${revoke(record.key)} Then look who wrote it: Vault's audit log has the request.`;
	return [mismatch("record-unknown", record.key, what, message, hint, { file: record.file })];
}
function otherThanTold(record, issue, now) {
	const { key } = record;
	const first = record.superseded?.[0] ?? record.accessor;
	if (record.state === "refused" || first === void 0) return [];
	if (!issue) {
		if (record.state !== "live" || (record.issued_at ?? now) + RUNNING > now) return [];
		const message = `${key} of ${record.user} is live in Vault, and the audit log does not know that it was issued`;
		const hint = `leasehold apply writes down what a run that died left out; where it stays so: ${revoke(key)}`;
		return [mismatch("record-unknown", key, "untold", message, hint)];
	}
	if (record.state === "live" && issue.ended !== void 0) {
		const message = `${key} ended at ${formatInstant(issue.ended)} by the audit log, and Vault has it as live: an older snapshot of Vault was restored, or the event is forged`;
		return [mismatch("token-unknown", key, `undead ${issue.ended}`, message, revoke(key))];
	}
	if (issue.accessor_sha256 === void 0 || issue.accessor_sha256 === accessorHash(first)) return [];
	const message = `the record of ${key} names another token than the audit log says was issued`;
	const hint = `${revoke(key)} leasehold revoke --role ${record.role} --now ends the other one too.`;
	return [mismatch("record-unknown", key, `token ${accessorHash(first)}`, message, hint)];
}
function unproved(record, now) {
	if (record.state !== "live" || record.end + PAPERWORK > now) return [];
	const message = `${record.key} was over at ${formatInstant(record.end)}, and its end is not proved yet`;
	return [mismatch("lease-irrevocable", record.key, "unproved", message, "leasehold enforce proves it, or says what Vault cannot take back; look why the schedule did not.")];
}
function lost({ key, at, ended }, known) {
	if (ended !== void 0 || known.has(key)) return [];
	const role = parseKey(key)?.role ?? "";
	const message = `the audit log says that ${key} was issued at ${formatInstant(at)}, and Vault has no record of it: an older snapshot of Vault was restored, somebody deleted the record, or the event is forged`;
	const hint = `It is never issued again. Where a token may be left: leasehold revoke --role ${role} --now. Who still needs the access asks anew: leasehold request ${role}.`;
	return [mismatch("token-missing", key, "no record", message, hint)];
}
const shouldLive = (record, now) => record.state === "live" && record.ending === void 0 && isLive(record, now);

// src/domain/review-counts.ts
const dismissed = ({ state, reviewer }) => state === "DISMISSED" && `the review of ${reviewer.login} was dismissed`;
const wantsChanges = ({ state, reviewer }) => state !== "APPROVED" && `${reviewer.login} asked for changes`;
const isApp = ({ reviewer: { login, type } }) => type !== "User" && `${login} is an app, and no app approves`;
const isNoApprover = ({ reviewer: { login } }, { groups }) => !groups.some((group) => group.people.has(foldLogin(login))) && `${login} is no approver here`;
const mayNotWrite = ({ reviewer: { login } }, { facts }) => !facts.writers.has(foldLogin(login)) && `${login} may not write to this repository`;
const ofUnknownHead = ({ commit, reviewer }) => commit === void 0 && `GitHub does not say what ${reviewer.login} approved`;
const ofOlderHead = ({ commit, reviewer }, { facts }) => commit !== void 0 && commit !== facts.pull.head && `${reviewer.login} approved ${commit.slice(0, 7)}, an older head`;
const atUnknownTime = ({ submitted_at, reviewer }) => submitted_at === void 0 && `GitHub does not say when ${reviewer.login} approved`;
const afterMerge = ({ submitted_at, reviewer }, { facts: { until } }) => until !== void 0 && submitted_at !== void 0 && submitted_at > until && `${reviewer.login} approved after the merge`;
const forOtherBranch = ({ submitted_at, reviewer }, { facts: { retargeted } }) => retargeted !== void 0 && submitted_at !== void 0 && submitted_at <= retargeted && `${reviewer.login} approved while the pull request went into another branch`;
const REASONS = [
	dismissed,
	wantsChanges,
	isApp,
	isNoApprover,
	mayNotWrite,
	ofUnknownHead,
	ofOlderHead,
	atUnknownTime,
	afterMerge,
	forOtherBranch
];
function whyUncounted(review, ground) {
	for (const reason of REASONS) {
		const told = reason(review, ground);
		if (told !== false) return told;
	}
}
const approves = (review, ground) => REASONS.every((reason) => reason === mayNotWrite || reason(review, ground) === false);

// src/domain/seats.ts
function fillSeats(groups, people) {
	const seats = groups.flatMap(({ count, people: { size } }, index) => Array.from({ length: Math.min(count, size + 1) }, () => index));
	const taken = seats.map(() => void 0);
	const seat = (person, visited) => {
		for (const [place, index] of seats.entries()) {
			if (visited.has(place) || !groups[index]?.people.has(person)) continue;
			visited.add(place);
			const sitting = taken[place];
			if (sitting === void 0 || seat(sitting, visited)) {
				taken[place] = person;
				return true;
			}
		}
		return false;
	};
	let empty = seats.length;
	for (const person of people) {
		if (empty === 0) break;
		if (seat(person, /* @__PURE__ */ new Set())) empty -= 1;
	}
	return groups.map((_, group) => seats.filter((index, place) => index === group && taken[place] !== void 0).length);
}
function canBeFilled(groups, without) {
	const places = groups.reduce((sum, { count }) => sum + count, 0);
	const sizeOf = ({ people }) => people.size - (without !== void 0 && people.has(without) ? 1 : 0);
	if (groups.some((group) => sizeOf(group) < group.count)) return false;
	const tight = groups.filter((group) => sizeOf(group) < places);
	const taken = /* @__PURE__ */ new Map();
	const find = (group, visited) => {
		for (const person of group.people) {
			if (person === without || visited.has(person)) continue;
			visited.add(person);
			const other = taken.get(person);
			if (other !== void 0 && !find(other, visited)) continue;
			taken.set(person, group);
			return true;
		}
		return false;
	};
	return tight.every((group) => Array.from({ length: group.count }).every(() => find(group, /* @__PURE__ */ new Set())));
}

// src/domain/approvals.ts
const WEB_FLOW = "web-flow";
function judgeApprovals(facts, groups, grantee, at) {
	const involved = peopleInvolved(facts, grantee);
	const ground = {
		facts,
		groups
	};
	const refused = [];
	const counting = [];
	const uncounted = [];
	for (const review of lastReviews(facts.reviews)) {
		const { login } = review.reviewer;
		const part = involved.get(foldLogin(login));
		const why = whyUncounted(review, ground);
		if (why !== void 0) uncounted.push(why);
		else if (part === void 0) {
			counting.push(review);
			uncounted.push(...countedOnce(login, facts.reviews));
		}
		if (part !== void 0 && approves(review, ground)) refused.push(fourEyes(login, part, at));
	}
	const approving = counting.map(({ reviewer }) => foldLogin(reviewer.login));
	const filled = fillSeats(groups, approving);
	const missing = groups.flatMap((group, index) => {
		const count = group.count - (filled[index] ?? 0);
		const eligible = [...group.people].filter((p) => !involved.has(p) && !approving.includes(p)).sort();
		return count > 0 ? [{
			label: group.label,
			count,
			eligible
		}] : [];
	});
	const unknown = unnamedCommits(facts.commits, at);
	return {
		satisfied: missing.length === 0 && unknown.length === 0,
		required: groups.reduce((sum, group) => sum + group.count, 0),
		given: counting.map(({ reviewer }) => reviewer.login),
		eligible: [...new Set(missing.flatMap((group) => group.eligible))].sort(),
		missing,
		findings: [...unknown, ...missing.length > 0 ? [...refused, ...missing.map((group) => missingApproval(group, uncounted, at, facts.retargeted))] : []]
	};
}
function lastReviews(reviews) {
	const last = /* @__PURE__ */ new Map();
	for (const review of reviews) {
		if (review.state === "COMMENTED" || review.state === "PENDING") continue;
		last.set(foldLogin(review.reviewer.login), review);
	}
	return last.values();
}
function countedOnce(login, reviews) {
	const times = reviews.filter(({ state, reviewer }) => state === "APPROVED" && sameLogin(reviewer.login, login)).length;
	return times > 1 ? [`${login} approved ${times} times, and counts once`] : [];
}
function peopleInvolved(facts, grantee) {
	const involved = /* @__PURE__ */ new Map();
	const add = (login, part) => {
		if (login === void 0 || foldLogin(login) === WEB_FLOW) return;
		const person = foldLogin(login);
		if (!involved.has(person)) involved.set(person, part);
	};
	add(facts.pull.author.login, "opened the pull request");
	add(grantee, "gets the access");
	for (const commit of facts.commits) {
		add(commit.author, `wrote commit ${commit.sha.slice(0, 7)}`);
		add(commit.committer, `committed ${commit.sha.slice(0, 7)}`);
		for (const login of commit.co_authors) add(login, `co-wrote commit ${commit.sha.slice(0, 7)}`);
	}
	return involved;
}
function unnamedCommits(commits, at) {
	const hint = "Commit with an address that GitHub knows (Settings, Emails) and push again; then ask for approval anew.";
	return commits.flatMap((commit) => {
		const sha = commit.sha.slice(0, 7);
		const who = [
			...commit.author === void 0 ? ["its author"] : [],
			...commit.committer === void 0 ? ["its committer"] : [],
			...commit.unknown_co_authors.map((name) => `its co-author ${JSON.stringify(name)}`)
		];
		return who.length === 0 ? [] : [error("four-eyes", at, `commit ${sha}: GitHub cannot name ${who.join(" and ")}, so nobody can be shown to be somebody else`, hint)];
	});
}
const fourEyes = (login, part, at) => error("four-eyes", at, `the approval of ${login} does not count: ${login} ${part}`, "Somebody else of the role's approvers must approve.");
const TOLD$1 = 5;
function missingApproval(group, uncounted, at, retargeted) {
	const who = group.eligible.length === 0 ? "nobody is left who could" : `any of ${group.eligible.join(", ")}`;
	const early = retargeted === void 0 ? "" : ` Approvals count from ${formatInstant(retargeted)} on: until then the pull request went into another branch.`;
	const many = group.count === 1 ? "one approval" : `${group.count} approvals`;
	const given = uncounted.length === 0 ? "" : `: ${uncounted.slice(0, TOLD$1).join("; ")}`;
	return error("approvals", at, `${many} of ${group.label} missing at the final head commit${given}`, `Who may approve: ${who}.${early}`);
}
const groupLabel = (group) => [...group.teams, ...group.users].join(" or ");

// src/domain/eligibility.ts
const walked = /* @__PURE__ */ new WeakMap();
function todayOf(login, { people }) {
	const folded = foldLogin(login);
	if (people.size === 0) return {
		person: folded,
		until: void 0
	};
	const known = walked.get(people) ?? /* @__PURE__ */ new Map();
	walked.set(people, known);
	const path = /* @__PURE__ */ new Set();
	let next = folded;
	while (next !== void 0 && !known.has(next) && !path.has(next)) {
		path.add(next);
		const now = people.get(next)?.now;
		next = now === void 0 ? void 0 : foldLogin(now);
	}
	const logins = [...path];
	const circle = next !== void 0 && path.has(next) ? logins.splice(logins.indexOf(next)) : [];
	const over = circle.reduce((first, one) => sooner(first, people.get(one)?.until), void 0);
	for (const person of circle) known.set(person, {
		person,
		until: over
	});
	let behind = next === void 0 ? void 0 : known.get(next);
	for (const one of logins.reverse()) {
		behind = {
			person: behind?.person ?? one,
			until: sooner(behind?.until, people.get(one)?.until)
		};
		known.set(one, behind);
	}
	return known.get(folded) ?? {
		person: folded,
		until: void 0
	};
}
const sooner = (a, b) => a === void 0 ? b : b === void 0 ? a : earlier(a, b);
const personOf = (login, directory) => todayOf(login, directory).person;
const samePerson = (a, b, directory) => personOf(a, directory) === personOf(b, directory);
const isRenamed = (login, directory) => personOf(login, directory) !== foldLogin(login);
function hasLeft(login, directory, now) {
	const { until } = todayOf(login, directory);
	return until !== void 0 && until <= now;
}
const isMembership = (membership, now) => (membership.from === void 0 || membership.from <= now) && (membership.until === void 0 || now < membership.until);
function membersOf(group, directory, now) {
	const members = /* @__PURE__ */ new Set();
	const add = (login) => {
		if (!hasLeft(login, directory, now)) members.add(personOf(login, directory));
	};
	for (const team of group.teams) for (const membership of directory.teams.get(team) ?? []) if (isMembership(membership, now)) add(membership.login);
	for (const login of group.users) add(login);
	return members;
}
const membersFrom = (group, directory, now) => new Set(eachFrom(group, directory, now));
function* eachFrom(group, directory, now) {
	for (const login of group.users) if (!hasLeft(login, directory, now)) yield personOf(login, directory);
	for (const team of group.teams) for (const { login, until } of directory.teams.get(team) ?? []) if ((until === void 0 || now < until) && !hasLeft(login, directory, now)) yield personOf(login, directory);
}
function isMember(login, group, directory, now) {
	if (hasLeft(login, directory, now)) return false;
	const person = personOf(login, directory);
	const there = (other) => !hasLeft(other, directory, now);
	return group.users.some((user) => personOf(user, directory) === person && there(user)) || group.teams.some((team) => membershipsOf(person, team, directory).some((membership) => isMembership(membership, now) && there(membership.login)));
}
const indexes = /* @__PURE__ */ new WeakMap();
function membershipsOf(person, team, directory) {
	const memberships = directory.teams.get(team);
	if (memberships === void 0) return [];
	const ofPeople = indexes.get(directory.people) ?? /* @__PURE__ */ new WeakMap();
	indexes.set(directory.people, ofPeople);
	const index = ofPeople.get(memberships) ?? Map.groupBy(memberships, ({ login }) => personOf(login, directory));
	ofPeople.set(memberships, index);
	return index.get(person) ?? [];
}
function teamsOf(login, directory, now) {
	return [...directory.teams.keys()].filter((team) => isMember(login, {
		teams: [team],
		users: []
	}, directory, now)).sort();
}
function mayHold(login, role, break_glass, directory, now) {
	const group = break_glass ? role.break_glass?.requesters : role.requesters;
	return group !== void 0 && isMember(login, group, directory, now);
}
const setOf = (group, directory, now) => ({
	count: group.count,
	people: membersOf(group, directory, now),
	label: groupLabel(group)
});
const approverSets = (role, directory, now) => role.approvers.map((group) => setOf(group, directory, now));
const ownerSets = ({ settings, ...directory }, now) => settings === void 0 ? [] : [setOf(settings.owners, directory, now)];

// src/domain/tree.ts
const GRANT_BYTES = 65536;
const POLICY_BYTES = 4194304;

// src/domain/unsaid.ts
const startsWith = (path, start) => start.every((step, index) => path[index] === step);
var Unsaid = class extends Error {};
function unsaid(said, paths) {
	if (paths.length === 0) return said;
	return new Proxy(said, { get(target, key, receiver) {
		const below = paths.filter((path) => path.length === 0 || path[0] === key);
		if (!(key === "name" || key === "at") && below.some((path) => path.length < 2)) throw new Unsaid(`${String(key)} is not said`);
		const value = Reflect.get(target, key, receiver);
		return below.length === 0 || typeof value !== "object" || value === null ? value : unsaid(value, below.map((path) => path.slice(1)));
	} });
}
const onlyNamed = (known) => unsaid(known, [[]]);
function ifSaid(look) {
	try {
		return look();
	} catch (thrown) {
		if (thrown instanceof Unsaid) return void 0;
		throw thrown;
	}
}
const asFarAsSaid = (look) => ifSaid(look) ?? [];

// src/domain/nearest.ts
function distance(a, b, limit) {
	if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
	let before = [];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const neighbours = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
			next.push(Math.min(replaced, neighbours, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		if (Math.min(...next, ...row) > limit) return Number.POSITIVE_INFINITY;
		before = row;
		row = next;
	}
	return row[b.length] ?? Number.POSITIVE_INFINITY;
}
const plain$1 = (name) => name.toLowerCase().replaceAll("-", "_");
const isPart = (a, b) => Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a));
function nearest(name, known) {
	if (name.length > 100) return void 0;
	const written = plain$1(name);
	const limit = Math.max(1, Math.floor(name.length / 3));
	let best;
	const parts = [];
	for (const candidate of known) {
		const apart = distance(written, plain$1(candidate), best === void 0 ? limit : best.distance - 1);
		if (apart <= limit && (best === void 0 || apart < best.distance)) best = {
			name: candidate,
			distance: apart
		};
		if (isPart(written, plain$1(candidate))) parts.push(candidate);
	}
	return best?.name ?? (parts.length === 1 ? parts[0] : void 0);
}
function didYouMean(name, known) {
	const near = nearest(name, known);
	return near === void 0 ? void 0 : `Did you mean ${near}?`;
}

// src/domain/patience.ts
let arena;
function within(milliseconds, run) {
	arena ??= vm.createContext();
	arena.run = run;
	try {
		return vm.runInContext("run()", arena, { timeout: Math.max(1, Math.ceil(milliseconds)) });
	} catch (thrown) {
		if (thrown.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return void 0;
		throw thrown;
	} finally {
		arena.run = void 0;
	}
}
const AT_FIRST = 500;
const FOR_EACH = 10;
var Patience = class {
	#left;
	constructor(requests) {
		this.#left = AT_FIRST + FOR_EACH * requests;
	}
	get isOver() {
		return this.#left <= 0;
	}
	within(milliseconds, run) {
		if (this.isOver) return void 0;
		const begun = performance.now();
		try {
			return within(Math.min(milliseconds, this.#left), run);
		} finally {
			this.#left -= performance.now() - begun;
		}
	}
};

// src/domain/pattern.ts
v8.setFlagsFromString("--enable-experimental-regexp-engine");
const LIMIT$1 = 100;
const compiled = /* @__PURE__ */ new Map();
function matcher(pattern) {
	if (!compiled.has(pattern)) {
		if (compiled.size > 1e3) compiled.clear();
		compiled.set(pattern, compile$1(pattern));
	}
	return compiled.get(pattern);
}
const wholeMatcher = (pattern) => matcher(pattern) === void 0 ? void 0 : matcher(`^(?:${pattern})$`);
const UNICODE = /\\[pP]\{|\\u\{/;
const flagsOf = (pattern) => UNICODE.test(pattern) ? "u" : "";
const CHEAP$1 = 200;
function compile$1(pattern) {
	const flags = flagsOf(pattern);
	try {
		const slow = new RegExp(pattern, flags);
		const quick = linear(pattern, flags);
		if (quick === void 0) return underClock(slow);
		return costOf(pattern) > CHEAP$1 ? underClock(quick) : (text) => quick.test(text);
	} catch {
		return;
	}
}
function underClock(slow) {
	let last;
	return (text, patience) => {
		if (last?.text === text) return last.answer;
		const look = () => slow.test(text);
		const answer = patience === void 0 ? within(LIMIT$1, look) : patience.within(LIMIT$1, look);
		if (answer !== void 0) last = {
			text,
			answer
		};
		return answer;
	};
}
function costOf(pattern) {
	if (linear(pattern, flagsOf(pattern)) === void 0) return Number.POSITIVE_INFINITY;
	return [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce((cost, [, least, most]) => cost * Math.max(1, Number(most || least)), pattern.length);
}
function linear(pattern, flags) {
	try {
		return new RegExp(pattern, `${flags}l`);
	} catch {
		return;
	}
}

// src/domain/rotation/due.ts
const rotatesItself = (rotation) => rotation.kind === "database-static-role";
function factsOf$1(state, byVault) {
	const last = byVault ?? state?.last_done;
	return {
		...last === void 0 ? {} : { last },
		...state?.owed_since === void 0 ? {} : { owed_since: state.owed_since },
		...state?.begun === void 0 ? {} : { interrupted: state.begun.why }
	};
}
function doneBefore({ begun }, byVault) {
	if (begun === void 0 || byVault === void 0 || byVault < begun.since || byVault === begun.previous) return void 0;
	const { since: _, ...rest } = begun;
	return {
		...rest,
		at: byVault
	};
}
function rotationsDue(rotations, facts, now) {
	const due = [];
	for (const rotation of rotations) {
		const { last, owed_since, interrupted } = facts.get(rotation.name) ?? {};
		if (owed_since !== void 0) due.push({
			rotation,
			why: "owed"
		});
		else if (interrupted !== void 0) due.push({
			rotation,
			why: interrupted
		});
		else if (rotation.every === void 0 || rotatesItself(rotation)) continue;
		else if (last === void 0 || plus(last, rotation.every) <= now) due.push({
			rotation,
			why: "due"
		});
	}
	return due.sort((a, b) => Number(b.why === "owed") - Number(a.why === "owed") || (a.rotation.name < b.rotation.name ? -1 : 1));
}
function lateness(rotation, facts, now) {
	const { last, owed_since } = facts;
	const beyond = (moment, allowed) => seconds(between(moment, now) - allowed);
	if (rotation.every !== void 0 && last !== void 0) {
		const by = beyond(last, rotation.every + rotation.grace);
		if (by > 0) return {
			by,
			because: "age",
			since: last
		};
	}
	if (owed_since !== void 0) {
		const by = beyond(owed_since, rotation.grace);
		if (by > 0) return {
			by,
			because: "owed",
			since: owed_since
		};
	}
	if (rotation.every !== void 0 && last === void 0) return {
		by: seconds(0),
		because: "never"
	};
}
function missedFinding(rotation, late, done) {
	const by = formatDuration(late.by);
	const every = rotation.every === void 0 ? "" : formatDuration(rotation.every);
	const grace = formatDuration(rotation.grace);
	const what = {
		age: `${rotation.name} was due every ${every} and is ${by} later than the grace of ${grace} allows`,
		owed: `${rotation.name} is owed since a grant ended, ${by} longer than the grace of ${grace} allows`,
		never: `${rotation.name} is to be rotated every ${every} and, as far as anybody knows, never was`
	}[late.because];
	const place = rotation.at();
	if (done) return warning("rotation-missed", place, `${what}; it is done now`);
	const hint = rotatesItself(rotation) ? `Vault rotates it by its own rotation_period: look why it does not, or run leasehold rotate ${rotation.name}` : `run leasehold rotate ${rotation.name}, and look why the schedule did not`;
	return error("rotation-missed", place, what, hint);
}

// src/domain/rules/access-engines.ts
const ENGINES = /* @__PURE__ */ new Set([
	"ad",
	"alicloud",
	"approle",
	"aws",
	"azure",
	"consul",
	"database",
	"gcp",
	"keymgmt",
	"kmip",
	"kubernetes",
	"kv",
	"ldap",
	"mongodbatlas",
	"nomad",
	"openldap",
	"pki",
	"rabbitmq",
	"ssh",
	"terraform",
	"totp",
	"transform",
	"transit"
]);
const engineOf = (firstSegment) => firstSegment === "secret" ? "kv" : ENGINES.has(firstSegment) ? firstSegment : void 0;
const CLOSED_EVERYWHERE = [{
	operations: [
		"config",
		"roles",
		"static-roles",
		"rotate-*"
	],
	writing: true,
	why: "who writes an engine's config or roles gives themselves what no approver saw"
}];
const LDAP = [{
	operations: ["role", "static-role"],
	writing: true,
	why: "who writes a role gives or takes more than the grant"
}, {
	operations: ["library"],
	writing: true,
	open: /^library\/(?!manage\/)[^/+*]+\/check-(?:in|out)$/,
	why: "who writes a set of accounts, or checks in for others, gives or takes more than the grant"
}];
const ROLE = [{
	operations: ["role"],
	writing: true,
	why: "who writes a role gives themselves what no approver saw"
}];
const CLOSED = {
	database: [{
		operations: [
			"config",
			"roles",
			"static-roles",
			"rotate-*",
			"reset",
			"reload"
		],
		writing: false,
		why: "it is how the database mount is run, not a credential with an end"
	}],
	transit: [{
		operations: [
			"keys",
			"restore",
			"cache-config"
		],
		writing: true,
		why: "who writes a key can keep it, or end it for all"
	}, {
		operations: [
			"export",
			"backup",
			"byok-export"
		],
		writing: false,
		why: "a key that left Vault has no end"
	}],
	pki: [
		{
			operations: [
				"root",
				"intermediate",
				"issuer",
				"issuers",
				"sign-verbatim"
			],
			writing: false,
			why: "an authority or a certificate without the role's bounds outlives every grant"
		},
		{
			operations: ["keys", "key"],
			writing: true,
			why: "a key of an authority that is made or imported outlives every grant"
		},
		{
			operations: [
				"revoke",
				"revoke-with-key",
				"tidy",
				"tidy-cancel"
			],
			writing: true,
			why: "it takes away what was given to others"
		},
		{
			operations: ["acme", "eab"],
			writing: true,
			why: "an account there orders certificates long after the grant's end"
		},
		{
			operations: ["cel"],
			writing: true,
			open: /^cel\/(?:issue|sign)\/[^/+*]+$/,
			why: "who writes a role gives themselves what no approver saw"
		}
	],
	ssh: [{
		operations: [
			"issuer",
			"issuers",
			"keys"
		],
		writing: true,
		why: "a key that signs for everybody outlives every grant"
	}],
	gcp: [{
		operations: [
			"roleset",
			"static-account",
			"impersonated-account"
		],
		writing: true,
		open: /^[^/]+\/[^/+*]+\/(?:token|key)$/,
		why: "who writes an account's bindings gives themselves what no approver saw"
	}],
	transform: [{
		operations: [
			"role",
			"transformation",
			"transformations",
			"template",
			"alphabet",
			"stores"
		],
		writing: true,
		why: "who writes how values are transformed can read them all"
	}, {
		operations: ["tokenization"],
		writing: false,
		why: "keys of tokens, and their export, are more than one value at a time"
	}],
	keymgmt: [{
		operations: ["key", "kms"],
		writing: true,
		why: "who distributes a key elsewhere has it without an end"
	}],
	kmip: [{
		operations: ["scope"],
		writing: true,
		why: "a client's certificate made there outlives every grant"
	}],
	ldap: LDAP,
	openldap: LDAP,
	ad: LDAP,
	nomad: ROLE,
	alicloud: ROLE,
	terraform: ROLE,
	totp: [{
		operations: ["keys"],
		writing: true,
		why: "who makes a key knows it, and can replace another's"
	}],
	approle: [{
		operations: ["*"],
		writing: false,
		why: "a secret-id logs in long after the grant's end"
	}]
};
const WITHOUT_ROLES = /* @__PURE__ */ new Set([
	"kv",
	"generic",
	"cubbyhole"
]);
const HANDS_OUT = /* @__PURE__ */ new Set([
	"creds",
	"static-creds",
	"static-cred",
	"sts",
	"issue",
	"sign"
]);
const NAMES_A_ROLE = /* @__PURE__ */ new Set([
	"sign-verbatim",
	"key",
	"token",
	"roleset",
	"impersonated-account",
	"static-account",
	"library",
	"encrypt",
	"decrypt",
	"rewrap",
	"datakey",
	"verify",
	"hmac",
	"code"
]);

// src/domain/rules/access-faults.ts
const shownPath = (path) => path.length > 200 ? `${path.slice(0, 199)}…` : path;
const CORE = /* @__PURE__ */ new Set([
	"sys",
	"auth",
	"identity",
	"cubbyhole"
]);
const CAPABILITIES = /* @__PURE__ */ new Set([
	"create",
	"read",
	"update",
	"delete",
	"list",
	"patch",
	"scan"
]);
const WRITES = /* @__PURE__ */ new Set([
	"create",
	"update",
	"patch",
	"delete"
]);
const NEVER = /\{\{|\.\.|\/\/|%|["'`]|[\u0000-\u001f\u007f-\u009f]/;
function accessFaults(path, capabilities, engine, mount, own = "leasehold") {
	const faults = [...new Set(capabilities)].flatMap(capabilityFault);
	const bare = path.replace(/^\//, "");
	const odd = NEVER.exec(bare);
	if (odd) {
		const found = odd[0] === "//" || odd[0] === ".." ? odd[0] : JSON.stringify(odd[0]);
		faults.push({
			message: `${found} is not allowed in a path: Vault or a proxy may read it as another one`,
			hint: "Write the path in full, such as database/creds/orders-read."
		});
	}
	const faultOfStart = startFault(bare, own);
	if (faultOfStart) return [...faults, faultOfStart];
	const star = bare.indexOf("*");
	if (star !== -1 && star !== bare.length - 1) faults.push({
		message: "* means something only at the end of a path",
		hint: "Write + for one whole segment, or name the path."
	});
	const place = mountOf(bare, mount);
	const kind = engine ?? engineOf(place.mount);
	return [
		...faults,
		...closedFaults(place.rest, capabilities, kind),
		...globFaults(place.rest, kind)
	];
}
function capabilityFault(capability) {
	if (CAPABILITIES.has(capability)) return [];
	const known = [...CAPABILITIES].join(", ");
	if (capability === "sudo" || capability === "root") return [{
		message: `the capability ${capability} reaches into Vault itself`,
		hint: `Write some of ${known}.`
	}];
	if (capability === "deny") return [{
		message: "deny: a role gives, it does not take",
		hint: "Leave the path out."
	}];
	return [{
		message: `there is no capability ${JSON.stringify(shownPath(capability))}`,
		hint: `Write some of ${known}.`
	}];
}
function startFault(path, own) {
	const [first = ""] = path.split("/");
	if (first === "") return {
		message: "the path has no mount",
		hint: "Write it with its mount in front."
	};
	if (CORE.has(first)) return {
		message: `${first}/ is Vault itself: what is made there outlives or exceeds the grant`,
		hint: "Give paths of secrets engines only."
	};
	if (/[*+]/.test(first)) return {
		message: `${first} reaches into every mount, Vault's own too`,
		hint: "Name the mount in full."
	};
	const segments = path.split("/");
	return own.split("/").every((segment, index) => {
		const found = segments[index];
		return found === segment || found === "+" || found?.endsWith("*") && segment.startsWith(found.slice(0, -1));
	}) ? {
		message: `${own}/ is where Leasehold keeps records and pick-ups`,
		hint: "Give paths of other mounts only."
	} : void 0;
}
function mountOf(path, mount) {
	const segments = path.split("/");
	const depth = mount === void 0 ? 1 : mount.split("/").length;
	return {
		mount: segments.slice(0, depth).join("/"),
		rest: segments.slice(depth)
	};
}
function closedFaults(rest, capabilities, engine) {
	const [operation] = rest;
	if (operation === void 0) return [];
	const writes = capabilities.some((capability) => WRITES.has(capability));
	const below = rest.join("/");
	const reached = (closed) => (writes || !closed.writing) && closed.open?.test(below) !== true && closed.operations.find((each) => reaches(operation, each));
	const list = [...CLOSED_EVERYWHERE, ...engine === void 0 ? [] : CLOSED[engine] ?? []];
	const faults = /* @__PURE__ */ new Map();
	for (const closed of list) {
		const found = reached(closed);
		if (found === void 0 || found === false) continue;
		const doing = closed.writing ? "writing " : "";
		const what = found === "*" ? engine ?? "it" : `${found.replace("*", "…")} of ${engine ?? "an engine"}`;
		faults.set(closed.operations[0] ?? found, {
			message: `${doing}${what} is not for roles: ${closed.why}`,
			hint: hintFor$1(operation, found)
		});
	}
	return [...faults.values()];
}
function hintFor$1(segment, closed) {
	if (closed === "*") return "Give paths of other engines only.";
	return /[*+]/.test(segment) ? "Name the path without globs." : "Give the path that hands out the credential.";
}
function reaches(segment, operation) {
	if (segment === "+" || operation === "*") return true;
	const prefix = operation.endsWith("*") ? operation.slice(0, -1) : void 0;
	if (!segment.endsWith("*")) return prefix === void 0 ? segment === operation : segment.startsWith(prefix);
	const glob = segment.slice(0, -1);
	return prefix === void 0 ? operation.startsWith(glob) : prefix.startsWith(glob) || glob.startsWith(prefix);
}
function globFaults(rest, engine) {
	if (engine !== void 0 && WITHOUT_ROLES.has(engine)) return [];
	const isGlob = (segment) => segment !== void 0 && (segment === "+" || segment.endsWith("*"));
	const [operation, name, key] = rest;
	const names = (one) => HANDS_OUT.has(one) || engine !== void 0 && NAMES_A_ROLE.has(one);
	return isGlob(operation) || isGlob(name) && operation !== void 0 && names(operation) || (operation === "datakey" || operation === "cel") && isGlob(key) ? [{
		message: `${shownPath(rest.join("/"))} swallows every role of the mount, later ones too`,
		hint: "Name each role's path."
	}] : [];
}

// src/domain/rules/asked.ts
const HOLDS = [];

// src/domain/rules/cel-words.ts
const DURATION = "google.protobuf.Duration";
const TIMESTAMP = "google.protobuf.Timestamp";
const FIELDS = {
	Request: {
		role: "string",
		user: "string",
		author: "string",
		duration: DURATION,
		begin: TIMESTAMP,
		end: TIMESTAMP,
		reason: "string",
		ticket: "string",
		break_glass: "bool",
		extends: "string"
	},
	User: {
		login: "string",
		teams: "list<string>"
	},
	Role: { name: "string" },
	LiveGrant: {
		role: "string",
		user: "string",
		begin: TIMESTAMP,
		end: TIMESTAMP
	}
};
var Value = class {
	constructor(fields) {
		Object.assign(this, fields);
	}
};
var Request = class {
	#asked;
	constructor(asked) {
		this.#asked = asked;
	}
	get role() {
		return this.#asked.grant.role;
	}
	get user() {
		return personOf(this.#asked.grant.user, this.#asked.policies);
	}
	get author() {
		return personOf(this.#asked.author, this.#asked.policies);
	}
	get duration() {
		return duration(lengthOf(this.#asked.grant));
	}
	get begin() {
		return timestamp(this.#asked.grant.begin);
	}
	get end() {
		return timestamp(this.#asked.grant.end);
	}
	get reason() {
		return this.#asked.grant.reason;
	}
	get ticket() {
		return this.#asked.grant.ticket ?? "";
	}
	get break_glass() {
		return this.#asked.grant.break_glass;
	}
	get extends() {
		return this.#asked.grant.extends ?? "";
	}
};
var User = class {
	#asked;
	#teams;
	constructor(asked) {
		this.#asked = asked;
	}
	get login() {
		return personOf(this.#asked.grant.user, this.#asked.policies);
	}
	get teams() {
		const { grant, policies } = this.#asked;
		this.#teams ??= teamsOf(grant.user, policies, grant.begin);
		return this.#teams;
	}
};
var Role = class extends Value {};
var LiveGrant = class extends Value {};
const LOGIN_FIELDS = /* @__PURE__ */ new Set([
	"user",
	"author",
	"login"
]);
const VARIABLES = {
	request: Object.keys(FIELDS.Request),
	user: Object.keys(FIELDS.User),
	role: Object.keys(FIELDS.Role)
};
const environment = new Environment({ limits: {
	maxAstNodes: 500,
	maxDepth: 40,
	maxListElements: 200,
	maxMapEntries: 200,
	maxCallArguments: 8
} }).registerType("Request", {
	ctor: Request,
	fields: FIELDS.Request
}).registerType("User", {
	ctor: User,
	fields: FIELDS.User
}).registerType("Role", {
	ctor: Role,
	fields: FIELDS.Role
}).registerType("LiveGrant", {
	ctor: LiveGrant,
	fields: FIELDS.LiveGrant
}).registerVariable("request", "Request").registerVariable("user", "User").registerVariable("role", "Role").registerVariable("now", TIMESTAMP).registerVariable("live", "list<LiveGrant>");
const LINEAR_MATCHES = "matchesLinear";
const evaluating = environment.clone().registerFunction(`string.${LINEAR_MATCHES}(string): bool`, (text, pattern) => {
	const matches = matcher(pattern);
	if (matches === void 0) throw new Error(`${JSON.stringify(pattern)} is no regular expression`);
	const answer = matches(text);
	if (answer === void 0) throw new Error(`${JSON.stringify(pattern)} took too long`);
	return answer;
});
const DurationOf = environment.evaluate("duration(\"1s\")").constructor;
const duration = (length) => new DurationOf(BigInt(length));
const timestamp = (moment) => /* @__PURE__ */ new Date(moment * 1e3);
const liveGrant$1 = (grant, policies) => new LiveGrant({
	role: grant.role,
	user: personOf(grant.user, policies),
	begin: timestamp(grant.begin),
	end: timestamp(grant.end)
});
const lists = /* @__PURE__ */ new WeakMap();
function liveGrants(grants, self, policies) {
	let known = lists.get(grants);
	if (known?.policies !== policies) {
		known = {
			policies,
			list: grants.map((grant) => liveGrant$1(grant, policies)),
			places: new Map(grants.map((grant, place) => [grant, place]))
		};
		lists.set(grants, known);
	}
	const place = known.places.get(self);
	return place === void 0 ? known.list : known.list.toSpliced(place, 1);
}
const valuesOf = (asked, sees_live) => {
	const { grant, role, live, policies, now } = asked;
	return {
		request: new Request(asked),
		user: new User(asked),
		role: new Role({ name: role.name }),
		now: timestamp(now),
		live: sees_live ? liveGrants(live, grant, policies) : []
	};
};

// src/domain/rules/cel-faults.ts
function faultOf(thrown) {
	if (thrown instanceof ParseError || thrown instanceof TypeError || thrown instanceof EvaluationError) return {
		message: `${thrown.summary.slice(0, 1).toLowerCase()}${thrown.summary.slice(1)}`,
		range: thrown.range,
		hint: hintFor(thrown.summary)
	};
	return { message: thrown instanceof Error ? thrown.message : String(thrown) };
}
function hintFor(summary) {
	const [, key] = /^No such key: (\w+)$/.exec(summary) ?? [];
	if (key !== void 0) {
		const fields = [...new Set(Object.values(VARIABLES).flat())];
		return didYouMean(key, fields) ?? `Fields: ${fields.join(", ")}.`;
	}
	const [, variable] = /^Unknown variable: (\w+)$/.exec(summary) ?? [];
	if (variable !== void 0) return "Variables: request, user, role, now, live.";
	if (/google\.protobuf\.Duration.*\b(?:int|double|uint)\b/.test(summary)) return "A duration compares with a duration: write duration(\"2h\").";
}
function faultsOfNode(node) {
	const { range } = node;
	if (node.op === "call" && node.args[0] === "dyn") return [{
		message: "dyn() hides types from the check",
		range,
		hint: "Leave dyn() out."
	}];
	if (node.op === "." && node.args[0].op === "id") {
		const fields = VARIABLES[node.args[0].args];
		const field = node.args[1];
		if (fields !== void 0 && !fields.includes(field)) return [{
			message: `no such key: ${field}`,
			range,
			hint: didYouMean(field, fields)
		}];
	}
	if (node.op === "call" && (node.args[0] === "duration" || node.args[0] === "timestamp")) {
		const [literal] = node.args[1];
		if (literal?.op === "value" && typeof literal.args === "string") return literalFaults(node.args[0], literal.args, range);
	}
	if (node.op === "==" || node.op === "!=" || node.op === "in") return loginFaults(node);
	return [];
}
function literalFaults(kind, text, range) {
	try {
		environment.evaluate(`${kind}(${JSON.stringify(text)})`);
		return [];
	} catch {
		const hint = kind === "duration" ? "CEL knows h, m and s: write 48h for two days." : "Write RFC 3339 with an offset, such as 2026-11-21T18:00:00Z.";
		return [{
			message: `${JSON.stringify(text)} is no ${kind}`,
			range,
			hint
		}];
	}
}
function loginFaults(node) {
	const isLogin = (one) => one.op === "." && LOGIN_FIELDS.has(one.args[1]);
	if (!node.args.some(isLogin)) return [];
	return node.args.flatMap((one) => one.op === "list" ? one.args : [one]).flatMap((one) => one.op === "value" && typeof one.args === "string" && /[A-Z]/.test(one.args) ? [{
		message: `logins are in lower case here; ${JSON.stringify(one.args)} is never equal to one`,
		range: one.range,
		hint: `Write ${JSON.stringify(one.args.toLowerCase())}.`
	}] : []);
}
function marked(expr, range) {
	if (range === void 0) return "";
	const start = Math.min(range.start, expr.length);
	const from = expr.lastIndexOf("\n", start - 1) + 1;
	const lineEnd = expr.indexOf("\n", start);
	const to = lineEnd === -1 ? expr.length : lineEnd;
	const length = Math.max(1, Math.min(range.end, to) - start);
	return `\n  ${expr.slice(from, to)}\n  ${" ".repeat(start - from)}${"^".repeat(length)}`;
}

// src/domain/rules/cel-nodes.ts
const isNode = (value) => typeof value === "object" && value !== null && "op" in value && "args" in value;
function nodesOf(value) {
	const nodes = [];
	const waiting = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (isNode(next)) {
			nodes.push(next);
			waiting.push(next.args);
		} else if (Array.isArray(next)) waiting.push(...next.toReversed());
	}
	return nodes;
}
const REPEATING = /* @__PURE__ */ new Set([
	"all",
	"exists",
	"exists_one",
	"map",
	"filter"
]);
const SOME = 10;
const sizeOf = (node) => {
	if (node.op === "list" || node.op === "map") return node.args.length;
	if (node.op === "+") return sizeOf(node.args[0]) + sizeOf(node.args[1]);
	if (node.op === "rcall" && REPEATING.has(node.args[0])) return sizeOf(node.args[1]);
	return SOME;
};
function stepsOf(value) {
	if (Array.isArray(value)) return value.reduce((sum, each) => sum + stepsOf(each), 0);
	if (!isNode(value)) return 0;
	if (value.op !== "rcall" || !REPEATING.has(value.args[0])) return 1 + stepsOf(value.args);
	const [, list, body] = value.args;
	return stepsOf(list) + sizeOf(list) * (1 + stepsOf(body));
}
const isWrittenOut = (node) => node.op === "list" || node.op === "map" || node.op === "+" && isWrittenOut(node.args[0]) && isWrittenOut(node.args[1]) || node.op === "rcall" && REPEATING.has(node.args[0]) && isWrittenOut(node.args[1]);
function repeatsUnknown(ast) {
	for (const node of nodesOf(ast)) {
		if (node.op !== "rcall" || !REPEATING.has(node.args[0])) continue;
		if (!isWrittenOut(node.args[1])) return true;
		for (const inner of nodesOf(node.args[2])) if (inner.op === "rcall" && (REPEATING.has(inner.args[0]) || inner.args[0] === "matches")) return true;
	}
	return false;
}
function renameCalls(ast, from, to) {
	for (const node of nodesOf(ast)) if (node.op === "rcall" && node.args[0] === from) node.args[0] = to;
}
function mentions(ast, variable) {
	for (const node of nodesOf(ast)) if (node.op === "id" && node.args === variable) return true;
	return false;
}

// src/domain/rules/cel.ts
const LIMIT = 200;
const FEW_STEPS = 2e3;
const MOST_STEPS = 1e5;
const compilations = /* @__PURE__ */ new WeakMap();
function compilationOf(rule) {
	const known = compilations.get(rule) ?? compile(rule.expr);
	compilations.set(rule, known);
	return known;
}
function compile(expr) {
	if (expr.length > 4e3) return {
		ok: false,
		faults: [{ message: `${expr.length} characters; a rule has at most 4000` }]
	};
	try {
		const checked = environment.check(expr);
		if (!checked.valid) return {
			ok: false,
			faults: [faultOf(checked.error)]
		};
		const parsed = environment.parse(expr);
		const faults = nodesOf(parsed.ast).flatMap(faultsOfNode);
		if (checked.type !== "bool") faults.unshift({ message: `gives ${checked.type}; a rule gives bool` });
		if (stepsOf(parsed.ast) > MOST_STEPS) faults.push({ message: "repeats too often to be judged in time" });
		if (faults.length > 0) return {
			ok: false,
			faults
		};
		const { ast } = parsed;
		const looks_at_live = mentions(ast, "live");
		const slow = looks_at_live || repeatsUnknown(ast) || stepsOf(ast) > FEW_STEPS || matchesSlowly(ast);
		renameCalls(ast, "matches", LINEAR_MATCHES);
		return {
			ok: true,
			value: {
				evaluate: evaluating.parse(serialize(ast)),
				slow,
				looks_at_live
			}
		};
	} catch (thrown) {
		return {
			ok: false,
			faults: [faultOf(thrown)]
		};
	}
}
const CHEAP = 60;
function matchesSlowly(ast) {
	return nodesOf(ast).flatMap((node) => {
		if (node.op !== "rcall" || node.args[0] !== "matches") return [];
		const [, text, [pattern]] = node.args;
		return [text.op === "." && pattern?.op === "value" && typeof pattern.args === "string" ? costOf(pattern.args) : Number.POSITIVE_INFINITY];
	}).reduce((sum, cost) => sum + cost, 0) > CHEAP;
}
const ruleFaults = (role) => role.rules.flatMap((rule, index) => {
	const compilation = compilationOf(rule);
	if (compilation.ok) return [];
	return compilation.faults.map((fault) => error(`rule:${rule.name}`, role.at("rules", index, "expr"), `expr: ${fault.message}${marked(rule.expr, fault.range)}`, fault.hint));
});
const looksAtLive = (role) => role.rules.some((rule) => {
	const compilation = compilationOf(rule);
	return compilation.ok && compilation.value.looks_at_live;
});
const SIMPLER = "Have the rule made simpler: what repeats over live, or within a repetition, takes time.";
const roleRules = (asked) => {
	if (asked.role.rules.length === 0) return HOLDS;
	const values = valuesOf(asked, looksAtLive(asked.role));
	return asked.role.rules.flatMap((rule) => asFarAsSaid(() => roleRule(rule, asked, values)));
};
function roleRule(rule, asked, values) {
	const refused = (message, hint) => [error(`rule:${rule.name}`, asked.grant.at("role"), message, hint)];
	const compilation = compilationOf(rule);
	if (!compilation.ok) return refused(`rule ${rule.name} of ${asked.role.name} is broken, so it denies: ${compilation.faults[0]?.message}`, "Have the rule mended (leasehold check).");
	const { evaluate, slow } = compilation.value;
	try {
		const late = slow && asked.patience.isOver;
		const answer = slow ? asked.patience.within(LIMIT, () => evaluate(values)) : evaluate(values);
		if (answer === true) return [];
		if (answer === void 0) {
			const why = late ? "was not looked at: slow rules before it" : "is too slow: it";
			return refused(`rule ${rule.name} of ${asked.role.name} ${why} took too long, so it denies`, SIMPLER).map(outOfTime);
		}
		return refused(rule.message, `Rule ${rule.name} of ${asked.role.name}: ${rule.expr.trim()}`);
	} catch (thrown) {
		if (thrown instanceof Unsaid) throw thrown;
		return refused(`rule ${rule.name} cannot be evaluated, so it denies: ${faultOf(thrown).message}`);
	}
}

// src/domain/rules/looked.ts
const andMore = (findings) => findings.slice(-1).map(({ hint: _, ...last }) => ({
	...last,
	message: "more of them may be wrong",
	hint: "Mend these first."
}));
const ofRoles = (rule) => (looked) => [...looked.policies.roles.values()].flatMap((role) => asFarAsSaid(() => rule(role, looked)));
const ofSettings = (rule) => (looked) => asFarAsSaid(() => looked.policies.settings === void 0 ? [] : rule(looked.policies.settings, looked));

// src/domain/rules/enough-approvers.ts
const setsOf = (groups, { policies, now }) => groups.map((group) => ({
	count: group.count,
	people: membersFrom(group, policies, now),
	label: groupLabel(group)
}));
function tooFew(groups, at, key) {
	const people = new Set(groups.flatMap((group) => [...group.people]));
	const asked = groups.reduce((sum, group) => sum + group.count, 0);
	const each = groups.map((group) => `${group.count} of ${group.label} (${group.people.size})`).join(", ");
	return [error("approvers-short", at(key), `${key}: ${asked} different people must approve, ${each}; ${people.size} ${people.size === 1 ? "is" : "are"} there`, "Add people to policies/teams.yaml, or lower count.")];
}
const ownersEnough = ofSettings((settings, looked) => {
	const owners = setsOf([settings.owners], looked);
	return canBeFilled(owners) ? [] : tooFew(owners, settings.at, "owners");
});
const approversEnough = ofRoles((role, looked) => {
	const { policies, now } = looked;
	const groups = setsOf(role.approvers, looked);
	if (!canBeFilled(groups)) return tooFew(groups, role.at, "approvers");
	if (eachFrom(role.requesters, policies, now).some((person) => canBeFilled(groups, person))) return [];
	const requesters = [...membersFrom(role.requesters, policies, now)];
	if (requesters.length === 0) return [];
	return [error("approvers-short", role.at("approvers"), `approvers: without the person who asks, nobody is left to approve; requesters are ${requesters.sort().slice(0, 12).join(", ")}`, "Add people to the approvers: nobody approves their own request.")];
});

// src/domain/rules/known-names.ts
const HINTED = 10;
function unknownNames(names, known, told) {
	const findings = [];
	for (const [index, name] of names.entries()) {
		if (known.has(name)) continue;
		const near = findings.length < HINTED ? didYouMean(name, known.keys()) : void 0;
		findings.push(told(name, index, near));
		if (findings.length >= 50) return [...findings, ...andMore(findings)];
	}
	return findings;
}
const unknownTeams = ({ teams }, { policies }, at, path) => unknownNames(teams, policies.teams, (team, index, near) => error("team-unknown", at(...path(), "teams", index), `there is no team ${team} in policies/teams.yaml`, near ?? "Add it there, or name another one."));
const teamsKnown = [
	ofSettings(({ owners, at }, looked) => unknownTeams(owners, looked, at, () => ["owners"])),
	ofRoles(({ requesters, at }, looked) => unknownTeams(requesters, looked, at, () => ["requesters"])),
	ofRoles((role, looked) => role.approvers.flatMap((group, index) => unknownTeams(group, looked, role.at, () => approverPath(role, index)))),
	ofRoles(({ break_glass: glass, at }, looked) => glass === void 0 ? [] : unknownTeams(glass.requesters, looked, at, () => ["break_glass", "requesters"]))
];
const approverPath = (role, index) => {
	const single = role.at("approvers", "teams");
	const parent = role.at("approvers");
	return single.line !== parent.line || single.column !== parent.column ? ["approvers"] : ["approvers", index];
};
const rotationsKnown = ofRoles((role, { policies }) => unknownNames(role.rotate_after, policies.rotations, (name, index, near) => error("rotation-unknown", role.at("rotate_after", index), `there is no rotation ${name} in policies/rotations/`, near ?? `Write policies/rotations/${name}.yaml.`)));
const conflictsKnown = ofRoles((role, { policies }) => unknownNames(role.conflicts, policies.roles, (name, index, near) => error("role-unknown", role.at("conflicts", index), `there is no role ${name} in policies/roles/`, near ?? "Leave it out.")));

// src/domain/rules/static-secret.ts
const staticSecret = (role, { policies }) => {
	const rotations = role.rotate_after.flatMap((name) => policies.rotations.get(name) ?? []);
	return role.access.flatMap((access, index) => {
		const secret = access.capabilities.includes("read") ? staticSecretOf(access.path) : void 0;
		if (secret === void 0 || rotations.some((rotation) => answersFor(rotation, secret))) return [];
		return [warning("static-secret", role.at("access", index, "path"), `${shownPath(access.path)}: what is read there stays valid after the grant's end, and rotate_after rotates nothing that answers for it`, secret.kind === "database" ? `Write a rotation of kind database-static-role, mount ${secret.mount}, name ${secret.name}, and name it in rotate_after.` : "Name a rotation of the secret in rotate_after, or give a dynamic credential instead.")];
	});
};
const SHOWS_NONE = /* @__PURE__ */ new Set([...[
	"metadata",
	"delete",
	"undelete",
	"destroy",
	"subkeys",
	"config"
], ...[
	"creds",
	"sts",
	"issue",
	"sign"
]]);
function staticSecretOf(path) {
	const match = /^\/?(.+?)\/(data|static-creds?)\/(.+)$/.exec(path);
	if (!match) return globOfSecrets(path) ?? versionOneSecret(path);
	const [, mount = "", operation, name = ""] = match;
	return {
		kind: operation === "static-creds" ? "database" : "kv",
		mount,
		name
	};
}
function versionOneSecret(path) {
	const [mount = "", operation, ...rest] = path.replace(/^\//, "").split("/");
	if (engineOf(mount) !== "kv" || operation === void 0 || operation === "" || SHOWS_NONE.has(operation)) return void 0;
	return {
		kind: "kv",
		mount,
		name: [operation, ...rest].join("/")
	};
}
function globOfSecrets(path) {
	const [mount = "", ...rest] = path.replace(/^\//, "").split("/");
	const engine = engineOf(mount);
	const operations = engine === void 0 ? ["data", "static-creds"] : KEEPS[engine] ?? [];
	for (const [index, segment] of rest.entries()) {
		const last = index === rest.length - 1;
		if ((segment.endsWith("*") ? engine === void 0 || engine === "kv" || operations.some((one) => one.startsWith(segment.slice(0, -1))) : segment === "+" && !last) && operations.length > 0) return {
			kind: "kv",
			mount,
			name: rest.slice(index + 1).join("/")
		};
		if (SHOWS_NONE.has(segment)) return void 0;
	}
}
const KEEPS = {
	kv: ["data"],
	database: ["static-creds"],
	aws: ["static-creds"],
	ldap: ["static-cred"],
	openldap: ["static-cred"]
};
const answersFor = (rotation, { kind, mount, name }) => kind === "kv" || rotatesItself(rotation) && rotation.mount === mount && rotation.target === name || rotation.kind === "vault-endpoint" && rotation.path === `${mount}/rotate-role/${name}`;

// src/domain/rules/policy-rules.ts
const accessAllowed = ofRoles((role, { policies }) => {
	const findings = [];
	for (const [index, { path, capabilities }] of role.access.entries()) for (const { message, hint } of accessFaults(path, capabilities, void 0, void 0, policies.settings?.vault.mount)) {
		const told = `${shownPath(path)}: ${message}`;
		findings.push(error("access-forbidden", role.at("access", index, "path"), told, hint));
		if (findings.length >= 50) return [...findings, ...andMore(findings)];
	}
	return findings;
});
const ticketPattern = ofRoles((role) => role.require.ticket === void 0 || matcher(role.require.ticket) !== void 0 ? [] : [error("schema", role.at("require", "ticket"), `ticket: ${role.require.ticket} is no regular expression`, "Write one such as '(INC|CHG)-\\d+'.")]);
const UNREACHABLE = seconds(21600);
const rotationsReachable = ({ policies }) => [...policies.rotations.values()].flatMap((rotation) => asFarAsSaid(() => rotatesItself(rotation) || rotation.every === void 0 || rotation.every >= UNREACHABLE ? [] : [warning("rotation-unreachable", rotation.at("every"), `every: ${formatDuration(rotation.every)} is more often than a workflow's schedule can be relied on`, `Write ${formatDuration(UNREACHABLE)} or more, or run leasehold serve beside Vault.`)]));
const POLICY_RULES = [
	...teamsKnown,
	rotationsKnown,
	conflictsKnown,
	ownersEnough,
	approversEnough,
	accessAllowed,
	ticketPattern,
	ofRoles(ruleFaults),
	ofRoles(staticSecret),
	rotationsReachable
];

// src/domain/check-policies.ts
const checkPolicies = (policies, now) => inOrder$1(POLICY_RULES.flatMap((rule) => rule({
	policies,
	now
})));

// src/domain/rules/extension.ts
const extension = (asked) => {
	const { grant, chain = [] } = asked;
	if (grant.extends === void 0) return HOLDS;
	const at = grant.at("extends");
	const findings = [];
	for (const key of ["start", "until"]) {
		if (grant[key] === void 0) continue;
		findings.push(error("extends", grant.at(key), `${key}: an extension begins on landing and lasts duration beyond the end of what it extends`, `Leave ${key} out and write duration.`));
	}
	const extended = chain.at(-1);
	if (extended === void 0) return [...findings, error("extends", at, `extends: ${grant.extends} is no grant of this repository`, HINT$1)];
	if (extended.role !== grant.role) findings.push(error("extends", at, `extends: ${grant.extends} is of role ${extended.role}, not ${grant.role}`, HINT$1));
	if (!samePerson(extended.user, grant.user, asked.policies)) findings.push(error("extends", at, `extends: ${grant.extends} is ${extended.user}'s, not ${grant.user}'s`, HINT$1));
	if (!isLive(extended, grant.begin)) {
		const when = extended.end <= grant.begin ? `ended at ${formatInstant(extended.end)}` : `begins at ${formatInstant(extended.begin)}`;
		findings.push(error("extends", at, `extends: ${grant.extends} ${when}; only a grant that is live can be extended`, "Leave extends out and ask anew."));
	}
	return [...findings, ...withinTotal(asked, chain)];
};
const HINT$1 = "leasehold status shows the keys of your live grants; leasehold extend writes the file.";
function withinTotal({ grant, role }, chain) {
	const { max_total } = role.duration;
	const first = instant(Math.min(grant.begin, ...chain.map((each) => each.begin)));
	const total = between(first, grant.end);
	if (max_total === void 0 || total <= max_total) return HOLDS;
	const room = (grant.duration ?? 0) - (total - max_total);
	return [error("extends", grant.at("duration"), `duration: with its extensions the grant would last ${formatDuration(total)}; ${role.name} allows ${formatDuration(max_total)}`, room > 0 ? `Write ${formatDuration(seconds(room))} or less.` : "Ask anew when this grant has ended.")];
}

// src/domain/rules/others.ts
const limitPerUser = ({ grant, role, rivals }) => {
	const limit = role.limits.per_user;
	return limit === void 0 || rivals.own <= limit ? HOLDS : [error("limit-per-user", grant.at("user"), `user: ${grant.user} would hold ${role.name} ${rivals.own} times at once; it allows ${limit}`, "Extend the grant you have (leasehold extend), or begin after it ends.")];
};
const limitTotal = ({ grant, role, rivals }) => {
	const limit = role.limits.total;
	return limit === void 0 || rivals.all <= limit ? HOLDS : [error("limit-total", grant.at("role"), `role: ${role.name} would be held ${rivals.all} times at once; it allows ${limit}`, "Wait until one ends (leasehold status), or begin later.")];
};
const conflict = ({ grant, role, rivals }) => rivals.conflicting.map((other) => error("conflict", grant.at("role"), `role: ${grant.user} may not hold ${role.name} together with ${other.role}, as ${other.file} would have it from ${formatInstant(other.begin)} to ${formatInstant(other.end)}`, "End the other one first (leasehold revoke), or choose a window that does not overlap."));

// src/domain/rules/person.ts
const named$1 = ({ teams, users }) => {
	const parts = [...teams.length === 0 ? [] : [`members of ${teams.join(", ")}`], ...users.length === 0 ? [] : [users.join(", ")]];
	return parts.length === 0 ? "nobody" : parts.join(" and ");
};
const currentLogin = ({ grant, policies }) => isRenamed(grant.user, policies) ? [error("requester-eligible", grant.at("user"), `user: ${grant.user} is called ${personOf(grant.user, policies)} now (policies/people.yaml)`, `Write user: ${personOf(grant.user, policies)}.`)] : HOLDS;
const requesterEligible = ({ grant, role, policies }) => {
	if (grant.break_glass || mayHold(grant.user, role, false, policies, grant.begin)) return HOLDS;
	const when = grant.begin > grant.landed ? ` at ${formatInstant(grant.begin)}` : "";
	return [error("requester-eligible", grant.at("user"), `user: ${grant.user} may not ask for ${role.name}${when}; ${named$1(role.requesters)} may`, `Ask for a role you may have (leasehold explain --user ${grant.user}), or have policies/ changed.`)];
};
const breakGlassId = ({ grant, role }) => {
	const marked = grant.id.startsWith("bg-");
	if (marked === grant.break_glass) return HOLDS;
	return [marked ? error("break-glass", grant.at("break_glass"), `the id ${grant.id} begins with bg-, which only break-glass grants may`, "Name the file otherwise, or write break_glass: true where the role has it.") : error("break-glass", grant.at("break_glass"), `the id ${grant.id} of a break-glass grant does not begin with bg-`, `Name the file grants/${role.name}/bg-${grant.id}.yaml.`)];
};
const breakGlassBy = ({ grant, role, policies }) => {
	if (!grant.break_glass) return HOLDS;
	if (role.break_glass === void 0) return [error("break-glass", grant.at("break_glass"), `break_glass: ${role.name} has no break-glass`, "Leave break_glass out and ask for approval.")];
	const { requesters } = role.break_glass;
	return isMember(grant.user, requesters, policies, grant.begin) ? HOLDS : [error("break-glass", grant.at("user"), `user: ${grant.user} may not break the glass of ${role.name}; ${named$1(requesters)} may`, "Leave break_glass out and ask for approval, or ask one of them.")];
};
const breakGlassMax = ({ grant, role }) => {
	if (!grant.break_glass || role.break_glass === void 0) return HOLDS;
	const { max } = role.break_glass;
	const asked = lengthOf(grant);
	if (asked <= max) return HOLDS;
	const key = grant.until === void 0 ? "duration" : "until";
	return [error("break-glass", grant.at(key), `${key}: ${formatDuration(asked)} is over the ${formatDuration(max)} of break-glass in ${role.name}`, `Write ${formatDuration(max)} or less.`)];
};

// src/domain/rules/window.ts
const durationMax = ({ grant, role }) => {
	const asked = lengthOf(grant);
	const { max } = role.duration;
	if (grant.break_glass || asked <= max) return HOLDS;
	const allowed = `is over the ${formatDuration(max)} that ${role.name} allows`;
	if (grant.until !== void 0) return [error("duration-max", grant.at("until"), `until: ${formatInstant(grant.until)} is ${formatDuration(asked)} after the begin, which ${allowed}`, `Write until: ${formatInstant(plus(grant.begin, max))} or earlier, or duration: ${formatDuration(max)}.`)];
	if (grant.extends !== void 0) {
		const room = (grant.duration ?? 0) - (asked - max);
		return [error("duration-max", grant.at("duration"), `duration: ${formatDuration(asked)} from now to the extended end ${allowed}`, room > 0 ? `Write ${formatDuration(seconds(room))} or less, or ask nearer to the end.` : "Ask nearer to the end of the grant it extends.")];
	}
	return [error("duration-max", grant.at("duration"), `duration: ${formatDuration(asked)} ${allowed}`, `Write ${formatDuration(max)} or less.`)];
};
const windowPast = ({ grant, now }) => {
	if (grant.end <= grant.begin) return [error("window-past", grant.at("until"), `until: ${formatInstant(grant.end)} is not after the begin, ${formatInstant(grant.begin)}`, "Write a later until, or a duration.")];
	if (grant.end > now) return HOLDS;
	const key = grant.until === void 0 ? "start" : "until";
	return [error("window-past", grant.at(key), `the window ended at ${formatInstant(grant.end)}; it is ${formatInstant(now)}`, "Ask anew for a window that is not over.")];
};
const windowAhead = ({ grant, role }) => {
	const { ahead } = role.duration;
	const latest = plus(grant.landed, ahead);
	if (grant.start === void 0 || grant.start <= latest) return HOLDS;
	return [error("window-ahead", grant.at("start"), `start: ${formatInstant(grant.start)} is ${formatDuration(between(grant.landed, grant.start))} off; ${role.name} allows ${formatDuration(ahead)}`, `Write ${formatInstant(latest)} or earlier, or ask later.`)];
};

// src/domain/rules/words.ts
const reason = ({ grant, role }) => {
	const text = grant.reason.trim();
	const least = role.require.reason;
	if (text.length >= 2 * least) return HOLDS;
	const { length } = [...text];
	return length >= least ? HOLDS : [error("reason", grant.at("reason"), `reason: ${length} characters; ${role.name} asks for ${least} or more`, "Write what is wrong and what you will do, so that an approver can decide.")];
};
const ticket = ({ grant, role, patience }) => {
	const pattern = role.require.ticket;
	if (pattern === void 0) return HOLDS;
	const matches = wholeMatcher(pattern);
	const answer = matches === void 0 ? false : matches(grant.ticket ?? "", patience);
	if (answer) return HOLDS;
	if (answer === void 0) {
		const message = `the ticket's pattern of ${role.name}, ${pattern}, took too long, so it denies`;
		return [outOfTime(error("ticket", grant.at("ticket"), message, "Have the pattern made simpler."))];
	}
	const found = grant.ticket === void 0 ? "no ticket" : `ticket: ${JSON.stringify(grant.ticket)}`;
	return [error("ticket", grant.at("ticket"), `${found}; ${role.name} asks for one that matches ${pattern}`, "Write ticket: with the number of the ticket this is about.")];
};

// src/domain/rules/grant-rules.ts
const GRANT_RULES = [
	currentLogin,
	requesterEligible,
	breakGlassId,
	breakGlassBy,
	breakGlassMax,
	durationMax,
	windowPast,
	windowAhead,
	extension,
	reason,
	ticket,
	limitPerUser,
	limitTotal,
	conflict,
	roleRules
];

// src/domain/rules/peak-count.ts
var PeakCount = class {
	#moments;
	#places;
	#most;
	#whole;
	constructor(windows) {
		this.#moments = [...new Set(windows.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b);
		this.#places = new Map(this.#moments.map((moment, place) => [moment, place]));
		this.#most = new Int32Array(4 * this.#moments.length);
		this.#whole = new Int32Array(4 * this.#moments.length);
	}
	add(window) {
		const [from, to] = this.#range(window);
		if (from < to) this.#add(1, 0, this.#moments.length, from, to);
	}
	peak(window) {
		const [from, to] = this.#range(window);
		return from < to ? this.#peak(1, 0, this.#moments.length, from, to) : 0;
	}
	#range({ begin, end }) {
		return [this.#places.get(begin) ?? 0, this.#places.get(end) ?? 0];
	}
	#add(node, low, high, from, to) {
		if (to <= low || high <= from) return;
		if (from <= low && high <= to) {
			this.#whole[node] = (this.#whole[node] ?? 0) + 1;
			this.#most[node] = (this.#most[node] ?? 0) + 1;
			return;
		}
		const middle = low + high >>> 1;
		this.#add(2 * node, low, middle, from, to);
		this.#add(2 * node + 1, middle, high, from, to);
		const below = Math.max(this.#most[2 * node] ?? 0, this.#most[2 * node + 1] ?? 0);
		this.#most[node] = below + (this.#whole[node] ?? 0);
	}
	#peak(node, low, high, from, to) {
		if (to <= low || high <= from) return 0;
		if (from <= low && high <= to) return this.#most[node] ?? 0;
		const middle = low + high >>> 1;
		const left = this.#peak(2 * node, low, middle, from, to);
		const right = this.#peak(2 * node + 1, middle, high, from, to);
		return Math.max(left, right) + (this.#whole[node] ?? 0);
	}
};

// src/domain/rules/occupancy.ts
function rivalsOf(requests, onMain, roles, directory) {
	const matters = rolesThatMatter(roles);
	const added = requests.filter(({ grant }) => matters(grant.role));
	const base = onMain.filter((grant) => matters(grant.role));
	const person = (grant) => personOf(grant.user, directory);
	const wanted = new Set(added.map(({ grant }) => grant.role));
	const people = new Set(added.map(({ grant }) => person(grant)));
	const others = base.filter((grant) => wanted.has(grant.role) || people.has(person(grant)));
	const everybody = [...others, ...added.map((request) => request.grant)];
	const extensions = extensionBegins(everybody, directory);
	const shown = (grant) => ({
		begin: grant.begin,
		end: grant.key === void 0 ? grant.end : earlier(grant.end, extensions.get(grant.key) ?? grant.end)
	});
	const byRole = counters(everybody, shown, (grant) => wanted.has(grant.role) ? grant.role : void 0);
	const ofPerson = (grant) => `${grant.role} ${person(grant)}`;
	const holders = new Set(added.map(({ grant }) => ofPerson(grant)));
	const byHolder = counters(everybody, shown, (grant) => holders.has(ofPerson(grant)) ? ofPerson(grant) : void 0);
	const held = Map.groupBy(everybody, ofPerson);
	let conflicts;
	const conflictsOf = (role) => {
		conflicts ??= conflictingRoles(roles);
		return conflicts.get(role) ?? [];
	};
	for (const grant of others) {
		byRole.get(grant.role)?.add(shown(grant));
		byHolder.get(ofPerson(grant))?.add(shown(grant));
	}
	const rivals = /* @__PURE__ */ new Map();
	for (const request of added) {
		const { grant } = request;
		const all = byRole.get(grant.role);
		const own = byHolder.get(ofPerson(grant));
		const window = shown(grant);
		rivals.set(request, {
			all: 1 + (all?.peak(window) ?? 0),
			own: 1 + (own?.peak(window) ?? 0),
			get conflicting() {
				return [...conflictsOf(grant.role)].sort().flatMap((role) => {
					const other = (held.get(`${role} ${person(grant)}`) ?? []).find((each) => each !== grant && overlaps(each, grant));
					return other === void 0 ? [] : [other];
				});
			}
		});
		all?.add(window);
		own?.add(window);
	}
	return rivals;
}
const ALONE = {
	own: 1,
	all: 1,
	conflicting: []
};
function rolesThatMatter(roles) {
	const conflicts = ifSaid(() => conflictingRoles(roles));
	const isLimited = ({ limits }) => limits.per_user !== void 0 || limits.total !== void 0;
	const limited = [...roles.values()].filter((role) => ifSaid(() => isLimited(role)) ?? true);
	const matter = /* @__PURE__ */ new Set([...conflicts?.keys() ?? [], ...limited.map(({ name }) => name)]);
	return (role) => conflicts === void 0 || matter.has(role);
}
function extensionBegins(grants, directory) {
	const begins = /* @__PURE__ */ new Map();
	const extended = new Set(grants.map((grant) => grant.extends));
	const byKey = new Map(grants.map((grant) => [extended.has(grant.key) ? grant.key : void 0, grant]));
	for (const grant of grants) {
		const other = grant.extends === void 0 ? void 0 : byKey.get(grant.extends);
		if (grant.extends === void 0 || other?.role !== grant.role) continue;
		if (!samePerson(other.user, grant.user, directory)) continue;
		begins.set(grant.extends, earlier(begins.get(grant.extends) ?? grant.begin, grant.begin));
	}
	return begins;
}
function counters(grants, shown, group) {
	const windows = /* @__PURE__ */ new Map();
	for (const grant of grants) {
		const name = group(grant);
		if (name === void 0) continue;
		const list = windows.get(name);
		if (list) list.push(shown(grant));
		else windows.set(name, [shown(grant)]);
	}
	return new Map([...windows].map(([name, list]) => [name, new PeakCount(list)]));
}
function conflictingRoles(roles) {
	const pairs = /* @__PURE__ */ new Map();
	const add = (a, b) => pairs.set(a, (pairs.get(a) ?? /* @__PURE__ */ new Set()).add(b));
	for (const role of roles.values()) for (const other of role.conflicts) {
		if (other === role.name) continue;
		add(role.name, other);
		add(other, role.name);
	}
	return pairs;
}

// src/domain/judge.ts
function judgeEach({ added, base, policies, now, ...question }) {
	const path = ({ grant }) => grant.file;
	const requests = [...added].sort((a, b) => path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : 0);
	const counted = ifSaid(() => rivalsOf(requests, base, policies.roles, policies));
	const ground = {
		live: (question.live ?? base).filter((grant) => isLive(grant, now)),
		policies,
		now,
		patience: question.patience ?? new Patience(requests.length)
	};
	const judged = /* @__PURE__ */ new Map();
	for (const request of requests) {
		const rivals = counted === void 0 ? void 0 : counted.get(request) ?? ALONE;
		judged.set(request, judgeOne(request, rivals, ground));
	}
	return judged;
}
const judgeGrants = (question) => inOrder$1([...judgeEach(question).values()].flat());
const uncounted = (unknown) => unknown?.has("begin") || unknown?.has("end") ? [
	["own"],
	["all"],
	["conflicting"]
] : unknown?.has("user") ? [["own"], ["conflicting"]] : [];
const roleUnknown = (grant, { roles }) => error("role-unknown", grant.at("role"), `role: there is no role ${grant.role}`, didYouMean(grant.role, roles.keys()) ?? "Roles are the files in policies/roles/.");
const pathsOf = (keys) => [...keys].map((key) => [key]);
function judgeOne(request, rivals, ground) {
	const { chain, unsaid: unknown } = request;
	const grant = unknown === void 0 ? request.grant : unsaid(request.grant, pathsOf(unknown));
	const { policies } = ground;
	const known = policies.roles.get(grant.role);
	const role = known ?? onlyNamed({ name: grant.role });
	const findings = known === void 0 ? [roleUnknown(grant, policies)] : [];
	const asked = {
		...ground,
		grant,
		role,
		get author() {
			return request.author ?? grant.user;
		},
		chain,
		rivals: unsaid(rivals ?? ALONE, rivals === void 0 ? [[]] : uncounted(unknown))
	};
	for (const rule of GRANT_RULES) findings.push(...asFarAsSaid(() => rule(asked)));
	if (findings.length === 0) return HOLDS;
	return findings.length < 2 ? findings : inOrder$1(findings);
}

// src/domain/policy-tests.ts
const runPolicyTests = (tests, policies, now) => {
	const patience = new Patience(tests.length);
	return tests.map((test) => runPolicyTest(test, policies, test.now ?? now, patience));
};
const policyTestFindings = (results) => results.filter((result) => !result.passed).map(({ test, answer, reasons, missed }) => {
	const why = reasons.map((reason) => `${reason.rule}: ${reason.message}`).join("; ");
	const told = why === "" ? "" : ` (${why})`;
	return answer === test.expect ? error("policy-test", test.at("rules"), `${test.name}: denied, but not by ${missed.join(", ")}${told}`, "Mend the policy, or name the rules that deny it.") : error("policy-test", test.at("expect"), `${test.name}: expected ${test.expect}, got ${answer}${told}`, "Mend the policy, or the test where the policy is meant so.");
});
function runPolicyTest(test, policies, now, patience) {
	const base = test.live.map((live, index) => liveGrant(live, index));
	const chain = base.filter((grant) => grant.key !== void 0 && grant.key === test.request.extends);
	const grant = requested(test.request, now, chain.at(-1));
	const extended = test.request.extends === void 0 ? {} : { chain };
	const added = [{
		grant,
		author: test.author,
		...extended
	}];
	const reasons = [...[...judgeEach({
		added,
		base,
		policies,
		now,
		patience
	}).values()].flat(), ...approvalFindings(test, grant, policies, now)];
	const answer = hasErrors(reasons) ? "deny" : "allow";
	const missed = test.rules.filter((rule) => !reasons.some((reason) => reason.rule === rule));
	return {
		test,
		answer,
		reasons,
		missed,
		passed: answer === test.expect && missed.length === 0
	};
}
function requested(request, now, extended) {
	const id = request.break_glass ? "bg-test" : "test";
	const path = grantPath(request.role, id);
	const file = {
		...request,
		id,
		file: path,
		at: () => ({ file: path })
	};
	return grantOf(file, now, windowOf(file, now, extended?.end) ?? {
		begin: now,
		end: now
	});
}
function liveGrant(live, index) {
	const id = `live-${index + 1}`;
	const file = grantPath(live.role, id);
	return {
		...live,
		id,
		file,
		reason: "",
		break_glass: false,
		landed: live.begin,
		at: () => ({ file })
	};
}
function approvalFindings(test, grant, policies, now) {
	const role = policies.roles.get(grant.role);
	if (role === void 0 || grant.break_glass && role.break_glass !== void 0) return [];
	const head = "head";
	const approvals = test.approvals.map((login) => personOf(login, policies));
	const facts = {
		pull: {
			number: 0,
			url: "",
			title: test.name,
			state: "open",
			author: {
				login: personOf(test.author, policies),
				type: "User"
			},
			base: "main",
			head,
			head_branch: "test"
		},
		reviews: approvals.map((login) => ({
			reviewer: {
				login,
				type: "User"
			},
			state: "APPROVED",
			commit: head,
			submitted_at: now
		})),
		commits: [],
		writers: new Set(approvals)
	};
	const grantee = personOf(grant.user, policies);
	return judgeApprovals(facts, approverSets(role, policies, now), grantee, grant.at()).findings;
}

// src/domain/audit/drifts.ts
const KIND = {
	policy: "the ACL policy",
	"token-role": "the token role",
	"jwt-role": "the JWT role",
	config: "the configuration"
};
const NAMED = 3;
const HINT = "leasehold setup --plan shows the difference; an administrator's leasehold setup writes it.";
function drift$1(change) {
	const { action, name, fields } = change;
	const what = `${KIND[change.kind] ?? change.kind} ${name}`;
	const subject = name;
	const before = fields.map(({ field, before }) => [field, before ?? null]);
	const identity = `${action} ${change.kind} ${name} ${canonicalJson(before)}`;
	if (action === "remove") {
		const message = `${what} is in Vault, and no role file asks for it: nothing refers to it any more`;
		return {
			finding: warning("drift", void 0, message, HINT),
			subject,
			what: identity
		};
	}
	const named = fields.slice(0, NAMED).map(({ field }) => field);
	const more = fields.length > NAMED ? ` and ${fields.length - NAMED} more` : "";
	const message = action === "create" ? `${what} is not in Vault, and policies/ ask for it` : `${what} in Vault is not what policies/ say: it differs in ${named.join(", ")}${more}`;
	return {
		finding: error("drift", void 0, message, HINT),
		subject,
		what: identity
	};
}

// src/domain/access/database-statements.ts
const databaseAdvice = {
	revocation_statements: [
		"LOCK TABLE pg_authid IN ACCESS EXCLUSIVE MODE",
		whereThere(`ALTER ROLE "{{name}}" NOLOGIN PASSWORD NULL CONNECTION LIMIT 0 VALID UNTIL 'epoch'`),
		whereThere("REVOKE pg_read_all_data FROM \"{{name}}\""),
		guarded$1("DROP OWNED BY \"{{name}}\""),
		"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}'",
		guarded$1("DROP ROLE \"{{name}}\"")
	],
	guard: {
		name: "leasehold-guard",
		rotation_period: 60,
		rotation_statements: [`ALTER ROLE "{{name}}" WITH PASSWORD '{{password}}'`, "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend' AND a.pid <> pg_backend_pid() AND NOT coalesce(r.rolsuper, false) AND (r.oid IS NULL OR NOT r.rolcanlogin OR r.rolvaliduntil < now())"]
	}
};
function whereThere(statement) {
	return `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN ${statement}; END IF; END $$`;
}
function guarded$1(statement) {
	return `DO $$ BEGIN ${statement}; EXCEPTION WHEN OTHERS THEN RAISE WARNING '%', SQLERRM; END $$`;
}
function statementFaults(statements) {
	const flat = statements.map((statement) => statement.replace(/\s+/g, " ").trim());
	const has = (pattern) => flat.some((statement) => pattern.test(statement));
	const faults = [];
	if (flat.every((statement) => statement === "")) return ["it has no revocation statements: the plugin's own leave open sessions alone, and a user that owns something is never dropped"];
	const drops = flat.filter((statement) => /\bDROP (ROLE|USER|OWNED)\b/i.test(statement));
	if (!drops.some((statement) => /\bDROP (ROLE|USER)\b/i.test(statement))) faults.push("nothing drops the role");
	for (const statement of drops.filter((one) => !/EXCEPTION WHEN OTHERS/i.test(one))) faults.push(`\`${statement}\` is not guarded: a user who created a large object makes it fail, and NOLOGIN rolls back with it`);
	if (!has(/\bALTER (ROLE|USER)\b.*\bNOLOGIN\b/i)) faults.push("nothing sets NOLOGIN: the user can come back");
	if (!has(/pg_terminate_backend/i)) faults.push("nothing ends the user's open sessions (pg_terminate_backend)");
	return faults;
}

// src/domain/access/acl.ts
const can = (...capabilities) => ({ capabilities });
function aclText(lines) {
	const paths = {};
	for (const [path, rule] of [...lines].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)) {
		const known = paths[path];
		paths[path] = known === void 0 ? joined(path, rule, rule) : joined(path, known, rule);
	}
	return `${JSON.stringify({ path: paths }, null, 2)}\n`;
}
function joined(path, a, b) {
	const { capabilities: ofA, ...restrictsA } = a;
	const { capabilities: ofB, ...restrictsB } = b;
	const capabilities = [.../* @__PURE__ */ new Set([...ofA, ...ofB])].sort();
	if (isOnlyList(a) && b.required_parameters === void 0) return {
		...b,
		capabilities
	};
	if (isOnlyList(b) && a.required_parameters === void 0) return {
		...a,
		capabilities
	};
	if (JSON.stringify(restrictsA) !== JSON.stringify(restrictsB)) throw new Error(`two different rules for ${path}`);
	return {
		...a,
		capabilities
	};
}
const isOnlyList = ({ capabilities, ...restricts }) => Object.keys(restricts).length === 0 && capabilities.every((capability) => capability === "list");
function parseAcl(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/domain/rotation/paths.ts
const authMount = (mount) => mount.startsWith("auth/") ? mount : `auth/${mount}`;
function rotationPaths(rotation) {
	const mount = rotation.mount ?? "";
	const name = rotation.target ?? "";
	switch (rotation.kind) {
		case "database-static-role": return {
			rotate: `${mount}/rotate-role/${name}`,
			age: {
				path: `${mount}/static-roles/${name}`,
				how: "read"
			}
		};
		case "database-root": return { rotate: `${mount}/rotate-root/${name}` };
		case "transit-key": return {
			rotate: `${mount}/keys/${name}/rotate`,
			age: {
				path: `${mount}/keys/${name}`,
				how: "read"
			}
		};
		case "approle-secret-id": {
			const path = `${authMount(mount)}/role/${name}/secret-id`;
			return {
				rotate: path,
				age: {
					path,
					how: "list-secret-ids"
				}
			};
		}
		case "vault-endpoint": return { rotate: (rotation.path ?? "").replace(/^\/+/, "") };
	}
}
const secretIdAccessorPath = (rotation, operation) => `${rotationPaths(rotation).rotate}-accessor/${operation}`;
const BARE = {
	...can("update"),
	denied_parameters: { "*": [] }
};
const BY_ACCESSOR = {
	...can("update"),
	allowed_parameters: { secret_id_accessor: [] },
	required_parameters: ["secret_id_accessor"]
};
function rotationWrites(rotation) {
	const { rotate } = rotationPaths(rotation);
	if (rotation.kind !== "approle-secret-id") return [[rotate, BARE]];
	return [[rotate, BARE], [secretIdAccessorPath(rotation, "destroy"), BY_ACCESSOR]];
}
function rotationAges(rotation) {
	const { age } = rotationPaths(rotation);
	if (age === void 0) return [];
	if (age.how === "read") return [[age.path, can("read")]];
	return [[age.path, can("list")], [secretIdAccessorPath(rotation, "lookup"), BY_ACCESSOR]];
}

// src/domain/access/endings.ts
const anyOf = (...names) => Object.fromEntries(names.map((name) => [name, []]));
const tokenRoleNames = (versions) => unique(versions.flatMap(({ name }) => [name, breakGlassTokenRole(name)]));
const allLeased = (versions) => unique(versions.flatMap(({ access }) => leasedPaths(access)));
const unique = (names) => [...new Set(names)].sort();
function leaseIds(versions) {
	return [...tokenRoleNames(versions).map((name) => `auth/token/create/${name}/h*`), ...allLeased(versions).map(leaseIdGlob)];
}
function lookAtLeases({ versions }) {
	const list = can("list", "sudo");
	const folders = unique(allLeased(versions).flatMap((path) => [path, leaseFolder(path)]));
	const ids = leaseIds(versions);
	const lookup = {
		...can("update"),
		allowed_parameters: { lease_id: ids },
		required_parameters: ["lease_id"]
	};
	return [
		["auth/token/lookup-accessor", {
			...can("update"),
			allowed_parameters: anyOf("accessor"),
			required_parameters: ["accessor"]
		}],
		...tokenRoleNames(versions).map((name) => [`sys/leases/lookup/auth/token/create/${name}`, list]),
		...folders.map((path) => [`sys/leases/lookup/${path}`, list]),
		...ids.length > 0 ? [["sys/leases/lookup", lookup]] : []
	];
}
function endLeases(reach) {
	const ids = leaseIds(reach.versions);
	const revoke = {
		...can("update"),
		allowed_parameters: {
			lease_id: ids,
			...anyOf("sync")
		},
		required_parameters: ["lease_id", "sync"]
	};
	return [...lookAtLeases(reach), ...ids.length > 0 ? [["sys/leases/revoke", revoke]] : []];
}
const tidyPickups = ({ mount }) => [
	[`${mount}/metadata/grants`, can("list")],
	[`${mount}/metadata/pickups`, can("list")],
	[`${mount}/metadata/pickups/+/`, can("list")],
	[`${mount}/metadata/pickups/+/+`, can("delete")]
];
const REVOKE_SELF = ["auth/token/revoke-self", can("update")];

// src/domain/access/issuing.ts
const createWrapped = ({ name, max }) => [`auth/token/create/${name}`, {
	...can("update"),
	min_wrapping_ttl: "1s",
	max_wrapping_ttl: `${max}s`,
	allowed_parameters: {
		explicit_max_ttl: ["*s"],
		...anyOf("meta", "display_name")
	},
	denied_parameters: { explicit_max_ttl: [
		"0*",
		"-*",
		"+*",
		".*",
		"*ms",
		"*us",
		"*ns",
		"*µs"
	] },
	required_parameters: [
		"explicit_max_ttl",
		"meta",
		"display_name"
	]
}];
const putPickup = (mount) => [`${mount}/data/pickups/+/+`, {
	...can("create"),
	allowed_parameters: anyOf("data", "options"),
	required_parameters: ["data", "options"]
}];

// src/domain/access/identity-policies.ts
const rotationStates = (mount) => [`${mount}/data/rotations/+`, can("create", "read", "update")];
const alertStates = (mount) => [`${mount}/data/alerts/+`, can("create", "read", "update")];
const anchors = (mount) => [`${mount}/data/anchors/+`, can("create")];
const provedPolicies = (mount) => [`${mount}/data/proved-policies`, {
	...can("create", "read", "update"),
	allowed_parameters: anyOf("data", "options", "version")
}];
const readSetup = (mount) => [`${mount}/data/setup`, can("read")];
const MFA = [["identity/mfa/login-enforcement", can("list")], ["identity/mfa/login-enforcement/+", can("read")]];
const LEASE_COUNTS = [["sys/leases/count", can("read")], ["sys/leases", can("read", "sudo")]];
const readVersions = (tokenRoles, policies) => [...tokenRoles.map((name) => [`auth/token/roles/${name}`, can("read")]), ...policies.map((name) => [`sys/policies/acl/${name}`, can("read")])];
const versionNames = (scope) => scope.versions.map(({ name }) => name);
const applyAcl = (scope) => aclText([
	...endLeases(scope),
	...tidyPickups(scope),
	...scope.current.map(createWrapped),
	...readVersions(scope.current.map(({ name }) => name), scope.current.map(({ name }) => name).filter((name) => versionNames(scope).includes(name))),
	readSetup(scope.mount),
	[`${scope.mount}/data/grants/+`, {
		...can("create", "read", "update"),
		allowed_parameters: anyOf("data", "options", "version")
	}],
	putPickup(scope.mount),
	provedPolicies(scope.mount),
	anchors(scope.mount),
	rotationStates(scope.mount),
	alertStates(scope.mount),
	...MFA,
	REVOKE_SELF
]);
const enforceAcl = (scope) => aclText([
	...endLeases(scope),
	...tidyPickups(scope),
	[`${scope.mount}/data/grants/+`, can("read", "update")],
	[`${scope.mount}/metadata/grants/+`, can("delete")],
	anchors(scope.mount),
	rotationStates(scope.mount),
	alertStates(scope.mount),
	readSetup(scope.mount),
	...LEASE_COUNTS,
	REVOKE_SELF
]);
const rotateAcl = (scope) => aclText([
	...scope.rotations.flatMap((rotation) => [...rotationWrites(rotation), ...rotationAges(rotation)]),
	rotationStates(scope.mount),
	alertStates(scope.mount),
	[`${scope.mount}/metadata/rotations`, can("list")],
	anchors(scope.mount),
	REVOKE_SELF
]);
const auditAcl = (scope) => aclText([
	...lookAtLeases(scope),
	...readVersions(tokenRoleNames(scope.versions), [...versionNames(scope), ...OWN_POLICIES]),
	...IDENTITIES.map((identity) => [`auth/${scope.workflows}/role/${identityName(identity)}`, can("read")]),
	[`auth/${scope.workflows}/config`, can("read")],
	readSetup(scope.mount),
	...[
		"grants/+",
		"rotations/+",
		"anchors/+",
		"alerts/+"
	].map((path) => [`${scope.mount}/data/${path}`, can("read")]),
	...scope.rotations.flatMap(rotationAges),
	[`${scope.mount}/config`, can("read")],
	...["auth/token/roles", "sys/policies/acl"].map((path) => [path, can("list")]),
	...[
		"grants",
		"pickups",
		"anchors",
		"rotations"
	].map((path) => [`${scope.mount}/metadata/${path}`, can("list")]),
	...LEASE_COUNTS,
	...MFA,
	REVOKE_SELF
]);
const OWN_POLICIES = [
	...IDENTITIES.map(identityName),
	PICKUP_POLICY,
	RECALL_POLICY,
	EMERGENCY_POLICY
];
const IDENTITY_ACL = {
	apply: applyAcl,
	enforce: enforceAcl,
	rotate: rotateAcl,
	audit: auditAcl
};

// src/domain/access/jwt-roles.ts
const TOKEN_SECONDS = 900;
const workflowRef = (identity, repository, branch) => `${repository.slug}/.github/workflows/${identityName(identity)}.yml@refs/heads/${branch}`;
function jwtRoleBody(identity, repository, settings) {
	const { branch, environments } = settings.github;
	return {
		role_type: "jwt",
		user_claim: "job_workflow_ref",
		bound_audiences: [settings.vault.workflows.audience],
		bound_claims_type: "string",
		bound_claims: {
			repository_id: String(repository.id),
			ref: `refs/heads/${branch}`,
			job_workflow_ref: workflowRef(identity, repository, branch),
			...environments ? { environment: identityName(identity) } : {}
		},
		token_type: "service",
		token_policies: [identityName(identity)],
		token_no_default_policy: true,
		token_ttl: TOKEN_SECONDS,
		token_max_ttl: TOKEN_SECONDS,
		token_explicit_max_ttl: TOKEN_SECONDS,
		token_num_uses: 0,
		token_period: 0,
		token_bound_cidrs: [],
		bound_subject: "",
		groups_claim: "",
		claim_mappings: {},
		token_policies_template_claims: false,
		expiration_leeway: 0,
		not_before_leeway: 0,
		clock_skew_leeway: 0
	};
}
const jwtRoles = (repository, settings) => Object.fromEntries(IDENTITIES.map((identity) => [identityName(identity), jwtRoleBody(identity, repository, settings)]));

// src/domain/access/people-policies.ts
const pickupAcl = (mount, accessor) => aclText([[ownPickups(mount, accessor), can("read")]]);
const ownPickups = (mount, accessor) => `${mount}/data/pickups/+/{{identity.entity.aliases.${accessor}.name}}`;
const recallAcl = (reach) => aclText([
	...endLeases(reach),
	...tidyPickups(reach),
	[`${reach.mount}/data/grants/+`, can("read", "update")],
	[`${reach.mount}/data/setup`, can("read")],
	...tokenRoleNames(reach.versions).map((name) => [`sys/leases/revoke-prefix/auth/token/create/${name}`, can("update", "sudo")])
]);
const emergencyAcl = (mount, accessor, breakGlass) => aclText([
	...breakGlass.map(createWrapped),
	[`${mount}/data/grants/+`, {
		...can("create"),
		allowed_parameters: anyOf("data", "options")
	}],
	putPickup(mount),
	[ownPickups(mount, accessor), can("create")],
	[`${mount}/data/setup`, can("read")]
]);

// src/domain/access/role-version.ts
function tokenRolesOf(role) {
	const version = roleVersionName(role);
	const ordinary = {
		name: version,
		max: role.duration.max
	};
	if (!role.break_glass) return [ordinary];
	return [ordinary, {
		name: breakGlassTokenRole(version),
		max: role.break_glass.max
	}];
}
const tokenRoleBody = (role, tokenRole) => ({
	allowed_policies: [roleVersionName(role)],
	allowed_policies_glob: [],
	disallowed_policies: [],
	disallowed_policies_glob: [],
	allowed_entity_aliases: [],
	orphan: true,
	renewable: false,
	path_suffix: "",
	token_type: "service",
	token_explicit_max_ttl: tokenRole.max,
	token_period: 0,
	token_num_uses: 0,
	token_no_default_policy: true,
	token_bound_cidrs: normalCidrs(role.bound_cidrs)
});
function roleAcl(access) {
	const leaseIds = leasedPaths(access).map(leaseIdGlob);
	const renew = ["sys/leases/renew", {
		...can("update"),
		allowed_parameters: {
			lease_id: leaseIds,
			increment: []
		}
	}];
	return aclText([
		...normalAccess(access).map((entry) => [entry.path, can(...entry.capabilities)]),
		["auth/token/lookup-self", can("read")],
		["auth/token/revoke-self", can("update")],
		...leaseIds.length > 0 ? [renew] : []
	]);
}

// src/domain/access/vault-setup.ts
function vaultSetup(policies, settings, subject) {
	const roles = [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1);
	const scope = scopeOf(policies, settings, roles, subject.kept);
	return {
		mounts: mounts(settings),
		policies: {
			...Object.fromEntries(roles.map((role) => [roleVersionName(role), roleAcl(role.access)])),
			...Object.fromEntries(IDENTITIES.map((identity) => [identityName(identity), IDENTITY_ACL[identity](scope)])),
			[PICKUP_POLICY]: pickupAcl(scope.mount, subject.people_accessor),
			[RECALL_POLICY]: recallAcl(scope),
			[EMERGENCY_POLICY]: emergencyAcl(scope.mount, subject.people_accessor, breakGlassRoles(roles))
		},
		token_roles: Object.fromEntries(roles.flatMap((role) => tokenRolesOf(role).map((one) => [one.name, tokenRoleBody(role, one)]))),
		jwt_roles: jwtRoles(subject.repository, settings),
		database: databaseAdvice
	};
}
const breakGlassRoles = (roles) => roles.flatMap((role) => tokenRolesOf(role).filter(({ name }) => name !== roleVersionName(role)));
function scopeOf(policies, settings, roles, kept) {
	const current = roles.map((role) => ({
		name: roleVersionName(role),
		access: role.access
	}));
	const names = new Set(current.map(({ name }) => name));
	return {
		mount: settings.vault.mount,
		versions: [...current, ...kept.filter(({ name }) => !names.has(name))],
		current: roles.flatMap(tokenRolesOf),
		rotations: [...policies.rotations.values()],
		workflows: settings.vault.workflows.mount
	};
}
function mounts({ vault }) {
	const workflows = `auth/${vault.workflows.mount}`;
	return {
		[vault.mount]: {
			type: "kv",
			options: { version: "2" },
			description: "Leasehold: records of grants, and pick-ups"
		},
		[`${vault.mount}/config`]: { cas_required: true },
		[workflows]: {
			type: "jwt",
			description: "Leasehold: jobs of GitHub Actions"
		},
		[`${workflows}/config`]: {
			oidc_discovery_url: vault.workflows.issuer,
			bound_issuer: vault.workflows.issuer
		}
	};
}

// src/domain/access/sameness.ts
const sameBody = (wanted, has) => differingFields(wanted, has).length === 0;
const differingFields = (wanted, has) => Object.keys(wanted).filter((field) => !isDeepStrictEqual(plain(wanted[field]), plain(has[field])));
function plain(value) {
	if (isEmpty(value)) return null;
	return Array.isArray(value) ? [...value].sort() : value;
}
const isEmpty = (value) => !value || typeof value === "object" && Object.keys(value).length === 0;
function samePolicy(wanted, has) {
	try {
		return isDeepStrictEqual(JSON.parse(wanted), JSON.parse(has));
	} catch {
		return wanted === has;
	}
}

// src/domain/setup/difference.ts
function setupChanges(wanted, rotations, has) {
	return [
		...mountChanges(wanted, has),
		...accessChanges(wanted, has),
		...periodChanges(rotations, has),
		...removals(wanted, has)
	];
}
const driftChanges = (wanted, has) => [
	...Object.entries(wanted.mounts).filter(([path]) => path.endsWith("/config")).flatMap(([path, body]) => configChange(path, body, has.configs.get(path))),
	...accessChanges(wanted, has),
	...removals(wanted, has)
];
const accessChanges = (wanted, has) => [
	...policyChanges(wanted, has),
	...roleChanges("token-role", "auth/token/roles", wanted.token_roles, has.token_roles),
	...jwtRoleChanges(wanted, has)
];
function mountChanges({ mounts }, has) {
	return Object.entries(mounts).flatMap(([path, body]) => {
		if (path.endsWith("/config")) return configChange(path, body, has.configs.get(path));
		const auth = path.startsWith("auth/");
		if (auth ? has.auths.has(path.slice(5)) : has.mounts.has(path)) return [];
		const write = {
			method: "write",
			path: auth ? `sys/${path}` : `sys/mounts/${path}`,
			body
		};
		return [{
			action: "create",
			kind: "mount",
			name: path,
			fields: fieldsOf({}, body),
			write
		}];
	});
}
function configChange(path, body, has) {
	const differing = differingFields(body, has ?? {});
	if (has !== void 0 && differing.length === 0) return [];
	const keep = has?.oidc_discovery_ca_pem ? { oidc_discovery_ca_pem: has.oidc_discovery_ca_pem } : {};
	return [{
		action: has === void 0 ? "create" : "change",
		kind: "config",
		name: path,
		fields: fieldsOf(has ?? {}, body, differing),
		write: {
			method: "write",
			path,
			body: {
				...keep,
				...body
			}
		}
	}];
}
const LOOSE = {
	allow_slashes_in_identity_templates: false,
	allow_wildcards_in_identity_templates: false
};
function policyChanges({ policies }, has) {
	return inWritingOrder(policies).flatMap(([name, policy]) => {
		const found = has.policies.get(name);
		if (found && !found.loose_templates && samePolicy(policy, found.text)) return [];
		const loose = found?.loose_templates ? LOOSE : {};
		return [{
			action: found ? "change" : "create",
			kind: "policy",
			name,
			fields: policyFields(found, policy),
			write: {
				method: "write",
				path: `sys/policies/acl/${name}`,
				body: {
					policy,
					...loose
				}
			}
		}];
	});
}
const inWritingOrder = (policies) => Object.entries(policies).sort(([a], [b]) => Number(isRoleVersion(b)) - Number(isRoleVersion(a)));
function policyFields(found, text) {
	const rules = (policy) => {
		return parseAcl(policy)?.path;
	};
	const before = found === void 0 ? {} : rules(found.text);
	const after = rules(text) ?? {};
	if (before === void 0) return [{
		field: "policy",
		before: found?.text,
		after: text
	}];
	const fields = [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((path) => {
		const [one, other] = [before[path], after[path]];
		if (one !== void 0 && other !== void 0 && canonicalJson(one) === canonicalJson(other)) return [];
		return [change(path, one, other)];
	});
	return found?.loose_templates ? [...fields, {
		field: "loose templates",
		before: true,
		after: false
	}] : fields;
}
function roleChanges(kind, folder, wanted, has) {
	return Object.entries(wanted).flatMap(([name, body]) => {
		const found = has.get(name);
		const differing = differingFields(body, found ?? {});
		if (found && differing.length === 0) return [];
		return [{
			action: found ? "change" : "create",
			kind,
			name,
			fields: fieldsOf(found ?? {}, body, differing),
			write: {
				method: "write",
				path: `${folder}/${name}`,
				body
			}
		}];
	});
}
function jwtRoleChanges({ mounts, jwt_roles }, has) {
	return roleChanges("jwt-role", `${Object.keys(mounts).find((path) => path.startsWith("auth/") && !path.endsWith("/config"))}/role`, jwt_roles, has.jwt_roles);
}
function periodChanges(rotations, has) {
	return [...rotations].flatMap((rotation) => {
		const role = has.static_roles.get(rotation.name);
		if (role === void 0 || rotation.every === void 0) return [];
		if (role.rotation_period === rotation.every) return [];
		const { db_name, username, rotation_statements } = role;
		const path = rotationPaths(rotation).age?.path ?? "";
		const body = {
			db_name,
			username,
			rotation_statements,
			rotation_period: rotation.every
		};
		return [{
			action: "change",
			kind: "rotation-period",
			name: path,
			fields: [change("rotation_period", role.rotation_period, rotation.every)],
			write: {
				method: "write",
				path,
				body
			}
		}];
	});
}
function removals({ policies, token_roles }, has) {
	const kept = new Set(has.kept.map(({ name }) => name));
	const stays = (version) => kept.has(version) || Object.hasOwn(policies, version);
	const roles = [...has.token_roles.keys()].filter((name) => {
		const version = versionOfTokenRole(name);
		if (version === void 0 || Object.hasOwn(token_roles, name)) return false;
		return !kept.has(version);
	});
	const texts = [...has.policies.keys()].filter((name) => isRoleVersion(name) && !stays(name));
	return [...roles.map((name) => removal("token-role", name, `auth/token/roles/${name}`)), ...texts.map((name) => removal("policy", name, `sys/policies/acl/${name}`))];
}
const removal = (kind, name, path) => ({
	action: "remove",
	kind,
	name,
	fields: [],
	write: {
		method: "remove",
		path
	}
});
const change = (field, before, after) => ({
	field,
	...before === void 0 ? {} : { before },
	...after === void 0 ? {} : { after }
});
const fieldsOf = (before, after, fields = Object.keys(after)) => fields.map((field) => change(field, before[field], after[field]));

// src/domain/access/role-acl-access.ts
const OWN = /* @__PURE__ */ new Set([
	"auth/token/lookup-self",
	"auth/token/revoke-self",
	"sys/leases/renew"
]);
function accessOfAcl(text) {
	const policy = parseAcl(text);
	if (typeof policy !== "object" || policy === null) return void 0;
	const { path: rules } = policy;
	if (typeof rules !== "object" || rules === null) return void 0;
	const access = Object.entries(rules).filter(([path]) => !OWN.has(path)).map(([path, rule]) => ({
		path,
		capabilities: capabilitiesOf(rule.capabilities)
	}));
	return roleAcl(access) === text ? access : void 0;
}
const capabilitiesOf = (value) => Array.isArray(value) ? value : [];

// src/domain/ending.ts
const REQUEST = 90;
const MOMENT = 1;
function judgeLeases(leases, ended, holders) {
	const alive = leases.filter((lease) => lease.ttl > 0);
	const made = (from, to) => alive.filter(({ issued }) => issued >= from && issued < to);
	const theirs = (lease) => holders.some((holder) => explains(holder, lease));
	const nobodys = (from, to) => made(from, to).filter((lease) => !theirs(lease));
	const [begin, moment, over] = [
		ended.from - REQUEST,
		ended.from - MOMENT,
		ended.to + REQUEST + 1
	];
	return {
		stuck: leases.filter((lease) => lease.ttl <= 0),
		strays: nobodys(moment, over),
		unended: nobodys(begin, moment),
		explained: made(begin, over).filter(theirs),
		doubtful: nobodys(ended.since ?? begin, begin)
	};
}
function endedWithin({ ended_at, proof }) {
	if (ended_at === void 0 || proof === void 0) return void 0;
	return {
		from: ended_at,
		to: proof.gone_by ?? ended_at
	};
}
function owesLook(record) {
	const ended = endedWithin(record);
	if (record.state !== "ended" || !ended || !record.proof) return false;
	return record.proof.at <= ended.to + REQUEST || record.proof.explained !== void 0;
}
function explains(holder, lease) {
	return (isLive(holder, lease.issued) || isLive(holder, instant(lease.issued + 1))) && leasedPaths(holder.access).some((path) => isLeaseUnder(path, lease.id));
}

// src/domain/setup/estate.ts
function mountOfPath(mounts, path) {
	let found;
	for (const mount of mounts.keys()) if (`${path}/`.startsWith(`${mount}/`) && mount.length > (found?.length ?? 0)) found = mount;
	return found;
}
function databaseRoleOf(mounts, accessPath) {
	const mount = mountOfPath(mounts, accessPath);
	if (mount === void 0 || mounts.get(mount)?.type !== "database") return void 0;
	const [operation, name, ...more] = accessPath.slice(mount.length + 1).split("/");
	if (operation !== "creds" || !name || more.length > 0) return void 0;
	return {
		mount,
		path: `${mount}/roles/${name}`
	};
}

// src/domain/setup/guard.ts
function guardPlaces(mounts, roles) {
	const connections = /* @__PURE__ */ new Map();
	for (const [path, { fields, plugin }] of roles) {
		const mount = mountOfPath(mounts, path);
		if (mount === void 0 || !plugin?.startsWith("postgresql") || typeof fields?.db_name !== "string") continue;
		connections.set(mount, (connections.get(mount) ?? /* @__PURE__ */ new Set()).add(fields.db_name));
	}
	return [...connections].flatMap(([mount, names]) => [...names].sort().map((connection) => {
		const { name } = databaseAdvice.guard;
		const own = names.size === 1 ? name : `${name}-${connection}`;
		return {
			path: `${mount}/static-roles/${own}`,
			name: own,
			connection
		};
	}));
}
function guardChanges(has) {
	return guardPlaces(has.mounts, has.database_roles).flatMap(({ path, name, connection }) => {
		const { rotation_period, rotation_statements } = databaseAdvice.guard;
		const body = {
			db_name: connection,
			username: name,
			rotation_period,
			rotation_statements
		};
		const found = has.guards.get(path);
		const differing = differingFields(body, found ?? {});
		if (found && differing.length === 0) return [];
		return [{
			action: found ? "change" : "create",
			kind: "database-guard",
			name: path,
			fields: fieldsOf(found ?? {}, body, differing),
			write: {
				method: "write",
				path,
				body
			}
		}];
	});
}

// src/domain/audit/pushes.ts
const NEWS$1 = 604800;
const who = ({ actor }) => actor ?? "somebody GitHub cannot name";
const short = (sha) => sha.slice(0, 12);
function straightPushes(branch, rows, seen, now) {
	return rows.filter(({ type }) => type === "push" || type === "force_push" || type === "branch_deletion").filter((row) => !seen(row)).map((row) => {
		const did = {
			push: `pushed ${short(row.after)} straight to ${branch}`,
			force_push: `force-pushed ${branch} from ${short(row.before)} to ${short(row.after)}`
		}[row.type];
		const message = `${who(row)} ${did ?? `deleted ${branch}`} at ${formatInstant(row.at)}: no pull request, so nobody approved it`;
		const hint = `git show ${short(row.after)} shows what came. Protect ${branch}: leasehold doctor says how.`;
		return aged(mismatch("provenance", branch, `${row.type} ${row.before} ${row.after}`, message, hint), row, now);
	});
}
function logPushes(branch, rows, ours, now) {
	return rows.flatMap((row) => {
		const byWorkflow = row.actor !== void 0 && (row.actor.endsWith("[bot]") || ours.includes(row.actor));
		if (row.type === "push" && byWorkflow) return [];
		const did = {
			push: `pushed ${short(row.after)} to ${branch}, where only the workflows write`,
			force_push: `force-pushed ${branch} from ${short(row.before)} to ${short(row.after)}: what was there may be gone`,
			branch_deletion: `deleted ${branch}, as it was at ${short(row.before)}`
		}[row.type];
		if (did === void 0) return [];
		const message = `${who(row)} ${did}, at ${formatInstant(row.at)}`;
		const hint = row.type === "push" ? `git show ${short(row.after)} shows the lines. Let nobody else push there: leasehold doctor says how.` : `git fetch origin ${short(row.before)} may still have what was there; so has every older clone.`;
		return [aged(mismatch("audit-chain", branch, `${row.type} ${row.before} ${row.after}`, message, hint), row, now)];
	});
}
const aged = (found, row, now) => row.at + NEWS$1 > now ? found : {
	...found,
	finding: {
		...found.finding,
		severity: "warning"
	}
};

// src/domain/rotation/ages.ts
function ageFrom(kind, data) {
	if (kind === "database-static-role") return moment(data.last_vault_rotation);
	if (kind === "transit-key") return newestKey(data.keys);
}
const secretIdCreated = (data) => moment(data.creation_time);
function oldest(created) {
	const known = created.filter((one) => one !== void 0);
	return known.length > 0 && known.length === created.length ? instant(Math.min(...known)) : void 0;
}
function newestKey(keys) {
	if (typeof keys !== "object" || keys === null) return void 0;
	const known = Object.values(keys).map((key) => typeof key === "number" ? instant(Math.floor(key)) : moment(key?.creation_time)).filter((one) => one !== void 0);
	return known.length > 0 ? instant(Math.max(...known)) : void 0;
}
function moment(value) {
	if (typeof value !== "string") return void 0;
	const milliseconds = Date.parse(value);
	return Number.isNaN(milliseconds) || milliseconds <= 0 ? void 0 : instant(Math.floor(milliseconds / 1e3));
}

// src/domain/record.ts
const END_REASONS = [
	"expired",
	"file-removed",
	"ineligible",
	"recalled",
	"out-of-band",
	"superseded"
];
const accessorsOf = (record) => [...record.accessor === void 0 ? [] : [record.accessor], ...record.superseded ?? []];

// src/domain/doctor/check.ts
const known = (value) => ({
	known: true,
	value
});
const unknown = (missing) => ({
	known: false,
	missing
});
const pass = (id, message, hint) => ({
	id,
	state: "pass",
	message,
	...hint === void 0 ? {} : { hint }
});
const fail = (id, message, hint) => ({
	id,
	state: "fail",
	message,
	hint
});
const open = (id, what, missing) => ({
	id,
	state: "unknown",
	message: what,
	hint: missing
});
const of = (id, what, fact, judge) => fact.known ? judge(fact.value) : open(id, what, fact.missing);

// src/domain/doctor/github-checks.ts
function guarded({ protection, rules }, byProtection, byRule) {
	if (rules.known && rules.value.some(byRule)) return known(true);
	if (protection.known && protection.value && byProtection(protection.value)) return known(true);
	if (!rules.known) return rules;
	return protection.known ? known(false) : protection;
}
const BRANCHES = "Settings, Branches (or Rules, Rulesets)";
function guard$1(id, branch, words, byProtection, byRule) {
	const what = `${words.setting} on ${branch.branch}`;
	return of(id, what, guarded(branch, byProtection, byRule), (holds) => holds ? pass(id, `${branch.branch}: ${words.holds}`) : fail(id, `${branch.branch}: ${words.lacks}`, `${BRANCHES}, ${branch.branch}: ${words.setting}.`));
}
const asking = (parameter) => ({ type, parameters }) => type === "pull_request" && parameters[parameter] === true;
const pullRequests = ({ main }) => guard$1("github.main.pull-requests", main, {
	setting: "Require a pull request before merging",
	holds: "changes come by pull request",
	lacks: "anybody who may write can push straight to it"
}, ({ reviews }) => reviews !== void 0, ({ type }) => type === "pull_request");
const codeOwners = ({ main }) => guard$1("github.main.code-owners", main, {
	setting: "Require review from Code Owners",
	holds: "code owners review",
	lacks: "nobody of CODEOWNERS has to review: GitHub asks for no approver of the role"
}, ({ reviews }) => reviews?.code_owners === true, asking("require_code_owner_review"));
const staleDismissal = ({ main }) => guard$1("github.main.stale-dismissal", main, {
	setting: "Dismiss stale pull request approvals when new commits are pushed",
	holds: "approvals of older commits are dismissed",
	lacks: "GitHub merges with approvals of older commits; apply then refuses what was merged"
}, ({ reviews }) => reviews?.dismiss_stale === true, asking("dismiss_stale_reviews_on_push"));
const lastPush = ({ main }) => guard$1("github.main.last-push", main, {
	setting: "Require approval of the most recent reviewable push",
	holds: "the last push is approved by somebody else",
	lacks: "who pushed last may approve it for GitHub; apply then refuses what was merged"
}, ({ reviews }) => reviews?.last_push === true, asking("require_last_push_approval"));
function history(id, branch) {
	const forced = guarded(branch, ({ force_pushes }) => !force_pushes, ({ type }) => type === "non_fast_forward");
	const deleted = guarded(branch, ({ deletions }) => !deletions, ({ type }) => type === "deletion");
	const what = `Block force pushes and Restrict deletions on ${branch.branch}`;
	const missing = [forced, deleted].find((fact) => !fact.known);
	const failed = [...forced.known && !forced.value ? ["be pushed over"] : [], ...deleted.known && !deleted.value ? ["be deleted"] : []];
	if (failed.length > 0) return fail(id, `${branch.branch}: its history can ${failed.join(" and ")}`, `${BRANCHES}: ${what}.`);
	if (missing && !missing.known) return open(id, what, missing.missing);
	return pass(id, `${branch.branch}: no force pushes, no deletion`);
}
const mainHistory = ({ main }) => history("github.main.force-push", main);
const auditHistory = ({ audit }) => history("github.audit.force-push", audit);
const noBypass = ({ main }) => {
	const id = "github.main.bypass";
	const what = `Do not allow bypassing the above settings, on ${main.branch}`;
	const { protection, rules } = main;
	const passes = [];
	const missing = [];
	if (!protection.known) missing.push(protection.missing);
	else if (protection.value?.reviews) {
		const { enforce_admins, reviews } = protection.value;
		const who = [...enforce_admins ? [] : ["administrators"], ...reviews.bypass];
		if (who.length === 0) return pass(id, `${main.branch}: nobody may bypass its protection`);
		passes.push(...who);
	}
	if (!rules.known) missing.push(rules.missing);
	else for (const { ruleset } of rules.value.filter(({ type }) => type === "pull_request")) {
		const who = main.bypass.get(ruleset) ?? unknown("GitHub shows who may bypass a ruleset to its administrators");
		if (!who.known) missing.push(who.missing);
		else if (who.value.length === 0) return pass(id, `${main.branch}: nobody may bypass ruleset ${ruleset}`);
		else passes.push(...who.value);
	}
	const [first] = missing;
	if (first !== void 0) return open(id, what, first);
	const who = passes.length > 0 ? `may be bypassed by ${[...new Set(passes)].join(", ")}` : "asks nobody for a pull request";
	return fail(id, `${main.branch}: ${who}`, `${BRANCHES}: ${what}.`);
};
const environments = ({ environments: found, main }, { github }) => {
	if (!github.environments) return pass("github.environments", "no environments are used (github.environments: false): jobs are bound by branch and workflow file");
	return [...found].map(([name, fact]) => {
		const id = `github.environment.${name}`;
		const where = `Settings, Environments, ${name}`;
		return of(id, `environment ${name}, deployment branches`, fact, (environment) => {
			if (!environment) return fail(id, `there is no environment ${name}`, `${where}: create it, for ${main.branch} only.`);
			const { branches, reviewers } = environment;
			if (reviewers) return fail(id, `${name}: its jobs wait for a reviewer`, `${where}: no required reviewers.`);
			if (branches === "protected" || branches?.length === 1 && branches[0] === main.branch) return pass(id, `${name}: ${branches === "protected" ? "protected branches" : main.branch} only`);
			const has = branches === void 0 ? "every branch" : `${branches.join(", ") || "no branch"}`;
			return fail(id, `${name}: ${has} may use it`, `${where}: Selected branches and tags, ${main.branch} alone.`);
		});
	});
};
const actionsPulls = ({ actions }) => {
	const id = "github.actions.pull-requests";
	const setting = "Allow GitHub Actions to create and approve pull requests";
	return of(id, setting, actions, ({ may_open_pulls }) => may_open_pulls ? pass(id, "Actions may open revoke pull requests") : fail(id, "Actions may not open pull requests: revoke pull requests are not opened with GITHUB_TOKEN", `Settings, Actions, General, Workflow permissions: ${setting}; or give an App's token as github-token. An approval by Actions counts for nothing.`));
};
const token = ({ token: fact }, { github }) => {
	const id = "github.token";
	return of(id, "kind of GITHUB_TOKEN", fact, ({ kind, login }) => {
		if (kind === "person") return pass(id, `GITHUB_TOKEN is ${login ?? "a person"}'s own`, "Fine at a desk. Jobs use their GITHUB_TOKEN or an App's, which end with the job.");
		if (kind === "unknown") return open(id, "kind of GITHUB_TOKEN", "Its first letters are none that GitHub documents.");
		const lacks = "checks of revoke pull requests it opens wait until somebody approves their run";
		const message = "GITHUB_TOKEN is a job's or an App's: it ends with the job";
		return github.teams === "github" ? pass(id, message, "Organisation teams take an App's token with members: read.") : pass(id, message, `Of a plain job's token, ${lacks}; an App's does without.`);
	});
};
const teams = ({ teams: fact }, { github }) => {
	const id = "github.teams";
	if (github.teams !== "github") return [];
	return of(id, "members of the organisation's teams", fact, (readable) => readable ? pass(id, "the organisation's teams can be read") : fail(id, "github.teams is github, and this token may not read the organisation's teams: nothing can be issued with it", "Give an App's token with members: read as github-token."));
};
const subject = ({ default_subject }) => {
	const id = "github.oidc-subject";
	return of(id, "form of the OIDC subject", default_subject, (usual) => pass(id, `the OIDC subject is ${usual ? "GitHub's default" : "customised"}; Vault binds repository_id, ref, job_workflow_ref and environment instead`));
};
const GITHUB_CHECKS = [
	pullRequests,
	codeOwners,
	staleDismissal,
	lastPush,
	mainHistory,
	noBypass,
	auditHistory,
	environments,
	actionsPulls,
	token,
	teams,
	subject
];

// src/domain/doctor/database-checks.ts
function databaseRolesOf({ databases }, policies) {
	const shortest = /* @__PURE__ */ new Map();
	if (!databases.known) return shortest;
	for (const role of policies.roles.values()) for (const path of leasedPaths(role.access)) {
		const behind = databaseRoleOf(databases.value.mounts, path);
		if (!behind) continue;
		const least = Math.min(role.duration.max, shortest.get(behind.path) ?? Number.POSITIVE_INFINITY);
		shortest.set(behind.path, seconds(least));
	}
	return shortest;
}
const databases = (facts, policies) => {
	const { databases: fact } = facts;
	if (!fact.known) return open("vault.database", "max_ttl and revocation statements of database roles", fact.missing);
	return [...databaseRolesOf(facts, policies)].sort().flatMap(([path, most]) => {
		const { fields, plugin } = fact.value.roles.get(path) ?? {};
		return fields ? [life(path, fields, most), end(path, fields, plugin)] : [gone(path)];
	});
};
const idOfLife = (path) => `vault.database.max-ttl.${path}`;
const gone = (path) => fail(idOfLife(path), `there is no ${path}`, "Create it, or name another in the role file.");
function life(path, fields, most) {
	const id = idOfLife(path);
	const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
	const advice = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3600, most)))}`;
	if (max <= 0) return fail(id, `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`, advice);
	if (max > most) return fail(id, `${path} has max_ttl ${formatDuration(max)}, over the ${formatDuration(most)} a grant may last`, advice);
	return pass(id, `${path}: users end after ${formatDuration(max)} at the latest`);
}
function end(path, fields, plugin) {
	const id = `vault.database.statements.${path}`;
	if (!plugin?.startsWith("postgresql")) return open(id, `revocation statements of ${path}`, `Only PostgreSQL's are known here, not ${plugin ?? "this"}.`);
	const statements = fields.revocation_statements;
	const faults = statementFaults(Array.isArray(statements) ? statements.map(String) : []);
	return faults.length === 0 ? pass(id, `${path}: its revocation statements hold`) : fail(id, `${path}: ${faults.join("; ")}`, "leasehold setup --print has statements that hold (database.revocation_statements).");
}
const guard = ({ databases: fact }) => {
	if (!fact.known) return open("vault.guard", "the database guard", fact.missing);
	return fact.value.guards.map(({ path, present }) => {
		const id = `vault.guard.${path}`;
		return present ? pass(id, `${path}: Vault itself ends sessions that should be gone`) : pass(id, `${path} is not there`, "Optional: leasehold setup --guard ends sessions that outlived a sealed Vault (docs/vault-setup.md).");
	});
};

// src/domain/alias.ts
const ALIAS = /^[A-Za-z0-9._@-]{1,128}$/;
function loginOf(names, policies) {
	return [...policies.people.values()].find(({ alias }) => alias !== void 0 && names.includes(alias))?.login ?? names[0] ?? "unknown";
}
function aliasOf(login, policies) {
	const person = personOf(login, policies);
	const alias = policies.people.get(person)?.alias ?? policies.people.get(foldLogin(login))?.alias ?? policies.settings?.vault.people.alias.replaceAll("{login}", person);
	return alias !== void 0 && ALIAS.test(alias) ? alias : void 0;
}

// src/domain/doctor/people-checks.ts
const mfa = ({ people_have_mfa }, { roles }, { vault }) => {
	const id = "vault.mfa";
	return of(id, `login-enforcement of auth/${vault.people.mount}`, people_have_mfa, (enforced) => {
		if (enforced) return pass(id, `people log in at auth/${vault.people.mount} with a second factor`);
		const asking = [...roles.values()].filter((role) => role.require.mfa).map(({ name }) => name);
		const then = asking.length > 0 ? `; nothing of ${asking.join(", ")} is issued` : "";
		return fail(id, `a password alone opens pick-ups and recalls: no login-enforcement covers auth/${vault.people.mount}${then}`, "vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=…");
	});
};
const peopleMount = ({ people, setup }, _policies, { vault }) => {
	const id = "vault.people-mount";
	const what = `accessor of auth/${vault.people.mount}`;
	if (!setup.known) return open(id, what, setup.missing);
	const written = setup.value?.people_accessor;
	return of(id, what, people, (accessor) => {
		if (accessor === void 0) return fail(id, `there is no auth/${vault.people.mount}: nobody can pick anything up`, "Correct vault.people.mount.");
		if (accessor === written) return pass(id, `pick-ups are read by names of auth/${vault.people.mount}`);
		return fail(id, `auth/${vault.people.mount} is another mount than setup saw: people cannot read their pick-ups`, "leasehold setup writes the policy anew.");
	});
};
const aliases = ({ aliases: fact, people }, policies, { vault }) => {
	const id = "vault.aliases";
	const what = `names stored for auth/${vault.people.mount}`;
	if (!people.known) return open(id, what, people.missing);
	return of(id, what, fact, (stored) => {
		const logins = new Set([...policies.teams.values()].flat().map(({ login }) => login));
		const wanted = new Map([...logins].flatMap((login) => named(aliasOf(login, policies))));
		const wrong = stored.filter(({ mount }) => mount === people.value).flatMap(({ name }) => {
			const expected = wanted.get(name.toLowerCase());
			return expected !== void 0 && expected !== name ? [`${name}, not ${expected}`] : [];
		});
		if (wrong.length === 0) return pass(id, `names of auth/${vault.people.mount} are written as pick-ups have them`);
		return fail(id, `stored otherwise than pick-ups are named: ${wrong.join("; ")}: they cannot open theirs`, "Write the stored name as alias into policies/people.yaml.");
	});
};
const named = (alias) => alias === void 0 ? [] : [[alias.toLowerCase(), alias]];

// src/domain/doctor/vault-checks.ts
const LOOPBACK = /^http:\/\/(127\.|localhost[:/]|localhost$|\[::1\])/;
const address = ({ address: fact }) => {
	const id = "vault.address";
	return of(id, "address of Vault", fact, (at) => at.startsWith("https:") || LOOPBACK.test(at) ? pass(id, `${at} is reached ${at.startsWith("https:") ? "by TLS" : "on this machine alone"}`) : fail(id, `${at}: tokens go over the network in the clear`, "Write https:// into vault.address (VAULT_ADDR wins)."));
};
const OLDEST = [2, 6];
const version = ({ version: fact }) => {
	const id = "vault.version";
	const what = "version of OpenBao, 2.6 or later";
	return of(id, what, fact, (text) => {
		const [major = 0, minor = 0] = text.split(".").map((part) => Number.parseInt(part, 10));
		const [wanted, least] = OLDEST;
		if (major === wanted && minor >= least) return pass(id, `OpenBao ${text} escapes globs in templates of policies`);
		if (major === wanted) return fail(id, `OpenBao ${text} does not escape globs in templates of policies`, "Use 2.6 or later.");
		return open(id, what, `${text} is none of OpenBao's: HashiCorp Vault has not been tried.`);
	});
};
const setUp = ({ setup }, _policies, settings) => {
	const id = "vault.setup";
	return of(id, `${settings.vault.mount}/setup`, setup, (record) => record ? pass(id, `leasehold setup looked at policies/ of ${record.policies_commit.slice(0, 12)}`) : fail(id, "leasehold setup has not run: nothing can be issued", "An administrator runs leasehold setup."));
};
const jwt = ({ drift }) => {
	const id = "vault.jwt";
	return of(id, "bindings of the JWT roles", drift, (changes) => {
		const wrong = changes.filter(({ change: { kind, name } }) => kind === "jwt-role" || kind === "config" && name.startsWith("auth/"));
		if (wrong.length === 0) return pass(id, "JWT roles take one workflow of this repository on its branch each");
		return fail(id, wrong.map(({ told }) => told.finding.message).join("; "), "leasehold setup puts them back.");
	});
};
const drift = ({ drift: fact }) => {
	const id = "vault.drift";
	return of(id, "policies and token roles as policies/ say", fact, (changes) => {
		const wrong = changes.filter(({ change: { kind, action } }) => kind !== "jwt-role" && action !== "remove");
		if (wrong.length === 0) return pass(id, "ACL policies and token roles are what policies/ say");
		const shown = wrong.slice(0, 3).map(({ told }) => told.finding.message);
		const more = wrong.length > shown.length ? ` (and ${wrong.length - shown.length} more)` : "";
		return fail(id, `${shown.join("; ")}${more}`, "leasehold setup --plan shows the difference; leasehold setup writes it.");
	});
};
const maxTtl = ({ token_max_ttl }, { roles }) => {
	const id = "vault.max-ttl";
	return of(id, "default_lease_ttl and max_lease_ttl of auth/token", token_max_ttl, (most) => {
		const wanted = [...roles.values()].map((role) => Math.max(role.duration.max, role.break_glass?.max ?? 0));
		const longest = seconds(Math.max(0, ...wanted));
		if (longest <= most) return pass(id, `tokens may live ${formatDuration(most)}, and no role gives more`);
		const over = [...roles.values()].filter((role) => role.duration.max > most).map(({ name }) => name);
		return fail(id, `Vault lets a token live ${formatDuration(most)}, and ${over.join(", ")} may be granted for longer: those grants end early`, `vault write sys/auth/token/tune default_lease_ttl=${longest}s max_lease_ttl=${longest}s, or a lower duration.max.`);
	});
};
const auditDevice = ({ audit_devices }) => {
	const id = "vault.audit-device";
	return of(id, "audit devices of Vault", audit_devices, (devices) => devices.length > 0 ? pass(id, `Vault writes its own audit log (${devices.join(", ")})`) : fail(id, "Vault has no audit device: nobody can say what was done with a token", "Turn one on: an audit block in OpenBao's configuration; with HashiCorp Vault: vault audit enable file file_path=…"));
};
const VAULT_CHECKS = [
	address,
	version,
	setUp,
	jwt,
	drift,
	maxTtl,
	databases,
	guard,
	mfa,
	peopleMount,
	aliases,
	auditDevice
];

// src/domain/grant-id.ts
const WORDS = 40;
const BREAK_GLASS = "bg-";
function grantId(asked, chance) {
	const words = slugWords(`${asked.ticket ?? ""} ${asked.reason}`);
	while (!asked.break_glass && words[0] === "bg") words.shift();
	let slug = "";
	for (const word of words) {
		const longer = slug === "" ? word.slice(0, WORDS) : `${slug}-${word}`;
		if (longer.length > WORDS) break;
		slug = longer;
	}
	return `${asked.break_glass ? BREAK_GLASS : ""}${[slug, chance].filter((part) => part !== "").join("-")}`;
}
function slugWords(text) {
	return text.normalize("NFKD").replace(/\p{Mark}+/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

// src/domain/grant-view.ts
function groupsFor(grant, policies, now) {
	const role = policies.roles.get(grant.role);
	return role === void 0 || grant.break_glass && role.break_glass !== void 0 ? [] : approverSets(role, policies, now);
}
function viewOf(grant, policies, now, { author = grant.user, approvals, groups = groupsFor(grant, policies, now) } = {}) {
	const role = policies.roles.get(grant.role);
	const involved = /* @__PURE__ */ new Set([personOf(grant.user, policies), personOf(author, policies)]);
	const people = groups.flatMap((set) => [...set.people]).filter((person) => !involved.has(person));
	return {
		...grant.key === void 0 ? {} : { key: grant.key },
		file: grant.file,
		role: grant.role,
		user: grant.user,
		begin: formatInstant(grant.begin),
		end: formatInstant(grant.end),
		seconds: between(grant.begin, grant.end),
		access: (role?.access ?? []).map(({ path, capabilities }) => ({
			path,
			capabilities
		})),
		approvals: {
			required: groups.reduce((sum, set) => sum + set.count, 0),
			given: approvals?.given ?? [],
			eligible: approvals?.eligible ?? [...new Set(people)].sort()
		}
	};
}

// src/domain/rules/in-the-way.ts
const FINDERS = {
	"limit-per-user": ({ role, user }, policies) => (other) => other.role === role && samePerson(other.user, user, policies),
	"limit-total": ({ role }) => (other) => other.role === role,
	conflict: ({ role, user }, policies) => {
		const conflicting = conflictingRoles(policies.roles).get(role) ?? /* @__PURE__ */ new Set();
		return (other) => conflicting.has(other.role) && samePerson(other.user, user, policies);
	}
};
const countsOthers = (rule) => FINDERS[rule] !== void 0;
const inTheWay = (rule, wanted, policies) => FINDERS[rule]?.(wanted, policies) ?? (() => false);

// src/domain/sample-text.ts
const LENGTH = 60;
const LONGEST_PATTERN = 1e3;
function sampleOf(pattern) {
	if (pattern.length > LONGEST_PATTERN) return void 0;
	const reader = new Reader(pattern);
	const text = reader.alternatives();
	if (text === void 0 || !reader.done || text.length > LENGTH) return void 0;
	return wholeMatcher(pattern)?.(text) ? text : void 0;
}
const CLASSES = {
	d: "1",
	w: "a",
	s: " ",
	S: "a",
	D: "a",
	W: "-"
};
var Reader = class {
	#pattern;
	#at = 0;
	#depth = 0;
	constructor(pattern) {
		this.#pattern = pattern;
	}
	get done() {
		return this.#at >= this.#pattern.length;
	}
	alternatives() {
		const first = this.#sequence();
		while (this.#take("|")) if (this.#sequence() === void 0) return void 0;
		return first;
	}
	#sequence() {
		let text = "";
		while (!this.done && !"|)".includes(this.#peek())) {
			const one = this.#term();
			const least = this.#least();
			if (one === void 0 || least === void 0) return void 0;
			if (text.length + one.length * least > LENGTH) return void 0;
			text += one.repeat(least);
		}
		return text;
	}
	#term() {
		const character = this.#next();
		if (character === "^" || character === "$") return "";
		if (character === ".") return "x";
		if (character === "[") return this.#class();
		if (character === "(") return this.#group();
		if (character !== "\\") return "*+?{".includes(character) ? void 0 : character;
		const escaped = this.#next();
		if (escaped === "b") return "";
		return CLASSES[escaped] ?? (/[A-Za-z0-9]/.test(escaped) ? void 0 : escaped);
	}
	#group() {
		if (this.#take("?") && !this.#take(":")) return void 0;
		this.#depth += 1;
		if (this.#depth > 20) return void 0;
		const text = this.alternatives();
		this.#depth -= 1;
		return this.#take(")") ? text : void 0;
	}
	#class() {
		if (this.#peek() === "^") return void 0;
		const first = this.#next();
		const text = first === "\\" ? CLASSES[this.#peek()] ?? this.#peek() : first;
		while (!this.done && this.#peek() !== "]") if (this.#next() === "\\") this.#next();
		return this.#take("]") ? text : void 0;
	}
	#least() {
		let least = 1;
		const character = this.#peek();
		if (character === "*" || character === "?") least = 0;
		if ("*+?".includes(character) && character !== "") this.#next();
		else if (character === "{") {
			const match = /^\{(\d{1,3})(?:,\d*)?\}/.exec(this.#pattern.slice(this.#at));
			if (!match) return void 0;
			least = Number(match[1]);
			this.#at += match[0].length;
		}
		this.#take("?");
		return least;
	}
	#peek() {
		return this.#pattern[this.#at] ?? "";
	}
	#next() {
		const character = this.#peek();
		this.#at += 1;
		return character;
	}
	#take(character) {
		if (this.#peek() !== character) return false;
		this.#at += 1;
		return true;
	}
};

// src/domain/mends.ts
const mendFor = (rule) => rule.startsWith("rule:") ? ownRule : MENDS[rule];
const MENDS = {
	"role-unknown": ({ wish, policies, now }) => {
		const mine = [...policies.roles.values()].filter((role) => mayHold(wish.user, role, false, policies, now));
		const near = nearest(wish.role, mine.map((role) => role.name));
		return near === void 0 ? [] : [{
			...wish,
			role: near
		}];
	},
	"requester-eligible": eligible,
	"break-glass": (stuck) => {
		const glass = stuck.role?.break_glass;
		return glass !== void 0 && isMember(stuck.wish.user, glass.requesters, stuck.policies, stuck.grant.begin) && stuck.wish.break_glass ? [lasting(stuck.wish, stuck.grant, glass.max)] : [{
			...stuck.wish,
			break_glass: false
		}];
	},
	"duration-max": ({ wish, grant, role }) => {
		if (role === void 0) return [];
		const over = between(grant.begin, grant.end) - role.duration.max;
		return wish.extends === void 0 ? [lasting(wish, grant, role.duration.max)] : shorter(wish, over);
	},
	"window-past": ({ wish, role }) => role === void 0 ? [] : [forDuration(without(wish, "start"), wish.duration ?? role.duration.max)],
	"window-ahead": ({ wish, grant, role }) => role === void 0 ? [] : [moved(wish, grant, plus(grant.landed, role.duration.ahead))],
	extends: ({ wish, grant, role, chain }) => {
		const plain = forDuration(without(without(wish, "start"), "until"), wish.duration ?? role?.duration.max);
		const total = role?.duration.max_total;
		const first = chain[0]?.begin;
		const over = total === void 0 || first === void 0 ? 0 : between(first, grant.end) - total;
		return [
			plain,
			...shorter(plain, over),
			without(plain, "extends")
		];
	},
	reason: ({ wish, role }) => {
		const prompted = `${wish.reason.trim()} (what is wrong, and what you will do)`.trim();
		return [{
			...wish,
			reason: prompted.padEnd(role?.require.reason ?? 0, "…").slice(0, 1e3)
		}];
	},
	ticket: ({ wish, role }) => {
		const sample = role?.require.ticket === void 0 ? void 0 : sampleOf(role.require.ticket);
		return sample === void 0 ? [] : [{
			...wish,
			ticket: sample
		}];
	},
	"limit-per-user": (stuck) => [...extending(stuck), ...afterOthers(stuck)],
	"limit-total": afterOthers,
	conflict: afterOthers
};
function eligible({ wish, grant, role, policies }) {
	const today = personOf(wish.user, policies);
	if (today !== foldLogin(wish.user)) return [{
		...wish,
		user: today
	}];
	const wanted = new Set(role?.access.map((access) => access.path));
	const shared = (other) => other.access.filter((access) => wanted.has(access.path)).length;
	const roles = [...policies.roles.values()].filter((other) => other !== role && mayHold(wish.user, other, false, policies, grant.begin)).filter((other) => shared(other) > 0).sort((a, b) => shared(b) - shared(a) || (a.name < b.name ? -1 : 1));
	return [...fromMembership(wish, grant, role, policies), ...roles.map((other) => ({
		...wish,
		role: other.name
	}))];
}
function fromMembership(wish, grant, role, policies) {
	if (role === void 0 || wish.extends !== void 0) return [];
	return role.requesters.teams.flatMap((team) => policies.teams.get(team) ?? []).flatMap(({ login, from }) => from !== void 0 && from > grant.begin ? [{
		login,
		from
	}] : []).filter(({ login }) => samePerson(login, wish.user, policies)).map(({ from }) => from).sort((a, b) => a - b).slice(0, 1).map((from) => moved(wish, grant, from));
}
function extending(stuck) {
	const { wish, base, policies, now } = stuck;
	if (wish.extends !== void 0) return [];
	const isMine = inTheWay("limit-per-user", wish, policies);
	const last = base.filter((other) => isMine(other) && isLive(other, now)).sort((a, b) => b.end - a.end)[0];
	if (last?.key === void 0) return [];
	const length = wish.duration ?? between(stuck.grant.begin, stuck.grant.end);
	return [{
		...forDuration(without(without(wish, "start"), "until"), length),
		extends: last.key
	}];
}
function afterOthers({ wish, grant, finding, policies, base }) {
	if (wish.extends !== void 0) return [];
	const isInTheWay = inTheWay(finding.rule, wish, policies);
	const ends = base.filter((other) => isInTheWay(other) && other.end > grant.begin).map((other) => other.end);
	return [...new Set(ends)].sort((a, b) => a - b).slice(0, 50).map((end) => moved(wish, grant, end));
}
function ownRule({ wish, grant, role, finding }) {
	const rule = role?.rules.find(({ name }) => finding.rule === `rule:${name}`);
	if (role === void 0 || rule === void 0) return [];
	const asked = between(grant.begin, grant.end);
	const mentioned = [...rule.expr.matchAll(/duration\(\s*["']([^"']+)["']\s*\)/g)].flatMap(([, text = ""]) => parseDuration(text) ?? []).flatMap((length) => [length, seconds(length - 1)]).filter((length) => length > 0 && length < asked);
	const lengths = [...new Set(mentioned)].sort((a, b) => b - a);
	const sample = wish.ticket === void 0 ? sampleOf(role.require.ticket ?? "") || "TICKET-1" : void 0;
	return [...sample === void 0 || role.require.ticket !== void 0 ? [] : [{
		...wish,
		ticket: sample
	}], ...lengths.map((length) => lasting(wish, grant, length))];
}
const lasting = (wish, grant, length) => wish.until === void 0 ? {
	...wish,
	duration: length
} : {
	...wish,
	until: plus(grant.begin, length)
};
function moved(wish, grant, start) {
	const length = seconds(Math.max(1, between(grant.begin, grant.end)));
	return wish.until === void 0 ? {
		...wish,
		start
	} : {
		...wish,
		start,
		until: plus(start, length)
	};
}
const shorter = (wish, over) => wish.duration !== void 0 && over > 0 && wish.duration > over ? [{
	...wish,
	duration: seconds(wish.duration - over)
}] : [];
const forDuration = (wish, length) => length === void 0 ? wish : {
	...without(wish, "until"),
	duration: length
};
function without(wish, key) {
	const { [key]: _gone, ...rest } = wish;
	return rest;
}

// src/domain/wish.ts
const wishOf = ({ file: _file, id: _id, at: _at, ...wish }) => {
	const { role, user, duration, until, reason, ticket, start, extends: key, break_glass } = wish;
	return withoutUndefined({
		role,
		user,
		duration,
		until,
		reason,
		ticket,
		start,
		extends: key,
		break_glass
	});
};
const written = (wish) => withoutUndefined({
	role: wish.role,
	user: wish.user,
	duration: wish.duration === void 0 ? void 0 : formatDuration(wish.duration),
	until: wish.until === void 0 ? void 0 : formatInstant(wish.until),
	reason: wish.reason,
	ticket: wish.ticket,
	start: wish.start === void 0 ? void 0 : formatInstant(wish.start),
	extends: wish.extends,
	break_glass: wish.break_glass ? true : void 0
});
const withoutUndefined = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
function grantOfWish(wish, landed, extended, id = "request") {
	const bare = id.replace(/^bg-/, "");
	const name = wish.break_glass ? `bg-${bare}` : bare || "request";
	const path = grantPath(wish.role, name);
	const file = {
		...wish,
		id: name,
		file: path,
		at: () => ({ file: path })
	};
	return grantOf(file, landed, windowOf(file, landed, extended?.end) ?? alone(file, landed));
}
function alone(file, landed) {
	const begin = beginOf(file, landed);
	return {
		begin,
		end: plus(begin, file.duration ?? seconds(0))
	};
}

// src/domain/suggest.ts
const TRIES = 40;
function suggest(request, asked) {
	const question = {
		...asked,
		patience: asked.patience ?? new Patience(TRIES)
	};
	const first = {
		wish: wishOf(request.grant),
		request
	};
	const waiting = [first];
	const seen = /* @__PURE__ */ new Set([JSON.stringify(first.wish)]);
	for (let tried = 0; tried < TRIES; tried += 1) {
		const step = waiting.shift();
		if (step === void 0) return void 0;
		const findings = judgeOnly(step.request, question);
		const [finding] = findings;
		if (finding === void 0) return step === first ? void 0 : written(step.wish);
		if (ranOutOfTime(findings)) return void 0;
		const next = nextSteps(step, finding, request, question).filter(({ wish }) => {
			const text = JSON.stringify(wish);
			return seen.has(text) ? false : seen.add(text);
		});
		waiting.unshift(...next);
	}
}
const judgeOnly = (request, question) => judgeEach({
	...question,
	added: [request]
}).get(request) ?? [];
function nextSteps({ wish, request }, finding, original, question) {
	const { policies, base, now } = question;
	const role = policies.roles.get(wish.role);
	const stuck = {
		wish,
		grant: request.grant,
		finding,
		role,
		chain: request.chain ?? [],
		base,
		policies,
		now
	};
	return (mendFor(finding.rule)?.(stuck) ?? []).map((next) => ({
		wish: next,
		request: requestOf(next, original, base)
	}));
}
function requestOf(wish, { grant, author, chain }, base) {
	const extended = wish.extends === void 0 ? void 0 : chainTo(wish, grant, chain ?? [], base);
	return {
		grant: grantOfWish(wish, grant.landed, extended?.at(-1), grant.id),
		...author === void 0 ? {} : { author },
		...extended === void 0 ? {} : { chain: extended }
	};
}
function chainTo(wish, original, known, base) {
	if (wish.extends === original.extends) return known;
	const chain = [];
	for (let key = wish.extends; key !== void 0 && chain.length < 100; key = chain[0]?.extends) {
		const found = base.find((grant) => grant.key === key);
		if (found === void 0 || chain.includes(found)) break;
		chain.unshift(found);
	}
	return chain;
}

// src/domain/ticket-link.ts
function ticketLink(settings, ticket) {
	const url = settings?.tickets?.url;
	if (url === void 0 || ticket === void 0 || !/[\p{Letter}\p{Number}]/u.test(ticket)) return void 0;
	const encoded = encodeURIComponent(ticket.toWellFormed()).replace(/[!'()*~_]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
	return url.replace("{ticket}", () => encoded);
}

// src/domain/change/terms.ts
function changedTerms(before, after) {
	return [
		...differences("leasehold.yaml", settingsTerms(before.settings), settingsTerms(after.settings)),
		...pairs(before.roles, after.roles).flatMap(([name, was, is]) => was && is ? differences(name, roleTerms(was), roleTerms(is)) : []),
		...pairs(before.people, after.people).flatMap(([login, was, is]) => differences(`people.yaml: ${login}`, personTerms(was), personTerms(is))),
		...pairs(before.rotations, after.rotations).flatMap(([name, was, is]) => differences(`rotations/${name}`, rotationTerms(was), rotationTerms(is)))
	];
}
function pairs(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort().map((name) => [
		name,
		before.get(name),
		after.get(name)
	]);
}
function differences(of, was, is) {
	const [before, after] = [new Map(was), new Map(is)];
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].flatMap((term) => {
		const [then, today] = [before.get(term), after.get(term)];
		if (then === today) return [];
		return [{
			of,
			term,
			...then === void 0 ? {} : { before: then },
			...today === void 0 ? {} : { after: today }
		}];
	});
}
const listed = (names) => names.length === 0 ? void 0 : [...names].sort().join(", ");
const long = (duration) => duration === void 0 ? void 0 : formatDuration(duration);
function roleTerms({ duration, require, limits, break_glass, ...role }) {
	return [
		["approvals", role.approvers.map((group) => `${group.count} of ${groupLabel(group)}`).join(", ")],
		["max", long(duration.max)],
		["max_total", long(duration.max_total)],
		["ahead", long(duration.ahead)],
		...role.access.map(({ path, outlives }) => [`outlives of ${path}`, long(outlives)]),
		["reason", require.reason > 1 ? `${require.reason} characters` : void 0],
		["ticket", require.ticket],
		["signed_commits", require.signed_commits ? "required" : void 0],
		["mfa", require.mfa ? "required" : void 0],
		["per_user", limits.per_user?.toString()],
		["total", limits.total?.toString()],
		["conflicts", listed(role.conflicts)],
		["bound_cidrs", listed(role.bound_cidrs)],
		["rotate_after", listed(role.rotate_after)],
		["break_glass", break_glass === void 0 ? void 0 : `${formatDuration(break_glass.max)} at most`],
		["review_within", long(break_glass?.review_within)],
		...role.use.map(({ path, env }) => [`use of ${path}`, variables(env)]),
		...role.rules.map(({ name, expr }) => [`rule:${name}`, expr.trim()])
	];
}
const variables = (env) => Object.entries(env).map(([name, value]) => `${name}=${value}`).sort().join(" ");
const personTerms = (person) => [
	["alias", person?.alias],
	["now", person?.now],
	["until", person?.until === void 0 ? void 0 : formatInstant(person.until)]
];
const rotationTerms = (rotation) => [
	["kind", rotation?.kind],
	["mount", rotation?.mount],
	["name", rotation?.target],
	["path", rotation?.path],
	["every", long(rotation?.every)],
	["grace", long(rotation?.grace)],
	["deliver", rotation?.deliver === void 0 ? void 0 : Object.values(rotation.deliver).join(", ")]
];
function settingsTerms(settings) {
	if (settings === void 0) return [];
	const { at: _, owners, alerts, ...others } = settings;
	const { sinks, ...spans } = alerts;
	return [
		["owners", `${owners.count} of ${groupLabel(owners)}`],
		...Object.entries(spans).map(([key, span]) => [`alerts.${key}`, long(span)]),
		["alerts.sinks", listed(sinks.map((sink) => variables({
			...sink,
			events: String(sink.events ?? "all")
		})))],
		...leaves("", others)
	];
}
const leaves = (prefix, value) => Object.entries(value).flatMap(([key, inner]) => typeof inner === "object" && inner !== null ? leaves(`${prefix}${key}.`, inner) : [[`${prefix}${key}`, String(inner)]]);

// src/domain/change/effect.ts
function policyEffect({ before, after, live, tests, now }) {
	const pairs = [.../* @__PURE__ */ new Set([...before.roles.keys(), ...after.roles.keys()])].sort().map((name) => ({
		name,
		was: before.roles.get(name),
		is: after.roles.get(name)
	}));
	return {
		access: pairs.flatMap(({ name, was, is }) => accessChange(name, was, is)),
		terms: changedTerms(before, after),
		people: [...peopleChange("policies/", "owners", ownersOf(before, now), ownersOf(after, now)), ...pairs.flatMap(({ name, was, is }) => PARTS.flatMap(({ part, groups }) => peopleChange(name, part, peopleOf(groups(was), before, now), peopleOf(groups(is), after, now))))],
		stranded: stranded({
			before,
			after,
			live,
			now
		}),
		tests: changedTests(tests, before, after, now)
	};
}
const ownersOf = (policies, now) => policies.settings === void 0 ? /* @__PURE__ */ new Set() : peopleOf([policies.settings.owners], policies, now);
function peopleChange(role, part, then, today) {
	const joined = [...today].filter((person) => !then.has(person)).sort();
	const left = [...then].filter((person) => !today.has(person)).sort();
	return joined.length + left.length === 0 ? [] : [{
		role,
		part,
		joined,
		left
	}];
}
const PARTS = [
	{
		part: "requesters",
		groups: (role) => role === void 0 ? [] : [role.requesters]
	},
	{
		part: "approvers",
		groups: (role) => role?.approvers ?? []
	},
	{
		part: "break-glass",
		groups: (role) => role?.break_glass === void 0 ? [] : [role.break_glass.requesters]
	}
];
const peopleOf = (groups, policies, now) => new Set(groups.flatMap((group) => [...membersFrom(group, policies, now)]));
function accessChange(role, was, is) {
	const gained = beyond(is?.access ?? [], was?.access ?? []);
	const lost = beyond(was?.access ?? [], is?.access ?? []);
	if (was === void 0) return [{
		role,
		kind: "new",
		gained,
		lost
	}];
	if (is === void 0) return [{
		role,
		kind: "gone",
		gained,
		lost
	}];
	if (gained.length + lost.length === 0) return [];
	return [{
		role,
		kind: lost.length === 0 ? "widened" : gained.length === 0 ? "narrowed" : "changed",
		gained,
		lost
	}];
}
function beyond(these, those) {
	return these.flatMap(({ path, capabilities }) => {
		const had = new Set(those.filter((other) => other.path === path).flatMap((other) => other.capabilities));
		const more = capabilities.filter((capability) => !had.has(capability));
		return more.length === 0 ? [] : [{
			path,
			capabilities: more
		}];
	});
}
function stranded({ before, after, live, now }) {
	const added = live.map((grant) => ({
		grant,
		...grant.extends === void 0 ? {} : { chain: [] }
	}));
	const then = judgeEach({
		added,
		base: [],
		live,
		policies: before,
		now
	});
	const today = judgeEach({
		added,
		base: [],
		live,
		policies: after,
		now
	});
	return added.flatMap((request) => {
		const known = new Set((then.get(request) ?? []).map((finding) => finding.rule));
		const findings = [...(today.get(request) ?? []).filter((finding) => !known.has(finding.rule) && !LANDING_ONLY.has(finding.rule)), ...lostAccess(request.grant, before, after)];
		return findings.length === 0 ? [] : [{
			grant: request.grant,
			findings
		}];
	});
}
function lostAccess(grant, before, after) {
	const [was, is] = [before.roles.get(grant.role), after.roles.get(grant.role)];
	if (was === void 0 || is === void 0) return [];
	return beyond(was.access, is.access).map(({ path, capabilities }) => error("drift", grant.at("role"), `${grant.role} no longer gives ${capabilities.join(", ")} on ${path}`));
}
const LANDING_ONLY = /* @__PURE__ */ new Set([
	"limit-per-user",
	"limit-total",
	"window-ahead",
	"extends"
]);
function changedTests(tests, before, after, now) {
	const was = runPolicyTests(tests, before, now);
	const is = runPolicyTests(tests, after, now);
	const rules = (result) => [...new Set(result.reasons.map((reason) => reason.rule))];
	return tests.flatMap((test, index) => {
		const [then, today] = [was[index], is[index]];
		if (then === void 0 || today === void 0 || then.answer === today.answer) return [];
		return [{
			test,
			before: then.answer,
			after: today.answer,
			rules: rules(today)
		}];
	});
}

// src/domain/policy-coverage.ts
function policyCoverage(policies, results) {
	const byRole = Map.groupBy(results, (result) => result.test.request.role);
	return [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1).map((role) => {
		const ofRole = byRole.get(role.name) ?? [];
		const shown = new Set(ofRole.flatMap((result) => result.reasons.map((reason) => reason.rule)));
		return {
			role: role.name,
			tested: ofRole.length > 0,
			allowed: ofRole.some((result) => result.answer === "allow"),
			rules: rulesOf(role, policies).filter((rule) => !shown.has(rule))
		};
	}).filter((role) => !role.tested || !role.allowed || role.rules.length > 0);
}
function rulesOf(role, policies) {
	const conflicts = role.conflicts.length > 0 || [...policies.roles.values()].some((other) => other.conflicts.includes(role.name));
	const when = (there, rule) => there ? [rule] : [];
	return [
		"requester-eligible",
		"duration-max",
		"window-past",
		"window-ahead",
		"extends",
		"break-glass",
		"approvals",
		"four-eyes",
		...when(role.require.reason > 1, "reason"),
		...when(role.require.ticket !== void 0, "ticket"),
		...when(role.limits.per_user !== void 0, "limit-per-user"),
		...when(role.limits.total !== void 0, "limit-total"),
		...when(conflicts, "conflict"),
		...role.rules.map((rule) => `rule:${rule.name}`)
	];
}

// src/domain/audit/history.ts
function historyOf(events) {
	const told = /* @__PURE__ */ new Map();
	for (const event of events) {
		const key = event.subject;
		if (!isKey(key)) continue;
		const known = told.get(key);
		if (event.type === "leasehold.grant.issued") {
			const issued = instantIn(event.data, "issued_at") ?? event.time;
			const facts = known ?? factsOf(key, event);
			if (facts && facts.issued === void 0) told.set(key, {
				...facts,
				issued,
				access: accessOf(event.data.access)
			});
		} else if (event.type === "leasehold.grant.refused") {
			const facts = known ?? factsOf(key, event);
			if (facts) told.set(key, {
				...facts,
				refused: {
					at: event.time,
					messages: messagesOf(event.data)
				}
			});
		} else if (event.type === "leasehold.grant.ended" && known && known.ended === void 0) {
			const at = instantIn(event.data, "ended_at") ?? event.time;
			told.set(key, {
				...known,
				ended: {
					at,
					by: reasonOf(event.data.ended_by),
					proved: event.time
				}
			});
		}
	}
	return told;
}
function factsOf(key, { data }) {
	const begin = instantIn(data, "begin");
	const end = instantIn(data, "end");
	const { role, user, reason, ticket, pull_request, author, approvers, break_glass } = data;
	if (typeof role !== "string" || typeof user !== "string" || begin === void 0 || end === void 0) return;
	return {
		key,
		role,
		user,
		reason: typeof reason === "string" ? reason : "",
		...typeof ticket === "string" ? { ticket } : {},
		begin,
		end,
		...typeof pull_request === "number" ? { pull_request } : {},
		...typeof author === "string" ? { author } : {},
		approvers: Array.isArray(approvers) ? approvers.filter((one) => typeof one === "string") : [],
		break_glass: break_glass === true,
		access: []
	};
}
function instantIn(data, name) {
	const value = data[name];
	return typeof value === "string" ? parseInstant(value) : void 0;
}
function accessOf(value) {
	if (!Array.isArray(value)) return [];
	return value.flatMap((one) => {
		if (typeof one !== "object" || one === null || !("path" in one) || typeof one.path !== "string") return [];
		const given = "capabilities" in one ? one.capabilities : [];
		const capabilities = Array.isArray(given) ? given.filter((each) => isText(each)) : [];
		return [{
			path: one.path,
			capabilities
		}];
	});
}
function messagesOf(data) {
	if (!Array.isArray(data.findings)) return [];
	return data.findings.flatMap((one) => typeof one === "object" && one !== null && "message" in one && isText(one.message) ? [one.message] : []);
}
const isText = (value) => typeof value === "string";
const reasonOf = (value) => END_REASONS.find((reason) => reason === value) ?? "recalled";

// src/domain/standing.ts
const REMEMBERED = 86400;
const ORDER$1 = [
	"live",
	"pending",
	"refused",
	"ended"
];
function standingsAt(sources, at) {
	const onMain = new Set(sources.files.filter((file) => file.landed <= at).map((file) => file.key));
	return standings(sources, at).filter((one) => onMain.has(one.key) || one.state === "live" || one.state === "pending" || (one.ended_at ?? one.end) > at - REMEMBERED).map((one) => one.state === "live" && !onMain.has(one.key) && parseKey(one.key)?.emergency !== true ? {
		...one,
		ending: { by: "file-removed" }
	} : one);
}
const withGivenBack = (row, at) => row.state === "live" && at !== void 0 ? {
	...row,
	ending: {
		by: "given-back",
		at
	}
} : row;
function standingsBetween(sources, from, to, now) {
	return standings(sources, earlier(instant(to - 1), now)).filter((one) => {
		if (one.state === "refused") return one.end > from;
		return one.begin < to && (one.ended_at ?? one.end) > from;
	});
}
function standings({ files, history, roles }, at) {
	const rows = [];
	const decided = /* @__PURE__ */ new Set();
	for (const told of history.values()) {
		const row = standingOfTold(told, at);
		if (!row) continue;
		rows.push(row);
		decided.add(row.key);
	}
	for (const file of files) {
		if (decided.has(file.key) || file.landed > at) continue;
		rows.push({
			key: file.key,
			role: file.role,
			user: file.user,
			reason: file.reason,
			...file.ticket === void 0 ? {} : { ticket: file.ticket },
			begin: file.begin,
			end: file.end,
			state: at < file.end ? "pending" : "ended",
			break_glass: file.break_glass,
			access: roles.get(file.role)?.access ?? []
		});
	}
	return rows.sort((a, b) => ORDER$1.indexOf(a.state) - ORDER$1.indexOf(b.state) || (a.state === "ended" ? endOf(b) - endOf(a) : a.end - b.end) || (a.key < b.key ? -1 : 1));
}
const endOf = (row) => row.ended_at ?? row.end;
function standingOfTold(told, at) {
	const facts = {
		key: told.key,
		role: told.role,
		user: told.user,
		reason: told.reason,
		...told.ticket === void 0 ? {} : { ticket: told.ticket },
		begin: told.begin,
		end: told.end,
		...told.pull_request === void 0 ? {} : { pull_request: told.pull_request },
		approvers: told.approvers,
		break_glass: told.break_glass,
		access: told.access
	};
	if (told.issued !== void 0 && told.issued <= at) {
		const over = told.ended !== void 0 && told.ended.at <= at ? told.ended : void 0;
		if (over) return {
			...facts,
			state: "ended",
			ended_at: over.at,
			ended_by: over.by
		};
		return {
			...facts,
			state: at < told.end ? "live" : "ended"
		};
	}
	if (told.refused !== void 0 && told.refused.at <= at) return {
		...facts,
		state: "refused"
	};
}
const matches$1 = (row, filter) => (filter.role === void 0 || row.role === filter.role) && (filter.user === void 0 || foldLogin(row.user) === foldLogin(filter.user)) && (filter.path === void 0 || row.access.some((access) => covers(access.path, filter.path ?? "")));
function covers(pattern, path) {
	const wanted = path.replace(/^\/+/, "");
	const glob = pattern.endsWith("*");
	const segments = (glob ? pattern.slice(0, -1) : pattern).replace(/^\/+/, "").split("/");
	const parts = wanted.split("/");
	if (glob ? parts.length < segments.length : parts.length !== segments.length) return false;
	return segments.every((segment, index) => {
		const part = parts[index] ?? "";
		if (segment === "+") return part !== "";
		return glob && index === segments.length - 1 ? part.startsWith(segment) : part === segment;
	});
}

// src/domain/report/month.ts
function monthBefore(moment) {
	const to = firstOf(formatInstant(moment).slice(0, 7));
	const name = formatInstant(instant(to - 1)).slice(0, 7);
	return {
		name,
		from: firstOf(name),
		to
	};
}
function reviewDue(now) {
	const month = monthBefore(now);
	return now < month.to + DAYS_TO_ASK * 86400 ? month : void 0;
}
const DAYS_TO_ASK = 7;
const firstOf = (month) => parseInstant(`${month}-01T00:00:00Z`) ?? instant(0);

// src/domain/report/story.ts
function storyLine({ type, subject, time, data }) {
	const note = noteOf(type, data);
	return {
		type: type.replace(/^leasehold\./, ""),
		subject,
		at: time,
		...note ? { note } : {}
	};
}
function noteOf(type, data) {
	switch (type) {
		case "leasehold.grant.ended": return text$1(data.ended_by);
		case "leasehold.breakglass.reviewed": return text$1(data.reviewer);
		case "leasehold.grant.refused": return Array.isArray(data.findings) ? messageOf(data.findings[0]) : void 0;
		case "leasehold.audit.mismatch": return messageOf(data.finding);
		case "leasehold.rotation.done":
		case "leasehold.rotation.missed": return text$1(data.why) ?? text$1(data.because);
		default: return text$1(data.message) ?? text$1(data.what);
	}
}
const messageOf = (finding) => typeof finding === "object" && finding !== null && "message" in finding ? text$1(finding.message) : void 0;
const text$1 = (value) => typeof value === "string" && value !== "" ? value : void 0;

// src/domain/report/attention.ts
const WEEK = 604800;
function attentionOf(sources) {
	return [
		...ofGrants(sources),
		...ofVault(sources),
		...ofRotations(sources),
		...ofSchedule(sources),
		...ofMismatches(sources)
	].sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}
const rank = ({ severity }) => severity === "bad" ? 0 : 1;
const bad = (at, message) => ({
	severity: "bad",
	at,
	message
});
const warn = (at, message) => ({
	severity: "warn",
	at,
	message
});
const overAt = (grant) => grant.ended_at ?? grant.end;
const OF_MARK = {
	"break-glass": ({ state, begin, user, role }) => state === "live" ? bad(begin, `${user} has ${role} by break-glass`) : void 0,
	unreviewed: (grant) => bad(overAt(grant), `${grant.user}'s use of break-glass on ${grant.role} was not reviewed in time`),
	unrecorded: ({ begin, user, role }) => bad(begin, `${user} should have ${role} now, and Vault has no record of it`),
	unproved: (grant) => bad(overAt(grant), `the end of ${grant.user}'s ${grant.role} is not proved yet`),
	overdue: (grant) => warn(overAt(grant), `${grant.user}'s ${grant.role} has ended, and its file is still on main`),
	refused: ({ begin, end, user, role, refused_because: [why = "no reason is told"] }, now) => end > now - WEEK ? warn(begin, `${user}'s request for ${role} was refused: ${why}`) : void 0,
	lingering: ({ state, begin, user, role }) => state === "live" ? warn(begin, `${user} has held ${role} for long`) : void 0,
	unusual: (grant, now) => overAt(grant) > now - WEEK ? warn(grant.begin, `something about ${grant.user}'s ${grant.role} is unusual`) : void 0
};
function* ofGrants({ grants, now }) {
	for (const grant of grants) for (const mark of grant.marks) {
		const said = mark === "extended" ? void 0 : OF_MARK[mark](grant, now);
		if (said && mark !== "extended") yield {
			kind: mark,
			key: grant.key,
			...said
		};
	}
}
function* ofVault({ records, history, now }) {
	for (const key of records ?? []) if (!history.has(key)) yield {
		kind: "unrecorded",
		key,
		...bad(now, `Vault has a record of ${key}, and the audit log tells nothing of it`)
	};
}
function* ofRotations({ rotations, now }) {
	for (const { name, state, late_by, last, failed } of rotations) {
		if (state === "missed") {
			const by = late_by === void 0 ? "was never rotated, as far as anybody knows" : `is late with its rotation by ${formatDuration(late_by)}`;
			yield {
				kind: "rotation-missed",
				rotation: name,
				...bad(last ?? now, `${name} ${by}`)
			};
		}
		if (failed) yield {
			kind: "rotation-failed",
			rotation: name,
			...bad(failed.at, `${name} could not be rotated: ${failed.message}`)
		};
	}
}
function* ofSchedule({ schedule, now }) {
	const { seen, sure, expected } = schedule;
	if (sure && seen !== void 0 && now - seen > expected) {
		const stands = formatDuration(seconds(now - seen));
		yield {
			kind: "schedule-late",
			...bad(seen, `the schedule has not run for ${stands}; access ends on time, proofs and rotations wait`)
		};
		return;
	}
	const [gap] = schedule.gaps;
	if (gap && gap.to > now - WEEK) yield {
		kind: "schedule-late",
		...warn(gap.to, `the schedule stood still for ${formatDuration(gap.seconds)}; access ended on time all the same`)
	};
}
function* ofMismatches({ events, now }) {
	const since = instant(now - WEEK);
	for (const { type, time, data } of events) {
		if (type !== "leasehold.audit.mismatch" || time < since) continue;
		yield {
			kind: "mismatch",
			...bad(time, messageOf(data.finding) ?? "Git, GitHub and Vault do not agree")
		};
	}
}

// src/domain/report/marks.ts
const PROOF_TAKES = 7200;
const JUST_ISSUED = 600;
const OVERDUE = 86400;
function marksOf(sources) {
	const { standings, files, history, policies, records, now } = sources;
	const told = toldMarks(sources.events);
	const extended = extensions(standings, files);
	const onMain = new Set(files.map(({ key }) => key));
	const overdueAfter = policies.settings?.alerts.overdue_after ?? OVERDUE;
	const marks = /* @__PURE__ */ new Map();
	for (const grant of standings) {
		const said = told.get(grant.key);
		const over = grant.ended_at ?? grant.end;
		const issued = history.get(grant.key)?.issued;
		const holds = {
			"break-glass": grant.break_glass,
			unreviewed: said?.has("leasehold.breakglass.overdue") === true && !said.has("leasehold.breakglass.reviewed"),
			extended: extended.has(grant.key),
			refused: grant.state === "refused",
			unrecorded: grant.state === "live" && records !== void 0 && !records.has(grant.key) && issued !== void 0 && issued + JUST_ISSUED < now,
			unproved: grant.state === "ended" && issued !== void 0 && grant.ended_at === void 0 && over + PROOF_TAKES < now,
			overdue: grant.state === "ended" && onMain.has(grant.key) && over + overdueAfter < now,
			lingering: said?.has("leasehold.grant.lingering") === true,
			unusual: said?.has("leasehold.grant.unusual") === true
		};
		const found = Object.keys(holds).filter((mark) => holds[mark]);
		const continues = extended.get(grant.key);
		if (found.length > 0) marks.set(grant.key, {
			marks: found,
			...continues ? { extends: continues } : {}
		});
	}
	return marks;
}
const TOLD = /* @__PURE__ */ new Set([
	"leasehold.breakglass.overdue",
	"leasehold.breakglass.reviewed",
	"leasehold.grant.lingering",
	"leasehold.grant.unusual"
]);
function toldMarks(events) {
	const told = /* @__PURE__ */ new Map();
	for (const { type, subject } of events) {
		if (!TOLD.has(type) || !isKey(subject)) continue;
		const known = told.get(subject);
		if (known) known.add(type);
		else told.set(subject, /* @__PURE__ */ new Set([type]));
	}
	return told;
}
function extensions(standings, files) {
	const found = /* @__PURE__ */ new Map();
	for (const file of files) if (file.extends !== void 0) found.set(file.key, file.extends);
	const held = /* @__PURE__ */ new Map();
	for (const one of standings) {
		if (one.state === "refused") continue;
		const whose = `${one.role} ${foldLogin(one.user)}`;
		const grants = held.get(whose);
		if (grants) grants.push(one);
		else held.set(whose, [one]);
	}
	for (const grants of held.values()) {
		grants.sort((a, b) => a.begin - b.begin || a.end - b.end);
		let last;
		for (const grant of grants) {
			if (last && grant.begin < heldUntil(last) && grant.end > last.end && !found.has(grant.key)) found.set(grant.key, last.key);
			if (!last || grant.end > last.end) last = grant;
		}
	}
	return found;
}
const heldUntil = (grant) => instant(Math.min(grant.ended_at ?? grant.end, grant.end));

// src/domain/report/review.ts
const ENOUGH = 5;
const MINUTE = 60;
const HOUR = 3600;
const STEPS = [...[
	5,
	10,
	15,
	30,
	45
].map((minutes) => minutes * MINUTE), ...[
	1,
	2,
	3,
	4,
	6,
	8,
	12,
	24,
	48,
	72,
	168
].map((hours) => hours * HOUR)];
function reviewOf({ grants, roles, period, use_read }) {
	const within = grants.filter(({ begin }) => begin >= period.from && begin < period.to);
	const byRole = grouped(within, ({ role }) => role);
	const names = [.../* @__PURE__ */ new Set([...roles.keys(), ...byRole.keys()])].sort();
	const byPerson = grouped(within, ({ user }) => foldLogin(user));
	return {
		period,
		use_read,
		roles: names.map((name) => roleReview(name, roles.get(name), byRole.get(name) ?? [], period, use_read)),
		people: [...byPerson.values()].map((theirs) => personReview(theirs, period)).sort((a, b) => foldLogin(a.user) < foldLogin(b.user) ? -1 : 1)
	};
}
function roleReview(name, role, grants, period, use_read) {
	const issued = grants.filter(wasIssued);
	const max = role?.duration.max;
	const usual = issued.filter(({ break_glass }) => !break_glass);
	const used = issued.map((grant) => usedTime(grant));
	const summary = {
		role: name,
		declared: role !== void 0,
		...max === void 0 ? {} : { max },
		grants: issued.length,
		refused: grants.filter(({ state }) => state === "refused").length,
		break_glass: issued.filter(({ break_glass }) => break_glass).length,
		people: logins(issued),
		asked: total(issued.map(askedTime)),
		held: total(issued.map((grant) => heldTime(grant, period.to))),
		longest_asked: longest(issued.map(askedTime)),
		...use_read ? {
			used: total(used),
			longest_used: longest(used),
			never_used: issued.filter(({ use }) => use === void 0).length
		} : {}
	};
	const suggestion = max === void 0 ? void 0 : shorterMax(usual, max, use_read);
	return {
		...summary,
		...suggestion ? { suggestion } : {}
	};
}
function shorterMax(grants, max, use_read) {
	if (grants.length < ENOUGH) return void 0;
	const asked = rounded(longest(grants.map(askedTime)));
	const used = grants.filter(({ use }) => use !== void 0);
	const needed = rounded(longest(used.map(usedTime)) * 1.5);
	if (use_read && used.length >= ENOUGH && needed < asked && needed < max) return {
		max: needed,
		because: "used"
	};
	return asked < max ? {
		max: asked,
		because: "asked"
	} : void 0;
}
const rounded = (length) => seconds(STEPS.find((step) => step >= length) ?? Math.ceil(length / (24 * HOUR)) * 24 * HOUR);
function personReview(grants, period) {
	const issued = grants.filter(wasIssued);
	return {
		user: grants[0]?.user ?? "",
		grants: issued.length,
		refused: grants.filter(({ state }) => state === "refused").length,
		roles: [...new Set(issued.map(({ role }) => role))].sort(),
		held: total(issued.map((grant) => heldTime(grant, period.to)))
	};
}
const wasIssued = ({ issued_at }) => issued_at !== void 0;
const askedTime = ({ begin, end }) => seconds(end - begin);
const heldTime = ({ begin, end, ended_at }, now) => seconds(Math.max(0, Math.min(ended_at ?? end, end, now) - begin));
const usedTime = ({ use }) => seconds(use ? use.last - use.first : 0);
const total = (lengths) => seconds(lengths.reduce((sum, one) => sum + one, 0));
const longest = (lengths) => seconds(lengths.reduce((most, one) => Math.max(most, one), 0));
const logins = (grants) => [...new Map(grants.map(({ user }) => [foldLogin(user), user])).values()].sort();
function grouped(items, by) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const group = groups.get(by(item));
		if (group) group.push(item);
		else groups.set(by(item), [item]);
	}
	return groups;
}

// src/domain/report/rotations.ts
function rotationsOf(rotations, events, facts, now) {
	const histories = rotationHistories(events);
	return [...rotations].map((rotation) => healthOf(rotation, histories.get(rotation.name) ?? [], facts?.get(rotation.name), now)).sort((a, b) => a.name < b.name ? -1 : 1);
}
function healthOf(rotation, history, asked, now) {
	const done = history.find(({ what }) => what === "done");
	const last = asked?.last ?? done?.at;
	const known = {
		...asked,
		...last === void 0 ? {} : { last }
	};
	const late = lateness(rotation, known, now);
	const failed = history[0]?.what === "failed" ? history[0] : void 0;
	const { every } = rotation;
	const { owed_since } = known;
	return {
		name: rotation.name,
		description: rotation.description,
		kind: rotation.kind,
		...every === void 0 ? {} : { every },
		state: stateOf(late !== void 0 && !(late.because === "never" && asked === void 0), known),
		...last === void 0 ? {} : { last },
		...last === void 0 || every === void 0 ? {} : { next: plus(last, every) },
		...owed_since === void 0 ? {} : { owed_since },
		...late === void 0 || late.because === "never" ? {} : { late_by: late.by },
		...failed ? { failed: {
			at: failed.at,
			message: failed.message
		} } : {},
		history
	};
}
function stateOf(missed, { last, owed_since }) {
	if (missed) return "missed";
	if (owed_since !== void 0) return "owed";
	return last === void 0 ? "unknown" : "fresh";
}
function rotationHistories(events) {
	const histories = /* @__PURE__ */ new Map();
	for (const { type, subject, time, data } of events) {
		const what = /^leasehold\.rotation\.(done|failed|missed)$/.exec(type)?.[1];
		if (what === void 0) continue;
		const one = {
			at: (typeof data.rotated_at === "string" ? parseInstant(data.rotated_at) : void 0) ?? time,
			what,
			why: text(data.why) || text(data.because),
			message: text(data.message),
			owed_by: Array.isArray(data.owed_by) ? data.owed_by.filter((key) => typeof key === "string") : []
		};
		const history = histories.get(subject);
		if (history) history.push(one);
		else histories.set(subject, [one]);
	}
	for (const history of histories.values()) history.reverse();
	return histories;
}
const text = (value) => typeof value === "string" ? value : "";

// src/domain/report/schedule.ts
const EXPECTED = seconds(21600);
const ITS_WORK = /* @__PURE__ */ new Set([
	"leasehold.rotation.done",
	"leasehold.rotation.failed",
	"leasehold.rotation.missed",
	"leasehold.schedule.late",
	"leasehold.grant.expiring",
	"leasehold.grant.overdue"
]);
function scheduleOf(events, now, expected = EXPECTED, run) {
	let seen = run;
	const gaps = [];
	for (const { type, time, data } of events) {
		if ((ITS_WORK.has(type) || type === "leasehold.grant.ended" && data.ended_by === "expired") && time <= now && (seen === void 0 || time > seen)) seen = time;
		if (type !== "leasehold.schedule.late") continue;
		const from = typeof data.last === "string" ? parseInstant(data.last) : void 0;
		const gap = typeof data.gap === "number" ? data.gap : 0;
		gaps.unshift({
			...from === void 0 ? {} : { from },
			to: time,
			seconds: seconds(gap)
		});
	}
	return {
		...seen === void 0 ? {} : { seen },
		sure: run !== void 0,
		expected,
		gaps
	};
}

// src/domain/report/report.ts
const REPORT_DAYS = 30;
const DAY = 86400;
const EVER = instant(Number.MAX_SAFE_INTEGER);
function reportOf(sources) {
	const { now, repository, commit, files, policies, events, vault, use } = sources;
	const history = historyOf(events);
	const standings = standingsBetween({
		files,
		history,
		roles: policies.roles
	}, instant(0), EVER, now);
	const marks = marksOf({
		standings,
		files,
		events,
		history,
		policies,
		now,
		...vault ? { records: vault.records } : {}
	});
	const onMain = new Set(files.map((file) => file.key));
	const grants = standings.map((standing) => {
		const seen = use?.get(standing.key);
		const told = history.get(standing.key);
		return {
			...standing,
			...marks.get(standing.key) ?? { marks: [] },
			on_main: onMain.has(standing.key),
			refused_because: told?.refused?.messages ?? [],
			...told?.issued === void 0 ? {} : { issued_at: told.issued },
			...seen ? { use: seen } : {}
		};
	});
	const rotations = rotationsOf(policies.rotations.values(), events, vault?.rotations, now);
	const schedule = scheduleOf(events, now, policies.settings?.alerts.schedule_late_after, vault?.last_run);
	const period = {
		from: instant(now - 30 * DAY),
		to: now
	};
	return {
		now,
		repository,
		...policies.settings?.tickets ? { tickets: policies.settings.tickets } : {},
		commit,
		vault_read: vault !== void 0,
		use_read: use !== void 0,
		attention: attentionOf({
			grants,
			events,
			rotations,
			schedule,
			records: vault?.records,
			history,
			now
		}),
		grants,
		roles: [...policies.roles.values()].map((role) => ({
			name: role.name,
			description: role.description,
			max: seconds(role.duration.max),
			paths: role.access.map(({ path }) => path),
			break_glass: role.break_glass !== void 0
		})).sort((a, b) => a.name < b.name ? -1 : 1),
		rotations,
		schedule,
		review: reviewOf({
			grants,
			roles: policies.roles,
			period,
			use_read: use !== void 0
		}),
		story: events.map(storyLine)
	};
}

// src/domain/report/vault-use.ts
const HOUSEKEEPING = /* @__PURE__ */ new Set(["auth/token/lookup-self", "auth/token/revoke-self"]);
function sightingIn(line) {
	if (!line.includes("\"type\":\"response\"") || !line.includes("\"key\":\"")) return void 0;
	const entry = parsed(line);
	if (entry?.type !== "response" || entry.error) return void 0;
	const auth = record(entry.auth);
	const key = record(auth.metadata).key;
	const path = record(entry.request).path;
	if (typeof key !== "string" || !isKey(key) || typeof path !== "string" || HOUSEKEEPING.has(path)) return void 0;
	const policy = `leasehold-role-${parseKey(key)?.role}-`;
	if (!(Array.isArray(auth.policies) ? auth.policies : []).some((name) => typeof name === "string" && name.startsWith(policy))) return void 0;
	const time = typeof entry.time === "string" ? Date.parse(entry.time) : NaN;
	return Number.isNaN(time) ? void 0 : {
		key,
		at: instant(Math.floor(time / 1e3))
	};
}
function see(known, { key, at }) {
	const use = known.get(key);
	known.set(key, use ? {
		first: instant(Math.min(use.first, at)),
		last: instant(Math.max(use.last, at)),
		requests: use.requests + 1
	} : {
		first: at,
		last: at,
		requests: 1
	});
}
function parsed(line) {
	try {
		return record(JSON.parse(line));
	} catch {
		return;
	}
}
const record = (value) => typeof value === "object" && value !== null ? value : {};

// src/domain/alerts/whose.ts
const whose = ({ role, user }) => ({
	role,
	user
});
const pullOf = ({ pull_request }) => pull_request === void 0 || pull_request < 1 ? {} : { pull_request };

// src/domain/alerts/break-glass.ts
const REVIEW_WITHIN = seconds(86400);
const reviewBy = (grant, roles) => plus(grant.issued ?? grant.begin, roles.get(grant.role)?.break_glass?.review_within ?? REVIEW_WITHIN);
function unreviewed({ grants, events }) {
	const told = (type) => new Set(events.filter((one) => one.type === type).map((one) => one.subject));
	const [used, reviewed] = [told("leasehold.breakglass.used"), told("leasehold.breakglass.reviewed")];
	return grants.filter(({ key }) => isKey(key) && used.has(key) && !reviewed.has(key));
}
function reviewOverdue(facts) {
	return unreviewed(facts).flatMap((grant) => {
		const review_by = reviewBy(grant, facts.roles);
		if (facts.now <= review_by) return [];
		const issue = facts.reviews.get(grant.key);
		const data = {
			...whose(grant),
			review_by: formatInstant(review_by),
			...issue === void 0 ? {} : { issue }
		};
		return [event("leasehold.breakglass.overdue", grant.key, facts.now, data)];
	});
}

// src/domain/alerts/facts.ts
const lastsUntil = (grant) => grant.ended?.at ?? grant.end;
const isHeld = (grant, now) => grant.issued !== void 0 && grant.ended === void 0 && grant.begin <= now && now < grant.end;
const isAlike = (one, other) => one.role === other.role && sameLogin(one.user, other.user);
function chainOf(grant, grants) {
	const before = grants.filter((one) => one.issued !== void 0 && one.key !== grant.key && isAlike(one, grant)).filter((one) => one.begin < grant.begin || one.begin === grant.begin && one.key < grant.key).sort((a, b) => a.begin - b.begin || (a.key < b.key ? -1 : 1));
	let chain = [grant];
	let held = grant.begin;
	let open = before;
	for (;;) {
		const reaching = open.filter((one) => lastsUntil(one) >= held);
		const first = reaching[0];
		if (first === void 0) return chain;
		chain = [
			first,
			...reaching.slice(1),
			...chain
		];
		held = first.begin;
		open = open.filter((one) => one.begin < held);
	}
}
const isContinued = (grant, grants) => grants.some((one) => one.key !== grant.key && one.issued !== void 0 && isAlike(one, grant) && one.begin <= grant.end && lastsUntil(one) > grant.end);
const earlierOf = (grant, grants) => grants.filter((one) => one.key !== grant.key && one.issued !== void 0 && grant.issued !== void 0 && one.issued < grant.issued && sameLogin(one.user, grant.user));
const knownSince = ({ events }) => events.filter(({ type }) => type.startsWith("leasehold.grant.")).reduce((first, { time }) => first === void 0 || time < first ? time : first, void 0);

// src/domain/alerts/grants.ts
function expiring({ grants, now, settings }) {
	return grants.filter((grant) => isHeld(grant, now) && !grant.break_glass).filter((grant) => between(now, grant.end) <= settings.expiring_before).filter((grant) => !isContinued(grant, grants)).map((grant) => event("leasehold.grant.expiring", grant.key, now, {
		...whose(grant),
		end: formatInstant(grant.end),
		...pullOf(grant)
	}));
}
function lingering({ grants, now, settings }) {
	return grants.filter((grant) => isHeld(grant, now)).flatMap((grant) => {
		const [first] = chainOf(grant, grants);
		const held = between(first.begin, now);
		if (held <= settings.live_longer_than) return [];
		const data = {
			...whose(grant),
			since: formatInstant(first.begin),
			seconds: held
		};
		return [event("leasehold.grant.lingering", first.key, now, data)];
	});
}
function overdue({ grants, events, pulls, now, settings }) {
	const told = new Set(events.filter((one) => one.type === "leasehold.grant.overdue").map((one) => one.data.pull_request));
	const byKey = new Map(grants.map((grant) => [grant.key, grant]));
	return pulls.filter((pull) => !told.has(pull.number)).flatMap((pull) => {
		const [oldest] = pull.grants.flatMap((key) => byKey.get(key) ?? []).map((grant) => ({
			grant,
			over: grant.ended?.proved ?? grant.end
		})).sort((a, b) => a.over - b.over || (a.grant.key < b.grant.key ? -1 : 1));
		if (oldest === void 0) return [];
		const since = plus(oldest.over, settings.overdue_after);
		if (now < since) return [];
		const { grant } = oldest;
		const data = {
			...whose(grant),
			pull_request: pull.number,
			since: formatInstant(since)
		};
		return [event("leasehold.grant.overdue", grant.key, now, data)];
	});
}

// src/domain/alerts/schedule.ts
function scheduleLate({ last_run, now, settings }) {
	if (last_run === void 0) return [];
	const gap = between(last_run, now);
	const expected = settings.schedule_late_after;
	if (gap <= expected) return [];
	const last = formatInstant(last_run);
	const data = {
		command: "enforce",
		last,
		now: formatInstant(now),
		gap,
		expected
	};
	return [event("leasehold.schedule.late", "enforce", now, data, last)];
}

// src/domain/alerts/unusual.ts
const NEWS = 86400;
const GETTING_TO_KNOW = 1209600;
const HABIT = 5;
const NEAR = 3;
const outsideUsualHours = (grant, { grants }) => {
	const hours = earlierOf(grant, grants).map((one) => hourOf(one.issued ?? one.begin));
	const hour = hourOf(grant.issued);
	if (hours.length < HABIT || hours.some((one) => apart(one, hour) <= NEAR)) return void 0;
	const [from, to] = [Math.min(...hours), Math.max(...hours)];
	return `issued at ${clock(grant.issued)} UTC; the ${hours.length} grants before came between ${from}:00 and ${to}:59`;
};
const firstUseOfRole = (grant, { grants }) => earlierOf(grant, grants).some((one) => one.role === grant.role) ? void 0 : `${grant.user} never had ${grant.role} before, as far as the log was read`;
const thirdExtension = (grant, { grants }) => {
	const chain = chainOf(grant, grants);
	return chain.length === 4 ? `the third extension in a row: held since ${formatInstant(chain[0].begin)} without a gap` : void 0;
};
const LOOKS = [
	[
		"outside-usual-hours",
		outsideUsualHours,
		true
	],
	[
		"first-use-of-role",
		firstUseOfRole,
		true
	],
	[
		"third-extension",
		thirdExtension,
		false
	]
];
function unusual(facts) {
	const { grants, now } = facts;
	const since = knownSince(facts);
	const known = since !== void 0 && between(since, now) >= GETTING_TO_KNOW;
	return grants.flatMap((grant) => {
		const { issued } = grant;
		if (issued === void 0 || between(issued, now) > NEWS) return [];
		return LOOKS.filter(([, , needsHistory]) => known || !needsHistory).flatMap(([what, look]) => {
			const message = look({
				...grant,
				issued
			}, facts);
			if (message === void 0) return [];
			return [event("leasehold.grant.unusual", grant.key, now, {
				...whose(grant),
				what,
				message
			}, what)];
		});
	});
}
const hourOf = (moment) => Math.floor(moment % 86400 / 3600);
const clock = (moment) => formatInstant(moment).slice(11, 16);
const apart = (a, b) => Math.min(Math.abs(a - b), 24 - Math.abs(a - b));

// src/domain/alerts/due.ts
const RULES = [
	reviewOverdue,
	expiring,
	overdue,
	lingering,
	unusual,
	scheduleLate
];
const alertsDue = (facts) => RULES.flatMap((rule) => rule(facts));

// src/domain/alerts/review.ts
function mayReview(grant, { roles, settings }) {
	const role = roles.get(grant.role);
	if (role) return role.approvers;
	return settings === void 0 ? [] : [settings.owners];
}
function notAReview(grant, closer, policies, now) {
	if (closer === void 0) return "GitHub does not say who closed it";
	const { login } = closer;
	if (closer.type !== "User") return `${login} is no person`;
	const person = personOf(login, policies);
	if (person === personOf(grant.user, policies)) return `${login} is who took the access`;
	if (grant.author !== void 0 && person === personOf(grant.author, policies)) return `${login} is who asked for the access in ${grant.user}'s name`;
	if (mayReview(grant, policies).some((group) => isMember(login, group, policies, now))) return void 0;
	return `${login} is no approver of ${grant.role}`;
}

// src/domain/alerts/selection.ts
const ALERTS = /* @__PURE__ */ new Set([
	"leasehold.grant.expiring",
	"leasehold.grant.ended",
	"leasehold.grant.overdue",
	"leasehold.grant.lingering",
	"leasehold.grant.unusual",
	"leasehold.rotation.failed",
	"leasehold.rotation.missed",
	"leasehold.breakglass.used",
	"leasehold.breakglass.reviewed",
	"leasehold.breakglass.overdue",
	"leasehold.audit.mismatch",
	"leasehold.schedule.late"
]);
const CLOSES = {
	"leasehold.grant.ended": [
		"leasehold.grant.issued",
		"leasehold.grant.delivered",
		"leasehold.grant.expiring",
		"leasehold.grant.lingering"
	],
	"leasehold.rotation.done": ["leasehold.rotation.failed", "leasehold.rotation.missed"]
};
const hears = ({ kind, events }, type) => type === "leasehold.breakglass.used" || kind === "issue" && type in CLOSES || (events === void 0 ? ALERTS.has(type) : events.some((glob) => matches(glob, type)));
const matches = (glob, type) => new RegExp(`^${glob.replaceAll(".", "\\.").replace(/\*+/g, ".*")}$`).test(type);
function sinkName({ kind, url_env, label }) {
	return `${kind}-${createHash("sha256").update(`${kind} ${url_env ?? label}`).digest("hex").slice(0, 12)}`;
}
const sinkLabel = ({ kind, url_env, label }) => `${kind} (${url_env ?? label})`;

// src/domain/plan.ts
const ORDER = [
	"recall",
	"finish",
	"clear",
	"mend",
	"issue"
];
function compareKeys(desired, { records, pickups }) {
	const delivered = [];
	const undelivered = [];
	const unrecorded = [];
	const others = [];
	const loose = [];
	const grants = desired.grants.toSorted((a, b) => inKeyOrder(a.key, b.key));
	const main = new Cursor(grants.map(({ key }) => key));
	const record = new Cursor(records.sorted);
	const pickup = new Cursor(pickups.sorted);
	for (;;) {
		const key = first(main.key, first(record.key, pickup.key));
		if (key === void 0) return {
			desired,
			delivered,
			undelivered,
			unrecorded,
			others,
			loose
		};
		const grant = main.key === key ? grants[main.at] : void 0;
		main.pass(key);
		const hasRecord = record.pass(key);
		const hasPickup = pickup.pass(key);
		if (hasPickup && !hasRecord) loose.push(key);
		if (grant) (hasRecord ? hasPickup ? delivered : undelivered : unrecorded).push(grant);
		else if (hasRecord) others.push({
			key,
			delivered: hasPickup
		});
	}
}
const first = (a, b) => b === void 0 || a !== void 0 && a < b ? a : b;
var Cursor = class {
	#keys;
	at = 0;
	constructor(keys) {
		this.#keys = keys;
	}
	get key() {
		return this.#keys[this.at];
	}
	pass(key) {
		const from = this.at;
		while (this.key === key) this.at += 1;
		return this.at > from;
	}
};
const recordsToRead = ({ undelivered, others }) => [...undelivered, ...others].map(({ key }) => key).sort();
function planChanges(compared, read, now) {
	const { desired } = compared;
	let names;
	const isOnMain = (name) => {
		names ??= new Set(desired.grants.map((grant) => `${grant.role}.${grant.id}`));
		return names.has(name);
	};
	const changes = [];
	let unchanged = 0;
	const decide = (found) => {
		const change = changeOfRecord({
			...found,
			record: read.get(found.key)
		}, desired, isOnMain, now);
		if (change === "unchanged") unchanged += 1;
		else if (change) changes.push(change);
	};
	for (const grant of compared.delivered) decide({
		key: grant.key,
		delivered: true,
		grant
	});
	for (const grant of compared.undelivered) decide({
		key: grant.key,
		delivered: false,
		grant
	});
	for (const other of compared.others) decide(other);
	for (const key of compared.loose) changes.push({
		kind: "clear",
		key
	});
	for (const grant of compared.unrecorded) if (isLive(grant, now) && !desired.ineligible.has(grant.key)) changes.push({
		kind: "issue",
		grant
	});
	return {
		changes: inOrder(changes),
		unchanged
	};
}
function changeOfRecord({ key, delivered, record, grant }, desired, isOnMain, now) {
	if (record && record.state !== "live") return delivered || !record.settled ? {
		kind: "clear",
		key
	} : void 0;
	const end = record?.end ?? grant?.end;
	if (end !== void 0 && end <= now) return {
		kind: "finish",
		key
	};
	if (record?.ending) return {
		kind: "recall",
		key,
		why: record.ending.why
	};
	if (desired.ineligible.has(key)) return {
		kind: "recall",
		key,
		why: "ineligible"
	};
	if (desired.unreadable.has(key)) return "unchanged";
	if (grant) return delivered ? "unchanged" : {
		kind: "mend",
		key,
		grant
	};
	const parts = parseKey(key);
	if (parts?.emergency) return "unchanged";
	return {
		kind: "recall",
		key,
		why: parts !== void 0 && isOnMain(`${parts.role}.${parts.id}`) ? "superseded" : "file-removed"
	};
}
const keyOfChange = (change) => change.kind === "issue" ? change.grant.key : change.key;
function inOrder(changes) {
	return [...changes].sort((a, b) => {
		return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || inKeyOrder(keyOfChange(a), keyOfChange(b));
	});
}

// src/domain/current-members.ts
const teamsOfRole = ({ requesters, approvers, break_glass }) => new Set([
	requesters,
	...approvers,
	...break_glass ? [break_glass.requesters] : []
].flatMap((one) => one.teams));
const withCurrentMembers = (policies, current) => ({
	...policies,
	teams: new Map([...policies.teams].map(([team, members]) => {
		const there = current.get(team);
		const isThere = (login) => there === void 0 || there.has(personOf(login, policies)) || there.has(foldLogin(login));
		return [team, members.filter(({ login }) => isThere(login))];
	}))
});
function teamChange(team, policies, there) {
	const members = policies.teams.get(team) ?? [];
	const known = new Set(members.flatMap(({ login }) => [foldLogin(login), personOf(login, policies)]));
	const gone = members.filter(({ login, from, until }) => from === void 0 && until === void 0 && !there.has(personOf(login, policies)) && !there.has(foldLogin(login)));
	return {
		team,
		add: [...there].filter((login) => !known.has(login)).sort(),
		remove: gone.map(({ login }) => login)
	};
}

// src/domain/revoke-group.ts
const REVOKE_BRANCHES = "leasehold-ended/";
const REVOKE_LABELS = ["leasehold", "leasehold-revoke"];
function revokeGroups(grants, groupBy, now) {
	const over = grants.filter((grant) => grant.end <= now).sort((a, b) => a.file < b.file ? -1 : 1);
	const nameOf = (grant) => groupBy === "all" ? "all" : groupBy === "role" ? grant.role : `${grant.role}.${grant.id}`;
	return [...Map.groupBy(over, nameOf)].map(([name, members]) => ({
		name,
		branch: `${REVOKE_BRANCHES}${name}`,
		grants: members
	})).sort((a, b) => a.branch < b.branch ? -1 : 1);
}
const MOST_ASKED = 15;
function reviewersOf({ grants }, policies, now) {
	const ended = new Set(grants.map((grant) => foldLogin(grant.user)));
	const people = (groups) => {
		const all = [...new Set(groups.flatMap((group) => [...membersOf(group, policies, now)]))].sort();
		return [...all.filter((one) => !ended.has(one)), ...all.filter((one) => ended.has(one))];
	};
	const owners = policies.settings === void 0 ? [] : people([policies.settings.owners]);
	const byRole = [...new Set(grants.map((grant) => grant.role))].map((role) => {
		const approvers = people(policies.roles.get(role)?.approvers ?? []);
		return approvers.length > 0 ? approvers : owners;
	});
	const longest = Math.max(0, ...byRole.map((each) => each.length));
	const inTurn = Array.from({ length: longest }, (_, place) => byRole.flatMap((each) => each[place] ?? []));
	return [...new Set(inTurn.flat())].slice(0, MOST_ASKED);
}
const NOTHING_LEFT = "Nothing left to revoke";
function timesClosed({ grants }, closed) {
	const oldest = Math.min(...grants.map((grant) => grant.end));
	return closed.filter(({ title, closed_at }) => title !== "Nothing left to revoke" && closed_at !== void 0 && closed_at >= oldest).length;
}

// src/domain/served-runs.ts
const SERVED = [
	"apply",
	"enforce",
	"rotate"
];
const emptyBoard = (started) => ({
	started,
	tallies: {},
	totals: {
		issued: 0,
		refused: 0,
		proved: 0,
		proved_after: 0,
		rotated: 0
	},
	now: {}
});
const NO_RUNS = {
	0: 0,
	1: 0,
	2: 0,
	3: 0
};
function tally(board, run) {
	const { counts, command, exit } = run;
	const before = board.tallies[command];
	const runs = before?.runs ?? NO_RUNS;
	const succeeded = exit <= 1 ? run.ended : before?.succeeded;
	const proved = counts.proved_after ?? [];
	const { totals } = board;
	return {
		...board,
		tallies: {
			...board.tallies,
			[command]: {
				last: run,
				runs: {
					...runs,
					[exit]: runs[exit] + 1
				},
				...succeeded === void 0 ? {} : { succeeded }
			}
		},
		totals: {
			issued: totals.issued + (counts.issued ?? 0),
			refused: totals.refused + (counts.refused ?? 0),
			proved: totals.proved + proved.length,
			proved_after: totals.proved_after + proved.reduce((sum, each) => sum + each, 0),
			rotated: totals.rotated + (counts.rotated ?? 0)
		},
		now: {
			...board.now,
			...counts.live === void 0 ? {} : { live: counts.live },
			...counts.revoke_pulls === void 0 ? {} : { revoke_pulls: counts.revoke_pulls },
			...counts.rotations_owed === void 0 ? {} : { rotations_owed: counts.rotations_owed }
		}
	};
}
const PATIENCE = 900;
function isMoving(board, every, now) {
	const ended = Object.values(board.tallies).map(({ last }) => last.ended);
	return now - Math.max(board.started, ...ended) <= 3 * every + PATIENCE;
}

// src/domain/rotation/events.ts
const rotationDone = (rotation, { why, at, previous, owed_by }) => event("leasehold.rotation.done", rotation.name, at, {
	kind: rotation.kind,
	why,
	rotated_at: formatInstant(at),
	...previous === void 0 ? {} : { previous: formatInstant(previous) },
	owed_by
}, formatInstant(at));
const needSince = (facts) => {
	const since = facts.owed_since ?? facts.last;
	return since === void 0 ? "never" : formatInstant(since);
};
const rotationFailed = ({ rotation, why }, facts, message, at) => event("leasehold.rotation.failed", rotation.name, at, {
	kind: rotation.kind,
	why,
	message
}, needSince(facts));
const rotationMissed = (rotation, late, at) => {
	const since = late.since === void 0 ? void 0 : formatInstant(late.since);
	const data = {
		kind: rotation.kind,
		because: late.because,
		late_by: late.by,
		...since === void 0 ? {} : { since }
	};
	return event("leasehold.rotation.missed", rotation.name, at, data, since ?? "never");
};

// src/domain/rotation/state.ts
function withDone({ begun: _, ...state }, done) {
	const owed_by = state.owed_by.filter((key) => !done.owed_by.includes(key));
	const { owed_since, ...rest } = state;
	return {
		...rest,
		last_done: done.at,
		owed_by,
		...owed_by.length === 0 || owed_since === void 0 ? {} : { owed_since },
		untold: [...state.untold ?? [], done]
	};
}
function withTold({ untold = [], ...state }, told) {
	const left = untold.filter((one) => !told.some((each) => each.at === one.at));
	return left.length === 0 ? state : {
		...state,
		untold: left
	};
}

// src/domain/pickup-trust.ts
const CREATE = "auth/token/create/";
function suspectWrapping(key, creationPath, claimed) {
	const role = parseKey(key)?.role;
	const tokenRole = creationPath.startsWith(CREATE) ? creationPath.slice(18) : void 0;
	if (tokenRole === void 0 || tokenRole.includes("/")) return `Vault says it was made at ${creationPath}`;
	if (versionOfTokenRole(tokenRole)?.slice(0, -9) !== `leasehold-role-${role}`) return `its token was made through ${tokenRole}, which is no token role of ${role}`;
	if (claimed !== void 0 && claimed !== tokenRole) return `its token was made through ${tokenRole}, the pick-up names ${claimed}`;
}
function suspectOpened(key, opened) {
	if (opened.token === void 0) return "it held no login";
	if (opened.metadata.key !== key) return `it held a token of ${opened.metadata.key === void 0 ? "no grant" : opened.metadata.key}`;
}

// src/domain/holes.ts
const HOLE = /\{([A-Za-z0-9_.-]+)\}/g;
const holesOf = (text) => [...text.matchAll(HOLE)].map(([, name]) => name ?? "");
const fillHoles = (text, field) => text.replace(HOLE, (_, name) => field(name));

// src/domain/access/foreign-policies.ts
const GIVES = /* @__PURE__ */ new Set([
	"create",
	"read",
	"update",
	"patch",
	"sudo",
	"root"
]);
const TOKEN = /"(?:[^"\\]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w-]*|\S/g;
function pathsGiven(text) {
	return fromJson(text) ?? fromHcl(text) ?? [{
		path: "*",
		gives: true
	}];
}
function fromJson(text) {
	let policy;
	try {
		policy = JSON.parse(text);
	} catch {
		return;
	}
	if (typeof policy !== "object" || policy === null) return void 0;
	return [policy.path ?? []].flat().flatMap((stanza) => Object.entries(stanza ?? {}).map(([path, rule]) => ({
		path,
		gives: givesSomething(JSON.stringify(rule))
	})));
}
function fromHcl(text) {
	const tokens = (text.match(TOKEN) ?? []).filter((token) => !/^(#|\/\/|\/\*)/.test(token));
	const given = [];
	for (let at = 0; at < tokens.length;) {
		const [keyword, path, brace] = tokens.slice(at, at + 3);
		if (keyword !== "path" && keyword !== "\"path\"") return void 0;
		if (!path?.startsWith("\"") || brace !== "{") return void 0;
		let end = at + 3;
		for (let depth = 1; depth > 0; end += 1) {
			const token = tokens[end];
			if (token === void 0) return void 0;
			if (token === "{") depth += 1;
			else if (token === "}") depth -= 1;
		}
		given.push({
			path: unquoted(path),
			gives: givesSomething(tokens.slice(at + 3, end).join(" "))
		});
		at = end;
	}
	return given;
}
function givesSomething(rule) {
	const words = rule.match(/[a-z]+/g) ?? [];
	if (words.includes("deny")) return false;
	return words.some((word) => GIVES.has(word) || word === "write");
}
function unquoted(literal) {
	try {
		return JSON.parse(literal);
	} catch {
		return literal.slice(1, -1);
	}
}
function pathsMeet(a, b) {
	const left = segments(a);
	const right = segments(b);
	for (let at = 0;; at += 1) {
		const [x, y] = [left[at], right[at]];
		if (x === void 0 || y === void 0) return x === y;
		const prefixes = [openEnd(left, at), openEnd(right, at)];
		if (prefixes[0] !== void 0 || prefixes[1] !== void 0) return beginAlike(x, y, prefixes);
		if (x !== y && x !== "+" && y !== "+") return false;
	}
}
const segments = (path) => path.replace(/^\/+/, "").replace(/\{\{.*?\}\}/g, "\0").split("/").map((segment) => segment.includes("\0") ? "+" : segment);
const openEnd = (path, at) => at === path.length - 1 && path[at]?.endsWith("*") ? path[at]?.slice(0, -1) : void 0;
function beginAlike(x, y, [p, q]) {
	if (x === "+" || y === "+") return true;
	const [left, right] = [p ?? x, q ?? y];
	if (p !== void 0 && q !== void 0) return left.startsWith(right) || right.startsWith(left);
	return p !== void 0 ? right.startsWith(left) : left.startsWith(right);
}
function pathsShared(access, policyText) {
	const given = pathsGiven(policyText).filter((one) => one.gives);
	return access.filter((path) => given.some((one) => pathsMeet(one.path, path)));
}

// src/domain/setup/checks.ts
function estateFindings(policies, settings, has) {
	const roles = [...policies.roles.values()];
	return [
		...mountsFit(settings, has),
		...roles.flatMap((role) => [
			...pathsFit(role, settings, has),
			...databaseRolesEnd(role, has),
			...tokensEnd(role, has),
			...mfaHolds(role, has)
		]),
		...[...policies.rotations.values()].flatMap((rotation) => rotationExists(rotation, settings, has))
	];
}
function mountsFit({ vault, at }, has) {
	const findings = [];
	const kv = has.mounts.get(vault.mount);
	if (kv && !(kv.type === "kv" && kv.options.version === "2")) {
		const message = `${vault.mount}/ is there already, and is no kv-v2 mount`;
		findings.push(error("schema", at("vault", "mount"), message, "Name another mount: vault: { mount: … }."));
	}
	const workflows = has.auths.get(vault.workflows.mount);
	if (workflows && workflows.type !== "jwt") {
		const message = `auth/${vault.workflows.mount}/ is there already, and is of type ${workflows.type}, not jwt`;
		findings.push(error("schema", at("vault", "workflows", "mount"), message, "Name another mount."));
	}
	if (!has.auths.has(vault.people.mount)) {
		const known = [...has.auths.keys()].filter((path) => path !== "token").sort();
		findings.push(error("schema", at("vault", "people", "mount"), `there is no auth mount ${vault.people.mount}: nobody could pick anything up`, known.length > 0 ? `Name the one people log in with: ${known.join(", ")}.` : "Enable the one people log in with."));
	}
	return findings;
}
const placeOf = (role, path) => {
	const index = role.access.findIndex((entry) => entry.path.replace(/^\/+/, "") === path);
	return role.at("access", index, "path");
};
function pathsFit(role, settings, has) {
	return normalAccess(role.access).flatMap(({ path, capabilities }) => {
		const mount = mountOfPath(has.mounts, path);
		const type = mount === void 0 ? void 0 : has.mounts.get(mount)?.type;
		if (mount === void 0 || type === void 0) {
			const known = [...has.mounts.keys()].sort().join(", ");
			return [error("access-forbidden", placeOf(role, path), `${path}: no mount of this namespace has that path`, `There are ${known}; a path of another namespace is not for roles of this one.`)];
		}
		return accessFaults(path, capabilities, type, mount, settings.vault.mount).map((fault) => error("access-forbidden", placeOf(role, path), `${path}: ${fault.message}`, fault.hint));
	});
}
function databaseRolesEnd(role, has) {
	return leasedPaths(role.access).flatMap((path) => {
		const behind = databaseRoleOf(has.mounts, path);
		if (behind === void 0) return [];
		const found = has.database_roles.get(behind.path);
		const place = placeOf(role, path);
		if (found?.fields === void 0) return [error("access-forbidden", place, `${path}: there is no ${behind.path}`, "Create it, or name another.")];
		return [...maxTtlFaults(role, behind.path, found.fields, place), ...guardFaults(behind.path, found, place)];
	});
}
function maxTtlFaults(role, path, fields, place) {
	const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
	const most = formatDuration(role.duration.max);
	const hint = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3600, role.duration.max)))} (an hour or less is the advice; at most ${most})`;
	if (max <= 0) {
		const message = `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`;
		return [error("duration-max", place, message, hint)];
	}
	if (max <= role.duration.max) return [];
	const message = `${path} has max_ttl ${formatDuration(max)}, over the ${most} of ${role.name}: its users can outlive the grant`;
	return [error("duration-max", place, message, hint)];
}
function guardFaults(path, { fields, plugin }, place) {
	if (!plugin?.startsWith("postgresql")) return [];
	const statements = fields?.revocation_statements;
	const lines = Array.isArray(statements) ? statements.map(String) : [];
	return statementFaults(lines).map((fault) => warning("lease-irrevocable", place, `the revocation statements of ${path} do not hold: ${fault}`, "leasehold setup --print has statements that do (database.revocation_statements)."));
}
function tokensEnd(role, has) {
	return [{
		what: "duration.max",
		max: role.duration.max,
		place: role.at("duration", "max")
	}, ...role.break_glass ? [{
		what: "break_glass.max",
		max: role.break_glass.max,
		place: role.at("break_glass", "max")
	}] : []].flatMap(({ what, max, place }) => max <= has.token_max_ttl ? [] : [error("duration-max", place, `${what}: ${formatDuration(max)} is over the ${formatDuration(has.token_max_ttl)} that Vault lets a token live (default_lease_ttl and max_lease_ttl of auth/token)`, `Write ${formatDuration(has.token_max_ttl)} or less, or raise both: vault write sys/auth/token/tune default_lease_ttl=${max}s max_lease_ttl=${max}s`)]);
}
const mfaHolds = (role, has) => !role.require.mfa || has.people_have_mfa ? [] : [warning("mfa", role.at("require", "mfa"), `${role.name} requires MFA, and no login-enforcement covers the mount people log in with: nothing of it will be issued`, "vault write identity/mfa/login-enforcement/… auth_method_accessors=… mfa_method_ids=…")];
const NO_ENDPOINT = /^(auth\/token\/|cubbyhole\/|identity\/(?!oidc\/key\/)|sys\/(?!rotate))/;
function rotationExists(rotation, settings, has) {
	const { rotate, age } = rotationPaths(rotation);
	if (NO_ENDPOINT.test(rotate) || rotate.startsWith(`${settings.vault.mount}/`)) {
		const message = `${rotation.name}: a write to ${rotate} rotates nothing`;
		return [error("access-forbidden", rotation.at("path"), message, "Name a path that rotates a credential.")];
	}
	if ((rotate.startsWith("auth/") ? mountOfPath(has.auths, rotate.slice(5)) : mountOfPath(has.mounts, rotate)) === void 0 && !rotate.startsWith("sys/")) {
		const message = `${rotation.name}: no mount of this namespace has ${rotate}`;
		return [error("rotation-unknown", rotation.at("mount"), message, "Correct mount or path.")];
	}
	if (!rotatesItself(rotation) || has.static_roles.has(rotation.name)) return [];
	return [error("rotation-unknown", rotation.at("name"), `${rotation.name}: there is no ${age?.path}`, "Create the static role, or name another.")];
}
function sharedPaths(policies, wanted, has) {
	const access = [...policies.roles.values(), ...has.kept].flatMap((role) => leasedPaths(role.access));
	const shared = /* @__PURE__ */ new Set();
	for (const [name, { text }] of has.policies) {
		if (name === "root" || isRoleVersion(name) || Object.hasOwn(wanted.policies, name)) continue;
		for (const path of pathsShared(access, text)) shared.add(path);
	}
	return [...shared].sort();
}

// src/domain/setup/record-change.ts
function recordChange(mount, before, next, unchanged) {
	const fields = [];
	const compare = (field, same) => {
		if (!same) fields.push(change(field, before?.[field], next[field]));
	};
	compare("policies_commit", before !== void 0 && unchanged);
	compare("people_accessor", before?.people_accessor === next.people_accessor);
	compare("shared_paths", before !== void 0 && before.shared_paths.join() === next.shared_paths.join());
	compare("token_roles", before !== void 0 && before.token_roles.join() === next.token_roles.join());
	if (fields.length === 0) return void 0;
	return {
		action: before ? "change" : "create",
		kind: "setup-record",
		name: `${mount}/setup`,
		fields,
		write: {
			method: "record",
			record: next
		}
	};
}

export { CLOSES, EMERGENCY_POLICY, GENESIS, GITHUB_CHECKS, GRANT_BYTES, IDENTITIES, KeyList, LOGIN, NAME, NOTHING_LEFT, PICKUP_POLICY, POLICY_BYTES, Patience, RECALL_POLICY, REVOKE_BRANCHES, REVOKE_LABELS, SERVED, Secret, VAULT_CHECKS, accessOfAcl, accessorsOf, ageFrom, alertsDue, aliasOf, alone, approverSets, between, beyond, breakGlassTokenRole, canonicalJson, checkChain, checkPolicies, compareGrants, compareKeys, conflictingRoles, contentsProved, countsOthers, covers, databaseRoleOf, dayFile, dayOf, deliveredEvent, didYouMean, doneBefore, drift$1 as drift, driftChanges, earlier, emergencyKey, emptyBoard, endedEvent, endedWithin, error, estateFindings, event, factsOf$1 as factsOf, fail, filesFor, fillHoles, foldLogin, formatDuration, formatInstant, grantId, grantOf, grantOfWish, grantPath, groupLabel, groupsFor, guardChanges, guardPlaces, hasErrors, hears, historyOf, holesOf, identityName, ifSaid, inOrder$1 as inOrder, inTheWay, instant, isKey, isLeaseUnder, isLive, isMoving, isRoleVersion, isToCome, issueEvents, issuesIn, judgeApprovals, judgeEach, judgeGrants, judgeLeases, keyOf, known, landedGrant, lateness, later, leasedPaths, lineHash, lineOf, logPushes, loginOf, looksAtLive, matches$1 as matches, mayHold, mayReview, membersFrom, membersOf, mismatch, mismatchEvent, missedFinding, nearest, normalAccess, notAReview, oldest, onlyNamed, overlaps, owesLook, ownerSets, parseDuration, parseGrantPath, parseInstant, parseKey, parseLine, pass, personOf, planChanges, plus, policyCoverage, policyEffect, policyTestFindings, pullRequestOf, ranOutOfTime, recordChange, recordsToRead, refusedEvent, reportOf, repositorySource, reveal, reviewBy, reviewDue, reviewOf, reviewersOf, revokeGroups, roleAcl, roleOfTokenRole, roleVersionName, rotatesItself, rotationDone, rotationFailed, rotationMissed, rotationPaths, rotationsDue, runPolicyTests, sameBody, sameFile, sameLogin, samePerson, samePolicy, scheduleLate, seconds, secretIdAccessorPath, secretIdCreated, see, setupChanges, sharedPaths, shouldLive, sightingIn, signedCommits, sinkLabel, sinkName, standingsAt, standingsBetween, startsWith, staticSecret, stolenEvent, straightPushes, strayEvent, suggest, suspectOpened, suspectWrapping, tally, teamChange, teamsOfRole, ticketLink, timesClosed, tokenRoleBody, tokenRoleName, tokenRoleNames, tokenRolesOf, unknown, unreviewed, unsaid, unsaidOf, vaultSetup, versionOfTokenRole, viewOf, warning, wholeMatcher, windowOf, wishOf, withCurrentMembers, withDone, withGivenBack, withTold };