export type OutsideCode =
  | "unreachable"
  | "denied"
  | "not-found"
  | "invalid"
  | "conflict"
  | "sealed"
  | "limited"
  | "broken";

/** Something outside failed. `message` says what and where (address, path), `hint` what to do. Holds no secret. */
export class OutsideError extends Error {
  readonly system: "vault" | "github" | "git" | "audit-log" | "sink" | "kept-tokens";
  readonly code: OutsideCode;
  readonly hint: string | undefined;

  constructor(
    system: OutsideError["system"],
    code: OutsideCode,
    message: string,
    options: { readonly cause?: unknown; readonly hint?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "OutsideError";
    this.system = system;
    this.code = code;
    this.hint = options.hint;
  }
}
