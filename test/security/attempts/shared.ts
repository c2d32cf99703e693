import { type Attempt, get, list, post, remove } from "../attempt.ts";
import { STRANGER, type Target } from "../target.ts";
import { operationsOfNobody } from "./beside.ts";
import { nobodyMayEither } from "./lines.ts";

/** What nobody of ours may ever do, whatever else they may. */
export const nobodyMay = (target: Target): Attempt[] => [
  ...readSecrets(),
  ...changeVault(target),
  ...mintElsewhere(target),
  ...endStrangers(target),
  ...readPickups(target),
  ...nobodyMayEither(target),
  ...operationsOfNobody(target),
  post(
    "leasehold/data/setup",
    { options: { cas: 1 }, data: { policies_commit: "0" } },
    "write what setup recorded",
  ),
  remove("leasehold/metadata/setup", "delete what setup recorded"),
  post("leasehold/data/anchors/1", { options: { cas: 1 }, data: {} }, "overwrite an anchor of the audit log"),
  remove("leasehold/metadata/proved-policies", "delete how far policies were proved"),
  remove("leasehold/metadata/anchors/1", "delete an anchor of the audit log"),
  remove("leasehold/data/anchors/1", "delete the newest version of an anchor"),
  remove("leasehold/metadata/alerts/schedule", "delete when the schedule ran"),
  list("leasehold/metadata/alerts", "list the sinks that were told"),
];

const readSecrets = (): Attempt[] => [
  get("secret/data/payroll", "read a secret of others"),
  list("secret/metadata", "list secrets of others"),
  get("database/creds/orders-read", "take a database user directly"),
  get("database/creds/reporting", "take a database user of another role"),
  get("database/static-creds/orders-app", "read the application's password"),
  get("database/config/orders", "read the database's connection"),
  get("cubbyhole/x", "use a cubbyhole"),
];

const changeVault = ({ R, oncall }: Target): Attempt[] => [
  post(`sys/policies/acl/${R}`, { policy: 'path "*" { capabilities = ["sudo"] }' }, "widen a role's policy"),
  post(
    "sys/policies/acl/leasehold-apply",
    { policy: 'path "*" { capabilities = ["sudo"] }' },
    "widen an identity's policy",
  ),
  post(
    "sys/policy/leasehold-apply",
    { policy: 'path "*" { capabilities = ["sudo"] }' },
    "widen an identity's policy by the old path",
  ),
  remove(`sys/policies/acl/${R}`, "delete a role's policy"),
  post(`auth/token/roles/${R}`, { token_explicit_max_ttl: "900h" }, "raise a token role's maximum"),
  post(`auth/token/roles/${oncall}`, { allowed_policies_glob: ["*"] }, "open a token role to every policy"),
  remove(`auth/token/roles/${R}`, "delete a token role"),
  post("auth/github-actions/role/leasehold-apply", { bound_claims: {} }, "open an identity's JWT role"),
  post("auth/github-actions/config", { jwks_url: "http://127.0.0.1/" }, "trust another issuer"),
  post("sys/mounts/mine", { type: "kv" }, "mount an engine"),
  remove("sys/mounts/leasehold", "unmount Leasehold"),
  post("sys/auth/mine", { type: "userpass" }, "enable an auth method"),
  post("auth/userpass/users/mallory", { password: "x", token_policies: ["admin"] }, "create a user"),
  post("auth/userpass/users/alice/password", { password: "x" }, "change somebody's password"),
  post("identity/entity", { name: "mallory", policies: ["admin"] }, "create an identity"),
  post("identity/entity/name/alice", { policies: ["admin"] }, "give an identity a policy"),
  post("identity/group", { name: "g", policies: ["admin"] }, "create a group"),
  post("identity/mfa/login-enforcement/people", { mfa_method_ids: [] }, "take the second factor away"),
  remove("identity/mfa/login-enforcement/people", "delete the second factor's enforcement"),
  post("leasehold/config", { cas_required: false }, "allow blind writes in our mount"),
  post("sys/mounts/leasehold/tune", { max_lease_ttl: "1s" }, "tune our mount"),
  post("database/roles/orders-read", { max_ttl: "900h" }, "lengthen database users"),
  post("database/config/orders", { allowed_roles: ["*"] }, "open the database's connection"),
  post(
    "sys/audit/mine",
    { type: "file", options: { file_path: "/dev/null" } },
    "add an audit device",
    [400, 403],
  ),
  post("sys/remount", { from: "leasehold", to: "elsewhere" }, "move our mount"),
  post("sys/namespaces/mine", {}, "create a namespace"),
  get("sys/raw/core/mounts", "read raw storage", [400, 403]),
];

const life = { explicit_max_ttl: "60s", meta: { key: "k" }, display_name: "x" };
const wrapped = { wrapTtl: "60s" };

