import { apply } from "../commands/apply.ts";
import { enforce } from "../commands/enforce.ts";
import { plan, planJson } from "../commands/plan.ts";
import { endedLine, issuedLine, planText, refusedLine } from "../render/run.ts";
import { json } from "./context.ts";
import { finish } from "./finish.ts";
import { formatOption, type Register } from "./register.ts";

/** The commands that make Vault agree with main: plan, apply, enforce. */
export const registerRunCommands: Register = (program, action) => {
  program
    .command("plan")
    .summary("what apply would do")
    .description(
      "Compares main with Vault and shows what apply would do. Writes nothing, and needs no GitHub.",
    )
    .addOption(formatOption())
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold plan\n  leasehold plan --format json | jq '.recall[].key'",
    )
    .action(
      action(async (context, options: { format: string }) => {
        const vault = await context.world.vault.as("audit");
        const ports = {
          vault: vault.reads,
          repository: await context.world.repository(),
          reporter: context.reporter,
        };
        const result = await plan(ports, await context.world.branch());
        if (options.format === "json") json(context, planJson(result));
        else context.out(planText(result, context.paint));
        return finish(context, result, options.format === "json" ? [] : result.findings);
      }),
    );

  program
    .command("apply")
    .summary("issue and recall until Vault agrees with main")
    .description(
      "Ends what is over or no longer wanted, then issues what main asks for, after proving its approvals anew. Safe to run at any time, and twice at once.",
    )
    .addHelpText(
      "after",
      "\nRuns by itself on every push to main, and by the schedule.\n\nExamples:\n  leasehold plan && leasehold apply",
    )
    .action(
      action(async (context) => {
        const { world, reporter } = context;
        const result = await apply(await world.ports.apply(reporter), await world.branch());
        const now = world.clock.now();
        for (const record of result.recalled) context.out(`${endedLine(record, now, context.paint)}\n`);
        for (const record of result.refused) context.out(`${refusedLine(record, context.paint)}\n`);
        for (const record of result.issued) context.out(`${issuedLine(record, now, context.paint)}\n`);
        context.out(
          `${result.issued.length} issued, ${result.refused.length} refused, ${result.recalled.length} ended, ${result.unchanged} unchanged\n`,
        );
        return finish(context, result, result.findings);
      }),
    );

  program
    .command("enforce")
    .summary("prove ends, recall what is over, keep the revoke pull requests")
    .description(
      "Proves the end of every grant that is over, recalls what main no longer wants, marks owed rotations, and keeps the pull requests that delete ended files. Issues nothing. Ends access with GitHub down, too.",
    )
    .addHelpText("after", "\nRuns by itself by the schedule.\n\nExample:\n  leasehold enforce")
    .action(
      action(async (context) => {
        const { world, reporter } = context;
        const result = await enforce(await world.ports.enforce(reporter), await world.branch());
        const now = world.clock.now();
        for (const record of result.ended) context.out(`${endedLine(record, now, context.paint)}\n`);
        for (const pull of result.revoke_pulls)
          context.out(`revoke pull request #${pull.number}: ${pull.grants.length} ended, ${pull.url}\n`);
        context.out(
          `${result.ended.length} ended, ${result.unchanged} unchanged, ${result.tidied} old records tidied\n`,
        );
        return finish(context, result, result.findings);
      }),
    );
};
