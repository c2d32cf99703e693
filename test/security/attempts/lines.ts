/** Attempts along the ACL lines that came after the first count (vault.md): anchors, rotations, MFA, recall, metadata. */
import { type Attempt, get, list, post, remove } from "../attempt.ts";
import type { Target } from "../target.ts";

/** Metadata decides how long a record, a pick-up or an anchor stays: nobody of ours may set it. */
const keepNothing = ({ key }: Target): Attempt[] =>
  [
    [`grants/${key}`, "a record"],
    [`pickups/${key}/bob`, "a pick-up"],
    ["anchors/1", "an anchor"],
    ["rotations/orders-app", "what a rotation owes"],
    ["setup", "what setup recorded"],
  ].flatMap(([name, what]) => [
    post(`leasehold/metadata/${name}`, { delete_version_after: "1s" }, `let Vault forget ${what}`),
    post(
      `leasehold/metadata/${name}`,
      { cas_required: false, max_versions: 1 },
      `allow blind writes over ${what}`,
    ),
    get(`leasehold/metadata/${name}`, `read the history of ${what}`),
  ]);

const anchors = (): Attempt[] => [
  post("leasehold/delete/anchors/1", { versions: [1] }, "delete a version of an anchor"),
  post("leasehold/destroy/anchors/1", { versions: [1] }, "destroy a version of an anchor"),
  post("leasehold/undelete/anchors/1", { versions: [1] }, "bring a version of an anchor back"),
  post("leasehold/data/anchors/1/x", { options: { cas: 0 }, data: {} }, "put something below an anchor"),
  post(
    "leasehold/data/anchors/1/../1",
    { options: { cas: 1 }, data: {} },
    "overwrite an anchor by dots",
    [403, 404],
  ),
  get("leasehold/subkeys/anchors/1", "read the form of an anchor"),
  { what: "scan anchors", method: "SCAN", path: "leasehold/metadata/anchors" },
];

const rotations = (): Attempt[] => [
  remove("leasehold/metadata/rotations/orders-app", "forget that a rotation is owed"),
  post("leasehold/destroy/rotations/orders-app", { versions: [1] }, "destroy what a rotation remembers"),
  post(
    "leasehold/data/rotations/orders-app/x",
    { options: { cas: 0 }, data: {} },
    "put something below a rotation",
  ),
  remove("database/static-roles/orders-app", "delete the application's static role"),
  post(
    "database/static-roles/mine",
    { db_name: "orders", username: "postgres" },
    "make a static role of one's own",
  ),
  post("database/rotate-root/orders", {}, "rotate the database's root"),
  post("database/reset/orders", {}, "reset the database's connection"),
];

/** What alerts were told: apply, enforce and rotate write it, audit reads it. */
const alerts = (): Attempt[] => [
  remove("leasehold/metadata/alerts/schedule", "forget whom alerts were told"),
  post(
    "leasehold/data/alerts/x/y",
    { options: { cas: 0 }, data: {} },
    "put something below what alerts were told",
  ),
  post(
    "leasehold/metadata/alerts/schedule",
    { delete_version_after: "1s" },
    "let Vault forget whom alerts were told",
  ),
];

const secondFactor = (): Attempt[] => [
  list("identity/mfa/method", "list methods of the second factor"),
  post("identity/mfa/method/totp", { issuer: "mine" }, "add a method of the second factor"),
  post("identity/mfa/method/totp/admin-generate", { entity_id: "x" }, "make somebody's second factor anew"),
  post("identity/mfa/method/totp/admin-destroy", { entity_id: "x" }, "take somebody's second factor away"),
  post(
    "identity/mfa/login-enforcement/mine",
    { mfa_method_ids: [] },
    "add an enforcement that asks for nothing",
  ),
];

const recall = ({ R }: Target): Attempt[] => [
  // Without its digest the prefix would be that of strangers too.
  post(
    "sys/leases/revoke-prefix/auth/token/create/leasehold-role-orders-db-read",
    {},
    "end what begins like a role of ours",
  ),
  post(
    "sys/leases/revoke-prefix/auth/token/create/leasehold-role-orders-db-read-stranger",
    {},
    "end all of a stranger's token role",
  ),
  post(
    `sys/leases/revoke-prefix/auth/token/create/${R}/../`,
    {},
    "end every token by a prefix with dots",
    [400, 403, 404],
  ),
  post(`sys/leases/revoke-force/auth/token/create/${R}`, {}, "forget the leases of a role by force"),
  post("sys/leases/revoke-prefix/database/creds/orders-read", {}, "end all database users of a path"),
  post("sys/leases/revoke-prefix", {}, "end everything", [403, 404, 405]),
  post("auth/token/revoke", { token: "s.stranger" }, "end a token by itself"),
  post("auth/token/tidy", {}, "tidy tokens"),
];

const identity = (): Attempt[] => [
  post(
    "identity/entity-alias",
    { name: "bob", mount_accessor: "x", canonical_id: "y" },
    "take somebody's name",
  ),
  post("identity/entity/merge", { from_entity_ids: ["x"], to_entity_id: "y" }, "become somebody else"),
  list("identity/entity/id", "list people"),
  list("identity/entity-alias/id", "list people's names"),
  remove("identity/entity/name/alice", "delete somebody"),
];

