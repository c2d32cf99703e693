import { NAME, formatInstant, historyOf, instant, matches, standingsAt, standingsBetween, withGivenBack } from "./domain.js";
import { knownMain } from "./known-main.js";
import { landedGrants } from "./landed-grants.js";
import { policiesAt } from "./main-state.js";

// src/commands/status.ts
async function status(ports, options) {
	const { repository, log, now } = ports;
	const at = options.between ? instant(Math.min(options.between.to, now)) : options.at ?? now;
	const main = await knownMain(repository, options.branch);
	const then = await mainAt(repository, main.commit, at, now);
	const folder = options.role !== void 0 && NAME.test(options.role) ? `grants/${options.role}` : "grants";
	const [events, policies, landed] = await Promise.all([
		log.events(),
		policiesAt(repository, then ?? main.commit),
		then === void 0 ? {
			grants: [],
			findings: []
		} : landedGrants(repository, then, folder)
	]);
	const sources = {
		files: landed.grants,
		history: historyOf(events),
		roles: policies.policies.roles
	};
	const given = new Map((await ports.givenBack()).map((one) => [one.key, one.at]));
	const rows = options.between ? standingsBetween(sources, options.between.from, options.between.to, now) : standingsAt(sources, at).map((row) => withGivenBack(row, at === now ? given.get(row.key) : void 0));
	return {
		at,
		...options.between ? { between: options.between } : {},
		grants: rows.filter((row) => matches(row, options)),
		findings: landed.findings.map((finding) => ({
			...finding,
			severity: "warning"
		})),
		troubles: main.stale ? [main.stale] : []
	};
}
async function mainAt(repository, main, at, now) {
	if (at >= now) return main;
	return (await repository.commitsTouching(main, "grants")).findLast((commit) => commit.committed <= at)?.sha;
}
const statusJson = (status) => ({
	at: formatInstant(status.at),
	...status.between ? {
		from: formatInstant(status.between.from),
		to: formatInstant(status.between.to)
	} : {},
	grants: status.grants.map((row) => ({
		key: row.key,
		role: row.role,
		user: row.user,
		reason: row.reason,
		...row.ticket === void 0 ? {} : { ticket: row.ticket },
		begin: formatInstant(row.begin),
		end: formatInstant(row.end),
		state: row.state,
		...row.pull_request === void 0 ? {} : { pull_request: row.pull_request },
		...row.approvers === void 0 ? {} : { approvers: row.approvers },
		...row.break_glass ? { break_glass: true } : {},
		...row.ended_at === void 0 ? {} : { ended_at: formatInstant(row.ended_at) },
		...row.ended_by === void 0 ? {} : { ended_by: row.ended_by },
		...row.ending === void 0 ? {} : { ending: row.ending.by }
	}))
});

export { status, statusJson };