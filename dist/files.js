import { GRANT_BYTES, LOGIN, NAME, POLICY_BYTES, error, foldLogin, formatDuration, formatInstant, instant, membersFrom, nearest, onlyNamed, parseDuration, parseGrantPath, parseInstant, sameLogin, seconds, startsWith, unsaid, wholeMatcher } from "./domain.js";
import { require_dist } from "./yaml.js";

// src/files/show.ts
const LONGEST = 60;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const code = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
function showText(text, longest = LONGEST) {
	const characters = text.length > longest * 2 ? text.slice(0, longest * 2) : text;
	const points = [...characters];
	return (points.length > longest ? `${points.slice(0, longest - 1).join("")}…` : characters).replace(HIDDEN, code);
}
function show(value) {
	if (typeof value === "string") return value === "" || /^\s|\s$/.test(value) ? `"${showText(value)}"` : showText(value);
	if (value === null || value === void 0) return "nothing";
	if (Array.isArray(value)) return value.length === 0 ? "[]" : `a list of ${value.length}`;
	if (typeof value === "object") {
		const keys = Object.keys(value);
		return keys.length === 0 ? "{}" : showText(`{ ${keys.join(", ")} }`);
	}
	return String(value);
}
function showPath(path) {
	let text = "";
	for (const step of path) if (typeof step === "number") text += `[${step}]`;
	else text += text === "" ? showText(step) : `.${showText(step)}`;
	return text;
}
function showBytes(bytes) {
	if (bytes < 1024) return `${bytes} bytes`;
	const kib = bytes / 1024;
	return kib < 1024 ? `${Math.round(kib * 10) / 10} KiB` : `${Math.round(kib / 1024 * 10) / 10} MiB`;
}
function foreignLetter(text) {
	const letter = text.length > 200 ? void 0 : [...text].find((one) => one > "" && /\p{L}/u.test(one));
	if (letter === void 0) return void 0;
	return `${letter} (U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}), which is none of a to z`;
}

