import { describe, expect, test } from "vitest";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { askReissue } from "../../../src/commands/person/ask-reissue.ts";
import type { GivenBack } from "../../../src/commands/ports.ts";
import { type StatusOptions, type StatusPorts, status, statusJson } from "../../../src/commands/status.ts";
import { event } from "../../../src/domain/audit/events.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { formatInstant, type Instant, parseInstant, plus, seconds } from "../../../src/domain/units.ts";
import { type Clone, createClone } from "./clone.ts";

const ROLE = "orders-db-read";
const noon = parseInstant("2026-11-21T12:00:00Z") as Instant;
const at = (minutes: number): Instant => plus(noon, seconds(minutes * 60));

const grant = (user: string) =>
  `role: ${ROLE}\nuser: ${user}\nduration: 2h\nreason: Refund 8812 is stuck; need its rows\nticket: INC-4821\n`;

const facts = (key: GrantKey, user: string) => ({
  file: `grants/${ROLE}/${key.split(".")[1]}.yaml`,
  role: ROLE,
  user,
  reason: "Refund 8812 is stuck; need its rows",
  ticket: "INC-4821",
  begin: formatInstant(noon),
  end: formatInstant(at(120)),
  commit: "0".repeat(40),
  pull_request: 12,
  approvers: ["bob", "sam"],
  access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
});

async function logOf(clone: Clone): Promise<BranchAuditLog> {
  const { repository } = await clone.ports();
  return new BranchAuditLog({ git: repository.git, branch: "leasehold-audit", source: "urn:test" });
}

async function portsOf(clone: Clone, now: Instant, given: readonly GivenBack[] = []): Promise<StatusPorts> {
  const { repository } = await clone.ports();
  return { repository, log: await logOf(clone), givenBack: async () => given, now };
}

const ask = async (clone: Clone, now: Instant, options: Partial<StatusOptions> = {}) =>
  status(await portsOf(clone, now), { branch: "main", ...options });

const told = async (clone: Clone, now: Instant, options: Partial<StatusOptions> = {}) =>
  (await ask(clone, now, options)).grants.map((row) => [row.user, row.state]);

describe("leasehold status", () => {
  test("tells who has what from main and the audit log, now and at any moment before", async () => {
    const clone = createClone();
    const commit = clone.land(
      { [`grants/${ROLE}/hers.yaml`]: grant("alice"), [`grants/${ROLE}/his.yaml`]: grant("carol") },
      noon,
    );
    const [hers, his] = [clone.key(ROLE, "hers", commit), clone.key(ROLE, "his", commit)];
    const log = await logOf(clone);
    await log.append([
      event("leasehold.grant.issued", hers, at(1), {
        ...facts(hers, "alice"),
        issued_at: formatInstant(at(1)),
      }),
      event("leasehold.grant.ended", hers, at(35), {
        ended_at: formatInstant(at(30)),
        ended_by: "file-removed",
      }),
      event("leasehold.grant.refused", his, at(1), {
        ...facts(his, "carol"),
        findings: [{ message: "no approval" }],
      }),
    ]);
    clone.others.remove(`grants/${ROLE}/hers.yaml`);
    clone.land({}, at(30));

    expect(await told(clone, at(60))).toEqual([
      ["carol", "refused"],
      ["alice", "ended"],
    ]);
    expect(await told(clone, at(60), { at: at(20) })).toEqual([
      ["alice", "live"],
      ["carol", "refused"],
    ]);
    expect(await told(clone, at(60), { at: noon })).toEqual([
      ["alice", "pending"],
      ["carol", "pending"],
    ]);
    expect(await told(clone, at(60), { at: at(-1) })).toEqual([]);
    expect(await told(clone, at(9000), { between: { from: at(10), to: at(15) } })).toContainEqual([
      "alice",
      "live",
    ]);
    expect(
      await told(clone, at(60), { at: at(20), path: "database/creds/orders-read", user: "ALICE" }),
    ).toEqual([["alice", "live"]]);
    expect(await told(clone, at(60), { at: at(20), path: "database/creds/other" })).toEqual([]);
  });

  test("its JSON is that of the contract", async () => {
    const clone = createClone();
    const commit = clone.land({ [`grants/${ROLE}/hers.yaml`]: grant("alice") }, noon);
    const key = clone.key(ROLE, "hers", commit);
    await (await logOf(clone)).append([
      event("leasehold.grant.issued", key, at(1), {
        ...facts(key, "alice"),
        issued_at: formatInstant(at(1)),
      }),
    ]);
    expect(statusJson(await ask(clone, at(60)))).toEqual({
      at: "2026-11-21T13:00:00Z",
      grants: [
        {
          key,
          role: ROLE,
          user: "alice",
          reason: "Refund 8812 is stuck; need its rows",
          ticket: "INC-4821",
          begin: "2026-11-21T12:00:00Z",
          end: "2026-11-21T14:00:00Z",
          state: "live",
          pull_request: 12,
          approvers: ["bob", "sam"],
        },
      ],
    });

    // On its way to its end, and nothing of it to have anew, before the log knows: given back here, or its file gone.
    const asked: GrantKey[] = [];
    const reissue = async (given: readonly GivenBack[] = []) =>
      askReissue(
        { ...(await portsOf(clone, at(60), given)), dispatch: async (one) => void asked.push(one) },
        key,
        "main",
      );
    const ending = async (given: readonly GivenBack[] = []) =>
      statusJson(await status(await portsOf(clone, at(60), given), { branch: "main" })).grants[0];
    const given = [{ key, at: at(59), end: at(120) }];

    await reissue();
    expect(asked).toEqual([key]);
    expect(await ending(given)).toMatchObject({ state: "live", ending: "given-back" });
    await expect(reissue(given)).rejects.toMatchObject({
      message: `you gave ${key} back on this machine 1 m ago: it has ended`,
    });
    clone.others.remove(`grants/${ROLE}/hers.yaml`);
    clone.land({}, at(30));
    expect(await ending()).toMatchObject({ state: "live", ending: "file-removed" });
    await expect(reissue()).rejects.toMatchObject({ message: expect.stringContaining("apply is ending it") });
    await expect(
      askReissue({ ...(await portsOf(clone, at(60))), dispatch: async () => undefined }, "x", "main"),
    ).rejects.toMatchObject({ exit: 2 });
    expect(asked).toEqual([key]);
  });

  test("a grant file that nobody can read is told beside the answer", async () => {
    const clone = createClone();
    clone.land({ [`grants/${ROLE}/broken.yaml`]: "role: [" }, noon);
    const answer = await ask(clone, at(1));
    expect(answer.grants).toEqual([]);
    expect(answer.findings).toMatchObject([{ rule: "yaml", severity: "warning" }]);
  });
});
