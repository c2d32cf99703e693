import { evidence } from "../commands/evidence.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

/** For auditors: evidence. */
export const registerEvidenceCommand: Register = (program, action) => {
  program
    .command("evidence")
    .summary("one grant's whole story, as files to check offline")
    .description(
      "Writes the request, the policies that judged it, its events with the days of the log that have them, and what proves all of it, with a README and a script that checks it and uses nothing of Leasehold. From the repository and the audit log alone: neither Vault nor GitHub's API is asked.",
    )
    .argument("<key>", "the grant, as leasehold status --from shows it")
    .requiredOption("--out <dir>", "a folder that is not there yet")
    .addHelpText(
      "after",
      "\nExample:\n  leasehold evidence orders-db-read.refund-8812.3f2a9c1b7d20 --out refund-8812 && python3 refund-8812/check.py",
    )
    .action(
      action(async (context, key: string, { out }: { out: string }) => {
        const { world } = context;
        const ports = {
          repository: await world.repositoryProofs(),
          log: await world.auditLogReads(),
          out: world.newFiles(out),
        };
        const result = await evidence(ports, key, await world.branch());
        const told = result.events.map((type) => type.replace(/^leasehold\.(grant\.)?/, "")).join(", ");
        context.out(
          `${context.paint("green", "written")}  ${result.files} files about ${result.key} (${told || "no event"})\n${context.paint("dim", "check")}    python3 ${out}/check.py\n`,
        );
        return finish(context, result, result.findings);
      }),
    );
};