// src/files/suggestion.ts
const plainly = (value) => value === void 0 ? void 0 : {
	say: value,
	value
};
function suggestion(wanted, value, source) {
	if (wanted.title === "duration") return duration(value);
	if (wanted.title === "instant") return moment(value);
	if (typeof value === "string" && wanted.pattern === LOGIN.source && LOGIN.test(value.slice(1))) return plainly(login(value));
	if (typeof value === "string" && wanted.pattern === NAME.source) return plainly(name(value));
	if (wanted.type === "boolean") return flag(value);
	if (wanted.type === "integer" && typeof value === "string" && /^[1-9]\d{0,8}$/.test(value)) return {
		say: `${value} without quotes`,
		value: Number(value)
	};
	if (wanted.type === "string" && (typeof value === "number" || typeof value === "boolean")) {
		const text = source ?? String(value);
		return {
			say: `it in quotes: "${showText(text)}"`,
			value: text
		};
	}
	if (wanted.type === "string" && Array.isArray(value) && value.length === 1 && typeof value[0] === "string") return {
		say: `it without brackets: ${showText(value[0])}`,
		value: value[0]
	};
	if (takesTexts(wanted) && typeof value === "string" && /^[\w./@*-]+$/.test(value)) return {
		say: `a list: [${showText(value)}]`,
		value: [value]
	};
}
const takesTexts = ({ type, items }) => type === "array" && [items, ...items?.anyOf ?? []].some((item) => item?.type === "string");
const login = (value) => value.startsWith("@") ? value.slice(1) : void 0;
function name(value) {
	const lower = value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll(/[\s_.]+/g, "-");
	return NAME.test(lower) ? lower : void 0;
}
const UNITS = {
	w: 604800,
	d: 86400,
	h: 3600,
	m: 60,
	s: 1
};
const LONG = /(\d{1,6}(?:[.,]\d{1,2})?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])/gi;
function duration(value) {
	if (typeof value === "number") return { say: `a unit, such as ${value}h or ${value}m` };
	if (typeof value !== "string" || value.length > 40) return void 0;
	const text = value.trim().replace(/^p(?:(\d+d))?t?/i, "$1");
	let total = 0;
	const rest = text.replace(LONG, (_, amount, unit) => {
		total += Number(amount.replace(",", ".")) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
		return "";
	});
	if (/^(?:\s|,|and)*$/i.test(rest) && total >= 1) return plainly(formatDuration(seconds(total)));
	return /^\d{1,6}$/.test(text) ? { say: `a unit, such as ${text}h or ${text}m` } : void 0;
}
function moment(value) {
	if (typeof value !== "string") return void 0;
	const match = /^(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(value.trim());
	if (match === null) return void 0;
	const [, day = "", time = "00:00", second = ":00", offset] = match;
	const zone = /^[+-]\d{4}$/.test(offset ?? "") ? `${offset?.slice(0, 3)}:${offset?.slice(3)}` : (offset ?? "Z").toUpperCase();
	const meant = parseInstant(`${day}T${time}${second}${zone}`);
	if (meant === void 0) return void 0;
	const say = zone === "Z" ? formatInstant(instant(meant)) : `${day}T${time}${second}${zone}`;
	return offset === void 0 ? { say } : {
		say,
		value: say
	};
}
function flag(value) {
	if (typeof value !== "string" && typeof value !== "number") return void 0;
	if (/^(?:yes|y|on|true|1)$/i.test(String(value))) return {
		say: "true",
		value: true
	};
	return /^(?:no|n|off|false|0)$/i.test(String(value)) ? {
		say: "false",
		value: false
	} : void 0;
}

// src/files/schema-findings.ts
function explainBroken(broken, positions) {
	const { path, value, params } = broken;
	const here = positions.value(...path);
	switch (broken.keyword) {
		case "additionalProperties": {
			const key = String(params.additionalProperty);
			return error("schema", positions.key(...path, key), ...unknownKey(broken, key));
		}
		case "required": {
			const key = String(params.missingProperty);
			return error("schema", here, `${showPath([...path, key])} is missing`, exampleOf$1(key, broken.schema.properties?.[key]));
		}
		case "oneOf": return exactlyOne(broken, positions);
		case "anyOf": return error("schema", ...noBranch(broken, positions));
		case "minItems": return error("schema", here, `${named(path)} is empty`, broken.schema.errorMessage ?? "write at least one");
		default: {
			const source = positions.source(path);
			const written = typeof value === "string" || source === void 0 ? show(value) : showText(source);
			return error("schema", here, wrong$1(broken, written), hintFor(broken, source));
		}
	}
}
const named = (path) => path.length === 0 ? "the file" : showPath(path);
function wrong$1({ path, schema, value }, written) {
	const what = schema.title ?? schema.type ?? "value of the right form";
	if (value === null) return path.length === 0 ? "the file is empty" : `${showPath(path)} has no value`;
	if (schema.type === "boolean") return `${named(path)}: ${written} is neither true nor false`;
	const letter = typeof value === "string" ? foreignLetter(value) : void 0;
	const allowed = schema.enum === void 0 ? "" : `; there are ${schema.enum.join(", ")}`;
	const found = `${named(path)}: ${written} is no ${what}${allowed}`;
	return letter === void 0 ? found : `${found}: it holds ${letter}`;
}
function betterFor({ schema, value, keyword }, source) {
	const better = [schema, ...schema.anyOf ?? []].reduce((found, one) => found ?? suggestion(one, value, source), void 0);
	if (better !== void 0 || keyword !== "enum") return better;
	const near = nearest(String(value), (schema.enum ?? []).map(String));
	return near === void 0 ? void 0 : {
		say: near,
		value: near
	};
}
function hintFor(broken, source) {
	const { schema, keyword, path } = broken;
	const better = betterFor(broken, source);
	if (better !== void 0) return keyword === "enum" ? `did you mean ${better.say}?` : `write ${better.say}`;
	if (schema.errorMessage !== void 0 && (keyword !== "type" || path.length > 0)) return schema.errorMessage;
	if (keyword === "enum" && schema.enum !== void 0) return `write one of ${schema.enum.join(", ")}`;
	if (schema.properties !== void 0) return `write the keys ${Object.keys(schema.properties).join(", ")}`;
	return schema.errorMessage;
}
function unknownKey({ schema, path }, key) {
	const known = Object.keys(schema.properties ?? {});
	if (known.length === 0) {
		const letter = foreignLetter(key);
		const message = `${show(key)} is no key that ${path.length === 0 ? "this file" : showPath(path)} can have`;
		return [letter === void 0 ? message : `${message}: it holds ${letter}`, schema.errorMessage];
	}
	const near = nearest(key, known);
	const of = path.length === 0 ? `a ${schema.title ?? "file"}` : `${showPath(path)}`;
	return [`${show(key)} is no key of ${of}; there are ${known.join(", ")}`, near === void 0 ? "take it out" : `did you mean ${near}?`];
}
function exampleOf$1(key, schema) {
	const example = schema?.examples?.[0] ?? schema?.enum?.[0];
	if (example === void 0) return `add ${key}`;
	return `add it, such as ${key}: ${flow(example)}`;
}
function flow(value) {
	if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
	if (typeof value !== "object" || value === null) return String(value);
	return `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`).join(", ")} }`;
}
function exactlyOne({ schema, params, path }, positions) {
	const keys = (schema.oneOf ?? []).flatMap((branch) => branch.required ?? []);
	const where = path.length === 0 ? "" : `${showPath(path)}: `;
	return Array.isArray(params.passingSchemas) ? error("schema", positions.key(...path, keys.at(-1) ?? ""), `${where}${keys.join(" and ")} are both there`, schema.errorMessage) : error("schema", positions.value(...path), `${where}neither ${keys.join(" nor ")} is there`, schema.errorMessage);
}
function noBranch(broken, positions) {
	const { schema, path, value } = broken;
	const kinds = (schema.anyOf ?? []).flatMap((branch) => branch.properties?.kind?.const ?? []).map(String);
	const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
	if (kinds.length > 0 && isMap) {
		const kind = value.kind;
		if (kind === void 0) return [
			positions.value(...path),
			`${showPath([...path, "kind"])} is missing`,
			`add it: one of ${kinds.join(", ")}`
		];
		const near = typeof kind === "string" ? nearest(kind, kinds) : void 0;
		return [
			positions.value(...path, "kind"),
			`${showPath([...path, "kind"])}: ${show(kind)} is no kind of ${schema.title ?? "this"}; there are ${kinds.join(", ")}`,
			near === void 0 ? `write one of them` : `did you mean ${near}?`
		];
	}
	const written = positions.source(path);
	const text = typeof value === "string" || written === void 0 ? show(value) : showText(written);
	return [
		positions.value(...path),
		wrong$1(broken, text),
		hintFor(broken, written)
	];
}

// src/files/mending.ts
var Mending = class {
	value;
	unsaid = [];
	positions;
	#schema;
	#written = /* @__PURE__ */ new Map();
	#replaced = [];
	constructor(schema, value, positions) {
		this.#schema = schema;
		this.value = structuredClone(value);
		this.positions = {
			value: (...path) => positions.value(...this.#inFile(path)),
			key: (...path) => positions.key(...this.#inFile(path)),
			source: (path) => positions.source(this.#inFile(path))
		};
	}
	toTell(broken) {
		const renamed = broken.flatMap((one) => this.#meant(one) === void 0 ? [] : [keyOf(one.path)]);
		return broken.filter(({ keyword, path }) => !(isAboutMissing(keyword) && renamed.includes(keyOf(path))) && !this.#replaced.some((replaced) => startsWith(path, replaced)));
	}
	mend(broken) {
		const told = new Set(this.toTell(broken));
		return broken.every((one) => {
			if (one.keyword === "additionalProperties") return this.#mendKey(one);
			if (isAboutMissing(one.keyword)) return !told.has(one) || this.#unsayMissing(one);
			return this.#mendValue(one);
		});
	}
	#mendKey(broken) {
		if (broken.schema.properties === void 0) return false;
		const key = String(broken.params.additionalProperty);
		const inside = this.#at(broken.path);
		if (inside === void 0) return true;
		const meant = this.#meant(broken);
		if (meant !== void 0) {
			put(inside, meant, inside[key]);
			this.#written.set(keyOf([...broken.path, meant]), key);
		}
		delete inside[key];
		return true;
	}
	#meant({ keyword, path, params, schema }) {
		if (keyword !== "additionalProperties") return void 0;
		const meant = nearest(String(params.additionalProperty), Object.keys(schema.properties ?? {}));
		const inside = this.#at(path);
		return meant === void 0 || inside === void 0 || Object.hasOwn(inside, meant) ? void 0 : meant;
	}
	#mendValue(broken) {
		const { path } = broken;
		const better = this.#replaced.some((replaced) => startsWith(path, replaced)) ? void 0 : betterFor(broken, this.positions.source(path));
		const inside = this.#at(path.slice(0, -1));
		const key = path.at(-1);
		if (better?.value === void 0 || inside === void 0 || key === void 0) return this.#unsay(path);
		put(inside, key, better.value);
		this.#replaced.push(path);
		return true;
	}
	#unsayMissing({ keyword, path, params, schema }) {
		if (keyword === "required") return this.#unsay([...path, String(params.missingProperty)]);
		const keys = (schema.oneOf ?? []).flatMap((branch) => branch.required ?? []);
		const inside = this.#at(path);
		const [first] = keys;
		const example = exampleOf(schema.properties?.[first ?? ""]);
		if (inside === void 0 || first === void 0 || example === void 0) return false;
		for (const key of keys) {
			delete inside[key];
			this.unsaid.push([...path, key]);
			this.#replaced.push([...path, key]);
		}
		put(inside, first, example);
		return true;
	}
	#unsay(path) {
		const around = this.#around(path);
		const inside = around === void 0 ? void 0 : this.#at(around.path.slice(0, -1));
		const key = around?.path.at(-1);
		if (around === void 0 || key === void 0) return false;
		if (inside === void 0 || this.unsaid.some((one) => startsWith(around.path, one))) return true;
		const example = exampleOf(around.schema);
		if (around.isRequired && example === void 0) return false;
		if (around.isRequired) put(inside, key, example);
		else delete inside[key];
		this.unsaid.push(around.path);
		this.#replaced.push(around.path);
		return true;
	}
	#around(path) {
		let found;
		let schema = this.#schema;
		for (const [index, step] of path.entries()) {
			if (index === 0 && schema?.type === "array") {
				schema = schema.items;
				continue;
			}
			const within = schema?.anyOf === void 0 ? schema : this.#kindOf(schema, path, index);
			const property = within?.properties?.[step];
			if (property === void 0) break;
			const isRequired = [within, ...within?.oneOf ?? []].some((rule) => rule?.required?.includes(String(step)));
			found = {
				path: path.slice(0, index + 1),
				schema: property,
				isRequired
			};
			schema = property;
		}
		return found;
	}
	#kindOf({ anyOf }, path, depth) {
		const kind = this.#at(path.slice(0, depth))?.kind;
		return anyOf?.find(({ properties }) => properties?.kind !== void 0 && properties.kind.const === kind);
	}
	#at(path) {
		const found = path.reduce((at, step) => isKeyed(at) && Object.hasOwn(at, step) ? at[step] : void 0, this.value);
		return isKeyed(found) ? found : void 0;
	}
	#inFile(path) {
		return path.map((step, index) => this.#written.get(keyOf(path.slice(0, index + 1))) ?? step);
	}
};
const isKeyed = (value) => typeof value === "object" && value !== null;
const isAboutMissing = (keyword) => keyword === "required" || keyword === "oneOf";
const keyOf = (path) => JSON.stringify(path);
const exampleOf = (schema) => structuredClone(schema?.examples?.[0] ?? schema?.enum?.[0]);
const put = (inside, key, value) => {
	Object.defineProperty(inside, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true
	});
};

// src/files/validators.generated.js
const grant = validate20;
const schema31 = {
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "urn:leasehold:schema:grant",
	"type": "object",
	"required": [
		"role",
		"user",
		"reason"
	],
	"properties": {
		"role": {
			"type": "string",
			"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
		},
		"user": {
			"type": "string",
			"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
		},
		"duration": {
			"type": "string",
			"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
		},
		"until": {
			"type": "string",
			"format": "date-time",
			"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
		},
		"reason": {
			"type": "string",
			"pattern": "^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$"
		},
		"ticket": {
			"type": "string",
			"pattern": "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$"
		},
		"start": {
			"type": "string",
			"format": "date-time",
			"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
		},
		"extends": {
			"type": "string",
			"pattern": "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$"
		},
		"break_glass": { "type": "boolean" }
	},
	"additionalProperties": false,
	"oneOf": [{ "required": ["duration"] }, { "required": ["until"] }]
};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern5 = new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$", "u");
const pattern6 = new RegExp("^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$", "u");
const pattern7 = new RegExp("^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$", "u");
const pattern8 = new RegExp("^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$", "u");
const pattern9 = new RegExp("^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$", "u");
const pattern11 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate20.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	const _errs1 = errors;
	let valid0 = false;
	let passing0 = null;
	const _errs2 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.duration === void 0) {
			const err0 = {
				instancePath,
				schemaPath: "#/oneOf/0/required",
				keyword: "required",
				params: { missingProperty: "duration" }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
	}
	var _valid0 = _errs2 === errors;
	if (_valid0) {
		valid0 = true;
		passing0 = 0;
	}
	const _errs3 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.until === void 0) {
			const err1 = {
				instancePath,
				schemaPath: "#/oneOf/1/required",
				keyword: "required",
				params: { missingProperty: "until" }
			};
			if (vErrors === null) vErrors = [err1];
			else vErrors.push(err1);
			errors++;
		}
	}
	var _valid0 = _errs3 === errors;
	if (_valid0 && valid0) {
		valid0 = false;
		passing0 = [passing0, 1];
	} else if (_valid0) {
		valid0 = true;
		passing0 = 1;
	}
	if (!valid0) {
		const err2 = {
			instancePath,
			schemaPath: "#/oneOf",
			keyword: "oneOf",
			params: { passingSchemas: passing0 }
		};
		if (vErrors === null) vErrors = [err2];
		else vErrors.push(err2);
		errors++;
	} else {
		errors = _errs1;
		if (vErrors !== null) {
			if (_errs1) vErrors.length = _errs1;
			else vErrors = null;
		}
	}
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.role === void 0) {
			const err3 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "role" }
			};
			if (vErrors === null) vErrors = [err3];
			else vErrors.push(err3);
			errors++;
		}
		if (data.user === void 0) {
			const err4 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "user" }
			};
			if (vErrors === null) vErrors = [err4];
			else vErrors.push(err4);
			errors++;
		}
		if (data.reason === void 0) {
			const err5 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "reason" }
			};
			if (vErrors === null) vErrors = [err5];
			else vErrors.push(err5);
			errors++;
		}
		for (const key0 in data) if (!func1.call(schema31.properties, key0)) {
			const err6 = {
				instancePath,
				schemaPath: "#/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err6];
			else vErrors.push(err6);
			errors++;
		}
		if (data.role !== void 0) {
			let data0 = data.role;
			if (typeof data0 === "string") {
				if (!pattern4.test(data0)) {
					const err7 = {
						instancePath: instancePath + "/role",
						schemaPath: "#/properties/role/pattern",
						keyword: "pattern",
						params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
					};
					if (vErrors === null) vErrors = [err7];
					else vErrors.push(err7);
					errors++;
				}
			} else {
				const err8 = {
					instancePath: instancePath + "/role",
					schemaPath: "#/properties/role/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err8];
				else vErrors.push(err8);
				errors++;
			}
		}
		if (data.user !== void 0) {
			let data1 = data.user;
			if (typeof data1 === "string") {
				if (!pattern5.test(data1)) {
					const err9 = {
						instancePath: instancePath + "/user",
						schemaPath: "#/properties/user/pattern",
						keyword: "pattern",
						params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
					};
					if (vErrors === null) vErrors = [err9];
					else vErrors.push(err9);
					errors++;
				}
			} else {
				const err10 = {
					instancePath: instancePath + "/user",
					schemaPath: "#/properties/user/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err10];
				else vErrors.push(err10);
				errors++;
			}
		}
		if (data.duration !== void 0) {
			let data2 = data.duration;
			if (typeof data2 === "string") {
				if (!pattern6.test(data2)) {
					const err11 = {
						instancePath: instancePath + "/duration",
						schemaPath: "#/properties/duration/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err11];
					else vErrors.push(err11);
					errors++;
				}
			} else {
				const err12 = {
					instancePath: instancePath + "/duration",
					schemaPath: "#/properties/duration/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err12];
				else vErrors.push(err12);
				errors++;
			}
		}
		if (data.until !== void 0) {
			let data3 = data.until;
			if (typeof data3 === "string") {
				if (!pattern7.test(data3)) {
					const err13 = {
						instancePath: instancePath + "/until",
						schemaPath: "#/properties/until/pattern",
						keyword: "pattern",
						params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
					};
					if (vErrors === null) vErrors = [err13];
					else vErrors.push(err13);
					errors++;
				}
			} else {
				const err14 = {
					instancePath: instancePath + "/until",
					schemaPath: "#/properties/until/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err14];
				else vErrors.push(err14);
				errors++;
			}
		}
		if (data.reason !== void 0) {
			let data4 = data.reason;
			if (typeof data4 === "string") {
				if (!pattern8.test(data4)) {
					const err15 = {
						instancePath: instancePath + "/reason",
						schemaPath: "#/properties/reason/pattern",
						keyword: "pattern",
						params: { pattern: "^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$" }
					};
					if (vErrors === null) vErrors = [err15];
					else vErrors.push(err15);
					errors++;
				}
			} else {
				const err16 = {
					instancePath: instancePath + "/reason",
					schemaPath: "#/properties/reason/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err16];
				else vErrors.push(err16);
				errors++;
			}
		}
		if (data.ticket !== void 0) {
			let data5 = data.ticket;
			if (typeof data5 === "string") {
				if (!pattern9.test(data5)) {
					const err17 = {
						instancePath: instancePath + "/ticket",
						schemaPath: "#/properties/ticket/pattern",
						keyword: "pattern",
						params: { pattern: "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$" }
					};
					if (vErrors === null) vErrors = [err17];
					else vErrors.push(err17);
					errors++;
				}
			} else {
				const err18 = {
					instancePath: instancePath + "/ticket",
					schemaPath: "#/properties/ticket/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err18];
				else vErrors.push(err18);
				errors++;
			}
		}
		if (data.start !== void 0) {
			let data6 = data.start;
			if (typeof data6 === "string") {
				if (!pattern7.test(data6)) {
					const err19 = {
						instancePath: instancePath + "/start",
						schemaPath: "#/properties/start/pattern",
						keyword: "pattern",
						params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
					};
					if (vErrors === null) vErrors = [err19];
					else vErrors.push(err19);
					errors++;
				}
			} else {
				const err20 = {
					instancePath: instancePath + "/start",
					schemaPath: "#/properties/start/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err20];
				else vErrors.push(err20);
				errors++;
			}
		}
		if (data.extends !== void 0) {
			let data7 = data.extends;
			if (typeof data7 === "string") {
				if (!pattern11.test(data7)) {
					const err21 = {
						instancePath: instancePath + "/extends",
						schemaPath: "#/properties/extends/pattern",
						keyword: "pattern",
						params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$" }
					};
					if (vErrors === null) vErrors = [err21];
					else vErrors.push(err21);
					errors++;
				}
			} else {
				const err22 = {
					instancePath: instancePath + "/extends",
					schemaPath: "#/properties/extends/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err22];
				else vErrors.push(err22);
				errors++;
			}
		}
		if (data.break_glass !== void 0) {
			if (typeof data.break_glass !== "boolean") {
				const err23 = {
					instancePath: instancePath + "/break_glass",
					schemaPath: "#/properties/break_glass/type",
					keyword: "type",
					params: { type: "boolean" }
				};
				if (vErrors === null) vErrors = [err23];
				else vErrors.push(err23);
				errors++;
			}
		}
	} else {
		const err24 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err24];
		else vErrors.push(err24);
		errors++;
	}
	validate20.errors = vErrors;
	return errors === 0;
}
validate20.evaluated = {
	"props": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const role = validate21;
const schema32 = {
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "urn:leasehold:schema:role",
	"type": "object",
	"required": [
		"description",
		"access",
		"requesters",
		"approvers",
		"duration"
	],
	"properties": {
		"description": {
			"type": "string",
			"pattern": "\\S"
		},
		"access": {
			"type": "array",
			"items": {
				"type": "object",
				"required": ["path", "capabilities"],
				"properties": {
					"path": {
						"type": "string",
						"pattern": "\\S"
					},
					"capabilities": {
						"type": "array",
						"items": { "type": "string" },
						"minItems": 1
					},
					"outlives": {
						"type": "string",
						"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
					}
				},
				"additionalProperties": false
			},
			"minItems": 1
		},
		"requesters": {
			"type": "object",
			"properties": {
				"teams": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
					}
				},
				"users": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
					}
				}
			},
			"additionalProperties": false
		},
		"approvers": { "anyOf": [{
			"type": "object",
			"properties": {
				"teams": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
					}
				},
				"users": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
					}
				},
				"count": {
					"type": "integer",
					"minimum": 1,
					"maximum": 20
				}
			},
			"additionalProperties": false
		}, {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"teams": {
						"type": "array",
						"items": {
							"type": "string",
							"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
						}
					},
					"users": {
						"type": "array",
						"items": {
							"type": "string",
							"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
						}
					},
					"count": {
						"type": "integer",
						"minimum": 1,
						"maximum": 20
					}
				},
				"additionalProperties": false
			},
			"minItems": 1,
			"maxItems": 10
		}] },
		"duration": {
			"type": "object",
			"required": ["max"],
			"properties": {
				"max": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"max_total": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"ahead": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				}
			},
			"additionalProperties": false
		},
		"require": {
			"type": "object",
			"properties": {
				"reason": {
					"type": "integer",
					"minimum": 1,
					"maximum": 1e3
				},
				"ticket": {
					"type": "string",
					"pattern": "\\S"
				},
				"signed_commits": { "type": "boolean" },
				"mfa": { "type": "boolean" }
			},
			"additionalProperties": false
		},
		"limits": {
			"type": "object",
			"properties": {
				"per_user": {
					"type": "integer",
					"minimum": 1
				},
				"total": {
					"type": "integer",
					"minimum": 1
				}
			},
			"additionalProperties": false
		},
		"conflicts": {
			"type": "array",
			"items": {
				"type": "string",
				"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
			}
		},
		"bound_cidrs": {
			"type": "array",
			"items": { "type": "string" }
		},
		"rotate_after": {
			"type": "array",
			"items": {
				"type": "string",
				"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
			}
		},
		"use": {
			"type": "array",
			"items": {
				"type": "object",
				"required": ["path", "env"],
				"properties": {
					"path": {
						"type": "string",
						"pattern": "\\S"
					},
					"env": {
						"type": "object",
						"patternProperties": { "^[A-Za-z_][A-Za-z0-9_]*$": { "type": "string" } },
						"additionalProperties": false
					}
				},
				"additionalProperties": false
			}
		},
		"rules": {
			"type": "array",
			"items": {
				"type": "object",
				"required": [
					"name",
					"expr",
					"message"
				],
				"properties": {
					"name": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
					},
					"expr": {
						"type": "string",
						"pattern": "\\S"
					},
					"message": {
						"type": "string",
						"pattern": "\\S"
					}
				},
				"additionalProperties": false
			},
			"maxItems": 100
		},
		"break_glass": {
			"type": "object",
			"required": ["requesters", "max"],
			"properties": {
				"requesters": {
					"type": "object",
					"properties": {
						"teams": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
							}
						},
						"users": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
							}
						}
					},
					"additionalProperties": false
				},
				"max": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"review_within": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				}
			},
			"additionalProperties": false
		}
	},
	"additionalProperties": false
};
const pattern12 = new RegExp("\\S", "u");
const pattern28 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate21.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err0 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
		if (data.access === void 0) {
			const err1 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "access" }
			};
			if (vErrors === null) vErrors = [err1];
			else vErrors.push(err1);
			errors++;
		}
		if (data.requesters === void 0) {
			const err2 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "requesters" }
			};
			if (vErrors === null) vErrors = [err2];
			else vErrors.push(err2);
			errors++;
		}
		if (data.approvers === void 0) {
			const err3 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "approvers" }
			};
			if (vErrors === null) vErrors = [err3];
			else vErrors.push(err3);
			errors++;
		}
		if (data.duration === void 0) {
			const err4 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "duration" }
			};
			if (vErrors === null) vErrors = [err4];
			else vErrors.push(err4);
			errors++;
		}
		for (const key0 in data) if (!func1.call(schema32.properties, key0)) {
			const err5 = {
				instancePath,
				schemaPath: "#/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err5];
			else vErrors.push(err5);
			errors++;
		}
		if (data.description !== void 0) {
			let data0 = data.description;
			if (typeof data0 === "string") {
				if (!pattern12.test(data0)) {
					const err6 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err6];
					else vErrors.push(err6);
					errors++;
				}
			} else {
				const err7 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err7];
				else vErrors.push(err7);
				errors++;
			}
		}
		if (data.access !== void 0) {
			let data1 = data.access;
			if (Array.isArray(data1)) {
				if (data1.length < 1) {
					const err8 = {
						instancePath: instancePath + "/access",
						schemaPath: "#/properties/access/minItems",
						keyword: "minItems",
						params: { limit: 1 }
					};
					if (vErrors === null) vErrors = [err8];
					else vErrors.push(err8);
					errors++;
				}
				const len0 = data1.length;
				for (let i0 = 0; i0 < len0; i0++) {
					let data2 = data1[i0];
					if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
						if (data2.path === void 0) {
							const err9 = {
								instancePath: instancePath + "/access/" + i0,
								schemaPath: "#/properties/access/items/required",
								keyword: "required",
								params: { missingProperty: "path" }
							};
							if (vErrors === null) vErrors = [err9];
							else vErrors.push(err9);
							errors++;
						}
						if (data2.capabilities === void 0) {
							const err10 = {
								instancePath: instancePath + "/access/" + i0,
								schemaPath: "#/properties/access/items/required",
								keyword: "required",
								params: { missingProperty: "capabilities" }
							};
							if (vErrors === null) vErrors = [err10];
							else vErrors.push(err10);
							errors++;
						}
						for (const key1 in data2) if (!(key1 === "path" || key1 === "capabilities" || key1 === "outlives")) {
							const err11 = {
								instancePath: instancePath + "/access/" + i0,
								schemaPath: "#/properties/access/items/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key1 }
							};
							if (vErrors === null) vErrors = [err11];
							else vErrors.push(err11);
							errors++;
						}
						if (data2.path !== void 0) {
							let data3 = data2.path;
							if (typeof data3 === "string") {
								if (!pattern12.test(data3)) {
									const err12 = {
										instancePath: instancePath + "/access/" + i0 + "/path",
										schemaPath: "#/properties/access/items/properties/path/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err12];
									else vErrors.push(err12);
									errors++;
								}
							} else {
								const err13 = {
									instancePath: instancePath + "/access/" + i0 + "/path",
									schemaPath: "#/properties/access/items/properties/path/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err13];
								else vErrors.push(err13);
								errors++;
							}
						}
						if (data2.capabilities !== void 0) {
							let data4 = data2.capabilities;
							if (Array.isArray(data4)) {
								if (data4.length < 1) {
									const err14 = {
										instancePath: instancePath + "/access/" + i0 + "/capabilities",
										schemaPath: "#/properties/access/items/properties/capabilities/minItems",
										keyword: "minItems",
										params: { limit: 1 }
									};
									if (vErrors === null) vErrors = [err14];
									else vErrors.push(err14);
									errors++;
								}
								const len1 = data4.length;
								for (let i1 = 0; i1 < len1; i1++) if (typeof data4[i1] !== "string") {
									const err15 = {
										instancePath: instancePath + "/access/" + i0 + "/capabilities/" + i1,
										schemaPath: "#/properties/access/items/properties/capabilities/items/type",
										keyword: "type",
										params: { type: "string" }
									};
									if (vErrors === null) vErrors = [err15];
									else vErrors.push(err15);
									errors++;
								}
							} else {
								const err16 = {
									instancePath: instancePath + "/access/" + i0 + "/capabilities",
									schemaPath: "#/properties/access/items/properties/capabilities/type",
									keyword: "type",
									params: { type: "array" }
								};
								if (vErrors === null) vErrors = [err16];
								else vErrors.push(err16);
								errors++;
							}
						}
						if (data2.outlives !== void 0) {
							let data6 = data2.outlives;
							if (typeof data6 === "string") {
								if (!pattern6.test(data6)) {
									const err17 = {
										instancePath: instancePath + "/access/" + i0 + "/outlives",
										schemaPath: "#/properties/access/items/properties/outlives/pattern",
										keyword: "pattern",
										params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
									};
									if (vErrors === null) vErrors = [err17];
									else vErrors.push(err17);
									errors++;
								}
							} else {
								const err18 = {
									instancePath: instancePath + "/access/" + i0 + "/outlives",
									schemaPath: "#/properties/access/items/properties/outlives/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err18];
								else vErrors.push(err18);
								errors++;
							}
						}
					} else {
						const err19 = {
							instancePath: instancePath + "/access/" + i0,
							schemaPath: "#/properties/access/items/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err19];
						else vErrors.push(err19);
						errors++;
					}
				}
			} else {
				const err20 = {
					instancePath: instancePath + "/access",
					schemaPath: "#/properties/access/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err20];
				else vErrors.push(err20);
				errors++;
			}
		}
		if (data.requesters !== void 0) {
			let data7 = data.requesters;
			if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
				for (const key2 in data7) if (!(key2 === "teams" || key2 === "users")) {
					const err21 = {
						instancePath: instancePath + "/requesters",
						schemaPath: "#/properties/requesters/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key2 }
					};
					if (vErrors === null) vErrors = [err21];
					else vErrors.push(err21);
					errors++;
				}
				if (data7.teams !== void 0) {
					let data8 = data7.teams;
					if (Array.isArray(data8)) {
						const len2 = data8.length;
						for (let i2 = 0; i2 < len2; i2++) {
							let data9 = data8[i2];
							if (typeof data9 === "string") {
								if (!pattern4.test(data9)) {
									const err22 = {
										instancePath: instancePath + "/requesters/teams/" + i2,
										schemaPath: "#/properties/requesters/properties/teams/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
									};
									if (vErrors === null) vErrors = [err22];
									else vErrors.push(err22);
									errors++;
								}
							} else {
								const err23 = {
									instancePath: instancePath + "/requesters/teams/" + i2,
									schemaPath: "#/properties/requesters/properties/teams/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err23];
								else vErrors.push(err23);
								errors++;
							}
						}
					} else {
						const err24 = {
							instancePath: instancePath + "/requesters/teams",
							schemaPath: "#/properties/requesters/properties/teams/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err24];
						else vErrors.push(err24);
						errors++;
					}
				}
				if (data7.users !== void 0) {
					let data10 = data7.users;
					if (Array.isArray(data10)) {
						const len3 = data10.length;
						for (let i3 = 0; i3 < len3; i3++) {
							let data11 = data10[i3];
							if (typeof data11 === "string") {
								if (!pattern5.test(data11)) {
									const err25 = {
										instancePath: instancePath + "/requesters/users/" + i3,
										schemaPath: "#/properties/requesters/properties/users/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err25];
									else vErrors.push(err25);
									errors++;
								}
							} else {
								const err26 = {
									instancePath: instancePath + "/requesters/users/" + i3,
									schemaPath: "#/properties/requesters/properties/users/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err26];
								else vErrors.push(err26);
								errors++;
							}
						}
					} else {
						const err27 = {
							instancePath: instancePath + "/requesters/users",
							schemaPath: "#/properties/requesters/properties/users/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err27];
						else vErrors.push(err27);
						errors++;
					}
				}
			} else {
				const err28 = {
					instancePath: instancePath + "/requesters",
					schemaPath: "#/properties/requesters/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err28];
				else vErrors.push(err28);
				errors++;
			}
		}
		if (data.approvers !== void 0) {
			let data12 = data.approvers;
			const _errs29 = errors;
			let valid11 = false;
			const _errs30 = errors;
			if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
				for (const key3 in data12) if (!(key3 === "teams" || key3 === "users" || key3 === "count")) {
					const err29 = {
						instancePath: instancePath + "/approvers",
						schemaPath: "#/properties/approvers/anyOf/0/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key3 }
					};
					if (vErrors === null) vErrors = [err29];
					else vErrors.push(err29);
					errors++;
				}
				if (data12.teams !== void 0) {
					let data13 = data12.teams;
					if (Array.isArray(data13)) {
						const len4 = data13.length;
						for (let i4 = 0; i4 < len4; i4++) {
							let data14 = data13[i4];
							if (typeof data14 === "string") {
								if (!pattern4.test(data14)) {
									const err30 = {
										instancePath: instancePath + "/approvers/teams/" + i4,
										schemaPath: "#/properties/approvers/anyOf/0/properties/teams/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
									};
									if (vErrors === null) vErrors = [err30];
									else vErrors.push(err30);
									errors++;
								}
							} else {
								const err31 = {
									instancePath: instancePath + "/approvers/teams/" + i4,
									schemaPath: "#/properties/approvers/anyOf/0/properties/teams/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err31];
								else vErrors.push(err31);
								errors++;
							}
						}
					} else {
						const err32 = {
							instancePath: instancePath + "/approvers/teams",
							schemaPath: "#/properties/approvers/anyOf/0/properties/teams/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err32];
						else vErrors.push(err32);
						errors++;
					}
				}
				if (data12.users !== void 0) {
					let data15 = data12.users;
					if (Array.isArray(data15)) {
						const len5 = data15.length;
						for (let i5 = 0; i5 < len5; i5++) {
							let data16 = data15[i5];
							if (typeof data16 === "string") {
								if (!pattern5.test(data16)) {
									const err33 = {
										instancePath: instancePath + "/approvers/users/" + i5,
										schemaPath: "#/properties/approvers/anyOf/0/properties/users/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err33];
									else vErrors.push(err33);
									errors++;
								}
							} else {
								const err34 = {
									instancePath: instancePath + "/approvers/users/" + i5,
									schemaPath: "#/properties/approvers/anyOf/0/properties/users/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err34];
								else vErrors.push(err34);
								errors++;
							}
						}
					} else {
						const err35 = {
							instancePath: instancePath + "/approvers/users",
							schemaPath: "#/properties/approvers/anyOf/0/properties/users/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err35];
						else vErrors.push(err35);
						errors++;
					}
				}
				if (data12.count !== void 0) {
					let data17 = data12.count;
					if (!(typeof data17 == "number" && !(data17 % 1) && !isNaN(data17) && isFinite(data17))) {
						const err36 = {
							instancePath: instancePath + "/approvers/count",
							schemaPath: "#/properties/approvers/anyOf/0/properties/count/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err36];
						else vErrors.push(err36);
						errors++;
					}
					if (typeof data17 == "number" && isFinite(data17)) {
						if (data17 > 20 || isNaN(data17)) {
							const err37 = {
								instancePath: instancePath + "/approvers/count",
								schemaPath: "#/properties/approvers/anyOf/0/properties/count/maximum",
								keyword: "maximum",
								params: {
									comparison: "<=",
									limit: 20
								}
							};
							if (vErrors === null) vErrors = [err37];
							else vErrors.push(err37);
							errors++;
						}
						if (data17 < 1 || isNaN(data17)) {
							const err38 = {
								instancePath: instancePath + "/approvers/count",
								schemaPath: "#/properties/approvers/anyOf/0/properties/count/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err38];
							else vErrors.push(err38);
							errors++;
						}
					}
				}
			} else {
				const err39 = {
					instancePath: instancePath + "/approvers",
					schemaPath: "#/properties/approvers/anyOf/0/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err39];
				else vErrors.push(err39);
				errors++;
			}
			var _valid0 = _errs30 === errors;
			valid11 = valid11 || _valid0;
			const _errs43 = errors;
			if (Array.isArray(data12)) {
				if (data12.length > 10) {
					const err40 = {
						instancePath: instancePath + "/approvers",
						schemaPath: "#/properties/approvers/anyOf/1/maxItems",
						keyword: "maxItems",
						params: { limit: 10 }
					};
					if (vErrors === null) vErrors = [err40];
					else vErrors.push(err40);
					errors++;
				}
				if (data12.length < 1) {
					const err41 = {
						instancePath: instancePath + "/approvers",
						schemaPath: "#/properties/approvers/anyOf/1/minItems",
						keyword: "minItems",
						params: { limit: 1 }
					};
					if (vErrors === null) vErrors = [err41];
					else vErrors.push(err41);
					errors++;
				}
				const len6 = data12.length;
				for (let i6 = 0; i6 < len6; i6++) {
					let data18 = data12[i6];
					if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
						for (const key4 in data18) if (!(key4 === "teams" || key4 === "users" || key4 === "count")) {
							const err42 = {
								instancePath: instancePath + "/approvers/" + i6,
								schemaPath: "#/properties/approvers/anyOf/1/items/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key4 }
							};
							if (vErrors === null) vErrors = [err42];
							else vErrors.push(err42);
							errors++;
						}
						if (data18.teams !== void 0) {
							let data19 = data18.teams;
							if (Array.isArray(data19)) {
								const len7 = data19.length;
								for (let i7 = 0; i7 < len7; i7++) {
									let data20 = data19[i7];
									if (typeof data20 === "string") {
										if (!pattern4.test(data20)) {
											const err43 = {
												instancePath: instancePath + "/approvers/" + i6 + "/teams/" + i7,
												schemaPath: "#/properties/approvers/anyOf/1/items/properties/teams/items/pattern",
												keyword: "pattern",
												params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
											};
											if (vErrors === null) vErrors = [err43];
											else vErrors.push(err43);
											errors++;
										}
									} else {
										const err44 = {
											instancePath: instancePath + "/approvers/" + i6 + "/teams/" + i7,
											schemaPath: "#/properties/approvers/anyOf/1/items/properties/teams/items/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err44];
										else vErrors.push(err44);
										errors++;
									}
								}
							} else {
								const err45 = {
									instancePath: instancePath + "/approvers/" + i6 + "/teams",
									schemaPath: "#/properties/approvers/anyOf/1/items/properties/teams/type",
									keyword: "type",
									params: { type: "array" }
								};
								if (vErrors === null) vErrors = [err45];
								else vErrors.push(err45);
								errors++;
							}
						}
						if (data18.users !== void 0) {
							let data21 = data18.users;
							if (Array.isArray(data21)) {
								const len8 = data21.length;
								for (let i8 = 0; i8 < len8; i8++) {
									let data22 = data21[i8];
									if (typeof data22 === "string") {
										if (!pattern5.test(data22)) {
											const err46 = {
												instancePath: instancePath + "/approvers/" + i6 + "/users/" + i8,
												schemaPath: "#/properties/approvers/anyOf/1/items/properties/users/items/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
											};
											if (vErrors === null) vErrors = [err46];
											else vErrors.push(err46);
											errors++;
										}
									} else {
										const err47 = {
											instancePath: instancePath + "/approvers/" + i6 + "/users/" + i8,
											schemaPath: "#/properties/approvers/anyOf/1/items/properties/users/items/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err47];
										else vErrors.push(err47);
										errors++;
									}
								}
							} else {
								const err48 = {
									instancePath: instancePath + "/approvers/" + i6 + "/users",
									schemaPath: "#/properties/approvers/anyOf/1/items/properties/users/type",
									keyword: "type",
									params: { type: "array" }
								};
								if (vErrors === null) vErrors = [err48];
								else vErrors.push(err48);
								errors++;
							}
						}
						if (data18.count !== void 0) {
							let data23 = data18.count;
							if (!(typeof data23 == "number" && !(data23 % 1) && !isNaN(data23) && isFinite(data23))) {
								const err49 = {
									instancePath: instancePath + "/approvers/" + i6 + "/count",
									schemaPath: "#/properties/approvers/anyOf/1/items/properties/count/type",
									keyword: "type",
									params: { type: "integer" }
								};
								if (vErrors === null) vErrors = [err49];
								else vErrors.push(err49);
								errors++;
							}
							if (typeof data23 == "number" && isFinite(data23)) {
								if (data23 > 20 || isNaN(data23)) {
									const err50 = {
										instancePath: instancePath + "/approvers/" + i6 + "/count",
										schemaPath: "#/properties/approvers/anyOf/1/items/properties/count/maximum",
										keyword: "maximum",
										params: {
											comparison: "<=",
											limit: 20
										}
									};
									if (vErrors === null) vErrors = [err50];
									else vErrors.push(err50);
									errors++;
								}
								if (data23 < 1 || isNaN(data23)) {
									const err51 = {
										instancePath: instancePath + "/approvers/" + i6 + "/count",
										schemaPath: "#/properties/approvers/anyOf/1/items/properties/count/minimum",
										keyword: "minimum",
										params: {
											comparison: ">=",
											limit: 1
										}
									};
									if (vErrors === null) vErrors = [err51];
									else vErrors.push(err51);
									errors++;
								}
							}
						}
					} else {
						const err52 = {
							instancePath: instancePath + "/approvers/" + i6,
							schemaPath: "#/properties/approvers/anyOf/1/items/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err52];
						else vErrors.push(err52);
						errors++;
					}
				}
			} else {
				const err53 = {
					instancePath: instancePath + "/approvers",
					schemaPath: "#/properties/approvers/anyOf/1/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err53];
				else vErrors.push(err53);
				errors++;
			}
			var _valid0 = _errs43 === errors;
			valid11 = valid11 || _valid0;
			if (!valid11) {
				const err54 = {
					instancePath: instancePath + "/approvers",
					schemaPath: "#/properties/approvers/anyOf",
					keyword: "anyOf",
					params: {}
				};
				if (vErrors === null) vErrors = [err54];
				else vErrors.push(err54);
				errors++;
			} else {
				errors = _errs29;
				if (vErrors !== null) {
					if (_errs29) vErrors.length = _errs29;
					else vErrors = null;
				}
			}
		}
		if (data.duration !== void 0) {
			let data24 = data.duration;
			if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
				if (data24.max === void 0) {
					const err55 = {
						instancePath: instancePath + "/duration",
						schemaPath: "#/properties/duration/required",
						keyword: "required",
						params: { missingProperty: "max" }
					};
					if (vErrors === null) vErrors = [err55];
					else vErrors.push(err55);
					errors++;
				}
				for (const key5 in data24) if (!(key5 === "max" || key5 === "max_total" || key5 === "ahead")) {
					const err56 = {
						instancePath: instancePath + "/duration",
						schemaPath: "#/properties/duration/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key5 }
					};
					if (vErrors === null) vErrors = [err56];
					else vErrors.push(err56);
					errors++;
				}
				if (data24.max !== void 0) {
					let data25 = data24.max;
					if (typeof data25 === "string") {
						if (!pattern6.test(data25)) {
							const err57 = {
								instancePath: instancePath + "/duration/max",
								schemaPath: "#/properties/duration/properties/max/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err57];
							else vErrors.push(err57);
							errors++;
						}
					} else {
						const err58 = {
							instancePath: instancePath + "/duration/max",
							schemaPath: "#/properties/duration/properties/max/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err58];
						else vErrors.push(err58);
						errors++;
					}
				}
				if (data24.max_total !== void 0) {
					let data26 = data24.max_total;
					if (typeof data26 === "string") {
						if (!pattern6.test(data26)) {
							const err59 = {
								instancePath: instancePath + "/duration/max_total",
								schemaPath: "#/properties/duration/properties/max_total/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err59];
							else vErrors.push(err59);
							errors++;
						}
					} else {
						const err60 = {
							instancePath: instancePath + "/duration/max_total",
							schemaPath: "#/properties/duration/properties/max_total/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err60];
						else vErrors.push(err60);
						errors++;
					}
				}
				if (data24.ahead !== void 0) {
					let data27 = data24.ahead;
					if (typeof data27 === "string") {
						if (!pattern6.test(data27)) {
							const err61 = {
								instancePath: instancePath + "/duration/ahead",
								schemaPath: "#/properties/duration/properties/ahead/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err61];
							else vErrors.push(err61);
							errors++;
						}
					} else {
						const err62 = {
							instancePath: instancePath + "/duration/ahead",
							schemaPath: "#/properties/duration/properties/ahead/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err62];
						else vErrors.push(err62);
						errors++;
					}
				}
			} else {
				const err63 = {
					instancePath: instancePath + "/duration",
					schemaPath: "#/properties/duration/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err63];
				else vErrors.push(err63);
				errors++;
			}
		}
		if (data.require !== void 0) {
			let data28 = data.require;
			if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
				for (const key6 in data28) if (!(key6 === "reason" || key6 === "ticket" || key6 === "signed_commits" || key6 === "mfa")) {
					const err64 = {
						instancePath: instancePath + "/require",
						schemaPath: "#/properties/require/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key6 }
					};
					if (vErrors === null) vErrors = [err64];
					else vErrors.push(err64);
					errors++;
				}
				if (data28.reason !== void 0) {
					let data29 = data28.reason;
					if (!(typeof data29 == "number" && !(data29 % 1) && !isNaN(data29) && isFinite(data29))) {
						const err65 = {
							instancePath: instancePath + "/require/reason",
							schemaPath: "#/properties/require/properties/reason/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err65];
						else vErrors.push(err65);
						errors++;
					}
					if (typeof data29 == "number" && isFinite(data29)) {
						if (data29 > 1e3 || isNaN(data29)) {
							const err66 = {
								instancePath: instancePath + "/require/reason",
								schemaPath: "#/properties/require/properties/reason/maximum",
								keyword: "maximum",
								params: {
									comparison: "<=",
									limit: 1e3
								}
							};
							if (vErrors === null) vErrors = [err66];
							else vErrors.push(err66);
							errors++;
						}
						if (data29 < 1 || isNaN(data29)) {
							const err67 = {
								instancePath: instancePath + "/require/reason",
								schemaPath: "#/properties/require/properties/reason/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err67];
							else vErrors.push(err67);
							errors++;
						}
					}
				}
				if (data28.ticket !== void 0) {
					let data30 = data28.ticket;
					if (typeof data30 === "string") {
						if (!pattern12.test(data30)) {
							const err68 = {
								instancePath: instancePath + "/require/ticket",
								schemaPath: "#/properties/require/properties/ticket/pattern",
								keyword: "pattern",
								params: { pattern: "\\S" }
							};
							if (vErrors === null) vErrors = [err68];
							else vErrors.push(err68);
							errors++;
						}
					} else {
						const err69 = {
							instancePath: instancePath + "/require/ticket",
							schemaPath: "#/properties/require/properties/ticket/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err69];
						else vErrors.push(err69);
						errors++;
					}
				}
				if (data28.signed_commits !== void 0) {
					if (typeof data28.signed_commits !== "boolean") {
						const err70 = {
							instancePath: instancePath + "/require/signed_commits",
							schemaPath: "#/properties/require/properties/signed_commits/type",
							keyword: "type",
							params: { type: "boolean" }
						};
						if (vErrors === null) vErrors = [err70];
						else vErrors.push(err70);
						errors++;
					}
				}
				if (data28.mfa !== void 0) {
					if (typeof data28.mfa !== "boolean") {
						const err71 = {
							instancePath: instancePath + "/require/mfa",
							schemaPath: "#/properties/require/properties/mfa/type",
							keyword: "type",
							params: { type: "boolean" }
						};
						if (vErrors === null) vErrors = [err71];
						else vErrors.push(err71);
						errors++;
					}
				}
			} else {
				const err72 = {
					instancePath: instancePath + "/require",
					schemaPath: "#/properties/require/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err72];
				else vErrors.push(err72);
				errors++;
			}
		}
		if (data.limits !== void 0) {
			let data33 = data.limits;
			if (data33 && typeof data33 == "object" && !Array.isArray(data33)) {
				for (const key7 in data33) if (!(key7 === "per_user" || key7 === "total")) {
					const err73 = {
						instancePath: instancePath + "/limits",
						schemaPath: "#/properties/limits/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key7 }
					};
					if (vErrors === null) vErrors = [err73];
					else vErrors.push(err73);
					errors++;
				}
				if (data33.per_user !== void 0) {
					let data34 = data33.per_user;
					if (!(typeof data34 == "number" && !(data34 % 1) && !isNaN(data34) && isFinite(data34))) {
						const err74 = {
							instancePath: instancePath + "/limits/per_user",
							schemaPath: "#/properties/limits/properties/per_user/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err74];
						else vErrors.push(err74);
						errors++;
					}
					if (typeof data34 == "number" && isFinite(data34)) {
						if (data34 < 1 || isNaN(data34)) {
							const err75 = {
								instancePath: instancePath + "/limits/per_user",
								schemaPath: "#/properties/limits/properties/per_user/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err75];
							else vErrors.push(err75);
							errors++;
						}
					}
				}
				if (data33.total !== void 0) {
					let data35 = data33.total;
					if (!(typeof data35 == "number" && !(data35 % 1) && !isNaN(data35) && isFinite(data35))) {
						const err76 = {
							instancePath: instancePath + "/limits/total",
							schemaPath: "#/properties/limits/properties/total/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err76];
						else vErrors.push(err76);
						errors++;
					}
					if (typeof data35 == "number" && isFinite(data35)) {
						if (data35 < 1 || isNaN(data35)) {
							const err77 = {
								instancePath: instancePath + "/limits/total",
								schemaPath: "#/properties/limits/properties/total/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err77];
							else vErrors.push(err77);
							errors++;
						}
					}
				}
			} else {
				const err78 = {
					instancePath: instancePath + "/limits",
					schemaPath: "#/properties/limits/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err78];
				else vErrors.push(err78);
				errors++;
			}
		}
		if (data.conflicts !== void 0) {
			let data36 = data.conflicts;
			if (Array.isArray(data36)) {
				const len9 = data36.length;
				for (let i9 = 0; i9 < len9; i9++) {
					let data37 = data36[i9];
					if (typeof data37 === "string") {
						if (!pattern4.test(data37)) {
							const err79 = {
								instancePath: instancePath + "/conflicts/" + i9,
								schemaPath: "#/properties/conflicts/items/pattern",
								keyword: "pattern",
								params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
							};
							if (vErrors === null) vErrors = [err79];
							else vErrors.push(err79);
							errors++;
						}
					} else {
						const err80 = {
							instancePath: instancePath + "/conflicts/" + i9,
							schemaPath: "#/properties/conflicts/items/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err80];
						else vErrors.push(err80);
						errors++;
					}
				}
			} else {
				const err81 = {
					instancePath: instancePath + "/conflicts",
					schemaPath: "#/properties/conflicts/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err81];
				else vErrors.push(err81);
				errors++;
			}
		}
		if (data.bound_cidrs !== void 0) {
			let data38 = data.bound_cidrs;
			if (Array.isArray(data38)) {
				const len10 = data38.length;
				for (let i10 = 0; i10 < len10; i10++) if (typeof data38[i10] !== "string") {
					const err82 = {
						instancePath: instancePath + "/bound_cidrs/" + i10,
						schemaPath: "#/properties/bound_cidrs/items/type",
						keyword: "type",
						params: { type: "string" }
					};
					if (vErrors === null) vErrors = [err82];
					else vErrors.push(err82);
					errors++;
				}
			} else {
				const err83 = {
					instancePath: instancePath + "/bound_cidrs",
					schemaPath: "#/properties/bound_cidrs/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err83];
				else vErrors.push(err83);
				errors++;
			}
		}
		if (data.rotate_after !== void 0) {
			let data40 = data.rotate_after;
			if (Array.isArray(data40)) {
				const len11 = data40.length;
				for (let i11 = 0; i11 < len11; i11++) {
					let data41 = data40[i11];
					if (typeof data41 === "string") {
						if (!pattern4.test(data41)) {
							const err84 = {
								instancePath: instancePath + "/rotate_after/" + i11,
								schemaPath: "#/properties/rotate_after/items/pattern",
								keyword: "pattern",
								params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
							};
							if (vErrors === null) vErrors = [err84];
							else vErrors.push(err84);
							errors++;
						}
					} else {
						const err85 = {
							instancePath: instancePath + "/rotate_after/" + i11,
							schemaPath: "#/properties/rotate_after/items/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err85];
						else vErrors.push(err85);
						errors++;
					}
				}
			} else {
				const err86 = {
					instancePath: instancePath + "/rotate_after",
					schemaPath: "#/properties/rotate_after/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err86];
				else vErrors.push(err86);
				errors++;
			}
		}
		if (data.use !== void 0) {
			let data42 = data.use;
			if (Array.isArray(data42)) {
				const len12 = data42.length;
				for (let i12 = 0; i12 < len12; i12++) {
					let data43 = data42[i12];
					if (data43 && typeof data43 == "object" && !Array.isArray(data43)) {
						if (data43.path === void 0) {
							const err87 = {
								instancePath: instancePath + "/use/" + i12,
								schemaPath: "#/properties/use/items/required",
								keyword: "required",
								params: { missingProperty: "path" }
							};
							if (vErrors === null) vErrors = [err87];
							else vErrors.push(err87);
							errors++;
						}
						if (data43.env === void 0) {
							const err88 = {
								instancePath: instancePath + "/use/" + i12,
								schemaPath: "#/properties/use/items/required",
								keyword: "required",
								params: { missingProperty: "env" }
							};
							if (vErrors === null) vErrors = [err88];
							else vErrors.push(err88);
							errors++;
						}
						for (const key8 in data43) if (!(key8 === "path" || key8 === "env")) {
							const err89 = {
								instancePath: instancePath + "/use/" + i12,
								schemaPath: "#/properties/use/items/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key8 }
							};
							if (vErrors === null) vErrors = [err89];
							else vErrors.push(err89);
							errors++;
						}
						if (data43.path !== void 0) {
							let data44 = data43.path;
							if (typeof data44 === "string") {
								if (!pattern12.test(data44)) {
									const err90 = {
										instancePath: instancePath + "/use/" + i12 + "/path",
										schemaPath: "#/properties/use/items/properties/path/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err90];
									else vErrors.push(err90);
									errors++;
								}
							} else {
								const err91 = {
									instancePath: instancePath + "/use/" + i12 + "/path",
									schemaPath: "#/properties/use/items/properties/path/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err91];
								else vErrors.push(err91);
								errors++;
							}
						}
						if (data43.env !== void 0) {
							let data45 = data43.env;
							if (data45 && typeof data45 == "object" && !Array.isArray(data45)) {
								for (const key9 in data45) if (!pattern28.test(key9)) {
									const err92 = {
										instancePath: instancePath + "/use/" + i12 + "/env",
										schemaPath: "#/properties/use/items/properties/env/additionalProperties",
										keyword: "additionalProperties",
										params: { additionalProperty: key9 }
									};
									if (vErrors === null) vErrors = [err92];
									else vErrors.push(err92);
									errors++;
								}
								for (const key10 in data45) if (pattern28.test(key10)) {
									if (typeof data45[key10] !== "string") {
										const err93 = {
											instancePath: instancePath + "/use/" + i12 + "/env/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),
											schemaPath: "#/properties/use/items/properties/env/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D*%24/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err93];
										else vErrors.push(err93);
										errors++;
									}
								}
							} else {
								const err94 = {
									instancePath: instancePath + "/use/" + i12 + "/env",
									schemaPath: "#/properties/use/items/properties/env/type",
									keyword: "type",
									params: { type: "object" }
								};
								if (vErrors === null) vErrors = [err94];
								else vErrors.push(err94);
								errors++;
							}
						}
					} else {
						const err95 = {
							instancePath: instancePath + "/use/" + i12,
							schemaPath: "#/properties/use/items/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err95];
						else vErrors.push(err95);
						errors++;
					}
				}
			} else {
				const err96 = {
					instancePath: instancePath + "/use",
					schemaPath: "#/properties/use/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err96];
				else vErrors.push(err96);
				errors++;
			}
		}
		if (data.rules !== void 0) {
			let data47 = data.rules;
			if (Array.isArray(data47)) {
				if (data47.length > 100) {
					const err97 = {
						instancePath: instancePath + "/rules",
						schemaPath: "#/properties/rules/maxItems",
						keyword: "maxItems",
						params: { limit: 100 }
					};
					if (vErrors === null) vErrors = [err97];
					else vErrors.push(err97);
					errors++;
				}
				const len13 = data47.length;
				for (let i13 = 0; i13 < len13; i13++) {
					let data48 = data47[i13];
					if (data48 && typeof data48 == "object" && !Array.isArray(data48)) {
						if (data48.name === void 0) {
							const err98 = {
								instancePath: instancePath + "/rules/" + i13,
								schemaPath: "#/properties/rules/items/required",
								keyword: "required",
								params: { missingProperty: "name" }
							};
							if (vErrors === null) vErrors = [err98];
							else vErrors.push(err98);
							errors++;
						}
						if (data48.expr === void 0) {
							const err99 = {
								instancePath: instancePath + "/rules/" + i13,
								schemaPath: "#/properties/rules/items/required",
								keyword: "required",
								params: { missingProperty: "expr" }
							};
							if (vErrors === null) vErrors = [err99];
							else vErrors.push(err99);
							errors++;
						}
						if (data48.message === void 0) {
							const err100 = {
								instancePath: instancePath + "/rules/" + i13,
								schemaPath: "#/properties/rules/items/required",
								keyword: "required",
								params: { missingProperty: "message" }
							};
							if (vErrors === null) vErrors = [err100];
							else vErrors.push(err100);
							errors++;
						}
						for (const key11 in data48) if (!(key11 === "name" || key11 === "expr" || key11 === "message")) {
							const err101 = {
								instancePath: instancePath + "/rules/" + i13,
								schemaPath: "#/properties/rules/items/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key11 }
							};
							if (vErrors === null) vErrors = [err101];
							else vErrors.push(err101);
							errors++;
						}
						if (data48.name !== void 0) {
							let data49 = data48.name;
							if (typeof data49 === "string") {
								if (!pattern4.test(data49)) {
									const err102 = {
										instancePath: instancePath + "/rules/" + i13 + "/name",
										schemaPath: "#/properties/rules/items/properties/name/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
									};
									if (vErrors === null) vErrors = [err102];
									else vErrors.push(err102);
									errors++;
								}
							} else {
								const err103 = {
									instancePath: instancePath + "/rules/" + i13 + "/name",
									schemaPath: "#/properties/rules/items/properties/name/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err103];
								else vErrors.push(err103);
								errors++;
							}
						}
						if (data48.expr !== void 0) {
							let data50 = data48.expr;
							if (typeof data50 === "string") {
								if (!pattern12.test(data50)) {
									const err104 = {
										instancePath: instancePath + "/rules/" + i13 + "/expr",
										schemaPath: "#/properties/rules/items/properties/expr/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err104];
									else vErrors.push(err104);
									errors++;
								}
							} else {
								const err105 = {
									instancePath: instancePath + "/rules/" + i13 + "/expr",
									schemaPath: "#/properties/rules/items/properties/expr/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err105];
								else vErrors.push(err105);
								errors++;
							}
						}
						if (data48.message !== void 0) {
							let data51 = data48.message;
							if (typeof data51 === "string") {
								if (!pattern12.test(data51)) {
									const err106 = {
										instancePath: instancePath + "/rules/" + i13 + "/message",
										schemaPath: "#/properties/rules/items/properties/message/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err106];
									else vErrors.push(err106);
									errors++;
								}
							} else {
								const err107 = {
									instancePath: instancePath + "/rules/" + i13 + "/message",
									schemaPath: "#/properties/rules/items/properties/message/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err107];
								else vErrors.push(err107);
								errors++;
							}
						}
					} else {
						const err108 = {
							instancePath: instancePath + "/rules/" + i13,
							schemaPath: "#/properties/rules/items/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err108];
						else vErrors.push(err108);
						errors++;
					}
				}
			} else {
				const err109 = {
					instancePath: instancePath + "/rules",
					schemaPath: "#/properties/rules/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err109];
				else vErrors.push(err109);
				errors++;
			}
		}
		if (data.break_glass !== void 0) {
			let data52 = data.break_glass;
			if (data52 && typeof data52 == "object" && !Array.isArray(data52)) {
				if (data52.requesters === void 0) {
					const err110 = {
						instancePath: instancePath + "/break_glass",
						schemaPath: "#/properties/break_glass/required",
						keyword: "required",
						params: { missingProperty: "requesters" }
					};
					if (vErrors === null) vErrors = [err110];
					else vErrors.push(err110);
					errors++;
				}
				if (data52.max === void 0) {
					const err111 = {
						instancePath: instancePath + "/break_glass",
						schemaPath: "#/properties/break_glass/required",
						keyword: "required",
						params: { missingProperty: "max" }
					};
					if (vErrors === null) vErrors = [err111];
					else vErrors.push(err111);
					errors++;
				}
				for (const key12 in data52) if (!(key12 === "requesters" || key12 === "max" || key12 === "review_within")) {
					const err112 = {
						instancePath: instancePath + "/break_glass",
						schemaPath: "#/properties/break_glass/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key12 }
					};
					if (vErrors === null) vErrors = [err112];
					else vErrors.push(err112);
					errors++;
				}
				if (data52.requesters !== void 0) {
					let data53 = data52.requesters;
					if (data53 && typeof data53 == "object" && !Array.isArray(data53)) {
						for (const key13 in data53) if (!(key13 === "teams" || key13 === "users")) {
							const err113 = {
								instancePath: instancePath + "/break_glass/requesters",
								schemaPath: "#/properties/break_glass/properties/requesters/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key13 }
							};
							if (vErrors === null) vErrors = [err113];
							else vErrors.push(err113);
							errors++;
						}
						if (data53.teams !== void 0) {
							let data54 = data53.teams;
							if (Array.isArray(data54)) {
								const len14 = data54.length;
								for (let i14 = 0; i14 < len14; i14++) {
									let data55 = data54[i14];
									if (typeof data55 === "string") {
										if (!pattern4.test(data55)) {
											const err114 = {
												instancePath: instancePath + "/break_glass/requesters/teams/" + i14,
												schemaPath: "#/properties/break_glass/properties/requesters/properties/teams/items/pattern",
												keyword: "pattern",
												params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
											};
											if (vErrors === null) vErrors = [err114];
											else vErrors.push(err114);
											errors++;
										}
									} else {
										const err115 = {
											instancePath: instancePath + "/break_glass/requesters/teams/" + i14,
											schemaPath: "#/properties/break_glass/properties/requesters/properties/teams/items/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err115];
										else vErrors.push(err115);
										errors++;
									}
								}
							} else {
								const err116 = {
									instancePath: instancePath + "/break_glass/requesters/teams",
									schemaPath: "#/properties/break_glass/properties/requesters/properties/teams/type",
									keyword: "type",
									params: { type: "array" }
								};
								if (vErrors === null) vErrors = [err116];
								else vErrors.push(err116);
								errors++;
							}
						}
						if (data53.users !== void 0) {
							let data56 = data53.users;
							if (Array.isArray(data56)) {
								const len15 = data56.length;
								for (let i15 = 0; i15 < len15; i15++) {
									let data57 = data56[i15];
									if (typeof data57 === "string") {
										if (!pattern5.test(data57)) {
											const err117 = {
												instancePath: instancePath + "/break_glass/requesters/users/" + i15,
												schemaPath: "#/properties/break_glass/properties/requesters/properties/users/items/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
											};
											if (vErrors === null) vErrors = [err117];
											else vErrors.push(err117);
											errors++;
										}
									} else {
										const err118 = {
											instancePath: instancePath + "/break_glass/requesters/users/" + i15,
											schemaPath: "#/properties/break_glass/properties/requesters/properties/users/items/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err118];
										else vErrors.push(err118);
										errors++;
									}
								}
							} else {
								const err119 = {
									instancePath: instancePath + "/break_glass/requesters/users",
									schemaPath: "#/properties/break_glass/properties/requesters/properties/users/type",
									keyword: "type",
									params: { type: "array" }
								};
								if (vErrors === null) vErrors = [err119];
								else vErrors.push(err119);
								errors++;
							}
						}
					} else {
						const err120 = {
							instancePath: instancePath + "/break_glass/requesters",
							schemaPath: "#/properties/break_glass/properties/requesters/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err120];
						else vErrors.push(err120);
						errors++;
					}
				}
				if (data52.max !== void 0) {
					let data58 = data52.max;
					if (typeof data58 === "string") {
						if (!pattern6.test(data58)) {
							const err121 = {
								instancePath: instancePath + "/break_glass/max",
								schemaPath: "#/properties/break_glass/properties/max/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err121];
							else vErrors.push(err121);
							errors++;
						}
					} else {
						const err122 = {
							instancePath: instancePath + "/break_glass/max",
							schemaPath: "#/properties/break_glass/properties/max/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err122];
						else vErrors.push(err122);
						errors++;
					}
				}
				if (data52.review_within !== void 0) {
					let data59 = data52.review_within;
					if (typeof data59 === "string") {
						if (!pattern6.test(data59)) {
							const err123 = {
								instancePath: instancePath + "/break_glass/review_within",
								schemaPath: "#/properties/break_glass/properties/review_within/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err123];
							else vErrors.push(err123);
							errors++;
						}
					} else {
						const err124 = {
							instancePath: instancePath + "/break_glass/review_within",
							schemaPath: "#/properties/break_glass/properties/review_within/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err124];
						else vErrors.push(err124);
						errors++;
					}
				}
			} else {
				const err125 = {
					instancePath: instancePath + "/break_glass",
					schemaPath: "#/properties/break_glass/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err125];
				else vErrors.push(err125);
				errors++;
			}
		}
	} else {
		const err126 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err126];
		else vErrors.push(err126);
		errors++;
	}
	validate21.errors = vErrors;
	return errors === 0;
}
validate21.evaluated = {
	"props": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const settings$1 = validate22;
const schema33 = {
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "urn:leasehold:schema:settings",
	"type": "object",
	"required": ["owners"],
	"properties": {
		"owners": {
			"type": "object",
			"properties": {
				"teams": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
					}
				},
				"users": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
					}
				},
				"count": {
					"type": "integer",
					"minimum": 1,
					"maximum": 20
				}
			},
			"additionalProperties": false
		},
		"vault": {
			"type": "object",
			"properties": {
				"address": {
					"type": "string",
					"pattern": "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$"
				},
				"namespace": {
					"type": "string",
					"pattern": "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$"
				},
				"mount": {
					"type": "string",
					"pattern": "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$"
				},
				"workflows": {
					"type": "object",
					"properties": {
						"mount": {
							"type": "string",
							"pattern": "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$"
						},
						"audience": {
							"type": "string",
							"pattern": "\\S"
						},
						"issuer": {
							"type": "string",
							"pattern": "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$"
						}
					},
					"additionalProperties": false
				},
				"people": {
					"type": "object",
					"properties": {
						"mount": {
							"type": "string",
							"pattern": "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$"
						},
						"alias": {
							"type": "string",
							"pattern": "^[A-Za-z0-9._@-]*\\{login\\}[A-Za-z0-9._@-]*$"
						}
					},
					"additionalProperties": false
				}
			},
			"additionalProperties": false
		},
		"github": {
			"type": "object",
			"properties": {
				"branch": {
					"type": "string",
					"pattern": "^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$"
				},
				"repository_id": {
					"type": "integer",
					"minimum": 1
				},
				"environments": { "type": "boolean" },
				"teams": { "enum": ["file", "github"] }
			},
			"additionalProperties": false
		},
		"revoke_pull_requests": {
			"type": "object",
			"properties": {
				"group_by": { "enum": [
					"grant",
					"role",
					"all"
				] },
				"merge": { "enum": ["never", "auto"] }
			},
			"additionalProperties": false
		},
		"alerts": {
			"type": "object",
			"properties": {
				"expiring_before": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"overdue_after": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"live_longer_than": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"schedule_late_after": {
					"type": "string",
					"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
				},
				"sinks": {
					"type": "array",
					"items": { "anyOf": [
						{
							"type": "object",
							"required": ["kind", "url_env"],
							"properties": {
								"kind": {
									"type": "string",
									"const": "slack"
								},
								"url_env": {
									"type": "string",
									"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
								},
								"events": {
									"type": "array",
									"items": {
										"type": "string",
										"pattern": "^[a-z*]+(?:\\.[a-z*]+)*$"
									},
									"minItems": 1
								}
							},
							"additionalProperties": false
						},
						{
							"type": "object",
							"required": ["kind", "url_env"],
							"properties": {
								"kind": {
									"type": "string",
									"const": "webhook"
								},
								"url_env": {
									"type": "string",
									"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
								},
								"secret_env": {
									"type": "string",
									"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
								},
								"events": {
									"type": "array",
									"items": {
										"type": "string",
										"pattern": "^[a-z*]+(?:\\.[a-z*]+)*$"
									},
									"minItems": 1
								}
							},
							"additionalProperties": false
						},
						{
							"type": "object",
							"required": ["kind"],
							"properties": {
								"kind": {
									"type": "string",
									"const": "issue"
								},
								"label": {
									"type": "string",
									"pattern": "\\S"
								},
								"events": {
									"type": "array",
									"items": {
										"type": "string",
										"pattern": "^[a-z*]+(?:\\.[a-z*]+)*$"
									},
									"minItems": 1
								}
							},
							"additionalProperties": false
						}
					] }
				}
			},
			"additionalProperties": false
		},
		"audit": {
			"type": "object",
			"properties": { "branch": {
				"type": "string",
				"pattern": "^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$"
			} },
			"additionalProperties": false
		},
		"tickets": {
			"type": "object",
			"required": ["url"],
			"properties": { "url": {
				"type": "string",
				"pattern": "^https://[A-Za-z0-9.-]+(?::\\d+)?/[A-Za-z0-9._~:/?#@!$&*+,;=%-]*\\{ticket\\}[A-Za-z0-9._~:/?#@!$&*+,;=%-]*$"
			} },
			"additionalProperties": false
		},
		"pages": { "type": "boolean" }
	},
	"additionalProperties": false
};
const pattern39 = new RegExp("^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$", "u");
const pattern40 = new RegExp("^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$", "u");
const pattern46 = new RegExp("^[A-Za-z0-9._@-]*\\{login\\}[A-Za-z0-9._@-]*$", "u");
const pattern47 = new RegExp("^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$", "u");
const pattern53 = new RegExp("^[a-z*]+(?:\\.[a-z*]+)*$", "u");
const pattern60 = new RegExp("^https://[A-Za-z0-9.-]+(?::\\d+)?/[A-Za-z0-9._~:/?#@!$&*+,;=%-]*\\{ticket\\}[A-Za-z0-9._~:/?#@!$&*+,;=%-]*$", "u");
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate22.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.owners === void 0) {
			const err0 = {
				instancePath,
				schemaPath: "#/required",
				keyword: "required",
				params: { missingProperty: "owners" }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
		for (const key0 in data) if (!(key0 === "owners" || key0 === "vault" || key0 === "github" || key0 === "revoke_pull_requests" || key0 === "alerts" || key0 === "audit" || key0 === "tickets" || key0 === "pages")) {
			const err1 = {
				instancePath,
				schemaPath: "#/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err1];
			else vErrors.push(err1);
			errors++;
		}
		if (data.owners !== void 0) {
			let data0 = data.owners;
			if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
				for (const key1 in data0) if (!(key1 === "teams" || key1 === "users" || key1 === "count")) {
					const err2 = {
						instancePath: instancePath + "/owners",
						schemaPath: "#/properties/owners/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key1 }
					};
					if (vErrors === null) vErrors = [err2];
					else vErrors.push(err2);
					errors++;
				}
				if (data0.teams !== void 0) {
					let data1 = data0.teams;
					if (Array.isArray(data1)) {
						const len0 = data1.length;
						for (let i0 = 0; i0 < len0; i0++) {
							let data2 = data1[i0];
							if (typeof data2 === "string") {
								if (!pattern4.test(data2)) {
									const err3 = {
										instancePath: instancePath + "/owners/teams/" + i0,
										schemaPath: "#/properties/owners/properties/teams/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
									};
									if (vErrors === null) vErrors = [err3];
									else vErrors.push(err3);
									errors++;
								}
							} else {
								const err4 = {
									instancePath: instancePath + "/owners/teams/" + i0,
									schemaPath: "#/properties/owners/properties/teams/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err4];
								else vErrors.push(err4);
								errors++;
							}
						}
					} else {
						const err5 = {
							instancePath: instancePath + "/owners/teams",
							schemaPath: "#/properties/owners/properties/teams/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err5];
						else vErrors.push(err5);
						errors++;
					}
				}
				if (data0.users !== void 0) {
					let data3 = data0.users;
					if (Array.isArray(data3)) {
						const len1 = data3.length;
						for (let i1 = 0; i1 < len1; i1++) {
							let data4 = data3[i1];
							if (typeof data4 === "string") {
								if (!pattern5.test(data4)) {
									const err6 = {
										instancePath: instancePath + "/owners/users/" + i1,
										schemaPath: "#/properties/owners/properties/users/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err6];
									else vErrors.push(err6);
									errors++;
								}
							} else {
								const err7 = {
									instancePath: instancePath + "/owners/users/" + i1,
									schemaPath: "#/properties/owners/properties/users/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err7];
								else vErrors.push(err7);
								errors++;
							}
						}
					} else {
						const err8 = {
							instancePath: instancePath + "/owners/users",
							schemaPath: "#/properties/owners/properties/users/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err8];
						else vErrors.push(err8);
						errors++;
					}
				}
				if (data0.count !== void 0) {
					let data5 = data0.count;
					if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
						const err9 = {
							instancePath: instancePath + "/owners/count",
							schemaPath: "#/properties/owners/properties/count/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err9];
						else vErrors.push(err9);
						errors++;
					}
					if (typeof data5 == "number" && isFinite(data5)) {
						if (data5 > 20 || isNaN(data5)) {
							const err10 = {
								instancePath: instancePath + "/owners/count",
								schemaPath: "#/properties/owners/properties/count/maximum",
								keyword: "maximum",
								params: {
									comparison: "<=",
									limit: 20
								}
							};
							if (vErrors === null) vErrors = [err10];
							else vErrors.push(err10);
							errors++;
						}
						if (data5 < 1 || isNaN(data5)) {
							const err11 = {
								instancePath: instancePath + "/owners/count",
								schemaPath: "#/properties/owners/properties/count/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err11];
							else vErrors.push(err11);
							errors++;
						}
					}
				}
			} else {
				const err12 = {
					instancePath: instancePath + "/owners",
					schemaPath: "#/properties/owners/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err12];
				else vErrors.push(err12);
				errors++;
			}
		}
		if (data.vault !== void 0) {
			let data6 = data.vault;
			if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
				for (const key2 in data6) if (!(key2 === "address" || key2 === "namespace" || key2 === "mount" || key2 === "workflows" || key2 === "people")) {
					const err13 = {
						instancePath: instancePath + "/vault",
						schemaPath: "#/properties/vault/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key2 }
					};
					if (vErrors === null) vErrors = [err13];
					else vErrors.push(err13);
					errors++;
				}
				if (data6.address !== void 0) {
					let data7 = data6.address;
					if (typeof data7 === "string") {
						if (!pattern39.test(data7)) {
							const err14 = {
								instancePath: instancePath + "/vault/address",
								schemaPath: "#/properties/vault/properties/address/pattern",
								keyword: "pattern",
								params: { pattern: "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }
							};
							if (vErrors === null) vErrors = [err14];
							else vErrors.push(err14);
							errors++;
						}
					} else {
						const err15 = {
							instancePath: instancePath + "/vault/address",
							schemaPath: "#/properties/vault/properties/address/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err15];
						else vErrors.push(err15);
						errors++;
					}
				}
				if (data6.namespace !== void 0) {
					let data8 = data6.namespace;
					if (typeof data8 === "string") {
						if (!pattern40.test(data8)) {
							const err16 = {
								instancePath: instancePath + "/vault/namespace",
								schemaPath: "#/properties/vault/properties/namespace/pattern",
								keyword: "pattern",
								params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
							};
							if (vErrors === null) vErrors = [err16];
							else vErrors.push(err16);
							errors++;
						}
					} else {
						const err17 = {
							instancePath: instancePath + "/vault/namespace",
							schemaPath: "#/properties/vault/properties/namespace/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err17];
						else vErrors.push(err17);
						errors++;
					}
				}
				if (data6.mount !== void 0) {
					let data9 = data6.mount;
					if (typeof data9 === "string") {
						if (!pattern40.test(data9)) {
							const err18 = {
								instancePath: instancePath + "/vault/mount",
								schemaPath: "#/properties/vault/properties/mount/pattern",
								keyword: "pattern",
								params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
							};
							if (vErrors === null) vErrors = [err18];
							else vErrors.push(err18);
							errors++;
						}
					} else {
						const err19 = {
							instancePath: instancePath + "/vault/mount",
							schemaPath: "#/properties/vault/properties/mount/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err19];
						else vErrors.push(err19);
						errors++;
					}
				}
				if (data6.workflows !== void 0) {
					let data10 = data6.workflows;
					if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
						for (const key3 in data10) if (!(key3 === "mount" || key3 === "audience" || key3 === "issuer")) {
							const err20 = {
								instancePath: instancePath + "/vault/workflows",
								schemaPath: "#/properties/vault/properties/workflows/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key3 }
							};
							if (vErrors === null) vErrors = [err20];
							else vErrors.push(err20);
							errors++;
						}
						if (data10.mount !== void 0) {
							let data11 = data10.mount;
							if (typeof data11 === "string") {
								if (!pattern40.test(data11)) {
									const err21 = {
										instancePath: instancePath + "/vault/workflows/mount",
										schemaPath: "#/properties/vault/properties/workflows/properties/mount/pattern",
										keyword: "pattern",
										params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
									};
									if (vErrors === null) vErrors = [err21];
									else vErrors.push(err21);
									errors++;
								}
							} else {
								const err22 = {
									instancePath: instancePath + "/vault/workflows/mount",
									schemaPath: "#/properties/vault/properties/workflows/properties/mount/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err22];
								else vErrors.push(err22);
								errors++;
							}
						}
						if (data10.audience !== void 0) {
							let data12 = data10.audience;
							if (typeof data12 === "string") {
								if (!pattern12.test(data12)) {
									const err23 = {
										instancePath: instancePath + "/vault/workflows/audience",
										schemaPath: "#/properties/vault/properties/workflows/properties/audience/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err23];
									else vErrors.push(err23);
									errors++;
								}
							} else {
								const err24 = {
									instancePath: instancePath + "/vault/workflows/audience",
									schemaPath: "#/properties/vault/properties/workflows/properties/audience/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err24];
								else vErrors.push(err24);
								errors++;
							}
						}
						if (data10.issuer !== void 0) {
							let data13 = data10.issuer;
							if (typeof data13 === "string") {
								if (!pattern39.test(data13)) {
									const err25 = {
										instancePath: instancePath + "/vault/workflows/issuer",
										schemaPath: "#/properties/vault/properties/workflows/properties/issuer/pattern",
										keyword: "pattern",
										params: { pattern: "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }
									};
									if (vErrors === null) vErrors = [err25];
									else vErrors.push(err25);
									errors++;
								}
							} else {
								const err26 = {
									instancePath: instancePath + "/vault/workflows/issuer",
									schemaPath: "#/properties/vault/properties/workflows/properties/issuer/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err26];
								else vErrors.push(err26);
								errors++;
							}
						}
					} else {
						const err27 = {
							instancePath: instancePath + "/vault/workflows",
							schemaPath: "#/properties/vault/properties/workflows/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err27];
						else vErrors.push(err27);
						errors++;
					}
				}
				if (data6.people !== void 0) {
					let data14 = data6.people;
					if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
						for (const key4 in data14) if (!(key4 === "mount" || key4 === "alias")) {
							const err28 = {
								instancePath: instancePath + "/vault/people",
								schemaPath: "#/properties/vault/properties/people/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key4 }
							};
							if (vErrors === null) vErrors = [err28];
							else vErrors.push(err28);
							errors++;
						}
						if (data14.mount !== void 0) {
							let data15 = data14.mount;
							if (typeof data15 === "string") {
								if (!pattern40.test(data15)) {
									const err29 = {
										instancePath: instancePath + "/vault/people/mount",
										schemaPath: "#/properties/vault/properties/people/properties/mount/pattern",
										keyword: "pattern",
										params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
									};
									if (vErrors === null) vErrors = [err29];
									else vErrors.push(err29);
									errors++;
								}
							} else {
								const err30 = {
									instancePath: instancePath + "/vault/people/mount",
									schemaPath: "#/properties/vault/properties/people/properties/mount/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err30];
								else vErrors.push(err30);
								errors++;
							}
						}
						if (data14.alias !== void 0) {
							let data16 = data14.alias;
							if (typeof data16 === "string") {
								if (!pattern46.test(data16)) {
									const err31 = {
										instancePath: instancePath + "/vault/people/alias",
										schemaPath: "#/properties/vault/properties/people/properties/alias/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9._@-]*\\{login\\}[A-Za-z0-9._@-]*$" }
									};
									if (vErrors === null) vErrors = [err31];
									else vErrors.push(err31);
									errors++;
								}
							} else {
								const err32 = {
									instancePath: instancePath + "/vault/people/alias",
									schemaPath: "#/properties/vault/properties/people/properties/alias/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err32];
								else vErrors.push(err32);
								errors++;
							}
						}
					} else {
						const err33 = {
							instancePath: instancePath + "/vault/people",
							schemaPath: "#/properties/vault/properties/people/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err33];
						else vErrors.push(err33);
						errors++;
					}
				}
			} else {
				const err34 = {
					instancePath: instancePath + "/vault",
					schemaPath: "#/properties/vault/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err34];
				else vErrors.push(err34);
				errors++;
			}
		}
		if (data.github !== void 0) {
			let data17 = data.github;
			if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
				for (const key5 in data17) if (!(key5 === "branch" || key5 === "repository_id" || key5 === "environments" || key5 === "teams")) {
					const err35 = {
						instancePath: instancePath + "/github",
						schemaPath: "#/properties/github/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key5 }
					};
					if (vErrors === null) vErrors = [err35];
					else vErrors.push(err35);
					errors++;
				}
				if (data17.branch !== void 0) {
					let data18 = data17.branch;
					if (typeof data18 === "string") {
						if (!pattern47.test(data18)) {
							const err36 = {
								instancePath: instancePath + "/github/branch",
								schemaPath: "#/properties/github/properties/branch/pattern",
								keyword: "pattern",
								params: { pattern: "^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$" }
							};
							if (vErrors === null) vErrors = [err36];
							else vErrors.push(err36);
							errors++;
						}
					} else {
						const err37 = {
							instancePath: instancePath + "/github/branch",
							schemaPath: "#/properties/github/properties/branch/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err37];
						else vErrors.push(err37);
						errors++;
					}
				}
				if (data17.repository_id !== void 0) {
					let data19 = data17.repository_id;
					if (!(typeof data19 == "number" && !(data19 % 1) && !isNaN(data19) && isFinite(data19))) {
						const err38 = {
							instancePath: instancePath + "/github/repository_id",
							schemaPath: "#/properties/github/properties/repository_id/type",
							keyword: "type",
							params: { type: "integer" }
						};
						if (vErrors === null) vErrors = [err38];
						else vErrors.push(err38);
						errors++;
					}
					if (typeof data19 == "number" && isFinite(data19)) {
						if (data19 < 1 || isNaN(data19)) {
							const err39 = {
								instancePath: instancePath + "/github/repository_id",
								schemaPath: "#/properties/github/properties/repository_id/minimum",
								keyword: "minimum",
								params: {
									comparison: ">=",
									limit: 1
								}
							};
							if (vErrors === null) vErrors = [err39];
							else vErrors.push(err39);
							errors++;
						}
					}
				}
				if (data17.environments !== void 0) {
					if (typeof data17.environments !== "boolean") {
						const err40 = {
							instancePath: instancePath + "/github/environments",
							schemaPath: "#/properties/github/properties/environments/type",
							keyword: "type",
							params: { type: "boolean" }
						};
						if (vErrors === null) vErrors = [err40];
						else vErrors.push(err40);
						errors++;
					}
				}
				if (data17.teams !== void 0) {
					let data21 = data17.teams;
					if (!(data21 === "file" || data21 === "github")) {
						const err41 = {
							instancePath: instancePath + "/github/teams",
							schemaPath: "#/properties/github/properties/teams/enum",
							keyword: "enum",
							params: { allowedValues: schema33.properties.github.properties.teams.enum }
						};
						if (vErrors === null) vErrors = [err41];
						else vErrors.push(err41);
						errors++;
					}
				}
			} else {
				const err42 = {
					instancePath: instancePath + "/github",
					schemaPath: "#/properties/github/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err42];
				else vErrors.push(err42);
				errors++;
			}
		}
		if (data.revoke_pull_requests !== void 0) {
			let data22 = data.revoke_pull_requests;
			if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
				for (const key6 in data22) if (!(key6 === "group_by" || key6 === "merge")) {
					const err43 = {
						instancePath: instancePath + "/revoke_pull_requests",
						schemaPath: "#/properties/revoke_pull_requests/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key6 }
					};
					if (vErrors === null) vErrors = [err43];
					else vErrors.push(err43);
					errors++;
				}
				if (data22.group_by !== void 0) {
					let data23 = data22.group_by;
					if (!(data23 === "grant" || data23 === "role" || data23 === "all")) {
						const err44 = {
							instancePath: instancePath + "/revoke_pull_requests/group_by",
							schemaPath: "#/properties/revoke_pull_requests/properties/group_by/enum",
							keyword: "enum",
							params: { allowedValues: schema33.properties.revoke_pull_requests.properties.group_by.enum }
						};
						if (vErrors === null) vErrors = [err44];
						else vErrors.push(err44);
						errors++;
					}
				}
				if (data22.merge !== void 0) {
					let data24 = data22.merge;
					if (!(data24 === "never" || data24 === "auto")) {
						const err45 = {
							instancePath: instancePath + "/revoke_pull_requests/merge",
							schemaPath: "#/properties/revoke_pull_requests/properties/merge/enum",
							keyword: "enum",
							params: { allowedValues: schema33.properties.revoke_pull_requests.properties.merge.enum }
						};
						if (vErrors === null) vErrors = [err45];
						else vErrors.push(err45);
						errors++;
					}
				}
			} else {
				const err46 = {
					instancePath: instancePath + "/revoke_pull_requests",
					schemaPath: "#/properties/revoke_pull_requests/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err46];
				else vErrors.push(err46);
				errors++;
			}
		}
		if (data.alerts !== void 0) {
			let data25 = data.alerts;
			if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
				for (const key7 in data25) if (!(key7 === "expiring_before" || key7 === "overdue_after" || key7 === "live_longer_than" || key7 === "schedule_late_after" || key7 === "sinks")) {
					const err47 = {
						instancePath: instancePath + "/alerts",
						schemaPath: "#/properties/alerts/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key7 }
					};
					if (vErrors === null) vErrors = [err47];
					else vErrors.push(err47);
					errors++;
				}
				if (data25.expiring_before !== void 0) {
					let data26 = data25.expiring_before;
					if (typeof data26 === "string") {
						if (!pattern6.test(data26)) {
							const err48 = {
								instancePath: instancePath + "/alerts/expiring_before",
								schemaPath: "#/properties/alerts/properties/expiring_before/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err48];
							else vErrors.push(err48);
							errors++;
						}
					} else {
						const err49 = {
							instancePath: instancePath + "/alerts/expiring_before",
							schemaPath: "#/properties/alerts/properties/expiring_before/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err49];
						else vErrors.push(err49);
						errors++;
					}
				}
				if (data25.overdue_after !== void 0) {
					let data27 = data25.overdue_after;
					if (typeof data27 === "string") {
						if (!pattern6.test(data27)) {
							const err50 = {
								instancePath: instancePath + "/alerts/overdue_after",
								schemaPath: "#/properties/alerts/properties/overdue_after/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err50];
							else vErrors.push(err50);
							errors++;
						}
					} else {
						const err51 = {
							instancePath: instancePath + "/alerts/overdue_after",
							schemaPath: "#/properties/alerts/properties/overdue_after/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err51];
						else vErrors.push(err51);
						errors++;
					}
				}
				if (data25.live_longer_than !== void 0) {
					let data28 = data25.live_longer_than;
					if (typeof data28 === "string") {
						if (!pattern6.test(data28)) {
							const err52 = {
								instancePath: instancePath + "/alerts/live_longer_than",
								schemaPath: "#/properties/alerts/properties/live_longer_than/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err52];
							else vErrors.push(err52);
							errors++;
						}
					} else {
						const err53 = {
							instancePath: instancePath + "/alerts/live_longer_than",
							schemaPath: "#/properties/alerts/properties/live_longer_than/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err53];
						else vErrors.push(err53);
						errors++;
					}
				}
				if (data25.schedule_late_after !== void 0) {
					let data29 = data25.schedule_late_after;
					if (typeof data29 === "string") {
						if (!pattern6.test(data29)) {
							const err54 = {
								instancePath: instancePath + "/alerts/schedule_late_after",
								schemaPath: "#/properties/alerts/properties/schedule_late_after/pattern",
								keyword: "pattern",
								params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
							};
							if (vErrors === null) vErrors = [err54];
							else vErrors.push(err54);
							errors++;
						}
					} else {
						const err55 = {
							instancePath: instancePath + "/alerts/schedule_late_after",
							schemaPath: "#/properties/alerts/properties/schedule_late_after/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err55];
						else vErrors.push(err55);
						errors++;
					}
				}
				if (data25.sinks !== void 0) {
					let data30 = data25.sinks;
					if (Array.isArray(data30)) {
						const len2 = data30.length;
						for (let i2 = 0; i2 < len2; i2++) {
							let data31 = data30[i2];
							const _errs69 = errors;
							let valid14 = false;
							const _errs70 = errors;
							if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
								if (data31.kind === void 0) {
									const err56 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/required",
										keyword: "required",
										params: { missingProperty: "kind" }
									};
									if (vErrors === null) vErrors = [err56];
									else vErrors.push(err56);
									errors++;
								}
								if (data31.url_env === void 0) {
									const err57 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/required",
										keyword: "required",
										params: { missingProperty: "url_env" }
									};
									if (vErrors === null) vErrors = [err57];
									else vErrors.push(err57);
									errors++;
								}
								for (const key8 in data31) if (!(key8 === "kind" || key8 === "url_env" || key8 === "events")) {
									const err58 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/additionalProperties",
										keyword: "additionalProperties",
										params: { additionalProperty: key8 }
									};
									if (vErrors === null) vErrors = [err58];
									else vErrors.push(err58);
									errors++;
								}
								if (data31.kind !== void 0) {
									let data32 = data31.kind;
									if (typeof data32 !== "string") {
										const err59 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/kind/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err59];
										else vErrors.push(err59);
										errors++;
									}
									if ("slack" !== data32) {
										const err60 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/kind/const",
											keyword: "const",
											params: { allowedValue: "slack" }
										};
										if (vErrors === null) vErrors = [err60];
										else vErrors.push(err60);
										errors++;
									}
								}
								if (data31.url_env !== void 0) {
									let data33 = data31.url_env;
									if (typeof data33 === "string") {
										if (!pattern28.test(data33)) {
											const err61 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/url_env",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/url_env/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }
											};
											if (vErrors === null) vErrors = [err61];
											else vErrors.push(err61);
											errors++;
										}
									} else {
										const err62 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/url_env",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/url_env/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err62];
										else vErrors.push(err62);
										errors++;
									}
								}
								if (data31.events !== void 0) {
									let data34 = data31.events;
									if (Array.isArray(data34)) {
										if (data34.length < 1) {
											const err63 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/events/minItems",
												keyword: "minItems",
												params: { limit: 1 }
											};
											if (vErrors === null) vErrors = [err63];
											else vErrors.push(err63);
											errors++;
										}
										const len3 = data34.length;
										for (let i3 = 0; i3 < len3; i3++) {
											let data35 = data34[i3];
											if (typeof data35 === "string") {
												if (!pattern53.test(data35)) {
													const err64 = {
														instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i3,
														schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/events/items/pattern",
														keyword: "pattern",
														params: { pattern: "^[a-z*]+(?:\\.[a-z*]+)*$" }
													};
													if (vErrors === null) vErrors = [err64];
													else vErrors.push(err64);
													errors++;
												}
											} else {
												const err65 = {
													instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i3,
													schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/events/items/type",
													keyword: "type",
													params: { type: "string" }
												};
												if (vErrors === null) vErrors = [err65];
												else vErrors.push(err65);
												errors++;
											}
										}
									} else {
										const err66 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/properties/events/type",
											keyword: "type",
											params: { type: "array" }
										};
										if (vErrors === null) vErrors = [err66];
										else vErrors.push(err66);
										errors++;
									}
								}
							} else {
								const err67 = {
									instancePath: instancePath + "/alerts/sinks/" + i2,
									schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/0/type",
									keyword: "type",
									params: { type: "object" }
								};
								if (vErrors === null) vErrors = [err67];
								else vErrors.push(err67);
								errors++;
							}
							var _valid0 = _errs70 === errors;
							valid14 = valid14 || _valid0;
							if (_valid0) var props0 = true;
							const _errs81 = errors;
							if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
								if (data31.kind === void 0) {
									const err68 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/required",
										keyword: "required",
										params: { missingProperty: "kind" }
									};
									if (vErrors === null) vErrors = [err68];
									else vErrors.push(err68);
									errors++;
								}
								if (data31.url_env === void 0) {
									const err69 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/required",
										keyword: "required",
										params: { missingProperty: "url_env" }
									};
									if (vErrors === null) vErrors = [err69];
									else vErrors.push(err69);
									errors++;
								}
								for (const key9 in data31) if (!(key9 === "kind" || key9 === "url_env" || key9 === "secret_env" || key9 === "events")) {
									const err70 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/additionalProperties",
										keyword: "additionalProperties",
										params: { additionalProperty: key9 }
									};
									if (vErrors === null) vErrors = [err70];
									else vErrors.push(err70);
									errors++;
								}
								if (data31.kind !== void 0) {
									let data36 = data31.kind;
									if (typeof data36 !== "string") {
										const err71 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/kind/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err71];
										else vErrors.push(err71);
										errors++;
									}
									if ("webhook" !== data36) {
										const err72 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/kind/const",
											keyword: "const",
											params: { allowedValue: "webhook" }
										};
										if (vErrors === null) vErrors = [err72];
										else vErrors.push(err72);
										errors++;
									}
								}
								if (data31.url_env !== void 0) {
									let data37 = data31.url_env;
									if (typeof data37 === "string") {
										if (!pattern28.test(data37)) {
											const err73 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/url_env",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/url_env/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }
											};
											if (vErrors === null) vErrors = [err73];
											else vErrors.push(err73);
											errors++;
										}
									} else {
										const err74 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/url_env",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/url_env/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err74];
										else vErrors.push(err74);
										errors++;
									}
								}
								if (data31.secret_env !== void 0) {
									let data38 = data31.secret_env;
									if (typeof data38 === "string") {
										if (!pattern28.test(data38)) {
											const err75 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/secret_env",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/secret_env/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }
											};
											if (vErrors === null) vErrors = [err75];
											else vErrors.push(err75);
											errors++;
										}
									} else {
										const err76 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/secret_env",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/secret_env/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err76];
										else vErrors.push(err76);
										errors++;
									}
								}
								if (data31.events !== void 0) {
									let data39 = data31.events;
									if (Array.isArray(data39)) {
										if (data39.length < 1) {
											const err77 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/events/minItems",
												keyword: "minItems",
												params: { limit: 1 }
											};
											if (vErrors === null) vErrors = [err77];
											else vErrors.push(err77);
											errors++;
										}
										const len4 = data39.length;
										for (let i4 = 0; i4 < len4; i4++) {
											let data40 = data39[i4];
											if (typeof data40 === "string") {
												if (!pattern53.test(data40)) {
													const err78 = {
														instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i4,
														schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/events/items/pattern",
														keyword: "pattern",
														params: { pattern: "^[a-z*]+(?:\\.[a-z*]+)*$" }
													};
													if (vErrors === null) vErrors = [err78];
													else vErrors.push(err78);
													errors++;
												}
											} else {
												const err79 = {
													instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i4,
													schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/events/items/type",
													keyword: "type",
													params: { type: "string" }
												};
												if (vErrors === null) vErrors = [err79];
												else vErrors.push(err79);
												errors++;
											}
										}
									} else {
										const err80 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/properties/events/type",
											keyword: "type",
											params: { type: "array" }
										};
										if (vErrors === null) vErrors = [err80];
										else vErrors.push(err80);
										errors++;
									}
								}
							} else {
								const err81 = {
									instancePath: instancePath + "/alerts/sinks/" + i2,
									schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/1/type",
									keyword: "type",
									params: { type: "object" }
								};
								if (vErrors === null) vErrors = [err81];
								else vErrors.push(err81);
								errors++;
							}
							var _valid0 = _errs81 === errors;
							valid14 = valid14 || _valid0;
							if (_valid0) {
								if (props0 !== true) props0 = true;
							}
							const _errs94 = errors;
							if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
								if (data31.kind === void 0) {
									const err82 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/required",
										keyword: "required",
										params: { missingProperty: "kind" }
									};
									if (vErrors === null) vErrors = [err82];
									else vErrors.push(err82);
									errors++;
								}
								for (const key10 in data31) if (!(key10 === "kind" || key10 === "label" || key10 === "events")) {
									const err83 = {
										instancePath: instancePath + "/alerts/sinks/" + i2,
										schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/additionalProperties",
										keyword: "additionalProperties",
										params: { additionalProperty: key10 }
									};
									if (vErrors === null) vErrors = [err83];
									else vErrors.push(err83);
									errors++;
								}
								if (data31.kind !== void 0) {
									let data41 = data31.kind;
									if (typeof data41 !== "string") {
										const err84 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/kind/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err84];
										else vErrors.push(err84);
										errors++;
									}
									if ("issue" !== data41) {
										const err85 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/kind",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/kind/const",
											keyword: "const",
											params: { allowedValue: "issue" }
										};
										if (vErrors === null) vErrors = [err85];
										else vErrors.push(err85);
										errors++;
									}
								}
								if (data31.label !== void 0) {
									let data42 = data31.label;
									if (typeof data42 === "string") {
										if (!pattern12.test(data42)) {
											const err86 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/label",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/label/pattern",
												keyword: "pattern",
												params: { pattern: "\\S" }
											};
											if (vErrors === null) vErrors = [err86];
											else vErrors.push(err86);
											errors++;
										}
									} else {
										const err87 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/label",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/label/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err87];
										else vErrors.push(err87);
										errors++;
									}
								}
								if (data31.events !== void 0) {
									let data43 = data31.events;
									if (Array.isArray(data43)) {
										if (data43.length < 1) {
											const err88 = {
												instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
												schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/events/minItems",
												keyword: "minItems",
												params: { limit: 1 }
											};
											if (vErrors === null) vErrors = [err88];
											else vErrors.push(err88);
											errors++;
										}
										const len5 = data43.length;
										for (let i5 = 0; i5 < len5; i5++) {
											let data44 = data43[i5];
											if (typeof data44 === "string") {
												if (!pattern53.test(data44)) {
													const err89 = {
														instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i5,
														schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/events/items/pattern",
														keyword: "pattern",
														params: { pattern: "^[a-z*]+(?:\\.[a-z*]+)*$" }
													};
													if (vErrors === null) vErrors = [err89];
													else vErrors.push(err89);
													errors++;
												}
											} else {
												const err90 = {
													instancePath: instancePath + "/alerts/sinks/" + i2 + "/events/" + i5,
													schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/events/items/type",
													keyword: "type",
													params: { type: "string" }
												};
												if (vErrors === null) vErrors = [err90];
												else vErrors.push(err90);
												errors++;
											}
										}
									} else {
										const err91 = {
											instancePath: instancePath + "/alerts/sinks/" + i2 + "/events",
											schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/properties/events/type",
											keyword: "type",
											params: { type: "array" }
										};
										if (vErrors === null) vErrors = [err91];
										else vErrors.push(err91);
										errors++;
									}
								}
							} else {
								const err92 = {
									instancePath: instancePath + "/alerts/sinks/" + i2,
									schemaPath: "#/properties/alerts/properties/sinks/items/anyOf/2/type",
									keyword: "type",
									params: { type: "object" }
								};
								if (vErrors === null) vErrors = [err92];
								else vErrors.push(err92);
								errors++;
							}
							var _valid0 = _errs94 === errors;
							valid14 = valid14 || _valid0;
							if (_valid0) {
								if (props0 !== true) props0 = true;
							}
							if (!valid14) {
								const err93 = {
									instancePath: instancePath + "/alerts/sinks/" + i2,
									schemaPath: "#/properties/alerts/properties/sinks/items/anyOf",
									keyword: "anyOf",
									params: {}
								};
								if (vErrors === null) vErrors = [err93];
								else vErrors.push(err93);
								errors++;
							} else {
								errors = _errs69;
								if (vErrors !== null) {
									if (_errs69) vErrors.length = _errs69;
									else vErrors = null;
								}
							}
						}
					} else {
						const err94 = {
							instancePath: instancePath + "/alerts/sinks",
							schemaPath: "#/properties/alerts/properties/sinks/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err94];
						else vErrors.push(err94);
						errors++;
					}
				}
			} else {
				const err95 = {
					instancePath: instancePath + "/alerts",
					schemaPath: "#/properties/alerts/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err95];
				else vErrors.push(err95);
				errors++;
			}
		}
		if (data.audit !== void 0) {
			let data45 = data.audit;
			if (data45 && typeof data45 == "object" && !Array.isArray(data45)) {
				for (const key11 in data45) if (!(key11 === "branch")) {
					const err96 = {
						instancePath: instancePath + "/audit",
						schemaPath: "#/properties/audit/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key11 }
					};
					if (vErrors === null) vErrors = [err96];
					else vErrors.push(err96);
					errors++;
				}
				if (data45.branch !== void 0) {
					let data46 = data45.branch;
					if (typeof data46 === "string") {
						if (!pattern47.test(data46)) {
							const err97 = {
								instancePath: instancePath + "/audit/branch",
								schemaPath: "#/properties/audit/properties/branch/pattern",
								keyword: "pattern",
								params: { pattern: "^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$" }
							};
							if (vErrors === null) vErrors = [err97];
							else vErrors.push(err97);
							errors++;
						}
					} else {
						const err98 = {
							instancePath: instancePath + "/audit/branch",
							schemaPath: "#/properties/audit/properties/branch/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err98];
						else vErrors.push(err98);
						errors++;
					}
				}
			} else {
				const err99 = {
					instancePath: instancePath + "/audit",
					schemaPath: "#/properties/audit/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err99];
				else vErrors.push(err99);
				errors++;
			}
		}
		if (data.tickets !== void 0) {
			let data47 = data.tickets;
			if (data47 && typeof data47 == "object" && !Array.isArray(data47)) {
				if (data47.url === void 0) {
					const err100 = {
						instancePath: instancePath + "/tickets",
						schemaPath: "#/properties/tickets/required",
						keyword: "required",
						params: { missingProperty: "url" }
					};
					if (vErrors === null) vErrors = [err100];
					else vErrors.push(err100);
					errors++;
				}
				for (const key12 in data47) if (!(key12 === "url")) {
					const err101 = {
						instancePath: instancePath + "/tickets",
						schemaPath: "#/properties/tickets/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key12 }
					};
					if (vErrors === null) vErrors = [err101];
					else vErrors.push(err101);
					errors++;
				}
				if (data47.url !== void 0) {
					let data48 = data47.url;
					if (typeof data48 === "string") {
						if (!pattern60.test(data48)) {
							const err102 = {
								instancePath: instancePath + "/tickets/url",
								schemaPath: "#/properties/tickets/properties/url/pattern",
								keyword: "pattern",
								params: { pattern: "^https://[A-Za-z0-9.-]+(?::\\d+)?/[A-Za-z0-9._~:/?#@!$&*+,;=%-]*\\{ticket\\}[A-Za-z0-9._~:/?#@!$&*+,;=%-]*$" }
							};
							if (vErrors === null) vErrors = [err102];
							else vErrors.push(err102);
							errors++;
						}
					} else {
						const err103 = {
							instancePath: instancePath + "/tickets/url",
							schemaPath: "#/properties/tickets/properties/url/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err103];
						else vErrors.push(err103);
						errors++;
					}
				}
			} else {
				const err104 = {
					instancePath: instancePath + "/tickets",
					schemaPath: "#/properties/tickets/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err104];
				else vErrors.push(err104);
				errors++;
			}
		}
		if (data.pages !== void 0) {
			if (typeof data.pages !== "boolean") {
				const err105 = {
					instancePath: instancePath + "/pages",
					schemaPath: "#/properties/pages/type",
					keyword: "type",
					params: { type: "boolean" }
				};
				if (vErrors === null) vErrors = [err105];
				else vErrors.push(err105);
				errors++;
			}
		}
	} else {
		const err106 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err106];
		else vErrors.push(err106);
		errors++;
	}
	validate22.errors = vErrors;
	return errors === 0;
}
validate22.evaluated = {
	"props": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const teams = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate23.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		for (const key0 in data) if (!pattern4.test(key0)) {
			const err0 = {
				instancePath,
				schemaPath: "#/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
		for (const key1 in data) if (pattern4.test(key1)) {
			let data0 = data[key1];
			if (Array.isArray(data0)) {
				const len0 = data0.length;
				for (let i0 = 0; i0 < len0; i0++) {
					let data1 = data0[i0];
					const _errs5 = errors;
					let valid3 = false;
					const _errs6 = errors;
					if (typeof data1 === "string") {
						if (!pattern5.test(data1)) {
							const err1 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
								schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/0/pattern",
								keyword: "pattern",
								params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
							};
							if (vErrors === null) vErrors = [err1];
							else vErrors.push(err1);
							errors++;
						}
					} else {
						const err2 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
							schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/0/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err2];
						else vErrors.push(err2);
						errors++;
					}
					var _valid0 = _errs6 === errors;
					valid3 = valid3 || _valid0;
					const _errs8 = errors;
					if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
						if (data1.login === void 0) {
							const err3 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
								schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/required",
								keyword: "required",
								params: { missingProperty: "login" }
							};
							if (vErrors === null) vErrors = [err3];
							else vErrors.push(err3);
							errors++;
						}
						for (const key2 in data1) if (!(key2 === "login" || key2 === "from" || key2 === "until")) {
							const err4 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
								schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key2 }
							};
							if (vErrors === null) vErrors = [err4];
							else vErrors.push(err4);
							errors++;
						}
						if (data1.login !== void 0) {
							let data2 = data1.login;
							if (typeof data2 === "string") {
								if (!pattern5.test(data2)) {
									const err5 = {
										instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/login",
										schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/login/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err5];
									else vErrors.push(err5);
									errors++;
								}
							} else {
								const err6 = {
									instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/login",
									schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/login/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err6];
								else vErrors.push(err6);
								errors++;
							}
						}
						if (data1.from !== void 0) {
							let data3 = data1.from;
							if (typeof data3 === "string") {
								if (!pattern7.test(data3)) {
									const err7 = {
										instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/from",
										schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/from/pattern",
										keyword: "pattern",
										params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
									};
									if (vErrors === null) vErrors = [err7];
									else vErrors.push(err7);
									errors++;
								}
							} else {
								const err8 = {
									instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/from",
									schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/from/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err8];
								else vErrors.push(err8);
								errors++;
							}
						}
						if (data1.until !== void 0) {
							let data4 = data1.until;
							if (typeof data4 === "string") {
								if (!pattern7.test(data4)) {
									const err9 = {
										instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/until",
										schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/until/pattern",
										keyword: "pattern",
										params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
									};
									if (vErrors === null) vErrors = [err9];
									else vErrors.push(err9);
									errors++;
								}
							} else {
								const err10 = {
									instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0 + "/until",
									schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/properties/until/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err10];
								else vErrors.push(err10);
								errors++;
							}
						}
					} else {
						const err11 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
							schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf/1/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err11];
						else vErrors.push(err11);
						errors++;
					}
					var _valid0 = _errs8 === errors;
					valid3 = valid3 || _valid0;
					if (!valid3) {
						const err12 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0,
							schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/items/anyOf",
							keyword: "anyOf",
							params: {}
						};
						if (vErrors === null) vErrors = [err12];
						else vErrors.push(err12);
						errors++;
					} else {
						errors = _errs5;
						if (vErrors !== null) {
							if (_errs5) vErrors.length = _errs5;
							else vErrors = null;
						}
					}
				}
			} else {
				const err13 = {
					instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),
					schemaPath: "#/patternProperties/%5E%5Ba-z0-9%5D%5Ba-z0-9-%5D%7B0%2C62%7D%24/type",
					keyword: "type",
					params: { type: "array" }
				};
				if (vErrors === null) vErrors = [err13];
				else vErrors.push(err13);
				errors++;
			}
		}
	} else {
		const err14 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err14];
		else vErrors.push(err14);
		errors++;
	}
	validate23.errors = vErrors;
	return errors === 0;
}
validate23.evaluated = {
	"props": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const people = validate24;
const pattern69 = new RegExp("^[A-Za-z0-9._@-]{1,128}$", "u");
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate24.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		for (const key0 in data) if (!pattern5.test(key0)) {
			const err0 = {
				instancePath,
				schemaPath: "#/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
		for (const key1 in data) if (pattern5.test(key1)) {
			let data0 = data[key1];
			if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
				for (const key2 in data0) if (!(key2 === "alias" || key2 === "now" || key2 === "until")) {
					const err1 = {
						instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),
						schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key2 }
					};
					if (vErrors === null) vErrors = [err1];
					else vErrors.push(err1);
					errors++;
				}
				if (data0.alias !== void 0) {
					let data1 = data0.alias;
					if (typeof data1 === "string") {
						if (!pattern69.test(data1)) {
							const err2 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/alias",
								schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/alias/pattern",
								keyword: "pattern",
								params: { pattern: "^[A-Za-z0-9._@-]{1,128}$" }
							};
							if (vErrors === null) vErrors = [err2];
							else vErrors.push(err2);
							errors++;
						}
					} else {
						const err3 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/alias",
							schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/alias/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err3];
						else vErrors.push(err3);
						errors++;
					}
				}
				if (data0.now !== void 0) {
					let data2 = data0.now;
					if (typeof data2 === "string") {
						if (!pattern5.test(data2)) {
							const err4 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/now",
								schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/now/pattern",
								keyword: "pattern",
								params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
							};
							if (vErrors === null) vErrors = [err4];
							else vErrors.push(err4);
							errors++;
						}
					} else {
						const err5 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/now",
							schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/now/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err5];
						else vErrors.push(err5);
						errors++;
					}
				}
				if (data0.until !== void 0) {
					let data3 = data0.until;
					if (typeof data3 === "string") {
						if (!pattern7.test(data3)) {
							const err6 = {
								instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/until",
								schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/until/pattern",
								keyword: "pattern",
								params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
							};
							if (vErrors === null) vErrors = [err6];
							else vErrors.push(err6);
							errors++;
						}
					} else {
						const err7 = {
							instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/until",
							schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/properties/until/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err7];
						else vErrors.push(err7);
						errors++;
					}
				}
			} else {
				const err8 = {
					instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),
					schemaPath: "#/patternProperties/%5E%5BA-Za-z0-9%5D(%3F%3A%5BA-Za-z0-9_-%5D%7B0%2C38%7D)%24/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err8];
				else vErrors.push(err8);
				errors++;
			}
		}
	} else {
		const err9 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err9];
		else vErrors.push(err9);
		errors++;
	}
	validate24.errors = vErrors;
	return errors === 0;
}
validate24.evaluated = {
	"props": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const rotation = validate25;
const pattern76 = new RegExp("^(?!\\.\\.?$)[A-Za-z0-9._-]+$", "u");
const pattern92 = new RegExp("^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern97 = new RegExp("^(?!/)(?!.*(?:\\.\\.|//))(?:[A-Za-z0-9._-]+/)*rotate[A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*/?$", "u");
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate25.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	const _errs0 = errors;
	let valid0 = false;
	const _errs1 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err0 = {
				instancePath,
				schemaPath: "#/anyOf/0/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err0];
			else vErrors.push(err0);
			errors++;
		}
		if (data.kind === void 0) {
			const err1 = {
				instancePath,
				schemaPath: "#/anyOf/0/required",
				keyword: "required",
				params: { missingProperty: "kind" }
			};
			if (vErrors === null) vErrors = [err1];
			else vErrors.push(err1);
			errors++;
		}
		if (data.mount === void 0) {
			const err2 = {
				instancePath,
				schemaPath: "#/anyOf/0/required",
				keyword: "required",
				params: { missingProperty: "mount" }
			};
			if (vErrors === null) vErrors = [err2];
			else vErrors.push(err2);
			errors++;
		}
		if (data.name === void 0) {
			const err3 = {
				instancePath,
				schemaPath: "#/anyOf/0/required",
				keyword: "required",
				params: { missingProperty: "name" }
			};
			if (vErrors === null) vErrors = [err3];
			else vErrors.push(err3);
			errors++;
		}
		for (const key0 in data) if (!(key0 === "description" || key0 === "every" || key0 === "grace" || key0 === "kind" || key0 === "mount" || key0 === "name")) {
			const err4 = {
				instancePath,
				schemaPath: "#/anyOf/0/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key0 }
			};
			if (vErrors === null) vErrors = [err4];
			else vErrors.push(err4);
			errors++;
		}
		if (data.description !== void 0) {
			let data0 = data.description;
			if (typeof data0 === "string") {
				if (!pattern12.test(data0)) {
					const err5 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/anyOf/0/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err5];
					else vErrors.push(err5);
					errors++;
				}
			} else {
				const err6 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/anyOf/0/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err6];
				else vErrors.push(err6);
				errors++;
			}
		}
		if (data.every !== void 0) {
			let data1 = data.every;
			if (typeof data1 === "string") {
				if (!pattern6.test(data1)) {
					const err7 = {
						instancePath: instancePath + "/every",
						schemaPath: "#/anyOf/0/properties/every/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err7];
					else vErrors.push(err7);
					errors++;
				}
			} else {
				const err8 = {
					instancePath: instancePath + "/every",
					schemaPath: "#/anyOf/0/properties/every/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err8];
				else vErrors.push(err8);
				errors++;
			}
		}
		if (data.grace !== void 0) {
			let data2 = data.grace;
			if (typeof data2 === "string") {
				if (!pattern6.test(data2)) {
					const err9 = {
						instancePath: instancePath + "/grace",
						schemaPath: "#/anyOf/0/properties/grace/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err9];
					else vErrors.push(err9);
					errors++;
				}
			} else {
				const err10 = {
					instancePath: instancePath + "/grace",
					schemaPath: "#/anyOf/0/properties/grace/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err10];
				else vErrors.push(err10);
				errors++;
			}
		}
		if (data.kind !== void 0) {
			let data3 = data.kind;
			if (typeof data3 !== "string") {
				const err11 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/0/properties/kind/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err11];
				else vErrors.push(err11);
				errors++;
			}
			if ("database-static-role" !== data3) {
				const err12 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/0/properties/kind/const",
					keyword: "const",
					params: { allowedValue: "database-static-role" }
				};
				if (vErrors === null) vErrors = [err12];
				else vErrors.push(err12);
				errors++;
			}
		}
		if (data.mount !== void 0) {
			let data4 = data.mount;
			if (typeof data4 === "string") {
				if (!pattern40.test(data4)) {
					const err13 = {
						instancePath: instancePath + "/mount",
						schemaPath: "#/anyOf/0/properties/mount/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
					};
					if (vErrors === null) vErrors = [err13];
					else vErrors.push(err13);
					errors++;
				}
			} else {
				const err14 = {
					instancePath: instancePath + "/mount",
					schemaPath: "#/anyOf/0/properties/mount/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err14];
				else vErrors.push(err14);
				errors++;
			}
		}
		if (data.name !== void 0) {
			let data5 = data.name;
			if (typeof data5 === "string") {
				if (!pattern76.test(data5)) {
					const err15 = {
						instancePath: instancePath + "/name",
						schemaPath: "#/anyOf/0/properties/name/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!\\.\\.?$)[A-Za-z0-9._-]+$" }
					};
					if (vErrors === null) vErrors = [err15];
					else vErrors.push(err15);
					errors++;
				}
			} else {
				const err16 = {
					instancePath: instancePath + "/name",
					schemaPath: "#/anyOf/0/properties/name/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err16];
				else vErrors.push(err16);
				errors++;
			}
		}
	} else {
		const err17 = {
			instancePath,
			schemaPath: "#/anyOf/0/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err17];
		else vErrors.push(err17);
		errors++;
	}
	var _valid0 = _errs1 === errors;
	valid0 = valid0 || _valid0;
	if (_valid0) var props0 = true;
	const _errs16 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err18 = {
				instancePath,
				schemaPath: "#/anyOf/1/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err18];
			else vErrors.push(err18);
			errors++;
		}
		if (data.kind === void 0) {
			const err19 = {
				instancePath,
				schemaPath: "#/anyOf/1/required",
				keyword: "required",
				params: { missingProperty: "kind" }
			};
			if (vErrors === null) vErrors = [err19];
			else vErrors.push(err19);
			errors++;
		}
		if (data.mount === void 0) {
			const err20 = {
				instancePath,
				schemaPath: "#/anyOf/1/required",
				keyword: "required",
				params: { missingProperty: "mount" }
			};
			if (vErrors === null) vErrors = [err20];
			else vErrors.push(err20);
			errors++;
		}
		if (data.name === void 0) {
			const err21 = {
				instancePath,
				schemaPath: "#/anyOf/1/required",
				keyword: "required",
				params: { missingProperty: "name" }
			};
			if (vErrors === null) vErrors = [err21];
			else vErrors.push(err21);
			errors++;
		}
		for (const key1 in data) if (!(key1 === "description" || key1 === "every" || key1 === "grace" || key1 === "kind" || key1 === "mount" || key1 === "name")) {
			const err22 = {
				instancePath,
				schemaPath: "#/anyOf/1/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key1 }
			};
			if (vErrors === null) vErrors = [err22];
			else vErrors.push(err22);
			errors++;
		}
		if (data.description !== void 0) {
			let data6 = data.description;
			if (typeof data6 === "string") {
				if (!pattern12.test(data6)) {
					const err23 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/anyOf/1/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err23];
					else vErrors.push(err23);
					errors++;
				}
			} else {
				const err24 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/anyOf/1/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err24];
				else vErrors.push(err24);
				errors++;
			}
		}
		if (data.every !== void 0) {
			let data7 = data.every;
			if (typeof data7 === "string") {
				if (!pattern6.test(data7)) {
					const err25 = {
						instancePath: instancePath + "/every",
						schemaPath: "#/anyOf/1/properties/every/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err25];
					else vErrors.push(err25);
					errors++;
				}
			} else {
				const err26 = {
					instancePath: instancePath + "/every",
					schemaPath: "#/anyOf/1/properties/every/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err26];
				else vErrors.push(err26);
				errors++;
			}
		}
		if (data.grace !== void 0) {
			let data8 = data.grace;
			if (typeof data8 === "string") {
				if (!pattern6.test(data8)) {
					const err27 = {
						instancePath: instancePath + "/grace",
						schemaPath: "#/anyOf/1/properties/grace/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err27];
					else vErrors.push(err27);
					errors++;
				}
			} else {
				const err28 = {
					instancePath: instancePath + "/grace",
					schemaPath: "#/anyOf/1/properties/grace/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err28];
				else vErrors.push(err28);
				errors++;
			}
		}
		if (data.kind !== void 0) {
			let data9 = data.kind;
			if (typeof data9 !== "string") {
				const err29 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/1/properties/kind/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err29];
				else vErrors.push(err29);
				errors++;
			}
			if ("database-root" !== data9) {
				const err30 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/1/properties/kind/const",
					keyword: "const",
					params: { allowedValue: "database-root" }
				};
				if (vErrors === null) vErrors = [err30];
				else vErrors.push(err30);
				errors++;
			}
		}
		if (data.mount !== void 0) {
			let data10 = data.mount;
			if (typeof data10 === "string") {
				if (!pattern40.test(data10)) {
					const err31 = {
						instancePath: instancePath + "/mount",
						schemaPath: "#/anyOf/1/properties/mount/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
					};
					if (vErrors === null) vErrors = [err31];
					else vErrors.push(err31);
					errors++;
				}
			} else {
				const err32 = {
					instancePath: instancePath + "/mount",
					schemaPath: "#/anyOf/1/properties/mount/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err32];
				else vErrors.push(err32);
				errors++;
			}
		}
		if (data.name !== void 0) {
			let data11 = data.name;
			if (typeof data11 === "string") {
				if (!pattern76.test(data11)) {
					const err33 = {
						instancePath: instancePath + "/name",
						schemaPath: "#/anyOf/1/properties/name/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!\\.\\.?$)[A-Za-z0-9._-]+$" }
					};
					if (vErrors === null) vErrors = [err33];
					else vErrors.push(err33);
					errors++;
				}
			} else {
				const err34 = {
					instancePath: instancePath + "/name",
					schemaPath: "#/anyOf/1/properties/name/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err34];
				else vErrors.push(err34);
				errors++;
			}
		}
	} else {
		const err35 = {
			instancePath,
			schemaPath: "#/anyOf/1/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err35];
		else vErrors.push(err35);
		errors++;
	}
	var _valid0 = _errs16 === errors;
	valid0 = valid0 || _valid0;
	if (_valid0) {
		if (props0 !== true) props0 = true;
	}
	const _errs31 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err36 = {
				instancePath,
				schemaPath: "#/anyOf/2/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err36];
			else vErrors.push(err36);
			errors++;
		}
		if (data.kind === void 0) {
			const err37 = {
				instancePath,
				schemaPath: "#/anyOf/2/required",
				keyword: "required",
				params: { missingProperty: "kind" }
			};
			if (vErrors === null) vErrors = [err37];
			else vErrors.push(err37);
			errors++;
		}
		if (data.mount === void 0) {
			const err38 = {
				instancePath,
				schemaPath: "#/anyOf/2/required",
				keyword: "required",
				params: { missingProperty: "mount" }
			};
			if (vErrors === null) vErrors = [err38];
			else vErrors.push(err38);
			errors++;
		}
		if (data.name === void 0) {
			const err39 = {
				instancePath,
				schemaPath: "#/anyOf/2/required",
				keyword: "required",
				params: { missingProperty: "name" }
			};
			if (vErrors === null) vErrors = [err39];
			else vErrors.push(err39);
			errors++;
		}
		for (const key2 in data) if (!(key2 === "description" || key2 === "every" || key2 === "grace" || key2 === "kind" || key2 === "mount" || key2 === "name")) {
			const err40 = {
				instancePath,
				schemaPath: "#/anyOf/2/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key2 }
			};
			if (vErrors === null) vErrors = [err40];
			else vErrors.push(err40);
			errors++;
		}
		if (data.description !== void 0) {
			let data12 = data.description;
			if (typeof data12 === "string") {
				if (!pattern12.test(data12)) {
					const err41 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/anyOf/2/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err41];
					else vErrors.push(err41);
					errors++;
				}
			} else {
				const err42 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/anyOf/2/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err42];
				else vErrors.push(err42);
				errors++;
			}
		}
		if (data.every !== void 0) {
			let data13 = data.every;
			if (typeof data13 === "string") {
				if (!pattern6.test(data13)) {
					const err43 = {
						instancePath: instancePath + "/every",
						schemaPath: "#/anyOf/2/properties/every/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err43];
					else vErrors.push(err43);
					errors++;
				}
			} else {
				const err44 = {
					instancePath: instancePath + "/every",
					schemaPath: "#/anyOf/2/properties/every/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err44];
				else vErrors.push(err44);
				errors++;
			}
		}
		if (data.grace !== void 0) {
			let data14 = data.grace;
			if (typeof data14 === "string") {
				if (!pattern6.test(data14)) {
					const err45 = {
						instancePath: instancePath + "/grace",
						schemaPath: "#/anyOf/2/properties/grace/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err45];
					else vErrors.push(err45);
					errors++;
				}
			} else {
				const err46 = {
					instancePath: instancePath + "/grace",
					schemaPath: "#/anyOf/2/properties/grace/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err46];
				else vErrors.push(err46);
				errors++;
			}
		}
		if (data.kind !== void 0) {
			let data15 = data.kind;
			if (typeof data15 !== "string") {
				const err47 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/2/properties/kind/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err47];
				else vErrors.push(err47);
				errors++;
			}
			if ("transit-key" !== data15) {
				const err48 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/2/properties/kind/const",
					keyword: "const",
					params: { allowedValue: "transit-key" }
				};
				if (vErrors === null) vErrors = [err48];
				else vErrors.push(err48);
				errors++;
			}
		}
		if (data.mount !== void 0) {
			let data16 = data.mount;
			if (typeof data16 === "string") {
				if (!pattern40.test(data16)) {
					const err49 = {
						instancePath: instancePath + "/mount",
						schemaPath: "#/anyOf/2/properties/mount/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
					};
					if (vErrors === null) vErrors = [err49];
					else vErrors.push(err49);
					errors++;
				}
			} else {
				const err50 = {
					instancePath: instancePath + "/mount",
					schemaPath: "#/anyOf/2/properties/mount/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err50];
				else vErrors.push(err50);
				errors++;
			}
		}
		if (data.name !== void 0) {
			let data17 = data.name;
			if (typeof data17 === "string") {
				if (!pattern76.test(data17)) {
					const err51 = {
						instancePath: instancePath + "/name",
						schemaPath: "#/anyOf/2/properties/name/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!\\.\\.?$)[A-Za-z0-9._-]+$" }
					};
					if (vErrors === null) vErrors = [err51];
					else vErrors.push(err51);
					errors++;
				}
			} else {
				const err52 = {
					instancePath: instancePath + "/name",
					schemaPath: "#/anyOf/2/properties/name/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err52];
				else vErrors.push(err52);
				errors++;
			}
		}
	} else {
		const err53 = {
			instancePath,
			schemaPath: "#/anyOf/2/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err53];
		else vErrors.push(err53);
		errors++;
	}
	var _valid0 = _errs31 === errors;
	valid0 = valid0 || _valid0;
	if (_valid0) {
		if (props0 !== true) props0 = true;
	}
	const _errs46 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err54 = {
				instancePath,
				schemaPath: "#/anyOf/3/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err54];
			else vErrors.push(err54);
			errors++;
		}
		if (data.kind === void 0) {
			const err55 = {
				instancePath,
				schemaPath: "#/anyOf/3/required",
				keyword: "required",
				params: { missingProperty: "kind" }
			};
			if (vErrors === null) vErrors = [err55];
			else vErrors.push(err55);
			errors++;
		}
		if (data.mount === void 0) {
			const err56 = {
				instancePath,
				schemaPath: "#/anyOf/3/required",
				keyword: "required",
				params: { missingProperty: "mount" }
			};
			if (vErrors === null) vErrors = [err56];
			else vErrors.push(err56);
			errors++;
		}
		if (data.name === void 0) {
			const err57 = {
				instancePath,
				schemaPath: "#/anyOf/3/required",
				keyword: "required",
				params: { missingProperty: "name" }
			};
			if (vErrors === null) vErrors = [err57];
			else vErrors.push(err57);
			errors++;
		}
		if (data.deliver === void 0) {
			const err58 = {
				instancePath,
				schemaPath: "#/anyOf/3/required",
				keyword: "required",
				params: { missingProperty: "deliver" }
			};
			if (vErrors === null) vErrors = [err58];
			else vErrors.push(err58);
			errors++;
		}
		for (const key3 in data) if (!(key3 === "description" || key3 === "every" || key3 === "grace" || key3 === "kind" || key3 === "mount" || key3 === "name" || key3 === "deliver")) {
			const err59 = {
				instancePath,
				schemaPath: "#/anyOf/3/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key3 }
			};
			if (vErrors === null) vErrors = [err59];
			else vErrors.push(err59);
			errors++;
		}
		if (data.description !== void 0) {
			let data18 = data.description;
			if (typeof data18 === "string") {
				if (!pattern12.test(data18)) {
					const err60 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/anyOf/3/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err60];
					else vErrors.push(err60);
					errors++;
				}
			} else {
				const err61 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/anyOf/3/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err61];
				else vErrors.push(err61);
				errors++;
			}
		}
		if (data.every !== void 0) {
			let data19 = data.every;
			if (typeof data19 === "string") {
				if (!pattern6.test(data19)) {
					const err62 = {
						instancePath: instancePath + "/every",
						schemaPath: "#/anyOf/3/properties/every/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err62];
					else vErrors.push(err62);
					errors++;
				}
			} else {
				const err63 = {
					instancePath: instancePath + "/every",
					schemaPath: "#/anyOf/3/properties/every/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err63];
				else vErrors.push(err63);
				errors++;
			}
		}
		if (data.grace !== void 0) {
			let data20 = data.grace;
			if (typeof data20 === "string") {
				if (!pattern6.test(data20)) {
					const err64 = {
						instancePath: instancePath + "/grace",
						schemaPath: "#/anyOf/3/properties/grace/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err64];
					else vErrors.push(err64);
					errors++;
				}
			} else {
				const err65 = {
					instancePath: instancePath + "/grace",
					schemaPath: "#/anyOf/3/properties/grace/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err65];
				else vErrors.push(err65);
				errors++;
			}
		}
		if (data.kind !== void 0) {
			let data21 = data.kind;
			if (typeof data21 !== "string") {
				const err66 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/3/properties/kind/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err66];
				else vErrors.push(err66);
				errors++;
			}
			if ("approle-secret-id" !== data21) {
				const err67 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/3/properties/kind/const",
					keyword: "const",
					params: { allowedValue: "approle-secret-id" }
				};
				if (vErrors === null) vErrors = [err67];
				else vErrors.push(err67);
				errors++;
			}
		}
		if (data.mount !== void 0) {
			let data22 = data.mount;
			if (typeof data22 === "string") {
				if (!pattern40.test(data22)) {
					const err68 = {
						instancePath: instancePath + "/mount",
						schemaPath: "#/anyOf/3/properties/mount/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!.*\\.\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$" }
					};
					if (vErrors === null) vErrors = [err68];
					else vErrors.push(err68);
					errors++;
				}
			} else {
				const err69 = {
					instancePath: instancePath + "/mount",
					schemaPath: "#/anyOf/3/properties/mount/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err69];
				else vErrors.push(err69);
				errors++;
			}
		}
		if (data.name !== void 0) {
			let data23 = data.name;
			if (typeof data23 === "string") {
				if (!pattern76.test(data23)) {
					const err70 = {
						instancePath: instancePath + "/name",
						schemaPath: "#/anyOf/3/properties/name/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!\\.\\.?$)[A-Za-z0-9._-]+$" }
					};
					if (vErrors === null) vErrors = [err70];
					else vErrors.push(err70);
					errors++;
				}
			} else {
				const err71 = {
					instancePath: instancePath + "/name",
					schemaPath: "#/anyOf/3/properties/name/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err71];
				else vErrors.push(err71);
				errors++;
			}
		}
		if (data.deliver !== void 0) {
			let data24 = data.deliver;
			if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
				if (data24.github_secret === void 0) {
					const err72 = {
						instancePath: instancePath + "/deliver",
						schemaPath: "#/anyOf/3/properties/deliver/required",
						keyword: "required",
						params: { missingProperty: "github_secret" }
					};
					if (vErrors === null) vErrors = [err72];
					else vErrors.push(err72);
					errors++;
				}
				for (const key4 in data24) if (!(key4 === "github_secret" || key4 === "environment")) {
					const err73 = {
						instancePath: instancePath + "/deliver",
						schemaPath: "#/anyOf/3/properties/deliver/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key4 }
					};
					if (vErrors === null) vErrors = [err73];
					else vErrors.push(err73);
					errors++;
				}
				if (data24.github_secret !== void 0) {
					let data25 = data24.github_secret;
					if (typeof data25 === "string") {
						if (!pattern92.test(data25)) {
							const err74 = {
								instancePath: instancePath + "/deliver/github_secret",
								schemaPath: "#/anyOf/3/properties/deliver/properties/github_secret/pattern",
								keyword: "pattern",
								params: { pattern: "^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$" }
							};
							if (vErrors === null) vErrors = [err74];
							else vErrors.push(err74);
							errors++;
						}
					} else {
						const err75 = {
							instancePath: instancePath + "/deliver/github_secret",
							schemaPath: "#/anyOf/3/properties/deliver/properties/github_secret/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err75];
						else vErrors.push(err75);
						errors++;
					}
				}
				if (data24.environment !== void 0) {
					let data26 = data24.environment;
					if (typeof data26 === "string") {
						if (!pattern12.test(data26)) {
							const err76 = {
								instancePath: instancePath + "/deliver/environment",
								schemaPath: "#/anyOf/3/properties/deliver/properties/environment/pattern",
								keyword: "pattern",
								params: { pattern: "\\S" }
							};
							if (vErrors === null) vErrors = [err76];
							else vErrors.push(err76);
							errors++;
						}
					} else {
						const err77 = {
							instancePath: instancePath + "/deliver/environment",
							schemaPath: "#/anyOf/3/properties/deliver/properties/environment/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err77];
						else vErrors.push(err77);
						errors++;
					}
				}
			} else {
				const err78 = {
					instancePath: instancePath + "/deliver",
					schemaPath: "#/anyOf/3/properties/deliver/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err78];
				else vErrors.push(err78);
				errors++;
			}
		}
	} else {
		const err79 = {
			instancePath,
			schemaPath: "#/anyOf/3/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err79];
		else vErrors.push(err79);
		errors++;
	}
	var _valid0 = _errs46 === errors;
	valid0 = valid0 || _valid0;
	if (_valid0) {
		if (props0 !== true) props0 = true;
	}
	const _errs68 = errors;
	if (data && typeof data == "object" && !Array.isArray(data)) {
		if (data.description === void 0) {
			const err80 = {
				instancePath,
				schemaPath: "#/anyOf/4/required",
				keyword: "required",
				params: { missingProperty: "description" }
			};
			if (vErrors === null) vErrors = [err80];
			else vErrors.push(err80);
			errors++;
		}
		if (data.kind === void 0) {
			const err81 = {
				instancePath,
				schemaPath: "#/anyOf/4/required",
				keyword: "required",
				params: { missingProperty: "kind" }
			};
			if (vErrors === null) vErrors = [err81];
			else vErrors.push(err81);
			errors++;
		}
		if (data.path === void 0) {
			const err82 = {
				instancePath,
				schemaPath: "#/anyOf/4/required",
				keyword: "required",
				params: { missingProperty: "path" }
			};
			if (vErrors === null) vErrors = [err82];
			else vErrors.push(err82);
			errors++;
		}
		for (const key5 in data) if (!(key5 === "description" || key5 === "every" || key5 === "grace" || key5 === "kind" || key5 === "path")) {
			const err83 = {
				instancePath,
				schemaPath: "#/anyOf/4/additionalProperties",
				keyword: "additionalProperties",
				params: { additionalProperty: key5 }
			};
			if (vErrors === null) vErrors = [err83];
			else vErrors.push(err83);
			errors++;
		}
		if (data.description !== void 0) {
			let data27 = data.description;
			if (typeof data27 === "string") {
				if (!pattern12.test(data27)) {
					const err84 = {
						instancePath: instancePath + "/description",
						schemaPath: "#/anyOf/4/properties/description/pattern",
						keyword: "pattern",
						params: { pattern: "\\S" }
					};
					if (vErrors === null) vErrors = [err84];
					else vErrors.push(err84);
					errors++;
				}
			} else {
				const err85 = {
					instancePath: instancePath + "/description",
					schemaPath: "#/anyOf/4/properties/description/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err85];
				else vErrors.push(err85);
				errors++;
			}
		}
		if (data.every !== void 0) {
			let data28 = data.every;
			if (typeof data28 === "string") {
				if (!pattern6.test(data28)) {
					const err86 = {
						instancePath: instancePath + "/every",
						schemaPath: "#/anyOf/4/properties/every/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err86];
					else vErrors.push(err86);
					errors++;
				}
			} else {
				const err87 = {
					instancePath: instancePath + "/every",
					schemaPath: "#/anyOf/4/properties/every/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err87];
				else vErrors.push(err87);
				errors++;
			}
		}
		if (data.grace !== void 0) {
			let data29 = data.grace;
			if (typeof data29 === "string") {
				if (!pattern6.test(data29)) {
					const err88 = {
						instancePath: instancePath + "/grace",
						schemaPath: "#/anyOf/4/properties/grace/pattern",
						keyword: "pattern",
						params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
					};
					if (vErrors === null) vErrors = [err88];
					else vErrors.push(err88);
					errors++;
				}
			} else {
				const err89 = {
					instancePath: instancePath + "/grace",
					schemaPath: "#/anyOf/4/properties/grace/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err89];
				else vErrors.push(err89);
				errors++;
			}
		}
		if (data.kind !== void 0) {
			let data30 = data.kind;
			if (typeof data30 !== "string") {
				const err90 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/4/properties/kind/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err90];
				else vErrors.push(err90);
				errors++;
			}
			if ("vault-endpoint" !== data30) {
				const err91 = {
					instancePath: instancePath + "/kind",
					schemaPath: "#/anyOf/4/properties/kind/const",
					keyword: "const",
					params: { allowedValue: "vault-endpoint" }
				};
				if (vErrors === null) vErrors = [err91];
				else vErrors.push(err91);
				errors++;
			}
		}
		if (data.path !== void 0) {
			let data31 = data.path;
			if (typeof data31 === "string") {
				if (!pattern97.test(data31)) {
					const err92 = {
						instancePath: instancePath + "/path",
						schemaPath: "#/anyOf/4/properties/path/pattern",
						keyword: "pattern",
						params: { pattern: "^(?!/)(?!.*(?:\\.\\.|//))(?:[A-Za-z0-9._-]+/)*rotate[A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*/?$" }
					};
					if (vErrors === null) vErrors = [err92];
					else vErrors.push(err92);
					errors++;
				}
			} else {
				const err93 = {
					instancePath: instancePath + "/path",
					schemaPath: "#/anyOf/4/properties/path/type",
					keyword: "type",
					params: { type: "string" }
				};
				if (vErrors === null) vErrors = [err93];
				else vErrors.push(err93);
				errors++;
			}
		}
	} else {
		const err94 = {
			instancePath,
			schemaPath: "#/anyOf/4/type",
			keyword: "type",
			params: { type: "object" }
		};
		if (vErrors === null) vErrors = [err94];
		else vErrors.push(err94);
		errors++;
	}
	var _valid0 = _errs68 === errors;
	valid0 = valid0 || _valid0;
	if (_valid0) {
		if (props0 !== true) props0 = true;
	}
	if (!valid0) {
		const err95 = {
			instancePath,
			schemaPath: "#/anyOf",
			keyword: "anyOf",
			params: {}
		};
		if (vErrors === null) vErrors = [err95];
		else vErrors.push(err95);
		errors++;
	} else {
		errors = _errs0;
		if (vErrors !== null) {
			if (_errs0) vErrors.length = _errs0;
			else vErrors = null;
		}
	}
	validate25.errors = vErrors;
	evaluated0.props = props0;
	return errors === 0;
}
validate25.evaluated = {
	"dynamicProps": true,
	"dynamicItems": false
};
const policy_tests = validate26;
const schema37 = {
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "urn:leasehold:schema:policy-tests",
	"type": "array",
	"items": {
		"type": "object",
		"required": [
			"name",
			"request",
			"expect"
		],
		"properties": {
			"name": {
				"type": "string",
				"pattern": "\\S"
			},
			"request": {
				"type": "object",
				"required": [
					"role",
					"user",
					"reason"
				],
				"properties": {
					"role": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
					},
					"user": {
						"type": "string",
						"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
					},
					"duration": {
						"type": "string",
						"pattern": "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"
					},
					"until": {
						"type": "string",
						"format": "date-time",
						"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
					},
					"reason": {
						"type": "string",
						"pattern": "^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$"
					},
					"ticket": {
						"type": "string",
						"pattern": "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$"
					},
					"start": {
						"type": "string",
						"format": "date-time",
						"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
					},
					"extends": {
						"type": "string",
						"pattern": "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$"
					},
					"break_glass": { "type": "boolean" }
				},
				"additionalProperties": false,
				"oneOf": [{ "required": ["duration"] }, { "required": ["until"] }]
			},
			"author": {
				"type": "string",
				"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
			},
			"now": {
				"type": "string",
				"format": "date-time",
				"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
			},
			"live": {
				"type": "array",
				"items": {
					"type": "object",
					"required": [
						"role",
						"user",
						"begin",
						"end"
					],
					"properties": {
						"role": {
							"type": "string",
							"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
						},
						"user": {
							"type": "string",
							"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
						},
						"begin": {
							"type": "string",
							"format": "date-time",
							"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
						},
						"end": {
							"type": "string",
							"format": "date-time",
							"pattern": "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$"
						},
						"key": {
							"type": "string",
							"pattern": "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$"
						}
					},
					"additionalProperties": false
				}
			},
			"approvals": {
				"type": "array",
				"items": {
					"type": "string",
					"pattern": "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$"
				}
			},
			"expect": { "enum": ["allow", "deny"] },
			"rules": {
				"type": "array",
				"items": {
					"type": "string",
					"pattern": "\\S"
				}
			}
		},
		"additionalProperties": false
	}
};
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
	let vErrors = null;
	let errors = 0;
	const evaluated0 = validate26.evaluated;
	if (evaluated0.dynamicProps) evaluated0.props = void 0;
	if (evaluated0.dynamicItems) evaluated0.items = void 0;
	if (Array.isArray(data)) {
		const len0 = data.length;
		for (let i0 = 0; i0 < len0; i0++) {
			let data0 = data[i0];
			if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
				if (data0.name === void 0) {
					const err0 = {
						instancePath: instancePath + "/" + i0,
						schemaPath: "#/items/required",
						keyword: "required",
						params: { missingProperty: "name" }
					};
					if (vErrors === null) vErrors = [err0];
					else vErrors.push(err0);
					errors++;
				}
				if (data0.request === void 0) {
					const err1 = {
						instancePath: instancePath + "/" + i0,
						schemaPath: "#/items/required",
						keyword: "required",
						params: { missingProperty: "request" }
					};
					if (vErrors === null) vErrors = [err1];
					else vErrors.push(err1);
					errors++;
				}
				if (data0.expect === void 0) {
					const err2 = {
						instancePath: instancePath + "/" + i0,
						schemaPath: "#/items/required",
						keyword: "required",
						params: { missingProperty: "expect" }
					};
					if (vErrors === null) vErrors = [err2];
					else vErrors.push(err2);
					errors++;
				}
				for (const key0 in data0) if (!(key0 === "name" || key0 === "request" || key0 === "author" || key0 === "now" || key0 === "live" || key0 === "approvals" || key0 === "expect" || key0 === "rules")) {
					const err3 = {
						instancePath: instancePath + "/" + i0,
						schemaPath: "#/items/additionalProperties",
						keyword: "additionalProperties",
						params: { additionalProperty: key0 }
					};
					if (vErrors === null) vErrors = [err3];
					else vErrors.push(err3);
					errors++;
				}
				if (data0.name !== void 0) {
					let data1 = data0.name;
					if (typeof data1 === "string") {
						if (!pattern12.test(data1)) {
							const err4 = {
								instancePath: instancePath + "/" + i0 + "/name",
								schemaPath: "#/items/properties/name/pattern",
								keyword: "pattern",
								params: { pattern: "\\S" }
							};
							if (vErrors === null) vErrors = [err4];
							else vErrors.push(err4);
							errors++;
						}
					} else {
						const err5 = {
							instancePath: instancePath + "/" + i0 + "/name",
							schemaPath: "#/items/properties/name/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err5];
						else vErrors.push(err5);
						errors++;
					}
				}
				if (data0.request !== void 0) {
					let data2 = data0.request;
					const _errs8 = errors;
					let valid3 = false;
					let passing0 = null;
					const _errs9 = errors;
					if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
						if (data2.duration === void 0) {
							const err6 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/oneOf/0/required",
								keyword: "required",
								params: { missingProperty: "duration" }
							};
							if (vErrors === null) vErrors = [err6];
							else vErrors.push(err6);
							errors++;
						}
					}
					var _valid0 = _errs9 === errors;
					if (_valid0) {
						valid3 = true;
						passing0 = 0;
					}
					const _errs10 = errors;
					if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
						if (data2.until === void 0) {
							const err7 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/oneOf/1/required",
								keyword: "required",
								params: { missingProperty: "until" }
							};
							if (vErrors === null) vErrors = [err7];
							else vErrors.push(err7);
							errors++;
						}
					}
					var _valid0 = _errs10 === errors;
					if (_valid0 && valid3) {
						valid3 = false;
						passing0 = [passing0, 1];
					} else if (_valid0) {
						valid3 = true;
						passing0 = 1;
					}
					if (!valid3) {
						const err8 = {
							instancePath: instancePath + "/" + i0 + "/request",
							schemaPath: "#/items/properties/request/oneOf",
							keyword: "oneOf",
							params: { passingSchemas: passing0 }
						};
						if (vErrors === null) vErrors = [err8];
						else vErrors.push(err8);
						errors++;
					} else {
						errors = _errs8;
						if (vErrors !== null) {
							if (_errs8) vErrors.length = _errs8;
							else vErrors = null;
						}
					}
					if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
						if (data2.role === void 0) {
							const err9 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/required",
								keyword: "required",
								params: { missingProperty: "role" }
							};
							if (vErrors === null) vErrors = [err9];
							else vErrors.push(err9);
							errors++;
						}
						if (data2.user === void 0) {
							const err10 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/required",
								keyword: "required",
								params: { missingProperty: "user" }
							};
							if (vErrors === null) vErrors = [err10];
							else vErrors.push(err10);
							errors++;
						}
						if (data2.reason === void 0) {
							const err11 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/required",
								keyword: "required",
								params: { missingProperty: "reason" }
							};
							if (vErrors === null) vErrors = [err11];
							else vErrors.push(err11);
							errors++;
						}
						for (const key1 in data2) if (!func1.call(schema37.items.properties.request.properties, key1)) {
							const err12 = {
								instancePath: instancePath + "/" + i0 + "/request",
								schemaPath: "#/items/properties/request/additionalProperties",
								keyword: "additionalProperties",
								params: { additionalProperty: key1 }
							};
							if (vErrors === null) vErrors = [err12];
							else vErrors.push(err12);
							errors++;
						}
						if (data2.role !== void 0) {
							let data3 = data2.role;
							if (typeof data3 === "string") {
								if (!pattern4.test(data3)) {
									const err13 = {
										instancePath: instancePath + "/" + i0 + "/request/role",
										schemaPath: "#/items/properties/request/properties/role/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
									};
									if (vErrors === null) vErrors = [err13];
									else vErrors.push(err13);
									errors++;
								}
							} else {
								const err14 = {
									instancePath: instancePath + "/" + i0 + "/request/role",
									schemaPath: "#/items/properties/request/properties/role/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err14];
								else vErrors.push(err14);
								errors++;
							}
						}
						if (data2.user !== void 0) {
							let data4 = data2.user;
							if (typeof data4 === "string") {
								if (!pattern5.test(data4)) {
									const err15 = {
										instancePath: instancePath + "/" + i0 + "/request/user",
										schemaPath: "#/items/properties/request/properties/user/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err15];
									else vErrors.push(err15);
									errors++;
								}
							} else {
								const err16 = {
									instancePath: instancePath + "/" + i0 + "/request/user",
									schemaPath: "#/items/properties/request/properties/user/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err16];
								else vErrors.push(err16);
								errors++;
							}
						}
						if (data2.duration !== void 0) {
							let data5 = data2.duration;
							if (typeof data5 === "string") {
								if (!pattern6.test(data5)) {
									const err17 = {
										instancePath: instancePath + "/" + i0 + "/request/duration",
										schemaPath: "#/items/properties/request/properties/duration/pattern",
										keyword: "pattern",
										params: { pattern: "^(?=\\d)(?=[^1-9]*[1-9])(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$" }
									};
									if (vErrors === null) vErrors = [err17];
									else vErrors.push(err17);
									errors++;
								}
							} else {
								const err18 = {
									instancePath: instancePath + "/" + i0 + "/request/duration",
									schemaPath: "#/items/properties/request/properties/duration/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err18];
								else vErrors.push(err18);
								errors++;
							}
						}
						if (data2.until !== void 0) {
							let data6 = data2.until;
							if (typeof data6 === "string") {
								if (!pattern7.test(data6)) {
									const err19 = {
										instancePath: instancePath + "/" + i0 + "/request/until",
										schemaPath: "#/items/properties/request/properties/until/pattern",
										keyword: "pattern",
										params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
									};
									if (vErrors === null) vErrors = [err19];
									else vErrors.push(err19);
									errors++;
								}
							} else {
								const err20 = {
									instancePath: instancePath + "/" + i0 + "/request/until",
									schemaPath: "#/items/properties/request/properties/until/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err20];
								else vErrors.push(err20);
								errors++;
							}
						}
						if (data2.reason !== void 0) {
							let data7 = data2.reason;
							if (typeof data7 === "string") {
								if (!pattern8.test(data7)) {
									const err21 = {
										instancePath: instancePath + "/" + i0 + "/request/reason",
										schemaPath: "#/items/properties/request/properties/reason/pattern",
										keyword: "pattern",
										params: { pattern: "^\\s*\\S(?:[\\s\\S]{0,998}\\S)?\\s*$" }
									};
									if (vErrors === null) vErrors = [err21];
									else vErrors.push(err21);
									errors++;
								}
							} else {
								const err22 = {
									instancePath: instancePath + "/" + i0 + "/request/reason",
									schemaPath: "#/items/properties/request/properties/reason/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err22];
								else vErrors.push(err22);
								errors++;
							}
						}
						if (data2.ticket !== void 0) {
							let data8 = data2.ticket;
							if (typeof data8 === "string") {
								if (!pattern9.test(data8)) {
									const err23 = {
										instancePath: instancePath + "/" + i0 + "/request/ticket",
										schemaPath: "#/items/properties/request/properties/ticket/pattern",
										keyword: "pattern",
										params: { pattern: "^\\s*\\S(?:[\\s\\S]{0,198}\\S)?\\s*$" }
									};
									if (vErrors === null) vErrors = [err23];
									else vErrors.push(err23);
									errors++;
								}
							} else {
								const err24 = {
									instancePath: instancePath + "/" + i0 + "/request/ticket",
									schemaPath: "#/items/properties/request/properties/ticket/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err24];
								else vErrors.push(err24);
								errors++;
							}
						}
						if (data2.start !== void 0) {
							let data9 = data2.start;
							if (typeof data9 === "string") {
								if (!pattern7.test(data9)) {
									const err25 = {
										instancePath: instancePath + "/" + i0 + "/request/start",
										schemaPath: "#/items/properties/request/properties/start/pattern",
										keyword: "pattern",
										params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
									};
									if (vErrors === null) vErrors = [err25];
									else vErrors.push(err25);
									errors++;
								}
							} else {
								const err26 = {
									instancePath: instancePath + "/" + i0 + "/request/start",
									schemaPath: "#/items/properties/request/properties/start/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err26];
								else vErrors.push(err26);
								errors++;
							}
						}
						if (data2.extends !== void 0) {
							let data10 = data2.extends;
							if (typeof data10 === "string") {
								if (!pattern11.test(data10)) {
									const err27 = {
										instancePath: instancePath + "/" + i0 + "/request/extends",
										schemaPath: "#/items/properties/request/properties/extends/pattern",
										keyword: "pattern",
										params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$" }
									};
									if (vErrors === null) vErrors = [err27];
									else vErrors.push(err27);
									errors++;
								}
							} else {
								const err28 = {
									instancePath: instancePath + "/" + i0 + "/request/extends",
									schemaPath: "#/items/properties/request/properties/extends/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err28];
								else vErrors.push(err28);
								errors++;
							}
						}
						if (data2.break_glass !== void 0) {
							if (typeof data2.break_glass !== "boolean") {
								const err29 = {
									instancePath: instancePath + "/" + i0 + "/request/break_glass",
									schemaPath: "#/items/properties/request/properties/break_glass/type",
									keyword: "type",
									params: { type: "boolean" }
								};
								if (vErrors === null) vErrors = [err29];
								else vErrors.push(err29);
								errors++;
							}
						}
					} else {
						const err30 = {
							instancePath: instancePath + "/" + i0 + "/request",
							schemaPath: "#/items/properties/request/type",
							keyword: "type",
							params: { type: "object" }
						};
						if (vErrors === null) vErrors = [err30];
						else vErrors.push(err30);
						errors++;
					}
				}
				if (data0.author !== void 0) {
					let data12 = data0.author;
					if (typeof data12 === "string") {
						if (!pattern5.test(data12)) {
							const err31 = {
								instancePath: instancePath + "/" + i0 + "/author",
								schemaPath: "#/items/properties/author/pattern",
								keyword: "pattern",
								params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
							};
							if (vErrors === null) vErrors = [err31];
							else vErrors.push(err31);
							errors++;
						}
					} else {
						const err32 = {
							instancePath: instancePath + "/" + i0 + "/author",
							schemaPath: "#/items/properties/author/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err32];
						else vErrors.push(err32);
						errors++;
					}
				}
				if (data0.now !== void 0) {
					let data13 = data0.now;
					if (typeof data13 === "string") {
						if (!pattern7.test(data13)) {
							const err33 = {
								instancePath: instancePath + "/" + i0 + "/now",
								schemaPath: "#/items/properties/now/pattern",
								keyword: "pattern",
								params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
							};
							if (vErrors === null) vErrors = [err33];
							else vErrors.push(err33);
							errors++;
						}
					} else {
						const err34 = {
							instancePath: instancePath + "/" + i0 + "/now",
							schemaPath: "#/items/properties/now/type",
							keyword: "type",
							params: { type: "string" }
						};
						if (vErrors === null) vErrors = [err34];
						else vErrors.push(err34);
						errors++;
					}
				}
				if (data0.live !== void 0) {
					let data14 = data0.live;
					if (Array.isArray(data14)) {
						const len1 = data14.length;
						for (let i1 = 0; i1 < len1; i1++) {
							let data15 = data14[i1];
							if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
								if (data15.role === void 0) {
									const err35 = {
										instancePath: instancePath + "/" + i0 + "/live/" + i1,
										schemaPath: "#/items/properties/live/items/required",
										keyword: "required",
										params: { missingProperty: "role" }
									};
									if (vErrors === null) vErrors = [err35];
									else vErrors.push(err35);
									errors++;
								}
								if (data15.user === void 0) {
									const err36 = {
										instancePath: instancePath + "/" + i0 + "/live/" + i1,
										schemaPath: "#/items/properties/live/items/required",
										keyword: "required",
										params: { missingProperty: "user" }
									};
									if (vErrors === null) vErrors = [err36];
									else vErrors.push(err36);
									errors++;
								}
								if (data15.begin === void 0) {
									const err37 = {
										instancePath: instancePath + "/" + i0 + "/live/" + i1,
										schemaPath: "#/items/properties/live/items/required",
										keyword: "required",
										params: { missingProperty: "begin" }
									};
									if (vErrors === null) vErrors = [err37];
									else vErrors.push(err37);
									errors++;
								}
								if (data15.end === void 0) {
									const err38 = {
										instancePath: instancePath + "/" + i0 + "/live/" + i1,
										schemaPath: "#/items/properties/live/items/required",
										keyword: "required",
										params: { missingProperty: "end" }
									};
									if (vErrors === null) vErrors = [err38];
									else vErrors.push(err38);
									errors++;
								}
								for (const key2 in data15) if (!(key2 === "role" || key2 === "user" || key2 === "begin" || key2 === "end" || key2 === "key")) {
									const err39 = {
										instancePath: instancePath + "/" + i0 + "/live/" + i1,
										schemaPath: "#/items/properties/live/items/additionalProperties",
										keyword: "additionalProperties",
										params: { additionalProperty: key2 }
									};
									if (vErrors === null) vErrors = [err39];
									else vErrors.push(err39);
									errors++;
								}
								if (data15.role !== void 0) {
									let data16 = data15.role;
									if (typeof data16 === "string") {
										if (!pattern4.test(data16)) {
											const err40 = {
												instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/role",
												schemaPath: "#/items/properties/live/items/properties/role/pattern",
												keyword: "pattern",
												params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }
											};
											if (vErrors === null) vErrors = [err40];
											else vErrors.push(err40);
											errors++;
										}
									} else {
										const err41 = {
											instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/role",
											schemaPath: "#/items/properties/live/items/properties/role/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err41];
										else vErrors.push(err41);
										errors++;
									}
								}
								if (data15.user !== void 0) {
									let data17 = data15.user;
									if (typeof data17 === "string") {
										if (!pattern5.test(data17)) {
											const err42 = {
												instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/user",
												schemaPath: "#/items/properties/live/items/properties/user/pattern",
												keyword: "pattern",
												params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
											};
											if (vErrors === null) vErrors = [err42];
											else vErrors.push(err42);
											errors++;
										}
									} else {
										const err43 = {
											instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/user",
											schemaPath: "#/items/properties/live/items/properties/user/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err43];
										else vErrors.push(err43);
										errors++;
									}
								}
								if (data15.begin !== void 0) {
									let data18 = data15.begin;
									if (typeof data18 === "string") {
										if (!pattern7.test(data18)) {
											const err44 = {
												instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/begin",
												schemaPath: "#/items/properties/live/items/properties/begin/pattern",
												keyword: "pattern",
												params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
											};
											if (vErrors === null) vErrors = [err44];
											else vErrors.push(err44);
											errors++;
										}
									} else {
										const err45 = {
											instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/begin",
											schemaPath: "#/items/properties/live/items/properties/begin/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err45];
										else vErrors.push(err45);
										errors++;
									}
								}
								if (data15.end !== void 0) {
									let data19 = data15.end;
									if (typeof data19 === "string") {
										if (!pattern7.test(data19)) {
											const err46 = {
												instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/end",
												schemaPath: "#/items/properties/live/items/properties/end/pattern",
												keyword: "pattern",
												params: { pattern: "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:[Zz]|[+-]\\d{2}:\\d{2})$" }
											};
											if (vErrors === null) vErrors = [err46];
											else vErrors.push(err46);
											errors++;
										}
									} else {
										const err47 = {
											instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/end",
											schemaPath: "#/items/properties/live/items/properties/end/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err47];
										else vErrors.push(err47);
										errors++;
									}
								}
								if (data15.key !== void 0) {
									let data20 = data15.key;
									if (typeof data20 === "string") {
										if (!pattern11.test(data20)) {
											const err48 = {
												instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/key",
												schemaPath: "#/items/properties/live/items/properties/key/pattern",
												keyword: "pattern",
												params: { pattern: "^[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}\\.(?:emergency-)?[0-9a-f]{12}$" }
											};
											if (vErrors === null) vErrors = [err48];
											else vErrors.push(err48);
											errors++;
										}
									} else {
										const err49 = {
											instancePath: instancePath + "/" + i0 + "/live/" + i1 + "/key",
											schemaPath: "#/items/properties/live/items/properties/key/type",
											keyword: "type",
											params: { type: "string" }
										};
										if (vErrors === null) vErrors = [err49];
										else vErrors.push(err49);
										errors++;
									}
								}
							} else {
								const err50 = {
									instancePath: instancePath + "/" + i0 + "/live/" + i1,
									schemaPath: "#/items/properties/live/items/type",
									keyword: "type",
									params: { type: "object" }
								};
								if (vErrors === null) vErrors = [err50];
								else vErrors.push(err50);
								errors++;
							}
						}
					} else {
						const err51 = {
							instancePath: instancePath + "/" + i0 + "/live",
							schemaPath: "#/items/properties/live/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err51];
						else vErrors.push(err51);
						errors++;
					}
				}
				if (data0.approvals !== void 0) {
					let data21 = data0.approvals;
					if (Array.isArray(data21)) {
						const len2 = data21.length;
						for (let i2 = 0; i2 < len2; i2++) {
							let data22 = data21[i2];
							if (typeof data22 === "string") {
								if (!pattern5.test(data22)) {
									const err52 = {
										instancePath: instancePath + "/" + i0 + "/approvals/" + i2,
										schemaPath: "#/items/properties/approvals/items/pattern",
										keyword: "pattern",
										params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$" }
									};
									if (vErrors === null) vErrors = [err52];
									else vErrors.push(err52);
									errors++;
								}
							} else {
								const err53 = {
									instancePath: instancePath + "/" + i0 + "/approvals/" + i2,
									schemaPath: "#/items/properties/approvals/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err53];
								else vErrors.push(err53);
								errors++;
							}
						}
					} else {
						const err54 = {
							instancePath: instancePath + "/" + i0 + "/approvals",
							schemaPath: "#/items/properties/approvals/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err54];
						else vErrors.push(err54);
						errors++;
					}
				}
				if (data0.expect !== void 0) {
					let data23 = data0.expect;
					if (!(data23 === "allow" || data23 === "deny")) {
						const err55 = {
							instancePath: instancePath + "/" + i0 + "/expect",
							schemaPath: "#/items/properties/expect/enum",
							keyword: "enum",
							params: { allowedValues: schema37.items.properties.expect.enum }
						};
						if (vErrors === null) vErrors = [err55];
						else vErrors.push(err55);
						errors++;
					}
				}
				if (data0.rules !== void 0) {
					let data24 = data0.rules;
					if (Array.isArray(data24)) {
						const len3 = data24.length;
						for (let i3 = 0; i3 < len3; i3++) {
							let data25 = data24[i3];
							if (typeof data25 === "string") {
								if (!pattern12.test(data25)) {
									const err56 = {
										instancePath: instancePath + "/" + i0 + "/rules/" + i3,
										schemaPath: "#/items/properties/rules/items/pattern",
										keyword: "pattern",
										params: { pattern: "\\S" }
									};
									if (vErrors === null) vErrors = [err56];
									else vErrors.push(err56);
									errors++;
								}
							} else {
								const err57 = {
									instancePath: instancePath + "/" + i0 + "/rules/" + i3,
									schemaPath: "#/items/properties/rules/items/type",
									keyword: "type",
									params: { type: "string" }
								};
								if (vErrors === null) vErrors = [err57];
								else vErrors.push(err57);
								errors++;
							}
						}
					} else {
						const err58 = {
							instancePath: instancePath + "/" + i0 + "/rules",
							schemaPath: "#/items/properties/rules/type",
							keyword: "type",
							params: { type: "array" }
						};
						if (vErrors === null) vErrors = [err58];
						else vErrors.push(err58);
						errors++;
					}
				}
			} else {
				const err59 = {
					instancePath: instancePath + "/" + i0,
					schemaPath: "#/items/type",
					keyword: "type",
					params: { type: "object" }
				};
				if (vErrors === null) vErrors = [err59];
				else vErrors.push(err59);
				errors++;
			}
		}
	} else {
		const err60 = {
			instancePath,
			schemaPath: "#/type",
			keyword: "type",
			params: { type: "array" }
		};
		if (vErrors === null) vErrors = [err60];
		else vErrors.push(err60);
		errors++;
	}
	validate26.errors = vErrors;
	return errors === 0;
}
validate26.evaluated = {
	"items": true,
	"dynamicProps": false,
	"dynamicItems": false
};
const validators = {
	"grant": grant,
	"role": role,
	"settings": settings$1,
	"teams": teams,
	"people": people,
	"rotation": rotation,
	"policy-tests": policy_tests
};
const schemaTexts = {
	"grant": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:grant\",\"type\":\"object\",\"required\":[\"role\",\"user\",\"reason\"],\"properties\":{\"role\":{\"type\":\"string\",\"title\":\"name of a role\",\"description\":\"The role asked for: the name of a file in `policies/roles/`, and of the folder of a grant.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\",\"examples\":[\"orders-db-read\"]},\"user\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"GitHub login of the person who gets the access.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"duration\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How long, from landing on main (or from `start`). Exactly one of `duration` and `until`.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"2h\",\"1h30m\"]},\"until\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"When it ends. Exactly one of `duration` and `until`.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T18:00:00Z\"]},\"reason\":{\"type\":\"string\",\"title\":\"reason\",\"description\":\"Why the access is needed: 1 to 1000 characters, white space around not counted.\",\"pattern\":\"^\\\\s*\\\\S(?:[\\\\s\\\\S]{0,998}\\\\S)?\\\\s*$\",\"errorMessage\":\"say why in 1 to 1000 characters\",\"examples\":[\"Refund 8812 is stuck; need to read its rows\"]},\"ticket\":{\"type\":\"string\",\"title\":\"ticket\",\"description\":\"The ticket this is for, where the role requires one.\",\"pattern\":\"^\\\\s*\\\\S(?:[\\\\s\\\\S]{0,198}\\\\S)?\\\\s*$\",\"errorMessage\":\"write the ticket's number, at most 200 characters\",\"examples\":[\"INC-4821\"]},\"start\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"When it begins; absent: the moment it lands on main.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-22T09:00:00Z\"]},\"extends\":{\"type\":\"string\",\"title\":\"grant key\",\"description\":\"A live grant of the same role and user to go on from: this one ends `duration` after that one's end. Not with `start` or `until`.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}\\\\.[a-z0-9][a-z0-9-]{0,62}\\\\.(?:emergency-)?[0-9a-f]{12}$\",\"errorMessage\":\"write <role>.<id>.<12 hex>, as leasehold status shows it\",\"examples\":[\"orders-db-read.refund-8812.3f2a9c1b7d20\"]},\"break_glass\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"An emergency without approval before, where the role has `break_glass`; the id starts with `bg-`.\",\"default\":false}},\"title\":\"grant\",\"description\":\"A request for temporary access; on main, a grant.\",\"examples\":[{\"role\":\"orders-db-read\",\"user\":\"alice\",\"duration\":\"2h\",\"reason\":\"Refund 8812 is stuck; need to read its rows\",\"ticket\":\"INC-4821\"}],\"additionalProperties\":false,\"oneOf\":[{\"required\":[\"duration\"]},{\"required\":[\"until\"]}],\"errorMessage\":\"write exactly one of duration and until\"}",
	"role": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:role\",\"type\":\"object\",\"required\":[\"description\",\"access\",\"requesters\",\"approvers\",\"duration\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What the role is for, in a line that an approver understands.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Read the orders database\"]},\"access\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"path\",\"capabilities\"],\"properties\":{\"path\":{\"type\":\"string\",\"title\":\"Vault path\",\"description\":\"A path as an ACL policy would name it, with the mount, without `/` in front.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write the path with its mount, such as database/creds/orders-read\",\"examples\":[\"database/creds/orders-read\"]},\"capabilities\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"capability\",\"description\":\"One of create, read, update, delete, list, patch, scan.\",\"errorMessage\":\"write one of create, read, update, delete, list, patch, scan\",\"examples\":[\"create\",\"read\",\"update\",\"delete\",\"list\",\"patch\",\"scan\"]},\"title\":\"list of capabilities\",\"description\":\"What may be done there: create, read, update, delete, list, patch, scan.\",\"errorMessage\":\"write a list with at least one of them, such as [read]\",\"examples\":[[\"read\"],[\"update\"]],\"minItems\":1},\"outlives\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"What Vault cannot take back (cloud session keys, certificates) lives at most this much longer than the grant. Shown to approvers.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]}},\"title\":\"path with capabilities\",\"additionalProperties\":false},\"title\":\"list of paths\",\"description\":\"The Vault paths the role gives.\",\"errorMessage\":\"write a list of { path, capabilities } with at least one entry\",\"examples\":[[{\"path\":\"database/creds/orders-read\",\"capabilities\":[\"read\"]}]],\"minItems\":1},\"requesters\":{\"type\":\"object\",\"properties\":{\"teams\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"team name\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of teams\",\"description\":\"Teams of policies/teams.yaml.\",\"examples\":[[\"payments\"]]},\"users\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Single people.\",\"examples\":[[\"erin\"]]}},\"title\":\"group of people\",\"description\":\"Who may ask for it.\",\"errorMessage\":\"write { teams: [payments] }, { users: [alice] } or both\",\"examples\":[{\"teams\":[\"payments\"]}],\"additionalProperties\":false},\"approvers\":{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"teams\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"team name\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of teams\",\"description\":\"Teams of policies/teams.yaml.\",\"examples\":[[\"payments\"]]},\"users\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Single people.\",\"examples\":[[\"erin\"]]},\"count\":{\"type\":\"integer\",\"title\":\"whole number from 1 to 20\",\"minimum\":1,\"errorMessage\":\"write a whole number from 1 to 20\",\"description\":\"How many different people of this group must approve.\",\"default\":1,\"maximum\":20}},\"title\":\"group of approvers\",\"description\":\"People of whom `count` must approve.\",\"errorMessage\":\"write { teams: [dba], count: 1 }\",\"examples\":[{\"teams\":[\"dba\"],\"count\":1}],\"additionalProperties\":false},{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"teams\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"team name\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of teams\",\"description\":\"Teams of policies/teams.yaml.\",\"examples\":[[\"payments\"]]},\"users\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Single people.\",\"examples\":[[\"erin\"]]},\"count\":{\"type\":\"integer\",\"title\":\"whole number from 1 to 20\",\"minimum\":1,\"errorMessage\":\"write a whole number from 1 to 20\",\"description\":\"How many different people of this group must approve.\",\"default\":1,\"maximum\":20}},\"title\":\"group of approvers\",\"description\":\"People of whom `count` must approve.\",\"errorMessage\":\"write { teams: [dba], count: 1 }\",\"examples\":[{\"teams\":[\"dba\"],\"count\":1}],\"additionalProperties\":false},\"title\":\"list of 1 to 10 groups of approvers\",\"errorMessage\":\"write 1 to 10 groups, such as { teams: [dba], count: 1 }\",\"minItems\":1,\"maxItems\":10}],\"title\":\"group of approvers\",\"description\":\"One group or a list; each group must be satisfied, by different people.\",\"errorMessage\":\"write one group, such as { teams: [dba], count: 1 }, or a list of groups\",\"examples\":[{\"teams\":[\"dba\"],\"count\":1}]},\"duration\":{\"type\":\"object\",\"required\":[\"max\"],\"properties\":{\"max\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Longest single grant, `end - begin`.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"8h\"]},\"max_total\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Longest chain of extensions, from the first begin to the last end; absent: no limit.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"24h\"]},\"ahead\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How far off a `start` may be.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"14d\"],\"default\":\"14d\"}},\"title\":\"set of durations\",\"description\":\"How long a grant may be.\",\"errorMessage\":\"write { max: 8h }\",\"examples\":[{\"max\":\"8h\",\"max_total\":\"24h\"}],\"additionalProperties\":false},\"require\":{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"integer\",\"title\":\"whole number from 1 to 1000\",\"minimum\":1,\"errorMessage\":\"write a whole number from 1 to 1000\",\"description\":\"Least number of characters of the reason, of which there are 1000 at most.\",\"default\":1,\"maximum\":1000,\"examples\":[20]},\"ticket\":{\"type\":\"string\",\"title\":\"pattern\",\"description\":\"A regular expression that the whole ticket must match; with it a ticket is required.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write a regular expression, such as '(INC|CHG)-\\\\d+'\",\"examples\":[\"^(INC|CHG)-\\\\d+$\"]},\"signed_commits\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"Every commit of the pull request must be signed and verified.\",\"default\":false},\"mfa\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"People's login to Vault must be covered by a second factor.\",\"default\":false}},\"title\":\"set of requirements\",\"description\":\"What a request must bring.\",\"additionalProperties\":false},\"limits\":{\"type\":\"object\",\"properties\":{\"per_user\":{\"type\":\"integer\",\"title\":\"whole number of at least 1\",\"minimum\":1,\"errorMessage\":\"write a whole number of at least 1\",\"description\":\"Grants of one person at a time.\",\"examples\":[1]},\"total\":{\"type\":\"integer\",\"title\":\"whole number of at least 1\",\"minimum\":1,\"errorMessage\":\"write a whole number of at least 1\",\"description\":\"Grants at a time.\",\"examples\":[5]}},\"title\":\"set of limits\",\"description\":\"How many grants may have overlapping windows.\",\"additionalProperties\":false},\"conflicts\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"name of a role\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of roles\",\"description\":\"Roles that one person may not hold at the same time as this one.\",\"examples\":[[\"orders-db-admin\"]]},\"bound_cidrs\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"network\",\"description\":\"A network in CIDR notation.\",\"errorMessage\":\"write a network such as 10.20.0.0/16 or fd00::/8\",\"examples\":[\"10.20.0.0/16\"]},\"title\":\"list of networks\",\"description\":\"The token works only from there. Recommended.\",\"examples\":[[\"10.20.0.0/16\"]]},\"rotate_after\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"name of a rotation\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of rotations\",\"description\":\"Rotations of `policies/rotations/` to run when a grant of this role ends.\",\"examples\":[[\"orders-app\"]]},\"use\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"path\",\"env\"],\"properties\":{\"path\":{\"type\":\"string\",\"title\":\"Vault path\",\"description\":\"What to read.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"database/creds/orders-read\"]},\"env\":{\"type\":\"object\",\"patternProperties\":{\"^[A-Za-z_][A-Za-z0-9_]*$\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"`{field}` is replaced by that field of Vault's answer.\",\"errorMessage\":\"write text, with {field} where a field of Vault's answer belongs\"}},\"title\":\"set of environment variables\",\"description\":\"Variables for the shell or command.\",\"errorMessage\":\"write the variables as keys, such as { PGUSER: '{username}' }\",\"examples\":[{\"PGHOST\":\"db.internal\",\"PGUSER\":\"{username}\",\"PGPASSWORD\":\"{password}\"}],\"additionalProperties\":false}},\"title\":\"preparation\",\"additionalProperties\":false},\"title\":\"list of preparations\",\"description\":\"What `leasehold use` prepares.\"},\"rules\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"name\",\"expr\",\"message\"],\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"name\",\"description\":\"Named in findings as `rule:<name>`.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\",\"examples\":[\"long-needs-ticket\"]},\"expr\":{\"type\":\"string\",\"title\":\"CEL expression\",\"description\":\"Must be true for a request to be allowed. Knows `request`, `user`, `role`, `now` and `live`.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write a CEL expression that is true for what is allowed\",\"examples\":[\"request.duration <= duration(\\\"2h\\\") || request.ticket != \\\"\\\"\"]},\"message\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"Shown when it is not.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"More than 2 h needs a ticket.\"]}},\"title\":\"rule\",\"additionalProperties\":false},\"title\":\"list of at most 100 rules\",\"description\":\"Rules of the role's own, in CEL; all must hold.\",\"errorMessage\":\"write at most 100 rules\",\"maxItems\":100},\"break_glass\":{\"type\":\"object\",\"required\":[\"requesters\",\"max\"],\"properties\":{\"requesters\":{\"type\":\"object\",\"properties\":{\"teams\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"team name\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of teams\",\"description\":\"Teams of policies/teams.yaml.\",\"examples\":[[\"payments\"]]},\"users\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Single people.\",\"examples\":[[\"erin\"]]}},\"title\":\"group of people\",\"description\":\"Who may take it without asking before.\",\"errorMessage\":\"write { teams: [payments] }, { users: [alice] } or both\",\"examples\":[{\"teams\":[\"payments\"]}],\"additionalProperties\":false},\"max\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Longest break-glass grant.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"30m\"]},\"review_within\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"By when an approver must have reviewed it afterwards.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"24h\"],\"default\":\"24h\"}},\"title\":\"set of break-glass terms\",\"description\":\"Emergency access without approval before. Absent: there is none.\",\"errorMessage\":\"write { requesters: { teams: [sre] }, max: 30m, review_within: 24h }\",\"examples\":[{\"requesters\":{\"teams\":[\"sre\"]},\"max\":\"30m\",\"review_within\":\"24h\"}],\"additionalProperties\":false}},\"title\":\"role\",\"description\":\"What a role gives, who may ask for it, who approves.\",\"additionalProperties\":false}",
	"settings": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:settings\",\"type\":\"object\",\"required\":[\"owners\"],\"properties\":{\"owners\":{\"type\":\"object\",\"properties\":{\"teams\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"team name\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"title\":\"list of teams\",\"description\":\"Teams of policies/teams.yaml.\",\"examples\":[[\"payments\"]]},\"users\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Single people.\",\"examples\":[[\"erin\"]]},\"count\":{\"type\":\"integer\",\"title\":\"whole number from 1 to 20\",\"minimum\":1,\"errorMessage\":\"write a whole number from 1 to 20\",\"description\":\"How many different people of this group must approve.\",\"default\":1,\"maximum\":20}},\"title\":\"group of approvers\",\"description\":\"Who approves changes of policies and workflows.\",\"errorMessage\":\"write { teams: [dba], count: 1 }\",\"examples\":[{\"teams\":[\"dba\"],\"count\":1}],\"additionalProperties\":false},\"vault\":{\"type\":\"object\",\"properties\":{\"address\":{\"type\":\"string\",\"title\":\"address\",\"description\":\"Address of Vault; VAULT_ADDR wins over it.\",\"pattern\":\"^https?://[^\\\\s/?#@]+(?:/[^\\\\s?#]*)?$\",\"errorMessage\":\"write the address with https://, such as https://vault.example.com:8200\",\"examples\":[\"https://vault.example.com:8200\"]},\"namespace\":{\"type\":\"string\",\"title\":\"namespace\",\"description\":\"Namespace of Vault; VAULT_NAMESPACE wins over it.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the namespace without slashes around, such as prod\",\"examples\":[\"prod\"]},\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"kv-v2 mount of records and pick-ups.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"leasehold\"],\"default\":\"leasehold\"},\"workflows\":{\"type\":\"object\",\"properties\":{\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"JWT auth mount where the workflows log in.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"github-actions\"],\"default\":\"github-actions\"},\"audience\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"Audience the workflows' tokens are asked for.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"default\":\"leasehold\",\"examples\":[\"leasehold\"]},\"issuer\":{\"type\":\"string\",\"title\":\"issuer\",\"description\":\"Issuer of the workflows' tokens, where it is not github.com's.\",\"pattern\":\"^https?://[^\\\\s/?#@]+(?:/[^\\\\s?#]*)?$\",\"errorMessage\":\"write the issuer with https://\",\"default\":\"https://token.actions.githubusercontent.com\",\"examples\":[\"https://token.actions.githubusercontent.com\"]}},\"title\":\"set of login settings\",\"description\":\"How workflows log in to Vault.\",\"additionalProperties\":false},\"people\":{\"type\":\"object\",\"properties\":{\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"Auth mount where people log in.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"userpass\",\"oidc\"],\"default\":\"userpass\"},\"alias\":{\"type\":\"string\",\"title\":\"alias\",\"description\":\"How people are named there: `{login}` stands for the GitHub login in lower case; exceptions in people.yaml.\",\"pattern\":\"^[A-Za-z0-9._@-]*\\\\{login\\\\}[A-Za-z0-9._@-]*$\",\"errorMessage\":\"write {login} with letters, digits, . _ @ and - around, such as '{login}@example.com'\",\"default\":\"{login}\",\"examples\":[\"{login}\",\"{login}@example.com\"]}},\"title\":\"set of login settings\",\"description\":\"How people log in to Vault.\",\"additionalProperties\":false}},\"title\":\"set of Vault settings\",\"description\":\"Where Vault is and what is mounted where.\",\"additionalProperties\":false},\"github\":{\"type\":\"object\",\"properties\":{\"branch\":{\"type\":\"string\",\"title\":\"branch\",\"description\":\"The branch whose files decide.\",\"pattern\":\"^(?![/.-])(?!.*(?:\\\\.\\\\.|//|@\\\\{))[^\\\\s~^:?*[\\\\\\\\]+(?<![/.])$\",\"errorMessage\":\"write the branch's name, such as main\",\"default\":\"main\",\"examples\":[\"main\"]},\"repository_id\":{\"type\":\"integer\",\"title\":\"repository id\",\"description\":\"GitHub's number of this repository; absent: GITHUB_REPOSITORY_ID.\",\"errorMessage\":\"write the number that gh api repos/OWNER/REPO --jq .id prints\",\"minimum\":1,\"examples\":[123456]},\"environments\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"Bind the identities to environments too; false where the plan of GitHub has none.\",\"default\":true},\"teams\":{\"enum\":[\"file\",\"github\"],\"title\":\"source of teams\",\"description\":\"Where teams come from: policies/teams.yaml alone, or demand current membership on GitHub too.\",\"errorMessage\":\"write file or github\",\"default\":\"file\"}},\"title\":\"set of GitHub settings\",\"description\":\"The access repository on GitHub.\",\"additionalProperties\":false},\"revoke_pull_requests\":{\"type\":\"object\",\"properties\":{\"group_by\":{\"enum\":[\"grant\",\"role\",\"all\"],\"title\":\"grouping\",\"description\":\"One pull request for each grant, for each role, or for all.\",\"errorMessage\":\"write grant, role or all\",\"default\":\"role\"},\"merge\":{\"enum\":[\"never\",\"auto\"],\"title\":\"merging\",\"description\":\"Whether they are set to merge by themselves. Access has ended either way.\",\"errorMessage\":\"write never or auto\",\"default\":\"never\"}},\"title\":\"set of pull request settings\",\"description\":\"The pull requests that remove files of grants that are over.\",\"additionalProperties\":false},\"alerts\":{\"type\":\"object\",\"properties\":{\"expiring_before\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How long before its end a grant is announced.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"30m\"],\"default\":\"30m\"},\"overdue_after\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"A revoke pull request not merged by then is overdue.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"24h\"],\"default\":\"24h\"},\"live_longer_than\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Alert on a person who holds a role longer than this, extensions together.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"7d\"],\"default\":\"7d\"},\"schedule_late_after\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"The schedule is late when enforce has not run for so long. GitHub's cron is hours late in practice.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"6h\"],\"default\":\"6h\"},\"sinks\":{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"object\",\"required\":[\"kind\",\"url_env\"],\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"slack\",\"description\":\"An incoming webhook of Slack.\"},\"url_env\":{\"type\":\"string\",\"title\":\"name of an environment variable\",\"description\":\"Variable that holds the webhook's address: a secret of the workflow.\",\"pattern\":\"^[A-Za-z_][A-Za-z0-9_]*$\",\"errorMessage\":\"write letters, digits and _, not starting with a digit\",\"examples\":[\"SLACK_WEBHOOK_URL\"]},\"events\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"glob over event types\",\"description\":\"A type of event; `*` stands for anything.\",\"pattern\":\"^[a-z*]+(?:\\\\.[a-z*]+)*$\",\"errorMessage\":\"write a type or a glob, such as leasehold.grant.* or leasehold.breakglass.used\",\"examples\":[\"leasehold.grant.*\"]},\"title\":\"list of event types\",\"description\":\"Which events; absent: all alerts.\",\"minItems\":1}},\"title\":\"slack\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"kind\",\"url_env\"],\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"webhook\",\"description\":\"An HTTP address of your own; bodies can be signed.\"},\"url_env\":{\"type\":\"string\",\"title\":\"name of an environment variable\",\"description\":\"Variable that holds the address.\",\"pattern\":\"^[A-Za-z_][A-Za-z0-9_]*$\",\"errorMessage\":\"write letters, digits and _, not starting with a digit\",\"examples\":[\"ALERT_WEBHOOK_URL\"]},\"secret_env\":{\"type\":\"string\",\"title\":\"name of an environment variable\",\"description\":\"Variable that holds the key of the HMAC-SHA256 signature over the body.\",\"pattern\":\"^[A-Za-z_][A-Za-z0-9_]*$\",\"errorMessage\":\"write letters, digits and _, not starting with a digit\",\"examples\":[\"ALERT_WEBHOOK_SECRET\"]},\"events\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"glob over event types\",\"description\":\"A type of event; `*` stands for anything.\",\"pattern\":\"^[a-z*]+(?:\\\\.[a-z*]+)*$\",\"errorMessage\":\"write a type or a glob, such as leasehold.grant.* or leasehold.breakglass.used\",\"examples\":[\"leasehold.grant.*\"]},\"title\":\"list of event types\",\"description\":\"Which events; absent: all alerts.\",\"minItems\":1}},\"title\":\"webhook\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"kind\"],\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"issue\",\"description\":\"An issue in the access repository.\"},\"label\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"Label of the issue, which is opened once and kept up to date.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"default\":\"leasehold-alert\",\"examples\":[\"leasehold-alert\"]},\"events\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"glob over event types\",\"description\":\"A type of event; `*` stands for anything.\",\"pattern\":\"^[a-z*]+(?:\\\\.[a-z*]+)*$\",\"errorMessage\":\"write a type or a glob, such as leasehold.grant.* or leasehold.breakglass.used\",\"examples\":[\"leasehold.grant.*\"]},\"title\":\"list of event types\",\"description\":\"Which events; absent: all alerts.\",\"minItems\":1}},\"title\":\"issue\",\"additionalProperties\":false}],\"title\":\"sink\",\"description\":\"Where alerts go.\",\"examples\":[{\"kind\":\"issue\",\"label\":\"leasehold-alert\"}]},\"title\":\"list of sinks\",\"description\":\"Where alerts go.\"}},\"title\":\"set of alert settings\",\"description\":\"What to alert on, and where.\",\"additionalProperties\":false},\"audit\":{\"type\":\"object\",\"properties\":{\"branch\":{\"type\":\"string\",\"title\":\"branch\",\"description\":\"Branch of the audit log.\",\"pattern\":\"^(?![/.-])(?!.*(?:\\\\.\\\\.|//|@\\\\{))[^\\\\s~^:?*[\\\\\\\\]+(?<![/.])$\",\"errorMessage\":\"write the branch's name, such as leasehold-audit\",\"default\":\"leasehold-audit\",\"examples\":[\"leasehold-audit\"]}},\"title\":\"set of audit settings\",\"description\":\"The audit log.\",\"additionalProperties\":false},\"tickets\":{\"type\":\"object\",\"required\":[\"url\"],\"properties\":{\"url\":{\"type\":\"string\",\"title\":\"address of a ticket\",\"description\":\"Where a ticket is to be seen: https, with `{ticket}` once, after the host. Pull requests link to it.\",\"pattern\":\"^https://[A-Za-z0-9.-]+(?::\\\\d+)?/[A-Za-z0-9._~:/?#@!$&*+,;=%-]*\\\\{ticket\\\\}[A-Za-z0-9._~:/?#@!$&*+,;=%-]*$\",\"errorMessage\":\"write an https address with {ticket} in it, such as https://example.atlassian.net/browse/{ticket}\",\"examples\":[\"https://example.atlassian.net/browse/{ticket}\"]}},\"title\":\"set of ticket settings\",\"description\":\"The system that tickets are in.\",\"errorMessage\":\"write { url: 'https://example.atlassian.net/browse/{ticket}' }\",\"examples\":[{\"url\":\"https://example.atlassian.net/browse/{ticket}\"}],\"additionalProperties\":false},\"pages\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"Publish the dashboard to Pages, which is public below Enterprise Cloud.\",\"default\":false}},\"title\":\"set of settings\",\"description\":\"Settings of an access repository.\",\"additionalProperties\":false}",
	"teams": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:teams\",\"type\":\"object\",\"patternProperties\":{\"^[a-z0-9][a-z0-9-]{0,62}$\":{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},{\"type\":\"object\",\"required\":[\"login\"],\"properties\":{\"login\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"from\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"Member from then on.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T00:00:00Z\"]},\"until\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"Member until then.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-28T00:00:00Z\"]}},\"title\":\"membership\",\"additionalProperties\":false}],\"title\":\"member\",\"description\":\"A login, or `{ login, from, until }` for some time.\",\"errorMessage\":\"write a login, or { login: dana, until: 2026-11-28T00:00:00Z }\"},\"title\":\"list of members\",\"description\":\"The members of the team.\",\"errorMessage\":\"write a list of logins, such as [alice, carol]\",\"examples\":[[\"alice\",\"carol\"]]}},\"title\":\"set of teams\",\"description\":\"Who is in which team.\",\"errorMessage\":\"write the teams as keys: lower-case letters, digits and -, such as payments: [alice, carol]\",\"examples\":[{\"payments\":[\"alice\",\"carol\"],\"dba\":[\"bob\"]}],\"additionalProperties\":false}",
	"people": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:people\",\"type\":\"object\",\"patternProperties\":{\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\":{\"type\":\"object\",\"properties\":{\"alias\":{\"type\":\"string\",\"title\":\"alias\",\"description\":\"How the person is named where people log in to Vault.\",\"pattern\":\"^[A-Za-z0-9._@-]{1,128}$\",\"errorMessage\":\"write letters, digits, . _ @ and -, at most 128: Vault's policies allow no others\",\"examples\":[\"alice@example.com\"]},\"now\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"The login this person has now.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"new-login\"]},\"until\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"Eligible for nothing and approver of nothing after that.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-12-31T00:00:00Z\"]}},\"title\":\"person\",\"description\":\"What is special about this person.\",\"errorMessage\":\"write { alias: … }, { now: … } or { until: … }\",\"examples\":[{\"alias\":\"alice@example.com\"}],\"additionalProperties\":false}},\"title\":\"set of people\",\"description\":\"Exceptions about people, by their GitHub login.\",\"errorMessage\":\"write GitHub logins as keys, such as alice: { alias: alice@example.com }\",\"examples\":[{\"alice\":{\"alias\":\"alice@example.com\"}}],\"additionalProperties\":false}",
	"rotation": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:rotation\",\"anyOf\":[{\"type\":\"object\",\"required\":[\"description\",\"kind\",\"mount\",\"name\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What is rotated.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Password of the orders application\"]},\"every\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How often; absent: only after grants (`rotate_after`) and by hand.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]},\"grace\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"10m\"]},\"kind\":{\"type\":\"string\",\"const\":\"database-static-role\",\"description\":\"The password of a database's static role; `every` is Vault's own rotation_period.\"},\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"Where an engine is mounted in Vault, without slashes around.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"database\"]},\"name\":{\"type\":\"string\",\"title\":\"name inside the mount\",\"description\":\"The static role.\",\"pattern\":\"^(?!\\\\.\\\\.?$)[A-Za-z0-9._-]+$\",\"errorMessage\":\"write its name in Vault: letters, digits, . _ and -\",\"examples\":[\"orders-app\"]}},\"title\":\"database-static-role\",\"description\":\"The password of a database's static role; `every` is Vault's own rotation_period.\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"description\",\"kind\",\"mount\",\"name\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What is rotated.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Password of the orders application\"]},\"every\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How often; absent: only after grants (`rotate_after`) and by hand.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]},\"grace\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"10m\"]},\"kind\":{\"type\":\"string\",\"const\":\"database-root\",\"description\":\"The password Vault itself uses for a database.\"},\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"Where an engine is mounted in Vault, without slashes around.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"database\"]},\"name\":{\"type\":\"string\",\"title\":\"name inside the mount\",\"description\":\"The connection.\",\"pattern\":\"^(?!\\\\.\\\\.?$)[A-Za-z0-9._-]+$\",\"errorMessage\":\"write its name in Vault: letters, digits, . _ and -\",\"examples\":[\"orders-app\"]}},\"title\":\"database-root\",\"description\":\"The password Vault itself uses for a database.\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"description\",\"kind\",\"mount\",\"name\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What is rotated.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Password of the orders application\"]},\"every\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How often; absent: only after grants (`rotate_after`) and by hand.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]},\"grace\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"10m\"]},\"kind\":{\"type\":\"string\",\"const\":\"transit-key\",\"description\":\"A key of the transit engine.\"},\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"Where an engine is mounted in Vault, without slashes around.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"database\"]},\"name\":{\"type\":\"string\",\"title\":\"name inside the mount\",\"description\":\"The key.\",\"pattern\":\"^(?!\\\\.\\\\.?$)[A-Za-z0-9._-]+$\",\"errorMessage\":\"write its name in Vault: letters, digits, . _ and -\",\"examples\":[\"orders-app\"]}},\"title\":\"transit-key\",\"description\":\"A key of the transit engine.\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"description\",\"kind\",\"mount\",\"name\",\"deliver\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What is rotated.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Password of the orders application\"]},\"every\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How often; absent: only after grants (`rotate_after`) and by hand.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]},\"grace\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"10m\"]},\"kind\":{\"type\":\"string\",\"const\":\"approle-secret-id\",\"description\":\"The secret-id of an AppRole.\"},\"mount\":{\"type\":\"string\",\"title\":\"mount\",\"description\":\"Where an engine is mounted in Vault, without slashes around.\",\"pattern\":\"^(?!.*\\\\.\\\\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$\",\"errorMessage\":\"write the mount without slashes around, such as database\",\"examples\":[\"approle\"]},\"name\":{\"type\":\"string\",\"title\":\"name inside the mount\",\"description\":\"The AppRole.\",\"pattern\":\"^(?!\\\\.\\\\.?$)[A-Za-z0-9._-]+$\",\"errorMessage\":\"write its name in Vault: letters, digits, . _ and -\",\"examples\":[\"orders-app\"]},\"deliver\":{\"type\":\"object\",\"required\":[\"github_secret\"],\"properties\":{\"github_secret\":{\"type\":\"string\",\"title\":\"name of an Actions secret\",\"description\":\"The Actions secret that gets the new one.\",\"pattern\":\"^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$\",\"errorMessage\":\"write letters, digits and _, not starting with a digit or GITHUB_\",\"examples\":[\"ORDERS_SECRET_ID\"]},\"environment\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"The environment of the secret; absent: the repository.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"production\"]}},\"title\":\"delivery\",\"description\":\"Where the new one goes before the old one is destroyed.\",\"errorMessage\":\"write { github_secret: NAME }\",\"examples\":[{\"github_secret\":\"ORDERS_SECRET_ID\"}],\"additionalProperties\":false}},\"title\":\"approle-secret-id\",\"additionalProperties\":false},{\"type\":\"object\",\"required\":[\"description\",\"kind\",\"path\"],\"properties\":{\"description\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What is rotated.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"Password of the orders application\"]},\"every\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How often; absent: only after grants (`rotate_after`) and by hand.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"1h\"]},\"grace\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"Missed when older than `every` and this; absent: a tenth of `every`, at least 5m.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"10m\"]},\"kind\":{\"type\":\"string\",\"const\":\"vault-endpoint\",\"description\":\"A path of Vault that rotates when it is written.\"},\"path\":{\"type\":\"string\",\"title\":\"path that rotates\",\"description\":\"A path with a segment that starts with `rotate`.\",\"pattern\":\"^(?!/)(?!.*(?:\\\\.\\\\.|//))(?:[A-Za-z0-9._-]+/)*rotate[A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*/?$\",\"errorMessage\":\"write a path with a segment that starts with rotate, such as aws/config/rotate-root\",\"examples\":[\"aws/config/rotate-root\"]}},\"title\":\"vault-endpoint\",\"additionalProperties\":false}],\"title\":\"rotation\",\"description\":\"A credential to rotate.\",\"examples\":[{\"description\":\"Password of the orders application\",\"kind\":\"database-static-role\",\"mount\":\"database\",\"name\":\"orders-app\",\"every\":\"1h\"}]}",
	"policy-tests": "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:leasehold:schema:policy-tests\",\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"name\",\"request\",\"expect\"],\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"text\",\"description\":\"What should hold, as a sentence.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write some text\",\"examples\":[\"payments may read for two hours\"]},\"request\":{\"type\":\"object\",\"required\":[\"role\",\"user\",\"reason\"],\"properties\":{\"role\":{\"type\":\"string\",\"title\":\"name of a role\",\"description\":\"The role asked for: the name of a file in `policies/roles/`, and of the folder of a grant.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\",\"examples\":[\"orders-db-read\"]},\"user\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"GitHub login of the person who gets the access.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"duration\":{\"type\":\"string\",\"title\":\"duration\",\"description\":\"How long, from landing on main (or from `start`). Exactly one of `duration` and `until`.\",\"pattern\":\"^(?=\\\\d)(?=[^1-9]*[1-9])(\\\\d+d)?(\\\\d+h)?(\\\\d+m)?(\\\\d+s)?$\",\"errorMessage\":\"write days, hours, minutes, seconds in this order, above zero, such as 2h, 1h30m or 45s\",\"examples\":[\"2h\",\"1h30m\"]},\"until\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"When it ends. Exactly one of `duration` and `until`.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T18:00:00Z\"]},\"reason\":{\"type\":\"string\",\"title\":\"reason\",\"description\":\"Why the access is needed: 1 to 1000 characters, white space around not counted.\",\"pattern\":\"^\\\\s*\\\\S(?:[\\\\s\\\\S]{0,998}\\\\S)?\\\\s*$\",\"errorMessage\":\"say why in 1 to 1000 characters\",\"examples\":[\"Refund 8812 is stuck; need to read its rows\"]},\"ticket\":{\"type\":\"string\",\"title\":\"ticket\",\"description\":\"The ticket this is for, where the role requires one.\",\"pattern\":\"^\\\\s*\\\\S(?:[\\\\s\\\\S]{0,198}\\\\S)?\\\\s*$\",\"errorMessage\":\"write the ticket's number, at most 200 characters\",\"examples\":[\"INC-4821\"]},\"start\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"When it begins; absent: the moment it lands on main.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-22T09:00:00Z\"]},\"extends\":{\"type\":\"string\",\"title\":\"grant key\",\"description\":\"A live grant of the same role and user to go on from: this one ends `duration` after that one's end. Not with `start` or `until`.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}\\\\.[a-z0-9][a-z0-9-]{0,62}\\\\.(?:emergency-)?[0-9a-f]{12}$\",\"errorMessage\":\"write <role>.<id>.<12 hex>, as leasehold status shows it\",\"examples\":[\"orders-db-read.refund-8812.3f2a9c1b7d20\"]},\"break_glass\":{\"type\":\"boolean\",\"title\":\"true or false\",\"errorMessage\":\"write true or false\",\"description\":\"An emergency without approval before, where the role has `break_glass`; the id starts with `bg-`.\",\"default\":false}},\"title\":\"request\",\"description\":\"The keys of a grant file.\",\"examples\":[{\"role\":\"orders-db-read\",\"user\":\"alice\",\"duration\":\"2h\",\"reason\":\"Refund 8812 is stuck today\"}],\"additionalProperties\":false,\"oneOf\":[{\"required\":[\"duration\"]},{\"required\":[\"until\"]}],\"errorMessage\":\"write exactly one of duration and until\"},\"author\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"Who opens the pull request; absent: the user.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"now\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"When it lands on main; absent: when the test is run.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T18:00:00Z\"]},\"live\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"role\",\"user\",\"begin\",\"end\"],\"properties\":{\"role\":{\"type\":\"string\",\"title\":\"name of a role\",\"description\":\"Lower-case letters, digits and `-`, starting with a letter or digit; at most 63 characters.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}$\",\"errorMessage\":\"write lower-case letters, digits and -, starting with a letter or digit, at most 63 characters\"},\"user\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"begin\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"RFC 3339 with an offset and whole seconds: `2026-11-21T18:00:00Z`.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T18:00:00Z\"]},\"end\":{\"type\":\"string\",\"title\":\"instant\",\"description\":\"RFC 3339 with an offset and whole seconds: `2026-11-21T18:00:00Z`.\",\"format\":\"date-time\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt]\\\\d{2}:\\\\d{2}:\\\\d{2}(?:[Zz]|[+-]\\\\d{2}:\\\\d{2})$\",\"errorMessage\":\"write date, time and offset with whole seconds, such as 2026-11-21T18:00:00Z\",\"examples\":[\"2026-11-21T18:00:00Z\"]},\"key\":{\"type\":\"string\",\"title\":\"grant key\",\"description\":\"Its key, for a test of `extends`.\",\"pattern\":\"^[a-z0-9][a-z0-9-]{0,62}\\\\.[a-z0-9][a-z0-9-]{0,62}\\\\.(?:emergency-)?[0-9a-f]{12}$\",\"errorMessage\":\"write <role>.<id>.<12 hex>, as leasehold status shows it\",\"examples\":[\"orders-db-read.refund-8812.3f2a9c1b7d20\"]}},\"title\":\"live grant\",\"additionalProperties\":false},\"title\":\"list of live grants\",\"description\":\"What is live already.\"},\"approvals\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"GitHub login\",\"description\":\"A GitHub login, compared without case.\",\"pattern\":\"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$\",\"errorMessage\":\"write the login as GitHub shows it: letters, digits, - and _, at most 39\",\"examples\":[\"alice\"]},\"title\":\"list of GitHub logins\",\"description\":\"Who has approved.\",\"examples\":[[\"bob\"]]},\"expect\":{\"enum\":[\"allow\",\"deny\"],\"title\":\"expectation\",\"description\":\"What the policies should answer.\",\"errorMessage\":\"write allow or deny\",\"examples\":[\"allow\"]},\"rules\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"rule\",\"description\":\"The name of a rule, or `rule:<name>` of a role's own.\",\"pattern\":\"\\\\S\",\"errorMessage\":\"write the name of a rule, such as four-eyes or rule:long-needs-ticket\",\"examples\":[\"four-eyes\"]},\"title\":\"list of rules\",\"description\":\"Findings that must be among the reasons of a denial.\"}},\"title\":\"policy test\",\"additionalProperties\":false},\"title\":\"list of policy tests\",\"description\":\"Requests, and what the policies should answer to them.\",\"errorMessage\":\"write a list of tests, each with name, request and expect\"}"
};

// src/files/schema-check.ts
const MOST$2 = 50;
const MOST_ERRORS = 500;
const ROUNDS = 5;
function checkForm(kind, value, positions) {
	const validate = validators[kind];
	if (validate(value)) return {
		ok: true,
		value
	};
	const schema = publishedSchema(kind);
	const mending = new Mending(schema, value, positions);
	const findings = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const errors = validate.errors ?? [];
		const broken = withoutNoise(errors.slice(0, MOST_ERRORS).map((fault) => resolve(schema, mending.value, fault)));
		const told = mending.toTell(broken);
		findings.push(...told.slice(0, MOST$2 - findings.length).map((one) => explainBroken(one, mending.positions)));
		if (told.length > MOST$2 || errors.length > MOST_ERRORS) {
			findings.push(error("schema", positions.value(), "more places are wrong in this file", "mend these first"));
			break;
		}
		if (!mending.mend(broken)) break;
		if (validate(mending.value)) {
			const { unsaid, positions: places } = mending;
			return {
				ok: false,
				findings,
				mended: {
					value: mending.value,
					unsaid,
					positions: places
				}
			};
		}
	}
	return {
		ok: false,
		findings
	};
}
const published = /* @__PURE__ */ new Map();
function publishedSchema(kind) {
	const schema = published.get(kind) ?? JSON.parse(schemaTexts[kind]);
	published.set(kind, schema);
	return schema;
}
function resolve(whole, root, fault) {
	const path = [];
	let value = root;
	for (const step of pointer(fault.instancePath)) {
		path.push(Array.isArray(value) ? Number(step) : step);
		value = value[step];
	}
	const steps = pointer(fault.schemaPath.replace(/^[^#]*#/, "")).map((step) => decodeURIComponent(step));
	let schema = whole;
	for (const step of steps.slice(0, -1)) schema = schema[step];
	return {
		keyword: fault.keyword,
		params: fault.params,
		path,
		value,
		schema,
		rule: steps
	};
}
const pointer = (text) => text.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
function withoutNoise(all) {
	let kept = withoutUnderWrongTypes(all);
	for (const union of all) {
		if (union.keyword !== "anyOf" && union.keyword !== "oneOf") continue;
		const inside = kept.filter((one) => one !== union && startsWith(one.rule, union.rule) && startsWith(one.path, union.path));
		const meant = [...new Set(inside.map((one) => one.rule[union.rule.length]))].filter((branch) => !inside.some((one) => one.rule[union.rule.length] === branch && unfit(one, union)));
		const says = new Set(meant.length === 1 ? inside.filter((one) => one.rule[union.rule.length] === meant[0]) : []);
		kept = kept.filter((one) => says.has(one) || (one === union ? says.size === 0 : !inside.includes(one)));
	}
	return kept;
}
function withoutUnderWrongTypes(all) {
	const types = all.filter(({ keyword, rule }) => keyword === "type" && !rule.includes("anyOf"));
	return all.filter((one) => types.every((type) => one === type || !startsWith(one.path, type.path)));
}
const unfit = (one, union) => one.keyword === "type" && one.path.length === union.path.length || one.keyword === "const" && one.path.length === union.path.length + 1 || one.keyword === "required" && union.keyword === "oneOf";

// src/files/form.ts
function openForm(kind, value, positions) {
	const checked = checkForm(kind, value, positions);
	if (checked.ok) return {
		ok: true,
		form: {
			positions,
			findings: [],
			unsaid: []
		},
		written: checked.value
	};
	const { findings, mended } = checked;
	if (mended === void 0) return {
		ok: false,
		findings
	};
	return {
		ok: true,
		form: {
			positions: mended.positions,
			findings: [...findings],
			unsaid: [...mended.unsaid]
		},
		written: mended.value
	};
}
const says = ({ unsaid }, path) => !unsaid.some((one) => path.every((step, index) => index >= one.length || one[index] === step));
const MOST$1 = 50;
function wrong(form, path, message, hint) {
	if (!says(form, path) || form.findings.length > MOST$1) return;
	const place = form.positions.value(...path);
	form.findings.push(form.findings.length < MOST$1 ? error("schema", place, message, hint) : error("schema", place, "more places are wrong in this file", "mend these first"));
}
function durationOf(form, path, text) {
	const value = parseDuration(text);
	if (value !== void 0) return value;
	wrong(form, path, `${showPath(path)}: ${text} is too long to count in seconds`, "write a shorter duration");
	form.unsaid.push(path);
	return seconds(0);
}
function instantOf(form, path, text) {
	const value = parseInstant(text);
	if (value !== void 0) return value;
	wrong(form, path, `${showPath(path)}: there is no ${text}`, "look at the month, the day, the time and the offset");
	form.unsaid.push(path);
	return instant(0);
}

// src/files/text.ts
const KINDS = {
	link: "is a symbolic link",
	submodule: "is a submodule",
	other: "is no regular file"
};
const FORBIDDEN = /[[\p{Cc}--[\t\n\r]]\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/v;
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function readText(entry, limit) {
	const file = entry.path;
	const refuse = (message, hint, line, column) => ({
		ok: false,
		findings: [error("yaml", line === void 0 ? { file } : {
			file,
			line,
			column: column ?? 1
		}, message, hint)]
	});
	if (entry.kind !== "file") return refuse(`this ${KINDS[entry.kind]}; only regular files are read`, "put the file itself there");
	const size = Math.max(entry.size, entry.bytes?.length ?? 0);
	if (size > limit) return refuse(`the file has ${size} bytes; at most ${limit} (${showBytes(limit)}) are read`, "shorten it");
	const { bytes } = entry;
	if (bytes === void 0) return refuse("the file could not be read", "look at its permissions");
	const mark = byteOrderMark(bytes);
	if (mark !== void 0) return refuse(`the file starts with the byte order mark of ${mark}`, "save it as UTF-8 without a byte order mark", 1, 1);
	let text;
	try {
		text = decoder.decode(bytes);
	} catch {
		const { line, column } = place(text8(bytes.subarray(0, firstBroken(bytes))));
		return refuse("these bytes are not UTF-8", "save the file as UTF-8", line, column);
	}
	const at = text.search(FORBIDDEN);
	if (at < 0) return {
		ok: true,
		text
	};
	const { line, column } = place(text.slice(0, at));
	return refuse(`${nameCharacter(text, at)} stands here; it does not show and is not allowed`, "take it out", line, column);
}
function nameCharacter(text, index) {
	const point = text.codePointAt(index) ?? 0;
	const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
	if (point === 0) return `${number} (NUL)`;
	if (point === 65279) return `${number} (byte order mark)`;
	if (point >= 8234 && point <= 8238 || point >= 8294 && point <= 8297) return `${number} (turns the direction of reading)`;
	return point < 160 ? `the control character ${number}` : `the character ${number}`;
}
const forbiddenAt = (text) => text.isWellFormed() ? text.search(FORBIDDEN) : text.search(/\p{Cs}/u);
function byteOrderMark(bytes) {
	const [a, b, c] = bytes;
	if (a === 239 && b === 187 && c === 191) return "UTF-8";
	return a === 255 && b === 254 || a === 254 && b === 255 ? "UTF-16" : void 0;
}
function firstBroken(bytes) {
	let good = 0;
	let bad = bytes.length + 1;
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		if (text8(bytes.subarray(0, middle)) === void 0) bad = middle;
		else good = middle;
	}
	return good;
}
function text8(prefix) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(prefix, { stream: true });
	} catch {
		return;
	}
}
function place(before = "") {
	const lines = before.split("\n");
	return {
		line: lines.length,
		column: (lines.at(-1)?.length ?? 0) + 1
	};
}

// src/files/names.ts
const nameFinding = (file, message, hint) => error("name-format", { file }, `${showText(file)} ${message}`, hint);
function notRegular(entry) {
	if (entry.kind === "file") return void 0;
	const read = readText(entry, 0);
	return read.ok ? void 0 : read.findings[0];
}
function wrongFileName(file) {
	const name = file.slice(file.lastIndexOf("/") + 1);
	const dot = name.indexOf(".");
	const stem = dot < 0 ? name : name.slice(0, dot);
	if ((dot < 0 ? "" : name.slice(dot)) !== ".yaml") {
		const better = NAME.test(stem) ? `${stem}.yaml` : "<name>.yaml";
		return nameFinding(file, `does not end in .yaml, and is not read`, `name it ${better}, or take it away`);
	}
	if (NAME.test(stem)) return void 0;
	const lower = stem.toLowerCase().replaceAll(/[\s_.]+/g, "-");
	return nameFinding(file, `has no name that is allowed: ${foreign(stem) ?? "lower-case letters, digits and -, starting with a letter or digit, at most 63"}`, NAME.test(lower) ? `name it ${lower}.yaml` : "name it with a to z, 0 to 9 and -, at most 63 characters");
}
const foreign = (name) => {
	const letter = foreignLetter(name);
	return letter === void 0 ? void 0 : `it holds ${letter}`;
};
function wrongFolder(file, folder) {
	const letter = foreign(folder);
	return nameFinding(file, `lies in a folder that cannot be a role's${letter === void 0 ? "" : `: ${letter}`}`, "name the folder as the role's file in policies/roles/");
}
const stemOf = (file) => file.slice(file.lastIndexOf("/") + 1, -5);

