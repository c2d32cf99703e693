/** Commits: of a branch, and one with what it changed. */
import type { Commit } from "../github/git/objects.ts";
import { accountOfAddress } from "../github/world.ts";
import { diff } from "./diff.ts";
import { type Html, html, inAddress } from "./html.ts";
import { avatar, badge, branchLink, commitLink, moment, utc } from "./marks.ts";
import type { Page, View } from "./stage.ts";

const MOST = 100;

export async function commitsPage(view: View, ref: string): Promise<Page | undefined> {
  const { git } = view.repo;
  const tip = await git.resolve(ref);
  if (tip === undefined) return undefined;
  const commits = await git.commits(await git.log(["-n", String(MOST), tip]));
  return {
    title: `Commits of ${ref}`,
    tab: "code",
    body: html`<h1>Commits of ${branchLink(view.base, ref)}</h1>${commitList(view, commits)}${commits.length === MOST && html`<p class="quiet">The newest ${MOST}.</p>`}`,
  };
}

export const commitList = (view: View, commits: readonly Commit[]): Html =>
  html`<ul class="box rows commits">${commits.map(
    (commit) =>
      html`<li>${author(view, commit)}<span class="subject"><a href="${view.base}/commit/${commit.sha}">${subjectOf(commit)}</a> <small>${commit.author.name}, ${moment(commit.committer.date, view.now)}</small></span> ${view.repo.verified.has(commit.sha) && badge("good", "Verified")} ${commitLink(view.base, commit.sha)}</li>`,
  )}</ul>`;

export async function commitPage(view: View, name: string): Promise<Page | undefined> {
  const { git } = view.repo;
  const sha = await git.resolve(name);
  if (sha === undefined) return undefined;
  const commit = await git.commit(sha);
  const changes = await git.diff(commit.parents[0], sha);
  const [, ...rest] = commit.message.split("\n");
  const more = rest.join("\n").trim();
  return {
    title: subjectOf(commit),
    tab: "code",
    body: html`<h1>${subjectOf(commit)}</h1>
<p class="byline">${author(view, commit)} <b>${commit.author.name}</b> &lt;${commit.author.email}&gt; · ${utc(commit.committer.date)} ${view.repo.verified.has(sha) && badge("good", "Verified")}</p>
${more !== "" && html`<pre class="box pad">${more}</pre>`}
<p class="quiet">commit <span class="sha">${sha}</span>${commit.parents.length > 0 && html` · parents ${commit.parents.map((parent) => html`${commitLink(view.base, parent)} `)}`} · <a href="${view.base}/tree/${inAddress(sha)}">files then</a></p>
${diff(changes)}`,
  };
}

const subjectOf = ({ message }: Commit): string => message.split("\n")[0] || "(no message)";

function author({ stage }: View, { author: { name, email } }: Commit): Html {
  return avatar(accountOfAddress(stage.github.world.state, email)?.login ?? name);
}
