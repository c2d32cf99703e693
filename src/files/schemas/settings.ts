import { Type } from "typebox";
import { Alerts } from "./alerts.ts";
import { ApproverGroup, Flag, Mount, Text } from "./words.ts";

const closed = { additionalProperties: false };

const ADDRESS = "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$";
const BRANCH = "^(?![/.-])(?!.*(?:\\.\\.|//|@\\{))[^\\s~^:?*[\\\\]+(?<![/.])$";

const vault = Type.Object(
  {
    address: Type.Optional(
      Text({
        title: "address",
        description: "Address of Vault; VAULT_ADDR wins over it.",
        pattern: ADDRESS,
        errorMessage: "write the address with https://, such as https://vault.example.com:8200",
        examples: ["https://vault.example.com:8200"],
      }),
    ),
    namespace: Type.Optional(
      Mount({
        title: "namespace",
        description: "Namespace of Vault; VAULT_NAMESPACE wins over it.",
        errorMessage: "write the namespace without slashes around, such as prod",
        examples: ["prod"],
      }),
    ),
    mount: Type.Optional(
      Mount({
        description: "kv-v2 mount of records and pick-ups.",
        default: "leasehold",
        examples: ["leasehold"],
      }),
    ),
    workflows: Type.Optional(
      Type.Object(
        {
          mount: Type.Optional(
            Mount({
              description: "JWT auth mount where the workflows log in.",
              default: "github-actions",
              examples: ["github-actions"],
            }),
          ),
          audience: Type.Optional(
            Text({
              description: "Audience the workflows' tokens are asked for.",
              default: "leasehold",
              examples: ["leasehold"],
            }),
          ),
          issuer: Type.Optional(
            Text({
              title: "issuer",
              description: "Issuer of the workflows' tokens, where it is not github.com's.",
              pattern: ADDRESS,
              errorMessage: "write the issuer with https://",
              default: "https://token.actions.githubusercontent.com",
              examples: ["https://token.actions.githubusercontent.com"],
            }),
          ),
        },
        { title: "set of login settings", description: "How workflows log in to Vault.", ...closed },
      ),
    ),
    people: Type.Optional(
      Type.Object(
        {
          mount: Type.Optional(
            Mount({
              description: "Auth mount where people log in.",
              default: "userpass",
              examples: ["userpass", "oidc"],
            }),
          ),
          alias: Type.Optional(
            Text({
              title: "alias",
              description:
                "How people are named there: `{login}` stands for the GitHub login in lower case; exceptions in people.yaml.",
              pattern: "^[A-Za-z0-9._@-]*\\{login\\}[A-Za-z0-9._@-]*$",
              errorMessage:
                "write {login} with letters, digits, . _ @ and - around, such as '{login}@example.com'",
              default: "{login}",
              examples: ["{login}", "{login}@example.com"],
            }),
          ),
        },
        { title: "set of login settings", description: "How people log in to Vault.", ...closed },
      ),
    ),
  },
  { title: "set of Vault settings", description: "Where Vault is and what is mounted where.", ...closed },
);

const github = Type.Object(
  {
    branch: Type.Optional(
      Text({
        title: "branch",
        description: "The branch whose files decide.",
        pattern: BRANCH,
        errorMessage: "write the branch's name, such as main",
        default: "main",
        examples: ["main"],
      }),
    ),
    repository_id: Type.Optional(
      Type.Integer({
        title: "repository id",
        description: "GitHub's number of this repository; absent: GITHUB_REPOSITORY_ID.",
        errorMessage: "write the number that gh api repos/OWNER/REPO --jq .id prints",
        minimum: 1,
        examples: [123456],
      }),
    ),
    environments: Type.Optional(
      Flag({
        description: "Bind the identities to environments too; false where the plan of GitHub has none.",
        default: true,
      }),
    ),
    teams: Type.Optional(
      Type.Enum(["file", "github"], {
        title: "source of teams",
        description:
          "Where teams come from: policies/teams.yaml alone, or demand current membership on GitHub too.",
        errorMessage: "write file or github",
        default: "file",
      }),
    ),
  },
  { title: "set of GitHub settings", description: "The access repository on GitHub.", ...closed },
);

/** `policies/leasehold.yaml` */
export const Settings = Type.Object(
  {
    owners: ApproverGroup("Who approves changes of policies and workflows."),
    vault: Type.Optional(vault),
    github: Type.Optional(github),
    revoke_pull_requests: Type.Optional(
      Type.Object(
        {
          group_by: Type.Optional(
            Type.Enum(["grant", "role", "all"], {
              title: "grouping",
              description: "One pull request for each grant, for each role, or for all.",
              errorMessage: "write grant, role or all",
              default: "role",
            }),
          ),
          merge: Type.Optional(
            Type.Enum(["never", "auto"], {
              title: "merging",
              description: "Whether they are set to merge by themselves. Access has ended either way.",
              errorMessage: "write never or auto",
              default: "never",
            }),
          ),
        },
        {
          title: "set of pull request settings",
          description: "The pull requests that remove files of grants that are over.",
          ...closed,
        },
      ),
    ),
    alerts: Type.Optional(Alerts),
    audit: Type.Optional(
      Type.Object(
        {
          branch: Type.Optional(
            Text({
              title: "branch",
              description: "Branch of the audit log.",
              pattern: BRANCH,
              errorMessage: "write the branch's name, such as leasehold-audit",
              default: "leasehold-audit",
              examples: ["leasehold-audit"],
            }),
          ),
        },
        { title: "set of audit settings", description: "The audit log.", ...closed },
      ),
    ),
    tickets: Type.Optional(
      Type.Object(
        {
          url: Text({
            title: "address of a ticket",
            description:
              "Where a ticket is to be seen: https, with `{ticket}` once, after the host. Pull requests link to it.",
            pattern:
              "^https://[A-Za-z0-9.-]+(?::\\d+)?/[A-Za-z0-9._~:/?#@!$&*+,;=%-]*\\{ticket\\}[A-Za-z0-9._~:/?#@!$&*+,;=%-]*$",
            errorMessage:
              "write an https address with {ticket} in it, such as https://example.atlassian.net/browse/{ticket}",
            examples: ["https://example.atlassian.net/browse/{ticket}"],
          }),
        },
        {
          title: "set of ticket settings",
          description: "The system that tickets are in.",
          errorMessage: "write { url: 'https://example.atlassian.net/browse/{ticket}' }",
          examples: [{ url: "https://example.atlassian.net/browse/{ticket}" }],
          ...closed,
        },
      ),
    ),
    pages: Type.Optional(
      Flag({
        description: "Publish the dashboard to Pages, which is public below Enterprise Cloud.",
        default: false,
      }),
    ),
  },
  { title: "set of settings", description: "Settings of an access repository.", ...closed },
);
