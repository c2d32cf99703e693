import { StringDecoder } from "node:string_decoder";
import { OutsideError } from "../../commands/outside-error.ts";
import type { CommitFacts, Landing } from "../../commands/ports.ts";
import { instant } from "../../domain/units.ts";
import type { Listed } from "./commit-tree.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

/** What a commit did against its first parent: exact, whatever the clone's configuration says of diffs. */
const AGAINST_FIRST_PARENT = [
  "--first-parent",
  "--diff-merges=first-parent",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
  "--ignore-submodules=none",
  "--no-color",
  "--no-notes",
] as const;

const FACTS = "--format=tformat:%H %ct %P";

/** In place of the landing of a path whose commit is still looked for. */
const NOT_MET: Landing = { commit: "", at: instant(0) };

/**
 * For every path under a folder at a commit: the first-parent commit that last touched it. See Repository.landings.
 *
 * The log is read newest first and left as soon as every path is known: cost follows what changed lately, not the age
 * of the repository. It does not wait for the listing. `--sparse`: without it Git compares each commit's trees twice,
 * once to leave out commits that touched nothing of ours, which we skip for nothing.
 *
 * @param listing what lies under the folder at the commit
 */
export async function readLandings(
  git: GitProcess,
  commit: string,
  folder: string,
  listing: Promise<readonly Listed[]>,
  beside?: string,
): Promise<Map<string, Landing>> {
  const at = asRevision(commit);
  const found = new Map<string, Landing>();
  const isBeside = (path: string): boolean => beside !== undefined && path.startsWith(`${beside}/`);
  let isListed = false;
  /** Listed paths that no commit was met for. */
  let missing = 0;
  const listed = listing.then((entries) => {
    const met = new Map(found);
    found.clear();
    // What was met so far, of all paths there ever were.
    for (const [path, landing] of met) if (isBeside(path)) found.set(path, landing);
    for (const { path } of entries) found.set(path, met.get(path) ?? NOT_MET);
    // Not by the entries: names that are no text may be told as the same.
    for (const landing of found.values()) if (landing === NOT_MET) missing += 1;
    isListed = true;
  });

  let current: Landing | undefined;
  // A path is told by its place, after a status: a file may be called like a commit.
  let expectsPath = false;
  const read = (token: string): void => {
    if (expectsPath) {
      expectsPath = false;
      if (!current) return;
      const known = found.get(token);
      if (known === NOT_MET) missing -= 1;
      else if (known !== undefined || (isListed && !isBeside(token))) return;
      found.set(token, current);
    } else if (isStatus(token)) {
      expectsPath = true;
    } else if (token !== "") {
      const { sha, committed } = parseFacts(token);
      current = { commit: sha, at: committed };
    }
  };
  const split = nulSplitter(read);
  // Where all grants are asked for, holding each name of each tree against the paths costs more than it leaves out.
  const paths = folder.includes("/") ? [folder, ...(beside === undefined ? [] : [beside])] : [];
  const log = git.stream(
    ["log", ...AGAINST_FIRST_PARENT, "--sparse", "--name-status", "-z", FACTS, at, "--", ...paths],
    (piece) => {
      split(piece);
      return !isListed || missing > 0;
    },
  );
  await Promise.all([listed, log]);

  if (missing > 0) {
    const [lost] = [...found].find(([, landing]) => landing === NOT_MET) ?? [];
    throw new OutsideError("git", "broken", `git log: no commit of ${at} added ${JSON.stringify(lost)}`, {
      hint: "The clone may be shallow: git fetch --unshallow.",
    });
  }
  return found;
}

/** `M`, `A` or the like, after a line feed where it is a commit's first; a commit's own line is longer. */
const isStatus = (token: string): boolean => token.length <= 5 && /^\n?[A-Z]\d*$/.test(token);

/** First-parent commits that touched a folder, oldest first; see Repository.commitsTouching. */
export async function readCommitsTouching(
  git: GitProcess,
  commit: string,
  folder: string,
  since: string | undefined,
): Promise<CommitFacts[]> {
  const range = since === undefined ? [] : [`^${asRevision(since)}`];
  const args = ["log", "--first-parent", "--no-patch", "--reverse", FACTS, asRevision(commit), ...range];
  return parseLines(await git.text([...args, "--", folder]));
}

/** Commits reachable from `to` and not from `from`, newest first. */
export async function readRange(git: GitProcess, from: string, to: string): Promise<CommitFacts[]> {
  return parseLines(await git.text(["log", FACTS, asRevision(to), `^${asRevision(from)}`, "--"]));
}

/** Whether the first-parent history of `tip` comes by the commit, and not only past it. */
export async function readIsMainline(git: GitProcess, commit: string, tip: string): Promise<boolean> {
  const [wanted, from] = await Promise.all([commit, tip].map((one) => readCommit(git, one)));
  if (wanted === undefined || from === undefined) return false;
  if (wanted.sha === from.sha) return true;
  const newer = await git.text(["log", FACTS, "--first-parent", from.sha, `^${wanted.sha}`, "--"]);
  // The oldest of those that the commit does not have: its first parent is where the chain goes on.
  return parseLines(newer).at(-1)?.parents[0] === wanted.sha;
}

/** One commit's facts, or undefined where the clone has no such commit. */
export async function readCommit(git: GitProcess, sha: string): Promise<CommitFacts | undefined> {
  const text = await git.answer(["log", "-1", FACTS, `${asRevision(sha)}^{commit}`, "--"], { unless: [128] });
  return text === undefined ? undefined : parseLines(text)[0];
}

const parseLines = (text: string): CommitFacts[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map(parseFacts);

function parseFacts(line: string): CommitFacts {
  const [sha = "", time = "", ...parents] = line.trim().split(" ");
  const committed = Number(time);
  if (sha === "" || time === "" || !Number.isSafeInteger(committed)) {
    throw new OutsideError("git", "broken", `git log: ${JSON.stringify(line.slice(0, 100))} is no commit`);
  }
  return { sha, committed: instant(committed), parents };
}

/** Cuts a stream at its NUL bytes; what comes after the last one waits for more. */
function nulSplitter(token: (text: string) => void): (piece: Buffer) => void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return (piece) => {
    const tokens = (rest + decoder.write(piece)).split("\0");
    rest = tokens.pop() ?? "";
    tokens.forEach(token);
  };
}
