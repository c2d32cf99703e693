/** Acme with Leasehold set up, and its shipped commands run as the jobs and people they are for. */

import { Company } from "../../sandbox/company/company.ts";
import { logInAs } from "../../sandbox/company/identities.ts";
import { leasehold, type Program } from "../measure.ts";

export { Company };

/** `leasehold …` as one of the identities' jobs runs it. */
export async function job(
  company: Company,
  identity: "apply" | "enforce",
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return leasehold(["-C", await company.checkout(identity), identity], {
    env: { ...company.environment(identity), ...env },
  });
}

/** Vault as the identity's job is logged in to it: the same rules cost the bare calls what they cost ours. */
export const tokenOf = async ({ acme }: Company, identity: "apply" | "enforce"): Promise<string> =>
  (await logInAs(acme, identity)).token ?? "";
