import { createHash } from "node:crypto";
import type { Report } from "../../domain/report/report.ts";
import { SCRIPT, STYLE } from "./page.generated.js";
import { siteData, storyData } from "./site-data.ts";

/** The product's mark; the only picture of the page. */
const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6e63"/><path d="M16 6.5a9.5 9.5 0 1 0 9.5 9.5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><path d="M16 10.5V16l4 2.6" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/><circle cx="22.6" cy="9.2" r="2.4" fill="#ffc861"/></svg>';

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * Nothing but this very style and script, by their hashes: a page that is opened from a disk has no origin that could
 * be trusted by name. Trusted Types keep the script itself from making markup of text.
 */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The page with its data in it: a page opened from a disk may not fetch what lies beside it. */
export function dashboardPage(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Leasehold</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
<style>${STYLE}</style>
</head>
<body>
<div id="app"></div>
<noscript><p class="noscript">This page draws itself with a script of its own, and needs it. What it shows is in report.json beside it.</p></noscript>
<script type="application/json" id="site-data">${inScript(siteData(report))}</script>
<script type="application/json" id="story-data">${inScript(storyData(report))}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** JSON that cannot end the element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
