import { randomBytes } from "node:crypto";
import { InvalidArgumentError } from "commander";
import { request } from "../commands/request.ts";
import { status, statusJson } from "../commands/status.ts";
import { isStop } from "../commands/stop.ts";
import { use } from "../commands/use.ts";
import { hasErrors } from "../domain/finding.ts";
import { type Instant, parseInstant } from "../domain/units.ts";
import { findingsText } from "../render/findings.ts";
import { troubleText } from "../render/run.ts";
import { statusText } from "../render/status.ts";
import { json } from "./context.ts";
import type { Register } from "./register.ts";
import { finish } from "./run-commands.ts";

/** What is typed where a moment is asked for. */
export function instantArgument(text: string): Instant {
  const moment = parseInstant(text);
  if (moment === undefined) throw new InvalidArgumentError("Write it like 2026-11-21T18:00:00Z.");
  return moment;
}

interface RequestArguments {
  readonly for?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly user?: string;
  readonly ticket?: string;
  readonly start?: string;
  readonly breakGlass?: boolean;
  readonly check: boolean;
}

interface StatusArguments {
  readonly role?: string;
  readonly user?: string;
  readonly path?: string;
  readonly at?: Instant;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly format: string;
}

/** The commands of everybody: request, use, status. */
export const registerPeopleCommands: Register = (program, action) => {
  program
    .command("request")
    .summary("ask for access: a file, a branch, a pull request")
    .description(
      "Asks for access. Without a role it asks you what you need. Your request is judged before it is sent.",
    )
    .argument("[role]", "the access role, as policies/roles has it")
    .option("--for <duration>", "how long: 30m, 2h, 1d")
    .option("--until <instant>", "instead of --for: 2026-11-21T18:00:00Z")
    .option("--reason <text>", "why; your approvers and the audit log read it")
    .option("--ticket <ticket>", "where the role asks for one")
    .option("--start <instant>", "not before then")
    .option("--user <login>", "for somebody else")
    .option("--break-glass", "an emergency: no approval before, a review after")
    .option("--no-check", "send it even where the rules refuse it")
    .addHelpText(
      "after",
      `
Examples:
  leasehold request
  leasehold request orders-db-read --for 2h --ticket INC-4821 --reason "Refund 8812 is stuck; need to read its rows"`,
    )
    .action(
      action(async (context, role: string | undefined, options: RequestArguments) => {
        const { world, reporter } = context;
        const github = await world.github();
        const ports = {
          repository: await world.repository(),
          copy: await world.workingCopy(),
          github,
          now: world.clock.now(),
          chance: () => randomBytes(2).toString("hex"),
          prompts: world.prompts(),
          reporter,
          me: () => github.me(),
        };
        const { breakGlass, check, ...words } = options;
        const result = await request(ports, {
          ...words,
          ...(role === undefined ? {} : { role }),
          break_glass: breakGlass === true,
          check,
          branch: await world.branch(),
        });
        if (isStop(result)) return result;
        if (result.pull) context.out(`${result.pull.url}\n`);
        const code = finish(context, result, result.findings);
        // What --no-check pushed is for the pull request's check to refuse.
        return result.pull && code === 1 ? 0 : code;
      }),
    );

  program
    .command("use")
    .summary("open your access and run a command, or a shell, with it")
    .description(
      "Opens the pick-up of a grant of yours, once, keeps its token until the end, and runs a command or your shell with it.",
    )
    .argument("<key-or-role>", "a grant's key, or a role: then your newest live grant of it")
    .argument("[command...]", "after --; without one, your shell")
    .passThroughOptions()
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold use orders-db-read -- psql\n  leasehold use orders-db-read.refund-8812.3f2a9c1b7d20",
    )
    .action(
      action(async (context, what: string, command: string[]) => {
        const { world, reporter } = context;
        const ports = {
          repository: await world.repository(),
          person: await world.person(),
          granted: await world.granted(),
          kept: await world.keptTokens(),
          processes: world.processes(),
          terminal: world.terminal(),
          clock: world.clock,
          reporter,
          vault: await world.vaultAddress(),
          loginHint: await world.loginHint(),
        };
        const used = await use(ports, { what, command, branch: await world.branch() });
        return isStop(used) ? used : used.code;
      }),
    );

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
    .option("--format <form>", "text or json", "text")
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
        const ports = { repository: await world.repository(), log: await world.auditLogReads(), now };
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
