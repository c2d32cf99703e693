// src/domain/secret.ts
const VALUE = Symbol("value");
/**
* A value that must not be seen: printing, JSON and inspection give `***`.
* Only the adapter that sends one opens it, with {@link reveal}.
*/
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
/** The text of a secret, for the one call that sends it. */
const reveal = (secret) => secret[VALUE]();

export { Secret, reveal };