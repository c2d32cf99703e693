import type { VaultRequest } from "../../../sandbox/vault-client.ts";
import { type Attempt, get, list, post, remove } from "../attempt.ts";
import type { Target } from "../target.ts";
import { longerByIssuingAgain } from "./again.ts";
import {
  besideApply,
  besideAudit,
  besideEndingLeases,
  besideLookingAtLeases,
  besideRotate,
} from "./beside.ts";
import { byHandOfApply, longerLogin } from "./lines.ts";

const LIFE = { explicit_max_ttl: "60s", meta: { key: "k" }, display_name: "x" };

/** What apply must not make of the one thing that it may do: mint wrapped tokens of declared roles. */
export function mintBadly(R: string, max: number): Attempt[] {
  const mint = (
    what: string,
    change: Readonly<Record<string, unknown>>,
    options: VaultRequest = { wrapTtl: "60s" },
  ): Attempt => ({
    what: `mint ${what}`,
    method: "POST",
    path: `auth/token/create/${R}`,
    body: { ...LIFE, ...change },
    options,
    refused: [400, 403],
  });
  const lives = [
    "0s",
    "0",
    0,
    "",
    "0h0m0s",
    "00s",
    "-1s",
    "+60s",
    ".5s",
    "0.5s",
    "60ms",
    "60us",
    "60ns",
    "60µs",
    "60",
    3600,
    "60m",
    "1h",
    null,
    true,
    ["60s"],
    ["60s", "0"],
    { s: "60s" },
  ];
  const widened: Readonly<Record<string, unknown>>[] = [
    { ttl: "900h" },
    { period: "1h" },
    { renewable: true },
    { num_uses: 0 },
    { type: "batch" },
    { type: "service" },
    { no_parent: false },
    { no_default_policy: false },
    { entity_alias: "alice" },
    { id: "chosen-by-me" },
    { lease: "900h" },
    { policies: ["admin"] },
    { policies: ["default"] },
    { policies: [] },
    { role_name: "leasehold-stranger" },
  ];
  return [
    mint("unwrapped", {}, {}),
    mint("wrapped for no time", {}, { wrapTtl: "0" }),
    mint("wrapped for longer than the role's maximum", {}, { wrapTtl: `${max + 1}s` }),
    mint("wrapped for years", {}, { wrapTtl: "9999h" }),
    ...lives.map((life) => mint(`with a life of ${JSON.stringify(life)}`, { explicit_max_ttl: life })),
    ...widened.map((change) => mint(`with ${JSON.stringify(change)}`, change)),
    ...["explicit_max_ttl", "meta", "display_name"].map((name) =>
      mint(`without ${name}`, { [name]: undefined }),
    ),
    {
      ...mint("for longer than the role's maximum", { explicit_max_ttl: "99999999s" }),
      harmless: async (answer, administrator) => {
        const { wrapped_accessor: accessor } = answer.body.wrap_info;
        const { ttl, renewable, policies } = (
          await administrator.write("auth/token/lookup-accessor", { accessor })
        ).data;
        // Its `explicit_max_ttl` reads as asked for (measured); what ends it is its ttl, and nobody can renew it.
        const right = ttl <= max && !renewable && policies.join() === R.replace(/-bg$/, "");
        return right ? undefined : `a token of ${ttl} s with ${policies}`;
      },
    },
  ];
}

/** Policies that nobody approved would count as proved from then on. */
const provePolicies = (): Attempt =>
  post(
    "leasehold/data/proved-policies",
    { options: { cas: 0 }, data: { since: "0", commit: "0" } },
    "say how far policies were proved",
  );

const putRecord = (key: string): Attempt =>
  post(
    `leasehold/data/grants/${key}x`,
    { options: { cas: 0 }, data: {} },
    "write a record of a grant that never was",
  );

/** Life ends that only others may write. */
const mintAny = ({ R, BG }: Target): Attempt[] =>
  [R, BG].map((role) => ({
    what: `mint through ${role === R ? "a role's token role" : "a break-glass token role"}`,
    method: "POST",
    path: `auth/token/create/${role}`,
    body: LIFE,
    options: { wrapTtl: "60s" },
  }));

const rotateThings = (): Attempt[] => [
  post("database/rotate-role/orders-app", {}, "rotate the application's password"),
  post("database/rotate-root/orders", {}, "rotate the database's root"),
];

