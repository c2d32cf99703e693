// src/domain/secret.ts
const VALUE = Symbol("value");
var Secret = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	[VALUE]() {
		return this.#value;
	}
	toString() {
		return "***";
	}
	toJSON() {
		return "***";
	}
	[Symbol.for("nodejs.util.inspect.custom")]() {
		return "***";
	}
};
const reveal = (secret) => secret[VALUE]();

export { Secret, reveal };