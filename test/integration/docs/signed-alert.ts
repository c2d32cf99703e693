import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      response.end();
      resolve({ body, signature: String(request.headers["x-leasehold-signature-256"]) });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = new Secret(`http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`);
  const sink = webhookSink(sinkAddress("ALERT_WEBHOOK_URL", url), new Secret(key), "urn:test");
  await sink.tell({
    id: "grant.expiring/db-read.g.0123456789ab",
    type: "leasehold.grant.expiring",
    subject: "db-read.g.0123456789ab",
    time: instant(1_795_000_000),
    data: { role: "db-read", user: "alïce", end: "2026-11-21T18:00:00Z" },
  });
  server.closeAllConnections();
  server.close();
  return promise;
}
