import { OutsideError } from "./outside-error.js";
import { GENESIS, checkChain, dayFile, dayOf, filesFor, instant, isToCome, later, lineHash, lineOf, parseLine } from "./domain.js";
import { fetchRefs, lastSeen, readBlobs, writeTree } from "./git.js";
import { createHash, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

// src/adapters/audit-log/log-branch.ts
const AUTHOR = {
	name: "Leasehold",
	email: "audit-log@leasehold.invalid"
};
var LogBranch = class {
	#git;
	#branch;
	constructor(git, branch) {
		this.#git = git;
		this.#branch = branch;
	}
	async fetch() {
		return (await fetchRefs(this.#git, [this.#branch])).get(this.#branch);
	}
	async fetchOrKnown() {
		try {
			return await this.fetch();
		} catch (error) {
			const known = await lastSeen(this.#git, this.#branch);
			if (known === void 0) throw error;
			return known;
		}
	}
	async days(tip) {
		if (tip === void 0) return [];
		return (await this.#git.text([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			tip,
			"--",
			"events"
		])).split("\0").flatMap((line) => {
			const tab = line.indexOf("	");
			const id = line.slice(0, tab).split(" ")[2];
			return tab < 0 || id === void 0 ? [] : [{
				file: line.slice(tab + 1),
				id
			}];
		});
	}
	async push(tip, files, message, at) {
		const tree = await writeTree(this.#git, tip, {
			write: files,
			remove: []
		});
		const date = `${at} +0000`;
		const env = {
			GIT_AUTHOR_NAME: AUTHOR.name,
			GIT_AUTHOR_EMAIL: AUTHOR.email,
			GIT_AUTHOR_DATE: date,
			GIT_COMMITTER_NAME: AUTHOR.name,
			GIT_COMMITTER_EMAIL: AUTHOR.email,
			GIT_COMMITTER_DATE: date
		};
		const parent = tip === void 0 ? [] : ["-p", tip];
		const commit = (await this.#git.text([
			"commit-tree",
			...parent,
			"-F",
			"-",
			tree
		], {
			env,
			input: message
		})).trim();
		const ref = `refs/heads/${this.#branch}`;
		const lease = `--force-with-lease=${ref}:${tip ?? ""}`;
		await this.#git.text([
			"push",
			lease,
			"origin",
			`${commit}:${ref}`
		], { remote: true });
		return commit;
	}
};

// src/adapters/audit-log/day-summary.ts
const ID = /^\{"specversion":"1\.0","id":"([^"\\]*)"/;
function summarise(text) {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	const ids = /* @__PURE__ */ new Set();
	for (const line of lines) {
		const id = ID.exec(line)?.[1] ?? parsedId(line);
		if (id !== void 0) ids.add(id);
	}
	const last = lines.at(-1);
	return {
		ids,
		lines: lines.length,
		head: last === void 0 ? GENESIS : lineHash(last)
	};
}
function parsedId(line) {
	try {
		const value = JSON.parse(line);
		const id = typeof value === "object" && value !== null && "id" in value ? value.id : void 0;
		return typeof id === "string" ? id : void 0;
	} catch {
		return;
	}
}

