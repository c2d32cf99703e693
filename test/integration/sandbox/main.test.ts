import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../../../sandbox/main.ts", import.meta.url));

let folder: string;
let child: ChildProcess;
let output: string;
let ended: Promise<number | null>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "leasehold-main-"));
  // Postgres runs as somebody else where we are root, and has its files in here.
  await chmod(folder, 0o755);
  output = "";
  child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  ended = new Promise((resolve) => child.on("close", resolve));
});

afterEach(async () => {
  child.kill("SIGKILL");
  await ended;
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Waits until the output has it. */
async function told(pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(output);
    if (match) return match;
    if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What Node's own cache of compiled code puts there is not the sandbox's. */
const left = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !/^(node-compile-cache|v8-compile-cache)/.test(name));

describe("npm run sandbox", { timeout: 120_000 }, () => {
  it("says where to look and who is who, serves it, and leaves nothing after Ctrl-C", async () => {
    const [, address = ""] = await told(/Look\s+(http:\S+)/);
    await told(/nothing stays/);
    for (const text of ["alice", "bob", "be/alice", "leasehold request", "/people"])
      expect(output).toContain(text);
    const response = await fetch(address, { headers: { accept: "text/html" } });
    expect(await response.text()).toContain("Try this");
    expect((await left()).length).toBeGreaterThan(0);
    child.kill("SIGINT");
    expect(await ended, output).toBe(0);
    expect(await left()).toEqual([]);
    await expect(fetch(address)).rejects.toThrow();
  });

  it("stops as cleanly while it is still starting", async () => {
    await told(/OpenBao, Postgres/);
    child.kill("SIGINT");
    expect(await ended, output).toBe(0);
    expect(await left()).toEqual([]);
  });
});
