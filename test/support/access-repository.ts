import { openRepository } from "../../src/adapters/git/repository.ts";
import { repositoryFiles } from "../../src/adapters/repository-files.ts";
import { codeowners } from "../../src/commands/codeowners.ts";
import type { Repository } from "../../src/commands/ports.ts";
import { gitEnv, Scratch } from "../integration/git/scratch.ts";
import { moment } from "./world.ts";

const SETTINGS = "owners: { users: [olga, otto], count: 1 }\nvault: { mount: leasehold }\n";
const TEAMS = "payments: [alice, carol]\ndba: [bob]\nsecurity: [sam]\n";

/** The text of a grant file with what every rule is content with, changed by `words`. */
export function grantText(words: Readonly<Record<string, string>> = {}): string {
  const fields = {
    role: "orders-db-read",
    user: "alice",
    duration: "1h",
    reason: "Refund 8812 is stuck",
    ...words,
  };
  const { duration, ...rest } = fields;
  const all = "until" in words ? rest : { ...rest, duration };
  return Object.entries(all)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}

/** The text of a role file, `lines` replacing what has the same key. */
export function roleText(lines: Readonly<Record<string, string>> = {}): string {
  const fields = {
    description: "Read the orders database",
    access: "[{ path: database/creds/orders-read, capabilities: [read] }]",
    requesters: "{ teams: [payments] }",
    approvers: "{ teams: [dba] }",
    duration: "{ max: 8h }",
    ...lines,
  };
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}

/** A real access repository in a temporary folder; commits land on the minute the test says. */
export class AccessRepository {
  readonly scratch: Scratch = Scratch.create();

  constructor() {
    this.write("policies/leasehold.yaml", SETTINGS).write("policies/teams.yaml", TEAMS);
  }

  write(file: string, text: string | Uint8Array): this {
    this.scratch.write(file, text);
    return this;
  }

  role(name: string, lines: Readonly<Record<string, string>> = {}): this {
    return this.write(`policies/roles/${name}.yaml`, roleText(lines));
  }

  grant(id: string, words: Readonly<Record<string, string>> = {}): this {
    return this.write(`grants/${words.role ?? "orders-db-read"}/${id}.yaml`, grantText(words));
  }

  /** Writes CODEOWNERS as the policies are now. */
  async codeowners(): Promise<this> {
    const ports = { repository: await this.open(), files: repositoryFiles(this.scratch.dir) };
    await codeowners(ports, { at: moment("12:00") });
    return this;
  }

  remove(file: string): this {
    this.scratch.remove(file);
    return this;
  }

  /** Commits everything at a time such as `11:30`; the commit's SHA. */
  commit(time: string): string {
    return this.scratch.commit(`at ${time}`, moment(time));
  }

  /** Goes on at a new branch, as a pull request does. */
  branch(name: string): this {
    this.scratch.git("checkout", "-q", "-b", name);
    return this;
  }

  checkout(name: string): this {
    this.scratch.git("checkout", "-q", name);
    return this;
  }

  open(): Promise<Repository> {
    return openRepository({ dir: this.scratch.dir, env: gitEnv() });
  }
}
