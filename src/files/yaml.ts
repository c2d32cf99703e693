import type { Finding, Locate } from "../domain/finding.ts";
import { GRANT_BYTES, type TreeEntry } from "../domain/tree.ts";
import { readFlat } from "./flat.ts";
import { readText } from "./text.ts";
import { type ParsedYaml, type Path, parseYaml, type YamlDocument } from "./yaml-document.ts";

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
  const flat = text.length <= GRANT_BYTES ? readFlat(text) : undefined;
  if (flat !== undefined)
    return { ok: true, value: flat, positions: positionsOf(() => parseYaml(entry.path, text), entry.path) };
  const parsed = parseYaml(entry.path, text);
  if (!parsed.ok) return parsed;
  return { ok: true, value: parsed.document.value, positions: positionsOf(() => parsed, entry.path) };
}

/** Parsed when somebody first asks, and forgotten when memory is short: 10,000 files may each have a finding. */
function positionsOf(parse: () => ParsedYaml, file: string): Positions {
  let kept: WeakRef<ParsedYaml> | undefined;
  const document = (): YamlDocument | undefined => {
    const parsed = kept?.deref() ?? parse();
    if (kept?.deref() === undefined) kept = new WeakRef(parsed);
    return parsed.ok ? parsed.document : undefined;
  };
  return {
    value: (...path) => document()?.place(path) ?? { file },
    key: (...path) => document()?.keyPlace(path) ?? { file },
    source: (path) => document()?.source(path),
  };
}
