/** Tells people how it goes, on standard error or as workflow commands. Never gets a secret. */
export interface Reporter {
  info(message: string): void;
  warn(message: string): void;
  /** A step that may take long; `done` and `total` where it counts. */
  progress(step: string, done?: number, total?: number): void;
}
