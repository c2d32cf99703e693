/**
 * The database side of the promise (vault.md, "Database roles: the statements decide"). PostgreSQL; one element is
 * one statement, and Vault runs all in one transaction.
 */
export const databaseAdvice = {
  revocation_statements: [
    // Where Vault's database user may: nobody logs in while the role is being closed.
    "LOCK TABLE pg_authid IN ACCESS EXCLUSIVE MODE",
    whereThere(`ALTER ROLE "{{name}}" NOLOGIN PASSWORD NULL CONNECTION LIMIT 0 VALID UNTIL 'epoch'`),
    // One such line for each membership that the creation statements granted.
    whereThere('REVOKE pg_read_all_data FROM "{{name}}"'),
    guarded('DROP OWNED BY "{{name}}"'),
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}'",
    guarded('DROP ROLE "{{name}}"'),
  ],
  /** A static role that Vault itself rotates, and that closes sessions which should be gone: no scheduler of ours. */
  guard: {
    name: "leasehold-guard",
    /** Seconds. */
    rotation_period: 60,
    rotation_statements: [
      `ALTER ROLE "{{name}}" WITH PASSWORD '{{password}}'`,
      // PostgreSQL hides `backend_type` of others' sessions, but not whose they are; its own workers are nobody's.
      "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid " +
        "WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend' AND a.pid <> pg_backend_pid() AND NOT coalesce(r.rolsuper, false) " +
        "AND (r.oid IS NULL OR NOT r.rolcanlogin OR r.rolvaliduntil < now())",
    ],
  },
} as const;

/**
 * A user who is gone already (dropped by hand, or by a revocation whose answer was lost with the connection) is no reason
 * to fail: Vault would try in vain, give up, and the end could never be proved. All else that fails must be heard.
 */
function whereThere(statement: string): string {
  return `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN ${statement}; END IF; END $$`;
}

function guarded(statement: string): string {
  return `DO $$ BEGIN ${statement}; EXCEPTION WHEN OTHERS THEN RAISE WARNING '%', SQLERRM; END $$`;
}

/** What is wrong with a database role's revocation statements, in words; empty where they hold. */
export function statementFaults(statements: readonly string[]): string[] {
  const flat = statements.map((statement) => statement.replace(/\s+/g, " ").trim());
  const has = (pattern: RegExp) => flat.some((statement) => pattern.test(statement));
  const faults: string[] = [];
  if (flat.every((statement) => statement === "")) {
    return [
      "it has no revocation statements: the plugin's own leave open sessions alone, and a user that owns something is never dropped",
    ];
  }
  const drops = flat.filter((statement) => /\bDROP (ROLE|USER|OWNED)\b/i.test(statement));
  if (!drops.some((statement) => /\bDROP (ROLE|USER)\b/i.test(statement)))
    faults.push("nothing drops the role");
  for (const statement of drops.filter((one) => !/EXCEPTION WHEN OTHERS/i.test(one))) {
    faults.push(
      `\`${statement}\` is not guarded: a user who created a large object makes it fail, and NOLOGIN rolls back with it`,
    );
  }
  if (!has(/\bALTER (ROLE|USER)\b.*\bNOLOGIN\b/i))
    faults.push("nothing sets NOLOGIN: the user can come back");
  if (!has(/pg_terminate_backend/i))
    faults.push("nothing ends the user's open sessions (pg_terminate_backend)");
  return faults;
}
