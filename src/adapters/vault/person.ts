import { Type } from "typebox";
import { Value } from "typebox/value";
import type { OutsideError } from "../../commands/outside-error.ts";
import type {
  FoundPickup,
  GrantedVault,
  Opened,
  PersonVault,
  Taken,
  WrappingFacts,
} from "../../commands/ports.ts";
import type { GrantKey } from "../../domain/key.ts";
import type { Capability } from "../../domain/model.ts";
import type { Secret } from "../../domain/secret.ts";
import { type Instant, plus, type Seconds, seconds } from "../../domain/units.ts";
import { VaultApi } from "./api.ts";
import { VaultError } from "./errors.ts";
import { DataOf, parse, StringMapOrNull, secondOf, Time } from "./parse.ts";
import type { Connection, Trace } from "./transport.ts";

const Self = DataOf(
  Type.Object({
    display_name: Type.Optional(Type.String()),
    meta: Type.Optional(StringMapOrNull),
    ttl: Type.Integer(),
  }),
);
const PickupBox = DataOf(
  Type.Object({
    data: Type.Object({
      wrapping_token: Type.String({ minLength: 1 }),
      token_role: Type.Optional(Type.String()),
      pull_request: Type.Optional(Type.Integer()),
    }),
  }),
);
const Wrapping = DataOf(Type.Object({ creation_path: Type.String(), creation_time: Time }));
const Login = Type.Object({
  auth: Type.Object({
    client_token: Type.String({ minLength: 1 }),
    lease_duration: Type.Integer({ minimum: 0 }),
    metadata: Type.Optional(StringMapOrNull),
  }),
});
const Renewed = Type.Object({ lease_duration: Type.Integer({ minimum: 0 }) });
const Answer = Type.Object({
  data: Type.Record(Type.String(), Type.Unknown()),
  lease_id: Type.Optional(Type.String()),
  lease_duration: Type.Optional(Type.Integer()),
  renewable: Type.Optional(Type.Boolean()),
});
/** A kv-v2 secret: its fields are one level down. */
const KvSecret = Type.Object({
  data: Type.Record(Type.String(), Type.Unknown()),
  metadata: Type.Object({ version: Type.Integer() }),
});

const isCode = (error: unknown, ...codes: VaultError["code"][]): boolean =>
  error instanceof VaultError && codes.includes(error.code);

/** Vault with the person's own login, as far as `use` needs it: whose it is, and their pick-ups. */
export class VaultOfPerson implements PersonVault {
  readonly #api: VaultApi;
  readonly #mount: string;
  readonly #peopleMount: string;

  /**
   * @param connection with the person's own token
   * @param mount of records and pick-ups
   * @param peopleMount where people log in: Vault puts its name before the person's in display names
   */
  constructor(connection: Connection, mount: string, peopleMount: string) {
    this.#api = new VaultApi(connection);
    this.#mount = mount;
    this.#peopleMount = peopleMount;
  }

