import { InvalidArgumentError } from "./commander.js";
import { parseInstant } from "./domain.js";

// src/cli/instant-argument.ts
function instantArgument(text) {
	const moment = parseInstant(text);
	if (moment === void 0) throw new InvalidArgumentError("Write it like 2026-11-21T18:00:00Z.");
	return moment;
}

export { instantArgument };