import { historyOf } from "../../domain/audit/history.ts";
import { type GrantKey, grantPath, keyOf } from "../../domain/key.ts";
import { instant, plus, type Seconds, seconds } from "../../domain/units.ts";
import { spanText } from "../../render/duration.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { AuditLogReads, Clock, GitHubReads, Reporter, Repository } from "../ports.ts";

interface Ports {
  readonly github: Pick<GitHubReads, "pull">;
  readonly repository: Repository;
  readonly log: AuditLogReads;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

export interface Awaited {
  readonly role: string;
  readonly id: string;
  readonly pull: number;
  /** The branch grants live on. */
  readonly branch: string;
}

/** How waiting ended. Only `issued` means that there is access now. */
export type Waited =
  | { readonly kind: "issued"; readonly key: GrantKey }
  | { readonly kind: "refused"; readonly key: GrantKey; readonly messages: readonly string[] }
  /** Closed without a merge, or its file is gone again. */
  | { readonly kind: "given-up"; readonly message: string }
  | { readonly kind: "not-yet"; readonly message: string; readonly trouble?: Trouble };

/** Waits get longer, as approvals take minutes and not seconds. */
const FIRST = 3;
const LONGEST = 20;
/** The audit log is read from a day before: a run's clock may be behind. */
const DAY = 86_400;

/**
 * Waits until a request is issued, refused or given up, at most so long. What fails on the way is tried again; the
 * last failure is told when the time is over.
 */
export async function waitForIssue(ports: Ports, wanted: Awaited, atMost: Seconds): Promise<Waited> {
  const { clock, reporter } = ports;
  const started = clock.now();
  const until = plus(started, atMost);
  let said = "";
  let last: Trouble | undefined;
  for (let pause = FIRST; ; pause = Math.min(LONGEST, pause * 1.5)) {
    const looked = await attempt(`look at pull request #${wanted.pull}`, () => look(ports, wanted));
    last = looked.ok ? undefined : looked.trouble;
    if (looked.ok && typeof looked.value !== "string") return looked.value;
    if (looked.ok && looked.value !== said) {
      said = String(looked.value);
      reporter.info(said);
    }
    const now = clock.now();
    if (now >= until) {
      const message = `not issued within ${spanText(atMost)}; the request stands. ${last?.message ?? said}`;
      return { kind: "not-yet", message, ...(last === undefined ? {} : { trouble: last }) };
    }
    reporter.progress(said === "" ? "waiting" : said, now - started, atMost);
    await clock.wait(seconds(Math.ceil(Math.min(pause, until - now))));
  }
}

/** The outcome, or a text that says what is waited for. */
async function look(ports: Ports, wanted: Awaited): Promise<Waited | string> {
  const pull = await ports.github.pull(wanted.pull);
  if (!pull) return { kind: "given-up", message: `pull request #${wanted.pull} is not there any more` };
  if (pull.merged_at === undefined) {
    if (pull.state === "open")
      return `Pull request #${pull.number} waits for its approvals and the merge: ${pull.url}`;
    return { kind: "given-up", message: `pull request #${pull.number} was closed without a merge` };
  }
  const key = await keyOnMain(ports.repository, wanted);
  if (key === undefined) return `Pull request #${pull.number} is merged; main does not show it yet`;
  const told = historyOf(await ports.log.events(instant(pull.merged_at - DAY))).get(key);
  if (told?.issued !== undefined) return { kind: "issued", key };
  if (told?.refused) return { kind: "refused", key, messages: told.refused.messages };
  return `Pull request #${pull.number} is merged; apply issues it now`;
}

async function keyOnMain(
  repository: Repository,
  { role, id, branch }: Awaited,
): Promise<GrantKey | undefined> {
  const commit = (await repository.fetch([branch])).get(branch);
  if (commit === undefined) return undefined;
  const landing = (await repository.landings(commit, `grants/${role}`)).get(grantPath(role, id));
  return landing && keyOf(role, id, landing.commit);
}
