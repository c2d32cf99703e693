import { Type } from "typebox";
import type { ProvedPolicies } from "../../../domain/proved-policies.ts";
import type { Format } from "../kv.ts";
import { parse } from "../parse.ts";

const Commit = Type.String({ pattern: "^[0-9a-f]{40}([0-9a-f]{24})?$" });
const Stored = Type.Object({ since: Commit, commit: Commit });

export const provedPoliciesFormat: Format<ProvedPolicies> = {
  toJson: (proved) => ({ ...proved }),
  parse: (stored, place) => parse(Stored, stored, place),
};
