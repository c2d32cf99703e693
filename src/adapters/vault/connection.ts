import { readFileSync } from "node:fs";
import { VaultError } from "./errors.ts";
import type { Connection, Patience } from "./transport.ts";

/** Where Vault is. Everything is given: nothing is taken from the environment. */
export interface VaultPlace {
  /** `https://vault.example.com:8200`. */
  readonly address: string;
  readonly namespace?: string;
  /** File with the certificate of the authority to trust (`VAULT_CACERT`). */
  readonly caFile?: string;
  readonly patience?: Patience;
  /** Told every secret that Vault gives, before anything else sees it: the runner is to hide it. */
  readonly mask?: (secret: string) => void;
}

/** Refuses what is no address, and a certificate's file that cannot be read. */
export function connectionTo({ address, namespace, caFile, patience, mask }: VaultPlace): Connection {
  return {
    address: addressOf(address),
    ...(namespace === undefined || namespace === ""
      ? {}
      : { namespace: namespace.replace(/^\/+|\/+$/g, "") }),
    ...(caFile === undefined || caFile === "" ? {} : { ca: authority(caFile) }),
    ...(patience === undefined ? {} : { patience }),
    ...(mask === undefined ? {} : { mask }),
  };
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hint = "Write it like https://vault.example.com:8200, in VAULT_ADDR or vault.address.";
  // What may be a password is not repeated.
  if (url && (url.username !== "" || url.password !== ""))
    throw new VaultError("invalid", "Vault's address holds a login: it must not", { hint });
  if (!url || !["http:", "https:"].includes(url.protocol) || url.search !== "" || url.hash !== "")
    throw new VaultError("invalid", `${text} is no address of a Vault`, { hint });
  return url;
}

function authority(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new VaultError("invalid", `VAULT_CACERT names ${file}, which cannot be read`, { cause });
  }
}
