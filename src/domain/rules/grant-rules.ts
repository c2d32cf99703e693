import type { GrantRule } from "./asked.ts";
import { roleRules } from "./cel.ts";
import { extension } from "./extension.ts";
import { conflict, limitPerUser, limitTotal } from "./others.ts";
import { breakGlassBy, breakGlassId, breakGlassMax, currentLogin, requesterEligible } from "./person.ts";
import { durationMax, windowAhead, windowPast } from "./window.ts";
import { reason, ticket } from "./words.ts";

/** Every rule for a grant whose role is known, in the order they are told. A new rule is a function and a line here. */
export const GRANT_RULES: readonly GrantRule[] = [
  currentLogin,
  requesterEligible,
  breakGlassId,
  breakGlassBy,
  breakGlassMax,
  durationMax,
  windowPast,
  windowAhead,
  extension,
  reason,
  ticket,
  limitPerUser,
  limitTotal,
  conflict,
  roleRules,
];
