import * as http from "node:http";
import * as https from "node:https";
import { type Instant, instant } from "../../domain/units.ts";
import { Unseen } from "../unseen.ts";

/** One HTTP request and what came of it. */
export interface Request {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Milliseconds for all of it: connecting, sending, and reading the whole answer. */
  readonly timeout: number;
  readonly agent: http.Agent;
}

export interface Answer {
  readonly status: number;
  /** The server's clock, from its `Date` header. */
  readonly date?: Instant;
  readonly location?: string;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter?: number;
  readonly text: string;
}

/** No answer came. `sent` says whether the server may have got the request, and done what it asks. */
export class NoAnswer extends Error {
  readonly sent: boolean;

  constructor(message: string, sent: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = "NoAnswer";
    this.sent = sent;
  }
}

/** Far more than any LIST of ours; what exceeds it is no answer of Vault's. */
const MOST_BYTES = 64 * 1024 * 1024;

export const agentFor = (url: URL, ca: string | undefined): http.Agent => {
  const options = { keepAlive: true, maxSockets: 32, scheduling: "lifo" as const };
  return url.protocol === "https:"
    ? new https.Agent({ ...options, ...(ca === undefined ? {} : { ca }) })
    : new http.Agent(options);
};

/** Does one exchange: no redirects, no retries, an end to waiting. Certificates are always checked. */
export function exchange({ url, method, headers, body, timeout, agent }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = (error: Error) => reject(new NoAnswer(reasonOf(error), sent, error));
    const start = url.protocol === "https:" ? https.request : http.request;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = start(url, {
      method,
      headers: { ...unseen(headers), ...length },
      agent,
    });
    // Not by a signal: one would have to be made, listened to and let run for every call.
    const late = setTimeout(() => {
      reject(new NoAnswer(`no answer within ${timeout / 1_000} s`, sent));
      request.destroy();
    }, timeout);
    request.on("close", () => clearTimeout(late));
    request.on("error", fail);
    request.on("socket", (socket) => {
      const onTheWay = () => {
        sent = true;
      };
      // `reusedSocket` is not set where a request that waited gets the connection of the one before it.
      const connecting =
        socket.connecting || ("secureConnecting" in socket && socket.secureConnecting === true);
      if (!connecting) onTheWay();
      else socket.once(url.protocol === "https:" ? "secureConnect" : "connect", onTheWay);
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("error", fail);
      response.on("aborted", () => fail(new Error("the connection was cut within the answer")));
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MOST_BYTES) response.destroy(new Error(`the answer is over ${MOST_BYTES} bytes`));
      });
      response.on("end", () => {
        if (response.complete) resolve(answerOf(response, Buffer.concat(chunks).toString("utf8")));
      });
    });
    request.end(body);
  });
}

/** Node prints a request's headers where NODE_DEBUG asks for it: what lets somebody in is not among them. */
function unseen(headers: Request["headers"]): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    /token|authorization/i.test(name) ? new Unseen(value) : value,
  ]);
  // Node's types ask for strings; it only ever turns them into some.
  return Object.fromEntries(shown) as Record<string, string>;
}

function answerOf(response: http.IncomingMessage, text: string): Answer {
  const { date, location, "retry-after": wait } = response.headers;
  const at = date === undefined ? Number.NaN : Date.parse(date);
  const seconds = wait === undefined ? Number.NaN : Number(wait);
  return {
    status: response.statusCode ?? 0,
    text,
    ...(Number.isNaN(at) ? {} : { date: instant(Math.floor(at / 1_000)) }),
    ...(location === undefined ? {} : { location }),
    ...(seconds >= 0 ? { retryAfter: seconds * 1_000 } : {}),
  };
}

/** Node gives several addresses' failures as one error without a message. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError)
    return error.errors.map((one) => (one instanceof Error ? one.message : "")).join(", ");
  return error.message;
}
