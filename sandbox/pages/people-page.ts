/** Who is who, with everything one needs to be them: this is a sandbox. */
import * as OTPAuth from "otpauth";
import { type Html, html } from "./html.ts";
import { avatar } from "./marks.ts";
import type { Page, Resident, View } from "./stage.ts";

export function peoplePage(view: View): Page {
  const { stage, now } = view;
  const codes = stage.residents.map(({ vault }) => vault && codeAt(vault.totpUrl, now));
  const left = Math.min(...codes.map((code) => code?.secondsLeft ?? 3600));
  return {
    title: "People",
    tab: "people",
    freshFor: left,
    body: html`<h1>People</h1>
<p class="quiet">Passwords and codes of Vault, shown to everybody who looks: it is a sandbox. Vault takes each code once${left < 3600 && html`; the next ones come in ${left} s`}.</p>
<div class="cards">${stage.residents.map((resident, index) => card(resident, codes[index]?.code))}</div>
${stage.parts.length > 0 && html`<h2>Around them</h2><dl class="box facts pad">${stage.parts.map(({ name, address, login }) => html`<dt>${name}</dt><dd><code>${address}</code>${login !== undefined && html`<br><small>${login}</small>`}</dd>`)}</dl>`}`,
  };
}

function card({ login, about, vault, shell }: Resident, code: string | undefined): Html {
  return html`<section class="box card" id="${login}"><h2>${avatar(login)} ${login}</h2><p>${about}</p>
<dl class="facts">${vault && html`<dt>Password</dt><dd><code>${vault.password}</code></dd><dt>Code now</dt><dd><code class="code">${code}</code></dd>`}</dl>${shell !== undefined && html`<code class="shell">${shell}</code>`}</section>`;
}

/** The code an authenticator app would show, and for how long. */
function codeAt(
  totpUrl: string,
  now: Date,
): { readonly code: string; readonly secondsLeft: number } | undefined {
  const totp = OTPAuth.URI.parse(totpUrl);
  if (!(totp instanceof OTPAuth.TOTP)) return undefined;
  const timestamp = now.getTime();
  const secondsLeft = Math.ceil(totp.period - ((timestamp / 1000) % totp.period));
  return { code: totp.generate({ timestamp }), secondsLeft };
}
