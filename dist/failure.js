import { OutsideError } from "./outside-error.js";
import { Stop } from "./stop.js";

// src/commands/failure.ts
function failureOf(error) {
	const message = error instanceof Error ? error.message : String(error);
	const hint = error instanceof OutsideError || error instanceof Stop ? error.hint : void 0;
	const noClone = error instanceof OutsideError && error.system === "git" && error.code === "invalid";
	return {
		exit: error instanceof Stop ? error.exit : noClone ? 2 : 3,
		message,
		...hint === void 0 ? {} : { hint }
	};
}

export { failureOf };