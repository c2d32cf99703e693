import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { OutsideError } from "../../commands/outside-error.ts";
import type { Release } from "../../commands/ports.ts";
import type { Environment } from "./git-environment.ts";
import { GitProcess } from "./git-process.ts";
import { originSlug } from "./origin.ts";

/**
 * The commit of the clone that this program runs from, where its origin has that commit, so that GitHub can run it, too.
 * Undefined where it runs from somewhere else, or from a commit that nobody pushed.
 */
export async function ownRelease(env: Environment): Promise<Release | undefined> {
  const git = new GitProcess({ dir: path.dirname(fileURLToPath(import.meta.url)), env });
  try {
    const root = (await git.text(["rev-parse", "--show-toplevel"])).trim();
    // Somebody else's clone that this program only lies in is not its own.
    if (!/^name: Leasehold$/m.test(await readFile(path.join(root, "action.yml"), "utf8"))) return undefined;
    const commit = (await git.text(["rev-parse", "HEAD"])).trim();
    const pushed = await git.text(["branch", "--remotes", "--contains", commit]);
    const url = (await git.answer(["config", "--get", "remote.origin.url"], { unless: [1] })) ?? "";
    // A folder of this machine is no place that GitHub could take it from.
    if (pushed.trim() === "" || !/^(?:https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(url)) return undefined;
    const slug = await originSlug(git);
    return slug === undefined ? undefined : { slug, commit };
  } catch (error) {
    if (error instanceof OutsideError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
