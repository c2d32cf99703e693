import type { Static } from "typebox";
import { sameLogin } from "../../domain/login.ts";
import { accountOf, Comment, type User } from "./answers.ts";
import { type GitHubApi, ONCE } from "./api.ts";
import { ownLogin } from "./people.ts";

/** Whether a comment or an issue was written by who we are. */
export type IsOurs = (made: { readonly user: Static<typeof User> }) => boolean;

/**
 * Only our own comment is ever changed: anybody may write one that begins with our marker, and have us put our words
 * under their name, which they may edit afterwards. A token of Actions or of an App cannot ask for its own login; there
 * a bot's comment is ours (no person can write as a bot), unless the settings say which.
 */
export async function ownComments(api: GitHubApi): Promise<IsOurs> {
  const self = api.connection.self ?? (await ownLogin(api));
  return (comment) => {
    const author = accountOf(comment.user);
    return self === undefined ? author.type === "Bot" : sameLogin(author.login, self);
  };
}

/** Creates or updates the oldest comment of ours whose first line is the marker; the same text costs no write. */
export async function upsertComment(
  api: GitHubApi,
  isOurs: IsOurs,
  issue: number,
  marker: string,
  text: string,
): Promise<void> {
  const body = firstLine(text) === marker ? text : `${marker}\n${text}`;
  const items = await api.list(Comment, (octokit, page) =>
    octokit.rest.issues.listComments({ ...page, issue_number: issue }),
  );
  const ours = items.find((comment) => firstLine(comment.body ?? "") === marker && isOurs(comment));
  if (ours === undefined) {
    await api.done((octokit, repo) =>
      octokit.rest.issues.createComment({ ...repo, ...ONCE, issue_number: issue, body }),
    );
  } else if (normal(ours.body ?? "") !== normal(body)) {
    await api.done((octokit, repo) =>
      octokit.rest.issues.updateComment({ ...repo, comment_id: ours.id, body }),
    );
  }
}

export const firstLine = (text: string): string => (text.split(/\r?\n/, 1)[0] ?? "").trim();
/** GitHub may keep line ends in its own way. */
const normal = (text: string): string => text.replace(/\r\n/g, "\n").trim();
