import type { Check } from "../domain/doctor/check.ts";
import { hintLines } from "./findings.ts";
import type { Paint, Style } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

const GROUPS: readonly (readonly [prefix: string, title: string])[] = [
  ["repository.", "Repository"],
  ["github.", "GitHub"],
  ["vault.", "Vault"],
];

const MARK: Readonly<Record<Check["state"], readonly [Style, string]>> = {
  pass: ["green", "✓"],
  fail: ["red", "✗"],
  unknown: ["yellow", "?"],
};

/** The diagnosis, grouped; what fails says where to change it, what is open says what is missing to look. */
export function doctorText(checks: readonly Check[], paint: Paint): string {
  const sections = GROUPS.flatMap(([prefix, title]) => {
    const mine = checks.filter(({ id }) => id.startsWith(prefix));
    return mine.length === 0 ? [] : [`${paint("bold", title)}\n${blocks(mine, paint)}`];
  });
  return `${sections.join("\n")}\n${total(checks, paint)}\n`;
}

/** What is open for the same reason stands together: one missing token is said once. */
function blocks(checks: readonly Check[], paint: Paint): string {
  const known = checks.filter(({ state }) => state !== "unknown");
  const open = Map.groupBy(
    checks.filter(({ state }) => state === "unknown"),
    ({ hint = "" }) => hint,
  );
  return [
    ...known.map((check) => block(check, paint)),
    ...[...open].map(([hint, some]) =>
      [...some.map((check) => line(check, paint)), ...hintLines(hint, paint).map((one) => `  ${one}`)].join(
        "\n",
      ),
    ),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

function line({ state, message }: Check, paint: Paint): string {
  const [style, mark] = MARK[state];
  return `  ${paint(style, mark)} ${state === "unknown" ? "not known: " : ""}${onOneLine(message)}`;
}

const block = (check: Check, paint: Paint): string =>
  [line(check, paint), ...hintLines(check.hint, paint).map((one) => `  ${one}`)].join("\n");

function total(checks: readonly Check[], paint: Paint): string {
  const count = (state: Check["state"]) => checks.filter((check) => check.state === state).length;
  const [passed, failed, open] = [count("pass"), count("fail"), count("unknown")];
  const text = `${passed} right, ${failed} wrong, ${open} not known`;
  return paint(failed > 0 ? "red" : open > 0 ? "yellow" : "green", text);
}
