/** Git's objects as text: parsing and writing of commits, and of what `diff` prints. */

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Instant, whole seconds. */
  readonly date: Date;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** Without the newline Git puts at its end. */
  readonly message: string;
  /** The armoured signature a commit carries itself. */
  readonly signature: string | undefined;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  readonly signature?: string;
}

export interface FileChange {
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly path: string;
  readonly previousPath?: string;
  /** Blob after the change; before it where the file is removed. */
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first hunk on, as GitHub gives it; `undefined` for binaries and pure renames. */
  readonly patch: string | undefined;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size?: number;
  readonly path: string;
}

function parseSignature(line: string): Signature {
  const match = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(line);
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", date: new Date(Number(match?.[3] ?? 0) * 1000) };
}

export function parseCommit(sha: string, text: string): Commit {
  const split = text.indexOf("\n\n");
  const headers: [string, string][] = [];
  for (const line of text.slice(0, split < 0 ? undefined : split).split("\n")) {
    const last = headers.at(-1);
    if (line.startsWith(" ") && last) last[1] += `\n${line.slice(1)}`;
    else headers.push([line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
  }
  const header = (name: string) => headers.find(([key]) => key === name)?.[1];
  return {
    sha,
    tree: header("tree") ?? "",
    parents: headers.filter(([key]) => key === "parent").map(([, value]) => value),
    author: parseSignature(header("author") ?? ""),
    committer: parseSignature(header("committer") ?? ""),
    message: split < 0 ? "" : text.slice(split + 2).replace(/\n+$/, ""),
    signature: header("gpgsig"),
  };
}

function renderSignature({ name, email, date }: Signature): string {
  const clean = (text: string) => text.replace(/[<>\n]/g, "");
  return `${clean(name)} <${clean(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

export function renderCommit(commit: NewCommit): string {
  const lines = [`tree ${commit.tree}`, ...commit.parents.map((parent) => `parent ${parent}`)];
  lines.push(`author ${renderSignature(commit.author)}`, `committer ${renderSignature(commit.committer)}`);
  if (commit.signature) lines.push(`gpgsig ${commit.signature.trimEnd().replaceAll("\n", "\n ")}`);
  return `${lines.join("\n")}\n\n${commit.message}${commit.message.endsWith("\n") ? "" : "\n"}`;
}

const statuses: Readonly<Record<string, FileChange["status"]>> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  T: "changed",
};

/**
 * @param summary output of `git diff --raw --numstat -z --no-abbrev`
 * @param patches output of `git diff -p` over the same
 */
export function parseDiff(summary: string, patches: string): FileChange[] {
  const fields = summary.split("\0");
  const raw: { status: string; blob: string; path: string; previousPath?: string }[] = [];
  let at = 0;
  while (fields[at]?.startsWith(":")) {
    const [, , before = "", after = "", letter = ""] = fields[at]?.split(" ") ?? [];
    const status = letter.slice(0, 1);
    const first = fields[at + 1] ?? "";
    const second = fields[at + 2] ?? "";
    const renamed = status === "R" || status === "C";
    const blob = status === "D" ? before : after;
    raw.push(renamed ? { status, blob, path: second, previousPath: first } : { status, blob, path: first });
    at += renamed ? 3 : 2;
  }
  const counts = new Map<string, [number, number]>();
  while (at < fields.length && fields[at]) {
    const [added = "", deleted = "", path = ""] = fields[at]?.split("\t") ?? [];
    const renamed = path === "";
    const name = renamed ? (fields[at + 2] ?? "") : path;
    counts.set(name, [Number(added) || 0, Number(deleted) || 0]);
    at += renamed ? 3 : 1;
  }
  const sections = patches.split(/^diff --git /m).slice(1);
  let section = 0;
  return raw.map(({ status, ...change }) => {
    // A change of type is printed as a removal and an addition.
    const own = sections.slice(section, section + (status === "T" ? 2 : 1));
    section += own.length;
    const hunk = own.map((text) => text.indexOf("\n@@")).find((index) => index >= 0);
    const patch = hunk === undefined ? undefined : own[0]?.slice(hunk + 1).replace(/\n$/, "");
    const [additions, deletions] = counts.get(change.path) ?? [0, 0];
    return { ...change, status: statuses[status] ?? "changed", additions, deletions, patch };
  });
}
