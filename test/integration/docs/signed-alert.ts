import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listening } from "../../../sandbox/listening.ts";
import { sinkAddress } from "../../../src/adapters/alerts/post.ts";
import { webhookSink } from "../../../src/adapters/alerts/webhook.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";

export interface SignedAlert {
  readonly body: string;
  /** What the header says. */
  readonly signature: string;
}

/** An alert as the owner of a webhook gets it, sent by our own sink. */
export async function signedAlert(key: string): Promise<SignedAlert> {
  const { promise, resolve } = Promise.withResolvers<SignedAlert>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.end();
    resolve({ body, signature: String(request.headers["x-leasehold-signature-256"]) });
  });
  await using receiver = await listening(server);
  const url = new Secret(`${receiver.url}/alerts`);
  const sink = webhookSink(sinkAddress("ALERT_WEBHOOK_URL", url), new Secret(key), "urn:test");
  await sink.tell({
    id: "grant.expiring/db-read.g.0123456789ab",
    type: "leasehold.grant.expiring",
    subject: "db-read.g.0123456789ab",
    time: instant(1_795_000_000),
    data: { role: "db-read", user: "alïce", end: "2026-11-21T18:00:00Z" },
  });
  return promise;
}
