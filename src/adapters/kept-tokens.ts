import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { OutsideError } from "../commands/outside-error.ts";
import type { GivenBack, KeptToken, KeptTokens } from "../commands/ports.ts";
import { type GrantKey, isKey } from "../domain/key.ts";
import { reveal, Secret } from "../domain/secret.ts";
import { type Instant, instant } from "../domain/units.ts";

export interface KeptTokensSettings {
  /** `XDG_RUNTIME_DIR`: the person's own, in memory, gone when they log out. */
  readonly runtimeDir: string | undefined;
  /** Where a private folder is made without one. */
  readonly temporaryDir: string;
  /** Our user id; absent on systems that have none. */
  readonly uid: number | undefined;
  /** Tokens of one Vault are never shown to another. */
  readonly vault: { readonly address: string; readonly namespace?: string };
}

const LARGEST = 64 * 1024;
const NOBODY_ELSE = 0o077;

/**
 * Tokens in a folder that only this person can enter (0700), each in a file that only they can read (0600). A folder
 * or file that is anybody else's, or a link, is not used: on a shared machine others can put things into /tmp.
 */
export function keptTokens(settings: KeptTokensSettings): KeptTokens {
  return new TokenFolder(settings);
}

class TokenFolder implements KeptTokens {
  readonly #settings: KeptTokensSettings;
  readonly #suffix: string;

  constructor(settings: KeptTokensSettings) {
    this.#settings = settings;
    const { address, namespace } = settings.vault;
    const vault = `${address.replace(/\/+$/, "")}\n${namespace ?? ""}`;
    this.#suffix = `.${createHash("sha256").update(vault).digest("hex").slice(0, 8)}.json`;
  }

  async prepare(): Promise<string> {
    const folder = await this.#folder();
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw cannot(`make ${folder}`, error);
    });
    const facts = await lstat(folder).catch((error: unknown) => {
      throw cannot(`look at ${folder}`, error);
    });
    if (!facts.isDirectory() || this.#isStrange(facts)) {
      throw new OutsideError("kept-tokens", "denied", `${folder} is not a folder that only you can enter`, {
        hint: `Look whose it is (ls -ld ${folder}) and remove it, or set XDG_RUNTIME_DIR to a folder of your own.`,
      });
    }
    return folder;
  }

  async find(key: GrantKey): Promise<KeptToken | undefined> {
    const text = await this.#read(key);
    return text === undefined ? undefined : parse(key, text);
  }

  /** What is written of a key; undefined where nothing is, or where it is not ours to believe. */
  async #read(key: GrantKey): Promise<string | undefined> {
    const file = path.join(await this.#folder(), this.#nameOf(key));
    let handle: FileHandle;
    try {
      handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (["ENOENT", "ENOTDIR", "ELOOP"].includes(codeOf(error))) return undefined;
      throw cannot(`read ${file}`, error);
    }
    try {
      const facts = await handle.stat();
      if (!facts.isFile() || facts.size > LARGEST || this.#isStrange(facts)) return undefined;
      return await handle.readFile("utf8");
    } finally {
      await handle.close();
    }
  }

  async all(): Promise<readonly KeptToken[]> {
    const found = await Promise.all((await this.#keys()).map((key) => this.find(key)));
    return found.filter((token) => token !== undefined);
  }

  async #keys(): Promise<readonly GrantKey[]> {
    const folder = await this.#folder();
    const names = await readdir(folder).catch((error: unknown) => {
      if (["ENOENT", "ENOTDIR", "EACCES"].includes(codeOf(error))) return [];
      throw cannot(`read ${folder}`, error);
    });
    return names
      .filter((name) => name.endsWith(this.#suffix))
      .map((name) => name.slice(0, -this.#suffix.length))
      .filter(isKey);
  }

  keep({ key, token, end }: KeptToken): Promise<void> {
    return this.#write(key, { key, token: reveal(token), end });
  }

  giveBack({ key, at, end }: GivenBack): Promise<void> {
    return this.#write(key, { key, given_back: at, end });
  }

  async givenBack(now: Instant): Promise<readonly GivenBack[]> {
    const keys = await this.#keys();
    const found = await Promise.all(
      keys.map(async (key) => parseGivenBack(key, (await this.#read(key)) ?? "")),
    );
    const known = found.filter((given) => given !== undefined);
    await Promise.all(known.filter(({ end }) => end <= now).map(({ key }) => this.drop(key)));
    return known.filter(({ end }) => end > now);
  }

  async #write(key: GrantKey, value: object): Promise<void> {
    const folder = await this.prepare();
    const file = path.join(folder, this.#nameOf(key));
    const fresh = path.join(folder, `.new-${randomBytes(8).toString("hex")}`);
    try {
      const handle = await open(
        fresh,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        0o600,
      );
      try {
        await handle.writeFile(JSON.stringify(value));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true });
      throw cannot(`write ${file}`, error);
    }
  }

  async drop(key: GrantKey): Promise<void> {
    await rm(path.join(await this.#folder(), this.#nameOf(key)), { force: true });
  }

  #nameOf = (key: GrantKey): string => `${key}${this.#suffix}`;

  async #folder(): Promise<string> {
    const { runtimeDir, temporaryDir, uid } = this.#settings;
    if (runtimeDir !== undefined && path.isAbsolute(runtimeDir)) {
      const there = await lstat(runtimeDir).catch(() => undefined);
      if (there?.isDirectory()) return path.join(runtimeDir, "leasehold");
    }
    return path.join(temporaryDir, `leasehold-${uid ?? "user"}`);
  }

  #isStrange(facts: { readonly uid: number; readonly mode: number }): boolean {
    const { uid } = this.#settings;
    return uid !== undefined && (facts.uid !== uid || (facts.mode & NOBODY_ELSE) !== 0);
  }
}

/** What a file says; undefined where it says nothing that helps: then the token is as good as lost. */
function parse(key: GrantKey, text: string): KeptToken | undefined {
  const { token, end, key: written } = fieldsIn(text);
  if (written !== key || typeof token !== "string" || token === "" || !Number.isSafeInteger(end)) {
    return undefined;
  }
  return { key, token: new Secret(token), end: instant(Number(end)) };
}

function parseGivenBack(key: GrantKey, text: string): GivenBack | undefined {
  const { given_back: at, end, key: written } = fieldsIn(text);
  if (written !== key || !Number.isSafeInteger(at) || !Number.isSafeInteger(end)) return undefined;
  return { key, at: instant(Number(at)), end: instant(Number(end)) };
}

function fieldsIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const cannot = (what: string, cause: unknown): OutsideError =>
  new OutsideError("kept-tokens", "broken", `cannot ${what} (${codeOf(cause) || "unknown error"})`, {
    cause,
    hint: "The token of a grant is kept there. Make room or set XDG_RUNTIME_DIR to a folder of your own.",
  });