// src/files/flat.ts
function readFlat(text) {
	const result = {};
	let keys = 0;
	LINE.lastIndex = 0;
	while (LINE.lastIndex < text.length) {
		const match = LINE.exec(text);
		if (match === null) return void 0;
		const [, key, single, double, plain] = match;
		if (key === void 0) continue;
		if (result[key] !== void 0) return void 0;
		const value = plain === void 0 ? single ?? double : plainValue(plain);
		if (value === void 0) return void 0;
		result[key] = value;
		keys += 1;
	}
	return keys > 0 ? result : void 0;
}
const PLAIN$1 = "[A-Za-z0-9](?:[^\\n\\r\\t :#]| +(?=[^\\n\\r\\t #:])|:(?=[^\\n\\r\\t ])|(?<=[^ ])#)*";
const COMMENT = "#[^\\n\\r]*";
const LINE = new RegExp(`(?:([a-z][a-z_]{0,60}): (?:${`'([^'\\n\\r\\t]*)'|"([^"\\\\\\n\\r\\t]*)"|(${PLAIN$1})`})(?: +${COMMENT})?|${COMMENT}|)(?:\\n|$)`, "y");
function plainValue(plain) {
	if (plain === "true") return true;
	if (plain === "false") return false;
	if (/^[A-Za-z]/.test(plain)) return /^(?:true|false|null)$/i.test(plain) ? void 0 : plain;
	if (/^(?:0|[1-9]\d{0,14})$/.test(plain)) return Number(plain);
	return /^(?!0[xo])(?:\d+[a-df-z]|\d{4}-\d{2}-\d{2}T|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d)/.test(plain) ? plain : void 0;
}

