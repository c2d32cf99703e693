/** Each thing that audit looks for is broken for real, seen, and said with what to do. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { gateBeforeDatabase } from "../../../sandbox/company/database-gate.ts";
import { logInAs } from "../../../sandbox/company/identities.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { type RawRecord, replaceRecord, rewriteRecord } from "../../../sandbox/company/records.ts";
import type { Gate } from "../../../sandbox/gate.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";

let company: Company;
let gate: Gate;
let usual: GrantKey;
beforeAll(async () => {
  company = await Company.start({}, async (acme) => {
    gate = await gateBeforeDatabase(acme);
  });
  ({ usual } = await company.grant({ usual: grantText() }));
  await company.apply();
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await gate?.close();
  await company?.[Symbol.asyncDispose]();
});

interface Audited {
  readonly code: number;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly stderr: string;
}

async function audit(env: Readonly<Record<string, string>> = {}): Promise<Audited> {
  const { code, stdout, stderr } = await company.job("audit", ["audit", "--format", "json"], { env });
  return { code, stderr, ...(JSON.parse(stdout) as Pick<Audited, "ok" | "findings">) };
}

/** What is found whose message speaks of this: the rule's name, with `?` after it where it is a warning. */
const about = ({ findings }: Audited, what: string): string[] =>
  findings
    .filter(({ message }) => message.includes(what))
    .map(({ rule, severity }) => (severity === "error" ? rule : `${rule}?`));

const hintAbout = ({ findings }: Audited, what: string): string =>
  findings.find(({ message }) => message.includes(what))?.hint ?? "";

const mismatches = async () =>
  (await company.events()).filter(({ type }) => type === "leasehold.audit.mismatch");

/** An hour later. */
const later = (instant: string): string =>
  new Date(Date.parse(instant) + 3_600_000).toISOString().replace(".000", "");

const issued = async (id: string): Promise<GrantKey> => {
  const keys = await company.grant({ [id]: grantText() });
  await company.apply();
  return keys[id] as GrantKey;
};

test("where everything agrees there is nothing to tell, in any of the ways to ask", async () => {
  expect(await audit()).toMatchObject({ code: 0, ok: true, findings: [], stderr: "" });

  const text = await company.job("audit", ["audit"]);
  expect(text.stdout).toMatch(/^1 record, \d+ token leases? and \d+ events compared: all agree\.\n$/);
  const job = await company.action("audit", "");
  expect(job).toMatchObject({ exit: 0, findings: [] });
  expect(job.summary).toContain("all agree");
  expect(await mismatches()).toEqual([]);
});

describe("records", () => {
  test("a grant that is live after its file went is told until a run ends it; one not issued yet is no mismatch", async () => {
    const early = await issued("early");
    await company.land({ files: { "grants/quick/early.yaml": undefined } }, []);
    const { waiting } = await company.grant({ waiting: grantText() });

    const found = await audit();

    expect(found).toMatchObject({ code: 1, ok: false });
    expect(about(found, early)).toEqual(["record-unknown"]);
    expect(hintAbout(found, early)).toContain(`leasehold revoke ${early} --now`);
    expect(about(found, waiting)).toEqual([]);
    await company.apply();
    expect(about(await audit(), early)).toEqual([]);
  });

  test("a record that somebody with the apply identity makes up, or makes longer, is told", async () => {
    const forged = keyOf("quick", "forged", "f".repeat(40));
    const record: RawRecord = await company.record(usual);
    const apply = await logInAs(company.acme, "apply");
    const data = { ...record, key: forged, file: "grants/quick/forged.yaml" };
    await apply.write(`leasehold/data/grants/${forged}`, { options: { cas: 0 }, data });
    await rewriteRecord(company.vault, usual, { end: later(record.end) });

    const found = await audit();

    expect(about(found, forged)).toEqual(expect.arrayContaining(["record-unknown", "provenance"]));
    expect(about(found, `the record of ${usual} says end`)).toEqual(["record-unknown"]);
    await company.vault.remove(`leasehold/metadata/grants/${forged}`);
    await rewriteRecord(company.vault, usual, { end: record.end });
  });

  test("one that the log says was issued and that is gone is an older snapshot's; so is one that ended and is back", async () => {
    const restored = await issued("restored");
    const gone = await issued("gone");
    const record = await company.record(restored);
    await company.land({ files: { "grants/quick/restored.yaml": undefined } }, []);
    await company.apply();
    await replaceRecord(company.vault, restored, record);
    await company.vault.remove(`leasehold/metadata/grants/${gone}`);

    const found = await audit();

    expect(about(found, `issued at`)).toEqual(["token-missing"]);
    expect(about(found, `${gone} was issued`)).toEqual(["token-missing"]);
    // Its token lives on without a record.
    expect(about(found, "no record names it")).not.toEqual([]);
    expect(about(found, `${restored} ended at`)).toEqual(["token-unknown"]);
    await company.vault.remove(`leasehold/metadata/grants/${restored}`);
  });
});

