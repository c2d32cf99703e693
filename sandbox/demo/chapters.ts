import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AT } from "../acme.ts";
import type { GitHubEvent } from "../github/events.ts";
import type { Acts } from "./acts.ts";
import { tryLogin } from "./session.ts";
import { type Story, StoryFailed } from "./story.ts";
import { mustFail } from "./tries-that-must-fail.ts";

/** How long the first grant lives. */
const LIFE = "20s";

/** The whole life of a grant, chapter by chapter. Throws where a step did not do what it should. */
export async function tellAll(acts: Acts): Promise<void> {
  const { acme } = acts;
  const story: Story = acts.story;
  acme.protectMain();
  story.tell(
    `OpenBao ${acme.bao.address}, Postgres ${acme.postgres.host}:${acme.postgres.port} with ${acme.orders.rows} orders, GitHub ${acme.github.url}`,
  );

  await setUp(acts);
  const pull = await ask(acts);
  const first = await issue(acts, pull);
  await endByItself(acts, first);
  await paperwork(acts, first);
  await recallEarly(acts);
  await mustFail(acts);
  await lookBack(acts, first);
  acme.github.assertContract();
  story.tell(
    `${acme.github.operationsValidated().length} operations of GitHub's API were used; every request and answer is what GitHub's OpenAPI says`,
  );
}

async function setUp(acts: Acts): Promise<void> {
  const story: Story = acts.story;
  story.step("An administrator sets Vault up");
  const env = { VAULT_TOKEN: acts.acme.bao.rootToken };
  const written = await acts.type("olivia", ["setup"], env);
  story.holds("everything is written", written.code === 0, written);
  const again = await acts.type("olivia", ["setup", "--plan"], env);
  story.holds("a second run has nothing to do", again.code === 0, again);
}

async function ask(acts: Acts): Promise<number> {
  const story: Story = acts.story;
  story.step("A requester asks for too long, then for what is allowed");
  const tooLong = await acts.request("alice", "9h", "--no-check");
  const { job } = acts.lastRun("check.yml");
  const annotation = job.annotations.find((one) => one.message.includes("duration"));
  story.shown(job.annotations.map((one) => `${one.level} ${one.file}:${one.line} ${one.message}`).join("\n"));
  story.holds(
    "the check refuses, at file and line",
    job.conclusion === "failure" && annotation?.line !== undefined,
    job,
  );
  const refused = (await acts.comments(tooLong)).join("\n");
  story.shown(refused);
  story.holds("the comment names the nearest request that would pass", /duration: 4h/.test(refused), refused);
  await acts.acme.octokit("alice").rest.pulls.update({ ...AT, pull_number: tooLong, state: "closed" });

  const pull = await acts.request("alice", LIFE);
  const comment = (await acts.comments(pull)).join("\n");
  story.shown(comment);
  story.holds(
    "the comment says who gets what, until when, and whose approval is missing",
    ["alice", "database/creds/orders-read", "UTC", "`bob`", "`sam`"].every((text) => comment.includes(text)),
    comment,
  );
  story.holds("leasehold/approvals is not green yet", (await acts.approvals(pull)).state === "pending");
  return pull;
}

interface Issued {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly end: number;
  readonly pull: number;
}

async function issue(acts: Acts, pull: number): Promise<Issued> {
  const story: Story = acts.story;
  story.step("Approvers approve, it is merged, apply issues");
  await acts.approve(pull, "bob", "sam");
  const approvals = await acts.approvals(pull);
  story.holds(
    `leasehold/approvals is green: ${approvals.description}`,
    approvals.state === "success",
    approvals,
  );
  const ready = readyComment(acts, pull);
  const merged = await acts.merge("bob", pull);
  const { job } = acts.lastRun("apply.yml");
  story.holds("apply logged in with its workflow's OIDC token and issued", job.conclusion === "success", job);
  story.measured("from the merge to delivered, the requester told", (await ready) - merged);
  const [grant] = await acts.live();
  if (!grant) throw new StoryFailed("a grant is live");
  story.shown((await acts.comments(pull)).at(-1) ?? "");
  return { key: grant.key, end: Date.parse(grant.end), pull };
}

/** When the comment on how to use the access came. */
function readyComment({ acme }: Acts, pull: number): Promise<number> {
  return new Promise((resolve) => {
    const forget = acme.github.on((event: GitHubEvent) => {
      const issue = event.payload.issue as { number?: number } | undefined;
      if (event.name !== "issue_comment" || issue?.number !== pull || event.actor === "bob") return;
      forget();
      resolve(event.at.getTime());
    });
  });
}

