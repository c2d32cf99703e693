import { readFileSync } from "node:fs";
import { getInput } from "@actions/core";
import { Stop } from "../commands/stop.ts";

/** What the action can be told to do (formats.md, "Action"). */
export const COMMANDS = [
  "check",
  "apply",
  "enforce",
  "rotate",
  "audit",
  "report",
  "recall",
  "reissue",
  "request",
] as const;
export type ActionCommand = (typeof COMMANDS)[number];

export interface Inputs {
  readonly command: ActionCommand;
  /** For recall and reissue. */
  readonly key: string;
  /** For report: the folder of the site. */
  readonly out: string;
  /** The environment the commands work with: the runner's, with what the inputs say. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws Stop naming the input that is wrong */
export function readInputs(runner: Readonly<Record<string, string | undefined>>): Inputs {
  const command = getInput("command", { required: true });
  if (!isCommand(command))
    throw new Stop(2, `command: there is no ${command}`, `Write one of ${COMMANDS.join(", ")}.`);
  const given = {
    GITHUB_TOKEN: getInput("github-token"),
    VAULT_ADDR: getInput("vault-addr"),
    VAULT_NAMESPACE: getInput("vault-namespace"),
    VAULT_TOKEN: getInput("vault-token"),
  };
  const set = Object.entries(given).filter(([, value]) => value !== "");
  return {
    command,
    key: getInput("key"),
    out: getInput("out"),
    env: { ...runner, ...Object.fromEntries(set) },
  };
}

const isCommand = (text: string): text is ActionCommand => COMMANDS.some((one) => one === text);

/** What of an event the check needs: the pull request, and the commit of a merge queue that stands for it. */
export interface CheckedPull {
  readonly pull: number;
  readonly queued?: string;
}

/** The pull request an event is about; undefined where it is about none, like a push. */
export function pullOfEvent(path: string | undefined): CheckedPull | undefined {
  const event: unknown = path === undefined ? {} : JSON.parse(readFileSync(path, "utf8"));
  const number = at(event, "pull_request", "number");
  if (typeof number === "number") return { pull: number };
  const ref = at(event, "merge_group", "head_ref");
  const queued = at(event, "merge_group", "head_sha");
  // `refs/heads/gh-readonly-queue/main/pr-104-<sha>`: GitHub names the pull request nowhere else.
  const match = typeof ref === "string" ? /\/pr-(\d+)-[0-9a-f]{40}$/.exec(ref) : null;
  return match && typeof queued === "string" ? { pull: Number(match[1]), queued } : undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined),
    value,
  );
}
