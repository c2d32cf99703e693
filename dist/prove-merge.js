import { contentsProved, error, foldLogin, judgeApprovals, pullRequestOf } from "./domain.js";

// src/commands/prove/writers.ts
var Writers = class {
	#github;
	#known = /* @__PURE__ */ new Map();
	constructor(github) {
		this.#github = github;
	}
	mayWrite(login) {
		const person = foldLogin(login);
		const known = this.#known.get(person) ?? this.#github.mayWrite(person);
		this.#known.set(person, known);
		return known;
	}
};

// src/commands/prove/prove-merge.ts
const MERGES = /* @__PURE__ */ new Set(["pr_merge", "merge_queue_merge"]);
const PUSHES = /* @__PURE__ */ new Set(["push", "force_push"]);
async function proveMerge(ports, commit, main, mayTouch, at) {
	const { branch } = main;
	const arrival = await arrivalOf(ports, commit, main);
	const pull = pullRequestOf(arrival, at);
	if (pull.kind !== "proved") return pull;
	const before = arrival.rebased.get(pull.value.number) ?? commit.parents[0];
	const last = pull.value.merge_commit;
	if (before === void 0 || last === void 0) return unclear(at, `what ${branch} was before pull request #${pull.value.number} cannot be found in this clone`);
	const contents = await contentsOf(ports, pull.value, before, last);
	if (!contents) return unclear(at, `the head of pull request #${pull.value.number} cannot be fetched any more`);
	const proved = contentsProved(contents, mayTouch, at);
	if (proved.kind !== "proved") return proved;
	return {
		kind: "proved",
		value: {
			contents,
			before,
			facts: await approvalFacts(ports.github, contents, ports.writers)
		}
	};
}
const unclear = (at, message) => ({
	kind: "unclear",
	findings: [error("provenance", at, message, "The next run tries again.")]
});
async function arrivalOf({ github, repository }, commit, main) {
	const pulls = await github.pullsOf(commit.sha);
	const arrival = {
		commit: commit.sha,
		committed: commit.committed,
		branch: main.branch,
		pulls
	};
	if (pulls.some((pull) => pull.merge_commit === commit.sha && pull.base === main.branch)) return {
		...arrival,
		rebased: /* @__PURE__ */ new Map()
	};
	const activity = await github.activity(main.branch);
	const rebased = /* @__PURE__ */ new Map();
	for (const pull of pulls) {
		const row = activity.find((one) => one.after === pull.merge_commit && MERGES.has(one.type));
		if (row === void 0 || !await repository.isMainline(row.after, main.head)) continue;
		if (row.before !== commit.sha && await repository.isMainline(row.before, commit.sha) && await repository.isMainline(commit.sha, row.after)) rebased.set(pull.number, row.before);
	}
	return {
		...arrival,
		rebased,
		activity: await withPushed(repository, activity, commit.sha)
	};
}
async function withPushed(repository, activity, sha) {
	const rows = [];
	for (const row of activity) {
		const brought = PUSHES.has(row.type) && row.after !== sha && await isWithin(repository, row, sha);
		rows.push(brought ? {
			...row,
			after: sha
		} : row);
	}
	return rows;
}
async function isWithin(repository, { before, after }, sha) {
	if ((await Promise.all([before, after].map((one) => repository.commit(one)))).includes(void 0)) return false;
	return await repository.isAncestor(sha, after) && !await repository.isAncestor(sha, before);
}
async function contentsOf(ports, pull, before, last) {
	const { repository, github } = ports;
	if ((await repository.fetch([`refs/pull/${pull.number}/head`])).get(`refs/pull/${pull.number}/head`) !== pull.head) return void 0;
	const base = await repository.mergeBase(before, pull.head);
	if (base === void 0) return void 0;
	const [proposed, merged, commits, reviews] = await Promise.all([
		repository.changes(base, pull.head),
		repository.changes(before, last),
		github.pullCommits(pull.number),
		github.reviews(pull.number)
	]);
	return {
		pull,
		proposed: blobs(proposed),
		merged: blobs(merged),
		commits,
		reviews
	};
}
const blobs = (changes) => new Map(changes.map((change) => [change.path, change.after]));
async function approvalFacts(github, contents, known = new Writers(github)) {
	const approved = contents.reviews.filter((review) => review.state === "APPROVED");
	const people = [...new Set(approved.map((review) => foldLogin(review.reviewer.login)))];
	const writers = /* @__PURE__ */ new Set();
	const [retargeted] = await Promise.all([approved.length === 0 ? void 0 : github.retargeted(contents.pull.number), ...people.map(async (login) => {
		if (await known.mayWrite(login)) writers.add(login);
	})]);
	return {
		pull: contents.pull,
		reviews: contents.reviews,
		commits: contents.commits.items,
		writers,
		...retargeted === void 0 ? {} : { retargeted },
		...contents.pull.merged_at === void 0 ? {} : { until: contents.pull.merged_at }
	};
}
const approvalsOf = (merge, groups, grantee, at) => judgeApprovals(merge.facts, groups, grantee, at);

export { Writers, approvalFacts, approvalsOf, proveMerge };