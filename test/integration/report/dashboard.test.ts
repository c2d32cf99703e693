/** The dashboard in a real Chromium, opened from the disk as somebody does who has unzipped the artifact. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Rotation, Settings } from "../../../src/domain/model.ts";
import { reportOf } from "../../../src/domain/report/report.ts";
import { formatInstant, type Instant, instant } from "../../../src/domain/units.ts";
import { dashboardSite } from "../../../src/render/dashboard/site.ts";
import { startBrowser } from "../../support/browser.ts";
import { plainRole } from "../../support/plain-policies.ts";
import { type Asked, ended, issued, keyFor, madeUpSources, told } from "../../support/report-world.ts";

const ELSEWHERE = "http://192.0.2.1";
/** Whatever of it ran would leave a mark, or ask somebody else. */
const EVIL = `"'><img src=${ELSEWHERE}/x onerror=window.hit=1><script>window.hit=1</script><svg onload=window.hit=1>&lt;</script></style>{{7*7}}`;
/** What the page itself never has. */
const FOREIGN =
  "img, svg, iframe, base, form, script[src], link[rel=stylesheet], [onerror], [onload], a[href^='javascript']";

const EVIL_GRANT = { role: "orders-db-read", user: EVIL, id: "evil" };
const VIEWS = [
  "",
  "grants",
  "grants?mark=break-glass",
  "timeline",
  "timeline?by=person",
  "roles",
  "role/orders-db-read",
  "people",
  `person/${encodeURIComponent(EVIL)}`,
  `grant/${keyFor(EVIL_GRANT)}`,
  "rotations",
  "review",
  "nowhere",
];

let browser: Browser;
let folder: string;
let now: Instant;
let context: BrowserContext;
let page: Page;
const asked: string[] = [];
const troubles: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), "leasehold-dashboard-"));
  now = instant(Math.floor(Date.now() / 1_000));
  for (const [name, text] of dashboardSite(reportOf(sources()))) await writeFile(join(folder, name), text);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => context?.close());

/** A company of some hundred grants, and one whose every text is evil. */
function sources() {
  const usual = madeUpSources({ grants: 300, events: 1_500, now });
  const evil: Asked = {
    ...EVIL_GRANT,
    begin: instant(now - 1_800),
    length: 7_200,
    reason: EVIL,
    ticket: EVIL,
    approvers: [EVIL],
    break_glass: true,
  };
  const refused: Asked = { ...evil, id: "refused", begin: instant(now - 9_000) };
  const past: Asked = { ...evil, id: "past", begin: instant(now - 90_000) };
  const role = plainRole("orders-db-read", {
    description: EVIL,
    access: [{ path: EVIL, capabilities: ["read"] }],
  });
  const rotation: Rotation | undefined = usual.policies.rotations.get("orders-app");
  const settings = {
    alerts: {},
    tickets: { url: "https://tickets.example/{ticket}" },
  } as unknown as Settings;
  return {
    ...usual,
    repository: { slug: "acme/access", url: "https://github.com/acme/access", branch: "main" },
    policies: {
      ...usual.policies,
      settings,
      roles: new Map([...usual.policies.roles, ["orders-db-read", role]]),
      rotations: new Map([
        ...usual.policies.rotations,
        ...(rotation ? [["orders-app", { ...rotation, description: EVIL }] as const] : []),
      ]),
    },
    events: [
      ...usual.events,
      told(past, "grant.issued", 9, {
        issued_at: formatInstant(past.begin),
        access: [{ path: EVIL, capabilities: [EVIL] }],
      }),
      ended(past, 600, EVIL),
      told(refused, "grant.refused", 9, { findings: [{ message: EVIL }] }),
      issued(evil),
      told(evil, "grant.unusual", 30, { what: EVIL, message: EVIL }),
      ...["failed", "missed"].map((what) => ({
        type: `leasehold.rotation.${what}`,
        subject: "orders-app",
        time: now,
        data: { why: EVIL, because: EVIL, message: EVIL },
      })),
      { type: "leasehold.rotation.failed", subject: "orders-app", time: now, data: { message: EVIL } },
      { type: "leasehold.audit.mismatch", subject: EVIL, time: now, data: { finding: { message: EVIL } } },
    ],
  };
}

async function open(view = "", options: BrowserContextOptions = {}): Promise<void> {
  context = await browser.newContext({ viewport: { width: 1180, height: 900 }, ...options });
  asked.length = 0;
  troubles.length = 0;
  context.on("request", (request) => asked.push(request.url()));
  page = await context.newPage();
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  await page.goto(`file://${folder}/index.html#/${view}`);
}

