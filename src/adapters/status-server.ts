import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OutsideError } from "../commands/outside-error.ts";

export interface StatusAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface StatusServer extends AsyncDisposable {
  readonly address: string;
}

/**
 * Answers GET on a port of 127.0.0.1, and nowhere else: what it tells has no secrets, and is nobody's business.
 *
 * @param port 0: a free one
 * @param answer by path; undefined: there is nothing
 */
export async function listenOnLoopback(
  port: number,
  answer: (path: string) => StatusAnswer | undefined,
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const asks = request.method === "GET" || request.method === "HEAD";
    const found = asks ? answer(path) : { status: 405, type: "text/plain", body: "GET only\n" };
    const { status, type, body } = found ?? { status: 404, type: "text/plain", body: "not found\n" };
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OutsideError("sink", "unreachable", `cannot listen on 127.0.0.1:${port}: ${why}`, {
      cause,
      hint: "Something else has the port: choose another with --port.",
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${bound}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
