import { type Attempt, get, list, post, remove } from "../attempt.ts";
import type { Target } from "../target.ts";
import {
  besideAccess,
  besideEmergency,
  besideEndingLeases,
  besideLookingAtLeases,
  besideOwnPickup,
} from "./beside.ts";
import { mintBadly } from "./identities.ts";

const LIFE = { explicit_max_ttl: "60s", meta: { key: "k" }, display_name: "x" };
const mint = (role: string, what: string): Attempt => ({
  what: `mint through ${what}`,
  method: "POST",
  path: `auth/token/create/${role}`,
  body: LIFE,
  options: { wrapTtl: "60s" },
});

/** Alice, who has a grant, with her own login. */
export const byPerson = (target: Target): Attempt[] => [
  ...besideOwnPickup(target, "alice"),
  ...asPerson(target),
];

const asPerson = ({ R, BG, key }: Target): Attempt[] => [
  get("leasehold/data/alerts/schedule", "read whom alerts were told"),
  post("leasehold/data/alerts/mine", { options: { cas: 0 }, data: {} }, "say that alerts were told"),
  get("leasehold/data/anchors/1", "read an anchor"),
  post("leasehold/data/anchors/3", { options: { cas: 0 }, data: {} }, "write an anchor"),
  get(`leasehold/data/pickups/${key}/alice/bob`, "read below her own pick-up"),
  get(
    `leasehold/data/pickups/${key}/alice%2f..%2fbob`,
    "read another's pick-up through her own",
    [400, 403, 404],
  ),
  get(`leasehold/metadata/pickups/${key}/alice`, "read the history of her own pick-up"),
  post(`leasehold/undelete/pickups/${key}/alice`, { versions: [1] }, "bring her own pick-up back"),
  post(`sys/leases/revoke-prefix/auth/token/create/${R}`, {}, "end all of a role at once"),
  mint(R, "her own role"),
  mint(BG, "a break-glass role"),
  get(`leasehold/data/grants/${key}`, "read her record, with its accessor"),
  list("leasehold/metadata/grants", "list records"),
  list("leasehold/metadata/pickups", "list pick-ups"),
  list(`leasehold/metadata/pickups/${key}`, "list who has a pick-up of a grant"),
  post("leasehold/data/pickups/k/alice", { options: { cas: 0 }, data: {} }, "put a pick-up down for herself"),
  post(
    `leasehold/data/pickups/${key}/alice`,
    { options: { cas: 1 }, data: {} },
    "put another over her own pick-up",
  ),
  remove(`leasehold/metadata/pickups/${key}/alice`, "delete her own pick-up"),
  get("leasehold/data/setup", "read what setup recorded"),
];

/** Sam, a responder: may end grants and may not give any. */
export const byResponder = (target: Target): Attempt[] => [
  ...besideOwnPickup(target, "sam"),
  ...besideLookingAtLeases(target),
  ...besideEndingLeases(target),
  ...asResponder(target),
];

const asResponder = ({ R, BG, key }: Target): Attempt[] => [
  get("leasehold/data/alerts/schedule", "read whom alerts were told"),
  post("leasehold/data/alerts/mine", { options: { cas: 0 }, data: {} }, "say that alerts were told"),
  post("leasehold/data/anchors/3", { options: { cas: 0 }, data: {} }, "write an anchor"),
  get("leasehold/data/anchors/1", "read an anchor"),
  post(
    "leasehold/data/rotations/orders-app",
    { options: { cas: 1 }, data: {} },
    "say that a rotation was done",
  ),
  get(`sys/policies/acl/${R}`, "read a role's policy"),
  mint(R, "a role's token role"),
  mint(BG, "a break-glass token role"),
  post(
    `leasehold/data/grants/${key}x`,
    { options: { cas: 0 }, data: {} },
    "write a record of a grant that never was",
  ),
  post("leasehold/data/pickups/k/sam", { options: { cas: 0 }, data: {} }, "put a pick-up down"),
  post(
    "sys/leases/revoke-prefix/auth/token/create/leasehold-stranger",
    { sync: true },
    "end all of a stranger's token role",
  ),
  post("sys/leases/revoke-prefix/auth/token/create", { sync: true }, "end every token made by a token role"),
  post(`sys/leases/revoke-prefix/database/creds`, { sync: true }, "end every database user"),
];

