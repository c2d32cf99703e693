/** What the buttons do: each goes through GitHub's API with the person's own token, under all its rules. */
import type { MergeMethod } from "../github/state.ts";
import type { Said, Stage } from "./stage.ts";

/** @returns where to go after it, below the repository, and what to say there */
export type Deed = (
  stage: Stage,
  me: string,
  field: (name: string) => string,
) => Promise<{ readonly to: string; readonly said: Said }>;

const REVIEWS = { approve: "APPROVE", changes: "REQUEST_CHANGES", comment: "COMMENT" } as const;
const TOLD = { approve: "approved", changes: "requested changes", comment: "commented" } as const;

const where = ({ slug }: Stage) => {
  const [owner = "", repo = ""] = slug.split("/");
  return { owner, repo };
};

/** A button of a pull request's or issue's page; GitHub's refusal is told in its own words. */
const on =
  (
    page: "pull" | "issues",
    act: (stage: Stage, me: string, number: number, field: (name: string) => string) => Promise<string>,
  ): Deed =>
  async (stage, me, field) => {
    const number = Number(field("number"));
    const said = await tried(() => act(stage, me, number, field));
    return { to: Number.isSafeInteger(number) ? `${page}/${number}` : `${page}s`, said };
  };

async function tried(act: () => Promise<string>): Promise<Said> {
  try {
    return { went: "well", text: await act() };
  } catch (error) {
    const refused = refusal(error);
    if (refused === undefined) throw error;
    return { went: "wrong", text: `GitHub says no: ${refused}` };
  }
}

/** What GitHub answered, where it answered: Octokit's errors carry the response. */
function refusal(error: unknown): string | undefined {
  const { response } = error as { response?: { data?: { message?: unknown; errors?: unknown } } };
  if (response === undefined) return undefined;
  const { message, errors } = response.data ?? {};
  const reasons = Array.isArray(errors)
    ? errors.map((one) => (typeof one === "string" ? one : String(one?.message ?? "")))
    : [];
  return [typeof message === "string" ? message : "", ...reasons].filter(Boolean).join(" ");
}

const review = (kind: keyof typeof REVIEWS): Deed =>
  on("pull", async (stage, me, number, field) => {
    await stage.octokit(me).rest.pulls.createReview({
      ...where(stage),
      pull_number: number,
      event: REVIEWS[kind],
      ...(field("body") === "" ? {} : { body: field("body") }),
    });
    return `${me} ${TOLD[kind]}.`;
  });

const merge = (method: MergeMethod): Deed =>
  on("pull", async (stage, me, number) => {
    await stage.octokit(me).rest.pulls.merge({ ...where(stage), pull_number: number, merge_method: method });
    return `${me} merged #${number}. What runs on main has started.`;
  });

const state = (page: "pull" | "issues", to: "open" | "closed"): Deed =>
  on(page, async (stage, me, number) => {
    const octokit = stage.octokit(me);
    await (page === "pull"
      ? octokit.rest.pulls.update({ ...where(stage), pull_number: number, state: to })
      : octokit.rest.issues.update({ ...where(stage), issue_number: number, state: to }));
    return `${me} ${to === "open" ? "reopened" : "closed"} #${number}.`;
  });

const comment = (page: "pull" | "issues"): Deed =>
  on(page, async (stage, me, number, field) => {
    if (field("body").trim() === "") return "An empty comment says nothing: write something first.";
    await stage
      .octokit(me)
      .rest.issues.createComment({ ...where(stage), issue_number: number, body: field("body") });
    return `${me} commented.`;
  });

/** Runs the workflows of an event once more, as "Re-run all jobs" does. */
const rerun: Deed = async (stage, me, field) => {
  const { runner } = stage;
  const run = runner?.runs.find(({ id }) => String(id) === field("run"));
  const to = field("pull") === "" ? "actions" : `pull/${Number(field("pull"))}`;
  if (!runner || !run) return { to, said: { went: "wrong", text: "There is no such run." } };
  inBackground(stage, runner.approve(run.event));
  return { to, said: { went: "well", text: `${me} started ${run.name} once more.` } };
};

/** Lets the workflows run that wait for a person, as those of GITHUB_TOKEN's pull requests do. */
const letRun: Deed = async (stage, me, field) => {
  const { runner } = stage;
  const to = `pull/${Number(field("pull"))}`;
  const event = runner?.waiting.find(({ id }) => String(id) === field("event"));
  if (!runner || !event) return { to, said: { went: "wrong", text: "Nothing waits there." } };
  inBackground(stage, runner.approve(event));
  return { to, said: { went: "well", text: `${me} let the workflows run.` } };
};

const tick: Deed = async ({ github }) => {
  await github.tick();
  return { to: "actions", said: { went: "well", text: "The clock struck: everything scheduled runs now." } };
};

/** Whoever pressed the button does not wait; a run that fails shows on its own page. */
function inBackground({ atWork }: Stage, work: Promise<void>): void {
  const done = work
    .catch((error: unknown) => {
      process.stderr.write(`a run of the sandbox broke: ${String(error)}\n`);
    })
    .finally(() => atWork.delete(done));
  atWork.add(done);
}

/** By the last part of the button's address. */
export const deeds: Readonly<Record<string, Deed | undefined>> = Object.assign(Object.create(null), {
  approve: review("approve"),
  changes: review("changes"),
  comment: comment("pull"),
  squash: merge("squash"),
  merge: merge("merge"),
  rebase: merge("rebase"),
  close: state("pull", "closed"),
  reopen: state("pull", "open"),
  "issue-comment": comment("issues"),
  "issue-close": state("issues", "closed"),
  "issue-reopen": state("issues", "open"),
  rerun,
  "let-run": letRun,
  tick,
});
