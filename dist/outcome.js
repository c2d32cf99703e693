import { pMap } from "./p-map.js";
import { hasErrors } from "./domain.js";
import { OutsideError } from "./outside-error.js";
import { Stop } from "./stop.js";

// src/commands/outcome.ts
function exitCode(outcome) {
	if (outcome.troubles.some(({ alert }) => !alert)) return 3;
	if (outcome.policies_hold === false) return 2;
	if (hasErrors(outcome.findings)) return 1;
	return outcome.troubles.length > 0 ? 3 : 0;
}
function trouble(owed, error) {
	const message = error instanceof Error ? error.message : String(error);
	const hint = error instanceof OutsideError || error instanceof Stop ? error.hint : void 0;
	return {
		owed,
		message,
		...hint === void 0 ? {} : { hint }
	};
}
async function attempt(owed, work) {
	try {
		return {
			ok: true,
			value: await work()
		};
	} catch (error) {
		return {
			ok: false,
			trouble: trouble(owed, error),
			error
		};
	}
}
const IN_FLIGHT = 16;
async function attemptEach(items, owed, work, pace = {}) {
	const { step = "", reporter, signal } = pace;
	const every = Math.ceil(items.length / SHOWN);
	let ended = 0;
	let skipped = 0;
	const one = async (item) => {
		if (signal?.aborted) skipped += 1;
		const result = signal?.aborted ? STOPPED : await attempt(owed(item), () => work(item));
		ended += 1;
		if (step !== "" && (ended % every === 0 || ended === items.length)) reporter?.progress(step, ended, items.length);
		return {
			item,
			result
		};
	};
	const attempts = await pMap(items, one, { concurrency: 16 });
	const left = skipped === 0 ? [] : [stopped(step, skipped, items.length)];
	return {
		done: attempts.flatMap(({ item, result }) => result.ok ? [{
			item,
			value: result.value
		}] : []),
		failed: attempts.flatMap(({ item, result }) => result.ok ? [] : [item]),
		troubles: [...attempts.flatMap(({ result }) => result.ok || result === STOPPED ? [] : [result.trouble]), ...left]
	};
}
const SHOWN = 100;
const STOPPED = {
	ok: false,
	trouble: {
		owed: "",
		message: "stopped"
	},
	error: void 0
};
const stopped = (step, count, all) => ({
	owed: `${step || "the work"}: ${count} of ${all}`,
	message: "stopped before they were begun",
	hint: "Nothing is half done; the next run goes on."
});

export { attempt, attemptEach, exitCode, trouble };