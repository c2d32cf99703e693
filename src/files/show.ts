/** Longest text that a finding repeats. */
const LONGEST = 60;

/** Characters that do not show, or that make a line read other than it is: line ends, controls, directions. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const code = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

/** A text as a finding may repeat it: on one line, nothing hidden, not long. */
export function showText(text: string, longest = LONGEST): string {
  const characters = text.length > longest * 2 ? text.slice(0, longest * 2) : text;
  const points = [...characters];
  const short = points.length > longest ? `${points.slice(0, longest - 1).join("")}…` : characters;
  return short.replace(HIDDEN, code);
}

/** A value as a finding may repeat it, close to how the file says it. */
export function show(value: unknown): string {
  if (typeof value === "string")
    return value === "" || /^\s|\s$/.test(value) ? `"${showText(value)}"` : showText(value);
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `a list of ${value.length}`;
  if (typeof value === "object") {
    const keys = Object.keys(value);
    return keys.length === 0 ? "{}" : showText(`{ ${keys.join(", ")} }`);
  }
  return String(value);
}

/** How a key path is named in a finding: `access[0].path`. */
export function showPath(path: readonly (string | number)[]): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else text += text === "" ? showText(step) : `.${showText(step)}`;
  }
  return text;
}

/** A size as people say it: `1.5 MiB`. */
export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.round(kib * 10) / 10} KiB` : `${Math.round((kib / 1024) * 10) / 10} MiB`;
}

/** The first letter of a text that is none of a to z: it may only look like one of them. */
export function foreignLetter(text: string): string | undefined {
  const letter =
    text.length > 200 ? undefined : [...text].find((one) => one > "\u007f" && /\p{L}/u.test(one));
  if (letter === undefined) return undefined;
  const point = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `${letter} (U+${point}), which is none of a to z`;
}
