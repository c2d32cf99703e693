import { OutsideError } from "./outside-error.js";
import { between, hears, instant, plus, seconds, sinkLabel, sinkName } from "./domain.js";
import { attempt, trouble } from "./outcome.js";

// src/commands/alert/tell-sinks.ts
const FIRST_LOOK = 3600;
const CLAIM = seconds(180);
const STALE = 86400;
const ROUNDS = 10;
async function tellSinks(ports, settings) {
	if (!ports || !settings) return [];
	return (await Promise.all(settings.alerts.sinks.map(async (sink) => {
		const result = await attempt(`tell ${sinkLabel(sink)}`, () => tellSink(ports, sink));
		return result.ok ? result.value : [result.trouble];
	}))).flat().map((one) => ({
		...one,
		alert: true
	}));
}
async function tellSink({ vault, log, open }, sink) {
	const name = sinkName(sink);
	const troubles = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const now = await vault.now();
		const found = await vault.sinkState(name);
		const { news, last } = await newsFor(log, found?.value, now);
		const wanted = news.filter((event) => hears(sink, event.type));
		const write = (state) => vault.writeSinkState(name, state, found?.version ?? 0);
		if (wanted.length === 0) {
			const after = found?.value.after;
			if (last && (after === void 0 || between(after.time, now) > STALE) && !found?.value.claimed_until) await write({ after: last });
			return troubles;
		}
		if (isClaimed(found, now)) {
			if (await write({
				...found.value,
				again: true
			})) return troubles;
			continue;
		}
		const after = found?.value.after;
		if (!await write({
			...after ? { after } : {},
			claimed_until: plus(now, CLAIM)
		})) continue;
		const told = await tellEach(() => open(sink), wanted, sink);
		troubles.push(...told.troubles);
		const place = told.stopped ? told.last : last;
		const done = place ? { after: place } : after ? { after } : {};
		if (!await vault.writeSinkState(name, done, (found?.version ?? 0) + 1)) {
			if (!await release(vault, name, done)) return troubles;
		}
		if (told.stopped) return troubles;
	}
	return troubles;
}
const isClaimed = (found, now) => found?.value.claimed_until !== void 0 && now < found.value.claimed_until;
const placeOf = ({ id, time }) => ({
	id,
	time
});
async function newsFor(log, state, now) {
	const after = state?.after;
	const since = after?.time ?? instant(now - FIRST_LOOK);
	const events = await log.events(since);
	const index = after === void 0 ? -1 : events.findIndex(({ id }) => id === after.id);
	const news = index >= 0 ? events.slice(index + 1) : events.filter(({ time }) => time > since);
	const newest = events.at(-1);
	return {
		news,
		last: newest === void 0 ? after : placeOf(newest)
	};
}
async function tellEach(open, wanted, sink) {
	const troubles = [];
	let last;
	const owed = (count) => `tell ${sinkLabel(sink)} of ${count} ${count === 1 ? "alert" : "alerts"}`;
	const opened = await attempt(owed(wanted.length), open);
	if (!opened.ok) return {
		stopped: true,
		last,
		troubles: [opened.trouble]
	};
	for (const [index, event] of wanted.entries()) {
		try {
			await opened.value.tell(event);
		} catch (error) {
			if (!(error instanceof OutsideError && error.code === "invalid")) return {
				stopped: true,
				last,
				troubles: [...troubles, trouble(owed(wanted.length - index), error)]
			};
			troubles.push(trouble(`tell ${sinkLabel(sink)} of ${event.id}; it is left out`, error));
		}
		last = placeOf(event);
	}
	return {
		stopped: false,
		last,
		troubles
	};
}
async function release(vault, name, done) {
	const found = await vault.sinkState(name);
	if (!found?.value.again) return false;
	return vault.writeSinkState(name, done, found.version);
}

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

export { changeRotationState, tellSinks };