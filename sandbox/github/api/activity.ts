import { ok, operation, type Registered } from "../http/router.ts";
import { simpleUser } from "../show/account.ts";
import { type Activity, instant, nodeId } from "../state.ts";

const periods = { day: 1, week: 7, month: 30, quarter: 91, year: 365 } as const;
const dayInMs = 86_400_000;

export const activity: readonly Registered[] = [
  operation(
    "repos/list-activities",
    {
      need: { permission: "contents", level: "read" },
      differences: ["cursors are ours, opaque as GitHub's"],
    },
    ({ input, world, repo, url }) => {
      const wanted = input.ref?.replace(/^(refs\/heads\/)?/, "refs/heads/");
      const since = input.time_period
        ? world.now().getTime() - periods[input.time_period] * dayInMs
        : undefined;
      const found = repo.activities
        .filter((entry) => wanted === undefined || entry.ref === wanted)
        .filter(
          (entry) =>
            input.actor === undefined || entry.actor.login.toLowerCase() === input.actor.toLowerCase(),
        )
        .filter((entry) => input.activity_type === undefined || entry.type === input.activity_type)
        .filter((entry) => since === undefined || entry.at.getTime() >= since);
      if ((input.direction ?? "desc") === "desc") found.reverse();
      const size = Math.min(input.per_page ?? 30, 100);
      const { from, to } = window(found, size, input.after, input.before);
      const links: string[] = [];
      const link = (cursor: "before" | "after", entry: Activity | undefined, rel: string) => {
        if (!entry) return;
        const target = new URL(url);
        target.searchParams.delete("before");
        target.searchParams.delete("after");
        target.searchParams.set(cursor, cursorOf(entry));
        links.push(`<${target}>; rel="${rel}"`);
      };
      if (from > 0) link("before", found[from], "prev");
      if (to < found.length) link("after", found[to - 1], "next");
      return {
        ...ok(
          found.slice(from, to).map((entry) => ({
            id: entry.id,
            node_id: nodeId("Push", entry.id),
            before: entry.before,
            after: entry.after,
            ref: entry.ref,
            timestamp: instant(entry.at),
            activity_type: entry.type,
            actor: simpleUser(world, entry.actor),
          })),
        ),
        headers: (links.length > 0 ? { link: links.join(", ") } : {}) as Record<string, string>,
      };
    },
  ),
];

const cursorOf = (entry: Activity): string => Buffer.from(`cursor:${entry.id}`).toString("base64url");

function window(
  found: readonly Activity[],
  size: number,
  after: string | undefined,
  before: string | undefined,
): { from: number; to: number } {
  const at = (cursor: string) => found.findIndex((entry) => cursorOf(entry) === cursor);
  if (before !== undefined) {
    const to = Math.max(at(before), 0);
    return { from: Math.max(to - size, 0), to };
  }
  const from = after === undefined ? 0 : at(after) + 1;
  return { from, to: Math.min(from + size, found.length) };
}
