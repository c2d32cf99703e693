// src/commands/outside-error.ts
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