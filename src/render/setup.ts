import type { SetupChange } from "../domain/setup/difference.ts";
import type { Paint, Style } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

const SIGNS: Readonly<Record<SetupChange["action"], readonly [string, Style]>> = {
  create: ["+", "green"],
  change: ["~", "yellow"],
  remove: ["-", "red"],
};
const LONGEST = 160;

/** The difference between what the policies ask for and what Vault has, as people compare things. */
export function setupText(changes: readonly SetupChange[], paint: Paint): string {
  if (changes.length === 0) return "Vault is as the policies say: nothing to do.\n";
  const lines = changes.flatMap(({ action, kind, name, fields }) => {
    const [sign, style] = SIGNS[action];
    const head = paint(style, `${sign} ${kind.replaceAll("-", " ")} ${name}`);
    // What is new is told by its name; what changes, by what was there before.
    const shown = action === "change" ? fields : [];
    return [
      head,
      ...shown.map(
        ({ field, before, after }) =>
          `    ${field}: ${paint("red", short(before))} → ${paint("green", short(after))}`,
      ),
    ];
  });
  return `${lines.join("\n")}\n\n${summary(changes)}\n`;
}

function short(value: unknown): string {
  const text =
    value === undefined ? "(nothing)" : onOneLine(typeof value === "string" ? value : JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function summary(changes: readonly SetupChange[]): string {
  const count = (action: SetupChange["action"]) =>
    changes.filter((change) => change.action === action).length;
  return `${count("create")} to create, ${count("change")} to change, ${count("remove")} to remove`;
}
