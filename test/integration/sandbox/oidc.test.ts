import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JobEnvironment, type OidcIssuer, startOidcIssuer } from "../../../sandbox/oidc.ts";

describe("the OIDC issuer in GitHub's place", () => {
  let oidc: OidcIssuer;
  beforeAll(async () => {
    oidc = await startOidcIssuer();
  });
  afterAll(() => oidc.stop());

  const job = {
    repository: "acme/access",
    repositoryId: 99,
    jobWorkflow: ".github/workflows/leasehold-apply.yml",
  };

  async function ask(env: JobEnvironment, audience?: string): Promise<string> {
    const url = env.ACTIONS_ID_TOKEN_REQUEST_URL + (audience === undefined ? "" : `&audience=${audience}`);
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    });
    return ((await answer.json()) as { value: string }).value;
  }

  async function claims(token: string) {
    const discovery = (await (await fetch(`${oidc.issuer}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    return (await jwtVerify(token, createRemoteJWKSet(new URL(discovery.jwks_uri)), { issuer: oidc.issuer }))
      .payload;
  }

  it("gives a job its token, signed, with GitHub's claims and the audience it asked for", async () => {
    expect(await claims(await ask(oidc.jobToken(job), "leasehold"))).toMatchObject({
      sub: "repo:acme/access:ref:refs/heads/main",
      aud: "leasehold",
      repository_id: "99",
      ref: "refs/heads/main",
      event_name: "push",
      job_workflow_ref: "acme/access/.github/workflows/leasehold-apply.yml@refs/heads/main",
    });
  });

  it("says the owner's address where no audience was asked for", async () => {
    expect((await claims(await ask(oidc.jobToken(job)))).aud).toBe("https://github.com/acme");
  });

  it.each([
    ["an environment", { environment: "leasehold apply" }, "repo:acme/access:environment:leasehold%20apply"],
    ["a pull request", { event: "pull_request", ref: "refs/pull/7/merge" }, "repo:acme/access:pull_request"],
    [
      "a repository made lately",
      { subjectWithIds: true, ownerId: 5 },
      "repo:acme@5/access@99:ref:refs/heads/main",
    ],
  ])("forms the subject of %s as GitHub does", async (_name, more, sub) => {
    expect((await claims(await ask(oidc.jobToken({ ...job, ...more }), "x"))).sub).toBe(sub);
  });

  it("gives nothing to who is no job", async () => {
    const env = oidc.jobToken(job);
    const answer = await fetch(env.ACTIONS_ID_TOKEN_REQUEST_URL, {
      headers: { authorization: "Bearer guess" },
    });
    expect(answer.status).toBe(401);
  });
});
