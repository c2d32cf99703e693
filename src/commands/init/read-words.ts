import { NAME } from "../../domain/key.ts";
import { foldLogin, LOGIN, type Login } from "../../domain/login.ts";
import type { NamedTeam, NewRepository } from "../../files/new-repository.ts";
import type { Prompts, Release } from "../ports.ts";
import { Stop } from "../stop.ts";

/** What was typed; nothing is checked yet. */
export interface InitWords {
  readonly action?: string;
  readonly owners?: string;
  readonly approvers?: string;
  readonly requesters?: string;
  readonly vault?: string;
  readonly issuer?: string;
}

interface Question<Value> {
  readonly option: string;
  readonly ask: string;
  readonly placeholder: string;
  /** The value, or what is wrong with the answer. */
  readonly read: (answer: string) => Value | Wrong;
}

class Wrong {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const ACTION = /^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/;
const ADDRESS = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/;

const ACTION_QUESTION: Question<string> = {
  option: "--action",
  ask: "Which Leasehold shall the workflows run? OWNER/REPO@COMMIT",
  placeholder: "your-org/leasehold@<40 hex>",
  read: (answer) =>
    ACTION.test(answer)
      ? answer
      : new Wrong(
          "write OWNER/REPO@ and the full commit, 40 hex digits: a tag or a branch can be moved to other code",
        ),
};

const team = (option: string, name: string, ask: string, placeholder: string): Question<NamedTeam> => ({
  option,
  ask,
  placeholder,
  read: (answer) => readTeam(answer, name),
});

const OWNERS = team(
  "--owners",
  "platform",
  "Who approves changes of policies? GitHub logins",
  "olivia,peter",
);
const APPROVERS = team("--approvers", "dba", "Who approves requests? GitHub logins", "bob,sam");
const REQUESTERS = team("--requesters", "payments", "Who may ask for access? GitHub logins", "alice,carol");
const VAULT: Question<string | undefined> = {
  option: "--vault",
  ask: "Where is Vault? (empty: the workflows get it as the variable VAULT_ADDR)",
  placeholder: "https://vault.example.com:8200",
  read: (answer) =>
    answer === "" || ADDRESS.test(answer)
      ? answer || undefined
      : new Wrong("write the address with https://, such as https://vault.example.com:8200"),
};

/**
 * What a new access repository needs to know, from options; what they leave open is asked for where there is somebody
 * to ask.
 *
 * @param release the commit this program runs from: what workflows run where nothing else is said
 * @throws Stop (2) naming all that is missing, or the first answer that cannot be read
 */
export async function readInitWords(
  words: InitWords,
  prompts: Prompts | undefined,
  release: Release | undefined,
): Promise<NewRepository> {
  const own = release && `${release.slug}@${release.commit}`;
  const needed = { owners: OWNERS, approvers: APPROVERS, requesters: REQUESTERS };
  const missing = [
    ...(words.action === undefined && own === undefined ? [ACTION_QUESTION.option] : []),
    ...Object.entries(needed).flatMap(([name, { option }]) =>
      words[name as keyof typeof needed] === undefined ? [option] : [],
    ),
  ];
  if (missing.length > 0 && !prompts) throw notSaid(missing);
  const vault = words.vault ?? (missing.length > 0 ? undefined : "");
  return {
    action: await answer(ACTION_QUESTION, words.action ?? own, prompts),
    owners: await answer(OWNERS, words.owners, prompts),
    approvers: await answer(APPROVERS, words.approvers, prompts),
    requesters: await answer(REQUESTERS, words.requesters, prompts),
    ...orNothing("vault", await answer(VAULT, vault, prompts)),
    ...orNothing("issuer", words.issuer),
  };
}

/** The action needs a word more: whoever runs a pushed clone never has to name it. */
function notSaid(missing: readonly string[]): Stop {
  const action = missing.includes(ACTION_QUESTION.option);
  return new Stop(
    2,
    `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
    [
      "For example:  leasehold init access --owners olivia,peter --approvers bob,sam --requesters alice --vault https://vault.example.com:8200",
      ...(action
        ? [
            "--action is what the workflows run, OWNER/REPO@ and the full commit of Leasehold there (your fork: git rev-parse HEAD). It goes without saying only where this leasehold runs from a clone whose commit is on its origin.",
          ]
        : []),
    ].join("\n"),
  );
}

const orNothing = <Name extends string>(name: Name, value: string | undefined) =>
  value === undefined ? {} : { [name]: value };

async function answer<Value>(
  { option, ask, placeholder, read }: Question<Value>,
  given: string | undefined,
  prompts: Prompts | undefined,
): Promise<Value> {
  const check = (text: string) => {
    const value = read(text.trim());
    return value instanceof Wrong ? value.message : undefined;
  };
  const text = given ?? (await prompts?.text(ask, { placeholder, check }));
  if (text === undefined) throw new Stop(2, "nothing is written: you gave up");
  const value = read(text.trim());
  if (value instanceof Wrong) throw new Stop(2, `${option}: ${JSON.stringify(text)}: ${value.message}`);
  return value;
}

/** `alice,bob`, or `team=alice,bob`. */
function readTeam(answer: string, standard: string): NamedTeam | Wrong {
  const parts = /^(?:([^=]*)=)?([^=]*)$/.exec(answer);
  const name = parts?.[1]?.trim() ?? standard;
  const logins = (parts?.[2] ?? "").split(/[\s,]+/).flatMap((one) => one.replace(/^@/, "") || []);
  const strange = logins.find((login) => !LOGIN.test(login));
  if (strange !== undefined) return new Wrong(`${JSON.stringify(strange)} is no GitHub login`);
  if (!NAME.test(name))
    return new Wrong(`${JSON.stringify(name)} is no name of a team: small letters, digits and hyphens`);
  const [first, ...others] = once(logins);
  return first === undefined
    ? new Wrong(
        "write at least one login; several with commas between, a team's name before them: dba=bob,sam",
      )
    : { name, logins: [first, ...others] };
}

const once = (logins: readonly Login[]): Login[] => [
  ...new Map(logins.map((login) => [foldLogin(login), login])).values(),
];
