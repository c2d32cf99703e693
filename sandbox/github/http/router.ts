/** Which handler answers which operation of GitHub's description. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import { Contract, type Operation, pathPattern } from "../contract/contract.ts";
import { type Issue, isPull, type PullRequest, type Repo } from "../state.ts";
import type { World } from "../world.ts";
import type { Actor, Need } from "./access.ts";
import { notFound } from "./refusals.ts";

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type Methods<Id extends string> = Id extends `${infer Area}/${infer Name}`
  ? Camel<Area> extends keyof RestEndpointMethodTypes
    ? Camel<Name> extends keyof RestEndpointMethodTypes[Camel<Area>]
      ? RestEndpointMethodTypes[Camel<Area>][Camel<Name>]
      : never
    : never
  : never;

/** Path, query and body of an operation together, already held to the description. */
export type Input<Id extends string> = [Methods<Id>] extends [never]
  ? Readonly<Record<string, unknown>>
  : Methods<Id> extends { parameters: infer Parameters }
    ? Readonly<Parameters>
    : never;

export interface Reply {
  readonly status: number;
  /** JSON, unless `type` says otherwise; `undefined` for none. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request, as a handler sees it. */
export interface Call<Id extends string> {
  readonly input: Input<Id>;
  readonly world: World;
  readonly actor: Actor;
  /** The repository of the path. @throws where the path has none: a mistake of the sandbox */
  readonly repo: Repo;
  /** Media type asked for beyond JSON: `raw`, `diff`, `patch`, `sha`, `object`, `html`; else `json`. */
  readonly media: string;
  readonly apiVersion: string;
  readonly url: URL;
}

export type Handler<Id extends string> = (call: Call<Id>) => Reply | Promise<Reply>;

export interface Registered {
  readonly id: string;
  /** What the caller needs in the repository; `undefined` where the handler decides. */
  readonly need: Need | undefined;
  readonly handler: Handler<string>;
  /** What differs from GitHub, for OPERATIONS.md. */
  readonly differences: readonly string[];
}

/** Declares that the server answers an operation. */
export function operation<Id extends string>(
  id: Id,
  spec: { need?: Need; differences?: readonly string[] },
  handler: Handler<Id>,
): Registered {
  return {
    id,
    need: spec.need,
    // The input was validated for exactly this operation before the handler sees it.
    handler: handler as unknown as Handler<string>,
    differences: spec.differences ?? [],
  };
}

export interface Match {
  readonly registered: Registered;
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

export class Router {
  readonly #routes: {
    registered: Registered;
    operation: Operation;
    pattern: RegExp;
    names: string[];
    literal: number;
  }[];

  constructor(all: readonly Registered[]) {
    const contract = Contract.load();
    this.#routes = all
      .map((registered) => {
        const described = contract.operation(registered.id);
        return { registered, operation: described, ...pathPattern(described.path) };
      })
      .sort((a, b) => b.literal - a.literal || a.operation.path.localeCompare(b.operation.path));
  }

  /** @param path undecoded, so that `%2F` stays within its segment */
  match(method: string, path: string): Match | undefined {
    for (const { registered, operation, pattern, names } of this.#routes) {
      if (operation.method !== method.toLowerCase()) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      const values = names.map((name, index) => [name, decode(found[index + 1] ?? "")] as const);
      return { registered, operation, path: Object.fromEntries(values) };
    }
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };

/** @throws 404 */
export function issueOf(repo: Repo, number: number): Issue {
  const issue = repo.issues.get(number);
  if (!issue) throw notFound();
  return issue;
}

/** @throws 404, for an issue that is no pull request too */
export function pullOf(repo: Repo, number: number): PullRequest {
  const issue = repo.issues.get(number);
  if (!isPull(issue)) throw notFound();
  return issue;
}
