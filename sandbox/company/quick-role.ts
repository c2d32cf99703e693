/** A role whose requests need one approval and nothing else, so that each test shows the one thing it is about. */
export const QUICK_ROLE = `description: Read the orders database, for a moment
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments, sre] }
approvers: { users: [bob], count: 1 }
duration: { max: 8h }
rotate_after: [orders-app]
`;

/** A grant file of it: alice for an hour, but for what is changed; an empty value leaves its line out. */
export const grantText = (change: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    role: "quick",
    user: "alice",
    duration: "1h",
    reason: "Refund 8812 is stuck; need to read its rows",
    ...change,
  })
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");
