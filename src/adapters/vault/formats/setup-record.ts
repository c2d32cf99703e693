import { Type } from "typebox";
import type { SetupRecord } from "../../../domain/setup/record.ts";
import type { Format } from "../kv.ts";
import { parse, Strings } from "../parse.ts";
import { Moment, momentOf, present, textOf } from "./words.ts";

const Stored = Type.Object({
  policies_commit: Type.String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" }),
  written_at: Moment,
  people_accessor: Type.Optional(Type.String()),
  shared_paths: Strings,
  // Setups before this version did not write it.
  token_roles: Type.Optional(Strings),
});

export const setupRecordFormat: Format<SetupRecord> = {
  toJson: (setup) => ({
    ...setup,
    written_at: textOf(setup.written_at),
    shared_paths: [...setup.shared_paths],
    token_roles: [...setup.token_roles],
  }),
  parse: (stored, place) => {
    const { written_at, token_roles = [], ...rest } = parse(Stored, stored, place);
    return present({ ...rest, written_at: momentOf(written_at), token_roles });
  },
};
