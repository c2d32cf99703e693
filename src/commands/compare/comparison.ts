import type { Mismatch } from "../../domain/audit/mismatch.ts";
import { attempt, type Trouble } from "../outcome.ts";
import { Stop } from "../stop.ts";

/** What comparing one part found, and what of it could not be compared. */
export interface PartResult {
  readonly mismatches: readonly Mismatch[];
  readonly troubles: readonly Trouble[];
}

/** What was found so far, and what could not be compared. */
export class Comparison {
  readonly mismatches: Mismatch[] = [];
  readonly troubles: Trouble[] = [];

  /** Undefined where it failed: told, and nothing is said of what hangs on it. Wrong use stops the command. */
  readonly part = async <Value>(owed: string, work: () => Promise<Value>): Promise<Value | undefined> => {
    const done = await attempt(owed, work);
    if (done.ok) return done.value;
    if (done.error instanceof Stop) throw done.error;
    this.troubles.push(done.trouble);
    return undefined;
  };

  found(mismatches: readonly Mismatch[] = []): void {
    this.mismatches.push(...mismatches);
  }

  add(compared: PartResult | undefined): void {
    this.mismatches.push(...(compared?.mismatches ?? []));
    this.troubles.push(...(compared?.troubles ?? []));
  }
}
