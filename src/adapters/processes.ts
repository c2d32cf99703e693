import { spawn } from "node:child_process";
import { constants } from "node:os";
import { OutsideError } from "../commands/outside-error.ts";
import type { Processes } from "../commands/ports.ts";
import { reveal, type Secret } from "../domain/secret.ts";

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const BY_SIGNAL = 128;

/** Sent to us alone; the terminal's Ctrl-C and Ctrl-\ reach the program by themselves. */
const PASSED_ON = ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2"] as const;
const OF_THE_TERMINAL = ["SIGINT", "SIGQUIT"] as const;

/**
 * Programs in the person's terminal, with our environment and what is added to it.
 *
 * @param say tells of a program that could not be started, as a shell would
 */
export function terminalProcesses(
  own: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
  say: (message: string) => void = () => undefined,
): Processes {
  return {
    shell: own.SHELL ?? "/bin/sh",
    run: async ([program, ...args], added) => {
      const env = { ...own, ...opened(added) };
      return new Promise((resolve, reject) => {
        const child = spawn(program, args, { env, stdio: "inherit" });
        const pass = (signal: NodeJS.Signals) => void child.kill(signal);
        // Without a terminal nobody else tells the program; with one it must not be told twice.
        const fromTerminal = isTerminal ? () => undefined : pass;
        for (const signal of PASSED_ON) process.on(signal, pass);
        for (const signal of OF_THE_TERMINAL) process.on(signal, fromTerminal);
        const over = () => {
          for (const signal of PASSED_ON) process.off(signal, pass);
          for (const signal of OF_THE_TERMINAL) process.off(signal, fromTerminal);
        };
        child.on("error", (error: NodeJS.ErrnoException) => {
          over();
          if (error.code === "ENOENT") {
            say(`${program}: there is no such program`);
            resolve(NOT_FOUND);
          } else if (error.code === "EACCES") {
            say(`${program}: may not be executed`);
            resolve(NOT_EXECUTABLE);
          } else reject(error);
        });
        child.on("exit", (code, signal) => {
          over();
          resolve(code ?? BY_SIGNAL + (signal === null ? 0 : constants.signals[signal]));
        });
      });
    },
  };
}

/** Node names a value that it refuses in its error: what holds a zero byte is refused here, without its value. */
function opened(environment: Readonly<Record<string, string | Secret>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const text = typeof value === "string" ? value : reveal(value);
      if (text.includes("\0")) {
        throw new OutsideError(
          "vault",
          "invalid",
          `the value for ${name} has a zero byte: no program can be given it`,
        );
      }
      return [name, text];
    }),
  );
}
