import { describe, expect, it } from "vitest";
import { accessFaults } from "../../../../src/domain/rules/access-faults.ts";

const refused = (path: string, capabilities = ["read"]) => accessFaults(path, capabilities).length > 0;

describe("access a role file is refused for (vault.md)", () => {
  it.each([
    "sys/policies/acl/x",
    "/sys/policies/acl/x",
    "auth/token/create-orphan",
    "identity/entity",
    "cubbyhole/x",
    "leasehold/data/grants/x",
    "leasehold/*",
    "+/policies/acl/x",
    "+/*",
    "s*",
    "*",
    "",
    "/",
    "database/creds/{{identity.entity.name}}",
    "secret/data/../../sys/x",
    "secret//data/x",
    "//sys/x",
    "secret/data/%2e%2e/x",
    'secret/data/"x',
    "secret/data/'x",
    "secret/data/a\nb",
    "secret/data/a\u0000b",
    "secret/da*ta/x",
    "database/config/orders",
    "database/roles/orders",
    "database/static-roles/orders",
    "database/rotate-root/orders",
    "database/rotate-role/orders",
    "database/rotate-*",
    "database/reset/orders",
    "database/+/orders",
    "database/*",
    "database/r*",
    "database/creds/*",
    "database/creds/orders*",
    "database/creds/+",
    "database/static-creds/*",
    "aws/sts/*",
    "pki/issue/*",
    "transit/encrypt/+",
    "transit/export/encryption-key/x",
    "transit/backup/x",
    "transit/*",
    "transit/datakey/plaintext/*",
    "transit/datakey/plaintext/+",
    "transit/datakey/*",
    "mydb/*",
    "mydb/+",
    "mydb/c*",
    "pki/root/generate/internal",
    "pki/intermediate/generate/internal",
    "pki/issuer/x",
    "approle/role/x/secret-id",
    "team/creds/*",
  ])("refuses %j even for reading", (path) => {
    expect(refused(path)).toBe(true);
  });

  it.each([
    ["aws/config/root", "update"],
    ["aws/roles/x", "create"],
    ["secret/config", "update"],
    ["secret/*", "update"],
    ["anything/roles/x", "patch"],
    ["transit/keys/x", "update"],
    ["transit/keys/x/config", "create"],
    ["ssh/roles/x", "delete"],
    ["nomad/role/x", "update"],
    ["ldap/role/x", "create"],
    ["ldap/static-role/x", "update"],
    ["ldap/rotate-root", "update"],
    ["ldap/rotate-role/x", "update"],
    ["pki/keys/generate/exported", "update"],
    ["totp/keys/x", "update"],
    ["aws/static-roles/x", "create"],
    ["aws/config/rotate-root", "update"],
    ["azure/roles/x", "create"],
    ["azure/rotate-root", "update"],
    ["gcp/roleset/x", "update"],
    ["gcp/roleset/x/rotate", "update"],
    ["gcp/roleset/x/rotate-key", "update"],
    ["gcp/static-account/x", "create"],
    ["gcp/static-account/+/key", "update"],
    ["gcp/impersonated-account/x", "create"],
    ["ldap/library/x", "update"],
    ["ldap/library/manage/x/check-in", "update"],
    ["ldap/library/+/check-out", "update"],
    ["openldap/library/x", "delete"],
    ["ad/library/manage/x/check-in", "update"],
    ["ad/rotate-root", "update"],
    ["terraform/rotate-role/x", "update"],
    ["terraform/role/x", "update"],
    ["alicloud/role/x", "update"],
    ["consul/roles/x", "update"],
    ["rabbitmq/config/connection", "update"],
    ["rabbitmq/roles/x", "update"],
    ["kubernetes/roles/x", "update"],
    ["mongodbatlas/roles/x", "update"],
    ["ssh/config/ca", "update"],
    ["ssh/issuers/import", "update"],
    ["ssh/keys/x", "update"],
    ["transit/cache-config", "update"],
    ["transit/restore/x", "update"],
    ["pki/revoke", "update"],
    ["pki/tidy", "update"],
    ["pki/cel/roles/x", "create"],
    ["pki/cel/issue/*", "update"],
    ["pki/acme/new-order", "update"],
    ["transform/role/x", "update"],
    ["transform/transformation/x", "update"],
    ["transform/transformations/fpe/x", "update"],
    ["transform/template/x", "update"],
    ["transform/alphabet/x", "update"],
    ["transform/stores/x", "update"],
    ["transform/tokenization/export-decoded/x", "update"],
    ["keymgmt/key/x", "update"],
    ["kmip/scope/x/role/y/credential/generate", "update"],
    ["database/reload/x", "update"],
  ])("refuses writing %s", (path, capability) => {
    expect(refused(path, [capability])).toBe(true);
    expect(refused(path, ["read", capability])).toBe(true);
  });

  it.each(["sudo", "root", "deny", "write", "READ", ""])("refuses the capability %j", (capability) => {
    expect(refused("database/creds/orders-read", [capability])).toBe(true);
  });

  it.each([
    ["database/creds/orders-read", "read"],
    ["/database/creds/orders-read", "read"],
    ["database/static-creds/orders-app", "read"],
    ["aws/sts/orders-support", "update"],
    ["aws/config/root", "read"],
    ["transit/keys/x", "read"],
    ["transit/decrypt/x", "update"],
    ["pki/issue/web", "update"],
    ["ssh/sign/ops", "update"],
    ["transit/datakey/plaintext/x", "update"],
    ["nomad/creds/x", "read"],
    ["ldap/role/x", "read"],
    ["ldap/static-cred/x", "read"],
    ["totp/keys/x", "read"],
    ["gcp/roleset/x/token", "update"],
    ["gcp/roleset/x/key", "update"],
    ["gcp/static-account/x/token", "read"],
    ["gcp/impersonated-account/x/token", "update"],
    ["azure/creds/x", "read"],
    ["kubernetes/creds/x", "update"],
    ["rabbitmq/creds/x", "read"],
    ["consul/creds/x", "read"],
    ["ldap/creds/x", "read"],
    ["ldap/library/x/check-out", "update"],
    ["ldap/library/x/check-in", "update"],
    ["ldap/library/x/status", "read"],
    ["pki/cel/issue/x", "update"],
    ["pki/sign/web", "update"],
    ["ssh/creds/x", "update"],
    ["ssh/verify", "update"],
    ["totp/code/x", "read"],
    ["transform/encode/x", "update"],
    ["transform/decode/x", "update"],
    ["mykv/data/*", "read"],
    ["secret/*", "read"],
    ["secret/data/orders/*", "read"],
    ["secret/data/config", "update"],
    ["secret/metadata/+/orders", "list"],
    ["kv/data/roles/x", "create"],
  ])("gives %s for %s", (path, capability) => {
    expect(accessFaults(path, [capability])).toEqual([]);
  });

  it.each([
    ["database/rotate-root/x", "Give the path that hands out the credential."],
    ["database/ro*", "Name the path without globs."],
    ["approle/role/x/secret-id", "Give paths of other engines only."],
  ])("says for %s what to write", (path, hint) => {
    expect(accessFaults(path, ["update"])).toContainEqual(expect.objectContaining({ hint }));
  });

  it("looks at the real mount where setup knows it", () => {
    expect(accessFaults("teams/db/config/x", ["read"], "database", "teams/db")).toHaveLength(1);
    expect(accessFaults("teams/db/creds/x", ["read"], "database", "teams/db")).toEqual([]);
    expect(accessFaults("database/config/x", ["read"], "kv", "database")).toEqual([]);
    expect(accessFaults("team/creds/*", ["read"], "kv", "team")).toEqual([]);
    expect(accessFaults("mydb/*", ["read"], "kv", "mydb")).toEqual([]);
    expect(accessFaults("people/static-role/x", ["update"], "ldap", "people")).toHaveLength(1);
  });

  it("keeps to our mount's own name", () => {
    expect(accessFaults("access/lease/data/x", ["read"], undefined, undefined, "access/lease")).toHaveLength(
      1,
    );
    expect(accessFaults("access/other/data/x", ["read"], undefined, undefined, "access/lease")).toEqual([]);
    expect(accessFaults("access/+/data/x", ["read"], undefined, undefined, "access/lease")).toHaveLength(1);
  });
});