async function endByItself(acts: Acts, issued: Issued): Promise<void> {
  const story: Story = acts.story;
  story.step("The requester uses it, with her own login");
  const token = await acts.logIn("alice");
  story.tell("alice logged in to OpenBao with her password and a TOTP code");
  const session = await acts.use("alice", "orders-db-read", token);
  story.tell(`she is ${session.user} in Postgres, and reads:`);
  story.shown(session.rows.map((row) => JSON.stringify(row)).join("\n"));
  story.holds(
    "rows are read with a database user of her own",
    session.rows.length === 3 && session.user.includes("alice"),
    session.user,
  );

  const elsewhere = join(acts.acme.folder, "elsewhere");
  await mkdir(elsewhere, { recursive: true, mode: 0o700 });
  const second = await acts.type("alice", ["use", issued.key, "--", "true"], {
    VAULT_TOKEN: token,
    XDG_RUNTIME_DIR: elsewhere,
  });
  story.holds(
    "nobody can open the pick-up a second time, and it says why that matters",
    second.code !== 0 && /already been opened/i.test(second.stderr),
    second,
  );

  story.step("It ends; nothing of ours is running");
  const killed = await session.killed;
  story.shown(`Postgres to alice: ${killed.said}`);
  story.measured("OpenBao killed her session after `end`", killed.at - issued.end);
  story.holds("on the second", Math.abs(killed.at - issued.end) < 1_000, killed);
  const dead = await tryLogin(acts.acme.postgres, { user: session.user, password: "x" });
  story.tell(`her database user: ${dead}`);
}

async function paperwork(acts: Acts, issued: Issued): Promise<void> {
  const story: Story = acts.story;
  story.step("The schedule proves the end, tidies, and rotates");
  const { acme } = acts;
  const before = await acme.estate.appPassword();
  await acme.github.tick("23 1-5,7-11,13-17,19-23 * * *");
  await acts.settled();
  const { run } = acts.lastRun("schedule.yml");
  for (const job of run.jobs) if (job.summary) story.shown(job.summary, 20);
  const jobs =
    acme.runner?.runs.filter((one) => one.workflow.endsWith("/schedule.yml")).flatMap((one) => one.jobs) ??
    [];
  story.holds(
    "enforce and rotate succeeded",
    jobs.length > 0 && jobs.every((job) => job.conclusion !== "failure"),
    jobs,
  );
  const pulls = await acme.octokit("alice").rest.pulls.list({ ...AT, state: "open" });
  const revoke = pulls.data.find((one) => one.head.ref.startsWith("leasehold-ended/"));
  story.holds("a revoke pull request is open", revoke !== undefined);
  story.shown(`#${revoke.number} ${revoke.title}\n${revoke.body}`);
  const after = await acme.estate.appPassword();
  const app = (password: string) => tryLogin(acme.postgres, { user: acme.orders.app.user, password });
  story.holds(
    "the old password of orders-app fails, the new one works",
    before !== after && (await app(before)) !== undefined && (await app(after)) === undefined,
  );
  const events = await acts.type("carol", ["status", "--user", "alice", "--from", "2026-01-01T00:00:00Z"]);
  story.holds(
    "the audit branch tells it all",
    events.code === 0 && events.stdout.includes(issued.key),
    events,
  );
}

async function recallEarly(acts: Acts): Promise<void> {
  const story: Story = acts.story;
  story.step("A second grant is recalled early: its file is deleted");
  const pull = await acts.request("alice", "2h");
  await acts.approve(pull, "bob", "sam");
  await acts.merge("bob", pull);
  const [grant] = await acts.live();
  if (!grant) throw new StoryFailed("a second grant is live");
  const session = await acts.use("alice", grant.key, await acts.logIn("alice"));
  story.tell(`alice is ${session.user}, her session is open`);
  const revoked = await acts.type("alice", ["revoke", grant.key]);
  const number = Number(/\/pull\/(\d+)/.exec(revoked.stdout)?.[1]);
  await acts.approve(number, "bob");
  const merging = acts.merge("bob", number);
  const killed = await session.killed;
  story.measured("from the merge to her dead session", killed.at - (await merging));
  story.holds("nobody has anything now", (await acts.live()).length === 0);
}

async function lookBack(acts: Acts, issued: Issued): Promise<void> {
  const story: Story = acts.story;
  story.step("Who has what, and who had it");
  const now = await acts.type("sam", ["status"]);
  const middle = new Date(issued.end - 5_000).toISOString().replace(/\.\d+Z$/, "Z");
  const then = await acts.type("sam", ["status", "--at", middle]);
  story.holds(
    "then it was live, and now it is not",
    now.code === 0 && new RegExp(`live.*${issued.key}|${issued.key}.*live`).test(then.stdout),
    then,
  );
}
