import { NAME, aliasOf, didYouMean, foldLogin, formatInstant, isKey, isLive, parseKey } from "./domain.js";
import { fromNow } from "./render.js";
import { Windows, landedGrants } from "./landed-grants.js";
import { Stop } from "./stop.js";

// src/commands/person/find-access.ts
function wantedOf(text) {
	if (isKey(text)) return {
		kind: "key",
		key: text,
		role: parseKey(text)?.role ?? ""
	};
	if (NAME.test(text)) return {
		kind: "role",
		role: text
	};
	throw new Stop(2, `${JSON.stringify(text)} is neither a role nor the key of a grant`, "Write a role such as orders-db-read, or a key such as orders-db-read.refund-8812.3f2a9c1b7d20; leasehold status shows both.");
}
const TRIES = 20;
async function candidatesFor(repository, main, wanted, names, now) {
	if (wanted.kind === "key") return candidateOfKey(repository, main.policies, wanted.key, names, now);
	const { grants } = await landedGrants(repository, main.commit, `grants/${wanted.role}`);
	const live = grants.filter((grant) => isLive(grant, now)).sort((a, b) => b.end - a.end);
	const known = new Set(names.map(foldLogin));
	const mine = live.filter((grant) => known.has(foldLogin(aliasOf(grant.user, main.policies) ?? "")));
	if (known.size > 0 && mine.length === 0) return nothingOfRole(main.policies, wanted.role, grants, known, now);
	const tried = known.size > 0 ? mine : live;
	if (tried.length === 0) return nothingOfRole(main.policies, wanted.role, grants, known, now);
	return tried.slice(0, TRIES).map((grant) => ({
		key: grant.key,
		aliases: aliasesOf(grant, main.policies, names),
		landed: grant.landed,
		end: grant.end
	}));
}
async function candidateOfKey(repository, policies, key, names, now) {
	if (parseKey(key)?.emergency) return [{
		key,
		aliases: names
	}];
	const grant = await new Windows(repository).of(key);
	if (!grant) throw new Stop(1, `no grant ${key} is in this repository's history`, "leasehold status shows the keys there are.");
	if (grant.end <= now) throw isOver(key, grant.end, now);
	if (grant.begin > now) throw notYet(key, grant.begin, now);
	return [{
		key,
		aliases: aliasesOf(grant, policies, names),
		landed: grant.landed,
		end: grant.end
	}];
}
function aliasesOf(grant, policies, names) {
	const alias = aliasOf(grant.user, policies);
	if (alias === void 0) return [...names];
	return [alias, ...names.filter((name) => name !== alias && foldLogin(name) === foldLogin(alias))];
}
function nothingOfRole(policies, role, grants, known, now) {
	if (!policies.roles.has(role) && grants.length === 0) throw new Stop(2, `there is no role ${role}`, didYouMean(role, policies.roles.keys()) ?? "leasehold explain --user LOGIN lists the roles.");
	const next = grants.filter((grant) => known.size === 0 || known.has(foldLogin(aliasOf(grant.user, policies) ?? ""))).filter((grant) => grant.begin > now).sort((a, b) => a.begin - b.begin)[0];
	if (next) throw notYet(next.key, next.begin, now);
	const who = known.size === 0 ? "nobody has" : `${[...known][0]} has no`;
	throw new Stop(1, `${who} grant of ${role} on main whose time it is`, `Ask for one:  leasehold request ${role} --for 1h --reason "…"`);
}
const isOver = (key, end, now) => new Stop(1, `${key} ended ${fromNow(end, now)} (${formatInstant(end)})`, `Ask anew:  leasehold request ${parseKey(key)?.role ?? "ROLE"} --for 1h --reason "…"`);
const notYet = (key, begin, now) => new Stop(1, `${key} begins ${fromNow(begin, now)} (${formatInstant(begin)})`, "Come back then; it is issued by itself.");

export { candidatesFor, isOver, notYet, wantedOf };