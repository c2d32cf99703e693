import type { Json } from "./canonical.ts";

/** A path that some ACL policy names, and whether it lets something be given out there. */
export interface GivenPath {
  readonly path: string;
  readonly gives: boolean;
}

const GIVES = new Set(["create", "read", "update", "patch", "sudo", "root"]);
/** Strings, comments and single characters of HCL, as far as policies use them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w-]*|\S/g;

/**
 * The paths of an ACL policy that somebody else wrote, in HCL or JSON. What cannot be read is taken for a policy that
 * gives everything: then leases are reported where they might have been revoked.
 */
export function pathsGiven(text: string): GivenPath[] {
  const stanzas = fromJson(text) ?? fromHcl(text);
  return stanzas ?? [{ path: "*", gives: true }];
}

function fromJson(text: string): GivenPath[] | undefined {
  let policy: Json;
  try {
    policy = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (typeof policy !== "object" || policy === null) return undefined;
  const stanzas = [(policy as { readonly path?: Json }).path ?? []].flat() as Json[];
  return stanzas.flatMap((stanza) =>
    Object.entries(stanza ?? {}).map(([path, rule]) => ({
      path,
      gives: givesSomething(JSON.stringify(rule)),
    })),
  );
}

function fromHcl(text: string): GivenPath[] | undefined {
  const tokens = (text.match(TOKEN) ?? []).filter((token) => !/^(#|\/\/|\/\*)/.test(token));
  const given: GivenPath[] = [];
  for (let at = 0; at < tokens.length; ) {
    const [keyword, path, brace] = tokens.slice(at, at + 3);
    if (keyword !== "path" && keyword !== '"path"') return undefined;
    if (!path?.startsWith('"') || brace !== "{") return undefined;
    let end = at + 3;
    for (let depth = 1; depth > 0; end += 1) {
      const token = tokens[end];
      if (token === undefined) return undefined;
      if (token === "{") depth += 1;
      else if (token === "}") depth -= 1;
    }
    given.push({ path: unquoted(path), gives: givesSomething(tokens.slice(at + 3, end).join(" ")) });
    at = end;
  }
  return given;
}

/** Whether a rule's text names a capability that gives, or the old `policy = "write"`; a rule with `deny` gives nothing. */
function givesSomething(rule: string): boolean {
  const words: readonly string[] = rule.match(/[a-z]+/g) ?? [];
  if (words.includes("deny")) return false;
  return words.some((word) => GIVES.has(word) || word === "write");
}

function unquoted(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}

/**
 * Whether two paths with Vault's globs (`+` for one segment, `*` at the end) can name the same thing. A segment with
 * a template in it may become any segment.
 */
export function pathsMeet(a: string, b: string): boolean {
  const left = segments(a);
  const right = segments(b);
  for (let at = 0; ; at += 1) {
    const [x, y] = [left[at], right[at]];
    if (x === undefined || y === undefined) return x === y;
    const prefixes = [openEnd(left, at), openEnd(right, at)] as const;
    if (prefixes[0] !== undefined || prefixes[1] !== undefined) return beginAlike(x, y, prefixes);
    if (x !== y && x !== "+" && y !== "+") return false;
  }
}

const segments = (path: string): string[] =>
  path
    .replace(/^\/+/, "")
    .replace(/\{\{.*?\}\}/g, "\u0000")
    .split("/")
    .map((segment) => (segment.includes("\u0000") ? "+" : segment));

/** The prefix of a last segment that ends in `*`. */
const openEnd = (path: readonly string[], at: number): string | undefined =>
  at === path.length - 1 && path[at]?.endsWith("*") ? path[at]?.slice(0, -1) : undefined;

function beginAlike(
  x: string,
  y: string,
  [p, q]: readonly [string | undefined, string | undefined],
): boolean {
  if (x === "+" || y === "+") return true;
  const [left, right] = [p ?? x, q ?? y];
  if (p !== undefined && q !== undefined) return left.startsWith(right) || right.startsWith(left);
  return p !== undefined ? right.startsWith(left) : left.startsWith(right);
}

/** The access paths that a policy gives too. */
export function pathsShared(access: readonly string[], policyText: string): string[] {
  const given = pathsGiven(policyText).filter((one) => one.gives);
  return access.filter((path) => given.some((one) => pathsMeet(one.path, path)));
}
