/** One request to the REST API from its headers to its answer, held to GitHub's description on both sides. */
import { createHash, randomUUID } from "node:crypto";
import { Contract, type ContractViolation } from "../contract/contract.ts";
import type { ContractLedger } from "../contract/ledger.ts";
import { answerGraphql } from "../graphql/graphql.ts";
import type { Json, Repo } from "../state.ts";
import type { World } from "../world.ts";
import { type Actor, anonymous, authenticate, demand } from "./access.ts";
import { secondaryLimit } from "./faults.ts";
import { Refusal } from "./refusals.ts";
import { linkBase, mediaOf, readBody, repoOf, versionOf, versions } from "./request.ts";
import type { Call, Match, Reply, Router } from "./router.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | undefined;
}

const documentation = "https://docs.github.com/rest";

export class Api {
  readonly #world: World;
  readonly #router: Router;
  readonly #ledger: ContractLedger;
  /** Changes happen one after the other, so that handlers need not fear each other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(world: World, router: Router, ledger: ContractLedger) {
    this.#world = world;
    this.#router = router;
    this.#ledger = ledger;
  }

  match(method: string, path: string): Match | undefined {
    return this.#router.match(method, path);
  }

  /** Runs what changes repositories when nothing else does. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const run = before.then(work, work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  /** Answers outside the description; a crash of the server shows as one all the same. */
  async guarded(title: string, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work();
    } catch (error) {
      const problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      const { answer } = this.#mismatch(undefined, "server", title, problems);
      return new Response(String(answer.body), { status: answer.status, headers: answer.headers });
    }
  }

  async answer(request: Request, url: URL, match: Match | undefined): Promise<Answer> {
    const title = `${request.method} ${url.pathname}${url.search}`;
    let actor = anonymous;
    try {
      if (request.headers.get("user-agent") === null) {
        throw new Refusal(
          403,
          "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
        );
      }
      actor = authenticate(this.#world, request.headers.get("authorization") ?? undefined);
      if (request.method === "POST" && url.pathname.endsWith("/graphql"))
        return await this.#graphql(request, actor);
      if (!match) return this.#unknown(title, request.method, url.pathname);
      const apiVersion = versionOf(request);
      if (match.operation.id !== "rate-limit/get" && !this.#world.rates.spend(actor, this.#world.now())) {
        throw new Refusal(403, `API rate limit exceeded for ${actor.account?.login ?? "this address"}.`);
      }
      const wait = request.method === "GET" ? 0 : this.#world.rates.create(actor, this.#world.now());
      if (wait > 0) throw new Refusal(403, secondaryLimit.message, {}, { "retry-after": String(wait) });
      const reply = await this.#carryOut(request, url, match, actor, apiVersion, title);
      return this.#send(request, match, actor, reply, apiVersion, title);
    } catch (error) {
      if (error instanceof Refusal) {
        const reply = { status: error.status, body: bodyOf(error, match), headers: error.headers };
        return this.#send(request, match, actor, reply, versions[0], title);
      }
      if (error instanceof Mismatch) return error.answer;
      const problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      return this.#mismatch(match?.operation.id, "server", title, problems).answer;
    }
  }

  async #graphql(request: Request, actor: Actor): Promise<Answer> {
    if (actor.kind === "anonymous") throw new Refusal(401, "This endpoint requires you to be authenticated.");
    const body = await readBody(request);
    const answer = await this.alone(() => answerGraphql({ world: this.#world, actor }, body));
    const headers = { "content-type": "application/json; charset=utf-8" };
    return { status: 200, headers, body: JSON.stringify(answer) };
  }

  async #carryOut(
    request: Request,
    url: URL,
    match: Match,
    actor: Actor,
    apiVersion: string,
    title: string,
  ): Promise<Reply> {
    const { operation, registered } = match;
    const path = operation.readParameters("path", match.path);
    const query = operation.readParameters("query", Object.fromEntries(url.searchParams));
    const body = await readBody(request);
    const problems = [...path.problems, ...query.problems, ...operation.problemsOfBody(body)];
    if (problems.length > 0) throw this.#mismatch(operation.id, "request", title, problems);

    const world = this.#world;
    const repo = repoOf(world, match.path);
    const input = {
      ...(Array.isArray(body) ? {} : (body as Json | undefined)),
      ...query.values,
      ...path.values,
    };
    const call = {
      input,
      world,
      actor,
      media: mediaOf(request),
      apiVersion,
      url: linkBase(world, url, repo),
      get repo(): Repo {
        if (!repo) throw new Refusal(404, "Not Found");
        return repo;
      },
    };
    const run = async () => {
      if (registered.need) demand(world, actor, call.repo, registered.need);
      else if (repo && actor.kind !== "jwt")
        demand(world, actor, repo, { permission: "metadata", level: "read" });
      // The router keeps handlers of all operations in one list; this call was validated for this very one.
      return registered.handler(call as unknown as Call<string>);
    };
    return request.method === "GET" ? run() : this.alone(run);
  }

  /** Checks the answer and dresses it with the headers GitHub sends. */
  #send(
    request: Request,
    match: Match | undefined,
    actor: Actor,
    reply: Reply,
    apiVersion: string,
    title: string,
  ): Answer {
    const json = reply.type === undefined;
    const media = mediaOf(request);
    const type = json ? "application/json; charset=utf-8" : reply.type;
    const text = json && reply.body !== undefined ? JSON.stringify(reply.body) : undefined;
    if (match) {
      const operation = match.operation;
      const shown = json
        ? media === "object"
          ? "application/vnd.github.object"
          : "application/json"
        : reply.type;
      // What is held to the description is what the client gets: `undefined` is gone by then.
      const plain = text === undefined ? undefined : (JSON.parse(text) as unknown);
      let problems = operation.problemsOfResponse(
        reply.status,
        shown?.split(";")[0],
        json ? plain : reply.body,
      );
      // The description is that of 2022-11-28.
      if (apiVersion !== versions[0])
        problems = problems.filter((problem) => !problem.includes("merge_commit_sha"));
      if (problems.length > 0) return this.#mismatch(operation.id, "response", title, problems).answer;
      this.#ledger.validated.add(operation.id);
    }
    const headers: Record<string, string> = {
      "x-github-request-id": randomUUID().toUpperCase(),
      "x-github-media-type": `github.v3; ${media === "json" ? "" : `param=${media}; `}format=json`,
      "x-github-api-version-selected": apiVersion,
      "access-control-expose-headers":
        "ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining",
      ...this.#world.rates.headers(this.#world.rates.look(actor, this.#world.now())),
      ...reply.headers,
    };
    const need = match?.registered.need;
    if (need && actor.kind !== "anonymous") {
      headers["x-accepted-github-permissions"] = [need.permission]
        .flat()
        .map((name) => `${name}=${need.level}`)
        .join("; ");
    }
    const body = json ? text : (reply.body as string | Uint8Array);
    if (body === undefined) return { status: reply.status, headers, body };
    if (type) headers["content-type"] = type;
    if (request.method === "GET" && reply.status === 200) {
      const etag = `W/"${createHash("sha256").update(body).digest("hex")}"`;
      headers.etag = etag;
      headers["cache-control"] =
        `${actor.kind === "anonymous" ? "public" : "private"}, max-age=60, s-maxage=60`;
      const known = (request.headers.get("if-none-match") ?? "").split(/, */);
      if (known.includes(etag)) {
        this.#world.rates.refund(actor);
        const rate = this.#world.rates.headers(this.#world.rates.look(actor, this.#world.now()));
        return { status: 304, headers: { ...headers, ...rate }, body: undefined };
      }
    }
    return { status: reply.status, headers, body };
  }

  /** A path without a handler: a hole in the sandbox, or a client's mistake. Neither passes unseen. */
  #unknown(title: string, method: string, path: string): Answer {
    const described = Contract.load().describedAt(method, path);
    if (described !== undefined) {
      const problem = `GitHub has ${described}, the sandbox does not: add it to sandbox/github/api`;
      return this.#mismatch(described, "server", title, [problem]).answer;
    }
    this.#ledger.violations.push({
      operation: undefined,
      side: "request",
      request: title,
      problems: ["GitHub's description has no such path"],
    });
    const body = JSON.stringify({ message: "Not Found", documentation_url: documentation, status: "404" });
    return { status: 404, headers: { "content-type": "application/json; charset=utf-8" }, body };
  }

  #mismatch(
    operation: string | undefined,
    side: ContractViolation["side"],
    request: string,
    problems: readonly string[],
  ): Mismatch {
    this.#ledger.violations.push({ operation, side, request, problems });
    return new Mismatch({
      status: 500,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({
        message: `Contract violation in the ${side} of ${operation ?? request}: ${problems.join("; ")}`,
        problems,
      }),
    });
  }
}

class Mismatch extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super("contract violation");
    this.answer = answer;
  }
}

function bodyOf(refusal: Refusal, match: Match | undefined): Json {
  return {
    message: refusal.message,
    ...refusal.extra,
    documentation_url: match?.operation.documentation ?? documentation,
    status: String(refusal.status),
  };
}
