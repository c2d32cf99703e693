import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeRepository, makeRequest } from "../../../bench/repositories.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import { check } from "../../../src/commands/check.ts";
import { landedGrants } from "../../../src/commands/main/landed-grants.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { gitEnv, scratchFolder } from "../../integration/git/scratch.ts";
import { AccessRepository, grantText, roleText } from "../../support/access-repository.ts";
import { moment } from "../../support/world.ts";

const main = () => {
  const repository = new AccessRepository().role("orders-db-read");
  repository.commit("08:00");
  return repository;
};

const judged = async (
  repository: AccessRepository,
  options: { base?: string; head?: string; author?: string; at?: string; story?: boolean } = {},
) => {
  const { at = "12:00", ...rest } = options;
  return check({ repository: await repository.open() }, { ...rest, at: moment(at) });
};

const rules = async (...args: Parameters<typeof judged>) =>
  (await judged(...args)).result.findings.map((finding) => `${finding.rule} ${finding.file}`);

/** Writes a file whose name is bytes that are no text: `?` stands for 0xff. */
function writeOdd(repository: AccessRepository, file: string, text: string): AccessRepository {
  const { dir } = repository.scratch;
  const bytes = Buffer.from(`${dir}/${file}`.replaceAll("?", "\u00ff"), "latin1");
  mkdirSync(bytes.subarray(0, bytes.lastIndexOf("/")), { recursive: true });
  writeFileSync(bytes, text);
  return repository;
}

