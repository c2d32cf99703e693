import { readFile } from "node:fs/promises";
import path from "node:path";
import { Secret } from "../../domain/secret.ts";

const LARGEST = 64 * 1024;

/**
 * The person's own login, as the `vault` and `bao` tools find it: VAULT_TOKEN, BAO_TOKEN, else the file that
 * `vault login` writes. Inside `leasehold use` the two variables hold the granted token, which is nobody's login.
 *
 * @returns undefined where there is none
 */
export async function personToken(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<Secret | undefined> {
  const inside = environment.LEASEHOLD_KEY !== undefined;
  const named = inside ? undefined : environment.VAULT_TOKEN || environment.BAO_TOKEN;
  if (named) return new Secret(named.trim());
  const text = await readFile(path.join(home, ".vault-token"), "utf8").catch(() => "");
  const token = text.trim();
  return token === "" || token.length > LARGEST ? undefined : new Secret(token);
}
