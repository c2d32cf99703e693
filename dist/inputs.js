import { getInput } from "./core.js";
import { Stop } from "./stop.js";
import { readFileSync } from "node:fs";

// src/action/inputs.ts
const COMMANDS = [
	"check",
	"apply",
	"enforce",
	"rotate",
	"audit",
	"report",
	"recall",
	"reissue",
	"request"
];
function readInputs(runner) {
	const command = getInput("command", { required: true });
	if (!isCommand(command)) throw new Stop(2, `command: there is no ${command}`, `Write one of ${COMMANDS.join(", ")}.`);
	const given = {
		GITHUB_TOKEN: getInput("github-token"),
		VAULT_ADDR: getInput("vault-addr"),
		VAULT_NAMESPACE: getInput("vault-namespace"),
		VAULT_TOKEN: getInput("vault-token")
	};
	const set = Object.entries(given).filter(([, value]) => value !== "");
	return {
		command,
		key: getInput("key"),
		out: getInput("out"),
		env: {
			...runner,
			...Object.fromEntries(set)
		}
	};
}
const isCommand = (text) => COMMANDS.some((one) => one === text);
function pullOfEvent(path) {
	const event = path === void 0 ? {} : JSON.parse(readFileSync(path, "utf8"));
	const number = at(event, "pull_request", "number");
	if (typeof number === "number") return { pull: number };
	const ref = at(event, "merge_group", "head_ref");
	const queued = at(event, "merge_group", "head_sha");
	const match = typeof ref === "string" ? /\/pr-(\d+)-[0-9a-f]{40}$/.exec(ref) : null;
	return match && typeof queued === "string" ? {
		pull: Number(match[1]),
		queued
	} : void 0;
}
function at(value, ...path) {
	return path.reduce((found, key) => typeof found === "object" && found !== null ? Reflect.get(found, key) : void 0, value);
}

export { pullOfEvent, readInputs };