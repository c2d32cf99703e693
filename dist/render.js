import { SERVED, between, beyond, foldLogin, formatDuration, formatInstant, groupLabel, hasErrors, parseInstant, parseKey, sameLogin, seconds } from "./domain.js";
import { styleText } from "node:util";

// src/render/duration.ts
const UNITS = [
	["d", 86400],
	["h", 3600],
	["m", 60],
	["s", 1]
];
function spanText(length) {
	let rest = Math.max(0, Math.floor(length));
	const parts = [];
	for (const [unit, size] of UNITS) {
		const count = Math.floor(rest / size);
		rest %= size;
		if (count > 0) parts.push(`${count} ${unit}`);
		else if (parts.length > 0) break;
		if (parts.length === 2) break;
	}
	return parts.length === 0 ? "0 s" : parts.join(" ");
}
function fromNow(moment, now) {
	if (moment === now) return "now";
	return moment > now ? `in ${spanText(between(now, moment))}` : `${spanText(between(moment, now))} ago`;
}
const SECONDS_MATTER = 600;
function clockText(moment, now) {
	const text = formatInstant(moment);
	const today = formatInstant(now);
	const time = Math.abs(moment - now) < SECONDS_MATTER && text.slice(17, 19) !== "00" ? text.slice(11, 19) : text.slice(11, 16);
	if (text.slice(0, 10) === today.slice(0, 10)) return time;
	return `${`${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]}`}${text.slice(0, 4) === today.slice(0, 4) ? "" : ` ${text.slice(0, 4)}`} ${time}`;
}
const momentText = (moment, now) => `${clockText(moment, now)} UTC`;
const fullMoment = (moment) => `${formatInstant(moment).slice(0, 19).replace("T", " ")} UTC`;
const fullMinute = (moment) => `${formatInstant(moment).slice(0, 16).replace("T", " ")} UTC`;
const MONTHS = [
	"Jan",
	"Feb",
	"Mar",
	"Apr",
	"May",
	"Jun",
	"Jul",
	"Aug",
	"Sep",
	"Oct",
	"Nov",
	"Dec"
];

// src/render/end-reasons.ts
const WHY_ENDED = {
	expired: "its time was over",
	"file-removed": "its file was removed",
	ineligible: "main no longer allows it",
	recalled: "it was recalled",
	"out-of-band": "somebody ended it inside Vault",
	superseded: "its file was changed"
};

// src/render/markdown-text.ts
const SIGNS$2 = /[\\`*_{}[\]()<>#+\-.!|~@&:/$^=]/g;
const HIDDEN$1 = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const ACTIVE$1 = /[@#]|:(?=\/\/)|\b(?:www|mailto)(?=[.:])|\bgh-(?=\d)/gi;
const APART$1 = "​";
const markdownText = (text) => text.replace(/\s+/gu, " ").replace(HIDDEN$1, (found) => found === "‍" ? found : "�").replace(ACTIVE$1, (found) => found + APART$1).replace(SIGNS$2, (sign) => `&#${sign.charCodeAt(0)};`);
const plainWords = (text, longest) => {
	const words = text.replace(/[^\p{Letter}\p{Mark}\p{Number}.,;' -]+/gu, " ").replace(/\s+/gu, " ").trim();
	const letters = [...words];
	return letters.length <= longest ? words : `${letters.slice(0, longest - 1).join("").trimEnd()}…`;
};
const code = (text) => `\`${text.replace(/[`\r\n|]/g, " ")}\``;

// src/render/run-summary.ts
const ROWS$2 = 500;
function runSummary(facts) {
	const sections = [
		listed("Issued", facts.issued?.map((record) => `${code(record.key)} for **${markdownText(record.user)}** until ${fullMoment(record.end)}`)),
		listed("Refused", facts.refused?.map(refused)),
		listed("Ended", facts.ended?.map(ended$1)),
		listed("Rotated", facts.rotated?.map(code)),
		listed("Revoke pull requests", facts.pulls?.map(({ number, url }) => `[#${number}](${encodeURI(url)})`)),
		listed("Findings", facts.findings.map(finding)),
		listed("Still owed; the next run tries again", facts.troubles.map((one) => `**${markdownText(one.owed)}**: ${markdownText(one.message)}${one.hint ? ` *${markdownText(one.hint)}*` : ""}`))
	].flat();
	const unchanged = facts.unchanged === void 0 ? [] : [`${facts.unchanged} ${facts.unchanged === 1 ? "grant stays as it is" : "grants stay as they are"}.`];
	return `${[
		`## ${facts.title}`,
		...sections.length === 0 && facts.note === void 0 ? ["Nothing to do."] : sections,
		...unchanged,
		...facts.note === void 0 ? [] : [markdownText(facts.note)]
	].join("\n\n")}\n`;
}
function listed(title, lines = []) {
	if (lines.length === 0) return [];
	const shown = lines.slice(0, ROWS$2).map((line) => `- ${line}`);
	const more = lines.length > ROWS$2 ? [`- … and ${lines.length - ROWS$2} more`] : [];
	return [`### ${title}`, [...shown, ...more].join("\n")];
}
const refused = (record) => `${code(record.key)} of **${markdownText(record.user)}**: ${(record.findings ?? []).map((one) => markdownText(one.message)).join("; ")}`;
const ended$1 = (record) => `${code(record.key)} of **${markdownText(record.user)}** at ${fullMoment(record.ended_at ?? record.end)}: ${record.ended_by ? WHY_ENDED[record.ended_by] : ""}`;
const finding = ({ severity, rule, file, line, message, hint }) => {
	const place = file === void 0 ? "" : ` ${code(line === void 0 ? file : `${file}:${line}`)}`;
	return `${severity === "error" ? "❌" : "⚠️"} ${code(rule)}${place} ${markdownText(message)}${hint ? ` *${markdownText(hint)}*` : ""}`;
};