  async names(): Promise<readonly string[] | undefined> {
    const path = "auth/token/lookup-self";
    try {
      const { data } = parse(Self, await this.#api.read(path), this.#api.at("GET", path));
      const prefix = `${this.#peopleMount.replaceAll("/", "-")}-`;
      const shown = data.display_name ?? "";
      const names = [shown.startsWith(prefix) ? shown.slice(prefix.length) : "", data.meta?.username ?? ""];
      return [...new Set(names.filter((name) => name !== ""))];
    } catch (error) {
      if (isCode(error, "denied")) return undefined;
      throw error;
    }
  }

  async pickup(key: GrantKey, alias: string): Promise<FoundPickup | undefined> {
    const path = `${this.#mount}/data/pickups/${key}/${alias}`;
    try {
      const answer = await this.#api.read(path);
      if (answer === undefined) return undefined;
      const { wrapping_token, token_role, pull_request } = parse(PickupBox, answer, this.#api.at("GET", path))
        .data.data;
      return {
        wrapping: this.#api.secret(wrapping_token),
        ...(token_role === undefined ? {} : { token_role }),
        ...(pull_request === undefined ? {} : { pull_request }),
      };
    } catch (error) {
      if (isCode(error, "denied")) return undefined;
      throw error;
    }
  }

  close(): void {
    this.#api.close();
  }
}

/** Vault with what a pick-up held: each call brings the token it is for. */
export class VaultOfGrant implements GrantedVault {
  readonly #connection: Connection;
  readonly #apis = new Map<Secret | undefined, VaultApi>();

  /** @param connection its token, if any, is never used */
  constructor(connection: Omit<Connection, "token">) {
    const { token: _, ...rest }: Connection = connection;
    this.#connection = rest;
  }

  async wrapping(token: Secret): Promise<WrappingFacts | undefined> {
    const path = "sys/wrapping/lookup";
    const api = this.#with(token);
    try {
      // Without `token` in the body Vault looks at the one that asks.
      const answer = await api.write(path, {}, { repeat: "any" });
      const { creation_path, creation_time } = parse(Wrapping, answer, api.at("POST", path)).data;
      return { creation_path, created: secondOf(creation_time) };
    } catch (error) {
      if (isCode(error, "invalid", "denied")) return undefined;
      throw error;
    }
  }

  async unwrap(token: Secret): Promise<Opened | undefined> {
    const path = "sys/wrapping/unwrap";
    const api = this.#with(token);
    const trace: Trace = {};
    try {
      const answer = await api.write(path, {}, { repeat: "undone", trace });
      // A forgery holds anything at all: what is no login is told as such, not as a broken Vault.
      if (!Value.Check(Login, answer)) return { ttl: seconds(0), metadata: {} };
      const { client_token, lease_duration, metadata } = answer.auth;
      return { token: api.secret(client_token), ttl: seconds(lease_duration), metadata: metadata ?? {} };
    } catch (error) {
      if (isCode(error, "invalid", "denied") && trace.doubtful !== true) return undefined;
      throw error;
    }
  }

  async life(token: Secret): Promise<{ readonly left: Seconds; readonly end: Instant } | undefined> {
    const path = "auth/token/lookup-self";
    const api = this.#with(token);
    const trace: Trace = {};
    try {
      const { ttl } = parse(Self, await api.read(path, { trace }), api.at("GET", path)).data;
      if (trace.date === undefined) throw noClock();
      return { left: seconds(ttl), end: plus(trace.date, seconds(ttl)) };
    } catch (error) {
      if (isCode(error, "denied")) return undefined;
      throw error;
    }
  }

  async take(token: Secret, path: string, capabilities: readonly Capability[]): Promise<Taken> {
    const api = this.#with(token);
    const reads = capabilities.length === 0 || capabilities.includes("read");
    const answer = reads ? await api.read(path) : await api.write(path, {}, { repeat: "undone" });
    if (answer === undefined) {
      throw new VaultError("not-found", `Vault has nothing at ${path}`, {
        hint: "The role's `use` names it: see policies/roles/.",
      });
    }
    const { data, lease_id, lease_duration, renewable } = parse(
      Answer,
      answer,
      api.at(reads ? "GET" : "POST", path),
    );
    const lease =
      lease_id === undefined || lease_id === ""
        ? undefined
        : { id: lease_id, left: seconds(lease_duration ?? 0), renewable: renewable === true };
    return { fields: fieldsOf(api, data), ...(lease === undefined ? {} : { lease }) };
  }

  async renew(token: Secret, lease: string): Promise<Seconds> {
    const path = "sys/leases/renew";
    const api = this.#with(token);
    const answer = await api.write(path, { lease_id: lease }, { repeat: "any" });
    return seconds(parse(Renewed, answer, api.at("POST", path)).lease_duration);
  }

  async revokeSelf(token: Secret): Promise<boolean> {
    const trace: Trace = {};
    try {
      await this.#with(token).write("auth/token/revoke-self", {}, { repeat: "any", trace });
      return true;
    } catch (error) {
      // A repetition that finds the token gone was done by the try whose answer was lost.
      if (isCode(error, "denied")) return trace.doubtful === true;
      throw error;
    }
  }

  close(): void {
    for (const api of this.#apis.values()) api.close();
    this.#apis.clear();
  }

  #with(token: Secret): VaultApi {
    const api = this.#apis.get(token) ?? new VaultApi({ ...this.#connection, token });
    this.#apis.set(token, api);
    return api;
  }
}

function fieldsOf(api: VaultApi, data: Readonly<Record<string, unknown>>): Map<string, Secret> {
  const fields = Value.Check(KvSecret, data) ? data.data : data;
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      return [[name, api.secret(typeof value === "string" ? value : JSON.stringify(value))] as const];
    }),
  );
}

const noClock = (): OutsideError =>
  new VaultError("broken", "Vault answered without the time (no Date header)", {
    hint: "A proxy before Vault takes it away.",
  });
