/** init in a terminal, as somebody who knows no option; who answers everything is in test/integration/docs/ (README). */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { atTerminal } from "../../support/terminal.ts";
import { ROOT } from "../../unit/workflows/shipped-workflows.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

test("writes nothing for somebody who gives up", async () => {
  const dir = scratchFolder();
  const { code, output } = await atTerminal(
    [
      process.execPath,
      `${ROOT}/src/cli.ts`,
      "-C",
      dir,
      "init",
      "access",
      `--action=acme/leasehold@${COMMIT}`,
    ],
    { ...gitEnv(), TERM: "xterm" },
    [["Who approves changes of policies?", "\\x03"]],
  );
  expect(code).toBe(2);
  expect(output).toContain("you gave up");
  expect(existsSync(path.join(dir, "access"))).toBe(false);
});
