import { NAME, emergencyKey, grantPath, isKey, keyOf as keyOf$1, pMap, parseKey } from "./canonical.js";
import { AccessLeases, CODEOWNERS_FILE, EMERGENCY_POLICY, IDENTITIES, ISSUE_FORM_FILE, PICKUP_POLICY, POLICY_PATHS, RECALL_POLICY, RequestReports, SETTINGS_FILE, Stop, WISH_BRANCHES, Windows, World, accessFaults, accessorsOf, aliasOf, apply, attempt, attemptEach, audit, auditJson, auditText, change, check, checkPolicies, checkText, clockText, close, code, codeownersText, columnsOf, count, covers, cutTo, databaseRoleOf, databaseRoles, didYouMean, drift as drift$1, endBody, endGrants, endTitle, endedLine, enforce, exitCode, failureOf, findingsText, foldersFor, fromNow, generatedPart, grantId, grantOfWish, grantsIn, groundOf, groupLabel, guardChanges, guardPlaces, hasWantedMfa, hintLines, historyOf, identityName, isLive, isRoleVersion, issueFormText, issuedLine, jsonSchemas, judgeEach, judgePolicies, judgeWish, knownMain, landedGrants, landedRequests, leasedPaths, loginOf, lookAtVault as lookAtVault$1, lookForDrift, markdownText, matches, mayHold, membersOf, momentText, mountOfPath, mountsFrom, normalAccess, notAFile, onOneLine, padTo, pickupOf, planText, policiesAt, policyFaults, policySource, policyTestFindings, propose, readGrants, readPolicies, readRecords, readWords, refusedLine, report, reportText, requestText, requestsOf, require_dist, roleDrift, roleOfTokenRole, roleVersionName, rotate, rotatesItself, rotationPaths, runPolicyTests, saysTheSame, setupChanges, sharedPaths as sharedPaths$1, spanText, staleIssueForm, standingsAt, standingsBetween, statementFaults, takeSurvey, teamChange, tokenMaxTtl, tokenRoleName, tokenRoleNames, troubleText, vaultSetup, versionOfTokenRole, viewOf, wholeMatcher, writtenText } from "./compose.js";
import { LOGIN, foldLogin, sameLogin } from "./login.js";
import { OutsideError } from "./outside-error.js";
import { between, formatDuration, formatInstant, instant, parseDuration, parseInstant, plus, seconds } from "./units.js";
import { Secret, reveal } from "./secret.js";
import { error, hasErrors, inOrder, warning } from "./provenance.js";
import { WritePace } from "./write-pace.js";
import os from "node:os";
import process from "node:process";
import fs from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { stripVTControlCharacters, styleText } from "node:util";
import path from "node:path";
import { open } from "node:fs/promises";
import childProcess from "node:child_process";
import { EventEmitter } from "node:events";
const { createServer } = process.getBuiltinModule("node:http");
import { performance } from "node:perf_hooks";

// node_modules/commander/lib/error.js
var CommanderError = class extends Error {
	constructor(exitCode, code, message) {
		super(message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
		this.code = code;
		this.exitCode = exitCode;
		this.nestedError = void 0;
	}
};
var InvalidArgumentError = class extends CommanderError {
	constructor(message) {
		super(1, "commander.invalidArgument", message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
	}
};

// node_modules/commander/lib/argument.js
var Argument = class {
	constructor(name, description) {
		this.description = description || "";
		this.variadic = false;
		this.parseArg = void 0;
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.argChoices = void 0;
		switch (name[0]) {
			case "<":
				this.required = true;
				this._name = name.slice(1, -1);
				break;
			case "[":
				this.required = false;
				this._name = name.slice(1, -1);
				break;
			default:
				this.required = true;
				this._name = name;
		}
		if (this._name.endsWith("...")) {
			this.variadic = true;
			this._name = this._name.slice(0, -3);
		}
	}
	name() {
		return this._name;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	argRequired() {
		this.required = true;
		return this;
	}
	argOptional() {
		this.required = false;
		return this;
	}
};
function humanReadableArgName(arg) {
	const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
	return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
}

// node_modules/commander/lib/help.js
var Help = class {
	constructor() {
		this.helpWidth = void 0;
		this.minWidthToWrap = 40;
		this.sortSubcommands = false;
		this.sortOptions = false;
		this.showGlobalOptions = false;
	}
	prepareContext(contextOptions) {
		this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
	}
	visibleCommands(cmd) {
		const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
		const helpCommand = cmd._getHelpCommand();
		if (helpCommand && !helpCommand._hidden) visibleCommands.push(helpCommand);
		if (this.sortSubcommands) visibleCommands.sort((a, b) => {
			return a.name().localeCompare(b.name());
		});
		return visibleCommands;
	}
	compareOptions(a, b) {
		const getSortKey = (option) => {
			return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
		};
		return getSortKey(a).localeCompare(getSortKey(b));
	}
	visibleOptions(cmd) {
		const visibleOptions = cmd.options.filter((option) => !option.hidden);
		const helpOption = cmd._getHelpOption();
		if (helpOption && !helpOption.hidden) {
			const removeShort = helpOption.short && cmd._findOption(helpOption.short);
			const removeLong = helpOption.long && cmd._findOption(helpOption.long);
			if (!removeShort && !removeLong) visibleOptions.push(helpOption);
			else if (helpOption.long && !removeLong) visibleOptions.push(cmd.createOption(helpOption.long, helpOption.description).helpGroup(helpOption.helpGroupHeading));
			else if (helpOption.short && !removeShort) visibleOptions.push(cmd.createOption(helpOption.short, helpOption.description).helpGroup(helpOption.helpGroupHeading));
		}
		if (this.sortOptions) visibleOptions.sort(this.compareOptions);
		return visibleOptions;
	}
	visibleGlobalOptions(cmd) {
		if (!this.showGlobalOptions) return [];
		const globalOptions = [];
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
			const visibleOptions = ancestorCmd.options.filter((option) => !option.hidden);
			globalOptions.push(...visibleOptions);
		}
		if (this.sortOptions) globalOptions.sort(this.compareOptions);
		return globalOptions;
	}
	visibleArguments(cmd) {
		if (cmd._argsDescription) cmd.registeredArguments.forEach((argument) => {
			argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
		});
		if (cmd.registeredArguments.find((argument) => argument.description)) return cmd.registeredArguments;
		return [];
	}
	subcommandTerm(cmd) {
		const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
		return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + (args ? " " + args : "");
	}
	optionTerm(option) {
		return option.flags;
	}
	argumentTerm(argument) {
		return argument.name();
	}
	longestSubcommandTermLength(cmd, helper) {
		return helper.visibleCommands(cmd).reduce((max, command) => {
			return Math.max(max, this.displayWidth(helper.styleSubcommandTerm(helper.subcommandTerm(command))));
		}, 0);
	}
	longestOptionTermLength(cmd, helper) {
		return helper.visibleOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestGlobalOptionTermLength(cmd, helper) {
		return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestArgumentTermLength(cmd, helper) {
		return helper.visibleArguments(cmd).reduce((max, argument) => {
			return Math.max(max, this.displayWidth(helper.styleArgumentTerm(helper.argumentTerm(argument))));
		}, 0);
	}
	commandUsage(cmd) {
		let cmdName = cmd._name;
		if (cmd._aliases[0]) cmdName = cmdName + "|" + cmd._aliases[0];
		let ancestorCmdNames = "";
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
		return ancestorCmdNames + cmdName + " " + cmd.usage();
	}
	commandDescription(cmd) {
		return cmd.description();
	}
	subcommandDescription(cmd) {
		return cmd.summary() || cmd.description();
	}
	optionDescription(option) {
		const extraInfo = [];
		if (option.argChoices) extraInfo.push(`choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (option.defaultValue !== void 0) {
			if (option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean") extraInfo.push(`default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`);
		}
		if (option.presetArg !== void 0 && option.optional) extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
		if (option.envVar !== void 0) extraInfo.push(`env: ${option.envVar}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (option.description) return `${option.description} ${extraDescription}`;
			return extraDescription;
		}
		return option.description;
	}
	argumentDescription(argument) {
		const extraInfo = [];
		if (argument.argChoices) extraInfo.push(`choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (argument.defaultValue !== void 0) extraInfo.push(`default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (argument.description) return `${argument.description} ${extraDescription}`;
			return extraDescription;
		}
		return argument.description;
	}
	formatItemList(heading, items, helper) {
		if (items.length === 0) return [];
		return [
			helper.styleTitle(heading),
			...items,
			""
		];
	}
	groupItems(unsortedItems, visibleItems, getGroup) {
		const result = /* @__PURE__ */ new Map();
		unsortedItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
		});
		visibleItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
			result.get(group).push(item);
		});
		return result;
	}
	formatHelp(cmd, helper) {
		const termWidth = helper.padWidth(cmd, helper);
		const helpWidth = helper.helpWidth ?? 80;
		function callFormatItem(term, description) {
			return helper.formatItem(term, termWidth, description, helper);
		}
		let output = [`${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`, ""];
		const commandDescription = helper.commandDescription(cmd);
		if (commandDescription.length > 0) output = output.concat([helper.boxWrap(helper.styleCommandDescription(commandDescription), helpWidth), ""]);
		const argumentList = helper.visibleArguments(cmd).map((argument) => {
			return callFormatItem(helper.styleArgumentTerm(helper.argumentTerm(argument)), helper.styleArgumentDescription(helper.argumentDescription(argument)));
		});
		output = output.concat(this.formatItemList("Arguments:", argumentList, helper));
		this.groupItems(cmd.options, helper.visibleOptions(cmd), (option) => option.helpGroupHeading ?? "Options:").forEach((options, group) => {
			const optionList = options.map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList(group, optionList, helper));
		});
		if (helper.showGlobalOptions) {
			const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList("Global Options:", globalOptionList, helper));
		}
		this.groupItems(cmd.commands, helper.visibleCommands(cmd), (sub) => sub.helpGroup() || "Commands:").forEach((commands, group) => {
			const commandList = commands.map((sub) => {
				return callFormatItem(helper.styleSubcommandTerm(helper.subcommandTerm(sub)), helper.styleSubcommandDescription(helper.subcommandDescription(sub)));
			});
			output = output.concat(this.formatItemList(group, commandList, helper));
		});
		return output.join("\n");
	}
	displayWidth(str) {
		return stripVTControlCharacters(str).length;
	}
	styleTitle(str) {
		return str;
	}
	styleUsage(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word === "[command]") return this.styleSubcommandText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleCommandText(word);
		}).join(" ");
	}
	styleCommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleOptionDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleSubcommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleArgumentDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleDescriptionText(str) {
		return str;
	}
	styleOptionTerm(str) {
		return this.styleOptionText(str);
	}
	styleSubcommandTerm(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleSubcommandText(word);
		}).join(" ");
	}
	styleArgumentTerm(str) {
		return this.styleArgumentText(str);
	}
	styleOptionText(str) {
		return str;
	}
	styleArgumentText(str) {
		return str;
	}
	styleSubcommandText(str) {
		return str;
	}
	styleCommandText(str) {
		return str;
	}
	padWidth(cmd, helper) {
		return Math.max(helper.longestOptionTermLength(cmd, helper), helper.longestGlobalOptionTermLength(cmd, helper), helper.longestSubcommandTermLength(cmd, helper), helper.longestArgumentTermLength(cmd, helper));
	}
	preformatted(str) {
		return /\n[^\S\r\n]/.test(str);
	}
	formatItem(term, termWidth, description, helper) {
		const itemIndent = 2;
		const itemIndentStr = " ".repeat(itemIndent);
		if (!description) return itemIndentStr + term;
		const paddedTerm = term.padEnd(termWidth + term.length - helper.displayWidth(term));
		const spacerWidth = 2;
		const remainingWidth = (this.helpWidth ?? 80) - termWidth - spacerWidth - itemIndent;
		let formattedDescription;
		if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) formattedDescription = description;
		else formattedDescription = helper.boxWrap(description, remainingWidth).replace(/\n/g, "\n" + " ".repeat(termWidth + spacerWidth));
		return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `\n${itemIndentStr}`);
	}
	boxWrap(str, width) {
		if (width < this.minWidthToWrap) return str;
		const rawLines = str.split(/\r\n|\n/);
		const chunkPattern = /[\s]*[^\s]+/g;
		const wrappedLines = [];
		rawLines.forEach((line) => {
			const chunks = line.match(chunkPattern);
			if (chunks === null) {
				wrappedLines.push("");
				return;
			}
			let sumChunks = [chunks.shift()];
			let sumWidth = this.displayWidth(sumChunks[0]);
			chunks.forEach((chunk) => {
				const visibleWidth = this.displayWidth(chunk);
				if (sumWidth + visibleWidth <= width) {
					sumChunks.push(chunk);
					sumWidth += visibleWidth;
					return;
				}
				wrappedLines.push(sumChunks.join(""));
				const nextChunk = chunk.trimStart();
				sumChunks = [nextChunk];
				sumWidth = this.displayWidth(nextChunk);
			});
			wrappedLines.push(sumChunks.join(""));
		});
		return wrappedLines.join("\n");
	}
};

