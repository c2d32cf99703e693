/**
 * CODEOWNERS as GitHub reads it: the last matching line wins, a pattern without owners un-owns, an invalid line
 * is skipped. (GitHub's documentation, "About code owners".)
 */
import type { GitRepository } from "../git/repository.ts";
import { hasRole, type Repo, type State } from "../state.ts";

const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
const largest = 3 * 1024 * 1024;

interface Line {
  readonly line: number;
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly matches: (path: string) => boolean;
}

export interface CodeownersError {
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly source: string;
  readonly suggestion: string | null;
  readonly message: string;
  readonly path: string;
}

/** The file that counts at a commit: the first of `.github/`, the root, `docs/`; over 3 MB it is not loaded. */
export async function codeownersAt(
  git: GitRepository,
  commit: string,
): Promise<{ path: string; text: string } | undefined> {
  for (const path of places) {
    const entry = await git.entry(commit, path);
    if (entry?.type !== "blob") continue;
    if ((entry.size ?? 0) > largest) return undefined;
    return { path, text: (await git.blob(entry.sha)).toString("utf8") };
  }
  return undefined;
}

const ownerForm = /^(@[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*)?|[^@\s]+@[^@\s]+\.[^@\s]+)$/i;

function parse(text: string): Line[] {
  return text.split("\n").flatMap((source, index) => {
    const [pattern, ...owners] = withoutComment(source)
      .split(/(?<!\\)\s+/)
      .filter((word) => word !== "");
    if (pattern === undefined || !validPattern(pattern) || !owners.every((owner) => ownerForm.test(owner))) {
      return [];
    }
    return [{ line: index + 1, pattern, owners, matches: matcher(pattern) }];
  });
}

const withoutComment = (line: string): string => line.replace(/(^|\s)#.*$/, "").trim();

/** Negation, character ranges and an escaped leading `#` work in .gitignore but not here. */
const validPattern = (pattern: string): boolean => !/^!|[[\]]|^\\#/.test(pattern);

function matcher(pattern: string): (path: string) => boolean {
  const anchored = pattern.replace(/\/$/, "").includes("/");
  const body = pattern.replace(/^\//, "").replace(/\/$/, "").replaceAll("\\ ", " ");
  const source = body
    .split(/(\*\*\/|\/\*\*|\*\*|\*|\?)/)
    .map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "/**") return "/.*";
      if (part === "**") return ".*";
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  // `docs/*` owns the files of docs, but not of the folders below it.
  const below = pattern.endsWith("/") ? "/.*" : /(^|\/)\*$/.test(pattern) && body !== "*" ? "" : "(?:/.*)?";
  const expression = new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}${below}$`);
  return (path) => expression.test(path);
}

/** The owners of a path; empty where it has none. */
export function ownersOf(text: string, path: string): readonly string[] {
  return parse(text).findLast((line) => line.matches(path))?.owners ?? [];
}

/** Is an account one of these owners, with write access, as GitHub asks of owners? */
export function isOwner(state: State, repo: Repo, login: string, owners: readonly string[]): boolean {
  const account = state.account(login);
  if (!account || !hasRole(state.roleOf(account, repo), "write")) return false;
  return owners.some((owner) => {
    if (!owner.startsWith("@")) return account.email?.toLowerCase() === owner.toLowerCase();
    const [name = "", slug] = owner.slice(1).split("/");
    if (slug === undefined) return account.login.toLowerCase() === name.toLowerCase();
    const team = state.team(name, slug);
    return team !== undefined && hasRole(team.repos.get(repo.id), "write") && team.members.has(account.id);
  });
}

/** What `GET …/codeowners/errors` lists. */
export function codeownersErrors(
  state: State,
  repo: Repo,
  file: { path: string; text: string },
): CodeownersError[] {
  const errors: CodeownersError[] = [];
  file.text.split("\n").forEach((source, index) => {
    const words = [...withoutComment(source).matchAll(/\S+/g)];
    const report = (kind: string, column: number, problem: string, suggestion: string | null) => {
      errors.push({
        line: index + 1,
        column,
        kind,
        source,
        suggestion,
        message: `${kind} on line ${index + 1}: ${problem}\n\n  ${source}\n  ${" ".repeat(column - 1)}^`,
        path: file.path,
      });
    };
    const [pattern, ...owners] = words;
    if (pattern && !validPattern(pattern[0])) {
      report("Invalid pattern", pattern.index + 1, `the pattern ${pattern[0]} is not supported`, null);
      return;
    }
    for (const owner of owners) {
      const problem = problemOfOwner(state, repo, owner[0]);
      if (problem) report(problem.kind, owner.index + 1, problem.message, problem.suggestion);
    }
  });
  return errors;
}

function problemOfOwner(
  state: State,
  repo: Repo,
  owner: string,
): { kind: string; message: string; suggestion: string } | undefined {
  if (!ownerForm.test(owner)) {
    return {
      kind: "Invalid owner",
      message: `${owner} is not a user, a team or an address`,
      suggestion: "write @user, @organization/team or an email address",
    };
  }
  const write = `make sure ${owner} exists and has write access to the repository`;
  const [name = "", slug] = owner.replace(/^@/, "").split("/");
  if (owner.startsWith("@") && slug !== undefined) {
    const team = state.team(name, slug);
    const known = team !== undefined && hasRole(team.repos.get(repo.id), "write");
    return known ? undefined : { kind: "Unknown owner", message: write, suggestion: write };
  }
  const account = owner.startsWith("@")
    ? state.account(name)
    : [...state.accounts.values()].find((one) => one.email?.toLowerCase() === owner.toLowerCase());
  const known = account !== undefined && hasRole(state.roleOf(account, repo), "write");
  return known ? undefined : { kind: "Unknown owner", message: write, suggestion: write };
}
