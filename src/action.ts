import os from "node:os";
import process from "node:process";
import * as core from "@actions/core";
import { readInputs } from "./action/inputs.ts";
import { run } from "./action/run.ts";
import { tell, tellFailure } from "./action/tell.ts";
import { World } from "./compose.ts";

try {
  const inputs = readInputs(process.env);
  await using world = new World({
    env: inputs.env,
    dir: inputs.env.GITHUB_WORKSPACE ?? process.cwd(),
    home: os.homedir(),
    temporary_dir: inputs.env.RUNNER_TEMP ?? os.tmpdir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    mask: core.setSecret,
  });
  await tell(await run(inputs, world, world.jobReporter(core)));
} catch (error) {
  tellFailure(error);
}
