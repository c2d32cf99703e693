import type { AlertSink } from "../../commands/ports.ts";
import type { Places } from "../../render/alert-words.ts";
import { slackMessage } from "../../render/slack.ts";
import { Post, type SinkAddress } from "./post.ts";

/** Slack takes about one message a second of a webhook (facts.md). Milliseconds. */
const GAP = 1_000;

/** A Slack incoming webhook. */
export function slackSink(address: SinkAddress, places: Places): AlertSink {
  const post = new Post(address);
  let next = 0;
  return {
    async tell(event) {
      const wait = next - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      next = performance.now() + GAP;
      await post.send(JSON.stringify(slackMessage(event, places)), { "content-type": "application/json" });
    },
  };
}
