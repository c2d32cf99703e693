/** The repository's files. */
import type { TreeEntry } from "../github/git/objects.ts";
import { type Html, html, inAddress } from "./html.ts";
import { markdown } from "./markdown.ts";
import { branchLink, commitLink, moment } from "./marks.ts";
import type { Page, View } from "./stage.ts";

/** More of a file nobody reads on a page. */
const LONGEST = 400_000;

/** @param rest a branch, tag or commit and a path in it; branches may have slashes in their names */
export async function filePage(view: View, rest: string): Promise<Page | undefined> {
  const parts = rest.split("/");
  for (let count = parts.length; count > 0; count--) {
    const ref = parts.slice(0, count).join("/");
    if ((await view.repo.git.resolve(ref)) === undefined) continue;
    const path = parts.slice(count).join("/");
    const body = (await folder(view, ref, path)) ?? (await file(view, ref, path));
    return body && { title: path === "" ? ref : path, tab: "code", body };
  }
  return undefined;
}

/** A folder as a list, with its README; undefined where there is none of that path. */
export async function folder(view: View, ref: string, path: string): Promise<Html | undefined> {
  const { repo, base } = view;
  const sha = await repo.git.resolve(ref);
  const entries = sha && (await repo.git.tree(sha, { path }));
  if (!sha || !entries) return undefined;
  const commit = await repo.git.commit(sha);
  const sorted = [...entries].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  const readme = entries.find((entry) => /^readme\.md$/i.test(entry.path));
  const subject = commit.message.split("\n")[0];
  return html`${trail(view, ref, path)}
<section class="box files"><h2 class="head"><span class="subject"><b>${commit.author.name}</b> ${subject}</span> <span class="quiet">${commitLink(base, sha)} ${moment(commit.committer.date, view.now)} · <a href="${base}/commits/${inAddress(ref)}">commits</a></span></h2>
<ul class="rows">${sorted.map((entry) => html`<li><span class="kind" aria-hidden="true">${entry.type === "tree" ? "▸" : "·"}</span><a href="${base}/${entry.type === "tree" ? "tree" : "blob"}/${inAddress(ref)}/${inAddress(joined(path, entry.path))}">${entry.path}</a></li>`)}</ul></section>
${readme && html`<section class="box"><h2 class="head">${readme.path}</h2><div class="pad">${markdown(await text(view, readme.sha), "flowing")}</div></section>`}`;
}

async function file(view: View, ref: string, path: string): Promise<Html | undefined> {
  const sha = await view.repo.git.resolve(ref);
  const entry = sha && path !== "" ? await view.repo.git.entry(sha, path) : undefined;
  if (!sha || entry?.type !== "blob") return undefined;
  const content = await text(view, entry.sha);
  const shown = /\.md$/i.test(path)
    ? html`<div class="pad">${markdown(content, "flowing")}</div>`
    : numbered(content);
  return html`${trail(view, ref, path)}<section class="box"><h2 class="head"><span>${path.split("/").at(-1)}</span> <span class="quiet">${(entry.size ?? 0).toLocaleString("en")} bytes</span></h2>${shown}</section>`;
}

const numbered = (content: string): Html =>
  html`<div class="scroll"><table class="diff">${content
    .replace(/\n$/, "")
    .split("\n")
    .map(
      (line, index) => html`<tr><td class="no">${index + 1}</td><td class="text">${line}</td></tr>`,
    )}</table></div>`;

async function text({ repo }: View, blob: string): Promise<string> {
  const content = await repo.git.blob(blob);
  if (content.includes(0)) return "(not text)";
  return content.length > LONGEST
    ? `${content.toString("utf8", 0, LONGEST)}\n… cut here`
    : content.toString("utf8");
}

/** Branch and folders above, as links. */
function trail({ base }: View, ref: string, path: string): Html {
  const parts = path === "" ? [] : path.split("/");
  return html`<p class="trail">${branchLink(base, ref)} ${parts.map((part, index) =>
    index === parts.length - 1
      ? html`<i>/</i> <b>${part}</b>`
      : html`<i>/</i> <a href="${base}/tree/${inAddress(ref)}/${inAddress(parts.slice(0, index + 1).join("/"))}">${part}</a> `,
  )}</p>`;
}

const rank = ({ type }: TreeEntry): number => (type === "tree" ? 0 : 1);
const joined = (path: string, name: string): string => (path === "" ? name : `${path}/${name}`);