// node_modules/commander/lib/option.js
var Option = class {
	constructor(flags, description) {
		this.flags = flags;
		this.description = description || "";
		this.required = flags.includes("<");
		this.optional = flags.includes("[");
		this.variadic = /\p{ID_Continue}\.\.\.[>\]]$/u.test(flags);
		this.mandatory = false;
		const optionFlags = splitOptionFlags(flags);
		this.short = optionFlags.shortFlag;
		this.long = optionFlags.longFlag;
		this.negate = false;
		if (this.long) this.negate = this.long.startsWith("--no-");
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.presetArg = void 0;
		this.envVar = void 0;
		this.parseArg = void 0;
		this.hidden = false;
		this.argChoices = void 0;
		this.conflictsWith = [];
		this.implied = void 0;
		this.helpGroupHeading = void 0;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	preset(arg) {
		this.presetArg = arg;
		return this;
	}
	conflicts(names) {
		this.conflictsWith = this.conflictsWith.concat(names);
		return this;
	}
	implies(impliedOptionValues) {
		let newImplied = impliedOptionValues;
		if (typeof impliedOptionValues === "string") newImplied = { [impliedOptionValues]: true };
		this.implied = Object.assign(this.implied || {}, newImplied);
		return this;
	}
	env(name) {
		this.envVar = name;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	makeOptionMandatory(mandatory = true) {
		this.mandatory = !!mandatory;
		return this;
	}
	hideHelp(hide = true) {
		this.hidden = !!hide;
		return this;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	name() {
		if (this.long) return this.long.replace(/^--/, "");
		return this.short.replace(/^-/, "");
	}
	attributeName() {
		if (this.negate) return camelcase(this.name().replace(/^no-/, ""));
		return camelcase(this.name());
	}
	helpGroup(heading) {
		this.helpGroupHeading = heading;
		return this;
	}
	is(arg) {
		return this.short === arg || this.long === arg;
	}
	isBoolean() {
		return !this.required && !this.optional && !this.negate;
	}
};
var DualOptions = class {
	constructor(options) {
		this.positiveOptions = /* @__PURE__ */ new Map();
		this.negativeOptions = /* @__PURE__ */ new Map();
		this.dualOptions = /* @__PURE__ */ new Set();
		options.forEach((option) => {
			if (option.negate) this.negativeOptions.set(option.attributeName(), option);
			else this.positiveOptions.set(option.attributeName(), option);
		});
		this.negativeOptions.forEach((value, key) => {
			if (this.positiveOptions.has(key)) this.dualOptions.add(key);
		});
	}
	valueFromOption(value, option) {
		const optionKey = option.attributeName();
		if (!this.dualOptions.has(optionKey)) return true;
		const preset = this.negativeOptions.get(optionKey).presetArg;
		const negativeValue = preset !== void 0 ? preset : false;
		return option.negate === (negativeValue === value);
	}
};
function camelcase(str) {
	return str.split("-").reduce((str, word) => {
		return str + word[0].toUpperCase() + word.slice(1);
	});
}
function splitOptionFlags(flags) {
	let shortFlag;
	let longFlag;
	const shortFlagExp = /^-[^-]$/;
	const longFlagExp = /^--[^-]/;
	const flagParts = flags.split(/[ |,]+/).concat("guard");
	if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
	if (!shortFlag && shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (!shortFlag && longFlagExp.test(flagParts[0])) {
		shortFlag = longFlag;
		longFlag = flagParts.shift();
	}
	if (flagParts[0].startsWith("-")) {
		const unsupportedFlag = flagParts[0];
		const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
		if (/^-[^-][^-]/.test(unsupportedFlag)) throw new Error(`${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`);
		if (shortFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many short flags`);
		if (longFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many long flags`);
		throw new Error(`${baseError}
- unrecognised flag format`);
	}
	if (shortFlag === void 0 && longFlag === void 0) throw new Error(`option creation failed due to no flags found in '${flags}'.`);
	return {
		shortFlag,
		longFlag
	};
}

// node_modules/commander/lib/suggestSimilar.js
const maxDistance = 3;
function editDistance(a, b) {
	if (Math.abs(a.length - b.length) > maxDistance) return Math.max(a.length, b.length);
	const d = [];
	for (let i = 0; i <= a.length; i++) d[i] = [i];
	for (let j = 0; j <= b.length; j++) d[0][j] = j;
	for (let j = 1; j <= b.length; j++) for (let i = 1; i <= a.length; i++) {
		let cost;
		if (a[i - 1] === b[j - 1]) cost = 0;
		else cost = 1;
		d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
		if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
	}
	return d[a.length][b.length];
}
function suggestSimilar(word, candidates) {
	if (!candidates || candidates.length === 0) return "";
	candidates = Array.from(new Set(candidates));
	const searchingOptions = word.startsWith("--");
	if (searchingOptions) {
		word = word.slice(2);
		candidates = candidates.map((candidate) => candidate.slice(2));
	}
	let similar = [];
	let bestDistance = maxDistance;
	const minSimilarity = .4;
	candidates.forEach((candidate) => {
		if (candidate.length <= 1) return;
		const distance = editDistance(word, candidate);
		const length = Math.max(word.length, candidate.length);
		if ((length - distance) / length > minSimilarity) {
			if (distance < bestDistance) {
				bestDistance = distance;
				similar = [candidate];
			} else if (distance === bestDistance) similar.push(candidate);
		}
	});
	similar.sort((a, b) => a.localeCompare(b));
	if (searchingOptions) similar = similar.map((candidate) => `--${candidate}`);
	if (similar.length > 1) return `\n(Did you mean one of ${similar.join(", ")}?)`;
	if (similar.length === 1) return `\n(Did you mean ${similar[0]}?)`;
	return "";
}

// node_modules/commander/lib/command.js
var Command = class Command extends EventEmitter {
	constructor(name) {
		super();
		this.commands = [];
		this.options = [];
		this.parent = null;
		this._allowUnknownOption = false;
		this._allowExcessArguments = false;
		this.registeredArguments = [];
		this._args = this.registeredArguments;
		this.args = [];
		this.rawArgs = [];
		this.processedArgs = [];
		this._scriptPath = null;
		this._name = name || "";
		this._optionValues = {};
		this._optionValueSources = {};
		this._storeOptionsAsProperties = false;
		this._actionHandler = null;
		this._executableHandler = false;
		this._executableFile = null;
		this._executableDir = null;
		this._defaultCommandName = null;
		this._exitCallback = null;
		this._aliases = [];
		this._combineFlagAndOptionalValue = true;
		this._description = "";
		this._summary = "";
		this._argsDescription = void 0;
		this._enablePositionalOptions = false;
		this._passThroughOptions = false;
		this._lifeCycleHooks = {};
		this._showHelpAfterError = false;
		this._showSuggestionAfterError = true;
		this._savedState = null;
		this._outputConfiguration = {
			writeOut: (str) => process.stdout.write(str),
			writeErr: (str) => process.stderr.write(str),
			outputError: (str, write) => write(str),
			getOutHelpWidth: () => process.stdout.isTTY ? process.stdout.columns : void 0,
			getErrHelpWidth: () => process.stderr.isTTY ? process.stderr.columns : void 0,
			getOutHasColors: () => useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
			getErrHasColors: () => useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
			stripColor: (str) => stripVTControlCharacters(str)
		};
		this._hidden = false;
		this._helpOption = void 0;
		this._addImplicitHelpCommand = void 0;
		this._helpCommand = void 0;
		this._helpConfiguration = {};
		this._helpGroupHeading = void 0;
		this._defaultCommandGroup = void 0;
		this._defaultOptionGroup = void 0;
	}
	copyInheritedSettings(sourceCommand) {
		this._outputConfiguration = sourceCommand._outputConfiguration;
		this._helpOption = sourceCommand._helpOption;
		this._helpCommand = sourceCommand._helpCommand;
		this._helpConfiguration = sourceCommand._helpConfiguration;
		this._exitCallback = sourceCommand._exitCallback;
		this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
		this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
		this._allowExcessArguments = sourceCommand._allowExcessArguments;
		this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
		this._showHelpAfterError = sourceCommand._showHelpAfterError;
		this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
		return this;
	}
	_getCommandAndAncestors() {
		const result = [];
		for (let command = this; command; command = command.parent) result.push(command);
		return result;
	}
	command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
		let desc = actionOptsOrExecDesc;
		let opts = execOpts;
		if (typeof desc === "object" && desc !== null) {
			opts = desc;
			desc = null;
		}
		opts = opts || {};
		const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
		const cmd = this.createCommand(name);
		if (desc) {
			cmd.description(desc);
			cmd._executableHandler = true;
		}
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		cmd._hidden = !!(opts.noHelp || opts.hidden);
		cmd._executableFile = opts.executableFile || null;
		if (args) cmd.arguments(args);
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd.copyInheritedSettings(this);
		if (desc) return this;
		return cmd;
	}
	createCommand(name) {
		return new Command(name);
	}
	createHelp() {
		return Object.assign(new Help(), this.configureHelp());
	}
	configureHelp(configuration) {
		if (configuration === void 0) return this._helpConfiguration;
		this._helpConfiguration = configuration;
		return this;
	}
	configureOutput(configuration) {
		if (configuration === void 0) return this._outputConfiguration;
		this._outputConfiguration = {
			...this._outputConfiguration,
			...configuration
		};
		return this;
	}
	showHelpAfterError(displayHelp = true) {
		if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
		this._showHelpAfterError = displayHelp;
		return this;
	}
	showSuggestionAfterError(displaySuggestion = true) {
		this._showSuggestionAfterError = !!displaySuggestion;
		return this;
	}
	addCommand(cmd, opts) {
		if (!cmd._name) throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
		opts = opts || {};
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		if (opts.noHelp || opts.hidden) cmd._hidden = true;
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd._checkForBrokenPassThrough();
		return this;
	}
	createArgument(name, description) {
		return new Argument(name, description);
	}
	argument(name, description, parseArg, defaultValue) {
		const argument = this.createArgument(name, description);
		if (typeof parseArg === "function") argument.default(defaultValue).argParser(parseArg);
		else argument.default(parseArg);
		this.addArgument(argument);
		return this;
	}
	arguments(names) {
		names.trim().split(/ +/).forEach((detail) => {
			this.argument(detail);
		});
		return this;
	}
	addArgument(argument) {
		const previousArgument = this.registeredArguments.slice(-1)[0];
		if (previousArgument?.variadic) throw new Error(`only the last argument can be variadic '${previousArgument.name()}'`);
		if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) throw new Error(`a default value for a required argument is never used: '${argument.name()}'`);
		this.registeredArguments.push(argument);
		return this;
	}
	helpCommand(enableOrNameAndArgs, description) {
		if (typeof enableOrNameAndArgs === "boolean") {
			this._addImplicitHelpCommand = enableOrNameAndArgs;
			if (enableOrNameAndArgs && this._defaultCommandGroup) this._initCommandGroup(this._getHelpCommand());
			return this;
		}
		const [, helpName, helpArgs] = (enableOrNameAndArgs ?? "help [command]").match(/([^ ]+) *(.*)/);
		const helpDescription = description ?? "display help for command";
		const helpCommand = this.createCommand(helpName);
		helpCommand.helpOption(false);
		if (helpArgs) helpCommand.arguments(helpArgs);
		if (helpDescription) helpCommand.description(helpDescription);
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
		return this;
	}
	addHelpCommand(helpCommand, deprecatedDescription) {
		if (typeof helpCommand !== "object") {
			this.helpCommand(helpCommand, deprecatedDescription);
			return this;
		}
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		this._initCommandGroup(helpCommand);
		return this;
	}
	_getHelpCommand() {
		if (this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"))) {
			if (this._helpCommand === void 0) this.helpCommand(void 0, void 0);
			return this._helpCommand;
		}
		return null;
	}
	hook(event, listener) {
		const allowedValues = [
			"preSubcommand",
			"preAction",
			"postAction"
		];
		if (!allowedValues.includes(event)) throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
		if (this._lifeCycleHooks[event]) this._lifeCycleHooks[event].push(listener);
		else this._lifeCycleHooks[event] = [listener];
		return this;
	}
	exitOverride(fn) {
		if (fn) this._exitCallback = fn;
		else this._exitCallback = (err) => {
			if (err.code !== "commander.executeSubCommandAsync") throw err;
		};
		return this;
	}
	_exit(exitCode, code, message) {
		if (this._exitCallback) this._exitCallback(new CommanderError(exitCode, code, message));
		process.exit(exitCode);
	}
	action(fn) {
		const listener = (args) => {
			const expectedArgsCount = this.registeredArguments.length;
			const actionArgs = args.slice(0, expectedArgsCount);
			if (this._storeOptionsAsProperties) actionArgs[expectedArgsCount] = this;
			else actionArgs[expectedArgsCount] = this.opts();
			actionArgs.push(this);
			return fn.apply(this, actionArgs);
		};
		this._actionHandler = listener;
		return this;
	}
	createOption(flags, description) {
		return new Option(flags, description);
	}
	_callParseArg(target, value, previous, invalidArgumentMessage) {
		try {
			return target.parseArg(value, previous);
		} catch (err) {
			if (err.code === "commander.invalidArgument") {
				const message = `${invalidArgumentMessage} ${err.message}`;
				this.error(message, {
					exitCode: err.exitCode,
					code: err.code
				});
			}
			throw err;
		}
	}
	_registerOption(option) {
		const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
		if (matchingOption) {
			const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
			throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
		}
		this._initOptionGroup(option);
		this.options.push(option);
	}
	_registerCommand(command) {
		const knownBy = (cmd) => {
			return [cmd.name()].concat(cmd.aliases());
		};
		const alreadyUsed = knownBy(command).find((name) => this._findCommand(name));
		if (alreadyUsed) {
			const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
			const newCmd = knownBy(command).join("|");
			throw new Error(`cannot add command '${newCmd}' as already have command '${existingCmd}'`);
		}
		this._initCommandGroup(command);
		this.commands.push(command);
	}
	addOption(option) {
		this._registerOption(option);
		const oname = option.name();
		const name = option.attributeName();
		if (option.defaultValue !== void 0) this.setOptionValueWithSource(name, option.defaultValue, "default");
		const handleOptionValue = (val, invalidValueMessage, valueSource) => {
			if (val == null && option.presetArg !== void 0) val = option.presetArg;
			const oldValue = this.getOptionValue(name);
			if (val !== null && option.parseArg) val = this._callParseArg(option, val, oldValue, invalidValueMessage);
			else if (val !== null && option.variadic) val = option._collectValue(val, oldValue);
			if (val == null) {
				if (option.negate) val = false;
				else if (option.isBoolean() || option.optional) val = true;
				else val = "";
			}
			this.setOptionValueWithSource(name, val, valueSource);
		};
		this.on("option:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "cli");
		});
		if (option.envVar) this.on("optionEnv:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "env");
		});
		return this;
	}
	_optionEx(config, flags, description, fn, defaultValue) {
		if (typeof flags === "object" && flags instanceof Option) throw new Error("To add an Option object use addOption() instead of option() or requiredOption()");
		const option = this.createOption(flags, description);
		option.makeOptionMandatory(!!config.mandatory);
		if (typeof fn === "function") option.default(defaultValue).argParser(fn);
		else if (fn instanceof RegExp) {
			const regex = fn;
			fn = (val, def) => {
				const m = regex.exec(val);
				return m ? m[0] : def;
			};
			option.default(defaultValue).argParser(fn);
		} else option.default(fn);
		return this.addOption(option);
	}
	option(flags, description, parseArg, defaultValue) {
		return this._optionEx({}, flags, description, parseArg, defaultValue);
	}
	requiredOption(flags, description, parseArg, defaultValue) {
		return this._optionEx({ mandatory: true }, flags, description, parseArg, defaultValue);
	}
	combineFlagAndOptionalValue(combine = true) {
		this._combineFlagAndOptionalValue = !!combine;
		return this;
	}
	allowUnknownOption(allowUnknown = true) {
		this._allowUnknownOption = !!allowUnknown;
		return this;
	}
	allowExcessArguments(allowExcess = true) {
		this._allowExcessArguments = !!allowExcess;
		return this;
	}
	enablePositionalOptions(positional = true) {
		this._enablePositionalOptions = !!positional;
		return this;
	}
	passThroughOptions(passThrough = true) {
		this._passThroughOptions = !!passThrough;
		this._checkForBrokenPassThrough();
		return this;
	}
	_checkForBrokenPassThrough() {
		if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) throw new Error(`passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`);
	}
	storeOptionsAsProperties(storeAsProperties = true) {
		if (this.options.length) throw new Error("call .storeOptionsAsProperties() before adding options");
		if (Object.keys(this._optionValues).length) throw new Error("call .storeOptionsAsProperties() before setting option values");
		this._storeOptionsAsProperties = !!storeAsProperties;
		return this;
	}
	getOptionValue(key) {
		if (this._storeOptionsAsProperties) return this[key];
		return this._optionValues[key];
	}
	setOptionValue(key, value) {
		return this.setOptionValueWithSource(key, value, void 0);
	}
	setOptionValueWithSource(key, value, source) {
		if (this._storeOptionsAsProperties) this[key] = value;
		else this._optionValues[key] = value;
		this._optionValueSources[key] = source;
		return this;
	}
	getOptionValueSource(key) {
		return this._optionValueSources[key];
	}
	getOptionValueSourceWithGlobals(key) {
		let source;
		this._getCommandAndAncestors().forEach((cmd) => {
			if (Object.hasOwn(cmd._optionValueSources, key)) source = cmd.getOptionValueSource(key);
		});
		return source;
	}
	_prepareUserArgs(argv, parseOptions) {
		if (argv !== void 0 && !Array.isArray(argv)) throw new Error("first parameter to parse must be array or undefined");
		parseOptions = parseOptions || {};
		if (argv === void 0 && parseOptions.from === void 0) {
			if (process.versions?.electron) parseOptions.from = "electron";
			const execArgv = process.execArgv ?? [];
			if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) parseOptions.from = "eval";
		}
		if (argv === void 0) argv = process.argv;
		this.rawArgs = argv.slice();
		let userArgs;
		switch (parseOptions.from) {
			case void 0:
			case "node":
				this._scriptPath = argv[1];
				userArgs = argv.slice(2);
				break;
			case "electron":
				if (process.defaultApp) {
					this._scriptPath = argv[1];
					userArgs = argv.slice(2);
				} else userArgs = argv.slice(1);
				break;
			case "user":
				userArgs = argv.slice(0);
				break;
			case "eval":
				userArgs = argv.slice(1);
				break;
			default: throw new Error(`unexpected parse option { from: '${parseOptions.from}' }`);
		}
		if (!this._name && this._scriptPath) this.nameFromFilename(this._scriptPath);
		this._name = this._name || "program";
		return userArgs;
	}
	parse(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		this._parseCommand([], userArgs);
		return this;
	}
	async parseAsync(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		await this._parseCommand([], userArgs);
		return this;
	}
	_prepareForParse() {
		if (this._savedState === null) {
			this.options.filter((option) => option.negate && option.defaultValue === void 0 && this.getOptionValue(option.attributeName()) === void 0).forEach((option) => {
				const positiveLongFlag = option.long.replace(/^--no-/, "--");
				if (!this._findOption(positiveLongFlag)) this.setOptionValueWithSource(option.attributeName(), true, "default");
			});
			this.saveStateBeforeParse();
		} else this.restoreStateBeforeParse();
	}
	saveStateBeforeParse() {
		this._savedState = {
			_name: this._name,
			_optionValues: { ...this._optionValues },
			_optionValueSources: { ...this._optionValueSources }
		};
	}
	restoreStateBeforeParse() {
		if (this._storeOptionsAsProperties) throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
		this._name = this._savedState._name;
		this._scriptPath = null;
		this.rawArgs = [];
		this._optionValues = { ...this._savedState._optionValues };
		this._optionValueSources = { ...this._savedState._optionValueSources };
		this.args = [];
		this.processedArgs = [];
	}
	_checkForMissingExecutable(executableFile, executableDir, subcommandName) {
		if (fs.existsSync(executableFile)) return;
		const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory"}`;
		throw new Error(executableMissing);
	}
	_executeSubCommand(subcommand, args) {
		args = args.slice();
		const sourceExt = [
			".js",
			".ts",
			".tsx",
			".mjs",
			".cjs"
		];
		function findFile(baseDir, baseName) {
			const localBin = path.resolve(baseDir, baseName);
			if (fs.existsSync(localBin)) return localBin;
			if (sourceExt.includes(path.extname(baseName))) return void 0;
			const foundExt = sourceExt.find((ext) => fs.existsSync(`${localBin}${ext}`));
			if (foundExt) return `${localBin}${foundExt}`;
		}
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
		let executableDir = this._executableDir || "";
		if (this._scriptPath) {
			let resolvedScriptPath;
			try {
				resolvedScriptPath = fs.realpathSync(this._scriptPath);
			} catch {
				resolvedScriptPath = this._scriptPath;
			}
			executableDir = path.resolve(path.dirname(resolvedScriptPath), executableDir);
		}
		if (executableDir) {
			let localFile = findFile(executableDir, executableFile);
			if (!localFile && !subcommand._executableFile && this._scriptPath) {
				const legacyName = path.basename(this._scriptPath, path.extname(this._scriptPath));
				if (legacyName !== this._name) localFile = findFile(executableDir, `${legacyName}-${subcommand._name}`);
			}
			executableFile = localFile || executableFile;
		}
		const launchWithNode = sourceExt.includes(path.extname(executableFile));
		let proc;
		if (process.platform !== "win32") {
			if (launchWithNode) {
				args.unshift(executableFile);
				args = incrementNodeInspectorPort(process.execArgv).concat(args);
				proc = childProcess.spawn(process.argv[0], args, { stdio: "inherit" });
			} else proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
		} else {
			this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			args.unshift(executableFile);
			args = incrementNodeInspectorPort(process.execArgv).concat(args);
			proc = childProcess.spawn(process.execPath, args, { stdio: "inherit" });
		}
		if (!proc.killed) [
			"SIGUSR1",
			"SIGUSR2",
			"SIGTERM",
			"SIGINT",
			"SIGHUP"
		].forEach((signal) => {
			process.on(signal, () => {
				if (proc.killed === false && proc.exitCode === null) proc.kill(signal);
			});
		});
		const exitCallback = this._exitCallback;
		proc.on("close", (code) => {
			code = code ?? 1;
			if (!exitCallback) process.exit(code);
			else exitCallback(new CommanderError(code, "commander.executeSubCommandAsync", "(close)"));
		});
		proc.on("error", (err) => {
			if (err.code === "ENOENT") this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			else if (err.code === "EACCES") throw new Error(`'${executableFile}' not executable`);
			if (!exitCallback) process.exit(1);
			else {
				const wrappedError = new CommanderError(1, "commander.executeSubCommandAsync", "(error)");
				wrappedError.nestedError = err;
				exitCallback(wrappedError);
			}
		});
		this.runningCommand = proc;
	}
	_dispatchSubcommand(commandName, operands, unknown) {
		const subCommand = this._findCommand(commandName);
		if (!subCommand) this.help({ error: true });
		subCommand._prepareForParse();
		let promiseChain;
		promiseChain = this._chainOrCallSubCommandHook(promiseChain, subCommand, "preSubcommand");
		promiseChain = this._chainOrCall(promiseChain, () => {
			if (subCommand._executableHandler) this._executeSubCommand(subCommand, operands.concat(unknown));
			else return subCommand._parseCommand(operands, unknown);
		});
		return promiseChain;
	}
	_dispatchHelpCommand(subcommandName) {
		if (!subcommandName) this.help();
		const subCommand = this._findCommand(subcommandName);
		if (subCommand && !subCommand._executableHandler) subCommand.help();
		return this._dispatchSubcommand(subcommandName, [], [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]);
	}
	_checkNumberOfArguments() {
		this.registeredArguments.forEach((arg, i) => {
			if (arg.required && this.args[i] == null) this.missingArgument(arg.name());
		});
		if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) return;
		if (this.args.length > this.registeredArguments.length) this._excessArguments(this.args);
	}
	_processArguments() {
		const myParseArg = (argument, value, previous) => {
			let parsedValue = value;
			if (value !== null && argument.parseArg) {
				const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
				parsedValue = this._callParseArg(argument, value, previous, invalidValueMessage);
			}
			return parsedValue;
		};
		this._checkNumberOfArguments();
		const processedArgs = [];
		this.registeredArguments.forEach((declaredArg, index) => {
			let value = declaredArg.defaultValue;
			if (declaredArg.variadic) {
				if (index < this.args.length) {
					value = this.args.slice(index);
					if (declaredArg.parseArg) value = value.reduce((processed, v) => {
						return myParseArg(declaredArg, v, processed);
					}, declaredArg.defaultValue);
				} else if (value === void 0) value = [];
			} else if (index < this.args.length) {
				value = this.args[index];
				if (declaredArg.parseArg) value = myParseArg(declaredArg, value, declaredArg.defaultValue);
			}
			processedArgs[index] = value;
		});
		this.processedArgs = processedArgs;
	}
	_chainOrCall(promise, fn) {
		if (promise?.then && typeof promise.then === "function") return promise.then(() => fn());
		return fn();
	}
	_chainOrCallHooks(promise, event) {
		let result = promise;
		const hooks = [];
		this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
			hookedCommand._lifeCycleHooks[event].forEach((callback) => {
				hooks.push({
					hookedCommand,
					callback
				});
			});
		});
		if (event === "postAction") hooks.reverse();
		hooks.forEach((hookDetail) => {
			result = this._chainOrCall(result, () => {
				return hookDetail.callback(hookDetail.hookedCommand, this);
			});
		});
		return result;
	}
	_chainOrCallSubCommandHook(promise, subCommand, event) {
		let result = promise;
		if (this._lifeCycleHooks[event] !== void 0) this._lifeCycleHooks[event].forEach((hook) => {
			result = this._chainOrCall(result, () => {
				return hook(this, subCommand);
			});
		});
		return result;
	}
	_parseCommand(operands, unknown) {
		const parsed = this.parseOptions(unknown);
		this._parseOptionsEnv();
		this._parseOptionsImplied();
		operands = operands.concat(parsed.operands);
		unknown = parsed.unknown;
		this.args = operands.concat(unknown);
		if (operands && this._findCommand(operands[0])) return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
		if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) return this._dispatchHelpCommand(operands[1]);
		if (this._defaultCommandName) {
			this._outputHelpIfRequested(unknown);
			return this._dispatchSubcommand(this._defaultCommandName, operands, unknown);
		}
		if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) this.help({ error: true });
		this._outputHelpIfRequested(parsed.unknown);
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		const checkForUnknownOptions = () => {
			if (parsed.unknown.length > 0) this.unknownOption(parsed.unknown[0]);
		};
		const commandEvent = `command:${this.name()}`;
		if (this._actionHandler) {
			checkForUnknownOptions();
			this._processArguments();
			let promiseChain;
			promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
			promiseChain = this._chainOrCall(promiseChain, () => this._actionHandler(this.processedArgs));
			if (this.parent) promiseChain = this._chainOrCall(promiseChain, () => {
				this.parent.emit(commandEvent, operands, unknown);
			});
			promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
			return promiseChain;
		}
		if (this.parent?.listenerCount(commandEvent)) {
			checkForUnknownOptions();
			this._processArguments();
			this.parent.emit(commandEvent, operands, unknown);
		} else if (operands.length) {
			if (this._findCommand("*")) return this._dispatchSubcommand("*", operands, unknown);
			if (this.listenerCount("command:*")) this.emit("command:*", operands, unknown);
			else if (this.commands.length) this.unknownCommand();
			else {
				checkForUnknownOptions();
				this._processArguments();
			}
		} else if (this.commands.length) {
			checkForUnknownOptions();
			this.help({ error: true });
		} else {
			checkForUnknownOptions();
			this._processArguments();
		}
	}
	_findCommand(name) {
		if (!name) return void 0;
		return this.commands.find((cmd) => cmd._name === name || cmd._aliases.includes(name));
	}
	_findOption(arg) {
		return this.options.find((option) => option.is(arg));
	}
	_checkForMissingMandatoryOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd.options.forEach((anOption) => {
				if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) cmd.missingMandatoryOptionValue(anOption);
			});
		});
	}
	_checkForConflictingLocalOptions() {
		const definedNonDefaultOptions = this.options.filter((option) => {
			const optionKey = option.attributeName();
			if (this.getOptionValue(optionKey) === void 0) return false;
			return this.getOptionValueSource(optionKey) !== "default";
		});
		definedNonDefaultOptions.filter((option) => option.conflictsWith.length > 0).forEach((option) => {
			const conflictingAndDefined = definedNonDefaultOptions.find((defined) => option.conflictsWith.includes(defined.attributeName()));
			if (conflictingAndDefined) this._conflictingOption(option, conflictingAndDefined);
		});
	}
	_checkForConflictingOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd._checkForConflictingLocalOptions();
		});
	}
	parseOptions(args) {
		const operands = [];
		const unknown = [];
		let dest = operands;
		function maybeOption(arg) {
			return arg.length > 1 && arg[0] === "-";
		}
		const negativeNumberArg = (arg) => {
			if (!/^-(\d+|\d*\.\d+)([eE][+-]?\d+)?$/.test(arg)) return false;
			return !this._getCommandAndAncestors().some((cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short)));
		};
		let activeVariadicOption = null;
		let activeGroup = null;
		let i = 0;
		while (i < args.length || activeGroup) {
			const arg = activeGroup ?? args[i++];
			activeGroup = null;
			if (arg === "--") {
				if (dest === unknown) dest.push(arg);
				dest.push(...args.slice(i));
				break;
			}
			if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
				this.emit(`option:${activeVariadicOption.name()}`, arg);
				continue;
			}
			activeVariadicOption = null;
			if (maybeOption(arg)) {
				const option = this._findOption(arg);
				if (option) {
					if (option.required) {
						const value = args[i++];
						if (value === void 0) this.optionMissingArgument(option);
						this.emit(`option:${option.name()}`, value);
					} else if (option.optional) {
						let value = null;
						if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) value = args[i++];
						this.emit(`option:${option.name()}`, value);
					} else this.emit(`option:${option.name()}`);
					activeVariadicOption = option.variadic ? option : null;
					continue;
				}
			}
			if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
				const option = this._findOption(`-${arg[1]}`);
				if (option) {
					if (option.required || option.optional && this._combineFlagAndOptionalValue) this.emit(`option:${option.name()}`, arg.slice(2));
					else {
						this.emit(`option:${option.name()}`);
						activeGroup = `-${arg.slice(2)}`;
					}
					continue;
				}
			}
			if (/^--[^=]+=/.test(arg)) {
				const index = arg.indexOf("=");
				const option = this._findOption(arg.slice(0, index));
				if (option && (option.required || option.optional)) {
					this.emit(`option:${option.name()}`, arg.slice(index + 1));
					continue;
				}
			}
			if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) dest = unknown;
			if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
				if (this._findCommand(arg)) {
					operands.push(arg);
					unknown.push(...args.slice(i));
					break;
				} else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
					operands.push(arg, ...args.slice(i));
					break;
				} else if (this._defaultCommandName) {
					unknown.push(arg, ...args.slice(i));
					break;
				}
			}
			if (this._passThroughOptions) {
				dest.push(arg, ...args.slice(i));
				break;
			}
			dest.push(arg);
		}
		return {
			operands,
			unknown
		};
	}
	opts() {
		if (this._storeOptionsAsProperties) {
			const result = {};
			const len = this.options.length;
			for (let i = 0; i < len; i++) {
				const key = this.options[i].attributeName();
				result[key] = key === this._versionOptionName ? this._version : this[key];
			}
			return result;
		}
		return this._optionValues;
	}
	optsWithGlobals() {
		return this._getCommandAndAncestors().reduce((combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()), {});
	}
	error(message, errorOptions) {
		this._outputConfiguration.outputError(`${message}\n`, this._outputConfiguration.writeErr);
		if (typeof this._showHelpAfterError === "string") this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
		else if (this._showHelpAfterError) {
			this._outputConfiguration.writeErr("\n");
			this.outputHelp({ error: true });
		}
		const config = errorOptions || {};
		const exitCode = config.exitCode || 1;
		const code = config.code || "commander.error";
		this._exit(exitCode, code, message);
	}
	_parseOptionsEnv() {
		this.options.forEach((option) => {
			if (option.envVar && option.envVar in process.env) {
				const optionKey = option.attributeName();
				if (this.getOptionValue(optionKey) === void 0 || [
					"default",
					"config",
					"env"
				].includes(this.getOptionValueSource(optionKey))) {
					if (option.required || option.optional) this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
					else this.emit(`optionEnv:${option.name()}`);
				}
			}
		});
	}
	_parseOptionsImplied() {
		const dualHelper = new DualOptions(this.options);
		const hasCustomOptionValue = (optionKey) => {
			return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
		};
		this.options.filter((option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(this.getOptionValue(option.attributeName()), option)).forEach((option) => {
			Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
				this.setOptionValueWithSource(impliedKey, option.implied[impliedKey], "implied");
			});
		});
	}
	missingArgument(name) {
		const message = `error: missing required argument '${name}'`;
		this.error(message, { code: "commander.missingArgument" });
	}
	optionMissingArgument(option) {
		const message = `error: option '${option.flags}' argument missing`;
		this.error(message, { code: "commander.optionMissingArgument" });
	}
	missingMandatoryOptionValue(option) {
		const message = `error: required option '${option.flags}' not specified`;
		this.error(message, { code: "commander.missingMandatoryOptionValue" });
	}
	_conflictingOption(option, conflictingOption) {
		const findBestOptionFromValue = (option) => {
			const optionKey = option.attributeName();
			const optionValue = this.getOptionValue(optionKey);
			const negativeOption = this.options.find((target) => target.negate && optionKey === target.attributeName());
			const positiveOption = this.options.find((target) => !target.negate && optionKey === target.attributeName());
			if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) return negativeOption;
			return positiveOption || option;
		};
		const getErrorMessage = (option) => {
			const bestOption = findBestOptionFromValue(option);
			const optionKey = bestOption.attributeName();
			if (this.getOptionValueSource(optionKey) === "env") return `environment variable '${bestOption.envVar}'`;
			return `option '${bestOption.flags}'`;
		};
		const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
		this.error(message, { code: "commander.conflictingOption" });
	}
	unknownOption(flag) {
		if (this._allowUnknownOption) return;
		let suggestion = "";
		if (flag.startsWith("--") && this._showSuggestionAfterError) {
			let candidateFlags = [];
			let command = this;
			do {
				const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
				candidateFlags = candidateFlags.concat(moreFlags);
				command = command.parent;
			} while (command && !command._enablePositionalOptions);
			suggestion = suggestSimilar(flag, candidateFlags);
		}
		const message = `error: unknown option '${flag}'${suggestion}`;
		this.error(message, { code: "commander.unknownOption" });
	}
	_excessArguments(receivedArgs) {
		if (this._allowExcessArguments) return;
		const expected = this.registeredArguments.length;
		const s = expected === 1 ? "" : "s";
		const received = receivedArgs.length;
		const message = `error: too many arguments${this.parent ? ` for '${this.name()}'` : ""}. Expected ${expected} argument${s} but got ${received}: ${receivedArgs.join(", ")}.`;
		this.error(message, { code: "commander.excessArguments" });
	}
	unknownCommand() {
		const unknownName = this.args[0];
		let suggestion = "";
		if (this._showSuggestionAfterError) {
			const candidateNames = [];
			this.createHelp().visibleCommands(this).forEach((command) => {
				candidateNames.push(command.name());
				if (command.alias()) candidateNames.push(command.alias());
			});
			suggestion = suggestSimilar(unknownName, candidateNames);
		}
		const message = `error: unknown command '${unknownName}'${suggestion}`;
		this.error(message, { code: "commander.unknownCommand" });
	}
	version(str, flags, description) {
		if (str === void 0) return this._version;
		this._version = str;
		flags = flags || "-V, --version";
		description = description || "output the version number";
		const versionOption = this.createOption(flags, description);
		this._versionOptionName = versionOption.attributeName();
		this._registerOption(versionOption);
		this.on("option:" + versionOption.name(), () => {
			this._outputConfiguration.writeOut(`${str}\n`);
			this._exit(0, "commander.version", str);
		});
		return this;
	}
	description(str, argsDescription) {
		if (str === void 0 && argsDescription === void 0) return this._description;
		this._description = str;
		if (argsDescription) this._argsDescription = argsDescription;
		return this;
	}
	summary(str) {
		if (str === void 0) return this._summary;
		this._summary = str;
		return this;
	}
	alias(alias) {
		if (alias === void 0) return this._aliases[0];
		let command = this;
		if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) command = this.commands[this.commands.length - 1];
		if (alias === command._name) throw new Error("Command alias can't be the same as its name");
		const matchingCommand = this.parent?._findCommand(alias);
		if (matchingCommand) {
			const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
			throw new Error(`cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`);
		}
		command._aliases.push(alias);
		return this;
	}
	aliases(aliases) {
		if (aliases === void 0) return this._aliases;
		aliases.forEach((alias) => this.alias(alias));
		return this;
	}
	usage(str) {
		if (str === void 0) {
			if (this._usage) return this._usage;
			const args = this.registeredArguments.map((arg) => {
				return humanReadableArgName(arg);
			});
			return [].concat(this.options.length || this._helpOption !== null ? "[options]" : [], this.commands.length ? "[command]" : [], this.registeredArguments.length ? args : []).join(" ");
		}
		this._usage = str;
		return this;
	}
	name(str) {
		if (str === void 0) return this._name;
		this._name = str;
		return this;
	}
	helpGroup(heading) {
		if (heading === void 0) return this._helpGroupHeading ?? "";
		this._helpGroupHeading = heading;
		return this;
	}
	commandsGroup(heading) {
		if (heading === void 0) return this._defaultCommandGroup ?? "";
		this._defaultCommandGroup = heading;
		return this;
	}
	optionsGroup(heading) {
		if (heading === void 0) return this._defaultOptionGroup ?? "";
		this._defaultOptionGroup = heading;
		return this;
	}
	_initOptionGroup(option) {
		if (this._defaultOptionGroup && !option.helpGroupHeading) option.helpGroup(this._defaultOptionGroup);
	}
	_initCommandGroup(cmd) {
		if (this._defaultCommandGroup && !cmd.helpGroup()) cmd.helpGroup(this._defaultCommandGroup);
	}
	nameFromFilename(filename) {
		this._name = path.basename(filename, path.extname(filename));
		return this;
	}
	executableDir(path) {
		if (path === void 0) return this._executableDir;
		this._executableDir = path;
		return this;
	}
	helpInformation(contextOptions) {
		const helper = this.createHelp();
		const context = this._getOutputContext(contextOptions);
		helper.prepareContext({
			error: context.error,
			helpWidth: context.helpWidth,
			outputHasColors: context.hasColors
		});
		const text = helper.formatHelp(this, helper);
		if (context.hasColors) return text;
		return this._outputConfiguration.stripColor(text);
	}
	_getOutputContext(contextOptions) {
		contextOptions = contextOptions || {};
		const error = !!contextOptions.error;
		let baseWrite;
		let hasColors;
		let helpWidth;
		if (error) {
			baseWrite = (str) => this._outputConfiguration.writeErr(str);
			hasColors = this._outputConfiguration.getErrHasColors();
			helpWidth = this._outputConfiguration.getErrHelpWidth();
		} else {
			baseWrite = (str) => this._outputConfiguration.writeOut(str);
			hasColors = this._outputConfiguration.getOutHasColors();
			helpWidth = this._outputConfiguration.getOutHelpWidth();
		}
		const write = (str) => {
			if (!hasColors) str = this._outputConfiguration.stripColor(str);
			return baseWrite(str);
		};
		return {
			error,
			write,
			hasColors,
			helpWidth
		};
	}
	outputHelp(contextOptions) {
		let deprecatedCallback;
		if (typeof contextOptions === "function") {
			deprecatedCallback = contextOptions;
			contextOptions = void 0;
		}
		const outputContext = this._getOutputContext(contextOptions);
		const eventContext = {
			error: outputContext.error,
			write: outputContext.write,
			command: this
		};
		this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
		this.emit("beforeHelp", eventContext);
		let helpInformation = this.helpInformation({ error: outputContext.error });
		if (deprecatedCallback) {
			helpInformation = deprecatedCallback(helpInformation);
			if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) throw new Error("outputHelp callback must return a string or a Buffer");
		}
		outputContext.write(helpInformation);
		if (this._getHelpOption()?.long) this.emit(this._getHelpOption().long);
		this.emit("afterHelp", eventContext);
		this._getCommandAndAncestors().forEach((command) => command.emit("afterAllHelp", eventContext));
	}
	helpOption(flags, description) {
		if (typeof flags === "boolean") {
			if (flags) {
				if (this._helpOption === null) this._helpOption = void 0;
				if (this._defaultOptionGroup) this._initOptionGroup(this._getHelpOption());
			} else this._helpOption = null;
			return this;
		}
		this._helpOption = this.createOption(flags ?? "-h, --help", description ?? "display help for command");
		if (flags || description) this._initOptionGroup(this._helpOption);
		return this;
	}
	_getHelpOption() {
		if (this._helpOption === void 0) this.helpOption(void 0, void 0);
		return this._helpOption;
	}
	addHelpOption(option) {
		this._helpOption = option;
		this._initOptionGroup(option);
		return this;
	}
	help(contextOptions) {
		this.outputHelp(contextOptions);
		let exitCode = Number(process.exitCode ?? 0);
		if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) exitCode = 1;
		this._exit(exitCode, "commander.help", "(outputHelp)");
	}
	addHelpText(position, text) {
		const allowedValues = [
			"beforeAll",
			"before",
			"after",
			"afterAll"
		];
		if (!allowedValues.includes(position)) throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
		const helpEvent = `${position}Help`;
		this.on(helpEvent, (context) => {
			let helpStr;
			if (typeof text === "function") helpStr = text({
				error: context.error,
				command: context.command
			});
			else helpStr = text;
			if (helpStr) context.write(`${helpStr}\n`);
		});
		return this;
	}
	_outputHelpIfRequested(args) {
		const helpOption = this._getHelpOption();
		if (helpOption && args.find((arg) => helpOption.is(arg))) {
			this.outputHelp();
			this._exit(0, "commander.helpDisplayed", "(outputHelp)");
		}
	}
};
function incrementNodeInspectorPort(args) {
	return args.map((arg) => {
		if (!arg.startsWith("--inspect")) return arg;
		let debugOption;
		let debugHost = "127.0.0.1";
		let debugPort = "9229";
		let match;
		if ((match = arg.match(/^(--inspect(-brk|-wait)?)$/)) !== null) debugOption = match[1];
		else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+)$/)) !== null) {
			debugOption = match[1];
			if (/^\d+$/.test(match[3])) debugPort = match[3];
			else debugHost = match[3];
		} else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+):(\d+)$/)) !== null) {
			debugOption = match[1];
			debugHost = match[3];
			debugPort = match[4];
		}
		if (debugOption && debugPort !== "0") return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
		return arg;
	});
}
function useColor() {
	if (process.env.NO_COLOR || process.env.FORCE_COLOR === "0" || process.env.FORCE_COLOR === "false") return false;
	if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== void 0) return true;
}

// node_modules/commander/index.js
const program = new Command();

// src/commands/person/open-revoke.ts
const isSelected = (selection, grant) => {
	switch (selection.kind) {
		case "key": return grant.key === selection.key;
		case "user": return foldLogin(grant.user) === foldLogin(selection.user);
		case "role": return grant.role === selection.role;
		case "all": return true;
	}
};
async function openRevoke(ports, branch, selection, recalled, why) {
	const { repository, copy, github } = ports;
	const base = (await repository.fetch([branch])).get(branch);
	if (base === void 0) throw new OutsideError("git", "not-found", `origin has no branch ${branch}`, { hint: "github.branch in policies/leasehold.yaml names the branch grants live on." });
	const { grants } = await landedGrants(repository, base);
	const selected = grants.filter((grant) => isSelected(selection, grant));
	if (selected.length === 0) return { grants: [] };
	const name = nameOf(selection);
	const [open] = await github.openPullsUnder(`${WISH_BRANCHES}${name}-`);
	if (open && selection.kind === "key") return {
		grants: selected,
		pull: {
			number: open.number,
			url: open.url
		}
	};
	const title = endTitle(selected);
	const head = `${WISH_BRANCHES}${name}-${ports.chance()}`;
	await copy.pushBranch({
		base,
		branch: head,
		message: title,
		write: /* @__PURE__ */ new Map(),
		remove: selected.map((grant) => grant.file)
	});
	const { number, url } = await opened(github, {
		branch: head,
		base: branch,
		title,
		body: endBody(selected, recalled, why)
	});
	return {
		grants: selected,
		pull: {
			number,
			url
		}
	};
}
async function opened(github, pull) {
	const result = await attempt(`open the pull request of ${pull.branch}`, () => github.openPull(pull));
	if (result.ok) return result.value;
	const { message, hint = "" } = result.trouble;
	throw new OutsideError("github", "broken", message, { hint: `${hint} The branch ${pull.branch} is pushed: open its pull request on GitHub's page of the repository.`.trim() });
}
function nameOf(selection) {
	switch (selection.kind) {
		case "key": return selection.key;
		case "user": return `user-${foldLogin(selection.user)}`;
		case "role": return `role-${selection.role}`;
		case "all": return "all";
	}
}

// src/commands/done.ts
async function done(ports, options) {
	const kept = await ports.kept.all();
	const key = keyFrom(options.key, kept);
	const troubles = [];
	const own = kept.find((one) => one.key === key);
	let ended = false;
	if (own) {
		const revoked = await attempt(`end ${key} in Vault`, () => ports.granted.revokeSelf(own.token));
		if (revoked.ok) {
			ended = revoked.value;
			if (ended) await ports.kept.drop(key);
		} else troubles.push(revoked.trouble);
	}
	const opened = await attempt(`the pull request that deletes the file of ${key}`, async () => openRevoke({
		...ports,
		github: await ports.github()
	}, options.branch, {
		kind: "key",
		key
	}, new Set(ended ? [key] : []), void 0));
	if (!opened.ok) troubles.push(opened.trouble);
	const found = opened.ok && opened.value.grants.length > 0;
	if (opened.ok && !found && !own) throw unknown$1(key);
	return {
		key,
		ended,
		...opened.ok && opened.value.pull ? { pull: opened.value.pull } : {},
		findings: [],
		troubles
	};
}
function keyFrom(asked, kept) {
	if (asked !== void 0) {
		if (isKey(asked)) return asked;
		throw new Stop(2, `${JSON.stringify(asked)} is no key of a grant`, namesOf(kept));
	}
	const [only, ...more] = kept;
	if (!only) throw new Stop(2, "no access is kept on this machine", "Name the grant: leasehold done KEY; leasehold status shows the keys.");
	if (more.length === 0) return only.key;
	throw new Stop(2, "several grants are kept on this machine: say which", namesOf(kept));
}
const namesOf = (kept) => kept.length === 0 ? "leasehold status shows the keys." : kept.map(({ key }) => `leasehold done ${key}`).join("\n");
const unknown$1 = (key) => new Stop(1, `${key} is not on main, and no token of it is kept here`, "It has ended already, or was never issued: leasehold status shows it.");

// src/commands/person/offer-recall.ts
async function offerRecall({ prompts, reporter, revoke }, taken) {
	if (!prompts) return void 0;
	reporter.warn(taken.message);
	return await prompts.confirm("It was not me: end this access now, and alert the security team?") === true ? revoke() : void 0;
}

// src/domain/pickup-trust.ts
const CREATE = "auth/token/create/";
function suspectWrapping(key, creationPath, claimed) {
	const role = parseKey(key)?.role;
	const tokenRole = creationPath.startsWith(CREATE) ? creationPath.slice(18) : void 0;
	if (tokenRole === void 0 || tokenRole.includes("/")) return `Vault says it was made at ${creationPath}`;
	if (versionOfTokenRole(tokenRole)?.slice(0, -9) !== `leasehold-role-${role}`) return `its token was made through ${tokenRole}, which is no token role of ${role}`;
	if (claimed !== void 0 && claimed !== tokenRole) return `its token was made through ${tokenRole}, the pick-up names ${claimed}`;
}
function suspectOpened(key, opened) {
	if (opened.token === void 0) return "it held no login";
	if (opened.metadata.key !== key) return `it held a token of ${opened.metadata.key === void 0 ? "no grant" : opened.metadata.key}`;
}

// src/commands/person/open-pickup.ts
async function openPickup(ports, candidates) {
	for (const { key, aliases } of candidates) for (const alias of aliases) {
		const pickup = await ports.person.pickup(key, alias);
		if (pickup) return open$2(ports, key, pickup);
	}
}
async function open$2(ports, key, pickup) {
	const facts = await ports.granted.wrapping(pickup.wrapping);
	if (!facts) throw alreadyOpened(key);
	const before = suspectWrapping(key, facts.creation_path, pickup.token_role);
	if (before !== void 0) throw forged(key, before);
	await ports.kept.prepare();
	const opened = await ports.granted.unwrap(pickup.wrapping);
	if (!opened) throw alreadyOpened(key);
	const after = suspectOpened(key, opened);
	if (after !== void 0 || !opened.token) throw forged(key, after ?? "it held no login");
	return {
		key,
		token: opened.token,
		end: plus(facts.created, opened.ttl)
	};
}
var PickupTaken = class extends Stop {
	key;
	constructor(key, message, hint) {
		super(1, message, hint);
		this.key = key;
	}
};
const alreadyOpened = (key) => new PickupTaken(key, `The pick-up of ${key} HAS ALREADY BEEN OPENED, or its access was ended. A pick-up opens once: if it was not you, on this machine or another, then SOMEBODY ELSE HOLDS YOUR ACCESS.`, [
	`If it was not you: end that access now with  ${recallOf(key)}  and tell your security team.`,
	`If it was you and the token is lost:  leasehold reissue ${key}`,
	`Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? key}`
].join("\n"));
const forged = (key, suspicion) => new PickupTaken(key, `The pick-up of ${key} IS NOT WHAT APPLY PUT THERE: ${suspicion}. It was not used. Somebody who can write pick-ups may hold the real token.`, `End that access now with  ${recallOf(key)}  and tell your security team.`);
const recallOf = (key) => `leasehold revoke ${key} --now --stolen`;

