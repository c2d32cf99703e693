import type { Mismatch } from "../../domain/audit/mismatch.ts";
import { logPushes, straightPushes } from "../../domain/audit/pushes.ts";
import type { Login } from "../../domain/login.ts";
import type { SetupRecord } from "../../domain/setup/record.ts";
import type { Instant } from "../../domain/units.ts";
import type { GitHubReads, Repository } from "../ports.ts";

/** Commits that came to main or to the log by no pull request, or otherwise than by appending. */
export async function comparePushes(
  {
    repository,
    github,
  }: {
    readonly repository: Repository;
    readonly github: GitHubReads & { me(): Promise<Login | undefined> };
  },
  { branch, log }: { readonly branch: string; readonly log: string },
  setup: SetupRecord | undefined,
  now: Instant,
): Promise<Mismatch[]> {
  const rows = await github.activity(branch);
  const seen = new Set<string>();
  for (const { after } of rows) {
    const looked = setup?.policies_commit;
    const known = looked !== undefined && (await repository.commit(after)) !== undefined;
    if (known && (await repository.isMainline(after, looked))) seen.add(after);
  }
  const me = await github.me();
  return [
    ...straightPushes(branch, rows, ({ type, after }) => type === "push" && seen.has(after), now),
    ...logPushes(log, await github.activity(log), me === undefined ? [] : [me], now),
  ];
}
