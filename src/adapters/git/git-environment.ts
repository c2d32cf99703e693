import { reveal, type Secret } from "../../domain/secret.ts";
import { Unseen } from "../unseen.ts";

/** Environment variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Git's own business with these would be an accident: Vault's tokens, the job's OIDC request, the action's inputs. */
const KEPT_FROM_GIT = /^(?:VAULT_|BAO_|ACTIONS_ID_TOKEN_|ACTIONS_RUNTIME_|INPUT_)/i;
/** simple-git refuses them, and nothing we run opens an editor or a pager. */
const PROGRAMS = new Set(["EDITOR", "VISUAL", "PAGER", "PREFIX", "SSH_ASKPASS"]);
/** What of Git's own variables a person or a runner may have set on purpose. */
const GIT_VARIABLES =
  /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_\w+|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|HTTP_\w+|CEILING_DIRECTORIES|EXEC_PATH)$/;

/** Nothing of the clone's configuration may run a program, change what is read, or wait for somebody to type. */
const VARIABLES: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_LITERAL_PATHSPECS: "1",
  // Replaced or grafted commits would let a clone tell another history than the one GitHub has.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  // Messages are recognised by their English text.
  LC_ALL: "C",
  LANGUAGE: "C",
};

const CONFIGURATION: readonly (readonly [string, string])[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.alternateRefsCommand", ""],
  ["protocol.ext.allow", "never"],
  ["log.showRoot", "true"],
  ["log.showSignature", "false"],
  ["gc.auto", "0"],
  // Twice Git's own: what a hundred thousand grants' commits changed is told in half the time (decision 0061).
  ["core.deltaBaseCacheLimit", "192m"],
  ["maintenance.auto", "false"],
  ["fetch.recurseSubmodules", "false"],
  ["push.recurseSubmodules", "no"],
  // A server that sends nothing for so long is not there: at work, Git's says so every five seconds (uploadpack.keepAlive).
  ["http.lowSpeedLimit", "1"],
  ["http.lowSpeedTime", "20"],
];

/**
 * The environment of every Git process: the caller's without what Git has no business with, plus ours.
 *
 * @param auth a GitHub token for the HTTP remote at `url`; it goes by environment, never by argument
 */
export function gitEnvironment(
  outer: Environment,
  extra: Environment = {},
  auth?: { readonly token: Secret; readonly url: string },
): Record<string, string> {
  const kept = Object.entries(outer).filter(
    ([name, value]) =>
      value !== undefined &&
      !KEPT_FROM_GIT.test(name) &&
      !PROGRAMS.has(name.toUpperCase()) &&
      (!name.toUpperCase().startsWith("GIT_") || GIT_VARIABLES.test(name)),
  );
  const given = Number.parseInt(outer.GIT_CONFIG_COUNT ?? "0", 10) || 0;
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(kept),
    ...VARIABLES,
    ...configuration([...CONFIGURATION, ...authorization(auth)], given),
    ...extra,
  };
  // simple-git prints the whole environment of each process where DEBUG asks for it.
  const seen = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, new Unseen(value)] as const],
  );
  // The types of Node and simple-git ask for strings; both only ever turn them into some.
  return Object.fromEntries(seen) as unknown as Record<string, string>;
}

/** Configuration for one process, after what the caller's environment already has: the last one wins. */
function configuration(
  entries: readonly (readonly [string, string])[],
  given: number,
): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(given + entries.length) };
  for (const [index, [key, value]] of entries.entries()) {
    variables[`GIT_CONFIG_KEY_${given + index}`] = key;
    variables[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  return variables;
}

/**
 * The header for exactly this remote. The empty one first takes away what actions/checkout left in the clone: two
 * Authorization headers are refused by GitHub.
 */
function authorization(auth: { readonly token: Secret; readonly url: string } | undefined) {
  if (auth === undefined || !/^https?:\/\//.test(auth.url)) return [];
  const key = `http.${auth.url.replace(/^(https?:\/\/)[^/@]*@/, "$1")}.extraHeader`;
  const basic = Buffer.from(`x-access-token:${reveal(auth.token)}`).toString("base64");
  return [
    [key, ""],
    [key, `Authorization: Basic ${basic}`],
  ] as const;
}
