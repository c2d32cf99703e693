/** Access repositories of any size, made by `git fast-import`: every grant live, each landed by a commit of its own. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "./git.ts";

export interface LiveGrant {
  readonly key: string;
  readonly file: string;
  readonly role: string;
  readonly user: string;
  readonly commit: string;
  /** Seconds since 1970. */
  readonly begin: number;
  readonly end: number;
}

export interface Origin extends AsyncDisposable {
  /** The bare repository. */
  readonly dir: string;
  /** A clone of it, with main checked out. */
  readonly clone: string;
  readonly grants: readonly LiveGrant[];
}

export interface OriginSize {
  readonly grants: number;
  readonly roles: number;
  /** How many grants one pull request brought; default 1. */
  readonly perCommit?: number;
}

const HOURS = 8;
const PEOPLE = 1_000;

/** Makes the repository and its clone below the system's temporary folder. */
export async function makeOrigin(size: OriginSize): Promise<Origin> {
  const folder = await mkdtemp(join(tmpdir(), "leasehold-bench-"));
  const [dir, clone] = [join(folder, "origin.git"), join(folder, "clone")];
  await git(folder, "init", "--quiet", "--bare", "--initial-branch=main", dir);
  const landed = await importGrants(dir, size, join(folder, "marks"));
  await git(folder, "clone", "--quiet", dir, clone);
  return {
    dir,
    clone,
    grants: landed,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function importGrants(dir: string, size: OriginSize, marks: string): Promise<LiveGrant[]> {
  const { grants, perCommit = 1 } = size;
  const commits = Math.ceil(grants / perCommit);
  const now = Math.floor(Date.now() / 1_000);
  // The last hour's: all of them live for hours to come.
  const at = (commit: number) => now - 3_600 + Math.floor((3_500 * commit) / commits);
  const child = spawn("git", ["-C", dir, "fast-import", "--quiet", `--export-marks=${marks}`], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const done = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import: ${code}`))));
  });
  child.stdin.write(commitOf(1, now - 7_200, policies(size.roles)));
  for (let commit = 0; commit < commits; commit += 1) {
    const numbers = range(commit * perCommit, Math.min(grants, (commit + 1) * perCommit));
    const files = numbers.map((number) => {
      const { file, role, user } = grantOf(number, size.roles);
      return [file, grantText(role, user)] as const;
    });
    if (!child.stdin.write(commitOf(commit + 2, at(commit), files))) {
      await new Promise((resolve) => child.stdin.once("drain", resolve));
    }
  }
  child.stdin.end();
  await done;
  const shas = new Map(
    (await readFile(marks, "utf8")).split("\n").map((line) => {
      const [mark = "", sha = ""] = line.split(" ");
      return [mark, sha] as const;
    }),
  );
  return range(0, grants).map((number) => {
    const commit = Math.floor(number / perCommit);
    const sha = shas.get(`:${commit + 2}`) ?? "";
    const { file, role, id, user } = grantOf(number, size.roles);
    const begin = at(commit);
    return {
      key: `${role}.${id}.${sha.slice(0, 12)}`,
      file,
      role,
      user,
      commit: sha,
      begin,
      end: begin + HOURS * 3_600,
    };
  });
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

function commitOf(mark: number, at: number, files: readonly (readonly [string, string])[]): string {
  const who = `Olivia <olivia@acme.example> ${at} +0000`;
  const blobs = files.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`).join("");
  return `commit refs/heads/main\nmark :${mark}\ncommitter ${who}\n${data(`Change ${mark}\n`)}${blobs}\n`;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

const roleName = (number: number): string => `role-${String(number).padStart(3, "0")}`;
export const userName = (number: number): string => `user-${String(number % PEOPLE).padStart(4, "0")}`;

function grantOf(number: number, roles: number) {
  const role = roleName(number % roles);
  const id = `g-${String(number).padStart(6, "0")}`;
  return { role, id, file: `grants/${role}/${id}.yaml`, user: userName(number) };
}

export const grantText = (role: string, user: string): string =>
  `role: ${role}\nuser: ${user}\nduration: ${HOURS}h\nreason: Refund 8812 is stuck; need to read its rows\nticket: INC-4821\n`;

/** Policies of so many roles, each with a rule and a ticket, and a thousand people who may ask. */
export function policies(roles: number): (readonly [string, string])[] {
  const everybody = range(0, PEOPLE).map(userName).join(", ");
  return [
    ["policies/leasehold.yaml", SETTINGS],
    [
      "policies/teams.yaml",
      `engineers: [${everybody}]\ndba: [bob, dora]\nsecurity: [sam]\nplatform: [olivia]\n`,
    ],
    ...range(0, roles).map(
      (number) => [`policies/roles/${roleName(number)}.yaml`, roleText(number)] as const,
    ),
  ];
}

const SETTINGS = `owners: { teams: [platform], count: 1 }
vault: { mount: leasehold }
github: { branch: main, repository_id: 99 }
`;

const roleText = (number: number): string => `description: Read database ${number}
access:
  - path: database/creds/read-${number}
    capabilities: [read]
requesters: { teams: [engineers] }
approvers:
  - { teams: [dba], count: 1 }
  - { teams: [security], count: 1 }
duration: { max: 8h, max_total: 24h }
require: { reason: 20, ticket: '^(INC|CHG)-\\d+$' }
rules:
  - name: long-needs-ticket
    expr: request.duration <= duration("2h") || request.ticket != ""
    message: More than 2 h needs a ticket.
`;
