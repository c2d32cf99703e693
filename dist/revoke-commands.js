import { isKey } from "./domain.js";
import { attempt } from "./outcome.js";
import { openRevoke, recallPorts, revoke, revokePorts } from "./revoke-ports.js";
import { Stop } from "./stop.js";
import { doneText, revokedText } from "./render.js";
import { finish } from "./finish.js";

// src/commands/done.ts
async function done(ports, options) {
	const kept = await ports.kept.all();
	const key = keyFrom(options.key, kept);
	const troubles = [];
	const own = kept.find((one) => one.key === key);
	let ended = false;
	if (own) {
		const revoked = await attempt(`end ${key} in Vault`, () => ports.granted.revokeSelf(own.token));
		if (revoked.ok) {
			ended = revoked.value;
			if (ended) {
				if (!(await attempt(`note that ${key} was given back`, () => ports.kept.giveBack({
					key,
					at: ports.now,
					end: own.end
				}))).ok) await ports.kept.drop(key);
			}
		} else troubles.push(revoked.trouble);
	}
	const opened = await attempt(`the pull request that deletes the file of ${key}`, async () => openRevoke({
		...ports,
		github: await ports.github()
	}, options.branch, {
		kind: "key",
		key
	}, new Set(ended ? [key] : []), void 0));
	if (!opened.ok) troubles.push(opened.trouble);
	const found = opened.ok && opened.value.grants.length > 0;
	if (opened.ok && !found && !own) throw unknown(key);
	return {
		key,
		ended,
		...opened.ok && opened.value.pull ? { pull: opened.value.pull } : {},
		findings: [],
		troubles
	};
}
function keyFrom(asked, kept) {
	if (asked !== void 0) {
		if (isKey(asked)) return asked;
		throw new Stop(2, `${JSON.stringify(asked)} is no key of a grant`, namesOf(kept));
	}
	const [only, ...more] = kept;
	if (!only) throw new Stop(2, "no access is kept on this machine", "Name the grant: leasehold done KEY; leasehold status shows the keys.");
	if (more.length === 0) return only.key;
	throw new Stop(2, "several grants are kept on this machine: say which", namesOf(kept));
}
const namesOf = (kept) => kept.length === 0 ? "leasehold status shows the keys." : kept.map(({ key }) => `leasehold done ${key}`).join("\n");
const unknown = (key) => new Stop(1, `${key} is not on main, and no token of it is kept here`, "It has ended already, or was never issued: leasehold status shows it.");

// src/cli/revoke-commands.ts
const registerRevokeCommands = (program, action) => {
	program.command("done").summary("give your access back before its end").description("Ends the token kept on this machine at once, and opens the pull request that deletes the file.").argument("[key]", "the grant; without it, the only one kept here").addHelpText("after", "\nExample:\n  leasehold done").action(action(async (context, key) => {
		const { world } = context;
		const ports = {
			...await revokePorts(context),
			granted: await world.vault.granted(),
			kept: await world.keptTokens(),
			now: world.clock.now()
		};
		const result = await done(ports, {
			...key === void 0 ? {} : { key },
			branch: await world.branch()
		});
		context.out(doneText(result, context.paint));
		return finish(context, result, result.findings);
	}));
	program.command("revoke").summary("end grants: by pull request, or at once with --now").description("Opens a pull request that deletes the files of grants. With --now it ends them in Vault first, with your own login, and GitHub may be down.").argument("[key]", "one grant, as leasehold status shows it").option("--user <login>", "all grants of a person: offboarding, a stolen laptop").option("--role <role>", "all grants of a role; with --now also tokens that no record names").option("--all", "all there are").option("--now", "end them in Vault first; needs the policy leasehold-recall").option("--reason <text>", "said in the pull request").option("--stolen", "its pick-up was opened by somebody else: ends it at once, and alerts").addHelpText("after", "\nExamples:\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20\n  leasehold revoke --user mallory --now\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20 --stolen").action(action(async (context, key, options) => {
		const { world } = context;
		const { now, ...selection } = options;
		const result = await revoke(await recallPorts(context), {
			...selection,
			...key === void 0 ? {} : { key },
			now: now === true,
			branch: await world.branch()
		});
		context.out(revokedText({
			...result,
			at_once: now === true
		}, world.clock.now(), context.paint));
		return finish(context, result, result.findings);
	}));
};

export { registerRevokeCommands };