const mintElsewhere = ({ R }: Target): Attempt[] =>
  [
    ["auth/token/create", "a child token"],
    ["auth/token/create-orphan", "an orphan without a token role"],
    [`auth/token/create/${STRANGER}`, "through a stranger's token role whose name begins like ours"],
    ["auth/token/create/leasehold-stranger", "through a stranger's token role with our prefix"],
    ["auth/token/create/leasehold-apply", "through a token role that is not there"],
    [`auth/token/create/${R}/../${STRANGER}`, "by a path with dots"],
    [`auth/token/create/${R}%2f..%2f${STRANGER}`, "by a path with encoded slashes"],
    [`auth/token/create//${STRANGER}`, "by a path with two slashes"],
    [`auth/token/create/${R}*`, "by a glob"],
    [`auth/token/create/${R.toUpperCase()}`, "by the name in capitals"],
    [`auth/token/create/${R}.`, "by the name with a dot after it"],
  ].map(
    ([path = "", what]): Attempt => ({
      what: `mint ${what}`,
      method: "POST",
      path,
      body: life,
      options: wrapped,
      // Normalised paths are answered by a redirect or not at all; none mints.
      refused: [400, 403, 404, 405, 301, 307],
    }),
  );

const endStrangers = (target: Target): Attempt[] => [
  post(
    "sys/leases/revoke",
    { lease_id: target.strangersTokenLease, sync: true },
    "end a stranger's token by its lease",
  ),
  post(
    "sys/leases/revoke",
    { lease_id: target.strangersLease, sync: true },
    "end a stranger's database user",
  ),
  post(
    "sys/leases/revoke",
    { lease_id: [target.strangersLease], sync: true },
    "end a stranger's lease, named in a list",
    [400, 403],
  ),
  post(
    "sys/leases/revoke",
    {
      lease_id: `database/creds/orders-read/../reporting/${target.strangersLease.split("/").at(-1)}`,
      sync: true,
    },
    "end a stranger's lease by a path with dots",
    [400, 403],
  ),
  post(
    `sys/leases/revoke/${target.strangersLease}`,
    { sync: true },
    "end a stranger's lease, named in the path",
  ),
  post("sys/revoke", { lease_id: target.strangersLease }, "end a stranger's lease by the old path"),
  post(`sys/leases/revoke-prefix/database/creds/reporting`, { sync: true }, "end all of a stranger's leases"),
  post("sys/leases/revoke-prefix/auth", { sync: true }, "end every token of this Vault"),
  post("sys/leases/revoke-force/database", {}, "forget leases by force"),
  post("sys/leases/tidy", {}, "tidy leases"),
  post("sys/leases/renew", { lease_id: target.strangersLease, increment: 9999 }, "renew a stranger's lease"),
  post("sys/leases/lookup", { lease_id: target.strangersLease }, "look a stranger's lease up"),
  list("sys/leases/lookup/auth/token/create", "list every token's lease"),
  list("sys/leases/lookup/database/creds/reporting", "list a stranger's leases"),
  post(
    "auth/token/revoke-accessor",
    { accessor: target.strangersTokenAccessor },
    "end a stranger's token by its accessor",
  ),
  post("auth/token/revoke-accessor", { accessor: target.grantAccessor }, "end a grant by its accessor"),
  post("auth/token/revoke-orphan", { token: target.grantToken }, "end a grant by its token"),
  post("auth/token/renew-accessor", { accessor: target.grantAccessor }, "renew a grant"),
  post("auth/token/lookup", { token: target.grantToken }, "look a token up by itself"),
  list("auth/token/accessors", "list all accessors"),
];

/** Bob's pick-up of alice's grant: nobody but bob may read it, and whoever is asked here is not him. */
const readPickups = ({ key }: Target): Attempt[] => {
  const at = (kind: string) => `leasehold/${kind}/pickups/${key}/bob`;
  return [
    get(at("data"), "read another's pick-up"),
    get(`${at("data")}?version=1`, "read a version of another's pick-up"),
    get(`${at("data")}/`, "read another's pick-up by a path with a slash after it", [403, 404]),
    get(
      `leasehold/data/pickups/${key}//bob`,
      "read another's pick-up by a path with two slashes",
      [403, 301, 307, 404],
    ),
    get(
      `leasehold/data/pickups/${key}/alice/../bob`,
      "read another's pick-up by a path with dots",
      [403, 404],
    ),
    get(`leasehold/data/pickups/${key}%2fbob`, "read another's pick-up by an encoded slash", [403, 404]),
    get(`leasehold/data/pickups/${key}/BOB`, "read another's pick-up by the name in capitals"),
    get(`leasehold/data/pickups/${key}/*`, "read pick-ups by a glob"),
    get(`leasehold/data/pickups/+/bob`, "read pick-ups by a plus"),
    get(at("subkeys"), "read the form of another's pick-up"),
    get(at("metadata"), "read another's pick-up's metadata"),
    {
      what: "patch another's pick-up",
      method: "PATCH",
      path: at("data"),
      body: { data: { x: 1 } },
      options: { headers: { "content-type": "application/merge-patch+json" } },
    },
    post(
      at("data"),
      { options: { cas: 1 }, data: { wrapping_token: "s.forged" } },
      "put another pick-up over one",
    ),
    remove(at("data"), "delete a pick-up's newest version"),
    post(at("delete"), { versions: [1] }, "delete a pick-up's version"),
    post(at("undelete"), { versions: [1] }, "bring a pick-up's version back"),
    post(at("destroy"), { versions: [1] }, "destroy a pick-up's version"),
    { what: "scan pick-ups", method: "SCAN", path: "leasehold/metadata/pickups" },
    { what: "scan our mount", method: "SCAN", path: "leasehold/metadata" },
    list("leasehold/metadata", "list our mount"),
  ];
};
