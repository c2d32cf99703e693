/** What a sink says, and where: over a real connection. */
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listening } from "../../../sandbox/listening.ts";
import { sinkAddress } from "../../../src/adapters/alerts/post.ts";
import { slackSink } from "../../../src/adapters/alerts/slack.ts";
import { webhookSink } from "../../../src/adapters/alerts/webhook.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { instant } from "../../../src/domain/units.ts";

const ALERT = {
  id: "grant.expiring/db-read.g.0123456789ab",
  type: "leasehold.grant.expiring",
  subject: "db-read.g.0123456789ab",
  time: instant(1_795_000_000),
  data: { role: "db-read", user: "alice" },
};

/** A server that answers as told, one answer a request; the paths it was asked. */
async function answering(...answers: readonly { status: number; headers?: Record<string, string> }[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status, headers = {} } = answers[asked.length - 1] ?? { status: 200 };
    request.resume().on("end", () => response.writeHead(status, headers).end("no secret here"));
  });
  const { url: base, close } = await listening(server);
  onTestFinished(close);
  const url = `${base}/hidden-in-the-path`;
  return { asked, address: sinkAddress("HOOK_URL", new Secret(url)), url };
}

test("a message that is never taken is told apart from a sink that is down; neither says the address", async () => {
  const { address, url } = await answering({ status: 400 }, { status: 503 }, { status: 404 });
  const hook = webhookSink(address, undefined, "urn:test");
  const said: string[] = [];
  for (const code of ["invalid", "broken", "denied"]) {
    const error = await hook.tell(ALERT).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ system: "sink", code });
    said.push(String((error as Error).stack));
  }
  expect(said.join("\n")).not.toContain("hidden-in-the-path");
  expect(url).toContain("hidden");
});

test("too much at a time is waited for once, as long as the sink says", async () => {
  const { asked, address } = await answering({ status: 429, headers: { "retry-after": "0" } });
  await webhookSink(address, undefined, "urn:test").tell(ALERT);
  expect(asked).toHaveLength(2);
  const busy = await answering({ status: 429, headers: { "retry-after": "3600" } });
  await expect(webhookSink(busy.address, undefined, "urn:test").tell(ALERT)).rejects.toMatchObject({
    code: "limited",
  });
  expect(busy.asked).toHaveLength(1);
});

test("no redirect is followed: what is secret or signed goes to the address that was given", async () => {
  const other = await answering();
  const { address } = await answering({ status: 307, headers: { location: other.url } });
  await expect(slackSink(address, () => ({})).tell(ALERT)).rejects.toMatchObject({ code: "denied" });
  expect(other.asked).toEqual([]);
});

test("nobody there is told by the variable's name", async () => {
  const address = sinkAddress("HOOK_URL", new Secret("http://127.0.0.1:1/hidden"));
  const error = await slackSink(address, () => ({}))
    .tell(ALERT)
    .catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: "unreachable", message: expect.stringContaining("HOOK_URL") });
  expect((error as Error).message).not.toContain("hidden");
});

test("an address in the clear is refused, but on this machine", () => {
  for (const url of [
    "http://alerts.example.com/x",
    "ftp://127.0.0.1/",
    "nonsense",
    "http://127.0.0.1.evil.example/",
  ])
    expect(() => sinkAddress("HOOK_URL", new Secret(url)), url).toThrow("HOOK_URL holds no https:// address");
  for (const url of [
    "https://alerts.example.com/x",
    "http://127.0.0.1:8080/",
    "http://localhost/x",
    "http://[::1]:1/",
  ])
    expect(sinkAddress("HOOK_URL", new Secret(url))).toMatchObject({ variable: "HOOK_URL" });
  expect(() => sinkAddress("HOOK_URL", undefined)).toThrow("HOOK_URL is not set");
});
