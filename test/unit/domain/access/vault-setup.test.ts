import { describe, expect, test } from "vitest";
import { roleVersionName, tokenRoleName } from "../../../../src/domain/access/names.ts";
import { type SetupSubject, vaultSetup } from "../../../../src/domain/access/vault-setup.ts";
import { seconds } from "../../../../src/domain/units.ts";
import { plainRole, plainRotation, plainSettings, policiesOf } from "../../../support/plain-policies.ts";

const subject: SetupSubject = {
  repository: { slug: "acme/access", id: 123_456 },
  people_accessor: "auth_userpass_1234",
  kept: [],
};
const settings = plainSettings({ owners: { teams: ["platform"], users: [], count: 1 } });
const break_glass = {
  requesters: { teams: ["sre"], users: [] },
  max: seconds(1_800),
  review_within: seconds(86_400),
};
const read = plainRole("orders-read", { bound_cidrs: ["10.20.0.0/16"], break_glass });
const R = roleVersionName(read);
const BG = tokenRoleName(read, true);
const setup = vaultSetup(
  policiesOf([read], [plainRotation("orders", { kind: "transit-key" })]),
  settings,
  subject,
);

// biome-ignore lint/suspicious/noExplicitAny: policies are looked into as an administrator would
const acl = (name: string, from = setup): Record<string, any> => JSON.parse(from.policies[name] ?? "{}").path;

describe("the Vault side of one role", () => {
  test("is one policy with its paths and what a holder needs, and nothing of the default policy", () => {
    expect(acl(R)).toEqual({
      "database/creds/orders-read": { capabilities: ["read"] },
      "auth/token/lookup-self": { capabilities: ["read"] },
      "auth/token/revoke-self": { capabilities: ["update"] },
      "sys/leases/renew": {
        capabilities: ["update"],
        allowed_parameters: { lease_id: ["database/creds/orders-read/*"], increment: [] },
      },
    });
  });

  test("is a token role per maximum, both giving that one policy", () => {
    expect(setup.token_roles[R]).toMatchObject({
      allowed_policies: [R],
      orphan: true,
      renewable: false,
      token_type: "service",
      token_explicit_max_ttl: 28_800,
      token_no_default_policy: true,
      token_bound_cidrs: ["10.20.0.0/16"],
    });
    expect(setup.token_roles[BG]).toMatchObject({ allowed_policies: [R], token_explicit_max_ttl: 1800 });
    expect(Object.keys(setup.token_roles)).toEqual([R, BG]);
  });
});

describe("the identities", () => {
  test("apply mints wrapped only, from exact paths, with a life that it must write", () => {
    expect(acl("leasehold-apply")[`auth/token/create/${R}`]).toEqual({
      capabilities: ["update"],
      min_wrapping_ttl: "1s",
      max_wrapping_ttl: "28800s",
      allowed_parameters: { explicit_max_ttl: ["*s"], meta: [], display_name: [] },
      denied_parameters: { explicit_max_ttl: ["0*", "-*", "+*", ".*", "*ms", "*us", "*ns", "*µs"] },
      required_parameters: ["explicit_max_ttl", "meta", "display_name"],
    });
    expect(acl("leasehold-apply")[`auth/token/create/${BG}`].max_wrapping_ttl).toBe("1800s");
  });

  test("apply puts pick-ups down and never reads one", () => {
    expect(acl("leasehold-apply")["leasehold/data/pickups/+/+"]).toEqual({
      capabilities: ["create"],
      allowed_parameters: { data: [], options: [] },
      required_parameters: ["data", "options"],
    });
  });

  test("end leases of our token roles and access paths, and say whether to wait", () => {
    const ids = [`auth/token/create/${R}/h*`, `auth/token/create/${BG}/h*`, "database/creds/orders-read/*"];
    for (const name of ["leasehold-apply", "leasehold-enforce", "leasehold-recall"]) {
      expect(acl(name)["sys/leases/revoke"]).toEqual({
        capabilities: ["update"],
        allowed_parameters: { lease_id: ids, sync: [] },
        required_parameters: ["lease_id", "sync"],
      });
      expect(acl(name)["sys/leases/lookup/database/creds/orders-read"].capabilities).toEqual([
        "list",
        "sudo",
      ]);
    }
  });

  test("enforce mints nothing, audit ends nothing and writes nothing", () => {
    expect(
      Object.keys(acl("leasehold-enforce")).filter((path) => path.startsWith("auth/token/create")),
    ).toEqual([]);
    const audit = acl("leasehold-audit");
    expect(audit["sys/leases/revoke"]).toBeUndefined();
    const writing = Object.entries(audit).filter(([, rule]) =>
      rule.capabilities.some((one: string) => ["create", "update", "patch", "delete"].includes(one)),
    );
    // Vault's look-ups are updates.
    expect(writing.map(([path]) => path)).toEqual([
      "auth/token/lookup-accessor",
      "auth/token/revoke-self",
      "sys/leases/lookup",
    ]);
  });

  test("rotate has exactly the declared paths, without a word to add", () => {
    expect(acl("leasehold-rotate")["transit/keys/orders/rotate"]).toBeUndefined();
    expect(acl("leasehold-rotate")["database/keys/orders/rotate"]).toEqual({
      capabilities: ["update"],
      denied_parameters: { "*": [] },
    });
    expect(acl("leasehold-rotate")["database/keys/orders"]).toEqual({ capabilities: ["read"] });
  });

  test("have no path with a glob that another's name could match", () => {
    for (const name of Object.keys(setup.policies)) {
      for (const path of Object.keys(acl(name))) expect(path).not.toMatch(/\*/);
    }
  });
});

