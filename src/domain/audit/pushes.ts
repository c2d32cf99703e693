import type { Login } from "../login.ts";
import type { Activity } from "../pull-request.ts";
import { formatInstant, type Instant } from "../units.ts";
import { type Mismatch, mismatch } from "./mismatch.ts";

/** An old push is told as a warning: nobody can take it back, and today's must be seen beside it. */
const NEWS = 7 * 86_400;

const who = ({ actor }: Activity): string => actor ?? "somebody GitHub cannot name";
const short = (sha: string): string => sha.slice(0, 12);

/**
 * Pushes to the branch of grants that came by no pull request.
 *
 * @param seen whether an administrator looked at the branch as it was after the push (`leasehold setup`)
 */
export function straightPushes(
  branch: string,
  rows: readonly Activity[],
  seen: (row: Activity) => boolean,
  now: Instant,
): Mismatch[] {
  const bypassing = rows.filter(
    ({ type }) => type === "push" || type === "force_push" || type === "branch_deletion",
  );
  return bypassing
    .filter((row) => !seen(row))
    .map((row) => {
      const did = {
        push: `pushed ${short(row.after)} straight to ${branch}`,
        force_push: `force-pushed ${branch} from ${short(row.before)} to ${short(row.after)}`,
      }[row.type];
      const message = `${who(row)} ${did ?? `deleted ${branch}`} at ${formatInstant(row.at)}: no pull request, so nobody approved it`;
      const hint = `git show ${short(row.after)} shows what came. Protect ${branch}: leasehold doctor says how.`;
      return aged(
        mismatch("provenance", branch, `${row.type} ${row.before} ${row.after}`, message, hint),
        row,
        now,
      );
    });
}

/**
 * What happened to the audit branch that only somebody else than its workflows does.
 *
 * @param ours logins that write the log beside bots: the one that audits
 */
export function logPushes(
  branch: string,
  rows: readonly Activity[],
  ours: readonly Login[],
  now: Instant,
): Mismatch[] {
  return rows.flatMap((row) => {
    const byWorkflow = row.actor !== undefined && (row.actor.endsWith("[bot]") || ours.includes(row.actor));
    if (row.type === "push" && byWorkflow) return [];
    const did = {
      push: `pushed ${short(row.after)} to ${branch}, where only the workflows write`,
      force_push: `force-pushed ${branch} from ${short(row.before)} to ${short(row.after)}: what was there may be gone`,
      branch_deletion: `deleted ${branch}, as it was at ${short(row.before)}`,
    }[row.type];
    if (did === undefined) return [];
    const message = `${who(row)} ${did}, at ${formatInstant(row.at)}`;
    const hint =
      row.type === "push"
        ? `git show ${short(row.after)} shows the lines. Let nobody else push there: leasehold doctor says how.`
        : `git fetch origin ${short(row.before)} may still have what was there; so has every older clone.`;
    return [
      aged(
        mismatch("audit-chain", branch, `${row.type} ${row.before} ${row.after}`, message, hint),
        row,
        now,
      ),
    ];
  });
}

const aged = (found: Mismatch, row: Activity, now: Instant): Mismatch =>
  row.at + NEWS > now ? found : { ...found, finding: { ...found.finding, severity: "warning" } };
