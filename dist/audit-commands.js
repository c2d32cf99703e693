import { audit, auditJson, lookForDrift } from "./audit.js";
import { GITHUB_CHECKS, IDENTITIES, VAULT_CHECKS, drift, fail, guardPlaces, hasErrors, identityName, known, pass, unknown } from "./domain.js";
import { SETTINGS_FILE, codeownersText } from "./files.js";
import { OutsideError } from "./outside-error.js";
import { Stop } from "./stop.js";
import { pMap } from "./p-map.js";
import { databaseRoles, mountsFrom, tokenMaxTtl } from "./read-estate.js";
import { knownMain } from "./known-main.js";
import { policiesAt } from "./main-state.js";
import { policyFaults } from "./read-policies.js";
import { auditText, doctorText } from "./render.js";
import { json } from "./context.js";
import { finish } from "./finish.js";
import { formatOption } from "./register.js";

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
				told: drift(change)
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
	const { policies, codeowners } = source;
	const faults = policyFaults(source, now).filter((one) => one.severity === "error");
	const text = codeowners === void 0 ? void 0 : codeownersText(policies, codeowners, now);
	return [hasErrors(faults) ? fail("repository.policies", `policies/ have ${faults.length === 1 ? "an error" : `${faults.length} errors`}: nothing is issued`, "leasehold check says what to write instead.") : pass("repository.policies", "policies/ can be read and hold together"), codeowners !== void 0 && text === codeowners ? pass("repository.codeowners", "CODEOWNERS names the approvers that policies/ name") : fail("repository.codeowners", "CODEOWNERS does not name the approvers that policies/ name: GitHub asks the wrong people", "leasehold codeowners writes .github/CODEOWNERS; commit it.")];
}

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

export { registerAuditCommands };