describe("tokens", () => {
  test("one that was ended inside Vault is told, and what to do for its person", async () => {
    const ended = await issued("ended");
    const { accessor } = await company.record(ended);
    await company.vault.write("auth/token/revoke-accessor", { accessor });

    const found = await audit();

    expect(about(found, `no such token`)).toEqual(["token-missing"]);
    expect(hintAbout(found, "no such token")).toContain("leasehold request quick");
  });

  test("one that its person gave back is no mismatch while its revoke pull request is open; enforce closes it", async () => {
    const back = await issued("back");
    const { accessor } = await company.record(back);
    const files = { "grants/quick/back.yaml": undefined };
    await company.propose({ files, branch: `leasehold-revoke/${back}-x1y2` });
    await company.enforce();
    // A wish ends nothing before it is merged.
    expect(await company.record(back)).toMatchObject({ state: "live" });
    await company.vault.write("auth/token/revoke-accessor", { accessor });

    expect(about(await audit(), back)).toEqual([]);
    await company.enforce();

    expect(await company.record(back)).toMatchObject({ state: "ended", ended_by: "file-removed" });
    expect(about(await audit(), back)).toEqual([]);
  });

  test("one that no record names is told with the command that ends it", async () => {
    const { token_role } = await company.record(usual);
    const apply = await logInAs(company.acme, "apply");
    const life = { explicit_max_ttl: "600s", meta: { key: "k" }, display_name: "thief" };
    const before = about(await audit(), "no record names it").length;
    const { wrap_info } = await apply.write(`auth/token/create/${token_role}`, life, { wrapTtl: "600s" });

    const found = await audit();

    // Its own lease, and that of the wrapping nobody opened yet.
    expect(about(found, "no record names it")).toHaveLength(before + 2);
    expect(hintAbout(found, "no record names it")).toContain("leasehold revoke --role quick --now");
    expect(JSON.stringify(await company.events())).not.toContain(wrap_info.wrapped_accessor);
  });
});

describe("what setup wrote", () => {
  const restored = () => company.setup();

  test("a policy, a token role, a JWT role and the issuer that somebody changed by hand are drift", async () => {
    const { token_role } = await company.record(usual);
    const { vault } = company;
    await vault.write("sys/policies/acl/leasehold-apply", {
      policy: 'path "secret/*" { capabilities = ["read"] }',
    });
    await vault.write(`auth/token/roles/${token_role}`, { token_explicit_max_ttl: "900h" });
    const { data: jwt } = await vault.read("auth/github-actions/role/leasehold-enforce");
    await vault.write("auth/github-actions/role/leasehold-enforce", {
      ...jwt,
      bound_claims: { ref: "refs/heads/x" },
    });
    await vault.write("leasehold/config", { cas_required: false });

    const found = await audit();

    expect(about(found, "the ACL policy leasehold-apply in Vault")).toEqual(["drift"]);
    expect(about(found, `the token role ${token_role} in Vault`)).toEqual(["drift"]);
    expect(about(found, "the JWT role leasehold-enforce in Vault")).toEqual(["drift"]);
    expect(about(found, "the configuration leasehold/config")).toEqual(["drift"]);
    await restored();
    expect((await audit()).findings.filter(({ rule }) => rule === "drift")).toEqual([]);
  });

  test("so are a role that was added and never set up, and a token role of our form that setup did not write", async () => {
    const stranger = "leasehold-role-quick-00000000";
    await company.vault.write(`auth/token/roles/${stranger}`, { orphan: true, allowed_policies: ["root"] });
    const role = await company.text("policies/roles/quick.yaml");
    const files = { "policies/roles/slow.yaml": role.replace("for a moment", "for long") };
    await company.land({ files, author: "peter" }, ["olivia"]);

    const found = await audit();

    const missing = found.findings.filter(({ message }) => /-slow-\w+ is not in Vault/.test(message));
    expect(missing.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the ACL policy leasehold-role-slow-/),
      expect.stringMatching(/^the token role leasehold-role-slow-/),
    ]);
    expect(about(found, stranger)).toEqual(["drift?"]);
    await restored();
    expect((await audit()).findings.filter(({ rule }) => rule === "drift")).toEqual([]);
  });
});