// src/render/terminal-text.ts
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const WIDE = /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u;
let graphemes;
function segments(text) {
	graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return graphemes.segment(text);
}
const onOneLine = (text) => text.replace(/[\r\n\t]+/g, " ").replace(UNSAFE, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
function columnsOf(text) {
	let columns = 0;
	for (const { segment } of segments(text)) columns += WIDE.test(segment) ? 2 : 1;
	return columns;
}
function cutTo(text, columns) {
	if (columnsOf(text) <= columns) return text;
	let cut = "";
	let used = 0;
	for (const { segment } of segments(text)) {
		const width = WIDE.test(segment) ? 2 : 1;
		if (used + width > columns - 1) break;
		cut += segment;
		used += width;
	}
	return columns <= 0 ? "" : `${cut.trimEnd()}…`;
}
const padTo = (text, columns) => text + " ".repeat(Math.max(0, columns - columnsOf(text)));

// src/render/annotations.ts
const SHOWN$1 = 10;
function annotationsOf(findings) {
	return ["error", "warning"].flatMap((level) => {
		const all = findings.filter((finding) => finding.severity === level).map(annotationOf);
		if (all.length <= SHOWN$1) return all;
		const rest = {
			level,
			message: `${all.length - 9} more ${level}s are in the job summary`,
			properties: { title: "leasehold" }
		};
		return [...all.slice(0, 9), rest];
	});
}
const annotationOf = ({ severity, rule, file, line, column, message, hint }) => ({
	level: severity,
	message: [message, ...hint === void 0 ? [] : [hint]].flatMap((text) => text.split("\n")).map(onOneLine).join("\n"),
	properties: {
		title: rule,
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { startLine: line },
		...column === void 0 ? {} : { startColumn: column }
	}
});

// src/render/findings.ts
const findingsText = (findings, paint) => findings.map((finding) => `${findingText(finding, paint)}\n`).join("");
function findingText({ rule, severity, file, line, column, message, hint }, paint) {
	const [first = "", ...marked] = message.split("\n").map(onOneLine);
	const head = `${paint(severity === "error" ? "red" : "yellow", `${severity}[${rule}]`)} ${first}`;
	const place = [
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":");
	return [
		head,
		...marked.map((line) => `  ${line}`),
		...place === "" ? [] : [`  ${paint("dim", "at")} ${onOneLine(place)}`],
		...hintLines(hint, paint)
	].join("\n");
}
const hintLines = (hint, paint) => (hint ?? "").split("\n").filter((line) => line.trim() !== "").map((line, index) => `  ${index === 0 ? paint("cyan", "help:") : "     "} ${onOneLine(line.trim())}`);

// src/render/audit.ts
const counted$1 = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
function auditLine({ findings, seen, told, troubles }) {
	const compared = `${counted$1(seen.records, "record")}, ${counted$1(seen.tokens, "token lease")} and ${counted$1(seen.events, "event")} compared`;
	const errors = findings.filter((finding) => finding.severity === "error").length;
	const warnings = findings.length - errors;
	const found = [...errors > 0 ? [counted$1(errors, "mismatch", "mismatches")] : [], ...warnings > 0 ? [counted$1(warnings, "warning")] : []].join(", ");
	const open = troubles.length > 0 ? `; ${counted$1(troubles.length, "part")} could not be compared` : "";
	const logged = told > 0 ? ` (${told} new in the audit log)` : "";
	if (found === "") return `${compared}: ${troubles.length > 0 ? "no mismatch found" : "all agree"}${open}.`;
	return `${compared}: ${found}${logged}${open}.`;
}
function auditText(audited, paint) {
	const style = audited.findings.some(({ severity }) => severity === "error") ? "red" : audited.findings.length > 0 || audited.troubles.length > 0 ? "yellow" : "green";
	return `${audited.findings.map((one) => `${findingsText([one], paint)}\n`).join("")}${paint(style, auditLine(audited))}\n`;
}

// src/render/doctor.ts
const GROUPS = [
	["repository.", "Repository"],
	["github.", "GitHub"],
	["vault.", "Vault"]
];
const MARK = {
	pass: ["green", "✓"],
	fail: ["red", "✗"],
	unknown: ["yellow", "?"]
};
function doctorText(checks, paint) {
	return `${GROUPS.flatMap(([prefix, title]) => {
		const mine = checks.filter(({ id }) => id.startsWith(prefix));
		return mine.length === 0 ? [] : [`${paint("bold", title)}\n${blocks(mine, paint)}`];
	}).join("\n")}\n${total(checks, paint)}\n`;
}
function blocks(checks, paint) {
	const known = checks.filter(({ state }) => state !== "unknown");
	const open = Map.groupBy(checks.filter(({ state }) => state === "unknown"), ({ hint = "" }) => hint);
	return [...known.map((check) => block(check, paint)), ...[...open].map(([hint, some]) => [...some.map((check) => line(check, paint)), ...hintLines(hint, paint).map((one) => `  ${one}`)].join("\n"))].map((text) => `${text}\n`).join("");
}
function line({ state, message }, paint) {
	const [style, mark] = MARK[state];
	return `  ${paint(style, mark)} ${state === "unknown" ? "not known: " : ""}${onOneLine(message)}`;
}
const block = (check, paint) => [line(check, paint), ...hintLines(check.hint, paint).map((one) => `  ${one}`)].join("\n");
function total(checks, paint) {
	const count = (state) => checks.filter((check) => check.state === state).length;
	const [passed, failed, open] = [
		count("pass"),
		count("fail"),
		count("unknown")
	];
	const text = `${passed} right, ${failed} wrong, ${open} not known`;
	return paint(failed > 0 ? "red" : open > 0 ? "yellow" : "green", text);
}

// src/render/paint.ts
const colours = (style, text) => styleText(style, text, { validateStream: false });
const plain$1 = (_, text) => text;

// src/render/run.ts
const troubleText = (troubles, paint) => troubles.map(({ owed, message, hint }) => {
	return [...[`${paint("red", "still owed:")} ${onOneLine(owed)}`, `  ${onOneLine(message)}`], ...hintLines(hint, paint)].join("\n");
}).map((text) => `${text}\n`).join("");
const WHY = {
	...WHY_ENDED,
	expired: "its time is over"
};
const issuedLine = (record, now, paint) => `${paint("green", "issued")}   ${record.key}  ${record.user}, ends ${momentText(record.end, now)} (${fromNow(record.end, now)})${lateStart(record)}`;
function lateStart({ begin, issued_at }) {
	if (issued_at === void 0 || issued_at - begin < WORTH_A_WORD) return "";
	return `, ${spanText(between(begin, issued_at))} after its begin`;
}
const WORTH_A_WORD = 120;
const refusedLine = (record, paint) => `${paint("red", "refused")}  ${record.key}  ${record.user}`;
function endedLine(record, now, paint) {
	const why = record.ended_by === void 0 ? "" : WHY[record.ended_by];
	const when = momentText(record.ended_at ?? record.end, now);
	const proof = record.proof ? `, proved: token gone, ${record.proof.leases_seen} leases left of others` : "";
	return `${paint("yellow", "ended")}    ${record.key}  ${record.user}, ${when}: ${why}${proof}`;
}
function planText(plan, paint) {
	const lines = [
		...plan.recall.map((one) => `${paint("red", "- recall")}  ${one.key}  ${one.user}: ${WHY[one.why]}`),
		...plan.finish.map((key) => `${paint("yellow", "~ finish")}  ${key}: ${WHY.expired}`),
		...plan.issue.map((grant) => `${paint("green", "+ issue")}   ${grant.key}  ${grant.user} for ${formatDuration(between(grant.begin, grant.end))}`)
	];
	const kept = `${plan.unchanged} ${plan.unchanged === 1 ? "grant stays as it is" : "grants stay as they are"}.`;
	return `${[...lines, lines.length === 0 ? `Nothing to do. ${kept}` : kept].join("\n")}\n`;
}

// src/render/request-pull.ts
const TITLE = 60;
function requestTitle(wish) {
	const time = wish.duration === void 0 ? untilText(wish.until) : `for ${formatDuration(wish.duration)}`;
	const marks = wish.break_glass ? "Break-glass: " : wish.extends === void 0 ? "" : "Extend: ";
	const ticket = wish.ticket === void 0 ? "" : `${plainWords(wish.ticket, 20)} `;
	return `${marks}${wish.role} for ${wish.user} ${time}: ${ticket}${plainWords(wish.reason, TITLE)}`;
}
const untilText = (until) => until === void 0 ? "" : `until ${formatInstant(until)}`;
function requestBody(wish, view, role, ticketUrl) {
	const about = role === void 0 ? "" : ` (${markdownText(role.description)})`;
	const verb = wish.break_glass ? "takes, in an emergency," : "asks for";
	const rows = [
		row$1("For", whenOf$2(wish, view)),
		...wish.ticket === void 0 ? [] : [row$1("Ticket", linked(markdownText(wish.ticket), ticketUrl))],
		...view.access.map(({ path, capabilities }) => row$1("Gets", `${code(path)} ${capabilities.join(", ")}`)),
		...wish.extends === void 0 ? [] : [row$1("Extends", code(wish.extends))],
		row$1("Approval", approvalOf(wish, view, role))
	];
	return [
		`**${wish.user}** ${verb} **${wish.role}**${about}:`,
		"",
		`> ${markdownText(wish.reason)}`,
		"",
		"| | |",
		"| --- | --- |",
		...rows,
		"",
		`<sub>Merging issues it. It ends by itself; deleting ${code(view.file)} ends it earlier. Opened by leasehold.</sub>`
	].join("\n");
}
const linked = (text, url) => url === void 0 || /[\s<>|\\]/.test(url) ? text : `[${text}](<${url}>)`;
const row$1 = (name, text) => `| ${name} | ${text} |`;
function whenOf$2(wish, view) {
	const length = spanText(seconds(view.seconds));
	const until = wish.until === void 0 ? "" : ` until ${timeText(formatInstant(wish.until))}`;
	if (wish.start !== void 0 && view.begin !== void 0 && view.end !== void 0) return `${length}, ${timeText(view.begin)} to ${timeText(view.end)}`;
	if (wish.extends !== void 0) return `${length} in all; it goes on where the extended one ends`;
	return until === "" ? `${length} from the merge on` : `from the merge on${until}`;
}
const timeText = (instant) => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
function approvalOf(wish, view, role) {
	if (wish.break_glass) return "none before; it is reviewed afterwards";
	const groups = (role?.approvers ?? []).map((group) => `${group.count} of ${markdownText(groupLabel(group))}`);
	const who = view.approvals.eligible.length === 0 ? "nobody is left who could" : view.approvals.eligible.join(", ");
	return `${groups.join(", and ")} (${who})`;
}
const endTitle = (grants) => {
	const [first] = grants;
	return grants.length === 1 && first ? `End ${first.role}.${first.id} of ${first.user}` : `End ${grants.length} grants of ${new Set(grants.map((grant) => grant.user)).size === 1 ? first?.user : "several people"}`;
};
const ROWS$1 = 300;
function endBody(grants, recalled, why) {
	const rows = grants.slice(0, ROWS$1).map((grant) => {
		const state = recalled.has(grant.key) ? "ended in Vault already" : `ends with the merge (else ${formatInstant(grant.end)})`;
		return `| ${grant.user} | ${code(`${grant.role}.${grant.id}`)} | ${state} |`;
	});
	const more = grants.length - rows.length;
	return [
		"Deleting a grant's file ends its access: Vault takes the token back, and all that was taken with it.",
		...why === void 0 ? [] : ["", `> ${markdownText(why)}`],
		"",
		"| who | grant | access |",
		"| --- | --- | --- |",
		...rows,
		...more > 0 ? ["", `… and ${more} more.`] : [],
		"",
		"<sub>Opened by leasehold revoke.</sub>"
	].join("\n");
}

// src/render/command-line.ts
function requestCommand(wanted) {
	const { role, user, duration, until, reason, ticket, start, break_glass, extends: key } = wanted;
	const options = [
		...duration === void 0 ? [] : ["--for", duration],
		...until === void 0 ? [] : ["--until", until],
		...start === void 0 ? [] : ["--start", start],
		...ticket === void 0 ? [] : ["--ticket", quoted$1(ticket)],
		"--reason",
		quoted$1(reason)
	];
	if (key !== void 0) return [
		"leasehold",
		"extend",
		key,
		...options
	].join(" ");
	const emergency = break_glass ? ["--break-glass"] : [];
	return [
		"leasehold",
		"request",
		role,
		"--user",
		user,
		...options,
		...emergency
	].join(" ");
}
const quoted$1 = (text) => /^[A-Za-z0-9_./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

// src/render/people-text.ts
function requestedText({ view, suggestion, pushed, pull }, paint) {
	if (pull && view) return `${askedLines(view, pull, paint).join("\n")}\n`;
	if (suggestion === void 0 || pushed !== void 0) return "";
	const command = onOneLine(requestCommand(suggestion));
	return `${paint("cyan", "would pass:")} ${command}\n${paint("dim", "Nothing was sent. --no-check sends it all the same, for the pull request's check to refuse.")}\n`;
}
function askedLines({ user, role, seconds: length, approvals, access }, pull, paint) {
	const who = approvals.required === 0 ? "no approval before, a review after" : approvalsText(approvals);
	return [
		`${paint("green", "asked")}  ${role} for ${user}, ${spanText(seconds(length))}: ${who}`,
		...access.map(({ path, capabilities }) => `       ${onOneLine(path)} (${capabilities.join(", ")})`),
		`${paint("dim", "next")}   ${pull.url}`,
		`${paint("dim", "then")}   leasehold use ${role}`
	];
}
const approvalsText = ({ required, eligible }) => {
	return `needs ${required === 1 ? "one approval" : `${required} approvals`} of ${eligible.join(", ") || "nobody that is left"}`;
};
function revokedText(revoked, now, paint) {
	const gone = new Set(revoked.recalled.map(({ key }) => key));
	const waiting = revoked.grants.filter(({ key, end }) => !gone.has(key) && end > now);
	return [
		...revoked.recalled.map(({ key, user }) => `${paint("green", "ended")}    ${key}  ${user}, proved: its token is gone`),
		...revoked.unrecorded > 0 ? [`${paint("green", "ended")}    ${revoked.unrecorded} more ${revoked.unrecorded === 1 ? "token or wrapping" : "tokens or wrappings"}, which no record named`] : [],
		...revoked.asked === void 0 ? [] : [`${paint("yellow", "asked")}    ${revoked.asked}: the workflow Leasehold apply ends it now, within a minute or two`],
		...waiting.map(({ key, user, end }) => `${paint("yellow", "waiting")}  ${key}  ${user}, ends with the merge, else at ${momentText(end, now)}`),
		...revoked.pull ? [`${paint("dim", "next")}     ${revoked.pull.url}`] : [],
		...waiting.length > 0 && revoked.at_once !== true && revoked.asked === void 0 ? [paint("dim", "         Cannot wait? Add --now.")] : []
	].map((line) => `${line}\n`).join("");
}
function doneText({ key, ended, pull }, paint) {
	return `${[ended ? `${paint("green", "ended")}  ${key}: its token is gone, and all that was taken with it` : `${paint("yellow", "open")}   ${key}: no token of it works here; it ends when its file is removed, or by itself`, ...pull ? [`${paint("dim", "next")}   ${pull.url}`] : []].join("\n")}\n`;
}
function waitedText(waited, paint) {
	switch (waited.kind) {
		case "issued": return `${paint("green", "issued")}  leasehold use ${waited.key}\n`;
		case "refused": return `${[`${paint("red", "refused")}  ${waited.key}`, ...waited.messages.map((one) => `  ${onOneLine(one)}`)].join("\n")}\n`;
		case "given-up": return `${paint("red", "over")}  ${onOneLine(waited.message)}\n`;
		case "not-yet": return `${paint("yellow", "not yet")}  ${onOneLine(waited.message)}\n`;
	}
}
function emergencyText(record, now, paint) {
	const { role, user, key, end } = record;
	return [
		`${paint("red", "issued")}  ${role} for ${user}, ${spanText(seconds(end - now))}, until ${momentText(end, now)}: without approval`,
		...record.access.map(({ path, capabilities }) => `        ${onOneLine(path)} (${capabilities.join(", ")})`),
		`${paint("dim", "then")}    ${user} runs  leasehold use ${key}`,
		`${paint("dim", "end")}     leasehold revoke ${key} --now`,
		`${paint("dim", "next")}    when GitHub is back it is alerted like break-glass, and asks for its review`,
		""
	].join("\n");
}

// src/render/evidence-readme.ts
function evidenceReadme(key, proofs, events, days) {
	const { request, policies, log } = proofs;
	const pull = events.map(({ event }) => event.data.pull_request).find((one) => typeof one === "number");
	const short = (commit) => code(commit.slice(0, 12));
	const rows = [
		...request ? [[`${code("request/")}`, `the request as it landed on main with commit ${short(request.commit)}`]] : [],
		...policies ? [[`${code("policies/")}`, `the policies that judged it, as of commit ${short(policies.commit)}`]] : [],
		[code("events.jsonl"), "the events of the grant, and of the rotations that its end owed, as they stand in the log"],
		...log ? [[`${code("log/")}`, `the ${days === 1 ? "day" : `${days} days`} of the log that have them, whole: other people's events of those days, too`]] : [],
		[code("git/"), "commits and folders of Git, byte by byte: each names the next by its hash, down to the files"],
		[code("index.json"), "which file is of which commit, and where each event stands"],
		[code("check.py"), "the check, in Python 3 without anything else"],
		[code("SHA256SUMS"), "of all other files"]
	];
	return `${[
		`# Evidence: ${code(key)}`,
		"",
		...storyOf(events),
		"## What is here",
		"",
		"| file | what |",
		"| --- | --- |",
		...rows.map(([file, what]) => `| ${file} | ${what} |`),
		"",
		"## Check it",
		"",
		"Offline, with nothing of Leasehold's:",
		"",
		"```sh",
		"sha256sum --check SHA256SUMS",
		"python3 check.py",
		"```",
		"",
		`The script walks from the commit's name, whose first 12 digits are the end of the key, down to the request; from ${code("policy_commit")} of the ${code("issued")} event to the policies; and from a commit of the log's branch to the files that have the events, whose lines each hold the hash of the line before. To do a step by hand: ${code("git hash-object FILE")} is the name that its folder has for a file.`,
		"",
		"That these commits were ever on the branches, a clone says (any clone, however old):",
		"",
		"```sh",
		"git clone https://github.com/OWNER/REPO access && python3 check.py --clone access",
		...request ? [`git -C access show ${request.commit}:${request.files[0] ?? ""} | diff - request/${request.files[0] ?? ""}`] : [],
		...policies ? [`git -C access log -1 --format='%H %cI %an' ${policies.commit}`] : [],
		"```",
		"",
		`That the log was not written anew since: the anchors in Vault (${code("leasehold/anchors/<count>")}) hold the hash of the line of that number.`,
		"",
		"## What it does not prove",
		"",
		...pull === void 0 ? [] : [`Who approved is what apply found at GitHub when it issued. The reviews themselves are there, at pull request ${code(`#${String(pull)}`)}: ${code(`gh api repos/OWNER/REPO/pulls/${String(pull)}/reviews`)}.`],
		"Whoever had taken over the apply or enforce job could have written false events from then on. What was done with the access is in Vault's own audit log.",
		""
	].join("\n")}`;
}
function storyOf(events) {
	if (events.length === 0) return ["The audit log tells nothing of it: it was requested, and never decided (its time passed, or is yet to come).", ""];
	const facts = events.find(({ event }) => typeof event.data.reason === "string")?.event.data;
	const rows = events.map(({ file, line, event }) => [
		code(whenOf$1(event.data) ?? formatInstant(event.time)),
		event.type.replace(/^leasehold\./, ""),
		detailOf(event.type, event.data),
		code(`${file}:${line}`)
	].join(" | "));
	return [
		...facts ? [sentenceOf(facts), ""] : [],
		"| when | what | details | stands at |",
		"| --- | --- | --- | --- |",
		...rows.map((row) => `| ${row} |`),
		""
	];
}
function sentenceOf(facts) {
	const named = (value) => code(String(value ?? "nobody known"));
	const approvers = Array.isArray(facts.approvers) ? facts.approvers : [];
	const ticket = facts.ticket === void 0 ? "" : ` (${markdownText(String(facts.ticket))})`;
	const later = facts.break_glass === true ? " before: break-glass, to be reviewed afterwards" : "";
	return [
		`${named(facts.user)} was granted ${named(facts.role)} from ${named(facts.begin)} to ${named(facts.end)} at the latest:`,
		`“${markdownText(String(facts.reason))}”${ticket}.`,
		`Asked by ${named(facts.author)}, approved by ${approvers.map(named).join(", ") || "nobody"}${later}.`
	].join("\n");
}
function whenOf$1(data) {
	const when = data.ended_at ?? data.issued_at ?? data.rotated_at;
	return typeof when === "string" ? when : void 0;
}
function detailOf(type, data) {
	if (type === "leasehold.grant.issued" && Array.isArray(data.access)) return data.access.map((one) => code(`${String(one.path)} ${String(one.capabilities)}`)).join(", ");
	if (type === "leasehold.grant.ended") {
		const proof = data.proof;
		return `${String(data.ended_by)}; proved at ${code(String(proof?.at))}: token gone, no lease left of ${String(proof?.leases_seen)} looked at`;
	}
	return type === "leasehold.rotation.done" ? String(data.kind) : "";
}

// src/render/evidence-script.ts
const CHECK_SCRIPT = String.raw`#!/usr/bin/env python3
"""Checks this folder by itself; with --clone DIR also against a clone of the access repository, which Git fetched."""
import hashlib, json, os, re, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
checked = 0

def fail(message):
    sys.exit("NOT PROVED: " + message)

def check(holds, message):
    global checked
    checked += 1
    if not holds:
        fail(message)

def read(name):
    try:
        with open(os.path.join(here, *name.split("/")), "rb") as file:
            return file.read()
    except OSError:
        fail(name + " is not there")

def git_id(kind, body, like):
    digest = hashlib.sha1() if len(like) == 40 else hashlib.sha256()
    digest.update(("%s %d" % (kind, len(body))).encode() + b"\0" + body)
    return digest.hexdigest()

def git_object(name, kind):
    body = read("git/%s.%s" % (name, kind))
    check(git_id(kind, body, name) == name, "git/%s.%s is not the object of that name" % (name, kind))
    return body

def entries(tree, width):
    at, found = 0, {}
    while at < len(tree):
        end = tree.index(b"\0", at)
        found[tree[at:end].split(b" ", 1)[1].decode()] = tree[end + 1 : end + 1 + width].hex()
        at = end + 1 + width
    return found

def blob_of(commit, path):
    tree = re.match(rb"tree ([0-9a-f]+)\n", git_object(commit, "commit")).group(1).decode()
    *folders, name = path.split("/")
    for folder in folders:
        inside = entries(git_object(tree, "tree"), len(tree) // 2)
        check(folder in inside, "%s has no folder %s" % (commit, path))
        tree = inside[folder]
    inside = entries(git_object(tree, "tree"), len(tree) // 2)
    check(name in inside, "commit %s has no file %s" % (commit, path))
    return inside[name]

# 1. Every file is the one that was handed over, and there is no other.
sums = dict(reversed(line.split("  ", 1)) for line in read("SHA256SUMS").decode().splitlines())
for name, digest in sums.items():
    check(hashlib.sha256(read(name)).hexdigest() == digest, name + " was changed")
for folder, _, names in os.walk(here):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), here).replace(os.sep, "/")
        check(path in sums or path == "SHA256SUMS" or "__pycache__" in path, path + " does not belong here")

# 2. Every file of the repository is what its commit has: hash by hash from the commit's name down to the file.
index = json.loads(read("index.json"))
key, proofs = index["key"], index["proofs"]
role, grant, last = key.split(".")
for folder, proof in proofs.items():
    for path in proof["files"]:
        blob = blob_of(proof["commit"], path)
        check(git_id("blob", read(folder + "/" + path), blob) == blob, "%s/%s is not what the commit has" % (folder, path))
if "request" in proofs:
    check(proofs["request"]["commit"].startswith(last), "the request is of another commit than the key names")
    check(proofs["request"]["files"] == ["grants/%s/%s.yaml" % (role, grant)], "the request is another file")

# 3. The events stand in the log's files, whose lines hold the hash of the line before; none of the grant's is left out.
mine, placed = [], [(one["file"], one["line"]) for one in index["events"]]
for path in proofs.get("log", {}).get("files", []):
    before = None
    for number, line in enumerate(read("log/" + path).split(b"\n")[:-1], 1):
        event = json.loads(line)
        check(before in (None, event["previous"]), "log/%s:%d: the line before was another one" % (path, number))
        before = hashlib.sha256(line).hexdigest()
        if event["subject"] == key or key in event["data"].get("owed_by", []):
            check((path, number) in placed, "log/%s:%d tells of the grant and is left out" % (path, number))
            mine.append((line, event))
check([line for line, _ in mine] == read("events.jsonl").split(b"\n")[:-1], "events.jsonl is not what the log says")

# 4. The story is one.
issued = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.issued"]
ended = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.ended"]
check(len(issued) <= 1 and len(ended) <= 1, "it was issued or ended more than once")
for data in issued:
    check(data["role"] == role, "it was issued for another role")
    if "policies" in proofs:
        check(data["policy_commit"] == proofs["policies"]["commit"], "the policies are not those that judged it")
    if "request" in proofs:
        check(data["commit"] == proofs["request"]["commit"], "another request was issued than the one here")
    check(not data.get("author") or data["author"] not in data["approvers"], "its author approved it")
    check(data["user"].lower() not in [one.lower() for one in data["approvers"]], "its own user approved it")
for data in ended:
    check(data["ended_at"] <= data["end"], "it ended after its end")

# 5. With a clone: the commits are on main and on the log's branch, and the log is whole up to there.
if len(sys.argv) == 3 and sys.argv[1] == "--clone":
    def git(*words):
        return subprocess.run(("git", "-C", sys.argv[2]) + words, capture_output=True)
    head = git("rev-parse", "--verify", "-q", "refs/remotes/origin/HEAD").stdout.decode().strip()
    main = head or git("rev-parse", "--verify", "-q", "refs/remotes/origin/main").stdout.decode().strip()
    log = git("rev-parse", "--verify", "-q", "refs/remotes/origin/leasehold-audit").stdout.decode().strip()
    for folder, tip in (("request", main), ("policies", main), ("log", log)):
        if folder in proofs:
            on = git("merge-base", "--is-ancestor", proofs[folder]["commit"], tip).returncode == 0
            check(on, "commit %s (%s) is not on the branch in the clone" % (proofs[folder]["commit"], folder))
    if "log" in proofs:
        commit, previous = proofs["log"]["commit"], "0" * 64
        for path in sorted(git("ls-tree", "-r", "--name-only", commit, "events/").stdout.decode().split()):
            if path > proofs["log"]["files"][-1]:
                break
            for number, line in enumerate(git("show", commit + ":" + path).stdout.split(b"\n")[:-1], 1):
                check(json.loads(line)["previous"] == previous, "%s:%d: the chain is broken" % (path, number))
                previous = hashlib.sha256(line).hexdigest()

for _, event in mine:
    print(event["time"], event["type"].replace("leasehold.", ""), event["subject"])
print("PROVED: %d checks hold for %s" % (checked, key))
`;

// src/render/check-text.ts
function checkText(report, paint) {
	const { result, requests } = report;
	const suggestions = requests.flatMap((request) => request.suggestion === void 0 ? [] : [`${paint("cyan", "would pass:")} ${onOneLine(request.grant.file)}\n${writtenText(request.suggestion)}`]);
	const errors = result.findings.filter(({ severity }) => severity === "error").length;
	const warnings = result.findings.length - errors;
	const counted = [
		...errors === 0 ? [] : [paint("red", count(errors, "error"))],
		...warnings === 0 ? [] : [paint("yellow", count(warnings, "warning"))],
		...errors + warnings === 0 ? [paint("green", "nothing wrong")] : []
	].join(", ");
	const judged = `${count(requests.length, "grant")} judged`;
	const tests = report.tests.length === 0 ? "" : `, ${report.tests.filter(({ passed }) => passed).length} of ${count(report.tests.length, "policy test")} passed`;
	return [
		findingsText(result.findings, paint),
		...suggestions,
		`${judged}${tests}: ${counted}\n`
	].filter((part) => part !== "").join("\n");
}
const count = (many, thing) => `${many} ${thing}${many === 1 ? "" : "s"}`;
const writtenText = (grant) => Object.entries(grant).map(([key, value]) => `  ${key}: ${onOneLine(String(value))}\n`).join("");
function requestText(report, paint) {
	const { grant, role, view, groups } = report;
	const refused = hasErrors(report.findings);
	const verdict = refused ? paint("red", "refused") : paint("green", "allowed");
	const when = `${formatInstant(grant.begin)} to ${formatInstant(grant.end)} (${spanText(seconds(view.seconds))})`;
	return `${[
		`${paint("bold", verdict)}: ${grant.user} ${grant.role}`,
		...row("when", when),
		...grant.ticket === void 0 ? [] : row("ticket", grant.ticket),
		...view.access.flatMap(({ path, capabilities }) => row("gets", `${path} (${capabilities.join(", ")})`)),
		...groups.flatMap(({ count: many, label, people }) => row("approval", `${many} of ${label}: ${[...people].sort().join(", ") || "nobody"}`)),
		...grant.break_glass && role?.break_glass !== void 0 ? row("approval", `none before; a review within ${spanText(role.break_glass.review_within)} after`) : [],
		...refused ? [] : report.rotations.flatMap(({ name }) => row("at the end", `${name} is rotated`)),
		...report.lasting.flatMap(({ message }) => row("outlives", message))
	].join("\n")}\n`;
}
const row = (name, text) => [`  ${name.padEnd(10)} ${onOneLine(text)}`];

// src/render/explain-text.ts
function explainText(explained, paint) {
	switch (explained.kind) {
		case "unread": return findingsText(explained.findings, paint);
		case "person": return personText(explained, paint);
		case "request": {
			const { report } = explained;
			const near = report.suggestion === void 0 ? "" : `${paint("cyan", "would pass:")}\n${writtenText(report.suggestion)}`;
			return [
				requestText(report, paint),
				findingsText(report.findings, paint),
				near
			].filter((part) => part !== "").join("\n");
		}
	}
}
function personText({ user, roles }, paint) {
	const head = `${user} may ask for ${count(roles.length, "role")}\n`;
	const each = roles.map(({ role, ways, approvers }) => {
		return `${[
			`${paint("bold", role.name)}  ${onOneLine(role.description)}`,
			...ways.includes("request") ? [`  up to ${formatDuration(role.duration.max)}, approved by ${approvers.join(", ") || "nobody"}`] : [],
			...ways.includes("break-glass") && role.break_glass !== void 0 ? [`  break-glass: up to ${formatDuration(role.break_glass.max)}, reviewed after`] : [],
			...role.access.map(({ path, capabilities }) => `  ${onOneLine(path)} (${capabilities.join(", ")})`)
		].join("\n")}\n`;
	});
	const [first] = roles;
	const next = first ? [`${paint("dim", "ask")}  leasehold request ${first.role.name} --for 1h --reason "…", or just leasehold request\n`] : [];
	return [
		head,
		...each,
		...next
	].join("\n");
}

// src/render/test-text.ts
function testText({ results, findings, untouched }, paint) {
	const listed = [...Map.groupBy(results, ({ test }) => test.file)].map(([file, ofFile]) => {
		const lines = ofFile.map(({ test, passed }) => {
			return `  ${passed ? paint("green", "✓") : paint("red", "✗")} ${onOneLine(test.name)}\n`;
		});
		return `${paint("bold", onOneLine(file))}\n${lines.join("")}`;
	});
	const failed = results.filter(({ passed }) => !passed).length;
	const last = [`${results.length - failed} passed`, ...failed === 0 ? [] : [paint("red", `${failed} failed`)]].join(", ");
	return [
		...listed,
		findingsText(findings, paint),
		...untouched === void 0 ? [] : [coverageText(untouched, paint)],
		`${count(results.length, "test")}: ${last}\n`
	].filter((part) => part !== "").join("\n");
}
function coverageText(untouched, paint) {
	if (untouched.length === 0) return `${paint("green", "every role and rule is touched by a test")}\n`;
	const lines = untouched.map(({ role, tested, allowed, rules }) => {
		if (!tested) return `  ${role}: no test asks for it\n`;
		return `  ${role}: ${[...allowed ? [] : ["no test shows it given"], ...rules.length === 0 ? [] : [`none shows it refused by ${rules.join(", ")}`]].join("; ")}\n`;
	});
	return `${paint("yellow", "not touched by any test")}\n${lines.join("")}`;
}

// src/render/init-text.ts
function initText({ dir, path, written, committed, action }, paint) {
	const steps = [
		["look through policies/ and make them yours", `cd ${quoted(dir)}`],
		...committed ? [] : [["commit: Git did not say who you are", "git add --all && git commit -m 'A new access repository'"]],
		["put it on GitHub", "gh repo create OWNER/access --private --source . --push"],
		["protect main, make the environments", "docs/administrator.md of Leasehold has the table"],
		["write Vault's side, as its administrator", "leasehold setup --plan && leasehold setup"],
		["ask for the first grant", "leasehold request"]
	];
	const width = Math.max(...steps.map(([what]) => what.length));
	return [
		`${paint("green", "written")}  ${onOneLine(path)}: ${written.length} files${committed ? ", committed" : ""}`,
		`         the workflows run ${action}`,
		"",
		paint("bold", "Next:"),
		...steps.map(([what, how], index) => `  ${index + 1}. ${what.padEnd(width)}  ${paint("dim", how)}`),
		""
	].join("\n");
}
const quoted = (word) => /^[\w./-]+$/.test(word) ? word : `'${onOneLine(word).replaceAll("'", "'\\''")}'`;

// src/render/markdown-parts.ts
const LONGEST$5 = 1e3;
const cut$2 = (text) => {
	const letters = [...text];
	return letters.length <= LONGEST$5 ? text : `${letters.slice(0, 999).join("")}…`;
};
const SIGNS$1 = /[\\`*_[\]<>&~|$]/g;
const BEGINS = /^(?:[^\p{Letter}\p{Number}\s\\]|\d+(?=[.)]))/u;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const ACTIVE = /[@#]|:(?=\/\/)|\b(?:www|mailto|xmpp)(?=[.:])|\bgh-(?=\d)/gi;
const APART = "​";
const words = (text) => cut$2(text).replace(/\s+/gu, " ").replace(HIDDEN, "�").trim().replace(SIGNS$1, (sign) => `\\${sign}`).replace(BEGINS, (begin) => /\d/.test(begin) ? begin + APART : APART + begin).replace(ACTIVE, (found) => found + APART);
function name(text) {
	const line = onOneLine(cut$2(text));
	if (line.trim() === "") return "(empty)";
	const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
	return `${fence}${pad}${line}${pad}${fence}`;
}
const link = (text, url) => url === void 0 || /[\s<>\\]/.test(url) ? name(text) : `[${name(text)}](<${url}>)`;
function some(entries, most, what) {
	if (entries.length <= most) return [...entries];
	return [...entries.slice(0, most - 1), `- … and ${entries.length - most + 1} more ${what}`];
}
function nameRow(names, most = 12) {
	if (names.length === 0) return "nobody";
	const rest = names.length > most ? `, and ${names.length - most} more` : "";
	return `${names.slice(0, most).map(name).join(", ")}${rest}`;
}
const pathText = ({ path, capabilities }) => `${name(path)} (${capabilities.map(onOneLine).join(", ")})`;
function findingEntry(finding) {
	const place = [finding.file, finding.line].filter((part) => part !== void 0).join(":");
	const where = place === "" ? "" : ` <sub>${words(place)}</sub>`;
	const [first = "", ...marked] = cut$2(finding.message).split("\n");
	const text = marked.map((line) => `  ${onOneLine(line).replaceAll("`", "'")}`);
	return [
		`- ${name(finding.rule)} ${words(first)}${where}`,
		...text.length === 0 ? [] : [
			"  ```",
			...text,
			"  ```"
		],
		...finding.hint === void 0 ? [] : [`  → ${words(finding.hint)}`]
	].join(text.length === 0 ? "  \n" : "\n");
}
function grantBlock(grant) {
	const lines = Object.entries(grant).map(([key, value]) => `${key}: ${scalar(value)}`);
	const longest = Math.max(0, ...(lines.join("\n").match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(Math.max(3, longest + 1));
	return [
		`${fence}yaml`,
		...lines,
		fence
	];
}
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;
const scalar = (value) => {
	const text = String(value);
	return value === true || PLAIN.test(text) ? text : JSON.stringify(onOneLine(cut$2(text)));
};

// src/render/access-review-issue.ts
const ROLES = 150;
const ACCESS_REVIEW_LABEL = "leasehold-access-review";
const accessReviewMarker = (month) => `<!-- leasehold-access-review ${month} -->`;
function accessReviewIssue(month, review) {
	const used = review.roles.filter(({ grants }) => grants > 0);
	const unused = review.roles.filter(({ grants, declared }) => grants === 0 && declared);
	const never = review.people.filter(({ grants, refused }) => grants > 0 && refused === 0);
	const sections = [[
		"Shorter maxima",
		used.filter(({ suggestion }) => suggestion !== void 0).map(suggestion),
		"None to suggest."
	], [
		"Roles nobody used",
		unused.map(({ role }) => `- [ ] ${name(role)}: is it still needed?`),
		"Every role was used."
	]];
	return {
		title: `Access review of ${month}`,
		body: [
			`Grants that began in ${month}. Close this when somebody has looked at it.`,
			"### Roles",
			used.length === 0 ? "Nobody had anything." : table$1(used.slice(0, ROLES), review.use_read),
			...used.length > ROLES ? [`… and ${used.length - ROLES} more; \`leasehold report\` has them all.`] : [],
			...sections.flatMap(([title, entries, none]) => [`### ${title}`, entries.length === 0 ? none : entries.slice(0, ROLES).join("\n")]),
			"### People never refused",
			`${nameRow(never.map(({ user }) => user), 60)}. Refusals are those of apply: what was given up on a pull request before the merge is not among them.`,
			review.use_read ? "" : "<sub>How much of the time was really used is not known here: `leasehold report --vault-audit-log FILE` tells it from the log of Vault's audit device.</sub>"
		].filter((part) => part !== "").join("\n\n")
	};
}
const suggestion = ({ role, max, longest_asked, longest_used, suggestion }) => {
	const because = suggestion?.because === "used" ? `the longest use was ${spanText(longest_used ?? longest_asked)}` : `nobody asked for more than ${spanText(longest_asked)}`;
	return `- [ ] ${name(role)}: ${spanText(suggestion?.max ?? longest_asked)} instead of ${spanText(max ?? longest_asked)}, as ${because}`;
};
function table$1(roles, use_read) {
	const head = [
		"role",
		"grants",
		"people",
		"asked for",
		"held",
		...use_read ? ["used", "never used"] : [],
		"longest",
		"at most",
		"refused"
	];
	const rows = roles.map((role) => [
		name(role.role),
		role.break_glass === 0 ? role.grants : `${role.grants}, ${role.break_glass} by break-glass`,
		role.people.length,
		spanText(role.asked),
		spanText(role.held),
		...use_read && role.used !== void 0 ? [spanText(role.used), role.never_used] : [],
		spanText(role.longest_asked),
		role.max === void 0 ? "gone" : spanText(role.max),
		role.refused
	]);
	return [
		head,
		head.map(() => "---"),
		...rows
	].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// src/render/report-text.ts
const SHOWN = 20;
function reportText(report, page, paint) {
	return `${shown(report).map(({ severity, message }) => `${paint(severity === "bad" ? "red" : "yellow", "!")} ${onOneLine(message)}\n`).join("")}${counts(report)}\n${paint("green", "wrote")} ${page}\n`;
}
function reportSummary(report, { review, troubles }) {
	const items = shown(report).map(({ severity, message }) => `- ${severity === "bad" ? "❌" : "⚠️"} ${markdownText(message)}`);
	const owed = troubles.map((one) => `- **${markdownText(one.owed)}**: ${markdownText(one.message)}`);
	return `${[
		"## Leasehold report",
		`${counts(report)} Made ${formatInstant(report.now)}; the page is in the artifact \`leasehold-dashboard\`.`,
		...review ? [`Opened [the access review of last month](${encodeURI(review.url)}).`] : [],
		...items.length === 0 ? [] : [`### Needs a look\n\n${items.join("\n")}`],
		...owed.length === 0 ? [] : [`### Could not be read\n\n${owed.join("\n")}`]
	].join("\n\n")}\n`;
}
const shown = ({ attention }) => attention.slice(0, SHOWN);
function counts({ grants, attention, story }) {
	const live = grants.filter(({ state }) => state === "live");
	const people = new Set(live.map(({ user }) => foldLogin(user))).size;
	const has = live.length === 0 ? "Nobody has access" : `${people === 1 ? "1 person has" : `${people} people have`} access`;
	const looks = attention.length === 0 ? "nothing needs a look" : `${attention.length} to look at`;
	return `${has} (${live.length} live of ${grants.length} grants, ${story.length} events); ${looks}.`;
}

// src/render/break-glass-issue.ts
const BREAK_GLASS_LABEL = "leasehold-breakglass";
const breakGlassMarker = (key) => `<!-- leasehold:breakglass ${key} -->`;
function breakGlassIssue(grant, reviewBy, reviewers) {
	const how = parseKey(grant.key)?.emergency === true ? "was issued in an emergency, while GitHub was down" : "was taken without approval";
	const from = grant.pull_request === void 0 || grant.pull_request < 1 ? [] : [`| pull request | #${grant.pull_request} |`];
	const others = reviewers.filter((login) => login !== grant.user);
	return {
		marker: breakGlassMarker(grant.key),
		title: `Break-glass: review what ${grant.user} did with ${grant.role}, by ${fullMinute(reviewBy)}`,
		labels: [BREAK_GLASS_LABEL],
		body: [
			`**${markdownText(grant.user)} had ${code(grant.role)}.** It ${how}, so somebody is to look at it afterwards.`,
			[
				"| | |",
				"| --- | --- |",
				`| grant | ${code(grant.key)} |`,
				`| from, to | ${fullMinute(grant.issued ?? grant.begin)}, ${fullMinute(grant.ended?.at ?? grant.end)} |`,
				...grant.ticket === void 0 ? [] : [`| ticket | ${markdownText(grant.ticket)} |`],
				...from,
				`| review by | **${fullMinute(reviewBy)}** |`
			].join("\n"),
			"The reason given:",
			`> ${markdownText(grant.reason)}`,
			`**To review:** look whether the access was needed, and what was done with it (Vault's audit device, the database's log). Write down here what you found, then close this issue.`,
			`Only an approver of the role who is not ${markdownText(grant.user)} can close it${others.length === 0 ? "" : `: ${others.map((login) => `@${login}`).join(", ")}`}. Closed by anybody else it is opened again.`
		].join("\n\n")
	};
}
const reopenedMarker = (key, closed) => `<!-- leasehold:reopened ${key} ${formatInstant(closed)} -->`;
const reopenedText = (grant, why) => `Opened again: ${markdownText(why)}. Only an approver of ${code(grant.role)} who is not ${markdownText(grant.user)} can close this review.`;
const overdueMarker = (key) => `<!-- leasehold:review-overdue ${key} -->`;
const overdueText = (reviewBy) => `**This review is overdue:** it was due by ${fullMinute(reviewBy)}. Every run of the schedule reports it until an approver closes this issue.`;

// src/render/issued-comment.ts
const MARKER = "<!-- leasehold:issued -->";
const IN_FULL = 5;
const LONGEST$4 = 6e4;
function issuedComment(records) {
	const told = records.length > IN_FULL ? [list(records)] : records.map(section);
	const footer = "Only the person named can open the pick-up, and only once. If `leasehold use` says that it was opened already, somebody else has the access: it tells you how to end it.";
	return [
		MARKER,
		...told,
		`<sub>${footer}</sub>`
	].join("\n\n");
}
const section = (record) => [
	`### ${record.role} is ready for @${record.user}`,
	"",
	`Until **${fullMoment(record.end)}**. It ends by itself.${lateStart(record).replace(/^, (.*)$/, " (Issued $1.)")}`,
	"",
	"```sh",
	`leasehold use ${record.key}`,
	"```",
	"",
	`Done before then? \`leasehold done ${record.key}\``
].join("\n");
function list(records) {
	const lines = records.map((one) => `- @${one.user}: \`leasehold use ${one.key}\`, until ${fullMoment(one.end)}`);
	let length = 0;
	const fitting = lines.filter((line) => {
		length += line.length + 1;
		return length < LONGEST$4;
	});
	const left = lines.length - fitting.length;
	const more = left === 0 ? [] : [`- and ${left} more: \`leasehold use ROLE\` finds one's own`];
	return [
		`### ${records.length} grants are ready\n\nThey end by themselves.\n`,
		...fitting,
		...more
	].join("\n");
}

// src/render/revoke-pull.ts
const ROWS = 250;
const revokeTitle = ({ name, grants }) => grants.length === 1 ? `Revoke ${grants[0]?.role}.${grants[0]?.id}: it has ended` : `Revoke ${grants.length} ended grants (${name})`;
function revokeBody(group, records, closed) {
	const rows = group.grants.slice(0, ROWS).map((grant) => {
		const record = records.get(grant.key);
		return `| ${grant.user} | \`${grant.role}.${grant.id}\` | ${ended(record, grant.end)} | ${known(record)} |`;
	});
	const more = group.grants.length - rows.length;
	return [
		"These grants are over. **Their access has ended already**; merging this only tidies the files away.",
		"",
		"| who | grant | ended (UTC) | how we know |",
		"| --- | --- | --- | --- |",
		...rows,
		...more > 0 ? ["", `… and ${more} more.`] : [],
		"",
		closed === void 0 ? "<sub>Opened by the schedule. Leasehold keeps it up to date; close it and it comes back once.</sub>" : `<sub>#${closed} was closed and its files are still on main, so this is it again. Closed once more, it does not come back.</sub>`
	].join("\n");
}
const time = (moment) => formatInstant(moment).slice(0, 19).replace("T", " ");
const ended = (record, end) => time(record?.ended_at ?? end);
function known(record) {
	if (!record) return "never issued: its time passed";
	if (record.state === "refused") return "never issued: it was refused";
	const proof = record.proof;
	if (!proof) return "recorded";
	return `token gone, no lease left${proof.strays_revoked > 0 ? `, ${proof.strays_revoked} late leases revoked` : ""} (looked at ${time(proof.at)}; ${record.ended_by})`;
}

// src/render/metrics.ts
const RESULTS = [
	"done",
	"findings",
	"unusable",
	"outside"
];
const metricsText = (board) => metricsOf(board).filter(({ samples }) => samples.length > 0).flatMap(({ name, type, help, samples }) => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} ${type}`,
	...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`)
]).map((line) => `${line}\n`).join("");
function metricsOf(board) {
	const { totals, now } = board;
	const each = (value) => SERVED.flatMap((command) => {
		const known = board.tallies[command];
		const found = known && value(known);
		return found === void 0 ? [] : [[{ command }, found]];
	});
	const one = (value) => value === void 0 ? [] : [[{}, value]];
	const gauge = (name, help, samples) => ({
		name: `leasehold_${name}`,
		type: "gauge",
		help,
		samples
	});
	const counter = (name, help, samples) => ({
		...gauge(name, help, samples),
		type: "counter"
	});
	return [
		gauge("start_timestamp_seconds", "When this process began to serve.", one(board.started)),
		gauge("run_last_timestamp_seconds", "When the command last ended, well or not.", each(({ last }) => last.ended)),
		gauge("run_last_success_timestamp_seconds", "When the command last ended with nothing owed.", each(({ succeeded }) => succeeded)),
		gauge("run_duration_seconds", "How long the last run took.", each(({ last }) => last.took)),
		gauge("run_exit_code", "Of the last run: 0 fine, 1 findings, 2 wrong use or broken policies, 3 something outside failed.", each(({ last }) => last.exit)),
		gauge("run_findings", "What the last run found wrong.", each(({ last }) => last.counts.findings)),
		gauge("run_troubles", "What the last run left owed.", each(({ last }) => last.troubles)),
		counter("runs_total", "Runs, by what they came to.", SERVED.flatMap((command) => resultsOf(command, board))),
		gauge("live_grants", "Grants that are issued and not over.", one(now.live)),
		counter("grants_issued_total", "Grants issued by this process.", one(totals.issued)),
		counter("grants_refused_total", "Grants refused by this process.", one(totals.refused)),
		counter("ends_proved_total", "Ends of grants proved by this process.", one(totals.proved)),
		counter("ends_proof_delay_seconds_total", "From the ends to their proofs, over all ends proved; access itself ended before.", one(totals.proved_after)),
		gauge("revoke_pull_requests_open", "Pull requests that delete files of ended grants.", one(now.revoke_pulls)),
		counter("rotations_done_total", "Credentials rotated by this process.", one(totals.rotated)),
		gauge("rotations_owed", "Rotations that ended grants owe and that are not done.", one(now.rotations_owed))
	];
}
function resultsOf(command, board) {
	const runs = board.tallies[command]?.runs;
	if (runs === void 0) return [];
	return RESULTS.map((result, exit) => [{
		command,
		result
	}, runs[exit]]);
}
const labelText = (labels) => {
	const written = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
	return written.length === 0 ? "" : `{${written.join(",")}}`;
};

