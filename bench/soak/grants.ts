import type { VaultClient } from "../../sandbox/vault-client.ts";
import type { Vault } from "../../src/adapters/vault/vault.ts";
import { endGrants } from "../../src/commands/end/end-grants.ts";
import { mintFor, UnusedTokens } from "../../src/commands/issue/mint.ts";
import type { GrantKey } from "../../src/domain/key.ts";
import type { GrantRecord } from "../../src/domain/record.ts";
import { instant } from "../../src/domain/units.ts";

const TOKEN_ROLE = "leasehold-role-soak-00000000";

/** Grants of one path, straight in Vault, by the product's own steps: minted, recorded, ended. */
export class SoakGrants {
  readonly #vault: Vault["everything"];
  readonly #path: string;

  private constructor(vault: Vault["everything"], path: string) {
    this.#vault = vault;
    this.#path = path;
  }

  /** Writes a token role of the path, as setup would. */
  static async prepare(root: VaultClient, vault: Vault["everything"], path: string): Promise<SoakGrants> {
    await root.write("sys/mounts/leasehold", { type: "kv", options: { version: "2" } });
    await root.write(`sys/policies/acl/${TOKEN_ROLE}`, {
      policy: JSON.stringify({ path: { [path]: { capabilities: ["read"] } } }),
    });
    await root.write(`auth/token/roles/${TOKEN_ROLE}`, {
      allowed_policies: [TOKEN_ROLE],
      orphan: true,
      renewable: false,
      token_explicit_max_ttl: "1h",
      token_no_default_policy: true,
      token_type: "service",
    });
    return new SoakGrants(vault, path);
  }

  async issue(id: string, seconds: number) {
    const begin = instant(Math.floor(Date.now() / 1_000));
    const grant = {
      ...{
        key: `soak.${id}.0123456789ab` as GrantKey,
        file: "grants/soak.yaml",
        role: "soak",
        reason: "soak",
      },
      ...{ user: "alice", alias: "alice", author: "alice", approvers: [], pull_request: 1 },
      ...{ commit: "0".repeat(40), policy_commit: "0".repeat(40), token_role: TOKEN_ROLE },
      ...{ begin, end: instant(begin + seconds) },
      access: [{ path: this.#path, capabilities: ["read"] }],
      state: "live",
    } satisfies GrantRecord;
    const { wrapping, accessor, wrap_accessor, created } = await mintFor(
      this.#vault,
      grant,
      new UnusedTokens(),
    );
    const record: GrantRecord = { ...grant, accessor, wrap_accessor, issued_at: created };
    await this.#vault.createRecord(record);
    return { record, wrapping };
  }

  /** Ends grants as a run does, those that are over by themselves too. @returns the records that it could close */
  async end(
    records: readonly GrantRecord[],
    others: readonly GrantRecord[],
  ): Promise<readonly GrantRecord[]> {
    const endings = records.map(({ key }) => ({ key, why: "recalled" as const }));
    const holders = [...records, ...others];
    return (await endGrants(this.#vault, endings, { holders, shared_paths: [] })).closed;
  }
}
