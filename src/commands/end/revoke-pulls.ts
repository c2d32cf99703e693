import type { GrantKey } from "../../domain/key.ts";
import type { Settings } from "../../domain/model.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { REVOKE_BRANCHES, type RevokeGroup, revokeGroups } from "../../domain/revoke-group.ts";
import { revokeBody, revokeTitle } from "../../render/revoke-pull.ts";
import type { Survey } from "../main/survey.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { GitHubReads, GitHubWrites, Repository } from "../ports.ts";

interface Ports {
  readonly github: GitHubReads & GitHubWrites;
  readonly repository: Repository;
}

export interface RevokePull {
  readonly number: number;
  readonly url: string;
  readonly grants: readonly GrantKey[];
}

/**
 * Keeps one pull request a group that deletes the files of grants that are over: opened where there is none, moved on
 * where more ended since, closed where nothing is left of it. Files of grants whose end is not proved yet stay.
 *
 * @param ended records that this very run closed, which the survey still saw as live
 */
export async function keepRevokePulls(
  ports: Ports,
  survey: Survey,
  ended: readonly GrantRecord[],
  settings: Settings,
): Promise<{ readonly open: RevokePull[]; readonly troubles: Trouble[] }> {
  const records = new Map([...survey.actual.read.values(), ...ended].map((record) => [record.key, record]));
  const over = survey.main.desired.grants.filter((grant) => {
    const record = records.get(grant.key);
    return record ? record.state !== "live" : !survey.actual.records.has(grant.key);
  });
  const groups = revokeGroups(over, settings.revoke_pull_requests.group_by, survey.now);
  const open = await ports.github.openPullsUnder(REVOKE_BRANCHES);
  const byBranch = new Map(open.map((pull) => [pull.head_branch, pull]));

  const kept: RevokePull[] = [];
  const troubles: Trouble[] = [];
  // One after the other: GitHub limits how fast content is created.
  for (const group of groups) {
    const done = await attempt(`the revoke pull request of ${group.name}`, () =>
      keepOne(ports, survey.main.head, settings.github.branch, group, records, byBranch.get(group.branch)),
    );
    if (done.ok) kept.push({ ...done.value, grants: group.grants.map((grant) => grant.key) });
    else troubles.push(done.trouble);
  }
  const wanted = new Set(groups.map((group) => group.branch));
  for (const pull of open.filter((one) => !wanted.has(one.head_branch))) {
    const closed = await attempt(`close the empty revoke pull request #${pull.number}`, () =>
      closeEmpty(ports.github, pull),
    );
    if (!closed.ok) troubles.push(closed.trouble);
  }
  return { open: kept, troubles };
}

async function keepOne(
  ports: Ports,
  head: string,
  base: string,
  group: RevokeGroup,
  records: ReadonlyMap<GrantKey, GrantRecord>,
  existing: PullRequest | undefined,
): Promise<{ readonly number: number; readonly url: string }> {
  const title = revokeTitle(group);
  const body = revokeBody(group, records);
  const files = group.grants.map((grant) => grant.file);
  if (existing && (await deletesExactly(ports.repository, existing, head, files))) return existing;
  await ports.github.commitOnBranch({ base: head, branch: group.branch, message: title, remove: files });
  if (!existing) {
    const opened = await ports.github.openPull({ branch: group.branch, base, title, body });
    await ports.github.addLabels(opened.number, ["leasehold"]);
    return opened;
  }
  await ports.github.updatePull(existing.number, { title, body });
  return existing;
}

async function deletesExactly(
  repository: Repository,
  pull: PullRequest,
  head: string,
  files: readonly string[],
): Promise<boolean> {
  const ref = `refs/heads/${pull.head_branch}`;
  const tip = (await repository.fetch([ref])).get(ref);
  const base = tip === undefined ? undefined : await repository.mergeBase(tip, head);
  if (tip === undefined || base === undefined) return false;
  const changes = await repository.changes(base, tip);
  const deleted = new Set(
    changes.filter((change) => change.status === "deleted").map((change) => change.path),
  );
  return changes.length === files.length && files.every((file) => deleted.has(file));
}

async function closeEmpty(github: GitHubWrites, pull: PullRequest): Promise<void> {
  await github.updatePull(pull.number, { state: "closed" });
  await github.deleteBranch(pull.head_branch);
}
