import type { AccessPath, Capability } from "../model.ts";
import { seconds } from "../units.ts";

/** Capabilities that make Vault give something out; `list`, `scan` and `delete` give no lease. */
const GIVES: readonly Capability[] = ["create", "read", "update", "patch"];

/**
 * A role's access in its one normal form: no leading `/` (Vault removes it), a path once with all that is said of
 * it, paths and capabilities in order. Two role files that give the same are the same role version.
 */
export function normalAccess(access: readonly AccessPath[]): AccessPath[] {
  const byPath = new Map<string, AccessPath>();
  for (const entry of access) {
    const path = entry.path.replace(/^\/+/, "");
    const known = byPath.get(path);
    const capabilities = [...new Set([...(known?.capabilities ?? []), ...entry.capabilities])].sort();
    const outlives = Math.max(known?.outlives ?? 0, entry.outlives ?? 0);
    byPath.set(path, { path, capabilities, ...(outlives > 0 ? { outlives: seconds(outlives) } : {}) });
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The access paths under which Vault may keep leases: L of vault.md. Every path that gives something is one, as
 * what leases is the engine's to say: for a path that never leases it costs an empty LIST, while one left out
 * would be a hole in the proof of an end.
 */
export const leasedPaths = (access: readonly AccessPath[]): string[] =>
  normalAccess(access)
    .filter((entry) => entry.capabilities.some((capability) => GIVES.includes(capability)))
    .map((entry) => entry.path);

/**
 * The glob over ids of the leases under a leased path, as ACL parameters match it (`*` only, any characters):
 * `database/creds/orders-read/*`, and for `aws/sts/team-*` the path itself.
 */
export function leaseIdGlob(leasedPath: string): string {
  const glob = leasedPath.replaceAll("+", "*");
  return glob.endsWith("*") ? glob : `${glob}/*`;
}

/** What to LIST below `sys/leases/lookup/` to see the leases of a leased path: itself, or the folder before its first glob. */
export function leaseFolder(leasedPath: string): string {
  const segments = leasedPath.split("/");
  const glob = segments.findIndex((segment) => segment === "+" || segment.endsWith("*"));
  return glob === -1 ? leasedPath : segments.slice(0, glob).join("/");
}

/** Whether a lease of this id is under the leased path. */
export function isLeaseUnder(leasedPath: string, leaseId: string): boolean {
  const pattern = leaseIdGlob(leasedPath)
    .split("*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`, "s").test(leaseId);
}
