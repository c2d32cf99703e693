import type { AlertSink, LoggedEvent } from "../../commands/ports.ts";
import { Post, type SinkAddress } from "./post.ts";

/** Slack takes about one message a second of a webhook (facts.md). Milliseconds. */
const GAP = 1_000;

/**
 * A Slack incoming webhook.
 *
 * @param messageOf an event as Slack takes it (Block Kit)
 */
export function slackSink(address: SinkAddress, messageOf: (event: LoggedEvent) => object): AlertSink {
  const post = new Post(address);
  let next = 0;
  return {
    async tell(event) {
      const wait = next - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      next = performance.now() + GAP;
      await post.send(JSON.stringify(messageOf(event)), { "content-type": "application/json" });
    },
  };
}
