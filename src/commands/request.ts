import { type Finding, hasErrors } from "../domain/finding.ts";
import type { Login } from "../domain/login.ts";
import type { Wish, WrittenGrant } from "../domain/wish.ts";
import { requestCommand } from "../render/command-line.ts";
import type { Outcome } from "./outcome.ts";
import { askRequest, type PartialWords } from "./person/ask-request.ts";
import {
  type Ground,
  groundOf,
  type Judged,
  judgeWish,
  type Proposal,
  type ProposePorts,
  propose,
} from "./person/propose.ts";
import { withRefusedFiles } from "./person/refused-files.ts";
import { type RequestWords, readWords } from "./person/written-request.ts";
import type { AuditLogReads, Prompts, Reporter } from "./ports.ts";
import { Stop } from "./stop.ts";

export interface RequestOptions extends PartialWords {
  /** The branch grants live on. */
  readonly branch: string;
  /** False (`--no-check`): pushed whatever the rules say; the pull request's check answers for all to see. */
  readonly check: boolean;
}

export interface RequestPorts extends ProposePorts {
  /** Absent where nobody can be asked: then everything must be said by options. */
  readonly prompts: Prompts | undefined;
  readonly reporter: Reporter;
  /** What was refused after its merge, for who asks again. */
  readonly log: Pick<AuditLogReads, "events">;
  /** Whose GITHUB_TOKEN it is; undefined where GitHub does not say. */
  readonly me: () => Promise<Login | undefined>;
}

export interface Requested extends Outcome {
  /** Absent where what was typed could not be read. */
  readonly judged?: Judged;
  readonly pushed?: Proposal["pushed"];
  readonly pull?: Proposal["pull"];
}

/**
 * Asks for access: one file on a branch of its own, and its pull request. It is judged first by the rules the check
 * uses, so that a request which would be refused is not sent, and the nearest one that would pass is told.
 */
export async function request(ports: RequestPorts, options: RequestOptions): Promise<Requested> {
  const author = await ports.me();
  const ground = await groundOf(ports, options.branch);

  const words = await completeWords(ports, ground, { ...options, ...userOf(options, author) });
  const wish = await agreedWish(ports, ground, words, author, options.check);
  if (!("role" in wish)) return wish;
  const proposed = await propose(ports, ground, wish, { author, check: options.check });
  if (proposed.pushed) return proposed;
  const judged = await withRefusedFiles(ports.log, ground, proposed.judged);
  return { ...proposed, judged, findings: judged.findings };
}

const userOf = (options: RequestOptions, author: Login | undefined) => {
  const user = options.user ?? author;
  return user === undefined ? {} : { user };
};

async function completeWords(
  ports: RequestPorts,
  ground: Ground,
  words: PartialWords,
): Promise<RequestWords> {
  const { role, user, reason } = words;
  const timed = words.for !== undefined || words.until !== undefined;
  if (role !== undefined && user !== undefined && reason !== undefined && timed) {
    return { ...words, role, user, reason };
  }
  if (ports.prompts) return askRequest(ports.prompts, ground.policies, words, ports.now);
  const missing = [
    ...(role === undefined ? ["ROLE"] : []),
    ...(user === undefined ? ["--user"] : []),
    ...(timed ? [] : ["--for"]),
    ...(reason === undefined ? ["--reason"] : []),
  ];
  throw new Stop(
    2,
    `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
    'For example:  leasehold request orders-db-read --for 2h --reason "Refund 8812 is stuck" --user alice',
  );
}

/**
 * What was typed, as a wish. At a terminal, where it would be refused, what is wrong is shown and the nearest request
 * that would pass is offered; a request that passes needs no further question.
 */
async function agreedWish(
  ports: RequestPorts,
  ground: Ground,
  words: RequestWords,
  author: Login | undefined,
  check: boolean,
): Promise<Wish | Requested> {
  const wish = wishOfWords(words);
  if (!("role" in wish) || !check || !ports.prompts) return wish;
  const judged = await withRefusedFiles(
    ports.log,
    ground,
    await judgeWish(ports, ground, wish, "request", author),
  );
  if (!hasErrors(judged.findings) || judged.suggestion === undefined) return wish;
  for (const finding of judged.findings) ports.reporter.warn(textOf(finding));
  const offered = `Ask for this instead?  ${differences(words, judged.suggestion)}`;
  if (await ports.prompts.confirm(offered)) return wishOfSuggestion(judged.suggestion);
  return { judged, findings: judged.findings, troubles: [] };
}

function wishOfWords(words: RequestWords): Wish | Requested {
  const read = readWords(words);
  return read.ok ? read.wish : { findings: read.findings, troubles: [] };
}

/** Also an extension of what the person has, which no words of `request` can say. */
function wishOfSuggestion(suggestion: WrittenGrant): Wish | Requested {
  const wish = wishOfWords(wordsOf(suggestion));
  return "role" in wish && suggestion.extends !== undefined ? { ...wish, extends: suggestion.extends } : wish;
}

const textOf = ({ message, hint }: Finding): string => (hint === undefined ? message : `${message}. ${hint}`);

const wordsOf = ({ duration, break_glass, extends: _, ...rest }: WrittenGrant): RequestWords => ({
  ...rest,
  ...(duration === undefined ? {} : { for: duration }),
  break_glass: break_glass ?? false,
});

/** What the suggestion changes, as options. */
function differences(words: RequestWords, suggestion: WrittenGrant): string {
  const wanted = wordsOf(suggestion);
  const names = ["role", "user", "for", "until", "start", "ticket", "reason"] as const;
  const changed = names.filter((name) => wanted[name] !== undefined && wanted[name] !== words[name]);
  return changed.map((name) => `--${name} ${wanted[name]}`).join(" ") || requestCommand(suggestion);
}