export const byApply = (target: Target): Attempt[] => [
  ...longerLogin(),
  ...byHandOfApply(target),
  ...besideApply(target),
  ...besideLookingAtLeases(target),
  ...besideEndingLeases(target),
  ...mintBadly(target.R, 8 * 3600),
  ...mintBadly(target.oncall, 2 * 3600),
  ...mintBadly(target.BG, 1800),
  ...mintBadly(target.admin, 3600),
  ...longerByIssuingAgain(target),
  remove(`leasehold/data/grants/${target.key}`, "delete a record's newest version"),
  post(`leasehold/destroy/grants/${target.key}`, { versions: [1] }, "destroy a record's version"),
  get("leasehold/data/anchors/1", "read an anchor"),
  list("leasehold/metadata/rotations", "list rotations"),
  ...rotateThings(),
  post(`sys/leases/revoke-prefix/auth/token/create/${target.R}`, { sync: true }, "end all of a role at once"),
  get("sys/leases/count", "count leases"),
];

export const byEnforce = (target: Target): Attempt[] => [
  ...longerLogin(),
  ...besideLookingAtLeases(target),
  ...besideEndingLeases(target),
  get("leasehold/data/anchors/1", "read an anchor"),
  ...mintAny(target),
  provePolicies(),
  putRecord(target.key),
  post("leasehold/data/pickups/k/mallory", { options: { cas: 0 }, data: {} }, "put a pick-up down"),
  ...rotateThings(),
  get(`sys/policies/acl/${target.R}`, "read a role's policy"),
  post(`sys/leases/revoke-prefix/auth/token/create/${target.R}`, { sync: true }, "end all of a role at once"),
  list("leasehold/metadata/rotations", "list rotations"),
];

export const byRotate = (target: Target): Attempt[] => [
  ...longerLogin(),
  ...besideRotate(),
  get("leasehold/data/anchors/1", "read an anchor"),
  list("leasehold/metadata/anchors", "list anchors"),
  post(
    "leasehold/data/anchors/1",
    { options: { cas: 0 }, data: {} },
    "create an anchor that is there",
    [400, 403],
  ),
  ...mintAny(target),
  provePolicies(),
  putRecord(target.key),
  get(`leasehold/data/grants/${target.key}`, "read a record"),
  list("leasehold/metadata/grants", "list records"),
  list("leasehold/metadata/pickups", "list pick-ups"),
  post("database/rotate-role/orders-app", { password: "mine" }, "choose the application's next password"),
  post("database/rotate-role/orders-lost", {}, "rotate what no file declares"),
  post("database/rotate-root/orders", {}, "rotate the database's root"),
  post("database/static-roles/orders-app", { rotation_period: "900h" }, "slow Vault's own rotation down"),
  get("database/roles/orders-read", "read a database role"),
  post("auth/token/lookup-accessor", { accessor: target.grantAccessor }, "look a grant's token up"),
  list(`sys/leases/lookup/auth/token/create/${target.R}`, "list grants' tokens"),
  post("sys/leases/revoke", { lease_id: `auth/token/create/${target.R}/h0`, sync: true }, "end a grant"),
  get("leasehold/data/setup", "read what setup recorded"),
];

export const byAudit = (target: Target): Attempt[] => [
  ...longerLogin(),
  ...besideAudit(),
  ...besideLookingAtLeases(target),
  get("auth/github-actions/role/mine", "read a stranger's JWT role"),
  post("leasehold/data/alerts/mine", { options: { cas: 0 }, data: {} }, "say that alerts were told"),
  get("database/roles/orders-read", "read a database role"),
  ...mintAny(target),
  provePolicies(),
  putRecord(target.key),
  post(`leasehold/data/grants/${target.key}`, { options: { cas: 1 }, data: {} }, "falsify a record"),
  remove(`leasehold/metadata/pickups/${target.key}/alice`, "delete a pick-up"),
  post("leasehold/data/anchors/2", { options: { cas: 0 }, data: {} }, "write an anchor"),
  post("leasehold/data/alerts/slack-0", { options: { cas: 0 }, data: {} }, "say that a sink was told"),
  post("leasehold/data/alerts/schedule", { options: { cas: 0 }, data: {} }, "say that the schedule ran"),
  post(
    "leasehold/data/rotations/orders-app",
    { options: { cas: 1 }, data: {} },
    "say that a rotation was done",
  ),
  ...rotateThings(),
  post("sys/leases/revoke", { lease_id: `auth/token/create/${target.R}/h0`, sync: true }, "end a grant"),
  post(
    "sys/leases/revoke",
    { lease_id: "database/creds/orders-read/x", sync: true },
    "end a grant's database user",
  ),
];
