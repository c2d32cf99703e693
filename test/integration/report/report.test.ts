/** `leasehold report` over real Git, a real OpenBao with a file audit device, and the disk. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { BranchAuditLog } from "../../../src/adapters/audit-log/branch-audit-log.ts";
import { siteFolder } from "../../../src/adapters/site-folder.ts";
import { connectionTo } from "../../../src/adapters/vault/connection.ts";
import { Vault } from "../../../src/adapters/vault/vault.ts";
import { vaultAuditDevice } from "../../../src/adapters/vault-audit-device.ts";
import type { OwnIssue } from "../../../src/commands/ports.ts";
import { type ReportPorts, report } from "../../../src/commands/report.ts";
import { event } from "../../../src/domain/audit/events.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { formatInstant, type Instant, instant, parseInstant } from "../../../src/domain/units.ts";
import { createClone } from "../people/clone.ts";

const ROLE = "orders-db-read";
const TOKEN_ROLE = `leasehold-role-${ROLE}-0123abcd`;
const OPTIONS = {
  branch: "main",
  repository: { slug: "acme/access", url: "https://github.com/acme/access" },
};
const silent = { info: () => undefined, warn: () => undefined, progress: () => undefined };

let bao: OpenBao;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leasehold-report-"));
  bao = await startOpenBao({ audit: true });
  await bao.root.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
  await bao.root.write("sys/mounts/secret-orders", { type: "kv", options: { version: "1" } });
  await bao.root.write("secret-orders/rows", { secret: "x" });
  const path = {
    "secret-orders/*": { capabilities: ["read"] },
    "auth/token/lookup-self": { capabilities: ["read"] },
  };
  await bao.root.write(`sys/policies/acl/${TOKEN_ROLE}`, { policy: JSON.stringify({ path }) });
  await bao.root.write(`auth/token/roles/${TOKEN_ROLE}`, {
    allowed_policies: [TOKEN_ROLE],
    orphan: true,
    token_no_default_policy: true,
  });
});
afterAll(async () => {
  await bao?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A grant that landed on main and was issued by the log, at a moment. */
async function landed(at: Instant) {
  const clone = createClone();
  const text = `role: ${ROLE}\nuser: alice\nduration: 2h\nreason: Refund 8812 is stuck\nticket: INC-1\n`;
  const commit = clone.land({ [`grants/${ROLE}/hers.yaml`]: text }, at);
  const key = clone.key(ROLE, "hers", commit);
  const { repository } = await clone.ports();
  const log = new BranchAuditLog({ git: repository.git, branch: "leasehold-audit", source: "urn:test" });
  const facts = {
    file: `grants/${ROLE}/hers.yaml`,
    role: ROLE,
    user: "alice",
    reason: "Refund 8812 is stuck",
    begin: formatInstant(at),
    end: formatInstant(instant(at + 7_200)),
    commit,
    pull_request: 12,
    approvers: ["bob", "sam"],
    access: [{ path: "secret-orders/rows", capabilities: ["read"] }],
    issued_at: formatInstant(instant(at + 5)),
  };
  await log.append([event("leasehold.grant.issued", key, instant(at + 5), facts)]);
  const ports = (out: string, now = instant(at + 900)): ReportPorts => ({
    repository,
    log,
    reporter: silent,
    now,
    site: siteFolder(join(folder, out)),
  });
  return { key, ports };
}

/** Works with a grant's token as its person does. */
async function use(key: GrantKey, requests: number): Promise<void> {
  const made = await bao.root.write(`auth/token/create/${TOKEN_ROLE}`, { meta: { key, user: "alice" } });
  const hers = bao.root.as(made.auth.client_token);
  await hers.read("auth/token/lookup-self");
  for (let count = 0; count < requests; count += 1) await hers.read("secret-orders/rows");
  await hers.request("GET", "secret-orders-of-others/rows");
}

const jsonOf = async (out: string) => JSON.parse(await readFile(join(folder, out, "report.json"), "utf8"));

