import { OutsideError } from "../../commands/outside-error.ts";
import { foldLogin, type Login } from "../../domain/login.ts";
import { Member, Permission } from "./answers.ts";
import type { GitHubApi } from "./api.ts";

/** What GitHub's older names of permissions say: `maintain` is told as `write`, `triage` as `read`. */
const WRITING = new Set(["admin", "maintain", "write"]);

/** Whether somebody may write to the repository; who is unknown to GitHub may not. */
export async function mayWrite(api: GitHubApi, login: Login): Promise<boolean> {
  try {
    const { permission } = await api.one(Permission, (octokit, repo) =>
      octokit.rest.repos.getCollaboratorPermissionLevel({ ...repo, username: login }),
    );
    return WRITING.has(permission);
  } catch (error) {
    if (error instanceof OutsideError && error.code === "not-found") return false;
    throw error;
  }
}

/** Folded logins of a team of the owner; undefined where the token may not read it (GITHUB_TOKEN never may). */
export async function teamMembers(api: GitHubApi, team: string): Promise<ReadonlySet<Login> | undefined> {
  try {
    const items = await api.list(Member, (octokit, { owner, per_page, page }) =>
      octokit.rest.teams.listMembersInOrg({ org: owner, team_slug: team, per_page, page }),
    );
    return new Set(items.map((member) => foldLogin(member.login)));
  } catch (error) {
    if (error instanceof OutsideError && (error.code === "not-found" || error.code === "denied"))
      return undefined;
    throw error;
  }
}

/** The login of the token's person; undefined for a token of Actions or of an App, which has none to ask for. */
export async function ownLogin(api: GitHubApi): Promise<Login | undefined> {
  try {
    return (await api.one(Member, (octokit) => octokit.rest.users.getAuthenticated())).login;
  } catch (error) {
    if (error instanceof OutsideError && (error.code === "denied" || error.code === "not-found"))
      return undefined;
    throw error;
  }
}
