/** What a process is born with. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder inside the repository. */
  readonly dir: string;
  readonly home: string;
  readonly temporary_dir: string;
  readonly uid?: number;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
  /**
   * For what stops by itself when it is told to: aborted by SIGTERM or Ctrl-C, which from then on end nothing the first
   * time they come.
   */
  readonly stopAsked?: () => AbortSignal;
  /** Milliseconds that a second between writes to GitHub lasts; absent: a second. Tests shorten it. */
  readonly github_second?: number;
  /** Milliseconds until an answer of GitHub that has not come is given up; absent: 30 s. Tests shorten it. */
  readonly github_timeout?: number;
  /** Tells the runner to hide a value, before it is first used. */
  readonly mask: (secret: string) => void;
}

/** What stands where settings cannot be read: access that is over must end all the same. */
export const FALLBACK = {
  branch: "main",
  mount: "leasehold",
  login: { mount: "github-actions", audience: "leasehold" },
  log: "leasehold-audit",
  people: "userpass",
};
