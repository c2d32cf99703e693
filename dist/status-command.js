import { givenBackHere } from "./given-back.js";
import { status, statusJson } from "./status.js";
import { hasErrors } from "./domain.js";
import { findingsText, statusText, troubleText } from "./render.js";
import { json } from "./context.js";
import { instantArgument } from "./instant-argument.js";
import { formatOption } from "./register.js";

// src/cli/status-command.ts
const registerStatusCommand = (program, action) => {
	program.command("status").summary("who has, or had, what, why and until when").description("From Git and the audit log alone: works with Vault down, and for any moment in the past.").option("--role <role>", "grants of this role").option("--user <login>", "grants of this person").option("--path <path>", "grants that give this Vault path").option("--at <instant>", "as it was then", instantArgument).option("--from <instant>", "everything of a time, with --to", instantArgument).option("--to <instant>", "up to then; absent: now", instantArgument).addOption(formatOption()).addHelpText("after", `
Examples:
  leasehold status
  leasehold status --path database/creds/orders-read --at 2026-11-03T12:00:00Z
  leasehold status --user alice --from 2026-11-01T00:00:00Z --format json`).action(action(async (context, options) => {
		const { world } = context;
		const now = world.clock.now();
		const { from, to, format, ...filter } = options;
		const ports = {
			repository: await world.repository(),
			log: await world.auditLogReads(),
			givenBack: () => givenBackHere(() => world.keptTokens(), now),
			now
		};
		const between = from === void 0 ? void 0 : {
			from,
			to: to ?? now
		};
		const result = await status(ports, {
			...filter,
			...between ? { between } : {},
			branch: await world.branch()
		});
		if (format === "json") json(context, statusJson(result));
		else context.out(statusText(result.grants, {
			...result,
			now
		}, context.screen));
		context.say(findingsText(result.findings, context.sayPaint));
		context.say(troubleText(result.troubles, context.sayPaint));
		return hasErrors(result.findings) ? 1 : 0;
	}));
};

export { registerStatusCommand };