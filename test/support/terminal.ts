/** Programs in a real pseudo-terminal, which Python's standard library gives. */
import { spawn } from "node:child_process";

/** Runs argv[2:] in a terminal of 100 columns; types each `wait<TAB>keys` line of argv[1] once `wait` was shown. */
export const TYPIST = String.raw`
import os, pty, select, sys, fcntl, termios, struct, time
steps = [line.split("\t") for line in sys.argv[1].split("\n") if line]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
seen = ""
while True:
    ready, _, _ = select.select([fd], [], [], 40)
    if not ready: # it waits for somebody
        os.kill(pid, 9)
        break
    try: data = os.read(fd, 65536)
    except OSError: break
    if not data: break
    sys.stdout.buffer.write(data); sys.stdout.buffer.flush()
    seen += data.decode("utf-8", "replace")
    while steps and steps[0][0] in seen:
        wait, keys = steps.pop(0)
        seen = seen.split(wait, 1)[1]
        time.sleep(0.3) # a person is slower than a shell that starts a program
        os.write(fd, keys.encode().decode("unicode_escape").encode())
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
`;

/** What must be shown, then the keys to press, with escapes as in Python (`\\n`, `\\x03`, `\\t`). */
export type Steps = readonly (readonly [shown: string, keys: string])[];

/** The typist's first argument. */
export const typed = (steps: Steps): string => steps.map(([shown, keys]) => `${shown}\t${keys}`).join("\n");

/** What a program in a terminal showed, and the code it ended with. */
export interface Session {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program in a terminal, and types as a person who reads what it shows. */
export function atTerminal(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  steps: Steps,
): Promise<Session> {
  const child = spawn("python3", ["-c", TYPIST, typed(steps), ...command], { env });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}
