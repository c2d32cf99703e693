/** The real command line in a real pseudo-terminal. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atTerminal, type Session } from "../../support/terminal.ts";
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

function leasehold(
  dir: string,
  args: readonly string[],
  steps: readonly (readonly [shown: string, keys: string])[],
): Promise<Session> {
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
  return atTerminal([process.execPath, CLI, "-C", dir, ...args], env, steps);
}

describe("leasehold use in a terminal", () => {
  test("opens a shell that Ctrl-C does not end, counts down in the title, and ends with the shell's code", async () => {
    const { scratch, key } = accessRepository({ shell: grantText("alice") });
    await deliver(estate, key("shell"), "alice", "90s");
    const { code, output } = await leasehold(
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

  test("says that a pick-up was already opened, offers to end that access at once, and takes a no", async () => {
    const { scratch, key } = accessRepository({ stolen: grantText("alice") });
    const wrapping = await deliver(estate, key("stolen"), "alice");
    await estate.vault.as(wrapping).write("sys/wrapping/unwrap");
    const { code, output } = await leasehold(
      scratch.dir,
      ["use", key("stolen")],
      [["It was not me: end this access now", "n"]],
    );
    expect(code).toBe(1);
    expect(output).toContain("HAS ALREADY BEEN OPENED");
    expect(output).toContain(`leasehold revoke ${key("stolen")} --now --stolen`);
  });
});
