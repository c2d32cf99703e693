import { InvalidArgumentError } from "./commander.js";
import { Secret, emptyBoard, hasErrors, isMoving, parseDuration, plus, reveal, seconds, tally } from "./domain.js";
import { failureOf } from "./failure.js";
import { exitCode } from "./outcome.js";
import { Stop } from "./stop.js";
import { WritePace } from "./write-pace.js";
import { OutsideError } from "./outside-error.js";
import { apply } from "./apply.js";
import { enforce } from "./enforce.js";
import { rotate } from "./rotate.js";
import { rotationsOfMain } from "./rotations-of-main2.js";
import { World } from "./compose.js";
import { metricsText } from "./render.js";
const { createServer } = process.getBuiltinModule("node:http");
import { performance } from "node:perf_hooks";
import { open } from "node:fs/promises";
import path from "node:path";

// src/commands/serve.ts
async function serve(ports, every, stop) {
	const { clock, served } = ports;
	let board = emptyBoard(clock.now());
	ports.show(board);
	const said = /* @__PURE__ */ new Map();
	while (!stop.aborted) {
		const next = plus(clock.now(), every);
		for (const one of served) {
			if (stop.aborted) break;
			const { run, complaint } = await once(ports, one);
			board = tally(board, run);
			ports.show(board);
			tell(ports.reporter, run, complaint, said);
		}
		while (!stop.aborted && clock.now() < next) await clock.wait(seconds(next - clock.now()), stop);
	}
	return board;
}
async function once({ clock, stopwatch }, { command, run }) {
	const began = stopwatch();
	const ended = (rest) => ({
		command,
		ended: clock.now(),
		took: Math.round((stopwatch() - began) * 1e3) / 1e3,
		...rest
	});
	try {
		const outcome = await run();
		const { findings, troubles, counts } = outcome;
		const lines = [...(hasErrors(findings) ? findings.filter(({ severity }) => severity === "error") : []).map(({ rule, message }) => `${rule}: ${message}`), ...troubles.map(({ owed, message }) => `still owed: ${owed}: ${message}`)];
		return {
			run: ended({
				exit: exitCode(outcome),
				troubles: troubles.length,
				counts: {
					...counts,
					findings: findings.length
				}
			}),
			complaint: lines.join("\n")
		};
	} catch (error) {
		const { exit, message, hint } = failureOf(error);
		const complaint = hint === void 0 ? message : `${message}\n${hint}`;
		return {
			run: ended({
				exit,
				troubles: 1,
				counts: {}
			}),
			complaint
		};
	}
}
function tell(reporter, run, complaint, said) {
	const { command, counts, took } = run;
	const before = said.get(command) ?? "";
	said.set(command, complaint);
	if (complaint !== "" && complaint !== before) for (const line of complaint.split("\n")) reporter.warn(`${command}: ${line}`);
	if (complaint === "" && before !== "") reporter.info(`${command}: all is well again`);
	const words = [
		...counted(counts.issued, "issued"),
		...counted(counts.refused, "refused"),
		...counted(counts.proved_after?.length, "ended"),
		...counted(counts.rotated, "rotated")
	];
	if (words.length > 0) reporter.info(`${command}: ${words.join(", ")} (${took} s)`);
}
const counted = (count, what) => count === void 0 || count === 0 ? [] : [`${count} ${what}`];

// src/adapters/status-server.ts
async function listenOnLoopback(port, answer) {
	const server = createServer((request, response) => {
		const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
		const { status, type, body } = (request.method === "GET" || request.method === "HEAD" ? answer(path) : {
			status: 405,
			type: "text/plain",
			body: "GET only\n"
		}) ?? {
			status: 404,
			type: "text/plain",
			body: "not found\n"
		};
		response.writeHead(status, {
			"content-type": type,
			"cache-control": "no-store"
		});
		response.end(request.method === "HEAD" ? void 0 : body);
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	}).catch((cause) => {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new OutsideError("sink", "unreachable", `cannot listen on 127.0.0.1:${port}: ${why}`, {
			cause,
			hint: "Something else has the port: choose another with --port."
		});
	});
	return {
		address: `http://127.0.0.1:${server.address().port}`,
		[Symbol.asyncDispose]: () => new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		})
	};
}

// src/adapters/token-files.ts
const LARGEST = 65536;
const OTHERS = 7;
async function readTokenFile(path) {
	const file = await open(path, "r").catch((cause) => {
		throw unusable(path, "cannot be opened", "Is the agent running, and does it write there?", cause);
	});
	try {
		const facts = await file.stat();
		if (!facts.isFile()) throw unusable(path, "is no file", "Name the file that the agent writes.");
		if ((facts.mode & OTHERS) !== 0) throw unusable(path, `may be read by everybody on this machine (mode ${(facts.mode & 511).toString(8)})`, "Let the agent write it with mode 0640 or 0600; in Kubernetes set defaultMode: 0400.");
		const text = facts.size > LARGEST ? "" : (await file.readFile("utf8")).trim();
		if (!/^\S+$/.test(text)) throw unusable(path, "holds no token", "The agent may not have logged in yet; the next run looks again.");
		return new Secret(text);
	} finally {
		await file.close();
	}
}
const unusable = (path, what, hint, cause) => new OutsideError("kept-tokens", "denied", `${path} ${what}`, {
	hint,
	cause
});

