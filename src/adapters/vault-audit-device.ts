import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { OutsideError } from "../commands/outside-error.ts";
import type { VaultAuditDevice } from "../commands/ports.ts";

/** A file that Vault's audit device wrote, read from its beginning to what is its end by then. */
export const vaultAuditDevice = (file: string): VaultAuditDevice => ({
  path: file,
  async *lines() {
    const stream = createReadStream(file, { encoding: "utf8" });
    try {
      yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    } catch (cause) {
      throw new OutsideError("vault", "not-found", `${file} cannot be read`, {
        cause,
        hint: "--vault-audit-log takes the log that an audit device of type file wrote.",
      });
    } finally {
      stream.destroy();
    }
  },
});
