import { event, type LeaseholdEvent } from "../../domain/audit/events.ts";
import type { EventData } from "../../domain/audit/schemas/index.ts";
import { ownerSets } from "../../domain/eligibility.ts";
import { between, earlier } from "../../domain/units.ts";
import { policiesAt } from "../main/main-state.ts";
import type { Survey } from "../main/survey.ts";
import type { CommitFacts, GitHubReads, Repository, VaultReads } from "../ports.ts";
import { approvalsOf, proveMerge } from "../prove/prove-merge.ts";
import { Writers } from "../prove/writers.ts";

interface Ports {
  readonly vault: Pick<VaultReads, "setup">;
  readonly github: GitHubReads;
  readonly repository: Repository;
}

export interface PolicyChanges {
  readonly events: readonly LeaseholdEvent[];
  /** The commit on main up to which all is told then; absent where that is nothing yet. */
  readonly told?: string;
}

/** Changes that one run asks GitHub about: each costs five questions or more. */
const PER_RUN = 20;
/** GitHub may name a commit's pull request a little late (facts.md). What it does not know after so many seconds came without one. */
const LATE = 3_600;

/**
 * `leasehold.policy.changed`, one for each commit on main that touched `policies/`: which files, by which pull request,
 * and which owners' approvals counted. Told by whoever runs first; in the very beginning, of what came after the commit
 * that setup looked at. Judges nothing: what nobody approved is told without approvers, and is apply's `policy-unproven`.
 *
 * @param last up to which commit all is told
 */
export async function policyChanges(
  ports: Ports,
  survey: Survey,
  branch: string,
  last: string | undefined,
): Promise<PolicyChanges> {
  const { repository } = ports;
  const { head } = survey.main;
  const since = await knownCommit(ports, head, last);
  const touching = await repository.commitsTouching(head, "policies", since);
  // Whose history was written anew: what its files were before, nobody can say.
  const news = since === undefined ? touching.slice(-1) : touching.slice(0, PER_RUN);
  const events: LeaseholdEvent[] = [];
  let told = since;
  let unclear = false;
  const proving = { repository, github: ports.github, writers: new Writers(ports.github) };
  for (const commit of news) {
    const data = await changeOf(proving, commit, { branch, head }, survey);
    unclear = data === undefined;
    if (data === undefined) break;
    // A committer's clock may be wrong, or its date forged.
    const time = earlier(commit.committed, survey.now);
    events.push(event("leasehold.policy.changed", "policies", time, data, commit.sha));
    told = commit.sha;
  }
  // Up to the tip, so that the next run's look at history is short.
  if (!unclear && news.length < PER_RUN) return { events, told: head };
  return { events, ...(told === undefined ? {} : { told }) };
}

/** Where to go on from: on main's own history, or nowhere. */
async function knownCommit(
  { vault, repository }: Ports,
  head: string,
  last: string | undefined,
): Promise<string | undefined> {
  if (last !== undefined && (await repository.isMainline(last, head))) return last;
  const looked = (await vault.setup())?.policies_commit;
  return looked !== undefined && (await repository.isMainline(looked, head)) ? looked : undefined;
}

/** Undefined where GitHub may still come to know how it came. */
async function changeOf(
  ports: { readonly repository: Repository; readonly github: GitHubReads; readonly writers: Writers },
  commit: CommitFacts,
  main: { readonly branch: string; readonly head: string },
  { now }: Survey,
): Promise<EventData<"leasehold.policy.changed"> | undefined> {
  const merge = await proveMerge(ports, commit, main, () => true);
  if (merge.kind === "unclear" && between(commit.committed, now) < LATE) return undefined;
  const bare = { commit: commit.sha, files: await filesOf(ports.repository, commit), approvers: [] };
  if (merge.kind !== "proved") return bare;
  const { pull } = merge.value.contents;
  const before = await policiesAt(ports.repository, merge.value.before);
  const owners = ownerSets(before.policies, pull.merged_at ?? commit.committed);
  return {
    ...bare,
    pull_request: pull.number,
    author: pull.author.login,
    approvers: [...approvalsOf(merge.value, owners, undefined).given],
  };
}

async function filesOf(repository: Repository, { sha, parents }: CommitFacts): Promise<string[]> {
  const [parent] = parents;
  const paths =
    parent === undefined
      ? (await repository.tree(sha, ["policies"])).map(({ path }) => path)
      : (await repository.changes(parent, sha)).map(({ path }) => path);
  return paths.filter((path) => path.startsWith("policies/")).sort();
}