const go = (view: string) => page.evaluate(`location.hash = ${JSON.stringify(`#/${view}`)}`);
/** Waits for something in the page; Playwright's own waiting would need `eval` there, which the policy refuses. */
const until = (holds: string) =>
  page.evaluate(`new Promise((resolve) => {
    const look = () => ((${holds}) ? resolve() : setTimeout(look, 50));
    look();
  })`);
const h1 = () => page.locator("h1").textContent();

describe("what people write stays text on the dashboard", () => {
  it("does nothing in any view, even without the content security policy and Trusted Types", async () => {
    await open("", { bypassCSP: true });
    for (const view of VIEWS) {
      await go(view);
      await page.evaluate("new Promise(requestAnimationFrame)");
      const found = await page.evaluate(
        `({ hit: "hit" in window, foreign: document.body.querySelectorAll(${JSON.stringify(FOREIGN)}).length })`,
      );
      expect(found, view).toEqual({ hit: false, foreign: 0 });
    }
    expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it("is still there to be read, as it was written", async () => {
    await open(`grant/${keyFor(EVIL_GRANT)}`);
    expect(await page.locator("blockquote").textContent()).toBe(EVIL);
    expect(await h1()).toBe(`${EVIL} on orders-db-read`);
    expect(await page.locator("dd a[href^='https://tickets.example/']").textContent()).toBe(EVIL);
  });

  it("breaks no rule of the page's own content security policy", async () => {
    await open();
    for (const view of VIEWS) await go(view);
    await page.locator("#search").fill("refund");
    expect(troubles).toEqual([]);
  });

  it("could not be made to run by a script either: the policy refuses markup and what is not the page's own", async () => {
    await open();
    const tried = await page.evaluate(`(() => {
      const tries = {};
      try { document.body.innerHTML = "<b>x</b>"; tries.markup = "went"; } catch (error) { tries.markup = error.name; }
      const script = document.createElement("script");
      try { script.textContent = "window.hit = 1"; document.body.append(script); } catch (error) { tries.script = error.name; }
      return { ...tries, hit: "hit" in window };
    })()`);
    expect(tried).toMatchObject({ markup: "TypeError", hit: false });
  });
});

describe("the dashboard", () => {
  it("counts down while one looks, and says when somebody's access is over", async () => {
    await open();
    const left = page.locator(".grant .left").first();
    const before = await left.textContent();
    await until(`document.querySelector(".grant .left").textContent !== ${JSON.stringify(before)}`);
    const live = await page.locator(".grant .until[data-state=live]").count();
    expect(await h1()).toMatch(/^\d+ people have access, by \d+ grants\.$/);
    await page.evaluate("Date.now = ((real) => () => real() + 9 * 3_600_000)(Date.now)");
    await until(`document.querySelector("h1").textContent === "Nobody has access."`);
    expect(await page.locator(".grant .until[data-state=ended]").count()).toBe(live);
    await page.getByText(/This page was made 9 h( \d+ min)? ago/).waitFor();
  });

  it("keeps search and filters in the address, and finds them there again", async () => {
    await open();
    await page.keyboard.press("/");
    await page.keyboard.type("refund");
    await page
      .getByRole("status")
      .filter({ hasText: / of \d+ grants for “refund”/ })
      .waitFor();
    await page.getByRole("link", { name: "Ended", exact: true }).click();
    await page.getByLabel("Role").selectOption("billing-read");
    const address = page.url();
    expect(address).toMatch(/#\/grants\?q=refund&state=ended&role=billing-read$/);
    const found = await page.locator(".found").textContent();
    await page.goto("about:blank");
    await page.goto(address);
    expect(await page.locator(".found").textContent()).toBe(found);
    expect(await page.locator("#search").inputValue()).toBe("refund");
    await page.goBack();
  });

  it("makes rows only as far as somebody looks, and all of them for whoever goes on", async () => {
    await open("grants");
    const rows = page.locator(".grant");
    expect(await rows.count()).toBeLessThan(100);
    await until(
      `(scrollTo(0, document.body.scrollHeight), document.querySelectorAll(".grant").length > 290)`,
    );
    await page.getByRole("button", { name: /Show more/ }).waitFor({ state: "hidden" });
  });

  it("is used by keyboard alone: past the menu, through it, and to the top of where one went", async () => {
    await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.getByRole("link", { name: "Timeline" }).focus();
    await page.keyboard.press("Enter");
    await until(`document.activeElement.tagName === "H1"`);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("The last 30 days");
    expect(await page.title()).toBe("Timeline · acme/access");
    expect(await page.locator("nav.tabs [aria-current=page]").textContent()).toBe("Timeline");
  });

  it("tells a grant's story, and leads to its person, its role and its pull request", async () => {
    await open("grants?state=ended&q=request-");
    await page.locator(".grant .reason").first().click();
    await page.locator(".story li").first().waitFor();
    expect(await page.locator(".story").textContent()).toMatch(/^Issued.*Put where its person finds it/);
    expect(await page.locator("dd a[href='https://github.com/acme/access/pull/12']").count()).toBe(1);
    await page.locator("h1 a").last().click();
    await page.getByText("Role", { exact: true }).first().waitFor();
  });

  it("fits a phone in every view", async () => {
    await open("", { viewport: { width: 360, height: 740 } });
    const wider: unknown[] = [];
    for (const view of VIEWS) {
      await go(view);
      await page.evaluate("new Promise(requestAnimationFrame)");
      const by = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      if (Number(by) > 0) wider.push([view, by]);
    }
    expect(wider).toEqual([]);
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds fault with, %s", async (colorScheme) => {
    await open("", { colorScheme, bypassCSP: true });
    await page.evaluate(axe.source);
    for (const view of VIEWS) {
      await go(view);
      await page.evaluate("new Promise(requestAnimationFrame)");
      const faults = await page.evaluate(
        `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 140) + " " + (any[0]?.message ?? "")).join(" | ")))`,
      );
      expect(faults, view).toEqual([]);
    }
  });
});
