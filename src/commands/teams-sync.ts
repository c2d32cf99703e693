import { type TeamChange, teamChange } from "../domain/current-members.ts";
import { type Finding, hasErrors, warning } from "../domain/finding.ts";
import type { TreeEntry } from "../domain/tree.ts";
import type { Instant } from "../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText, generatedPart } from "../files/codeowners.ts";
import { changedTeams } from "../files/teams-text.ts";
import { teamsPullBody, teamsPullTitle } from "../render/teams-pull.ts";
import { POLICY_PATHS, policySource } from "./main/read-policies.ts";
import type { Outcome } from "./outcome.ts";
import type { GitHubReads, GitHubWrites, Repository } from "./ports.ts";
import { Stop } from "./stop.ts";

const TEAMS_FILE = "policies/teams.yaml";
/** One branch, moved each time: there is never more than one such pull request. */
const BRANCH = "leasehold/teams-sync";

export interface TeamsSyncPorts {
  readonly repository: Repository;
  readonly github: Pick<GitHubReads, "teamMembers"> &
    Pick<GitHubWrites, "commitOnBranch" | "openPull" | "updatePull">;
}

export interface TeamsSynced extends Outcome {
  readonly changes: readonly TeamChange[];
  /** Absent where there was nothing to change. */
  readonly pull?: { readonly number: number; readonly url: string };
}

/**
 * `leasehold teams sync`: a pull request that brings teams.yaml, and with it CODEOWNERS, in line with the organisation's
 * teams of the same names. It only proposes: owners approve it like any change of policies.
 *
 * @throws Stop (2) where GitHub shows none of the teams
 */
export async function teamsSync(ports: TeamsSyncPorts, branch: string, now: Instant): Promise<TeamsSynced> {
  const { repository, github } = ports;
  const base = (await repository.fetch([branch])).get(branch);
  if (base === undefined) throw new Stop(2, `origin has no branch ${branch}`);
  const entries = await repository.tree(base, POLICY_PATHS);
  const { policies, findings } = policySource(entries);
  if (hasErrors(findings)) return { changes: [], findings, troubles: [] };

  const unseen: Finding[] = [];
  const changes: TeamChange[] = [];
  for (const team of policies.teams.keys()) {
    const there = await github.teamMembers(team);
    if (there === undefined) unseen.push(notShown(team));
    else changes.push(teamChange(team, policies, there));
  }
  if (unseen.length > 0 && changes.length === 0) {
    throw new Stop(
      2,
      "GitHub shows none of the teams in policies/teams.yaml",
      "The token must be allowed to read the organisation's teams: a person's with read:org, or an App's with members: read. GITHUB_TOKEN of a workflow cannot.",
    );
  }
  const wanted = changes.filter(({ add, remove }) => add.length + remove.length > 0);
  if (wanted.length === 0) return { changes: [], findings: unseen, troubles: [] };

  const title = teamsPullTitle(wanted);
  const write = written(entries, wanted, now);
  await github.commitOnBranch({ base, branch: BRANCH, message: title, write, remove: [] });
  const body = teamsPullBody(wanted);
  const pull = await github.openPull({ branch: BRANCH, base: branch, title, body });
  await github.updatePull(pull.number, { title, body });
  return { changes: wanted, pull: { number: pull.number, url: pull.url }, findings: unseen, troubles: [] };
}

const notShown = (team: string): Finding =>
  warning(
    "team-unknown",
    { file: TEAMS_FILE },
    `${team}: GitHub shows no such team of the organisation; it is left as it is`,
    "Name teams here as GitHub does (the last part of the team's address), or keep those that are only of this repository.",
  );

/** The files as they should be: the teams, and who is asked for reviews because of them. */
function written(
  entries: readonly TreeEntry[],
  changes: readonly TeamChange[],
  now: Instant,
): Map<string, string> {
  const text = textOf(entries, TEAMS_FILE);
  const teams = changedTeams(text, changes);
  const bytes = new TextEncoder().encode(teams);
  const after = entries.map((entry) =>
    entry.path === TEAMS_FILE ? { ...entry, bytes, size: bytes.length } : entry,
  );
  const { policies, codeowners } = policySource(after);
  const files = new Map([[TEAMS_FILE, teams]]);
  if (codeowners !== undefined && generatedPart(codeowners) !== undefined)
    files.set(CODEOWNERS_FILE, codeownersText(policies, codeowners, now));
  return files;
}

const textOf = (entries: readonly TreeEntry[], path: string): string =>
  new TextDecoder().decode(entries.find((entry) => entry.path === path)?.bytes);