// src/render/status.ts
const GAP = 2;
const LEAST_REASON = 16;
const REASON_BESIDE_KEY = 24;
function statusText(rows, time, screen) {
	const lines = rows.map((row) => lineOf(row, time));
	const summary = summaryOf(rows, time);
	if (rows.length === 0) return `${summary}\n`;
	const paint = painter(screen);
	return `${[
		summary,
		"",
		...table(lines, screen, paint) ?? cards(lines, screen?.columns ?? 0, paint)
	].join("\n")}\n`;
}
const COLOURS = {
	live: "green",
	pending: "yellow",
	ending: "yellow",
	refused: "red",
	ended: "dim",
	head: "bold",
	quiet: "dim"
};
const painter = (screen) => (state, text) => screen?.colour === true ? styleText(COLOURS[state], text, { validateStream: false }) : text;
function lineOf(row, time) {
	const marks = row.break_glass ? "break-glass: " : "";
	const ticket = row.ticket === void 0 ? "" : `${row.ticket}: `;
	return {
		who: row.user,
		role: row.role,
		state: shownState(row),
		when: whenOf(row, time),
		why: onOneLine(`${marks}${ticket}${row.reason}`),
		key: row.key
	};
}
const shownState = ({ state, ending }) => ending === void 0 ? state : ending.by === "given-back" ? "ended" : "ending";
function whenOf(row, { at, now }) {
	const until = `until ${clockText(row.end, now)}`;
	if (row.ending?.by === "given-back") return `${clockText(row.ending.at, now)} (given back), ${fromNow(row.ending.at, now)}`;
	if (row.ending) return `file removed; ${until} at most`;
	switch (row.state) {
		case "live": return at === now ? `${until}, ${fromNow(row.end, now)}` : `${until}, ${spanText(between(at, row.end))} left`;
		case "pending": return row.begin > at ? `from ${clockText(row.begin, now)} for ${spanText(between(row.begin, row.end))}` : `not issued yet, ${until}`;
		case "refused": return "never issued";
		case "ended": {
			const moment = row.ended_at ?? row.end;
			const why = row.ended_by === void 0 || row.ended_by === "expired" ? "" : ` (${row.ended_by})`;
			const never = row.approvers === void 0 ? " unissued" : "";
			return `${clockText(moment, now)}${never}${why}, ${fromNow(moment, now)}`;
		}
	}
}
function summaryOf(rows, { at, now, between: span }) {
	const when = span === void 0 ? at === now ? "" : ` at ${formatInstant(at)}` : ` between ${formatInstant(span.from)} and ${formatInstant(span.to)}`;
	if (rows.length === 0) return at === now && !span ? "Nobody has access." : `Nobody had access${when}.`;
	return `${[
		"live",
		"ending",
		"pending",
		"refused",
		"ended"
	].flatMap((state) => {
		const count = rows.filter((row) => shownState(row) === state).length;
		return count === 0 ? [] : [`${count} ${state}`];
	}).join(", ")}${when}`;
}
function table(lines, screen, paint) {
	const head = {
		who: "WHO",
		role: "ROLE",
		state: "STATE",
		when: "WHEN (UTC)",
		why: "WHY",
		key: "KEY"
	};
	const widest = (name) => Math.max(...[head, ...lines].map((line) => columnsOf(line[name])));
	const fixed = [
		"who",
		"role",
		"state",
		"when"
	].map((name) => [name, widest(name)]);
	const used = fixed.reduce((sum, [, columns]) => sum + columns + GAP, 0);
	const room = (screen?.columns ?? Number.POSITIVE_INFINITY) - used;
	if (room < LEAST_REASON) return void 0;
	const keyColumns = widest("key");
	const withKey = room - keyColumns - GAP >= Math.min(REASON_BESIDE_KEY, widest("why"));
	const whyColumns = Math.min(widest("why"), withKey ? room - keyColumns - GAP : room);
	const print = (line, style) => {
		const cells = fixed.map(([name, columns]) => {
			const cell = padTo(line[name], columns);
			return style === "head" || name === "state" ? paint(style, cell) : cell;
		});
		const why = withKey ? padTo(cutTo(line.why, whyColumns), whyColumns) : cutTo(line.why, whyColumns);
		const last = style === "head" ? paint("head", why) : why;
		const key = withKey ? [paint(style === "head" ? "head" : "quiet", line.key)] : [];
		const row = [
			...cells,
			last,
			...key
		].join(" ".repeat(GAP)).trimEnd();
		return withKey || style === "head" ? row : `${row}\n${paint("quiet", `${" ".repeat(GAP)}${line.key}`)}`;
	};
	return [print(head, "head"), ...lines.map((line) => print(line, line.state))];
}
function cards(lines, columns, paint) {
	return [...lines.flatMap((line) => [
		`${paint("head", line.who)}  ${line.role}  ${paint(line.state, line.state)}`,
		...[line.when, line.why].map((text) => cutTo(`  ${text}`, columns)),
		paint("quiet", `  ${line.key}`),
		""
	]), paint("quiet", "Times are UTC.")];
}