// src/commands/end/end-together.ts
async function endTogether(vault, tokenRole, records, surroundings) {
	const keys = records.map(({ value }) => value.key);
	const ended = await attempt(`end every token of ${tokenRole}`, async () => {
		const leases = await vault.countTokenLeases(tokenRole);
		const from = await vault.now();
		await vault.endTokenRole(tokenRole);
		return {
			leases,
			from,
			left: await vault.countTokenLeases(tokenRole),
			to: await vault.now()
		};
	});
	const one = (key) => ({
		key,
		why: "recalled"
	});
	if (!ended.ok || ended.value.left > 0) return {
		...await endGrants(vault, keys.map(one), surroundings),
		unrecorded: 0
	};
	const { leases, from, to } = ended.value;
	const access = new AccessLeases(vault);
	const paths = new Set(records.flatMap(({ value }) => leasedPaths(value.access)));
	await attempt("look at what is left", () => Promise.all([...paths].map((path) => access.under(path))));
	const at = await vault.now();
	const closing = {
		now: async () => at,
		replaceRecord: vault.replaceRecord
	};
	const closed = (await attemptEach(records, ({ value }) => `end ${value.key}`, async ({ value, version }) => {
		const meant = {
			...value,
			ending: value.ending ?? {
				why: "recalled",
				at: from
			}
		};
		const gone = {
			kind: "gone",
			key: value.key,
			ending: one(value.key),
			found: {
				value: meant,
				version
			},
			ended: {
				from,
				to
			}
		};
		const closed = await close(closing, gone, surroundings, access);
		if (closed.kind === "closed") await vault.deletePickup(value.key, value.alias);
		return closed;
	}, {
		step: "ends proved",
		reporter: surroundings.reporter,
		signal: surroundings.signal
	})).done.flatMap(({ value }) => value.kind === "closed" ? [value] : []);
	const done = new Set(closed.map(({ record }) => record.key));
	const left = keys.filter((key) => !done.has(key));
	const rest = await endGrants(vault, left.map(one), surroundings);
	const named = records.reduce((sum, { value }) => sum + accessorsOf(value).length + 1, 0);
	return {
		closed: [...closed.map(({ record }) => record), ...rest.closed],
		findings: [...closed.flatMap(({ findings }) => findings ?? []), ...rest.findings],
		troubles: rest.troubles,
		unrecorded: Math.max(0, leases - named)
	};
}

// src/commands/end/recall-now.ts
async function recallNow(vault, selection, report, { reporter, signal } = {}) {
	const read = await readRecords(vault, await vault.recordKeys(), {
		reporter,
		signal
	});
	const live = read.found.filter(({ value }) => value.state === "live");
	const selected = live.filter(({ value }) => isSelected(selection, value));
	const surroundings = {
		reporter,
		signal,
		holders: live.map(({ value }) => holderOf(value)),
		shared_paths: await sharedPaths$1(vault)
	};
	const whole = selection.kind === "role" || selection.kind === "all";
	const many = [...Map.groupBy(selected, ({ value }) => value.token_role)].filter(([, records]) => whole && records.length >= 16);
	const together = [];
	for (const [tokenRole, records] of many) together.push(await endTogether(vault, tokenRole, records, surroundings));
	const few = selected.filter(({ value }) => !many.some(([tokenRole]) => tokenRole === value.token_role));
	const ended = await endGrants(vault, few.map(({ value }) => ({
		key: value.key,
		why: "recalled",
		...report ? { report } : {}
	})), surroundings);
	const rest = await endTheRest(vault, selection, read.records);
	const all = [...together, ended];
	return {
		closed: all.flatMap(({ closed }) => closed),
		findings: all.flatMap(({ findings }) => findings),
		unrecorded: together.reduce((sum, { unrecorded }) => sum + unrecorded, rest.unrecorded),
		troubles: [
			...all.flatMap(({ troubles }) => troubles),
			...read.troubles,
			...rest.troubles
		]
	};
}
async function endTheRest(vault, selection, records) {
	if (selection.kind === "key" || selection.kind === "user") return {
		unrecorded: 0,
		troubles: []
	};
	const setup = await attempt("read what setup wrote", () => vault.setup());
	const known = [...(setup.ok ? setup.value?.token_roles : void 0) ?? [], ...records.map((record) => record.token_role)];
	const meant = [...new Set(known)].filter((name) => selection.kind === "all" || roleOfTokenRole(name) === selection.role);
	const ended = await attemptEach(meant, (name) => `end every token of ${name}`, async (name) => {
		const leases = await vault.tokenLeases(name);
		if (leases.length > 0) await vault.endTokenRole(name);
		return leases.length;
	});
	return {
		unrecorded: ended.done.reduce((sum, { value }) => sum + value, 0),
		troubles: [...setup.ok ? [] : [setup.trouble], ...ended.troubles]
	};
}
const holderOf = ({ key, access, begin, end }) => ({
	key,
	access,
	begin,
	end
});

// src/commands/revoke.ts
async function revoke(ports, options) {
	const selection = selectionOf(options);
	const troubles = [];
	const report = options.stolen ? STOLEN : void 0;
	const recall = options.now || report ? await attempt("recall in Vault now", async () => recallNow(await ports.vault(), selection, report?.kind, ports)) : void 0;
	const asked = recall && !recall.ok && report ? await askForRecall(ports, selection, report.kind) : void 0;
	if (recall && !recall.ok && !asked?.ok) troubles.push(withRecallHint(recall.trouble));
	if (asked && !asked.ok) troubles.push(asked.trouble);
	const ended = recall?.ok ? recall.value : {
		closed: [],
		unrecorded: 0,
		findings: [],
		troubles: []
	};
	troubles.push(...ended.troubles);
	const recalled = new Set(ended.closed.map((record) => record.key));
	const opened = await attempt("the pull request that deletes the files", async () => openRevoke({
		...ports,
		github: await ports.github()
	}, options.branch, selection, recalled, options.reason ?? report?.why));
	if (!opened.ok) troubles.push(opened.trouble);
	const grants = opened.ok ? opened.value.grants : [];
	const done = grants.length + ended.closed.length + ended.unrecorded + (asked?.ok ? 1 : 0);
	if (troubles.length === 0 && done === 0) return nothing(selection, options.now || options.stolen === true);
	return {
		recalled: ended.closed,
		unrecorded: ended.unrecorded,
		grants,
		...opened.ok && opened.value.pull ? { pull: opened.value.pull } : {},
		...asked?.ok ? { asked: asked.value } : {},
		findings: ended.findings,
		troubles
	};
}
const STOLEN = {
	kind: "pickup-opened",
	why: "The pick-up was opened by somebody else."
};
function askForRecall({ askForRecall: ask }, selection, report) {
	return attempt("have the workflow recall it", async () => {
		if (!ask || selection.kind !== "key") throw new Error("only for one grant, by its key");
		await ask(selection.key, report);
		return selection.key;
	});
}
function selectionOf(options) {
	const { key, user, role, all, stolen } = options;
	if (stolen && key === void 0) throw new Stop(2, "--stolen is about one grant", "leasehold revoke KEY --stolen");
	if ([
		key,
		user,
		role,
		all || void 0
	].filter((one) => one !== void 0).length !== 1) throw new Stop(2, "say what to end, in one way", "KEY, --user LOGIN, --role ROLE or --all; leasehold status shows the keys.");
	if (key !== void 0) return isKey(key) ? {
		kind: "key",
		key
	} : wrong(key, "is no key of a grant");
	if (user !== void 0) return LOGIN.test(user) ? {
		kind: "user",
		user
	} : wrong(user, "is no login");
	if (role !== void 0) return NAME.test(role) ? {
		kind: "role",
		role
	} : wrong(role, "is no name of a role");
	return { kind: "all" };
}
function wrong(text, what) {
	throw new Stop(2, `${JSON.stringify(text)} ${what}`, "leasehold status shows who has what, with the keys.");
}
const withRecallHint = (trouble) => ({
	...trouble,
	hint: [...trouble.hint === void 0 ? [] : [trouble.hint], "Recalling at once needs a login with the policy leasehold-recall. Without it, merging the pull request ends the access."].join(" ")
});
function nothing(selection, now) {
	const what = selection.kind === "key" ? selection.key : "such a grant";
	throw new Stop(1, `${what} is ${now ? "neither live in Vault nor on main" : "not on main"}: there is nothing to end`, "leasehold status shows who has what.");
}

// src/commands/person/await-pickup.ts
const PATIENCE$1 = seconds(300);
const FIRST$1 = 3;
const LONGEST$2 = 15;
async function awaitPickup({ clock, reporter }, { log, startApply }, { key, landed }, look) {
	if (!await isUndecided(log, key, landed)) return void 0;
	const started = await attempt("start apply", startApply);
	if (started.ok) reporter.info(`${key} is approved and not issued yet: apply is asked for, waiting for it`);
	else reporter.warn(`${key} is approved and not issued yet, and apply could not be asked for (${started.trouble.message}): waiting for a run that comes by itself`);
	const began = clock.now();
	const until = plus(began, PATIENCE$1);
	for (let pause = FIRST$1; clock.now() < until; pause = Math.min(LONGEST$2, pause * 1.5)) {
		await clock.wait(seconds(Math.ceil(pause)));
		const opened = await look();
		if (opened) return opened;
		reporter.progress("waiting", clock.now() - began, PATIENCE$1);
		await isUndecided(log, key, landed);
	}
	throw new OutsideError("github", "not-found", `${key} was not issued within ${spanText(PATIENCE$1)}`, { hint: "See the runs of Leasehold apply (gh run list --workflow apply.yml), and try again." });
}
async function isUndecided(log, key, landed) {
	const told = historyOf(await log.events(landed)).get(key);
	if (told?.refused) throw new Stop(1, `${key} was refused: ${told.refused.messages.join("; ")}`, "Ask again with another pull request:  leasehold request");
	return told?.issued === void 0;
}

// src/commands/person/find-access.ts
function wantedOf(text) {
	if (isKey(text)) return {
		kind: "key",
		key: text,
		role: parseKey(text)?.role ?? ""
	};
	if (NAME.test(text)) return {
		kind: "role",
		role: text
	};
	throw new Stop(2, `${JSON.stringify(text)} is neither a role nor the key of a grant`, "Write a role such as orders-db-read, or a key such as orders-db-read.refund-8812.3f2a9c1b7d20; leasehold status shows both.");
}
const TRIES = 20;
async function candidatesFor(repository, main, wanted, names, now) {
	if (wanted.kind === "key") return candidateOfKey(repository, main.policies, wanted.key, names, now);
	const { grants } = await landedGrants(repository, main.commit, `grants/${wanted.role}`);
	const live = grants.filter((grant) => isLive(grant, now)).sort((a, b) => b.end - a.end);
	const known = new Set(names.map(foldLogin));
	const mine = live.filter((grant) => known.has(foldLogin(aliasOf(grant.user, main.policies) ?? "")));
	if (known.size > 0 && mine.length === 0) return nothingOfRole(main.policies, wanted.role, grants, known, now);
	const tried = known.size > 0 ? mine : live;
	if (tried.length === 0) return nothingOfRole(main.policies, wanted.role, grants, known, now);
	return tried.slice(0, TRIES).map((grant) => ({
		key: grant.key,
		aliases: aliasesOf$1(grant, main.policies, names),
		landed: grant.landed
	}));
}
async function candidateOfKey(repository, policies, key, names, now) {
	if (parseKey(key)?.emergency) return [{
		key,
		aliases: names
	}];
	const grant = await new Windows(repository).of(key);
	if (!grant) throw new Stop(1, `no grant ${key} is in this repository's history`, "leasehold status shows the keys there are.");
	if (grant.end <= now) throw isOver(key, grant.end, now);
	if (grant.begin > now) throw notYet(key, grant.begin, now);
	return [{
		key,
		aliases: aliasesOf$1(grant, policies, names),
		landed: grant.landed
	}];
}
function aliasesOf$1(grant, policies, names) {
	const alias = aliasOf(grant.user, policies);
	if (alias === void 0) return [...names];
	return [alias, ...names.filter((name) => name !== alias && foldLogin(name) === foldLogin(alias))];
}
function nothingOfRole(policies, role, grants, known, now) {
	if (!policies.roles.has(role) && grants.length === 0) throw new Stop(2, `there is no role ${role}`, didYouMean(role, policies.roles.keys()) ?? "leasehold explain --user LOGIN lists the roles.");
	const next = grants.filter((grant) => known.size === 0 || known.has(foldLogin(aliasOf(grant.user, policies) ?? ""))).filter((grant) => grant.begin > now).sort((a, b) => a.begin - b.begin)[0];
	if (next) throw notYet(next.key, next.begin, now);
	const who = known.size === 0 ? "nobody has" : `${[...known][0]} has no`;
	throw new Stop(1, `${who} grant of ${role} on main whose time it is`, `Ask for one:  leasehold request ${role} --for 1h --reason "…"`);
}
const isOver = (key, end, now) => new Stop(1, `${key} ended ${fromNow(end, now)} (${formatInstant(end)})`, `Ask anew:  leasehold request ${parseKey(key)?.role ?? "ROLE"} --for 1h --reason "…"`);
const notYet = (key, begin, now) => new Stop(1, `${key} begins ${fromNow(begin, now)} (${formatInstant(begin)})`, "Come back then; it is issued by itself.");

// src/domain/holes.ts
const HOLE = /\{([A-Za-z0-9_.-]+)\}/g;
const holesOf = (text) => [...text.matchAll(HOLE)].map(([, name]) => name ?? "");
const fillHoles = (text, field) => text.replace(HOLE, (_, name) => field(name));

// src/commands/person/prepare-environment.ts
async function prepareEnvironment(vault, token, role) {
	const environment = {};
	const leases = [];
	for (const { path, env } of role.use) {
		const taken = await vault.take(token, path, capabilitiesOf(role.access, path));
		if (taken.lease) leases.push({
			...taken.lease,
			path
		});
		for (const [name, text] of Object.entries(env)) {
			const missing = holesOf(text).find((field) => !taken.fields.has(field));
			if (missing !== void 0) throw unknownField(role.name, path, name, missing, taken);
			environment[name] = new Secret(fillHoles(text, (field) => textOf$2(taken, field)));
		}
	}
	return {
		environment,
		leases
	};
}
const textOf$2 = (taken, field) => {
	const value = taken.fields.get(field);
	return value === void 0 ? "" : reveal(value);
};
const capabilitiesOf = (access, path) => access.filter((one) => covers(one.path, path)).flatMap((one) => one.capabilities);
const unknownField = (role, path, name, field, taken) => new Stop(2, `policies/roles/${role}.yaml wants {${field}} for ${name}, but what ${path} gives has no such field`, `It gives: ${[...taken.fields.keys()].sort().join(", ") || "nothing"}. Without the preparation:  vault read ${path}`);

// src/commands/person/watch-access.ts
const WARNINGS = [
	600,
	300,
	60
];
const SHORT_WARNINGS = [10, 5];
const SHORT = 120;
const TITLE_EVERY = 15;
const RETRY = 10;
async function watchAccess(ports, access, signal) {
	const { clock, terminal } = ports;
	let tasks = [
		titleTask(ports, access),
		...warningTasks(ports, access),
		...access.leases.flatMap((lease) => renewalTask(ports, access, lease, plus(clock.now(), lease.left)))
	];
	while (!signal.aborted && tasks.length > 0) {
		const now = clock.now();
		const due = tasks.filter((task) => task.at <= now);
		tasks = tasks.filter((task) => task.at > now);
		for (const task of due) {
			const next = await task.run();
			if (next) tasks.push(next);
		}
		const soonest = Math.min(...tasks.map((task) => task.at));
		if (tasks.length > 0 && due.length === 0) await clock.wait(between(now, instant(soonest)), signal);
	}
	terminal.title(void 0);
}
function titleTask({ clock, terminal }, access) {
	const show = async () => {
		const now = clock.now();
		if (now >= access.end) {
			terminal.title(`${access.role}: ended`);
			return;
		}
		const left = between(now, access.end);
		terminal.title(`${access.role}: ${spanText(left)} left`);
		return {
			at: plus(now, seconds(left <= 60 ? 1 : Math.min(TITLE_EVERY, left - 60))),
			run: show
		};
	};
	return {
		at: clock.now(),
		run: show
	};
}
function warningTasks({ clock, reporter }, access) {
	const whole = between(clock.now(), access.end);
	const warnings = (whole <= SHORT ? [...WARNINGS, ...SHORT_WARNINGS] : WARNINGS).filter((left) => left * 2 <= whole).map((left) => ({
		at: plus(access.end, seconds(-left)),
		run: async () => {
			const now = clock.now();
			if (now >= access.end) return void 0;
			const time = `${spanText(between(now, access.end))} (${momentText(access.end, now)})`;
			const more = left >= 60 ? `  More time: leasehold extend ${access.key} --for 1h` : "";
			reporter.warn(`Your access to ${access.role} ends in ${time}.${more}`);
		}
	}));
	const over = {
		at: access.end,
		run: async () => {
			reporter.warn(`Your access to ${access.role} has ended. What it gave no longer works; this program keeps running until you leave it.  Ask anew: leasehold request ${access.role}`);
		}
	};
	return [...warnings, over];
}
function renewalTask(ports, access, lease, until) {
	const { clock, granted, reporter } = ports;
	if (until >= access.end - 2) return [];
	if (!lease.renewable) {
		reporter.warn(shorter(access, lease, until, clock.now()));
		return [];
	}
	const left = between(clock.now(), until);
	const run = async () => {
		const renewed = await attempt(`renew ${lease.path}`, () => granted.renew(access.token, lease.id));
		const now = clock.now();
		if (!renewed.ok) {
			if (now + RETRY < until) return {
				at: plus(now, seconds(RETRY)),
				run
			};
			if (now < access.end) reporter.warn(`${renewed.trouble.message}. ${shorter(access, lease, until, now)}`);
			return;
		}
		const next = plus(now, renewed.value);
		if (next <= until + 1 && next < access.end - 2) {
			reporter.warn(shorter(access, lease, next, now));
			return;
		}
		return renewalTask(ports, access, {
			...lease,
			left: renewed.value
		}, next)[0];
	};
	return [{
		at: plus(clock.now(), renewalAfter(left)),
		run
	}];
}
const renewalAfter = (left) => seconds(Math.max(1, Math.floor(left * 2 / 3)));
const shorter = (access, lease, until, now) => `What ${lease.path} gave ends earlier than your access, at ${momentText(until, now)}. A new one then:  leasehold use ${access.key}`;

// src/commands/use.ts
async function use(ports, options) {
	const wanted = wantedOf(options.what);
	const main = await knownMain(ports.repository, options.branch);
	if (main.stale) {
		const why = main.stale.message.replace(/\.+$/, "");
		ports.reporter.warn(`${why}. Going on with what this clone last saw of main.`);
	}
	const { policies } = await policiesAt(ports.repository, main.commit);
	const access = await accessOf(ports, {
		commit: main.commit,
		policies
	}, wanted);
	const role = policies.roles.get(wanted.role);
	const prepared = await prepare(ports, access.token, role);
	sayWhatIsOpen(ports, access, wanted.role);
	const ended = new AbortController();
	const watch = watchAccess(ports, {
		...access,
		role: wanted.role,
		leases: prepared.leases
	}, ended.signal);
	try {
		const [program = ports.processes.shell, ...args] = options.command;
		const environment = {
			...toldTo(ports, access, wanted.role),
			...prepared.environment
		};
		return {
			key: access.key,
			code: await ports.processes.run([program, ...args], environment)
		};
	} finally {
		ended.abort();
		await watch;
	}
}
async function accessOf(ports, main, wanted) {
	const { access, dead } = await keptAccess(ports, wanted);
	if (access) return access;
	const opened = await openOwnPickup(ports, main, wanted).catch((error) => {
		throw error instanceof Stop && dead ? dead : error;
	});
	const kept = await attempt(`keep ${opened.key}`, () => ports.kept.keep(opened));
	if (!kept.ok) ports.reporter.warn(`${kept.trouble.message}. The token could not be kept: the program started now is the only one that has it.`);
	const life = await ports.granted.life(opened.token);
	if (!life) throw notTaken(opened.key);
	return {
		...opened,
		end: plus(ports.clock.now(), life.left)
	};
}
async function openOwnPickup(ports, main, wanted) {
	if (!ports.person) throw new Stop(2, "you are not logged in to Vault", logIn(ports));
	const names = await ports.person.names();
	const candidates = await candidatesFor(ports.repository, main, wanted, names ?? [], ports.clock.now());
	const opening = {
		...ports,
		person: ports.person
	};
	const opened = await openPickup(opening, candidates);
	if (opened) return opened;
	if (names === void 0) throw loginOver(ports);
	const [newest] = candidates;
	const later = newest?.landed === void 0 || !ports.issuing || !await isOnMain(ports.repository, main, newest.key) ? void 0 : await awaitPickup(ports, ports.issuing, {
		key: newest.key,
		landed: newest.landed
	}, () => openPickup(opening, [newest]));
	if (later) return later;
	throw notThere$1(wanted, newest?.key);
}
async function isOnMain(repository, { commit }, key) {
	const { grants } = await landedGrants(repository, commit, `grants/${parseKey(key)?.role ?? ""}`);
	return grants.some((grant) => grant.key === key);
}
async function keptAccess(ports, wanted) {
	const kept = (await ports.kept.all()).filter(({ key }) => wanted.kind === "key" ? key === wanted.key : parseKey(key)?.role === wanted.role).sort((a, b) => b.end - a.end);
	let dead;
	for (const one of kept) {
		const life = await ports.granted.life(one.token);
		if (life) return { access: {
			...one,
			end: plus(ports.clock.now(), life.left)
		} };
		if (one.end <= ports.clock.now()) await ports.kept.drop(one.key);
		else dead = notTaken(one.key);
	}
	return dead === void 0 ? {} : { dead };
}
async function prepare(ports, token, role) {
	if (!role) return {
		environment: {},
		leases: []
	};
	return prepareEnvironment(ports.granted, token, role);
}
function toldTo(ports, access, role) {
	const { address, namespace } = ports.vault;
	return {
		VAULT_ADDR: address,
		BAO_ADDR: address,
		VAULT_TOKEN: access.token,
		BAO_TOKEN: access.token,
		...namespace === void 0 ? {} : {
			VAULT_NAMESPACE: namespace,
			BAO_NAMESPACE: namespace
		},
		LEASEHOLD_KEY: access.key,
		LEASEHOLD_ROLE: role,
		LEASEHOLD_UNTIL: formatInstant(access.end)
	};
}
function sayWhatIsOpen({ clock, reporter }, access, role) {
	const now = clock.now();
	const time = `until ${momentText(access.end, now)}, ${spanText(between(now, access.end))} left`;
	reporter.info(`${role} ${time}.  Finished earlier?  leasehold done ${access.key}`);
}
const notTaken = (key) => new Stop(1, `Vault does not take the token of ${key}: it was ended before its time, or this machine is outside the role's bound_cidrs`, `Whether it was ended:  leasehold status --role ${parseKey(key)?.role ?? "ROLE"}`);
const logIn = (ports) => `Log in as always:  ${ports.loginHint}`;
const loginOver = (ports) => new Stop(2, "Vault does not take your login any more", logIn(ports));
const notThere$1 = (wanted, key) => new Stop(1, `there is no pick-up for you${key === void 0 ? "" : ` at ${key}`}`, `Not issued yet (apply runs after the merge and comments on the pull request), ended, or another person's:  leasehold status --role ${wanted.role}`);