describe("leasehold report", () => {
  test("counts what Vault's audit device saw of a grant: what was answered, and no looking after the token", async () => {
    const now = instant(Math.floor(Date.now() / 1_000));
    const { key, ports } = await landed(instant(now - 60));
    await use(key, 3);
    const device = vaultAuditDevice(bao.auditFile);
    const result = await report({ ...ports("used", instant(now + 60)), device }, OPTIONS);
    expect(result.troubles).toEqual([]);
    const { grants, use_read } = await jsonOf("used");
    expect(use_read).toBe(true);
    expect(grants).toEqual([
      expect.objectContaining({ key, state: "live", use: expect.objectContaining({ requests: 3 }) }),
    ]);
    expect(Date.parse(grants[0].use.first) / 1_000).toBeGreaterThanOrEqual(now - 1);
  });

  test("asks Vault for its records, and goes on where a part of it cannot be read", async () => {
    const { key, ports } = await landed(instant(Math.floor(Date.now() / 1_000)));
    await bao.root.write(`leasehold/data/grants/${ROLE}.stray.0123456789ab`, { data: {} });
    const token = new Secret(bao.rootToken);
    const vault = Vault.withToken(connectionTo({ address: bao.address }), "leasehold", token);
    const asked = { ...vault.reads, ...vault.auditing, lastRuns: vault.alerts.lastRuns };
    const result = await report({ ...ports("asked"), vault: async () => asked }, OPTIONS);
    expect(result.troubles.map(({ owed }) => owed)).toEqual(["read the age of orders-app"]);
    const { attention, vault_read } = await jsonOf("asked");
    expect(vault_read).toBe(true);
    expect(attention.map((item: { key?: string }) => item.key).sort()).toEqual(
      [key, `${ROLE}.stray.0123456789ab`].sort(),
    );
  });

  test("is made without Vault where nobody answers, and says so", async () => {
    const { ports } = await landed(instant(Math.floor(Date.now() / 1_000)));
    const nobody = () => Promise.reject(new Error("connection refused"));
    const result = await report({ ...ports("without"), vault: nobody }, OPTIONS);
    expect(result.troubles).toEqual([{ owed: "ask Vault for its records", message: "connection refused" }]);
    expect(result.pages).toBe(false);
    expect(await jsonOf("without")).toMatchObject({ vault_read: false, grants: [{ user: "alice" }] });
  });

  test("replaces an earlier report, whole, and nothing that no report wrote", async () => {
    const { ports } = await landed(instant(Math.floor(Date.now() / 1_000)));
    await report(ports("again"), OPTIONS);
    await writeFile(join(folder, "again", "old.txt"), "of an earlier version");
    await report(ports("again"), OPTIONS);
    expect((await readdir(join(folder, "again"))).sort()).toEqual([
      "index.html",
      "report.json",
      "rotations.csv",
    ]);

    await mkdir(join(folder, "work"));
    await writeFile(join(folder, "work", "index.html"), "mine");
    await expect(report(ports("work"), OPTIONS)).rejects.toMatchObject({ exit: 2 });
    expect(await readFile(join(folder, "work", "index.html"), "utf8")).toBe("mine");
    expect((await readdir(folder)).filter((name) => /\.(new|old)-/.test(name))).toEqual([]);
  });

  test("opens the review of last month once, in the first days of a month", async () => {
    const first = parseInstant("2026-11-01T00:30:00Z") as Instant;
    const { ports } = await landed(parseInstant("2026-10-28T09:00:00Z") as Instant);
    const opened: (OwnIssue & { title: string; body: string })[] = [];
    const issues = {
      ownIssues: async () => opened,
      openIssue: async (issue: {
        title: string;
        marker: string;
        body: string;
        labels: readonly string[];
      }) => {
        const made = {
          ...issue,
          number: opened.length + 1,
          url: "https://github.com/acme/access/issues/1",
          state: "open" as const,
        };
        opened.push(made);
        return made;
      },
    } as unknown as Awaited<ReturnType<NonNullable<ReportPorts["issues"]>>>;
    const open = async () => issues;
    expect((await report({ ...ports("month", first), issues: open }, OPTIONS)).review?.number).toBe(1);
    expect(
      (await report({ ...ports("month", instant(first + 3_600)), issues: open }, OPTIONS)).review,
    ).toBeUndefined();
    expect(
      (await report({ ...ports("month", instant(first + 20 * 86_400)), issues: open }, OPTIONS)).review,
    ).toBeUndefined();
    expect(opened.map(({ title }) => title)).toEqual(["Access review of 2026-10"]);
    expect(opened[0]?.body).toContain("`orders-db-read` | 1 | 1 | 2 h");
  });
});
