import { nearest } from "../domain/nearest.ts";
import { type Path, startsWith } from "../domain/unsaid.ts";
import { type Broken, betterFor, type JsonSchema } from "./schema-findings.ts";
import type { Positions } from "./yaml.ts";

type Keyed = Record<string | number, unknown>;

/** A key, and what the schema says of it. */
interface Around {
  readonly path: Path;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/**
 * A copy of a file's value, mended as the hints of its findings say: only to tell at once what else is wrong. Keys
 * get the name that was meant, values what was plainly meant. What nobody can tell is left out, or has some value of
 * the right form in its place, and is named in `unsaid`.
 */
export class Mending {
  readonly value: unknown;
  readonly unsaid: Path[] = [];
  /** Where the file itself has what is at a path of the mended value. */
  readonly positions: Positions;
  readonly #schema: JsonSchema;
  /** The keys of the file that have another name here, by their path here. */
  readonly #written = new Map<string, string>();
  /** Paths of values that are no longer the file's. */
  readonly #replaced: Path[] = [];

  constructor(schema: JsonSchema, value: unknown, positions: Positions) {
    this.#schema = schema;
    this.value = structuredClone(value);
    this.positions = {
      value: (...path) => positions.value(...this.#inFile(path)),
      key: (...path) => positions.key(...this.#inFile(path)),
      source: (path) => positions.source(this.#inFile(path)),
    };
  }

  /** What of it the file is to blame for: not what a key misspelt beside it may say, nor what stands here for it. */
  toTell(broken: readonly Broken[]): readonly Broken[] {
    const renamed = broken.flatMap((one) => (this.#meant(one) === undefined ? [] : [keyOf(one.path)]));
    return broken.filter(
      ({ keyword, path }) =>
        !(isAboutMissing(keyword) && renamed.includes(keyOf(path))) &&
        !this.#replaced.some((replaced) => startsWith(path, replaced)),
    );
  }

  /** Mends all of it, or as much as can be before the form is looked at again; false where nobody could. */
  mend(broken: readonly Broken[]): boolean {
    const told = new Set(this.toTell(broken));
    return broken.every((one) => {
      if (one.keyword === "additionalProperties") return this.#mendKey(one);
      if (isAboutMissing(one.keyword)) return !told.has(one) || this.#unsayMissing(one);
      return this.#mendValue(one);
    });
  }

  #mendKey(broken: Broken): boolean {
    if (broken.schema.properties === undefined) return false;
    const key = String(broken.params.additionalProperty);
    const inside = this.#at(broken.path);
    if (inside === undefined) return true;
    const meant = this.#meant(broken);
    if (meant !== undefined) {
      put(inside, meant, inside[key]);
      this.#written.set(keyOf([...broken.path, meant]), key);
    }
    delete inside[key];
    return true;
  }

  /** The known key that an unknown one stands for; undefined where that one is there, too. */
  #meant({ keyword, path, params, schema }: Broken): string | undefined {
    if (keyword !== "additionalProperties") return undefined;
    const meant = nearest(String(params.additionalProperty), Object.keys(schema.properties ?? {}));
    const inside = this.#at(path);
    return meant === undefined || inside === undefined || Object.hasOwn(inside, meant) ? undefined : meant;
  }

  #mendValue(broken: Broken): boolean {
    const { path } = broken;
    const known = this.#replaced.some((replaced) => startsWith(path, replaced));
    const better = known ? undefined : betterFor(broken, this.positions.source(path));
    const inside = this.#at(path.slice(0, -1));
    const key = path.at(-1);
    if (better?.value === undefined || inside === undefined || key === undefined) return this.#unsay(path);
    put(inside, key, better.value);
    this.#replaced.push(path);
    return true;
  }

  /** A key that is missing, or those of which there must be exactly one. */
  #unsayMissing({ keyword, path, params, schema }: Broken): boolean {
    if (keyword === "required") return this.#unsay([...path, String(params.missingProperty)]);
    const keys = (schema.oneOf ?? []).flatMap((branch) => branch.required ?? []);
    const inside = this.#at(path);
    const [first] = keys;
    const example = exampleOf(schema.properties?.[first ?? ""]);
    if (inside === undefined || first === undefined || example === undefined) return false;
    for (const key of keys) {
      delete inside[key];
      this.unsaid.push([...path, key]);
      this.#replaced.push([...path, key]);
    }
    put(inside, first, example);
    return true;
  }

  /** Leaves out the smallest thing around a path that the form can do without, or puts an example there. */
  #unsay(path: Path): boolean {
    const around = this.#around(path);
    const inside = around === undefined ? undefined : this.#at(around.path.slice(0, -1));
    const key = around?.path.at(-1);
    if (around === undefined || key === undefined) return false;
    if (inside === undefined || this.unsaid.some((one) => startsWith(around.path, one))) return true;
    const example = exampleOf(around.schema);
    if (around.isRequired && example === undefined) return false;
    if (around.isRequired) put(inside, key, example);
    else delete inside[key];
    this.unsaid.push(around.path);
    this.#replaced.push(around.path);
    return true;
  }

  /** The innermost key around a path that is not within a list (the list that a file of tests is aside). */
  #around(path: Path): Around | undefined {
    let found: Around | undefined;
    let schema: JsonSchema | undefined = this.#schema;
    for (const [index, step] of path.entries()) {
      if (index === 0 && schema?.type === "array") {
        schema = schema.items;
        continue;
      }
      const within: JsonSchema | undefined =
        schema?.anyOf === undefined ? schema : this.#kindOf(schema, path, index);
      const property: JsonSchema | undefined = within?.properties?.[step];
      if (property === undefined) break;
      // A key of which there must be one of several is not left out either.
      const rules = [within, ...(within?.oneOf ?? [])];
      const isRequired = rules.some((rule) => rule?.required?.includes(String(step)));
      found = { path: path.slice(0, index + 1), schema: property, isRequired };
      schema = property;
    }
    return found;
  }

  /** The one of a union's kinds that a value says it is. */
  #kindOf({ anyOf }: JsonSchema, path: Path, depth: number): JsonSchema | undefined {
    const kind = this.#at(path.slice(0, depth))?.kind;
    return anyOf?.find(({ properties }) => properties?.kind !== undefined && properties.kind.const === kind);
  }

  #at(path: Path): Keyed | undefined {
    const found = path.reduce<unknown>(
      (at, step) => (isKeyed(at) && Object.hasOwn(at, step) ? at[step] : undefined),
      this.value,
    );
    return isKeyed(found) ? found : undefined;
  }

  #inFile(path: Path): Path {
    return path.map((step, index) => this.#written.get(keyOf(path.slice(0, index + 1))) ?? step);
  }
}

const isKeyed = (value: unknown): value is Keyed => typeof value === "object" && value !== null;

const isAboutMissing = (keyword: string): boolean => keyword === "required" || keyword === "oneOf";

const keyOf = (path: Path): string => JSON.stringify(path);

const exampleOf = (schema: JsonSchema | undefined): unknown =>
  structuredClone(schema?.examples?.[0] ?? schema?.enum?.[0]);

/** Never by assignment: `__proto__` is a key like any other. */
const put = (inside: Keyed, key: string | number, value: unknown): void => {
  Object.defineProperty(inside, key, { value, enumerable: true, configurable: true, writable: true });
};
