/** An access repository whose grants are all live, with an origin to fetch from. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRepository } from "../../src/adapters/git/repository.ts";
import { landedGrants } from "../../src/commands/main/landed-grants.ts";
import type { LandedGrant } from "../../src/domain/model.ts";
import { makeRepository } from "../repositories.ts";
import { GIT_ENV, git } from "./git.ts";

export interface LiveRepository extends AsyncDisposable {
  /** The clone that a job has. */
  readonly clone: string;
  /** As main has them, by the product's own reading. */
  readonly grants: readonly LandedGrant[];
}

/** @param perCommit how many grants a pull request brought */
export async function makeLive(grants: number, perCommit: number): Promise<LiveRepository> {
  const folder = await mkdtemp(join(tmpdir(), "leasehold-bench-"));
  try {
    const { dir, head } = await makeRepository({
      dir: join(folder, "origin"),
      grants,
      roles: 200,
      perCommit,
      checkout: false,
    });
    const clone = join(folder, "clone");
    await git(folder, "clone", "--quiet", "--no-local", dir, clone);
    const repository = await openRepository({ dir: clone, env: GIT_ENV });
    const landed = await landedGrants(repository, head);
    return {
      clone,
      grants: landed.grants,
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
