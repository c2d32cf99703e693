import { Type } from "typebox";
import type { Versioned } from "../../commands/ports.ts";
import { canonicalJson, type Json } from "../../domain/access/canonical.ts";
import type { VaultApi } from "./api.ts";
import { type Place, VaultError } from "./errors.ts";
import { DataOf, keysOf, parse } from "./parse.ts";
import type { Trace } from "./transport.ts";

/** How a value is kept in our mount: as JSON that people can read, parsed when it comes back. */
export interface Format<Value> {
  toJson(value: Value): { readonly [name: string]: Json | undefined };
  /** Throws where it is not what we write: somebody else did. */
  parse(stored: unknown, place: Place): Value;
}

const Found = DataOf(
  Type.Object({ data: Type.Unknown(), metadata: Type.Object({ version: Type.Integer() }) }),
);
const Current = DataOf(Type.Object({ current_version: Type.Integer() }));
const Written = DataOf(Type.Object({ version: Type.Integer() }));

/** Our kv-v2 mount. Writes are compare-and-set only. */
export class KvMount {
  readonly #api: VaultApi;
  readonly #mount: string;

  constructor(api: VaultApi, mount: string) {
    this.#api = api;
    this.#mount = mount;
  }

  async list(folder: string): Promise<string[]> {
    const path = `${this.#mount}/metadata/${folder}`;
    const answer = await this.#api.list(path);
    return answer === undefined ? [] : keysOf(answer, this.#api.at("LIST", path));
  }

  /** Undefined where nothing is, or where the newest version was deleted. */
  async read<Value>(name: string, format: Format<Value>): Promise<Versioned<Value> | undefined> {
    const path = `${this.#mount}/data/${name}`;
    const answer = await this.#api.read(path);
    if (answer === undefined) return undefined;
    const place = this.#api.at("GET", path);
    const { data, metadata } = parse(Found, answer, place).data;
    return { value: format.parse(data, place), version: metadata.version };
  }

  /**
   * Writes when the newest version is still this one (0: when there is none).
   * @returns false where somebody else wrote
   */
  async replace<Value>(name: string, value: Value, version: number, format: Format<Value>): Promise<boolean> {
    const trace: Trace = {};
    try {
      await this.#put(name, value, version, format, trace);
      return true;
    } catch (error) {
      if (!isVaultError(error, "conflict")) throw error;
      return trace.doubtful === true && this.#isOurs(name, value, version + 1, format);
    }
  }

  /**
   * Writes where nothing is yet, for identities that may create and nothing else. Vault answers such an identity 403
   * both when it may not and when something is there; a write that can never succeed tells which.
   * @returns false where something was there
   */
  async create<Value>(name: string, value: Value, format: Format<Value>): Promise<boolean> {
    const trace: Trace = {};
    try {
      await this.#put(name, value, 0, format, trace);
      return true;
    } catch (error) {
      const there =
        isVaultError(error, "conflict") ||
        (isVaultError(error, "denied") && (await this.#mayCreateBeside(name)));
      if (!there) throw error;
      return trace.doubtful === true && this.#isOurs(name, value, 1, format);
    }
  }

  /** Writes over whatever is there. Refuses after losing to others five times. */
  async overwrite<Value>(name: string, value: Value, format: Format<Value>): Promise<void> {
    const path = `${this.#mount}/metadata/${name}`;
    for (let tries = 5; tries > 0; tries -= 1) {
      // Its number and not its value: what cannot be parsed is to be overwritten too.
      const answer = await this.#api.read(path);
      const version =
        answer === undefined ? 0 : parse(Current, answer, this.#api.at("GET", path)).data.current_version;
      if (await this.replace(name, value, version, format)) return;
    }
    throw new VaultError("conflict", `${this.#mount}/${name} keeps changing under us`, {
      hint: "Is another setup at work?",
    });
  }

  /** All versions of it, and that it ever was. */
  remove(name: string): Promise<void> {
    return this.#api.remove(`${this.#mount}/metadata/${name}`);
  }

  async #put<Value>(
    name: string,
    value: Value,
    cas: number,
    format: Format<Value>,
    trace: Trace,
  ): Promise<void> {
    const path = `${this.#mount}/data/${name}`;
    const answer = await this.#api.write(
      path,
      { options: { cas }, data: format.toJson(value) },
      { repeat: "any", trace },
    );
    parse(Written, answer, this.#api.at("POST", path));
  }

  async #mayCreateBeside(name: string): Promise<boolean> {
    const path = `${this.#mount}/data/${name}-probe`;
    // Nothing is there, so no version but 0 matches: refused as a conflict to whoever may create.
    const write = this.#api.write(path, { options: { cas: 1_000_000 }, data: {} }, { repeat: "any" });
    return write.then(
      () => false,
      (error: unknown) => isVaultError(error, "conflict"),
    );
  }

  /**
   * After a write whose answer was lost and whose repetition met something: whether that is the write itself.
   * An identity that may not look takes it for its own, as the names it writes have one writer at a time.
   */
  async #isOurs<Value>(name: string, value: Value, version: number, format: Format<Value>): Promise<boolean> {
    try {
      const found = await this.read(name, format);
      const text = (one: Value) => canonicalJson(format.toJson(one));
      return found?.version === version && text(found.value) === text(value);
    } catch (error) {
      if (isVaultError(error, "denied")) return true;
      throw error;
    }
  }
}

const isVaultError = (error: unknown, code: VaultError["code"]): boolean =>
  error instanceof VaultError && error.code === code;
