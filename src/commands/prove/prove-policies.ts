import { ownerSets } from "../../domain/eligibility.ts";
import { error, type Finding } from "../../domain/finding.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import { policiesAt } from "../main/main-state.ts";
import type { CommitFacts, GitHubReads, Repository } from "../ports.ts";
import { approvalsOf, type ProvedMerge, proveMerge } from "./prove-merge.ts";
import { Writers } from "./writers.ts";

interface Ports {
  readonly repository: Repository;
  readonly github: GitHubReads;
  readonly writers?: Writers;
}

/**
 * That every change of `policies/` since the administrator's `setup` came by a pull request that the owners approved
 * (design.md, "Provenance", 4). Empty where it did; else nothing may be issued.
 *
 * The owners of a change are those before it: nobody makes themselves one.
 *
 * @param since up to where it was proved before; absent: all of it is proved now
 */
export async function provePolicies(
  ports: Ports,
  setup: SetupRecord,
  head: string,
  branch: string,
  since = setup.policies_commit,
): Promise<Finding[]> {
  const { repository } = ports;
  const proving = { writers: new Writers(ports.github), ...ports };
  if (!(await repository.isMainline(setup.policies_commit, head))) {
    return [
      unproven(
        `the commit that setup looked at, ${setup.policies_commit.slice(0, 12)}, is not in ${branch}'s history`,
        "Its history was written anew, or setup ran from another branch. An administrator looks at policies/ and runs leasehold setup.",
      ),
    ];
  }
  const findings: Finding[] = [];
  for (const commit of await repository.commitsTouching(head, "policies", since)) {
    const merge = await proveMerge(proving, commit, { branch, head }, () => true);
    if (merge.kind === "proved") findings.push(...(await proveChange(repository, merge.value, commit)));
    else findings.push(...merge.findings.map((finding) => unproven(finding.message, finding.hint)));
  }
  return findings;
}

/** That a proved merge changed policies just as its owners saw, and that they approved. */
async function proveChange(
  repository: Repository,
  merge: ProvedMerge,
  commit: CommitFacts,
): Promise<Finding[]> {
  const { pull, proposed, merged } = merge.contents;
  const differs = [...new Set([...proposed.keys(), ...merged.keys()])].find(
    (path) =>
      path.startsWith("policies/") &&
      (!merged.has(path) || !proposed.has(path) || merged.get(path) !== proposed.get(path)),
  );
  if (differs !== undefined) {
    return [
      unproven(`${differs} is not, after the merge of pull request #${pull.number}, what was approved in it`),
    ];
  }
  const before = await policiesAt(repository, merge.before);
  const owners = ownerSets(before.policies, pull.merged_at ?? commit.committed);
  if (owners.length === 0)
    return [unproven(`before pull request #${pull.number} the settings named no owners`)];
  const approvals = approvalsOf(merge, owners, undefined);
  if (approvals.satisfied) return [];
  const why = approvals.findings.map((finding) => finding.message).join("; ");
  return [unproven(`pull request #${pull.number} changed policies/ without its owners: ${why}`)];
}

const LOOK =
  "An administrator looks at policies/ as it is on main and runs leasehold setup: what it then says is trusted.";

const unproven = (message: string, hint = LOOK): Finding =>
  error("policy-unproven", { file: "policies" }, `nothing is issued: ${message}`, hint);
