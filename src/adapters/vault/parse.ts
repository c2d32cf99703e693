import { type Static, type TSchema, Type } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { Value } from "typebox/value";
import { type Instant, instant } from "../../domain/units.ts";
import { type Place, unexpected } from "./errors.ts";

/** The answer as the schema has it, or an error that says which member is wrong (never with its value). */
export function parse<Schema extends TSchema>(schema: Schema, answer: unknown, place: Place): Static<Schema> {
  if (holds(schema, answer)) return answer;
  const [first] = Value.Errors(schema, answer);
  throw unexpected(
    place,
    `something unexpected: ${first?.instancePath || "the answer"} ${first?.message ?? "is wrong"}`,
  );
}

/** Answers of one form after which its check is compiled: that takes a millisecond, and saves a tenth of one each time. */
const OFTEN = 20;
const seen = new WeakMap<TSchema, number | Validator>();

function holds<Schema extends TSchema>(schema: Schema, answer: unknown): answer is Static<Schema> {
  const before = seen.get(schema) ?? 0;
  if (typeof before !== "number") return before.Check(answer);
  seen.set(schema, before < OFTEN ? before + 1 : Compile(schema));
  return Value.Check(schema, answer);
}

/** `{ data: … }`, as Vault wraps every answer. */
export const DataOf = <Schema extends TSchema>(schema: Schema) => Type.Object({ data: schema });

/** RFC 3339 as Vault writes it: any fraction, any offset. */
export const Time = Type.String({
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$",
});

/** The second in which it lies. */
export const secondOf = (time: string): Instant => instant(Math.floor(Date.parse(time) / 1_000));

export const Strings = Type.Array(Type.String());

const Listed = DataOf(Type.Object({ keys: Type.Unknown() }));

/** The names in the answer to a LIST: there may be a hundred thousand, and the schema would take its time with each. */
export function keysOf(answer: unknown, place: Place): string[] {
  const { keys } = parse(Listed, answer, place).data;
  if (Array.isArray(keys) && keys.every((key) => typeof key === "string")) return keys;
  throw unexpected(place, "something unexpected: /data/keys is no list of names");
}

/** Vault writes an empty map or list as null. */
export const StringMapOrNull = Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]);
export const StringsOrNull = Type.Union([Strings, Type.Null()]);
