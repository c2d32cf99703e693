import { GitWorkingCopy, likelyLogin, newFolder, openRepository, originSlug, ownRelease } from "./git.js";
import { OutsideError } from "./outside-error.js";
import { Secret, identityName, instant, repositorySource, reveal } from "./domain.js";
import { attempt } from "./outcome.js";
import { Stop } from "./stop.js";
import { SETTINGS_FILE, readPolicies } from "./files.js";
import { VaultError } from "./unseen.js";
import { constants } from "node:os";
import { createReadStream, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { access, constants as constants$2, lstat, mkdir, readFile, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import v8 from "node:v8";
import { spawn } from "node:child_process";

// src/adapters/new-files.ts
function newFiles(dir) {
	const target = path.resolve(dir);
	return {
		path: dir,
		isTaken: async () => (await readdir(target).catch((cause) => {
			if (cause.code === "ENOENT") return [];
			throw cannot(target, cause);
		})).length > 0,
		write: async (files) => {
			const written = [];
			try {
				for (const [name, bytes] of files) {
					const file = path.join(target, name);
					await mkdir(path.dirname(file), { recursive: true });
					await writeFile(file, bytes, { flag: "wx" });
					written.push(file);
				}
			} catch (cause) {
				for (const file of written) await rm(file, { force: true });
				throw cannot(target, cause);
			}
		}
	};
}
const cannot = (target, cause) => new OutsideError("sink", "broken", `cannot write ${target}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });

// src/adapters/processes.ts
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const BY_SIGNAL = 128;
const PASSED_ON = [
	"SIGTERM",
	"SIGHUP",
	"SIGUSR1",
	"SIGUSR2"
];
const OF_THE_TERMINAL = ["SIGINT", "SIGQUIT"];
function terminalProcesses(own, isTerminal, say = () => void 0) {
	return {
		shell: own.SHELL ?? "/bin/sh",
		run: async ([program, ...args], added) => {
			const env = {
				...own,
				...opened(added)
			};
			return new Promise((resolve, reject) => {
				const child = spawn(program, args, {
					env,
					stdio: "inherit"
				});
				const pass = (signal) => void child.kill(signal);
				const fromTerminal = isTerminal ? () => void 0 : pass;
				for (const signal of PASSED_ON) process.on(signal, pass);
				for (const signal of OF_THE_TERMINAL) process.on(signal, fromTerminal);
				const over = () => {
					for (const signal of PASSED_ON) process.off(signal, pass);
					for (const signal of OF_THE_TERMINAL) process.off(signal, fromTerminal);
				};
				child.on("error", (error) => {
					over();
					if (error.code === "ENOENT") {
						say(`${program}: there is no such program`);
						resolve(NOT_FOUND);
					} else if (error.code === "EACCES") {
						say(`${program}: may not be executed`);
						resolve(NOT_EXECUTABLE);
					} else reject(error);
				});
				child.on("exit", (code, signal) => {
					over();
					resolve(code ?? BY_SIGNAL + (signal === null ? 0 : constants.signals[signal]));
				});
			});
		}
	};
}
function opened(environment) {
	return Object.fromEntries(Object.entries(environment).map(([name, value]) => {
		const text = typeof value === "string" ? value : reveal(value);
		if (text.includes("\0")) throw new OutsideError("vault", "invalid", `the value for ${name} has a zero byte: no program can be given it`);
		return [name, text];
	}));
}

// src/adapters/reporters.ts
const CLEAR_LINE = "\r\x1B[2K";
function terminalReporter(stream, paint) {
	let shown = false;
	let clock;
	const clear = () => {
		clearInterval(clock);
		if (shown) stream.write(CLEAR_LINE);
		shown = false;
	};
	const show = (text) => {
		stream.write(`${CLEAR_LINE}${paint("dim", `${text} …`)}`);
		shown = true;
	};
	const line = (text) => {
		clear();
		stream.write(`${text}\n`);
	};
	return {
		clear,
		info: (message) => line(message),
		warn: (message) => line(`${paint("yellow", "warning:")} ${message}`),
		progress(step, done, total) {
			if (stream.isTTY !== true) return;
			clearInterval(clock);
			if (done !== void 0) {
				show(`${step} ${total === void 0 ? done : `${done}/${total}`}`);
				if (done === total) clear();
				return;
			}
			let seconds = 0;
			clock = setInterval(() => {
				seconds += 1;
				show(`${step}: ${seconds} s`);
			}, 1e3);
			clock.unref();
		}
	};
}
function jobReporter(core) {
	return {
		info: (message) => core.info(message),
		warn: (message) => core.warning(message),
		progress(step, done, total) {
			if (done !== void 0 && done === total) core.info(`${step}: ${done}`);
		}
	};
}

// src/adapters/repository-files.ts
function repositoryFiles(root) {
	return { async write(file, text) {
		const segments = file.split("/");
		for (const depth of segments.keys()) await refuseLink(root, segments.slice(0, depth + 1).join("/"));
		const target = path.join(root, file);
		const beside = `${target}.new`;
		await mkdir(path.dirname(target), { recursive: true });
		await rm(beside, { force: true });
		await writeFile(beside, text, { flag: "wx" });
		await rename(beside, target);
	} };
}
async function refuseLink(root, at) {
	if ((await lstat(path.join(root, at)).catch((cause) => {
		if (cause.code === "ENOENT") return void 0;
		throw cause;
	}))?.isSymbolicLink() !== true) return;
	throw new OutsideError("git", "invalid", `${at} is a link: what is behind it is not written`, { hint: "Put a regular file or folder there." });
}
async function pathInside(root, from, file) {
	const inside = (at) => {
		const relative = path.relative(root, at).split(path.sep).join("/");
		return relative === ".." || relative.startsWith("../") || path.isAbsolute(relative) ? void 0 : relative;
	};
	const here = path.resolve(await realpath(from), file);
	const folder = await realpath(path.dirname(here)).catch(() => path.dirname(here));
	const found = inside(here) ?? inside(path.join(folder, path.basename(here)));
	const isGrant = /^grants\/[^/]+\/[^/]+$/;
	return isGrant.test(found ?? "") || !isGrant.test(path.posix.normalize(file)) ? found : path.posix.normalize(file);
}

// src/adapters/terminal.ts
const WITHOUT_TITLE = [
	"dumb",
	"linux",
	""
];
const KEEP = "\x1B[22;0t";
const PUT_BACK = "\x1B[23;0t";
const title = (text) => `\u001b]0;${text}\u0007`;
function terminalTitle(stream, term) {
	if (stream.isTTY !== true || WITHOUT_TITLE.includes(term ?? "")) return { title: () => void 0 };
	let ours = false;
	return { title(text) {
		if (text === void 0) {
			if (ours) stream.write(PUT_BACK);
			ours = false;
			return;
		}
		if (!ours) stream.write(KEEP);
		ours = true;
		stream.write(title([...text].filter((letter) => letter >= " " && letter !== "").join("")));
	} };
}

// src/adapters/young-memory.ts
const ENOUGH = 8388608;
const EVERY = 20;
let watched = false;
function boundYoungMemory() {
	if (watched) return;
	watched = true;
	v8.setFlagsFromString("--no-parallel-scavenge");
	const look = setInterval(() => {
		const young = v8.getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
		if (young === void 0 || young.space_size < ENOUGH) return;
		v8.setFlagsFromString("--semi-space-growth-factor=1");
		clearInterval(look);
	}, EVERY);
	look.unref();
}

// src/adapters/clock.ts
const LONGEST_WAIT = 15;
const systemClock = {
	now: () => instant(Math.floor(Date.now() / 1e3)),
	async wait(length, signal) {
		const milliseconds = Math.min(Math.max(0, length), LONGEST_WAIT) * 1e3;
		try {
			await setTimeout(milliseconds, void 0, signal === void 0 ? {} : { signal });
		} catch (error) {
			if (!signal?.aborted) throw error;
		}
	}
};

// src/compose/surroundings.ts
const FALLBACK = {
	branch: "main",
	mount: "leasehold",
	login: {
		mount: "github-actions",
		audience: "leasehold"
	},
	log: "leasehold-audit",
	people: "userpass"
};

// src/adapters/vault/connection.ts
function connectionTo({ address, namespace, caFile, patience, mask }) {
	return {
		address: addressOf(address),
		...namespace === void 0 || namespace === "" ? {} : { namespace: namespace.replace(/^\/+|\/+$/g, "") },
		...caFile === void 0 || caFile === "" ? {} : { ca: authority(caFile) },
		...patience === void 0 ? {} : { patience },
		...mask === void 0 ? {} : { mask }
	};
}
function addressOf(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const hint = "Write it like https://vault.example.com:8200, in VAULT_ADDR or vault.address.";
	if (url && (url.username !== "" || url.password !== "")) throw new VaultError("invalid", "Vault's address holds a login: it must not", { hint });
	if (!url || !["http:", "https:"].includes(url.protocol) || url.search !== "" || url.hash !== "") throw new VaultError("invalid", `${text} is no address of a Vault`, { hint });
	return url;
}
function authority(file) {
	try {
		return readFileSync(file, "utf8");
	} catch (cause) {
		throw new VaultError("invalid", `VAULT_CACERT names ${file}, which cannot be read`, { cause });
	}
}

// src/adapters/vault/login-tool.ts
async function loginTool(searched) {
	const folders = (searched ?? "").split(path.delimiter).filter((folder) => folder !== "");
	const has = async (tool) => {
		const found = folders.map((folder) => access(path.join(folder, tool), constants$2.X_OK));
		return (await Promise.allSettled(found)).some(({ status }) => status === "fulfilled");
	};
	return !await has("vault") && await has("bao") ? "bao" : "vault";
}

// src/adapters/vault/person-token.ts
const LARGEST = 65536;
async function personToken(environment, home) {
	const named = environment.LEASEHOLD_KEY !== void 0 ? void 0 : environment.VAULT_TOKEN || environment.BAO_TOKEN;
	if (named) return new Secret(named.trim());
	const token = (await readFile(path.join(home, ".vault-token"), "utf8").catch(() => "")).trim();
	return token === "" || token.length > LARGEST ? void 0 : new Secret(token);
}

// src/compose/vault-logins.ts
const loadVault = () => import("./vault.js");
const loadPerson = () => import("./person.js");
var VaultLogins = class {
	#around;
	#settings;
	#open = [];
	constructor(around, settings) {
		this.#around = around;
		this.#settings = settings;
	}
	async as(identity) {
		const place = await this.#place();
		const { VAULT_TOKEN: token, ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: request } = this.#around.env;
		const { Vault } = await loadVault();
		if (token) return this.#keep(Vault.withToken(place.connection, place.mount, this.#secret(token)));
		if (!url || !request) throw new Stop(2, "no way to log in to Vault: VAULT_TOKEN is not set, and this is no job with an OIDC token", "In Actions give the job `permissions: id-token: write`; elsewhere set VAULT_TOKEN.");
		const workflows = (await this.#settings())?.vault.workflows ?? FALLBACK.login;
		const login = {
			mount: workflows.mount,
			audience: workflows.audience,
			role: identityName(identity)
		};
		const oidc = {
			url,
			token: this.#secret(request)
		};
		return this.#keep(await Vault.asWorkflow(place.connection, place.mount, oidc, login));
	}
	async person() {
		const token = await this.#personToken();
		if (!token) return void 0;
		const { connection, mount } = await this.#place();
		const { VaultOfPerson } = await loadPerson();
		return new VaultOfPerson({
			...connection,
			token
		}, mount, await this.#peopleMount());
	}
	async asPerson() {
		const token = await this.#personToken();
		if (!token) throw new Stop(2, "you are not logged in to Vault", `Log in as always:  ${await this.loginHint()}`);
		const { connection, mount } = await this.#place();
		const { Vault } = await loadVault();
		return this.#keep(Vault.withToken(connection, mount, token));
	}
	async toLook() {
		const { VAULT_TOKEN: token, ACTIONS_ID_TOKEN_REQUEST_URL: job } = this.#around.env;
		return token || job ? this.as("audit") : this.asPerson();
	}
	async granted() {
		const { VaultOfGrant } = await loadPerson();
		return new VaultOfGrant((await this.#place()).connection);
	}
	async asAdministrator() {
		const token = this.#around.env.VAULT_TOKEN;
		if (!token) throw new Stop(2, "VAULT_TOKEN is not set: setup needs an administrator's token", "export VAULT_TOKEN=…, and take it away again afterwards.");
		const { connection, mount } = await this.#place();
		const { Vault } = await loadVault();
		return this.#keep(Vault.withToken(connection, mount, this.#secret(token)));
	}
	async loginHint() {
		return `${await loginTool(this.#around.env.PATH)} login -method=${await this.#peopleMount()} username=…`;
	}
	async address() {
		const { address, namespace } = (await this.#place()).connection;
		return {
			address: address.href.replace(/\/$/, ""),
			...namespace === void 0 ? {} : { namespace }
		};
	}
	async [Symbol.asyncDispose]() {
		await Promise.allSettled(this.#open.map((vault) => vault[Symbol.asyncDispose]()));
	}
	async #place() {
		const settings = await this.#settings();
		const { env, mask } = this.#around;
		const address = env.VAULT_ADDR || settings?.vault.address;
		if (!address) throw new Stop(2, `VAULT_ADDR is not set, and ${SETTINGS_FILE} has no vault.address`, "Set VAULT_ADDR, like https://vault.example.com:8200, or write it into the settings.");
		const namespace = env.VAULT_NAMESPACE || settings?.vault.namespace;
		const caFile = env.VAULT_CACERT;
		const place = {
			address,
			mask,
			...namespace ? { namespace } : {},
			...caFile ? { caFile } : {}
		};
		return {
			connection: connectionTo(place),
			mount: settings?.vault.mount ?? FALLBACK.mount
		};
	}
	async #peopleMount() {
		return (await this.#settings())?.vault.people.mount ?? FALLBACK.people;
	}
	#personToken() {
		return personToken(this.#around.env, this.#around.home);
	}
	#keep(vault) {
		this.#open.push(vault);
		return vault;
	}
	#secret(value) {
		this.#around.mask(value);
		return new Secret(value);
	}
};

// src/compose/outside.ts
const loadAuditLog = () => import("./branch-audit-log.js");
const GITHUB_API = "https://api.github.com";
var Outside = class {
	clock = systemClock;
	vault;
	around;
	#shared;
	#clone;
	#settings;
	#github;
	constructor(around, shared = {}) {
		this.around = around;
		this.#shared = shared;
		this.vault = new VaultLogins(around, () => this.settings());
	}
	get env() {
		return this.around.env;
	}
	get githubToken() {
		return this.env.GITHUB_TOKEN || this.env.GH_TOKEN;
	}
	get apiUrl() {
		return this.env.GITHUB_API_URL || GITHUB_API;
	}
	repository() {
		return this.clone();
	}
	repositoryProofs() {
		return this.clone();
	}
	settings() {
		this.#settings ??= this.#readSettings();
		return this.#settings;
	}
	async branch() {
		return (await this.settings())?.github.branch ?? FALLBACK.branch;
	}
	async github() {
		const token = this.githubToken;
		if (!token) throw new Stop(2, "GITHUB_TOKEN is not set", "In Actions pass `github-token`; at your machine: export GITHUB_TOKEN=$(gh auth token).");
		const { connectGitHub } = await import("./connect.js");
		this.#github ??= connectGitHub({
			apiUrl: this.apiUrl,
			token: this.secret(token),
			slug: await this.slug(),
			...this.around.signal ? { signal: this.around.signal } : {},
			...this.#shared.pace ? { pace: this.#shared.pace } : {},
			...this.around.github_second === void 0 ? {} : { second: this.around.github_second },
			...this.around.github_timeout === void 0 ? {} : { timeout: this.around.github_timeout }
		});
		return this.#github;
	}
	async slug() {
		const slug = this.env.GITHUB_REPOSITORY || await originSlug((await this.clone()).git);
		if (!slug) throw new Stop(2, "GITHUB_REPOSITORY is not set, and origin names no repository", "Set it like this: GITHUB_REPOSITORY=acme/access.");
		return slug;
	}
	async repositoryId() {
		const given = this.env.GITHUB_REPOSITORY_ID;
		return given ? Number(given) : (await this.settings())?.github.repository_id;
	}
	async auditLog() {
		const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
		const id = await this.repositoryId() ?? await this.#idByGitHub();
		const { BranchAuditLog } = await loadAuditLog();
		return new BranchAuditLog({
			git: (await this.clone()).git,
			branch,
			...id === void 0 ? {} : { source: repositorySource(this.apiUrl, id) }
		});
	}
	async #idByGitHub() {
		const github = await this.github();
		const asked = await attempt("ask which repository this is", () => github.repository());
		return asked.ok ? asked.value.id : void 0;
	}
	async auditLogReads() {
		const branch = (await this.settings())?.audit.branch ?? FALLBACK.log;
		const { BranchAuditLog } = await loadAuditLog();
		return new BranchAuditLog({
			git: (await this.clone()).git,
			branch,
			orKnown: true
		});
	}
	async repositoryPage() {
		const slug = await this.slug().catch(() => void 0);
		if (slug === void 0) return {
			slug: "this repository",
			url: ""
		};
		return {
			slug,
			url: `${this.pages}/${slug}`
		};
	}
	get pages() {
		const origin = URL.parse(this.apiUrl)?.origin ?? GITHUB_API;
		const host = origin === GITHUB_API ? "https://github.com" : origin;
		return (this.env.GITHUB_SERVER_URL || host).replace(/\/+$/, "");
	}
	clone() {
		const token = this.githubToken;
		const { dir, env, signal } = this.around;
		this.#clone ??= openRepository({
			dir,
			env,
			...token ? { auth: this.secret(token) } : {},
			...signal ? { signal } : {}
		});
		return this.#clone;
	}
	async #readSettings() {
		const repository = await this.clone();
		const here = readPolicies(await repository.workingTree([SETTINGS_FILE])).policies.settings;
		if (this.#shared.settings !== "main") return here;
		const tip = await repository.lastKnown(here?.github.branch ?? FALLBACK.branch);
		if (tip === void 0) return here;
		return readPolicies(await repository.tree(tip, ["policies/leasehold.yaml"])).policies.settings ?? here;
	}
	secret(value) {
		this.around.mask(value);
		return new Secret(value);
	}
	[Symbol.asyncDispose]() {
		return this.vault[Symbol.asyncDispose]();
	}
};

