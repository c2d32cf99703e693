/** More ways to main, beside those of provenance.test.ts: by history, by who approved, by what Git and GitHub make of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import { enqueue } from "../../e2e/workflow-story.ts";
import { AT, Company, grantText } from "./company.ts";

const DOUBLE_ROLE = `description: Needs two
access:
  - path: database/creds/orders-read
    capabilities: [read]
requesters: { teams: [payments] }
approvers: { users: [bob, sam], count: 2 }
duration: { max: 8h }
`;

let company: Company;
beforeAll(async () => {
  company = await Company.start({ "policies/roles/double.yaml": DOUBLE_ROLE });
});
afterAll(async () => {
  company?.acme.github.assertContract();
  await company?.[Symbol.asyncDispose]();
});

const file = (id: string, role = "quick") => `grants/${role}/${id}.yaml`;
const asking = (id: string, role = "quick") => ({ [file(id, role)]: grantText({ role }) });

/** A commit of alice's on top of main, at a time of her choosing. */
async function commitOf(
  files: Readonly<Record<string, string>>,
  message: string,
  date?: Date,
): Promise<string> {
  const { git } = company.acme.octokit("alice");
  const parent = await company.tip();
  const tree = await git.createTree({
    ...AT,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })),
  });
  const who = { name: "alice", email: "alice@acme.example", ...(date ? { date: date.toISOString() } : {}) };
  const made = await git.createCommit({
    ...AT,
    message,
    tree: tree.data.sha,
    parents: [parent],
    author: who,
    committer: who,
  });
  return made.data.sha;
}

/** A pull request of a commit. */
async function pullOf(sha: string, branch: string): Promise<number> {
  const { git, pulls } = company.acme.octokit("alice");
  await git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha });
  return (await pulls.create({ ...AT, title: branch, head: branch, base: "main" })).data.number;
}

/** Main moved to a commit by hand: GitHub takes the pull requests of which it is the head for merged. */
const pushToMain = (sha: string) =>
  company.acme.octokit("olivia").git.updateRef({ ...AT, ref: "heads/main", sha });

/** How a grant came to main; gives its key. */
type Way = (id: string) => Promise<GrantKey>;

const REFUSED: Readonly<Record<string, readonly [rule: string, said: RegExp, Way]>> = {
  "two-pulls": [
    "provenance",
    /is the merge of two pull requests, #\d+ and #\d+: which was approved is not clear/,
    async (id) => {
      const sha = await commitOf(asking(id), "Asked twice");
      for (const branch of [`${id}-a`, `${id}-b`]) await company.approve("bob", await pullOf(sha, branch));
      await pushToMain(sha);
      return keyOf("quick", id, sha);
    },
  ],
  "co-author": [
    "four-eyes",
    /the approval of bob does not count: bob co-wrote commit/,
    async (id) => {
      const sha = await commitOf(
        asking(id),
        "Together\n\nCo-authored-by: Bob <bob@users.noreply.github.com>",
      );
      const pull = await pullOf(sha, id);
      await company.approve("bob", pull);
      return keyOf("quick", id, await company.merge(pull));
    },
  ],
  "left-approvers": [
    "approvals",
    /one approval of sam missing/,
    async (id) => {
      const pull = await company.propose({ files: asking(id) });
      await company.approve("bob", pull.number);
      const path = "policies/roles/quick.yaml";
      const role = await company.text(path);
      const change = async (text: string) =>
        company.land({ files: { [path]: text }, author: "peter" }, ["olivia"]);
      await change(role.replace("users: [bob]", "users: [sam]"));
      const sha = await company.merge(pull.number);
      await change(role);
      return keyOf("quick", id, sha);
    },
  ],
  "too-few": [
    "approvals",
    /one approval of bob or sam missing/,
    async (id) => keyOf("double", id, (await company.land({ files: asking(id, "double") }, ["bob"])).sha),
  ],
  "one-person-twice": [
    "approvals",
    /one approval of bob or sam missing/,
    async (id) =>
      keyOf("double", id, (await company.land({ files: asking(id, "double") }, ["bob", "bob"])).sha),
  ],
  renamed: [
    "approvals",
    /one approval of bob missing/,
    async (id) => {
      await company.grant({ "before-renamed": grantText() });
      await company.apply();
      const files = { [file("before-renamed")]: undefined, ...asking(id) };
      return keyOf("quick", id, (await company.land({ files }, [])).sha);
    },
  ],
  reverted: [
    "approvals",
    /one approval of bob missing/,
    async (id) => {
      await company.grant({ [id]: grantText() });
      await company.apply();
      await company.land({ files: { [file(id)]: undefined } }, []);
      // The revert of its deletion brings it back as it was, without the approval it had.
      return keyOf("quick", id, (await company.land({ files: asking(id) }, [])).sha);
    },
  ],
};

