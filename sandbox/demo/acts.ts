import { type Acme, AT, type Ran, startAcme } from "../acme.ts";
import type { JobRun, Run } from "../runner/run.ts";
import { type OpenSession, openSession } from "./session.ts";
import type { Story } from "./story.ts";

/** What the people of the demo do: each function is something a person does, with the product's own commands. */
export class Acts implements AsyncDisposable {
  readonly acme: Acme;
  readonly story: Story;

  constructor(acme: Acme, story: Story) {
    this.acme = acme;
    this.story = story;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.acme[Symbol.asyncDispose]();
  }

  static async begin(story: Story): Promise<Acts> {
    return new Acts(
      await startAcme({ runner: "in-process", shipped: true, progress: (step) => story.tell(step) }),
      story,
    );
  }

  /** Types a command of leasehold and shows what it says. */
  async type(who: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    this.story.typed(who, `leasehold ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(" ")}`);
    const ran = await this.acme.leasehold(who, args, env);
    this.story.shown(ran.stdout + ran.stderr);
    return ran;
  }

  /** Asks for access; the pull request's number. */
  async request(who: string, duration: string, ...options: readonly string[]): Promise<number> {
    const reason = "Refund 8812 is stuck; need to read its rows";
    const ran = await this.type(who, [
      "request",
      "orders-db-read",
      "--for",
      duration,
      "--ticket",
      "INC-4821",
      "--reason",
      reason,
      ...options,
    ]);
    const number = /\/pull\/(\d+)/.exec(ran.stdout)?.[1];
    this.story.holds("a pull request is open", ran.code === 0 && number !== undefined, ran);
    await this.settled();
    return Number(number);
  }

  async approve(pull: number, ...people: readonly string[]): Promise<void> {
    for (const who of people) {
      await this.acme.octokit(who).rest.pulls.createReview({ ...AT, pull_number: pull, event: "APPROVE" });
      this.story.tell(`${who} approves #${pull}`);
    }
    await this.settled();
  }

  /** Merges; waits until the workflows that it starts are over. @returns milliseconds since 1970 of the merge */
  async merge(who: string, pull: number): Promise<number> {
    await this.acme.octokit(who).rest.pulls.merge({ ...AT, pull_number: pull, merge_method: "squash" });
    const merged = Date.now();
    this.story.tell(`${who} squash-merges #${pull}`);
    await this.settled();
    return merged;
  }

  async comments(pull: number): Promise<string[]> {
    const { data } = await this.acme.octokit("alice").rest.issues.listComments({ ...AT, issue_number: pull });
    return data.map((comment) => comment.body ?? "");
  }

  /** State and words of `leasehold/approvals` on a pull request's head. */
  async approvals(pull: number): Promise<{ readonly state: string; readonly description: string }> {
    const octokit = this.acme.octokit("alice");
    const { data } = await octokit.rest.pulls.get({ ...AT, pull_number: pull });
    const statuses = await octokit.rest.repos.getCombinedStatusForRef({ ...AT, ref: data.head.sha });
    const status = statuses.data.statuses.find((one) => one.context === "leasehold/approvals");
    return { state: status?.state ?? "absent", description: status?.description ?? "" };
  }

  /** The last run of a workflow, and the job in it that did something. */
  lastRun(workflow: string): { readonly run: Run; readonly job: JobRun } {
    const run = this.acme.runner?.runs.filter((one) => one.workflow.endsWith(`/${workflow}`)).at(-1);
    const job = run?.jobs.find((one) => one.conclusion !== "skipped");
    if (!run || !job) throw new Error(`${workflow} has not run`);
    return { run, job };
  }

  async settled(): Promise<void> {
    await this.acme.runner?.idle();
  }

  /** Logs in to OpenBao with password and TOTP. @returns the person's own token */
  async logIn(who: string): Promise<string> {
    const { token } = await this.acme.person(who).logIn();
    if (token === undefined) throw new Error(`${who} got no token`);
    return token;
  }

  /** `leasehold use`, then a session with what it prepared; the session is the person's, nothing of ours runs on. */
  async use(who: string, what: string, token: string): Promise<OpenSession> {
    const print = "console.log(JSON.stringify({user: process.env.PGUSER, password: process.env.PGPASSWORD}))";
    this.story.typed(who, `leasehold use ${what} -- psql`);
    const ran = await this.acme.leasehold(who, ["use", what, "--", process.execPath, "-e", print], {
      VAULT_TOKEN: token,
    });
    if (ran.code !== 0) this.story.holds("the pick-up opens", false, ran);
    const { host, port } = this.acme.postgres;
    return openSession({ host, port }, JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "{}"));
  }

  /** Keys and ends of what is live, by `leasehold status`. */
  async live(): Promise<{ readonly key: string; readonly end: string; readonly user: string }[]> {
    const ran = await this.acme.leasehold("carol", ["status", "--format", "json"]);
    const { grants }: { grants: { key: string; end: string; user: string; state: string }[] } = JSON.parse(
      ran.stdout,
    );
    return grants.filter((grant) => grant.state === "live");
  }
}
