import type { Pickup } from "../../../commands/ports.ts";
import type { Json } from "../../../domain/access/canonical.ts";
import { reveal } from "../../../domain/secret.ts";
import { textOf } from "./words.ts";

/** What lies in a pick-up: the wrapping token, and what tells its finder what it is for. person.ts reads it. */
export const pickupJson = (pickup: Pickup): { readonly [name: string]: Json | undefined } => ({
  key: pickup.key,
  alias: pickup.alias,
  wrapping_token: reveal(pickup.wrapping),
  token_role: pickup.token_role,
  role: pickup.role,
  begin: textOf(pickup.begin),
  end: textOf(pickup.end),
  pull_request: pickup.pull_request,
});
