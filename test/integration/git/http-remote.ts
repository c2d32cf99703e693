/** Git's own smart HTTP server in front of a bare repository, which asks for a password. */
import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { listening } from "../../../sandbox/listening.ts";
import { gitEnv } from "./scratch.ts";

export interface HttpRemote {
  readonly url: string;
  /** Authorization headers of each request, as they came. */
  readonly authorizations: string[][];
}

export async function serveRepository(bare: string, password: string): Promise<HttpRemote> {
  const authorizations: string[][] = [];
  const expected = `Basic ${Buffer.from(`x-access-token:${password}`).toString("base64")}`;
  const server = createServer((request, response) => {
    const given = request.rawHeaders.filter(
      (_, at, all) => at % 2 === 1 && all[at - 1]?.toLowerCase() === "authorization",
    );
    authorizations.push(given);
    if (given.length !== 1 || given[0] !== expected) {
      response.writeHead(given.length > 1 ? 400 : 401, { "WWW-Authenticate": 'Basic realm="git"' }).end();
      return;
    }
    runBackend(bare, request, response);
  });
  const { url, close } = await listening(server);
  onTestFinished(close);
  return { url: `${url}/repo.git`, authorizations };
}

function runBackend(bare: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...gitEnv(),
      GIT_PROJECT_ROOT: bare,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: "x-access-token",
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: url.pathname.replace("/repo.git", ""),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      ...(request.headers["git-protocol"] ? { GIT_PROTOCOL: String(request.headers["git-protocol"]) } : {}),
    },
  });
  request.pipe(backend.stdin);
  const pieces: Buffer[] = [];
  backend.stdout.on("data", (piece: Buffer) => pieces.push(piece));
  backend.on("close", () => {
    const all = Buffer.concat(pieces);
    const end = all.indexOf("\r\n\r\n");
    const headers = all.toString("latin1", 0, end).split("\r\n");
    const status = headers.find((line) => line.startsWith("Status:"))?.split(" ")[1] ?? "200";
    for (const line of headers.filter((header) => !header.startsWith("Status:"))) {
      const colon = line.indexOf(":");
      response.setHeader(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    response.writeHead(Number(status)).end(all.subarray(end + 4));
  });
}
