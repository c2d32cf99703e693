import type { GitProcess } from "./git-process.ts";

/**
 * `owner/name` of the clone's origin, from its last two segments, as https, ssh and scp-like addresses have them;
 * undefined where there is no origin, or where it names no repository.
 */
export async function originSlug(git: GitProcess): Promise<string | undefined> {
  const url = await git.answer(["config", "--get", "remote.origin.url"], { unless: [1] });
  const path = url
    ?.trim()
    .replace(/\.git\/?$/, "")
    .replace(/\/+$/, "");
  return path === undefined ? undefined : /[/:]([A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+)$/.exec(path)?.[1];
}
