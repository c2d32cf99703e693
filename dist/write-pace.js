import { OutsideError } from "./outside-error.js";
import { setTimeout } from "node:timers/promises";

// src/adapters/github/write-pace.ts
const MOST_AN_HOUR = 450;
const HOUR = 3600;
var WritePace = class {
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