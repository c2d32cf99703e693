/** What a mount's engine is called in Vault. Offline it is guessed by the first segment of a path. */
const ENGINES: ReadonlySet<string> = new Set([
  "ad",
  "alicloud",
  "approle",
  "aws",
  "azure",
  "consul",
  "database",
  "gcp",
  "keymgmt",
  "kmip",
  "kubernetes",
  "kv",
  "ldap",
  "mongodbatlas",
  "nomad",
  "openldap",
  "pki",
  "rabbitmq",
  "ssh",
  "terraform",
  "totp",
  "transform",
  "transit",
]);

/** The engine a first segment is taken for where nobody can ask Vault; undefined where it says nothing. */
export const engineOf = (firstSegment: string): string | undefined =>
  firstSegment === "secret" ? "kv" : ENGINES.has(firstSegment) ? firstSegment : undefined;

/** Something inside a mount that no role may give. */
export interface Closed {
  /** Operations right below the mount, as patterns of ours: `*` only at the end, for any rest of the segment. */
  readonly operations: readonly string[];
  /** Only writing is closed; reading and listing are not. */
  readonly writing: boolean;
  /** Paths below the mount that are not closed all the same: they hand out a credential that ends. */
  readonly open?: RegExp;
  readonly why: string;
}

/** For every engine (vault.md, "Access a role file is refused for"). */
export const CLOSED_EVERYWHERE: readonly Closed[] = [
  {
    operations: ["config", "roles", "static-roles", "rotate-*"],
    writing: true,
    why: "who writes an engine's config or roles gives themselves what no approver saw",
  },
];

const LDAP: readonly Closed[] = [
  {
    operations: ["role", "static-role"],
    writing: true,
    why: "who writes a role gives or takes more than the grant",
  },
  {
    operations: ["library"],
    writing: true,
    open: /^library\/(?!manage\/)[^/+*]+\/check-(?:in|out)$/,
    why: "who writes a set of accounts, or checks in for others, gives or takes more than the grant",
  },
];

/** Engines whose roles lie below `role`. */
const ROLE: readonly Closed[] = [
  { operations: ["role"], writing: true, why: "who writes a role gives themselves what no approver saw" },
];

/** By engine, from the same list. */
export const CLOSED: Readonly<Record<string, readonly Closed[]>> = {
  database: [
    {
      operations: ["config", "roles", "static-roles", "rotate-*", "reset", "reload"],
      writing: false,
      why: "it is how the database mount is run, not a credential with an end",
    },
  ],
  transit: [
    {
      operations: ["keys", "restore", "cache-config"],
      writing: true,
      why: "who writes a key can keep it, or end it for all",
    },
    {
      operations: ["export", "backup", "byok-export"],
      writing: false,
      why: "a key that left Vault has no end",
    },
  ],
  pki: [
    {
      operations: ["root", "intermediate", "issuer", "issuers", "sign-verbatim"],
      writing: false,
      why: "an authority or a certificate without the role's bounds outlives every grant",
    },
    {
      operations: ["keys", "key"],
      writing: true,
      why: "a key of an authority that is made or imported outlives every grant",
    },
    {
      operations: ["revoke", "revoke-with-key", "tidy", "tidy-cancel"],
      writing: true,
      why: "it takes away what was given to others",
    },
    {
      operations: ["acme", "eab"],
      writing: true,
      why: "an account there orders certificates long after the grant's end",
    },
    {
      operations: ["cel"],
      writing: true,
      open: /^cel\/(?:issue|sign)\/[^/+*]+$/,
      why: "who writes a role gives themselves what no approver saw",
    },
  ],
  ssh: [
    {
      operations: ["issuer", "issuers", "keys"],
      writing: true,
      why: "a key that signs for everybody outlives every grant",
    },
  ],
  gcp: [
    {
      operations: ["roleset", "static-account", "impersonated-account"],
      writing: true,
      open: /^[^/]+\/[^/+*]+\/(?:token|key)$/,
      why: "who writes an account's bindings gives themselves what no approver saw",
    },
  ],
  transform: [
    {
      operations: ["role", "transformation", "transformations", "template", "alphabet", "stores"],
      writing: true,
      why: "who writes how values are transformed can read them all",
    },
    {
      operations: ["tokenization"],
      writing: false,
      why: "keys of tokens, and their export, are more than one value at a time",
    },
  ],
  keymgmt: [
    {
      operations: ["key", "kms"],
      writing: true,
      why: "who distributes a key elsewhere has it without an end",
    },
  ],
  kmip: [
    { operations: ["scope"], writing: true, why: "a client's certificate made there outlives every grant" },
  ],
  ldap: LDAP,
  openldap: LDAP,
  ad: LDAP,
  nomad: ROLE,
  alicloud: ROLE,
  terraform: ROLE,
  totp: [{ operations: ["keys"], writing: true, why: "who makes a key knows it, and can replace another's" }],
  approle: [
    {
      operations: ["*"],
      writing: false,
      why: "a secret-id logs in long after the grant's end",
    },
  ],
};

/** Engines that keep no roles of their own below an operation: a glob there swallows documents, not roles. */
export const WITHOUT_ROLES: ReadonlySet<string> = new Set(["kv", "generic", "cubbyhole"]);

/** Operations that hand out a credential of the role or account named next, whatever the engine is called. */
export const HANDS_OUT: ReadonlySet<string> = new Set([
  "creds",
  "static-creds",
  "static-cred",
  "sts",
  "issue",
  "sign",
]);

/** More operations whose next segment names a role, a key or an account, in engines that are known. */
export const NAMES_A_ROLE: ReadonlySet<string> = new Set([
  "sign-verbatim",
  "key",
  "token",
  "roleset",
  "impersonated-account",
  "static-account",
  "library",
  "encrypt",
  "decrypt",
  "rewrap",
  "datakey",
  "verify",
  "hmac",
  "code",
]);
