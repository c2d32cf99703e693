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

export { OutsideError };