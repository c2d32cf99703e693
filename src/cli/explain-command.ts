import { type ExplainQuestion, explain } from "../commands/explain.ts";
import { Stop } from "../commands/stop.ts";
import { type Instant, parseDuration } from "../domain/units.ts";
import { explainText } from "../render/explain-text.ts";
import { type Context, json } from "./context.ts";
import { instantArgument } from "./instant-argument.ts";
import { formatOption, type Register } from "./register.ts";

interface ExplainArguments {
  readonly role?: string;
  readonly user?: string;
  readonly duration?: string;
  readonly until?: Instant;
  readonly start?: Instant;
  readonly reason?: string;
  readonly ticket?: string;
  readonly breakGlass?: boolean;
  readonly format: string;
}

/** `explain`: of the gate, needs nothing outside the clone. */
export const registerExplainCommand: Register = (program, action) => {
  program
    .command("explain")
    .summary("allowed or not, by which rule, who must approve")
    .description("Answers for a file, or for a sentence; with only a user, what they could ask for.")
    .argument("[file]", "a grant file")
    .option("--role <role>", "the role asked for")
    .option("--user <login>", "the person who would get it")
    .option("--duration <duration>", "how long: 30m, 2h, 1d")
    .option("--until <instant>", "instead of --duration", instantArgument)
    .option("--start <instant>", "not before then", instantArgument)
    .option("--reason <text>", "why")
    .option("--ticket <ticket>", "where the role asks for one")
    .option("--break-glass", "in an emergency")
    .addOption(formatOption())
    .addHelpText(
      "after",
      `
Examples:
  leasehold explain --user alice
  leasehold explain --role orders-db-read --user alice --duration 2h
  leasehold explain grants/orders-db-read/refund-8812.yaml`,
    )
    .action(
      action(async (context, file: string | undefined, options: ExplainArguments) => {
        const { world } = context;
        const question =
          file === undefined ? sentenceOf(options) : await fileQuestion(context, file, options);
        const report = await explain({ repository: await world.repository() }, question, {
          at: world.clock.now(),
        });
        if (options.format === "json") json(context, report.result);
        else context.out(explainText(report, context.paint));
        return report.kind === "person" || report.result.allowed ? 0 : 1;
      }),
    );
};

/** @throws Stop for a file outside the repository, and for options that would be passed over */
async function fileQuestion(
  { world }: Context,
  file: string,
  { format: _, ...options }: ExplainArguments,
): Promise<ExplainQuestion> {
  const [option] = Object.keys(options);
  if (option !== undefined) {
    const name = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new Stop(2, `--${name} beside a file: the file says it`, "Name a file, or ask with options alone.");
  }
  const inside = await world.pathInRepository(file);
  if (inside === undefined)
    throw new Stop(
      2,
      `${JSON.stringify(file)} is not in this repository`,
      "Name a file of it, or another repository with -C.",
    );
  return { kind: "file", file: inside };
}

function sentenceOf(options: ExplainArguments): ExplainQuestion {
  const { role, user, duration, breakGlass, format: _, ...rest } = options;
  if (user === undefined)
    throw new Stop(2, "whom is it about?", "Name a file, or --user; leasehold explain --help has examples.");
  if (role === undefined) {
    const [more] = Object.keys({ duration, breakGlass, ...rest }).filter(
      (key) => options[key as keyof ExplainArguments] !== undefined,
    );
    if (more === undefined) return { kind: "person", user };
    throw new Stop(
      2,
      "which role is it about?",
      "Add --role; with --user alone, all that they could ask for.",
    );
  }
  if (duration !== undefined && rest.until !== undefined)
    throw new Stop(2, "--duration and --until are both there", "Write one of the two.");
  const length = duration === undefined ? undefined : parseDuration(duration);
  if (duration !== undefined && length === undefined)
    throw new Stop(2, `--duration: ${duration} is no duration`, "Write it like 30m, 2h or 1d.");
  return {
    kind: "sentence",
    role,
    user,
    ...rest,
    ...(length === undefined ? {} : { duration: length }),
    ...(breakGlass ? { break_glass: true } : {}),
  };
}
