import { audit, auditJson } from "../commands/audit.ts";
import { doctor } from "../commands/doctor.ts";
import { auditText } from "../render/audit.ts";
import { doctorText } from "../render/doctor.ts";
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
        const result = await audit(await world.ports.audit(reporter), await world.branch());
        if (options.format === "json") json(context, auditJson(result));
        else context.out(auditText(result, context.paint));
        return finish(context, result, []);
      }),
    );
  program
    .command("doctor")
    .summary("is everything set up so that the promises hold")
    .description(
      "Looks at the settings of the repository, GitHub and Vault that the promises rest on: right, wrong, or not known, with where to change each. Works with what it is given: GITHUB_TOKEN, VAULT_TOKEN, both or neither. An administrator's tokens see most. Changes nothing.",
    )
    .addOption(formatOption())
    .addHelpText(
      "after",
      `
Exit code 1 where something is wrong; what is not known is no fault.

Examples:
  GITHUB_TOKEN=$(gh auth token) leasehold doctor
  leasehold doctor --format json | jq -r '.checks[] | select(.state == "fail") | .message'`,
    )
    .action(
      action(async (context, options: { format: string }) => {
        const { world } = context;
        const { ok, checks } = await doctor(await world.ports.doctor(), await world.branch());
        if (options.format === "json") json(context, { ok, checks });
        else context.out(doctorText(checks, context.paint));
        return ok ? 0 : 1;
      }),
    );
};
