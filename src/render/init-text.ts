import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

interface Initialised {
  /** As it was typed. */
  readonly dir: string;
  readonly path: string;
  readonly written: readonly string[];
  readonly committed: boolean;
  readonly action: string;
}

/** What was made, and the way from here to the first grant. */
export function initText({ dir, path, written, committed, action }: Initialised, paint: Paint): string {
  const commit = "git add --all && git commit -m 'A new access repository'";
  const steps = [
    ["look through policies/ and make them yours", `cd ${quoted(dir)}`],
    ...(committed ? [] : [["commit: Git did not say who you are", commit] as const]),
    ["put it on GitHub", "gh repo create OWNER/access --private --source . --push"],
    ["protect main, make the environments", "docs/administrator.md of Leasehold has the table"],
    ["write Vault's side, as its administrator", "leasehold setup --plan && leasehold setup"],
    ["ask for the first grant", "leasehold request"],
  ] as const;
  const width = Math.max(...steps.map(([what]) => what.length));
  return [
    `${paint("green", "written")}  ${onOneLine(path)}: ${written.length} files${committed ? ", committed" : ""}`,
    `         the workflows run ${action}`,
    "",
    paint("bold", "Next:"),
    ...steps.map(([what, how], index) => `  ${index + 1}. ${what.padEnd(width)}  ${paint("dim", how)}`),
    "",
  ].join("\n");
}

const quoted = (word: string): string =>
  /^[\w./-]+$/.test(word) ? word : `'${onOneLine(word).replaceAll("'", "'\\''")}'`;
