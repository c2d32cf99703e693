/** GitHub's side of libsodium's sealed boxes, by libsodium itself, so that a client's own code is really tested. */
import sodium from "libsodium-wrappers";

export interface BoxKeys {
  readonly keyId: string;
  /** Base64, as the API gives it. */
  readonly publicKey: string;
  /** @returns the text, or `undefined` where the box was not sealed for this key */
  readonly open: (sealed: string) => string | undefined;
}

export async function newBoxKeys(keyId: string): Promise<BoxKeys> {
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return {
    keyId,
    publicKey: Buffer.from(publicKey).toString("base64"),
    open: (sealed) => {
      try {
        const opened = sodium.crypto_box_seal_open(Buffer.from(sealed, "base64"), publicKey, privateKey);
        return Buffer.from(opened).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
