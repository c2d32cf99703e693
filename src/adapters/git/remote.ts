import { OutsideError } from "../../commands/outside-error.ts";
import type { GitProcess } from "./git-process.ts";
import { asRevision } from "./object-names.ts";

/** Where fetched refs are kept: nothing a person looks at or works on. */
const FETCHED = "refs/leasehold/origin/";
/** Two runs in one clone may move the same ref at once: the later one asks again. */
const TRIES = 4;

/** Clones that were seen to be whole: nothing of ours makes one shallow. */
const whole = new WeakSet<GitProcess>();

/** Whether the clone lacks the beginning of its history. One that does is asked again: another run may deepen it. */
export async function isShallow(git: GitProcess): Promise<boolean> {
  if (whole.has(git)) return false;
  const isIt = (await git.text(["rev-parse", "--is-shallow-repository"])).trim() === "true";
  if (!isIt) whole.add(git);
  return isIt;
}

/** The full name of a ref at origin: `main` is a branch, `refs/pull/7/head` is itself. */
export const fullRef = (ref: string): string =>
  ref.startsWith("refs/") || ref === "HEAD" ? ref : `refs/heads/${ref}`;

/**
 * Fetches refs from origin; a shallow clone is deepened to the whole history by the same call.
 *
 * @returns the commit each ref now stands for; a ref that origin has not is left out
 */
export async function fetchRefs(git: GitProcess, refs: readonly string[]): Promise<Map<string, string>> {
  let wanted = [...new Set(refs.map(asRevision))];
  for (let tries = 1; wanted.length > 0; ) {
    try {
      await fetch(git, wanted, await isShallow(git));
      break;
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      const absent = /couldn't find remote ref (\S+)/i.exec(error.message)?.[1];
      if (absent !== undefined) {
        const left = wanted.filter((ref) => fullRef(ref) !== absent);
        if (left.length === wanted.length) throw error;
        wanted = left;
      } else if (error.code !== "conflict" || tries >= TRIES) throw error;
      else tries += 1;
    }
  }
  return commitsOf(git, wanted);
}

/** The newest commit of a branch of origin that the clone has, by our own fetches or a person's; asks nobody. */
export async function lastSeen(git: GitProcess, branch: string): Promise<string | undefined> {
  const refs = [keptAs(branch), `refs/remotes/origin/${branch}`];
  const lines = await git.text([
    "for-each-ref",
    "--sort=-committerdate",
    "--format=%(objectname) %(refname)",
    ...refs,
  ]);
  // A pattern finds what lies below a ref, too.
  const found = lines.split("\n").map((line) => line.split(" "));
  return found.find(([, ref]) => ref !== undefined && refs.includes(ref))?.[0];
}

async function fetch(git: GitProcess, refs: readonly string[], deepen: boolean): Promise<void> {
  const specs = refs.map((ref) => `+${fullRef(ref)}:${keptAs(ref)}`);
  const quiet = [
    "--no-tags",
    "--no-write-fetch-head",
    "--refmap=",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
  ];
  await git.text(["fetch", "--verbose", ...quiet, ...(deepen ? ["--unshallow"] : []), "origin", ...specs], {
    remote: true,
  });
}

async function commitsOf(git: GitProcess, refs: readonly string[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const lines = await git.text(["for-each-ref", "--format=%(objectname) %(refname)", FETCHED]);
  const ids = new Map(
    lines.split("\n").map((line) => {
      const space = line.indexOf(" ");
      return [line.slice(space + 1), line.slice(0, space)] as const;
    }),
  );
  return new Map(
    refs.flatMap((ref) => {
      const id = ids.get(keptAs(ref));
      return id === undefined ? [] : [[ref, id] as const];
    }),
  );
}

const keptAs = (ref: string): string => `${FETCHED}${fullRef(ref).replace(/^refs\//, "")}`;
