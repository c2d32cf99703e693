import { type Static, Type } from "typebox";
import type { GrantKey } from "../../../domain/key.ts";
import type { BegunRotation, DoneRotation, RotationState } from "../../../domain/rotation/state.ts";
import type { Format } from "../kv.ts";
import { parse } from "../parse.ts";
import { Key, Moment, momentOf, present, textOf } from "./words.ts";

const Reason = Type.Union([Type.Literal("owed"), Type.Literal("due"), Type.Literal("asked")]);
const Keys = Type.Array(Key);
const common = { why: Reason, previous: Type.Optional(Moment), owed_by: Keys };
const Begun = Type.Object({ ...common, since: Moment });
const Done = Type.Object({ ...common, at: Moment });
const Stored = Type.Object({
  last_done: Type.Optional(Moment),
  owed_since: Type.Optional(Moment),
  owed_by: Keys,
  begun: Type.Optional(Begun),
  untold: Type.Optional(Type.Array(Done)),
});

export const rotationStateFormat: Format<RotationState> = {
  toJson: ({ last_done, owed_since, owed_by, begun, untold }) => ({
    last_done: textOf(last_done),
    owed_since: textOf(owed_since),
    owed_by: [...owed_by],
    begun: begun && { ...commonJson(begun), since: textOf(begun.since) },
    untold: untold?.map((done) => ({ ...commonJson(done), at: textOf(done.at) })),
  }),
  parse: (stored, place) => {
    const { last_done, owed_since, owed_by, begun, untold } = parse(Stored, stored, place);
    return present({
      last_done: last_done === undefined ? undefined : momentOf(last_done),
      owed_since: owed_since === undefined ? undefined : momentOf(owed_since),
      owed_by: owed_by as GrantKey[],
      begun: begun && begunOf(begun),
      untold: untold?.map(doneOf),
    });
  },
};

const commonJson = ({ why, previous, owed_by }: BegunRotation | DoneRotation) => ({
  why,
  previous: textOf(previous),
  owed_by: [...owed_by],
});

const commonOf = ({ why, previous, owed_by }: Pick<Static<typeof Done>, "why" | "previous" | "owed_by">) =>
  present({
    why,
    previous: previous === undefined ? undefined : momentOf(previous),
    owed_by: owed_by as GrantKey[],
  });

const begunOf = (begun: Static<typeof Begun>): BegunRotation => ({
  ...commonOf(begun),
  since: momentOf(begun.since),
});

const doneOf = (done: Static<typeof Done>): DoneRotation => ({ ...commonOf(done), at: momentOf(done.at) });
