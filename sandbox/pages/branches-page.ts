import { protectionOf } from "../github/rules/requirements.ts";
import { isPull } from "../github/state.ts";
import { html } from "./html.ts";
import { badge, branchLink, commitLink, moment } from "./marks.ts";
import type { Page, View } from "./stage.ts";

export async function branchesPage(view: View): Promise<Page> {
  const { repo, base } = view;
  const refs = await repo.git.refs("refs/heads/");
  const pulls = [...repo.issues.values()].filter(isPull);
  const rows = await Promise.all(
    refs.map(async ({ ref, sha }) => {
      const name = ref.slice("refs/heads/".length);
      const commit = await repo.git.commit(sha);
      const pull = pulls.findLast((one) => one.pull.head.ref === name && one.pull.head.repo === repo);
      return html`<li><span class="subject">${branchLink(base, name)} ${name === repo.defaultBranch && badge("quiet", "default")} ${protectionOf(repo, name) && badge("quiet", "protected")}
<small>${commit.message.split("\n")[0]}</small></span>
<span class="quiet">${pull && html`<a href="${base}/pull/${pull.number}">#${pull.number}</a> · `}${commitLink(base, sha)} ${moment(commit.committer.date, view.now)}</span></li>`;
    }),
  );
  return {
    title: "Branches",
    tab: "branches",
    body: html`<h1>Branches</h1><ul class="box rows">${rows}</ul>
<h2>What moved</h2><ul class="box rows">${repo.activities
      .slice(-40)
      .toReversed()
      .map(
        ({ actor, type, ref, before, after, at }) =>
          html`<li><span class="subject"><b>${actor.login}</b> ${type.replaceAll("_", " ")} <span class="branch">${ref.replace(/^refs\/heads\//, "")}</span></span> <span class="quiet"><span class="sha">${before.slice(0, 7)}</span> → <span class="sha">${after.slice(0, 7)}</span> ${moment(at, view.now)}</span></li>`,
      )}</ul>`,
  };
}
