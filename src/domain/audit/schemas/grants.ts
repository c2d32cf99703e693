import { Type } from "typebox";
import { END_REASONS } from "../../record.ts";
import { Count, Finding, Login, Moment, Name, Positive, Sha, Sha256, Text, whose } from "./words.ts";

const facts = {
  ...whose,
  file: Text("The grant's file."),
  reason: Text("Why it was asked for."),
  ticket: Type.Optional(Text("The ticket, where one was named.")),
  begin: Moment("When access begins."),
  end: Moment("When access ends at the latest."),
  commit: Sha("The commit that put the file on main."),
  pull_request: Type.Optional(Positive("The pull request it came by.")),
  author: Type.Optional(Login("Who opened it.")),
  approvers: Type.Array(Login("An approver whose approval counted.")),
  break_glass: Type.Optional(Type.Boolean({ description: "Whether approval was to come afterwards." })),
};

const AccessPath = Type.Object({
  path: Text("A Vault path, as an ACL policy names it."),
  capabilities: Type.Array(
    Type.Union([
      Type.Literal("create"),
      Type.Literal("read"),
      Type.Literal("update"),
      Type.Literal("delete"),
      Type.Literal("list"),
      Type.Literal("patch"),
      Type.Literal("scan"),
    ]),
  ),
  outlives: Type.Optional(Positive("Seconds that what Vault cannot take back may live on.")),
});

const Issued = {
  ...facts,
  policy_commit: Sha("The commit whose policies judged it."),
  token_role: Name("The Vault token role the token was made through."),
  access: Type.Array(AccessPath, { description: "Exactly what it opened.", minItems: 1 }),
  issued_at: Moment("By Vault's clock."),
  accessor_sha256: Sha256("SHA-256 of the token's accessor: tells tokens apart and names none."),
};

const said = (description: string) => ({ description });

export const grantEvents = {
  "leasehold.grant.issued": Type.Object(Issued, said("A token was made for a grant.")),
  "leasehold.grant.delivered": Type.Object(
    {
      ...whose,
      pull_request: Type.Optional(Positive("The pull request it came by.")),
      accessor_sha256: Sha256("Which token."),
    },
    said("A token's pick-up lies where its person finds it."),
  ),
  "leasehold.grant.refused": Type.Object(
    { ...facts, findings: Type.Array(Finding, { minItems: 1 }) },
    said("A grant on main was refused for good."),
  ),
  "leasehold.grant.expiring": Type.Object(
    {
      ...whose,
      end: Moment("When it ends."),
      pull_request: Type.Optional(Positive("The pull request it came by.")),
    },
    said("A grant is about to end."),
  ),
  "leasehold.grant.ended": Type.Object(
    {
      ...whose,
      end: Moment("When it was to end at the latest."),
      ended_at: Moment("When it ended."),
      ended_by: Type.Union(END_REASONS.map((why) => Type.Literal(why))),
      proof: Type.Object(
        {
          at: Moment("When it was looked at, by Vault's clock."),
          tokens_gone: Count("Tokens that Vault no longer knows."),
          leases_seen: Count("Leases looked at under the access paths."),
          strays_revoked: Count("Leases of the moment of the end that nobody else explained."),
        },
        said("How the end is known."),
      ),
    },
    said("A grant's end is proved."),
  ),
  "leasehold.grant.overdue": Type.Object(
    {
      ...whose,
      pull_request: Positive("The revoke pull request."),
      since: Moment("When it was to be merged."),
    },
    said("A revoke pull request was not merged in time."),
  ),
  "leasehold.grant.lingering": Type.Object(
    { ...whose, since: Moment("Since when without a gap."), seconds: Count("For how long.") },
    said("Somebody holds a role longer than the settings think right."),
  ),
  "leasehold.grant.unusual": Type.Object(
    { ...whose, what: Text("A short name of what is unusual."), message: Text("What was seen.") },
    said("Something about a grant is unusual."),
  ),
  "leasehold.breakglass.used": Type.Object(Issued, said("Access was issued without approval before.")),
  "leasehold.breakglass.reviewed": Type.Object(
    {
      ...whose,
      reviewer: Login("Who reviewed it; never the person."),
      issue: Type.Optional(Positive("The issue that asked for the review.")),
    },
    said("An approver looked at a use of break-glass."),
  ),
  "leasehold.breakglass.overdue": Type.Object(
    {
      ...whose,
      review_by: Moment("When it was to be reviewed."),
      issue: Type.Optional(Positive("The issue that asks for the review.")),
    },
    said("A use of break-glass was not reviewed in time."),
  ),
};