const logins = (): Attempt[] => [
  remove("auth/github-actions/role/leasehold-apply", "delete an identity's JWT role"),
  post(
    "auth/github-actions/role/mine",
    { role_type: "jwt", user_claim: "sub", policies: ["admin"] },
    "add a JWT role",
  ),
  post("auth/github-actions/config", { jwt_validation_pubkeys: ["x"] }, "trust a key of one's own"),
  list("auth/github-actions/role", "list JWT roles"),
  remove("sys/auth/github-actions", "disable the workflows' login"),
  post("sys/auth/github-actions/tune", { max_lease_ttl: "9000h" }, "tune the workflows' login"),
  post("sys/auth/token/tune", { max_lease_ttl: "9000h" }, "let tokens live longer"),
  remove("auth/userpass/users/alice", "delete somebody's login"),
  list("auth/userpass/users", "list who may log in"),
];

/** Vault refuses these to every token of a namespace, whatever its policies say. */
const NO_NAMESPACE = [400, 403];

const system = ({ R }: Target): Attempt[] => [
  { ...post("sys/seal", {}, "seal Vault", NO_NAMESPACE), method: "PUT" },
  { ...post("sys/step-down", {}, "make Vault step down", NO_NAMESPACE), method: "PUT" },
  get("sys/mounts", "list mounts"),
  get("sys/auth", "list logins"),
  get("sys/audit", "list audit devices", NO_NAMESPACE),
  remove("sys/audit/file", "turn an audit device off", NO_NAMESPACE),
  post("sys/plugins/catalog/secret/mine", { sha256: "x", command: "x" }, "add a plugin", [400, 403]),
  post("sys/quotas/rate-limit/mine", { rate: 1 }, "starve others by a quota", NO_NAMESPACE),
  get("sys/policies/acl/admin", "read a stranger's policy"),
  remove("sys/policies/acl/leasehold-recall", "take the responders' policy away"),
  ...[
    `sys//policies/acl/${R}`,
    `SYS/policies/acl/${R}`,
    `sys/policies/acl/${R}/`,
    `sys/policies/acl/x/../${R}`,
    `sys/policies/acl/${R}%2f`,
  ].map(
    (path): Attempt =>
      post(
        path,
        { policy: 'path "*" { capabilities = ["sudo"] }' },
        `widen a role's policy by ${path.replace(R, "R")}`,
        [301, 307, 400, 403, 404, 405],
      ),
  ),
];

const escapes = ({ key, R }: Target): Attempt[] => [
  ...[
    `leasehold/data/pickups/${key}/bob%00`,
    `leasehold/data//pickups/${key}/bob`,
    `LEASEHOLD/data/pickups/${key}/bob`,
    `leasehold/data/pickups/${key}/bob.`,
    `leasehold/data/pickups/./${key}/bob`,
  ].map(
    (path): Attempt =>
      get(path, `read another's pick-up by ${path.replace(key, "KEY")}`, [301, 307, 400, 403, 404]),
  ),
  post("sys/leases/lookup", {}, "look a lease up without naming one", [400, 403]),
  post(
    "sys/leases/lookup",
    { lease_id: `auth/token/create/${R}/../../h1` },
    "look a lease up by a path with dots",
    [400, 403],
  ),
  post(
    "sys/leases/revoke",
    { lease_id: `auth/token/create/${R}x/h1`, sync: true },
    "end a lease of a role whose name begins alike",
  ),
  post("auth/token/lookup-accessor", {}, "look a token up without an accessor", [400, 403]),
];

/** What nobody of ours may do, along these lines. */
export const nobodyMayEither = (target: Target): Attempt[] => [
  ...keepNothing(target),
  ...anchors(),
  ...rotations(),
  ...alerts(),
  ...secondFactor(),
  ...recall(target),
  ...identity(),
  ...logins(),
  ...system(target),
  ...escapes(target),
];

/** The identities' own logins end with their job, whatever is tried. */
export const longerLogin = (): Attempt[] => [
  post("auth/token/renew-self", { increment: "9000h" }, "renew the job's own login"),
  get("auth/token/lookup-self", "look at the job's own login"),
  post("auth/token/create", { ttl: "1h" }, "make a child of the job's own login"),
  post("sys/wrapping/wrap", { token: "forged" }, "wrap a forgery"),
  get("sys/internal/ui/resultant-acl", "read what the login may do"),
];

/** Of a record and a pick-up, what apply may create and nobody may do by the way. */
export const byHandOfApply = ({ key }: Target): Attempt[] => [
  post(`leasehold/data/grants/${key}`, { data: { forged: true } }, "write over a record blindly", [400]),
  post(
    `leasehold/data/grants/${key}`,
    { options: { cas: 0 }, data: {} },
    "create a record that is there",
    [400],
  ),
  post(
    `leasehold/data/grants/${key}`,
    { options: { cas: 1 }, data: {}, custom: 1 },
    "send more with a record",
  ),
  post(
    `leasehold/data/pickups/${key}/bob`,
    { options: { cas: 0 }, data: {} },
    "create a pick-up that is there",
    [400, 403],
  ),
  post(`leasehold/data/pickups/${key}/carol`, { data: {} }, "put a pick-up down without options"),
  post(
    `leasehold/data/pickups/${key}/carol`,
    { options: { cas: 0 }, data: {}, more: 1 },
    "send more with a pick-up",
  ),
  post(
    `leasehold/data/pickups/${key}/carol/x`,
    { options: { cas: 0 }, data: {} },
    "put a pick-up below another",
  ),
  get(`leasehold/data/grants/${key}/x`, "read below a record"),
  get("auth/token/roles/leasehold-stranger", "read a stranger's token role"),
  list("auth/token/roles", "list token roles"),
  list("sys/policies/acl", "list policies"),
];
