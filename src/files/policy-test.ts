import type { RuleName } from "../domain/finding.ts";
import type { GrantKey } from "../domain/key.ts";
import type { PolicyTest } from "../domain/model.ts";
import { nearest } from "../domain/nearest.ts";
import type { Path } from "../domain/unsaid.ts";
import { type Form, instantOf, says, wrong } from "./form.ts";
import { requestOf } from "./grant-file.ts";
import { isRuleName, RULE_NAMES } from "./rule-names.ts";
import type { Written } from "./schemas/index.ts";
import { show, showPath } from "./show.ts";

type WrittenTest = Written<"policy-tests">[number];

/** The tests of one file, in its order; without those of which the file, broken as it is, does not say all. */
export function policyTestsOf(form: Form, file: string, written: Written<"policy-tests">): PolicyTest[] {
  const tests = written.map((test, index): PolicyTest => {
    const { positions } = form;
    const request = requestOf(form, [index, "request"], test.request);
    return {
      file,
      name: test.name.trim(),
      request,
      author: test.author ?? request.user,
      ...(test.now === undefined ? {} : { now: instantOf(form, [index, "now"], test.now) }),
      live: (test.live ?? []).map((one, at) => liveOf(form, [index, "live", at], one)),
      approvals: test.approvals ?? [],
      expect: test.expect,
      rules: rulesOf(form, [index, "rules"], test),
      at: (...path) => positions.value(index, ...path),
    };
  });
  return tests.filter((_, index) => says(form, [index]));
}

function liveOf(
  form: Form,
  path: Path,
  written: NonNullable<WrittenTest["live"]>[number],
): PolicyTest["live"][number] {
  const begin = instantOf(form, [...path, "begin"], written.begin);
  const end = instantOf(form, [...path, "end"], written.end);
  if (end <= begin) {
    wrong(
      form,
      [...path, "end"],
      `${showPath([...path, "end"])}: ${written.end} is not after begin`,
      "write a later end",
    );
  }
  const { role, user, key } = written;
  return { role, user, begin, end, ...(key === undefined ? {} : { key: key as GrantKey }) };
}

function rulesOf(form: Form, path: Path, test: WrittenTest): RuleName[] {
  const rules = test.rules ?? [];
  if (rules.length > 0 && test.expect === "allow" && says(form, [...path.slice(0, -1), "expect"])) {
    wrong(
      form,
      path,
      `${showPath(path)} are reasons of a denial, and the test expects allow`,
      "write expect: deny, or take rules out",
    );
  }
  return rules.flatMap((rule, index) => {
    if (isRuleName(rule)) return [rule];
    const near = nearest(rule, RULE_NAMES);
    wrong(
      form,
      [...path, index],
      `${showPath([...path, index])}: ${show(rule)} is no rule`,
      near === undefined
        ? "write the name of a rule, such as four-eyes or rule:long-needs-ticket"
        : `did you mean ${near}?`,
    );
    return [];
  });
}
