import { formatInstant, sameLogin } from "./domain.js";
import { tellAndDeliver } from "./issue-grants.js";
import { endedInside, renewToken } from "./renew-token.js";
import { Stop } from "./stop.js";

// src/commands/reissue.ts
async function reissue(ports, key, actor) {
	const record = (await ports.vault.record(key))?.value;
	if (!record) throw new Stop(2, `there is no grant ${key} in Vault`, "leasehold status shows the keys of live grants.");
	if (!sameLogin(record.user, actor)) throw new Stop(2, `${key} is ${record.user}'s: ${actor} may not have a token of it`, `${record.user} runs leasehold reissue.`);
	if (record.state !== "live" || record.end <= await ports.vault.now()) throw new Stop(2, `${key} is over since ${formatInstant(record.ended_at ?? record.end)}`, "Ask anew: leasehold request.");
	if (record.ending || await endedInside(ports.vault, record)) throw new Stop(2, `${key} was recalled: its token has ended before its time`, "Ask whoever recalled it, and then anew: leasehold request.");
	const renewed = await renewToken(ports.vault, key);
	const { delivered, troubles } = await tellAndDeliver(ports, renewed ? [renewed] : [], []);
	return {
		reissued: delivered,
		findings: [],
		troubles
	};
}

export { reissue };