/** What `init` needs: this project's own files, and a folder that becomes a repository. */

/** The program that runs, as those who want to pin it name it. */
export interface Release {
  /** `owner/name` on GitHub. */
  readonly slug: string;
  /** Full SHA; origin has it. */
  readonly commit: string;
}

export interface Shipped {
  /** Files that access repositories share with this project, and those made for them alone, by path. */
  files(): Promise<ReadonlyMap<string, string>>;
  /** The commit this program runs from; undefined where it comes from no clone, or its origin does not have it. */
  release(): Promise<Release | undefined>;
}

export interface NewFolder {
  /** As messages name it. */
  readonly path: string;
  /** What lies in it beside `.git`; empty where it is not there yet. */
  contents(): Promise<readonly string[]>;
  write(files: ReadonlyMap<string, string>): Promise<void>;
  /**
   * Makes it a Git repository, where it is none, and commits everything, where there is no commit yet.
   * @returns false where the commit could not be made: Git does not know who the person is
   */
  begin(branch: string, message: string): Promise<boolean>;
}
