import { blake2b } from "@noble/hashes/blake2.js";
import nacl from "tweetnacl";

/**
 * libsodium's `crypto_box_seal`, as GitHub wants the values of Actions secrets: a box from a key pair that is thrown
 * away, its nonce the BLAKE2b-24 of both public keys (libsodium's documentation, "Sealed boxes").
 *
 * @param publicKey 32 bytes
 */
export function seal(message: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const once = nacl.box.keyPair();
  const nonce = blake2b(Buffer.concat([once.publicKey, publicKey]), { dkLen: nacl.box.nonceLength });
  const box = nacl.box(message, nonce, publicKey, once.secretKey);
  once.secretKey.fill(0);
  return Buffer.concat([once.publicKey, box]);
}
