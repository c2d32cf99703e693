import { type Acme, AT, startAcme } from "../../sandbox/acme.ts";
import type { JobRun, Run } from "../../sandbox/runner/runner.ts";
import { freshDist } from "./fresh-dist.ts";

/** Acme after `leasehold setup`, where events start the shipped workflows under act. */
export async function acmeUnderAct(): Promise<Acme> {
  const acme = await startAcme({ runner: "act", files: await freshDist() });
  const setup = await acme.leasehold("olivia", ["setup"], { VAULT_TOKEN: acme.bao.rootToken });
  if (setup.code !== 0) {
    await acme[Symbol.asyncDispose]();
    throw new Error(`setup ended with ${setup.code}: ${setup.stderr}`);
  }
  return acme;
}

/** Does something, waits until no workflow runs any more, and gives the runs it caused. */
export async function runsOf(acme: Acme, act: () => Promise<unknown>): Promise<Run[]> {
  const runner = acme.runner;
  if (!runner) throw new Error("nothing runs workflows here");
  const before = runner.runs.length;
  await act();
  await runner.idle();
  return runner.runs.slice(before);
}

/** The only job of that name in those runs. */
export function job(runs: readonly Run[], name: string): JobRun {
  const found = runs.flatMap(({ jobs }) => jobs).filter((one) => one.name === name);
  if (found.length !== 1 || !found[0]) {
    const there = runs.map((run) => `${run.workflow} ${run.conclusion} ${run.jobs.map((one) => one.name)}`);
    throw new Error(`${found.length} jobs named ${name} in ${there.join("; ") || "no runs"}`);
  }
  return found[0];
}

/** The same, where it must have succeeded. @throws with its log otherwise */
export function succeeded(runs: readonly Run[], name: string): JobRun {
  const found = job(runs, name);
  if (found.conclusion !== "success") throw new Error(`${name}: ${found.conclusion}\n${found.log}`);
  return found;
}

/** Opens a pull request of a person with these files. @returns its number */
export async function propose(
  acme: Acme,
  login: string,
  branch: string,
  files: Readonly<Record<string, string>>,
): Promise<number> {
  const github = acme.octokit(login);
  const { data: main } = await github.git.getRef({ ...AT, ref: "heads/main" });
  await github.git.createRef({ ...AT, ref: `refs/heads/${branch}`, sha: main.object.sha });
  const { data: there } = await github.git.getTree({ ...AT, tree_sha: main.object.sha, recursive: "1" });
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text).toString("base64");
    const old = there.tree.find((entry) => entry.path === path);
    const replaced = old?.sha === undefined ? {} : { sha: old.sha };
    await github.repos.createOrUpdateFileContents({
      ...AT,
      path,
      branch,
      message: branch,
      content,
      ...replaced,
    });
  }
  const { data } = await github.pulls.create({ ...AT, title: branch, head: branch, base: "main" });
  return data.number;
}

/** A request for reading the orders database, as a file. */
export const request = (user: string, duration: string): string =>
  `role: orders-db-read
user: ${user}
duration: ${duration}
reason: Refund 8812 is stuck; need to read its rows
ticket: INC-4821
`;

export async function approve(acme: Acme, pull: number): Promise<void> {
  for (const login of ["bob", "sam"])
    await acme.octokit(login).pulls.createReview({ ...AT, pull_number: pull, event: "APPROVE" });
}

export async function merge(acme: Acme, pull: number, message?: string): Promise<void> {
  await acme.octokit("bob").pulls.merge({
    ...AT,
    pull_number: pull,
    merge_method: "squash",
    ...(message === undefined ? {} : { commit_title: message }),
  });
}

/** Puts a pull request at the end of the merge queue. */
export async function enqueue(acme: Acme, pull: number): Promise<void> {
  const github = acme.octokit("bob");
  const { data } = await github.pulls.get({ ...AT, pull_number: pull });
  await github.graphql(
    "mutation ($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { mergeQueueEntry { position } } }",
    { id: data.node_id },
  );
}

/** Starts apply.yml by hand. */
export async function dispatch(acme: Acme, login: string, inputs: Record<string, string>): Promise<void> {
  await acme
    .octokit(login)
    .actions.createWorkflowDispatch({ ...AT, workflow_id: "apply.yml", ref: "main", inputs });
}

export async function comments(acme: Acme, pull: number): Promise<string[]> {
  const { data } = await acme.octokit("bob").issues.listComments({ ...AT, issue_number: pull });
  return data.map(({ body }) => body ?? "");
}

/** `leasehold/approvals` at the head of a pull request, as it stands. */
export async function approvalStatus(acme: Acme, pull: number): Promise<string | undefined> {
  const github = acme.octokit("bob");
  const { data } = await github.pulls.get({ ...AT, pull_number: pull });
  const { data: combined } = await github.repos.getCombinedStatusForRef({ ...AT, ref: data.head.sha });
  return combined.statuses.find(({ context }) => context === "leasehold/approvals")?.state;
}

export async function openPulls(acme: Acme): Promise<{ number: number; title: string }[]> {
  const { data } = await acme.octokit("bob").pulls.list(AT);
  return data;
}

/** A grant's record in Vault, read with an administrator's eyes. */
export async function recordOf(acme: Acme, key: string): Promise<Record<string, unknown>> {
  const { data } = await acme.bao.root.read(`leasehold/data/grants/${key}`);
  return data.data as Record<string, unknown>;
}

/** Keys in an output of the action. */
export const keys = (one: JobRun, output: "issued" | "recalled"): string[] =>
  JSON.parse(one.outputs[output] ?? "[]") as string[];
