import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Command } from "commander";
import { expect, test } from "vitest";
import { commandsFor } from "../../../src/cli/commands.ts";
import { candidates } from "../../../src/cli/completion/candidates.ts";
import { repositoryOffers } from "../../../src/cli/completion/offers.ts";
import { completionScript } from "../../../src/cli/completion/scripts.ts";
import { World } from "../../../src/compose.ts";
import { AccessRepository } from "../../support/access-repository.ts";
import { atTerminal } from "../../support/terminal.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";

const CLI = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** What Tab offers after these words, in a folder. */
async function offered(dir: string, ...words: string[]): Promise<string[]> {
  const { stdin, stdout, stderr } = process;
  const env = { ...gitEnv(), GIT_CEILING_DIRECTORIES: path.dirname(dir) };
  const around = { env, dir, home: "/nonexistent", temporary_dir: "/nonexistent", mask: () => undefined };
  await using world = new World({ ...around, stdin, stdout, stderr });
  const program = new Command("leasehold").option("-C <dir>").enablePositionalOptions();
  const register = await commandsFor();
  register(program, () => async () => undefined);
  return (await candidates(program, words, repositoryOffers(world))).map(({ word }) => word);
}

test("offers commands, options, what options take, roles, people, and keys of one's own live grants", async () => {
  const repository = new AccessRepository().role("orders-db-read").role("orders-db-admin");
  for (const user of ["alice", "carol"]) repository.grant(`of-${user}`, { user, duration: "8000d" });
  const key = `orders-db-read.of-alice.${repository.commit("08:00").slice(0, 12)}`;
  repository.scratch.git("config", "user.email", "7+alice@users.noreply.github.com");
  const { dir } = repository.scratch;

  expect(await offered(dir, "st")).toEqual(["status"]);
  expect(await offered(dir, "status", "--f")).toEqual(["--from", "--format"]);
  expect(await offered(dir, "status", "--format", "")).toEqual(["text", "json"]);
  expect(await offered(dir, "request", "")).toEqual(["orders-db-admin", "orders-db-read"]);
  expect(await offered(dir, "request", "orders-db-read", "--for", "4")).toEqual(["4h"]);
  expect(await offered(dir, "explain", "--user", "")).toEqual(["alice", "bob", "carol", "sam"]);
  expect(await offered(dir, "extend", "")).toEqual([key]);
  expect(await offered(dir, "use", "")).toEqual([key, "orders-db-admin", "orders-db-read"]);
  expect(await offered(dir, "use", "orders-db-read", "--", "ps")).toEqual([]);
  expect(await offered(dir, "nonsense", "")).toEqual([]);
});

test("offers nothing, and complains of nothing, where there is no clone", async () => {
  expect(await offered(scratchFolder(), "use", "")).toEqual([]);
});

const isHere = async (shell: string): Promise<boolean> =>
  (await promisify(execFile)("sh", ["-c", `command -v ${shell} || true`])).stdout !== "";

/** Starts the shell with `leasehold` on its PATH, and types. */
async function inShell(
  command: readonly string[],
  steps: readonly (readonly [shown: string, keys: string])[],
) {
  const bin = scratchFolder();
  const program = `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  writeFileSync(path.join(bin, "leasehold"), program, { mode: 0o755 });
  const env = {
    ...gitEnv(),
    PATH: `${bin}:${process.env.PATH}`,
    HOME: bin,
    TERM: "xterm",
    INPUTRC: "/dev/null",
  };
  return (await atTerminal(command, env, steps)).output;
}

test("completes in a real bash when Tab is pressed", async () => {
  const output = await inShell(
    ["bash", "--norc", "--noprofile", "-i"],
    [
      ["bash-", "source <(leasehold completion bash) && echo sour''ced\\n"],
      ["sourced", "leasehold stat\\t--format js\\t"],
      ["status --format json ", "\\x15exit\\n"],
    ],
  );
  expect(output).toContain("leasehold status --format json ");
});

test("has a script for zsh that it takes, and completes with", async () => {
  const script = completionScript("zsh");
  expect(script).toContain("leasehold __complete --");
  // Not every machine has zsh; where it is, it shows.
  if (!(await isHere("zsh"))) return;
  const output = await inShell(
    ["zsh", "-f", "-i"],
    [
      [
        "[0m",
        "autoload -Uz compinit && compinit -u -D; source <(leasehold completion zsh); echo sour''ced\\n",
      ],
      // zsh shows only what changes of a line: so the line is put between quotes, and printed.
      ["sourced", 'leasehold stat\\t--format js\\t\\x01echo "<\\x05>"\\n'],
      ["<leasehold status --format json", "\\x15exit\\n"],
    ],
  );
  expect(output).toContain("\n<leasehold status --format json");
});

test("has a script for fish that it takes, and completes with", async () => {
  const script = completionScript("fish");
  expect(script).toContain("leasehold __complete --");
  if (!(await isHere("fish"))) return;
  // Asked for the completions themselves: fish also queries its terminal, which nobody answers here.
  const ask = `${script}\nset -g fish_complete_path\ncomplete -C 'leasehold status --format js'`;
  expect(await inShell(["fish", "--no-config", "-c", ask], [])).toContain("json");
});
