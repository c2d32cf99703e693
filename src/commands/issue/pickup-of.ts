import type { GrantRecord } from "../../domain/record.ts";
import type { Secret } from "../../domain/secret.ts";
import type { Pickup } from "../ports.ts";

/** The pick-up of a record's token. */
export const pickupOf = (record: GrantRecord, wrapping: Secret): Pickup => ({
  key: record.key,
  alias: record.alias,
  wrapping,
  token_role: record.token_role,
  role: record.role,
  begin: record.begin,
  end: record.end,
  pull_request: record.pull_request,
});
