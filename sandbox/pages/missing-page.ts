import { html } from "./html.ts";
import { nothing } from "./marks.ts";
import type { Page, View } from "./stage.ts";

export const missingPage = ({ base, url }: View): Page => ({
  title: "Not here",
  status: 404,
  body: html`<h1>Not here</h1>${nothing(html`The sandbox has no page <code>${url.pathname}</code>. <a href="${base}">Back to the repository</a>`)}`,
});
