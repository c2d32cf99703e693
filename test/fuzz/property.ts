import type { Finding } from "../../src/domain/finding.ts";

/** Something that holds for all inputs; `check` throws with the smallest input for which it does not. */
export interface Property {
  readonly name: string;
  /** For one that is slow: so much of the inputs that others get. */
  readonly share?: number;
  check(runs: number): void;
}

/** Every finding says where and what, on one line, with nothing hidden, and not at length. */
export function wellSaid(findings: readonly Finding[]): boolean {
  return findings.every(
    ({ message, hint = "", line = 1, column = 1 }) =>
      message !== "" &&
      !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(message + hint) &&
      message.length < 600 &&
      hint.length < 600 &&
      Number.isInteger(line) &&
      line >= 1 &&
      Number.isInteger(column) &&
      column >= 1,
  );
}
