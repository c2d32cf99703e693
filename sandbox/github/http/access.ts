/** Who a request comes from, and what they may do. */

import {
  type Account,
  type App,
  fullName,
  hasRole,
  type PermissionLevel,
  type Permissions,
  type Repo,
  type RepoRole,
  type Token,
} from "../state.ts";
import type { World } from "../world.ts";
import { appOfJwt, looksLikeJwt } from "./app-jwt.ts";
import {
  badCredentials,
  forbidden,
  needsAdmin,
  notByIntegration,
  notFound,
  requiresAuthentication,
} from "./refusals.ts";

export interface Actor {
  /** `jwt`: an App as itself, which may do nothing but get its tokens. */
  readonly kind: "anonymous" | "user" | "job" | "app" | "jwt";
  /** The person, or the bot a job or an App acts as. */
  readonly account: Account | undefined;
  readonly app: App | undefined;
  readonly token: Token | undefined;
}

/** What an operation asks of its caller, in the repository it is about. */
export interface Need {
  /** Permission of a token of Actions or an App; the first that suffices counts. */
  readonly permission: string | readonly string[];
  readonly level: "read" | "write" | "admin";
  /** Role a person needs; else what fits the level. */
  readonly role?: RepoRole;
}

const levels: readonly PermissionLevel[] = ["none", "read", "write", "admin"];

export const anonymous: Actor = { kind: "anonymous", account: undefined, app: undefined, token: undefined };

/**
 * @param header `Authorization`: `Bearer`, `token`, or `Basic` with the token as password or user name
 * @throws 401 where it names no living token
 */
export function authenticate(world: World, header: string | undefined): Actor {
  if (header === undefined || header === "") return anonymous;
  const value = tokenOf(header);
  if (value !== undefined && looksLikeJwt(value)) {
    return { kind: "jwt", account: undefined, app: appOfJwt(world, value), token: undefined };
  }
  const token = value === undefined ? undefined : world.state.tokens.get(value);
  if (!token || token.revoked || (token.expiresAt && token.expiresAt <= world.now())) throw badCredentials();
  return { kind: token.kind, account: token.account, app: token.app, token };
}

function tokenOf(header: string): string | undefined {
  const [scheme = "", rest = ""] = header.split(/ +/, 2);
  if (scheme.toLowerCase() !== "basic") return rest;
  const [user = "", ...password] = Buffer.from(rest, "base64").toString("utf8").split(":");
  return password.join(":") || user;
}

const permitted = (permissions: Permissions, need: Need): boolean =>
  [need.permission].flat().some((name) => {
    const held = permissions[name] ?? (name === "metadata" ? "read" : "none");
    return levels.indexOf(held) >= levels.indexOf(need.level);
  });

/** Does a token reach a repository at all? */
export function reaches(actor: Actor, repo: Repo): boolean {
  return actor.token?.repos?.has(fullName(repo).toLowerCase()) ?? true;
}

/** May they see that the repository exists? */
export function sees(world: World, actor: Actor, repo: Repo): boolean {
  if (!repo.private) return true;
  if (actor.kind === "job" || actor.kind === "app") return reaches(actor, repo);
  return reaches(actor, repo) && world.state.roleOf(actor.account, repo) !== undefined;
}

/** What they may do in a repository, as a role; tokens of Actions and Apps have the role that fits. */
export function roleIn(world: World, actor: Actor, repo: Repo): RepoRole | undefined {
  if (actor.kind === "user") return world.state.roleOf(actor.account, repo);
  if (actor.kind === "anonymous") return repo.private ? undefined : "read";
  const contents = actor.token?.permissions?.contents;
  return contents === "write" || contents === "admin" ? "write" : "read";
}

export function may(world: World, actor: Actor, repo: Repo, need: Need): boolean {
  try {
    demand(world, actor, repo, need);
    return true;
  } catch {
    return false;
  }
}

/** @throws GitHub's refusal: 401, 403 or, where they may not know of it, 404 */
export function demand(world: World, actor: Actor, repo: Repo, need: Need): void {
  if (!sees(world, actor, repo)) throw notFound();
  const reading = need.level === "read" && (need.role ?? "read") === "read";
  if (actor.kind === "jwt") throw notByIntegration();
  if (actor.kind === "anonymous") {
    if (reading && !repo.private) return;
    throw requiresAuthentication();
  }
  const permissions = actor.token?.permissions;
  const openToAll = reading && !repo.private && need.permission === "metadata";
  if (permissions && !openToAll) {
    if (!reaches(actor, repo) || !permitted(permissions, need)) {
      throw actor.kind === "user"
        ? forbidden("Resource not accessible by personal access token")
        : notByIntegration();
    }
  }
  if (actor.kind !== "user") return;
  const role = need.role ?? need.level;
  const held = world.state.roleOf(actor.account, repo);
  if (hasRole(held, role)) return;
  if (role === "admin") throw hasRole(held, "write") || !repo.private ? needsAdmin() : notFound();
  throw forbidden("Must have push access to the repository");
}
