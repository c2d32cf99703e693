/** Where one is, all of it in the address: `#/grants?q=refund&state=live`. */
export interface Route {
  /** `""` is the first view. */
  readonly view: string;
  /** Which role, person or grant. */
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
}

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...name] = path.split("/");
  return {
    view: decoded(view),
    name: decoded(name.join("/")),
    params: new Map(new URLSearchParams(query)),
  };
}

/** @param params empty ones are left out */
export function hashOf(view: string, name = "", params: Readonly<Record<string, string>> = {}): string {
  const path = name === "" ? view : `${view}/${encodeURIComponent(name)}`;
  const given = Object.entries(params).filter(([, value]) => value !== "");
  return `#/${path}${given.length === 0 ? "" : `?${new URLSearchParams(given)}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