describe("check of a change", () => {
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

  it("shows what a request would give, to the letter of the formats", async () => {
    const repository = main().branch("ask").grant("refund", { user: "Alice", duration: "2h" });
    repository.commit("11:00");
    expect((await judged(repository, { base: "main" })).result).toEqual({
      ok: true,
      findings: [],
      grants: [
        {
          file: "grants/orders-db-read/refund.yaml",
          role: "orders-db-read",
          user: "Alice",
          begin: "2026-11-21T12:00:00Z",
          end: "2026-11-21T14:00:00Z",
          seconds: 7_200,
          access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
          approvals: { required: 1, given: [], eligible: ["bob"] },
        },
      ],
    });
  });

  it("tells all that is wrong at once, each at its place", async () => {
    const repository = main().branch("ask");
    repository.grant("a", { user: "mallory", duration: "9h" }).grant("b", { duration: "8 hours" });
    repository.commit("11:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.ok).toBe(false);
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["requester-eligible", "grants/orders-db-read/a.yaml", 2],
      ["duration-max", "grants/orders-db-read/a.yaml", 4],
      ["schema", "grants/orders-db-read/b.yaml", 4],
    ]);
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

  it("is by the base's policies: a change cannot allow itself", async () => {
    const repository = main()
      .branch("ask")
      .role("orders-db-read", { duration: "{ max: 100h }" })
      .grant("a", { duration: "50h" });
    repository.commit("11:00");
    expect(await rules(repository, { base: "main" })).toEqual([
      "mixed-change grants/orders-db-read/a.yaml",
      "duration-max grants/orders-db-read/a.yaml",
    ]);
  });

  it("is by the base's tip, not by where the branch began", async () => {
    const repository = main().branch("ask").grant("a", { duration: "8h" });
    repository.commit("09:00");
    repository.checkout("main").role("orders-db-read", { duration: "{ max: 4h }" });
    repository.commit("10:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "duration-max grants/orders-db-read/a.yaml",
    ]);
  });

  it("counts limits over what the base's tip has and the change adds", async () => {
    const repository = new AccessRepository().role("orders-db-read", { limits: "{ per_user: 1 }" });
    repository.commit("08:00");
    repository.branch("ask").grant("b").grant("a", { user: "carol" });
    repository.commit("09:00");
    repository.checkout("main").grant("live", { duration: "8h" });
    repository.commit("11:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "limit-per-user grants/orders-db-read/b.yaml",
    ]);
  });

  it("does not count what is over, or what the same change deletes", async () => {
    const repository = new AccessRepository()
      .role("orders-db-read", { limits: "{ per_user: 1 }" })
      .grant("over");
    repository.commit("09:00");
    repository.grant("live", { duration: "8h", user: "carol" });
    repository.commit("11:00");
    repository
      .branch("ask")
      .remove("grants/orders-db-read/live.yaml")
      .grant("again", { user: "carol" })
      .grant("mine");
    repository.commit("11:30");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("refuses edits; a rename is a deletion and a new request", async () => {
    const repository = main().grant("old", { duration: "8h" }).grant("kept", { user: "carol" });
    repository.commit("09:00");
    repository.branch("ask").remove("grants/orders-db-read/old.yaml").grant("new", { duration: "8h" });
    repository.grant("kept", { user: "carol", duration: "2h" });
    repository.commit("10:00");
    const { result, removed } = await judged(repository, { base: "main" });
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["immutable-grant", "grants/orders-db-read/kept.yaml", 1],
    ]);
    expect(result.grants.map(({ file }) => file)).toEqual(["grants/orders-db-read/new.yaml"]);
    expect(removed.map(({ file }) => file)).toEqual(["grants/orders-db-read/old.yaml"]);
  });

  it("an edit of what somebody else put on the base meanwhile is one too", async () => {
    const repository = main().branch("ask").grant("same");
    repository.commit("09:00");
    repository.checkout("main").grant("same", { user: "carol" });
    repository.commit("10:00");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "immutable-grant grants/orders-db-read/same.yaml",
    ]);
  });

  it("lets deletions mix freely, with policies too", async () => {
    const repository = main().grant("old");
    repository.commit("09:00");
    repository.branch("tidy").remove("grants/orders-db-read/old.yaml").write("docs/x.md", "x").role("other");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("tells a request that brings something else along at the request's first line", async () => {
    const repository = main().branch("ask").grant("a").write("docs/x.md", "x");
    repository.commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toMatchObject([
      { rule: "mixed-change", file: "grants/orders-db-read/a.yaml", line: 1, column: 1 },
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

  it("judges changed policies by themselves and their tests", async () => {
    const repository = main()
      .branch("policy")
      .role("orders-db-read", { approvers: "{ teams: [dba], count: 2 }" });
    repository.write(
      "policies/tests/t.yaml",
      "- name: a whole day\n  request: { role: orders-db-read, user: alice, duration: 24h, reason: long enough }\n  expect: allow\n",
    );
    repository.commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ["approvers-short", "policies/roles/orders-db-read.yaml", 4],
      ["policy-test", "policies/tests/t.yaml", 3],
    ]);
  });

  it("says nothing of policies that did not change", async () => {
    const repository = new AccessRepository().role("orders-db-read", {
      access: "[{ path: secret/data/x, capabilities: [read] }]",
    });
    repository.commit("08:00");
    repository.branch("ask").grant("a");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
  });

  it("lets nobody in by policies that are broken on the base", async () => {
    const repository = main().role("broken", { approvers: "{ teams: [nobody] }" });
    repository.commit("08:30");
    repository.branch("ask").grant("a");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([
      "approvers-short policies/roles/broken.yaml",
      "team-unknown policies/roles/broken.yaml",
    ]);
  });

  it("finds a stale generated part of CODEOWNERS, and leaves one without it alone", async () => {
    const repository = main().branch("policy").write(".github/CODEOWNERS", "* @somebody\n").role("other");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
    repository.write(".github/CODEOWNERS", "* @somebody\n\n# leasehold:begin\n# leasehold:end\n");
    repository.commit("10:30");
    expect(await rules(repository, { base: "main" })).toEqual(["codeowners .github/CODEOWNERS"]);
  });

  it.each([
    ["deletes CODEOWNERS", (one: AccessRepository) => one.remove(".github/CODEOWNERS"), undefined],
    ["deletes the generated part", (one: AccessRepository) => one.write(".github/CODEOWNERS", "* @a\n"), 1],
    [
      "puts a link in its place",
      (one: AccessRepository) => {
        one.remove(".github").scratch.link(".github", "policies");
        return one;
      },
      undefined,
    ],
  ])("does not pass a change that %s", async (_, change, line) => {
    const repository = await main().codeowners();
    repository.commit("08:30");
    change(repository.branch("sly")).commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toMatchObject([
      { rule: "codeowners", severity: "error", file: ".github/CODEOWNERS" },
    ]);
    expect(result.findings[0]?.line).toBe(line);
  });

  it("reads CODEOWNERS with any line ends", async () => {
    const repository = await main().codeowners();
    const file = `${repository.scratch.dir}/.github/CODEOWNERS`;
    repository.write(".github/CODEOWNERS", readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    repository.commit("08:30");
    expect(await rules(repository)).toEqual([]);
  });

  it("extends only what is live on the base", async () => {
    const repository = main().grant("first", { duration: "6h" });
    const commit = repository.commit("10:00");
    const key = `orders-db-read.first.${commit.slice(0, 12)}`;
    repository.branch("ask").grant("more", { extends: key, duration: "1h" });
    repository.commit("11:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toEqual([]);
    expect(result.grants[0]).toMatchObject({ begin: "2026-11-21T12:00:00Z", end: "2026-11-21T17:00:00Z" });
    expect(await rules(repository, { base: "main", at: "16:00" })).toEqual([
      "extends grants/orders-db-read/more.yaml",
    ]);

    repository.checkout("main").remove("grants/orders-db-read/first.yaml");
    repository.commit("11:30");
    expect(await rules(repository, { base: "main", head: "ask" })).toEqual([
      "extends grants/orders-db-read/more.yaml",
    ]);
  });

  it("does not take a commit of the branch for where a grant landed", async () => {
    const repository = main().grant("first", { duration: "6h" });
    repository.commit("06:00");
    const later = repository.branch("ask").grant("noise", { user: "carol" }).commit("11:00");
    repository.remove("grants/orders-db-read/noise.yaml");
    repository.grant("more", { extends: `orders-db-read.first.${later.slice(0, 12)}`, duration: "1h" });
    repository.commit("11:10");
    expect(await rules(repository, { base: "main" })).toEqual(["extends grants/orders-db-read/more.yaml"]);
  });

  it("names the paths of the request that its person has already, and the effect of policies, when asked", async () => {
    const repository = main().role("other", {
      access:
        "[{ path: database/creds/orders-read, capabilities: [read] }, { path: kv/data/x, capabilities: [list] }]",
    });
    repository.grant("live", { role: "other", duration: "8h" });
    repository.commit("11:00");
    repository.branch("ask").grant("a");
    repository.commit("11:30");
    const { requests } = await judged(repository, { base: "main", story: true });
    expect(requests[0]?.held.map(({ path }) => path)).toEqual(["database/creds/orders-read", "kv/data/x"]);

    repository.checkout("main").branch("policy").role("other", { requesters: "{ users: [zed] }" });
    repository.commit("11:45");
    const { effect } = await judged(repository, { base: "main", story: true });
    expect(effect).toMatchObject({
      access: [{ role: "other", kind: "narrowed", lost: [{ path: "kv/data/x", capabilities: ["list"] }] }],
      people: [{ role: "other", part: "requesters", joined: ["zed"], left: ["alice", "carol"] }],
      stranded: [
        {
          grant: { file: "grants/other/live.yaml" },
          findings: [{ rule: "requester-eligible" }, { rule: "drift" }],
        },
      ],
      tests: [],
    });

    // A role that cannot be read is not gone, and nobody lost what it gives.
    repository.write("policies/roles/other.yaml", "access: &a b\n");
    repository.commit("11:50");
    const unread = await judged(repository, { base: "main", story: true });
    expect(unread.result.findings).toMatchObject([{ rule: "yaml" }]);
    expect(unread.effect).toBeUndefined();
  });

  it("reads what the change needs, however much else the repository has", async () => {
    /** Files read, paths whose landing is looked up, and questions to Git, for a change of one grant. */
    const cost = async (others: number) => {
      const dir = scratchFolder();
      await makeRepository({ dir, grants: others, roles: 5, at: moment("11:00"), checkout: false });
      await makeRequest(dir, "ask", "role-0000");
      const repository = await openRepository({ dir, env: gitEnv() });
      const asked = { files: 0, landings: 0, questions: 0 };
      const tree = repository.tree.bind(repository);
      repository.tree = async (...args) => {
        const entries = await tree(...args);
        asked.files += entries.filter(({ bytes }) => bytes !== undefined).length;
        asked.questions += 1;
        return entries;
      };
      const landings = repository.landings.bind(repository);
      repository.landings = async (...args) => {
        const found = await landings(...args);
        asked.landings += found.size;
        asked.questions += 1;
        return found;
      };
      const { result } = await check({ repository }, { base: "main", head: "ask", at: moment("12:00") });
      expect(result).toMatchObject({ ok: true, grants: [{ file: "grants/role-0000/asked.yaml" }] });
      return asked;
    };
    // Settings, teams, roles, CODEOWNERS, and the request itself.
    const few = await cost(10);
    expect(few).toEqual({ files: 2 + 5 + 1 + 1, landings: 0, questions: 2 });
    expect(await cost(500)).toEqual(few);
  });

  it("is wrong use where the ref is none, and in a shallow clone", async () => {
    const repository = main();
    await expect(judged(repository, { base: "nope" })).rejects.toThrow(
      '--base: "nope" is no commit of this clone',
    );
    repository.grant("a");
    repository.commit("10:00");
    const shallow = new AccessRepository();
    shallow.scratch.git("fetch", "-q", "--depth=1", `file://${repository.scratch.dir}`, "main");
    shallow.scratch.git("checkout", "-q", "-f", "FETCH_HEAD");
    await expect(judged(shallow)).rejects.toThrow("this is a shallow clone");
  });
});

describe("check of the working tree", () => {
  it("has nothing against a clean one", async () => {
    const repository = await main().grant("a").codeowners();
    repository.commit("11:30");
    const { result } = await judged(repository);
    expect(result).toMatchObject({ ok: true, findings: [] });
    expect(result.grants).toMatchObject([
      { key: expect.stringMatching(/^orders-db-read\.a\.[0-9a-f]{12}$/), begin: "2026-11-21T11:30:00Z" },
    ]);
  });

  it("judges what is over for its form only", async () => {
    const repository = await main().grant("over", { user: "mallory" }).codeowners();
    repository.write("grants/orders-db-read/odd.yaml", "role: orders-db-read\nusr: alice\n");
    repository.commit("09:00");
    expect((await rules(repository)).filter((rule) => !rule.startsWith("schema"))).toEqual([]);
    expect(await rules(repository)).toContain("schema grants/orders-db-read/odd.yaml");
    expect(await rules(repository, { at: "09:30" })).toContain(
      "requester-eligible grants/orders-db-read/over.yaml",
    );
  });

  it("begins what is not committed now, and counts it after all that is", async () => {
    const repository = await new AccessRepository()
      .role("orders-db-read", { limits: "{ per_user: 1 }" })
      .grant("z-live", { duration: "8h" })
      .codeowners();
    repository.commit("11:00");
    repository.grant("a-new", { duration: "8h" });
    const { result } = await judged(repository);
    expect(result.findings.map(({ rule, file }) => [rule, file])).toEqual([
      ["limit-per-user", "grants/orders-db-read/a-new.yaml"],
    ]);
    expect(result.grants.map(({ file, begin }) => [file, begin])).toEqual([
      ["grants/orders-db-read/a-new.yaml", "2026-11-21T12:00:00Z"],
      ["grants/orders-db-read/z-live.yaml", "2026-11-21T11:00:00Z"],
    ]);
  });

  it("a rule about live grants does not see the grant itself", async () => {
    const repository = new AccessRepository().write(
      "policies/roles/orders-db-read.yaml",
      `${roleText()}rules:\n  - { name: alone, expr: '!live.exists(g, g.user == request.user)', message: One at a time. }\n`,
    );
    (await repository.codeowners()).grant("a");
    repository.commit("11:30");
    expect(await rules(repository)).toEqual([]);
    repository.grant("b");
    expect(await rules(repository)).toEqual(["rule:alone grants/orders-db-read/b.yaml"]);
  });

  it("warns where nobody is asked to review, and finds a link where CODEOWNERS should be", async () => {
    const repository = main();
    expect((await judged(repository)).result).toMatchObject({
      ok: true,
      findings: [{ rule: "codeowners", severity: "warning", file: ".github/CODEOWNERS" }],
    });
    repository.scratch.link(".github", scratchFolder());
    expect((await judged(repository)).result).toMatchObject({
      ok: false,
      findings: [{ rule: "codeowners", severity: "error", file: ".github" }],
    });
  });

  it("works before the first commit", async () => {
    const repository = new AccessRepository().role("orders-db-read").grant("a");
    expect((await judged(repository)).result).toMatchObject({
      ok: true,
      grants: [{ begin: "2026-11-21T12:00:00Z" }],
    });
  });
});
