import { randomBytes } from "node:crypto";
import { emergency } from "../commands/emergency.ts";
import { emergencyText } from "../render/people-text.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

interface EmergencyArguments {
  readonly user: string;
  readonly for: string;
  readonly reason: string;
  readonly ticket?: string;
}

/** For operators while GitHub is down: emergency. */
export const registerEmergencyCommand: Register = (program, action) => {
  program
    .command("emergency")
    .summary("issue while GitHub is down, reviewed when it is back")
    .description(
      "Issues a break-glass role with your own Vault login, which needs the policy leasehold-emergency, and no GitHub. For at most the role's break-glass maximum, to somebody the role lets break glass. It is in the audit log, alerted and up for review with the first run of the schedule after GitHub is back.",
    )
    .argument("<role>", "a role that has break_glass, as policies/roles has it")
    .requiredOption("--user <login>", "who gets the access")
    .requiredOption("--for <duration>", "how long: 15m, 30m")
    .requiredOption("--reason <text>", "why; the reviewer and the audit log read it")
    .option("--ticket <ticket>", "where the role requires one")
    .addHelpText(
      "after",
      '\nExample:\n  leasehold emergency orders-db-oncall --user dana --for 30m --reason "GitHub is down and orders are stuck"',
    )
    .action(
      action(async (context, role: string, options: EmergencyArguments) => {
        const { world, reporter } = context;
        const { reads, issuing } = await world.vault.asPerson();
        const ports = {
          repository: await world.repository(),
          vault: { ...reads, ...issuing },
          operator: { names: async () => (await world.vault.person())?.names() },
          reporter,
          chance: () => randomBytes(6).toString("hex"),
        };
        const result = await emergency(ports, { ...options, role, branch: await world.branch() });
        if (result.issued) context.out(emergencyText(result.issued, world.clock.now(), context.paint));
        return finish(context, result, result.findings);
      }),
    );
};
