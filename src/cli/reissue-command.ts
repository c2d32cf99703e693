import { askReissue } from "../commands/person/ask-reissue.ts";
import { givenBackHere } from "../commands/person/given-back.ts";
import type { GrantKey } from "../domain/key.ts";
import type { Register } from "./register.ts";

export const registerReissueCommand: Register = (program, action) => {
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
