/** A folder of files that is made at once. */
export interface NewFiles {
  /** As somebody named it. */
  readonly path: string;
  /** Whether something lies there already. */
  isTaken(): Promise<boolean>;
  /** By path within the folder. */
  write(files: ReadonlyMap<string, Uint8Array>): Promise<void>;
}
