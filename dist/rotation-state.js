import { OutsideError } from "./outside-error.js";

// src/commands/rotation/rotation-state.ts
const TRIES = 5;
async function changeRotationState(vault, name, change) {
	for (let tries = 0; tries < TRIES; tries += 1) {
		const found = await vault.rotationState(name);
		const next = change(found?.value ?? { owed_by: [] });
		if (next === void 0 || await vault.writeRotationState(name, next, found?.version ?? 0)) return;
	}
	throw new OutsideError("vault", "conflict", `rotations/${name} keeps changing under us`);
}

export { changeRotationState };