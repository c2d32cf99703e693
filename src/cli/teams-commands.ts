import { teamsSync } from "../commands/teams-sync.ts";
import { teamsText } from "../render/teams-pull.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

/** Teams of policies and of the organisation: teams sync. */
export const registerTeamsCommands: Register = (program, action) => {
  const teams = program.command("teams").summary("teams of policies/ and of the organisation");
  teams
    .command("sync")
    .summary("a pull request that brings teams.yaml in line with the organisation")
    .description(
      "Opens, or brings up to date, the pull request that makes policies/teams.yaml and CODEOWNERS say what the organisation's teams of the same names say. Needs a token that may read them.",
    )
    .addHelpText("after", "\nExample:\n  GITHUB_TOKEN=$(gh auth token) leasehold teams sync")
    .action(
      action(async (context) => {
        const { world } = context;
        const ports = { repository: await world.repository(), github: await world.github() };
        const result = await teamsSync(ports, await world.branch(), world.clock.now());
        context.out(teamsText(result.changes, result.pull));
        return finish(context, result, result.findings);
      }),
    );
};
