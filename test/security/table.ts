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

const FILE = fileURLToPath(new URL("../../docs/threat-model.md", import.meta.url));
const KEPT = /(<!-- attacks:begin[^>]*-->\n\n)([\s\S]*?)(\n\n<!-- attacks:end -->)/;

export const keptTable = (): string => KEPT.exec(readFileSync(FILE, "utf8"))?.[2] ?? "";

export const keepTable = (table: string): void =>
  writeFileSync(
    FILE,
    readFileSync(FILE, "utf8").replace(KEPT, (_all, begin: string, _old, end: string) => begin + table + end),
  );
