import type { Finding, Locate } from "../domain/finding.ts";
import type { TreeEntry } from "../domain/tree.ts";
import { readFlat } from "./flat.ts";
import { readText } from "./text.ts";
import { type Path, parseYaml, type YamlDocument } from "./yaml-document.ts";

/** Where things stand in a file that was read. */
export interface Positions {
  readonly value: Locate;
  /** The place of a value's key. */
  readonly key: Locate;
  /** A plain value as the file writes it. */
  source(path: Path): string | undefined;
}

export type ReadYaml =
  | { readonly ok: true; readonly value: unknown; readonly positions: Positions }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * The value of a YAML file, by the rules of formats.md "Safe reading". Instants and durations stay text.
 * Places are looked up when somebody asks: only findings do.
 *
 * @param limit largest size, in bytes
 */
export function readYaml(entry: TreeEntry, limit: number): ReadYaml {
  const read = readText(entry, limit);
  if (!read.ok) return read;
  const { text } = read;
  const flat = readFlat(text);
  if (flat !== undefined)
    return { ok: true, value: flat, positions: positionsOf(() => full(entry.path, text)) };
  const parsed = parseYaml(entry.path, text);
  if (!parsed.ok) return parsed;
  const { document } = parsed;
  return { ok: true, value: document.value, positions: positionsOf(() => document) };
}

function full(file: string, text: string): YamlDocument {
  const parsed = parseYaml(file, text);
  if (!parsed.ok) throw new Error(`${file}: the two readers disagree; this is a fault of Leasehold`);
  return parsed.document;
}

const positionsOf = (document: () => YamlDocument): Positions => ({
  value: (...path) => document().place(path),
  key: (...path) => document().keyPlace(path),
  source: (path) => document().source(path),
});
