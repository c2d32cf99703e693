import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { landedGrants } from "../../../../src/commands/main/landed-grants.ts";
import type { Finding } from "../../../../src/domain/finding.ts";
import { type AccessRepository, grantText, roleText } from "../../../support/access-repository.ts";
import { judged, main, rules } from "./judging.ts";

/** Writes a file whose name is bytes that are no text: `?` stands for 0xff. */
function writeOdd(repository: AccessRepository, file: string, text: string): AccessRepository {
  const { dir } = repository.scratch;
  const bytes = Buffer.from(`${dir}/${file}`.replaceAll("?", "\u00ff"), "latin1");
  mkdirSync(bytes.subarray(0, bytes.lastIndexOf("/")), { recursive: true });
  writeFileSync(bytes, text);
  return repository;
}

describe("check of broken files", () => {
  it.each(["grants/orders-db-read/bad?.yaml", "grants/b?d/a.yaml", "grants/b?d/README.md"])(
    "does not let %s pass, whose name is no UTF-8",
    async (file) => {
      const repository = writeOdd(main().branch("ask"), file, grantText());
      repository.commit("11:00");
      const { result } = await judged(repository, { base: "main" });
      expect(result.ok).toBe(false);
      expect(result.findings).toMatchObject([{ rule: "name-format", file: file.replace("?", "\ufffd") }]);
      // Nor is it a grant where it landed all the same.
      expect((await landedGrants(await repository.open(), "ask")).grants).toEqual([]);
    },
  );

  it("does not let a policy pass whose name is no UTF-8", async () => {
    const repository = writeOdd(main().branch("ask"), "policies/roles/bad?.yaml", roleText());
    repository.commit("11:00");
    expect(await rules(repository, { base: "main" })).toEqual(["name-format policies/roles/bad\ufffd.yaml"]);
  });

  it("tells what is wrong beside a misspelt key, as if it were mended, and takes nothing of the file over", async () => {
    const repository = main().branch("ask");
    const misspelt = grantText({ user: "mallory", duration: "9h" }).replace("duration:", "duratoin:");
    repository.write("grants/orders-db-read/a.yaml", misspelt);
    const told = ({ findings }: { readonly findings: readonly Finding[] }) =>
      findings
        .filter(({ file }) => file === "grants/orders-db-read/a.yaml")
        .map(({ rule, line, column }) => [rule, line, column]);
    const found = [
      ["requester-eligible", 2, 7],
      ["schema", 4, 1],
      // Where the file has it, whatever the key is called there.
      ["duration-max", 4, 11],
    ];
    expect(told((await judged(repository)).result)).toEqual(found);
    repository.commit("11:00");
    const { result } = await judged(repository, { base: "main" });
    expect(told(result)).toEqual(found);
    expect(result.grants).toEqual([]);
  });

  it("tells what does not depend on a value that nobody understands, and makes nothing up of it", async () => {
    const repository = main().role("orders-db-read", {
      require: "{ reason: 30 }",
      limits: "{ per_user: 1 }",
      rules:
        "[{ name: short, expr: 'request.duration <= duration(\"1h\")', message: x }, { name: ticket, expr: 'request.ticket != \"\"', message: x }]",
    });
    repository.grant("live", { ticket: "INC-1", reason: "Refund 8812 is stuck, see its rows" });
    repository.commit("11:30");
    const of = async (words: Readonly<Record<string, string>>) => {
      repository.grant("a", { user: "mallory", ...words });
      return (await rules(repository)).flatMap((one) => {
        const [rule, file] = one.split(" ");
        return file === "grants/orders-db-read/a.yaml" ? [rule] : [];
      });
    };
    expect(await of({ duration: "a while" })).toEqual([
      ...["rule:ticket", "requester-eligible", "reason", "schema"],
    ]);
    expect(await of({ duration: "9 hours" })).toEqual([
      ...["rule:short", "rule:ticket", "requester-eligible", "reason", "duration-max", "schema"],
    ]);
    expect(await of({ user: "[al, ice]" })).toEqual(["rule:ticket", "schema", "reason"]);
    expect(await of({ user: "alice", reason: "''", start: "2026-02-30T00:00:00Z" })).toEqual([
      ...["rule:ticket", "schema", "schema"],
    ]);
  });

  it("judges grants by a role, teams and people that are broken in their form as far as these say anything", async () => {
    const repository = main().grant("a", { user: "mallory", duration: "9h" });
    const of = async (file: string, text: string) => {
      const before = readFileSync(`${repository.scratch.dir}/policies/teams.yaml`, "utf8");
      repository.write(file, text);
      const found = (await rules(repository)).filter((one) => !one.startsWith("codeowners"));
      repository.write("policies/teams.yaml", before);
      return found.map((one) => one.replace("grants/orders-db-read/", ""));
    };
    const role = "policies/roles/orders-db-read.yaml";
    expect(await of(role, roleText({ duration: "{ max: 8 hours }" }))).toEqual([
      ...["requester-eligible a.yaml", "duration-max a.yaml", `schema ${role}`],
    ]);
    expect(await of(role, roleText({ duration: "{ max: long }", approvers: "{ teams: [nobody] }" }))).toEqual(
      [...["requester-eligible a.yaml", `approvers-short ${role}`, `team-unknown ${role}`, `schema ${role}`]],
    );
    // Of a role that cannot be read nothing is known: not that it is missing, either.
    expect(await of(role, "&a b")).toEqual([`yaml ${role}`]);
    repository.role("orders-db-read");
    const teams = "policies/teams.yaml";
    expect(await of(teams, "payments: ['@mallory']\ndba: [bob]\n")).toEqual([
      ...["duration-max a.yaml", `schema ${teams}`],
    ]);
    expect(await of(teams, "payments: [al ice]\ndba: [bob]\n")).toEqual([
      "duration-max a.yaml",
      `schema ${teams}`,
    ]);
    expect(await of("policies/people.yaml", "a.b: { until: 2026-01-01T00:00:00Z }\n")).toEqual([
      ...["duration-max a.yaml", "schema policies/people.yaml"],
    ]);
  });

  it("tells what else is wrong with a role that has an unknown key", async () => {
    const repository = main().branch("policy");
    const text = roleText({
      approvers: "{ teams: [nobody] }",
      access: "[{ path: sys/x, capabilities: [read] }]",
    });
    repository.write("policies/roles/orders-db-read.yaml", `${text}requirs: { mfa: true }\n`);
    repository.commit("11:00");
    const found = await rules(repository, { base: "main" });
    expect(found.map((one) => one.split(" ")[0]).sort()).toEqual([
      "access-forbidden",
      "approvers-short",
      "schema",
      "team-unknown",
    ]);
  });

  it("takes no link for a grant", async () => {
    const repository = main().branch("ask");
    repository.scratch.link("grants/orders-db-read/a.yaml", "../../policies/teams.yaml");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual(["yaml grants/orders-db-read/a.yaml"]);
  });

  it("names every odd path once, and none is taken for a pattern", async () => {
    const repository = main().branch("ask");
    const odd = [
      "a*.yaml",
      ":(top)x.yaml",
      "new\nline.yaml",
      "UPPER.yaml",
      "b.yml",
      "deep/er.yaml",
      "-rf.yaml",
    ];
    for (const name of odd) repository.write(`grants/orders-db-read/${name}`, "role: x\n");
    repository
      .write("grants/Bad Folder/x.yaml", "role: x\n")
      .write("grants/orders-db-read/README.md", "fine");
    repository.commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    const named = result.findings.filter(({ rule }) => rule === "name-format").map(({ file }) => file);
    expect(new Set(named)).toEqual(
      new Set([...odd.map((name) => `grants/orders-db-read/${name}`), "grants/Bad Folder/x.yaml"]),
    );
    expect(result.grants).toEqual([]);
  });
});
