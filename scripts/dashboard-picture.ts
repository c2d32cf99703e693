/**
 * `node scripts/dashboard-picture.ts` draws docs/pictures/dashboard*.png: a made-up company's dashboard, on a desk in the
 * light and on a phone in the dark.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reportOf } from "../src/domain/report/report.ts";
import { dashboardPage } from "../src/render/dashboard/page.ts";
import { startBrowser } from "../test/support/browser.ts";
import { madeUpSources, NOON } from "../test/support/report-world.ts";

const SIGHTS = [
  { name: "dashboard", view: "", colorScheme: "light", viewport: { width: 1120, height: 1010 } },
  {
    name: "dashboard-timeline",
    view: "timeline",
    colorScheme: "light",
    viewport: { width: 1120, height: 560 },
  },
  { name: "dashboard-phone", view: "", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

const folder = await mkdtemp(join(tmpdir(), "leasehold-picture-"));
const pictures = fileURLToPath(new URL("../docs/pictures", import.meta.url));
try {
  const file = join(folder, "index.html");
  await writeFile(file, dashboardPage(reportOf(madeUpSources({ grants: 220, events: 1_200 }))));
  await using browser = await startBrowser();
  for (const { name, view, ...how } of SIGHTS) {
    await using context = await browser.newContext(how);
    const page = await context.newPage();
    await page.clock.setFixedTime((NOON + 240) * 1_000);
    await page.goto(`file://${file}#/${view}`);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
