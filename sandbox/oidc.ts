import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { listening } from "./listening.ts";

/** A job of a workflow run, as GitHub would know it. What is left out gets a plausible value. */
export interface Job {
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: number;
  readonly ownerId?: number;
  /** Default `refs/heads/main`. For a pull request `refs/pull/N/merge`. */
  readonly ref?: string;
  readonly sha?: string;
  /** Default `push`. */
  readonly event?: string;
  /** The job's environment, where it has one: then `sub` no longer carries the ref. */
  readonly environment?: string;
  /** File of the workflow that runs; default `.github/workflows/apply.yml`. */
  readonly workflow?: string;
  /** `owner/name/path@ref` or a path in this repository: the file that holds the job, where it is reusable. */
  readonly jobWorkflow?: string;
  readonly actor?: string;
  readonly runId?: number;
  readonly headRef?: string;
  readonly baseRef?: string;
  /** The form of `sub` with ids in it, for repositories created, renamed or moved after 2026-07-15. */
  readonly subjectWithIds?: boolean;
}

/** What GitHub puts into a job's environment when its permissions say `id-token: write`. */
export interface JobEnvironment {
  readonly ACTIONS_ID_TOKEN_REQUEST_URL: string;
  readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN: string;
}

export interface OidcIssuer extends AsyncDisposable {
  /** What Vault's JWT mount gets as `oidc_discovery_url` and `bound_issuer`. */
  readonly issuer: string;
  /** Registers a job; with these two values it can ask for its token, for any audience. */
  jobToken(job: Job): JobEnvironment;
  /** A token for a job without the detour, as a thief would hold it; `claims` override GitHub's. */
  sign(job: Job, audience: string, claims?: JWTPayload): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an issuer with GitHub's discovery, keys, request endpoint and claims, signing with RS256. */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  const key = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  const jobs = new Map<string, Job>();
  let issuer = "";

  const sign = (job: Job, audience: string, claims: JWTPayload = {}): Promise<string> =>
    new SignJWT({ ...claimsOf(job), ...validity(), iss: issuer, aud: audience, jti: randomUUID(), ...claims })
      .setProtectedHeader({ typ: "JWT", alg: "RS256", kid })
      .sign(privateKey);

  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/.well-known/openid-configuration") return [200, discovery(issuer)];
    if (url.pathname === "/.well-known/jwks") return [200, { keys: [key] }];
    if (url.pathname !== REQUEST_PATH) return [404, { message: "Not Found" }];
    const job = jobs.get(bearer(request));
    if (job === undefined) return [401, { message: "the request token is not one of a running job" }];
    const audience = url.searchParams.get("audience") ?? `https://github.com/${job.repository.split("/")[0]}`;
    const value = await sign(job, audience);
    return [200, { count: value.length, value }];
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => send(response, status, body),
      (error) => send(response, 500, { message: String(error) }),
    );
  });
  const { url, close: stop } = await listening(server);
  issuer = url;
  return {
    issuer,
    sign,
    jobToken: (job) => {
      const secret = randomBytes(24).toString("hex");
      jobs.set(secret, job);
      return {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}${REQUEST_PATH}?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
      };
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const REQUEST_PATH = "/idtoken";

function bearer(request: IncomingMessage): string {
  return (request.headers.authorization ?? "").replace(/^bearer /i, "");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function discovery(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ["public", "pairwise"],
    response_types_supported: ["id_token"],
    claims_supported: [
      ...Object.keys(claimsOf({ repository: "o/r", repositoryId: 1 })),
      "iss",
      "aud",
      "exp",
      "iat",
      "nbf",
      "jti",
    ],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid"],
  };
}

/** As in GitHub's own example: issued ten minutes after `nbf`, good for five more. */
function validity(): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, nbf: now - 600, exp: now + 300 };
}

/** GitHub's claims (docs: "OpenID Connect reference"); ids are strings there, booleans too. */
function claimsOf(job: Job): JWTPayload {
  const [owner = "", name = ""] = job.repository.split("/");
  const ownerId = String(job.ownerId ?? 4242);
  const ref = job.ref ?? "refs/heads/main";
  const sha = job.sha ?? "0".repeat(40);
  const event = job.event ?? "push";
  const workflow = job.workflow ?? ".github/workflows/apply.yml";
  const workflowRef = `${job.repository}/${workflow}@${ref}`;
  const own = job.subjectWithIds
    ? `repo:${owner}@${ownerId}/${name}@${job.repositoryId}`
    : `repo:${job.repository}`;
  return {
    sub: `${own}:${subjectOf(job, event, ref)}`,
    repository: job.repository,
    repository_id: String(job.repositoryId),
    repository_owner: owner,
    repository_owner_id: ownerId,
    repository_visibility: "private",
    ref,
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    ref_protected: String(ref === "refs/heads/main"),
    sha,
    event_name: event,
    actor: job.actor ?? "merging-person",
    actor_id: "7",
    workflow,
    workflow_ref: workflowRef,
    workflow_sha: sha,
    job_workflow_ref: jobWorkflowRef(job, ref) ?? workflowRef,
    job_workflow_sha: sha,
    run_id: String(job.runId ?? 1),
    run_number: "1",
    run_attempt: "1",
    runner_environment: "github-hosted",
    head_ref: job.headRef ?? "",
    base_ref: job.baseRef ?? "",
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
}

function subjectOf(job: Job, event: string, ref: string): string {
  if (job.environment !== undefined) return `environment:${encodeURIComponent(job.environment)}`;
  if (event === "pull_request") return "pull_request";
  return `ref:${ref}`;
}

function jobWorkflowRef(job: Job, ref: string): string | undefined {
  if (job.jobWorkflow === undefined || job.jobWorkflow.includes("@")) return job.jobWorkflow;
  return `${job.repository}/${job.jobWorkflow}@${ref}`;
}
