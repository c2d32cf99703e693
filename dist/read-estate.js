import { pMap } from "./p-map.js";
import { accessOfAcl, breakGlassTokenRole, databaseRoleOf, guardPlaces, leasedPaths, owesLook, roleVersionName, rotatesItself, rotationPaths, seconds, versionOfTokenRole } from "./domain.js";
import { OutsideError } from "./outside-error.js";

// src/commands/estate/kept-versions.ts
const AT_ONCE$1 = 16;
async function keptVersions(vault, policies, found, tokenRoles) {
	const current = new Set([...policies.roles.values()].map(roleVersionName));
	const old = [...new Set([...tokenRoles.keys(), ...found.keys()].map(versionOfTokenRole))].filter((name) => name !== void 0 && !current.has(name));
	if (old.length === 0) return [];
	const recorded = await versionsInUse(vault);
	const kept = [];
	for (const name of old.sort()) {
		const text = found.get(name)?.text;
		const access = recorded.get(name) ?? (text === void 0 ? void 0 : accessOfAcl(text)) ?? [];
		if (recorded.has(name) || await hasTokens(vault, name)) kept.push({
			name,
			access
		});
	}
	return kept;
}
async function versionsInUse(vault) {
	const keys = await vault.recordKeys();
	const records = await pMap(keys, (key) => vault.record(key), { concurrency: AT_ONCE$1 });
	const used = /* @__PURE__ */ new Map();
	for (const record of records) {
		if (!record || record.value.state !== "live" && !owesLook(record.value)) continue;
		const version = versionOfTokenRole(record.value.token_role);
		if (version !== void 0) used.set(version, [...used.get(version) ?? [], ...record.value.access]);
	}
	return used;
}
async function hasTokens(vault, version) {
	for (const name of [version, breakGlassTokenRole(version)]) if ((await vault.tokenLeases(name)).length > 0) return true;
	return false;
}

// src/commands/estate/read-estate.ts
const AT_ONCE = 16;
async function readEstate(ports, policies, settings) {
	const { administrator, vault } = ports;
	const mounts = mountsFrom(await administrator.read("sys/mounts"), "sys/mounts");
	const auths = mountsFrom(await administrator.read("sys/auth"), "sys/auth");
	const { vault: where } = settings;
	const workflows = auths.get(where.workflows.mount)?.type === "jwt" ? `auth/${where.workflows.mount}` : void 0;
	const kv = mounts.get(where.mount);
	const ours = kv?.type === "kv" && kv.options.version === "2";
	const configs = await readAll(administrator, [...ours ? [`${where.mount}/config`] : [], ...workflows === void 0 ? [] : [`${workflows}/config`]]);
	const found = await policiesOf(administrator);
	const token_roles = await namedOf(administrator, "auth/token/roles", (name) => versionOfTokenRole(name) !== void 0);
	const jwt_roles = workflows === void 0 ? /* @__PURE__ */ new Map() : await namedOf(administrator, `${workflows}/role`, (name) => name.startsWith("leasehold-"));
	const people = auths.get(where.people.mount)?.accessor;
	const setup = ours ? await vault.setup() : void 0;
	const database_roles = await databaseRoles(administrator, mounts, policies);
	return {
		mounts,
		auths,
		configs,
		policies: found,
		token_roles,
		jwt_roles,
		token_max_ttl: await tokenMaxTtl(administrator),
		database_roles,
		static_roles: await staticRoles(administrator, mounts, policies),
		guards: await guardsOf(administrator, mounts, database_roles),
		kept: ours ? await keptVersions(vault, policies, found, token_roles) : [],
		people_have_mfa: people !== void 0 && await vault.mfaCovers(people),
		...setup === void 0 ? {} : { setup }
	};
}
function mountsFrom(data, path) {
	if (data === void 0) throw new OutsideError("vault", "broken", `Vault answered ${path} with nothing`);
	const mounts = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(data)) {
		const { type, accessor, options } = value ?? {};
		if (typeof type !== "string" || typeof accessor !== "string") continue;
		mounts.set(name.replace(/\/$/, ""), {
			type,
			accessor,
			options: options ?? {}
		});
	}
	return mounts;
}
async function readAll(administrator, paths) {
	const found = /* @__PURE__ */ new Map();
	await pMap(paths, async (path) => {
		const data = await administrator.read(path);
		if (data !== void 0) found.set(path, data);
	}, { concurrency: AT_ONCE });
	return found;
}
async function namedOf(administrator, folder, wanted) {
	const found = await readAll(administrator, (await administrator.list(folder)).filter(wanted).map((name) => `${folder}/${name}`));
	return new Map([...found].map(([path, body]) => [path.slice(folder.length + 1), body]));
}
async function policiesOf(administrator) {
	const found = await namedOf(administrator, "sys/policies/acl", (name) => name !== "root");
	return new Map([...found].map(([name, body]) => [name, foundPolicy(body)]));
}
const foundPolicy = (body) => ({
	text: typeof body.policy === "string" ? body.policy : "",
	loose_templates: body.allow_slashes_in_identity_templates === true || body.allow_wildcards_in_identity_templates === true
});
async function tokenMaxTtl(administrator) {
	const { max_lease_ttl: most, default_lease_ttl: usual } = await administrator.read("sys/auth/token/tune") ?? {};
	if (typeof most !== "number" || typeof usual !== "number") throw new OutsideError("vault", "broken", "Vault did not say how long a token may live (sys/auth/token/tune)");
	return seconds(Math.min(most, usual));
}
async function databaseRoles(administrator, mounts, policies) {
	const behind = [...policies.roles.values()].flatMap((role) => leasedPaths(role.access)).map((path) => databaseRoleOf(mounts, path)).filter((role) => role !== void 0);
	const found = /* @__PURE__ */ new Map();
	for (const { mount, path } of behind) {
		if (found.has(path)) continue;
		const fields = await administrator.read(path);
		const plugin = (fields && await administrator.read(`${mount}/config/${String(fields.db_name)}`))?.plugin_name;
		found.set(path, {
			...fields === void 0 ? {} : { fields },
			...typeof plugin === "string" ? { plugin } : {}
		});
	}
	return found;
}
async function guardsOf(administrator, mounts, roles) {
	return readAll(administrator, guardPlaces(mounts, roles).map(({ path }) => path));
}
async function staticRoles(administrator, mounts, policies) {
	const found = /* @__PURE__ */ new Map();
	for (const rotation of policies.rotations.values()) {
		const { age } = rotationPaths(rotation);
		if (!rotatesItself(rotation) || age === void 0 || !mounts.has(rotation.mount ?? "")) continue;
		const role = await administrator.read(age.path);
		if (role !== void 0) found.set(rotation.name, role);
	}
	return found;
}

export { databaseRoles, foundPolicy, keptVersions, mountsFrom, readEstate, tokenMaxTtl };