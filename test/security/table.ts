import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Count {
  readonly attempts: number;
  readonly refused: number;
}

export function count(counts: Map<string, Count>, who: string, attempts: number, broken: number): void {
  const before = counts.get(who) ?? { attempts: 0, refused: 0 };
  counts.set(who, {
    attempts: before.attempts + attempts,
    refused: before.refused + attempts - broken,
  });
}

/** Who tried how often, and how often in vain, as Markdown. */
export function attackTable(counts: ReadonlyMap<string, Count>): string {
  const sum = (of: (one: Count) => number) => [...counts.values()].reduce((all, one) => all + of(one), 0);
  const total = { attempts: sum((one) => one.attempts), refused: sum((one) => one.refused) };
  const rows = [...counts, ["**all**", total] as const].map(
    ([who, { attempts, refused }]) => `| ${who} | ${attempts} | ${refused} |`,
  );
  return ["| who | attempts | refused, or harmless and shown so |", "| --- | ---: | ---: |", ...rows].join(
    "\n",
  );
}

/** A line of an ACL policy, as whose it is, with how often somebody went beyond it. */
export interface BeyondLine {
  readonly path: string;
  readonly who: string;
  readonly attempts: number;
}

/** Attempts beyond each line, those that differ in the role's version only taken together, as Markdown. */
export function lineTable(lines: readonly BeyondLine[]): string {
  const rows = new Map<string, { who: Set<string>; attempts: number }>();
  for (const { path, who, attempts } of lines) {
    const row = rows.get(asWritten(path)) ?? { who: new Set(), attempts: 0 };
    rows.set(asWritten(path), { who: row.who.add(who), attempts: row.attempts + attempts });
  }
  return [
    "| line | whose | attempts beyond it |",
    "| --- | --- | ---: |",
    ...[...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { who, attempts }]) => `| \`${path}\` | ${[...who].join(", ")} | ${attempts} |`),
  ].join("\n");
}

/** `R` for a role's version, as the decisions and `setup`'s guide call it; a person's own name for its template. */
const asWritten = (path: string): string =>
  path
    .replace(/leasehold-role-[a-z0-9-]+-[0-9a-f]{8}(-bg)?/, (_all, bg = "") => `R${bg}`)
    .replace(/\{\{.*\}\}/, "(own name)");

const FILE = fileURLToPath(new URL("../../docs/threat-model.md", import.meta.url));
const kept = (name: string) =>
  new RegExp(`(<!-- ${name}:begin[^>]*-->\\n\\n)([\\s\\S]*?)(\\n\\n<!-- ${name}:end -->)`);

export const keptTable = (name: string): string => kept(name).exec(readFileSync(FILE, "utf8"))?.[2] ?? "";

export const keepTable = (name: string, table: string): void =>
  writeFileSync(
    FILE,
    readFileSync(FILE, "utf8").replace(
      kept(name),
      (_all, begin: string, _old, end: string) => begin + table + end,
    ),
  );
