import type {
  GitHubIssues,
  GitHubReads,
  GitHubWrites,
  OwnIssue,
  SecretsDelivery,
} from "../../commands/ports.ts";
import type { Login } from "../../domain/login.ts";
import type { Activity, Capped, PullCommit, PullRequest, Review } from "../../domain/pull-request.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Instant } from "../../domain/units.ts";
import { activityOf } from "./activity.ts";
import { Repository } from "./answers.ts";
import { GitHubApi, ONCE } from "./api.ts";
import { commitOnBranch, deleteBranch, tipOf } from "./branches.ts";
import { noreplyHost } from "./co-authors.ts";
import { type IsOurs, ownComments, upsertComment } from "./comments.ts";
import type { GitHubConnection } from "./connection.ts";
import { closeIssue, closing, openIssue, ownIssues, reopenIssue } from "./issues.ts";
import { mayWrite, ownLogin, teamMembers } from "./people.ts";
import { mergeWhenAllowed, openPull, requestReviewers, setStatus } from "./pull-writes.ts";
import {
  openPullsFrom,
  openPullsUnder,
  pullByNumber,
  pullCommits,
  pullsOf,
  retargeted,
  reviewsOf,
  unmergedPullsFrom,
} from "./pulls.ts";
import { putSecret } from "./secrets.ts";

/** {@link GitHubReads}, {@link GitHubWrites}, {@link GitHubIssues} and {@link SecretsDelivery} over Octokit. */
export class GitHub implements GitHubReads, GitHubWrites, GitHubIssues, SecretsDelivery {
  readonly api: GitHubApi;
  #repository: Promise<{ slug: string; id: number; url: string }> | undefined;
  #isOurs: Promise<IsOurs> | undefined;

  constructor(connection: GitHubConnection) {
    this.api = new GitHubApi(connection);
  }

  /** Asked once: the id stays, whatever the repository is called. */
  repository(): Promise<{ readonly slug: string; readonly id: number; readonly url: string }> {
    this.#repository ??= this.#once(() =>
      this.api
        .one(Repository, (octokit, repo) => octokit.rest.repos.get({ ...repo }))
        .then(({ full_name, id, html_url }) => ({ slug: full_name, id, url: html_url })),
    );
    return this.#repository;
  }

  /** Whose token it is; undefined for a token of Actions or of an App. */
  me(): Promise<Login | undefined> {
    return ownLogin(this.api);
  }

  tip(branch: string): Promise<string> {
    return tipOf(this.api, branch);
  }

  pullsOf(commit: string): Promise<PullRequest[]> {
    return pullsOf(this.api, commit);
  }

  pull(number: number): Promise<PullRequest | undefined> {
    return pullByNumber(this.api, number);
  }

  openPullsFrom(branch: string): Promise<PullRequest[]> {
    return openPullsFrom(this.api, branch);
  }

  openPullsUnder(prefix: string): Promise<PullRequest[]> {
    return openPullsUnder(this.api, prefix);
  }

  unmergedPullsFrom(branch: string): Promise<PullRequest[]> {
    return unmergedPullsFrom(this.api, branch);
  }

  pullCommits(number: number): Promise<Capped<PullCommit>> {
    return pullCommits(this.api, number);
  }

  reviews(number: number): Promise<Review[]> {
    return reviewsOf(this.api, number);
  }

  retargeted(number: number): Promise<Instant | undefined> {
    return retargeted(this.api, number);
  }

  mayWrite(login: Login): Promise<boolean> {
    return mayWrite(this.api, login);
  }

  activity(branch: string): Promise<Activity[]> {
    return activityOf(this.api, branch);
  }

  teamMembers(team: string): Promise<ReadonlySet<Login> | undefined> {
    return teamMembers(this.api, team);
  }

  noreplyAddress({ login, id }: { readonly login: Login; readonly id: number }): string {
    return `${id}+${login}@${noreplyHost(this.api.connection.apiUrl)}`;
  }

  async upsertComment(pull: number, marker: string, body: string): Promise<void> {
    await upsertComment(this.api, await this.#ours(), pull, marker, body);
  }

  async ownIssues(label: string, state: "open" | "all"): Promise<OwnIssue[]> {
    return ownIssues(this.api, await this.#ours(), label, state);
  }

  openIssue(issue: Parameters<GitHubIssues["openIssue"]>[0]): Promise<OwnIssue> {
    return openIssue(this.api, issue);
  }

  reopenIssue(number: number): Promise<void> {
    return reopenIssue(this.api, number);
  }

  closing(number: number): ReturnType<GitHubIssues["closing"]> {
    return closing(this.api, number);
  }

  async addComment(pull: number, body: string): Promise<void> {
    await this.api.done((octokit, repo) =>
      octokit.rest.issues.createComment({ ...repo, ...ONCE, issue_number: pull, body }),
    );
  }

  setStatus(commit: string, status: Parameters<GitHubWrites["setStatus"]>[1]): Promise<void> {
    return setStatus(this.api, commit, status);
  }

  openPull(pull: Parameters<GitHubWrites["openPull"]>[0]): Promise<PullRequest> {
    return openPull(this.api, pull);
  }

  async updatePull(number: number, change: Parameters<GitHubWrites["updatePull"]>[1]): Promise<void> {
    await this.api.done((octokit, repo) =>
      octokit.rest.pulls.update({ ...repo, pull_number: number, ...change }),
    );
  }

  async addLabels(issueOrPull: number, labels: readonly string[]): Promise<void> {
    if (labels.length === 0) return;
    await this.api.done((octokit, repo) =>
      octokit.rest.issues.addLabels({ ...repo, issue_number: issueOrPull, labels: [...labels] }),
    );
  }

  requestReviewers(pull: number, logins: readonly Login[]): Promise<void> {
    return requestReviewers(this.api, pull, logins);
  }

  commitOnBranch(change: Parameters<GitHubWrites["commitOnBranch"]>[0]): Promise<string> {
    return commitOnBranch(this.api, change);
  }

  deleteBranch(branch: string): Promise<void> {
    return deleteBranch(this.api, branch);
  }

  closeIssue(number: number, reason: Parameters<GitHubWrites["closeIssue"]>[1]): Promise<void> {
    return closeIssue(this.api, number, reason);
  }

  /** See {@link mergeWhenAllowed}. */
  mergeWhenAllowed(pull: number, head: string): ReturnType<typeof mergeWhenAllowed> {
    return mergeWhenAllowed(this.api, pull, head);
  }

  /** Starts a workflow (its file's name) on a branch, with inputs as its `workflow_dispatch` declares them. */
  async dispatch(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void> {
    await this.api.done((octokit, repo) =>
      octokit.rest.actions.createWorkflowDispatch({
        ...repo,
        ...ONCE,
        workflow_id: workflow,
        ref,
        inputs,
      }),
    );
  }

  /** See {@link putSecret}. */
  put(secret: Parameters<SecretsDelivery["put"]>[0], value: Secret): Promise<void> {
    return putSecret(this.api, secret, value);
  }

  #ours(): Promise<IsOurs> {
    this.#isOurs ??= this.#once(() => ownComments(this.api));
    return this.#isOurs;
  }

  /** A failure is not remembered: the next call asks again. */
  #once<Result>(ask: () => Promise<Result>): Promise<Result> {
    const asked = ask();
    asked.catch(() => {
      this.#repository = undefined;
      this.#isOurs = undefined;
    });
    return asked;
  }
}