// src/files/nested.ts
function readNested(text) {
	const reader = new Reader(text);
	const value = reader.indent === 0 ? reader.block(0, 0) : void 0;
	return reader.isOver ? value : void 0;
}
const DEEPEST$1 = 12;
const KEY = /([A-Za-z][A-Za-z0-9_-]{0,62}):(?= |\n|$)/y;
const DASH = /- (?! )/y;
const BLANKS = / +/y;
const LINE_END = /(?: +#[^\n\r]*)?(?:\n|$)/y;
const NEXT_LINE = /(?: *(?:#[^\n\r]*)?\n)*( *)(?:#[^\n\r]*$)?/y;
const QUOTED = `'([^'\\n\\r\\t]*)'|"([^"\\\\\\n\\r\\t]*)"`;
const IN_BLOCK = new RegExp(`${QUOTED}|(${PLAIN$1})`, "y");
const IN_FLOW = new RegExp(`${QUOTED}|([A-Za-z0-9](?:[^\\n\\r\\t :#,[\\]{}]| +(?=[^\\n\\r\\t #:,[\\]{}])|:(?=[^\\n\\r\\t ,[\\]{}]))*)`, "y");
const OPEN_LIST = /\[ */y;
const CLOSE_LIST = / *\]/y;
const OPEN_MAP = /\{ */y;
const CLOSE_MAP = / *\}/y;
const COMMA = / *, */y;
var Reader = class {
	indent = 0;
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
		this.#nextLine();
	}
	get isOver() {
		return this.#at >= this.#text.length;
	}
	block(column, depth) {
		if (depth > DEEPEST$1) return void 0;
		return this.#sees(DASH) ? this.#list(column, depth) : this.#map(column, depth);
	}
	#map(column, depth) {
		const result = {};
		do {
			const key = this.#take(KEY)?.[1];
			if (key === void 0 || Object.hasOwn(result, key)) return void 0;
			const value = this.#take(LINE_END) ? this.#below(column, depth) : this.#beside(depth);
			if (value === void 0) return void 0;
			result[key] = value;
		} while (!this.isOver && this.indent === column);
		return result;
	}
	#list(column, depth) {
		const items = [];
		while (!this.isOver && this.indent === column && this.#take(DASH)) {
			const item = this.#sees(KEY) ? this.#map(column + 2, depth + 1) : this.#value(depth);
			if (item === void 0) return void 0;
			items.push(item);
		}
		return items;
	}
	#below(column, depth) {
		this.#nextLine();
		if (this.isOver) return void 0;
		return this.indent > column || this.indent === column && this.#sees(DASH) ? this.block(this.indent, depth + 1) : void 0;
	}
	#beside(depth) {
		return this.#take(BLANKS) ? this.#value(depth) : void 0;
	}
	#value(depth) {
		const value = this.#inFlow(depth, IN_BLOCK);
		if (value === void 0 || !this.#take(LINE_END)) return void 0;
		this.#nextLine();
		return value;
	}
	#inFlow(depth, text) {
		if (depth > DEEPEST$1) return void 0;
		if (this.#take(OPEN_LIST)) return this.#flowList(depth);
		if (this.#take(OPEN_MAP)) return this.#flowMap(depth);
		const [found, single, double, plain] = this.#take(text) ?? [];
		if (found === void 0) return void 0;
		return plain === void 0 ? single ?? double : plainValue(plain);
	}
	#flowList(depth) {
		const items = [];
		if (this.#take(CLOSE_LIST)) return items;
		do {
			const item = this.#inFlow(depth + 1, IN_FLOW);
			if (item === void 0) return void 0;
			items.push(item);
		} while (this.#take(COMMA));
		return this.#take(CLOSE_LIST) ? items : void 0;
	}
	#flowMap(depth) {
		const result = {};
		if (this.#take(CLOSE_MAP)) return result;
		do {
			const key = this.#take(KEY)?.[1];
			if (key === void 0 || Object.hasOwn(result, key) || !this.#take(BLANKS)) return void 0;
			const value = this.#inFlow(depth + 1, IN_FLOW);
			if (value === void 0) return void 0;
			result[key] = value;
		} while (this.#take(COMMA));
		return this.#take(CLOSE_MAP) ? result : void 0;
	}
	#nextLine() {
		const [, blanks = ""] = this.#take(NEXT_LINE) ?? [];
		this.indent = this.isOver ? -1 : blanks.length;
	}
	#sees(pattern) {
		pattern.lastIndex = this.#at;
		return pattern.test(this.#text);
	}
	#take(pattern) {
		pattern.lastIndex = this.#at;
		const match = pattern.exec(this.#text);
		if (match !== null) this.#at = pattern.lastIndex;
		return match;
	}
};

// src/files/faults.ts
var import_dist = require_dist();
const MOST_FAULTS = 10;
var Enough = class extends Error {};
var Faults = class {
	findings = [];
	lines = new import_dist.LineCounter();
	#file;
	constructor(file) {
		this.#file = file;
	}
	place(offset) {
		const { line, col } = this.lines.linePos(Math.max(0, offset));
		return {
			file: this.#file,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	}
	add(offset, message, hint) {
		this.findings.push(error("yaml", this.place(offset), message, hint));
		if (this.findings.length >= MOST_FAULTS) throw new Enough();
	}
	stop(offset, message, hint) {
		this.add(offset, message, hint);
		throw new Enough();
	}
};

// src/files/yaml-compose.ts
function compose(tokens, length, faults) {
	const composer = new import_dist.Composer({
		version: "1.2",
		schema: "core",
		strict: true,
		stringKeys: true,
		uniqueKeys: false,
		logLevel: "silent"
	});
	let last = Number.NEGATIVE_INFINITY;
	const complain = (offset, code, message) => {
		if (Math.abs(offset - last) > 2) faults.add(offset, ...explain(code, message));
		last = offset;
	};
	Object.assign(composer, { onError: (source, code, message, isWarning) => {
		if (!isWarning) complain(offsetOf(source), code, message);
	} });
	let first;
	for (const token of tokens) {
		if (token.type === "error") complain(token.offset, "UNEXPECTED_TOKEN", token.message);
		for (const document of composer.next(token)) first ??= document;
	}
	for (const document of composer.end(true, length)) first ??= document;
	for (const { pos, code, message } of first?.errors ?? []) complain(pos[0], code, message);
	return first;
}
function offsetOf(source) {
	if (typeof source === "number") return source;
	return "offset" in source ? source.offset : source[0] ?? 0;
}
const HINTS = {
	BAD_INDENT: "close every bracket, and give keys of one level the same indentation, in spaces",
	BLOCK_AS_IMPLICIT_KEY: "put a text with a colon into quotes, or the value on a line of its own",
	MISSING_CHAR: "close quotes and brackets, put a space after each colon and comma",
	TAB_AS_INDENT: "indent with spaces",
	BAD_SCALAR_START: "put the text into quotes",
	BAD_DQ_ESCAPE: "use single quotes for a text with backslashes",
	MULTILINE_IMPLICIT_KEY: "write `key: value`, a key on one line",
	UNEXPECTED_TOKEN: "put the text into quotes, or take out what does not belong"
};
function explain(code, message) {
	if (code === "NON_STRING_KEY") return ["this key is no text", "write text as keys"];
	const said = showText((message.split("\n")[0] ?? "").trim(), 120);
	return [`this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`, HINTS[code] ?? "look at the line before it, too"];
}

// src/files/yaml-tokens.ts
const MOST_LEXEMES = 1e5;
const LONGEST_TEXT = 65536;
const DEEPEST = 64;
function tokenize(text, faults) {
	const parser = new import_dist.Parser(faults.lines.addNewLine);
	const tokens = [];
	faults.lines.addNewLine(0);
	let lexemes = 0;
	let content = false;
	for (const lexeme of new import_dist.Lexer().lex(text)) {
		const { offset } = parser;
		lexemes += 1;
		if (lexemes > MOST_LEXEMES) faults.stop(offset, `the file has more than ${MOST_LEXEMES} keys, values and signs`, "split or shorten it");
		if (lexeme.length > LONGEST_TEXT) faults.stop(offset, `this text has ${lexeme.length} characters; at most ${LONGEST_TEXT} are read`, "shorten it");
		if (!content) refuseSign(lexeme, offset, faults);
		content = lexeme === import_dist.CST.SCALAR;
		for (const token of parser.next(lexeme)) tokens.push(token);
		if (parser.stack.length > DEEPEST) faults.stop(offset, "this is nested deeper than any file of Leasehold", "write fewer brackets, dashes or levels");
	}
	for (const token of parser.end()) tokens.push(token);
	const second = tokens.filter((token) => token.type === "document")[1];
	if (second !== void 0) faults.stop(second.offset, "a second document starts here; a file is one document", "take the --- away, or write a file for each");
	return tokens;
}
function refuseSign(lexeme, offset, faults) {
	const first = lexeme[0];
	if (first !== "&" && first !== "*" && first !== "!" && first !== "%") return;
	const shown = showText(lexeme);
	if (first === "&") faults.add(offset, `${shown} is an anchor; anchors are not read`, "take it out, and write each value where it is needed");
	else if (first === "*") faults.add(offset, `${shown} is an alias; aliases are not read`, "write the value out; a text that starts with * needs quotes");
	else if (first === "!") faults.add(offset, `${shown} is a tag; tags are not read`, "take it out; a text that starts with ! needs quotes");
	else if (first === "%" && !/^%YAML +1\.2\s*$/.test(lexeme)) faults.add(offset, `${shown} is a directive; only YAML 1.2 is read`, "take the line out");
}

// src/files/yaml-document.ts
function parseYaml(file, text) {
	const faults = new Faults(file);
	const clean = () => faults.findings.length === 0;
	try {
		const tokens = tokenize(text, faults);
		const root = clean() ? compose(tokens, text.length, faults)?.contents ?? null : null;
		const value = clean() ? plainOf(root, faults) : null;
		if (clean()) return {
			ok: true,
			document: documentOf(root, value, faults)
		};
	} catch (thrown) {
		if (!(thrown instanceof Enough)) throw thrown;
	}
	return {
		ok: false,
		findings: faults.findings
	};
}
function plainOf(node, faults) {
	if ((0, import_dist.isScalar)(node)) {
		const { value } = node;
		if (typeof value === "string") refuseHidden(value, node, faults);
		return value ?? null;
	}
	if ((0, import_dist.isSeq)(node)) return node.items.map((item) => plainOf(item, faults));
	if ((0, import_dist.isMap)(node)) return mapOf(node, faults);
	if ((0, import_dist.isAlias)(node)) faults.add(start(node), "aliases are not read", "write the value out");
	return null;
}
function mapOf(map, faults) {
	const result = {};
	for (const { key, value } of map.items) {
		if (!(0, import_dist.isScalar)(key) || typeof key.value !== "string") {
			faults.add(start(key ?? map), "this key is no text", "write text as keys");
			continue;
		}
		const name = key.value;
		refuseHidden(name, key, faults);
		if (name === "<<" && key.type === "PLAIN") faults.add(start(key), "<< is a merge key; merge keys are not read", "write the keys out");
		else if (Object.hasOwn(result, name)) faults.add(start(key), `the key ${show(name)} is there twice`, "take one of the two out");
		const plain = plainOf(value, faults);
		Object.defineProperty(result, name, {
			value: plain,
			enumerable: true,
			configurable: true,
			writable: true
		});
	}
	return result;
}
function refuseHidden(value, node, faults) {
	const index = forbiddenAt(value);
	if (index < 0) return;
	const named = nameCharacter(value, index);
	faults.add(start(node), `${named} is in this text; it does not show and is not allowed`, "take the escape out");
}
const start = (node) => node.range?.[0] ?? 0;
function documentOf(root, value, faults) {
	return {
		value,
		place: (path) => faults.place(offsetAt(root, path, "value")),
		keyPlace: (path) => faults.place(offsetAt(root, path, "key")),
		source: (path) => {
			const node = path.reduce((parent, step) => child(parent, step)?.value, root);
			return (0, import_dist.isScalar)(node) && typeof node.source === "string" ? node.source : void 0;
		}
	};
}
function offsetAt(root, path, wanted) {
	let found = root === null ? 0 : start(root);
	let node = root;
	for (const [index, step] of path.entries()) {
		const next = child(node, step);
		if (next === void 0) break;
		const isLast = index === path.length - 1;
		const here = next.key !== void 0 && (isEmpty(next.value) || wanted === "key" && isLast) ? next.key : next.value;
		if (here !== null) found = start(here);
		node = next.value;
	}
	return found;
}
const isEmpty = (node) => node === null || (0, import_dist.isScalar)(node) && node.value === null && !node.source;
function child(node, step) {
	if ((0, import_dist.isSeq)(node) && typeof step === "number") {
		const item = node.items[step];
		return item === void 0 ? void 0 : { value: item };
	}
	if (!(0, import_dist.isMap)(node)) return void 0;
	const pair = node.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === String(step));
	return pair === void 0 ? void 0 : {
		key: pair.key,
		value: pair.value
	};
}

// src/files/yaml.ts
function readYaml(entry, limit) {
	const read = readText(entry, limit);
	if (!read.ok) return read;
	const { text } = read;
	const quick = text.length > 65536 ? void 0 : limit > 65536 ? readNested(text) : readFlat(text);
	if (quick !== void 0) return {
		ok: true,
		value: quick,
		positions: new LazyPositions(entry.path, text)
	};
	const parsed = parseYaml(entry.path, text);
	if (!parsed.ok) return parsed;
	const kept = limit > 65536 ? parsed : new WeakRef(parsed);
	return {
		ok: true,
		value: parsed.document.value,
		positions: new LazyPositions(entry.path, text, kept)
	};
}
var LazyPositions = class {
	value;
	#file;
	#text;
	#kept;
	constructor(file, text, kept) {
		this.#file = file;
		this.#text = text;
		this.#kept = kept;
		this.value = (...path) => this.#document()?.place(path) ?? { file };
	}
	key(...path) {
		return this.#document()?.keyPlace(path) ?? { file: this.#file };
	}
	source(path) {
		return this.#document()?.source(path);
	}
	#document() {
		const known = this.#kept instanceof WeakRef ? this.#kept.deref() : this.#kept;
		const parsed = known ?? parseYaml(this.#file, this.#text);
		if (known === void 0) this.#kept = new WeakRef(parsed);
		return parsed.ok ? parsed.document : void 0;
	}
};

// src/files/grant-file.ts
function readGrant(entry, parts = parseGrantPath(entry.path)) {
	const file = entry.path;
	if (parts === void 0) return {
		ok: false,
		findings: [error("name-format", { file }, `${showText(file)} is no place for a grant`, "write grants/<role>/<id>.yaml")]
	};
	const read = readYaml(entry, GRANT_BYTES);
	if (!read.ok) return read;
	const opened = openForm("grant", read.value, read.positions);
	if (!opened.ok) return opened;
	const { form } = opened;
	const { positions, findings } = form;
	const grant = {
		...requestOf(form, [], opened.written),
		file,
		id: parts.id,
		at: positions.value
	};
	if (grant.role !== parts.role && says(form, ["role"])) findings.push(otherFolder(grant.role, parts.role, positions));
	if (findings.length === 0) return {
		ok: true,
		grant
	};
	const unsaid = new Set(form.unsaid.map(([key]) => key));
	unsaid.delete("role");
	return {
		ok: false,
		findings,
		mended: {
			grant: {
				...grant,
				role: parts.role
			},
			unsaid
		}
	};
}
const otherFolder = (role, folder, positions) => error("role-folder", positions.value("role"), `role: ${role} is not the folder's name, ${folder}`, `write role: ${folder}, or move the file to grants/${role}/`);
function requestOf(form, path, written) {
	const { role, user, duration, until, start, ticket } = written;
	return {
		role,
		user,
		...duration === void 0 ? {} : { duration: durationOf(form, [...path, "duration"], duration) },
		...until === void 0 ? {} : { until: instantOf(form, [...path, "until"], until) },
		reason: written.reason.trim(),
		...ticket === void 0 ? {} : { ticket: ticket.trim() },
		...start === void 0 ? {} : { start: instantOf(form, [...path, "start"], start) },
		...written.extends === void 0 ? {} : { extends: written.extends },
		break_glass: written.break_glass ?? false
	};
}

// src/files/rule-names.ts
const NAMES = {
	yaml: true,
	schema: true,
	"name-format": true,
	"role-unknown": true,
	"role-folder": true,
	"team-unknown": true,
	"rotation-unknown": true,
	"approvers-short": true,
	"access-forbidden": true,
	"requester-eligible": true,
	"duration-max": true,
	"window-past": true,
	"window-ahead": true,
	reason: true,
	ticket: true,
	"limit-per-user": true,
	"limit-total": true,
	conflict: true,
	extends: true,
	"immutable-grant": true,
	"mixed-change": true,
	approvals: true,
	"four-eyes": true,
	"break-glass": true,
	"signed-commits": true,
	mfa: true,
	provenance: true,
	"policy-unproven": true,
	"static-secret": true,
	"rotation-unreachable": true,
	"policy-test": true,
	codeowners: true,
	"issue-form": true,
	drift: true,
	"token-missing": true,
	"token-unknown": true,
	"record-unknown": true,
	"rotation-missed": true,
	"lease-irrevocable": true,
	"revoke-closed": true,
	"audit-chain": true
};
const RULE_NAMES = Object.keys(NAMES);
const isRuleName = (text) => Object.hasOwn(NAMES, text) || text.startsWith("rule:") && NAME.test(text.slice(5));

// src/files/policy-test.ts
function policyTestsOf(form, file, written) {
	return written.map((test, index) => {
		const { positions } = form;
		const request = requestOf(form, [index, "request"], test.request);
		return {
			file,
			name: test.name.trim(),
			request,
			author: test.author ?? request.user,
			...test.now === void 0 ? {} : { now: instantOf(form, [index, "now"], test.now) },
			live: (test.live ?? []).map((one, at) => liveOf(form, [
				index,
				"live",
				at
			], one)),
			approvals: test.approvals ?? [],
			expect: test.expect,
			rules: rulesOf$1(form, [index, "rules"], test),
			at: (...path) => positions.value(index, ...path)
		};
	}).filter((_, index) => says(form, [index]));
}
function liveOf(form, path, written) {
	const begin = instantOf(form, [...path, "begin"], written.begin);
	const end = instantOf(form, [...path, "end"], written.end);
	if (end <= begin) wrong(form, [...path, "end"], `${showPath([...path, "end"])}: ${written.end} is not after begin`, "write a later end");
	const { role, user, key } = written;
	return {
		role,
		user,
		begin,
		end,
		...key === void 0 ? {} : { key }
	};
}
function rulesOf$1(form, path, test) {
	const rules = test.rules ?? [];
	if (rules.length > 0 && test.expect === "allow" && says(form, [...path.slice(0, -1), "expect"])) wrong(form, path, `${showPath(path)} are reasons of a denial, and the test expects allow`, "write expect: deny, or take rules out");
	return rules.flatMap((rule, index) => {
		if (isRuleName(rule)) return [rule];
		const near = nearest(rule, RULE_NAMES);
		wrong(form, [...path, index], `${showPath([...path, index])}: ${show(rule)} is no rule`, near === void 0 ? "write the name of a rule, such as four-eyes or rule:long-needs-ticket" : `did you mean ${near}?`);
		return [];
	});
}

// src/files/cidr.ts
function isCidr(text) {
	const [address = "", bits, ...more] = text.split("/");
	if (bits === void 0 || more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
	return isIpv4(address) && Number(bits) <= 32 || isIpv6(address) && Number(bits) <= 128;
}
const isIpv4 = (text) => {
	const parts = text.split(".");
	return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
};
function isIpv6(text) {
	const halves = text.split("::");
	if (halves.length > 2) return false;
	const groups = halves.flatMap((half) => half === "" ? [] : half.split(":"));
	return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? groups.length <= 7 : groups.length === 8);
}

// src/files/role.ts
const AHEAD = parseDuration("14d") ?? seconds(0);
const REVIEW_WITHIN = parseDuration("24h") ?? seconds(0);
function roleOf(form, name, written) {
	const { description, limits, conflicts, bound_cidrs, rotate_after, use, break_glass } = written;
	return {
		name,
		description: description.trim(),
		access: accessOf(form, written),
		requesters: groupOf(form, ["requesters"], written.requesters),
		approvers: Array.isArray(written.approvers) ? written.approvers.map((group, index) => approversOf(form, ["approvers", index], group)) : [approversOf(form, ["approvers"], written.approvers)],
		duration: lengthsOf(form, written.duration),
		require: requirementsOf(form, written.require ?? {}),
		limits: limits ?? {},
		conflicts: conflicts ?? [],
		bound_cidrs: networksOf(form, bound_cidrs ?? []),
		rotate_after: rotate_after ?? [],
		use: use ?? [],
		rules: rulesOf(form, written.rules ?? []),
		...break_glass === void 0 ? {} : { break_glass: breakGlassOf(form, break_glass) },
		at: form.positions.value
	};
}
function groupOf(form, path, written) {
	const { teams = [], users = [] } = written;
	if (teams.length + users.length === 0) {
		wrong(form, path, `${showPath(path)} names nobody`, "write { teams: [payments] }, { users: [alice] } or both");
		form.unsaid.push(path);
	}
	return {
		teams,
		users
	};
}
function approversOf(form, path, written) {
	return {
		...groupOf(form, path, written),
		count: written.count ?? 1
	};
}
function accessOf(form, { access }) {
	const seen = /* @__PURE__ */ new Map();
	return access.map(({ path, capabilities, outlives }, index) => {
		const before = seen.get(path);
		if (before !== void 0) wrong(form, [
			"access",
			index,
			"path"
		], `access[${index}].path: ${show(path)} is there already, as access[${before}]`, "write each path once, with all its capabilities");
		seen.set(path, before ?? index);
		return {
			path,
			capabilities,
			...outlives === void 0 ? {} : { outlives: durationOf(form, [
				"access",
				index,
				"outlives"
			], outlives) }
		};
	});
}
function lengthsOf(form, { max, max_total, ahead }) {
	const longest = durationOf(form, ["duration", "max"], max);
	const total = max_total === void 0 ? void 0 : durationOf(form, ["duration", "max_total"], max_total);
	if (total !== void 0 && total < longest && says(form, ["duration", "max"])) wrong(form, ["duration", "max_total"], `duration.max_total: ${max_total} is less than max: ${max}`, `write ${max} or more: it counts a grant with its extensions`);
	return {
		max: longest,
		...total === void 0 ? {} : { max_total: total },
		ahead: ahead === void 0 ? AHEAD : durationOf(form, ["duration", "ahead"], ahead)
	};
}
function requirementsOf(form, written) {
	const { ticket } = written;
	if (ticket !== void 0 && wholeMatcher(ticket) === void 0) {
		wrong(form, ["require", "ticket"], `require.ticket: ${show(ticket)} is no regular expression`, "write one, such as '(INC|CHG)-\\d+'");
		form.unsaid.push(["require", "ticket"]);
	}
	return {
		reason: written.reason ?? 1,
		...ticket === void 0 ? {} : { ticket },
		signed_commits: written.signed_commits ?? false,
		mfa: written.mfa ?? false
	};
}
function networksOf(form, networks) {
	for (const [index, network] of networks.entries()) {
		if (isCidr(network)) continue;
		const path = ["bound_cidrs", index];
		const one = `${network}/${network.includes(":") ? 128 : 32}`;
		const hint = isCidr(one) ? `write ${one} for this one address` : "write a network such as 10.20.0.0/16 or fd00::/8";
		wrong(form, path, `${showPath(path)}: ${show(network)} is no network in CIDR notation`, hint);
	}
	return networks;
}
function rulesOf(form, rules) {
	const seen = /* @__PURE__ */ new Set();
	for (const [index, { name }] of rules.entries()) {
		if (seen.has(name)) wrong(form, [
			"rules",
			index,
			"name"
		], `rules[${index}].name: ${name} is there already`, "give each rule a name of its own");
		seen.add(name);
	}
	return rules;
}
function breakGlassOf(form, written) {
	const within = (key, text) => durationOf(form, ["break_glass", key], text);
	return {
		requesters: groupOf(form, ["break_glass", "requesters"], written.requesters),
		max: within("max", written.max),
		review_within: written.review_within === void 0 ? REVIEW_WITHIN : within("review_within", written.review_within)
	};
}

// src/files/rotation.ts
const LEAST_GRACE = parseDuration("5m") ?? seconds(0);
const graceOf = (every) => seconds(Math.max(LEAST_GRACE, Math.floor((every ?? 0) / 10)));
function rotationOf(form, name, written) {
	const every = written.every === void 0 ? void 0 : durationOf(form, ["every"], written.every);
	return {
		name,
		description: written.description.trim(),
		kind: written.kind,
		..."mount" in written ? {
			mount: written.mount,
			target: written.name
		} : { path: written.path.replace(/\/$/, "") },
		...every === void 0 ? {} : { every },
		grace: written.grace === void 0 ? graceOf(every) : durationOf(form, ["grace"], written.grace),
		..."deliver" in written ? { deliver: written.deliver } : {},
		at: form.positions.value
	};
}

// src/files/settings.ts
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
function settingsOf(form, written) {
	const { vault = {}, github = {}, revoke_pull_requests: revoke = {}, alerts = {}, audit = {} } = written;
	const { workflows = {}, people = {} } = vault;
	const span = (key, otherwise) => durationOf(form, ["alerts", key], alerts[key] ?? otherwise);
	return {
		owners: approversOf(form, ["owners"], written.owners),
		vault: {
			...vault.address === void 0 ? {} : { address: vault.address.replace(/\/+$/, "") },
			...vault.namespace === void 0 ? {} : { namespace: vault.namespace },
			mount: vault.mount ?? "leasehold",
			workflows: {
				mount: workflows.mount ?? "github-actions",
				audience: workflows.audience ?? "leasehold",
				issuer: workflows.issuer ?? GITHUB_ISSUER
			},
			people: {
				mount: people.mount ?? "userpass",
				alias: people.alias ?? "{login}"
			}
		},
		github: {
			branch: github.branch ?? "main",
			...github.repository_id === void 0 ? {} : { repository_id: github.repository_id },
			environments: github.environments ?? true,
			teams: github.teams ?? "file"
		},
		revoke_pull_requests: {
			group_by: revoke.group_by ?? "role",
			merge: revoke.merge ?? "never"
		},
		alerts: {
			expiring_before: span("expiring_before", "30m"),
			overdue_after: span("overdue_after", "24h"),
			live_longer_than: span("live_longer_than", "7d"),
			schedule_late_after: span("schedule_late_after", "6h"),
			sinks: (alerts.sinks ?? []).map(sinkOf)
		},
		audit: { branch: audit.branch ?? "leasehold-audit" },
		...written.tickets === void 0 ? {} : { tickets: written.tickets },
		pages: written.pages ?? false,
		at: form.positions.value
	};
}
const sinkOf = (written) => written.kind === "issue" ? {
	...written,
	label: written.label ?? "leasehold-alert"
} : written;

// src/files/teams.ts
function teamsOf(form, written) {
	return new Map(Object.entries(written).map(([team, members]) => [team, members.map((member, index) => membershipOf(form, [team, index], member))]));
}
function membershipOf(form, path, written) {
	if (typeof written === "string") return { login: written };
	const { login, from, until } = written;
	const membership = {
		login,
		...from === void 0 ? {} : { from: instantOf(form, [...path, "from"], from) },
		...until === void 0 ? {} : { until: instantOf(form, [...path, "until"], until) }
	};
	if (membership.from !== void 0 && membership.until !== void 0 && membership.until <= membership.from) wrong(form, [...path, "until"], `${showPath([...path, "until"])}: ${until} is not after from: ${from}`, "write a later until");
	return membership;
}
function peopleOf$1(form, written) {
	const people = /* @__PURE__ */ new Map();
	for (const [login, { alias, now, until }] of Object.entries(written)) {
		const folded = foldLogin(login);
		const before = people.get(folded);
		if (before !== void 0) {
			wrong(form, [login], `${login} is ${before.login}, who is there already: logins are compared without case`, "take one of the two out");
			continue;
		}
		people.set(folded, {
			login,
			...alias === void 0 ? {} : { alias },
			...now === void 0 ? {} : { now },
			...until === void 0 ? {} : { until: instantOf(form, [login, "until"], until) }
		});
	}
	return people;
}

// src/files/policies.ts
const SETTINGS_FILE = "policies/leasehold.yaml";
const TEAMS_FILE = "policies/teams.yaml";
const PEOPLE_FILE = "policies/people.yaml";
const BESIDE$1 = /^policies\/(?:(?:roles|rotations|tests)\/)?(?:README\.md|\.gitkeep)$/;
const emptyBook = () => ({
	teams: /* @__PURE__ */ new Map(),
	people: /* @__PURE__ */ new Map(),
	roles: /* @__PURE__ */ new Map(),
	rotations: /* @__PURE__ */ new Map(),
	tests: []
});
const policiesOf = ({ settings, teams, people, roles, rotations }) => ({
	...settings === void 0 ? {} : { settings },
	teams,
	people,
	roles,
	rotations
});
function readPolicies(entries) {
	const reading = {
		strict: emptyBook(),
		mended: emptyBook(),
		findings: [],
		unsaid: /* @__PURE__ */ new Set()
	};
	let settingsSeen = false;
	for (const entry of entries) {
		if (entry.path !== "policies" && !entry.path.startsWith("policies/")) continue;
		settingsSeen ||= entry.path === SETTINGS_FILE;
		readEntry(reading, entry);
	}
	const { strict, findings } = reading;
	if (!settingsSeen) tell(reading, SETTINGS_FILE, [error("schema", { file: SETTINGS_FILE }, "the settings are missing", "write at least owners: { teams: [platform], count: 1 }")]);
	const policies = policiesOf(strict);
	const mended = findings.length === 0 ? {
		policies,
		tests: strict.tests,
		unsaid: reading.unsaid
	} : meant(reading);
	return {
		policies,
		tests: strict.tests,
		findings,
		mended
	};
}
function meant({ mended, unsaid: files }) {
	for (const file of files) {
		const [, folder, name = ""] = /^policies\/(roles|rotations)\/([^/.]+)\.[^/]*$/.exec(file) ?? [];
		const at = () => ({ file });
		if (folder === "roles" && !mended.roles.has(name)) mended.roles.set(name, onlyNamed({
			name,
			at
		}));
		if (folder === "rotations" && !mended.rotations.has(name)) mended.rotations.set(name, onlyNamed({
			name,
			at
		}));
	}
	const lost = [...files.has(TEAMS_FILE) ? [["teams"]] : [], ...files.has(PEOPLE_FILE) ? [["people"]] : []];
	return {
		policies: unsaid(policiesOf(mended), lost),
		tests: mended.tests,
		unsaid: files
	};
}
function tell(reading, file, findings) {
	reading.findings.push(...findings);
	reading.unsaid.add(file);
}
function readEntry(reading, entry) {
	const { path } = entry;
	const irregular = notRegular(entry);
	if (irregular !== void 0) {
		tell(reading, path, [irregular]);
		return;
	}
	switch (path) {
		case SETTINGS_FILE:
			read(reading, entry, "settings", settingsOf, (book, settings, paths) => {
				book.settings = unsaid(settings, paths);
			});
			return;
		case TEAMS_FILE:
			read(reading, entry, "teams", teamsOf, (book, teams) => {
				book.teams = teams;
			});
			return;
		case PEOPLE_FILE:
			read(reading, entry, "people", peopleOf$1, (book, people) => {
				book.people = people;
			});
			return;
	}
	const [, folder] = /^policies\/(roles|rotations|tests)\/[^/]+$/.exec(path) ?? [];
	if (BESIDE$1.test(path)) return;
	const misnamed = folder === void 0 ? misplaced(path) : wrongFileName(path);
	if (misnamed !== void 0) tell(reading, path, [misnamed]);
	else readNamed(reading, entry, folder, stemOf(path));
}
function readNamed(reading, entry, folder, name) {
	switch (folder) {
		case "roles": {
			const take = (form, written) => roleOf(form, name, written);
			read(reading, entry, "role", take, (book, role, paths) => book.roles.set(name, unsaid(role, paths)));
			return;
		}
		case "rotations": {
			const take = (form, written) => rotationOf(form, name, written);
			read(reading, entry, "rotation", take, (book, rotation, paths) => book.rotations.set(name, unsaid(rotation, paths.map(([key, ...rest]) => [key === "name" ? "target" : key ?? "", ...rest]))));
			return;
		}
		case "tests": read(reading, entry, "policy-tests", (form, written) => policyTestsOf(form, entry.path, written), (book, tests) => book.tests.push(...tests));
	}
}
function read(reading, entry, kind, take, keep) {
	const file = readYaml(entry, POLICY_BYTES);
	if (!file.ok) {
		tell(reading, entry.path, file.findings);
		return;
	}
	const value = file.value === null && (kind === "teams" || kind === "people") ? {} : file.value;
	const opened = openForm(kind, value, file.positions);
	if (!opened.ok) {
		tell(reading, entry.path, opened.findings);
		return;
	}
	const { form } = opened;
	const result = take(form, opened.written);
	if (form.findings.length === 0) keep(reading.strict, result, []);
	if (form.unsaid.length > 0) reading.unsaid.add(entry.path);
	if (form.unsaid.length === 0 || kind !== "teams" && kind !== "people") keep(reading.mended, result, form.unsaid);
	reading.findings.push(...form.findings);
}
function misplaced(path) {
	if (/^policies\/(?:leasehold|teams|people)\.[^/]*$/i.test(path) || /^policies\/settings\.ya?ml$/i.test(path)) {
		const stem = /settings/i.test(path) ? "leasehold" : (/([a-z]+)\.[^/]*$/i.exec(path)?.[1] ?? "").toLowerCase();
		return nameFinding(path, "is not read", `name it policies/${stem}.yaml`);
	}
	return nameFinding(path, "has no place under policies/", "there are leasehold.yaml, teams.yaml, people.yaml, roles/, rotations/ and tests/");
}

// src/files/grants.ts
const BESIDE = /^grants\/(?:[^/]+\/)?(?:README\.md|\.gitkeep)$/;
var GrantReader = class {
	grants = [];
	mended = [];
	findings = [];
	add(entry) {
		if (entry.path !== "grants" && !entry.path.startsWith("grants/")) return false;
		const parts = parseGrantPath(entry.path);
		if (parts === void 0) {
			this.findings.push(...stray(entry));
			return false;
		}
		const read = readGrant(entry, parts);
		if (read.ok) {
			this.grants.push(read.grant);
			return true;
		}
		this.findings.push(...read.findings);
		if (read.mended !== void 0) this.mended.push(read.mended);
		return false;
	}
};
function readGrants(entries) {
	const reader = new GrantReader();
	for (const entry of entries) reader.add(entry);
	return reader;
}
function stray(entry) {
	const irregular = notRegular(entry);
	if (irregular !== void 0) return [irregular];
	const file = entry.path;
	if (BESIDE.test(file)) return [];
	const [, folder, name, ...deeper] = file.split("/");
	if (folder === void 0 || name === void 0) return [nameFinding(file, "lies outside a role's folder", "move it to grants/<role>/<id>.yaml")];
	if (deeper.length > 0) return [nameFinding(file, "lies too deep", `move it to grants/${NAME.test(folder) ? folder : "<role>"}/`)];
	const findings = NAME.test(folder) ? [] : [wrongFolder(file, folder)];
	const wrong = wrongFileName(file);
	if (wrong !== void 0) findings.push(wrong);
	return findings;
}

// src/files/codeowners.ts
const CODEOWNERS_FILE = ".github/CODEOWNERS";
const BEGIN$1 = "# leasehold:begin";
const END$1 = "# leasehold:end";
function codeownersText(policies, existing, now) {
	const kept = withoutPart(existing).trimEnd();
	const part = [
		BEGIN$1,
		"# Written by `leasehold codeowners` from policies/. Edit those instead.",
		...linesOf(policies, now),
		END$1
	];
	return `${kept === "" ? "" : `${kept}\n\n`}${part.join("\n")}\n`;
}
const saysTheSame = (existing, text) => existing.replaceAll("\r\n", "\n") === text;
function generatedPart(text) {
	const index = text.split("\n").findIndex((one) => one.trim() === BEGIN$1);
	return index === -1 ? void 0 : index + 1;
}
const DECIDES = [
	"/policies/",
	"/.github/",
	"/action.yml",
	"/dist/"
];
function linesOf(policies, now) {
	const owners = policies.settings === void 0 ? [] : peopleOf([policies.settings.owners], policies, now);
	return [...[...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((role) => roleLines(role, policies, owners, now)), ...owners.length === 0 ? [] : DECIDES.map((pattern) => line(pattern, owners))];
}
function roleLines(role, policies, otherwise, now) {
	const approvers = peopleOf(role.approvers, policies, now);
	const asked = approvers.length > 0 ? approvers : otherwise;
	if (asked.length === 0) return [];
	return [line(`/grants/${role.name}/`, asked), ...role.break_glass === void 0 ? [] : [`/grants/${role.name}/bg-*`]];
}
const line = (pattern, owners) => [pattern, ...owners.map((login) => `@${login}`)].join(" ");
const peopleOf = (groups, policies, now) => [...new Set(groups.flatMap((group) => [...membersFrom(group, policies, now)]))].sort();
function withoutPart(text) {
	const kept = [];
	let part;
	for (const one of text.replaceAll("\r\n", "\n").split("\n")) {
		const word = one.trim();
		if (word === BEGIN$1) {
			kept.push(...part ?? []);
			part = [];
		} else if (word === END$1) part = void 0;
		else (part ?? kept).push(one);
	}
	return [...kept, ...part ?? []].join("\n");
}

// src/files/issue-form.ts
const ISSUE_FORM_FILE = ".github/ISSUE_TEMPLATE/access.yml";
const BEGIN = "# leasehold:begin";
const END = "# leasehold:end";
const ISSUE_FIELDS = [
	"Role",
	"How long",
	"Ticket",
	"Not before",
	"Reason"
];
function issueFormText(policies, existing = FORM) {
	const lines = existing.split("\n");
	const begin = lines.findIndex((line) => line.trim() === BEGIN);
	const end = lines.findIndex((line, index) => index > begin && line.trim() === END);
	const [, indent = "", ending = ""] = /^([ \t]*).*?(\r?)$/.exec(lines[begin] ?? "") ?? [];
	if (begin === -1 || end === -1) return existing;
	const roles = [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1);
	const written = [
		BEGIN,
		...roles.map((role) => `- ${JSON.stringify(optionOf(role))}`),
		END
	].map((line) => `${indent}${line}${ending}`);
	return [
		...lines.slice(0, begin),
		...written,
		...lines.slice(end + 1)
	].join("\n");
}
const optionOf = ({ name, description, duration }) => `${name}: ${description.replaceAll(/\s+/g, " ").trim()} (at most ${formatDuration(duration.max)})`;
const roleOfOption = (answer) => /^[^\s:]*/.exec(answer.trim())?.[0] ?? "";
const FORM = `# Asking for access in the browser. The roles between the marks are written by \`leasehold issue-form\` from policies/;
# all else is yours to change, but for the labels: the workflow (request.yml) finds the answers by them.
name: Ask for access
description: Temporary access to production. A workflow makes the pull request; approvers are asked there.
title: "Access: "
labels: [access-request]
body:
  - type: dropdown
    id: role
    attributes:
      label: Role
      options:
        ${BEGIN}
        ${END}
    validations: { required: true }
  - type: input
    id: duration
    attributes:
      label: How long
      description: It ends by itself after that. Shorter is approved sooner.
      placeholder: 30m, 2h or 1d
    validations: { required: true }
  - type: input
    id: ticket
    attributes:
      label: Ticket
      description: Where the role asks for one.
      placeholder: INC-4821
  - type: input
    id: start
    attributes:
      label: Not before
      description: Empty means from the merge on.
      placeholder: 2026-11-22T09:00:00Z
  - type: textarea
    id: reason
    attributes:
      label: Reason
      description: What you need to do there. Approvers decide by this, and it is kept. No passwords, no personal data.
    validations: { required: true }
`;

// src/files/print.ts
const EDITOR_LINE = "# yaml-language-server: $schema=../../schema/grant.schema.json";
function printGrant(fields) {
	const lines = [
		EDITOR_LINE,
		`role: ${scalar(fields.role)}`,
		`user: ${scalar(fields.user)}`
	];
	if (fields.duration !== void 0) lines.push(`duration: ${formatDuration(fields.duration)}`);
	if (fields.until !== void 0) lines.push(`until: ${formatInstant(fields.until)}`);
	lines.push(`reason: ${scalar(fields.reason)}`);
	if (fields.ticket !== void 0) lines.push(`ticket: ${scalar(fields.ticket)}`);
	if (fields.start !== void 0) lines.push(`start: ${formatInstant(fields.start)}`);
	if (fields.extends !== void 0) lines.push(`extends: ${fields.extends}`);
	if (fields.break_glass === true) lines.push("break_glass: true");
	return `${lines.join("\n")}\n`;
}
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z][A-Za-z0-9 _./;,()@+-]*(?<! )$/i;
const scalar = (text) => PLAIN.test(text) ? text : JSON.stringify(text);

// src/files/new-repository.ts
const TEMPLATE = "template/";
function newRepositoryFiles(shipped, wanted, now) {
	const files = /* @__PURE__ */ new Map();
	for (const [path, text] of shipped) if (path.startsWith(TEMPLATE)) files.set(path.slice(9), filled(text, wanted));
	else if (path === "policies/leasehold.yaml") files.set(path, settings(text, wanted));
	else if (path.startsWith("deploy/")) files.set(path, filled(text, wanted));
	else if (path.startsWith(".github/workflows/")) files.set(path, pinned(text, wanted.action));
	else files.set(path, text);
	for (const [kind, text] of Object.entries(schemaTexts)) files.set(`schema/${kind}.schema.json`, `${JSON.stringify(JSON.parse(text), void 0, 2)}\n`);
	const { policies } = readPolicies(entriesOf(files));
	files.set(CODEOWNERS_FILE, codeownersText(policies, "", now));
	files.set(ISSUE_FORM_FILE, issueFormText(policies));
	return new Map([...files].sort(([a], [b]) => a < b ? -1 : 1));
}
const entriesOf = (files) => [...files].map(([path, text]) => {
	const bytes = new TextEncoder().encode(text);
	return {
		path,
		kind: "file",
		size: bytes.length,
		bytes
	};
});
const pinned = (text, action) => text.replaceAll(/(?<=\n\s+uses: )\.\/(?=\n)/g, action);
function filled(text, { action, owners, approvers, requesters }) {
	const [requester, approver] = strangers(requesters.logins, approvers.logins);
	const values = {
		action_repository: action.split("@", 1)[0] ?? "",
		owners_team: owners.name,
		owners: list(owners),
		approvers_team: approvers.name,
		approvers: list(approvers),
		requesters_team: requesters.name,
		requesters: list(requesters),
		requester,
		approver
	};
	return text.replaceAll(/\{(\w+)\}/g, (written, name) => values[name] ?? written);
}
const list = ({ logins }) => `[${logins.join(", ")}]`;
function strangers(asking, approving) {
	for (const one of asking) {
		const other = approving.find((login) => !sameLogin(login, one));
		if (other !== void 0) return [one, other];
	}
	return [asking[0] ?? "", approving[0] ?? ""];
}
function settings(text, { owners, vault, issuer }) {
	return [
		[/(?<=^owners: \{ teams: \[)\w+(?=\])/m, owners.name],
		...vault === void 0 ? [] : [[/^ {2}# address: \S+/m, `  address: ${vault}`]],
		...issuer === void 0 ? [] : [[/(?<=^ {2}workflows: \{.*)(?= \})/m, `, issuer: '${issuer}'`]]
	].reduce((changed, [where, what]) => {
		if (!where.test(changed)) throw new Error(`${SETTINGS_FILE} of this project has no ${where.source}`);
		return changed.replace(where, () => what);
	}, text);
}

// src/files/teams-text.ts
function changedTeams(text, changes) {
	const { contents } = (0, import_dist.parseDocument)(text);
	return [...changes.flatMap((change) => {
		const list = (0, import_dist.isMap)(contents) ? contents.get(change.team) : void 0;
		if (!(0, import_dist.isSeq)(list) || !list.range) return [];
		return list.flow ? [flowEdit(text, list, change)] : blockEdits(text, list, change);
	})].sort((a, b) => b.from - a.from || b.to - a.to).reduce((all, { from, to, text: put }) => all.slice(0, from) + put + all.slice(to), text);
}
function flowEdit(text, list, { add, remove }) {
	const kept = list.items.filter((item) => !isOneOf(item, remove)).map((item) => sourceOf(text, item));
	const [from = 0, end = 0] = list.range ?? [];
	return {
		from,
		to: text.slice(from, end).trimEnd().length + from,
		text: `[${[...kept, ...add].join(", ")}]`
	};
}
function blockEdits(text, list, change) {
	const { add, remove } = change;
	const lines = list.items.map((item) => lineOf(text, rangeOf(item)));
	const gone = list.items.flatMap((item, index) => isOneOf(item, remove) ? lines[index] ?? [] : []);
	const last = lines.at(-1);
	if (last === void 0) return [];
	if (gone.length === lines.length && add.length === 0) return [flowEdit(text, list, change)];
	const indent = /^\s*/.exec(text.slice(last.from))?.[0] ?? "";
	const below = text[last.to - 1] === "\n" ? "" : "\n";
	const added = add.map((login) => `${indent}- ${login}\n`).join("");
	return [...gone.map((line) => ({
		...line,
		text: ""
	})), ...added === "" ? [] : [{
		from: last.to,
		to: last.to,
		text: `${below}${added}`
	}]];
}
const rangeOf = (item) => {
	const range = item.range;
	return [range?.[0] ?? 0, range?.[1] ?? 0];
};
const sourceOf = (text, item) => text.slice(...rangeOf(item));
function lineOf(text, [from, to]) {
	const end = text.indexOf("\n", Math.max(from, to - 1));
	return {
		from: text.lastIndexOf("\n", from) + 1,
		to: end === -1 ? text.length : end + 1
	};
}
const isOneOf = (item, logins) => (0, import_dist.isScalar)(item) && logins.some((login) => sameLogin(login, String(item.value)));

// src/files/issue-answers.ts
const MOST = 8e3;
const NOTHING = "_No response_";
function readIssueAnswers(body) {
	if (body.length > MOST) return problem(`the text has more than ${MOST} characters`);
	const found = /* @__PURE__ */ new Map();
	let at = -1;
	for (const line of body.split(/\r\n|\r|\n/)) {
		const next = ISSUE_FIELDS[at + 1];
		if (next !== void 0 && line.trimEnd() === `### ${next}`) {
			at += 1;
			found.set(next, []);
			continue;
		}
		const field = ISSUE_FIELDS[at];
		if (field !== void 0) found.get(field)?.push(line);
		else if (line.trim() !== "") return problem("there is something before the form's first answer");
	}
	const missing = ISSUE_FIELDS.filter((field) => !found.has(field));
	if (missing.length > 0) return problem(`there is no answer to ${missing.join(", ")}`);
	const of = (field) => {
		const text = (found.get(field) ?? []).join(" ").replaceAll(/\s+/g, " ").trim();
		return text === NOTHING ? "" : text;
	};
	return {
		ok: true,
		answers: {
			role: roleOfOption(of("Role")),
			for: of("How long").replaceAll(" ", ""),
			reason: of("Reason"),
			...given("ticket", of("Ticket")),
			...given("start", of("Not before"))
		}
	};
}
const given = (name, text) => text === "" ? {} : { [name]: text };
const problem = (what) => ({
	ok: false,
	problem: what
});

export { CODEOWNERS_FILE, GrantReader, ISSUE_FORM_FILE, SETTINGS_FILE, changedTeams, codeownersText, entriesOf, generatedPart, issueFormText, nameFinding, newRepositoryFiles, printGrant, readGrant, readGrants, readIssueAnswers, readPolicies, saysTheSame };