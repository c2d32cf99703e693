import { type GrantKey, isKey, NAME } from "../domain/key.ts";
import { LOGIN, type Login } from "../domain/login.ts";
import type { GrantRecord, RecallReport } from "../domain/record.ts";
import { type RecallVault, recallNow } from "./end/recall-now.ts";
import { attempt, type Outcome, type Pace, type Trouble } from "./outcome.ts";
import { type OpenedRevoke, type OpenRevokePorts, openRevoke, type Selection } from "./person/open-revoke.ts";
import { Stop } from "./stop.ts";

/** Exactly one of the first four. */
export interface RevokeOptions {
  readonly key?: string;
  readonly user?: Login;
  readonly role?: string;
  readonly all?: boolean;
  /** Ends the access in Vault first, then tidies by pull request. */
  readonly now: boolean;
  /** Said in the pull request. */
  readonly reason?: string;
  /** One grant's pick-up was opened by somebody else: it ends at once, and this is told to the log and the sinks. */
  readonly stolen?: boolean;
  /** The branch grants live on. */
  readonly branch: string;
}

export interface RevokePorts extends Omit<OpenRevokePorts, "github">, Pace {
  /** Opens GitHub when it is needed; what it throws is told, as access can end without it. */
  readonly github: () => Promise<OpenRevokePorts["github"]>;
  /** With the person's own login, which needs the policy `leasehold-recall`; used by `--now` alone. */
  readonly vault: () => Promise<RecallVault>;
  /** Starts the workflow that recalls one grant: for `stolen`, where the person's own login may not. */
  readonly askForRecall?: (key: GrantKey, report: RecallReport) => Promise<void>;
}

export interface Revoked extends Outcome {
  /** Grants whose access is ended and proved so: by `--now`. */
  readonly recalled: readonly GrantRecord[];
  /** Leases of tokens of whole roles that no record names, ended with them: by `--now` with a role, or all. */
  readonly unrecorded: number;
  /** Grants on main whose files the pull request deletes. */
  readonly grants: OpenedRevoke["grants"];
  readonly pull?: OpenedRevoke["pull"];
  /** The workflow that recalls it is on its way. */
  readonly asked?: GrantKey;
}

/**
 * Ends grants: by a pull request that deletes their files, and with `--now` in Vault first. Neither waits for the
 * other: with GitHub down the access still ends now, with Vault down it ends when the pull request is merged.
 */
export async function revoke(ports: RevokePorts, options: RevokeOptions): Promise<Revoked> {
  const selection = selectionOf(options);

  const troubles: Trouble[] = [];
  const report = options.stolen ? STOLEN : undefined;
  const recall =
    options.now || report
      ? await attempt("recall in Vault now", async () =>
          recallNow(await ports.vault(), selection, report?.kind, ports),
        )
      : undefined;
  // Who may not recall in Vault may have the workflow do it: it needs no more than writing to the repository.
  const asked =
    recall && !recall.ok && report ? await askForRecall(ports, selection, report.kind) : undefined;
  if (recall && !recall.ok && !asked?.ok) troubles.push(withRecallHint(recall.trouble));
  if (asked && !asked.ok) troubles.push(asked.trouble);
  const ended = recall?.ok ? recall.value : { closed: [], unrecorded: 0, findings: [], troubles: [] };
  troubles.push(...ended.troubles);

  const recalled = new Set<GrantKey>(ended.closed.map((record) => record.key));
  const opened = await attempt("the pull request that deletes the files", async () =>
    openRevoke(
      { ...ports, github: await ports.github() },
      options.branch,
      selection,
      recalled,
      options.reason ?? report?.why,
    ),
  );
  if (!opened.ok) troubles.push(opened.trouble);
  const grants = opened.ok ? opened.value.grants : [];
  const done = grants.length + ended.closed.length + ended.unrecorded + (asked?.ok ? 1 : 0);
  if (troubles.length === 0 && done === 0) return nothing(selection, options.now || options.stolen === true);
  return {
    recalled: ended.closed,
    unrecorded: ended.unrecorded,
    grants,
    ...(opened.ok && opened.value.pull ? { pull: opened.value.pull } : {}),
    ...(asked?.ok ? { asked: asked.value } : {}),
    findings: ended.findings,
    troubles,
  };
}

const STOLEN = { kind: "pickup-opened", why: "The pick-up was opened by somebody else." } as const;

function askForRecall({ askForRecall: ask }: RevokePorts, selection: Selection, report: RecallReport) {
  return attempt("have the workflow recall it", async () => {
    if (!ask || selection.kind !== "key") throw new Error("only for one grant, by its key");
    await ask(selection.key, report);
    return selection.key;
  });
}

/** Reads `KEY | --user U | --role R | --all`. */
function selectionOf(options: Omit<RevokeOptions, "branch" | "now">): Selection {
  const { key, user, role, all, stolen } = options;
  if (stolen && key === undefined)
    throw new Stop(2, "--stolen is about one grant", "leasehold revoke KEY --stolen");
  const given = [key, user, role, all || undefined].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new Stop(
      2,
      "say what to end, in one way",
      "KEY, --user LOGIN, --role ROLE or --all; leasehold status shows the keys.",
    );
  }
  if (key !== undefined) return isKey(key) ? { kind: "key", key } : wrong(key, "is no key of a grant");
  if (user !== undefined) return LOGIN.test(user) ? { kind: "user", user } : wrong(user, "is no login");
  if (role !== undefined)
    return NAME.test(role) ? { kind: "role", role } : wrong(role, "is no name of a role");
  return { kind: "all" };
}

function wrong(text: string, what: string): never {
  throw new Stop(2, `${JSON.stringify(text)} ${what}`, "leasehold status shows who has what, with the keys.");
}

const withRecallHint = (trouble: Trouble): Trouble => ({
  ...trouble,
  hint: [
    ...(trouble.hint === undefined ? [] : [trouble.hint]),
    "Recalling at once needs a login with the policy leasehold-recall. Without it, merging the pull request ends the access.",
  ].join("\n"),
});

function nothing(selection: Selection, now: boolean): never {
  const what = selection.kind === "key" ? selection.key : "such a grant";
  const where = now ? "neither live in Vault nor on main" : "not on main";
  throw new Stop(1, `${what} is ${where}: there is nothing to end`, "leasehold status shows who has what.");
}
