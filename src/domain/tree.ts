/** A file of a repository as Git or the file system has it, before anybody trusts it. */
export interface TreeEntry {
  /** From the repository's root, `/` between, raw as Git has it (it may hold any character). */
  readonly path: string;
  /** Only `file` is read; the others are refused by name. */
  readonly kind: "file" | "link" | "submodule" | "other";
  /** Bytes in the file. */
  readonly size: number;
  /** The content; absent where it is no file or larger than the reader's limit (then `size` says how large). */
  readonly bytes?: Uint8Array;
}

/** Largest grant file, in bytes. */
export const GRANT_BYTES = 64 * 1024;
/** Largest file under `policies/`, in bytes. */
export const POLICY_BYTES = 4 * 1024 * 1024;
