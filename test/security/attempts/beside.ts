/**
 * Attempts beside each line that `setup` writes: another operation on its path, its operation on the next path,
 * other parameters. Written by hand, so that a new line is attacked by somebody who thinks about it: attack.test.ts
 * fails as long as a line lacks one (../beyond.ts).
 */
import { IDENTITIES, identityName } from "../../../src/domain/access/names.ts";
import { type Attempt, get, list, post, remove } from "../attempt.ts";
import type { Target } from "../target.ts";

const WIDE = { policy: 'path "*" { capabilities = ["sudo"] }' };
const OWN_POLICIES = [
  ...IDENTITIES.map(identityName),
  "leasehold-pickup",
  "leasehold-recall",
  "leasehold-emergency",
];

/** What enforce alone may, a day after the end. */
export const DELETE_RECORD = "delete a record and its history";

/** On the paths of somebody's lines, what nobody may do there. */
export const operationsOfNobody = ({ versions, tokenRoles, leased, key }: Target): Attempt[] => [
  ...[...versions, ...OWN_POLICIES].map((name) => post(`sys/policies/acl/${name}`, WIDE, `widen ${name}`)),
  post("sys/policies/acl", WIDE, "write a policy without a name"),
  ...tokenRoles.map((name) => post(`auth/token/roles/${name}`, { orphan: false }, `change ${name}`)),
  post("auth/token/roles", {}, "write a token role without a name"),
  ...IDENTITIES.map((identity) =>
    post(
      `auth/github-actions/role/leasehold-${identity}`,
      { bound_claims: {} },
      `let anybody be ${identity}`,
    ),
  ),
  post("identity/mfa/login-enforcement", {}, "write an enforcement without a name"),
  get("identity/mfa/login-enforcement/people/methods", "read below an enforcement"),
  ...tokenRoles.flatMap((name) => [
    get(`auth/token/create/${name}`, `read where tokens of ${name} are made`, [403, 405]),
    get(`sys/leases/revoke-prefix/auth/token/create/${name}`, `end all of ${name} by reading`),
  ]),
  post("auth/approle/role/ci/secret-id", {}, "make a secret-id"),
  post(`/sys/policies/acl/${versions[0]}`, WIDE, "widen a role's policy past a leading slash"),
  remove(`leasehold/metadata/grants/${key}`, DELETE_RECORD),
  ...[`grants/${key}`, "alerts/schedule", "rotations/orders-app", "proved-policies"].map((name) =>
    remove(`leasehold/data/${name}`, `delete the newest ${name}`),
  ),
  ...["grants", "pickups", "anchors", "rotations"].map((name) =>
    post(`leasehold/metadata/${name}`, { max_versions: 1 }, `write metadata of all ${name}`),
  ),
  get("leasehold/config/more", "read below our mount's configuration"),
  get("auth/github-actions/config/more", "read below the workflows' login"),
  get("auth/token/revoke-self", "end oneself by reading"),
  get("auth/token/lookup-accessor", "look a token up by reading"),
  get("sys/leases/lookup", "look a lease up by reading"),
  get("sys/leases/revoke", "end a lease by reading"),
  get("sys/leases/renew", "renew a lease by reading"),
  ...["sys/leases", "sys/leases/count"].map((path) => post(path, {}, `write to ${path}`)),
  get("sys/leases/count/more", "read below the counts of leases"),
  ...[...tokenRoles.map((name) => `auth/token/create/${name}`), ...leased].flatMap((path) => [
    post(`sys/leases/lookup/${path}`, {}, `write to the leases of ${path}`),
    list(`sys/leases/lookup/${path}-more`, `list the leases of what begins like ${path}`),
  ]),
];

/** Of those who may look at the leases of ours. */
export const besideLookingAtLeases = ({
  R,
  grantAccessor,
  grantToken,
  strangersLease,
}: Target): Attempt[] => [
  post(
    "auth/token/lookup-accessor",
    { accessor: grantAccessor, token: grantToken },
    "look a token up by more than its accessor",
  ),
  post(
    "sys/leases/lookup",
    { lease_id: `auth/token/create/${R}/h0`, url_lease_id: strangersLease },
    "look a stranger's lease up beside one of ours",
  ),
  post(
    "sys/leases/lookup",
    { lease_id: ["auth/token/create/", strangersLease] },
    "look leases up by a list",
    [400, 403],
  ),
];

/** Of those who may end the leases of ours. */
export const besideEndingLeases = ({ R, strangersLease }: Target): Attempt[] => {
  const ours = `auth/token/create/${R}/h0`;
  const revoke = (body: unknown, what: string) => post("sys/leases/revoke", body, what);
  return [
    revoke(
      { lease_id: ours, sync: true, url_lease_id: strangersLease },
      "end a stranger's lease beside one of ours",
    ),
    revoke({ lease_id: ours, sync: true, prefix: "auth" }, "end leases by a prefix beside one of ours"),
    revoke({ lease_id: ours }, "end a lease some time, not at once"),
    revoke({ sync: true }, "end a lease without naming one"),
    revoke({ lease_id: `${ours.slice(0, -2)}s0`, sync: true }, "end what is no token made by a token role"),
  ];
};

/** Of apply. */
export const besideApply = ({ key }: Target): Attempt[] => [
  post(
    `leasehold/data/pickups/${key}/carol`,
    { options: { cas: 0 } },
    "put a pick-up down with nothing in it",
  ),
  post(
    "leasehold/data/proved-policies",
    { options: { cas: 0 }, data: {}, more: 1 },
    "send more with how far policies were proved",
  ),
];

/** Of audit. */
export const besideAudit = (): Attempt[] => [
  get("auth/token/roles/leasehold-stranger", "read a stranger's token role"),
  list("sys/policies/password", "list password policies"),
];

/** Of rotate. */
export const besideRotate = (): Attempt[] => [
  get("database/rotate-role/orders-app", "read where the application's password is rotated"),
];

/** Of a person whose own pick-ups are those called `own`. */
export const besideOwnPickup = ({ key }: Target, own: string): Attempt[] => [
  remove(`leasehold/data/pickups/${key}/${own}`, "delete the newest of one's own pick-up"),
  list(`leasehold/data/pickups/${key}/${own}`, "list one's own pick-up", [403, 404]),
];

/** Of operators. */
export const besideEmergency = ({ key }: Target): Attempt[] => {
  const record = { options: { cas: 0 }, data: { key: "made up" } };
  const put = (body: unknown, what: string) => post(`leasehold/data/pickups/${key}/carol`, body, what);
  return [
    post(`leasehold/data/grants/${key}x`, { ...record, more: 1 }, "send more with a record"),
    put({ ...record, more: 1 }, "send more with a pick-up"),
    put({ options: record.options }, "put a pick-up down with nothing in it"),
    put({ data: record.data }, "put a pick-up down without options"),
  ];
};

/** Of a grant's holder, by what its role gives. */
export const besideAccess = (path: string, strangersLease: string): Attempt[] => [
  post(path, {}, "write where the role only reads"),
  remove(path, "delete what the role only reads"),
  get(`${path}-more`, "read what begins like the role's path"),
  get(`${path}/more`, "read below the role's path"),
  post("auth/token/lookup-self", {}, "write to one's own token"),
  get("auth/token/lookup", "look at a token without naming it"),
  post(
    "sys/leases/renew",
    { lease_id: `${path}/x`, increment: 1, url_lease_id: strangersLease },
    "renew a stranger's lease beside one's own",
  ),
];
