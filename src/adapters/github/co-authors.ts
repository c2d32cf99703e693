import type { Login } from "../../domain/login.ts";

export interface CoAuthors {
  readonly logins: readonly Login[];
  /** As written, where no address names anybody. */
  readonly unknown: readonly string[];
}

const TRAILER = /^[ \t]*co-authored-by:[ \t]*(.*)$/gim;
const NOREPLY = /^(?:\d+\+)?([A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\[bot\])?)@(.+)$/;

/**
 * Who co-wrote a commit, by the `Co-authored-by:` lines of its message, wherever they stand.
 *
 * GitHub's noreply addresses (`ID+login@users.noreply.github.com`, and those without ID of before 2017) name a login;
 * another address does where GitHub named its owner elsewhere.
 *
 * @param named logins by lower-case address, as GitHub gave them for other commits
 * @param noreply host of noreply addresses, `users.noreply.github.com`
 */
export function coAuthorsOf(message: string, named: ReadonlyMap<string, Login>, noreply: string): CoAuthors {
  const logins = new Set<Login>();
  const unknown: string[] = [];
  for (const [, written = ""] of message.matchAll(TRAILER)) {
    const address = (/<([^<>]*)>/.exec(written)?.[1] ?? written).trim().toLowerCase();
    const [, login, host] = NOREPLY.exec((/<([^<>]*)>/.exec(written)?.[1] ?? written).trim()) ?? [];
    const known = named.get(address);
    if (login !== undefined && host?.toLowerCase() === noreply) logins.add(login);
    else if (known !== undefined) logins.add(known);
    else unknown.push(written.trim());
  }
  return { logins: [...logins], unknown };
}

/** `users.noreply.github.com`; an Enterprise Server has its own. */
export function noreplyHost(apiUrl: string): string {
  const host = URL.canParse(apiUrl) ? new URL(apiUrl).hostname : "";
  const own = host !== "" && host !== "api.github.com" && /\/api\/v3\/?$/.test(apiUrl);
  return own ? `users.noreply.${host}` : "users.noreply.github.com";
}