// src/render/command-line.ts
function requestCommand(wanted) {
	const { role, user, duration, until, reason, ticket, start, break_glass, extends: key } = wanted;
	const options = [
		...duration === void 0 ? [] : ["--for", duration],
		...until === void 0 ? [] : ["--until", until],
		...start === void 0 ? [] : ["--start", start],
		...ticket === void 0 ? [] : ["--ticket", quoted$1(ticket)],
		"--reason",
		quoted$1(reason)
	];
	if (key !== void 0) return [
		"leasehold",
		"extend",
		key,
		...options
	].join(" ");
	const emergency = break_glass ? ["--break-glass"] : [];
	return [
		"leasehold",
		"request",
		role,
		"--user",
		user,
		...options,
		...emergency
	].join(" ");
}
const quoted$1 = (text) => /^[A-Za-z0-9_./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

// src/render/people-text.ts
function requestedText({ view, suggestion, pushed, pull }, paint) {
	if (pull && view) return `${askedLines(view, pull, paint).join("\n")}\n`;
	if (suggestion === void 0 || pushed !== void 0) return "";
	const command = onOneLine(requestCommand(suggestion));
	return `${paint("cyan", "would pass:")} ${command}\n${paint("dim", "Nothing was sent. --no-check sends it all the same, for the pull request's check to refuse.")}\n`;
}
function askedLines({ user, role, seconds: length, approvals, access }, pull, paint) {
	const who = approvals.required === 0 ? "no approval before, a review after" : approvalsText(approvals);
	return [
		`${paint("green", "asked")}  ${role} for ${user}, ${spanText(seconds(length))}: ${who}`,
		...access.map(({ path, capabilities }) => `       ${onOneLine(path)} (${capabilities.join(", ")})`),
		`${paint("dim", "next")}   ${pull.url}`,
		`${paint("dim", "then")}   leasehold use ${role}`
	];
}
const approvalsText = ({ required, eligible }) => {
	return `needs ${required === 1 ? "one approval" : `${required} approvals`} of ${eligible.join(", ") || "nobody that is left"}`;
};
function revokedText(revoked, now, paint) {
	const gone = new Set(revoked.recalled.map(({ key }) => key));
	const waiting = revoked.grants.filter(({ key, end }) => !gone.has(key) && end > now);
	return [
		...revoked.recalled.map(({ key, user }) => `${paint("green", "ended")}    ${key}  ${user}, proved: its token is gone`),
		...revoked.unrecorded > 0 ? [`${paint("green", "ended")}    ${revoked.unrecorded} more ${revoked.unrecorded === 1 ? "token or wrapping" : "tokens or wrappings"}, which no record named`] : [],
		...revoked.asked === void 0 ? [] : [`${paint("yellow", "asked")}    ${revoked.asked}: the workflow Leasehold apply ends it now, within a minute or two`],
		...waiting.map(({ key, user, end }) => `${paint("yellow", "waiting")}  ${key}  ${user}, ends with the merge, else at ${momentText(end, now)}`),
		...revoked.pull ? [`${paint("dim", "next")}     ${revoked.pull.url}`] : [],
		...waiting.length > 0 && revoked.recalled.length === 0 && revoked.asked === void 0 ? [paint("dim", "         Cannot wait? Add --now.")] : []
	].map((line) => `${line}\n`).join("");
}
function doneText({ key, ended, pull }, paint) {
	return `${[ended ? `${paint("green", "ended")}  ${key}: its token is gone, and all that was taken with it` : `${paint("yellow", "open")}   ${key}: no token of it works here; it ends when its file is removed, or by itself`, ...pull ? [`${paint("dim", "next")}   ${pull.url}`] : []].join("\n")}\n`;
}
function waitedText(waited, paint) {
	switch (waited.kind) {
		case "issued": return `${paint("green", "issued")}  leasehold use ${waited.key}\n`;
		case "refused": return `${[`${paint("red", "refused")}  ${waited.key}`, ...waited.messages.map((one) => `  ${onOneLine(one)}`)].join("\n")}\n`;
		case "given-up": return `${paint("red", "over")}  ${onOneLine(waited.message)}\n`;
		case "not-yet": return `${paint("yellow", "not yet")}  ${onOneLine(waited.message)}\n`;
	}
}
function emergencyText(record, now, paint) {
	const { role, user, key, end } = record;
	return [
		`${paint("red", "issued")}  ${role} for ${user}, ${spanText(seconds(end - now))}, until ${momentText(end, now)}: without approval`,
		...record.access.map(({ path, capabilities }) => `        ${onOneLine(path)} (${capabilities.join(", ")})`),
		`${paint("dim", "then")}    ${user} runs  leasehold use ${key}`,
		`${paint("dim", "end")}     leasehold revoke ${key} --now`,
		`${paint("dim", "next")}    when GitHub is back it is alerted like break-glass, and asks for its review`,
		""
	].join("\n");
}

// src/cli/finish.ts
function finish(context, outcome, shown) {
	context.say(findingsText(shown, context.sayPaint));
	context.say(troubleText(outcome.troubles, context.sayPaint));
	return exitCode(outcome);
}

// src/commands/extend.ts
async function extend(ports, options) {
	const { key, branch } = options;
	if (!isKey(key)) throw new Stop(2, `${JSON.stringify(key)} is no key of a grant`, "leasehold status shows the keys of your live grants.");
	if (parseKey(key)?.emergency) throw new Stop(1, `${key} is an emergency: it has no file and cannot be extended`, "Ask for a grant of its role.");
	if (options.for === void 0) throw new Stop(2, "--for is missing: how much longer", `For example:  leasehold extend ${key} --for 1h`);
	const ground = await groundOf(ports, branch);
	const extended = ground.base.find((grant) => grant.key === key);
	if (!extended) return notThere(ports, key);
	const { role, user } = extended;
	const ticket = options.ticket ?? extended.ticket;
	const words = {
		role,
		user,
		for: options.for,
		reason: options.reason ?? extended.reason,
		break_glass: false
	};
	const read = readWords({
		...words,
		...ticket === void 0 ? {} : { ticket }
	});
	if (!read.ok) return {
		findings: read.findings,
		troubles: []
	};
	const wish = {
		...read.wish,
		extends: key
	};
	return propose(ports, ground, wish, {
		author: await ports.me(),
		check: options.check
	});
}
async function notThere(ports, key) {
	const known = await new Windows(ports.repository).of(key);
	if (known && known.end <= ports.now) throw isOver(key, known.end, ports.now);
	throw new Stop(1, `${key} ${known ? "is not on main any more" : "is no grant of this repository's history"}`, "leasehold status shows the keys of your live grants.");
}

// src/commands/person/wait-for-issue.ts
const FIRST = 3;
const LONGEST$1 = 20;
const DAY = 86400;
async function waitForIssue(ports, wanted, atMost) {
	const { clock, reporter } = ports;
	const started = clock.now();
	const until = plus(started, atMost);
	let said = "";
	let last;
	for (let pause = FIRST;; pause = Math.min(LONGEST$1, pause * 1.5)) {
		const looked = await attempt(`look at pull request #${wanted.pull}`, () => look(ports, wanted));
		last = looked.ok ? void 0 : looked.trouble;
		if (looked.ok && typeof looked.value !== "string") return looked.value;
		if (looked.ok && looked.value !== said) {
			said = String(looked.value);
			reporter.info(said);
		}
		const now = clock.now();
		if (now >= until) return {
			kind: "not-yet",
			message: `not issued within ${spanText(atMost)}; the request stands. ${last?.message ?? said}`,
			...last === void 0 ? {} : { trouble: last }
		};
		reporter.progress(said === "" ? "waiting" : said, now - started, atMost);
		await clock.wait(seconds(Math.ceil(Math.min(pause, until - now))));
	}
}
async function look(ports, wanted) {
	const pull = await ports.github.pull(wanted.pull);
	if (!pull) return {
		kind: "given-up",
		message: `pull request #${wanted.pull} is not there any more`
	};
	if (pull.merged_at === void 0) {
		if (pull.state === "open") return `Pull request #${pull.number} waits for its approvals and the merge: ${pull.url}`;
		return {
			kind: "given-up",
			message: `pull request #${pull.number} was closed without a merge`
		};
	}
	const key = await keyOnMain(ports.repository, wanted);
	if (key === void 0) return `Pull request #${pull.number} is merged; main does not show it yet`;
	const told = historyOf(await ports.log.events(instant(pull.merged_at - DAY))).get(key);
	if (told?.issued !== void 0) return {
		kind: "issued",
		key
	};
	if (told?.refused) return {
		kind: "refused",
		key,
		messages: told.refused.messages
	};
	return `Pull request #${pull.number} is merged; apply issues it now`;
}
async function keyOnMain(repository, { role, id, branch }) {
	const commit = (await repository.fetch([branch])).get(branch);
	if (commit === void 0) return void 0;
	const landing = (await repository.landings(commit, `grants/${role}`)).get(grantPath(role, id));
	return landing && keyOf$1(role, id, landing.commit);
}

// src/commands/person/ask-request.ts
const OTHER = "other";
const USUAL = [
	900,
	1800,
	3600,
	7200,
	14400,
	28800,
	86400
];
async function askRequest(prompts, policies, words, now) {
	const user = words.user ?? await prompts.text("Your GitHub login", { check: isLogin });
	if (user === void 0) throw givenUp();
	const name = words.role ?? await askRole(prompts, policies, user, words.break_glass, now);
	if (name === void 0) throw givenUp();
	const role = policies.roles.get(name);
	const time = words.for !== void 0 || words.until !== void 0 ? {} : await askTime(prompts, role, words.break_glass);
	if (time === void 0) throw givenUp();
	const ticket = await askTicket(prompts, role, words.ticket);
	if (ticket === void 0) throw givenUp();
	const reason = words.reason ?? await prompts.text("Why? Your approvers and auditors read this.", {
		placeholder: "Refund 8812 is stuck; need to read its rows",
		check: (answer) => longEnough(answer, role)
	});
	if (reason === void 0) throw givenUp();
	return {
		...words,
		...time,
		...ticket,
		user,
		role: name,
		reason
	};
}
const givenUp = () => new Stop(1, "nothing was asked for");
const rolesFor = (policies, user, breakGlass, now) => [...policies.roles.values()].filter((role) => mayHold(user, role, breakGlass, policies, now)).sort((a, b) => a.name < b.name ? -1 : 1);
async function askRole(prompts, policies, user, breakGlass, now) {
	const roles = rolesFor(policies, user, breakGlass, now);
	if (roles.length === 0) throw new Stop(1, `${user} may not ${breakGlass ? "take any role in an emergency" : "ask for any role"}`, "Who may is written in policies/roles/ and policies/teams.yaml.");
	const choices = roles.map((role) => ({
		value: role.name,
		label: `${role.name}: ${role.description}`,
		hint: breakGlass ? `up to ${formatDuration(role.break_glass?.max ?? role.duration.max)}, reviewed afterwards` : `up to ${formatDuration(role.duration.max)}, approved by ${role.approvers.map(groupLabel).join(" and ")}`
	}));
	return prompts.choose("Which access do you need?", choices);
}
async function askTime(prompts, role, breakGlass) {
	const max = (breakGlass ? role?.break_glass?.max : role?.duration.max) ?? seconds(86400);
	const offered = [.../* @__PURE__ */ new Set([...USUAL.filter((length) => length <= max), max])].sort((a, b) => a - b);
	const chosen = await prompts.choose("For how long?", [...offered.map((length) => {
		const text = formatDuration(seconds(length));
		return {
			value: text,
			label: text,
			...length === max ? { hint: "the longest this role allows" } : {}
		};
	}), {
		value: OTHER,
		label: "Another time"
	}]);
	if (chosen !== OTHER) return chosen === void 0 ? void 0 : { for: chosen };
	const typed = await prompts.text("For how long?", {
		placeholder: "1h30m",
		check: (answer) => {
			const length = parseDuration(answer);
			if (length === void 0) return "Write it like 45m, 1h30m or 2d.";
			return length > max ? `The role allows ${formatDuration(max)}.` : void 0;
		}
	});
	return typed === void 0 ? void 0 : { for: typed };
}
async function askTicket(prompts, role, given) {
	const pattern = role?.require.ticket;
	if (given !== void 0) return { ticket: given };
	if (pattern === void 0) return {};
	const typed = await prompts.text("Which ticket?", { check: (answer) => wholeMatcher(pattern)?.(answer) ? void 0 : `A ticket here looks like ${pattern}.` });
	return typed === void 0 ? void 0 : { ticket: typed };
}
const isLogin = (answer) => LOGIN.test(answer) ? void 0 : "A GitHub login has letters, digits and hyphens.";
function longEnough(answer, role) {
	const least = Math.max(1, role?.require.reason ?? 1);
	const missing = least - [...answer.trim()].length;
	return missing > 0 ? `${missing} more characters: ${role?.name ?? "a request"} needs a reason of ${least}.` : void 0;
}

// src/commands/request.ts
async function request(ports, options) {
	const author = await ports.me();
	const ground = await groundOf(ports, options.branch);
	const wish = await agreedWish(ports, ground, await completeWords(ports, ground, {
		...options,
		...userOf(options, author)
	}), author, options.check);
	return "role" in wish ? propose(ports, ground, wish, {
		author,
		check: options.check
	}) : wish;
}
const userOf = (options, author) => {
	const user = options.user ?? author;
	return user === void 0 ? {} : { user };
};
async function completeWords(ports, ground, words) {
	const { role, user, reason } = words;
	const timed = words.for !== void 0 || words.until !== void 0;
	if (role !== void 0 && user !== void 0 && reason !== void 0 && timed) return {
		...words,
		role,
		user,
		reason
	};
	if (ports.prompts) return askRequest(ports.prompts, ground.policies, words, ports.now);
	const missing = [
		...role === void 0 ? ["ROLE"] : [],
		...user === void 0 ? ["--user"] : [],
		...timed ? [] : ["--for"],
		...reason === void 0 ? ["--reason"] : []
	];
	throw new Stop(2, `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`, "For example:  leasehold request orders-db-read --for 2h --reason \"Refund 8812 is stuck\" --user alice");
}
async function agreedWish(ports, ground, words, author, check) {
	const wish = wishOfWords(words);
	if (!("role" in wish) || !check || !ports.prompts) return wish;
	const judged = await judgeWish(ports, ground, wish, "request", author);
	if (!hasErrors(judged.findings) || judged.suggestion === void 0) return wish;
	for (const finding of judged.findings) ports.reporter.warn(textOf$1(finding));
	const offered = `Ask for this instead?  ${differences(words, judged.suggestion)}`;
	if (await ports.prompts.confirm(offered)) return wishOfWords(wordsOf$1(judged.suggestion));
	return {
		judged,
		findings: judged.findings,
		troubles: []
	};
}
function wishOfWords(words) {
	const read = readWords(words);
	return read.ok ? read.wish : {
		findings: read.findings,
		troubles: []
	};
}
const textOf$1 = ({ message, hint }) => hint === void 0 ? message : `${message}. ${hint}`;
const wordsOf$1 = ({ duration, break_glass, extends: _, ...rest }) => ({
	...rest,
	...duration === void 0 ? {} : { for: duration },
	break_glass: break_glass ?? false
});
function differences(words, suggestion) {
	const wanted = wordsOf$1(suggestion);
	return [
		"role",
		"user",
		"for",
		"until",
		"start",
		"ticket",
		"reason"
	].filter((name) => wanted[name] !== void 0 && wanted[name] !== words[name]).map((name) => `--${name} ${wanted[name]}`).join(" ") || requestCommand(suggestion);
}

// src/cli/request-commands.ts
function instantArgument(text) {
	const moment = parseInstant(text);
	if (moment === void 0) throw new InvalidArgumentError("Write it like 2026-11-21T18:00:00Z.");
	return moment;
}
function durationArgument$1(text) {
	const duration = parseDuration(text);
	if (duration === void 0) throw new InvalidArgumentError("Write it like 30m, 2h or 1d.");
	return duration;
}
const chance = () => randomBytes(2).toString("hex");
const WAIT = seconds(3600);
const registerRequestCommands = (program, action) => {
	program.command("request").summary("ask for access: a file, a branch, a pull request").description("Asks for access. Without a role it asks you what you need. Your request is judged before it is sent.").argument("[role]", "the access role, as policies/roles has it").option("--for <duration>", "how long: 30m, 2h, 1d").option("--until <instant>", "instead of --for: 2026-11-21T18:00:00Z").option("--reason <text>", "why; your approvers and the audit log read it").option("--ticket <ticket>", "where the role asks for one").option("--start <instant>", "not before then").option("--user <login>", "for somebody else").option("--break-glass", "an emergency: no approval before, a review after").option("--wait [duration]", "until it is issued or refused; at most 1h, or as long as you say", durationArgument$1).option("--no-check", "send it even where the rules refuse it").addHelpText("after", `
Examples:
  leasehold request
  leasehold request orders-db-read --for 2h --ticket INC-4821 --reason "Refund 8812 is stuck; need to read its rows"`).action(action(async (context, role, options) => {
		const { breakGlass, check, wait, ...words } = options;
		const { world, reporter } = context;
		const ports = {
			...await proposePorts(context),
			prompts: world.prompts(),
			reporter
		};
		const result = await request(ports, {
			...words,
			...role === void 0 ? {} : { role },
			break_glass: breakGlass === true,
			check,
			branch: await world.branch()
		});
		const code = tellRequested(context, result);
		return result.pull && wait ? waitFor(context, result, wait === true ? WAIT : wait) : code;
	}));
	program.command("extend").summary("ask for more time, without a gap").description("Asks for more time before a grant of yours ends: another file that goes on where that one stops.").argument("<key>", "the grant, as leasehold status shows it").requiredOption("--for <duration>", "how much longer than its end").option("--reason <text>", "default: that of the grant").option("--ticket <ticket>", "default: that of the grant").option("--no-check", "send it even where the rules refuse it").addHelpText("after", "\nExample:\n  leasehold extend orders-db-read.refund-8812.3f2a9c1b7d20 --for 1h").action(action(async (context, key, options) => {
		return tellRequested(context, await extend(await proposePorts(context), {
			...options,
			key,
			branch: await context.world.branch()
		}));
	}));
};
async function proposePorts({ world }) {
	const github = await world.github();
	return {
		repository: await world.repository(),
		copy: await world.workingCopy(),
		github,
		now: world.clock.now(),
		chance,
		me: () => github.me()
	};
}
function tellRequested(context, result) {
	const view = result.judged?.view;
	const suggestion = result.judged?.suggestion;
	const facts = {
		...view ? { view } : {},
		...suggestion ? { suggestion } : {},
		pushed: result.pushed,
		...result.pull ? { pull: result.pull } : {}
	};
	const code = finish(context, result, result.findings);
	context.out(requestedText(facts, context.paint));
	return result.pull && code === 1 ? 0 : code;
}
async function waitFor(context, { judged, pull }, atMost) {
	const { world, reporter } = context;
	if (!judged || !pull) return 1;
	const { role, id } = judged.grant;
	const ports = {
		github: await world.github(),
		repository: await world.repository(),
		log: await world.auditLogReads(),
		clock: world.clock,
		reporter
	};
	const waited = await waitForIssue(ports, {
		role,
		id,
		pull: pull.number,
		branch: await world.branch()
	}, atMost);
	context.out(waitedText(waited, context.paint));
	if (waited.kind === "issued") return 0;
	return waited.kind === "not-yet" ? 3 : 1;
}

// src/cli/access-commands.ts
const registerAccessCommands = (program, action) => {
	program.command("use").summary("open your access and run a command, or a shell, with it").description("Opens the pick-up of a grant of yours, once, keeps its token until the end, and runs a command or your shell with it. One that is on main and not issued yet, it has issued: it starts the apply workflow, and waits.").argument("<key-or-role>", "a grant's key, or a role: then your newest live grant of it").argument("[command...]", "after --; without one, your shell").passThroughOptions().addHelpText("after", "\nExamples:\n  leasehold use orders-db-read -- psql\n  leasehold use orders-db-read.refund-8812.3f2a9c1b7d20").action(action(async (context, what, words) => {
		const command = words[0] === "--" ? words.slice(1) : words;
		const { world, reporter } = context;
		const ports = {
			repository: await world.repository(),
			person: await world.vault.person(),
			granted: await world.vault.granted(),
			kept: await world.keptTokens(),
			processes: world.processes(),
			terminal: world.terminal(),
			clock: world.clock,
			reporter,
			issuing: {
				log: await world.auditLogReads(),
				startApply: async () => (await world.github()).dispatch("apply.yml", await world.branch(), { command: "apply" })
			},
			vault: await world.vault.address(),
			loginHint: await world.vault.loginHint()
		};
		try {
			return (await use(ports, {
				what,
				command,
				branch: await world.branch()
			})).code;
		} catch (error) {
			if (!(error instanceof PickupTaken)) throw error;
			return await taken(context, error);
		}
	}));
	program.command("done").summary("give your access back before its end").description("Ends the token kept on this machine at once, and opens the pull request that deletes the file.").argument("[key]", "the grant; without it, the only one kept here").addHelpText("after", "\nExample:\n  leasehold done").action(action(async (context, key) => {
		const { world } = context;
		const ports = {
			...await revokePorts(context),
			granted: await world.vault.granted(),
			kept: await world.keptTokens()
		};
		const result = await done(ports, {
			...key === void 0 ? {} : { key },
			branch: await world.branch()
		});
		context.out(doneText(result, context.paint));
		return finish(context, result, result.findings);
	}));
	program.command("revoke").summary("end grants: by pull request, or at once with --now").description("Opens a pull request that deletes the files of grants. With --now it ends them in Vault first, with your own login, and GitHub may be down.").argument("[key]", "one grant, as leasehold status shows it").option("--user <login>", "all grants of a person: offboarding, a stolen laptop").option("--role <role>", "all grants of a role; with --now also tokens that no record names").option("--all", "all there are").option("--now", "end them in Vault first; needs the policy leasehold-recall").option("--reason <text>", "said in the pull request").option("--stolen", "its pick-up was opened by somebody else: ends it at once, and alerts").addHelpText("after", "\nExamples:\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20\n  leasehold revoke --user mallory --now\n  leasehold revoke orders-db-read.refund-8812.3f2a9c1b7d20 --stolen").action(action(async (context, key, options) => {
		const { world } = context;
		const { now, ...selection } = options;
		const result = await revoke(await recallPorts(context), {
			...selection,
			...key === void 0 ? {} : { key },
			now: now === true,
			branch: await world.branch()
		});
		context.out(revokedText(result, world.clock.now(), context.paint));
		return finish(context, result, result.findings);
	}));
	program.command("reissue").summary("a new token for your live grant, where the old one is lost").description("Starts the apply workflow with your key: same end, the old token ends, no approval needed. Only for your own grants.").argument("<key>", "the grant, as leasehold status shows it").addHelpText("after", "\nExample:\n  leasehold reissue orders-db-read.refund-8812.3f2a9c1b7d20").action(action(async (context, key) => {
		if (!isKey(key)) throw new Stop(2, `${JSON.stringify(key)} is no key of a grant`, "leasehold status shows the keys of your live grants.");
		const { world } = context;
		await (await world.github()).dispatch("apply.yml", await world.branch(), {
			command: "reissue",
			key
		});
		context.out(`${context.paint("green", "asked")}  a new token for ${key} is on its way\n${context.paint("dim", "then")}   leasehold use ${key}\n`);
		return 0;
	}));
};
async function taken(context, error) {
	const { world, reporter } = context;
	const prompts = world.prompts();
	const ended = await offerRecall({
		reporter,
		...prompts ? { prompts } : {},
		revoke: async () => revoke(await recallPorts(context), {
			key: error.key,
			now: true,
			stolen: true,
			branch: await world.branch()
		})
	}, error);
	if (!ended) throw error;
	context.out(revokedText(ended, world.clock.now(), context.paint));
	finish(context, ended, ended.findings);
	return 1;
}
async function recallPorts(context) {
	const { world } = context;
	return {
		...await revokePorts(context),
		reporter: context.reporter,
		signal: context.around.signal,
		vault: async () => {
			const { everything, recalling } = await world.vault.asPerson();
			return {
				...everything,
				...recalling
			};
		},
		askForRecall: async (key, report) => (await world.github()).dispatch("apply.yml", await world.branch(), {
			command: "recall",
			key,
			report
		})
	};
}
async function revokePorts({ world }) {
	return {
		repository: await world.repository(),
		copy: await world.workingCopy(),
		github: () => world.github(),
		chance
	};
}

// src/domain/doctor/check.ts
const known = (value) => ({
	known: true,
	value
});
const unknown = (missing) => ({
	known: false,
	missing
});
const pass = (id, message, hint) => ({
	id,
	state: "pass",
	message,
	...hint === void 0 ? {} : { hint }
});
const fail = (id, message, hint) => ({
	id,
	state: "fail",
	message,
	hint
});
const open$1 = (id, what, missing) => ({
	id,
	state: "unknown",
	message: what,
	hint: missing
});
const of = (id, what, fact, judge) => fact.known ? judge(fact.value) : open$1(id, what, fact.missing);

// src/domain/doctor/github-checks.ts
function guarded({ protection, rules }, byProtection, byRule) {
	if (rules.known && rules.value.some(byRule)) return known(true);
	if (protection.known && protection.value && byProtection(protection.value)) return known(true);
	if (!rules.known) return rules;
	return protection.known ? known(false) : protection;
}
const BRANCHES = "Settings, Branches (or Rules, Rulesets)";
function guard$1(id, branch, words, byProtection, byRule) {
	const what = `${words.setting} on ${branch.branch}`;
	return of(id, what, guarded(branch, byProtection, byRule), (holds) => holds ? pass(id, `${branch.branch}: ${words.holds}`) : fail(id, `${branch.branch}: ${words.lacks}`, `${BRANCHES}, ${branch.branch}: ${words.setting}.`));
}
const asking = (parameter) => ({ type, parameters }) => type === "pull_request" && parameters[parameter] === true;
const pullRequests = ({ main }) => guard$1("github.main.pull-requests", main, {
	setting: "Require a pull request before merging",
	holds: "changes come by pull request",
	lacks: "anybody who may write can push straight to it"
}, ({ reviews }) => reviews !== void 0, ({ type }) => type === "pull_request");
const codeOwners = ({ main }) => guard$1("github.main.code-owners", main, {
	setting: "Require review from Code Owners",
	holds: "code owners review",
	lacks: "nobody of CODEOWNERS has to review: GitHub asks for no approver of the role"
}, ({ reviews }) => reviews?.code_owners === true, asking("require_code_owner_review"));
const staleDismissal = ({ main }) => guard$1("github.main.stale-dismissal", main, {
	setting: "Dismiss stale pull request approvals when new commits are pushed",
	holds: "approvals of older commits are dismissed",
	lacks: "GitHub merges with approvals of older commits; apply then refuses what was merged"
}, ({ reviews }) => reviews?.dismiss_stale === true, asking("dismiss_stale_reviews_on_push"));
const lastPush = ({ main }) => guard$1("github.main.last-push", main, {
	setting: "Require approval of the most recent reviewable push",
	holds: "the last push is approved by somebody else",
	lacks: "who pushed last may approve it for GitHub; apply then refuses what was merged"
}, ({ reviews }) => reviews?.last_push === true, asking("require_last_push_approval"));
function history(id, branch) {
	const forced = guarded(branch, ({ force_pushes }) => !force_pushes, ({ type }) => type === "non_fast_forward");
	const deleted = guarded(branch, ({ deletions }) => !deletions, ({ type }) => type === "deletion");
	const what = `Block force pushes and Restrict deletions on ${branch.branch}`;
	const missing = [forced, deleted].find((fact) => !fact.known);
	const failed = [...forced.known && !forced.value ? ["be pushed over"] : [], ...deleted.known && !deleted.value ? ["be deleted"] : []];
	if (failed.length > 0) return fail(id, `${branch.branch}: its history can ${failed.join(" and ")}`, `${BRANCHES}: ${what}.`);
	if (missing && !missing.known) return open$1(id, what, missing.missing);
	return pass(id, `${branch.branch}: no force pushes, no deletion`);
}
const mainHistory = ({ main }) => history("github.main.force-push", main);
const auditHistory = ({ audit }) => history("github.audit.force-push", audit);
const noBypass = ({ main }) => {
	const id = "github.main.bypass";
	const what = `Do not allow bypassing the above settings, on ${main.branch}`;
	const { protection, rules } = main;
	const passes = [];
	const missing = [];
	if (!protection.known) missing.push(protection.missing);
	else if (protection.value?.reviews) {
		const { enforce_admins, reviews } = protection.value;
		const who = [...enforce_admins ? [] : ["administrators"], ...reviews.bypass];
		if (who.length === 0) return pass(id, `${main.branch}: nobody may bypass its protection`);
		passes.push(...who);
	}
	if (!rules.known) missing.push(rules.missing);
	else for (const { ruleset } of rules.value.filter(({ type }) => type === "pull_request")) {
		const who = main.bypass.get(ruleset) ?? unknown("GitHub shows who may bypass a ruleset to its administrators");
		if (!who.known) missing.push(who.missing);
		else if (who.value.length === 0) return pass(id, `${main.branch}: nobody may bypass ruleset ${ruleset}`);
		else passes.push(...who.value);
	}
	const [first] = missing;
	if (first !== void 0) return open$1(id, what, first);
	const who = passes.length > 0 ? `may be bypassed by ${[...new Set(passes)].join(", ")}` : "asks nobody for a pull request";
	return fail(id, `${main.branch}: ${who}`, `${BRANCHES}: ${what}.`);
};
const environments = ({ environments: found, main }, { github }) => {
	if (!github.environments) return pass("github.environments", "no environments are used (github.environments: false): jobs are bound by branch and workflow file");
	return [...found].map(([name, fact]) => {
		const id = `github.environment.${name}`;
		const where = `Settings, Environments, ${name}`;
		return of(id, `environment ${name}, deployment branches`, fact, (environment) => {
			if (!environment) return fail(id, `there is no environment ${name}`, `${where}: create it, for ${main.branch} only.`);
			const { branches, reviewers } = environment;
			if (reviewers) return fail(id, `${name}: its jobs wait for a reviewer`, `${where}: no required reviewers.`);
			if (branches === "protected" || branches?.length === 1 && branches[0] === main.branch) return pass(id, `${name}: ${branches === "protected" ? "protected branches" : main.branch} only`);
			const has = branches === void 0 ? "every branch" : `${branches.join(", ") || "no branch"}`;
			return fail(id, `${name}: ${has} may use it`, `${where}: Selected branches and tags, ${main.branch} alone.`);
		});
	});
};
const actionsPulls = ({ actions }) => {
	const id = "github.actions.pull-requests";
	const setting = "Allow GitHub Actions to create and approve pull requests";
	return of(id, setting, actions, ({ may_open_pulls }) => may_open_pulls ? pass(id, "Actions may open revoke pull requests") : fail(id, "Actions may not open pull requests: revoke pull requests are not opened with GITHUB_TOKEN", `Settings, Actions, General, Workflow permissions: ${setting}; or give an App's token as github-token. An approval by Actions counts for nothing.`));
};
const token = ({ token: fact }, { github }) => {
	const id = "github.token";
	return of(id, "kind of GITHUB_TOKEN", fact, ({ kind, login }) => {
		if (kind === "person") return pass(id, `GITHUB_TOKEN is ${login ?? "a person"}'s own`, "Fine at a desk. Jobs use their GITHUB_TOKEN or an App's, which end with the job.");
		if (kind === "unknown") return open$1(id, "kind of GITHUB_TOKEN", "Its first letters are none that GitHub documents.");
		const lacks = "checks of revoke pull requests it opens wait until somebody approves their run";
		const message = "GITHUB_TOKEN is a job's or an App's: it ends with the job";
		return github.teams === "github" ? pass(id, message, "Organisation teams take an App's token with members: read.") : pass(id, message, `Of a plain job's token, ${lacks}; an App's does without.`);
	});
};
const teams = ({ teams: fact }, { github }) => {
	const id = "github.teams";
	if (github.teams !== "github") return [];
	return of(id, "members of the organisation's teams", fact, (readable) => readable ? pass(id, "the organisation's teams can be read") : fail(id, "github.teams is github, and this token may not read the organisation's teams: nothing can be issued with it", "Give an App's token with members: read as github-token."));
};
const subject = ({ default_subject }) => {
	const id = "github.oidc-subject";
	return of(id, "form of the OIDC subject", default_subject, (usual) => pass(id, `the OIDC subject is ${usual ? "GitHub's default" : "customised"}; Vault binds repository_id, ref, job_workflow_ref and environment instead`));
};
const GITHUB_CHECKS = [
	pullRequests,
	codeOwners,
	staleDismissal,
	lastPush,
	mainHistory,
	noBypass,
	auditHistory,
	environments,
	actionsPulls,
	token,
	teams,
	subject
];

// src/domain/doctor/vault-checks.ts
const LOOPBACK = /^http:\/\/(127\.|localhost[:/]|localhost$|\[::1\])/;
const address = ({ address: fact }) => {
	const id = "vault.address";
	return of(id, "address of Vault", fact, (at) => at.startsWith("https:") || LOOPBACK.test(at) ? pass(id, `${at} is reached ${at.startsWith("https:") ? "by TLS" : "on this machine alone"}`) : fail(id, `${at}: tokens go over the network in the clear`, "Write https:// into vault.address (VAULT_ADDR wins)."));
};
const OLDEST = [2, 6];
const version = ({ version: fact }) => {
	const id = "vault.version";
	const what = "version of OpenBao, 2.6 or later";
	return of(id, what, fact, (text) => {
		const [major = 0, minor = 0] = text.split(".").map((part) => Number.parseInt(part, 10));
		const [wanted, least] = OLDEST;
		if (major === wanted && minor >= least) return pass(id, `OpenBao ${text} escapes globs in templates of policies`);
		if (major === wanted) return fail(id, `OpenBao ${text} does not escape globs in templates of policies`, "Use 2.6 or later.");
		return open$1(id, what, `${text} is none of OpenBao's: HashiCorp Vault has not been tried.`);
	});
};
const setUp = ({ setup }, _policies, settings) => {
	const id = "vault.setup";
	return of(id, `${settings.vault.mount}/setup`, setup, (record) => record ? pass(id, `leasehold setup looked at policies/ of ${record.policies_commit.slice(0, 12)}`) : fail(id, "leasehold setup has not run: nothing can be issued", "An administrator runs leasehold setup."));
};
const jwt = ({ drift }) => {
	const id = "vault.jwt";
	return of(id, "bindings of the JWT roles", drift, (changes) => {
		const wrong = changes.filter(({ change: { kind, name } }) => kind === "jwt-role" || kind === "config" && name.startsWith("auth/"));
		if (wrong.length === 0) return pass(id, "JWT roles take one workflow of this repository on its branch each");
		return fail(id, wrong.map(({ told }) => told.finding.message).join("; "), "leasehold setup puts them back.");
	});
};
const drift = ({ drift: fact }) => {
	const id = "vault.drift";
	return of(id, "policies and token roles as policies/ say", fact, (changes) => {
		const wrong = changes.filter(({ change: { kind, action } }) => kind !== "jwt-role" && action !== "remove");
		if (wrong.length === 0) return pass(id, "ACL policies and token roles are what policies/ say");
		const shown = wrong.slice(0, 3).map(({ told }) => told.finding.message);
		const more = wrong.length > shown.length ? ` (and ${wrong.length - shown.length} more)` : "";
		return fail(id, `${shown.join("; ")}${more}`, "leasehold setup --plan shows the difference; leasehold setup writes it.");
	});
};
const maxTtl = ({ token_max_ttl }, { roles }) => {
	const id = "vault.max-ttl";
	return of(id, "default_lease_ttl and max_lease_ttl of auth/token", token_max_ttl, (most) => {
		const wanted = [...roles.values()].map((role) => Math.max(role.duration.max, role.break_glass?.max ?? 0));
		const longest = seconds(Math.max(0, ...wanted));
		if (longest <= most) return pass(id, `tokens may live ${formatDuration(most)}, and no role gives more`);
		const over = [...roles.values()].filter((role) => role.duration.max > most).map(({ name }) => name);
		return fail(id, `Vault lets a token live ${formatDuration(most)}, and ${over.join(", ")} may be granted for longer: those grants end early`, `vault write sys/auth/token/tune default_lease_ttl=${longest}s max_lease_ttl=${longest}s, or a lower duration.max.`);
	});
};
function databaseRolesOf({ databases }, policies) {
	const shortest = /* @__PURE__ */ new Map();
	if (!databases.known) return shortest;
	for (const role of policies.roles.values()) for (const path of leasedPaths(role.access)) {
		const behind = databaseRoleOf(databases.value.mounts, path);
		if (!behind) continue;
		const least = Math.min(role.duration.max, shortest.get(behind.path) ?? Number.POSITIVE_INFINITY);
		shortest.set(behind.path, seconds(least));
	}
	return shortest;
}
const databases = (facts, policies) => {
	const { databases: fact } = facts;
	if (!fact.known) return open$1("vault.database", "max_ttl and revocation statements of database roles", fact.missing);
	return [...databaseRolesOf(facts, policies)].sort().flatMap(([path, most]) => {
		const ttl = `vault.database.max-ttl.${path}`;
		const end = `vault.database.statements.${path}`;
		const { fields, plugin } = fact.value.roles.get(path) ?? {};
		if (!fields) return [fail(ttl, `there is no ${path}`, "Create it, or name another in the role file.")];
		const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
		const advice = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3600, most)))}`;
		const life = max <= 0 ? fail(ttl, `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`, advice) : max > most ? fail(ttl, `${path} has max_ttl ${formatDuration(max)}, over the ${formatDuration(most)} a grant may last`, advice) : pass(ttl, `${path}: users end after ${formatDuration(max)} at the latest`);
		if (!plugin?.startsWith("postgresql")) return [life, open$1(end, `revocation statements of ${path}`, `Only PostgreSQL's are known here, not ${plugin ?? "this"}.`)];
		const statements = fields.revocation_statements;
		const faults = statementFaults(Array.isArray(statements) ? statements.map(String) : []);
		return [life, faults.length === 0 ? pass(end, `${path}: its revocation statements hold`) : fail(end, `${path}: ${faults.join("; ")}`, "leasehold setup --print has statements that hold (database.revocation_statements).")];
	});
};
const guard = ({ databases: fact }) => {
	if (!fact.known) return open$1("vault.guard", "the database guard", fact.missing);
	return fact.value.guards.map(({ path, present }) => {
		const id = `vault.guard.${path}`;
		return present ? pass(id, `${path}: Vault itself ends sessions that should be gone`) : pass(id, `${path} is not there`, "Optional: leasehold setup --guard ends sessions that outlived a sealed Vault (docs/vault-setup.md).");
	});
};
const mfa = ({ people_have_mfa }, { roles }, { vault }) => {
	const id = "vault.mfa";
	return of(id, `login-enforcement of auth/${vault.people.mount}`, people_have_mfa, (enforced) => {
		if (enforced) return pass(id, `people log in at auth/${vault.people.mount} with a second factor`);
		const asking = [...roles.values()].filter((role) => role.require.mfa).map(({ name }) => name);
		const then = asking.length > 0 ? `; nothing of ${asking.join(", ")} is issued` : "";
		return fail(id, `a password alone opens pick-ups and recalls: no login-enforcement covers auth/${vault.people.mount}${then}`, "vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=…");
	});
};
const peopleMount = ({ people, setup }, _policies, { vault }) => {
	const id = "vault.people-mount";
	const what = `accessor of auth/${vault.people.mount}`;
	if (!setup.known) return open$1(id, what, setup.missing);
	const written = setup.value?.people_accessor;
	return of(id, what, people, (accessor) => {
		if (accessor === void 0) return fail(id, `there is no auth/${vault.people.mount}: nobody can pick anything up`, "Correct vault.people.mount.");
		if (accessor === written) return pass(id, `pick-ups are read by names of auth/${vault.people.mount}`);
		return fail(id, `auth/${vault.people.mount} is another mount than setup saw: people cannot read their pick-ups`, "leasehold setup writes the policy anew.");
	});
};
const aliases = ({ aliases: fact, people }, policies, { vault }) => {
	const id = "vault.aliases";
	const what = `names stored for auth/${vault.people.mount}`;
	if (!people.known) return open$1(id, what, people.missing);
	return of(id, what, fact, (stored) => {
		const logins = new Set([...policies.teams.values()].flat().map(({ login }) => login));
		const wanted = new Map([...logins].flatMap((login) => named(aliasOf(login, policies))));
		const wrong = stored.filter(({ mount }) => mount === people.value).flatMap(({ name }) => {
			const expected = wanted.get(name.toLowerCase());
			return expected !== void 0 && expected !== name ? [`${name}, not ${expected}`] : [];
		});
		if (wrong.length === 0) return pass(id, `names of auth/${vault.people.mount} are written as pick-ups have them`);
		return fail(id, `stored otherwise than pick-ups are named: ${wrong.join("; ")}: they cannot open theirs`, "Write the stored name as alias into policies/people.yaml.");
	});
};
const named = (alias) => alias === void 0 ? [] : [[alias.toLowerCase(), alias]];
const auditDevice = ({ audit_devices }) => {
	const id = "vault.audit-device";
	return of(id, "audit devices of Vault", audit_devices, (devices) => devices.length > 0 ? pass(id, `Vault writes its own audit log (${devices.join(", ")})`) : fail(id, "Vault has no audit device: nobody can say what was done with a token", "Turn one on: an audit block in OpenBao's configuration; with HashiCorp Vault: vault audit enable file file_path=…"));
};
const VAULT_CHECKS = [
	address,
	version,
	setUp,
	jwt,
	drift,
	maxTtl,
	databases,
	guard,
	mfa,
	peopleMount,
	aliases,
	auditDevice
];

