import nodeVault from "node-vault";
import { Secret } from "../../domain/secret.ts";
import { type Place, refused, unexpected, unreachable, VaultError } from "./errors.ts";
import { NoAnswer } from "./exchange.ts";
import { type Connection, NotJson, type Repeat, type Sending, type Trace, Transport } from "./transport.ts";

export interface WriteOptions {
  readonly repeat: Repeat;
  /** Vault answers with a wrapping token of this life instead, like `7200s`. */
  readonly wrap?: string;
  /** Milliseconds for one try. */
  readonly timeout?: number;
  readonly trace?: Trace;
}

/**
 * Requests to Vault by path, through node-vault. Answers are `unknown`: whoever asks parses them.
 * Everything that goes wrong is a {@link VaultError}.
 */
export class VaultApi {
  readonly #place: Pick<Place, "address" | "namespace">;
  readonly #client: nodeVault.client;
  readonly #transport: Transport;
  readonly #mask: (secret: string) => void;

  constructor(connection: Connection) {
    this.#place = { address: connection.address.origin, namespace: connection.namespace };
    this.#transport = new Transport(connection);
    this.#mask = connection.mask ?? (() => undefined);
    this.#client = nodeVault({
      endpoint: connection.address.href,
      // Prints bodies, otherwise, when DEBUG=node-vault.
      debug: () => undefined,
      "request-promise": this.#transport.requestPromise,
    });
    // node-vault falls back to the environment where these are not given. Both are the transport's to add.
    Object.assign(this.#client, { token: "", namespace: "", pathPrefix: "" });
  }

  /** GET; undefined where nothing is there. A mount or namespace that is not there is an error. */
  read(
    path: string,
    options: { readonly trace?: Trace; readonly anonymous?: boolean } = {},
    query = "",
  ): Promise<unknown> {
    return this.#request("GET", path, undefined, { repeat: "any", ...options }, query);
  }

  /** The keys of a LIST; [] where nothing is there. Asked as `GET ?list=true`, which every proxy passes on. */
  list(path: string): Promise<unknown> {
    return this.#request("GET", path, undefined, { repeat: "any" }, LIST);
  }

  write(path: string, body: Readonly<Record<string, unknown>>, options: WriteOptions): Promise<unknown> {
    return this.#request("POST", path, body, options);
  }

  /** DELETE; what is not there counts as deleted. */
  async remove(path: string): Promise<void> {
    await this.#request("DELETE", path, undefined, { repeat: "any" });
  }

  /** Where an error about a path of this Vault says that it happened. */
  at(method: string, path: string): Place {
    return { ...this.#place, method, path };
  }

  /** Takes a secret out of an answer, masked with the runner before it is used. */
  secret(text: string): Secret {
    this.#mask(text);
    return new Secret(text);
  }

  close(): void {
    this.#transport.close();
  }

  async #request(
    method: string,
    path: string,
    body: Readonly<Record<string, unknown>> | undefined,
    { wrap, trace = {}, ...options }: WriteOptions & { readonly anonymous?: boolean },
    query = "",
  ): Promise<unknown> {
    const place = this.at(query === LIST ? "LIST" : method, path);
    const sending: Sending = { ...options, trace };
    try {
      const answer: unknown = await this.#client.request({
        method,
        path: `/${encoded(path)}${query}`,
        headers: wrap === undefined ? {} : { "x-vault-wrap-ttl": wrap },
        ...(body === undefined ? {} : { json: body }),
        sending,
      });
      if (answer === NotJson) throw unexpected(place, "something that is no JSON");
      return answer;
    } catch (error) {
      if (isNothing(error)) return undefined;
      throw failureOf(place, error);
    }
  }
}

const LIST = "?list=true";
const encoded = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

function failureOf(place: Place, error: unknown): VaultError {
  if (error instanceof VaultError) return error;
  if (error instanceof NoAnswer) return unreachable(place, error);
  const status = statusOf(error);
  if (status === undefined)
    return new VaultError("broken", `the request ${place.method} ${place.path} failed`, { cause: error });
  return refused(place, status, saidBy(error));
}

/**
 * Vault's own "nothing is there": 404 with an empty list of errors, or with what is left of a deleted version.
 * Any other 404 (a missing mount, a proxy's page) is not: taking it for an empty list would end or issue wrongly.
 */
function isNothing(error: unknown): boolean {
  if (statusOf(error) !== 404) return false;
  const body = member(member(error, "response"), "body");
  const errors = member(body, "errors");
  if (Array.isArray(errors)) return errors.length === 0;
  return member(member(member(body, "data"), "metadata"), "deletion_time") !== undefined;
}

/** node-vault's error for an answer that is neither 200 nor 204: `{response: {statusCode, body: {errors}}}`. */
function statusOf(error: unknown): number | undefined {
  const status = member(member(error, "response"), "statusCode");
  return typeof status === "number" ? status : undefined;
}

function saidBy(error: unknown): string[] {
  const errors = member(member(member(error, "response"), "body"), "errors");
  return Array.isArray(errors) ? errors.filter((text) => typeof text === "string") : [];
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
