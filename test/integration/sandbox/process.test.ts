import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startServer } from "../../../sandbox/process.ts";

const sandbox = new URL("../../../sandbox/", import.meta.url).href;

describe("servers of the sandbox", () => {
  let scratch: string;
  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), "leasehold-process-"));
  });
  afterEach(() => rm(scratch, { recursive: true, force: true }));

  const server = (script: string, ready: () => Promise<boolean>) =>
    startServer({
      name: "the server",
      command: "/bin/sh",
      args: ["-c", script],
      scratch,
      ready,
      readyWithin: 1_000,
    });

  it("are awaited until they are ready", async () => {
    const mark = join(scratch, "ready");
    await using running = await server(`sleep 0.2; touch ${mark}; sleep 60`, async () => existsSync(mark));
    expect(running.running).toBe(true);
  });

  it("show what they printed last when they die early", async () => {
    await expect(server("echo no such option >&2; exit 3", async () => false)).rejects.toThrow(
      /the server ended before it was ready; it printed:\n {2}no such option/,
    );
  });

  it("are killed when they are not ready in time", async () => {
    const pid = join(scratch, "pid");
    await expect(server(`echo $$ > ${pid}; sleep 60`, async () => false)).rejects.toThrow(
      "was not ready in time",
    );
    await expectGone(await pidIn(pid));
  });

  it("are killed when they ignore the signal to stop", async () => {
    const pid = join(scratch, "pid");
    const running = await server(`trap '' TERM; echo $$ > ${pid}; while :; do sleep 0.1; done`, async () =>
      existsSync(pid),
    );
    await running.stop();
    await expectGone(await pidIn(pid));
  }, 10_000);

  it("get nothing of our environment but PATH", async () => {
    process.env.VAULT_TOKEN = "not-for-servers";
    try {
      const out = join(scratch, "env");
      await using _running = await server(`env > ${out}.part; mv ${out}.part ${out}; sleep 60`, async () =>
        existsSync(out),
      );
      expect(await textOf(out)).not.toContain("not-for-servers");
    } finally {
      delete process.env.VAULT_TOKEN;
    }
  });
});

describe("when the process that started OpenBao and Postgres dies", () => {
  const story = `
    const { startOpenBao } = await import("${sandbox}openbao.ts");
    const { startPostgres } = await import("${sandbox}postgres.ts");
    const [bao, postgres] = await Promise.all([startOpenBao(), startPostgres()]);
    console.log(JSON.stringify({ bao: Number(new URL(bao.address).port), postgres: postgres.port }));
    await how();`;
  const deaths: Record<string, { how: string; after: (child: ChildProcess) => void }> = {
    "is killed with SIGKILL": {
      how: "async () => setInterval(() => {}, 1000)",
      after: (child) => child.kill("SIGKILL"),
    },
    "gets Ctrl-C": { how: "async () => setInterval(() => {}, 1000)", after: (child) => child.kill("SIGINT") },
    "throws what nobody catches": {
      how: 'async () => { throw new Error("crash"); }',
      after: () => undefined,
    },
    "just exits": { how: "async () => process.exit(0)", after: () => undefined },
  };

  it.each(Object.entries(deaths))(
    "because it %s, no server and no folder stays behind",
    async (_name, { how, after }) => {
      const folder = await mkdtemp(join(tmpdir(), "leasehold-orphans-"));
      try {
        const script = join(folder, "story.ts");
        await writeFile(script, `const how = ${how};\n${story}\n`);
        const temporary = join(folder, "tmp");
        await mkdir(temporary);
        await chmod(folder, 0o755);
        await chmod(temporary, 0o1777);
        const child = spawn(process.execPath, [script], {
          env: { ...process.env, TMPDIR: temporary },
          stdio: ["ignore", "pipe", "ignore"],
        });
        const ports = await new Promise<{ bao: number; postgres: number }>((resolve, reject) => {
          child.stdout?.once("data", (line) => resolve(JSON.parse(String(line))));
          child.once("exit", () => reject(new Error("the story ended before its servers were up")));
        });
        expect(ports.bao).toBeGreaterThan(0);
        after(child);
        const deadline = performance.now() + 8_000;
        const left = () => readdir(temporary);
        while ((await left()).length > 0 && performance.now() < deadline) await pause(50);
        expect(await left()).toEqual([]);
        await expectRefused(ports.bao);
        await expectRefused(ports.postgres);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});

async function expectRefused(port: number): Promise<void> {
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve("connected");
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? String(error)));
  });
  expect(outcome).toBe("ECONNREFUSED");
}

async function expectGone(pid: number): Promise<void> {
  for (let tries = 20; tries > 0; tries -= 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(50);
  }
  throw new Error(`process ${pid} still runs`);
}

const textOf = (path: string) => readFile(path, "utf8");
const pidIn = async (path: string) => Number(await textOf(path));
