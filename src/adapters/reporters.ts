import type { Reporter } from "../commands/ports.ts";

/** A stream for people: standard error, mostly. */
export interface MessageStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CLEAR_LINE = "\r\u001b[2K";

/** Beside messages: the line that moves can be taken away, before anything else is shown. */
export interface TerminalReporter extends Reporter {
  clear(): void;
}

/**
 * Messages on standard error; progress on one line that moves, where there is a terminal. A step that does not count is
 * shown once it has taken a second, with the seconds.
 */
export function terminalReporter(
  stream: MessageStream,
  paint: (style: "yellow" | "dim", text: string) => string,
): TerminalReporter {
  let shown = false;
  let clock: NodeJS.Timeout | undefined;
  const clear = () => {
    clearInterval(clock);
    if (shown) stream.write(CLEAR_LINE);
    shown = false;
  };
  const show = (text: string) => {
    stream.write(`${CLEAR_LINE}${paint("dim", `${text} …`)}`);
    shown = true;
  };
  const line = (text: string) => {
    clear();
    stream.write(`${text}\n`);
  };
  return {
    clear,
    info: (message) => line(message),
    warn: (message) => line(`${paint("yellow", "warning:")} ${message}`),
    progress(step, done, total) {
      if (stream.isTTY !== true) return;
      clearInterval(clock);
      if (done !== undefined) {
        show(`${step} ${total === undefined ? done : `${done}/${total}`}`);
        if (done === total) clear();
        return;
      }
      let seconds = 0;
      clock = setInterval(() => {
        seconds += 1;
        show(`${step}: ${seconds} s`);
      }, 1_000);
      clock.unref();
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
