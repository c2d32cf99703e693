/** The people of Acme as one meets them: who is who follows the sample's `policies/`. */
import type { Acme } from "../acme.ts";
import type { Resident } from "./stage.ts";

const ABOUT: readonly (readonly [login: string, about: string])[] = [
  ["alice", "payments: asks for access to the orders database"],
  ["bob", "dba: the first approval that reading needs"],
  ["sam", "security: the second approval; may recall at once"],
  ["carol", "payments, like alice"],
  ["dana", "on call: may recall at once, and issue while GitHub is down"],
  ["erin", "may ask by name, until the end of the year"],
  ["olivia", "platform: administrator, owns policies and workflows"],
  ["peter", "platform, and on call for this week"],
];

/** @param shellOf what makes a terminal theirs */
export const residentsOf = (acme: Acme, shellOf: (login: string) => string): Resident[] =>
  ABOUT.map(([login, about]) => {
    const { password, totpUrl } = acme.person(login);
    return { login, about, vault: { password, totpUrl }, shell: shellOf(login) };
  });
