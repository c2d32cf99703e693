// src/commands/stop.ts
var Stop = class extends Error {
	exit;
	hint;
	constructor(exit, message, hint) {
		super(message);
		this.name = "Stop";
		this.exit = exit;
		this.hint = hint;
	}
};

export { Stop };