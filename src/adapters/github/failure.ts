import { type OutsideCode, OutsideError } from "../../commands/outside-error.ts";

/** What of Octokit's own error (`HttpError`) is read; GraphQL's refusals have another shape. */
interface HttpError extends Error {
  readonly status: number;
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

const isHttpError = (thrown: unknown): thrown is HttpError =>
  thrown instanceof Error &&
  thrown.name === "HttpError" &&
  "response" in thrown &&
  thrown.response !== undefined;

/** What Octokit threw, in our words: which address, which request, what to do. Holds no token. */
export function githubFailure(apiUrl: string, thrown: unknown): OutsideError {
  if (thrown instanceof OutsideError) return thrown;
  if (thrown instanceof Error && thrown.name === "GraphqlResponseError")
    return graphqlRefusal(apiUrl, thrown);
  if (!isHttpError(thrown)) return unreachable(apiUrl, thrown);
  const { status, response } = thrown;
  const headers = response.headers;
  const code = codeOf(status, thrown.message, headers["x-ratelimit-remaining"]);
  const wait = headers["retry-after"];
  const needed = headers["x-accepted-github-permissions"];
  const message = `GitHub at ${apiUrl} ${VERB[code]} ${requestOf(thrown)}: ${said(thrown)} (${status})`;
  return new OutsideError("github", code, message, {
    ...hintOf(code, wait === undefined ? undefined : String(wait), needed),
  });
}

/** An answer that is not what GitHub's description says. Half an answer is no answer. */
export function unexpected(apiUrl: string, request: string, what: string): OutsideError {
  return new OutsideError("github", "broken", `GitHub at ${apiUrl} answered ${request} with ${what}`, {
    hint: "Something between here and GitHub may have cut or replaced the answer; a later run asks again.",
  });
}

/** GraphQL answers 200 to what it refuses. */
const graphqlRefusal = (apiUrl: string, thrown: Error): OutsideError =>
  new OutsideError(
    "github",
    "invalid",
    `GitHub at ${apiUrl} refused a GraphQL request: ${oneLine(thrown.message)}`,
  );

function unreachable(apiUrl: string, thrown: unknown): OutsideError {
  const why = thrown instanceof Error ? reasonOf(thrown) : "no answer";
  return new OutsideError("github", "unreachable", `GitHub at ${apiUrl} cannot be reached: ${why}`, {
    hint: "See whether GITHUB_API_URL is right and GitHub is up; nothing is lost, the next run goes on.",
  });
}

/** fetch says only "fetch failed"; what failed is further down. */
function reasonOf(error: Error): string {
  let cause: unknown = error;
  const seen: string[] = [];
  while (cause instanceof Error && seen.length < 5) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
    const text = cause.message || code;
    if (text !== undefined && !seen.includes(text)) seen.push(text);
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  return seen.join(": ").slice(0, 300);
}

const VERB: Readonly<Record<OutsideCode, string>> = {
  unreachable: "cannot do",
  denied: "does not allow",
  "not-found": "does not know",
  invalid: "refused",
  conflict: "refused",
  sealed: "refused",
  limited: "is limiting us at",
  broken: "failed at",
};

function codeOf(status: number, message: string, remaining: unknown): OutsideCode {
  if (status === 429 || /secondary rate|rate limit exceeded/i.test(message)) return "limited";
  if (status === 403 && String(remaining) === "0") return "limited";
  if (status === 401 || status === 403) return "denied";
  if (status === 404 || status === 410) return "not-found";
  if (status === 409) return "conflict";
  if (status === 502 || status === 503 || status === 504) return "unreachable";
  return status >= 500 ? "broken" : "invalid";
}

function hintOf(code: OutsideCode, wait: string | undefined, needed: unknown): { hint?: string } {
  switch (code) {
    case "denied":
      return {
        hint: `The token in GITHUB_TOKEN is over, or lacks a permission${typeof needed === "string" && needed !== "" ? ` (needed: ${needed})` : ""}; docs has the table of permissions.`,
      };
    case "not-found":
      return { hint: "It is not there, or the token may not see it." };
    case "limited":
      return {
        hint: `${wait === undefined ? "Wait" : `Wait ${wait} s`}; an App's token has limits of its own. The next run goes on.`,
      };
    case "unreachable":
    case "broken":
      return { hint: "See githubstatus.com; nothing is lost, the next run goes on." };
    default:
      return {};
  }
}

/** `GET /repos/o/r/pulls/7`, without host and query. */
function requestOf(error: HttpError): string {
  const { method, url } = error.request;
  return `${method} ${URL.canParse(url) ? decodeURI(new URL(url).pathname) : url}`;
}

/** GitHub's message without the link to its documentation. */
const said = (error: HttpError): string => oneLine(error.message.replace(/ - https?:\/\/\S+$/, ""));

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 300);
