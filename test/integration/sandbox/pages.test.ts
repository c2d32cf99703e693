import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Acme, AT, startAcme } from "../../../sandbox/acme.ts";
import { type AcmePages, openPages } from "../../../sandbox/pages/acme-pages.ts";
import { vaultClient } from "../../../sandbox/vault-client.ts";
import { startBrowser } from "../../support/browser.ts";

const run = promisify(execFile);
/** The machine may be slow, and a merge starts several programs. */
const PATIENCE = { timeout: 90_000 };

let acme: Acme;
let pages: AcmePages;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  acme = await startAcme({ runner: "in-process" });
  await acme.leasehold("olivia", ["setup"], { VAULT_TOKEN: acme.bao.rootToken });
  acme.protectMain();
  pages = await openPages(acme);
  browser = await startBrowser();
  context = await browser.newContext({ viewport: { width: 1180, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await pages?.[Symbol.asyncDispose]();
  await acme?.[Symbol.asyncDispose]();
}, 60_000);

/** One command in a terminal of somebody's. */
async function terminal(login: string, ...command: readonly string[]): Promise<string> {
  const be = pages.stage.residents.find((resident) => resident.login === login)?.shell ?? "";
  const { stdout } = await run(be, command);
  return stdout;
}

const at = (path: string): string => `${pages.address}${path}`;

async function press(who: string, button: string): Promise<void> {
  await page.locator(`label:has(input[value=${who}])`).click();
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** Goes to a page; the one before may reload itself in the same moment, and then one of the two gives way. */
async function visit(address: string): Promise<void> {
  for (let tries = 5; ; tries -= 1) {
    try {
      await page.goto(address);
      return;
    } catch (error) {
      if (tries === 0 || !/ERR_ABORTED|interrupted by another navigation/.test(String(error))) throw error;
    }
  }
}

const said = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
const shows = (text: string | RegExp) => page.getByText(text).first().waitFor();

describe("a request, on the sandbox's pages", { timeout: 240_000 }, () => {
  it("begins in a terminal that is alice's, and shows with Leasehold's comment", async () => {
    const reason = "Refund 8812 is stuck; need to read its rows";
    const out = await terminal(
      "alice",
      "leasehold",
      "request",
      "orders-db-read",
      "--for",
      "15m",
      "--ticket",
      "INC-4821",
      "--reason",
      reason,
    );
    expect(out).toContain(at("/pull/1"));
    await visit(at("/pull/1"));
    await page.getByRole("heading", { name: "alice asks for orders-db-read" }).waitFor();
    await shows("0 of 2");
    await shows("Missing: 1 of dba, 1 of security");
    await shows("Waiting on code owner review from bob and/or sam.");
  });

  it("is not approved by alice herself, and the page says why in GitHub's words", async () => {
    await press("alice", "Approve");
    await said("GitHub says no: Unprocessable Entity Can not approve your own pull request");
    await press("bob", "Squash and merge");
    await said("GitHub says no: At least 1 approving review is required");
  });

  it("is approved by bob and by sam, and says so without a reload by hand", async () => {
    for (const who of ["bob", "sam"]) {
      await press(who, "Approve");
      await said(`${who} approved.`);
    }
    await shows("2 of 2");
    await shows("Ready to merge");
    await acme.runner?.idle();
  });

  it("is merged, issued by apply, and live in the status", async () => {
    await press("bob", "Squash and merge");
    await said("bob merged #1");
    await page.getByRole("heading", { name: "orders-db-read is ready for @alice" }).waitFor();
    await visit(at("/actions"));
    await page.getByRole("link", { name: "Leasehold apply" }).first().click();
    await shows("Log");
    await visit(at("/status"));
    const row = page.getByRole("listitem").filter({ hasText: "alice" });
    expect(await row.textContent()).toMatch(/live.*alice.*orders-db-read.*INC-4821: Refund 8812/s);
    await visit(at("/audit"));
    await shows("grant.issued");
    acme.github.assertContract();
  });

  it("is on the dashboard, which is made anew for whoever looks, and in what apply's run keeps", async () => {
    await acme.runner?.idle();
    await visit(at("/dashboard/"));
    await page.getByRole("heading", { name: "1 person has access, by 1 grant." }).waitFor();
    await shows("Refund 8812 is stuck; need to read its rows");
    await shows("Vault was read");
    const jobs = acme.runner?.runs.flatMap((one) => one.jobs) ?? [];
    const kept = jobs.find(({ name }) => name === "report / audit")?.artifacts["leasehold-dashboard"] ?? {};
    expect(Object.keys(kept).sort()).toEqual(["index.html", "report.json", "rotations.csv"]);
    expect(JSON.parse(kept["report.json"] ?? "")).toMatchObject({
      vault_read: true,
      grants: [expect.objectContaining({ user: "alice", state: "live" })],
    });
  });

  it("is used with the password and the code that the people page shows", async () => {
    await visit(`${acme.github.url}/people#alice`);
    const card = page.locator("#alice");
    const [password, code] = await Promise.all([
      card.locator("dd code").first().textContent(),
      card.locator(".code").textContent(),
    ]);
    const nobody = vaultClient(acme.bao.address);
    const first = await nobody.write("auth/userpass/login/alice", { password });
    const { mfa_request_id, mfa_constraints } = first.auth.mfa_requirement;
    const method = mfa_constraints.people.any[0].id;
    const second = await nobody.write("sys/mfa/validate", {
      mfa_request_id,
      mfa_payload: { [method]: [code] },
    });
    const orders = await terminal(
      "alice",
      "env",
      `VAULT_TOKEN=${second.auth.client_token}`,
      "leasehold",
      "use",
      "orders-db-read",
      "--",
      "orders",
    );
    expect(orders).toContain("refund stuck");
  });

  it("leads on: the clock is struck, and plain git push shows", async () => {
    await visit(at("/actions"));
    await page.getByRole("button", { name: "Strike the clock" }).click();
    await said("The clock struck");
    await page.getByRole("link", { name: "Leasehold schedule" }).first().waitFor();
    await terminal("carol", "git", "switch", "--quiet", "-c", "carols-idea");
    await terminal("carol", "git", "commit", "--quiet", "--allow-empty", "-m", "An idea");
    await terminal("carol", "git", "push", "--quiet", "origin", "carols-idea");
    await visit(at("/branches"));
    await shows("carols-idea");
    await shows("An idea");
    await acme.runner?.idle();
  });
});

const BACKGROUND = "getComputedStyle(document.body).backgroundColor";

describe("the pages", { timeout: 240_000 }, () => {
  const PATHS = [
    "",
    "/pulls",
    "/pull/1",
    "/pull/1/commits",
    "/pull/1/checks",
    "/pull/1/files",
    "/issues",
    "/actions",
    "/actions/runs/1",
    "/branches",
    "/audit",
    "/status?from=2026-01-01T00:00:00Z",
    "/tree/main/policies/roles",
    "/blob/main/policies/teams.yaml",
    "/blob/main/grants/README.md",
    "/commits/main",
  ];

  it("fit a phone, in the light and in the dark, and ask nobody else for anything", async () => {
    const phone = await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    const asked: string[] = [];
    phone.on("request", (request) => asked.push(request.url()));
    const small = await phone.newPage();
    const troubles: string[] = [];
    small.on("console", (message) => troubles.push(message.text()));
    small.on("pageerror", (error) => troubles.push(error.message));
    for (const path of [...PATHS.map(at), `${acme.github.url}/people`]) {
      const response = await small.goto(path);
      expect(response?.status(), path).toBe(200);
      expect(await small.evaluate(BACKGROUND)).toBe("rgb(16, 21, 26)");
      const wider = await small.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(wider, path).toBeLessThanOrEqual(0);
    }
    await phone.close();
    expect(troubles).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(acme.github.url))).toEqual([]);
    expect(await page.evaluate(BACKGROUND)).toBe("rgb(246, 247, 246)");
  });

  it("reload while something happens, but never while somebody writes", async () => {
    await visit(at("/pull/1"));
    await page.getByLabel("Comment").fill("half a sentence");
    await acme.octokit("bob").rest.issues.createComment({ ...AT, issue_number: 1, body: "Meanwhile" });
    await shows("Something has changed.");
    expect(await page.getByLabel("Comment").inputValue()).toBe("half a sentence");
    await press("carol", "Comment");
    await said("carol commented.");
    await shows("Meanwhile");
    await shows("half a sentence");
  });

  it("run a check once more", async () => {
    const before = acme.runner?.runs.length ?? 0;
    await visit(at("/actions/runs/1"));
    await page.getByRole("button", { name: "Re-run" }).click();
    await said("started Leasehold check once more");
    await Promise.all(pages.stage.atWork);
    expect(acme.runner?.runs.length).toBe(before + 1);
    expect(pages.stage.atWork.size).toBe(0);
  });

  it("leave what is not theirs to the API", async () => {
    const api = await fetch(`${acme.github.url}/repos/acme/access`);
    expect(api.headers.get("content-type")).toContain("application/json");
    expect((await fetch(at("/nothing"), { headers: { accept: "text/html" } })).status).toBe(404);
    acme.github.assertContract();
  });
});
