import { ownerSets } from "../domain/eligibility.ts";
import { error, type Finding } from "../domain/finding.ts";
import type { SetupRecord } from "../domain/setup-record.ts";
import { policiesAt } from "./main-state.ts";
import type { GitHubReads, Repository } from "./ports.ts";
import { approvalsOf, proveMerge } from "./provenance.ts";

interface Ports {
  readonly repository: Repository;
  readonly github: GitHubReads;
}

/**
 * That every change of `policies/` since the administrator's `setup` came by a pull request that the owners approved
 * (design.md, "Provenance", 4). Empty where it did; else nothing may be issued.
 *
 * The owners of a change are those before it: nobody makes themselves one.
 */
export async function provePolicies(
  ports: Ports,
  setup: SetupRecord,
  head: string,
  branch: string,
): Promise<Finding[]> {
  const { repository } = ports;
  if (
    !(await repository.commit(setup.policies_commit)) ||
    !(await repository.isAncestor(setup.policies_commit, head))
  ) {
    return [
      unproven(
        `the commit that setup looked at, ${setup.policies_commit.slice(0, 12)}, is not in ${branch}'s history`,
        "Its history was written anew, or setup ran from another branch. An administrator looks at policies/ and runs leasehold setup.",
      ),
    ];
  }
  const findings: Finding[] = [];
  for (const commit of await repository.commitsTouching(head, "policies", setup.policies_commit)) {
    const merge = await proveMerge(ports, commit, branch, () => true);
    if (merge.kind !== "proved") {
      findings.push(...merge.findings.map((finding) => unproven(finding.message, finding.hint)));
      continue;
    }
    const before = await policiesAt(repository, merge.value.before);
    const when = merge.value.contents.pull.merged_at ?? commit.committed;
    const owners = ownerSets(before.policies, when);
    const approvals = approvalsOf(merge.value, owners, undefined);
    const number = merge.value.contents.pull.number;
    if (owners.length === 0)
      findings.push(unproven(`before pull request #${number} the settings named no owners`));
    else if (!approvals.satisfied) {
      const why = approvals.findings.map((finding) => finding.message).join("; ");
      findings.push(unproven(`pull request #${number} changed policies/ without its owners: ${why}`));
    }
  }
  return findings;
}

const LOOK =
  "An administrator looks at policies/ as it is on main and runs leasehold setup: what it then says is trusted.";

const unproven = (message: string, hint = LOOK): Finding =>
  error("policy-unproven", { file: "policies" }, `nothing is issued: ${message}`, hint);