describe("approvals", () => {
  test("that are taken back after the merge hold no more", async () => {
    const { sha, pull } = await company.land({ files: { "grants/quick/regretted.yaml": grantText() } });
    const key = keyOf("quick", "regretted", sha);
    await company.apply();
    const { pulls } = company.acme.octokit("olivia");
    const { data: reviews } = await pulls.listReviews({ ...AT, pull_number: pull });
    await pulls.dismissReview({ ...AT, pull_number: pull, review_id: reviews[0]?.id ?? 0, message: "No." });

    const found = await audit();

    expect(about(found, `${key} was issued, and does not hold`)).toEqual(["approvals"]);
    expect(hintAbout(found, `${key} was issued`)).toContain(`leasehold revoke ${key} --now`);
  });

  test("of a grant that was pushed straight to main, and issued by whoever had the apply identity, there are none", async () => {
    const sha = await company.commit("carol", "main", {
      "grants/quick/smuggled.yaml": grantText({ user: "carol" }),
    });
    const smuggled = keyOf("quick", "smuggled", sha);
    const at = (await company.acme.octokit("carol").git.getCommit({ ...AT, commit_sha: sha })).data.committer
      .date;
    const end = later(at);
    const apply = await logInAs(company.acme, "apply");
    const record = {
      ...(await company.record(usual)),
      key: smuggled,
      user: "carol",
      commit: sha,
      begin: at,
      end,
    };
    const data = { ...record, file: "grants/quick/smuggled.yaml" };
    await apply.write(`leasehold/data/grants/${smuggled}`, { options: { cas: 0 }, data });

    const found = await audit();

    expect(about(found, `${smuggled} was issued, and does not hold`)).toEqual(["provenance"]);
    expect(about(found, `carol pushed ${sha.slice(0, 12)} straight to main`)).toEqual(["provenance"]);
    await company.vault.remove(`leasehold/metadata/grants/${smuggled}`);
  });
});

test("policies that no owner approved are told, whatever a thief of the apply identity let it remember, until an administrator looks", async () => {
  const since = (await company.vault.read("leasehold/data/setup")).data.data.policies_commit;
  const teams = await company.text("policies/teams.yaml");
  const sha = await company.commit("carol", "main", { "policies/teams.yaml": `${teams}# pushed\n` });
  const path = "leasehold/data/proved-policies";
  const there = await company.vault.request("GET", path);
  const cas = there.status === 200 ? there.body.data.metadata.version : 0;
  const apply = await logInAs(company.acme, "apply");
  await apply.write(path, { options: { cas }, data: { since, commit: sha } });

  const found = await audit();

  expect(about(found, `commit ${sha.slice(0, 12)} was pushed straight to main`)).toEqual(["policy-unproven"]);
  expect(about(found, `carol pushed ${sha.slice(0, 12)}`)).toEqual(["provenance"]);
  await company.setup();
  expect(about(await audit(), sha.slice(0, 12))).toEqual([]);
});

