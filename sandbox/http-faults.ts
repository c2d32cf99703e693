import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { listening } from "./listening.ts";

/** What goes wrong with a request on its way. */
type Fault =
  /** Answered by somebody else; the server never sees it. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut before the server sees it. */
  | { readonly kind: "lose-request" }
  /** The server does it, and its answer is lost; `done` is told before anybody else can know. */
  | { readonly kind: "lose-answer"; readonly done?: () => void }
  /** The server does it, and its answer is cut in half. */
  | { readonly kind: "half-answer" }
  /** Never answered; the server never sees it. */
  | { readonly kind: "hang" }
  /** Passed on after so many milliseconds. */
  | { readonly kind: "slow"; readonly milliseconds: number };

interface FaultRule {
  readonly method?: string;
  /** Matched against path and query. */
  readonly path?: RegExp;
  /** How many requests it hits; default 1. */
  readonly times?: number;
  readonly fault: Fault;
}

interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A proxy before an HTTP server that fails on demand, and remembers what was asked. */
export interface FaultyProxy extends AsyncDisposable {
  readonly address: string;
  readonly requests: readonly SeenRequest[];
  /** Rules are asked in order; the first that matches and is not used up hits. */
  fail(rule: FaultRule): void;
  /** Forgets rules and requests. */
  clear(): void;
  /** Called before each request is passed on; for stopping the world at the n-th call. */
  onRequest(listener: ((request: SeenRequest, nth: number) => void) | undefined): void;
  close(): Promise<void>;
}

/** Starts a proxy before `target` (`http://127.0.0.1:PORT`), on a free port. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let rules: { rule: FaultRule; left: number }[] = [];
  let requests: SeenRequest[] = [];
  let listener: ((request: SeenRequest, nth: number) => void) | undefined;

  const server = createServer((incoming, outgoing) => {
    const seen = { method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers };
    requests.push(seen);
    listener?.(seen, requests.length);
    const hit = rules.find(({ rule, left }) => left > 0 && matches(rule, seen));
    if (hit) hit.left -= 1;
    incoming.on("error", () => undefined);
    outgoing.on("error", () => undefined);
    handle(hit?.rule.fault, incoming, outgoing, target);
  });
  const { url, close } = await listening(server);
  return {
    address: url,
    get requests() {
      return requests;
    },
    fail: (rule) => void rules.push({ rule, left: rule.times ?? 1 }),
    clear: () => {
      rules = [];
      requests = [];
      listener = undefined;
    },
    onRequest: (next) => {
      listener = next;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const matches = (rule: FaultRule, { method, path }: SeenRequest): boolean =>
  (rule.method === undefined || rule.method === method) && (rule.path === undefined || rule.path.test(path));

function handle(
  fault: Fault | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
): void {
  if (fault?.kind === "hang") return;
  if (fault?.kind === "lose-request") incoming.socket.destroy();
  else if (fault?.kind === "answer") {
    outgoing.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
    outgoing.end(fault.body ?? "");
  } else if (fault?.kind === "slow") {
    setTimeout(() => pass(incoming, outgoing, target, "whole"), fault.milliseconds);
  } else {
    const done = fault?.kind === "lose-answer" ? fault.done : undefined;
    pass(incoming, outgoing, target, ANSWERED[fault?.kind ?? "none"], done);
  }
}

const ANSWERED = { none: "whole", "lose-answer": "nothing", "half-answer": "half" } as const;

/** Passes a request on, and as much of its answer as said. */
function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  answer: "whole" | "half" | "nothing",
  done?: () => void,
): void {
  const { host: _, ...headers } = incoming.headers;
  const onward = send(new URL(incoming.url ?? "/", target), {
    method: incoming.method ?? "GET",
    headers,
    agent: false,
  });
  onward.on("error", () => incoming.socket.destroy());
  onward.on("response", (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => {
      const body = Buffer.concat(chunks);
      done?.();
      if (answer === "nothing") return incoming.socket.destroy();
      outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, connection: "keep-alive" });
      if (answer === "whole") return outgoing.end(body);
      outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => incoming.socket.destroy());
    });
  });
  incoming.pipe(onward);
}
