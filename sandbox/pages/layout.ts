/** The frame around every page. */
import { isPull } from "../github/state.ts";
import { type Html, html } from "./html.ts";
import type { Page, Stage, View } from "./stage.ts";

/** Changes whenever something happens that a page might show. */
export function pulse({ github, runner }: Stage): string {
  const runs = runner?.runs ?? [];
  const jobs = runs.reduce((sum, run) => sum + run.jobs.length, 0);
  const over = runs.filter(({ conclusion }) => conclusion !== undefined).length;
  const checks = github.world.state.repos.flatMap(({ checkRuns }) => checkRuns).length;
  return [github.events.length, runs.length, jobs, over, checks, runner?.waiting.length ?? 0].join(".");
}

/** Runs that are on. */
export const busy = ({ runner }: Stage): number =>
  runner?.runs.filter(({ conclusion }) => conclusion === undefined).length ?? 0;

export function frame(view: View, page: Page): Html {
  const { stage, base, said } = view;
  const owner = stage.slug.split("/")[0];
  const name = stage.slug.split("/")[1];
  const running = busy(stage);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${stage.slug}</title>
<link rel="icon" href="/_/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_/style.css">
<script src="/_/live.js" defer></script>
</head>
<body data-pulse="${pulse(stage)}">
<header class="top">
<div class="brand"><img src="/_/mark.svg" alt="" width="26" height="26"><a href="${base}"><span>${owner}</span><i>/</i><b>${name}</b></a><span class="label">sandbox</span>
${running > 0 && html`<a class="running" href="${base}/actions">${running} running</a>`}</div>
<nav>${menu(view).map(
    ([key, href, text, count]) =>
      html`<a href="${href}"${page.tab === key && html` aria-current="page"`}>${text}${count !== undefined && count > 0 && html` <span class="count">${count}</span>`}</a>`,
  )}</nav>
</header>
<main>
${said && html`<p class="said ${said.went}" role="status">${said.text}</p>`}
${page.body}
</main>
<footer>A sandbox on this machine: nothing here leaves it, and all of it goes with Ctrl-C.</footer>
<p class="notice stale">Something has changed. <a href="${view.url.pathname}${view.url.search}">Look again</a></p>
<p class="notice gone">The sandbox has stopped.</p>
</body>
</html>
`;
}

type Entry = readonly [key: string, href: string, text: string, count?: number];

function menu({ stage, repo, base }: View): Entry[] {
  const open = [...repo.issues.values()].filter(({ state }) => state === "open");
  const pulls = open.filter(isPull).length;
  return [
    ["code", base, "Code"],
    ["pulls", `${base}/pulls`, "Pull requests", pulls],
    ["issues", `${base}/issues`, "Issues", open.length - pulls],
    ["actions", `${base}/actions`, "Runs"],
    ["branches", `${base}/branches`, "Branches"],
    ["audit", `${base}/audit`, "Audit log"],
    ...(stage.status ? ([["status", `${base}/status`, "Status"]] as const) : []),
    ...(stage.dashboard ? ([["dashboard", `${base}/dashboard/`, "Dashboard"]] as const) : []),
    ["people", "/people", "People"],
  ];
}
