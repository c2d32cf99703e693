/** More ways to main, beside those of provenance.test.ts: by history, by who approved, by what Git and GitHub make of it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AT } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { grantText } from "../../../sandbox/company/quick-role.ts";
import { tokensOf } from "../../../sandbox/company/tokens.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import { enqueue } from "../../e2e/workflow-story.ts";

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
async function pullOf(sha: string, branch: string, author = "alice"): Promise<number> {
  const { git, pulls } = company.acme.octokit(author);
  await git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha });
  return (await pulls.create({ ...AT, title: branch, head: branch, base: "main" })).data.number;
}

/** Main moved to a commit by hand: GitHub takes the pull requests of which it is the head for merged. */
const pushToMain = (sha: string) =>
  company.acme.octokit("olivia").git.updateRef({ ...AT, ref: "heads/main", sha });

/** A branch of so many commits that brings these files, made by git itself, approved by bob and merged. */
async function landImported(branch: string, commits: number, files: Readonly<Record<string, string>>) {
  const dir = await company.clone(branch);
  const seconds = Math.floor(Date.now() / 1_000);
  const all = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${blob(text)}`);
  const steps = Array.from({ length: commits }, (_, n) => {
    const from = n === 0 ? `from refs/heads/main^0\n` : "";
    const who = `committer alice <alice@acme.example> ${seconds} +0000\n`;
    return `commit refs/heads/${branch}\n${who}${blob(`Step ${n}\n`)}${from}${n === 0 ? all.join("") : ""}\n`;
  });
  await inClone(dir, ["fast-import", "--quiet"], steps.join(""));
  await inClone(dir, ["push", "--quiet", "origin", `refs/heads/${branch}`]);
  const { data } = await company.acme
    .octokit("alice")
    .pulls.create({ ...AT, title: branch, head: branch, base: "main" });
  await company.approve("bob", data.number);
  return company.merge(data.number);
}

const blob = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

async function inClone(dir: string, args: readonly string[], input = ""): Promise<void> {
  const running = promisify(execFile)("git", ["-C", dir, ...args]);
  running.child.stdin?.end(input);
  await running;
}

/** What the sandbox's GitHub keeps of a pull request. */
function pullIn(number: number) {
  const issue = company.acme.github.repo(company.acme.slug).issues.get(number);
  if (!issue?.pull) throw new Error(`no pull request ${number}`);
  return issue.pull;
}

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
    /one approval of sam missing at the final head commit: bob is no approver here/,
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
    /one approval of bob or sam missing at the final head commit: bob approved 2 times, and counts once/,
    async (id) =>
      keyOf("double", id, (await company.land({ files: asking(id, "double") }, ["bob", "bob"])).sha),
  ],
  "by-app": [
    "approvals",
    /one approval of bob missing at the final head commit: github-actions\[bot\] is an app, and no app approves/,
    async (id) => {
      const { number } = await company.propose({ files: asking(id) });
      const { github, slug } = company.acme;
      const auth = github.jobToken(slug, { "pull-requests": "write" });
      await new Octokit({ auth, baseUrl: github.url }).pulls.createReview({
        ...AT,
        pull_number: number,
        event: "APPROVE",
      });
      return keyOf("quick", id, await company.merge(number));
    },
  ],
  "by-author": [
    "four-eyes",
    /the approval of bob does not count: bob opened the pull request/,
    async (id) => {
      const sha = await commitOf(asking(id), "Alice's, opened by bob");
      const number = await pullOf(sha, id, "bob");
      await expect(company.approve("bob", number)).rejects.toThrow("Can not approve your own pull request");
      // GitHub refuses that by itself; were it to forget, as it might where two accounts are made one:
      await company.approve("sam", number);
      const { reviews } = pullIn(number);
      reviews.push(...reviews.map((review) => ({ ...review, user: company.acme.github.account("bob") })));
      return keyOf("quick", id, await company.merge(number));
    },
  ],
  "another-file": [
    "provenance",
    /on the branch is not the file that was approved in pull request #\d+/,
    async (id) => {
      const text = (duration: string, reason: string) => ({
        [file(id)]: `duration: ${duration}\nrole: quick\n# unchanged\nuser: alice\nreason: ${reason}\n`,
      });
      const reason = "Refund 8812 is stuck; need to read its rows";
      await company.land({ files: text("1m", reason) });
      const pull = await company.propose({ files: text("1m", `${reason} today`) });
      // Approved for a minute; what somebody else merged meanwhile makes it eight hours.
      await company.approve("bob", pull.number);
      await company.land({ files: text("8h", reason) }, []);
      return keyOf("quick", id, await company.merge(pull.number));
    },
  ],
  "forged-date": [
    "provenance",
    /says it was made at \S+, after its pull request #\d+ was merged: its date is forged/,
    async (id) => {
      const sha = await commitOf(asking(id), "Made later than it was merged");
      const number = await pullOf(sha, id);
      await company.approve("bob", number);
      await pushToMain(sha);
      // It says now, and by GitHub's clock it was merged a quarter of an hour ago.
      pullIn(number).mergedAt = new Date(Date.now() - 900_000);
      return keyOf("quick", id, sha);
    },
  ],
  "many-commits": [
    "provenance",
    /has more than 250 commits: GitHub does not show who wrote them all/,
    async (id) => keyOf("quick", id, await landImported(id, 251, asking(id))),
  ],
  "many-files": [
    "provenance",
    /changes more than 3000 files: nobody can have read them/,
    async (id) => {
      const more = Array.from({ length: 3_000 }, (_, n) => [`grants/n${n}/README.md`, "Nothing\n"]);
      return keyOf("quick", id, await landImported(id, 1, { ...Object.fromEntries(more), ...asking(id) }));
    },
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
    expect(await tokensOf(company.vault, key), id).toEqual([]);
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
  expect(await tokensOf(company.vault, key)).toEqual([]);
  // When that comes, `forged-date` above.
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
