import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import * as OTPAuth from "otpauth";
import { expect } from "vitest";
import type { Ran } from "../../../../sandbox/acme.ts";
import type { GrantKey } from "../../../../src/domain/key.ts";
import type { Manner } from "../reading.ts";
import type { Town } from "../town.ts";
import { asked, KEY, ROLE, VAULT } from "./placeholders.ts";

const ROWS = "300";
const pullOf = ({ stdout }: Ran): number => Number(/\/pull\/(\d+)/.exec(stdout)?.[1]);
const SHELL = [["leasehold done", "exit\\n"]] as const;

/** Alice's first day: she has an account on GitHub and in Vault, and nothing else. */
export function requester(town: Town): Manner {
  const { acme } = town;
  const { password, totpUrl } = acme.person("alice");
  let hers: GrantKey[] = [];
  let taken: GrantKey[] = [];
  return {
    as: "alice",
    instead: {
      "/path/to/leasehold": path.join(acme.folder, "leasehold"),
      "GITHUB_TOKEN=…": "GITHUB_TOKEN=$(gh auth token)",
      [VAULT]: acme.bao.address,
      [KEY]: () => String(hers[0]),
      // A real fish is asked in test/integration/people/completion.test.ts. Here: whoever listens has enough at once.
      "fish | source": "fish | true",
    },
    cues: [
      {
        at: "alias leasehold",
        first: async () => {
          const shell = await town.shell("alice");
          await shell.run("git clone --quiet https://github.com/acme/access && cd access");
        },
      },
      {
        at: "vault login",
        types: () => [
          ["Password", `${password}\\n`],
          ["totp", `${(OTPAuth.URI.parse(totpUrl) as OTPAuth.TOTP).generate()}\\n`],
        ],
      },
      { at: "leasehold explain --user alice", says: ROLE },
      { at: "leasehold explain --role", exit: 1, says: "More than 4 h needs a change" },
      { at: "leasehold request", says: "/acme/access/pull/" },
      {
        at: `leasehold use ${ROLE} -- psql`,
        first: async () => {
          hers = await town.grant(asked("alice"));
        },
        says: ROWS,
      },
      { at: `leasehold use ${ROLE}`, types: () => SHELL },
      {
        at: `leasehold revoke ${KEY} --stolen`,
        as: "erin",
        instead: { [KEY]: () => String(taken[0]) },
        first: async () => {
          await town.settle("erin");
          taken = await town.grant(asked("erin", "refund-8813"));
        },
      },
      { at: "leasehold extend", says: "/acme/access/pull/" },
      { at: "leasehold reissue", says: "asked" },
      { at: "leasehold status --user alice", says: "alice" },
      { at: "leasehold done", says: "ended" },
    ],
  };
}

/** In the README she asks for the second time. */
export function readme(town: Town): Manner {
  return {
    as: "alice",
    cues: [
      {
        at: "leasehold init access",
        first: async () => (await town.shell("alice")).run("mkdir ../new && cd ../new && export NO_COLOR=1"),
        types: () => [
          ["Who approves changes of policies?", "olivia peter\\r"],
          ["Who approves requests?", "security=bob;sam\\r"],
          ["is no GitHub login", "\\x7f\\x7f\\x7f\\x7f, sam\\r"],
          ["Who may ask for access?", "@alice\\r"],
          ["Where is Vault?", "\\r"],
        ],
        says: "Next:",
        next: async ({ stdout }) => {
          const made = await (await town.shell("alice")).run(
            "cat access/policies/teams.yaml; cd ../access; unset NO_COLOR",
          );
          expect(made.stdout).toContain("security: [bob, sam]\n");
          // The cursor moves; nothing is coloured, bold or dim.
          // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
          expect(stdout).not.toMatch(/\u001b\[\d+(;\d+)*m/);
        },
      },
      { at: "leasehold request", next: (ran) => town.give(pullOf(ran)) },
      {
        at: "leasehold use",
        says: ROWS,
      },
    ],
  };
}

/** Somebody of an access repository that `init` made. */
export function template(town: Town): Manner {
  return {
    as: "carol",
    cues: [
      {
        at: "leasehold request   ",
        first: () => town.settle("carol"),
        types: () => [
          ["Which access do you need?", "\\r"],
          ["For how long?", "\\r"],
          ["Which ticket?", "INC-4822\\r"],
          ["Why?", "too short\\r"],
          ["more characters", " no more: Refund 8814 is stuck\\r"],
        ],
        says: /up to 8h, approved by[\s\S]*\/acme\/access\/pull\//,
      },
      {
        at: "leasehold request orders-db-read",
        // The sample's role asks for a ticket, that of a new repository does not.
        instead: { "--for 2h": "--for 2h --ticket INC-4821" },
        meanwhile: async () => town.give(await town.opened("carol", "INC-4821")),
        says: "leasehold use",
      },
      { at: "leasehold use", says: ROWS },
      { at: "leasehold done", says: "ended" },
    ],
  };
}

export function grants(): Manner {
  return {
    as: "erin",
    instead: { '"…"': '"Refund 8812 is stuck; need to read its rows"' },
    cues: [{ at: "leasehold request", says: "/acme/access/pull/" }],
  };
}

export function approver(town: Town): Manner {
  let live: GrantKey[] = [];
  return {
    as: "sam",
    cues: [
      {
        at: "leasehold status",
        first: async () => {
          live = await town.grant({ ...asked("alice"), ...asked("carol", "refund-8813") });
        },
        says: "carol",
      },
      {
        at: `leasehold revoke ${KEY}`,
        instead: { [KEY]: () => String(live[0]) },
        says: "/acme/access/pull/",
      },
      {
        at: "leasehold revoke --user",
        instead: { mallory: "carol" },
        says: "ended",
      },
    ],
  };
}

export function gate(town: Town): Manner {
  const file = `grants/${ROLE}/refund-8812.yaml`;
  return {
    as: "alice",
    cues: [
      { at: "leasehold explain --user alice", says: ROLE },
      { at: "leasehold explain --role", exit: 1, says: "ticket" },
      {
        at: "leasehold explain grants",
        first: async () => {
          const here = path.join(town.home("alice"), "access", file);
          await mkdir(path.dirname(here), { recursive: true });
          await writeFile(here, asked("alice")[file] ?? "");
        },
        says: "allowed",
        next: async () => (await town.shell("alice")).run("git clean --quiet --force"),
      },
    ],
  };
}
