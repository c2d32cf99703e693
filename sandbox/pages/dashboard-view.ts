/** `leasehold report`, made anew whenever something has happened since. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReadersClone } from "./readers-clone.ts";

/** A file of the dashboard by its name; undefined where it has none. */
export type DashboardView = (name: string) => Promise<string | undefined>;

const FILES: readonly string[] = ["index.html", "report.json", "rotations.csv"];
/** By itself it is out of date after that: ends and ages are told by it. */
const FRESH_FOR = 15_000;

/**
 * @param pulse changes whenever something happens that it might show
 * @param env Vault's address and a token that may look
 */
export function dashboardIn(
  clone: ReadersClone,
  pulse: () => string,
  env: Readonly<Record<string, string>>,
): DashboardView {
  const out = join(clone.folder, "dashboard");
  let made: { readonly pulse: string; readonly at: number; readonly done: Promise<string> } | undefined;
  const make = async (): Promise<string> => {
    const ran = await clone.leasehold(["report", "--out", out], env);
    return ran.stderr;
  };
  return async (name) => {
    if (!FILES.includes(name)) return undefined;
    if (name === "index.html" || made === undefined) {
      const now = pulse();
      if (made?.pulse !== now || Date.now() - made.at > FRESH_FOR)
        made = { pulse: now, at: Date.now(), done: make() };
    }
    const messages = await made?.done;
    return readFile(join(out, name), "utf8").catch(() => `leasehold report made none: ${messages ?? ""}`);
  };
}
