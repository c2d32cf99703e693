import os from "node:os";
import process from "node:process";
import { info, setSecret, warning } from "@actions/core";
import { readInputs } from "./action/inputs.ts";
import { tellFailure } from "./action/tell-failure.ts";

try {
  const inputs = readInputs(process.env);
  // Loaded once the inputs are right: the first word comes sooner (docs/decisions/0060-quick-start.md).
  const [{ World }, { run }, { tell }] = await Promise.all([
    import("./compose.ts"),
    import("./action/run.ts"),
    import("./action/tell.ts"),
  ]);
  await using world = new World({
    env: inputs.env,
    dir: inputs.env.GITHUB_WORKSPACE ?? process.cwd(),
    home: os.homedir(),
    temporary_dir: inputs.env.RUNNER_TEMP ?? os.tmpdir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    mask: setSecret,
  });
  await tell(await run(inputs, world, world.jobReporter({ info, warning })));
} catch (error) {
  tellFailure(error);
}
