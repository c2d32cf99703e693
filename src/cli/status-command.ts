import { givenBackHere } from "../commands/person/given-back.ts";
import { status, statusJson } from "../commands/status.ts";
import { hasErrors } from "../domain/finding.ts";
import type { Instant } from "../domain/units.ts";
import { findingsText } from "../render/findings.ts";
import { troubleText } from "../render/run.ts";
import { statusText } from "../render/status.ts";
import { json } from "./context.ts";
import { instantArgument } from "./instant-argument.ts";
import { formatOption, type Register } from "./register.ts";

interface StatusArguments {
  readonly role?: string;
  readonly user?: string;
  readonly path?: string;
  readonly at?: Instant;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly format: string;
}

/** Who has, or had, what: status. */
export const registerStatusCommand: Register = (program, action) => {
  program
    .command("status")
    .summary("who has, or had, what, why and until when")
    .description("From Git and the audit log alone: works with Vault down, and for any moment in the past.")
    .option("--role <role>", "grants of this role")
    .option("--user <login>", "grants of this person")
    .option("--path <path>", "grants that give this Vault path")
    .option("--at <instant>", "as it was then", instantArgument)
    .option("--from <instant>", "everything of a time, with --to", instantArgument)
    .option("--to <instant>", "up to then; absent: now", instantArgument)
    .addOption(formatOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold status
  leasehold status --path database/creds/orders-read --at 2026-11-03T12:00:00Z
  leasehold status --user alice --from 2026-11-01T00:00:00Z --format json`,
    )
    .action(
      action(async (context, options: StatusArguments) => {
        const { world } = context;
        const now = world.clock.now();
        const { from, to, format, ...filter } = options;
        const ports = {
          repository: await world.repository(),
          log: await world.auditLogReads(),
          givenBack: () => givenBackHere(() => world.keptTokens(), now),
          now,
        };
        const between = from === undefined ? undefined : { from, to: to ?? now };
        const result = await status(ports, {
          ...filter,
          ...(between ? { between } : {}),
          branch: await world.branch(),
        });
        if (format === "json") json(context, statusJson(result));
        else context.out(statusText(result.grants, { ...result, now }, context.screen));
        context.say(findingsText(result.findings, context.sayPaint));
        context.say(troubleText(result.troubles, context.sayPaint));
        // What could not be asked anew was answered from what the clone has, and said so.
        return hasErrors(result.findings) ? 1 : 0;
      }),
    );
};
