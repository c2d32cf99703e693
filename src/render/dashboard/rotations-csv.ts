import type { RotationEvent, RotationHealth } from "../../domain/report/rotations.ts";
import { formatInstant } from "../../domain/units.ts";

/** The history of all declared rotations as CSV (RFC 4180), oldest first. */
export function rotationsCsv(rotations: readonly RotationHealth[]): string {
  const rows = rotations.flatMap(({ name, kind, history }) =>
    history.map((one) => ({ at: one.at, cells: cellsOf(name, kind, one) })),
  );
  rows.sort((a, b) => a.at - b.at);
  const head = ["time", "rotation", "kind", "what", "why", "owed_by", "message"];
  return [head, ...rows.map(({ cells }) => cells)]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

const cellsOf = (
  name: string,
  kind: string,
  { at, what, why, owed_by, message }: RotationEvent,
): string[] => [formatInstant(at), name, kind, what, why, owed_by.join(" "), message];

/** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe (OWASP). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
