import { OutsideError } from "./outside-error.js";
import { Secret, instant, isKey, reveal } from "./domain.js";
import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

// src/adapters/kept-tokens.ts
const LARGEST = 65536;
const NOBODY_ELSE = 63;
function keptTokens(settings) {
	return new TokenFolder(settings);
}
var TokenFolder = class {
	#settings;
	#suffix;
	constructor(settings) {
		this.#settings = settings;
		const { address, namespace } = settings.vault;
		const vault = `${address.replace(/\/+$/, "")}\n${namespace ?? ""}`;
		this.#suffix = `.${createHash("sha256").update(vault).digest("hex").slice(0, 8)}.json`;
	}
	async prepare() {
		const folder = await this.#folder();
		await mkdir(folder, { mode: 448 }).catch((error) => {
			if (codeOf(error) !== "EEXIST") throw cannot(`make ${folder}`, error);
		});
		const facts = await lstat(folder).catch((error) => {
			throw cannot(`look at ${folder}`, error);
		});
		if (!facts.isDirectory() || this.#isStrange(facts)) throw new OutsideError("kept-tokens", "denied", `${folder} is not a folder that only you can enter`, { hint: `Look whose it is (ls -ld ${folder}) and remove it, or set XDG_RUNTIME_DIR to a folder of your own.` });
		return folder;
	}
	async find(key) {
		const text = await this.#read(key);
		return text === void 0 ? void 0 : parse(key, text);
	}
	async #read(key) {
		const file = path.join(await this.#folder(), this.#nameOf(key));
		let handle;
		try {
			handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
		} catch (error) {
			if ([
				"ENOENT",
				"ENOTDIR",
				"ELOOP"
			].includes(codeOf(error))) return void 0;
			throw cannot(`read ${file}`, error);
		}
		try {
			const facts = await handle.stat();
			if (!facts.isFile() || facts.size > LARGEST || this.#isStrange(facts)) return void 0;
			return await handle.readFile("utf8");
		} finally {
			await handle.close();
		}
	}
	async all() {
		return (await Promise.all((await this.#keys()).map((key) => this.find(key)))).filter((token) => token !== void 0);
	}
	async #keys() {
		const folder = await this.#folder();
		return (await readdir(folder).catch((error) => {
			if ([
				"ENOENT",
				"ENOTDIR",
				"EACCES"
			].includes(codeOf(error))) return [];
			throw cannot(`read ${folder}`, error);
		})).filter((name) => name.endsWith(this.#suffix)).map((name) => name.slice(0, -this.#suffix.length)).filter(isKey);
	}
	keep({ key, token, end }) {
		return this.#write(key, {
			key,
			token: reveal(token),
			end
		});
	}
	giveBack({ key, at, end }) {
		return this.#write(key, {
			key,
			given_back: at,
			end
		});
	}
	async givenBack(now) {
		const keys = await this.#keys();
		const known = (await Promise.all(keys.map(async (key) => parseGivenBack(key, await this.#read(key) ?? "")))).filter((given) => given !== void 0);
		await Promise.all(known.filter(({ end }) => end <= now).map(({ key }) => this.drop(key)));
		return known.filter(({ end }) => end > now);
	}
	async #write(key, value) {
		const folder = await this.prepare();
		const file = path.join(folder, this.#nameOf(key));
		const fresh = path.join(folder, `.new-${randomBytes(8).toString("hex")}`);
		try {
			const handle = await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 384);
			try {
				await handle.writeFile(JSON.stringify(value));
				await handle.sync();
			} finally {
				await handle.close();
			}
			await rename(fresh, file);
		} catch (error) {
			await rm(fresh, { force: true });
			throw cannot(`write ${file}`, error);
		}
	}
	async drop(key) {
		await rm(path.join(await this.#folder(), this.#nameOf(key)), { force: true });
	}
	#nameOf = (key) => `${key}${this.#suffix}`;
	async #folder() {
		const { runtimeDir, temporaryDir, uid } = this.#settings;
		if (runtimeDir !== void 0 && path.isAbsolute(runtimeDir)) {
			if ((await lstat(runtimeDir).catch(() => void 0))?.isDirectory()) return path.join(runtimeDir, "leasehold");
		}
		return path.join(temporaryDir, `leasehold-${uid ?? "user"}`);
	}
	#isStrange(facts) {
		const { uid } = this.#settings;
		return uid !== void 0 && (facts.uid !== uid || (facts.mode & NOBODY_ELSE) !== 0);
	}
};
function parse(key, text) {
	const { token, end, key: written } = fieldsIn(text);
	if (written !== key || typeof token !== "string" || token === "" || !Number.isSafeInteger(end)) return;
	return {
		key,
		token: new Secret(token),
		end: instant(Number(end))
	};
}
function parseGivenBack(key, text) {
	const { given_back: at, end, key: written } = fieldsIn(text);
	if (written !== key || !Number.isSafeInteger(at) || !Number.isSafeInteger(end)) return void 0;
	return {
		key,
		at: instant(Number(at)),
		end: instant(Number(end))
	};
}
function fieldsIn(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? { ...value } : {};
	} catch {
		return {};
	}
}
const codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : "";
const cannot = (what, cause) => new OutsideError("kept-tokens", "broken", `cannot ${what} (${codeOf(cause) || "unknown error"})`, {
	cause,
	hint: "The token of a grant is kept there. Make room or set XDG_RUNTIME_DIR to a folder of your own."
});

export { keptTokens };