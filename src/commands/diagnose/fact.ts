import { type Fact, known, unknown } from "../../domain/doctor/check.ts";
import { OutsideError } from "../outside-error.ts";
import { Stop } from "../stop.ts";

/** What comes of looking: what a token may not see, and what does not answer, leaves a question open. */
export async function fact<Value>(look: () => Promise<Value>): Promise<Fact<Value>> {
  try {
    return known(await look());
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof Stop)) throw error;
    return unknown(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`);
  }
}
