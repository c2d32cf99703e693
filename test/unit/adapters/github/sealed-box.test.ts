import { execFileSync } from "node:child_process";
import { blake2b } from "@noble/hashes/blake2.js";
import nacl from "tweetnacl";
import { expect, test } from "vitest";
import { seal } from "../../../../src/adapters/github/sealed-box.ts";

const MESSAGE = Buffer.from("a secret-id: ünïcode");

test("a sealed value opens with the private key, and each sealing is another", () => {
  const pair = nacl.box.keyPair();
  const sealed = seal(MESSAGE, pair.publicKey);
  const again = seal(MESSAGE, pair.publicKey);

  const from = sealed.subarray(0, 32);
  const nonce = blake2b(Buffer.concat([from, pair.publicKey]), { dkLen: 24 });
  const opened = nacl.box.open(sealed.subarray(32), nonce, from, pair.secretKey);
  expect(Buffer.from(opened ?? [])).toEqual(MESSAGE);
  expect(Buffer.from(again)).not.toEqual(Buffer.from(sealed));
  expect(sealed).toHaveLength(MESSAGE.length + 48);
});

test("the nonce is BLAKE2b as Python's standard library has it", () => {
  const python = execFileSync("python3", [
    "-c",
    "import hashlib; print(hashlib.blake2b(bytes(range(64)), digest_size=24).hexdigest())",
  ]);
  const ours = blake2b(
    Uint8Array.from({ length: 64 }, (_, n) => n),
    { dkLen: 24 },
  );
  expect(Buffer.from(ours).toString("hex")).toBe(python.toString().trim());
});
