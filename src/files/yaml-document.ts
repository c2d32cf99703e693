import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Finding, Place } from "../domain/finding.ts";
import type { Path } from "../domain/unsaid.ts";
import { Enough, Faults } from "./faults.ts";
import { show } from "./show.ts";
import { forbiddenAt, nameCharacter } from "./text.ts";
import { compose } from "./yaml-compose.ts";
import { tokenize } from "./yaml-tokens.ts";

/** A file's value with the places of what is in it. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where a value stands, or its nearest parent. */
  place(path: Path): Place;
  /** Where the key of a value stands. */
  keyPlace(path: Path): Place;
  /** A plain value as the file writes it, such as `0x10`. */
  source(path: Path): string | undefined;
}

export type ParsedYaml =
  | { readonly ok: true; readonly document: YamlDocument }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * One YAML 1.2 document of the core schema without anchors, aliases, merge keys, tags and duplicate keys.
 * Built from the three stages of `yaml` instead of its parseDocument, so that each can be left in time.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const faults = new Faults(file);
  const clean = (): boolean => faults.findings.length === 0;
  try {
    const tokens = tokenize(text, faults);
    const root = clean() ? (compose(tokens, text.length, faults)?.contents ?? null) : null;
    const value = clean() ? plainOf(root, faults) : null;
    if (clean()) return { ok: true, document: documentOf(root, value, faults) };
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown;
  }
  return { ok: false, findings: faults.findings };
}

type Root = Document.Parsed["contents"];

/** The plain value of a node; faults are reported, and then the value does not matter. */
function plainOf(node: Node | null, faults: Faults): unknown {
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === "string") refuseHidden(value, node, faults);
    return value ?? null;
  }
  if (isSeq<Node>(node)) return node.items.map((item) => plainOf(item, faults));
  if (isMap<Node, Node | null>(node)) return mapOf(node, faults);
  if (isAlias(node)) faults.add(start(node), "aliases are not read", "write the value out");
  return null;
}

function mapOf(map: YAMLMap<Node, Node | null>, faults: Faults): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { key, value } of map.items) {
    if (!isScalar(key) || typeof key.value !== "string") {
      faults.add(start(key ?? map), "this key is no text", "write text as keys");
      continue;
    }
    const name = key.value;
    refuseHidden(name, key, faults);
    if (name === "<<" && key.type === "PLAIN") {
      faults.add(start(key), "<< is a merge key; merge keys are not read", "write the keys out");
    } else if (Object.hasOwn(result, name)) {
      faults.add(start(key), `the key ${show(name)} is there twice`, "take one of the two out");
    }
    // Never by assignment: `__proto__` is a key like any other here.
    const plain = plainOf(value, faults);
    Object.defineProperty(result, name, {
      value: plain,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/** Escapes of double quotes can bring in what the text itself may not hold. */
function refuseHidden(value: string, node: Node, faults: Faults): void {
  const index = forbiddenAt(value);
  if (index < 0) return;
  const named = nameCharacter(value, index);
  faults.add(
    start(node),
    `${named} is in this text; it does not show and is not allowed`,
    "take the escape out",
  );
}

const start = (node: Node): number => node.range?.[0] ?? 0;

function documentOf(root: Root | null, value: unknown, faults: Faults): YamlDocument {
  return {
    value,
    place: (path) => faults.place(offsetAt(root, path, "value")),
    keyPlace: (path) => faults.place(offsetAt(root, path, "key")),
    source: (path) => {
      const node = path.reduce<unknown>((parent, step) => child(parent, step)?.value, root);
      return isScalar(node) && typeof node.source === "string" ? node.source : undefined;
    },
  };
}

function offsetAt(root: Node | null, path: Path, wanted: "key" | "value"): number {
  let found = root === null ? 0 : start(root);
  let node: unknown = root;
  for (const [index, step] of path.entries()) {
    const next = child(node, step);
    if (next === undefined) break;
    const isLast = index === path.length - 1;
    const here =
      next.key !== undefined && (isEmpty(next.value) || (wanted === "key" && isLast)) ? next.key : next.value;
    if (here !== null) found = start(here);
    node = next.value;
  }
  return found;
}

/** A key without a value: the key is where something can be written. */
const isEmpty = (node: Node | null): boolean =>
  node === null || (isScalar(node) && node.value === null && !node.source);

function child(node: unknown, step: string | number): { key?: Node; value: Node | null } | undefined {
  if (isSeq<Node>(node) && typeof step === "number") {
    const item = node.items[step];
    return item === undefined ? undefined : { value: item };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
}
