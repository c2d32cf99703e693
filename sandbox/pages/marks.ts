/** Small things that all pages are made of: people, times, states. */
import { type Html, html, inAddress } from "./html.ts";

/** Colours of people, by the class `hue-N`. */
const HUES = 8;

/** The factor keeps the sample's people apart. */
const hueOf = (name: string): number =>
  [...name].reduce((sum, sign) => (sum * 151 + (sign.codePointAt(0) ?? 0)) % 1009, 7) % HUES;

/** A person's initial in a circle of their own colour; programs are square. */
export const avatar = (login: string): Html =>
  html`<span class="avatar ${login.endsWith("[bot]") ? "bot" : `hue-${hueOf(login)}`}" aria-hidden="true">${[...login][0]?.toUpperCase() ?? "?"}</span>`;

export function person(login: string): Html {
  const bot = login.endsWith("[bot]");
  const name = bot ? login.slice(0, -"[bot]".length) : login;
  return bot
    ? html`<strong class="login">${name}</strong> <span class="label">bot</span>`
    : html`<a class="login" href="/people#${login}">${name}</a>`;
}

/** A length of time: `42 s`, `3 min`, `1 h 59 min`, `3 d`. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  if (whole < 60) return `${whole} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** A moment: how long ago to read, the exact one to hover. */
export function moment(at: Date, now: Date): Html {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  const words = Math.abs(seconds) < 2 ? "now" : seconds > 0 ? `${span(seconds)} ago` : `in ${span(-seconds)}`;
  return html`<time datetime="${at.toISOString()}" title="${utc(at)}">${words}</time>`;
}

/** `2026-11-21 20:22:01 UTC`. */
export const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** States of everything that is done, waited for, or went wrong; what is not known is shown as quiet. */
const SIGNS: Readonly<Record<string, readonly [sign: string, mood: string]>> = {
  success: ["✓", "good"],
  failure: ["✕", "bad"],
  error: ["✕", "bad"],
  startup_failure: ["✕", "bad"],
  cancelled: ["⊘", "quiet"],
  skipped: ["⊘", "quiet"],
  neutral: ["■", "quiet"],
  pending: ["●", "busy"],
  in_progress: ["●", "busy turning"],
  waiting: ["●", "busy"],
};

export const sign = (state: string): Html => {
  const [mark, mood] = SIGNS[state] ?? ["■", "quiet"];
  return html`<span class="sign ${mood}" role="img" aria-label="${state.replaceAll("_", " ")}">${mark}</span>`;
};

export const badge = (mood: string, text: string): Html => html`<span class="badge ${mood}">${text}</span>`;

export const commitLink = (base: string, sha: string): Html =>
  html`<a class="sha" href="${base}/commit/${sha}">${sha.slice(0, 7)}</a>`;

export const branchLink = (base: string, name: string): Html =>
  html`<a class="branch" href="${base}/tree/${inAddress(name)}">${name}</a>`;

/** Nothing to see, said kindly. */
export const nothing = (text: Html | string): Html => html`<p class="nothing">${text}</p>`;