// src/commands/diagnose/fact.ts
async function fact(look) {
	try {
		return known(await look());
	} catch (error) {
		if (!(error instanceof OutsideError || error instanceof Stop)) throw error;
		return unknown(error.hint === void 0 ? error.message : `${error.message}\n${error.hint}`);
	}
}

// src/commands/diagnose/github.ts
async function lookAtGitHub(github, kind, policies, settings) {
	const names = settings.github.environments ? IDENTITIES.map(identityName) : [];
	const [main, audit, actions, token, default_subject, teams, environments] = await Promise.all([
		guardOf(github, settings.github.branch),
		guardOf(github, settings.audit.branch),
		fact(() => github.actions()),
		fact(() => tokenOf(github, kind)),
		fact(() => github.defaultSubject()),
		fact(() => teamsReadable(github, policies, settings)),
		Promise.all(names.map(async (name) => [name, await fact(() => github.environment(name))]))
	]);
	return {
		main,
		audit,
		actions,
		token,
		default_subject,
		teams,
		environments: new Map(environments)
	};
}
function withoutGitHub(missing, settings) {
	const none = unknown(missing);
	const guard = (branch) => ({
		branch,
		protection: none,
		rules: none,
		bypass: /* @__PURE__ */ new Map()
	});
	const names = settings.github.environments ? IDENTITIES.map(identityName) : [];
	return {
		main: guard(settings.github.branch),
		audit: guard(settings.audit.branch),
		environments: new Map(names.map((name) => [name, none])),
		actions: none,
		token: none,
		default_subject: none,
		teams: none
	};
}
async function guardOf(github, branch) {
	const [protection, rules] = await Promise.all([fact(() => github.protection(branch)), fact(() => github.rules(branch))]);
	const rulesets = rules.known ? [...new Set(rules.value.map(({ ruleset }) => ruleset))] : [];
	const bypass = await Promise.all(rulesets.map(async (ruleset) => [ruleset, await bypassOf(github, ruleset)]));
	return {
		branch,
		protection,
		rules,
		bypass: new Map(bypass)
	};
}
async function bypassOf(github, ruleset) {
	const found = await fact(() => github.rulesetBypass(ruleset));
	if (!found.known) return found;
	return found.value === void 0 ? unknown(`Who may bypass ruleset ${ruleset} is shown to administrators of the repository only.`) : known(found.value);
}
async function tokenOf(github, kind) {
	const login = await github.me();
	return login === void 0 ? { kind } : {
		kind: "person",
		login
	};
}
async function teamsReadable(github, policies, settings) {
	const [team] = policies.teams.keys();
	if (settings.github.teams !== "github" || team === void 0) return true;
	return await github.teamMembers(team) !== void 0;
}

// src/commands/diagnose/vault.ts
const AT_ONCE = 16;
async function lookAtVault(open, { policies, settings, address, repository }) {
	const at = await fact(address);
	const opened = await fact(async () => {
		const vault = await open();
		return {
			vault,
			version: await vault.version()
		};
	});
	if (!opened.known) return withoutVault(at, opened.missing);
	const { vault, version } = opened.value;
	const setup = await fact(() => vault.setup());
	const people = await fact(() => peopleOf(vault, settings));
	const [drifts, token_max_ttl, databases, people_have_mfa, aliases, audit_devices] = await Promise.all([
		fact(async () => {
			const record = await vault.setup();
			if (!record) throw lacking("leasehold setup has not run.");
			const subject = {
				policies,
				settings,
				setup: record,
				repository: await repository()
			};
			return (await lookForDrift(vault, subject)).map((change) => ({
				change,
				told: drift$1(change)
			}));
		}),
		fact(() => tokenMaxTtl(vault)),
		fact(() => databasesOf(vault, policies)),
		fact(async () => {
			const written = setup.known ? setup.value?.people_accessor : void 0;
			const accessor = (people.known ? people.value : void 0) ?? written;
			if (accessor === void 0) throw lacking(people.known ? "There is no such mount." : people.missing);
			return vault.mfaCovers(accessor);
		}),
		fact(() => aliasesOf(vault)),
		fact(async () => Object.keys(await vault.read("sys/audit") ?? {}).map((name) => name.replace(/\/$/, "")))
	]);
	return {
		address: at,
		version: version === void 0 ? unknown("Vault does not say its version.") : {
			known: true,
			value: version
		},
		setup,
		drift: drifts,
		token_max_ttl,
		databases,
		people,
		people_have_mfa,
		aliases,
		audit_devices
	};
}
function withoutVault(address, missing) {
	const none = unknown(missing);
	return {
		address,
		version: none,
		setup: none,
		drift: none,
		token_max_ttl: none,
		databases: none,
		people: none,
		people_have_mfa: none,
		aliases: none,
		audit_devices: none
	};
}
const lacking = (message) => new OutsideError("vault", "not-found", message);
async function peopleOf(vault, { vault: { people } }) {
	return mountsFrom(await vault.read("sys/auth"), "sys/auth").get(people.mount)?.accessor;
}
async function databasesOf(vault, policies) {
	const mounts = mountsFrom(await vault.read("sys/mounts"), "sys/mounts");
	const roles = await databaseRoles(vault, mounts, policies);
	return {
		mounts,
		roles,
		guards: await pMap(guardPlaces(mounts, roles), async (place) => ({
			...place,
			present: await vault.read(place.path) !== void 0
		}), { concurrency: AT_ONCE })
	};
}
async function aliasesOf(vault) {
	const folder = "identity/entity-alias/id";
	return (await pMap(await vault.list(folder), (id) => vault.read(`${folder}/${id}`), { concurrency: AT_ONCE })).flatMap((body) => {
		const { name, mount_accessor: mount } = body ?? {};
		return typeof name === "string" && typeof mount === "string" ? [{
			name,
			mount
		}] : [];
	});
}

// src/commands/doctor.ts
async function doctor(ports, branch) {
	const { commit } = await knownMain(ports.repository, branch);
	const source = await policiesAt(ports.repository, commit);
	const { policies } = source;
	const { settings } = policies;
	if (!settings) throw new Stop(2, `${SETTINGS_FILE} of ${branch} is missing or broken`, "leasehold check says what to write.");
	const [github, vault] = await Promise.all([gitHubChecks(ports, policies, settings), lookAtVault(ports.vault, {
		policies,
		settings,
		address: ports.vaultAddress,
		repository: ports.slug
	})]);
	const checks = [
		...repositoryChecks(source, ports.now),
		...github,
		...VAULT_CHECKS.flatMap((check) => check(vault, policies, settings))
	];
	return {
		ok: checks.every(({ state }) => state !== "fail"),
		checks
	};
}
async function gitHubChecks(ports, policies, settings) {
	const opened = await fact(ports.github);
	const facts = opened.known ? await lookAtGitHub(opened.value.settings, opened.value.token, policies, settings) : withoutGitHub(opened.missing, settings);
	return GITHUB_CHECKS.flatMap((check) => check(facts, settings));
}
function repositoryChecks(source, now) {
	const { policies, findings, unread, codeowners } = source;
	const faults = [...findings, ...checkPolicies(policies, now, unread)].filter((one) => one.severity === "error");
	const text = codeowners === void 0 ? void 0 : codeownersText(policies, codeowners, now);
	return [hasErrors(faults) ? fail("repository.policies", `policies/ have ${faults.length === 1 ? "an error" : `${faults.length} errors`}: nothing is issued`, "leasehold check says what to write instead.") : pass("repository.policies", "policies/ can be read and hold together"), codeowners !== void 0 && text === codeowners ? pass("repository.codeowners", "CODEOWNERS names the approvers that policies/ name") : fail("repository.codeowners", "CODEOWNERS does not name the approvers that policies/ name: GitHub asks the wrong people", "leasehold codeowners writes .github/CODEOWNERS; commit it.")];
}

// src/render/doctor.ts
const GROUPS = [
	["repository.", "Repository"],
	["github.", "GitHub"],
	["vault.", "Vault"]
];
const MARK = {
	pass: ["green", "✓"],
	fail: ["red", "✗"],
	unknown: ["yellow", "?"]
};
function doctorText(checks, paint) {
	return `${GROUPS.flatMap(([prefix, title]) => {
		const mine = checks.filter(({ id }) => id.startsWith(prefix));
		return mine.length === 0 ? [] : [`${paint("bold", title)}\n${blocks(mine, paint)}`];
	}).join("\n")}\n${total(checks, paint)}\n`;
}
function blocks(checks, paint) {
	const known = checks.filter(({ state }) => state !== "unknown");
	const open = Map.groupBy(checks.filter(({ state }) => state === "unknown"), ({ hint = "" }) => hint);
	return [...known.map((check) => block(check, paint)), ...[...open].map(([hint, some]) => [...some.map((check) => line(check, paint)), ...hintLines(hint, paint).map((one) => `  ${one}`)].join("\n"))].map((text) => `${text}\n`).join("");
}
function line({ state, message }, paint) {
	const [style, mark] = MARK[state];
	return `  ${paint(style, mark)} ${state === "unknown" ? "not known: " : ""}${onOneLine(message)}`;
}
const block = (check, paint) => [line(check, paint), ...hintLines(check.hint, paint).map((one) => `  ${one}`)].join("\n");
function total(checks, paint) {
	const count = (state) => checks.filter((check) => check.state === state).length;
	const [passed, failed, open] = [
		count("pass"),
		count("fail"),
		count("unknown")
	];
	const text = `${passed} right, ${failed} wrong, ${open} not known`;
	return paint(failed > 0 ? "red" : open > 0 ? "yellow" : "green", text);
}

// src/render/paint.ts
const colours = (style, text) => styleText(style, text, { validateStream: false });
const plain = (_, text) => text;

// src/cli/context.ts
const json = (context, value) => context.out(`${JSON.stringify(value, null, 2)}\n`);
function contextFor(around) {
	const { stdout, stderr } = around;
	const paint = hasColour(stdout, around) ? colours : plain;
	const sayPaint = hasColour(stderr, around) ? colours : plain;
	const world = new World(around);
	const reporter = world.reporter(sayPaint);
	const writing = (stream) => (text) => {
		reporter.clear();
		stream.write(text);
	};
	return {
		world,
		around,
		out: writing(stdout),
		say: writing(stderr),
		paint,
		sayPaint,
		reporter,
		clear: reporter.clear,
		...stdout.isTTY ? { screen: {
			columns: stdout.columns,
			colour: paint === colours
		} } : {}
	};
}
const hasColour = (stream, { env }) => env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
async function toExitCode(context, name, work) {
	try {
		context.reporter.progress(name);
		return await work();
	} catch (error) {
		return sayFailure(context, error);
	} finally {
		context.clear();
		await context.world[Symbol.asyncDispose]();
	}
}
function sayFailure({ say, sayPaint, around }, error) {
	const { exit, message, hint } = failureOf(error);
	const debug = exit === 3 && around.env.LEASEHOLD_DEBUG && error instanceof Error ? error.stack : void 0;
	if (debug) say(`${debug}\n`);
	say(`${sayPaint("red", "error:")} ${onOneLine(message)}\n`);
	for (const line of hintLines(hint, sayPaint)) say(`${line}\n`);
	return exit;
}

// src/cli/register.ts
const formatOption = () => new Option("--format <form>", "how the answer is printed").choices(["text", "json"]).default("text");

// src/cli/audit-commands.ts
const registerAuditCommands = (program, action) => {
	program.command("audit").summary("Git, GitHub and Vault against each other").description("Compares files, pull requests, records, tokens, leases, policies, rotations and the audit log's chain, and says of each mismatch what to do. Changes nothing but the audit log, where each mismatch is told once.").addOption(formatOption()).addHelpText("after", `
Runs every day by the schedule, with an identity that cannot write in Vault.

Examples:
  leasehold audit
  leasehold audit --format json | jq -r '.findings[] | "\\(.rule) \\(.message)"'`).action(action(async (context, options) => {
		const { world, reporter } = context;
		const result = await audit(await world.ports.audit(reporter), await world.branch());
		if (options.format === "json") json(context, auditJson(result));
		else context.out(auditText(result, context.paint));
		return finish(context, result, []);
	}));
	program.command("doctor").summary("is everything set up so that the promises hold").description("Looks at the settings of the repository, GitHub and Vault that the promises rest on: right, wrong, or not known, with where to change each. Works with what it is given: GITHUB_TOKEN, VAULT_TOKEN, both or neither. An administrator's tokens see most. Changes nothing.").addOption(formatOption()).addHelpText("after", `
Exit code 1 where something is wrong; what is not known is no fault.

Examples:
  GITHUB_TOKEN=$(gh auth token) leasehold doctor
  leasehold doctor --format json | jq -r '.checks[] | select(.state == "fail") | .message'`).action(action(async (context, options) => {
		const { world } = context;
		const { ok, checks } = await doctor(await world.ports.doctor(), await world.branch());
		if (options.format === "json") json(context, {
			ok,
			checks
		});
		else context.out(doctorText(checks, context.paint));
		return ok ? 0 : 1;
	}));
};

