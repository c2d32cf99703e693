import { type ExitCode, exitCode, type Outcome } from "../commands/outcome.ts";
import type { Finding } from "../domain/finding.ts";
import { findingsText } from "../render/findings.ts";
import { troubleText } from "../render/run.ts";
import type { Context } from "./context.ts";

/** Says what was found and what is still owed. */
export function finish(
  context: Context,
  outcome: Outcome & { readonly policies_hold?: boolean },
  shown: readonly Finding[],
): ExitCode {
  context.say(findingsText(shown, context.sayPaint));
  context.say(troubleText(outcome.troubles, context.sayPaint));
  return exitCode(outcome);
}
