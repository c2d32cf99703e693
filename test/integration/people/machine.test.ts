import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { keptTokens } from "../../../src/adapters/kept-tokens.ts";
import { terminalProcesses } from "../../../src/adapters/processes.ts";
import { terminalTitle } from "../../../src/adapters/terminal.ts";
import { personToken } from "../../../src/adapters/vault/person-token.ts";
import type { GrantKey } from "../../../src/domain/key.ts";
import { reveal, Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";
import { privateFolder, removeFolders } from "./estate.ts";

const key = "orders-db-read.refund-8812.3f2a9c1b7d20" as GrantKey;
const kept = { key, token: new Secret("hvs.secret"), end: instant(1_795_262_400) };
const vault = { address: "http://127.0.0.1:8200" };
const uid = process.getuid?.();

afterAll(removeFolders);

const tokensIn = (
  runtimeDir: string | undefined,
  change: { address?: string; temporaryDir?: string; uid?: number } = {},
) =>
  keptTokens({
    runtimeDir,
    temporaryDir: change.temporaryDir ?? privateFolder(),
    uid: change.uid ?? uid,
    vault: { ...vault, ...(change.address === undefined ? {} : { address: change.address }) },
  });

describe("tokens kept on a machine", () => {
  test("come back as they were, and only for the Vault they are of", async () => {
    const folder = privateFolder();
    const tokens = tokensIn(folder);
    expect(await tokens.all()).toEqual([]);
    await tokens.keep(kept);
    await tokens.keep({ ...kept, token: new Secret("hvs.newer") });
    const found = await tokens.find(key);
    expect([found && reveal(found.token), found?.end]).toEqual(["hvs.newer", kept.end]);
    expect(await tokens.all()).toHaveLength(1);
    expect(readdirSync(path.join(folder, "leasehold"))).toHaveLength(1);
    expect(await tokensIn(folder, { address: "http://127.0.0.1:9999" }).all()).toEqual([]);
    await tokens.drop(key);
    expect(await tokens.find(key)).toBeUndefined();
  });

  test("go to a private temporary folder where the system has none for us", async () => {
    const temporaryDir = privateFolder();
    for (const runtimeDir of [undefined, "", "relative/folder", "/nonexistent/folder"]) {
      expect(await tokensIn(runtimeDir, { temporaryDir }).prepare()).toBe(
        path.join(temporaryDir, `leasehold-${uid}`),
      );
    }
  });

  test("are not put where somebody else made a folder or a link before us", async () => {
    const temporaryDir = privateFolder();
    const elsewhere = privateFolder();
    symlinkSync(elsewhere, path.join(temporaryDir, `leasehold-${uid}`));
    await expect(tokensIn(undefined, { temporaryDir }).keep(kept)).rejects.toThrow("only you can enter");
    expect(readdirSync(elsewhere)).toEqual([]);

    const shared = privateFolder();
    mkdirSync(path.join(shared, "leasehold"));
    chmodSync(path.join(shared, "leasehold"), 0o750);
    await expect(tokensIn(shared).keep(kept)).rejects.toThrow("only you can enter");

    // The folder is ours, and we are told to be somebody else: the same as the other way round.
    const theirs = privateFolder();
    mkdirSync(path.join(theirs, "leasehold"), { mode: 0o700 });
    await expect(tokensIn(theirs, { uid: (uid ?? 0) + 1 }).keep(kept)).rejects.toThrow("only you can enter");
  });

  test("are not read through a link, nor from a file that says something else", async () => {
    const folder = privateFolder();
    const tokens = tokensIn(folder);
    await tokens.keep(kept);
    const [name = ""] = readdirSync(path.join(folder, "leasehold"));
    const file = path.join(folder, "leasehold", name);
    for (const text of ["", "{", "[]", '{"token":5}', `{"key":"other.x.000000000000","token":"t","end":1}`]) {
      writeFileSync(file, text);
      expect(await tokens.find(key)).toBeUndefined();
    }
    const planted = path.join(folder, "planted");
    writeFileSync(planted, JSON.stringify({ key, token: "t", end: 1 }), { mode: 0o600 });
    await tokens.drop(key);
    symlinkSync(planted, file);
    expect(await tokens.find(key)).toBeUndefined();
    await tokens.keep(kept);
    expect(existsSync(planted)).toBe(true);
    expect((await tokens.find(key))?.end).toBe(kept.end);
  });
});

describe("programs and titles", () => {
  test("a value that no program can be given is refused without being shown", async () => {
    const { run } = terminalProcesses({ PATH: process.env.PATH }, false);
    const secret = new Secret("hunter2\0");
    await expect(run(["true"], { PGPASSWORD: secret })).rejects.toThrow(/^(?!.*hunter2).*PGPASSWORD/s);
  });

  test("a program that is not there is told, with the code that shells give", async () => {
    const said: string[] = [];
    const { run } = terminalProcesses({ PATH: process.env.PATH }, false, (text) => said.push(text));
    expect(await run(["no-such-program"], {})).toBe(127);
    expect(said).toEqual(["no-such-program: there is no such program"]);
  });

  test("a signal sent to leasehold alone reaches the program", async () => {
    const { run } = terminalProcesses({ PATH: process.env.PATH }, true);
    const running = run(["sleep", "20"], {});
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.emit("SIGTERM", "SIGTERM");
    expect(await running).toBe(143);
    expect(process.listenerCount("SIGUSR2")).toBe(0);
  });

  test("a title is set, kept clean and put back; where there is no terminal nothing is written", () => {
    const written: string[] = [];
    const stream = { isTTY: true, write: (text: string) => written.push(text) };
    const title = terminalTitle(stream, "xterm-256color");
    title.title("orders: 5 m\u0007\u001b[31m");
    title.title("orders: 4 m");
    title.title(undefined);
    title.title(undefined);
    expect(written).toEqual([
      "\u001b[22;0t",
      "\u001b]0;orders: 5 m[31m\u0007",
      "\u001b]0;orders: 4 m\u0007",
      "\u001b[23;0t",
    ]);
    for (const [isTTY, term] of [
      [false, "xterm"],
      [true, "dumb"],
      [true, undefined],
    ] as const) {
      const silent: string[] = [];
      terminalTitle({ isTTY, write: (text: string) => silent.push(text) }, term).title("x");
      expect(silent).toEqual([]);
    }
  });
});

describe("the person's own login", () => {
  test("is found as the vault and bao tools find it, and never is a granted token", async () => {
    const home = privateFolder();
    const found = async (env: Record<string, string>) => {
      const token = await personToken(env, home);
      return token && reveal(token);
    };
    expect(await found({})).toBeUndefined();
    writeFileSync(path.join(home, ".vault-token"), "s.file\n");
    expect(await found({})).toBe("s.file");
    expect(await found({ BAO_TOKEN: "s.bao" })).toBe("s.bao");
    expect(await found({ VAULT_TOKEN: "s.env", BAO_TOKEN: "s.bao" })).toBe("s.env");
    expect(await found({ VAULT_TOKEN: "s.granted", BAO_TOKEN: "s.granted", LEASEHOLD_KEY: key })).toBe(
      "s.file",
    );
  });
});
