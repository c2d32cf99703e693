import { type GrantKey, isKey, NAME } from "../domain/key.ts";
import { LOGIN, type Login } from "../domain/login.ts";
import type { GrantRecord } from "../domain/record.ts";
import { type RecallVault, recallNow } from "./end/recall-now.ts";
import { attempt, type Outcome, type Trouble } from "./outcome.ts";
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
  /** The branch grants live on. */
  readonly branch: string;
}

export interface RevokePorts extends Omit<OpenRevokePorts, "github"> {
  /** Opens GitHub when it is needed; what it throws is told, as access can end without it. */
  readonly github: () => Promise<OpenRevokePorts["github"]>;
  /** With the person's own login, which needs the policy `leasehold-recall`; used by `--now` alone. */
  readonly vault: () => Promise<RecallVault>;
}

export interface Revoked extends Outcome {
  /** Grants whose access is ended and proved so: by `--now`. */
  readonly recalled: readonly GrantRecord[];
  /** Leases of tokens of whole roles that no record names, ended with them: by `--now` with a role, or all. */
  readonly unrecorded: number;
  /** Grants on main whose files the pull request deletes. */
  readonly grants: OpenedRevoke["grants"];
  readonly pull?: OpenedRevoke["pull"];
}

/**
 * Ends grants: by a pull request that deletes their files, and with `--now` in Vault first. Neither waits for the
 * other: with GitHub down the access still ends now, with Vault down it ends when the pull request is merged.
 */
export async function revoke(ports: RevokePorts, options: RevokeOptions): Promise<Revoked> {
  const selection = selectionOf(options);

  const troubles: Trouble[] = [];
  const recall = options.now
    ? await attempt("recall in Vault now", async () => recallNow(await ports.vault(), selection))
    : undefined;
  if (recall && !recall.ok) troubles.push(withRecallHint(recall.trouble));
  const ended = recall?.ok ? recall.value : { closed: [], unrecorded: 0, findings: [], troubles: [] };
  troubles.push(...ended.troubles);

  const recalled = new Set<GrantKey>(ended.closed.map((record) => record.key));
  const opened = await attempt("the pull request that deletes the files", async () =>
    openRevoke(
      { ...ports, github: await ports.github() },
      options.branch,
      selection,
      recalled,
      options.reason,
    ),
  );
  if (!opened.ok) troubles.push(opened.trouble);
  const grants = opened.ok ? opened.value.grants : [];
  const done = grants.length + ended.closed.length + ended.unrecorded;
  if (troubles.length === 0 && done === 0) return nothing(selection, options.now);
  return {
    recalled: ended.closed,
    unrecorded: ended.unrecorded,
    grants,
    ...(opened.ok && opened.value.pull ? { pull: opened.value.pull } : {}),
    findings: ended.findings,
    troubles,
  };
}

/** Reads `KEY | --user U | --role R | --all`. */
function selectionOf(options: Omit<RevokeOptions, "branch" | "now">): Selection {
  const { key, user, role, all } = options;
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
  ].join(" "),
});

function nothing(selection: Selection, now: boolean): never {
  const what = selection.kind === "key" ? selection.key : "such a grant";
  const where = now ? "neither live in Vault nor on main" : "not on main";
  throw new Stop(1, `${what} is ${where}: there is nothing to end`, "leasehold status shows who has what.");
}
