/**
 * The dashboard at the size of issue 9: `node bench/dashboard.ts [grants] [events]` makes a report of a made-up company,
 * opens it in Chromium from the disk, and tells how long the first view and a filter take.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { reportOf } from "../src/domain/report/report.ts";
import { instant } from "../src/domain/units.ts";
import { dashboardSite } from "../src/render/dashboard/site.ts";
import { startBrowser } from "../test/support/browser.ts";
import { madeUpSources } from "../test/support/report-world.ts";

const GRANTS = Number(process.argv[2] ?? 10_000);
const EVENTS = Number(process.argv[3] ?? 100_000);
const RUNS = 5;
const QUERIES = ["refund", "alice", "billing pending", "inc-4711", "nothing at all is like this"];

const folder = await mkdtemp(join(tmpdir(), "leasehold-dashboard-"));
try {
  const sources = madeUpSources({
    grants: GRANTS,
    events: EVENTS,
    roles: 200,
    now: instant(Math.floor(Date.now() / 1_000)),
  });
  const began = performance.now();
  const report = reportOf(sources);
  const modelled = performance.now();
  const site = dashboardSite(report);
  const rendered = performance.now();
  for (const [name, text] of site) await writeFile(join(folder, name), text);
  const page = site.get("index.html") ?? "";
  const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
  console.log(`${report.grants.length} grants, ${report.story.length} events`);
  console.log(
    `model ${(modelled - began).toFixed(0)} ms, render ${(rendered - modelled).toFixed(0)} ms, resident ${mebibytes(process.memoryUsage().rss)}`,
  );
  console.log(
    `index.html ${mebibytes(Buffer.byteLength(page))}, ${mebibytes(gzipSync(page).length)} gzipped`,
  );

  await using browser = await startBrowser();
  const firsts: number[] = [];
  const filters: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await using context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    await tab.goto(`file://${folder}/index.html`);
    firsts.push(await firstView(tab));
    for (const query of QUERIES) filters.push(await filter(tab, query));
  }
  console.log(`first view: ${told(firsts)}`);
  console.log(`filter: ${told(filters)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** From the beginning of the navigation to the first paint of anything: the page is empty until its view is there. */
function firstView(tab: Page): Promise<number> {
  return tab.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      if (paint) resolve(paint.startTime); else requestAnimationFrame(look);
    };
    look();
  })`);
}

/** From the last letter to the frame that shows what was found. */
function filter(tab: Page, query: string): Promise<number> {
  return tab.evaluate<number>(`new Promise((resolve) => {
    const field = document.getElementById("search");
    field.focus();
    field.value = ${JSON.stringify(query)};
    const began = performance.now();
    field.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - began);
      channel.port2.postMessage(0);
    });
  })`);
}

function told(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => `${(sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0)} ms`;
  return `median ${at(0.5)}, worst ${at(1)} of ${sorted.length}`;
}
