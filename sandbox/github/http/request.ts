/** What a request says of itself. */
import type { Repo } from "../state.ts";
import type { World } from "../world.ts";
import { Refusal } from "./refusals.ts";

/** Versions of the API there are; the first is what a request without the header gets. */
export const versions = ["2022-11-28", "2026-03-10"] as const;

/** Links of pages name a repository by its id, as GitHub's do: they outlive a renaming. */
export function linkBase(world: World, url: URL, repo: Repo | undefined): URL {
  const path = repo
    ? url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repo.id}`)
    : url.pathname;
  return new URL(`${world.url}${path}${url.search}`);
}

export function versionOf(request: Request): string {
  const asked = request.headers.get("x-github-api-version");
  if (asked === null) return versions[0];
  if (!(versions as readonly string[]).includes(asked)) {
    throw new Refusal(400, `API version "${asked}" is not supported; there are ${versions.join(", ")}.`);
  }
  return asked;
}

export function mediaOf(request: Request): string {
  const accept = request.headers.get("accept") ?? "";
  return (
    /application\/vnd\.github\.(?:v3\.)?(raw|diff|patch|sha|object|html|text|full)/.exec(accept)?.[1] ??
    "json"
  );
}

export async function readBody(request: Request): Promise<unknown> {
  const text = request.method === "GET" ? "" : await request.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, "Problems parsing JSON");
  }
}

export function repoOf(world: World, path: Readonly<Record<string, string>>): Repo | undefined {
  const { owner, repo } = path;
  return owner === undefined || repo === undefined ? undefined : world.state.repo(owner, repo);
}
