/** Somebody's own receivers of alerts, on this machine: a Slack and a webhook that believes nothing unsigned. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type CloudEvent, HTTP } from "cloudevents";

export const KEY = "a key that only the two of them know";

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** What Slack was sent: the text of each message. */
  readonly slack: string[];
  /** CloudEvents whose signature held, as CNCF's SDK reads them. */
  readonly events: CloudEvent<Record<string, unknown>>[];
  /** Requests to the webhook whose signature did not hold. */
  readonly unsigned: string[];
  /** How both answer from now on; `hang`: not at all. */
  answer: number | "hang";
}

export async function startReceiver(): Promise<Receiver> {
  const state = { slack: [] as string[], events: [] as CloudEvent<Record<string, unknown>>[] };
  const unsigned: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      if (receiver.answer === "hang") return;
      if (receiver.answer >= 300) return response.writeHead(receiver.answer).end();
      if (request.url === "/slack") state.slack.push(JSON.parse(body).text);
      else if (await isSigned(body, String(request.headers["x-leasehold-signature-256"]))) {
        const event = HTTP.toEvent<Record<string, unknown>>({ headers: request.headers, body });
        if (!Array.isArray(event)) state.events.push(event as CloudEvent<Record<string, unknown>>);
      } else unsigned.push(body);
      return response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    ...state,
    unsigned,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** By the Web's own crypto, which the product does not use: as docs/administrator.md says, in constant time. */
async function isSigned(body: string, header: string): Promise<boolean> {
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(KEY), algorithm, false, ["verify"]);
  const hex = /^sha256=([0-9a-f]{64})$/.exec(header)?.[1] ?? "";
  return crypto.subtle.verify("HMAC", key, Buffer.from(hex, "hex"), text.encode(body));
}