// src/adapters/github/token-kind.ts
const KINDS = [[/^(ghp|gho|ghu)_|^github_pat_/, "person"], [/^ghs_/, "installation"]];
const kindOfToken = (token) => KINDS.find(([form]) => form.test(token))?.[1] ?? "unknown";

// src/adapters/site-folder.ts
const OURS = ["index.html", "report.json"];
function siteFolder(dir) {
	const target = path.resolve(dir);
	return {
		path: dir,
		isForeign: async () => await whatIs(target) === "foreign",
		async replace(files) {
			const was = await whatIs(target);
			const beside = `${target}.new-${process.pid}`;
			const before = `${target}.old-${process.pid}`;
			await rm(beside, {
				recursive: true,
				force: true
			});
			await mkdir(beside, { recursive: true });
			try {
				for (const [name, text] of files) await writeFile(path.join(beside, name), text, { flag: "wx" });
				if (was === "ours") await rename(target, before);
				await rename(beside, target);
			} finally {
				await rm(beside, {
					recursive: true,
					force: true
				});
			}
			await rm(before, {
				recursive: true,
				force: true
			});
		}
	};
}
async function whatIs(target) {
	const stat = await lstat(target).catch((cause) => {
		if (cause.code === "ENOENT") return void 0;
		throw cause;
	});
	if (stat === void 0) return "nothing";
	if (!stat.isDirectory()) return "foreign";
	const names = await readdir(target);
	return names.length === 0 || OURS.every((name) => names.includes(name)) ? "ours" : "foreign";
}

