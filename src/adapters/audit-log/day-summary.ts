import { GENESIS, lineHash } from "../../domain/audit/chain.ts";

/** What appending must know of a day's file; the text itself is not kept. */
export interface DaySummary {
  readonly ids: ReadonlySet<string>;
  readonly lines: number;
  /** Hash of its last line; {@link GENESIS} where it has none. */
  readonly head: string;
}

/** Every line of ours begins so; another one is read as JSON. */
const ID = /^\{"specversion":"1\.0","id":"([^"\\]*)"/;

/** Lines that cannot be read have no id here: `verify` reports them, and events must not be lost for them. */
export function summarise(text: string): DaySummary {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const ids = new Set<string>();
  for (const line of lines) {
    const id = ID.exec(line)?.[1] ?? parsedId(line);
    if (id !== undefined) ids.add(id);
  }
  const last = lines.at(-1);
  return { ids, lines: lines.length, head: last === undefined ? GENESIS : lineHash(last) };
}

function parsedId(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
