import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Listening, listening } from "../../../sandbox/listening.ts";
import { startOpenBao } from "../../../sandbox/openbao.ts";
import { VaultApi } from "../../../src/adapters/vault/api.ts";
import { connectionTo } from "../../../src/adapters/vault/connection.ts";

describe("Vault behind TLS", () => {
  let folder: string;
  let server: Listening;
  let address: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "leasehold-tls-"));
    const issued = await certificate();
    await writeFile(join(folder, "ca.pem"), issued.issuing_ca);
    const secure = createServer(
      { key: issued.private_key, cert: issued.certificate },
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"keys":["here"]}}');
      },
    );
    server = await listening(secure);
    address = server.url.replace("http:", "https:");
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Made by OpenBao's own certificate engine: nothing else is needed on the machine. */
  async function certificate() {
    await using bao = await startOpenBao();
    await bao.root.write("sys/mounts/pki", { type: "pki" });
    await bao.root.write("pki/root/generate/internal", { common_name: "sandbox authority", ttl: "1h" });
    await bao.root.write("pki/roles/servers", { allow_any_name: true, ttl: "30m" });
    return (await bao.root.write("pki/issue/servers", { common_name: "localhost", ip_sans: "127.0.0.1" }))
      .data;
  }

  const patience = { tries: 1, firstWait: 1 };

  it("is trusted by the authority that VAULT_CACERT names", async () => {
    const api = new VaultApi(connectionTo({ address, patience, caFile: join(folder, "ca.pem") }));
    expect(await api.list("kv")).toEqual({ data: { keys: ["here"] } });
    api.close();
  });

  it("is refused otherwise, VAULT_SKIP_VERIFY or not, with what to set", async () => {
    process.env.VAULT_SKIP_VERIFY = "1";
    try {
      const api = new VaultApi(connectionTo({ address, patience }));
      const error = await api.list("kv").catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "unreachable", hint: expect.stringContaining("VAULT_CACERT") });
      api.close();
    } finally {
      delete process.env.VAULT_SKIP_VERIFY;
    }
  });
});
