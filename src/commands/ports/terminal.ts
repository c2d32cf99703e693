import type { Secret } from "../../domain/secret.ts";

export interface Processes {
  /** The shell to run where no command is given. */
  readonly shell: string;
  /**
   * Runs a program in the person's terminal until it ends. Ctrl-C is the program's to answer; signals sent to us are
   * passed on to it.
   * @param environment added to our own
   * @returns its exit code as shells count: 128 and the signal's number, 127 where there is no such program
   */
  run(
    command: readonly [string, ...string[]],
    environment: Readonly<Record<string, string | Secret>>,
  ): Promise<number>;
}

export interface Terminal {
  /** Sets the title; undefined puts back what was there. Does nothing where there is no terminal. */
  title(text: string | undefined): void;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Questions in a terminal. Every answer is undefined where the person gave up (Ctrl-C, Escape). */
export interface Prompts {
  choose(question: string, choices: readonly Choice[]): Promise<string | undefined>;
  /** @param check gives what is wrong with an answer, as the person is to read it */
  text(
    question: string,
    options?: {
      readonly placeholder?: string;
      readonly check?: (answer: string) => string | undefined;
    },
  ): Promise<string | undefined>;
  confirm(question: string): Promise<boolean | undefined>;
}
