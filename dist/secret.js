// src/commands/outside-error.ts
/** Something outside failed. `message` says what and where (address, path), `hint` what to do. Holds no secret. */
var OutsideError = class extends Error {
	system;
	code;
	hint;
	constructor(system, code, message, options = {}) {
		super(message, { cause: options.cause });
		this.name = "OutsideError";
		this.system = system;
		this.code = code;
		this.hint = options.hint;
	}
};

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

export { OutsideError, Secret, reveal };