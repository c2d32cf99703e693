import { GitError } from "simple-git";
import { type OutsideCode, OutsideError } from "../../commands/outside-error.ts";

/** A Git process that ended with another code than 0. */
export class GitExit extends GitError {
  readonly code: number;
  readonly stderr: string;

  constructor(code: number, stderr: string) {
    super(undefined, `git exited with ${code}`);
    this.code = code;
    this.stderr = stderr;
  }
}

interface Kind {
  readonly pattern: RegExp;
  readonly code: OutsideCode;
  readonly hint: string;
  /** Said in place of Git's own words, where these say less. */
  readonly says?: string;
}

/** Git has no codes for what went wrong, only text; the first that matches decides. Messages are in English (LC_ALL). */
const KINDS: readonly Kind[] = [
  {
    pattern: /spawn \S* ?ENOENT|ENOENT.*spawn/,
    code: "not-found",
    hint: "Install Git, or put it on PATH.",
  },
  {
    // Git takes the name of a remote that is not there for a folder.
    pattern: /no such remote '?origin|'origin' does not appear to be a git repository/i,
    code: "not-found",
    says: "this clone has no remote named origin",
    hint: "Clone the access repository, or name where it is: git remote add origin <url>.",
  },
  {
    pattern: /dubious ownership/,
    code: "denied",
    hint: "The folder belongs to another user: git config --global --add safe.directory <folder>.",
  },
  {
    pattern: /not a git repository/i,
    code: "invalid",
    says: "there is no Git repository here",
    hint: "Run it inside a clone of the access repository, or name one with -C.",
  },
  {
    pattern:
      /GH0\d\d|hook declined|protected branch|Authentication failed|could not read (?:Username|Password)|Permission (?:to \S+ )?denied|returned error: 40[13]|Repository not found|\bpermission\b.*\bdenied\b/i,
    code: "denied",
    hint: "The token or login needs contents: read (fetch) and contents: write (push) on this repository, and no rule may keep it from the branch.",
  },
  {
    pattern:
      /\[(?:remote )?rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref/i,
    code: "conflict",
    hint: "Somebody wrote to it at the same time; run again.",
  },
  {
    pattern:
      /Could not resolve (?:host|proxy)|Connection (?:refused|timed out|reset)|Failed to connect|Operation timed out|Operation too slow|Network is unreachable|No route to host|unable to access|Could not read from remote|early EOF|hung up unexpectedly|RPC failed|returned error: 5\d\d|does not appear to be a git repository/i,
    code: "unreachable",
    hint: "Look at the remote named origin (git remote -v) and at the network; a later run goes on from here.",
  },
];

/** What went wrong, in the words of Git's last lines, without any credential an address may carry. */
export function gitFailure(task: string, exit: GitExit): OutsideError {
  const kind = KINDS.find(({ pattern }) => pattern.test(exit.stderr));
  const said = withoutCredentials(exit.stderr)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("hint:") && !line.startsWith("at "))
    .slice(-3)
    .join("; ");
  return new OutsideError(
    "git",
    kind?.code ?? "broken",
    kind?.says ?? `git ${task}: ${said === "" ? `ended with code ${exit.code}` : said}`,
    kind ? { hint: kind.hint } : {},
  );
}

/** Takes user and password out of addresses. */
export const withoutCredentials = (text: string): string => text.replace(/(\w+:\/\/)[^/@\s]+@/g, "$1***@");
