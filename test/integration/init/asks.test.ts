/** init in a terminal, as somebody who knows no option, with NO_COLOR set. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { atTerminal } from "../../support/terminal.ts";
import { ROOT } from "../../unit/workflows/shipped-workflows.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

test("asks for what no option said, says what is wrong with an answer, and colours nothing with NO_COLOR", async () => {
  const dir = scratchFolder();
  const command = [process.execPath, `${ROOT}/src/cli.ts`, "-C", dir, "init", "access"];
  const { code, output } = await atTerminal(
    [...command, `--action=acme/leasehold@${COMMIT}`],
    { ...gitEnv(), TERM: "xterm", NO_COLOR: "1" },
    [
      ["Who approves changes of policies?", "olivia peter\\r"],
      ["Who approves requests?", "security=bob;sam\\r"],
      ["is no GitHub login", "\\x7f\\x7f\\x7f\\x7f, sam\\r"],
      ["Who may ask for access?", "@alice\\r"],
      ["Where is Vault?", "\\r"],
    ],
  );
  expect(code, output).toBe(0);
  expect(readFileSync(path.join(dir, "access/policies/teams.yaml"), "utf8")).toContain(
    "security: [bob, sam]\n",
  );
  expect(output).toContain("Next:");
  // The cursor moves; nothing is coloured, bold or dim.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  expect(output).not.toMatch(/\u001b\[\d+(;\d+)*m/);
});

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
