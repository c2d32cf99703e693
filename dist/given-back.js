import { parseKey } from "./domain.js";
import { fromNow } from "./render.js";
import { attempt } from "./outcome.js";
import { Stop } from "./stop.js";

// src/commands/person/given-back.ts
async function givenBackHere(kept, now) {
	const known = await attempt("look what was given back here", async () => (await kept()).givenBack(now));
	return known.ok ? known.value : [];
}
async function withoutGivenBack(kept, candidates, now) {
	const given = new Map((await kept.givenBack(now)).map((one) => [one.key, one]));
	const left = candidates.filter(({ key }) => !given.has(key));
	const [first] = candidates.flatMap(({ key }) => given.get(key) ?? []);
	if (first && left.length === 0) throw wasGivenBack(first, now);
	return left;
}
const wasGivenBack = ({ key, at }, now) => new Stop(1, `you gave ${key} back on this machine ${fromNow(at, now)}: it has ended`, `Ask anew:  leasehold request ${parseKey(key)?.role ?? "ROLE"} --for 1h --reason "…"`);

export { givenBackHere, wasGivenBack, withoutGivenBack };