// src/render/teams-pull.ts
const teamsPullTitle = (changes) => `Teams as the organisation has them: ${changes.map(({ team }) => team).join(", ")}`;
const teamsPullBody = (changes) => [
	"Brings `policies/teams.yaml`, and CODEOWNERS with it, in line with the organisation's teams of the same names.",
	"",
	"| team | added | taken out |",
	"| --- | --- | --- |",
	...changes.map(({ team, add, remove }) => `| ${team} | ${names$1(add)} | ${names$1(remove)} |`),
	"",
	"Whoever is taken out loses what they have at the next run of apply. Memberships with an end of their own are left alone.",
	"",
	"<sub>Opened by leasehold teams sync.</sub>"
].join("\n");
const names$1 = (logins) => logins.map((login) => `\`${login}\``).join(" ");
const teamsText = (changes, pull) => {
	if (pull === void 0) return "policies/teams.yaml is in line with the organisation's teams.\n";
	return [
		...changes.map(({ team, add, remove }) => [
			`${team}:`,
			...add.map((login) => `+${login}`),
			...remove.map((login) => `-${login}`)
		].join(" ")),
		`pull request #${pull.number}  ${pull.url}`,
		""
	].join("\n");
};

// src/render/setup.ts
const SIGNS = {
	create: ["+", "green"],
	change: ["~", "yellow"],
	remove: ["-", "red"]
};
const LONGEST$3 = 160;
function setupText(changes, paint) {
	if (changes.length === 0) return "Vault is as the policies say: nothing to do.\n";
	return `${changes.flatMap(({ action, kind, name, fields }) => {
		const [sign, style] = SIGNS[action];
		return [paint(style, `${sign} ${kind.replaceAll("-", " ")} ${name}`), ...(action === "change" ? fields : []).map(({ field, before, after }) => `    ${field}: ${paint("red", short(before))} → ${paint("green", short(after))}`)];
	}).join("\n")}\n\n${summary(changes)}\n`;
}
function short(value) {
	const text = value === void 0 ? "(nothing)" : onOneLine(typeof value === "string" ? value : JSON.stringify(value));
	return text.length > LONGEST$3 ? `${text.slice(0, 159)}…` : text;
}
function summary(changes) {
	const count = (action) => changes.filter((change) => change.action === action).length;
	return `${count("create")} to create, ${count("change")} to change, ${count("remove")} to remove`;
}

