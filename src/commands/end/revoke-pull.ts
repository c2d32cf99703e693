import type { GrantKey } from "../../domain/key.ts";
import type { Settings } from "../../domain/model.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import type { GrantRecord } from "../../domain/record.ts";
import { REVOKE_LABELS, type RevokeGroup, reviewersOf, timesClosed } from "../../domain/revoke-group.ts";
import { revokeBody, revokeTitle } from "../../render/revoke-pull.ts";
import type { Survey } from "../main/survey.ts";
import type { GitHubReads, GitHubWrites, Repository } from "../ports.ts";

interface Ports {
  readonly github: GitHubReads & GitHubWrites;
  readonly repository: Repository;
}

/** What all groups of a run are judged by. */
export interface Place {
  readonly survey: Survey;
  readonly settings: Settings;
  readonly records: ReadonlyMap<GrantKey, GrantRecord>;
}

export type Kept =
  /**
   * `merged`: the settings say that it merges by itself, and nothing was left to wait for. `unmerged-by-itself`: they
   * say so, and GitHub refuses.
   */
  | {
      readonly kind: "kept" | "merged" | "unmerged-by-itself";
      readonly pull: PullRequest;
      /** Whether anything was written. */
      readonly written: boolean;
    }
  /** People closed it twice: it is not opened a third time. */
  | { readonly kind: "closed-again"; readonly last: PullRequest; readonly written: false };

/** A revoke pull request that was closed without a merge comes back so often. */
const COMES_BACK = 1;

/**
 * Brings one revoke pull request to what it should be. Each part is looked at by itself, so that a run which died
 * between two writes is finished by the next.
 *
 * @param existing the open one
 */
export async function keepRevokePull(
  ports: Ports,
  place: Place,
  group: RevokeGroup,
  existing: PullRequest | undefined,
): Promise<Kept> {
  const { github } = ports;
  const { survey } = place;
  if (existing === undefined) {
    const closed = await github.unmergedPullsFrom(group.branch);
    const times = timesClosed(group, closed);
    const [last] = [...closed].sort((a, b) => b.number - a.number);
    if (last !== undefined && times > COMES_BACK) return { kind: "closed-again", last, written: false };
    return finish(ports, place, group, await open(ports, place, group, times > 0 ? last : undefined), true);
  }
  const files = group.grants.map((grant) => grant.file);
  if (await deletesExactly(ports.repository, existing, survey.main.head, files))
    return finish(ports, place, group, existing, false);
  const title = revokeTitle(group);
  await github.updatePull(existing.number, { title, body: revokeBody(group, place.records) });
  await github.requestReviewers(existing.number, reviewersOf(group, survey.main.policies, survey.now));
  // Last: by what the branch deletes the next run sees whether a run before it died on the way here.
  const head = await github.commitOnBranch({
    base: survey.main.head,
    branch: group.branch,
    message: title,
    remove: files,
  });
  return finish(ports, place, group, { ...existing, head }, true);
}

async function open(
  { github }: Ports,
  { survey, settings, records }: Place,
  group: RevokeGroup,
  closed: PullRequest | undefined,
): Promise<PullRequest> {
  const title = revokeTitle(group);
  const remove = group.grants.map((grant) => grant.file);
  const head = await github.commitOnBranch({
    base: survey.main.head,
    branch: group.branch,
    message: title,
    remove,
  });
  const body = revokeBody(group, records, closed?.number);
  const pull = await github.openPull({ branch: group.branch, base: settings.github.branch, title, body });
  return { ...pull, head };
}

/**
 * Reviewers, labels and auto-merge, where they are not there yet: one without its labels was just opened.
 *
 * @param pull its head is a commit that deletes the group's files and does nothing else: no other is merged
 */
async function finish(
  { github }: Ports,
  { settings, survey }: Place,
  group: RevokeGroup,
  pull: PullRequest,
  written: boolean,
): Promise<Kept> {
  const missing = REVOKE_LABELS.filter((label) => !(pull.labels ?? []).includes(label));
  if (missing.length > 0) {
    await github.requestReviewers(pull.number, reviewersOf(group, survey.main.policies, survey.now));
    await github.addLabels(pull.number, missing);
  }
  const wrote = written || missing.length > 0;
  if (settings.revoke_pull_requests.merge !== "auto" || pull.auto_merge)
    return { kind: "kept", pull, written: wrote };
  const outcome = await github.mergeWhenAllowed(pull.number, pull.head);
  const kind = ({ waits: "kept", merged: "merged", refused: "unmerged-by-itself" } as const)[outcome];
  return { kind, pull, written: wrote || outcome !== "refused" };
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
  if (tip !== pull.head || base === undefined) return false;
  const changes = await repository.changes(base, tip);
  const deleted = new Set(
    changes.filter((change) => change.status === "deleted").map((change) => change.path),
  );
  return changes.length === files.length && files.every((file) => deleted.has(file));
}
