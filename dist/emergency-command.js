import { EMERGENCY_POLICY, aliasOf, emergencyKey, error, grantId, hasErrors, instant, loginOf, normalAccess, roleVersionName, seconds, tokenRoleName } from "./domain.js";
import { pickupOf } from "./pickup-of.js";
import { knownMain } from "./known-main.js";
import { landedGrants } from "./landed-grants.js";
import { policiesAt } from "./main-state.js";
import { policyFaults } from "./read-policies.js";
import { attempt } from "./outcome.js";
import { OutsideError } from "./outside-error.js";
import { judgeWish, readWords } from "./propose.js";
import { Stop } from "./stop.js";
import { emergencyText } from "./render.js";
import { finish } from "./finish.js";
import { randomBytes } from "node:crypto";

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

export { registerEmergencyCommand };