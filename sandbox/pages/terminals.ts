/** One command per person that makes a terminal theirs: their GitHub token, their home, their clone, the tools. */
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Acme } from "../acme.ts";
import { findTool } from "../tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Writes `be/LOGIN` for everybody, in Acme's folder, which goes with it. `be/alice` is a shell; `be/alice git push`
 * runs one command.
 *
 * @returns the command of a login
 */
export async function openTerminals(
  acme: Acme,
  logins: readonly string[],
): Promise<(login: string) => string> {
  const be = join(acme.folder, "be");
  const bin = join(acme.folder, "bin");
  await Promise.all([be, bin].map((folder) => mkdir(folder, { mode: 0o700 })));
  await program(
    join(bin, "leasehold"),
    `exec ${quoted(process.execPath)} ${quoted(join(ROOT, "src/cli.ts"))} "$@"`,
  );
  await program(
    join(bin, "orders"),
    `exec ${quoted(process.execPath)} ${quoted(join(ROOT, "sandbox/pages/orders-client.ts"))} "$@"`,
  );
  await symlink(await findTool("bao"), join(bin, "bao"));
  await Promise.all(logins.map(async (login) => program(join(be, login), await script(acme, login, bin))));
  return (login) => join(be, login);
}

async function script(acme: Acme, login: string, bin: string): Promise<string> {
  const { PATH: _ours, ...shell } = await acme.shell(login);
  const clone = join(acme.folder, login, "access");
  const url = acme.github.gitUrl("acme", "access", shell.GITHUB_TOKEN);
  const rc = join(acme.folder, login, ".sandboxrc");
  await writeFile(rc, `PS1='\\[\\e[36m\\]${login}@acme\\[\\e[0m\\] \\W $ '\n`);
  return `${Object.entries({ ...shell, BAO_ADDR: acme.bao.address })
    .map(([name, value]) => `export ${name}=${quoted(value)}`)
    .join("\n")}
export PATH=${quoted(bin)}:"$PATH"
[ -d ${quoted(clone)} ] || git clone --quiet ${quoted(url)} ${quoted(clone)} || exit
cd ${quoted(clone)} || exit
[ $# -gt 0 ] && exec "$@"
git pull --quiet --ff-only
command -v bash >/dev/null && exec bash --rcfile ${quoted(rc)} -i
PS1=${quoted(`${login}@acme $ `)} exec sh -i`;
}

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o700);
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
