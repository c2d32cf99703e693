import { Type } from "typebox";
import type { GrantKey } from "../../../domain/key.ts";
import type { RotationState } from "../../../domain/rotation/state.ts";
import type { Format } from "../kv.ts";
import { parse } from "../parse.ts";
import { Key, Moment, momentOf, present, textOf } from "./words.ts";

const Stored = Type.Object({
  last_done: Type.Optional(Moment),
  owed_since: Type.Optional(Moment),
  owed_by: Type.Array(Key),
});

export const rotationStateFormat: Format<RotationState> = {
  toJson: (state) => ({
    last_done: textOf(state.last_done),
    owed_since: textOf(state.owed_since),
    owed_by: [...state.owed_by],
  }),
  parse: (stored, place) => {
    const { last_done, owed_since, owed_by } = parse(Stored, stored, place);
    return present({
      last_done: last_done === undefined ? undefined : momentOf(last_done),
      owed_since: owed_since === undefined ? undefined : momentOf(owed_since),
      owed_by: owed_by as GrantKey[],
    });
  },
};
