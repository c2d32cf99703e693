/** Somebody's own receivers of alerts, on this machine: a Slack and a webhook that believes nothing unsigned. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { type CloudEvent, HTTP } from "cloudevents";
import { listening } from "../../../sandbox/listening.ts";

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
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (receiver.answer === "hang") return;
    if (receiver.answer < 300) {
      if (request.url === "/slack") state.slack.push(JSON.parse(body).text);
      else if (await isSigned(body, String(request.headers["x-leasehold-signature-256"]))) {
        const event = HTTP.toEvent<Record<string, unknown>>({ headers: request.headers, body });
        if (!Array.isArray(event)) state.events.push(event as CloudEvent<Record<string, unknown>>);
      } else unsigned.push(body);
    }
    response.writeHead(receiver.answer).end();
  });
  const { url, close } = await listening(server);
  const receiver: Receiver = {
    ...state,
    unsigned,
    url,
    answer: 200,
    [Symbol.asyncDispose]: close,
  };
  return receiver;
}

/** By the Web's own crypto, which the product does not use: as docs/administrator.md says, in constant time. */
async function isSigned(body: string, header: string): Promise<boolean> {
  const bytes = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes.encode(KEY), algorithm, false, ["verify"]);
  const hex = /^sha256=([0-9a-f]{64})$/.exec(header)?.[1] ?? "";
  return crypto.subtle.verify("HMAC", key, Buffer.from(hex, "hex"), bytes.encode(body));
}
