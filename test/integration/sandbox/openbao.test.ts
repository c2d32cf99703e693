import { describe, expect, it } from "vitest";
import { startOpenBao } from "../../../sandbox/openbao.ts";

describe("OpenBao in the sandbox", () => {
  it("is up within moments, in memory, each namespace a Vault of its own", async () => {
    await using bao = await startOpenBao();
    const [one, two] = await Promise.all([bao.createNamespace(), bao.createNamespace()]);
    await one.write("sys/mounts/kv", { type: "kv" });
    await one.write("kv/here", { a: 1 });
    expect((await one.read("kv/here")).data).toEqual({ a: 1 });
    expect(await one.list("kv")).toEqual(["here"]);
    expect((await two.request("GET", "kv/here")).status).toBe(404);
    await expect(two.list("kv")).rejects.toThrow("LIST kv: 404");
  });

  it("writes an audit log when asked", async () => {
    await using bao = await startOpenBao({ audit: true });
    await bao.root.read("auth/token/lookup-self");
    expect(JSON.stringify(await bao.auditLog())).toContain("auth/token/lookup-self");
  });

  it("on raft comes back after a crash, a restart and a seal as it was, at the same address", async () => {
    await using bao = await startOpenBao({ storage: "raft" });
    await bao.root.write("sys/mounts/kv", { type: "kv" });
    await bao.root.write("kv/kept", { a: 1 });
    const kept = async () => (await bao.root.read("kv/kept")).data;

    await bao.kill();
    await expect(kept()).rejects.toThrow("fetch failed");
    await bao.start();
    expect(await kept()).toEqual({ a: 1 });

    await bao.restart();
    expect(await kept()).toEqual({ a: 1 });

    await bao.seal();
    expect((await bao.root.request("GET", "kv/kept")).status).toBe(503);
    await bao.unseal();
    expect(await kept()).toEqual({ a: 1 });
  });
});
