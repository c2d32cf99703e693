import type { ContractViolation } from "./contract.ts";

/** What a server saw of GitHub's description. */
export class ContractLedger {
  readonly violations: ContractViolation[] = [];
  /** Operations whose requests and responses were seen and found right. */
  readonly validated = new Set<string>();

  /** @throws where there was a violation, with all of them */
  assert(): void {
    if (this.violations.length === 0) return;
    const lines = this.violations.map(
      ({ operation, side, request, problems }) =>
        `${operation ?? "no operation"}, ${side} of ${request}:\n  ${problems.join("\n  ")}`,
    );
    throw new Error(`GitHub's API description was violated:\n${lines.join("\n")}`);
  }
}
