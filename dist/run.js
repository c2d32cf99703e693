import { exitCode } from "./outcome.js";
import { Stop } from "./stop.js";
import { LOGIN, isKey, sameLogin } from "./domain.js";
import { runSummary } from "./render.js";
import { pullOfEvent } from "./inputs.js";
import { readFileSync } from "node:fs";

// src/action/issue-event.ts
function issueOfEvent(path) {
	const event = record(path === void 0 ? {} : JSON.parse(readFileSync(path, "utf8")));
	const [issue, sender] = [record(event.issue), record(event.sender)];
	const author = record(issue.user);
	const { number, body } = issue;
	if (event.action !== "opened" || typeof number !== "number" || issue.pull_request !== void 0) throw new Stop(2, "request needs the event of an issue that was opened", "on: issues: types: [opened]");
	const { login, id, type } = author;
	if (type !== "User" || typeof login !== "string" || typeof id !== "number" || !LOGIN.test(login)) throw new Stop(2, `issue #${number} was not opened by a person`);
	if (sender.id !== id) throw new Stop(2, `issue #${number} was not opened by its author`, `${login} opens a new one.`);
	return {
		number,
		author: {
			login,
			id
		},
		body: typeof body === "string" ? body : ""
	};
}
const record = (value) => typeof value === "object" && value !== null ? value : {};

// src/action/run.ts
async function run(inputs, world, reporter) {
	switch (inputs.command) {
		case "check": return runCheck(inputs, world);
		case "apply": return runApply(world, reporter);
		case "enforce": return runEnforce(world, reporter);
		case "rotate": return runRotate(world, reporter);
		case "audit": return runAudit(world, reporter);
		case "report": return runReport(inputs, world, reporter);
		case "recall": return runRecall(world, keyOf(inputs), inputs.env.LEASEHOLD_REPORT);
		case "reissue": return runReissue(world, keyOf(inputs), actorOf(inputs));
		case "request": return runRequest(inputs, world);
	}
}
async function runCheck({ env }, world) {
	const { checkSummary } = await import("./summary.js");
	const [repository, at] = [await world.repository(), world.clock.now()];
	const event = pullOfEvent(env.GITHUB_EVENT_PATH);
	if (!event) {
		const { check } = await import("./check2.js");
		const report = await check({ repository }, { at });
		return {
			exit: report.result.ok ? 0 : 1,
			findings: report.result.findings,
			summary: checkSummary(report)
		};
	}
	const { checkPull } = await import("./check-pull.js");
	const result = await checkPull({
		repository,
		github: await world.github()
	}, {
		...event,
		at
	});
	if (!result) return {
		exit: 0,
		findings: [],
		summary: `Pull request #${event.pull} is no longer open.\n`
	};
	return {
		exit: exitCode(result),
		findings: result.findings,
		summary: checkSummary(result.report, result.approvals)
	};
}
async function runApply(world, reporter) {
	const { apply } = await import("./apply2.js");
	const result = await apply(await world.ports.apply(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold apply",
			...result,
			ended: result.recalled
		}),
		issued: result.issued.map((record) => record.key),
		recalled: result.recalled.map((record) => record.key),
		owed: result.owes_rotations
	};
}
async function runEnforce(world, reporter) {
	const { enforce } = await import("./enforce2.js");
	const result = await enforce(await world.ports.enforce(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold enforce",
			...result,
			pulls: result.revoke_pulls
		}),
		recalled: result.ended.map((record) => record.key),
		owed: result.owes_rotations
	};
}
async function runRotate(world, reporter) {
	const { rotate } = await import("./rotate2.js");
	const { rotationsOfMain } = await import("./rotations-of-main.js");
	const rotations = await rotationsOfMain(await world.repository(), await world.branch());
	const result = await rotate(await world.ports.rotate(reporter), rotations, {});
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold rotate",
			...result,
			rotated: result.rotated.map((one) => one.name)
		})
	};
}
async function runAudit(world, reporter) {
	const { audit } = await import("./audit2.js");
	const { auditLine } = await import("./audit3.js");
	const result = await audit(await world.ports.audit(reporter), await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold audit",
			...result,
			note: auditLine(result)
		})
	};
}
async function runReport({ out }, world, reporter) {
	const { report } = await import("./report.js");
	const { reportSummary } = await import("./report-text.js");
	if (out === "") throw new Stop(2, "out: report needs a folder to write to", "Write like: out: dashboard.");
	const ports = await world.ports.report(reporter, { out });
	const options = {
		branch: await world.branch(),
		repository: await world.repositoryPage()
	};
	const result = await report({
		...ports,
		issues: () => world.github()
	}, options);
	return {
		...told(result),
		summary: reportSummary(result.report, result),
		pages: result.pages
	};
}
async function runRecall(world, key, report) {
	const { recall } = await import("./recall.js");
	const said = report === "pickup-opened" ? report : void 0;
	const result = await recall(await world.ports.recall(), [key], await world.branch(), said);
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold recall",
			...result,
			ended: result.recalled
		}),
		recalled: result.recalled.map((record) => record.key),
		owed: result.owes_rotations
	};
}
async function runReissue(world, key, actor) {
	const { reissue } = await import("./reissue.js");
	const vault = (await world.vault.as("apply")).everything;
	const result = await reissue({
		vault,
		log: await world.auditLog()
	}, key, actor);
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold reissue",
			...result,
			issued: result.reissued
		}),
		issued: result.reissued.map((record) => record.key)
	};
}
async function runRequest({ env }, world) {
	const { requestByIssue } = await import("./request-by-issue.js");
	const issue = issueOfEvent(env.GITHUB_EVENT_PATH);
	const result = await requestByIssue({
		repository: await world.repository(),
		github: await world.github(),
		now: world.clock.now()
	}, issue, await world.branch());
	return {
		...told(result),
		summary: runSummary({
			title: "Leasehold request",
			...result,
			note: result.pull === void 0 ? "No pull request." : `Pull request #${result.pull.number}.`
		})
	};
}
function actorOf({ env }) {
	const { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: again } = env;
	if (!actor || !again) throw new Stop(2, "GITHUB_ACTOR is not set: whose token this is for is not known");
	if (!sameLogin(actor, again)) throw new Stop(2, `${again} ran again what ${actor} had asked for`, `${actor} runs leasehold reissue.`);
	return actor;
}
function keyOf({ key, command }) {
	if (isKey(key)) return key;
	throw new Stop(2, `key: ${JSON.stringify(key)} is no key of a grant`, `${command} needs one like orders-db-read.refund.3f2a9c1b7d20.`);
}
const told = (outcome) => ({
	exit: exitCode(outcome),
	findings: outcome.findings
});

export { run };