import { type Finding, warning } from "../../domain/finding.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Settings } from "../../domain/model.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { NOTHING_LEFT, REVOKE_BRANCHES, type RevokeGroup, revokeGroups } from "../../domain/revoke-group.ts";
import type { Survey } from "../main/survey.ts";
import { attempt, type Outcome, type Trouble } from "../outcome.ts";
import type { GitHubReads, GitHubWrites, Reporter, Repository } from "../ports.ts";
import { keepRevokePull } from "./revoke-pull.ts";

interface Ports {
  readonly github: GitHubReads & GitHubWrites;
  readonly repository: Repository;
  readonly reporter: Reporter;
}

export interface RevokePull {
  readonly number: number;
  readonly url: string;
  readonly grants: readonly GrantKey[];
}

export interface RevokePulls extends Outcome {
  readonly open: readonly RevokePull[];
}

/**
 * Pull requests that one run opens or moves on: each costs up to eight writes, and GitHub takes 500 an hour from one
 * token for whatever creates content (facts.md), of which events, comments and alerts want some too. The rest waits
 * for the next run: access has ended long before.
 */
export const PER_RUN = 50;

/**
 * Keeps one pull request a group that deletes the files of grants that are over: opened where there is none, moved on
 * where more ended since, closed where nothing is left of it. Files of grants whose end is not proved yet stay. One
 * that people closed comes back once; closed again, it is told and left alone.
 *
 * @param ended records that this very run closed, which the survey still saw as live
 * @param most how many it opens or moves on
 */
export async function keepRevokePulls(
  ports: Ports,
  survey: Survey,
  ended: readonly GrantRecord[],
  settings: Settings,
  most = PER_RUN,
): Promise<RevokePulls> {
  const records = new Map([...survey.actual.read.values(), ...ended].map((record) => [record.key, record]));
  const over = survey.main.desired.grants.filter((grant) => {
    const record = records.get(grant.key);
    return record ? record.state !== "live" : !survey.actual.records.has(grant.key);
  });
  const groups = revokeGroups(over, settings.revoke_pull_requests.group_by, survey.now);
  const open = await ports.github.openPullsUnder(REVOKE_BRANCHES);
  const byBranch = new Map(open.map((pull) => [pull.head_branch, pull]));

  const kept: RevokePull[] = [];
  const findings: Finding[] = [];
  const troubles: Trouble[] = [];
  let written = 0;
  let waiting = 0;
  // One after the other: GitHub limits how fast content is created.
  for (const group of groups) {
    if (written >= most) {
      waiting += 1;
      continue;
    }
    const place = { survey, settings, records };
    const done = await attempt(`the revoke pull request of ${group.name}`, () =>
      keepRevokePull(ports, place, group, byBranch.get(group.branch)),
    );
    if (!done.ok) troubles.push(done.trouble);
    else if (done.value.kind === "closed-again") findings.push(closedAgain(group, done.value.last));
    else {
      const { number, url } = done.value.pull;
      if (done.value.kind === "merged")
        ports.reporter.info(`merged #${number}, which deletes what has ended of ${group.name}`);
      else kept.push({ number, url, grants: group.grants.map((grant) => grant.key) });
      if (done.value.kind === "unmerged-by-itself") ports.reporter.warn(noAutoMerge(number));
    }
    if (!done.ok || done.value.written) written += 1;
  }
  if (waiting > 0) {
    const rest = waiting === 1 ? "1 more group waits" : `${waiting} more groups wait`;
    ports.reporter.info(`${rest} for the next run: GitHub limits how much is created an hour`);
  }
  const wanted = new Set(groups.map((group) => group.branch));
  for (const pull of open.filter((one) => !wanted.has(one.head_branch))) {
    const closed = await attempt(`close the empty revoke pull request #${pull.number}`, () =>
      closeEmpty(ports.github, pull),
    );
    if (!closed.ok) troubles.push(closed.trouble);
  }
  return { open: kept, findings, troubles };
}

/** GitHub closes it with its branch; were it closed first, a run that died then would leave the branch for good. */
async function closeEmpty(github: GitHubWrites, pull: PullRequest): Promise<void> {
  await github.updatePull(pull.number, { title: NOTHING_LEFT });
  await github.deleteBranch(pull.head_branch);
}

const closedAgain = (group: RevokeGroup, last: PullRequest): Finding =>
  warning(
    "revoke-closed",
    { file: group.grants[0]?.file ?? "grants" },
    `the revoke pull request of ${group.name} was closed twice without a merge (last #${last.number}): it is not opened again, and ${group.grants.length === 1 ? "the file" : `${group.grants.length} files`} of access that has ended ${group.grants.length === 1 ? "stays" : "stay"} on main`,
    `Reopen ${last.url} and merge it, or delete the ended files by a pull request of your own.`,
  );

const noAutoMerge = (number: number): string =>
  `#${number} waits for its rules and cannot be set to merge by itself: allow auto-merge, and squash merges, in the repository's settings`;
