import { type AclLine, can } from "./acl.ts";
import { anyOf } from "./endings.ts";
import type { TokenRole } from "./role-version.ts";

/**
 * Makes one wrapped token of a token role, and nothing else of it (vault.md, "ACLs that held"): the wrapping is
 * forced, the life is written in whole seconds and can be neither left out nor zero.
 */
export const createWrapped = ({ name, max }: TokenRole): AclLine => [
  `auth/token/create/${name}`,
  {
    ...can("update"),
    min_wrapping_ttl: "1s",
    max_wrapping_ttl: `${max}s`,
    allowed_parameters: { explicit_max_ttl: ["*s"], ...anyOf("meta", "display_name") },
    // Zero and what Vault reads as zero would mean the token role's own maximum.
    denied_parameters: { explicit_max_ttl: ["0*", "-*", "+*", ".*", "*ms", "*us", "*ns", "*µs"] },
    required_parameters: ["explicit_max_ttl", "meta", "display_name"],
  },
];

/** Puts a pick-up down once; cannot read it, nor put another over it. */
export const putPickup = (mount: string): AclLine => [
  `${mount}/data/pickups/+/+`,
  {
    ...can("create"),
    allowed_parameters: anyOf("data", "options"),
    required_parameters: ["data", "options"],
  },
];
