import { pMap } from "./p-map.js";
import { Secret, formatInstant, lateness, missedFinding, rotationDone, rotationFailed, rotationMissed, rotationPaths, rotationsDue, secretIdAccessorPath, withDone, withTold } from "./domain.js";
import { changeRotationState, tellSinks } from "./rotation-state.js";
import { recordEvents } from "./record-events.js";
import { attempt, attemptEach } from "./outcome.js";
import { OutsideError } from "./outside-error.js";
import { knownOf } from "./rotation-facts.js";
import { Stop } from "./stop.js";

// src/commands/rotation/rotate-one.ts
async function rotateOne(ports, rotation) {
	if (rotation.kind === "approle-secret-id") return rotateSecretId(ports, rotation);
	await ports.vault.write(rotationPaths(rotation).rotate, {});
}
async function rotateSecretId({ vault, secrets }, rotation) {
	const { deliver } = rotation;
	if (deliver === void 0) throw refused(rotation, "has no deliver", "Name the Actions secret that is to hold it: deliver: { github_secret: NAME }.");
	if (secrets === void 0) throw refused(rotation, "needs GitHub to deliver its secret-id, and there is no token for that", "Give a GitHub token that may write Actions secrets (an App's, with secrets: write).");
	const { rotate } = rotationPaths(rotation);
	const old = await vault.list(rotate);
	const made = await vault.write(rotate, {}) ?? {};
	const accessor = made.secret_id_accessor;
	if (typeof made.secret_id !== "string" || typeof accessor !== "string") throw new OutsideError("vault", "broken", `Vault answered ${rotate} without a secret-id`);
	const { github_secret: name, environment } = deliver;
	try {
		const place = {
			name,
			...environment === void 0 ? {} : { environment }
		};
		await secrets.put(place, new Secret(made.secret_id));
	} catch (problem) {
		await destroy(vault, rotation, accessor);
		throw problem;
	}
	for (const one of old) await destroy(vault, rotation, one);
}
const refused = (rotation, why, hint) => new OutsideError("github", "denied", `${rotation.name} ${why}; nothing was rotated, nothing destroyed`, { hint });
async function destroy(vault, rotation, secret_id_accessor) {
	try {
		await vault.write(secretIdAccessorPath(rotation, "destroy"), { secret_id_accessor });
	} catch (problem) {
		if (!(problem instanceof OutsideError && problem.code === "not-found")) throw problem;
	}
}

// src/commands/rotation/remembered-rotation.ts
async function rotateRemembered(ports, { rotation, why }, previous) {
	const { vault, reporter } = ports;
	const { name } = rotation;
	const known = previous === void 0 ? {} : { previous };
	const since = await vault.now();
	let owed_by = [];
	await changeRotationState(vault, name, (state) => {
		owed_by = state.owed_by;
		return {
			...state,
			begun: {
				why,
				since,
				...known,
				owed_by
			}
		};
	});
	try {
		await rotateOne(ports, rotation);
	} catch (error) {
		if (!(error instanceof OutsideError && error.code === "unreachable")) await takeBack(vault, name);
		throw error;
	}
	const at = await vault.now();
	const before = previous === void 0 ? "" : `, last time ${formatInstant(previous)}`;
	reporter.info(`rotated ${name} (${why}${before})`);
	const done = {
		why,
		at,
		...known,
		owed_by
	};
	const remembered = await attempt(`remember that ${name} was rotated`, () => rememberDone(vault, name, done));
	return {
		done,
		troubles: remembered.ok ? [] : [remembered.trouble]
	};
}
const rememberDone = (vault, name, done) => changeRotationState(vault, name, (state) => withDone(state, done));
const takeBack = (vault, name) => attempt(`remember that ${name} was not rotated`, () => changeRotationState(vault, name, ({ begun, ...state }) => begun === void 0 ? void 0 : state));
async function noteTold(vault, told) {
	const byName = [...Map.groupBy(told, ({ rotation }) => rotation.name)];
	return (await attemptEach(byName, ([name]) => `remember that the log was told of ${name}`, ([name, each]) => changeRotationState(vault, name, (state) => state.untold === void 0 ? void 0 : withTold(state, each.map(({ done }) => done))))).troubles;
}

