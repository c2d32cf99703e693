import { knownMain } from "./known-main.js";
import { policiesAt } from "./main-state.js";

// src/commands/rotation/rotations-of-main.ts
async function rotationsOfMain(repository, branch) {
	const main = await knownMain(repository, branch);
	return (await policiesAt(repository, main.commit)).policies.rotations;
}

export { rotationsOfMain };