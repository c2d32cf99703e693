import { CLOSES } from "../../domain/alerts/selection.ts";
import { alertComment, alertIssue, alertMarker, eventMarker } from "../../render/alert-issue.ts";
import type { Places } from "../../render/alert-words.ts";
import type { AlertSink, GitHubIssues, LoggedEvent } from "../ports.ts";

/** Break-glass has an issue that asks for its review, whatever sinks there are: it needs no second one. */
const OWN_ISSUE = /^leasehold\.breakglass\./;

/**
 * Issues of the access repository: one open issue for each type and subject. What comes again is a comment there; what
 * is over closes it.
 */
export function issueSink(open: () => Promise<GitHubIssues>, label: string, places: Places): AlertSink {
  return {
    async tell(event) {
      const closes = CLOSES[event.type];
      if (closes === undefined && OWN_ISSUE.test(event.type)) return;
      const github = await open();
      const issues = await github.ownIssues(label, "open");
      if (closes !== undefined) {
        for (const type of closes) {
          for (const issue of issues.filter(({ marker }) => marker === alertMarker(type, event.subject))) {
            await github.upsertComment(issue.number, eventMarker(event.id), alertComment(event, places));
            await github.closeIssue(issue.number, "completed");
          }
        }
        return;
      }
      await openOrComment(github, issues, event, label, places);
    },
  };
}

async function openOrComment(
  github: GitHubIssues,
  issues: Awaited<ReturnType<GitHubIssues["ownIssues"]>>,
  event: LoggedEvent,
  label: string,
  places: Places,
): Promise<void> {
  const wanted = alertIssue(event, places);
  const there = issues.find(({ marker }) => marker === wanted.marker);
  if (there) await github.upsertComment(there.number, eventMarker(event.id), alertComment(event, places));
  else await github.openIssue({ ...wanted, labels: [label] });
}
