import type { Finding } from "../domain/finding.ts";
import { hasErrors } from "../domain/finding.ts";
import type { Instant } from "../domain/units.ts";
import { entriesOf, newRepositoryFiles } from "../files/new-repository.ts";
import { type InitWords, readInitWords } from "./init/read-words.ts";
import { judgePolicies, policySource } from "./main/read-policies.ts";
import type { NewFolder, Prompts, Shipped } from "./ports.ts";
import { Stop } from "./stop.ts";

export interface InitPorts {
  readonly shipped: Shipped;
  readonly folder: NewFolder;
  /** Absent where nobody can be asked: then everything must be said by options. */
  readonly prompts: Prompts | undefined;
}

export interface InitReport {
  readonly findings: readonly Finding[];
  /** Paths written; empty where something was found. */
  readonly written: readonly string[];
  readonly committed: boolean;
  readonly action: string;
}

const BRANCH = "main";

/**
 * `leasehold init`: a new access repository that can be pushed as it is. What it writes is judged first, just as
 * `check` will: where an answer cannot be right (nobody but the requester could approve), nothing is written.
 *
 * @throws Stop (2) for a folder with something in it, and for what is neither said nor asked
 */
export async function init(
  { shipped, folder, prompts }: InitPorts,
  words: InitWords,
  now: Instant,
): Promise<InitReport> {
  const there = await folder.contents();
  if (there.length > 0) {
    throw new Stop(
      2,
      `${folder.path} is not empty: it has ${there.slice(0, 3).join(", ")}${there.length > 3 ? ", …" : ""}`,
      "Name a new folder, an empty one, or a clone without files: nothing of yours is written over.",
    );
  }
  const wanted = await readInitWords(
    words,
    prompts,
    words.action === undefined ? await shipped.release() : undefined,
  );
  const files = newRepositoryFiles(await shipped.files(), wanted, now);
  const judged = judgePolicies(policySource(entriesOf(files)), now);
  if (hasErrors(judged.findings)) {
    return { findings: judged.findings, written: [], committed: false, action: wanted.action };
  }
  await folder.write(files);
  const committed = await folder.begin(BRANCH, "A new access repository\n\nWritten by leasehold init.");
  return { findings: judged.findings, written: [...files.keys()], committed, action: wanted.action };
}
