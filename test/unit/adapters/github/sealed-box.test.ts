import sodium from "libsodium-wrappers";
import { expect, test } from "vitest";
import { seal } from "../../../../src/adapters/github/sealed-box.ts";

test("libsodium, which GitHub opens secrets with, opens what we seal; each sealing is another", async () => {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  for (const text of ["", "a secret-id: ünïcode", "x".repeat(48_000)]) {
    const sealed = seal(Buffer.from(text), pair.publicKey);
    const opened = sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey);
    expect(Buffer.from(opened).toString("utf8")).toBe(text);
    expect(Buffer.from(seal(Buffer.from(text), pair.publicKey))).not.toEqual(Buffer.from(sealed));
  }
});

test("what was changed on the way does not open", async () => {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  const sealed = seal(Buffer.from("secret"), pair.publicKey);
  sealed[40] = (sealed[40] ?? 0) ^ 1;
  expect(() => sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey)).toThrow();
});
