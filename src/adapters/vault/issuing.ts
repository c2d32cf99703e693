import { Type } from "typebox";
import type { MintRequest, Pickup, VaultIssuing } from "../../commands/ports.ts";
import { seconds } from "../../domain/units.ts";
import type { VaultApi } from "./api.ts";
import { unexpected, VaultError } from "./errors.ts";
import { pickupJson } from "./formats/pickup.ts";
import { provedPoliciesFormat } from "./formats/proved-policies.ts";
import { recordFormat } from "./formats/record.ts";
import type { KvMount } from "./kv.ts";
import { parse, secondOf, Time } from "./parse.ts";

const Wrapped = Type.Object({
  wrap_info: Type.Object({
    token: Type.String({ minLength: 1 }),
    accessor: Type.String({ minLength: 1 }),
    creation_time: Time,
    creation_path: Type.String(),
    wrapped_accessor: Type.String({ minLength: 1 }),
  }),
});

/** A token ends at most so many seconds early for the sake of the way. */
const LONGEST_WAY = 0.25;

/** Making a grant real: the wrapped token, the record that locks it, the pick-up. */
export function vaultIssuing(api: VaultApi, mount: KvMount): VaultIssuing {
  /** What Vault's clock is ahead of our monotonic one, in seconds. */
  let ahead: number | undefined;
  /** How long a question may be on its way, in seconds, as the slowest of the last ones was. */
  let onTheWay = 0;
  let learning: Promise<unknown> | undefined;
  const ours = () => performance.now() / 1_000;
  const mintAt = async (request: MintRequest) => {
    const asked = ours();
    const minted = await mint(api, request);
    // Vault made it between the question and the answer.
    const answered = ours();
    ahead = minted.ends - request.ttl - (asked + answered) / 2;
    // Up at once, down slowly: where a machine stalls, a token that ends a little early costs nothing, one too late is one more.
    onTheWay = Math.min(LONGEST_WAY, Math.max((answered - asked) / 2, 0.9 * onTheWay));
    return minted;
  };
  return {
    exactNow: async (tokenRole) => {
      if (ahead === undefined) {
        learning ??= mintAt(forTheClock(tokenRole)).finally(() => {
          learning = undefined;
        });
        await learning;
      }
      return ours() + (ahead ?? 0) + onTheWay;
    },
    mint: mintAt,
    provedPolicies: () => mount.read("proved-policies", provedPoliciesFormat),
    rememberPolicies: (proved, version) =>
      mount.replace("proved-policies", proved, version, provedPoliciesFormat),
    createRecord: (record) => mount.create(`grants/${record.key}`, record, recordFormat),
    deliver: (pickup) => mount.create(`pickups/${pickup.key}/${pickup.alias}`, pickup, deliveredFormat),
  };
}

const forTheClock = (token_role: string): MintRequest => ({
  token_role,
  ttl: seconds(1),
  display_name: "leasehold-clock",
  meta: { purpose: "clock" },
});

/** Nobody who delivers may read what was delivered. */
const deliveredFormat = {
  toJson: pickupJson,
  parse: (): Pickup => {
    throw new VaultError("denied", "a pick-up is read by its person only");
  },
};

async function mint(api: VaultApi, request: MintRequest): ReturnType<VaultIssuing["mint"]> {
  const { token_role, ttl, display_name, meta } = request;
  // Vault takes 0, "" and null (which is what JSON makes of NaN) for the token role's own maximum.
  if (!Number.isFinite(ttl) || ttl < 1)
    throw new VaultError(
      "invalid",
      `a token of ${token_role} for ${ttl} s was not asked for: it needs at least 1 s`,
    );
  const path = `auth/token/create/${token_role}`;
  const life = `${Math.floor(ttl * 1_000) / 1_000}s`;
  const body = { explicit_max_ttl: life, display_name, meta };
  const answer = await api.write(path, body, { repeat: "undone", wrap: life });
  const { wrap_info } = parse(Wrapped, answer, api.at("POST", path));
  if (wrap_info.creation_path !== path)
    throw unexpected(api.at("POST", path), `a token made at ${wrap_info.creation_path}`);
  return {
    accessor: wrap_info.wrapped_accessor,
    wrap_accessor: wrap_info.accessor,
    created: secondOf(wrap_info.creation_time),
    ends: Date.parse(wrap_info.creation_time) / 1_000 + ttl,
    wrapping: api.secret(wrap_info.token),
  };
}
