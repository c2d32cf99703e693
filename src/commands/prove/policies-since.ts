import type { Finding } from "../../domain/finding.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import { attempt } from "../outcome.ts";
import type { GitHubReads, Repository, VaultIssuing } from "../ports.ts";
import { provePolicies } from "./prove-policies.ts";
import type { Writers } from "./writers.ts";

interface Ports {
  readonly vault: Pick<VaultIssuing, "provedPolicies" | "rememberPolicies">;
  readonly repository: Repository;
  readonly github: GitHubReads;
  readonly writers?: Writers;
}

/**
 * {@link provePolicies} from where an earlier run got to, remembering how far this one did: five or more questions to
 * GitHub for every change of policies since setup, each time something is issued, would use up its hour
 * (docs/decisions/0062-proved-policies.md). What is remembered only saves questions: where it cannot be read or
 * written, everything is proved from the beginning.
 */
export async function provePoliciesSince(
  ports: Ports,
  setup: SetupRecord,
  head: string,
  branch: string,
): Promise<Finding[]> {
  const looked = await ports.repository.commit(setup.policies_commit);
  const changes = looked ? await ports.repository.commitsTouching(head, "policies", looked.sha) : [];
  // Nothing to ask GitHub, or a clone that does not have what setup looked at: that is told there.
  if (changes.length === 0) return provePolicies(ports, setup, head, branch);
  const read = await attempt("read how far policies were proved", () => ports.vault.provedPolicies());
  const known = read.ok ? read.value : undefined;
  const since = known && (await stillHolds(ports.repository, known.value, setup, head)) && known.value.commit;
  const findings = await provePolicies(ports, setup, head, branch, since || undefined);
  const last = changes.at(-1)?.sha;
  if (read.ok && findings.length === 0 && last !== undefined && last !== since) {
    const proved = { since: setup.policies_commit, commit: last };
    await attempt("remember how far policies were proved", () =>
      ports.vault.rememberPolicies(proved, known?.version ?? 0),
    );
  }
  return findings;
}

/** Of this setup, and on the way from what it looked at to main's tip: history may have been written anew. */
async function stillHolds(
  repository: Repository,
  { since, commit }: { readonly since: string; readonly commit: string },
  setup: SetupRecord,
  head: string,
): Promise<boolean> {
  if (since !== setup.policies_commit) return false;
  const held = await Promise.all([repository.isMainline(commit, head), repository.isMainline(since, commit)]);
  return held.every(Boolean);
}
