import type { GrantKey } from "../domain/key.ts";
import type { RecallReport } from "../domain/record.ts";
import { chance } from "./chance.ts";
import type { Context } from "./context.ts";

/** What revoke needs to end access at once, with the person's own login. */
export async function recallPorts(context: Context) {
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

export async function revokePorts({ world }: Context) {
  return {
    repository: await world.repository(),
    copy: await world.workingCopy(),
    github: () => world.github(),
    chance,
  };
}
