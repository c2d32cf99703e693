import { expect } from "vitest";
import type { GrantKey } from "../../../../src/domain/key.ts";
import type { Manner } from "../reading.ts";
import { quoted } from "../shell.ts";
import { type SignedAlert, signedAlert } from "../signed-alert.ts";
import type { Town } from "../town.ts";
import { asked, KEY, ROLE } from "./placeholders.ts";

/** What the auditor finds: a grant that is over, a push past everybody, and a token that nobody owns up to. */
export function auditor(town: Town): Manner {
  const { acme, company } = town;
  let over: GrantKey[] = [];
  let policies = "";
  let anchor = "";
  let hash = "";
  return {
    as: "olivia",
    instead: {
      [KEY]: () => String(over[0]),
      "anchors/12": () => `anchors/${anchor}`,
      "^12 ": () => `^${anchor} `,
      "<12 hex of the key>": () => String(over[0]).slice(-12),
      "<policy_commit>": () => policies,
      "<role>": ROLE,
    },
    cues: [
      {
        at: "git fetch",
        first: async () => {
          over = await town.grant(asked("alice"));
          await company.land({ files: { [`grants/${ROLE}/refund-8812.yaml`]: undefined } }, []);
          await company.enforce();
          policies = String((await company.record(over[0] as GrantKey))?.policy_commit);
        },
      },
      {
        at: "leasehold status --path database/creds/orders-read --from",
        instead: thisMonth(),
        says: "alice",
      },
      {
        at: "vault kv list",
        next: ({ stdout }) => {
          anchor = stdout.trim().split("\n").at(-1) ?? "";
        },
      },
      {
        at: "vault kv get",
        next: ({ stdout }) => {
          hash = stdout.trim();
        },
      },
      {
        at: "python3 verify.py | grep",
        next: ({ stdout }) => expect(stdout.trim()).toBe(`${anchor} ${hash}`),
      },
      {
        at: "leasehold audit",
        first: async () => {
          await company.commit("carol", "main", { "NOTES.md": "for myself\n" });
          const [tokenRole] = await town.tokenRoles();
          await acme.bao.root.write(`auth/token/create/${tokenRole}`, { explicit_max_ttl: "10m" });
        },
        exit: 1,
      },
      { at: "leasehold audit --format json", exit: 1 },
    ],
  };
}

/** The guide's November is over, or to come. */
function thisMonth(): Record<string, string> {
  const month = new Date();
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
  return {
    "2026-11-01": `${month.toISOString().slice(0, 7)}-01`,
    "2026-12-01": next.toISOString().slice(0, 10),
  };
}

export function dashboard({ acme }: Town): Manner {
  const { auditFile } = acme.bao;
  return {
    as: "olivia",
    instead: { "audit.log*": `${quoted(auditFile)}*`, "/var/log/openbao/audit.log": auditFile },
  };
}

export function alerts(town: Town): Manner {
  let alert: SignedAlert;
  const key = "kept by the two of us";
  const judged = async (script: string): Promise<number> =>
    (await (await town.shell("peter")).run(script)).code;
  return {
    as: "peter",
    cues: [
      {
        at: "python3 check.py",
        first: async () => {
          alert = await signedAlert(key);
          expect(alert.signature).toMatch(/^sha256=[0-9a-f]{64}$/);
          await judged(`printf %s ${quoted(alert.body)} > body; export ALERT_WEBHOOK_SECRET=${quoted(key)}`);
        },
        instead: { "sha256=…": () => alert.signature },
        next: async () => {
          const check = `python3 check.py ${alert.signature}`;
          expect(await judged(`sed s/db-read/db-admin/ body | ${check}`)).toBe(1);
          expect(await judged(`ALERT_WEBHOOK_SECRET=another ${check} < body`)).toBe(1);
          expect(await judged("python3 check.py sha256= < body")).toBe(1);
        },
      },
    ],
  };
}
