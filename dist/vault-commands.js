import { rotate } from "./rotate.js";
import { rotationsOfMain } from "./rotations-of-main2.js";
import { EMERGENCY_POLICY, PICKUP_POLICY, RECALL_POLICY, estateFindings, guardChanges, hasErrors, inOrder, recordChange, setupChanges, sharedPaths, tokenRoleNames, vaultSetup } from "./domain.js";
import { readEstate } from "./read-estate.js";
import { policiesAt } from "./main-state.js";
import { policyFaults } from "./read-policies.js";
import { attempt, exitCode } from "./outcome.js";
import { Stop } from "./stop.js";
import { findingsText, setupText, troubleText } from "./render.js";
import { json } from "./context.js";
import { finish } from "./finish.js";

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
	const source = await policiesAt(repository, head);
	const { policies } = source;
	const { settings } = policies;
	const faults = inOrder(policyFaults(source, now));
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
	const has = await readEstate(ports, policies, settings);
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

export { registerVaultCommands };