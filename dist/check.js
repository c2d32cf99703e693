import { hasErrors, inOrder, judgeEach, ownerSets, policyEffect } from "./domain.js";
import { CODEOWNERS_FILE, GrantReader } from "./files.js";
import { foldersFor, grantChanges, grantsIn, landedRequests, mendedRequests, reportsBy, requestsOf } from "./live-grants.js";
import { POLICY_PATHS, judgePolicies, policyFaults, policySource, saysAll } from "./read-policies.js";
import { Stop } from "./stop.js";

// src/commands/gate/check-change.ts
async function checkChange(repository, baseRef, options) {
	const { at } = options;
	const [base, head] = await Promise.all([commitOf(repository, baseRef, "--base"), commitOf(repository, options.head ?? "HEAD", "--head")]);
	const from = await repository.mergeBase(base, head);
	if (from === void 0) throw new Stop(2, `${baseRef} and ${options.head ?? "HEAD"} share no history`);
	const changes = await repository.changes(from, head);
	const policiesChanged = changes.some(({ path }) => path.startsWith("policies/") || path === ".github/CODEOWNERS");
	const [grants, judging] = await Promise.all([grantChanges(repository, changes, {
		from,
		base,
		head
	}), sourceAt(repository, base)]);
	const { policies } = judging.mended;
	const { added, mended, removed } = grants;
	const onBase = await grantsIn(repository, base, foldersFor([...added, ...mended.map(({ grant }) => grant)], policies, options.story === true));
	const gone = new Set(removed.map(({ file }) => file));
	const live = onBase.filter((grant) => grant.end > at && !gone.has(grant.file));
	const onto = {
		tip: base,
		grants: onBase
	};
	const requests = await requestsOf(repository, added, onto, at, options.author);
	const broken = await mendedRequests(repository, mended, onto, at, options.author);
	const question = {
		base: live,
		policies,
		now: at
	};
	const judged = judgeEach({
		...question,
		added: requests
	});
	const reports = reportsBy(judging, question);
	const changed = policiesChanged ? await changedPolicies(repository, head, judging, base, options) : void 0;
	return {
		requests: [...judged].map(([request, findings]) => reports.of(request, findings)),
		removed,
		tests: changed?.judged.tests ?? [],
		...changed?.effect === void 0 ? {} : { effect: changed.effect },
		owners: policiesChanged ? ownerSets(judging.policies, at) : [],
		findings: [
			...grants.findings,
			...[...judged.values(), ...judgeEach({
				...question,
				added: broken
			}).values()].flat(),
			...added.length > 0 && changed === void 0 ? errorsOf(judging, at) : [],
			...changed?.judged.findings ?? []
		]
	};
}
const errorsOf = (source, at) => policyFaults(source, at).filter(({ severity }) => severity === "error");
const sourceAt = async (repository, commit) => policySource(await repository.tree(commit, POLICY_PATHS));
async function changedPolicies(repository, head, before, base, { at, story }) {
	const after = await sourceAt(repository, head);
	const judged = judgePolicies(after, at, before);
	if (story !== true || !saysAll(after)) return { judged };
	const grants = await grantsIn(repository, base, ["grants"]);
	return {
		judged,
		effect: policyEffect({
			before: before.policies,
			after: after.mended.policies,
			live: grants.filter((grant) => grant.end > at),
			tests: before.tests,
			now: at
		})
	};
}
async function commitOf(repository, ref, option) {
	const commit = await repository.resolve(ref);
	if (commit !== void 0) return commit;
	throw new Stop(2, `${option}: ${JSON.stringify(ref)} is no commit of this clone`, "Fetch it first: git fetch origin.");
}

// src/commands/gate/check-tree.ts
async function checkTree(repository, { at, author }) {
	const head = await repository.resolve("HEAD");
	const { source, landed, notLanded, broken, faults } = await readTree(repository, head);
	const { policies } = source.mended;
	const judgedPolicies = judgePolicies(source, at);
	const onMain = landed.map(({ grant }) => grant);
	const open = landed.filter(({ grant }) => grant.end > at || grant.end <= grant.begin);
	const openGrants = open.map(({ grant }) => grant);
	const onto = {
		tip: head,
		grants: onMain
	};
	const fresh = await requestsOf(repository, notLanded, onto, at, author);
	const committed = judgeEach({
		added: open,
		base: [],
		live: openGrants,
		policies,
		now: at
	});
	const question = {
		base: openGrants,
		policies,
		now: at
	};
	const added = judgeEach({
		...question,
		added: fresh
	});
	const mended = judgeEach({
		...question,
		added: await mendedRequests(repository, broken, onto, at, author)
	});
	const findings = [...judgedPolicies.findings, ...faults];
	for (const judged of [
		committed,
		added,
		mended
	]) for (const wrong of judged.values()) findings.push(...wrong);
	const reporting = reportsBy(source, question);
	const reports = [];
	for (const judged of [committed, added]) for (const [request, wrong] of judged) reports.push(reporting.of(request, wrong));
	reports.sort((a, b) => a.grant.file < b.grant.file ? -1 : 1);
	return {
		requests: reports,
		removed: [],
		tests: judgedPolicies.tests,
		owners: [],
		findings
	};
}
async function readTree(repository, head) {
	const read = new GrantReader();
	const [landings, uncommitted, policies] = await Promise.all([
		head === void 0 ? /* @__PURE__ */ new Map() : repository.landings(head, "grants"),
		repository.uncommitted(["grants"]),
		repository.workingTree(POLICY_PATHS),
		repository.visitWorkingTree(["grants"], (entry) => read.add(entry))
	]);
	const isLanded = (file) => landings.has(file.file) && !uncommitted.has(file.file);
	return {
		source: policySource(policies),
		landed: await landedRequests(repository, head, read.grants.filter(isLanded), landings),
		notLanded: read.grants.filter((file) => !isLanded(file)),
		broken: read.mended.filter(({ grant }) => !isLanded(grant)),
		faults: read.findings
	};
}

// src/commands/check.ts
async function check(ports, options) {
	if (await ports.repository.isShallow()) throw new Stop(2, "this is a shallow clone: when a grant began is not known in it", "Run git fetch --unshallow; in Actions, check out with fetch-depth: 0.");
	const { findings, ...report } = options.base === void 0 ? await checkTree(ports.repository, options) : await checkChange(ports.repository, options.base, options);
	const all = inOrder(findings);
	return {
		...report,
		result: {
			ok: !hasErrors(all),
			findings: all,
			get grants() {
				return report.requests.map((request) => request.view);
			}
		}
	};
}

export { check };