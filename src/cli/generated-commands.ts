import { codeowners } from "../commands/codeowners.ts";
import { issueForm } from "../commands/issue-form.ts";
import { findingsText } from "../render/findings.ts";
import type { Register } from "./register.ts";

/** Files that follow from the policies, in part: codeowners, issue-form. */
export const registerGeneratedCommands: Register = (program, action) => {
  program
    .command("codeowners")
    .summary("write the generated part of CODEOWNERS")
    .description(
      "Writes .github/CODEOWNERS so that GitHub asks the right people, between `# leasehold:begin` and `# leasehold:end`.",
    )
    .option("--check", "only look whether it is right")
    .addHelpText("after", "\nExamples:\n  leasehold codeowners\n  leasehold codeowners --check")
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

  program
    .command("issue-form")
    .summary("write the roles into the request form")
    .description(
      "Writes .github/ISSUE_TEMPLATE/access.yml, by which people ask without a clone: its roles, between `# leasehold:begin` and `# leasehold:end`.",
    )
    .option("--check", "only look whether it is right")
    .addHelpText("after", "\nExamples:\n  leasehold issue-form\n  leasehold issue-form --check")
    .action(
      action(async (context, options: { check?: boolean }) => {
        const { world } = context;
        const ports = { repository: await world.repository(), files: await world.repositoryFiles() };
        const report = await issueForm(ports, options);
        context.out(findingsText(report.findings, context.paint));
        if (report.ok)
          context.out(
            report.changed ? "Written: the request form\n" : "The request form offers the roles there are.\n",
          );
        return report.ok ? 0 : 1;
      }),
    );
};
