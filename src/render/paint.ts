import { styleText } from "node:util";

/** The few styles that output has. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Puts a style on a text, or does not: where no terminal takes colour. */
export type Paint = (style: Style, text: string) => string;

export const colours: Paint = (style, text) => styleText(style, text, { validateStream: false });
export const plain: Paint = (_, text) => text;
