import { report } from "./report2.js";
import { reportText } from "./render.js";
import { finish } from "./finish.js";
import path from "node:path";

// src/cli/report-command.ts
const registerReportCommand = (program, action) => {
	program.command("report").summary("the dashboard as a static site").description("Writes index.html with everything in it, report.json and rotations.csv: who has what, exceptions, a timeline, rotations, an access review. Needs Git and the audit log; with a login to Vault it also compares what Vault has.").requiredOption("--out <dir>", "folder for the site; an earlier report there is replaced").option("--vault-audit-log <file>", "log of Vault's audit device (type file): how much of the time was really used").addHelpText("after", `
The page works from a disk as from a server, and asks nobody for anything.

Examples:
  leasehold report --out dashboard
  leasehold report --out dashboard --vault-audit-log /var/log/openbao/audit.log
  jq '.attention[].message' dashboard/report.json`).action(action(async (context, { out, vaultAuditLog }) => {
		const { world, reporter } = context;
		const places = {
			out,
			...vaultAuditLog === void 0 ? {} : { audit_log: vaultAuditLog }
		};
		const result = await report(await world.ports.report(reporter, places), {
			branch: await world.branch(),
			repository: await world.repositoryPage()
		});
		context.out(reportText(result.report, path.join(out, "index.html"), context.paint));
		return finish(context, result, result.findings);
	}));
};

export { registerReportCommand };