import { pMap } from "./p-map.js";
import { ageFrom, doneBefore, error, factsOf, formatDuration, oldest, rotatesItself, rotationPaths, seconds, secretIdAccessorPath, secretIdCreated } from "./domain.js";
import { OutsideError } from "./outside-error.js";

// src/commands/rotation/rotation-facts.ts
async function knownOf(vault, rotation) {
	const { age } = rotationPaths(rotation);
	const state = (await vault.rotationState(rotation.name))?.value ?? { owed_by: [] };
	if (age === void 0) return known(state, void 0, []);
	if (age.how === "list-secret-ids") return known(state, await oldestSecretId(vault, rotation, age.path), []);
	const data = await vault.read(age.path);
	if (data === void 0) throw new OutsideError("vault", "not-found", `Vault has nothing at ${age.path}`, { hint: `Create it there, or correct mount and name in policies/rotations/${rotation.name}.yaml.` });
	return known(state, ageFrom(rotation.kind, data), periodDrift(rotation, data));
}
function known(state, byVault, findings) {
	const done = doneBefore(state, byVault);
	const facts = {
		...factsOf(state, byVault),
		findings,
		untold: state.untold ?? []
	};
	return done === void 0 ? facts : {
		...facts,
		done_before: done
	};
}
function periodDrift(rotation, data) {
	if (!rotatesItself(rotation) || rotation.every === void 0) return [];
	if (data.rotation_period === rotation.every) return [];
	const has = typeof data.rotation_period === "number" ? `every ${formatDuration(seconds(data.rotation_period))}` : "by no period";
	const message = `Vault rotates ${rotation.name} ${has}; its file says every ${formatDuration(rotation.every)}`;
	return [error("drift", rotation.at("every"), message, "An administrator runs leasehold setup.")];
}
async function oldestSecretId(vault, rotation, path) {
	const accessors = await vault.list(path);
	const created = await pMap(accessors, async (accessor) => {
		const data = await lookUp(vault, rotation, accessor);
		return data && { created: secretIdCreated(data) };
	}, { concurrency: 8 });
	return oldest(created.filter((one) => one !== void 0).map((one) => one.created));
}
async function lookUp(vault, rotation, secret_id_accessor) {
	try {
		return await vault.lookUp(secretIdAccessorPath(rotation, "lookup"), { secret_id_accessor });
	} catch (problem) {
		if (problem instanceof OutsideError && problem.code === "not-found") return void 0;
		throw problem;
	}
}

export { knownOf };