// src/render/approvals-status.ts
const STATUS_CONTEXT = "leasehold/approvals";
const LONGEST$2 = 140;
function approvalsStatus(report, approvals) {
	const all = [...approvals.requests.values(), ...approvals.policies ? [approvals.policies] : []];
	if (approvals.satisfied) return {
		state: "success",
		description: cut$1(whySatisfied(report, all))
	};
	const missing = [...new Set(all.flatMap((one) => one.missing.map(({ label, count }) => `${count} of ${label}`)))];
	const unknown = all.flatMap((one) => one.findings.filter(({ rule }) => rule === "four-eyes").map(({ message }) => message));
	if (missing.length > 0) return {
		state: "pending",
		description: cut$1(`Missing: ${missing.join(", ")}`)
	};
	return {
		state: "failure",
		description: cut$1(unknown[0] ?? "The check says what stands in the way; no approval mends it")
	};
}
function whySatisfied(report, all) {
	const given = [...new Set(all.flatMap((one) => one.given))];
	if (given.length > 0) return `Approved by ${given.join(", ")}`;
	return report.requests.some((request) => request.grant.break_glass) ? "Break-glass: no approval needed before, a review after" : "Nothing here needs an approval";
}
const cut$1 = (text) => text.length > LONGEST$2 ? `${text.slice(0, 139)}…` : text;

