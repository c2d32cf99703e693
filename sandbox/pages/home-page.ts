/** The first page: what is in the repository, what goes on in it, what one could do. */
import { isPull } from "../github/state.ts";
import { folder } from "./file-pages.ts";
import { html } from "./html.ts";
import { nothing } from "./marks.ts";
import { pullRow } from "./pull-pages.ts";
import { runRow } from "./run-pages.ts";
import type { Page, View } from "./stage.ts";
import { welcome } from "./welcome.ts";

const LATEST = 4;

export async function homePage(view: View): Promise<Page> {
  const { repo, stage } = view;
  const listing = await folder(view, repo.defaultBranch, "");
  const pulls = [...repo.issues.values()].filter(isPull).slice(-LATEST).toReversed();
  const runs = (stage.runner?.runs ?? []).slice(-LATEST).toReversed();
  return {
    title: "Code",
    tab: "code",
    body: html`<h1 class="unseen">${stage.slug}</h1><div class="columns"><div>${listing ?? nothing("The repository is empty.")}
${pulls.length > 0 && html`<h2>Latest pull requests</h2><ul class="box rows">${pulls.map((pull) => pullRow(view, pull))}</ul>`}
${runs.length > 0 && html`<h2>Latest runs</h2><ul class="box rows">${runs.map((run) => runRow(view, run))}</ul>`}</div><aside>${welcome(view)}</aside></div>`,
  };
}
