// src/domain/units.ts
const DURATION = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:[Zz]|[+-]\d{2}:\d{2})$/;
const seconds = (value) => value;
const instant = (value) => value;
const plus = (moment, duration) => instant(moment + duration);
const between = (from, to) => seconds(to - from);
const later = (a, b) => a > b ? a : b;
const earlier = (a, b) => a < b ? a : b;
const LONGEST = 31536e5;
function parseDuration(text) {
	const match = DURATION.exec(text);
	if (!match) return void 0;
	const [, d = "0", h = "0", m = "0", s = "0"] = match;
	const total = Number(d) * 86400 + Number(h) * 3600 + Number(m) * 60 + Number(s);
	return total > 0 && total <= LONGEST ? seconds(total) : void 0;
}
function formatDuration(duration) {
	let rest = Math.max(0, Math.round(duration));
	let text = "";
	for (const [unit, size] of [
		["d", 86400],
		["h", 3600],
		["m", 60]
	]) {
		if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
		rest %= size;
	}
	return rest > 0 || text === "" ? `${text}${rest}s` : text;
}
function parseInstant(text) {
	if (!INSTANT.test(text)) return void 0;
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) return void 0;
	const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
	if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text.slice(0, 10)) return void 0;
	return instant(milliseconds / 1e3);
}
const formatInstant = (moment) => `${(/* @__PURE__ */ new Date(moment * 1e3)).toISOString().slice(0, 19)}Z`;

export { between, earlier, formatDuration, formatInstant, instant, later, parseDuration, parseInstant, plus, seconds };