// src/cli/completion/candidates.ts
const DURATIONS = [
	"15m",
	"30m",
	"1h",
	"2h",
	"4h",
	"8h",
	"1d"
].map((word) => ({ word }));
const KINDS = {
	role: (offers) => offers.roles(),
	key: (offers) => offers.keys(),
	"key-or-role": async (offers) => [...await offers.keys(), ...await offers.roles()],
	login: (offers) => offers.logins(),
	name: (offers) => offers.rotations(),
	duration: async () => DURATIONS
};
async function candidates(program, words, offers) {
	const typed = words.at(-1) ?? "";
	const { command, rest, ended } = walk(program, words.slice(0, -1));
	return (await offered(command, rest, typed, ended, offers)).filter(({ word }) => word.startsWith(typed));
}
function walk(program, words) {
	let command = program;
	let rest = [];
	for (const word of words) {
		if (word === "--") return {
			command,
			rest,
			ended: true
		};
		const next = isValue(command, rest) ? void 0 : command.commands.find((one) => one.name() === word);
		if (next === void 0) rest.push(word);
		else [command, rest] = [next, []];
	}
	return {
		command,
		rest,
		ended: false
	};
}
async function offered(command, rest, typed, ended, offers) {
	if (ended) return [];
	const open = optionBefore(command, rest);
	if (open !== void 0 && (open.required || open.optional && !typed.startsWith("-"))) {
		const values = await valuesOf(open, offers);
		if (open.required || values.length > 0) return values;
	}
	if (typed.startsWith("-")) return optionsOf(command, rest);
	const given = positional(command, rest);
	if (command.commands.length > 0) {
		if (given.length > 0) return [];
		return command.createHelp().visibleCommands(command).map((one) => ({
			word: one.name(),
			about: one.summary() || one.description()
		}));
	}
	const argument = argumentAt(command, given.length);
	return argument === void 0 ? [] : valuesOf(argument, offers);
}
async function valuesOf({ argChoices, ...one }, offers) {
	if (argChoices !== void 0) return argChoices.map((word) => ({ word }));
	const written = "flags" in one ? one.flags : `<${one._name}>`;
	const name = /[<[]([\w-]+)/.exec(written)?.[1] ?? "";
	return await KINDS[name]?.(offers) ?? [];
}
function optionsOf(command, rest) {
	return command.createHelp().visibleOptions(command).filter(({ long }) => long !== void 0 && !rest.includes(long ?? "")).map(({ long, short, description }) => ({
		word: long ?? short ?? "",
		about: description
	}));
}
function optionBefore(command, rest) {
	const last = rest.at(-1) ?? "";
	return command.options.find((option) => (option.long === last || option.short === last) && takesValue(option));
}
const takesValue = (option) => option.required || option.optional;
const isValue = (command, rest) => optionBefore(command, rest)?.required === true;
const positional = (command, rest) => rest.filter((word, index) => !word.startsWith("-") && !isValue(command, rest.slice(0, index)));
function argumentAt(command, given) {
	const all = command.registeredArguments;
	return all[given] ?? (all.at(-1)?.variadic ? all.at(-1) : void 0);
}

// src/cli/completion/offers.ts
function repositoryOffers(world) {
	const policies = async () => readPolicies(await (await world.repository()).workingTree(["policies"])).policies;
	return {
		roles: orNothing$1(async () => [...(await policies()).roles.values()].map(({ name, description }) => ({
			word: name,
			about: description
		}))),
		rotations: orNothing$1(async () => [...(await policies()).rotations.values()].map(({ name, description }) => ({
			word: name,
			about: description
		}))),
		logins: orNothing$1(async () => {
			const { teams } = await policies();
			const logins = [...teams.values()].flatMap((members) => members.map(({ login }) => login));
			return [...new Set(logins)].sort().map((word) => ({ word }));
		}),
		keys: orNothing$1(async () => {
			const repository = await world.repository();
			const main = await repository.lastKnown(await world.branch());
			if (main === void 0) return [];
			const now = world.clock.now();
			const live = (await landedGrants(repository, main)).grants.filter(({ end }) => end > now);
			const me = await world.likelyLogin();
			const own = me === void 0 ? [] : live.filter(({ user }) => sameLogin(user, me));
			return (own.length > 0 ? own : live).map(({ key, user, end }) => ({
				word: key,
				about: `${user}, ${spanText(between(now, end))} left`
			}));
		})
	};
}
const orNothing$1 = (work) => () => work().catch(() => []);

// src/cli/completion/scripts.ts
const SHELLS = [
	"bash",
	"zsh",
	"fish"
];
const ASK = "__complete";
const completionScript = (shell) => SCRIPTS[shell];
const SCRIPTS = {
	bash: `# leasehold in bash. In ~/.bashrc:  source <(leasehold completion bash)
_leasehold() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(leasehold ${ASK} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
}
complete -o bashdefault -o default -F _leasehold leasehold
`,
	zsh: `#compdef leasehold
# leasehold in zsh. In ~/.zshrc, after compinit:  source <(leasehold completion zsh)
_leasehold() {
  local line word
  local -a offered
  while IFS= read -r line; do
    word=\${line%%$'\\t'*}
    if [[ $line == *$'\\t'* ]]; then
      offered+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
    else
      offered+=("\${word//:/\\\\:}")
    fi
  done < <(leasehold ${ASK} -- "\${(@)words[2,CURRENT]}" 2>/dev/null </dev/null)
  if (( \${#offered} )); then
    _describe leasehold offered
  else
    _files
  fi
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _leasehold "$@"
else
  compdef _leasehold leasehold
fi
`,
	fish: `# leasehold in fish. Once:  leasehold completion fish > ~/.config/fish/completions/leasehold.fish
function __leasehold_complete
    set -l typed (commandline -opc)
    leasehold ${ASK} -- $typed[2..-1] (commandline -ct) 2>/dev/null </dev/null
end
complete -c leasehold -f -a '(__leasehold_complete)'
`
};

// src/cli/completion-commands.ts
const registerCompletionCommands = (program, action) => {
	program.command("completion").summary("completion for bash, zsh and fish").description("Prints a script that completes commands, options, roles of policies/ and keys of your grants when you press Tab.").addArgument(new Argument("<shell>", "your shell").choices(SHELLS)).addHelpText("after", `
Examples:
  source <(leasehold completion bash)       # in ~/.bashrc
  source <(leasehold completion zsh)        # in ~/.zshrc, after compinit
  leasehold completion fish > ~/.config/fish/completions/leasehold.fish`).action(action(async (context, shell) => {
		context.out(completionScript(shell));
		return 0;
	}));
	program.command(ASK, { hidden: true }).argument("[words...]").passThroughOptions().action(action(async (context, words) => {
		const typed = words[0] === "--" ? words.slice(1) : words;
		const named = typed[typed.indexOf("-C") + 1];
		const dir = typed.includes("-C") && named !== void 0 ? named : void 0;
		const there = dir === void 0 ? context : contextFor({
			...context.around,
			dir
		});
		const found = await candidates(program, typed, repositoryOffers(there.world));
		context.out(found.map(lineOf$2).join(""));
		return 0;
	}));
};
const lineOf$2 = ({ word, about }) => about === void 0 ? `${word}\n` : `${word}\t${about.replaceAll(/\s+/g, " ")}\n`;

// src/commands/emergency.ts
async function emergency(ports, options) {
	const { repository, vault, reporter } = ports;
	const read = readWords({
		...options,
		break_glass: true
	});
	if (!read.ok) return {
		findings: read.findings,
		troubles: []
	};
	const main = await knownMain(repository, options.branch);
	if (main.stale) reporter.warn(`${main.stale.message.replace(/\.+$/, "")}. Going by what this clone last saw of ${options.branch}.`);
	else reporter.warn("GitHub answers: an ordinary break-glass request (leasehold request --break-glass) would do.");
	const now = await vault.now();
	const source = await policiesAt(repository, main.commit);
	const { policies } = source;
	const faults = policyFaults(source, now);
	if (hasErrors(faults)) return {
		findings: faults.filter(({ severity }) => severity === "error"),
		troubles: []
	};
	const { grants } = await landedGrants(repository, main.commit);
	const ground = {
		commit: main.commit,
		branch: options.branch,
		policies,
		base: grants.filter((grant) => grant.end > now)
	};
	const random = ports.chance();
	const id = grantId(read.wish, random.slice(0, 4));
	const judged = await judgeWish({
		repository,
		now
	}, ground, read.wish, id, void 0);
	const role = policies.roles.get(options.role);
	if (role === void 0 || hasErrors(judged.findings)) return {
		findings: judged.findings,
		troubles: []
	};
	const drift = await driftSinceSetup(repository, await setupRecord(vault), role);
	if (drift) return {
		findings: [drift],
		troubles: []
	};
	const facts = {
		main: main.commit,
		operator: await operatorOf(ports, policies),
		random
	};
	return issue(ports, judged.grant, role, policies, facts);
}
async function setupRecord(vault) {
	try {
		return await vault.setup();
	} catch (cause) {
		if (!(cause instanceof OutsideError) || cause.code !== "denied") throw cause;
		throw new Stop(2, `your Vault login may not issue in an emergency: it needs the policy ${EMERGENCY_POLICY}`, "Who was given it after logging in logs in again.");
	}
}
async function driftSinceSetup(repository, setup, role) {
	if (!setup) throw new Stop(2, "Vault was never set up for this repository", "An administrator runs leasehold setup.");
	const { policies_commit } = setup;
	if (await repository.commit(policies_commit) === void 0) throw new Stop(2, `this clone has no commit ${policies_commit.slice(0, 12)}, which the last setup looked at`, "It is older than that: use another clone (leasehold -C DIR emergency …), or fetch as soon as GitHub answers.");
	const looked = (await policiesAt(repository, policies_commit)).policies.roles.get(role.name);
	if (looked && roleVersionName(looked) === roleVersionName(role)) return void 0;
	return error("drift", role.at(), `role ${role.name} is not what the last setup wrote into Vault (commit ${policies_commit.slice(0, 12)})`, "An administrator runs leasehold setup --plan, and leasehold setup.");
}
async function operatorOf({ operator }, policies) {
	const names = await operator.names();
	if (names === void 0) throw new Stop(2, "Vault does not take your login any more", "Log in again.");
	return loginOf(names, policies);
}
async function issue({ vault }, grant, role, policies, { main, operator, random }) {
	const key = emergencyKey(grant.role, grant.id, random);
	const alias = aliasOf(grant.user, policies);
	if (alias === void 0) throw new Stop(2, `${grant.user} has no usable name where people log in to Vault`, "See policies/people.yaml.");
	const token_role = tokenRoleName(role, true);
	const minted = await vault.mint({
		token_role,
		ttl: seconds(grant.end - grant.begin),
		display_name: alias,
		meta: {
			key,
			user: grant.user,
			commit: main,
			operator
		}
	});
	const record = {
		key,
		file: `policies/roles/${role.name}.yaml`,
		role: role.name,
		user: grant.user,
		alias,
		commit: main,
		policy_commit: main,
		token_role,
		access: normalAccess(role.access),
		pull_request: 0,
		author: operator,
		approvers: [],
		reason: grant.reason,
		...grant.ticket === void 0 ? {} : { ticket: grant.ticket },
		break_glass: true,
		begin: minted.created,
		end: instant(Math.ceil(minted.ends)),
		issued_at: minted.created,
		accessor: minted.accessor,
		wrap_accessor: minted.wrap_accessor,
		state: "live"
	};
	if (!await vault.createRecord(record)) throw new Stop(1, `Vault has a record of ${key} already`, "Run it again: the key is made by chance.");
	const delivered = await attempt(`deliver ${key}`, async () => {
		if (await vault.deliver(pickupOf(record, minted.wrapping))) return;
		throw new OutsideError("vault", "denied", `Vault takes no pick-up of ${key} for ${alias}`, { hint: "End it, run leasehold setup (the policy is older than this program), and issue anew." });
	});
	return {
		issued: record,
		findings: [],
		troubles: delivered.ok ? [] : [delivered.trouble]
	};
}

// src/cli/emergency-command.ts
const registerEmergencyCommand = (program, action) => {
	program.command("emergency").summary("issue while GitHub is down, reviewed when it is back").description("Issues a break-glass role with your own Vault login, which needs the policy leasehold-emergency, and no GitHub. For at most the role's break-glass maximum, to somebody the role lets break glass. It is in the audit log, alerted and up for review with the first run of the schedule after GitHub is back.").argument("<role>", "a role that has break_glass, as policies/roles has it").requiredOption("--user <login>", "who gets the access").requiredOption("--for <duration>", "how long: 15m, 30m").requiredOption("--reason <text>", "why; the reviewer and the audit log read it").option("--ticket <ticket>", "where the role requires one").addHelpText("after", "\nExample:\n  leasehold emergency orders-db-oncall --user dana --for 30m --reason \"GitHub is down and orders are stuck\"").action(action(async (context, role, options) => {
		const { world, reporter } = context;
		const { reads, issuing } = await world.vault.asPerson();
		const ports = {
			repository: await world.repository(),
			vault: {
				...reads,
				...issuing
			},
			operator: { names: async () => (await world.vault.person())?.names() },
			reporter,
			chance: () => randomBytes(6).toString("hex")
		};
		const result = await emergency(ports, {
			...options,
			role,
			branch: await world.branch()
		});
		if (result.issued) context.out(emergencyText(result.issued, world.clock.now(), context.paint));
		return finish(context, result, result.findings);
	}));
};

// src/render/evidence-readme.ts
function evidenceReadme(key, proofs, events, days) {
	const { request, policies, log } = proofs;
	const pull = events.map(({ event }) => event.data.pull_request).find((one) => typeof one === "number");
	const short = (commit) => code(commit.slice(0, 12));
	const rows = [
		...request ? [[`${code("request/")}`, `the request as it landed on main with commit ${short(request.commit)}`]] : [],
		...policies ? [[`${code("policies/")}`, `the policies that judged it, as of commit ${short(policies.commit)}`]] : [],
		[code("events.jsonl"), "the events of the grant, and of the rotations that its end owed, as they stand in the log"],
		...log ? [[`${code("log/")}`, `the ${days === 1 ? "day" : `${days} days`} of the log that have them, whole: other people's events of those days, too`]] : [],
		[code("git/"), "commits and folders of Git, byte by byte: each names the next by its hash, down to the files"],
		[code("index.json"), "which file is of which commit, and where each event stands"],
		[code("check.py"), "the check, in Python 3 without anything else"],
		[code("SHA256SUMS"), "of all other files"]
	];
	return `${[
		`# Evidence: ${code(key)}`,
		"",
		...storyOf(events),
		"## What is here",
		"",
		"| file | what |",
		"| --- | --- |",
		...rows.map(([file, what]) => `| ${file} | ${what} |`),
		"",
		"## Check it",
		"",
		"Offline, with nothing of Leasehold's:",
		"",
		"```sh",
		"sha256sum --check SHA256SUMS",
		"python3 check.py",
		"```",
		"",
		`The script walks from the commit's name, whose first 12 digits are the end of the key, down to the request; from ${code("policy_commit")} of the ${code("issued")} event to the policies; and from a commit of the log's branch to the files that have the events, whose lines each hold the hash of the line before. To do a step by hand: ${code("git hash-object FILE")} is the name that its folder has for a file.`,
		"",
		"That these commits were ever on the branches, a clone says (any clone, however old):",
		"",
		"```sh",
		"git clone https://github.com/OWNER/REPO access && python3 check.py --clone access",
		...request ? [`git -C access show ${request.commit}:${request.files[0] ?? ""} | diff - request/${request.files[0] ?? ""}`] : [],
		...policies ? [`git -C access log -1 --format='%H %cI %an' ${policies.commit}`] : [],
		"```",
		"",
		`That the log was not written anew since: the anchors in Vault (${code("leasehold/anchors/<count>")}) hold the hash of the line of that number.`,
		"",
		"## What it does not prove",
		"",
		...pull === void 0 ? [] : [`Who approved is what apply found at GitHub when it issued. The reviews themselves are there, at pull request ${code(`#${String(pull)}`)}: ${code(`gh api repos/OWNER/REPO/pulls/${String(pull)}/reviews`)}.`],
		"Whoever had taken over the apply or enforce job could have written false events from then on. What was done with the access is in Vault's own audit log.",
		""
	].join("\n")}`;
}
function storyOf(events) {
	if (events.length === 0) return ["The audit log tells nothing of it: it was requested, and never decided (its time passed, or is yet to come).", ""];
	const facts = events.find(({ event }) => typeof event.data.reason === "string")?.event.data;
	const rows = events.map(({ file, line, event }) => [
		code(whenOf$1(event.data) ?? formatInstant(event.time)),
		event.type.replace(/^leasehold\./, ""),
		detailOf(event.type, event.data),
		code(`${file}:${line}`)
	].join(" | "));
	return [
		...facts ? [sentenceOf$1(facts), ""] : [],
		"| when | what | details | stands at |",
		"| --- | --- | --- | --- |",
		...rows.map((row) => `| ${row} |`),
		""
	];
}
function sentenceOf$1(facts) {
	const named = (value) => code(String(value ?? "nobody known"));
	const approvers = Array.isArray(facts.approvers) ? facts.approvers : [];
	const ticket = facts.ticket === void 0 ? "" : ` (${markdownText(String(facts.ticket))})`;
	const later = facts.break_glass === true ? " before: break-glass, to be reviewed afterwards" : "";
	return [
		`${named(facts.user)} was granted ${named(facts.role)} from ${named(facts.begin)} to ${named(facts.end)} at the latest:`,
		`“${markdownText(String(facts.reason))}”${ticket}.`,
		`Asked by ${named(facts.author)}, approved by ${approvers.map(named).join(", ") || "nobody"}${later}.`
	].join("\n");
}
function whenOf$1(data) {
	const when = data.ended_at ?? data.issued_at ?? data.rotated_at;
	return typeof when === "string" ? when : void 0;
}
function detailOf(type, data) {
	if (type === "leasehold.grant.issued" && Array.isArray(data.access)) return data.access.map((one) => code(`${String(one.path)} ${String(one.capabilities)}`)).join(", ");
	if (type === "leasehold.grant.ended") {
		const proof = data.proof;
		return `${String(data.ended_by)}; proved at ${code(String(proof?.at))}: token gone, no lease left of ${String(proof?.leases_seen)} looked at`;
	}
	return type === "leasehold.rotation.done" ? String(data.kind) : "";
}

// src/render/evidence-script.ts
const CHECK_SCRIPT = String.raw`#!/usr/bin/env python3
"""Checks this folder by itself; with --clone DIR also against a clone of the access repository, which Git fetched."""
import hashlib, json, os, re, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
checked = 0

def fail(message):
    sys.exit("NOT PROVED: " + message)

def check(holds, message):
    global checked
    checked += 1
    if not holds:
        fail(message)

def read(name):
    try:
        with open(os.path.join(here, *name.split("/")), "rb") as file:
            return file.read()
    except OSError:
        fail(name + " is not there")

def git_id(kind, body, like):
    digest = hashlib.sha1() if len(like) == 40 else hashlib.sha256()
    digest.update(("%s %d" % (kind, len(body))).encode() + b"\0" + body)
    return digest.hexdigest()

def git_object(name, kind):
    body = read("git/%s.%s" % (name, kind))
    check(git_id(kind, body, name) == name, "git/%s.%s is not the object of that name" % (name, kind))
    return body

def entries(tree, width):
    at, found = 0, {}
    while at < len(tree):
        end = tree.index(b"\0", at)
        found[tree[at:end].split(b" ", 1)[1].decode()] = tree[end + 1 : end + 1 + width].hex()
        at = end + 1 + width
    return found

def blob_of(commit, path):
    tree = re.match(rb"tree ([0-9a-f]+)\n", git_object(commit, "commit")).group(1).decode()
    *folders, name = path.split("/")
    for folder in folders:
        inside = entries(git_object(tree, "tree"), len(tree) // 2)
        check(folder in inside, "%s has no folder %s" % (commit, path))
        tree = inside[folder]
    inside = entries(git_object(tree, "tree"), len(tree) // 2)
    check(name in inside, "commit %s has no file %s" % (commit, path))
    return inside[name]

# 1. Every file is the one that was handed over, and there is no other.
sums = dict(reversed(line.split("  ", 1)) for line in read("SHA256SUMS").decode().splitlines())
for name, digest in sums.items():
    check(hashlib.sha256(read(name)).hexdigest() == digest, name + " was changed")
for folder, _, names in os.walk(here):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), here).replace(os.sep, "/")
        check(path in sums or path == "SHA256SUMS" or "__pycache__" in path, path + " does not belong here")

# 2. Every file of the repository is what its commit has: hash by hash from the commit's name down to the file.
index = json.loads(read("index.json"))
key, proofs = index["key"], index["proofs"]
role, grant, last = key.split(".")
for folder, proof in proofs.items():
    for path in proof["files"]:
        blob = blob_of(proof["commit"], path)
        check(git_id("blob", read(folder + "/" + path), blob) == blob, "%s/%s is not what the commit has" % (folder, path))
if "request" in proofs:
    check(proofs["request"]["commit"].startswith(last), "the request is of another commit than the key names")
    check(proofs["request"]["files"] == ["grants/%s/%s.yaml" % (role, grant)], "the request is another file")

# 3. The events stand in the log's files, whose lines hold the hash of the line before; none of the grant's is left out.
mine, placed = [], [(one["file"], one["line"]) for one in index["events"]]
for path in proofs.get("log", {}).get("files", []):
    before = None
    for number, line in enumerate(read("log/" + path).split(b"\n")[:-1], 1):
        event = json.loads(line)
        check(before in (None, event["previous"]), "log/%s:%d: the line before was another one" % (path, number))
        before = hashlib.sha256(line).hexdigest()
        if event["subject"] == key or key in event["data"].get("owed_by", []):
            check((path, number) in placed, "log/%s:%d tells of the grant and is left out" % (path, number))
            mine.append((line, event))
check([line for line, _ in mine] == read("events.jsonl").split(b"\n")[:-1], "events.jsonl is not what the log says")

# 4. The story is one.
issued = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.issued"]
ended = [event["data"] for _, event in mine if event["type"] == "leasehold.grant.ended"]
check(len(issued) <= 1 and len(ended) <= 1, "it was issued or ended more than once")
for data in issued:
    check(data["role"] == role, "it was issued for another role")
    if "policies" in proofs:
        check(data["policy_commit"] == proofs["policies"]["commit"], "the policies are not those that judged it")
    if "request" in proofs:
        check(data["commit"] == proofs["request"]["commit"], "another request was issued than the one here")
    check(not data.get("author") or data["author"] not in data["approvers"], "its author approved it")
    check(data["user"].lower() not in [one.lower() for one in data["approvers"]], "its own user approved it")
for data in ended:
    check(data["ended_at"] <= data["end"], "it ended after its end")

# 5. With a clone: the commits are on main and on the log's branch, and the log is whole up to there.
if len(sys.argv) == 3 and sys.argv[1] == "--clone":
    def git(*words):
        return subprocess.run(("git", "-C", sys.argv[2]) + words, capture_output=True)
    head = git("rev-parse", "--verify", "-q", "refs/remotes/origin/HEAD").stdout.decode().strip()
    main = head or git("rev-parse", "--verify", "-q", "refs/remotes/origin/main").stdout.decode().strip()
    log = git("rev-parse", "--verify", "-q", "refs/remotes/origin/leasehold-audit").stdout.decode().strip()
    for folder, tip in (("request", main), ("policies", main), ("log", log)):
        if folder in proofs:
            on = git("merge-base", "--is-ancestor", proofs[folder]["commit"], tip).returncode == 0
            check(on, "commit %s (%s) is not on the branch in the clone" % (proofs[folder]["commit"], folder))
    if "log" in proofs:
        commit, previous = proofs["log"]["commit"], "0" * 64
        for path in sorted(git("ls-tree", "-r", "--name-only", commit, "events/").stdout.decode().split()):
            if path > proofs["log"]["files"][-1]:
                break
            for number, line in enumerate(git("show", commit + ":" + path).stdout.split(b"\n")[:-1], 1):
                check(json.loads(line)["previous"] == previous, "%s:%d: the chain is broken" % (path, number))
                previous = hashlib.sha256(line).hexdigest()

for _, event in mine:
    print(event["time"], event["type"].replace("leasehold.", ""), event["subject"])
print("PROVED: %d checks hold for %s" % (checked, key))
`;

// src/commands/evidence.ts
const JUDGING = [
	"policies/leasehold.yaml",
	"policies/teams.yaml",
	"policies/people.yaml",
	"policies/rotations"
];
async function evidence({ repository, log, out }, words, branch) {
	const key = keyOf(words);
	if (await out.isTaken()) throw new Stop(2, `${out.path} is not empty`, "Name a folder that is not there yet: --out DIR.");
	const main = await knownMain(repository, branch);
	const told = await log.daysThatTell((event) => isAbout(event, key));
	const events = eventsOf(told?.days ?? []);
	const landing = await landingOf(repository, main.commit, key);
	if (landing === void 0 && events.length === 0) throw new Stop(1, `nothing is known of ${key}: no commit of ${branch} put it there, and no event of the log tells of it`, "leasehold status --from INSTANT shows the keys there were.");
	const parts = parseKey(key);
	const request = landing && parts && await repository.proved(landing.sha, [grantPath(parts.role, parts.id)]);
	const judged = policyCommitOf(events) ?? landing?.parents[0];
	const policies = judged === void 0 ? void 0 : await attempt(`the policies of ${judged.slice(0, 12)}`, () => repository.proved(judged, [...JUDGING, `policies/roles/${parts?.role ?? ""}.yaml`]));
	const logged = told && told.days.length > 0 ? await repository.proved(told.commit, told.days.map(({ file }) => file)) : void 0;
	const files = filesOf(key, {
		...request ? { request } : {},
		...policies?.ok ? { policies: policies.value } : {},
		...logged ? { log: logged } : {}
	}, told?.days ?? [], events);
	await out.write(files);
	const troubles = [...main.stale ? [main.stale] : [], ...policies?.ok === false ? [policies.trouble] : []];
	return {
		key,
		events: events.map(({ event }) => event.type),
		files: files.size,
		findings: [],
		troubles
	};
}
function keyOf(words) {
	if (isKey(words)) return words;
	throw new Stop(2, `${JSON.stringify(words)} is no key of a grant`, "leasehold status --from INSTANT shows the keys there were.");
}
const isAbout = ({ subject, data }, key) => subject === key || Array.isArray(data.owed_by) && data.owed_by.includes(key);
const eventsOf = (days) => days.flatMap(({ file, text, told }) => {
	const all = text.split("\n");
	return told.map(({ line, event }) => ({
		file,
		line,
		text: all[line - 1] ?? "",
		event
	}));
});
async function landingOf(repository, tip, key) {
	const parts = parseKey(key);
	if (!parts || parts.emergency) return void 0;
	return (await repository.commitsTouching(tip, grantPath(parts.role, parts.id))).find(({ sha }) => sha.startsWith(parts.commit));
}
function policyCommitOf(events) {
	return events.map(({ event }) => event.data.policy_commit).find((commit) => typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit));
}
function filesOf(key, proofs, days, events) {
	const files = /* @__PURE__ */ new Map();
	const add = (name, content) => files.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
	for (const [folder, { files: contents, objects }] of Object.entries(proofs)) {
		for (const [path, bytes] of contents) add(`${folder}/${path}`, bytes);
		for (const { id, type, bytes } of objects) add(`git/${id}.${type}`, bytes);
	}
	add("events.jsonl", events.map(({ text }) => `${text}\n`).join(""));
	add("check.py", CHECK_SCRIPT);
	const index = {
		key,
		proofs: Object.fromEntries(Object.entries(proofs).map(([folder, { commit, files: contents }]) => [folder, {
			commit,
			files: [...contents.keys()].sort()
		}])),
		events: events.map(({ file, line, event }) => ({
			file,
			line,
			type: event.type
		}))
	};
	add("index.json", `${JSON.stringify(index, null, 2)}\n`);
	add("README.md", evidenceReadme(key, index.proofs, events, days.length));
	add("SHA256SUMS", [...files].sort(([a], [b]) => a < b ? -1 : 1).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join(""));
	return files;
}
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// src/cli/evidence-command.ts
const registerEvidenceCommand = (program, action) => {
	program.command("evidence").summary("one grant's whole story, as files to check offline").description("Writes the request, the policies that judged it, its events with the days of the log that have them, and what proves all of it, with a README and a script that checks it and uses nothing of Leasehold. From the repository and the audit log alone: neither Vault nor GitHub's API is asked.").argument("<key>", "the grant, as leasehold status --from shows it").requiredOption("--out <dir>", "a folder that is not there yet").addHelpText("after", "\nExample:\n  leasehold evidence orders-db-read.refund-8812.3f2a9c1b7d20 --out refund-8812 && python3 refund-8812/check.py").action(action(async (context, key, { out }) => {
		const { world } = context;
		const ports = {
			repository: await world.repositoryProofs(),
			log: await world.auditLogReads(),
			out: world.newFiles(out)
		};
		const result = await evidence(ports, key, await world.branch());
		const told = result.events.map((type) => type.replace(/^leasehold\.(grant\.)?/, "")).join(", ");
		context.out(`${context.paint("green", "written")}  ${result.files} files about ${result.key} (${told || "no event"})\n${context.paint("dim", "check")}    python3 ${out}/check.py\n`);
		return finish(context, result, result.findings);
	}));
};

// src/commands/explain.ts
async function explain(ports, question, options) {
	const { repository } = ports;
	if (question.kind !== "file" && !LOGIN.test(question.user)) throw new Stop(2, `--user: ${JSON.stringify(question.user)} is no GitHub login`);
	const source = policySource(await repository.workingTree(POLICY_PATHS));
	const faults = policyFaults(source, options.at);
	if (hasErrors(faults)) return unread(faults);
	const { policies } = source;
	if (question.kind === "person") {
		const roles = askable(question.user, policies, options.at);
		return {
			kind: "person",
			user: question.user,
			roles,
			result: askableResult(question.user, roles)
		};
	}
	if (question.kind === "sentence") {
		if (question.duration === void 0 && question.until === void 0) throw howLong(question, policies);
		return judged(repository, policies, grantOfWish(wishOf(question, policies), options.at), options);
	}
	const isGrant = question.file.startsWith("grants/");
	const read = readGrants(isGrant ? await repository.workingTree([question.file]) : []);
	const file = read.grants.find((one) => one.file === question.file);
	if (file !== void 0) return judged(repository, policies, file, options);
	if (read.findings.length > 0) {
		const [mended] = read.mended;
		const more = mended === void 0 ? void 0 : await judged(repository, policies, mended, options);
		return unread([...read.findings, ...more?.result.findings ?? []]);
	}
	throw new Stop(2, `${JSON.stringify(question.file || ".")} is no grant file`, "Name one such as grants/<role>/<id>.yaml.");
}
function unread(findings) {
	const all = inOrder(findings);
	return {
		kind: "unread",
		findings: all,
		result: {
			allowed: false,
			findings: all
		}
	};
}
function howLong({ role, break_glass }, policies) {
	const known = policies.roles.get(role);
	const most = break_glass ? known?.break_glass?.max : known?.duration.max;
	const allows = most === void 0 ? "" : `; ${role} allows ${formatDuration(most)} at most`;
	return new Stop(2, "for how long?", `Add --duration, such as --duration 2h, or --until${allows}.`);
}
function askableResult(user, roles) {
	return {
		user,
		roles: roles.map(({ role, ways, approvers }) => ({
			role: role.name,
			description: role.description,
			ways,
			...ways.includes("request") ? { seconds: role.duration.max } : { seconds: role.break_glass?.max ?? 0 },
			...ways.includes("break-glass") ? { break_glass_seconds: role.break_glass?.max ?? 0 } : {},
			access: role.access.map(({ path, capabilities }) => ({
				path,
				capabilities
			})),
			approvals: {
				required: role.approvers.reduce((sum, { count }) => sum + count, 0),
				eligible: approvers
			}
		}))
	};
}
function wishOf(question, policies) {
	const { kind: _kind, reason, break_glass = false, ...rest } = question;
	const role = policies.roles.get(question.role);
	return {
		...rest,
		break_glass,
		reason: reason ?? "what is wrong, and what you will do".padEnd(role?.require.reason ?? 1, "…")
	};
}
async function judged(repository, policies, file, { at, author }) {
	const head = await repository.resolve("HEAD");
	const folders = foldersFor([file], policies, true);
	const onMain = head === void 0 ? [] : await grantsIn(repository, head, folders);
	const asked = await uncommitted(repository, file, {
		tip: head,
		grants: onMain
	}, at, author);
	const request = await committed(repository, head, file) ?? asked;
	const question = {
		base: onMain.filter((grant) => grant.end > at && grant.file !== file.file),
		policies,
		now: at
	};
	const findings = judgeEach({
		...question,
		added: [request]
	}).get(request) ?? [];
	const report = new RequestReports(question).of(request, findings, asked);
	return {
		kind: "request",
		report,
		result: {
			allowed: !hasErrors(findings),
			findings,
			grant: report.view,
			...report.suggestion === void 0 ? {} : { suggestion: report.suggestion }
		}
	};
}
async function committed(repository, head, file) {
	if (head === void 0 || (await repository.uncommitted([file.file])).has(file.file)) return void 0;
	const [request] = await landedRequests(repository, head, [file], await repository.landings(head, file.file));
	return request;
}
async function uncommitted(repository, file, onto, at, author) {
	const [request] = await requestsOf(repository, [file], onto, at, author);
	if (request === void 0) throw new Error("one file makes one request");
	return request;
}
function askable(user, policies, now) {
	return [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((role) => {
		const ways = [...mayHold(user, role, false, policies, now) ? ["request"] : [], ...mayHold(user, role, true, policies, now) ? ["break-glass"] : []];
		const approvers = new Set(role.approvers.flatMap((group) => [...membersOf(group, policies, now)]));
		approvers.delete(user.toLowerCase());
		return ways.length === 0 ? [] : [{
			role,
			ways,
			approvers: [...approvers].sort()
		}];
	});
}

// src/render/explain-text.ts
function explainText(explained, paint) {
	switch (explained.kind) {
		case "unread": return findingsText(explained.findings, paint);
		case "person": return personText(explained, paint);
		case "request": {
			const { report } = explained;
			const near = report.suggestion === void 0 ? "" : `${paint("cyan", "would pass:")}\n${writtenText(report.suggestion)}`;
			return [
				requestText(report, paint),
				findingsText(report.findings, paint),
				near
			].filter((part) => part !== "").join("\n");
		}
	}
}
function personText({ user, roles }, paint) {
	const head = `${user} may ask for ${count(roles.length, "role")}\n`;
	const each = roles.map(({ role, ways, approvers }) => {
		return `${[
			`${paint("bold", role.name)}  ${onOneLine(role.description)}`,
			...ways.includes("request") ? [`  up to ${formatDuration(role.duration.max)}, approved by ${approvers.join(", ") || "nobody"}`] : [],
			...ways.includes("break-glass") && role.break_glass !== void 0 ? [`  break-glass: up to ${formatDuration(role.break_glass.max)}, reviewed after`] : [],
			...role.access.map(({ path, capabilities }) => `  ${onOneLine(path)} (${capabilities.join(", ")})`)
		].join("\n")}\n`;
	});
	const [first] = roles;
	const next = first ? [`${paint("dim", "ask")}  leasehold request ${first.role.name} --for 1h --reason "…", or just leasehold request\n`] : [];
	return [
		head,
		...each,
		...next
	].join("\n");
}

// src/cli/explain-command.ts
const registerExplainCommand = (program, action) => {
	program.command("explain").summary("allowed or not, by which rule, who must approve").description("Answers for a file, or for a sentence; with only a user, what they could ask for.").argument("[file]", "a grant file").option("--role <role>", "the role asked for").option("--user <login>", "the person who would get it").option("--duration <duration>", "how long: 30m, 2h, 1d").option("--until <instant>", "instead of --duration", instantArgument).option("--start <instant>", "not before then", instantArgument).option("--reason <text>", "why").option("--ticket <ticket>", "where the role asks for one").option("--break-glass", "in an emergency").addOption(formatOption()).addHelpText("after", `
Examples:
  leasehold explain --user alice
  leasehold explain --role orders-db-read --user alice --duration 2h
  leasehold explain grants/orders-db-read/refund-8812.yaml`).action(action(async (context, file, options) => {
		const { world } = context;
		const question = file === void 0 ? sentenceOf(options) : await fileQuestion(context, file, options);
		const report = await explain({ repository: await world.repository() }, question, { at: world.clock.now() });
		if (options.format === "json") json(context, report.result);
		else context.out(explainText(report, context.paint));
		return report.kind === "person" || report.result.allowed ? 0 : 1;
	}));
};
async function fileQuestion({ world }, file, { format: _, ...options }) {
	const [option] = Object.keys(options);
	if (option !== void 0) {
		const name = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
		throw new Stop(2, `--${name} beside a file: the file says it`, "Name a file, or ask with options alone.");
	}
	const inside = await world.pathInRepository(file);
	if (inside === void 0) throw new Stop(2, `${JSON.stringify(file)} is not in this repository`, "Name a file of it, or another repository with -C.");
	return {
		kind: "file",
		file: inside
	};
}
function sentenceOf(options) {
	const { role, user, duration, breakGlass, format: _, ...rest } = options;
	if (user === void 0) throw new Stop(2, "whom is it about?", "Name a file, or --user; leasehold explain --help has examples.");
	if (role === void 0) {
		const [more] = Object.keys({
			duration,
			breakGlass,
			...rest
		}).filter((key) => options[key] !== void 0);
		if (more === void 0) return {
			kind: "person",
			user
		};
		throw new Stop(2, "which role is it about?", "Add --role; with --user alone, all that they could ask for.");
	}
	if (duration !== void 0 && rest.until !== void 0) throw new Stop(2, "--duration and --until are both there", "Write one of the two.");
	const length = duration === void 0 ? void 0 : parseDuration(duration);
	if (duration !== void 0 && length === void 0) throw new Stop(2, `--duration: ${duration} is no duration`, "Write it like 30m, 2h or 1d.");
	return {
		kind: "sentence",
		role,
		user,
		...rest,
		...length === void 0 ? {} : { duration: length },
		...breakGlass ? { break_glass: true } : {}
	};
}

// src/commands/codeowners.ts
async function codeowners(ports, options) {
	const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
	const odd = source.in_the_way;
	const findings = [...policyFaults(source, options.at), ...odd === void 0 ? [] : [notAFile(odd)]];
	if (hasErrors(findings)) return {
		ok: false,
		findings: inOrder(findings),
		changed: false
	};
	const text = codeownersText(source.policies, source.codeowners ?? "", options.at);
	const changed = source.codeowners === void 0 || !saysTheSame(source.codeowners, text);
	if (!changed) return {
		ok: true,
		findings,
		text,
		changed
	};
	if (options.check === true) return {
		ok: false,
		findings: inOrder([...findings, stale]),
		text,
		changed
	};
	await ports.files.write(CODEOWNERS_FILE, text);
	return {
		ok: true,
		findings,
		text,
		changed
	};
}
const stale = error("codeowners", { file: CODEOWNERS_FILE }, "does not say what policies/ say", "Run leasehold codeowners and commit what it writes.");

// src/commands/issue-form.ts
async function issueForm(ports, options) {
	const { policies, findings, issue_form: existing } = policySource(await ports.repository.workingTree(POLICY_PATHS));
	if (hasErrors(findings)) return {
		ok: false,
		findings: inOrder(findings),
		changed: false
	};
	const text = issueFormText(policies, existing);
	const changed = text !== existing;
	if (changed && options.check === true) return {
		ok: false,
		findings: [staleIssueForm(existing ?? "")],
		changed
	};
	if (changed) await ports.files.write(ISSUE_FORM_FILE, text);
	return {
		ok: true,
		findings,
		changed
	};
}

// src/domain/policy-coverage.ts
function policyCoverage(policies, results) {
	const byRole = Map.groupBy(results, (result) => result.test.request.role);
	return [...policies.roles.values()].sort((a, b) => a.name < b.name ? -1 : 1).map((role) => {
		const ofRole = byRole.get(role.name) ?? [];
		const shown = new Set(ofRole.flatMap((result) => result.reasons.map((reason) => reason.rule)));
		return {
			role: role.name,
			tested: ofRole.length > 0,
			allowed: ofRole.some((result) => result.answer === "allow"),
			rules: rulesOf(role, policies).filter((rule) => !shown.has(rule))
		};
	}).filter((role) => !role.tested || !role.allowed || role.rules.length > 0);
}
function rulesOf(role, policies) {
	const conflicts = role.conflicts.length > 0 || [...policies.roles.values()].some((other) => other.conflicts.includes(role.name));
	const when = (there, rule) => there ? [rule] : [];
	return [
		"requester-eligible",
		"duration-max",
		"window-past",
		"window-ahead",
		"extends",
		"break-glass",
		"approvals",
		"four-eyes",
		...when(role.require.reason > 1, "reason"),
		...when(role.require.ticket !== void 0, "ticket"),
		...when(role.limits.per_user !== void 0, "limit-per-user"),
		...when(role.limits.total !== void 0, "limit-total"),
		...when(conflicts, "conflict"),
		...role.rules.map((rule) => `rule:${rule.name}`)
	];
}

// src/commands/test.ts
async function test(ports, options) {
	const source = policySource(await ports.repository.workingTree(POLICY_PATHS));
	const results = hasErrors(source.findings) ? [] : runPolicyTests(source.tests, source.policies, options.at);
	const findings = inOrder([...policyFaults(source, options.at), ...policyTestFindings(results)]);
	return {
		ok: !hasErrors(findings),
		results,
		findings,
		...options.coverage === true ? { untouched: policyCoverage(source.policies, results) } : {}
	};
}

// src/render/test-text.ts
function testText({ results, findings, untouched }, paint) {
	const listed = [...Map.groupBy(results, ({ test }) => test.file)].map(([file, ofFile]) => {
		const lines = ofFile.map(({ test, passed }) => {
			return `  ${passed ? paint("green", "✓") : paint("red", "✗")} ${onOneLine(test.name)}\n`;
		});
		return `${paint("bold", onOneLine(file))}\n${lines.join("")}`;
	});
	const failed = results.filter(({ passed }) => !passed).length;
	const last = [`${results.length - failed} passed`, ...failed === 0 ? [] : [paint("red", `${failed} failed`)]].join(", ");
	return [
		...listed,
		findingsText(findings, paint),
		...untouched === void 0 ? [] : [coverageText(untouched, paint)],
		`${count(results.length, "test")}: ${last}\n`
	].filter((part) => part !== "").join("\n");
}
function coverageText(untouched, paint) {
	if (untouched.length === 0) return `${paint("green", "every role and rule is touched by a test")}\n`;
	const lines = untouched.map(({ role, tested, allowed, rules }) => {
		if (!tested) return `  ${role}: no test asks for it\n`;
		return `  ${role}: ${[...allowed ? [] : ["no test shows it given"], ...rules.length === 0 ? [] : [`none shows it refused by ${rules.join(", ")}`]].join("; ")}\n`;
	});
	return `${paint("yellow", "not touched by any test")}\n${lines.join("")}`;
}

// src/cli/gate-commands.ts
const registerGateCommands = (program, action) => {
	program.command("check").summary("judge grants and policies").description("Judges what changed since --base by the policies of --base; without it, the whole working tree.").option("--base <ref>", "what the change is to be merged into").option("--head <ref>", "the change; default HEAD").option("--at <instant>", "when it would land; default now", instantArgument).option("--author <login>", "who opens the pull request; default each grant's user", loginArgument).addOption(formatOption()).addHelpText("after", "\nExamples:\n  leasehold check\n  leasehold check --base origin/main --author alice").action(action(async (context, { format, at, ...options }) => {
		const { world } = context;
		const report = await check({ repository: await world.repository() }, {
			...options,
			at: at ?? world.clock.now()
		});
		if (format === "json") json(context, report.result);
		else context.out(checkText(report, context.paint));
		return report.result.ok ? 0 : 1;
	}));
	program.command("test").summary("run the policy tests").description("Runs policies/tests against policies/, as they are in the working tree.").option("--coverage", "list rules and roles that no test touches").addHelpText("after", "\nExamples:\n  leasehold test\n  leasehold test --coverage").action(action(async (context, options) => {
		const { world } = context;
		const report = await test({ repository: await world.repository() }, {
			...options,
			at: world.clock.now()
		});
		context.out(testText(report, context.paint));
		return report.ok ? 0 : 1;
	}));
	program.command("codeowners").summary("write the generated part of CODEOWNERS").description("Writes .github/CODEOWNERS so that GitHub asks the right people, between `# leasehold:begin` and `# leasehold:end`.").option("--check", "only look whether it is right").addHelpText("after", "\nExamples:\n  leasehold codeowners\n  leasehold codeowners --check").action(action(async (context, options) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			files: await world.repositoryFiles()
		};
		const report = await codeowners(ports, {
			...options,
			at: world.clock.now()
		});
		context.out(findingsText(report.findings, context.paint));
		if (report.ok) context.out(report.changed ? "Written: .github/CODEOWNERS\n" : ".github/CODEOWNERS says what the policies say.\n");
		return report.ok ? 0 : 1;
	}));
	program.command("issue-form").summary("write the roles into the request form").description("Writes .github/ISSUE_TEMPLATE/access.yml, by which people ask without a clone: its roles, between `# leasehold:begin` and `# leasehold:end`.").option("--check", "only look whether it is right").addHelpText("after", "\nExamples:\n  leasehold issue-form\n  leasehold issue-form --check").action(action(async (context, options) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			files: await world.repositoryFiles()
		};
		const report = await issueForm(ports, options);
		context.out(findingsText(report.findings, context.paint));
		if (report.ok) context.out(report.changed ? "Written: the request form\n" : "The request form offers the roles there are.\n");
		return report.ok ? 0 : 1;
	}));
};
function loginArgument(text) {
	if (!LOGIN.test(text.replace(/\[bot\]$/, ""))) throw new InvalidArgumentError("Write a GitHub login, such as alice.");
	return text;
}

