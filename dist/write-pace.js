import { OutsideError } from "./outside-error.js";
import { setTimeout } from "node:timers/promises";

// src/adapters/github/write-pace.ts
/** GitHub takes 80 requests a minute and 500 an hour from one token that create content (facts.md). */
const MOST_AN_HOUR = 450;
const HOUR = 3600;
/**
* Lets one write begin every second, and {@link MOST_AN_HOUR} in any hour: beyond, it refuses at once, and the next
* run goes on. Stands in for the throttling plugin's Bottleneck group, of which only these two methods are called.
*
* One for all connections of a process that stays (`serve`).
*/
var WritePace = class {
	/** Milliseconds that a second lasts. */
	#second;
	#next = 0;
	#began = [];
	constructor(second = 1e3) {
		this.#second = second;
	}
	key() {
		return this;
	}
	async schedule(_options, run) {
		const now = performance.now();
		const hourAgo = now - HOUR * this.#second;
		while ((this.#began[0] ?? Number.POSITIVE_INFINITY) <= hourAgo) this.#began.shift();
		const [oldest] = this.#began;
		if (oldest !== void 0 && this.#began.length >= MOST_AN_HOUR) throw tooMany(Math.ceil((oldest - hourAgo) / this.#second));
		const at = Math.max(now, this.#next);
		this.#next = at + this.#second;
		this.#began.push(at);
		if (at > now) await setTimeout(at - now);
		return run();
	}
};
const tooMany = (seconds) => new OutsideError("github", "limited", `${MOST_AN_HOUR} writes to GitHub were made within the hour: more would be refused by its limits`, { hint: `The next run goes on; the first may in ${seconds} s.` });

export { WritePace };