import { failureOf } from "./failure.js";
import { World } from "./compose.js";
import { colours, hintLines, onOneLine, plain } from "./render.js";

// src/cli/context.ts
const json = (context, value) => context.out(`${JSON.stringify(value, null, 2)}\n`);
function contextFor(around) {
	const { stdout, stderr } = around;
	const paint = hasColour(stdout, around) ? colours : plain;
	const sayPaint = hasColour(stderr, around) ? colours : plain;
	const world = new World(around);
	const reporter = world.reporter(sayPaint);
	const writing = (stream) => (text) => {
		reporter.clear();
		stream.write(text);
	};
	return {
		world,
		around,
		out: writing(stdout),
		say: writing(stderr),
		paint,
		sayPaint,
		reporter,
		clear: reporter.clear,
		...stdout.isTTY ? { screen: {
			columns: stdout.columns,
			colour: paint === colours
		} } : {}
	};
}
const hasColour = (stream, { env }) => env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
async function toExitCode(context, name, work) {
	try {
		context.reporter.progress(name);
		return await work();
	} catch (error) {
		return sayFailure(context, error);
	} finally {
		context.clear();
		await context.world[Symbol.asyncDispose]();
	}
}
function sayFailure({ say, sayPaint, around }, error) {
	const { exit, message, hint } = failureOf(error);
	const debug = exit === 3 && around.env.LEASEHOLD_DEBUG && error instanceof Error ? error.stack : void 0;
	if (debug) say(`${debug}\n`);
	say(`${sayPaint("red", "error:")} ${onOneLine(message)}\n`);
	for (const line of hintLines(hint, sayPaint)) say(`${line}\n`);
	return exit;
}

export { contextFor, json, toExitCode };