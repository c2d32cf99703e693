import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultyProxy, startFaultyProxy } from "../../../sandbox/http-faults.ts";
import { type Job, type OidcIssuer, startOidcIssuer } from "../../../sandbox/oidc.ts";
import { type OpenBao, startOpenBao } from "../../../sandbox/openbao.ts";
import { connectionTo } from "../../../src/adapters/vault/connection.ts";
import { Vault } from "../../../src/adapters/vault/vault.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { type InstalledVault, installVault, REPOSITORY } from "../../support/installed-vault.ts";
import { policies } from "./world.ts";

describe("logging in to Vault as a job of GitHub Actions", () => {
  let bao: OpenBao;
  let oidc: OidcIssuer;
  let github: FaultyProxy;
  let installed: InstalledVault;
  beforeAll(async () => {
    [bao, oidc] = await Promise.all([startOpenBao(), startOidcIssuer()]);
    github = await startFaultyProxy(oidc.issuer);
    installed = await installVault(await bao.createNamespace(), oidc, policies);
  });
  afterAll(() => Promise.all([github.close(), oidc.stop(), bao.stop()]));

  const applyJob: Job = {
    repository: REPOSITORY.slug,
    repositoryId: REPOSITORY.id,
    environment: "leasehold-apply",
    jobWorkflow: ".github/workflows/leasehold-apply.yml",
  };

  const masked: string[] = [];

  async function logIn(job: Job, audience = "leasehold"): Promise<Vault> {
    const { namespace = "" } = installed.root;
    const mask = (secret: string) => void masked.push(secret);
    const connection = connectionTo({
      address: bao.address,
      namespace,
      mask,
      patience: { tries: 2, firstWait: 10 },
    });
    const env = oidc.jobToken(job);
    const url = env.ACTIONS_ID_TOKEN_REQUEST_URL.replace(oidc.issuer, github.address);
    const request = { url, token: new Secret(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) };
    return Vault.asWorkflow(connection, "leasehold", request, {
      mount: "github-actions",
      role: "leasehold-apply",
      audience,
    });
  }

  it("works for the identity's own workflow on main, and masks what it got before using it", async () => {
    await using vault = await logIn(applyJob);
    expect(await vault.reads.recordKeys()).toEqual([]);
    expect(masked.map((secret) => secret.slice(0, 2))).toEqual(["ey", "s."]);
  });

  it.each<[string, Partial<Job>]>([
    ["a pull request's job", { event: "pull_request", ref: "refs/pull/7/merge" }],
    ["another branch", { ref: "refs/heads/feature" }],
    ["another workflow", { jobWorkflow: ".github/workflows/leasehold-enforce.yml" }],
    [
      "the same workflow file of another branch",
      { jobWorkflow: `${REPOSITORY.slug}/.github/workflows/leasehold-apply.yml@refs/heads/evil` },
    ],
    ["another repository of that name", { repositoryId: 100 }],
    ["another environment", { environment: "leasehold-enforce" }],
  ])("is refused to %s, with what the role takes", async (_who, other) => {
    const error = await logIn({ ...applyJob, ...other }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ system: "vault", code: "invalid" });
    expect((error as Error).message).toMatch(/POST auth\/github-actions\/login/);
    expect(error).toHaveProperty("hint", expect.stringContaining("its own reusable workflow"));
    expect(JSON.stringify([String(error), error])).not.toMatch(/eyJ/);
  });

  it("is refused for another audience", async () => {
    await expect(logIn(applyJob, "somebody-else")).rejects.toMatchObject({ code: "invalid" });
  });

  it("asks GitHub again when it fails for a moment", async () => {
    github.fail({ fault: { kind: "answer", status: 503 } });
    github.fail({ fault: { kind: "lose-answer" } });
    await using vault = await logIn(applyJob);
    expect(await vault.reads.pickupKeys()).toEqual([]);
  });

  it("says what the job needs when GitHub gives no token", async () => {
    github.fail({ fault: { kind: "answer", status: 403 } });
    await expect(logIn(applyJob)).rejects.toMatchObject({
      code: "unreachable",
      hint: expect.stringContaining("id-token: write"),
    });
  });
});
