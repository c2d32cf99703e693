import type { Reporter } from "../commands/ports.ts";

/** A stream for people: standard error, mostly. */
export interface MessageStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CLEAR_LINE = "\r\u001b[2K";

/** Messages on standard error; progress on one line that moves, where there is a terminal. */
export function terminalReporter(
  stream: MessageStream,
  paint: (style: "yellow" | "dim", text: string) => string,
): Reporter {
  let shown = false;
  const line = (text: string) => {
    stream.write(`${shown ? CLEAR_LINE : ""}${text}\n`);
    shown = false;
  };
  return {
    info: (message) => line(message),
    warn: (message) => line(`${paint("yellow", "warning:")} ${message}`),
    progress(step, done, total) {
      if (stream.isTTY !== true) return;
      const count = done === undefined ? "" : total === undefined ? ` ${done}` : ` ${done}/${total}`;
      stream.write(`${CLEAR_LINE}${paint("dim", `${step}${count} …`)}`);
      shown = true;
      if (done !== undefined && done === total) {
        stream.write(CLEAR_LINE);
        shown = false;
      }
    },
  };
}

/** Messages as the runner shows them: warnings are annotations of the job. */
export function jobReporter(core: { info(message: string): void; warning(message: string): void }): Reporter {
  return {
    info: (message) => core.info(message),
    warn: (message) => core.warning(message),
    progress(step, done, total) {
      if (done !== undefined && done === total) core.info(`${step}: ${done}`);
    },
  };
}
