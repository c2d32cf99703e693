import { escaped } from "./xml.ts";

/** What the picture shows of the demo, in its order: each must be there, or the picture is out of date. */
const DECISIVE: readonly RegExp[] = [
  /alice \$ leasehold request .*--for 9h/,
  /duration: 9h is over the 8h/,
  /✓ the check refuses, at file and line/,
  /alice \$ leasehold request .*--for 20s/,
  /asked {2}orders-db-read for alice/,
  /✓ the comment says who gets what/,
  /bob approves #/,
  /sam approves #/,
  /bob squash-merges #/,
  /✓ apply logged in with its workflow's OIDC token/,
  /⏱ from the merge to delivered/,
  /alice \$ leasehold use orders-db-read -- psql/,
  /she is \S+ in Postgres/,
  /"state":"refund stuck"/,
  /✓ nobody can open the pick-up a second time/,
  /Postgres to alice: terminating connection/,
  /⏱ OpenBao killed her session/,
  /her database user: password authentication failed/,
  /✓ the old password of orders-app fails/,
  /⏱ from the merge to her dead session/,
  /✓ a grant pushed straight to main is refused/,
  /✓ a grant merged without its approvals is refused/,
  /✓ apply's own token asks OpenBao for an unwrapped token/,
  /live +until/,
  /Every step did what it should/,
];

const STEP = /^ *[\d.]+ s \d+\. /;

/** The lines of {@link DECISIVE} with the headings of their steps. */
export function decisiveLines(said: string): string[] {
  const lines = said.split("\n");
  const shown: string[] = [];
  let from = 0;
  for (const wanted of DECISIVE) {
    const index = lines.findIndex((line, at) => at >= from && wanted.test(line));
    if (index < 0) throw new Error(`the demo does not say ${wanted} any more, after line ${from}`);
    const heading = lines.slice(from, index).findLast((line) => STEP.test(line));
    if (heading !== undefined) shown.push("", heading);
    shown.push(lines[index] ?? "");
    from = index + 1;
  }
  return shown;
}

const COLUMNS = 112;
const FONT = 14;
/** Width of a sign and height of a line, in pixels at {@link FONT}. */
const SIGN = 8.43;
const LINE = 21;
const MARGIN = 22;
const BAR = 38;

const COLOURS = {
  text: "#e6edf3",
  dim: "#8b949e",
  green: "#56d364",
  yellow: "#e3b341",
  cyan: "#79c0ff",
  bold: "#ffffff",
} as const;
type Colour = keyof typeof COLOURS;
type Part = readonly [Colour, string];

/** A still of a terminal, readable in light and in dark, with no font or address from outside. */
export function terminalPicture(lines: readonly string[]): string {
  const all = ["$ npm ci && npm run demo", ...lines];
  const width = Math.ceil(COLUMNS * SIGN + 2 * MARGIN);
  const height = BAR + all.length * LINE + MARGIN;
  const rows = all.map((line, row) => rowOf(line, BAR + row * LINE + FONT + 4));
  const lights = ["#ff5f57", "#febc2e", "#28c840"].map(
    (colour, at) => `<circle cx="${24 + at * 20}" cy="19" r="6" fill="${colour}"/>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Lines of npm run demo">`,
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117" stroke="#30363d"/>`,
    ...lights,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}">`,
    ...rows.filter((row) => row !== ""),
    "</g>",
    "</svg>",
  ].join("\n")}\n`;
}

function rowOf(line: string, y: number): string {
  let column = 0;
  const parts = partsOf(shortened(line)).map(([colour, text]) => {
    const x = (MARGIN + column * SIGN).toFixed(1);
    column += [...text].length;
    if (text.trim() === "") return "";
    const weight = colour === "bold" ? ' font-weight="bold"' : "";
    // Said by us, so that columns stay columns in whatever font there is.
    const length = ([...text].length * SIGN).toFixed(1);
    return `<text xml:space="preserve" x="${x}" y="${y}" fill="${COLOURS[colour]}"${weight} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
  });
  return parts.join("");
}

/** Keys without what a file's name was made of, and no line over the edge. */
function shortened(line: string): string {
  const short = line
    .replaceAll(/orders-db-read\.inc-[\w-]+\.([0-9a-f]{12})/g, "orders-db-read.inc-4821-….$1")
    .replaceAll(/grants\/orders-db-read\/inc-[\w-]+\.yaml/g, "grants/…/inc-4821-….yaml")
    .replace(/^(\s+│ \w+ {2}orders-db-read {2}live .*?left) .*$/, "$1")
    .replace("\t", " ")
    .trimEnd();
  const signs = [...short];
  return signs.length > COLUMNS ? `${signs.slice(0, COLUMNS - 1).join("")}…` : short;
}

function partsOf(line: string): Part[] {
  if (line.startsWith("$ "))
    return [
      ["green", "$ "],
      ["bold", line.slice(2)],
    ];
  const [, clock = "", rest = line] = /^(\s*[\d.]+ s)(.*)$/s.exec(line) ?? [];
  return [["dim", clock], ...colouredRest(rest)];
}

function colouredRest(text: string): Part[] {
  if (/^ \d+\. /.test(text)) return [["bold", text]];
  if (text.trim().startsWith("Every step")) return [["green", text]];
  const typed = /^( +)(\w+ \$)(.*)$/.exec(text);
  if (typed)
    return [
      ["text", typed[1] ?? ""],
      ["cyan", typed[2] ?? ""],
      ["text", typed[3] ?? ""],
    ];
  const marked = /^( +)([✓⏱│])(.*)$/.exec(text);
  if (!marked) return [["text", text]];
  const [, indent = "", mark = "", rest = ""] = marked;
  const colour = mark === "✓" ? "green" : mark === "⏱" ? "yellow" : "dim";
  return [
    ["text", indent],
    [colour, mark],
    [mark === "⏱" ? "bold" : mark === "│" ? "dim" : "text", rest],
  ];
}
