import { offerRecall } from "../commands/person/offer-recall.ts";
import { PickupTaken } from "../commands/person/open-pickup.ts";
import { revoke } from "../commands/revoke.ts";
import { use } from "../commands/use.ts";
import { revokedText } from "../render/people-text.ts";
import type { Context } from "./context.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";
import { recallPorts } from "./revoke-ports.ts";

export const registerUseCommand: Register = (program, action) => {
  program
    .command("use")
    .summary("open your access and run a command, or a shell, with it")
    .description(
      "Opens the pick-up of a grant of yours, once, keeps its token until the end, and runs a command or your shell with it. One that is on main and not issued yet, it has issued: it starts the apply workflow, and waits.",
    )
    .argument("<key-or-role>", "a grant's key, or a role: then your newest live grant of it")
    .argument("[command...]", "after --; without one, your shell")
    .passThroughOptions()
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold use orders-db-read -- psql\n  leasehold use orders-db-read.refund-8812.3f2a9c1b7d20",
    )
    .action(
      action(async (context, what: string, words: string[]) => {
        // What follows the first word is passed through, the `--` before a command too.
        const command = words[0] === "--" ? words.slice(1) : words;
        const { world, reporter } = context;
        const ports = {
          repository: await world.repository(),
          person: await world.vault.person(),
          granted: await world.vault.granted(),
          kept: await world.keptTokens(),
          processes: world.processes(),
          terminal: world.terminal(),
          clock: world.clock,
          reporter,
          issuing: {
            log: await world.auditLogReads(),
            startApply: async () =>
              (await world.github()).dispatch("apply.yml", await world.branch(), { command: "apply" }),
          },
          vault: await world.vault.address(),
          loginHint: await world.vault.loginHint(),
        };
        try {
          return (await use(ports, { what, command, branch: await world.branch() })).code;
        } catch (error) {
          if (!(error instanceof PickupTaken)) throw error;
          return await taken(context, error);
        }
      }),
    );
};

/** A pick-up that somebody else may have opened: told, and its grant ended where the person says so. Always 1. */
async function taken(context: Context, error: PickupTaken): Promise<1> {
  const { world, reporter } = context;
  const prompts = await world.prompts();
  const ended = await offerRecall(
    {
      reporter,
      ...(prompts ? { prompts } : {}),
      revoke: async () =>
        revoke(await recallPorts(context), {
          key: error.key,
          now: true,
          stolen: true,
          branch: await world.branch(),
        }),
    },
    error,
  );
  if (!ended) throw error;
  context.out(revokedText({ ...ended, at_once: true }, world.clock.now(), context.paint));
  finish(context, ended, ended.findings);
  return 1;
}
