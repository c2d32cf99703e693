import { aliasOf } from "../alias.ts";
import { fail, of, open, pass } from "./check.ts";
import type { VaultCheck } from "./vault-facts.ts";

export const mfa: VaultCheck = ({ people_have_mfa }, { roles }, { vault }) => {
  const id = "vault.mfa";
  return of(id, `login-enforcement of auth/${vault.people.mount}`, people_have_mfa, (enforced) => {
    if (enforced) return pass(id, `people log in at auth/${vault.people.mount} with a second factor`);
    const asking = [...roles.values()].filter((role) => role.require.mfa).map(({ name }) => name);
    const then = asking.length > 0 ? `; nothing of ${asking.join(", ")} is issued` : "";
    return fail(
      id,
      `a password alone opens pick-ups and recalls: no login-enforcement covers auth/${vault.people.mount}${then}`,
      "vault write identity/mfa/login-enforcement/people mfa_method_ids=… auth_method_accessors=…",
    );
  });
};

export const peopleMount: VaultCheck = ({ people, setup }, _policies, { vault }) => {
  const id = "vault.people-mount";
  const what = `accessor of auth/${vault.people.mount}`;
  if (!setup.known) return open(id, what, setup.missing);
  const written = setup.value?.people_accessor;
  return of(id, what, people, (accessor) => {
    if (accessor === undefined)
      return fail(
        id,
        `there is no auth/${vault.people.mount}: nobody can pick anything up`,
        "Correct vault.people.mount.",
      );
    if (accessor === written) return pass(id, `pick-ups are read by names of auth/${vault.people.mount}`);
    return fail(
      id,
      `auth/${vault.people.mount} is another mount than setup saw: people cannot read their pick-ups`,
      "leasehold setup writes the policy anew.",
    );
  });
};

/** Vault compares aliases by case, and keeps the one of the first login (vault.md, "Pick-ups"). */
export const aliases: VaultCheck = ({ aliases: fact, people }, policies, { vault }) => {
  const id = "vault.aliases";
  const what = `names stored for auth/${vault.people.mount}`;
  if (!people.known) return open(id, what, people.missing);
  return of(id, what, fact, (stored) => {
    const logins = new Set([...policies.teams.values()].flat().map(({ login }) => login));
    const wanted = new Map([...logins].flatMap((login) => named(aliasOf(login, policies))));
    const wrong = stored
      .filter(({ mount }) => mount === people.value)
      .flatMap(({ name }) => {
        const expected = wanted.get(name.toLowerCase());
        return expected !== undefined && expected !== name ? [`${name}, not ${expected}`] : [];
      });
    if (wrong.length === 0)
      return pass(id, `names of auth/${vault.people.mount} are written as pick-ups have them`);
    return fail(
      id,
      `stored otherwise than pick-ups are named: ${wrong.join("; ")}: they cannot open theirs`,
      "Write the stored name as alias into policies/people.yaml.",
    );
  });
};

const named = (alias: string | undefined): (readonly [string, string])[] =>
  alias === undefined ? [] : [[alias.toLowerCase(), alias]];