// src/render/comment-effect.ts
const MOST$1 = 30;
function effectSection(effect) {
	const parts = [
		...part("Access", effect.access.map(accessEntry), "roles"),
		...part("Terms", effect.terms.map(termEntry), "changes"),
		...part("People", effect.people.map(peopleEntry), "changes"),
		...part("Live grants that would not be allowed any more", effect.stranded.map(strandedEntry), "grants"),
		...part("Policy tests that answer otherwise", effect.tests.map(testEntry), "tests")
	];
	return [
		"### 📜 What the changed policies do",
		"",
		...parts.length === 0 ? ["No role's access or terms, nobody's rights, no live grant and no test's answer changes."] : parts
	];
}
function part(title, entries, what) {
	return entries.length === 0 ? [] : [
		`**${title}**`,
		"",
		...some(entries, MOST$1, what),
		""
	];
}
const KINDS = {
	new: "is new",
	gone: "is gone",
	widened: "is **wider**",
	narrowed: "is narrower",
	changed: "is **changed**"
};
function accessEntry({ role, kind, gained, lost }) {
	const more = gained.map((path) => `  - gains ${pathText(path)}`);
	const less = lost.map((path) => `  - loses ${pathText(path)}`);
	return [`- ${name(role)} ${KINDS[kind]}`, ...some([...more, ...less], MOST$1, "paths")].join("\n");
}
const side = (text) => text === void 0 ? "nothing" : name(text);
const termEntry = ({ of, term, before, after }) => `- ${name(of)} ${name(term)}: ${side(before)} → ${side(after)}`;
const PARTS = {
	owners: ["may approve changes of", "may not approve changes of"],
	requesters: ["may ask for", "may not ask for"],
	approvers: ["may approve", "may not approve"],
	"break-glass": ["may break the glass of", "may not break the glass of"]
};
const peopleEntry = ({ role, part: of, joined, left }) => [...joined.length === 0 ? [] : [`- now ${PARTS[of][0]} ${name(role)}: ${nameRow(joined)}`], ...left.length === 0 ? [] : [`- ${PARTS[of][1]} ${name(role)} any more: ${nameRow(left)}`]].join("\n");
const strandedEntry = ({ grant, findings }) => `- ${name(grant.user)}, ${name(grant.role)} until ${formatInstant(grant.end)}: ${findings.slice(0, 3).map(({ message }) => words(message)).join("; ")}`;
const testEntry = ({ test, before, after, rules }) => `- ${words(test.name)}: ${before} → **${after}**${rules.length === 0 ? "" : ` (${rules.map(name).join(", ")})`}`;

