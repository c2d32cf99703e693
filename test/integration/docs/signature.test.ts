/** What docs/alerts.md tells the owner of a webhook to run, on what our webhook really sends. */
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { sinkAddress } from "../../../src/adapters/alerts/post.ts";
import { webhookSink } from "../../../src/adapters/alerts/webhook.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";
import { Document } from "./documents.ts";

const KEY = "kept by the two of us";
const script =
  new Document("docs/alerts.md").blocks().find(({ language }) => language === "python")?.text ?? "";

/** One alert as it arrives. */
async function sent(): Promise<{ readonly body: string; readonly signature: string }> {
  const { promise, resolve } = Promise.withResolvers<{ body: string; signature: string }>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      response.end();
      resolve({ body, signature: String(request.headers["x-leasehold-signature-256"]) });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = new Secret(`http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`);
  const sink = webhookSink(sinkAddress("ALERT_WEBHOOK_URL", url), new Secret(KEY), "urn:test");
  await sink.tell({
    id: "grant.expiring/db-read.g.0123456789ab",
    type: "leasehold.grant.expiring",
    subject: "db-read.g.0123456789ab",
    time: instant(1_795_000_000),
    data: { role: "db-read", user: "alïce", end: "2026-11-21T18:00:00Z" },
  });
  server.closeAllConnections();
  server.close();
  return promise;
}

const check = (body: string, signature: string, key = KEY) =>
  spawnSync("python3", ["-c", script, signature], {
    input: body,
    env: { ...process.env, ALERT_WEBHOOK_SECRET: key },
    encoding: "utf8",
  });

test("the script of the guide believes what we signed, and nothing else", async () => {
  const { body, signature } = await sent();
  expect(signature).toMatch(/^sha256=[0-9a-f]{64}$/);
  expect(check(body, signature)).toMatchObject({ status: 0, stderr: "" });
  expect(check(body.replace("db-read", "db-admin"), signature).status).toBe(1);
  expect(check(body, signature, "another key").status).toBe(1);
  expect(check(body, "sha256=").status).toBe(1);
});