test("a rotation that an ended grant owes for too long is missed", async () => {
  const path = "leasehold/data/rotations/orders-app";
  const now = await company.vault.request("GET", path);
  const version = now.status === 200 ? now.body.data.metadata.version : 0;
  const data = { owed_since: "2026-11-01T00:00:00Z", owed_by: [usual] };
  await company.vault.write(path, { options: { cas: version }, data });

  const found = await audit();

  expect(about(found, "orders-app is owed since a grant ended")).toEqual(["rotation-missed"]);
  expect(hintAbout(found, "orders-app is owed")).toContain("leasehold rotate orders-app");
  await company.vault.write(path, { options: { cas: version + 1 }, data: { owed_by: [] } });
});

test("a database user that Vault could not take back is told, with the way to end it", async () => {
  const stuck = await issued("stuck");
  await company.session(await company.open(stuck));
  gate.set("refuse");
  await company.action("recall", stuck);

  const found = await audit();

  expect(about(found, "could not revoke yet the lease database/creds/orders-read/")).toEqual([
    "lease-irrevocable",
  ]);
  expect(hintAbout(found, "could not revoke yet")).toContain("leasehold enforce");
  gate.set("open");
  await company.enforce();
  expect(about(await audit(), "could not revoke yet")).toEqual([]);
});

describe("one part that is down hides nothing of the others", () => {
  test("without GitHub, Vault is compared, and it is said what was not", async () => {
    const { accessor } = await company.record(await issued("beside"));
    await company.vault.write("auth/token/revoke-accessor", { accessor });

    const found = await audit({ GITHUB_API_URL: "http://127.0.0.1:9" });

    expect(found).toMatchObject({ code: 3, ok: false });
    expect(found.stderr).toMatch(/still owed: compare GitHub: approvals and pushes/);
    expect(about(found, "no such token")).not.toEqual([]);
  });

  test("without Vault, pushes and the chain are looked at", async () => {
    const sha = await company.commit("carol", "main", { "notes.md": "Hello.\n" });

    const found = await audit({ VAULT_ADDR: "http://127.0.0.1:9" });

    expect(found.code).toBe(3);
    expect(found.stderr).toMatch(/still owed: compare Vault: records, tokens/);
    expect(about(found, `carol pushed ${sha.slice(0, 12)} straight to main`)).toEqual(["provenance"]);
  });
});

describe("the log", () => {
  test("is told each mismatch once, however often it is found, and of whom", async () => {
    const { end } = await company.record(usual);
    await rewriteRecord(company.vault, usual, { end: later(end) });
    await audit();
    const before = await mismatches();
    const again = await audit();
    expect(again).toMatchObject({ code: 1, stderr: "" });
    expect(await mismatches()).toEqual(before);
    expect(new Set(before.map(({ id }) => id)).size).toBe(before.length);
    expect(before.map(({ subject }) => subject)).toContain(usual);
    await rewriteRecord(company.vault, usual, { end });
  });

  test("that somebody else wrote to is told, and one that was written anew differs from its anchors in Vault", async () => {
    const branch = "leasehold-audit";
    const { git } = company.acme.octokit("carol");
    const tip = await company.tip(branch);
    const commit = (await git.getCommit({ ...AT, commit_sha: tip })).data;
    const tree = (await git.getTree({ ...AT, tree_sha: commit.tree.sha, recursive: "true" })).data.tree;
    const file = tree.findLast(({ type }) => type === "blob");
    const blob = (await git.getBlob({ ...AT, file_sha: file?.sha ?? "" })).data;
    const [first = "", ...rest] = Buffer.from(blob.content, "base64").toString("utf8").split("\n");
    // Another history: everything after the first event is gone, as if it had never been.
    expect(rest.length).toBeGreaterThan(5);
    const made = await git.createTree({
      ...AT,
      tree: [{ path: file?.path ?? "", mode: "100644", type: "blob", content: `${first}\n` }],
    });
    const anew = await git.createCommit({ ...AT, message: "Anew", tree: made.data.sha, parents: [] });
    await git.updateRef({ ...AT, ref: `heads/${branch}`, sha: anew.data.sha, force: true });

    const found = await audit();

    expect(about(found, `carol force-pushed ${branch}`)).toEqual(["audit-chain"]);
    expect(about(found, "events were cut off")).toEqual(["audit-chain"]);
    expect(hintAbout(found, "events were cut off")).not.toBe("");
  });
});
