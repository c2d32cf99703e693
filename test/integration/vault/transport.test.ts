import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FaultyProxy, startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { freePort } from "../../../sandbox/ports.ts";
import { VaultApi } from "../../../src/adapters/vault/api.ts";
import { connectionTo } from "../../../src/adapters/vault/connection.ts";
import { VaultError } from "../../../src/adapters/vault/errors.ts";
import { Secret } from "../../../src/domain/secret.ts";

const QUICK = { tries: 3, firstWait: 10 };

describe("the way to Vault", () => {
  let bao: OpenBao;
  let proxy: FaultyProxy;
  let api: VaultApi;
  beforeAll(async () => {
    bao = await startOpenBao();
    await bao.root.write("sys/mounts/kv", { type: "kv" });
    await bao.root.write("kv/here", { a: "1" });
    proxy = await startFaultyProxy(bao.address);
    api = asked(proxy.address);
  });
  afterEach(() => proxy.clear());
  afterAll(async () => {
    api.close();
    await proxy.close();
    await bao.stop();
  });

  const asked = (address: string, token = bao.rootToken) =>
    new VaultApi({ ...connectionTo({ address, patience: QUICK }), token: new Secret(token) });

  const failure = async (work: Promise<unknown>): Promise<VaultError> => {
    const error = await work.then(
      () => new Error("it did not fail"),
      (reason: unknown) => reason,
    );
    if (error instanceof VaultError) return error;
    throw error;
  };

  it.each([
    ["a lost request", { kind: "lose-request" }],
    ["a lost answer", { kind: "lose-answer" }],
    ["half an answer", { kind: "half-answer" }],
    ["a standby that is not ready (473)", { kind: "answer", status: 473 }],
    ["a rate limit (429)", { kind: "answer", status: 429, headers: { "retry-after": "0" } }],
    ["an index that is behind (412)", { kind: "answer", status: 412 }],
    [
      "a kv mount that is not ready yet",
      {
        kind: "answer",
        status: 400,
        body: '{"errors":["Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume service shortly."]}',
      },
    ],
    ["a bad gateway's page", { kind: "answer", status: 502, body: "<html>bad gateway</html>" }],
    ["an error of storage (500)", { kind: "answer", status: 500, body: '{"errors":["storage"]}' }],
  ] as const)("reads again after %s", async (_name, fault) => {
    proxy.fail({ path: /kv/, times: 2, fault });
    expect(await api.read("kv/here")).toMatchObject({ data: { a: "1" } });
    expect(proxy.requests).toHaveLength(3);
  });

  it("gives up after some tries, saying where and what", async () => {
    proxy.fail({ times: 9, fault: { kind: "lose-request" } });
    const error = await failure(api.read("kv/here"));
    expect(error).toMatchObject({ code: "unreachable", system: "vault" });
    expect(error.message).toContain(`Vault at ${proxy.address} cannot be reached for GET kv/here`);
    expect(error.hint).toContain("the next run goes on");
    expect(proxy.requests).toHaveLength(3);
  });

  it("says so when nobody listens", async () => {
    const nobody = asked(`http://127.0.0.1:${await freePort()}`);
    const error = await failure(nobody.write("kv/x", {}, { repeat: "undone" }));
    expect(error.message).toMatch(/cannot be reached for POST kv\/x: .*ECONNREFUSED/);
    nobody.close();
  });

  it.each([
    ["whose answer was lost", { kind: "lose-answer" }],
    ["that a gateway failed", { kind: "answer", status: 502 }],
    ["that Vault failed at", { kind: "answer", status: 500, body: '{"errors":["no"]}' }],
  ] as const)("never repeats a token's creation %s", async (_name, fault) => {
    proxy.fail({ path: /kv/, fault });
    await failure(api.write("kv/once", { n: "1" }, { repeat: "undone" }));
    expect(proxy.requests).toHaveLength(1);
  });

  it("never repeats it either on a connection that another request had before", async () => {
    // More reads than there may be connections: the writes wait, and each gets the connection of a read that is through.
    proxy.fail({ path: /once/, times: 200, fault: { kind: "lose-answer" } });
    const reads = Array.from({ length: 64 }, () => api.read("kv/here"));
    const writes = Array.from({ length: 8 }, () =>
      failure(api.write("kv/once", { n: "1" }, { repeat: "undone" })),
    );
    await Promise.all([...reads, ...writes]);
    expect(proxy.requests).toHaveLength(72);
  });

  it("repeats even that when Vault surely has not done it", async () => {
    proxy.fail({ path: /kv/, fault: { kind: "answer", status: 429 } });
    await api.write("kv/once", { n: "1" }, { repeat: "undone" });
    expect(proxy.requests).toHaveLength(2);
  });

  it("does not wait for a server that hangs", async () => {
    proxy.fail({ path: /kv/, fault: { kind: "hang" } });
    const error = await failure(api.write("kv/x", {}, { repeat: "undone", timeout: 150 }));
    expect(error.message).toContain("no answer within 0.15 s");
  });

  it("does not take a proxy's 404 for an empty list", async () => {
    proxy.fail({
      path: /list/,
      times: 9,
      fault: { kind: "answer", status: 404, body: "<html>no such page</html>" },
    });
    expect((await failure(api.list("kv"))).code).toBe("not-found");
    proxy.clear();
    expect(await api.list("kv/nothing-below")).toBeUndefined();
    expect((await failure(api.list("no-mount/x"))).hint).toContain("leasehold setup");
  });

  it("does not take a login page for an answer", async () => {
    proxy.fail({ path: /kv/, fault: { kind: "answer", status: 200, body: "<html>log in</html>" } });
    const error = await failure(api.read("kv/here"));
    expect(error).toMatchObject({ code: "broken" });
    expect(error.message).toContain("something that is no JSON");
  });

  it("takes no token to another server, however it is asked to", async () => {
    await using other = await startFaultyProxy(bao.address);
    proxy.fail({
      path: /kv/,
      fault: { kind: "answer", status: 307, headers: { location: `${other.address}/v1/kv/here` } },
    });
    expect((await failure(api.read("kv/here"))).status).toBe(307);
    expect(other.requests).toHaveLength(0);
  });

  it("follows a standby's redirect to the same address", async () => {
    proxy.fail({
      path: /kv/,
      fault: { kind: "answer", status: 307, headers: { location: "/v1/kv/here?again=1" } },
    });
    expect(await api.read("kv/here")).toMatchObject({ data: { a: "1" } });
  });

  it("tells a refusal by what was asked and how to get it", async () => {
    const error = await failure(asked(proxy.address, "s.wrong").read("kv/here"));
    expect(error).toMatchObject({ code: "denied", status: 403 });
    expect(error.message).toContain("refused GET kv/here: permission denied");
    expect(error.hint).toContain("leasehold setup --plan");
  });

  it("shows no token, in whatever way it is printed", async () => {
    const token = "hvs.CAESIJ0123456789abcdefghijklmnopqrstuvwxyz";
    const holder = asked(proxy.address, token);
    proxy.fail({
      times: 9,
      path: /kv/,
      fault: { kind: "answer", status: 400, body: JSON.stringify({ errors: [`bad token ${token}`] }) },
    });
    const error = await failure(holder.read("kv/here"));
    expect(error.message).toContain("bad token ***");
    for (const one of [error, holder]) {
      expect(inspect(one, { depth: 20, showHidden: true, getters: true })).not.toContain("CAESIJ0123456789");
      expect(JSON.stringify(one)).not.toContain("CAESIJ0123456789");
    }
  });

  it("takes nothing from the environment", async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      VAULT_TOKEN: "s.env",
      VAULT_NAMESPACE: "env",
      VAULT_PREFIX: "/env",
      VAULT_SKIP_VERIFY: "1",
      VAULT_ADDR: "http://127.0.0.1:1",
    });
    try {
      const nobody = new VaultApi(connectionTo({ address: proxy.address, patience: QUICK }));
      await failure(nobody.read("kv/here"));
      const [request] = proxy.requests;
      expect(request?.path).toBe("/v1/kv/here");
      expect(request?.headers).not.toHaveProperty("x-vault-token");
      expect(request?.headers).not.toHaveProperty("x-vault-namespace");
      nobody.close();
    } finally {
      process.env = before;
    }
  });

  it("writes paths as they are, whatever is in them", async () => {
    for (const path of ["kv/a b", "kv/ü?x=1", "kv/100%", "kv/al@x.y"]) {
      await api.write(path, { at: path }, { repeat: "any" });
      expect(await api.read(path)).toMatchObject({ data: { at: path } });
    }
  });

  it.each([["vault.example.com"], ["ftp://vault.example.com"], ["https://vault.example.com/?x=1"], [""]])(
    "refuses the address %j",
    (address) => {
      expect(() => connectionTo({ address })).toThrow(/is no address of a Vault/);
    },
  );

  it("refuses an address with a login in it without repeating it", () => {
    expect(() => connectionTo({ address: "https://me:geheim@vault.example.com" })).toThrow(
      /^Vault's address holds a login/,
    );
  });

  it("says which file VAULT_CACERT names in vain", () => {
    expect(() => connectionTo({ address: "https://v", caFile: "/nowhere/ca.pem" })).toThrow(
      /VAULT_CACERT names \/nowhere\/ca\.pem/,
    );
  });
});
