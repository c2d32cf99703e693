import { canonicalJson, type Json } from "../access/canonical.ts";
import { error, warning } from "../finding.ts";
import type { SetupChange } from "../setup/difference.ts";
import type { Mismatch } from "./mismatch.ts";

const KIND: Readonly<Partial<Record<SetupChange["kind"], string>>> = {
  policy: "the ACL policy",
  "token-role": "the token role",
  "jwt-role": "the JWT role",
  config: "the configuration",
};

/** How many differing fields are named: the rest `setup --plan` shows. */
const NAMED = 3;
const HINT = "leasehold setup --plan shows the difference; an administrator's leasehold setup writes it.";

/** One difference between `policies/` and Vault, as audit and doctor tell it. */
export function drift(change: SetupChange): Mismatch {
  const { action, name, fields } = change;
  const what = `${KIND[change.kind] ?? change.kind} ${name}`;
  const subject = name;
  const before = fields.map(({ field, before }) => [field, before ?? null] as const);
  const identity = `${action} ${change.kind} ${name} ${canonicalJson(before as unknown as Json)}`;
  if (action === "remove") {
    const message = `${what} is in Vault, and no role file asks for it: nothing refers to it any more`;
    return { finding: warning("drift", undefined, message, HINT), subject, what: identity };
  }
  const named = fields.slice(0, NAMED).map(({ field }) => field);
  const more = fields.length > NAMED ? ` and ${fields.length - NAMED} more` : "";
  const message =
    action === "create"
      ? `${what} is not in Vault, and policies/ ask for it`
      : `${what} in Vault is not what policies/ say: it differs in ${named.join(", ")}${more}`;
  return { finding: error("drift", undefined, message, HINT), subject, what: identity };
}