// src/compose/serving.ts
const LONGEST_RUN = 18e5;
function servedCommands(around, { tokens }, reporter) {
	const pace = new WritePace();
	const folder = path.resolve(around.dir, tokens);
	const run = async (command, work) => {
		const token = await readTokenFile(path.join(folder, command));
		const { GITHUB_TOKEN_FILE: file, ACTIONS_ID_TOKEN_REQUEST_URL: _, ...env } = around.env;
		const github = file ? { GITHUB_TOKEN: reveal(await readTokenFile(path.resolve(around.dir, file))) } : {};
		const world = new World({
			...around,
			env: {
				...env,
				...github,
				VAULT_TOKEN: reveal(token)
			},
			signal: AbortSignal.timeout(LONGEST_RUN)
		}, {
			pace,
			settings: "main"
		});
		try {
			return await work(world);
		} finally {
			await world[Symbol.asyncDispose]();
		}
	};
	const telling = (command) => ({
		info: (message) => reporter.info(`${command}: ${message}`),
		warn: (message) => reporter.warn(`${command}: ${message}`),
		progress: () => void 0
	});
	return [
		{
			command: "apply",
			run: () => run("apply", async (world) => {
				const result = await apply(await world.ports.apply(telling("apply")), await world.branch());
				const { issued, refused, recalled, unchanged } = result;
				const counts = {
					issued: issued.length,
					refused: refused.length,
					proved_after: recalled.flatMap(proofDelay),
					live: unchanged + issued.length
				};
				return {
					...result,
					counts
				};
			})
		},
		{
			command: "enforce",
			run: () => run("enforce", async (world) => {
				const result = await enforce(await world.ports.enforce(telling("enforce")), await world.branch());
				const counts = {
					proved_after: result.ended.flatMap(proofDelay),
					live: result.unchanged,
					revoke_pulls: result.revoke_pulls.length
				};
				return {
					...result,
					counts
				};
			})
		},
		{
			command: "rotate",
			run: () => run("rotate", async (world) => {
				const rotations = await rotationsOfMain(await world.repository(), await world.branch());
				const result = await rotate(await world.ports.rotate(telling("rotate")), rotations, {});
				return {
					...result,
					counts: {
						rotated: result.rotated.length,
						rotations_owed: result.owed
					}
				};
			})
		}
	];
}
const proofDelay = ({ ended_at, proof }) => ended_at === void 0 || proof === void 0 ? [] : [Math.max(0, proof.at - ended_at)];
const openStatusPort = listenOnLoopback;

// src/cli/serve-command.ts
function durationArgument(text) {
	const duration = parseDuration(text);
	if (duration === void 0) throw new InvalidArgumentError("Write it like 60s or 5m.");
	return duration;
}
function portArgument(text) {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number up to 65535.");
	return port;
}
const registerServeCommand = (program, action) => {
	program.command("serve").summary("apply, enforce and rotate again and again, beside Vault").description("Runs apply, enforce and rotate in one long-running process, for where GitHub's cron is too slow or too dear. It fetches the clone itself, and reads one Vault token for each identity from files that an agent keeps fresh, anew for each run. SIGTERM ends it after the run at hand.").requiredOption("--every <duration>", "from the beginning of one round to that of the next: 60s", durationArgument).option("--tokens <dir>", "has the files apply, enforce and rotate, each a Vault token; else LEASEHOLD_TOKENS").option("--port <port>", "of 127.0.0.1: /metrics for Prometheus, /healthz", portArgument, 8230).addHelpText("after", `
Reads VAULT_ADDR, GITHUB_TOKEN or GITHUB_TOKEN_FILE (read anew for each run), GITHUB_REPOSITORY.

Example:
  leasehold -C /var/lib/leasehold/access serve --every 60s --tokens /run/leasehold`).action(action(async ({ around, world, reporter }, { every, tokens, port }) => {
		const folder = tokens ?? around.env.LEASEHOLD_TOKENS;
		if (!folder) throw new Stop(2, "where are the Vault tokens?", "--tokens DIR, with a file for each identity: apply, enforce, rotate.");
		const { clock } = world;
		let board = emptyBoard(clock.now());
		const stop = around.stopAsked?.() ?? around.signal ?? new AbortController().signal;
		await using status = await openStatusPort(port, (path) => {
			if (path === "/metrics") return {
				status: 200,
				type: "text/plain; version=0.0.4; charset=utf-8",
				body: metricsText(board)
			};
			if (path !== "/healthz") return void 0;
			const moves = isMoving(board, every, clock.now());
			return {
				status: moves ? 200 : 503,
				type: "text/plain",
				body: moves ? "ok\n" : "no run ends\n"
			};
		});
		reporter.info(`serving; ${status.address}/metrics`);
		const ports = {
			served: servedCommands(around, { tokens: folder }, reporter),
			clock,
			stopwatch: () => performance.now() / 1e3,
			reporter,
			show: (next) => {
				board = next;
			}
		};
		await serve(ports, every, stop);
		reporter.info("stopped; the next start goes on from what Vault and main say");
		return 0;
	}));
};

export { registerServeCommand };