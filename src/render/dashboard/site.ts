import type { Report } from "../../domain/report/report.ts";
import { dashboardPage } from "./page.ts";
import { reportJson } from "./report-json.ts";
import { rotationsCsv } from "./rotations-csv.ts";

/** The dashboard's files by their names. */
export const dashboardSite = (report: Report): ReadonlyMap<string, string> =>
  new Map([
    ["index.html", dashboardPage(report)],
    ["report.json", `${JSON.stringify(reportJson(report))}\n`],
    ["rotations.csv", rotationsCsv(report.rotations)],
  ]);