/** An operator who is no responder: may issue through break-glass token roles, within their maximum. */
export const byOperator = (target: Target): Attempt[] => [
  ...besideOwnPickup(target, "erin"),
  ...besideEmergency(target),
  ...asOperator(target),
];

const asOperator = ({ R, oncall, BG, key }: Target): Attempt[] => [
  get("leasehold/data/alerts/schedule", "read whom alerts were told"),
  post("leasehold/data/alerts/mine", { options: { cas: 0 }, data: {} }, "say that alerts were told"),
  post("leasehold/data/anchors/3", { options: { cas: 0 }, data: {} }, "write an anchor"),
  post(
    "leasehold/data/rotations/orders-app",
    { options: { cas: 1 }, data: {} },
    "say that a rotation was done",
  ),
  post(
    `leasehold/data/grants/${key}`,
    { options: { cas: 0 }, data: {} },
    "create a record that is there",
    [400, 403],
  ),
  list("leasehold/metadata/pickups", "list pick-ups"),
  post(`sys/leases/revoke-prefix/auth/token/create/${R}`, {}, "end all of a role at once"),
  post(`sys/leases/revoke-prefix/auth/token/create/${BG}`, {}, "end all of a break-glass role at once"),
  list(`sys/leases/lookup/auth/token/create/${BG}`, "list the tokens of a break-glass role"),
  mint(R, "a role that has no break-glass"),
  mint(oncall, "a role's ordinary token role"),
  ...mintBadly(BG, 1800),
  get(`leasehold/data/grants/${key}`, "read a record"),
  post(`leasehold/data/grants/${key}`, { options: { cas: 1 }, data: {} }, "falsify a record"),
  list("leasehold/metadata/grants", "list records"),
  post("sys/leases/revoke", { lease_id: `auth/token/create/${R}/h0`, sync: true }, "end a grant"),
];

/** Whoever holds a token of a grant that gives this path. */
export const byHolderOf =
  (path: string) =>
  (target: Target): Attempt[] => [...besideAccess(path, target.strangersLease), ...asHolder(target)];

const asHolder = ({ R, BG, strangersLease }: Target): Attempt[] => [
  post("auth/token/renew-self", { increment: "8h" }, "renew the grant"),
  mint(R, "the grant's own role"),
  mint(BG, "a break-glass role"),
  post("auth/token/create", { ttl: "9h" }, "make a child token"),
  post("auth/token/create-orphan", {}, "make an orphan"),
  get("database/creds/reporting", "take another database role's user"),
  get("database/creds/orders-read/../reporting", "take another's user by a path with dots", [403, 404]),
  get("database/creds/orders-reader", "take a user of a role whose name begins alike"),
  list("database/creds", "list database roles", [403, 405]),
  list("database/roles", "list database roles' definitions"),
  get("database/static-creds/orders-app", "read the application's password"),
  post("sys/leases/renew", { lease_id: strangersLease }, "renew a stranger's lease"),
  post(`sys/leases/renew/${strangersLease}`, {}, "renew a stranger's lease, named in the path"),
  post("sys/leases/lookup", { lease_id: strangersLease }, "look a stranger's lease up"),
  get("leasehold/data/setup", "read what setup recorded"),
  list("leasehold/metadata/grants", "list records"),
  get("sys/policies/acl/leasehold-apply", "read apply's policy"),
  post("sys/wrapping/wrap", { token: "forged" }, "wrap a forgery"),
  get("identity/oidc/token/x", "take an identity token"),
  post("sys/tools/random", {}, "use Vault's tools"),
];