// src/files/new-repository.ts
const TEMPLATE = "template/";
function newRepositoryFiles(shipped, wanted, now) {
	const files = /* @__PURE__ */ new Map();
	for (const [path, text] of shipped) if (path.startsWith(TEMPLATE)) files.set(path.slice(9), filled(text, wanted));
	else if (path === "policies/leasehold.yaml") files.set(path, settings(text, wanted));
	else if (path.startsWith("deploy/")) files.set(path, filled(text, wanted));
	else if (path.startsWith(".github/workflows/")) files.set(path, pinned(text, wanted.action));
	else files.set(path, text);
	for (const [kind, schema] of Object.entries(jsonSchemas)) files.set(`schema/${kind}.schema.json`, `${JSON.stringify(schema, void 0, 2)}\n`);
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
	const fold = (login) => login.toLowerCase();
	for (const one of asking) {
		const other = approving.find((login) => fold(login) !== fold(one));
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

// src/commands/init/read-words.ts
var Wrong = class {
	message;
	constructor(message) {
		this.message = message;
	}
};
const ACTION = /^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/;
const ADDRESS = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/;
const ACTION_QUESTION = {
	option: "--action",
	ask: "Which Leasehold shall the workflows run? OWNER/REPO@COMMIT",
	placeholder: "your-org/leasehold@<40 hex>",
	read: (answer) => ACTION.test(answer) ? answer : new Wrong("write OWNER/REPO@ and the full commit, 40 hex digits: a tag or a branch can be moved to other code")
};
const team = (option, name, ask, placeholder) => ({
	option,
	ask,
	placeholder,
	read: (answer) => readTeam(answer, name)
});
const OWNERS = team("--owners", "platform", "Who approves changes of policies? GitHub logins", "olivia,peter");
const APPROVERS = team("--approvers", "dba", "Who approves requests? GitHub logins", "bob,sam");
const REQUESTERS = team("--requesters", "payments", "Who may ask for access? GitHub logins", "alice,carol");
const VAULT = {
	option: "--vault",
	ask: "Where is Vault? (empty: the workflows get it as the variable VAULT_ADDR)",
	placeholder: "https://vault.example.com:8200",
	read: (answer) => answer === "" || ADDRESS.test(answer) ? answer || void 0 : new Wrong("write the address with https://, such as https://vault.example.com:8200")
};
async function readInitWords(words, prompts, release) {
	const own = release && `${release.slug}@${release.commit}`;
	const needed = {
		owners: OWNERS,
		approvers: APPROVERS,
		requesters: REQUESTERS
	};
	const missing = [...words.action === void 0 && own === void 0 ? [ACTION_QUESTION.option] : [], ...Object.entries(needed).flatMap(([name, { option }]) => words[name] === void 0 ? [option] : [])];
	if (missing.length > 0 && !prompts) throw new Stop(2, `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`, "For example:  leasehold init access --owners olivia,peter --approvers bob,sam --requesters alice --vault https://vault.example.com:8200 --action your-org/leasehold@<commit>");
	const vault = words.vault ?? (missing.length > 0 ? void 0 : "");
	return {
		action: await answer(ACTION_QUESTION, words.action ?? own, prompts),
		owners: await answer(OWNERS, words.owners, prompts),
		approvers: await answer(APPROVERS, words.approvers, prompts),
		requesters: await answer(REQUESTERS, words.requesters, prompts),
		...orNothing("vault", await answer(VAULT, vault, prompts)),
		...orNothing("issuer", words.issuer)
	};
}
const orNothing = (name, value) => value === void 0 ? {} : { [name]: value };
async function answer({ option, ask, placeholder, read }, given, prompts) {
	const check = (text) => {
		const value = read(text.trim());
		return value instanceof Wrong ? value.message : void 0;
	};
	const text = given ?? await prompts?.text(ask, {
		placeholder,
		check
	});
	if (text === void 0) throw new Stop(2, "nothing is written: you gave up");
	const value = read(text.trim());
	if (value instanceof Wrong) throw new Stop(2, `${option}: ${JSON.stringify(text)}: ${value.message}`);
	return value;
}
function readTeam(answer, standard) {
	const parts = /^(?:([^=]*)=)?([^=]*)$/.exec(answer);
	const name = parts?.[1]?.trim() ?? standard;
	const logins = (parts?.[2] ?? "").split(/[\s,]+/).flatMap((one) => one.replace(/^@/, "") || []);
	const strange = logins.find((login) => !LOGIN.test(login));
	if (strange !== void 0) return new Wrong(`${JSON.stringify(strange)} is no GitHub login`);
	if (!NAME.test(name)) return new Wrong(`${JSON.stringify(name)} is no name of a team: small letters, digits and hyphens`);
	const [first, ...others] = once$1(logins);
	return first === void 0 ? new Wrong("write at least one login; several with commas between, a team's name before them: dba=bob,sam") : {
		name,
		logins: [first, ...others]
	};
}
const once$1 = (logins) => [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()];

// src/commands/init.ts
const BRANCH$1 = "main";
async function init({ shipped, folder, prompts }, words, now) {
	const there = await folder.contents();
	if (there.length > 0) throw new Stop(2, `${folder.path} is not empty: it has ${there.slice(0, 3).join(", ")}${there.length > 3 ? ", …" : ""}`, "Name a new folder, an empty one, or a clone without files: nothing of yours is written over.");
	const wanted = await readInitWords(words, prompts, words.action === void 0 ? await shipped.release() : void 0);
	const files = newRepositoryFiles(await shipped.files(), wanted, now);
	const judged = judgePolicies(policySource(entriesOf(files)), now);
	if (hasErrors(judged.findings)) return {
		findings: judged.findings,
		written: [],
		committed: false,
		action: wanted.action
	};
	await folder.write(files);
	const committed = await folder.begin(BRANCH$1, "A new access repository\n\nWritten by leasehold init.");
	return {
		findings: judged.findings,
		written: [...files.keys()],
		committed,
		action: wanted.action
	};
}

// src/render/init-text.ts
function initText({ dir, path, written, committed, action }, paint) {
	const steps = [
		["look through policies/ and make them yours", `cd ${quoted(dir)}`],
		...committed ? [] : [["commit: Git did not say who you are", "git add --all && git commit -m 'A new access repository'"]],
		["put it on GitHub", "gh repo create OWNER/access --private --source . --push"],
		["protect main, make the environments", "docs/administrator.md of Leasehold has the table"],
		["write Vault's side, as its administrator", "leasehold setup --plan && leasehold setup"],
		["ask for the first grant", "leasehold request"]
	];
	const width = Math.max(...steps.map(([what]) => what.length));
	return [
		`${paint("green", "written")}  ${onOneLine(path)}: ${written.length} files${committed ? ", committed" : ""}`,
		`         the workflows run ${action}`,
		"",
		paint("bold", "Next:"),
		...steps.map(([what, how], index) => `  ${index + 1}. ${what.padEnd(width)}  ${paint("dim", how)}`),
		""
	].join("\n");
}
const quoted = (word) => /^[\w./-]+$/.test(word) ? word : `'${onOneLine(word).replaceAll("'", "'\\''")}'`;

// src/cli/init-command.ts
const registerInitCommand = (program, action) => {
	program.command("init").summary("make a new access repository").description("Writes an access repository into a new folder, ready to be pushed: policies with comments, workflows, request form, README. Asks for what no option says.").argument("<dir>", "a new folder, an empty one, or a clone without files").option("--owners <logins>", "who approve changes of policies: olivia,peter, or platform=olivia,peter").option("--approvers <logins>", "who approve requests: bob,sam, or dba=bob,sam").option("--requesters <logins>", "who may ask: alice,carol, or payments=alice,carol").option("--vault <address>", "where Vault is; absent: the workflows' variable VAULT_ADDR says so").option("--action <owner/repo@commit>", "what the workflows run; default: the clone this leasehold runs from").option("--issuer <address>", "who signs the tokens of jobs, on GitHub Enterprise Server").addHelpText("after", `
Examples:
  leasehold init access
  leasehold init access --owners olivia,peter --approvers dba=bob,sam --requesters payments=alice --vault https://vault.example.com:8200`).action(action(async (context, dir, words) => {
		const { world } = context;
		const folder = world.newFolder(dir);
		const ports = {
			shipped: world.shipped(),
			folder,
			prompts: world.prompts()
		};
		const report = await init(ports, words, world.clock.now());
		context.say(findingsText(report.findings, context.sayPaint));
		if (hasErrors(report.findings)) return 1;
		context.out(initText({
			...report,
			dir,
			path: folder.path
		}, context.paint));
		return 0;
	}));
};

// src/cli/report-command.ts
const registerReportCommand = (program, action) => {
	program.command("report").summary("the dashboard as a static site").description("Writes index.html with everything in it, report.json and rotations.csv: who has what, exceptions, a timeline, rotations, an access review. Needs Git and the audit log; with a login to Vault it also compares what Vault has.").requiredOption("--out <dir>", "folder for the site; an earlier report there is replaced").option("--vault-audit-log <file>", "log of Vault's audit device (type file): how much of the time was really used").addHelpText("after", `
The page works from a disk as from a server, and asks nobody for anything.

Examples:
  leasehold report --out dashboard
  leasehold report --out dashboard --vault-audit-log /var/log/openbao/audit.log
  jq '.attention[].message' dashboard/report.json`).action(action(async (context, { out, vaultAuditLog }) => {
		const { world, reporter } = context;
		const places = {
			out,
			...vaultAuditLog === void 0 ? {} : { audit_log: vaultAuditLog }
		};
		const result = await report(await world.ports.report(reporter, places), {
			branch: await world.branch(),
			repository: await world.repositoryPage()
		});
		context.out(reportText(result.report, path.join(out, "index.html"), context.paint));
		return finish(context, result, result.findings);
	}));
};

// src/commands/plan.ts
async function plan(ports, branch) {
	const survey = await takeSurvey(ports, branch);
	const issue = survey.plan.changes.flatMap((change) => change.kind === "issue" ? [change.grant] : []);
	const recall = survey.plan.changes.flatMap((change) => change.kind === "recall" ? [change] : []);
	const recalled = new Set(recall.map(({ key }) => key));
	const users = new Map(survey.main.desired.grants.flatMap(({ key, user }) => recalled.has(key) ? [[key, user]] : []));
	const finish = survey.plan.changes.flatMap((change) => change.kind === "finish" ? [change.key] : []);
	return {
		issue,
		recall: recall.map(({ key, why }) => ({
			key,
			why,
			role: parseKey(key)?.role ?? "",
			user: survey.actual.read.get(key)?.user ?? users.get(key) ?? ""
		})),
		finish,
		unchanged: survey.plan.unchanged,
		findings: [...survey.main.findings, ...await obstacles(ports.vault, survey, issue)],
		troubles: survey.troubles,
		policies: survey.main.policies,
		policies_hold: survey.main.policies_hold,
		now: survey.now
	};
}
const planJson = ({ issue, recall, finish, unchanged, findings, policies, now }) => ({
	issue: issue.map((grant) => viewOf(grant, policies, now)),
	recall,
	finish,
	unchanged,
	findings
});
async function obstacles(vault, survey, issue) {
	if (issue.length === 0) return [];
	const setup = await vault.setup();
	const findings = [];
	for (const grant of new Map(issue.map((one) => [`${one.role} ${one.break_glass}`, one])).values()) {
		const role = survey.main.policies.roles.get(grant.role);
		if (!role) continue;
		findings.push(...await roleDrift(vault, role, grant.break_glass));
		if (!await hasWantedMfa(vault, setup, role)) findings.push(error("mfa", role.at("require", "mfa"), `${role.name} asks for MFA, and no login-enforcement of Vault covers the people's mount`));
	}
	return findings;
}

// src/cli/run-commands.ts
const registerRunCommands = (program, action) => {
	program.command("plan").summary("what apply would do").description("Compares main with Vault and shows what apply would do. Writes nothing, and needs no GitHub.").addOption(formatOption()).addHelpText("after", "\nExamples:\n  leasehold plan\n  leasehold plan --format json | jq '.recall[].key'").action(action(async (context, options) => {
		const ports = {
			vault: (await context.world.vault.as("audit")).reads,
			repository: await context.world.repository(),
			reporter: context.reporter
		};
		const result = await plan(ports, await context.world.branch());
		if (options.format === "json") json(context, planJson(result));
		else context.out(planText(result, context.paint));
		return finish(context, result, options.format === "json" ? [] : result.findings);
	}));
	program.command("apply").summary("issue and recall until Vault agrees with main").description("Ends what is over or no longer wanted, then issues what main asks for, after proving its approvals anew. Safe to run at any time, and twice at once.").addHelpText("after", "\nRuns by itself on every push to main, and by the schedule.\n\nExamples:\n  leasehold plan && leasehold apply").action(action(async (context) => {
		const { world, reporter } = context;
		const result = await apply(await world.ports.apply(reporter), await world.branch());
		const now = world.clock.now();
		for (const record of result.recalled) context.out(`${endedLine(record, now, context.paint)}\n`);
		for (const record of result.refused) context.out(`${refusedLine(record, context.paint)}\n`);
		for (const record of result.issued) context.out(`${issuedLine(record, now, context.paint)}\n`);
		context.out(`${result.issued.length} issued, ${result.refused.length} refused, ${result.recalled.length} ended, ${result.unchanged} unchanged\n`);
		return finish(context, result, result.findings);
	}));
	program.command("enforce").summary("prove ends, recall what is over, keep the revoke pull requests").description("Proves the end of every grant that is over, recalls what main no longer wants, marks owed rotations, and keeps the pull requests that delete ended files. Issues nothing. Ends access with GitHub down, too.").addHelpText("after", "\nRuns by itself by the schedule.\n\nExample:\n  leasehold enforce").action(action(async (context) => {
		const { world, reporter } = context;
		const result = await enforce(await world.ports.enforce(reporter), await world.branch());
		const now = world.clock.now();
		for (const record of result.ended) context.out(`${endedLine(record, now, context.paint)}\n`);
		for (const pull of result.revoke_pulls) context.out(`revoke pull request #${pull.number}: ${pull.grants.length} ended, ${pull.url}\n`);
		context.out(`${result.ended.length} ended, ${result.unchanged} unchanged, ${result.tidied} old records tidied\n`);
		return finish(context, result, result.findings);
	}));
};

// src/domain/served-runs.ts
const SERVED = [
	"apply",
	"enforce",
	"rotate"
];
const emptyBoard = (started) => ({
	started,
	tallies: {},
	totals: {
		issued: 0,
		refused: 0,
		proved: 0,
		proved_after: 0,
		rotated: 0
	},
	now: {}
});
const NO_RUNS = {
	0: 0,
	1: 0,
	2: 0,
	3: 0
};
function tally(board, run) {
	const { counts, command, exit } = run;
	const before = board.tallies[command];
	const runs = before?.runs ?? NO_RUNS;
	const succeeded = exit <= 1 ? run.ended : before?.succeeded;
	const proved = counts.proved_after ?? [];
	const { totals } = board;
	return {
		...board,
		tallies: {
			...board.tallies,
			[command]: {
				last: run,
				runs: {
					...runs,
					[exit]: runs[exit] + 1
				},
				...succeeded === void 0 ? {} : { succeeded }
			}
		},
		totals: {
			issued: totals.issued + (counts.issued ?? 0),
			refused: totals.refused + (counts.refused ?? 0),
			proved: totals.proved + proved.length,
			proved_after: totals.proved_after + proved.reduce((sum, each) => sum + each, 0),
			rotated: totals.rotated + (counts.rotated ?? 0)
		},
		now: {
			...board.now,
			...counts.live === void 0 ? {} : { live: counts.live },
			...counts.revoke_pulls === void 0 ? {} : { revoke_pulls: counts.revoke_pulls },
			...counts.rotations_owed === void 0 ? {} : { rotations_owed: counts.rotations_owed }
		}
	};
}
const PATIENCE = 900;
function isMoving(board, every, now) {
	const ended = Object.values(board.tallies).map(({ last }) => last.ended);
	return now - Math.max(board.started, ...ended) <= 3 * every + PATIENCE;
}

// src/commands/serve.ts
async function serve(ports, every, stop) {
	const { clock, served } = ports;
	let board = emptyBoard(clock.now());
	ports.show(board);
	const said = /* @__PURE__ */ new Map();
	while (!stop.aborted) {
		const next = plus(clock.now(), every);
		for (const one of served) {
			if (stop.aborted) break;
			const { run, complaint } = await once(ports, one);
			board = tally(board, run);
			ports.show(board);
			tell(ports.reporter, run, complaint, said);
		}
		while (!stop.aborted && clock.now() < next) await clock.wait(seconds(next - clock.now()), stop);
	}
	return board;
}
async function once({ clock, stopwatch }, { command, run }) {
	const began = stopwatch();
	const ended = (rest) => ({
		command,
		ended: clock.now(),
		took: Math.round((stopwatch() - began) * 1e3) / 1e3,
		...rest
	});
	try {
		const outcome = await run();
		const { findings, troubles, counts } = outcome;
		const lines = [...(hasErrors(findings) ? findings.filter(({ severity }) => severity === "error") : []).map(({ rule, message }) => `${rule}: ${message}`), ...troubles.map(({ owed, message }) => `still owed: ${owed}: ${message}`)];
		return {
			run: ended({
				exit: exitCode(outcome),
				troubles: troubles.length,
				counts: {
					...counts,
					findings: findings.length
				}
			}),
			complaint: lines.join("\n")
		};
	} catch (error) {
		const { exit, message, hint } = failureOf(error);
		const complaint = hint === void 0 ? message : `${message}\n${hint}`;
		return {
			run: ended({
				exit,
				troubles: 1,
				counts: {}
			}),
			complaint
		};
	}
}
function tell(reporter, run, complaint, said) {
	const { command, counts, took } = run;
	const before = said.get(command) ?? "";
	said.set(command, complaint);
	if (complaint !== "" && complaint !== before) for (const line of complaint.split("\n")) reporter.warn(`${command}: ${line}`);
	if (complaint === "" && before !== "") reporter.info(`${command}: all is well again`);
	const words = [
		...counted(counts.issued, "issued"),
		...counted(counts.refused, "refused"),
		...counted(counts.proved_after?.length, "ended"),
		...counted(counts.rotated, "rotated")
	];
	if (words.length > 0) reporter.info(`${command}: ${words.join(", ")} (${took} s)`);
}
const counted = (count, what) => count === void 0 || count === 0 ? [] : [`${count} ${what}`];

// src/adapters/status-server.ts
async function listenOnLoopback(port, answer) {
	const server = createServer((request, response) => {
		const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
		const { status, type, body } = (request.method === "GET" || request.method === "HEAD" ? answer(path) : {
			status: 405,
			type: "text/plain",
			body: "GET only\n"
		}) ?? {
			status: 404,
			type: "text/plain",
			body: "not found\n"
		};
		response.writeHead(status, {
			"content-type": type,
			"cache-control": "no-store"
		});
		response.end(request.method === "HEAD" ? void 0 : body);
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	}).catch((cause) => {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new OutsideError("sink", "unreachable", `cannot listen on 127.0.0.1:${port}: ${why}`, {
			cause,
			hint: "Something else has the port: choose another with --port."
		});
	});
	return {
		address: `http://127.0.0.1:${server.address().port}`,
		[Symbol.asyncDispose]: () => new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		})
	};
}

// src/adapters/token-files.ts
const LARGEST = 65536;
const OTHERS = 7;
async function readTokenFile(path) {
	const file = await open(path, "r").catch((cause) => {
		throw unusable(path, "cannot be opened", "Is the agent running, and does it write there?", cause);
	});
	try {
		const facts = await file.stat();
		if (!facts.isFile()) throw unusable(path, "is no file", "Name the file that the agent writes.");
		if ((facts.mode & OTHERS) !== 0) throw unusable(path, `may be read by everybody on this machine (mode ${(facts.mode & 511).toString(8)})`, "Let the agent write it with mode 0640 or 0600; in Kubernetes set defaultMode: 0400.");
		const text = facts.size > LARGEST ? "" : (await file.readFile("utf8")).trim();
		if (!/^\S+$/.test(text)) throw unusable(path, "holds no token", "The agent may not have logged in yet; the next run looks again.");
		return new Secret(text);
	} finally {
		await file.close();
	}
}
const unusable = (path, what, hint, cause) => new OutsideError("kept-tokens", "denied", `${path} ${what}`, {
	hint,
	cause
});

// src/commands/rotation/rotations-of-main.ts
async function rotationsOfMain(repository, branch) {
	const main = await knownMain(repository, branch);
	return (await policiesAt(repository, main.commit)).policies.rotations;
}

// src/compose/serving.ts
const LONGEST_RUN = 18e5;
function servedCommands(around, { tokens }, reporter) {
	const pace = new WritePace();
	const folder = path.resolve(around.dir, tokens);
	const run = async (command, work) => {
		const token = await readTokenFile(path.join(folder, command));
		const { GITHUB_TOKEN_FILE: file, ACTIONS_ID_TOKEN_REQUEST_URL: _, ...env } = around.env;
		const github = file ? { GITHUB_TOKEN: reveal(await readTokenFile(path.resolve(around.dir, file))) } : {};
		const world = new World({
			...around,
			env: {
				...env,
				...github,
				VAULT_TOKEN: reveal(token)
			},
			signal: AbortSignal.timeout(LONGEST_RUN)
		}, {
			pace,
			settings: "main"
		});
		try {
			return await work(world);
		} finally {
			await world[Symbol.asyncDispose]();
		}
	};
	const telling = (command) => ({
		info: (message) => reporter.info(`${command}: ${message}`),
		warn: (message) => reporter.warn(`${command}: ${message}`),
		progress: () => void 0
	});
	return [
		{
			command: "apply",
			run: () => run("apply", async (world) => {
				const result = await apply(await world.ports.apply(telling("apply")), await world.branch());
				const { issued, refused, recalled, unchanged } = result;
				const counts = {
					issued: issued.length,
					refused: refused.length,
					proved_after: recalled.flatMap(proofDelay),
					live: unchanged + issued.length
				};
				return {
					...result,
					counts
				};
			})
		},
		{
			command: "enforce",
			run: () => run("enforce", async (world) => {
				const result = await enforce(await world.ports.enforce(telling("enforce")), await world.branch());
				const counts = {
					proved_after: result.ended.flatMap(proofDelay),
					live: result.unchanged,
					revoke_pulls: result.revoke_pulls.length
				};
				return {
					...result,
					counts
				};
			})
		},
		{
			command: "rotate",
			run: () => run("rotate", async (world) => {
				const rotations = await rotationsOfMain(await world.repository(), await world.branch());
				const result = await rotate(await world.ports.rotate(telling("rotate")), rotations, {});
				return {
					...result,
					counts: {
						rotated: result.rotated.length,
						rotations_owed: result.owed
					}
				};
			})
		}
	];
}
const proofDelay = ({ ended_at, proof }) => ended_at === void 0 || proof === void 0 ? [] : [Math.max(0, proof.at - ended_at)];
const openStatusPort = listenOnLoopback;

// src/render/metrics.ts
const RESULTS = [
	"done",
	"findings",
	"unusable",
	"outside"
];
const metricsText = (board) => metricsOf(board).filter(({ samples }) => samples.length > 0).flatMap(({ name, type, help, samples }) => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} ${type}`,
	...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`)
]).map((line) => `${line}\n`).join("");
function metricsOf(board) {
	const { totals, now } = board;
	const each = (value) => SERVED.flatMap((command) => {
		const known = board.tallies[command];
		const found = known && value(known);
		return found === void 0 ? [] : [[{ command }, found]];
	});
	const one = (value) => value === void 0 ? [] : [[{}, value]];
	const gauge = (name, help, samples) => ({
		name: `leasehold_${name}`,
		type: "gauge",
		help,
		samples
	});
	const counter = (name, help, samples) => ({
		...gauge(name, help, samples),
		type: "counter"
	});
	return [
		gauge("start_timestamp_seconds", "When this process began to serve.", one(board.started)),
		gauge("run_last_timestamp_seconds", "When the command last ended, well or not.", each(({ last }) => last.ended)),
		gauge("run_last_success_timestamp_seconds", "When the command last ended with nothing owed.", each(({ succeeded }) => succeeded)),
		gauge("run_duration_seconds", "How long the last run took.", each(({ last }) => last.took)),
		gauge("run_exit_code", "Of the last run: 0 fine, 1 findings, 2 wrong use or broken policies, 3 something outside failed.", each(({ last }) => last.exit)),
		gauge("run_findings", "What the last run found wrong.", each(({ last }) => last.counts.findings)),
		gauge("run_troubles", "What the last run left owed.", each(({ last }) => last.troubles)),
		counter("runs_total", "Runs, by what they came to.", SERVED.flatMap((command) => resultsOf(command, board))),
		gauge("live_grants", "Grants that are issued and not over.", one(now.live)),
		counter("grants_issued_total", "Grants issued by this process.", one(totals.issued)),
		counter("grants_refused_total", "Grants refused by this process.", one(totals.refused)),
		counter("ends_proved_total", "Ends of grants proved by this process.", one(totals.proved)),
		counter("ends_proof_delay_seconds_total", "From the ends to their proofs, over all ends proved; access itself ended before.", one(totals.proved_after)),
		gauge("revoke_pull_requests_open", "Pull requests that delete files of ended grants.", one(now.revoke_pulls)),
		counter("rotations_done_total", "Credentials rotated by this process.", one(totals.rotated)),
		gauge("rotations_owed", "Rotations that ended grants owe and that are not done.", one(now.rotations_owed))
	];
}
function resultsOf(command, board) {
	const runs = board.tallies[command]?.runs;
	if (runs === void 0) return [];
	return RESULTS.map((result, exit) => [{
		command,
		result
	}, runs[exit]]);
}
const labelText = (labels) => {
	const written = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
	return written.length === 0 ? "" : `{${written.join(",")}}`;
};

// src/cli/serve-command.ts
function durationArgument(text) {
	const duration = parseDuration(text);
	if (duration === void 0) throw new InvalidArgumentError("Write it like 60s or 5m.");
	return duration;
}
function portArgument(text) {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number up to 65535.");
	return port;
}
const registerServeCommand = (program, action) => {
	program.command("serve").summary("apply, enforce and rotate again and again, beside Vault").description("Runs apply, enforce and rotate in one long-running process, for where GitHub's cron is too slow or too dear. It fetches the clone itself, and reads one Vault token for each identity from files that an agent keeps fresh, anew for each run. SIGTERM ends it after the run at hand.").requiredOption("--every <duration>", "from the beginning of one round to that of the next: 60s", durationArgument).option("--tokens <dir>", "has the files apply, enforce and rotate, each a Vault token; else LEASEHOLD_TOKENS").option("--port <port>", "of 127.0.0.1: /metrics for Prometheus, /healthz", portArgument, 8230).addHelpText("after", `
Reads VAULT_ADDR, GITHUB_TOKEN or GITHUB_TOKEN_FILE (read anew for each run), GITHUB_REPOSITORY.

Example:
  leasehold -C /var/lib/leasehold/access serve --every 60s --tokens /run/leasehold`).action(action(async ({ around, world, reporter }, { every, tokens, port }) => {
		const folder = tokens ?? around.env.LEASEHOLD_TOKENS;
		if (!folder) throw new Stop(2, "where are the Vault tokens?", "--tokens DIR, with a file for each identity: apply, enforce, rotate.");
		const { clock } = world;
		let board = emptyBoard(clock.now());
		const stop = around.stopAsked?.() ?? around.signal ?? new AbortController().signal;
		await using status = await openStatusPort(port, (path) => {
			if (path === "/metrics") return {
				status: 200,
				type: "text/plain; version=0.0.4; charset=utf-8",
				body: metricsText(board)
			};
			if (path !== "/healthz") return void 0;
			const moves = isMoving(board, every, clock.now());
			return {
				status: moves ? 200 : 503,
				type: "text/plain",
				body: moves ? "ok\n" : "no run ends\n"
			};
		});
		reporter.info(`serving; ${status.address}/metrics`);
		const ports = {
			served: servedCommands(around, { tokens: folder }, reporter),
			clock,
			stopwatch: () => performance.now() / 1e3,
			reporter,
			show: (next) => {
				board = next;
			}
		};
		await serve(ports, every, stop);
		reporter.info("stopped; the next start goes on from what Vault and main say");
		return 0;
	}));
};

// src/commands/status.ts
async function status(ports, options) {
	const { repository, log, now } = ports;
	const at = options.between ? instant(Math.min(options.between.to, now)) : options.at ?? now;
	const main = await knownMain(repository, options.branch);
	const then = await mainAt(repository, main.commit, at, now);
	const folder = options.role !== void 0 && NAME.test(options.role) ? `grants/${options.role}` : "grants";
	const [events, policies, landed] = await Promise.all([
		log.events(),
		policiesAt(repository, then ?? main.commit),
		then === void 0 ? {
			grants: [],
			findings: []
		} : landedGrants(repository, then, folder)
	]);
	const sources = {
		files: landed.grants,
		history: historyOf(events),
		roles: policies.policies.roles
	};
	const rows = options.between ? standingsBetween(sources, options.between.from, options.between.to, now) : standingsAt(sources, at);
	return {
		at,
		...options.between ? { between: options.between } : {},
		grants: rows.filter((row) => matches(row, options)),
		findings: landed.findings.map((finding) => ({
			...finding,
			severity: "warning"
		})),
		troubles: main.stale ? [main.stale] : []
	};
}
async function mainAt(repository, main, at, now) {
	if (at >= now) return main;
	return (await repository.commitsTouching(main, "grants")).findLast((commit) => commit.committed <= at)?.sha;
}
const statusJson = (status) => ({
	at: formatInstant(status.at),
	...status.between ? {
		from: formatInstant(status.between.from),
		to: formatInstant(status.between.to)
	} : {},
	grants: status.grants.map((row) => ({
		key: row.key,
		role: row.role,
		user: row.user,
		reason: row.reason,
		...row.ticket === void 0 ? {} : { ticket: row.ticket },
		begin: formatInstant(row.begin),
		end: formatInstant(row.end),
		state: row.state,
		...row.pull_request === void 0 ? {} : { pull_request: row.pull_request },
		...row.approvers === void 0 ? {} : { approvers: row.approvers },
		...row.break_glass ? { break_glass: true } : {},
		...row.ended_at === void 0 ? {} : { ended_at: formatInstant(row.ended_at) },
		...row.ended_by === void 0 ? {} : { ended_by: row.ended_by }
	}))
});

// src/render/status.ts
const GAP = 2;
const LEAST_REASON = 16;
const REASON_BESIDE_KEY = 24;
function statusText(rows, time, screen) {
	const lines = rows.map((row) => lineOf$1(row, time));
	const summary = summaryOf(rows, time);
	if (rows.length === 0) return `${summary}\n`;
	const paint = painter(screen);
	return `${[
		summary,
		"",
		...table(lines, screen, paint) ?? cards(lines, screen?.columns ?? 0, paint)
	].join("\n")}\n`;
}
const COLOURS = {
	live: "green",
	pending: "yellow",
	refused: "red",
	ended: "dim",
	head: "bold",
	quiet: "dim"
};
const painter = (screen) => (state, text) => screen?.colour === true ? styleText(COLOURS[state], text, { validateStream: false }) : text;
function lineOf$1(row, time) {
	const marks = row.break_glass ? "break-glass: " : "";
	const ticket = row.ticket === void 0 ? "" : `${row.ticket}: `;
	return {
		who: row.user,
		role: row.role,
		state: row.state,
		when: whenOf(row, time),
		why: onOneLine(`${marks}${ticket}${row.reason}`),
		key: row.key
	};
}
function whenOf(row, { at, now }) {
	const until = `until ${clockText(row.end, now)}`;
	switch (row.state) {
		case "live": return at === now ? `${until}, ${fromNow(row.end, now)}` : `${until}, ${spanText(between(at, row.end))} left`;
		case "pending": return row.begin > at ? `from ${clockText(row.begin, now)} for ${spanText(between(row.begin, row.end))}` : `not issued yet, ${until}`;
		case "refused": return "never issued";
		case "ended": {
			const moment = row.ended_at ?? row.end;
			const why = row.ended_by === void 0 || row.ended_by === "expired" ? "" : ` (${row.ended_by})`;
			const never = row.approvers === void 0 ? " unissued" : "";
			return `${clockText(moment, now)}${never}${why}, ${fromNow(moment, now)}`;
		}
	}
}
function summaryOf(rows, { at, now, between: span }) {
	const when = span === void 0 ? at === now ? "" : ` at ${formatInstant(at)}` : ` between ${formatInstant(span.from)} and ${formatInstant(span.to)}`;
	if (rows.length === 0) return at === now && !span ? "Nobody has access." : `Nobody had access${when}.`;
	return `${[
		"live",
		"pending",
		"refused",
		"ended"
	].flatMap((state) => {
		const count = rows.filter((row) => row.state === state).length;
		return count === 0 ? [] : [`${count} ${state}`];
	}).join(", ")}${when}`;
}
function table(lines, screen, paint) {
	const head = {
		who: "WHO",
		role: "ROLE",
		state: "STATE",
		when: "WHEN (UTC)",
		why: "WHY",
		key: "KEY"
	};
	const widest = (name) => Math.max(...[head, ...lines].map((line) => columnsOf(line[name])));
	const fixed = [
		"who",
		"role",
		"state",
		"when"
	].map((name) => [name, widest(name)]);
	const used = fixed.reduce((sum, [, columns]) => sum + columns + GAP, 0);
	const room = (screen?.columns ?? Number.POSITIVE_INFINITY) - used;
	if (room < LEAST_REASON) return void 0;
	const keyColumns = widest("key");
	const withKey = room - keyColumns - GAP >= Math.min(REASON_BESIDE_KEY, widest("why"));
	const whyColumns = Math.min(widest("why"), withKey ? room - keyColumns - GAP : room);
	const print = (line, style) => {
		const cells = fixed.map(([name, columns]) => {
			const cell = padTo(line[name], columns);
			return style === "head" || name === "state" ? paint(style, cell) : cell;
		});
		const why = withKey ? padTo(cutTo(line.why, whyColumns), whyColumns) : cutTo(line.why, whyColumns);
		const last = style === "head" ? paint("head", why) : why;
		const key = withKey ? [paint(style === "head" ? "head" : "quiet", line.key)] : [];
		return [
			...cells,
			last,
			...key
		].join(" ".repeat(GAP)).trimEnd();
	};
	const rows = [print(head, "head"), ...lines.map((line) => print(line, line.state))];
	return withKey ? rows : [
		...rows,
		"",
		paint("quiet", "Keys: in a wider terminal, or with --format json.")
	];
}
function cards(lines, columns, paint) {
	return [...lines.flatMap((line) => [
		`${paint("head", line.who)}  ${line.role}  ${paint(line.state, line.state)}`,
		...[line.when, line.why].map((text) => cutTo(`  ${text}`, columns)),
		paint("quiet", `  ${line.key}`),
		""
	]), paint("quiet", "Times are UTC.")];
}

