/** What `report` writes to and, beside Git, the log and Vault, reads from. */

export interface SiteFolder {
  /** Where it is, for messages. */
  readonly path: string;
  /** Whether something is there that no report wrote. */
  isForeign(): Promise<boolean>;
  /** Puts these files, by name, in the place of what an earlier report left there: all or nothing. */
  replace(files: ReadonlyMap<string, string>): Promise<void>;
}

/** A log of Vault's audit device of type `file`. */
export interface VaultAuditDevice {
  readonly path: string;
  /** Its lines as they stand, one after the other: such a log is larger than memory. */
  lines(): AsyncIterable<string>;
}
