import { isKey } from "./domain.js";

// src/commands/end/wished-back.ts
const WISH_BRANCHES = "leasehold-revoke/";
async function wishedBack(github, branch) {
	const names = (await github.openPullsUnder(WISH_BRANCHES)).filter(({ base }) => base === branch).map(({ head_branch }) => head_branch.slice(17, head_branch.lastIndexOf("-")));
	return new Set(names.filter(isKey));
}

export { WISH_BRANCHES, wishedBack };