import { personOf } from "./eligibility.ts";
import { foldLogin, type Login } from "./login.ts";
import type { Policies } from "./model.ts";

/** What may stand in a pick-up's path: more would answer 400 to every request of that person (vault.md, "Pick-ups"). */
export const ALIAS = /^[A-Za-z0-9._@-]{1,128}$/;

/**
 * The login of whoever logged in to Vault under one of these names: somebody of people.yaml, else the name itself,
 * which most settings make of the login.
 */
export function loginOf(names: readonly string[], policies: Policies): Login {
  const known = [...policies.people.values()].find(
    ({ alias }) => alias !== undefined && names.includes(alias),
  );
  return known?.login ?? names[0] ?? "unknown";
}

/**
 * How a person is named where people log in to Vault: people.yaml's `alias`, else the settings' template with the
 * login in lower case. Undefined where neither gives a usable name, or there are no settings.
 */
export function aliasOf(login: Login, policies: Policies): string | undefined {
  const person = personOf(login, policies);
  const named = policies.people.get(person)?.alias ?? policies.people.get(foldLogin(login))?.alias;
  const alias = named ?? policies.settings?.vault.people.alias.replaceAll("{login}", person);
  return alias !== undefined && ALIAS.test(alias) ? alias : undefined;
}
