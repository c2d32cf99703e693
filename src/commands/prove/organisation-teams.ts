import type { Login } from "../../domain/login.ts";
import { OutsideError } from "../outside-error.ts";
import type { GitHubReads } from "../ports.ts";

/** Teams of the organisation, each asked for once in a run. */
export class OrganisationTeams {
  readonly #github: Pick<GitHubReads, "teamMembers">;
  readonly #known = new Map<string, Promise<ReadonlySet<Login>>>();

  constructor(github: Pick<GitHubReads, "teamMembers">) {
    this.#github = github;
  }

  /**
   * Folded logins.
   *
   * @throws OutsideError where GitHub does not show the team: who is in it is not known, so nothing is issued
   */
  members(team: string): Promise<ReadonlySet<Login>> {
    const known = this.#known.get(team) ?? this.#ask(team);
    this.#known.set(team, known);
    return known;
  }

  async #ask(team: string): Promise<ReadonlySet<Login>> {
    const members = await this.#github.teamMembers(team);
    if (members !== undefined) return members;
    throw new OutsideError("github", "denied", `GitHub shows no team ${team} of the organisation`, {
      hint: "github.teams is github: give apply an App's token with members: read as github-token (GITHUB_TOKEN cannot read teams), and name teams as GitHub does. Or set github.teams: file.",
    });
  }
}
