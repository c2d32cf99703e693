/** Acme with Leasehold set up, and its shipped commands run as the jobs and people they are for. */
import { Company } from "../../sandbox/company/company.ts";
import { leasehold, type Program } from "../measure.ts";

export { Company };

/** `leasehold …` as one of the identities' jobs runs it. */
export async function job(
  company: Company,
  identity: "apply" | "enforce",
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  return leasehold(["-C", await company.checkout(identity), identity], {
    env: { ...(await company.environment(identity)), ...env },
  });
}

/** Vault as the identity's job is logged in to it: the same rules cost the bare calls what they cost ours. */
export async function tokenOf(company: Company, identity: "apply" | "enforce"): Promise<string> {
  const env = await company.environment(identity);
  const asked = await fetch(`${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=leasehold`, {
    headers: { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  const { value: jwt } = (await asked.json()) as { value: string };
  const login = await company.vault.write("auth/github-actions/login", {
    role: `leasehold-${identity}`,
    jwt,
  });
  return login.auth.client_token;
}
