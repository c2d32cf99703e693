/** What to do here: beside the files of the repository's first page. */
import { type Html, html } from "./html.ts";
import { avatar } from "./marks.ts";
import type { View } from "./stage.ts";

export function welcome({ stage, base }: View): Html {
  const alice = stage.residents.find(({ login }) => login === "alice");
  return html`<section class="panel box"><h2>Try this</h2><ol class="tries">
${
  alice?.shell !== undefined &&
  html`<li>Be alice in a terminal<code class="shell">${alice.shell}</code></li>
<li>Ask for access<code class="shell">leasehold request orders-db-read --for 15m --ticket INC-7 --reason "I want to see how this feels"</code></li>`
}
<li>Approve it as bob and as sam, then merge it: <a href="${base}/pulls">pull requests</a></li>
<li>Watch <a href="${base}/actions">apply</a> issue it, and see <a href="${base}/status">who has what</a></li>
<li>Log in to Vault with alice's password and code (<a href="/people#alice">people</a>), and use it<code class="shell">bao login -method=userpass username=alice
leasehold use orders-db-read -- orders --stay</code></li>
<li>When it is over: strike the clock (<a href="${base}/actions">runs</a>), read the <a href="${base}/audit">audit log</a></li></ol>
<h2>Who is who</h2><ul class="who">${stage.residents.map(({ login, about }) => html`<li>${avatar(login)} <span><a class="login" href="/people#${login}">${login}</a> <small>${about}</small></span></li>`)}</ul></section>`;
}
