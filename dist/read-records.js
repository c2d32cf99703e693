import { attemptEach } from "./outcome.js";

// src/commands/main/read-records.ts
async function readRecords(vault, keys, pace = {}) {
	const { done, failed, troubles } = await attemptEach(keys, (key) => `read the record of ${key}`, (key) => vault.record(key), {
		...pace,
		step: "records read"
	});
	const found = done.flatMap(({ value }) => value ? [value] : []);
	return {
		records: found.map(({ value }) => value),
		found,
		unread: failed,
		troubles
	};
}

export { readRecords };