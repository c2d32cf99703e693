import { attempt } from "./outcome.js";

// src/commands/end/record-events.ts
async function recordEvents(ports, events) {
	if (events.length === 0) return [];
	const { count, head, added } = await ports.log.append(events);
	if (added === 0) return [];
	const anchored = await attempt(`anchor the audit log at ${count}`, () => ports.vault.writeAnchor(count, head));
	if (!anchored.ok) return [anchored.trouble];
	return anchored.value ? [] : [rewritten(count)];
}
const rewritten = (count) => ({
	owed: `anchor the audit log at ${count}`,
	message: `Vault has another anchor for event ${count}: the audit branch was written anew`,
	hint: "Compare the branch with its clones; leasehold audit says where the chain breaks."
});

export { recordEvents };