import { attemptEach } from "./outcome.js";

// src/commands/end/owes-rotations.ts
async function owesRotations(vault, { rotations }) {
	const { done, failed } = await attemptEach([...rotations.keys()], (name) => `read what is owed of ${name}`, (name) => vault.rotationState(name));
	return done.some(({ value }) => {
		const state = value?.value;
		return state !== void 0 && (state.owed_by.length > 0 || state.begun !== void 0);
	}) || failed.length > 0;
}
const endsOwe = (ended, { roles }) => ended.some(({ role }) => roles.get(role)?.rotate_after.length !== 0);

export { endsOwe, owesRotations };