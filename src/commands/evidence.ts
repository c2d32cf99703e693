import { createHash } from "node:crypto";
import { type GrantKey, grantPath, isKey, parseKey } from "../domain/key.ts";
import { evidenceReadme } from "../render/evidence-readme.ts";
import { CHECK_SCRIPT } from "../render/evidence-script.ts";
import { knownMain } from "./main/known-main.ts";
import { attempt, type Outcome } from "./outcome.ts";
import type {
  AuditLogFiles,
  CommitFacts,
  LogDay,
  LoggedEvent,
  NewFiles,
  ProvedFiles,
  Repository,
  RepositoryProofs,
} from "./ports.ts";
import { Stop } from "./stop.ts";

export interface EvidencePorts {
  readonly repository: Repository & RepositoryProofs;
  readonly log: AuditLogFiles;
  readonly out: NewFiles;
}

export interface Evidence extends Outcome {
  readonly key: GrantKey;
  /** Types of the events there are of it, in the order of the log. */
  readonly events: readonly string[];
  /** How many files were written. */
  readonly files: number;
}

/** `policies/tests` are about policies, not about a grant. */
const JUDGING = [
  "policies/leasehold.yaml",
  "policies/teams.yaml",
  "policies/people.yaml",
  "policies/rotations",
];

/**
 * Gathers one grant's whole story as files that an auditor can check offline, from the repository and the audit log
 * alone: the request as it landed, the policies that judged it, the days of the log that tell of it, and the objects
 * of Git that prove each file to be what a commit had. A script of some lines checks it all, and uses nothing of ours.
 *
 * @throws Stop where nothing is known of the key, or the folder is not empty
 */
export async function evidence(
  { repository, log, out }: EvidencePorts,
  words: string,
  branch: string,
): Promise<Evidence> {
  const key = keyOf(words);
  if (await out.isTaken())
    throw new Stop(2, `${out.path} is not empty`, "Name a folder that is not there yet: --out DIR.");
  const main = await knownMain(repository, branch);
  const told = await log.daysThatTell((event) => isAbout(event, key));
  const events = eventsOf(told?.days ?? []);

  const landing = await landingOf(repository, main.commit, key);
  if (landing === undefined && events.length === 0)
    throw new Stop(
      1,
      `nothing is known of ${key}: no commit of ${branch} put it there, and no event of the log tells of it`,
      "leasehold status --from INSTANT shows the keys there were.",
    );
  const parts = parseKey(key);
  const request =
    landing && parts && (await repository.proved(landing.sha, [grantPath(parts.role, parts.id)]));
  const judged = policyCommitOf(events) ?? landing?.parents[0];
  const policies =
    judged === undefined
      ? undefined
      : await attempt(`the policies of ${judged.slice(0, 12)}`, () =>
          repository.proved(judged, [...JUDGING, `policies/roles/${parts?.role ?? ""}.yaml`]),
        );
  const logged =
    told && told.days.length > 0
      ? await repository.proved(
          told.commit,
          told.days.map(({ file }) => file),
        )
      : undefined;
  const proofs = {
    ...(request ? { request } : {}),
    ...(policies?.ok ? { policies: policies.value } : {}),
    ...(logged ? { log: logged } : {}),
  };
  const files = filesOf(key, proofs, told?.days ?? [], events);
  await out.write(files);
  const troubles = [
    ...(main.stale ? [main.stale] : []),
    ...(policies?.ok === false ? [policies.trouble] : []),
  ];
  return { key, events: events.map(({ event }) => event.type), files: files.size, findings: [], troubles };
}

function keyOf(words: string): GrantKey {
  if (isKey(words)) return words;
  throw new Stop(
    2,
    `${JSON.stringify(words)} is no key of a grant`,
    "leasehold status --from INSTANT shows the keys there were.",
  );
}

/** Its own events, and those of rotations that its end owed. */
const isAbout = ({ subject, data }: LoggedEvent, key: GrantKey): boolean =>
  subject === key || (Array.isArray(data.owed_by) && data.owed_by.includes(key));

/** An event of the grant, where it stands, and how. */
interface Placed {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly event: LoggedEvent;
}

const eventsOf = (days: readonly LogDay[]): Placed[] =>
  days.flatMap(({ file, text, told }) => {
    const all = text.split("\n");
    return told.map(({ line, event }) => ({ file, line, text: all[line - 1] ?? "", event }));
  });

/** The commit of main that put the file there; undefined for an emergency, which has none. */
async function landingOf(
  repository: Repository,
  tip: string,
  key: GrantKey,
): Promise<CommitFacts | undefined> {
  const parts = parseKey(key);
  if (!parts || parts.emergency) return undefined;
  const touching = await repository.commitsTouching(tip, grantPath(parts.role, parts.id));
  return touching.find(({ sha }) => sha.startsWith(parts.commit));
}

function policyCommitOf(events: readonly Placed[]): string | undefined {
  const commits = events.map(({ event }) => event.data.policy_commit);
  return commits.find(
    (commit): commit is string => typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit),
  );
}

type Proofs = Readonly<Partial<Record<"request" | "policies" | "log", ProvedFiles>>>;

function filesOf(
  key: GrantKey,
  proofs: Proofs,
  days: readonly LogDay[],
  events: readonly Placed[],
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const add = (name: string, content: string | Uint8Array) =>
    files.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
  for (const [folder, { files: contents, objects }] of Object.entries(proofs)) {
    for (const [path, bytes] of contents) add(`${folder}/${path}`, bytes);
    for (const { id, type, bytes } of objects) add(`git/${id}.${type}`, bytes);
  }
  add("events.jsonl", events.map(({ text }) => `${text}\n`).join(""));
  add("check.py", CHECK_SCRIPT);
  const index = {
    key,
    proofs: Object.fromEntries(
      Object.entries(proofs).map(([folder, { commit, files: contents }]) => [
        folder,
        { commit, files: [...contents.keys()].sort() },
      ]),
    ),
    events: events.map(({ file, line, event }) => ({ file, line, type: event.type })),
  };
  add("index.json", `${JSON.stringify(index, null, 2)}\n`);
  add("README.md", evidenceReadme(key, index.proofs, events, days.length));
  const sums = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  add("SHA256SUMS", sums.join(""));
  return files;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
