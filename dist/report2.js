import { pMap } from "./p-map.js";
import { reportOf, reviewDue, reviewOf, see, sightingIn } from "./domain.js";
import { ACCESS_REVIEW_LABEL, accessReviewIssue, accessReviewMarker } from "./render.js";
import { dashboardSite } from "./dashboard.js";
import { knownMain } from "./known-main.js";
import { landedGrants } from "./landed-grants.js";
import { policiesAt } from "./main-state.js";
import { attempt } from "./outcome.js";
import { OutsideError } from "./outside-error.js";
import { knownOf } from "./rotation-facts.js";
import { Stop } from "./stop.js";

// src/commands/report.ts
async function report(ports, options) {
	const { repository, log, site, device, reporter, now } = ports;
	if (await site.isForeign()) throw new Stop(2, `${site.path} is there, and no report wrote it: it is left as it is`, "Name another folder with --out, or remove this one.");
	const vault = await askVault(ports);
	const main = await knownMain(repository, options.branch);
	reporter.progress("reading Git and the audit log");
	const [{ policies }, landed, events] = await Promise.all([
		policiesAt(repository, main.commit),
		landedGrants(repository, main.commit),
		log.events()
	]);
	const ages = await agesIn(vault.asked?.vault, policies);
	if (device) reporter.progress(`reading ${device.path}`);
	const use = device && await usesIn(device);
	const made = reportOf({
		now,
		repository: {
			...options.repository,
			branch: options.branch
		},
		commit: main.commit,
		files: landed.grants,
		policies,
		events,
		...vault.asked ? { vault: {
			...vault.asked.view,
			rotations: ages.rotations
		} } : {},
		...use ? { use } : {}
	});
	await site.replace(dashboardSite(made));
	const review = await attempt("open the issue of the monthly access review", () => keepReview(ports, made, policies));
	return {
		report: made,
		...review.ok && review.value ? { review: review.value } : {},
		pages: policies.settings?.pages === true,
		findings: landed.findings.map((finding) => ({
			...finding,
			severity: "warning"
		})),
		troubles: [
			...main.stale ? [main.stale] : [],
			...vault.troubles,
			...ages.troubles,
			...review.ok ? [] : [review.trouble]
		]
	};
}
async function askVault({ vault: logIn }) {
	if (!logIn) return { troubles: [] };
	const reached = await attempt("ask Vault for its records", async () => {
		const vault = await logIn();
		const [keys, runs] = await Promise.all([vault.recordKeys(), vault.lastRuns()]);
		const last_run = runs?.value.enforce;
		return {
			vault,
			view: {
				records: new Set(keys),
				...last_run === void 0 ? {} : { last_run }
			}
		};
	});
	return reached.ok ? {
		asked: reached.value,
		troubles: []
	} : { troubles: [reached.trouble] };
}
async function agesIn(vault, { rotations }) {
	const known = /* @__PURE__ */ new Map();
	const troubles = [];
	if (vault === void 0) return {
		rotations: known,
		troubles
	};
	await pMap(rotations.values(), async (rotation) => {
		const facts = await attempt(`read the age of ${rotation.name}`, () => knownOf(vault, rotation));
		if (facts.ok) known.set(rotation.name, facts.value);
		else troubles.push(facts.trouble);
	}, { concurrency: 4 });
	return {
		rotations: known,
		troubles
	};
}
async function keepReview({ issues, now }, { grants, use_read }, { roles }) {
	const month = reviewDue(now);
	if (!issues || !month) return void 0;
	const github = await issues();
	const marker = accessReviewMarker(month.name);
	if ((await github.ownIssues("leasehold-access-review", "all")).some((issue) => issue.marker === marker)) return void 0;
	const review = reviewOf({
		grants,
		roles,
		period: month,
		use_read
	});
	return github.openIssue({
		...accessReviewIssue(month.name, review),
		marker,
		labels: [ACCESS_REVIEW_LABEL]
	});
}
async function usesIn(device) {
	const uses = /* @__PURE__ */ new Map();
	try {
		for await (const line of device.lines()) {
			const sighting = sightingIn(line);
			if (sighting) see(uses, sighting);
		}
	} catch (problem) {
		if (problem instanceof OutsideError) throw new Stop(2, problem.message, problem.hint);
		throw problem;
	}
	return uses;
}

export { report };