import { formatDuration, seconds } from "../units.ts";
import { fail, of, open, pass } from "./check.ts";
import { databases, guard } from "./database-checks.ts";
import { aliases, mfa, peopleMount } from "./people-checks.ts";
import type { VaultCheck } from "./vault-facts.ts";

const LOOPBACK = /^http:\/\/(127\.|localhost[:/]|localhost$|\[::1\])/;

const address: VaultCheck = ({ address: fact }) => {
  const id = "vault.address";
  return of(id, "address of Vault", fact, (at) =>
    at.startsWith("https:") || LOOPBACK.test(at)
      ? pass(id, `${at} is reached ${at.startsWith("https:") ? "by TLS" : "on this machine alone"}`)
      : fail(
          id,
          `${at}: tokens go over the network in the clear`,
          "Write https:// into vault.address (VAULT_ADDR wins).",
        ),
  );
};

/** Before it, templates of policies do not escape globs: a person named `*` would read every pick-up. */
const OLDEST = [2, 6] as const;

const version: VaultCheck = ({ version: fact }) => {
  const id = "vault.version";
  const what = "version of OpenBao, 2.6 or later";
  return of(id, what, fact, (text) => {
    const [major = 0, minor = 0] = text.split(".").map((part) => Number.parseInt(part, 10));
    const [wanted, least] = OLDEST;
    if (major === wanted && minor >= least)
      return pass(id, `OpenBao ${text} escapes globs in templates of policies`);
    if (major === wanted)
      return fail(id, `OpenBao ${text} does not escape globs in templates of policies`, "Use 2.6 or later.");
    return open(id, what, `${text} is none of OpenBao's: HashiCorp Vault has not been tried.`);
  });
};

const setUp: VaultCheck = ({ setup }, _policies, settings) => {
  const id = "vault.setup";
  return of(id, `${settings.vault.mount}/setup`, setup, (record) =>
    record
      ? pass(id, `leasehold setup looked at policies/ of ${record.policies_commit.slice(0, 12)}`)
      : fail(
          id,
          "leasehold setup has not run: nothing can be issued",
          "An administrator runs leasehold setup.",
        ),
  );
};

/** Whom the JWT roles let in, and whom Vault believes: apart from the rest of drift, as everything hangs on it. */
const jwt: VaultCheck = ({ drift }) => {
  const id = "vault.jwt";
  return of(id, "bindings of the JWT roles", drift, (changes) => {
    const wrong = changes.filter(
      ({ change: { kind, name } }) => kind === "jwt-role" || (kind === "config" && name.startsWith("auth/")),
    );
    if (wrong.length === 0)
      return pass(id, "JWT roles take one workflow of this repository on its branch each");
    return fail(
      id,
      wrong.map(({ told }) => told.finding.message).join("; "),
      "leasehold setup puts them back.",
    );
  });
};

const drift: VaultCheck = ({ drift: fact }) => {
  const id = "vault.drift";
  return of(id, "policies and token roles as policies/ say", fact, (changes) => {
    const wrong = changes.filter(
      ({ change: { kind, action } }) => kind !== "jwt-role" && action !== "remove",
    );
    if (wrong.length === 0) return pass(id, "ACL policies and token roles are what policies/ say");
    const shown = wrong.slice(0, 3).map(({ told }) => told.finding.message);
    const more = wrong.length > shown.length ? ` (and ${wrong.length - shown.length} more)` : "";
    return fail(
      id,
      `${shown.join("; ")}${more}`,
      "leasehold setup --plan shows the difference; leasehold setup writes it.",
    );
  });
};

const maxTtl: VaultCheck = ({ token_max_ttl }, { roles }) => {
  const id = "vault.max-ttl";
  return of(id, "default_lease_ttl and max_lease_ttl of auth/token", token_max_ttl, (most) => {
    const wanted = [...roles.values()].map((role) => Math.max(role.duration.max, role.break_glass?.max ?? 0));
    const longest = seconds(Math.max(0, ...wanted));
    if (longest <= most) return pass(id, `tokens may live ${formatDuration(most)}, and no role gives more`);
    const over = [...roles.values()].filter((role) => role.duration.max > most).map(({ name }) => name);
    return fail(
      id,
      `Vault lets a token live ${formatDuration(most)}, and ${over.join(", ")} may be granted for longer: those grants end early`,
      `vault write sys/auth/token/tune default_lease_ttl=${longest}s max_lease_ttl=${longest}s, or a lower duration.max.`,
    );
  });
};

const auditDevice: VaultCheck = ({ audit_devices }) => {
  const id = "vault.audit-device";
  return of(id, "audit devices of Vault", audit_devices, (devices) =>
    devices.length > 0
      ? pass(id, `Vault writes its own audit log (${devices.join(", ")})`)
      : fail(
          id,
          "Vault has no audit device: nobody can say what was done with a token",
          "Turn one on: an audit block in OpenBao's configuration; with HashiCorp Vault: vault audit enable file file_path=…",
        ),
  );
};

/** Vault's side, one small function each. */
export const VAULT_CHECKS: readonly VaultCheck[] = [
  address,
  version,
  setUp,
  jwt,
  drift,
  maxTtl,
  databases,
  guard,
  mfa,
  peopleMount,
  aliases,
  auditDevice,
];
