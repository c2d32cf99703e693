import { Windows } from "./landed-grants.js";

// src/commands/main/extended-grants.ts
var ExtendedGrants = class {
	#known;
	#windows;
	constructor(repository, known = [], tip) {
		this.#known = new Map(known.map((grant) => [grant.key, grant]));
		this.#windows = new Windows(repository, tip === void 0 ? void 0 : { tip });
	}
	async chainTo(key) {
		const chain = [];
		for (let next = key; next !== void 0; next = chain[0]?.extends) {
			const found = this.#known.get(next) ?? await this.#windows.of(next);
			if (found === void 0 || chain.some((one) => one.key === found.key)) break;
			chain.unshift(found);
		}
		return chain;
	}
};

export { ExtendedGrants };