import type { Octokit } from "@octokit/rest";
import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import type { Capped } from "../../domain/pull-request.ts";
import type { GitHubConnection } from "./connection.ts";
import { githubFailure, unexpected } from "./failure.ts";

/** What Octokit gives; its `data` is nothing to us until it is parsed. */
export interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
  readonly url: string;
}

/** Owner and repository, as every call wants them. */
export interface Repo {
  readonly owner: string;
  readonly repo: string;
}

type AskPage = (
  octokit: Octokit,
  page: Repo & { readonly per_page: number; readonly page: number },
) => Promise<Answer>;

const PAGE = 100;
const MOST_PAGES = 50;
/** For a request that may have been carried out although its answer was lost: repeating it would do it twice. */
export const ONCE = { request: { retries: 0 } } as const;

/** One repository's API over Octokit: bounded patience, and answers that are parsed before they are believed. */
export class GitHubApi {
  readonly connection: GitHubConnection;
  readonly repo: Repo;
  #octokit: Promise<Octokit> | undefined;

  constructor(connection: GitHubConnection) {
    this.connection = connection;
    const [owner = "", repo = ""] = connection.slug.split("/");
    this.repo = { owner, repo };
  }

  /** One answer, as the schema has it. */
  async one<Schema extends TSchema>(
    schema: Schema,
    ask: (octokit: Octokit, repo: Repo) => Promise<Answer>,
  ): Promise<Static<Schema>> {
    return this.#parse(schema, await this.#ask(ask));
  }

  /** For requests whose answer says nothing. */
  async done(ask: (octokit: Octokit, repo: Repo) => Promise<unknown>): Promise<void> {
    await this.#ask(ask);
  }

  /** A whole list. One that is longer than anybody could mean is an error: what comes last decides. */
  async list<Schema extends TSchema>(schema: Schema, ask: AskPage): Promise<Static<Schema>[]> {
    const most = PAGE * MOST_PAGES;
    const { items, truncated } = await this.capped(schema, ask, most);
    if (truncated) throw unexpected(this.connection.apiUrl, "a list", `more than ${most} items`);
    return [...items];
  }

  /**
   * A list that GitHub cuts, page by page; with as many items as the cap it is `truncated`.
   *
   * Octokit's own paginate takes an empty body for an empty list: here each page must be a list, since one that is
   * cut reads like reviews nobody gave.
   */
  async capped<Schema extends TSchema>(
    schema: Schema,
    ask: AskPage,
    cap: number,
  ): Promise<Capped<Static<Schema>>> {
    const items: Static<Schema>[] = [];
    for (let page = 1; items.length < cap; page += 1) {
      const answer = await this.#ask((octokit, repo) => ask(octokit, { ...repo, per_page: PAGE, page }));
      if (!Array.isArray(answer.data)) throw this.#broken(answer, "no list");
      for (const item of answer.data) items.push(this.#parse(schema, { ...answer, data: item }));
      if (!/\brel="next"/.test(answer.headers.link ?? "")) break;
    }
    return { items, truncated: items.length >= cap };
  }

  async wait(milliseconds: number): Promise<void> {
    const { wait, signal } = this.connection;
    await (wait?.(milliseconds) ?? new Promise((resolve) => setTimeout(resolve, milliseconds)));
    signal?.throwIfAborted();
  }

  async #ask<Result>(ask: (octokit: Octokit, repo: Repo) => Promise<Result>): Promise<Result> {
    // Loaded when it is first needed: what asks GitHub nothing starts faster without it.
    this.#octokit ??= import("./octokit.ts").then(({ makeOctokit }) => makeOctokit(this.connection));
    const octokit = await this.#octokit;
    try {
      return await ask(octokit, this.repo);
    } catch (thrown) {
      this.connection.signal?.throwIfAborted();
      throw githubFailure(this.connection.apiUrl, thrown);
    }
  }

  #parse<Schema extends TSchema>(schema: Schema, answer: Answer): Static<Schema> {
    if (Value.Check(schema, answer.data)) return answer.data;
    const [first] = Value.Errors(schema, answer.data);
    throw this.#broken(answer, `${first?.instancePath || "an answer"} that ${first?.message ?? "is wrong"}`);
  }

  #broken(answer: Answer, what: string) {
    const path = URL.canParse(answer.url) ? new URL(answer.url).pathname : answer.url;
    return unexpected(this.connection.apiUrl, path, what);
  }
}