// src/render/comment-request.ts
const MOST = 20;
function requestSection(report, approvals) {
	const { grant, role } = report;
	const refused = hasErrors(report.findings);
	const mark = refused ? "❌" : grant.break_glass ? "🚨" : "🔑";
	const verb = refused ? "cannot have" : grant.break_glass ? "takes, without approval," : "asks for";
	const about = role === void 0 ? [] : ["", words(role.description)];
	return [
		`### ${mark} ${name(grant.user)} ${verb} ${name(grant.role)}`,
		...about,
		"",
		`> ${words(grant.reason)}`,
		"",
		...refused ? refusal(report) : [],
		`- **When:** ${whenText(report)}`,
		...grant.ticket === void 0 ? [] : [`- **Ticket:** ${link(grant.ticket, report.ticket_url)}`],
		...grant.extends === void 0 ? [] : [`- **Extends:** ${name(grant.extends)}`],
		...sameLogin(report.author, grant.user) ? [] : [`- **Asked by:** ${name(report.author)}`],
		...accessLines(report),
		...refused ? [] : approvalLines(report, approvals),
		...endLines(report)
	];
}
function refusal({ findings, suggestion }) {
	const block = suggestion === void 0 ? [] : [
		"",
		"This would pass:",
		"",
		...grantBlock(suggestion)
	];
	return [
		...some(findings.map(findingEntry), MOST, "findings"),
		...block,
		""
	];
}
const clock = (moment) => {
	const text = formatInstant(moment);
	return `${text.slice(0, 10)} ${text.endsWith(":00Z") ? text.slice(11, 16) : text.slice(11, 19)}`;
};
function whenText({ grant }) {
	const length = spanText(between(grant.begin, grant.end));
	const [begin, end] = [clock(grant.begin), clock(grant.end)];
	const to = begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end;
	if (grant.start !== void 0 && grant.begin > grant.landed) return `${begin} to ${to} UTC, ${length}`;
	if (grant.until !== void 0) return `from the merge to ${end} UTC, ${length} if merged now`;
	if (grant.extends !== void 0) return `from the merge to ${end} UTC, ${length} if merged now`;
	return `${length} from the merge; merged now, ${begin} to ${to} UTC`;
}
function accessLines({ role, held, findings }) {
	if (role === void 0) return [];
	const gets = hasErrors(findings) ? "Would get" : "Gets";
	const gained = new Set(beyond(role.access, held).map(({ path }) => path));
	if (role.access.length > 0 && gained.size === 0) return [`- **${gets}:** no path beyond what the person has live already:`, ...pathLines(role.access.map(pathText))];
	const entries = role.access.map((access) => gained.has(access.path) ? pathText(access) : `${pathText(access)}, has it live already`);
	return [`- **${gets}:**`, ...pathLines(entries)];
}
const pathLines = (entries) => some(entries.map((entry) => `- ${entry}`), MOST, "paths").map((entry) => `  ${entry}`);
function approvalLines({ grant, role, groups }, approvals) {
	if (grant.break_glass && role?.break_glass !== void 0) return [`- **Approval:** none before; a review within ${spanText(role.break_glass.review_within)} after`];
	if (approvals === void 0) return ["- **Approval:** by", ...groups.map(({ count, label, people }) => `  - ${count} of ${words(label)}: ${nameRow([...people].sort())}`)];
	const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
	return [`- **Approval:** ${approvals.satisfied ? "✅" : "⏳"} ${approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0)} of ${approvals.required}${given}`, ...missingLines(approvals)];
}
const missingLines = (approvals) => [...approvals.missing.map(({ count, label, eligible }) => `  - missing ${count} of ${words(label)}: ${eligible.length === 0 ? "nobody is left who could" : nameRow(eligible)}`), ...approvals.findings.filter(({ rule }) => rule === "four-eyes").slice(0, MOST).map(({ message }) => `  - ⚠️ ${words(message)}`)];
function endLines({ role, rotations, lasting, findings }) {
	if (role === void 0 || hasErrors(findings)) return [];
	const rotated = rotations.length === 0 ? [] : [`  - rotated then: ${nameRow(rotations.map((rotation) => rotation.name))}`];
	const outliving = role.access.flatMap(({ path, outlives }) => outlives === void 0 ? [] : [`  - ⚠️ ${name(path)} may live up to ${spanText(outlives)} longer`]);
	const known = lasting.map(({ message }) => `  - ⚠️ ${words(message)}`);
	return [
		"- **At the end:** Vault revokes the token and every lease under it",
		...rotated,
		...some([...outliving, ...known], MOST, "warnings")
	];
}

// src/render/comment.ts
const COMMENT_MARKER = "<!-- leasehold:check -->";
const LONGEST$1 = 6e4;
function pullComment(report, approvals = { requests: /* @__PURE__ */ new Map() }) {
	const sections = [
		...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
		...report.removed.length === 0 ? [] : [removedSection(report)],
		...otherFindings(report),
		...report.owners.length === 0 ? [] : [ownersSection(report, approvals.policies)],
		...report.effect === void 0 ? [] : [effectSection(report.effect)]
	].map((lines) => lines.join("\n"));
	return {
		marker: COMMENT_MARKER,
		body: fitting([COMMENT_MARKER, headline(report)], sections, "<sub>Leasehold check. Apply decides all of this again before anything is issued.</sub>")
	};
}
function headline({ result, requests, removed, effect, owners }) {
	const wrong = result.findings.filter(({ severity }) => severity === "error").length;
	const parts = [
		...requests.length === 0 ? [] : [`${requests.length} ${plural(requests.length, "request")}`],
		...removed.length === 0 ? [] : [`${removed.length} ${plural(removed.length, "grant")} ended`],
		...effect === void 0 && owners.length === 0 ? [] : ["policies change"],
		...wrong === 0 ? [] : [`${wrong} ${plural(wrong, "thing")} to mend`]
	];
	const told = parts.length === 0 ? "nothing of Leasehold's changes" : parts.join(", ");
	return `## ${result.ok ? "✅" : "❌"} Leasehold: ${told}`;
}
const plural = (count, thing) => count === 1 ? thing : `${thing}s`;
function removedSection({ removed }) {
	const entries = removed.map(({ user, role, file }) => `- ${name(user)} loses ${name(role)} (${name(file)})`);
	return [
		"### 🔒 Ends on merge",
		"",
		...some(entries, 40, "grants")
	];
}
function otherFindings({ result, requests }) {
	const shown = new Set(requests.flatMap(({ findings }) => findings));
	const others = result.findings.filter((finding) => !shown.has(finding));
	if (others.length === 0) return [];
	return [[
		others.some(({ severity }) => severity === "error") ? "### ❌ To mend before this can be merged" : "### ⚠️ Worth a look",
		"",
		...some(others.map(findingEntry), 40, "findings")
	]];
}
function ownersSection({ owners }, approvals) {
	const title = "### 👥 Approval of the owners";
	if (approvals === void 0) return [
		title,
		"",
		...owners.map(({ count, people }) => `- ${count} of ${nameRow([...people].sort())}`)
	];
	const given = approvals.given.length === 0 ? "" : `, by ${nameRow(approvals.given)}`;
	const many = approvals.required - approvals.missing.reduce((sum, group) => sum + group.count, 0);
	return [
		title,
		"",
		`- ${approvals.satisfied ? "✅" : "⏳"} ${many} of ${approvals.required}${given}`,
		...missingLines(approvals)
	];
}
function fitting(head, sections, footer) {
	const note = (left) => `_… and ${left} more ${plural(left, "section")}: see the job's summary._`;
	const gap = "\n\n";
	const shown = [...head];
	let room = LONGEST$1 - [
		...head,
		footer,
		note(sections.length)
	].join(gap).length - 2;
	let count = 0;
	for (const section of sections) {
		if (section.length + 2 > room) break;
		shown.push(section);
		room -= section.length + 2;
		count += 1;
	}
	const left = sections.length - count;
	return [
		...shown,
		...left === 0 ? [] : [note(left)],
		footer
	].join(gap);
}

// src/render/issue-reply.ts
const ISSUE_REPLY = "<!-- leasehold:request -->";
function requestedReply(view, pull) {
	const { eligible, required } = view.approvals;
	const who = eligible.length === 0 ? "nobody is left who could" : eligible.map(markdownText).join(", ");
	const approval = required === 0 ? "It needs no approval before." : `Who may approve: ${who}.`;
	return [
		ISSUE_REPLY,
		`Your request for **${view.role}** for ${spanText(seconds(view.seconds))} is pull request #${pull.number}. ${approval}`,
		"",
		"What comes of it is told there. This issue closes when it is merged."
	].join("\n");
}
function refusedReply(findings, suggestion) {
	const reasons = findings.map(({ message, hint }) => {
		const help = hint === void 0 ? "" : ` ${markdownText(hint)}`;
		return `- ${markdownText(message)}.${help}`;
	});
	return [
		ISSUE_REPLY,
		"This request would be refused, so there is no pull request:",
		"",
		...reasons,
		...suggestion === void 0 ? [] : ["", `What would pass: ${nearest(suggestion)}.`],
		"",
		"Open a new issue by the form to ask again."
	].join("\n");
}
function nearest({ role, duration, until, ticket, start }) {
	return [
		`**${role}**`,
		...duration === void 0 ? [] : [`for ${duration}`],
		...until === void 0 ? [] : [`until ${until}`],
		...start === void 0 ? [] : [`not before ${start}`],
		...ticket === void 0 ? [] : [`with a ticket like ${markdownText(ticket)}`]
	].join(" ");
}

