import { error, info, setOutput, setSecret, warning } from "./core.js";
import { readInputs } from "./inputs.js";
import { failureOf } from "./failure.js";
import os from "node:os";
import process from "node:process";

// src/action/tell-failure.ts
function tellFailure(failure) {
	const { exit, message, hint } = failureOf(failure);
	error(hint === void 0 ? message : `${message}\n${hint}`);
	setOutput("ok", "false");
	process.exitCode = exit;
}

// src/action.ts
try {
	const inputs = readInputs(process.env);
	const [{ World }, { run }, { tell }] = await Promise.all([
		import("./compose2.js"),
		import("./run.js"),
		import("./tell.js")
	]);
	await using world = new World({
		env: inputs.env,
		dir: inputs.env.GITHUB_WORKSPACE ?? process.cwd(),
		home: os.homedir(),
		temporary_dir: inputs.env.RUNNER_TEMP ?? os.tmpdir(),
		stdin: process.stdin,
		stdout: process.stdout,
		stderr: process.stderr,
		mask: setSecret
	});
	await tell(await run(inputs, world, world.jobReporter({
		info,
		warning
	})));
} catch (error) {
	tellFailure(error);
}

export {  };