describe("people", () => {
  test("read what carries their own alias", () => {
    expect(acl("leasehold-pickup")).toEqual({
      "leasehold/data/pickups/+/{{identity.entity.aliases.auth_userpass_1234.name}}": {
        capabilities: ["read"],
      },
    });
  });

  test("in an emergency issue through break-glass token roles alone", () => {
    const paths = Object.keys(acl("leasehold-emergency"));
    expect(paths.filter((path) => path.startsWith("auth/"))).toEqual([`auth/token/create/${BG}`]);
  });

  test("recall all of a role at once", () => {
    expect(acl("leasehold-recall")[`sys/leases/revoke-prefix/auth/token/create/${BG}`].capabilities).toEqual([
      "sudo",
      "update",
    ]);
  });
});

describe("jobs", () => {
  test("get in from one workflow file of one repository on one branch, ids as strings", () => {
    expect(setup.jwt_roles["leasehold-enforce"]).toMatchObject({
      bound_audiences: ["leasehold"],
      bound_claims: {
        repository_id: "123456",
        ref: "refs/heads/main",
        job_workflow_ref: "acme/access/.github/workflows/leasehold-enforce.yml@refs/heads/main",
        environment: "leasehold-enforce",
      },
      token_policies: ["leasehold-enforce"],
      token_no_default_policy: true,
      token_type: "service",
      token_num_uses: 0,
    });
  });

  test("are bound to no environment where the plan has none", () => {
    const plain = { ...settings, github: { ...settings.github, environments: false } };
    const role = vaultSetup(policiesOf([read]), plain, subject).jwt_roles["leasehold-apply"];
    expect(Object.keys(role?.bound_claims as object)).toEqual(["repository_id", "ref", "job_workflow_ref"]);
  });
});

test("older versions that grants live under can be ended and not minted", () => {
  const old = { name: "leasehold-role-orders-read-00000000", access: plainRole("orders-old").access };
  const kept = vaultSetup(policiesOf([read]), settings, { ...subject, kept: [old] });
  const apply = acl("leasehold-apply", kept);
  expect(apply[`sys/leases/lookup/auth/token/create/${old.name}-bg`]).toBeDefined();
  expect(apply["sys/leases/revoke"].allowed_parameters.lease_id).toContain("database/creds/orders-old/*");
  expect(apply[`auth/token/create/${old.name}`]).toBeUndefined();
});

test("with no role there is no rule that an empty list would open to everything", () => {
  const none = vaultSetup(policiesOf([]), settings, subject);
  for (const name of Object.keys(none.policies)) {
    expect(Object.keys(acl(name, none))).not.toContain("sys/leases/revoke");
    expect(Object.keys(acl(name, none))).not.toContain("sys/leases/lookup");
  }
  const quiet = plainRole("quiet", { access: [{ path: "kv/metadata/team", capabilities: ["list"] }] });
  const listing = vaultSetup(policiesOf([quiet]), settings, subject);
  expect(acl(roleVersionName(quiet), listing)["sys/leases/renew"]).toBeUndefined();
});
