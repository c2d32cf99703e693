import { grantPath, isKey, parseKey } from "./domain.js";
import { CHECK_SCRIPT, evidenceReadme } from "./render.js";
import { knownMain } from "./known-main.js";
import { attempt } from "./outcome.js";
import { Stop } from "./stop.js";
import { finish } from "./finish.js";
import { createHash } from "node:crypto";

// src/commands/evidence.ts
const JUDGING = [
	"policies/leasehold.yaml",
	"policies/teams.yaml",
	"policies/people.yaml",
	"policies/rotations"
];
async function evidence({ repository, log, out }, words, branch) {
	const key = keyOf(words);
	if (await out.isTaken()) throw new Stop(2, `${out.path} is not empty`, "Name a folder that is not there yet: --out DIR.");
	const main = await knownMain(repository, branch);
	const told = await log.daysThatTell((event) => isAbout(event, key));
	const events = eventsOf(told?.days ?? []);
	const landing = await landingOf(repository, main.commit, key);
	if (landing === void 0 && events.length === 0) throw new Stop(1, `nothing is known of ${key}: no commit of ${branch} put it there, and no event of the log tells of it`, "leasehold status --from INSTANT shows the keys there were.");
	const parts = parseKey(key);
	const request = landing && parts && await repository.proved(landing.sha, [grantPath(parts.role, parts.id)]);
	const judged = policyCommitOf(events) ?? landing?.parents[0];
	const policies = judged === void 0 ? void 0 : await attempt(`the policies of ${judged.slice(0, 12)}`, () => repository.proved(judged, [...JUDGING, `policies/roles/${parts?.role ?? ""}.yaml`]));
	const logged = told && told.days.length > 0 ? await repository.proved(told.commit, told.days.map(({ file }) => file)) : void 0;
	const files = filesOf(key, {
		...request ? { request } : {},
		...policies?.ok ? { policies: policies.value } : {},
		...logged ? { log: logged } : {}
	}, told?.days ?? [], events);
	await out.write(files);
	const troubles = [...main.stale ? [main.stale] : [], ...policies?.ok === false ? [policies.trouble] : []];
	return {
		key,
		events: events.map(({ event }) => event.type),
		files: files.size,
		findings: [],
		troubles
	};
}
function keyOf(words) {
	if (isKey(words)) return words;
	throw new Stop(2, `${JSON.stringify(words)} is no key of a grant`, "leasehold status --from INSTANT shows the keys there were.");
}
const isAbout = ({ subject, data }, key) => subject === key || Array.isArray(data.owed_by) && data.owed_by.includes(key);
const eventsOf = (days) => days.flatMap(({ file, text, told }) => {
	const all = text.split("\n");
	return told.map(({ line, event }) => ({
		file,
		line,
		text: all[line - 1] ?? "",
		event
	}));
});
async function landingOf(repository, tip, key) {
	const parts = parseKey(key);
	if (!parts || parts.emergency) return void 0;
	return (await repository.commitsTouching(tip, grantPath(parts.role, parts.id))).find(({ sha }) => sha.startsWith(parts.commit));
}
function policyCommitOf(events) {
	return events.map(({ event }) => event.data.policy_commit).find((commit) => typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit));
}
function filesOf(key, proofs, days, events) {
	const files = /* @__PURE__ */ new Map();
	const add = (name, content) => files.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
	for (const [folder, { files: contents, objects }] of Object.entries(proofs)) {
		for (const [path, bytes] of contents) add(`${folder}/${path}`, bytes);
		for (const { id, type, bytes } of objects) add(`git/${id}.${type}`, bytes);
	}
	add("events.jsonl", events.map(({ text }) => `${text}\n`).join(""));
	add("check.py", CHECK_SCRIPT);
	const index = {
		key,
		proofs: Object.fromEntries(Object.entries(proofs).map(([folder, { commit, files: contents }]) => [folder, {
			commit,
			files: [...contents.keys()].sort()
		}])),
		events: events.map(({ file, line, event }) => ({
			file,
			line,
			type: event.type
		}))
	};
	add("index.json", `${JSON.stringify(index, null, 2)}\n`);
	add("README.md", evidenceReadme(key, index.proofs, events, days.length));
	add("SHA256SUMS", [...files].sort(([a], [b]) => a < b ? -1 : 1).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join(""));
	return files;
}
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// src/cli/evidence-command.ts
const registerEvidenceCommand = (program, action) => {
	program.command("evidence").summary("one grant's whole story, as files to check offline").description("Writes the request, the policies that judged it, its events with the days of the log that have them, and what proves all of it, with a README and a script that checks it and uses nothing of Leasehold. From the repository and the audit log alone: neither Vault nor GitHub's API is asked.").argument("<key>", "the grant, as leasehold status --from shows it").requiredOption("--out <dir>", "a folder that is not there yet").addHelpText("after", "\nExample:\n  leasehold evidence orders-db-read.refund-8812.3f2a9c1b7d20 --out refund-8812 && python3 refund-8812/check.py").action(action(async (context, key, { out }) => {
		const { world } = context;
		const ports = {
			repository: await world.repositoryProofs(),
			log: await world.auditLogReads(),
			out: world.newFiles(out)
		};
		const result = await evidence(ports, key, await world.branch());
		const told = result.events.map((type) => type.replace(/^leasehold\.(grant\.)?/, "")).join(", ");
		context.out(`${context.paint("green", "written")}  ${result.files} files about ${result.key} (${told || "no event"})\n${context.paint("dim", "check")}    python3 ${out}/check.py\n`);
		return finish(context, result, result.findings);
	}));
};

export { registerEvidenceCommand };