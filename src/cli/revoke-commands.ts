import { done } from "../commands/done.ts";
import { revoke } from "../commands/revoke.ts";
import { doneText, revokedText } from "../render/people-text.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";
import { recallPorts, revokePorts } from "./revoke-ports.ts";

interface RevokeArguments {
  readonly user?: string;
  readonly role?: string;
  readonly all?: boolean;
  readonly now?: boolean;
  readonly reason?: string;
  readonly stolen?: boolean;
}

/** Ending access before its time: done, revoke. */
export const registerRevokeCommands: Register = (program, action) => {
  program
    .command("done")
    .summary("give your access back before its end")
    .description(
      "Ends the token kept on this machine at once, and opens the pull request that deletes the file.",
    )
    .argument("[key]", "the grant; without it, the only one kept here")
    .addHelpText("after", "\nExample:\n  leasehold done")
    .action(
      action(async (context, key: string | undefined) => {
        const { world } = context;
        const ports = {
          ...(await revokePorts(context)),
          granted: await world.vault.granted(),
          kept: await world.keptTokens(),
          now: world.clock.now(),
        };
        const result = await done(ports, {
          ...(key === undefined ? {} : { key }),
          branch: await world.branch(),
        });
        context.out(doneText(result, context.paint));
        return finish(context, result, result.findings);
      }),
    );

  program
    .command("revoke")
    .summary("end grants: by pull request, or at once with --now")
    .description(
      "Opens a pull request that deletes the files of grants. With --now it ends them in Vault first, with your own login, and GitHub may be down.",
    )
    .argument("[key]", "one grant, as leasehold status shows it")
    .option("--user <login>", "all grants of a person: offboarding, a stolen laptop")
    .option("--role <role>", "all grants of a role; with --now also tokens that no record names")
    .option("--all", "all there are")
    .option("--now", "end them in Vault first; needs the policy leasehold-recall")
    .option("--reason <text>", "said in the pull request")
    .option("--stolen", "its pick-up was opened by somebody else: ends it at once, and alerts")
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20\n  leasehold revoke --user mallory --now\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20 --stolen",
    )
    .action(
      action(async (context, key: string | undefined, options: RevokeArguments) => {
        const { world } = context;
        const { now, ...selection } = options;
        const result = await revoke(await recallPorts(context), {
          ...selection,
          ...(key === undefined ? {} : { key }),
          now: now === true,
          branch: await world.branch(),
        });
        context.out(revokedText({ ...result, at_once: now === true }, world.clock.now(), context.paint));
        return finish(context, result, result.findings);
      }),
    );
};
