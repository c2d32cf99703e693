import type { Finding, Locate, Place } from "../domain/finding.ts";
import { GRANT_BYTES, type TreeEntry } from "../domain/tree.ts";
import type { Path } from "../domain/unsaid.ts";
import { readFlat } from "./flat.ts";
import { readNested } from "./nested.ts";
import { readText } from "./text.ts";
import { type ParsedYaml, parseYaml, type YamlDocument } from "./yaml-document.ts";

/** Where things stand in a file that was read. */
export interface Positions {
  readonly value: Locate;
  /** The place of a value's key. */
  key(...path: Path): Place;
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
  const quick =
    text.length > GRANT_BYTES ? undefined : limit > GRANT_BYTES ? readNested(text) : readFlat(text);
  if (quick !== undefined) return { ok: true, value: quick, positions: new LazyPositions(entry.path, text) };
  const parsed = parseYaml(entry.path, text);
  if (!parsed.ok) return parsed;
  // Of policies there are few files and many questions; of grants it is the other way round.
  const kept = limit > GRANT_BYTES ? parsed : new WeakRef(parsed);
  return { ok: true, value: parsed.document.value, positions: new LazyPositions(entry.path, text, kept) };
}

/**
 * Parsed when somebody first asks, and forgotten when memory is short: 10,000 files may each have a finding. A class,
 * since a hundred thousand files have one each and few are ever asked.
 */
class LazyPositions implements Positions {
  readonly value: Locate;
  readonly #file: string;
  readonly #text: string;
  #kept: ParsedYaml | WeakRef<ParsedYaml> | undefined;

  constructor(file: string, text: string, kept?: ParsedYaml | WeakRef<ParsedYaml>) {
    this.#file = file;
    this.#text = text;
    this.#kept = kept;
    // Handed on by itself, as `at` of what is read.
    this.value = (...path) => this.#document()?.place(path) ?? { file };
  }

  key(...path: Path): Place {
    return this.#document()?.keyPlace(path) ?? { file: this.#file };
  }

  source(path: Path): string | undefined {
    return this.#document()?.source(path);
  }

  #document(): YamlDocument | undefined {
    const known = this.#kept instanceof WeakRef ? this.#kept.deref() : this.#kept;
    const parsed = known ?? parseYaml(this.#file, this.#text);
    if (known === undefined) this.#kept = new WeakRef(parsed);
    return parsed.ok ? parsed.document : undefined;
  }
}
