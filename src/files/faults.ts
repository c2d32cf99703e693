import { LineCounter } from "yaml";
import { error, type Finding, type Place } from "../domain/finding.ts";

/** Faults after which a file is not read on. */
const MOST_FAULTS = 10;

/** Thrown to leave the stages of reading; parseYaml catches it. */
export class Enough extends Error {}

/** The faults of one file that is no YAML we read, by where in the text they are. */
export class Faults {
  readonly findings: Finding[] = [];
  /** Filled by the parser as it goes. */
  readonly lines = new LineCounter();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  place(offset: number): Place {
    const { line, col } = this.lines.linePos(Math.max(0, offset));
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  add(offset: number, message: string, hint: string): void {
    this.findings.push(error("yaml", this.place(offset), message, hint));
    if (this.findings.length >= MOST_FAULTS) throw new Enough();
  }

  /** A fault that makes reading on pointless, or dangerous. */
  stop(offset: number, message: string, hint: string): never {
    this.add(offset, message, hint);
    throw new Enough();
  }
}