// src/adapters/vault-audit-device.ts
const vaultAuditDevice = (file) => ({
	path: file,
	async *lines() {
		const stream = createReadStream(file, { encoding: "utf8" });
		try {
			yield* createInterface({
				input: stream,
				crlfDelay: Number.POSITIVE_INFINITY
			});
		} catch (cause) {
			throw new OutsideError("vault", "not-found", `${file} cannot be read`, {
				cause,
				hint: "--vault-audit-log takes the log that an audit device of type file wrote."
			});
		} finally {
			stream.destroy();
		}
	}
});

// src/compose/report-ports.ts
function reportFiles({ dir }, places) {
	const { out, audit_log } = places;
	const device = audit_log === void 0 ? void 0 : vaultAuditDevice(path.resolve(dir, audit_log));
	return {
		site: siteFolder(path.resolve(dir, out)),
		...device ? { device } : {}
	};
}
const mayAskVault = ({ env }) => Boolean(env.VAULT_TOKEN || env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);

// src/compose/run-ports.ts
var RunPorts = class {
	#outside;
	#around;
	constructor(outside, around) {
		this.#outside = outside;
		this.#around = around;
	}
	async apply(reporter) {
		const { everything: vault, alerts } = await this.#outside.vault.as("apply");
		const run = await this.#runPorts();
		return {
			...run,
			vault,
			reporter,
			now: this.#outside.clock.now,
			alerts: this.#alertPorts({
				...alerts,
				now: vault.now
			}, run.log)
		};
	}
	async enforce(reporter) {
		const { reads, ending, alerts } = await this.#outside.vault.as("enforce");
		const run = await this.#runPorts();
		return {
			...run,
			vault: {
				...reads,
				...ending
			},
			reporter,
			alerts: this.#alertPorts({
				...alerts,
				now: reads.now
			}, run.log)
		};
	}
	async recall() {
		const { reads, ending, alerts } = await this.#outside.vault.as("enforce");
		const log = await this.#outside.auditLog();
		return {
			vault: {
				...reads,
				...ending
			},
			repository: await this.#outside.repository(),
			log,
			alerts: this.#alertPorts({
				...alerts,
				now: reads.now
			}, log)
		};
	}
	async rotate(reporter) {
		const { reads, ending, rotating, alerts } = await this.#outside.vault.as("rotate");
		const vault = {
			...reads,
			...ending,
			...rotating
		};
		const secrets = { put: async (secret, value) => (await this.#outside.github()).put(secret, value) };
		const log = await this.#outside.auditLog();
		const settings = await this.#outside.settings();
		return {
			vault,
			log,
			reporter,
			...settings ? { settings } : {},
			alerts: this.#alertPorts({
				...alerts,
				now: reads.now
			}, log),
			...this.#outside.githubToken ? { secrets } : {}
		};
	}
	#alertPorts(vault, log) {
		const open = async (sink) => {
			const { sinkOpener } = await import("./alert-sinks.js");
			return sinkOpener({
				secret: (variable) => {
					const value = this.#around.env[variable];
					return value ? this.#outside.secret(value) : void 0;
				},
				github: () => this.#outside.github(),
				places: async () => ({
					repository: `${this.#outside.pages}/${await this.#outside.slug()}`,
					branch: await this.#outside.branch()
				}),
				source: log.source ?? ""
			})(sink);
		};
		return {
			vault,
			log,
			open
		};
	}
	async audit(reporter) {
		return {
			vault: async () => {
				const { reads, auditing } = await this.#outside.vault.as("audit");
				return {
					...reads,
					...auditing
				};
			},
			github: () => this.#outside.github(),
			log: () => this.#outside.auditLog(),
			repository: await this.#outside.repository(),
			slug: () => this.#accessRepository(),
			reporter,
			now: this.#outside.clock.now
		};
	}
	async report(reporter, places) {
		const vault = async () => {
			const { reads, auditing, alerts } = await this.#outside.vault.as("audit");
			return {
				...reads,
				...auditing,
				lastRuns: alerts.lastRuns
			};
		};
		return {
			...reportFiles(this.#around, places),
			repository: await this.#outside.repository(),
			log: await this.#outside.auditLogReads(),
			reporter,
			now: this.#outside.clock.now(),
			...mayAskVault(this.#around) ? { vault } : {}
		};
	}
	async doctor() {
		return {
			repository: await this.#outside.repository(),
			github: async () => ({
				settings: (await import("./settings.js")).settingsReads((await this.#outside.github()).api),
				token: kindOfToken(this.#outside.githubToken ?? "")
			}),
			vault: async () => {
				const { reads, auditing } = await this.#outside.vault.toLook();
				return {
					...reads,
					...auditing
				};
			},
			vaultAddress: async () => (await this.#outside.vault.address()).address,
			slug: () => this.#accessRepository(),
			now: this.#outside.clock.now()
		};
	}
	async #accessRepository() {
		const id = await this.#outside.repositoryId() ?? (await (await this.#outside.github()).repository()).id;
		return {
			slug: await this.#outside.slug(),
			id
		};
	}
	async #runPorts() {
		return {
			repository: await this.#outside.repository(),
			github: await this.#outside.github(),
			log: await this.#outside.auditLog(),
			signal: this.#around.signal
		};
	}
};

// src/compose.ts
var World = class extends Outside {
	ports;
	#stopMoving = () => void 0;
	constructor(around, shared = {}) {
		boundYoungMemory();
		super(around, shared);
		this.ports = new RunPorts(this, around);
	}
	async repositoryFiles() {
		return repositoryFiles((await this.clone()).git.dir);
	}
	async pathInRepository(file) {
		return pathInside((await this.clone()).git.dir, this.around.dir, file);
	}
	newFiles(dir) {
		return newFiles(path.resolve(this.around.dir, dir));
	}
	async workingCopy() {
		return new GitWorkingCopy((await this.clone()).git);
	}
	async likelyLogin() {
		return likelyLogin((await this.clone()).git);
	}
	shipped() {
		const files = async () => (await import("./shipped-files.js")).shippedFiles();
		return {
			files,
			release: () => ownRelease(this.env)
		};
	}
	newFolder(dir) {
		return newFolder(path.resolve(this.around.dir, dir), this.env);
	}
	async keptTokens() {
		const { uid, temporary_dir } = this.around;
		const { keptTokens } = await import("./kept-tokens.js");
		return keptTokens({
			runtimeDir: this.env.XDG_RUNTIME_DIR,
			temporaryDir: temporary_dir,
			uid,
			vault: await this.vault.address()
		});
	}
	reporter(paint) {
		const reporter = terminalReporter(this.around.stderr, paint);
		this.#stopMoving = reporter.clear;
		return reporter;
	}
	jobReporter(core) {
		return jobReporter(core);
	}
	processes() {
		const { stdin, stderr } = this.around;
		return terminalProcesses(this.env, stdin.isTTY === true, (message) => void stderr.write(`${message}\n`));
	}
	terminal() {
		return terminalTitle(this.around.stderr, this.env.TERM);
	}
	async prompts() {
		const { stdin, stderr } = this.around;
		if (!stdin.isTTY || !stderr.isTTY) return void 0;
		const { clackPrompts } = await import("./prompts.js");
		return clackPrompts(stdin, stderr, this.#stopMoving);
	}
};

export { World };