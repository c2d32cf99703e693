import { exitCode } from "./outcome.js";
import { findingsText, troubleText } from "./render.js";

// src/cli/finish.ts
function finish(context, outcome, shown) {
	context.say(findingsText(shown, context.sayPaint));
	context.say(troubleText(outcome.troubles, context.sayPaint));
	return exitCode(outcome);
}

export { finish };