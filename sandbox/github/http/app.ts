/** The server's outermost layer: faults, plain Git, the API, and whatever pages hang on. */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { answerGit, gitRequest } from "../git/smart-http.ts";
import { fullName } from "../state.ts";
import type { World } from "../world.ts";
import type { Answer, Api } from "./api.ts";
import { answerOf, type Fault, type Faults } from "./faults.ts";

/** Answers what is neither Git nor the API; `undefined` leaves it to the API. */
export type Pages = (request: Request) => Promise<Response | undefined> | Response | undefined;

/** Answers kept for the `stale` fault, newest last. */
const remembered = 500;

export function createApp(
  world: World,
  api: Api,
  faults: Faults,
  pages: () => Pages | undefined,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const answers = new Map<string, Answer>();

  app.all("*", async (context) => {
    const request = context.req.raw;
    const url = pathOf(world, request);
    const git = gitRequest(request.method, url);
    const match = git ? undefined : api.match(request.method, url.pathname);
    const operation = git ? git.service.replace("-", "/") : match?.operation.id;
    // What the `stale` fault finds an earlier answer by.
    const key = `${request.method} ${request.url} ${request.headers.get("authorization") ?? ""}`;
    const fault = faults.next(request.method, `${url.pathname}${url.search}`, operation);
    if (fault?.kind === "latency") await wait(fault.delay ?? 1000);
    if (fault?.kind === "hang") return hang(request);

    const given = fault && answerOf(fault);
    if (fault && given) {
      if (fault.carriedOut) await answer();
      const headers = { "content-type": "application/json; charset=utf-8", ...given.headers };
      return new Response(JSON.stringify(given.body), { status: given.status, headers });
    }
    if (fault?.kind === "cut" || fault?.kind === "half-body") {
      const real = fault.kind === "half-body" || fault.carriedOut ? await answer() : undefined;
      return breakOff(context.env, fault, real);
    }
    const old = fault?.kind === "stale" ? answers.get(key) : undefined;
    if (old) return toResponse(old);
    return answer();

    async function answer(): Promise<Response> {
      if (git) {
        const title = `${request.method} ${url.pathname}`;
        return api.guarded(title, () => answerGit(world, request, git, (work) => api.alone(work)));
      }
      const page = match ? undefined : await pages()?.(request);
      if (page) return page;
      const made = await api.answer(request, url, match);
      if (request.method === "GET" && made.status === 200) {
        answers.delete(key);
        answers.set(key, made);
        const [oldest] = answers.keys();
        if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
      }
      return toResponse(made);
    }
  });
  return app;
}

/** Also under the path GitHub Enterprise Server has its API at, and by a repository's id. */
function pathOf(world: World, request: Request): URL {
  const url = new URL(request.url);
  const path = url.pathname
    .replace(/^\/api\/v3(?=\/|$)/, "")
    .replace(/^\/repositories\/(\d+)/, (whole, id: string) => {
      const repo = world.state.repos.find((one) => String(one.id) === id);
      return repo ? `/repos/${fullName(repo)}` : whole;
    });
  url.pathname = path === "" ? "/" : path;
  return url;
}

function toResponse({ status, headers, body }: Answer): Response {
  const content = body === undefined || status === 204 || status === 304 ? null : body;
  return new Response(typeof content === "string" || content === null ? content : new Uint8Array(content), {
    status,
    headers,
  });
}

/** Takes a request and says nothing, until whoever asked gives up. */
async function hang(request: Request): Promise<Response> {
  if (!request.signal.aborted) await once(request.signal, "abort");
  return RESPONSE_ALREADY_SENT;
}

/** Ends the connection before or in the middle of the answer. */
async function breakOff(env: HttpBindings, fault: Fault, real: Response | undefined): Promise<Response> {
  const { outgoing } = env;
  if (fault.kind === "half-body" && real) {
    const body = Buffer.from(await real.arrayBuffer());
    outgoing.writeHead(real.status, {
      ...Object.fromEntries(real.headers),
      "content-length": String(body.length),
    });
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
    await wait(20);
  }
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
