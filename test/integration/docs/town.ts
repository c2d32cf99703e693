/**
 * Where the guides are read: Acme with its people at their machines. GitHub is the sandbox's, reached by the addresses
 * that guides name; nothing of Leasehold is in Vault until the administrator's guide puts it there.
 */
import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type Acme, AT, startAcme } from "../../../sandbox/acme.ts";
import { Company } from "../../../sandbox/company/company.ts";
import { findTool } from "../../../sandbox/tools.ts";
import { until } from "../../../sandbox/until.ts";
import { buildInto } from "../../../scripts/bundle/bundle.ts";
import { type GrantKey, keyOf } from "../../../src/domain/key.ts";
import { ROOT } from "./documents.ts";
import { Shell } from "./shell.ts";

const git = promisify(execFile);

/** What guides name and this machine has not, doing the same in the sandbox. */
const STAND_INS: Readonly<Record<string, string>> = {
  // GitHub's own command.
  gh: `case "$1 $2" in
  "repo create") git remote add origin "https://github.com/$3" && git push --quiet --set-upstream origin main ;;
  "auth token") cat "$HOME/.github-token" ;;
  *) exit 64 ;;
esac`,
  // Reads the orders database with what the environment says, as psql would.
  psql: `exec node "${ROOT}sandbox/pages/orders-client.ts" "select count(*)::int as rows from orders"`,
};

export class Town implements AsyncDisposable {
  readonly acme: Acme;
  readonly company: Company;
  /** Commands that were typed, by anybody. */
  readonly typed = new Set<string>();
  readonly #bin: string;
  readonly #shells = new Map<string, Promise<Shell>>();

  private constructor(acme: Acme) {
    this.acme = acme;
    this.company = Company.of(acme);
    this.#bin = path.join(acme.folder, "bin");
  }

