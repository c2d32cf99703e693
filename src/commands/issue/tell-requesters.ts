import type { GrantRecord } from "../../domain/record.ts";
import { issuedComment } from "../../render/issued-comment.ts";
import { attempt } from "../outcome.ts";
import type { GitHubWrites, Reporter } from "../ports.ts";

interface Ports {
  readonly github: Pick<GitHubWrites, "addComment">;
  readonly reporter: Reporter;
}

/**
 * A comment a pull request, on how to use what it was for. A new one each time: GitHub tells nobody of one that was
 * changed, and a key is issued once. Failing to write it costs nobody their access.
 */
export async function tellRequesters(ports: Ports, issued: readonly GrantRecord[]): Promise<void> {
  const byPull = Map.groupBy(issued, (record) => record.pull_request);
  for (const [pull, records] of byPull) {
    const told = await attempt(`comment on #${pull}`, () =>
      ports.github.addComment(pull, issuedComment(records)),
    );
    if (!told.ok) ports.reporter.warn(`${told.trouble.owed}: ${told.trouble.message}`);
  }
}
