import { Type } from "typebox";
import { isKey } from "../../../domain/key.ts";
import { formatInstant, type Instant, instant, parseInstant } from "../../../domain/units.ts";

/** RFC 3339 with an offset and whole seconds: how our own mount writes every moment. */
export const Moment = Type.Refine(Type.String(), (text) => parseInstant(text) !== undefined);
export const Key = Type.Refine(Type.String(), isKey);

/** The moment of a text that {@link Moment} let through. */
export const momentOf = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);

export const textOf = (moment: Instant | undefined): string | undefined =>
  moment === undefined ? undefined : formatInstant(moment);

/** The object without its undefined members: what is absent in our types is absent, never undefined. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}

type Present<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};
