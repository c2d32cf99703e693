/** Who presses the button: a row of people to choose from. */
import { type Html, html } from "./html.ts";
import { avatar } from "./marks.ts";
import type { View } from "./stage.ts";

/**
 * Everybody, whoever it makes sense to be: what GitHub refuses is part of the play.
 * @param likely who is chosen at first; whom one was last unless told
 */
export const actorChoice = ({ stage, me }: View, likely = me): Html => html`<fieldset class="actors">
<legend>You are</legend>
${stage.residents.map(
  ({ login, about }) =>
    html`<label title="${about}"><input type="radio" name="as" value="${login}"${login === likely && html` checked`}>${avatar(login)}<span>${login}</span></label>`,
)}
</fieldset>`;

/** A button that does `deed` when it is pressed. */
export const button = (view: View, deed: string, text: string, kind = ""): Html =>
  html`<button class="${kind}" formaction="${view.base}/_/${deed}">${text}</button>`;