test("what came to main otherwise than approved is refused for good, each with its reason, and told once", async () => {
  const keys = new Map<string, GrantKey>();
  for (const [id, [, , way]] of Object.entries(REFUSED)) keys.set(id, await way(id));

  const run = await company.apply();

  expect(run.code).toBe(1);
  for (const [id, [rule, said]] of Object.entries(REFUSED)) {
    const key = keys.get(id) as GrantKey;
    const record = await company.record(key);
    expect(record, id).toMatchObject({ state: "refused" });
    const reasons: { rule: string; message: string }[] = record.findings;
    expect(
      reasons.map((one) => one.rule),
      id,
    ).toContain(rule);
    expect(reasons.map((one) => one.message).join("\n"), id).toMatch(said);
    expect(await company.story(key), id).toEqual(["refused"]);
    expect(await company.tokensOf(key), id).toEqual([]);
  }
  expect((await company.apply()).code).toBe(0);
});

test("a commit that says it is of tomorrow gives nothing today: when its time comes, its date is what refuses it", async () => {
  const sha = await commitOf(asking("tomorrow"), "Tomorrow's", new Date(Date.now() + 86_400_000));
  const pull = await pullOf(sha, "tomorrow");
  await company.approve("bob", pull);
  await pushToMain(sha);
  const key = keyOf("quick", "tomorrow", sha);

  expect((await company.apply()).code).toBe(0);
  expect(await company.record(key)).toBeUndefined();
  expect(await company.tokensOf(key)).toEqual([]);
  // The rest of it is judged by the clock, which nobody can turn here: test/unit/domain/provenance.test.ts.
  await company.land({ files: { [file("tomorrow")]: undefined } }, []);
});

test("several pull requests in one push, and those of a merge queue, are proved one by one", async () => {
  // Two commits, the heads of two pull requests, come to main in one push; only one of them is approved.
  const first = await commitOf(asking("pushed-first"), "First");
  const one = await pullOf(first, "pushed-first");
  const { git } = company.acme.octokit("alice");
  const tree = await git.createTree({
    ...AT,
    base_tree: (await git.getCommit({ ...AT, commit_sha: first })).data.tree.sha,
    tree: [{ path: file("pushed-second"), content: grantText(), mode: "100644", type: "blob" }],
  });
  const second = (await git.createCommit({ ...AT, message: "Second", tree: tree.data.sha, parents: [first] }))
    .data.sha;
  await pullOf(second, "pushed-second");
  await company.approve("bob", one);
  await pushToMain(second);
  const pushed = [keyOf("quick", "pushed-first", first), keyOf("quick", "pushed-second", second)] as const;

  const repo = company.acme.github.repo(company.acme.slug);
  repo.settings.mergeQueue = true;
  const queued: string[] = ["queued-first", "queued-second"];
  for (const id of queued) {
    const pull = await company.propose({ files: asking(id) });
    await company.approve("bob", pull.number);
    await enqueue(company.acme, pull.number);
  }
  repo.settings.mergeQueue = false;
  const run = await company.apply();

  expect(await company.record(pushed[0])).toMatchObject({ state: "live", approvers: ["bob"] });
  expect(await company.record(pushed[1]), run.stderr).toMatchObject({ state: "refused" });
  const commits = await company.acme.octokit("olivia").repos.listCommits({ ...AT, sha: "main", per_page: 2 });
  for (const [n, id] of queued.toReversed().entries())
    expect(await company.record(keyOf("quick", id, commits.data[n]?.sha ?? "")), id).toMatchObject({
      state: "live",
      approvers: ["bob"],
    });
});
