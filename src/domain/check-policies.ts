import { type Finding, inOrder } from "./finding.ts";
import type { Policies } from "./model.ts";
import { POLICY_RULES } from "./rules/policy-rules.ts";
import type { Instant } from "./units.ts";

/** Judges policies by themselves: every rule of formats.md that needs nothing but them. Policy tests come apart. */
export const checkPolicies = (policies: Policies, now: Instant): Finding[] =>
  inOrder(POLICY_RULES.flatMap((rule) => rule({ policies, now })));
