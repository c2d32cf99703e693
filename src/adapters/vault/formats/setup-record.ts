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
});

export const setupRecordFormat: Format<SetupRecord> = {
  toJson: (setup) => ({
    ...setup,
    written_at: textOf(setup.written_at),
    shared_paths: [...setup.shared_paths],
  }),
  parse: (stored, place) => {
    const { policies_commit, written_at, people_accessor, shared_paths } = parse(Stored, stored, place);
    return present({ policies_commit, written_at: momentOf(written_at), people_accessor, shared_paths });
  },
};
