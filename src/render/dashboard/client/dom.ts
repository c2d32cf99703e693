/** Elements from data. Text goes in as text nodes only: nothing that anybody wrote can become markup. */

export type Child = Node | string | number | undefined | false | readonly Child[];

export interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly href?: string;
  readonly title?: string;
  readonly [name: `aria-${string}` | `data-${string}`]: string | undefined;
  readonly role?: string;
  readonly tabindex?: string;
  readonly type?: string;
  readonly for?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly scope?: string;
  readonly download?: string;
  readonly datetime?: string;
  readonly selected?: "";
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string") element.setAttribute(name, name === "href" ? address(value) : value);
  }
  append(element, children);
  return element;
}

export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === "string" || typeof child === "number")
      parent.appendChild(document.createTextNode(String(child)));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/** Only within this page, to files beside it, and to web pages: never `javascript:`. */
const address = (href: string): string => (/^(#|https?:\/\/|[a-z-]+\.(csv|json)$)/.test(href) ? href : "#");
