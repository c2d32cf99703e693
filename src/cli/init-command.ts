import type { InitWords } from "../commands/init/read-words.ts";
import { init } from "../commands/init.ts";
import { hasErrors } from "../domain/finding.ts";
import { findingsText } from "../render/findings.ts";
import { initText } from "../render/init-text.ts";
import type { Register } from "./register.ts";

/** A new access repository: init. */
export const registerInitCommand: Register = (program, action) => {
  program
    .command("init")
    .summary("make a new access repository")
    .description(
      "Writes an access repository into a new folder, ready to be pushed: policies with comments, workflows, request form, README. Asks for what no option says.",
    )
    .argument("<dir>", "a new folder, an empty one, or a clone without files")
    .option("--owners <logins>", "who approve changes of policies: olivia,peter, or platform=olivia,peter")
    .option("--approvers <logins>", "who approve requests: bob,sam, or dba=bob,sam")
    .option("--requesters <logins>", "who may ask: alice,carol, or payments=alice,carol")
    .option("--vault <address>", "where Vault is; absent: the workflows' variable VAULT_ADDR says so")
    .option(
      "--action <owner/repo@commit>",
      "what the workflows run; default: the clone this leasehold runs from",
    )
    .option("--issuer <address>", "who signs the tokens of jobs, on GitHub Enterprise Server")
    .addHelpText(
      "after",
      `
Examples:
  leasehold init access
  leasehold init access --owners olivia,peter --approvers dba=bob,sam --requesters payments=alice --vault https://vault.example.com:8200`,
    )
    .action(
      action(async (context, dir: string, words: InitWords) => {
        const { world } = context;
        const folder = world.newFolder(dir);
        const ports = { shipped: world.shipped(), folder, prompts: await world.prompts() };
        const report = await init(ports, words, world.clock.now());
        context.say(findingsText(report.findings, context.sayPaint));
        if (hasErrors(report.findings)) return 1;
        context.out(initText({ ...report, dir, path: folder.path }, context.paint));
        return 0;
      }),
    );
};
