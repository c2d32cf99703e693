import type { JWTPayload } from "jose";
import { jobOf } from "../../../sandbox/company/identities.ts";
import type { Job } from "../../../sandbox/oidc.ts";
import { IDENTITIES, type Identity } from "../../../src/domain/access/names.ts";
import { REPOSITORY } from "../../support/setup-stage.ts";

export type Whose =
  | "a pull request's OIDC token"
  | "another branch's"
  | "another workflow's"
  | "another repository's"
  | "any other OIDC token";

/** Whose a login is, by how it is described. */
const WHOSE: readonly (readonly [RegExp, Whose])[] = [
  [/pull request/, "a pull request's OIDC token"],
  [/repository/, "another repository's"],
  [/branch|tag/, "another branch's"],
  [/workflow|the job of/, "another workflow's"],
];

const whoseIs = (what: string): Whose =>
  WHOSE.find(([words]) => words.test(what))?.[1] ?? "any other OIDC token";

/** Somebody else's job that asks to be let in as an identity. */
export interface Login {
  readonly what: string;
  /** Whose token it is, as the threat model counts them. */
  readonly whose: Whose;
  readonly identity: Identity;
  readonly job: Job;
  readonly audience?: string;
  readonly claims?: JWTPayload;
}

const MAIN = "refs/heads/main";

/** Every claim that a JWT role binds, wrong by itself; and the other identities' own jobs. */
export const badLogins = (identity: Identity): Login[] => {
  const job = jobOf(REPOSITORY, identity);
  const as = (what: string, change: Partial<Job>, rest: Partial<Login> = {}): Login => ({
    what,
    whose: whoseIs(what),
    identity,
    job: { ...job, ...change },
    ...rest,
  });
  const claimed = (what: string, claims: JWTPayload): Login => as(what, {}, { claims });
  return [
    as("a pull request's run", { ref: "refs/pull/7/merge", event: "pull_request" }),
    claimed("a pull request's run that says main's workflow", { ref: "refs/pull/7/merge" }),
    as("another branch", { ref: "refs/heads/feature" }),
    as("a branch whose name begins alike", { ref: "refs/heads/main2" }),
    as("a tag", { ref: "refs/tags/main" }),
    as("a branch of that name in other letters", { ref: "refs/heads/Main" }),
    as("a merge queue's branch", {
      ref: "refs/heads/gh-readonly-queue/main/pr-7-0123",
      event: "merge_group",
    }),
    as("a pull request from a fork", {
      ref: "refs/pull/8/merge",
      event: "pull_request",
      repository: "mallory/access",
    }),
    claimed("a pull request's run that says main's branch and its own workflow", {
      event_name: "pull_request",
      job_workflow_ref: "acme/access/.github/workflows/check.yml@refs/pull/7/merge",
    }),
    as("another workflow's job", { jobWorkflow: ".github/workflows/ci.yml" }),
    as("the caller's workflow, not the identity's", { jobWorkflow: ".github/workflows/apply.yml" }),
    as("the identity's workflow as it stands on another branch", {
      jobWorkflow: `acme/access/.github/workflows/leasehold-${identity}.yml@refs/heads/feature`,
    }),
    as("a workflow of that name in another repository", {
      jobWorkflow: `evil/access/.github/workflows/leasehold-${identity}.yml@${MAIN}`,
    }),
    as("another repository", { repository: "evil/access", repositoryId: 666 }),
    as("a repository that took the old name", { repositoryId: 666 }),
    as("another repository that calls our workflow", {
      repository: "evil/access",
      repositoryId: 666,
      jobWorkflow: `acme/access/.github/workflows/leasehold-${identity}.yml@${MAIN}`,
    }),
    as("no environment", { environment: undefined } as never),
    as("another environment", { environment: "production" }),
    as("a token for another audience", {}, { audience: "https://github.com/acme" }),
    claimed("a token that has expired", { exp: 1_600_000_000, nbf: 1_500_000_000, iat: 1_500_000_000 }),
    claimed("a token of another issuer", { iss: "https://token.example.com" }),
    claimed("the repository's number as a number of another form", { repository_id: "04711" }),
    claimed("claims as lists", { ref: [MAIN, "refs/heads/feature"], repository_id: ["666", "4711x"] }),
    ...IDENTITIES.filter((other) => other !== identity).map(
      (other): Login => as(`the job of ${other}`, jobOf(REPOSITORY, other)),
    ),
  ];
};
