/**
 * Postgres is out of Vault's reach at the end of a grant, for so long that Vault gives up revoking (after its six tries,
 * some twelve minutes; nothing shortens them). The product finds it, tells of it, and ends it when the database is back.
 * `npm run soak:revocation`; exits with 1 where it does not.
 */

import { AT } from "../sandbox/acme.ts";
import { Company } from "../sandbox/company/company.ts";
import { gateBeforeDatabase } from "../sandbox/company/database-gate.ts";
import { grantText } from "../sandbox/company/quick-role.ts";
import type { Gate } from "../sandbox/gate.ts";
import { until } from "../sandbox/until.ts";

/** Milliseconds: six tries, each pause up to half as long again as it should be. */
const LONGEST = 20 * 60_000;
const PATH = "database/creds/orders-read";

const saysSo = (text: string): boolean => text.includes("gave up revoking");

let gate: Gate | undefined;
await using company = await Company.start({}, async (acme) => {
  gate = await gateBeforeDatabase(acme);
});
const { refund } = await company.grant({ refund: grantText({ duration: "90s" }) });
await company.apply();
const session = await company.session(await company.open(refund));
const { end } = await company.record(refund);
gate?.set("refuse");

const givenUp = async (): Promise<string[]> => {
  const { data } = await company.vault.read("sys/leases?type=irrevocable");
  return (data.leases ?? []).map((lease: { lease_id: string }) => lease.lease_id);
};
const told = async () => {
  const enforced = await company.enforce();
  const audited = await company.job("audit", ["audit"]);
  return {
    enforced: enforced.code,
    audited: audited.code,
    said: enforced.stderr + audited.stdout + audited.stderr,
  };
};
await until(async () => (await givenUp()).length > 0, "Vault never gave up", LONGEST);
const after = Math.round((Date.now() - Date.parse(end)) / 1_000);
const away = {
  ...(await told()),
  record: (await company.record(refund)).state,
  session: await session.works(),
};

gate?.set("open");
const back = {
  ...(await told()),
  record: (await company.record(refund)).state,
  session: await session.works(),
};
const leases = await company.vault.list(`sys/leases/lookup/${PATH}`);
const events = await company.events();
const mismatch = events.find(({ type, data }) => type.endsWith(".mismatch") && saysSo(JSON.stringify(data)));
const issues = await company.acme.octokit("olivia").issues.listForRepo({ ...AT, labels: "leasehold-alert" });
await gate?.close();

const checks = {
  "enforce says that it cannot end it":
    away.enforced === 3 && away.said.includes(`still owed: the proof of the end of ${refund}`),
  "enforce names lease-irrevocable": away.said.includes("lease-irrevocable"),
  "audit says that Vault gave up": away.said.includes(`Vault gave up revoking the lease ${PATH}/`),
  "the audit log has it": mismatch !== undefined,
  "an issue tells of it": issues.data.some(({ title, body }) => saysSo(`${title} ${body}`)),
  "the record stays open meanwhile": away.record === "live",
  "the session lives meanwhile, as the promise says": away.session,
  "enforce ends it when the database is back":
    back.enforced === 0 && back.record === "ended" && !back.session,
  "audit agrees afterwards": back.audited === 0,
  "Vault has no lease left, none it gave up": leases.length === 0 && (await givenUp()).length === 0,
};
const failed = Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [name]));
console.log(JSON.stringify({ given_up_after_seconds: after, ended_when_back: failed.length === 0, failed }));
if (failed.length > 0) console.log(away.said, back.said);
process.exitCode = failed.length > 0 ? 1 : 0;
