import type { ChangeReport } from "../domain/change/change-report.ts";
import { hasErrors, inOrder } from "../domain/finding.ts";
import type { GrantView } from "../domain/grant-view.ts";
import { checkChange } from "./gate/check-change.ts";
import { checkTree } from "./gate/check-tree.ts";
import type { CheckOptions } from "./gate/checked.ts";
import type { Repository } from "./ports.ts";
import { Stop } from "./stop.ts";

/**
 * `leasehold check`: judges grants and policies (formats.md, "check"). Needs nothing outside the repository.
 *
 * @throws Stop in a shallow clone, and for a ref that is none
 */
export async function check(
  ports: { readonly repository: Repository },
  options: CheckOptions,
): Promise<ChangeReport> {
  if (await ports.repository.isShallow()) {
    throw new Stop(
      2,
      "this is a shallow clone: when a grant began is not known in it",
      "Run git fetch --unshallow; in Actions, check out with fetch-depth: 0.",
    );
  }
  const { findings, ...report } =
    options.base === undefined
      ? await checkTree(ports.repository, options)
      : await checkChange(ports.repository, options.base, options);
  const all = inOrder(findings);
  return {
    ...report,
    result: {
      ok: !hasErrors(all),
      findings: all,
      get grants(): readonly GrantView[] {
        return report.requests.map((request) => request.view);
      },
    },
  };
}