// src/commands/rotate.ts
const AT_ONCE = 4;
async function rotate(ports, rotations, request) {
	const looked = request.name === void 0 ? [...rotations.values()] : [named(rotations, request.name)];
	const { known, troubles } = await lookAtAll(ports.vault, looked);
	const started = await ports.vault.now();
	const attempts = await pMap(wanted(looked, known, request, started), async (due) => ({
		due,
		result: await attempt(`rotate ${due.rotation.name}`, () => rotateRemembered(ports, due, known.get(due.rotation.name)?.last))
	}), { concurrency: AT_ONCE });
	const rotated = [];
	const events = [];
	const untold = looked.flatMap((rotation) => (known.get(rotation.name)?.untold ?? []).map((done) => ({
		rotation,
		done
	})));
	for (const { due, result } of attempts) {
		const facts = known.get(due.rotation.name) ?? {};
		if (result.ok) {
			const { done } = result.value;
			rotated.push({
				name: due.rotation.name,
				why: due.why,
				at: done.at
			});
			untold.push({
				rotation: due.rotation,
				done
			});
			troubles.push(...result.value.troubles);
		} else {
			troubles.push(result.trouble);
			events.push(rotationFailed(due, facts, result.trouble.message, started));
		}
	}
	const findings = [...known.values()].flatMap((one) => one.findings);
	for (const rotation of looked) {
		const facts = known.get(rotation.name);
		const late = facts && lateness(rotation, facts, started);
		if (late === void 0) continue;
		const done = rotated.some(({ name }) => name === rotation.name);
		if (done && late.because === "never") continue;
		findings.push(missedFinding(rotation, late, done));
		events.push(rotationMissed(rotation, late, started));
	}
	events.push(...untold.map(({ rotation, done }) => rotationDone(rotation, done)));
	const logged = await attempt(`write ${events.length} audit events`, () => recordEvents(ports, events));
	troubles.push(...logged.ok ? logged.value : [logged.trouble]);
	if (logged.ok) troubles.push(...await noteTold(ports.vault, untold));
	const done = new Set(rotated.map(({ name }) => name));
	const owed = [...known].filter(([name, facts]) => facts.owed_since !== void 0 && !done.has(name)).length;
	troubles.push(...await tellSinks(ports.alerts, ports.settings));
	return {
		rotated,
		owed,
		findings,
		troubles
	};
}
function named(rotations, name) {
	const rotation = rotations.get(name);
	if (rotation) return rotation;
	const known = [...rotations.keys()].sort().join(", ");
	throw new Stop(2, `there is no rotation ${name}`, known === "" ? "There are none." : `There are: ${known}.`);
}
async function lookAtAll(vault, rotations) {
	const known = /* @__PURE__ */ new Map();
	const troubles = [];
	await pMap(rotations, async (rotation) => {
		const facts = await attempt(`read the age of ${rotation.name}`, () => lookAt(vault, rotation));
		if (facts.ok) known.set(rotation.name, facts.value);
		else troubles.push(facts.trouble);
	}, { concurrency: AT_ONCE });
	return {
		known,
		troubles
	};
}
async function lookAt(vault, rotation) {
	const known = await knownOf(vault, rotation);
	if (known.done_before === void 0) return known;
	await rememberDone(vault, rotation.name, known.done_before);
	return knownOf(vault, rotation);
}
function wanted(rotations, known, request, now) {
	if (request.name !== void 0 && !request.due) return rotations.map((rotation) => ({
		rotation,
		why: "asked"
	}));
	return rotationsDue(rotations.filter((rotation) => known.has(rotation.name)), known, now);
}

export { rotate };