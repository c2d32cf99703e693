import { createHmac } from "node:crypto";
import type { AlertSink, LoggedEvent } from "../../commands/ports.ts";
import { reveal, type Secret } from "../../domain/secret.ts";
import { formatInstant } from "../../domain/units.ts";
import { Post, type SinkAddress } from "./post.ts";

/**
 * An HTTP address of one's own: the event as the audit log has it, a CloudEvent in structured mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md). The body is signed as
 * GitHub signs its webhooks: HMAC-SHA256, in `X-Leasehold-Signature-256`.
 *
 * @param source URI of the repository by id, as in the log
 */
export function webhookSink(address: SinkAddress, secret: Secret | undefined, source: string): AlertSink {
  const post = new Post(address);
  return {
    async tell(event) {
      const body = cloudEvent(event, source);
      await post.send(body, {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "x-leasehold-event": event.type,
        "x-leasehold-delivery": event.id,
        ...(secret === undefined ? {} : { "x-leasehold-signature-256": signature(body, secret) }),
      });
    },
  };
}

const cloudEvent = ({ id, type, subject, time, data }: LoggedEvent, source: string): string =>
  JSON.stringify({
    specversion: "1.0",
    id,
    source,
    type,
    subject,
    time: formatInstant(time),
    datacontenttype: "application/json",
    data,
  });

const signature = (body: string, secret: Secret): string =>
  `sha256=${createHmac("sha256", reveal(secret)).update(body, "utf8").digest("hex")}`;
