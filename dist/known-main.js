import { attempt } from "./outcome.js";
import { OutsideError } from "./outside-error.js";

// src/commands/main/known-main.ts
async function knownMain(repository, branch) {
	const asked = await attempt(`fetch ${branch}`, async () => (await repository.fetch([branch])).get(branch));
	if (asked.ok && asked.value !== void 0) return { commit: asked.value };
	const commit = await repository.lastKnown(branch);
	if (commit !== void 0) return {
		commit,
		stale: asked.ok ? {
			owed: `fetch ${branch}`,
			message: `origin has no branch ${branch}`
		} : asked.trouble
	};
	const why = asked.ok ? "" : `: ${asked.trouble.message}`;
	throw new OutsideError("git", "not-found", `no branch ${branch} is known here${why}`, { hint: `Run this in a clone of the access repository (-C DIR), or name its branch in policies/leasehold.yaml (github.branch).` });
}

export { knownMain };