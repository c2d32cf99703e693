import { setTimeout as pause } from "node:timers/promises";

/** An answer of Vault as it came: tests look at statuses and bodies themselves. */
export interface VaultAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests and set-up scripts read what they have just asked for
  readonly body: any;
}

export interface VaultRequest {
  readonly wrapTtl?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The sandbox's own way to talk to Vault, as an administrator, a person or an attacker: raw requests with no
 * retry and no opinion. The product has its own adapter; this must not share code with what it tests.
 */
export interface VaultClient {
  readonly address: string;
  readonly token: string | undefined;
  readonly namespace: string | undefined;
  /** One request, whatever its status. `path` is without `/v1/`. */
  request(method: string, path: string, body?: unknown, options?: VaultRequest): Promise<VaultAnswer>;
  /** GET; throws unless 2xx. */
  read(path: string): Promise<VaultAnswer["body"]>;
  /** POST; throws unless 2xx. */
  write(path: string, body?: unknown, options?: VaultRequest): Promise<VaultAnswer["body"]>;
  /** LIST; an empty one is []; throws on anything else. */
  list(path: string): Promise<string[]>;
  /** DELETE; throws unless 2xx. */
  remove(path: string): Promise<void>;
  /** The same Vault with another token (undefined: none), in the same namespace unless told. */
  as(token: string | undefined, namespace?: string): VaultClient;
}

export function vaultClient(address: string, token?: string, namespace?: string): VaultClient {
  const request: VaultClient["request"] = async (method, path, body, options = {}) => {
    const headers: Record<string, string> = { "x-vault-request": "true", ...options.headers };
    if (token !== undefined) headers["x-vault-token"] = token;
    if (namespace !== undefined) headers["x-vault-namespace"] = namespace;
    if (options.wrapTtl !== undefined) headers["x-vault-wrap-ttl"] = options.wrapTtl;
    if (body !== undefined) headers["content-type"] ??= "application/json";
    const answer = await fetch(`${address}/v1/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  const must = async (
    method: string,
    path: string,
    body?: unknown,
    options?: VaultRequest,
  ): Promise<VaultAnswer["body"]> => {
    const answer = await request(method, path, body, options);
    // A kv-v2 mount that was just made says so for a moment, on a busy machine for a long one.
    if (answer.status === 400 && JSON.stringify(answer.body).includes("Upgrading from non-versioned")) {
      await pause(100);
      return must(method, path, body, options);
    }
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Error(
      `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body?.errors ?? answer.body)}`,
    );
  };
  return {
    address,
    token,
    namespace,
    request,
    read: (path) => must("GET", path),
    write: (path, body = {}, options) => must("POST", path, body, options),
    remove: async (path) => void (await must("DELETE", path)),
    list: async (path) => {
      const answer = await request("LIST", path);
      if (answer.status === 404 && answer.body?.errors?.length === 0) return [];
      if (answer.status === 200) return answer.body.data.keys;
      throw new Error(`LIST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    as: (other, inNamespace = namespace) => vaultClient(address, other, inNamespace),
  };
}
