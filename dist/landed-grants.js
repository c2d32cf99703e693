import { error, grantPath, keyOf, landedGrant, parseGrantPath, parseKey, windowOf } from "./domain.js";
import { GrantReader, readGrants } from "./files.js";

// src/commands/main/windows.ts
var Windows = class {
	#repository;
	#main;
	#known = /* @__PURE__ */ new Map();
	constructor(repository, main) {
		this.#repository = repository;
		this.#main = main;
	}
	of(key, below = /* @__PURE__ */ new Set()) {
		const known = this.#known.get(key) ?? this.#find(key, /* @__PURE__ */ new Set([...below, key]));
		this.#known.set(key, known);
		return known;
	}
	async #find(key, chain) {
		const parts = parseKey(key);
		if (!parts || parts.emergency) return void 0;
		const path = grantPath(parts.role, parts.id);
		const commit = await this.#landing(path, parts.commit);
		if (!commit) return void 0;
		const file = readGrants(await this.#repository.tree(commit.sha, [path])).grants.find((one) => one.file === path);
		if (!file) return void 0;
		const extended = await this.#extendedBy(file, chain);
		const window = windowOf(file, commit.committed, extended?.end);
		return window && landedGrant(file, commit.committed, window, {
			key,
			commit: commit.sha
		});
	}
	async #landing(path, abbreviated) {
		const today = this.#main?.landings?.get(path);
		if (today?.commit.startsWith(abbreviated)) return this.#repository.commit(today.commit);
		if (this.#main !== void 0) return (await this.#repository.commitsTouching(this.#main.tip, path)).find(({ sha }) => sha.startsWith(abbreviated));
		const sha = await this.#repository.expand(abbreviated);
		const commit = sha === void 0 ? void 0 : await this.#repository.commit(sha);
		const [parent] = commit?.parents ?? [];
		if (commit === void 0 || parent === void 0) return commit;
		return (await this.#repository.changes(parent, commit.sha)).some((change) => change.path === path) ? commit : void 0;
	}
	async #extendedBy(file, chain) {
		return file.extends === void 0 || chain.has(file.extends) ? void 0 : this.of(file.extends, chain);
	}
};

// src/commands/main/landed-grants.ts
async function landedGrants(repository, commit, folder = "grants", beside) {
	const [{ files, unread, findings }, landings] = await Promise.all([readFiles(repository, commit, folder), repository.landings(commit, folder, beside)]);
	const windows = new Windows(repository, {
		tip: commit,
		landings
	});
	const grants = [];
	const unreadable = /* @__PURE__ */ new Set();
	const lost = [];
	for (const file of files) {
		const landing = landings.get(file.file);
		if (!landing) continue;
		const key = keyOf(file.role, file.id, landing.commit);
		const extended = file.extends === void 0 ? void 0 : await windows.of(file.extends);
		const window = windowOf(file, landing.at, extended?.end);
		if (window) grants.push(landedGrant(file, landing.at, window, {
			key,
			commit: landing.commit
		}));
		else {
			unreadable.add(key);
			lost.push(error("extends", file.at("extends"), `${file.extends} is no grant of this repository's history`));
		}
	}
	for (const key of keysOfUnread(unread, landings)) unreadable.add(key);
	return {
		grants,
		unreadable,
		findings: [...findings, ...lost],
		landings
	};
}
async function readFiles(repository, commit, folder) {
	const read = new GrantReader();
	const unread = [];
	await repository.visitTree(commit, [folder], (entry) => {
		if (!read.add(entry)) unread.push(entry.path);
	});
	return {
		files: read.grants,
		unread,
		findings: read.findings
	};
}
function* keysOfUnread(paths, landings) {
	for (const path of paths) {
		const parts = parseGrantPath(path);
		const landing = landings.get(path);
		if (parts && landing) yield keyOf(parts.role, parts.id, landing.commit);
	}
}

export { Windows, landedGrants };