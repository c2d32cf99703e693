import { check } from "../commands/check.ts";
import { codeowners } from "../commands/codeowners.ts";
import { type ExplainQuestion, explain } from "../commands/explain.ts";
import { Stop } from "../commands/stop.ts";
import { test } from "../commands/test.ts";
import { type Instant, parseDuration } from "../domain/units.ts";
import { checkText } from "../render/check-text.ts";
import { explainText } from "../render/explain-text.ts";
import { findingsText } from "../render/findings.ts";
import { testText } from "../render/test-text.ts";
import { json } from "./context.ts";
import { formatOption, type Register } from "./register.ts";
import { instantArgument } from "./request-commands.ts";

interface CheckArguments {
  readonly base?: string;
  readonly head?: string;
  readonly at?: Instant;
  readonly author?: string;
  readonly format: string;
}

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

/** The gate: check, test, explain, codeowners. Needs nothing outside the clone. */
export const registerGateCommands: Register = (program, action) => {
  program
    .command("check")
    .summary("judge grants and policies")
    .description(
      "Judges what changed since --base by the policies of --base; without it, the whole working tree.",
    )
    .option("--base <ref>", "what the change is to be merged into")
    .option("--head <ref>", "the change; default HEAD")
    .option("--at <instant>", "when it would land; default now", instantArgument)
    .option("--author <login>", "who opens the pull request; default each grant's user")
    .addOption(formatOption())
    .addHelpText(
      "after",
      "\nExamples:\n  leasehold check\n  leasehold check --base origin/main --author alice",
    )
    .action(
      action(async (context, { format, at, ...options }: CheckArguments) => {
        const { world } = context;
        const report = await check(
          { repository: await world.repository() },
          { ...options, at: at ?? world.clock.now() },
        );
        if (format === "json") json(context, report.result);
        else context.out(checkText(report, context.paint));
        return report.result.ok ? 0 : 1;
      }),
    );

  program
    .command("test")
    .summary("run the policy tests")
    .description("Runs policies/tests against policies/, as they are in the working tree.")
    .option("--coverage", "list rules and roles that no test touches")
    .action(
      action(async (context, options: { coverage?: boolean }) => {
        const { world } = context;
        const report = await test(
          { repository: await world.repository() },
          { ...options, at: world.clock.now() },
        );
        context.out(testText(report, context.paint));
        return report.ok ? 0 : 1;
      }),
    );

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
        const question = questionOf(file, options);
        const report = await explain({ repository: await world.repository() }, question, {
          at: world.clock.now(),
        });
        if (options.format === "json") json(context, report.kind === "request" ? report.result : report);
        else context.out(explainText(report, context.paint));
        if (report.kind === "person") return 0;
        return report.kind === "request" && report.result.allowed ? 0 : 1;
      }),
    );

  program
    .command("codeowners")
    .summary("write the generated part of CODEOWNERS")
    .description(
      "Writes .github/CODEOWNERS so that GitHub asks the right people, between `# leasehold:begin` and `# leasehold:end`.",
    )
    .option("--check", "only look whether it is right")
    .action(
      action(async (context, options: { check?: boolean }) => {
        const { world } = context;
        const ports = { repository: await world.repository(), files: await world.repositoryFiles() };
        const report = await codeowners(ports, { ...options, at: world.clock.now() });
        context.out(findingsText(report.findings, context.paint));
        if (report.ok)
          context.out(
            report.changed
              ? "Written: .github/CODEOWNERS\n"
              : ".github/CODEOWNERS says what the policies say.\n",
          );
        return report.ok ? 0 : 1;
      }),
    );
};

function questionOf(file: string | undefined, options: ExplainArguments): ExplainQuestion {
  const { role, user, duration, breakGlass, format: _, ...rest } = options;
  if (file !== undefined) return { kind: "file", file };
  if (user === undefined)
    throw new Stop(2, "whom is it about?", "Name a file, or --user; leasehold explain --help has examples.");
  if (role === undefined) return { kind: "person", user };
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
