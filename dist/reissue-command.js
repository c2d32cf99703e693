import { isKey, parseKey } from "./domain.js";
import { status } from "./status.js";
import { Stop } from "./stop.js";
import { isOver, notYet } from "./find-access.js";
import { givenBackHere, wasGivenBack } from "./given-back.js";

// src/commands/person/ask-reissue.ts
async function askReissue(ports, typed, branch) {
	if (!isKey(typed)) throw new Stop(2, `${JSON.stringify(typed)} is no key of a grant`, "leasehold status shows the keys of your live grants.");
	const role = parseKey(typed)?.role;
	const { grants } = await status(ports, {
		branch,
		...role === void 0 ? {} : { role }
	});
	const found = grants.find(({ key }) => key === typed);
	if (found) refuseWhatIsNotLive(found, ports.now);
	else if (!parseKey(typed)?.emergency) throw notKnown(typed);
	await ports.dispatch(typed);
	return typed;
}
function refuseWhatIsNotLive({ key, state, ending, begin, end, ended_at }, now) {
	if (ending?.by === "given-back") throw wasGivenBack({
		key,
		at: ending.at
	}, now);
	if (ending) throw new Stop(1, `the file of ${key} is gone from main: apply is ending it`, "Ask anew:  leasehold request");
	if (state === "ended") throw isOver(key, ended_at ?? end, now);
	if (state === "refused") throw new Stop(1, `${key} was refused: there is no token of it`, "Ask anew:  leasehold request");
	if (state === "live") return;
	if (begin > now) throw notYet(key, begin, now);
	throw new Stop(1, `${key} is not issued yet: there is no token of it`, `It goes to you with the next run of apply; this asks for one and waits:  leasehold use ${key}`);
}
const notKnown = (key) => new Stop(1, `${key} is neither on main nor in the audit log of today`, "leasehold status shows the keys of your live grants.");

// src/cli/reissue-command.ts
const registerReissueCommand = (program, action) => {
	program.command("reissue").summary("a new token for your live grant, where the old one is lost").description("Starts the apply workflow with your key: same end, the old token ends, no approval needed. Only for your own grants.").argument("<key>", "the grant, as leasehold status shows it").addHelpText("after", "\nExample:\n  leasehold reissue orders-db-read.refund-8812.3f2a9c1b7d20").action(action(async (context, key) => {
		const { world, paint } = context;
		const now = world.clock.now();
		const branch = await world.branch();
		const ports = {
			repository: await world.repository(),
			log: await world.auditLogReads(),
			givenBack: () => givenBackHere(() => world.keptTokens(), now),
			now,
			dispatch: async (asked) => (await world.github()).dispatch("apply.yml", branch, {
				command: "reissue",
				key: asked
			})
		};
		await askReissue(ports, key, branch);
		context.out(`${paint("green", "asked")}  a new token for ${key}: the workflow Leasehold apply gives it within a minute or two\n${paint("dim", "then")}   leasehold use ${key}\n`);
		return 0;
	}));
};

export { registerReissueCommand };