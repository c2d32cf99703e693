import { InvalidArgumentError } from "commander";
import { check } from "../commands/check.ts";
import { test } from "../commands/test.ts";
import { LOGIN, type Login } from "../domain/login.ts";
import type { Instant } from "../domain/units.ts";
import { checkText } from "../render/check-text.ts";
import { testText } from "../render/test-text.ts";
import { json } from "./context.ts";
import { instantArgument } from "./instant-argument.ts";
import { formatOption, type Register } from "./register.ts";

interface CheckArguments {
  readonly base?: string;
  readonly head?: string;
  readonly at?: Instant;
  readonly author?: string;
  readonly format: string;
}

/** The gate: check, test (explain has a file of its own). Needs nothing outside the clone. */
export const registerGateCommands: Register = (program, action) => {
  program
    .command("check")
    .summary("judge grants and policies")
    .description(
      "Judges what changed since --base by the policies of --base; without it, the whole working tree.",
    )
    .option("--base <ref>", "what the change is to be merged into")
    .option("--head <ref>", "the change; default HEAD")
    .option("--at <instant>", "when it would land; default now", instantArgument)
    .option("--author <login>", "who opens the pull request; default each grant's user", loginArgument)
    .addOption(formatOption())
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold check\n  leasehold check --base origin/main --author alice",
    )
    .action(
      action(async (context, { format, at, ...options }: CheckArguments) => {
        const { world } = context;
        const report = await check(
          { repository: await world.repository() },
          { ...options, at: at ?? world.clock.now() },
        );
        if (format === "json") json(context, report.result);
        else context.out(checkText(report, context.paint));
        return report.result.ok ? 0 : 1;
      }),
    );

  program
    .command("test")
    .summary("run the policy tests")
    .description("Runs policies/tests against policies/, as they are in the working tree.")
    .option("--coverage", "list rules and roles that no test touches")
    .addHelpText("after", "\nExamples:\n  leasehold test\n  leasehold test --coverage")
    .action(
      action(async (context, options: { coverage?: boolean }) => {
        const { world } = context;
        const report = await test(
          { repository: await world.repository() },
          { ...options, at: world.clock.now() },
        );
        context.out(testText(report, context.paint));
        return report.ok ? 0 : 1;
      }),
    );
};

/** A person, or an app as GitHub names it: `dependabot[bot]` opens pull requests too. */
function loginArgument(text: string): Login {
  if (!LOGIN.test(text.replace(/\[bot\]$/, "")))
    throw new InvalidArgumentError("Write a GitHub login, such as alice.");
  return text;
}
