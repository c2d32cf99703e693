import { randomBytes } from "node:crypto";
import type { Account, Token } from "./state.ts";
import type { World } from "./world.ts";

export type TokenPermissions = Readonly<Record<string, "none" | "read" | "write" | "admin">>;

export interface TokenOptions {
  /** As in a workflow or in the API: `pull-requests` and `pull_requests` are the same. */
  readonly permissions?: TokenPermissions;
  /** Full names; absent: all. */
  readonly repos?: readonly string[];
  readonly expiresAt?: Date;
}

/** @param prefix by which GitHub's tokens tell what they are. @returns the token */
export function issueToken(
  world: World,
  kind: Token["kind"],
  account: Account,
  prefix: string,
  { permissions, repos, expiresAt }: TokenOptions,
): string {
  const value = `${prefix}${randomBytes(18).toString("hex")}`;
  const named = Object.entries(permissions ?? {}).map(([name, level]) => [name.replaceAll("-", "_"), level]);
  world.state.tokens.set(value, {
    value,
    kind,
    account,
    permissions: permissions && Object.fromEntries(named),
    repos: repos && new Set(repos.map((repo) => repo.toLowerCase())),
    app: kind === "user" ? undefined : world.state.apps.find((app) => app.bot === account),
    expiresAt,
    revoked: false,
  });
  return value;
}