  static async start(): Promise<Town> {
    const town = new Town(await startAcme({ empty: true, vault: { audit: true } }));
    const { folder } = town.acme;
    await Promise.all([town.#standIns(), town.#leasehold(path.join(folder, "leasehold"))]);
    return town;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const shell of this.#shells.values()) (await shell).end();
    await this.acme[Symbol.asyncDispose]();
  }

  /** A person's shell, in their home: with the addresses of this sandbox, and nothing that a guide has to give. */
  shell(login: string): Promise<Shell> {
    const known = this.#shells.get(login) ?? this.#begin(login);
    this.#shells.set(login, known);
    return known;
  }

  home = (login: string): string => path.join(this.acme.folder, login);

  /** Somebody who has read how to begin: a clone, the command, GitHub's token, and a login to Vault. */
  async settle(login: string): Promise<Shell> {
    const shell = await this.shell(login);
    const { token } = await this.acme.person(login).logIn();
    await writeFile(path.join(this.home(login), ".vault-token"), token ?? "", { mode: 0o600 });
    const words = [
      `alias leasehold="node ${this.acme.folder}/leasehold/dist/cli.js"`,
      `export GITHUB_TOKEN=$(gh auth token) VAULT_ADDR=${this.acme.bao.address}`,
      "git clone --quiet https://github.com/acme/access",
      "cd access",
    ];
    for (const line of words) {
      const { code, stderr } = await shell.run(line);
      if (code !== 0) throw new Error(`${login}: ${line}: ${stderr}`);
    }
    return shell;
  }

  /** Grants of one pull request, approved, merged and issued. @returns their keys by id */
  async grant(files: Readonly<Record<string, string>>, approvers = ["bob", "sam"]): Promise<GrantKey[]> {
    const { sha } = await this.company.land({ files }, approvers);
    await this.apply();
    return Object.keys(files).map((file) => {
      const [, role = "", name = ""] = file.split("/");
      return keyOf(role, name.replace(".yaml", ""), sha);
    });
  }

  /** Approves what `leasehold request` asked for, merges it, and has it issued. */
  async give(pull: number): Promise<void> {
    for (const login of ["bob", "sam"]) await this.company.approve(login, pull);
    await this.company.merge(pull);
    await this.apply();
  }

  /** The number of the pull request that somebody opens with this in its title or body, once it is there. */
  async opened(login: string, text: string): Promise<number> {
    let found: number | undefined;
    await until(async () => {
      const { data } = await this.acme.octokit(login).pulls.list(AT);
      found = data.find(
        (pull) => pull.user?.login === login && `${pull.title}${pull.body}`.includes(text),
      )?.number;
      return found !== undefined;
    }, `${login} opens no pull request`);
    return found ?? 0;
  }

  /** Ends whatever is on main, so that nobody's limit is used up when the next guide begins. */
  async clear(): Promise<void> {
    const { git } = this.acme.octokit("olivia");
    const { data } = await git.getTree({ ...AT, tree_sha: await this.company.tip(), recursive: "1" });
    const there = data.tree.flatMap(({ path: file = "" }) => (/^grants\/.*\.yaml$/.test(file) ? [file] : []));
    if (there.length === 0) return;
    await this.company.land({ files: Object.fromEntries(there.map((file) => [file, undefined])) }, []);
    await this.apply();
  }

  /** Names of the token roles that setup wrote. */
  async tokenRoles(): Promise<string[]> {
    const names = await this.acme.bao.root.list("auth/token/roles");
    return names.filter((name) => name.startsWith("leasehold-role-orders-db-read-"));
  }

  async apply(): Promise<void> {
    const ran = await this.company.apply();
    if (ran.code !== 0) throw new Error(`apply: ${ran.stdout}${ran.stderr}`);
  }

  async #begin(login: string): Promise<Shell> {
    const { acme } = this;
    const {
      GITHUB_TOKEN,
      GITHUB_REPOSITORY: _,
      GITHUB_REPOSITORY_ID: __,
      VAULT_ADDR: ___,
      ...env
    } = await acme.shell(login);
    const home = this.home(login);
    const config = [
      [acme.github.gitUrl("acme", "access", GITHUB_TOKEN), "https://github.com/acme/access"],
      [path.join(acme.folder, "leasehold"), "https://github.com/your-org/leasehold"],
    ].map(([url, address]) => `[url "${url}"]\n\tinsteadOf = ${address}\n`);
    await writeFile(path.join(home, ".gitconfig"), config.join(""));
    await writeFile(path.join(home, ".github-token"), GITHUB_TOKEN ?? "");
    const said = path.join(home, "said");
    await mkdir(said);
    const node = path.dirname(process.execPath);
    return new Shell({ ...env, PATH: `${this.#bin}:${node}:${env.PATH}`, SHELL: "/bin/sh" }, home, said);
  }

  async #standIns(): Promise<void> {
    await mkdir(this.#bin);
    const bao = await findTool("bao");
    for (const name of ["bao", "vault"]) await symlink(bao, path.join(this.#bin, name));
    for (const [name, script] of Object.entries(STAND_INS)) {
      await writeFile(path.join(this.#bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(path.join(this.#bin, name), 0o755);
    }
  }

  /** What a clone of Leasehold has that people use: what the build makes of the sources as they stand. */
  async #leasehold(dir: string): Promise<void> {
    await mkdir(dir);
    await buildInto(path.join(dir, "dist"), ROOT);
    await copyFile(`${ROOT}action.yml`, path.join(dir, "action.yml"));
    const options = { cwd: dir, env: { ...process.env, ...(await this.acme.shell("olivia")) } };
    const url = "https://github.com/your-org/leasehold";
    for (const line of [
      "init --quiet -b main",
      "add --all",
      "commit --quiet -m Leasehold",
      `remote add origin ${url}`,
      "update-ref refs/remotes/origin/main main",
    ])
      await git("git", line.split(" "), options);
  }
}
