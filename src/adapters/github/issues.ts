import { type Static, Type } from "typebox";
import type { GitHubIssues, GitHubWrites, OwnIssue } from "../../commands/ports.ts";
import { accountOf, ListedIssue, secondOf, User } from "./answers.ts";
import { type GitHubApi, ONCE } from "./api.ts";
import { firstLine, type IsOurs } from "./comments.ts";

/** Issues with a label that we opened, oldest first. GitHub lists pull requests among issues: they are left out. */
export async function ownIssues(
  api: GitHubApi,
  isOurs: IsOurs,
  label: string,
  state: "open" | "all",
): Promise<OwnIssue[]> {
  const items = await api.list(ListedIssue, (octokit, page) =>
    octokit.rest.issues.listForRepo({ ...page, labels: label, state, sort: "created", direction: "asc" }),
  );
  return items.filter((item) => item.pull_request === undefined && isOurs(item)).map(issueOf);
}

/** Never repeated: a lost answer would make two. */
export async function openIssue(
  api: GitHubApi,
  { title, marker, body, labels }: Parameters<GitHubIssues["openIssue"]>[0],
): Promise<OwnIssue> {
  return issueOf(
    await api.one(ListedIssue, (octokit, repo) =>
      octokit.rest.issues.create({
        ...repo,
        ...ONCE,
        title,
        body: `${marker}\n${body}`,
        labels: [...labels],
      }),
    ),
  );
}

export async function reopenIssue(api: GitHubApi, number: number): Promise<void> {
  await api.done((octokit, repo) =>
    octokit.rest.issues.update({ ...repo, issue_number: number, state: "open", state_reason: "reopened" }),
  );
}

/** Closes an issue; one that is closed already stays so. */
export async function closeIssue(
  api: GitHubApi,
  number: number,
  reason: Parameters<GitHubWrites["closeIssue"]>[1],
): Promise<void> {
  await api.done((octokit, repo) =>
    octokit.rest.issues.update({ ...repo, issue_number: number, state: "closed", state_reason: reason }),
  );
}

const Closed = Type.Object({ closed_at: Type.Union([Type.String(), Type.Null()]), closed_by: User });

/** Lists of issues do not say who closed them; the issue itself does. */
export async function closing(api: GitHubApi, number: number): ReturnType<GitHubIssues["closing"]> {
  const { closed_at, closed_by } = await api.one(Closed, (octokit, repo) =>
    octokit.rest.issues.get({ ...repo, issue_number: number }),
  );
  if (closed_at === null) return undefined;
  return { at: secondOf(closed_at), ...(closed_by?.login ? { by: accountOf(closed_by) } : {}) };
}

const issueOf = (issue: Static<typeof ListedIssue>): OwnIssue => ({
  number: issue.number,
  url: issue.html_url,
  state: issue.state,
  marker: firstLine(issue.body ?? ""),
});
