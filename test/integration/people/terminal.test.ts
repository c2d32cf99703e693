/** The real command line in a real pseudo-terminal, which Python's standard library gives. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gitEnv } from "../git/scratch.ts";
import {
  accessRepository,
  deliver,
  type Estate,
  grantText,
  privateFolder,
  removeFolders,
  startEstate,
} from "./estate.ts";

const CLI = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** Runs argv[2:] in a terminal of 100 columns; types each `wait<TAB>keys` line of argv[1] once `wait` was shown. */
const TYPIST = String.raw`
import os, pty, select, sys, fcntl, termios, struct, time
steps = [line.split("\t") for line in sys.argv[1].split("\n") if line]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
seen = ""
while True:
    ready, _, _ = select.select([fd], [], [], 40)
    if not ready: break
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

let estate: Estate;
let alice: string;

beforeAll(async () => {
  estate = await startEstate();
  alice = (await estate.people.person("alice").logIn()).token ?? "";
});

afterAll(async () => {
  await estate?.[Symbol.asyncDispose]();
  removeFolders();
});

function atTerminal(
  dir: string,
  args: readonly string[],
  steps: readonly (readonly [shown: string, keys: string])[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const script = steps.map(([shown, keys]) => `${shown}\t${keys}`).join("\n");
  const env = {
    ...gitEnv(),
    HOME: privateFolder(),
    SHELL: "/bin/sh",
    TERM: "xterm",
    XDG_RUNTIME_DIR: privateFolder(),
    VAULT_ADDR: estate.vault.address,
    VAULT_NAMESPACE: estate.vault.namespace ?? "",
    VAULT_TOKEN: alice,
  };
  const child = spawn("python3", ["-c", TYPIST, script, process.execPath, CLI, "-C", dir, ...args], { env });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

describe("leasehold use in a terminal", () => {
  test("opens a shell that Ctrl-C does not end, counts down in the title, and ends with the shell's code", async () => {
    const { scratch, key } = accessRepository({ shell: grantText("alice") });
    await deliver(estate, key("shell"), "alice", "90s");
    const { code, output } = await atTerminal(
      scratch.dir,
      ["use", "orders-db-read"],
      [
        ["leasehold done", "echo user=$PGUSER; sleep 30\\n"],
        ["user=lh-alice-", "\\x03"],
        ["^C", "echo still=here\\n"],
        ["still=here\r", "exit 5\\n"],
      ],
    );
    expect(output).toContain("still=here");
    expect(code).toBe(5);
    // Kept, set, put back.
    expect(output).toContain("\u001b[22;0t");
    expect(output).toMatch(/\]0;orders-db-read: 1 m \d+ s left/);
    expect(output.trimEnd().endsWith("\u001b[23;0t")).toBe(true);
    expect(output).toContain(`leasehold done ${key("shell")}`);
  });

  test("says in red that a pick-up was already opened, and how to end that access", async () => {
    const { scratch, key } = accessRepository({ stolen: grantText("alice") });
    const wrapping = await deliver(estate, key("stolen"), "alice");
    await estate.vault.as(wrapping).write("sys/wrapping/unwrap");
    const { code, output } = await atTerminal(scratch.dir, ["use", key("stolen")], []);
    expect(code).toBe(1);
    expect(output).toContain("HAS ALREADY BEEN OPENED");
    expect(output).toContain(`leasehold revoke ${key("stolen")} --now`);
  });
});
