import type { Terminal } from "../commands/ports.ts";

/** Where a title can be shown: a stream that may be a terminal. */
export interface TitleStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Terminals that print the sequence instead of taking it. */
const WITHOUT_TITLE = ["dumb", "linux", ""];

// xterm's window operations 22 and 23 keep the title and put it back; OSC 0 sets it.
const KEEP = "\u001b[22;0t";
const PUT_BACK = "\u001b[23;0t";
const title = (text: string): string => `\u001b]0;${text}\u0007`;

/** Shows the time left in the terminal's title. */
export function terminalTitle(stream: TitleStream, term: string | undefined): Terminal {
  if (stream.isTTY !== true || WITHOUT_TITLE.includes(term ?? "")) return { title: () => undefined };
  let ours = false;
  return {
    title(text) {
      if (text === undefined) {
        if (ours) stream.write(PUT_BACK);
        ours = false;
        return;
      }
      if (!ours) stream.write(KEEP);
      ours = true;
      // Nothing that ends the sequence early gets into it.
      stream.write(title([...text].filter((letter) => letter >= " " && letter !== "\u007f").join("")));
    },
  };
}
