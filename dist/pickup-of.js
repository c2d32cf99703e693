// src/commands/issue/pickup-of.ts
const pickupOf = (record, wrapping) => ({
	key: record.key,
	alias: record.alias,
	wrapping,
	token_role: record.token_role,
	role: record.role,
	begin: record.begin,
	end: record.end,
	pull_request: record.pull_request
});

export { pickupOf };