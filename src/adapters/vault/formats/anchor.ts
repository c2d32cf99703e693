import { Type } from "typebox";
import type { Format } from "../kv.ts";
import { parse } from "../parse.ts";

/** The head of the audit chain when it had so many events. */
export interface Anchor {
  readonly count: number;
  readonly head: string;
}

export const anchorFormat: Format<Anchor> = {
  toJson: (anchor) => ({ ...anchor }),
  parse: (stored, place) => parse(Type.Object({ count: Type.Integer(), head: Type.String() }), stored, place),
};
