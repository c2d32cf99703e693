import { audit, auditJson } from "../commands/audit.ts";
import { auditText } from "../render/audit.ts";
import { json } from "./context.ts";
import { finish } from "./finish.ts";
import { formatOption, type Register } from "./register.ts";

/** Whether everything is as it should be: audit, doctor. */
export const registerAuditCommands: Register = (program, action) => {
  program
    .command("audit")
    .summary("Git, GitHub and Vault against each other")
    .description(
      "Compares files, pull requests, records, tokens, leases, policies, rotations and the audit log's chain, and says of each mismatch what to do. Changes nothing but the audit log, where each mismatch is told once.",
    )
    .addOption(formatOption())
    .addHelpText(
      "after",
      `
Runs every day by the schedule, with an identity that cannot write in Vault.

Examples:
  leasehold audit
  leasehold audit --format json | jq -r '.findings[] | "\\(.rule) \\(.message)"'`,
    )
    .action(
      action(async (context, options: { format: string }) => {
        const { world, reporter } = context;
        const result = await audit(await world.auditPorts(reporter), await world.branch());
        if (options.format === "json") json(context, auditJson(result));
        else context.out(auditText(result, context.paint));
        return finish(context, result, []);
      }),
    );
};