// src/render/alert-tellings.ts
const text = (data, name) => {
	const value = data[name];
	return typeof value === "string" || typeof value === "number" ? String(value) : "?";
};
const who = ({ data }) => text(data, "user");
const role = ({ data }) => text(data, "role");
function when(data, name) {
	const moment = parseInstant(text(data, name));
	return moment === void 0 ? text(data, name) : fullMinute(moment);
}
const long = (data, name) => typeof data[name] === "number" ? spanText(seconds(data[name])) : "?";
const ENDED = WHY_ENDED;
const ROTATION_WHY = {
	owed: "owed since a grant ended",
	due: "due by its age",
	asked: "asked for by hand",
	age: "older than it may be",
	never: "never done, as far as anybody knows"
};
const window = (data) => [["Until", when(data, "end")]];
const names = (value) => Array.isArray(value) && value.length > 0 ? value.join(", ") : "nobody";
const reason = (data) => typeof data.reason === "string" ? { quote: data.reason } : {};
const ticket = (data) => typeof data.ticket === "string" ? [["Ticket", data.ticket]] : [];
const TELLINGS = {
	"leasehold.grant.issued": (alert) => ({
		sign: "🟢",
		title: `${who(alert)} got ${role(alert)}`,
		facts: [
			...window(alert.data),
			["Approved by", names(alert.data.approvers)],
			...ticket(alert.data)
		],
		...reason(alert.data)
	}),
	"leasehold.grant.delivered": (alert) => ({
		sign: "🟢",
		title: `${role(alert)} is ready for ${who(alert)} to pick up`
	}),
	"leasehold.grant.refused": (alert) => ({
		sign: "🟡",
		title: `${role(alert)} was refused to ${who(alert)}`,
		...reason(alert.data)
	}),
	"leasehold.grant.expiring": (alert) => ({
		sign: "🟡",
		title: `${role(alert)} of ${who(alert)} is about to end`,
		facts: [["Ends", when(alert.data, "end")]],
		commands: parseKey(alert.subject) ? [`leasehold extend ${alert.subject} --for 1h`] : []
	}),
	"leasehold.grant.ended": (alert) => ({
		sign: "🟢",
		title: `${role(alert)} of ${who(alert)} has ended`,
		facts: [["Ended", when(alert.data, "ended_at")], ["Because", ENDED[text(alert.data, "ended_by")] ?? text(alert.data, "ended_by")]]
	}),
	"leasehold.grant.overdue": (alert) => ({
		sign: "🟡",
		title: `Revoke pull request #${text(alert.data, "pull_request")} is overdue`,
		facts: [
			["Was to be merged by", when(alert.data, "since")],
			["Oldest in it", `${who(alert)}, ${role(alert)}`],
			["Access", "has ended already; the file on main says otherwise"]
		]
	}),
	"leasehold.grant.lingering": (alert) => ({
		sign: "🟡",
		title: `${who(alert)} has held ${role(alert)} for ${long(alert.data, "seconds")}`,
		facts: [["Without a gap since", when(alert.data, "since")]],
		commands: [`leasehold status --role ${parseKey(alert.subject)?.role ?? "ROLE"}`]
	}),
	"leasehold.grant.unusual": (alert) => ({
		sign: alert.data.what === "pickup-opened" ? "🔴" : "🟡",
		title: alert.data.what === "pickup-opened" ? `Somebody else opened the pick-up of ${who(alert)} (${role(alert)})` : `Unusual: ${who(alert)} and ${role(alert)}`,
		facts: [["What", text(alert.data, "what")]],
		quote: text(alert.data, "message")
	}),
	"leasehold.rotation.done": (alert) => ({
		sign: "🟢",
		title: `${alert.subject} was rotated`,
		facts: [["When", when(alert.data, "rotated_at")]]
	}),
	"leasehold.rotation.failed": (alert) => ({
		sign: "🔴",
		title: `${alert.subject} could not be rotated`,
		facts: [["Why now", ROTATION_WHY[text(alert.data, "why")] ?? text(alert.data, "why")], ["So", "the old credential still works; every run tries again"]],
		quote: text(alert.data, "message"),
		commands: [`leasehold rotate ${alert.subject}`]
	}),
	"leasehold.rotation.missed": (alert) => ({
		sign: "🔴",
		title: `Rotation of ${alert.subject} was missed`,
		facts: [["Late by", long(alert.data, "late_by")], ["Because it is", ROTATION_WHY[text(alert.data, "because")] ?? text(alert.data, "because")]],
		commands: [`leasehold rotate ${alert.subject}`]
	}),
	"leasehold.breakglass.used": (alert) => ({
		sign: "🔴",
		title: `BREAK-GLASS: ${who(alert)} took ${role(alert)} without approval`,
		facts: [
			...window(alert.data),
			...ticket(alert.data),
			["Now", "an approver of the role reviews it"]
		],
		...reason(alert.data)
	}),
	"leasehold.breakglass.reviewed": (alert) => ({
		sign: "🟢",
		title: `Break-glass of ${who(alert)} for ${role(alert)} was reviewed`,
		facts: [["By", text(alert.data, "reviewer")]]
	}),
	"leasehold.breakglass.overdue": (alert) => ({
		sign: "🔴",
		title: `Nobody reviewed the break-glass of ${who(alert)} for ${role(alert)}`,
		facts: [["Was to be reviewed by", when(alert.data, "review_by")]]
	}),
	"leasehold.audit.mismatch": (alert) => {
		const finding = alert.data.finding;
		const found = typeof finding === "object" && finding !== null ? finding : {};
		return {
			sign: "🔴",
			title: `Audit: ${text(found, "rule")} (${alert.subject})`,
			quote: [found.message, found.hint].filter((one) => typeof one === "string").join("\n"),
			commands: ["leasehold audit"]
		};
	},
	"leasehold.policy.changed": (alert) => {
		const approvers = names(alert.data.approvers);
		return {
			sign: approvers === "nobody" ? "🔴" : "🟢",
			title: `Policies on main changed: ${names(alert.data.files)}`,
			facts: [["Approved by", approvers], ["Commit", text(alert.data, "commit").slice(0, 12)]]
		};
	},
	"leasehold.schedule.late": (alert) => ({
		sign: "🟡",
		title: `The schedule was late: ${text(alert.data, "command")} did not run for ${long(alert.data, "gap")}`,
		facts: [
			["Ran before", when(alert.data, "last")],
			["Late after", long(alert.data, "expected")],
			["Access", "ended on time: Vault ends it. Proof, rotations and pull requests waited"]
		]
	})
};

// src/render/alert-words.ts
const HELD = /* @__PURE__ */ new Set([
	"leasehold.grant.issued",
	"leasehold.grant.delivered",
	"leasehold.grant.expiring",
	"leasehold.grant.unusual",
	"leasehold.breakglass.used"
]);
function alertWords(alert, places) {
	const told = (TELLINGS[alert.type] ?? byName)(alert);
	const held = HELD.has(alert.type) && parseKey(alert.subject) !== void 0;
	return {
		title: told.title,
		sign: told.sign,
		facts: told.facts ?? [],
		...told.quote === void 0 || told.quote === "" ? {} : { quote: told.quote },
		links: [...linksOf(alert, places), ...held ? linksOfHeld(alert, places) : []],
		commands: [...told.commands ?? [], ...held ? [`leasehold revoke ${alert.subject} --now`] : []]
	};
}
const byName = ({ type, subject }) => ({
	sign: "🟡",
	title: `${type}: ${subject}`
});
function linksOf({ data }, { repository }) {
	const numbered = (name, kind, folder) => {
		const number = data[name];
		return typeof number === "number" && Number.isInteger(number) && number > 0 ? [{
			text: `${kind} #${number}`,
			url: `${repository}/${folder}/${number}`
		}] : [];
	};
	return [...numbered("pull_request", "Pull request", "pull"), ...numbered("issue", "Issue", "issues")];
}
function linksOfHeld(alert, { repository, branch }) {
	const key = parseKey(alert.subject);
	if (key === void 0 || key.emergency) return [];
	const folder = `${repository}/new/${encodeURIComponent(branch)}/grants/${key.role}`;
	const more = [
		`role: ${key.role}`,
		`user: ${who(alert)}`,
		"duration: 1h",
		`extends: ${alert.subject}`,
		"reason: ",
		""
	].join("\n");
	const isBreakGlass = key.id.startsWith("bg-");
	const extend = `${folder}?filename=${key.id}-more.yaml&value=${encodeURIComponent(more)}`;
	const end = `${repository}/delete/${encodeURIComponent(branch)}/grants/${key.role}/${key.id}.yaml`;
	return [...isBreakGlass || alert.type === "leasehold.grant.unusual" ? [] : [{
		text: "Extend",
		url: extend
	}], {
		text: "End",
		url: end
	}];
}

// src/render/alert-issue.ts
const alertMarker = (type, subject) => `<!-- leasehold:alert ${type} ${subject.replace(/[^\w./-]/g, "_")} -->`;
const eventMarker = (id) => `<!-- leasehold:event ${id.replace(/[^\w./:-]/g, "_")} -->`;
function alertIssue(alert, places) {
	const words = alertWords(alert, places);
	return {
		marker: alertMarker(alert.type, alert.subject),
		title: `${words.sign} ${plainWords(words.title, 200)}`,
		body: `${alertText(alert, words)}\n\n<sub>Opened by Leasehold. What comes of the same is told in comments; close it when it is dealt with.</sub>`
	};
}
const alertComment = (alert, places) => alertText(alert, alertWords(alert, places));
const encodeParen = (sign) => `%${sign.charCodeAt(0).toString(16)}`;
function alertText(alert, words) {
	const facts = words.facts.map(([label, value]) => `| ${markdownText(label)} | ${markdownText(value)} |`);
	const quote = words.quote?.split("\n").map((line) => `> ${markdownText(line)}`);
	const links = words.links.map(({ text, url }) => `[${markdownText(text)}](${url.replace(/[()\s]/g, encodeParen)})`);
	return [
		`**${markdownText(words.title)}**`,
		...facts.length === 0 ? [] : [[
			"| | |",
			"| --- | --- |",
			...facts
		].join("\n")],
		...quote === void 0 ? [] : [quote.join("\n")],
		...links.length === 0 ? [] : [links.join(" · ")],
		...words.commands.map(code),
		`<sub>${code(alert.type)} ${code(alert.subject)}</sub>`
	].join("\n\n");
}

// src/render/slack.ts
const HEADER = 150;
const QUOTE = 1500;
const FIELD = 300;
function slackMessage(alert, places) {
	const words = alertWords(alert, places);
	const title = `${words.sign} ${words.title}`;
	return {
		text: escaped(cut(title, HEADER)),
		blocks: [
			{
				type: "header",
				text: plain(title, HEADER)
			},
			...words.facts.length === 0 ? [] : [{
				type: "section",
				fields: words.facts.slice(0, 10).map(([label, value]) => plain(`${label}\n${value}`, FIELD))
			}],
			...words.quote === void 0 ? [] : [{
				type: "section",
				text: plain(`“${words.quote}”`, QUOTE)
			}],
			...goOn(words),
			{
				type: "context",
				elements: [plain(`${alert.type} · ${alert.subject}`, FIELD)]
			}
		],
		unfurl_links: false,
		unfurl_media: false
	};
}
function goOn({ links, commands }) {
	const shown = [...links.map(({ text, url }) => `<${escapedUrl(url)}|${escaped(text)}>`), ...commands.map((command) => `\`${escaped(command.replaceAll("`", "'"))}\``)];
	if (shown.length === 0) return [];
	return [{
		type: "section",
		text: {
			type: "mrkdwn",
			text: shown.join("  ·  "),
			verbatim: true
		}
	}];
}
const plain = (text, longest) => ({
	type: "plain_text",
	text: cut(text, longest),
	emoji: false
});
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const escapedUrl = (url) => escaped(url).replaceAll("|", "%7C");
function cut(text, longest) {
	const letters = [...text];
	return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

// src/render/summary.ts
const LONGEST = 1e6;
function checkSummary(report, approvals = { requests: /* @__PURE__ */ new Map() }) {
	const { result } = report;
	const told = new Set(report.requests.map((request) => request.grant.file));
	const others = result.findings.filter(({ file }) => file === void 0 || !told.has(file));
	const head = [
		`## Leasehold check: ${result.ok ? "all right" : "something to mend"}`,
		"",
		counted(report)
	].join("\n");
	const sections = [
		...others.length === 0 ? [] : [[
			"### Findings",
			"",
			...others.map(findingEntry)
		]],
		...report.requests.map((request) => requestSection(request, approvals.requests.get(request))),
		...report.effect === void 0 ? [] : [effectSection(report.effect)]
	];
	const shown = [head];
	let room = LONGEST - Buffer.byteLength(head) - Buffer.byteLength(CUT);
	for (const line of sections.flatMap((lines) => ["", ...lines])) {
		room -= Buffer.byteLength(line) + 1;
		if (room < 0) return `${shown.join("\n")}${CUT}`;
		shown.push(line);
	}
	return `${shown.join("\n")}\n`;
}
function counted({ requests, result, tests }) {
	const passed = tests.filter((test) => test.passed).length;
	const tested = tests.length === 0 ? "" : `, ${passed} of ${count(tests.length, "policy test")} passed`;
	return `${count(requests.length, "request")}, ${count(result.findings.length, "finding")}${tested}.`;
}
const CUT = "\n\n_Cut: there is more than GitHub shows._\n";

export { ACCESS_REVIEW_LABEL, BREAK_GLASS_LABEL, CHECK_SCRIPT, ISSUE_REPLY, STATUS_CONTEXT, accessReviewIssue, accessReviewMarker, alertComment, alertIssue, alertMarker, annotationsOf, approvalsStatus, auditLine, auditText, breakGlassIssue, breakGlassMarker, checkSummary, checkText, colours, doctorText, doneText, emergencyText, endBody, endTitle, endedLine, eventMarker, evidenceReadme, explainText, findingsText, fromNow, hintLines, initText, issuedComment, issuedLine, metricsText, momentText, onOneLine, overdueMarker, overdueText, plain$1 as plain, planText, pullComment, refusedLine, refusedReply, reopenedMarker, reopenedText, reportSummary, reportText, requestBody, requestCommand, requestTitle, requestedReply, requestedText, revokeBody, revokeTitle, revokedText, runSummary, setupText, slackMessage, spanText, statusText, teamsPullBody, teamsPullTitle, teamsText, testText, troubleText, waitedText };