// src/cli/status-command.ts
const registerStatusCommand = (program, action) => {
	program.command("status").summary("who has, or had, what, why and until when").description("From Git and the audit log alone: works with Vault down, and for any moment in the past.").option("--role <role>", "grants of this role").option("--user <login>", "grants of this person").option("--path <path>", "grants that give this Vault path").option("--at <instant>", "as it was then", instantArgument).option("--from <instant>", "everything of a time, with --to", instantArgument).option("--to <instant>", "up to then; absent: now", instantArgument).addOption(formatOption()).addHelpText("after", `
Examples:
  leasehold status
  leasehold status --path database/creds/orders-read --at 2026-11-03T12:00:00Z
  leasehold status --user alice --from 2026-11-01T00:00:00Z --format json`).action(action(async (context, options) => {
		const { world } = context;
		const now = world.clock.now();
		const { from, to, format, ...filter } = options;
		const ports = {
			repository: await world.repository(),
			log: await world.auditLogReads(),
			now
		};
		const between = from === void 0 ? void 0 : {
			from,
			to: to ?? now
		};
		const result = await status(ports, {
			...filter,
			...between ? { between } : {},
			branch: await world.branch()
		});
		if (format === "json") json(context, statusJson(result));
		else context.out(statusText(result.grants, {
			...result,
			now
		}, context.screen));
		context.say(findingsText(result.findings, context.sayPaint));
		context.say(troubleText(result.troubles, context.sayPaint));
		return hasErrors(result.findings) ? 1 : 0;
	}));
};

// src/files/teams-text.ts
var import_dist = require_dist();
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

// src/render/teams-pull.ts
const teamsPullTitle = (changes) => `Teams as the organisation has them: ${changes.map(({ team }) => team).join(", ")}`;
const teamsPullBody = (changes) => [
	"Brings `policies/teams.yaml`, and CODEOWNERS with it, in line with the organisation's teams of the same names.",
	"",
	"| team | added | taken out |",
	"| --- | --- | --- |",
	...changes.map(({ team, add, remove }) => `| ${team} | ${names(add)} | ${names(remove)} |`),
	"",
	"Whoever is taken out loses what they have at the next run of apply. Memberships with an end of their own are left alone.",
	"",
	"<sub>Opened by leasehold teams sync.</sub>"
].join("\n");
const names = (logins) => logins.map((login) => `\`${login}\``).join(" ");
const teamsText = (changes, pull) => {
	if (pull === void 0) return "policies/teams.yaml is in line with the organisation's teams.\n";
	return [
		...changes.map(({ team, add, remove }) => [
			`${team}:`,
			...add.map((login) => `+${login}`),
			...remove.map((login) => `-${login}`)
		].join(" ")),
		`pull request #${pull.number}  ${pull.url}`,
		""
	].join("\n");
};

// src/commands/teams-sync.ts
const TEAMS_FILE = "policies/teams.yaml";
const BRANCH = "leasehold/teams-sync";
async function teamsSync(ports, branch, now) {
	const { repository, github } = ports;
	const base = (await repository.fetch([branch])).get(branch);
	if (base === void 0) throw new Stop(2, `origin has no branch ${branch}`);
	const entries = await repository.tree(base, POLICY_PATHS);
	const { policies, findings } = policySource(entries);
	if (hasErrors(findings)) return {
		changes: [],
		findings,
		troubles: []
	};
	const unseen = [];
	const changes = [];
	for (const team of policies.teams.keys()) {
		const there = await github.teamMembers(team);
		if (there === void 0) unseen.push(notShown(team));
		else changes.push(teamChange(team, policies, there));
	}
	if (unseen.length > 0 && changes.length === 0) throw new Stop(2, "GitHub shows none of the teams in policies/teams.yaml", "The token must be allowed to read the organisation's teams: a person's with read:org, or an App's with members: read. GITHUB_TOKEN of a workflow cannot.");
	const wanted = changes.filter(({ add, remove }) => add.length + remove.length > 0);
	if (wanted.length === 0) return {
		changes: [],
		findings: unseen,
		troubles: []
	};
	const title = teamsPullTitle(wanted);
	const write = written(entries, wanted, now);
	await github.commitOnBranch({
		base,
		branch: BRANCH,
		message: title,
		write,
		remove: []
	});
	const body = teamsPullBody(wanted);
	const pull = await github.openPull({
		branch: BRANCH,
		base: branch,
		title,
		body
	});
	await github.updatePull(pull.number, {
		title,
		body
	});
	return {
		changes: wanted,
		pull: {
			number: pull.number,
			url: pull.url
		},
		findings: unseen,
		troubles: []
	};
}
const notShown = (team) => warning("team-unknown", { file: TEAMS_FILE }, `${team}: GitHub shows no such team of the organisation; it is left as it is`, "Name teams here as GitHub does (the last part of the team's address), or keep those that are only of this repository.");
function written(entries, changes, now) {
	const text = textOf(entries, TEAMS_FILE);
	const teams = changedTeams(text, changes);
	const bytes = new TextEncoder().encode(teams);
	const after = entries.map((entry) => entry.path === TEAMS_FILE ? {
		...entry,
		bytes,
		size: bytes.length
	} : entry);
	const { policies, codeowners } = policySource(after);
	const files = /* @__PURE__ */ new Map([[TEAMS_FILE, teams]]);
	if (codeowners !== void 0 && generatedPart(codeowners) !== void 0) files.set(CODEOWNERS_FILE, codeownersText(policies, codeowners, now));
	return files;
}
const textOf = (entries, path) => new TextDecoder().decode(entries.find((entry) => entry.path === path)?.bytes);

// src/cli/teams-commands.ts
const registerTeamsCommands = (program, action) => {
	program.command("teams").summary("teams of policies/ and of the organisation").command("sync").summary("a pull request that brings teams.yaml in line with the organisation").description("Opens, or brings up to date, the pull request that makes policies/teams.yaml and CODEOWNERS say what the organisation's teams of the same names say. Needs a token that may read them.").addHelpText("after", "\nExample:\n  GITHUB_TOKEN=$(gh auth token) leasehold teams sync").action(action(async (context) => {
		const { world } = context;
		const ports = {
			repository: await world.repository(),
			github: await world.github()
		};
		const result = await teamsSync(ports, await world.branch(), world.clock.now());
		context.out(teamsText(result.changes, result.pull));
		return finish(context, result, result.findings);
	}));
};

// src/domain/access/foreign-policies.ts
const GIVES = /* @__PURE__ */ new Set([
	"create",
	"read",
	"update",
	"patch",
	"sudo",
	"root"
]);
const TOKEN = /"(?:[^"\\]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w-]*|\S/g;
function pathsGiven(text) {
	return fromJson(text) ?? fromHcl(text) ?? [{
		path: "*",
		gives: true
	}];
}
function fromJson(text) {
	let policy;
	try {
		policy = JSON.parse(text);
	} catch {
		return;
	}
	if (typeof policy !== "object" || policy === null) return void 0;
	return [policy.path ?? []].flat().flatMap((stanza) => Object.entries(stanza ?? {}).map(([path, rule]) => ({
		path,
		gives: givesSomething(JSON.stringify(rule))
	})));
}
function fromHcl(text) {
	const tokens = (text.match(TOKEN) ?? []).filter((token) => !/^(#|\/\/|\/\*)/.test(token));
	const given = [];
	for (let at = 0; at < tokens.length;) {
		const [keyword, path, brace] = tokens.slice(at, at + 3);
		if (keyword !== "path" && keyword !== "\"path\"") return void 0;
		if (!path?.startsWith("\"") || brace !== "{") return void 0;
		let end = at + 3;
		for (let depth = 1; depth > 0; end += 1) {
			const token = tokens[end];
			if (token === void 0) return void 0;
			if (token === "{") depth += 1;
			else if (token === "}") depth -= 1;
		}
		given.push({
			path: unquoted(path),
			gives: givesSomething(tokens.slice(at + 3, end).join(" "))
		});
		at = end;
	}
	return given;
}
function givesSomething(rule) {
	const words = rule.match(/[a-z]+/g) ?? [];
	if (words.includes("deny")) return false;
	return words.some((word) => GIVES.has(word) || word === "write");
}
function unquoted(literal) {
	try {
		return JSON.parse(literal);
	} catch {
		return literal.slice(1, -1);
	}
}
function pathsMeet(a, b) {
	const left = segments(a);
	const right = segments(b);
	for (let at = 0;; at += 1) {
		const [x, y] = [left[at], right[at]];
		if (x === void 0 || y === void 0) return x === y;
		const prefixes = [openEnd(left, at), openEnd(right, at)];
		if (prefixes[0] !== void 0 || prefixes[1] !== void 0) return beginAlike(x, y, prefixes);
		if (x !== y && x !== "+" && y !== "+") return false;
	}
}
const segments = (path) => path.replace(/^\/+/, "").replace(/\{\{.*?\}\}/g, "\0").split("/").map((segment) => segment.includes("\0") ? "+" : segment);
const openEnd = (path, at) => at === path.length - 1 && path[at]?.endsWith("*") ? path[at]?.slice(0, -1) : void 0;
function beginAlike(x, y, [p, q]) {
	if (x === "+" || y === "+") return true;
	const [left, right] = [p ?? x, q ?? y];
	if (p !== void 0 && q !== void 0) return left.startsWith(right) || right.startsWith(left);
	return p !== void 0 ? right.startsWith(left) : left.startsWith(right);
}
function pathsShared(access, policyText) {
	const given = pathsGiven(policyText).filter((one) => one.gives);
	return access.filter((path) => given.some((one) => pathsMeet(one.path, path)));
}

// src/domain/setup/checks.ts
function estateFindings(policies, settings, has) {
	const roles = [...policies.roles.values()];
	return [
		...mountsFit(settings, has),
		...roles.flatMap((role) => [
			...pathsFit(role, settings, has),
			...databaseRolesEnd(role, has),
			...tokensEnd(role, has),
			...mfaHolds(role, has)
		]),
		...[...policies.rotations.values()].flatMap((rotation) => rotationExists(rotation, settings, has))
	];
}
function mountsFit({ vault, at }, has) {
	const findings = [];
	const kv = has.mounts.get(vault.mount);
	if (kv && !(kv.type === "kv" && kv.options.version === "2")) {
		const message = `${vault.mount}/ is there already, and is no kv-v2 mount`;
		findings.push(error("schema", at("vault", "mount"), message, "Name another mount: vault: { mount: … }."));
	}
	const workflows = has.auths.get(vault.workflows.mount);
	if (workflows && workflows.type !== "jwt") {
		const message = `auth/${vault.workflows.mount}/ is there already, and is of type ${workflows.type}, not jwt`;
		findings.push(error("schema", at("vault", "workflows", "mount"), message, "Name another mount."));
	}
	if (!has.auths.has(vault.people.mount)) {
		const known = [...has.auths.keys()].filter((path) => path !== "token").sort();
		findings.push(error("schema", at("vault", "people", "mount"), `there is no auth mount ${vault.people.mount}: nobody could pick anything up`, known.length > 0 ? `Name the one people log in with: ${known.join(", ")}.` : "Enable the one people log in with."));
	}
	return findings;
}
const placeOf = (role, path) => {
	const index = role.access.findIndex((entry) => entry.path.replace(/^\/+/, "") === path);
	return role.at("access", index, "path");
};
function pathsFit(role, settings, has) {
	return normalAccess(role.access).flatMap(({ path, capabilities }) => {
		const mount = mountOfPath(has.mounts, path);
		const type = mount === void 0 ? void 0 : has.mounts.get(mount)?.type;
		if (mount === void 0 || type === void 0) {
			const known = [...has.mounts.keys()].sort().join(", ");
			return [error("access-forbidden", placeOf(role, path), `${path}: no mount of this namespace has that path`, `There are ${known}; a path of another namespace is not for roles of this one.`)];
		}
		return accessFaults(path, capabilities, type, mount, settings.vault.mount).map((fault) => error("access-forbidden", placeOf(role, path), `${path}: ${fault.message}`, fault.hint));
	});
}
function databaseRolesEnd(role, has) {
	return leasedPaths(role.access).flatMap((path) => {
		const behind = databaseRoleOf(has.mounts, path);
		if (behind === void 0) return [];
		const found = has.database_roles.get(behind.path);
		const place = placeOf(role, path);
		if (found?.fields === void 0) return [error("access-forbidden", place, `${path}: there is no ${behind.path}`, "Create it, or name another.")];
		return [...maxTtlFaults(role, behind.path, found.fields, place), ...guardFaults(behind.path, found, place)];
	});
}
function maxTtlFaults(role, path, fields, place) {
	const max = typeof fields.max_ttl === "number" ? seconds(fields.max_ttl) : seconds(0);
	const most = formatDuration(role.duration.max);
	const hint = `vault write ${path} max_ttl=${formatDuration(seconds(Math.min(3600, role.duration.max)))} (an hour or less is the advice; at most ${most})`;
	if (max <= 0) {
		const message = `${path} has no max_ttl: its users live for 768h where Vault cannot reach the database`;
		return [error("duration-max", place, message, hint)];
	}
	if (max <= role.duration.max) return [];
	const message = `${path} has max_ttl ${formatDuration(max)}, over the ${most} of ${role.name}: its users can outlive the grant`;
	return [error("duration-max", place, message, hint)];
}
function guardFaults(path, { fields, plugin }, place) {
	if (!plugin?.startsWith("postgresql")) return [];
	const statements = fields?.revocation_statements;
	const lines = Array.isArray(statements) ? statements.map(String) : [];
	return statementFaults(lines).map((fault) => warning("lease-irrevocable", place, `the revocation statements of ${path} do not hold: ${fault}`, "leasehold setup --print has statements that do (database.revocation_statements)."));
}
function tokensEnd(role, has) {
	return [{
		what: "duration.max",
		max: role.duration.max,
		place: role.at("duration", "max")
	}, ...role.break_glass ? [{
		what: "break_glass.max",
		max: role.break_glass.max,
		place: role.at("break_glass", "max")
	}] : []].flatMap(({ what, max, place }) => max <= has.token_max_ttl ? [] : [error("duration-max", place, `${what}: ${formatDuration(max)} is over the ${formatDuration(has.token_max_ttl)} that Vault lets a token live (default_lease_ttl and max_lease_ttl of auth/token)`, `Write ${formatDuration(has.token_max_ttl)} or less, or raise both: vault write sys/auth/token/tune default_lease_ttl=${max}s max_lease_ttl=${max}s`)]);
}
const mfaHolds = (role, has) => !role.require.mfa || has.people_have_mfa ? [] : [warning("mfa", role.at("require", "mfa"), `${role.name} requires MFA, and no login-enforcement covers the mount people log in with: nothing of it will be issued`, "vault write identity/mfa/login-enforcement/… auth_method_accessors=… mfa_method_ids=…")];
const NO_ENDPOINT = /^(auth\/token\/|cubbyhole\/|identity\/(?!oidc\/key\/)|sys\/(?!rotate))/;
function rotationExists(rotation, settings, has) {
	const { rotate, age } = rotationPaths(rotation);
	if (NO_ENDPOINT.test(rotate) || rotate.startsWith(`${settings.vault.mount}/`)) {
		const message = `${rotation.name}: a write to ${rotate} rotates nothing`;
		return [error("access-forbidden", rotation.at("path"), message, "Name a path that rotates a credential.")];
	}
	if ((rotate.startsWith("auth/") ? mountOfPath(has.auths, rotate.slice(5)) : mountOfPath(has.mounts, rotate)) === void 0 && !rotate.startsWith("sys/")) {
		const message = `${rotation.name}: no mount of this namespace has ${rotate}`;
		return [error("rotation-unknown", rotation.at("mount"), message, "Correct mount or path.")];
	}
	if (!rotatesItself(rotation) || has.static_roles.has(rotation.name)) return [];
	return [error("rotation-unknown", rotation.at("name"), `${rotation.name}: there is no ${age?.path}`, "Create the static role, or name another.")];
}
function sharedPaths(policies, wanted, has) {
	const access = [...policies.roles.values(), ...has.kept].flatMap((role) => leasedPaths(role.access));
	const shared = /* @__PURE__ */ new Set();
	for (const [name, { text }] of has.policies) {
		if (name === "root" || isRoleVersion(name) || Object.hasOwn(wanted.policies, name)) continue;
		for (const path of pathsShared(access, text)) shared.add(path);
	}
	return [...shared].sort();
}

// src/domain/setup/record-change.ts
function recordChange(mount, before, next, unchanged) {
	const fields = [];
	const compare = (field, same) => {
		if (!same) fields.push(change(field, before?.[field], next[field]));
	};
	compare("policies_commit", before !== void 0 && unchanged);
	compare("people_accessor", before?.people_accessor === next.people_accessor);
	compare("shared_paths", before !== void 0 && before.shared_paths.join() === next.shared_paths.join());
	compare("token_roles", before !== void 0 && before.token_roles.join() === next.token_roles.join());
	if (fields.length === 0) return void 0;
	return {
		action: before ? "change" : "create",
		kind: "setup-record",
		name: `${mount}/setup`,
		fields,
		write: {
			method: "record",
			record: next
		}
	};
}

// src/commands/setup.ts
function setupExitCode(result) {
	if (!("changes" in result)) return 2;
	const code = exitCode(result);
	return code === 0 && result.kind === "planned" && result.changes.length > 0 ? 1 : code;
}
async function setup(ports, request) {
	const now = await ports.administrator.now();
	const subject = await subjectOf(ports.repository, request, now);
	if ("kind" in subject) return subject;
	const seen = await compare(ports, subject, request, now);
	const outcome = {
		changes: seen.changes,
		findings: seen.findings,
		notes: []
	};
	if (request.plan || hasErrors(seen.findings)) return {
		kind: "planned",
		...outcome,
		troubles: []
	};
	ports.show?.(seen.changes);
	const troubles = await writeAll(ports, seen.changes.filter(isNoRemoval));
	if (troubles.length > 0 || seen.changes.every(isNoRemoval)) return {
		kind: "written",
		...outcome,
		troubles,
		notes: notesFor(seen.changes, subject.settings)
	};
	const rest = await writeAll(ports, (await compare(ports, subject, request, now)).changes);
	return {
		kind: "written",
		...outcome,
		troubles: rest,
		notes: notesFor(seen.changes, subject.settings)
	};
}
async function printSetup(repository, request, now) {
	const subject = await subjectOf(repository, request, now);
	if ("kind" in subject) return subject;
	return {
		kind: "print",
		setup: setupOf(subject, void 0)
	};
}
async function subjectOf(repository, request, now) {
	const head = await repository.resolve("HEAD");
	if (head === void 0) return {
		kind: "missing",
		missing: ["a commit (the repository has none)"]
	};
	const uncommitted = await repository.uncommitted(["policies"]);
	if (uncommitted.size > 0) return {
		kind: "uncommitted",
		paths: [...uncommitted].sort()
	};
	const { policies, findings } = await policiesAt(repository, head);
	const { settings } = policies;
	const faults = inOrder([...findings, ...checkPolicies(policies, now)]);
	if (settings === void 0 || hasErrors(faults)) return {
		kind: "policies",
		findings: faults
	};
	const { slug } = request;
	const id = settings.github.repository_id ?? request.repositoryId;
	if (slug === void 0 || id === void 0) return {
		kind: "missing",
		missing: [...slug === void 0 ? ["GITHUB_REPOSITORY"] : [], ...id === void 0 ? ["github.repository_id in policies/leasehold.yaml, or GITHUB_REPOSITORY_ID"] : []]
	};
	const { branch } = settings.github;
	const tip = await repository.resolve(`refs/remotes/origin/${branch}`);
	if (tip !== void 0 && !await repository.isMainline(head, tip)) return {
		kind: "unmerged",
		head,
		branch
	};
	return {
		head,
		policies,
		settings,
		repository: {
			slug,
			id
		}
	};
}
const setupOf = ({ policies, settings, repository }, has) => vaultSetup(policies, settings, {
	repository,
	people_accessor: has?.auths.get(settings.vault.people.mount)?.accessor ?? accessorToReplace(settings),
	kept: has?.kept ?? []
});
const accessorToReplace = ({ vault }) => `ACCESSOR_OF_${vault.people.mount.replace(/[^A-Za-z0-9]/g, "_")}`;
async function compare(ports, subject, request, now) {
	const { policies, settings, head } = subject;
	const has = await lookAtVault$1(ports, policies, settings);
	const wanted = setupOf(subject, has);
	const people = has.auths.get(settings.vault.people.mount)?.accessor;
	const record = recordChange(settings.vault.mount, has.setup, {
		policies_commit: head,
		written_at: now,
		shared_paths: sharedPaths(policies, wanted, has),
		token_roles: [.../* @__PURE__ */ new Set([...Object.keys(wanted.token_roles), ...tokenRoleNames(has.kept)])].sort(),
		...people === void 0 ? {} : { people_accessor: people }
	}, await lookedAlready(ports.repository, has, head));
	return {
		changes: [
			...setupChanges(wanted, policies.rotations.values(), has),
			...request.guard ? guardChanges(has) : [],
			...record ? [record] : []
		],
		findings: inOrder(estateFindings(policies, settings, has))
	};
}
async function lookedAlready(repository, has, head) {
	const since = has.setup?.policies_commit;
	if (since === void 0 || await repository.commit(since) === void 0) return false;
	if (!await repository.isMainline(since, head)) return false;
	return (await repository.commitsTouching(head, "policies", since)).length === 0;
}
const isNoRemoval = (change) => change.action !== "remove";
async function writeAll(ports, changes) {
	for (const [done, change] of changes.entries()) {
		ports.reporter.progress(`${change.action} ${change.kind} ${change.name}`, done + 1, changes.length);
		const written = await attempt(`${change.action} ${change.kind} ${change.name}`, () => writeOne(ports, change));
		if (!written.ok) return [written.trouble];
	}
	return [];
}
async function writeOne({ administrator }, { write }) {
	if (write.method === "record") await administrator.writeSetup(write.record);
	else if (write.method === "remove") await administrator.remove(write.path);
	else await administrator.write(write.path, write.body);
}
function notesFor(changes, { vault }) {
	if (!changes.some((change) => change.action === "create" && change.name === "leasehold-pickup")) return [];
	return [`Give the policy ${PICKUP_POLICY} to everybody who logs in at auth/${vault.people.mount} (token_policies there): without it nobody can open a pick-up.`, `Give ${RECALL_POLICY} to those who may end grants at once, and ${EMERGENCY_POLICY} to those who may issue while GitHub is down, all with MFA.`];
}

// src/render/setup.ts
const SIGNS = {
	create: ["+", "green"],
	change: ["~", "yellow"],
	remove: ["-", "red"]
};
const LONGEST = 160;
function setupText(changes, paint) {
	if (changes.length === 0) return "Vault is as the policies say: nothing to do.\n";
	return `${changes.flatMap(({ action, kind, name, fields }) => {
		const [sign, style] = SIGNS[action];
		return [paint(style, `${sign} ${kind.replaceAll("-", " ")} ${name}`), ...(action === "change" ? fields : []).map(({ field, before, after }) => `    ${field}: ${paint("red", short(before))} → ${paint("green", short(after))}`)];
	}).join("\n")}\n\n${summary(changes)}\n`;
}
function short(value) {
	const text = value === void 0 ? "(nothing)" : onOneLine(typeof value === "string" ? value : JSON.stringify(value));
	return text.length > LONGEST ? `${text.slice(0, 159)}…` : text;
}
function summary(changes) {
	const count = (action) => changes.filter((change) => change.action === action).length;
	return `${count("create")} to create, ${count("change")} to change, ${count("remove")} to remove`;
}

// src/cli/vault-commands.ts
const registerVaultCommands = (program, action) => {
	program.command("setup").summary("bring Vault in line with policies/").description("Computes everything Leasehold has in Vault from policies/ at HEAD, shows the difference, and writes it with your VAULT_TOKEN. Roles in use by live grants are kept as they are.").option("--plan", "show the difference, write nothing; exit 1 where there is one").option("--print", "print it as JSON, for those who keep Vault in Terraform; asks no Vault").option("--guard", "write the database guard too (docs/vault-setup.md)").addHelpText("after", "\nExamples:\n  leasehold setup --plan\n  VAULT_TOKEN=… leasehold setup").action(action(async (context, options) => {
		const { world } = context;
		const slug = await world.slug().catch(() => void 0);
		const repositoryId = await world.repositoryId();
		const request = {
			...options.plan ? { plan: true } : {},
			...options.guard ? { guard: true } : {},
			...slug === void 0 ? {} : { slug },
			...repositoryId === void 0 ? {} : { repositoryId }
		};
		return options.print ? print(context, request) : write(context, request);
	}));
	program.command("rotate").summary("rotate one credential, or all that are due").description("Rotates what ended grants owe and what is due by its age. With a name, that one now.").argument("[name]", "a rotation: the name of its file in policies/rotations").option("--due", "with a name: only if it is due").addHelpText("after", "\nExamples:\n  leasehold rotate\n  leasehold rotate orders-app").action(action(async (context, name, options) => {
		const { world, reporter } = context;
		const repository = await world.repository();
		const rotations = await rotationsOfMain(repository, await world.branch());
		const result = await rotate(await world.ports.rotate(reporter), rotations, {
			...name === void 0 ? {} : { name },
			...options.due ? { due: true } : {}
		});
		for (const one of result.rotated) context.out(`${context.paint("green", "rotated")}  ${one.name}  (${one.why})\n`);
		if (result.rotated.length === 0) context.out("Nothing was due.\n");
		return finish(context, result, result.findings);
	}));
};
async function write(context, request) {
	const { world, reporter } = context;
	const vault = await world.vault.asAdministrator();
	const ports = {
		administrator: vault.administrator,
		vault: vault.reads,
		repository: await world.repository(),
		reporter,
		show: (changes) => context.out(setupText(changes, context.paint))
	};
	const result = await setup(ports, request);
	if (!("changes" in result)) return refuse(context, result);
	if (result.kind === "planned") context.out(setupText(result.changes, context.paint));
	if (result.kind === "written" && result.changes.length > 0 && result.troubles.length === 0) context.out("Written.\n");
	for (const note of result.notes) context.out(`\n${context.paint("bold", "Next:")} ${note}\n`);
	context.say(findingsText(result.findings, context.sayPaint));
	context.say(troubleText(result.troubles, context.sayPaint));
	return setupExitCode(result);
}
async function print(context, request) {
	const printed = await printSetup(await context.world.repository(), request, context.world.clock.now());
	if (printed.kind !== "print") return refuse(context, printed);
	json(context, printed.setup);
	return 0;
}
function refuse(context, refusal) {
	if (refusal.kind === "policies") context.say(findingsText(refusal.findings, context.sayPaint));
	const { message, hint } = wordsOf(refusal);
	throw new Stop(2, message, hint);
}
function wordsOf(refusal) {
	switch (refusal.kind) {
		case "missing": return {
			message: `missing: ${refusal.missing.join(" and ")}`,
			hint: "Set what is missing and run setup again."
		};
		case "policies": return {
			message: "policies/ are broken: nothing is written",
			hint: "leasehold check says what to write instead."
		};
		case "uncommitted": return {
			message: `not committed: ${refusal.paths.join(", ")}`,
			hint: "setup records the commit that you looked at: commit or put away what changed, and run it again."
		};
		case "unmerged": return {
			message: `HEAD (${refusal.head.slice(0, 12)}) is not on ${refusal.branch} as origin has it`,
			hint: `setup writes what was reviewed: git switch ${refusal.branch} && git pull.`
		};
	}
}

// src/cli/commands.ts
const registerCommands = (program, action) => {
	program.commandsGroup("Your access:");
	registerRequestCommands(program, action);
	registerAccessCommands(program, action);
	registerEmergencyCommand(program, action);
	program.commandsGroup("Who may, who has, who had:");
	registerExplainCommand(program, action);
	registerStatusCommand(program, action);
	registerEvidenceCommand(program, action);
	registerReportCommand(program, action);
	program.commandsGroup("Policies:");
	registerGateCommands(program, action);
	registerTeamsCommands(program, action);
	program.commandsGroup("Vault, and what runs by itself:");
	registerVaultCommands(program, action);
	registerRunCommands(program, action);
	registerServeCommand(program, action);
	registerAuditCommands(program, action);
	program.commandsGroup("To begin with:");
	registerInitCommand(program, action);
	registerCompletionCommands(program, action);
};

// src/cli/program.ts
async function leasehold(argv, around) {
	let code = 0;
	const program = new Command("leasehold").description("Temporary production access, run from a Git repository.").version(VERSION).addOption(new Option("-C <dir>", "work in this folder, as git does").default(around.dir, "here")).addHelpText("after", "\nleasehold COMMAND --help has examples of each. Access in a minute:  leasehold request").enablePositionalOptions().showHelpAfterError("(leasehold --help shows what there is)").configureOutput({
		writeOut: (text) => void around.stdout.write(text),
		writeErr: (text) => void around.stderr.write(text)
	}).exitOverride();
	const action = (work) => async (...args) => {
		const context = contextFor({
			...around,
			dir: program.opts().C
		});
		const command = args.at(-1);
		const name = command instanceof Command ? command.name() : "";
		code = await toExitCode(context, name, () => work(context, ...args));
	};
	registerCommands(program, action);
	try {
		await program.parseAsync([...argv], { from: "user" });
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		throw error;
	}
	return code;
}
const VERSION = "0.1.0";

// src/cli/main.ts
async function main() {
	const ended = new AbortController();
	process.once("SIGINT", () => ended.abort());
	process.exitCode = await leasehold(process.argv.slice(2), {
		env: process.env,
		dir: process.cwd(),
		home: os.homedir(),
		temporary_dir: os.tmpdir(),
		...process.getuid ? { uid: process.getuid() } : {},
		stdin: process.stdin,
		stdout: process.stdout,
		stderr: process.stderr,
		signal: ended.signal,
		stopAsked,
		mask: () => void 0
	});
}
function stopAsked() {
	const asked = new AbortController();
	for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => asked.abort());
	return asked.signal;
}

export { main };