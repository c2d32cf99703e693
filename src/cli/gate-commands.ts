import { check } from "../commands/check.ts";
import type { Instant } from "../domain/units.ts";
import { findingsText } from "../render/findings.ts";
import { json } from "./context.ts";
import { instantArgument } from "./people-commands.ts";
import type { Register } from "./register.ts";

interface CheckArguments {
  readonly base?: string;
  readonly head?: string;
  readonly at?: Instant;
  readonly author?: string;
  readonly format: string;
}

/** The gate: check. Needs nothing outside the clone. */
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
    .option("--author <login>", "who opens the pull request; default each grant's user")
    .option("--format <form>", "text or json", "text")
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
        else {
          context.out(findingsText(report.result.findings, context.paint));
          const errors = report.result.findings.filter((one) => one.severity === "error").length;
          const grants = report.result.grants.length;
          context.out(
            report.result.ok
              ? `${context.paint("green", "ok")}: ${grants} ${grants === 1 ? "grant" : "grants"} judged\n`
              : `${context.paint("red", `${errors} ${errors === 1 ? "error" : "errors"}`)}\n`,
          );
        }
        return report.result.ok ? 0 : 1;
      }),
    );
};
