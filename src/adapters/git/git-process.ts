import { existsSync } from "node:fs";
import { type SimpleGit, simpleGit } from "simple-git";
import { OutsideError } from "../../commands/outside-error.ts";
import type { Secret } from "../../domain/secret.ts";
import { type Environment, gitEnvironment } from "./git-environment.ts";
import { GitExit, gitFailure } from "./git-failure.ts";

export interface GitSettings {
  /** A folder inside the clone. */
  readonly dir: string;
  /** The caller's environment; what Git has no business with is left out. */
  readonly env: Environment;
  /** GitHub token for fetch and push over HTTP; absent: what the clone is set up with. */
  readonly auth?: Secret;
  /** Ctrl-C: ends the running Git process. */
  readonly signal?: AbortSignal;
}

export interface RunOptions {
  /** Written to standard input. */
  readonly input?: string | Buffer;
  readonly env?: Environment;
  /** Talks to origin: gets the token, and more time. */
  readonly remote?: boolean;
  /** Exit codes beside 0 that are an answer; the result is then undefined. */
  readonly unless?: readonly number[];
}

/** Milliseconds without any output after which a process that talks to a remote is given up. */
const SILENCE = 300_000;

/**
 * Runs Git through simple-git, with one configuration for all: no hooks, no prompts, no programs named by the clone.
 *
 * simple-git keeps input and environment per instance, so each run makes one of its own (it holds no process).
 * A command that prints nothing costs 50 ms there, since it waits for output that may come late: commands here are
 * chosen to print something where the answer is asked for often.
 */
export class GitProcess {
  readonly #settings: GitSettings;
  #origin: Promise<string> | undefined;

  constructor(settings: GitSettings) {
    this.#settings = settings;
  }

  /** The same in another folder. */
  at(dir: string): GitProcess {
    return new GitProcess({ ...this.#settings, dir });
  }

  get dir(): string {
    return this.#settings.dir;
  }

  /** What the command prints, as text. */
  async text(args: readonly string[], options: Omit<RunOptions, "unless"> = {}): Promise<string> {
    return (await this.answer(args, options)) ?? "";
  }

  /** As {@link text}, or undefined where it ends with one of the codes `unless`. */
  async answer(args: readonly string[], options: RunOptions = {}): Promise<string | undefined> {
    const git = await this.#git(options);
    return this.#run(args, options, () => git.raw([...args]));
  }

  /** What `git cat-file <args>` prints, byte by byte. */
  async catFile(args: readonly string[], input: string): Promise<Buffer> {
    return (await this.catFileUpTo(Number.POSITIVE_INFINITY, args, input)) ?? Buffer.alloc(0);
  }

  /** As {@link catFile}, or undefined where that is more than so many bytes. */
  async catFileUpTo(most: number, args: readonly string[], input: string): Promise<Buffer | undefined> {
    const tooMuch = new AbortController();
    const git = await this.#git({ input }, tooMuch.signal);
    let length = 0;
    git.outputHandler((_command, stdout) => {
      stdout.on("data", (piece: Buffer) => {
        length += piece.length;
        if (length > most) tooMuch.abort();
      });
    });
    return this.#run(["cat-file"], {}, async () => {
      try {
        const bytes: unknown = await git.binaryCatFile([...args]);
        // It may have been done before it was stopped.
        if (tooMuch.signal.aborted) return undefined;
        return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
      } catch (error) {
        if (!tooMuch.signal.aborted) throw error;
        return undefined;
      }
    });
  }

  /**
   * Gives the output piece by piece, for as long as the reader wants more: at `false` Git is stopped.
   */
  async stream(args: readonly string[], read: (piece: Buffer) => boolean): Promise<void> {
    const enough = new AbortController();
    const git = await this.#git({}, enough.signal);
    git.outputHandler((_command, stdout) => {
      stdout.on("data", (piece: Buffer) => {
        if (!enough.signal.aborted && !read(piece)) enough.abort();
      });
    });
    await this.#run(args, {}, async () => {
      try {
        await git.raw([...args]);
      } catch (error) {
        if (!enough.signal.aborted) throw error;
      }
    });
  }

  /** Where origin is, as the clone has it (it may hold credentials: not for messages). */
  origin(): Promise<string> {
    this.#origin ??= this.text(["remote", "get-url", "origin"]).then((url) => url.trim());
    return this.#origin;
  }

  async #run<Result>(
    args: readonly string[],
    options: RunOptions,
    run: () => PromiseLike<Result>,
  ): Promise<Result | undefined> {
    try {
      return await run();
    } catch (error) {
      this.#settings.signal?.throwIfAborted();
      if (!(error instanceof GitExit)) throw error;
      if (options.unless?.includes(error.code)) return undefined;
      throw gitFailure(args[0] ?? "", error);
    }
  }

  async #git(options: RunOptions, enough?: AbortSignal): Promise<SimpleGit> {
    const { dir, env, auth, signal } = this.#settings;
    const token = options.remote && auth ? { token: auth, url: await this.origin() } : undefined;
    const variables = gitEnvironment(env, options.env, token);
    const signals = [signal, enough].filter((each) => each !== undefined);
    if (!existsSync(dir))
      throw new OutsideError("git", "invalid", `there is no folder ${dir}`, { hint: "Name one with -C." });
    return simpleGit({
      baseDir: dir,
      trimmed: false,
      allowEnvironment: Object.keys(variables).filter((name) => name.startsWith("GIT_")),
      unsafe: OURS,
      completion: { onClose: true, onExit: false },
      // Every exit code but 0 is an error here, also one without a message.
      errors: (_error, { exitCode, stdErr }) =>
        exitCode === 0 ? undefined : new GitExit(exitCode, Buffer.concat(stdErr).toString("utf8")),
      ...(options.input === undefined ? {} : { input: () => options.input }),
      ...(options.remote ? { timeout: { block: SILENCE } } : {}),
      ...(signals.length === 0 ? {} : { abort: AbortSignal.any(signals) }),
    }).env(variables);
  }
}

/**
 * simple-git guards callers that pass on what strangers wrote. Arguments here are ours (a ref that starts with `-` is
 * refused before); the settings it asks about are our own, that switch things off, and the caller's environment.
 */
const OURS = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeExec: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeUrlRewrite: true,
} as const;
