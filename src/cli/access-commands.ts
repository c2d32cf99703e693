import { done } from "../commands/done.ts";
import { askReissue } from "../commands/person/ask-reissue.ts";
import { givenBackHere } from "../commands/person/given-back.ts";
import { offerRecall } from "../commands/person/offer-recall.ts";
import { PickupTaken } from "../commands/person/open-pickup.ts";
import { revoke } from "../commands/revoke.ts";
import { use } from "../commands/use.ts";
import type { GrantKey } from "../domain/key.ts";
import type { RecallReport } from "../domain/record.ts";
import { doneText, revokedText } from "../render/people-text.ts";
import { chance } from "./chance.ts";
import type { Context } from "./context.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

interface RevokeArguments {
  readonly user?: string;
  readonly role?: string;
  readonly all?: boolean;
  readonly now?: boolean;
  readonly reason?: string;
  readonly stolen?: boolean;
}

/** Using access and giving it back: use, done, revoke, reissue. */
export const registerAccessCommands: Register = (program, action) => {
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

  program
    .command("reissue")
    .summary("a new token for your live grant, where the old one is lost")
    .description(
      "Starts the apply workflow with your key: same end, the old token ends, no approval needed. Only for your own grants.",
    )
    .argument("<key>", "the grant, as leasehold status shows it")
    .addHelpText("after", "\nExample:\n  leasehold reissue orders-db-read.refund-8812.3f2a9c1b7d20")
    .action(
      action(async (context, key: string) => {
        const { world, paint } = context;
        const now = world.clock.now();
        const branch = await world.branch();
        const ports = {
          repository: await world.repository(),
          log: await world.auditLogReads(),
          givenBack: () => givenBackHere(() => world.keptTokens(), now),
          now,
          dispatch: async (asked: GrantKey) =>
            (await world.github()).dispatch("apply.yml", branch, { command: "reissue", key: asked }),
        };
        await askReissue(ports, key, branch);
        context.out(
          `${paint("green", "asked")}  a new token for ${key}: the workflow Leasehold apply gives it within a minute or two\n${paint("dim", "then")}   leasehold use ${key}\n`,
        );
        return 0;
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

async function recallPorts(context: Context) {
  const { world } = context;
  return {
    ...(await revokePorts(context)),
    reporter: context.reporter,
    signal: context.around.signal,
    vault: async () => {
      const { everything, recalling } = await world.vault.asPerson();
      return { ...everything, ...recalling };
    },
    askForRecall: async (key: GrantKey, report: RecallReport) =>
      (await world.github()).dispatch("apply.yml", await world.branch(), { command: "recall", key, report }),
  };
}

async function revokePorts({ world }: Context) {
  return {
    repository: await world.repository(),
    copy: await world.workingCopy(),
    github: () => world.github(),
    chance,
  };
}
