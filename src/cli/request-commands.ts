import { InvalidArgumentError } from "commander";
import { extend } from "../commands/extend.ts";
import { waitForIssue } from "../commands/person/wait-for-issue.ts";
import { type Requested, request } from "../commands/request.ts";
import { parseDuration, type Seconds, seconds } from "../domain/units.ts";
import { requestedText, waitedText } from "../render/people-text.ts";
import { chance } from "./chance.ts";
import type { Context } from "./context.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

function durationArgument(text: string): Seconds {
  const duration = parseDuration(text);
  if (duration === undefined) throw new InvalidArgumentError("Write it like 30m, 2h or 1d.");
  return duration;
}

const WAIT = seconds(3_600);

interface RequestArguments {
  readonly for?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly user?: string;
  readonly ticket?: string;
  readonly start?: string;
  readonly breakGlass?: boolean;
  readonly check: boolean;
  readonly wait?: boolean | Seconds;
}

interface ExtendArguments {
  readonly for: string;
  readonly reason?: string;
  readonly ticket?: string;
  readonly check: boolean;
}

/** Asking for access: request, extend. */
export const registerRequestCommands: Register = (program, action) => {
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
    .option(
      "--wait [duration]",
      "until it is issued or refused; at most 1h, or as long as you say",
      durationArgument,
    )
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
        const { breakGlass, check, wait, ...words } = options;
        const { world, reporter } = context;
        const ports = {
          ...(await proposePorts(context)),
          prompts: await world.prompts(),
          reporter,
          log: await world.auditLogReads(),
        };
        const result = await request(ports, {
          ...words,
          ...(role === undefined ? {} : { role }),
          break_glass: breakGlass === true,
          check,
          branch: await world.branch(),
        });
        const code = tellRequested(context, result);
        return result.pull && wait ? waitFor(context, result, wait === true ? WAIT : wait) : code;
      }),
    );

  program
    .command("extend")
    .summary("ask for more time, without a gap")
    .description(
      "Asks for more time before a grant of yours ends: another file that goes on where that one stops.",
    )
    .argument("<key>", "the grant, as leasehold status shows it")
    .requiredOption("--for <duration>", "how much longer than its end")
    .option("--reason <text>", "default: that of the grant")
    .option("--ticket <ticket>", "default: that of the grant")
    .option("--no-check", "send it even where the rules refuse it")
    .addHelpText("after", "\nExample:\n  leasehold extend orders-db-read.refund-8812.3f2a9c1b7d20 --for 1h")
    .action(
      action(async (context, key: string, options: ExtendArguments) => {
        const result = await extend(await proposePorts(context), {
          ...options,
          key,
          branch: await context.world.branch(),
        });
        return tellRequested(context, result);
      }),
    );
};

async function proposePorts({ world }: Context) {
  // A folder that is no clone is told before a token that is missing.
  const repository = await world.repository();
  const github = await world.github();
  return {
    repository,
    copy: await world.workingCopy(),
    github,
    now: world.clock.now(),
    chance,
    me: () => github.me(),
  };
}

function tellRequested(context: Context, result: Requested): number {
  const view = result.judged?.view;
  const suggestion = result.judged?.suggestion;
  const facts = {
    ...(view ? { view } : {}),
    ...(suggestion ? { suggestion } : {}),
    pushed: result.pushed,
    ...(result.pull ? { pull: result.pull } : {}),
  };
  const code = finish(context, result, result.findings);
  context.out(requestedText(facts, context.paint));
  // What --no-check sent is for the pull request's check to refuse.
  return result.pull && code === 1 ? 0 : code;
}

async function waitFor(context: Context, { judged, pull }: Requested, atMost: Seconds): Promise<number> {
  const { world, reporter } = context;
  if (!judged || !pull) return 1;
  const { role, id } = judged.grant;
  const ports = {
    github: await world.github(),
    repository: await world.repository(),
    log: await world.auditLogReads(),
    clock: world.clock,
    reporter,
  };
  const waited = await waitForIssue(
    ports,
    { role, id, pull: pull.number, branch: await world.branch() },
    atMost,
  );
  context.out(waitedText(waited, context.paint));
  if (waited.kind === "issued") return 0;
  return waited.kind === "not-yet" ? 3 : 1;
}