// src/adapters/audit-log/log-days.ts
const AT_ONCE = 31;
var LogDays = class {
	#git;
	#summaries = /* @__PURE__ */ new Map();
	#newest;
	constructor(git) {
		this.#git = git;
	}
	async summaries(days) {
		for (const some of batches(days.filter(({ id }) => !this.#summaries.has(id)))) {
			const read = await this.#read(some);
			for (const { id, bytes } of read) this.#summaries.set(id, summarise(bytes.toString("utf8")));
			const newest = read.at(-1);
			if (newest) this.#newest = {
				id: newest.id,
				bytes: Buffer.from(newest.bytes)
			};
		}
		return days.flatMap(({ id }) => this.#summaries.get(id) ?? []);
	}
	async bytes(day) {
		if (this.#newest?.id === day.id) return this.#newest.bytes;
		const [read] = await this.#read([day]);
		return read?.bytes ?? Buffer.alloc(0);
	}
	async *texts(days) {
		for (const some of batches(days)) for (const { file, bytes } of await this.#read(some)) yield {
			file,
			text: bytes.toString("utf8")
		};
	}
	wrote(bytes, commit) {
		const id = createHash(commit.length === 40 ? "sha1" : "sha256").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
		this.#summaries.set(id, summarise(bytes.toString("utf8")));
		this.#newest = {
			id,
			bytes
		};
	}
	async #read(days) {
		const blobs = await readBlobs(this.#git, days.map(({ id }) => id));
		return days.map(({ file, id }) => {
			const { buffer, byteOffset, byteLength } = blobs.get(id) ?? /* @__PURE__ */ new Uint8Array();
			return {
				file,
				id,
				bytes: Buffer.from(buffer, byteOffset, byteLength)
			};
		});
	}
};
function* batches(items) {
	for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}

// src/adapters/audit-log/branch-audit-log.ts
const TRIES = 60;
const LONGEST_WAIT = 2e3;
var BranchAuditLog = class {
	#settings;
	#branch;
	#days;
	#run = randomUUID();
	#stood;
	constructor(settings) {
		this.#settings = settings;
		this.#branch = new LogBranch(settings.git, settings.branch);
		this.#days = new LogDays(settings.git);
	}
	get source() {
		return this.#settings.source;
	}
	events(since) {
		return this.#reporting(async () => {
			const from = since === void 0 ? "" : dayFile(since);
			const found = await this.#branch.days(await this.#tip());
			const days = dayFiles(found, this.#now()).filter((day) => day.file >= from);
			const events = [];
			for await (const { file, text } of this.#days.texts(days)) for (const [index, line] of text.split("\n").entries()) if (line !== "") events.push(loggedEvent(line, `${file}:${index + 1}`));
			return events;
		});
	}
	verify(anchors) {
		return this.#reporting(async () => {
			const days = await this.#branch.days(await this.#tip());
			const texts = [];
			for await (const day of this.#days.texts(days)) texts.push(day);
			const { count, head, findings } = checkChain(texts, this.#now(), anchors);
			return {
				count,
				head,
				findings: [...findings]
			};
		});
	}
	daysThatTell(wanted) {
		return this.#reporting(async () => {
			const commit = await this.#tip();
			if (commit === void 0) return void 0;
			const days = [];
			const found = dayFiles(await this.#branch.days(commit), this.#now());
			for await (const { file, text } of this.#days.texts(found)) {
				const told = text.split("\n").flatMap((text, index) => {
					if (text === "") return [];
					const event = loggedEvent(text, `${file}:${index + 1}`);
					return wanted(event) ? [{
						line: index + 1,
						event
					}] : [];
				});
				if (told.length > 0) days.push({
					file,
					text,
					told
				});
			}
			return {
				commit,
				days
			};
		});
	}
	append(events) {
		return this.#reporting(async () => {
			for (let tries = 1;; tries += 1) try {
				return await this.#appendOnce(events);
			} catch (error) {
				if (!(error instanceof OutsideError) || error.code !== "conflict" || tries >= TRIES) throw error;
				await this.#pause(tries);
			}
		});
	}
	async #appendOnce(events) {
		const { tip } = this.#stood ?? { tip: await this.#fetch() };
		this.#stood = void 0;
		const now = events.reduce((latest, { time }) => later(latest, time), this.#now());
		const days = dayFiles(await this.#branch.days(tip), now);
		const summaries = await this.#days.summaries(days);
		const known = /* @__PURE__ */ new Set();
		const fresh = events.filter(({ id }) => {
			if (known.has(id) || summaries.some(({ ids }) => ids.has(id))) return false;
			known.add(id);
			return true;
		});
		const before = summaries.reduce((sum, { lines }) => sum + lines, 0);
		const head = summaries.findLast(({ lines }) => lines > 0)?.head ?? GENESIS;
		const newest = fresh.at(-1);
		if (newest === void 0) {
			this.#stood = { tip };
			return {
				count: before,
				head,
				added: 0
			};
		}
		const { files, head: newHead } = await this.#lines(fresh, days, head);
		const trailers = [
			`Leasehold-Count: ${before + fresh.length}`,
			`Leasehold-Head: ${newHead}`,
			`Leasehold-Run: ${this.#run}`
		];
		const message = `${subjectOf(fresh)}\n\n${trailers.join("\n")}\n`;
		const pushed = await this.#branch.push(tip, files, message, newest.time);
		this.#stood = { tip: pushed };
		for (const bytes of files.values()) this.#days.wrote(bytes, pushed);
		return {
			count: before + fresh.length,
			head: newHead,
			added: fresh.length
		};
	}
	async #lines(events, days, head) {
		const last = days.at(-1);
		const old = last && await this.#days.bytes(last);
		const files = /* @__PURE__ */ new Map();
		let previous = head;
		const places = filesFor(events.map((event) => event.time), last?.file);
		for (const [index, event] of events.entries()) {
			const line = lineOf(event, this.#known(), previous);
			const file = places[index] ?? dayFile(event.time);
			const lines = files.get(file) ?? [];
			lines.push(line);
			files.set(file, lines);
			previous = lineHash(line);
		}
		const contents = [...files].map(([file, lines]) => {
			const start = file === last?.file && old ? ended(old) : Buffer.alloc(0);
			return [file, Buffer.concat([start, Buffer.from(`${lines.join("\n")}\n`)])];
		});
		return {
			files: new Map(contents),
			head: previous
		};
	}
	#known() {
		const { source } = this.#settings;
		if (source !== void 0) return source;
		throw new OutsideError("audit-log", "unreachable", "which repository this is, is not known: GITHUB_REPOSITORY_ID is not set, and GitHub does not say", { hint: "Write github.repository_id into policies/leasehold.yaml: then nobody has to be asked." });
	}
	#tip() {
		return this.#settings.orKnown ? this.#branch.fetchOrKnown() : this.#fetch();
	}
	async #fetch() {
		const tip = await this.#branch.fetch();
		this.#stood = { tip };
		return tip;
	}
	#now() {
		const { now = () => instant(Math.floor(Date.now() / 1e3)) } = this.#settings;
		return now();
	}
	async #pause(tries) {
		const { wait = setTimeout, random = Math.random } = this.#settings;
		const longest = Math.min(LONGEST_WAIT, 50 * 2 ** Math.min(tries, 10));
		await wait(Math.ceil(random() * longest));
	}
	async #reporting(run) {
		try {
			return await run();
		} catch (cause) {
			if (!(cause instanceof OutsideError) || cause.system === "audit-log") throw cause;
			const message = `audit log on branch ${this.#settings.branch}: ${cause.message}`;
			throw new OutsideError("audit-log", cause.code, message, {
				cause,
				...cause.hint === void 0 ? {} : { hint: cause.hint }
			});
		}
	}
};
function loggedEvent(line, place) {
	const event = parseLine(line);
	if (typeof event === "string") throw new OutsideError("audit-log", "broken", `audit log: ${place}: the line ${event}`, { hint: "Run leasehold audit; restore the branch from a clone whose chain is whole." });
	const { id, type, subject, time, data } = event;
	return {
		id,
		type,
		subject,
		time,
		data
	};
}
const dayFiles = (found, now) => found.filter(({ file }) => dayOf(file) !== void 0 && !isToCome(file, now));
const ended = (bytes) => bytes.length === 0 || bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
const subjectOf = (events) => events.length === 1 ? `${events[0]?.type} ${events[0]?.subject}` : `${events.length} events`;

export { BranchAuditLog };