/**
 * Access repositories of any size, for measurements: real Git, made by one `git fast-import`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { instant } from "../src/domain/units.ts";
import { codeownersText } from "../src/files/codeowners.ts";
import { readPolicies } from "../src/files/policies.ts";

export interface RepositoryWords {
  /** A folder to make the repository in; made where it is not there. */
  readonly dir: string;
  /** How many grant files. All of them are live, and the policies allow every one. */
  readonly grants: number;
  /** How many roles they are spread over. */
  readonly roles: number;
  /** When the last commit lands, in seconds since 1970; the others land a second apart before it. Default: now. */
  readonly at?: number;
  /** How many grants land with one commit; default 10, and more where that were over 1,000 commits. */
  readonly perCommit?: number;
  /** Whether the files are written to the working tree too; default true. */
  readonly checkout?: boolean;
}

export interface MadeRepository {
  readonly dir: string;
  /** Names of its roles, in order. */
  readonly roles: readonly string[];
  /** Tip of `main`. */
  readonly head: string;
}

/** Makes an access repository with a branch `main`. 100,000 grants take some seconds. */
export async function makeRepository(words: RepositoryWords): Promise<MadeRepository> {
  const { dir, grants, at = Math.floor(Date.now() / 1_000), checkout = true } = words;
  const perCommit = words.perCommit ?? Math.max(10, Math.ceil(grants / 1_000));
  const roles = Array.from({ length: words.roles }, (_, index) => roleName(index));
  await mkdir(dir, { recursive: true });
  await git(dir, ["init", "--quiet", "--initial-branch=main"]);
  await git(
    dir,
    ["fast-import", "--quiet"],
    stream(policyFiles(roles, at), { grants, roles, at, perCommit }),
  );
  if (checkout) await git(dir, ["reset", "--quiet", "--hard", "main"]);
  const head = (await git(dir, ["rev-parse", "main"])).trim();
  return { dir, roles, head };
}

/** A branch from `main` with one more grant, as a pull request has it; the branch's tip. */
export async function makeRequest(dir: string, branch: string, role: string, id = "asked"): Promise<string> {
  const text = grantText(role, PEOPLE - 1);
  const at = (await git(dir, ["log", "-1", "--format=%ct", "main"])).trim();
  const file = `M 100644 inline grants/${role}/${id}.yaml\n${data(text)}`;
  await git(
    dir,
    ["fast-import", "--quiet"],
    [
      `commit refs/heads/${branch}\ncommitter ${WHO} ${at} +0000\n${data("Ask")}from refs/heads/main\n${file}`,
    ],
  );
  return (await git(dir, ["rev-parse", branch])).trim();
}

const roleName = (index: number): string => `role-${String(index).padStart(4, "0")}`;

/** So many people ask; each role's grants go round among them. */
const PEOPLE = 500;
const WHO = "Bench <bench@example.com>";

function policyFiles(roles: readonly string[], at: number): ReadonlyMap<string, string> {
  const people = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
  const files = new Map([
    ["policies/leasehold.yaml", "owners: { teams: [platform], count: 1 }\n"],
    [
      "policies/teams.yaml",
      `everybody: [${people.join(", ")}]\ndba: [bob, ben]\nsecurity: [sam]\nplatform: [olivia, peter]\n`,
    ],
    ...roles.map((name, index): [string, string] => [
      `policies/roles/${name}.yaml`,
      // Every tenth counts what its folder has, as limits do.
      index % 10 === 9 ? `${roleText(name)}limits: { total: 100000 }\n` : roleText(name),
    ]),
  ]);
  const entries = [...files].map(([path, text]) => {
    const bytes = Buffer.from(text);
    return { path, kind: "file" as const, size: bytes.length, bytes };
  });
  const { policies, findings } = readPolicies(entries);
  if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));
  return files.set(".github/CODEOWNERS", codeownersText(policies, "", instant(at)));
}

const roleText = (name: string): string => `# yaml-language-server: $schema=../../schema/role.schema.json
description: Read what ${name} reads
access:
  - path: database/creds/${name}
    capabilities: [read]
requesters: { teams: [everybody] }
approvers:
  - { teams: [dba], count: 1 }
  - { teams: [security], count: 1 }
duration: { max: 7d, max_total: 30d }
require: { reason: 20, ticket: '(INC|CHG)-\\d+' }
`;

const grantText = (role: string, number: number): string => `role: ${role}
user: person-${number % PEOPLE}
duration: 7d
reason: Refund ${number} is stuck; need to read its rows
ticket: INC-${number}
`;

interface History {
  readonly grants: number;
  readonly roles: readonly string[];
  readonly at: number;
  readonly perCommit: number;
}

function* stream(policies: ReadonlyMap<string, string>, { grants, roles, at, perCommit }: History) {
  const commits = Math.ceil(grants / perCommit);
  const commit = (number: number, subject: string) =>
    `commit refs/heads/main\ncommitter ${WHO} ${at - commits + number} +0000\n${data(subject)}`;
  yield commit(0, "Policies");
  for (const [path, text] of policies) yield `M 100644 inline ${path}\n${data(text)}`;
  for (let number = 0; number < grants; number += 1) {
    if (number % perCommit === 0) yield commit(number / perCommit + 1, `Grants from ${number}`);
    const role = roles[number % roles.length] ?? "";
    yield `M 100644 inline grants/${role}/g-${number}.yaml\n${data(grantText(role, number))}`;
  }
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

async function git(dir: string, args: readonly string[], input: Iterable<string> = []): Promise<string> {
  const child = spawn("git", [...args], { cwd: dir, stdio: ["pipe", "pipe", "inherit"] });
  const printed: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => printed.push(piece));
  const closed = once(child, "close");
  let waiting = "";
  const send = async () => {
    const all = child.stdin.write(waiting);
    waiting = "";
    if (!all) await once(child.stdin, "drain");
  };
  for (const piece of input) {
    waiting += piece;
    if (waiting.length > 1_000_000) await send();
  }
  if (waiting !== "") await send();
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`);
  return Buffer.concat(printed).toString("utf8");
}
