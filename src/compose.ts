/**
 * The only place that knows everything: from the environment and the repository at hand to adapters. Nothing is made
 * before it is asked for, so that what needs no Vault runs without one.
 */
import path from "node:path";
import { likelyLogin } from "./adapters/git/likely-login.ts";
import { newFolder } from "./adapters/git/new-folder.ts";
import { ownRelease } from "./adapters/git/own-release.ts";
import { GitWorkingCopy } from "./adapters/git/working-copy.ts";
import { newFiles } from "./adapters/new-files.ts";
import { terminalProcesses } from "./adapters/processes.ts";
import { jobReporter, type TerminalReporter, terminalReporter } from "./adapters/reporters.ts";
import { pathInside, repositoryFiles } from "./adapters/repository-files.ts";
import { terminalTitle } from "./adapters/terminal.ts";
import { boundYoungMemory } from "./adapters/young-memory.ts";
import type {
  KeptTokens,
  NewFiles,
  NewFolder,
  Processes,
  Prompts,
  Reporter,
  RepositoryFiles,
  Shipped,
  Terminal,
  WorkingCopy,
} from "./commands/ports.ts";
import { Outside, type Shared } from "./compose/outside.ts";
import { RunPorts } from "./compose/run-ports.ts";
import type { Surroundings } from "./compose/surroundings.ts";

/** Everything that commands are given, made from the surroundings when it is first asked for. */
export class World extends Outside {
  readonly ports: RunPorts;
  #stopMoving: () => void = () => undefined;

  /** @param shared of a process that makes several worlds, one after the other */
  constructor(around: Surroundings, shared: Shared = {}) {
    boundYoungMemory();
    super(around, shared);
    this.ports = new RunPorts(this, around);
  }

  async repositoryFiles(): Promise<RepositoryFiles> {
    return repositoryFiles((await this.clone()).git.dir);
  }

  /** A file somebody named, as a path of the repository; undefined for what lies outside. */
  async pathInRepository(file: string): Promise<string | undefined> {
    return pathInside((await this.clone()).git.dir, this.around.dir, file);
  }

  /** @param dir from the folder the command works in */
  newFiles(dir: string): NewFiles {
    return newFiles(path.resolve(this.around.dir, dir));
  }

  async workingCopy(): Promise<WorkingCopy> {
    return new GitWorkingCopy((await this.clone()).git);
  }

  /** See {@link likelyLogin}. */
  async likelyLogin(): Promise<string | undefined> {
    return likelyLogin((await this.clone()).git);
  }

  /** What a new access repository is made of. */
  shipped(): Shipped {
    const files = async () => (await import("./adapters/shipped-files.ts")).shippedFiles();
    return { files, release: () => ownRelease(this.env) };
  }

  /** @param dir from the folder the command works in */
  newFolder(dir: string): NewFolder {
    return newFolder(path.resolve(this.around.dir, dir), this.env);
  }

  async keptTokens(): Promise<KeptTokens> {
    const { uid, temporary_dir } = this.around;
    const { keptTokens } = await import("./adapters/kept-tokens.ts");
    return keptTokens({
      runtimeDir: this.env.XDG_RUNTIME_DIR,
      temporaryDir: temporary_dir,
      uid,
      vault: await this.vault.address(),
    });
  }

  reporter(paint: (style: "yellow" | "dim", text: string) => string): TerminalReporter {
    const reporter = terminalReporter(this.around.stderr, paint);
    this.#stopMoving = reporter.clear;
    return reporter;
  }

  jobReporter(core: Parameters<typeof jobReporter>[0]): Reporter {
    return jobReporter(core);
  }

  processes(): Processes {
    const { stdin, stderr } = this.around;
    return terminalProcesses(this.env, stdin.isTTY === true, (message) => void stderr.write(`${message}\n`));
  }

  terminal(): Terminal {
    return terminalTitle(this.around.stderr, this.env.TERM);
  }

  async prompts(): Promise<Prompts | undefined> {
    const { stdin, stderr } = this.around;
    if (!stdin.isTTY || !stderr.isTTY) return undefined;
    const { clackPrompts } = await import("./adapters/prompts.ts");
    return clackPrompts(stdin, stderr, this.#stopMoving);
  }
}
